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
#include "import/own/reading.h"
#include "import/read/markdown.h"
#include "import/read/table.h"

enum part { PART_NONE, PART_LANES, PART_PAINS, PART_IDEAS, PART_CHOSEN };

struct told {
    struct own_reading *reading;
    struct names known; /* what the sections say: of a place, its label, the value */
    struct names items; /* pains and ideas, by where they are and their text */
    struct draft_place **item_places;
    struct names stages;
    struct draft_place **stage_places;
    struct draft_place **points; /* touchpoints, by their numbers from 0 on */
    size_t item_cap, stage_cap, point_count, point_cap;
    enum part part;
    struct names counted; /* rows of pains or ideas, by their places */
    size_t *counts, count_cap;
};

/* --- what is known --- */

/* Without blanks and commas, by which a line differs from several, and signs that are not seen. */
static void squeeze(struct slice text, struct buf *out)
{
    while (text.len) {
        uint32_t point = utf8_next(&text);
        bool hidden = (point >= 0x2000 && point < 0x2010) || (point >= 0x2028 && point < 0x2030) ||
                      (point >= 0x2060 && point < 0x2070) || (point >= 0x2400 && point < 0x2440) ||
                      (point >= 0x7F && point <= 0xA0) || point == 0x61C || point == 0xFFFD;
        if (point > ' ' && point != ',' && !hidden)
            buf_add_codepoint(out, point);
    }
}

static void add_key(struct buf *out, const void *whose, const char *label)
{
    buf_addf(out, "%p\n%s", whose, label);
}

static void know(struct told *told, const void *whose, const char *label, struct slice value)
{
    struct buf key = BUF_INIT;
    add_key(&key, whose, label);
    names_add(&told->known, buf_slice(&key));
    buf_add_char(&key, '\n');
    squeeze(value, &key);
    names_add(&told->known, buf_slice(&key));
    buf_release(&key);
}

/* Is that said there; or, where `value` has no data, is anything? */
static bool is_known(struct told *told, const void *whose, const char *label, struct slice value)
{
    struct buf key = BUF_INIT;
    add_key(&key, whose, label);
    if (value.data) {
        buf_add_char(&key, '\n');
        squeeze(value, &key);
    }
    bool known = names_find(&told->known, buf_slice(&key)) < told->known.count;
    buf_release(&key);
    return known;
}

static void know_cells(struct told *told, const void *whose, const struct draft_place *place)
{
    for (const struct draft_cell *cell = place->cells; cell; cell = cell->next) {
        bool note = cell->column->label.how == HOW_NOTE;
        struct buf label = BUF_INIT;
        buf_add_slice(&label, note ? cell->column->text : slice_of(cell->column->label.key));
        know(told, whose, label.data ? label.data : "", cell->text);
        buf_release(&label);
    }
}

static void add_item_key(
    struct slice where, enum node_kind kind, struct slice text, struct buf *out)
{
    squeeze(where, out);
    buf_addf(out, "\n%d\n", (int)kind);
    squeeze(text, out);
}

/* Those that have the same text at the same place are one here. */
static void know_item(struct told *told, struct slice where, struct draft_place *item)
{
    struct buf key = BUF_INIT;
    add_item_key(where, item->kind, item->name, &key);
    size_t before = told->items.count, number = names_add(&told->items, buf_slice(&key));
    MEM_GROW(told->item_places, number + 1, told->item_cap);
    if (number == before)
        told->item_places[number] = item;
    know_cells(told, told->item_places[number], item);
    buf_release(&key);
}

static void know_place(struct told *told, struct slice where, const struct draft_place *place)
{
    know_cells(told, place, place);
    for (struct draft_place *child = place->children; child; child = child->next) {
        enum field field = field_of_child(place->kind, child->kind);
        if (child->kind == KIND_TOUCHPOINT || field >= FIELD_COUNT)
            continue;
        know(told, place, field_def(field)->key, child->name);
        know_item(told, where, child);
    }
}

static void know_stage(struct told *told, struct draft_place *stage)
{
    struct buf key = BUF_INIT;
    squeeze(stage->name, &key);
    size_t number = names_add(&told->stages, buf_slice(&key));
    MEM_GROW(told->stage_places, number + 1, told->stage_cap);
    told->stage_places[number] = stage;
    know_place(told, stage->name, stage);
    for (struct draft_place *child = stage->children; child; child = child->next) {
        struct buf where = BUF_INIT;
        if (child->kind != KIND_TOUCHPOINT)
            continue;
        MEM_GROW(told->points, told->point_count + 1, told->point_cap);
        told->points[told->point_count++] = child;
        buf_addf(&where, "%.*s / %.*s", SLICE_ARG(stage->name), SLICE_ARG(child->name));
        know_place(told, buf_slice(&where), child);
        know(told, stage, "touchpoints", child->name);
        buf_release(&where);
    }
    buf_release(&key);
}

/* --- what is told otherwise --- */

static void keep(struct told *told, size_t line, struct slice label, struct slice text)
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
    buf_addf(&whole, "%.*s: %.*s", SLICE_ARG(place->name), SLICE_ARG(label));
    keep(told, line, buf_slice(&whole), text);
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
    struct buf words = BUF_INIT;
    const char *key = field < FIELD_COUNT ? field_def(field)->key
                                          : draft_copy(told->reading->draft, label).data;
    struct slice value = as_words(told, field, text, &words);
    if (field < FIELD_COUNT && field_def(field)->type != FIELD_NODES &&
        !is_known(told, place, key, SLICE_NONE))
        take_cell(told, place, field, value, line);
    else if (!is_known(told, place, key, value))
        keep_of(told, line, place, label, text);
    buf_release(&words);
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

