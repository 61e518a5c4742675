/*
 * What our own Markdown tells a second time: the table of lanes, ranked pains and ideas, the ideas
 * that were chosen. It follows from the sections of the stages, which count; but who changes the
 * text may do it here. What the sections lack is taken, what they tell otherwise is kept in the
 * notes.
 */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/own/told.h"
#include "import/read/markdown.h"

/* --- what is told otherwise --- */

void told_keep(struct told *told, size_t line, struct slice label, struct slice text)
{
    struct draft *draft = told->reading->draft;
    struct buf note = BUF_INIT;
    draft_doubt(draft, line,
        _("\"%s\" is told otherwise in the section of its stage, which counts; it is kept in the "
          "notes"),
        draft_short(draft, text));
    buf_addf(&note, "%.*s: %.*s", SLICE_ARG(label), SLICE_ARG(text));
    draft_add_line(&draft->notes, buf_slice(&note));
    buf_release(&note);
}

static void keep_of(struct told *told, size_t line, const struct draft_place *place,
    struct slice label, struct slice text)
{
    struct buf whole = BUF_INIT;
    buf_addf(&whole, "%s: %.*s", draft_short(told->reading->draft, place->name), SLICE_ARG(label));
    told_keep(told, line, buf_slice(&whole), text);
    buf_release(&whole);
}

/* The word of the file for each of those that the text has in the language of the export. */
static struct slice as_words(
    struct told *told, enum field field, struct slice text, struct buf *out)
{
    if (field >= FIELD_COUNT || !field_def(field)->words)
        return text;
    while (text.len) {
        size_t end = 0;
        while (end < text.len && !slice_begins_fold(slice_from(text, end), SLICE(", ")))
            end++;
        buf_addf(out, "%s", out->len ? "\n" : "");
        buf_add_slice(out, own_word(told->reading, field, (struct slice){ text.data, end }));
        text = slice_from(text, end < text.len ? end + 2 : end);
    }
    return buf_slice(out);
}

static void take_cell(
    struct told *told, struct draft_place *place, enum field field, struct slice text, size_t line)
{
    struct draft *draft = told->reading->draft;
    told->reading->line = line;
    draft->row++;
    draft_cell(draft, place, own_column(told->reading, field), text, line);
    draft_notice(
        draft, line, _("\"%s\" stands in this table alone; it is taken"), draft_short(draft, text));
}

/* A value of a place or an item: known, new or another. */
static void check_value(struct told *told, struct draft_place *place, enum field field,
    struct slice label, struct slice text, size_t line)
{
    struct buf words = BUF_INIT, own = BUF_INIT;
    if (label.len > TOLD_NAME_MOST)
        return;
    buf_add_slice(&own, label);
    const char *key = field < FIELD_COUNT ? field_def(field)->key : own.len ? own.data : "";
    struct slice value = as_words(told, field, text, &words);
    if (field < FIELD_COUNT && field_def(field)->type != FIELD_NODES &&
        !told_is_known(told, place, key, SLICE_NONE))
        take_cell(told, place, field, value, line);
    else if (!told_is_known(told, place, key, value))
        keep_of(told, line, place, label, text);
    buf_release(&words);
    buf_release(&own);
}

/* --- the table of lanes --- */

/* "7 text" of the touchpoint of that number; NULL: it begins with none. */
static struct draft_place *take_number(struct told *told, struct slice *text)
{
    enum { DIGITS_MOST = 9 };
    size_t i = 0, number = 0;
    while (i < text->len && i < DIGITS_MOST && is_digit(text->data[i]))
        number = number * 10 + (size_t)(text->data[i++] - '0');
    if (!i || i >= text->len || text->data[i] != ' ' || !number || number > told->point_count)
        return NULL;
    *text = slice_from(*text, i + 1);
    return told->points[number - 1];
}

