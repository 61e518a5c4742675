/* Fields and nodes in Markdown: as list items and as tables. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/markdown.h"
#include "export/markdown_escape.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "model/value_record.h"
#include "model/value_word.h"
#include "store/own_field.h"

/* --- blocks --- */

/* A row of a table has to stay on its line, and where a quote comes from does. */
static const char *line_break(const struct markdown *md)
{
    const struct buf *out = md->out;
    size_t start = out->len;
    while (start && out->data[start - 1] != '\n')
        start--;
    char first = start < out->len ? out->data[start] : ' ';
    return first == '|' ? "<br>" : first == '>' ? " " : "  \n    ";
}

void markdown_block(struct markdown *md)
{
    const struct buf *out = md->out;
    if (out->len && (out->len < 2 || memcmp(out->data + out->len - 2, "\n\n", 2) != 0))
        buf_add_char(md->out, '\n');
}

void markdown_heading(struct markdown *md, int level, const char *text)
{
    markdown_block(md);
    buf_addf(md->out, "%.*s %s\n\n", level, "######", text);
}

void markdown_title(struct markdown *md, int level, const struct node *node)
{
    markdown_block(md);
    buf_addf(md->out, "%.*s ", level, "######");
    markdown_name(md->out, node, false);
    buf_adds(md->out, "\n\n");
}

void markdown_item(struct markdown *md, int depth)
{
    buf_add_repeated(md->out, ' ', 2 * (size_t)depth);
    buf_adds(md->out, "- ");
}

void markdown_label(struct markdown *md, int depth, const char *label)
{
    if (depth)
        buf_add_repeated(md->out, ' ', 2 * (size_t)depth);
    buf_adds(md->out, "- **");
    buf_adds(md->out, label);
    buf_adds(md->out, ":**");
}

static void add_text(struct markdown *md, struct slice text, bool starts_line)
{
    bool one_line = !memchr(text.data, '\n', text.len);
    markdown_escape(md->out, text, one_line ? " " : line_break(md), starts_line);
}

void markdown_headline(struct markdown *md, const struct node *node, bool starts_line)
{
    size_t len = md->out->len;
    add_text(md, node_headline(node), starts_line);
    if (md->out->len == len && node->id)
        add_text(md, slice_of(node->id), starts_line);
}

void markdown_quote(struct markdown *md, struct slice text, const char *otherwise)
{
    size_t start = md->out->len;
    markdown_block(md);
    buf_adds(md->out, "> ");
    size_t empty = md->out->len;
    markdown_escape(md->out, text, "  \n> ", true);
    if (md->out->len == empty)
        markdown_escape(md->out, slice_of(otherwise), " ", true);
    if (md->out->len == empty)
        buf_cut(md->out, start);
    else
        buf_add_char(md->out, '\n');
}

/* --- fields --- */

void markdown_value(struct markdown *md, enum field field, struct slice text, bool starts_line)
{
    enum node_kind kind = field_names(field);
    const struct field_def *def = field_def(field);
    if (!def->words && (def->type == FIELD_LONG_TEXT || def->type == FIELD_TEXT) &&
        kind == KIND_COUNT) { /* most are */
        add_text(md, text, starts_line);
        return;
    }
    const struct node *named = kind == KIND_COUNT ? NULL : map_find(md->map, text);
    struct buf shown = BUF_INIT;
    value_add_shown_item(field, text, &shown);
    add_text(
        md, named && named->kind == kind ? node_headline(named) : buf_slice(&shown), starts_line);
    buf_release(&shown);
}

/* Words and names in a row; sentences as a list of their own. */
static void add_list(struct markdown *md, int depth, enum field field, struct slice list)
{
    struct slice item, rest = list;
    value_next_item(&rest, &item);
    bool in_row = !rest.len || field_def(field)->words || field_names(field) != KIND_COUNT;
    const char *between = " ";
    while (value_next_item(&list, &item)) {
        size_t start = md->out->len;
        if (in_row) {
            buf_adds(md->out, between);
        } else {
            buf_add_char(md->out, '\n');
            markdown_item(md, depth + 1);
        }
        size_t empty = md->out->len;
        markdown_value(md, field, item, !in_row);
        if (md->out->len == empty) /* a dash alone would make a heading of the label */
            buf_cut(md->out, start);
        else
            between = ", ";
    }
}