/* Behind the name of a touchpoint: " (+1) ★ !"; or with letters, "(A +1, B 0)". */
static bool are_emotions_known(
    struct told *told, const struct draft_place *point, struct slice text)
{
    for (size_t i = 1; i < text.len; i++)
        if (is_digit(text.data[i])) {
            bool sign = text.data[i - 1] == '+' || text.data[i - 1] == '-';
            struct slice number = { text.data + i - sign, 1 + sign };
            if (!is_known(told, point, "emotion", number))
                return false;
        }
    return true;
}

static bool is_point_known(struct told *told, const struct draft_place *point, struct slice text)
{
    struct buf name = BUF_INIT, here = BUF_INIT;
    squeeze(point->name, &name);
    squeeze(text, &here);
    bool known = here.len >= name.len && memcmp(here.data, name.data, name.len) == 0 &&
                 are_emotions_known(told, point, slice_from(buf_slice(&here), name.len));
    buf_release(&name);
    buf_release(&here);
    return known;
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
        if (!point || !is_point_known(told, point, rest))
            keep(told, line, label, text);
        return;
    }
    enum field field = lane_field(told, label), of_stage = FIELD_UNKNOWN;
    if (field < FIELD_COUNT)
        of_stage = field_of_key(KIND_STAGE, slice_of(field_def(field)->key));
    /* "5 days" of the stage looks as if it were touchpoint 5's. */
    if (of_stage < FIELD_COUNT && is_known(told, stage, field_def(of_stage)->key, text))
        return;
    if (point)
        check_value(told, point, field, label, rest, line);
    else if (of_stage < FIELD_COUNT)
        check_value(told, stage, of_stage, label, text, line);
    else
        keep(told, line, label, text);
}

static void check_lanes(struct told *told, const struct table *table)
{
    for (size_t row = 1; row < table->row_count; row++)
        for (size_t i = 1; i < table_width(table, row); i++) {
            struct buf name = BUF_INIT;
            struct slice text = table_at(table, row, i), line;
            squeeze(table_at(table, 0, i), &name);
            size_t number = names_find(&told->stages, buf_slice(&name));
            buf_release(&name);
            while (slice_next_line(&text, &line))
                if (number < told->stages.count)
                    check_lane_line(told, told->stage_places[number], table_at(table, row, 0), line,
                        table->rows[row].line);
                else
                    keep(told, table->rows[row].line, table_at(table, 0, i), line);
        }
}

/* --- pains and ideas --- */

static enum node_kind kind_of(const struct told *told)
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

/* How many rows are of each place: where the sections have as many, one was renamed. */
static void count_rows(struct told *told, const struct table *table, size_t where)
{
    for (size_t row = 1; row < table->row_count; row++) {
        size_t before = told->counted.count;
        size_t number = names_add(&told->counted, table_at(table, row, where));
        MEM_GROW(told->counts, number + 1, told->count_cap);
        told->counts[number] = number == before ? 1 : told->counts[number] + 1;
    }
}

static bool is_added(struct told *told, const struct draft_place *place, struct slice where)
{
    size_t there = 0, number = names_find(&told->counted, where);
    for (const struct draft_place *child = place->children; child; child = child->next)
        there += child->kind == kind_of(told);
    return told->part != PART_CHOSEN && number < told->counted.count &&
           told->counts[number] > there;
}

/* One that the section lacks is added to its place, where the file has one. */
static struct draft_place *add_item(
    struct told *told, struct slice where, struct slice text, size_t line)
{
    struct draft *draft = told->reading->draft;
    struct draft_place *place = own_find_place(told->reading, where);
    if (!place || field_of_child(place->kind, kind_of(told)) >= FIELD_COUNT ||
        !is_added(told, place, where))
        return NULL;
    struct draft_place *item = draft_place(draft, kind_of(told), text, line);
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
    add_item_key(place, kind_of(told), text, &key);
    size_t number = names_find(&told->items, buf_slice(&key));
    buf_release(&key);
    struct draft_place *item = number < told->items.count ? told->item_places[number] : NULL;
    bool is_new = !item && text.len;
    if (is_new && !(item = add_item(told, place, text, line)))
        keep(told, line, place, text);
    for (size_t i = 0; item && i < table_width(table, row); i++) {
        struct slice label = table_at(table, 0, i), value = table_at(table, row, i);
        enum field field = own_field(told->reading, item->kind, label);
        if (i != name && i != where && value.len && field < FIELD_COUNT && is_new)
            draft_cell(told->reading->draft, item, own_column(told->reading, field), value, line);
        else if (i != name && i != where && value.len && field < FIELD_COUNT)
            check_value(told, item, field, label, value, line);
    }
}

static void check_items(struct told *told, const struct table *table)
{
    const char *label = field_def(kind_def(kind_of(told))->headline)->label;
    size_t name = column_called(told, table, label),
           where = column_called(told, table, N_("Where"));
    if (name == TABLE_WIDTH_MAX || where == TABLE_WIDTH_MAX)
        return;
    names_release(&told->counted);
    count_rows(told, table, where);
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
        check_items(told, &table);
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
    }
}

void own_check_told(struct own_reading *reading, struct slice text)
{
    struct told told = { .reading = reading };
    for (struct draft_place *stage = reading->draft->stages; stage; stage = stage->next)
        know_stage(&told, stage);
    check_all(&told, text);
    names_release(&told.known);
    names_release(&told.items);
    names_release(&told.stages);
    names_release(&told.counted);
    free(told.item_places);
    free(told.stage_places);
    free(told.points);
    free(told.counts);
}