/* The field of a lane; FIELD_UNKNOWN: it is one of the map's own. */
static enum field lane_field(const struct told *told, struct slice label)
{
    const struct kind_def *def = kind_def(KIND_TOUCHPOINT);
    for (enum field field = def->first; field < def->end; field++)
        if (field_def(field)->label &&
            own_is_called(told->reading->texts, label, field_def(field)->label))
            return field;
    return FIELD_UNKNOWN;
}

static void check_lane_line(struct told *told, struct draft_place *stage, struct slice label,
    struct slice text, size_t line)
{
    struct slice rest = text;
    struct draft_place *point = take_number(told, &rest);
    bool points = own_is_called(told->reading->texts, label, N_("Touchpoints"));
    if (points) {
        if (!point || !told_is_point_known(told, point, rest))
            told_keep(told, line, label, text);
        return;
    }
    enum field field = lane_field(told, label), of_stage = FIELD_UNKNOWN;
    if (field < FIELD_COUNT)
        of_stage = field_of_key(KIND_STAGE, slice_of(field_def(field)->key));
    /* "5 days" of the stage looks as if it were touchpoint 5's. */
    if (of_stage < FIELD_COUNT && told_is_known(told, stage, field_def(of_stage)->key, text))
        return;
    if (point)
        check_value(told, point, field, label, rest, line);
    else if (of_stage < FIELD_COUNT)
        check_value(told, stage, of_stage, label, text, line);
    else
        told_keep(told, line, label, text);
}

static void check_lanes(struct told *told, const struct table *table)
{
    for (size_t row = 1; row < table->row_count; row++)
        for (size_t i = 1; i < table_width(table, row); i++) {
            struct buf name = BUF_INIT;
            struct slice text = table_at(table, row, i), line;
            told_squeeze(table_at(table, 0, i), &name);
            size_t number = names_find(&told->stages, buf_slice(&name));
            buf_release(&name);
            while (slice_next_line(&text, &line))
                if (number < told->stages.count)
                    check_lane_line(told, told->stage_places[number], table_at(table, row, 0), line,
                        table->rows[row].line);
                else
                    told_keep(told, table->rows[row].line, table_at(table, 0, i), line);
        }
}

/* --- pains and ideas --- */

enum node_kind told_kind(const struct told *told)
{
    return told->part == PART_PAINS ? KIND_PAIN : KIND_IDEA;
}

static size_t column_called(const struct told *told, const struct table *table, const char *name)
{
    for (size_t i = 0; i < table_width(table, 0); i++)
        if (own_is_called(told->reading->texts, table_at(table, 0, i), name))
            return i;
    return TABLE_WIDTH_MAX;
}

/* Has the table more of the place than the sections have? Else one was renamed. */
static bool is_added(struct told *told, struct slice where)
{
    struct buf key = BUF_INIT;
    told_add_item_key(where, told_kind(told), SLICE(""), &key);
    size_t there = names_find(&told->places, buf_slice(&key));
    size_t row = names_find(&told->rows, buf_slice(&key));
    buf_release(&key);
    return told->part != PART_CHOSEN && row < told->rows.count &&
           (there >= told->places.count || told->row_counts[row] > told->place_counts[there]);
}

/* One that the section lacks is added to its place, where the file has one. */
static struct draft_place *add_item(
    struct told *told, struct slice where, struct slice text, size_t line)
{
    struct draft *draft = told->reading->draft;
    struct draft_place *place = own_find_place(told->reading, where);
    if (!place || field_of_child(place->kind, told_kind(told)) >= FIELD_COUNT ||
        !is_added(told, where))
        return NULL;
    struct draft_place *item = draft_place(draft, told_kind(told), text, line);
    draft_doubt(draft, line, _("\"%s\" stands in this table alone; it is added to its place"),
        draft_short(draft, text));
    draft_add_child(place, item);
    return item;
}