/* "+1", or "Anna +1, Ben -2". */
static void add_personas_emotions(struct markdown *md, struct slice value)
{
    struct slice id, number;
    const char *between = " ";
    if (!is_per_persona(value)) {
        buf_add_char(md->out, ' ');
        figure_add_signed(emotion_of_value(md->map->root, value, NULL), md->out);
        return;
    }
    while (per_persona_next(&value, &id, &number)) {
        const struct node *persona = map_find(md->map, id);
        buf_adds(md->out, between);
        if (persona)
            markdown_name(md->out, persona, false);
        else
            markdown_escape(md->out, id, " ", false);
        buf_add_char(md->out, ' ');
        figure_add_signed(atoi(number.data), md->out);
        between = ", ";
    }
}

/* A photo is shown where its path can stand in a link as it is. */
static bool add_photo(struct markdown *md, const struct node *persona, struct slice path)
{
    for (size_t i = 0; i < path.len; i++)
        if (!isalnum((unsigned char)path.data[i]) && !strchr("._-/:", path.data[i]))
            return false;
    buf_adds(md->out, " ![");
    markdown_name(md->out, persona, false);
    buf_addf(md->out, "](%.*s)", SLICE_ARG(path));
    return true;
}

/* A drawing of text, between fences that no line of it is as long as. */
static bool add_drawing(
    struct markdown *md, int depth, const struct field_def *def, struct slice drawing)
{
    struct slice line;
    size_t indent = 2 * (size_t)depth + 2;
    if (!memchr(drawing.data, '\n', drawing.len) || def->type != FIELD_LONG_TEXT || !def->low)
        return false;
    for (int end = 0; end < 2; end++) {
        buf_add_char(md->out, '\n');
        buf_add_repeated(md->out, ' ', indent);
        buf_add_repeated(md->out, '`', (size_t)def->low + 1);
        buf_adds(md->out, end ? "" : "text");
        while (slice_next_line(&drawing, &line)) {
            buf_add_char(md->out, '\n');
            buf_add_repeated(md->out, ' ', indent);
            text_add_visible(md->out, line);
        }
    }
    return true;
}

void markdown_field(struct markdown *md, const struct node *node, enum field field, int depth)
{
    const struct field_def *def = field_def(field);
    struct slice value = node_get(node, field);
    if (!value.len || !def->label)
        return;
    if (!md->labels[field])
        md->labels[field] = _(def->label);
    markdown_label(md, depth, md->labels[field]);
    if (def->type == FIELD_LIST || (def->type == FIELD_TEXTS && value_is_list(value))) {
        add_list(md, depth, field, value);
    } else if (def->type == FIELD_PER_PERSONA) {
        add_personas_emotions(md, value);
    } else if (def->type == FIELD_RECORD) {
        struct buf line = BUF_INIT;
        record_to_line(def, value, &line);
        buf_add_char(md->out, ' ');
        add_text(md, buf_slice(&line), false);
        buf_release(&line);
    } else if (!(field == PERSONA_PHOTO && add_photo(md, node, value)) &&
               !add_drawing(md, depth, def, value)) {
        buf_add_char(md->out, ' ');
        markdown_value(md, field, value, false);
    }
    buf_add_char(md->out, '\n');
}

void markdown_fields(struct markdown *md, const struct node *node, int depth, enum field but)
{
    const struct kind_def *kind = kind_def(node->kind);
    bool there[FIELD_COUNT] = { false }; /* of many fields most have few */
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field < FIELD_COUNT)
            there[node->values[i].field] = true;
    for (enum field field = kind->first; field < kind->end; field++)
        if (there[field] && field != kind->headline && field != but)
            markdown_field(md, node, field, depth);
    markdown_own_fields(md, node, depth);
}

void markdown_own_fields(struct markdown *md, const struct node *node, int depth)
{
    enum field field;
    for (size_t i = 0; (field = own_field_at(md->map, node, i)) > FIELD_UNKNOWN; i++) {
        struct slice label = own_field_label(md->map, (enum node_kind)node->kind, field);
        struct buf value = BUF_INIT;
        own_field_show_of(md->map, node, field, &value);
        if (value.len) {
            markdown_item(md, depth);
            buf_adds(md->out, "**");
            markdown_escape(md->out, label, " ", false);
            buf_adds(md->out, ":** ");
            add_text(md, buf_slice(&value), false);
            buf_add_char(md->out, '\n');
        }
        buf_release(&value);
    }
}