static void check_item(
    struct told *told, const struct table *table, size_t row, size_t name, size_t where)
{
    struct buf key = BUF_INIT;
    size_t line = table->rows[row].line;
    struct slice text = table_at(table, row, name), place = table_at(table, row, where);
    if (place.len > TOLD_NAME_MOST)
        return;
    told_add_item_key(place, told_kind(told), text, &key);
    size_t number = names_find(&told->items, buf_slice(&key));
    buf_release(&key);
    struct draft_place *item = number < told->items.count ? told->item_places[number] : NULL;
    bool is_new = !item && text.len;
    if (is_new && !(item = add_item(told, place, text, line)))
        told_keep(told, line, place, text);
    for (size_t i = 0; item && i < table_width(table, row); i++) {
        struct slice label = table_at(table, 0, i), value = table_at(table, row, i);
        enum field field = own_field(told->reading, item->kind, label);
        if (i != name && i != where && value.len && field < FIELD_COUNT && is_new)
            draft_cell(told->reading->draft, item, own_column(told->reading, field), value, line);
        else if (i != name && i != where && value.len && field < FIELD_COUNT)
            check_value(told, item, field, label, value, line);
    }
}

void told_check_items(struct told *told, const struct table *table)
{
    const char *label = field_def(kind_def(told_kind(told))->headline)->label;
    size_t name = column_called(told, table, label),
           where = column_called(told, table, N_("Where"));
    if (name == TABLE_WIDTH_MAX || where == TABLE_WIDTH_MAX)
        return;
    names_release(&told->rows);
    for (size_t row = 1; row < table->row_count; row++) {
        struct buf key = BUF_INIT;
        told_add_item_key(table_at(table, row, where), told_kind(told), SLICE(""), &key);
        told_count(&told->rows, &told->row_counts, &told->row_cap, buf_slice(&key));
        buf_release(&key);
    }
    for (size_t row = 1; row < table->row_count; row++)
        check_item(told, table, row, name, where);
}

/* --- the whole --- */

/* Which part a heading begins. */
static enum part part_of(const struct told *told, int level, struct slice name)
{
    static const struct {
        const char *name; /* marked for translation */
        int level;
        enum part part;
    } parts[] = { { N_("Journey"), 2, PART_LANES }, { N_("Pain points"), 2, PART_PAINS },
        { N_("Ideas"), 2, PART_IDEAS }, { N_("Chosen ideas"), 3, PART_CHOSEN } };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (level == parts[i].level && own_is_called(told->reading->texts, name, parts[i].name))
            return parts[i].part;
    return PART_NONE;
}

static size_t check_table(struct told *told, struct slice first, struct slice *rest, size_t line)
{
    struct table table = { 0 };
    struct buf text = BUF_INIT;
    size_t lines = markdown_take_table(first, rest, line, &text, &table);
    if (told->part == PART_LANES)
        check_lanes(told, &table);
    else
        told_check_items(told, &table);
    table_release(&table);
    buf_release(&text);
    return lines;
}

static void check_all(struct told *told, struct slice text)
{
    struct slice line;
    for (size_t number = 1; slice_next_line(&text, &line); number++) {
        int level = 0;
        while ((size_t)level < line.len && line.data[level] == '#')
            level++;
        if (level > 1 && level < 4)
            told->part = part_of(told, level, text_trim(slice_from(line, (size_t)level)));
        else if (told->part != PART_NONE && line.len && *line.data == '|')
            number += check_table(told, line, &text, number);
        else if (told->part != PART_NONE && slice_begins_fold(line, SLICE("- "))) {
            struct slice whole = { line.data, (size_t)(text.data + text.len - line.data) };
            (told->part == PART_LANES ? told_check_lane_list : told_check_item_list)(
                told, whole, number);
            told->part = PART_NONE;
        }
    }
}

void own_check_told(struct own_reading *reading, struct slice text)
{
    struct told told = { .reading = reading };
    for (struct draft_place *stage = reading->draft->stages; stage; stage = stage->next)
        told_know_stage(&told, stage);
    check_all(&told, text);
    names_release(&told.known);
    names_release(&told.items);
    names_release(&told.stages);
    names_release(&told.places);
    names_release(&told.rows);
    free(told.item_places);
    free(told.stage_places);
    free(told.points);
    free(told.place_counts);
    free(told.row_counts);
}