/* --- tables of nodes --- */

static const char *column_label(const struct column *column)
{
    return column->fill ? _(column->label) : _(field_def(column->field)->label);
}

static void add_cell(struct markdown *md, const struct column *column, const struct node *node)
{
    if (column->fill)
        column->fill(md->out, node);
    else
        markdown_value(md, column->field, node_get(node, column->field), false);
}

static void add_row(struct markdown *md, const struct sheet *sheet, const struct node *node)
{
    for (size_t i = 0; i < sheet->count; i++) {
        buf_adds(md->out, "| ");
        size_t empty = md->out->len;
        add_cell(md, &sheet->columns[i], node);
        if (md->out->len > empty)
            buf_add_char(md->out, ' ');
    }
    buf_adds(md->out, "|\n");
}

static void add_item_of(struct markdown *md, const struct node *node)
{
    markdown_item(md, 0);
    markdown_headline(md, node, true);
    buf_add_char(md->out, '\n');
}

/* A row as a list: the node's name, and below it the columns that hold something. */
static void add_row_list(struct markdown *md, const struct sheet *sheet, const struct node *node)
{
    enum field headline = kind_def(node->kind)->headline;
    add_item_of(md, node);
    for (size_t i = 0; i < sheet->count; i++) {
        if (sheet->columns[i].field == headline)
            continue;
        size_t start = md->out->len;
        markdown_label(md, 1, column_label(&sheet->columns[i]));
        buf_add_char(md->out, ' ');
        size_t empty = md->out->len;
        add_cell(md, &sheet->columns[i], node);
        if (md->out->len == empty)
            buf_cut(md->out, start);
        else
            buf_add_char(md->out, '\n');
    }
    if (sheet->alone)
        markdown_own_fields(md, node, 1);
}

/* Below a table, which has no cells for them. */
static void add_own_fields(struct markdown *md, const struct node *node)
{
    size_t start = md->out->len;
    add_item_of(md, node);
    size_t empty = md->out->len;
    markdown_own_fields(md, node, 1);
    if (md->out->len == empty)
        buf_cut(md->out, start);
}

void markdown_rule(struct markdown *md, size_t columns)
{
    for (size_t i = 0; i < columns; i++)
        buf_adds(md->out, "| --- ");
    buf_adds(md->out, "|\n");
}

/* Does the column hold something in one of the rows? */
static bool is_used(
    struct markdown *md, const struct column *column, struct node **nodes, size_t count)
{
    size_t start = md->out->len;
    for (size_t i = 0; i < count && md->out->len == start; i++)
        add_cell(md, column, nodes[i]);
    bool used = md->out->len > start;
    buf_cut(md->out, start);
    return used;
}

static struct sheet without_unused(
    struct markdown *md, const struct sheet *whole, struct node **nodes, size_t count)
{
    struct sheet sheet = *whole;
    sheet.count -= sheet.rare;
    for (size_t i = sheet.count; i < whole->count; i++)
        if (is_used(md, &whole->columns[i], nodes, count))
            sheet.columns[sheet.count++] = whole->columns[i];
    return sheet;
}

void markdown_sheet(
    struct markdown *md, const struct sheet *whole, struct node **nodes, size_t count)
{
    if (!count)
        return;
    const struct sheet used = without_unused(md, whole, nodes, count), *sheet = &used;
    if (sheet->title)
        markdown_heading(md, 2, _(sheet->title));
    markdown_block(md);
    for (size_t i = 0; md->tables && i < sheet->count; i++)
        buf_addf(md->out, "| %s ", column_label(&sheet->columns[i]));
    if (md->tables) {
        buf_adds(md->out, "|\n");
        markdown_rule(md, sheet->count);
    }
    for (size_t i = 0; i < count; i++)
        (md->tables ? add_row : add_row_list)(md, sheet, nodes[i]);
    markdown_block(md);
    for (size_t i = 0; md->tables && sheet->alone && i < count; i++)
        add_own_fields(md, nodes[i]);
}

void markdown_end(struct buf *text, struct buf *out)
{
    while (text->len > 1 && text->data[text->len - 2] == '\n')
        buf_cut(text, text->len - 1);
    if (out->len) {
        buf_add_slice(out, buf_slice(text));
        buf_release(text);
    } else {
        buf_release(out);
        *out = *text;
        buf_init(text);
    }
}
