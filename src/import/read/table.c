#include "import/read/table.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

/* --- cells --- */

void table_release(struct table *table)
{
    free(table->cells);
    free(table->rows);
}

void table_tell_quote(struct draft *draft, const struct table *table)
{
    if (table->open_quote)
        draft_doubt(draft, table->open_quote, "%s",
            _("the quote that begins here does not end; all that follows is in one cell"));
}

void table_add_row(struct table *table, size_t line)
{
    MEM_GROW(table->rows, table->row_count + 1, table->row_cap);
    table->rows[table->row_count++] = (struct table_row){ (uint32_t)table->cell_count,
        (uint32_t)line };
}

void table_add_cell(struct table *table, size_t start, size_t len)
{
    MEM_GROW(table->cells, table->cell_count + 1, table->cell_cap);
    table->cells[table->cell_count++] = (struct table_cell){ (uint32_t)start, (uint32_t)len };
}

size_t table_width(const struct table *table, size_t row)
{
    size_t end = row + 1 < table->row_count ? table->rows[row + 1].first : table->cell_count;
    return end - table->rows[row].first;
}

struct slice table_at(const struct table *table, size_t row, size_t column)
{
    if (row >= table->row_count || column >= table_width(table, row))
        return SLICE("");
    const struct table_cell *cell = &table->cells[table->rows[row].first + column];
    return text_trim((struct slice){ table->text + cell->start, cell->len });
}

/* --- which kind it is --- */

enum { LOOKED_AT = 30 }; /* rows */

struct known {
    size_t count; /* different labels */
    bool stage, touchpoint, persona;
};

static void know(struct known *known, struct label label, const char **keys, size_t max)
{
    if (label.how == HOW_NOTE || known->count == max)
        return;
    for (size_t i = 0; i < known->count; i++)
        if (strcmp(keys[i], label.key) == 0)
            return;
    keys[known->count++] = label.key;
    known->stage = known->stage || label.how == HOW_STAGE;
    known->touchpoint = known->touchpoint || label.how == HOW_TOUCHPOINT;
    known->persona = known->persona || label.how == HOW_PERSONA;
}

enum { KEYS_MAX = 64 };

static struct known known_of_row(const struct draft *draft, const struct table *table, size_t row)
{
    struct known known = { 0 };
    const char *keys[KEYS_MAX];
    for (size_t i = 0; i < table_width(table, row); i++)
        know(&known, label_of(&draft->lexicon->labels, table_at(table, row, i)), keys, KEYS_MAX);
    return known;
}

static struct known known_of_first_column(
    const struct draft *draft, const struct table *table, size_t *first)
{
    enum { LANES_LOOKED_AT = 200 };
    struct known known = { 0 };
    const char *keys[KEYS_MAX];
    *first = table->row_count;
    for (size_t row = 0; row < table->row_count && row < LANES_LOOKED_AT; row++) {
        size_t before = known.count;
        struct label label = label_of(&draft->lexicon->labels, table_at(table, row, 0));
        know(&known, label, keys, KEYS_MAX);
        if (known.count > before && *first == table->row_count)
            *first = row;
    }
    return known;
}

struct table_shape table_shape(const struct draft *draft, const struct table *table)
{
    enum { LEAST_LANES = 3 };
    struct table_shape shape = { TABLE_UNKNOWN, 0 };
    struct known header = { 0 };
    size_t first_lane;
    for (size_t row = 0; row < table->row_count && row < LOOKED_AT && header.count < 2; row++) {
        header = known_of_row(draft, table, row);
        shape.header = row;
    }
    struct known lanes = known_of_first_column(draft, table, &first_lane);
    if (lanes.count >= LEAST_LANES && lanes.count > header.count)
        return (struct table_shape){ TABLE_LANES, first_lane };
    if (header.count < 2)
        return (struct table_shape){ TABLE_UNKNOWN, 0 };
    shape.kind = header.persona && !header.stage && !header.touchpoint ? TABLE_PERSONAS
                                                                       : TABLE_ROWS;
    return shape;
}

/* --- reading rows --- */

void table_read_title(struct draft *draft, const struct table *table, size_t row)
{
    for (size_t i = 0; i < table_width(table, row); i++) {
        struct slice text = table_at(table, row, i);
        if (!text.len)
            continue;
        if (!draft->title.len)
            draft->title = draft_name(draft, text);
        else
            draft_add_line(&draft->notes, text);
    }
}

enum { NO_COLUMN = TABLE_WIDTH_MAX };

struct rows {
    struct draft *draft;
    const struct table *table;
    struct draft_column **columns;
    size_t width, stage, touchpoint, persona;
    struct draft_place *in_stage, *in_touchpoint;
    struct of_stage {
        const struct draft_place *stage;
        struct slice text;
        bool is_one; /* only stages have the field: "Goal" */
    } * of_stage;    /* by column: what was said last of a stage, though it stands in each row */
    bool loose, own;
};

static bool is_number_of_rows(struct slice label)
{
    return slice_is(label, "#") || slice_equal_fold(label, SLICE("no.")) ||
           slice_equal_fold(label, SLICE("nr.")) || slice_equal_fold(label, SLICE("nr"));
}

static void leave_out_numbers(struct rows *rows, size_t i, struct slice raw, size_t line)
{
    if (!is_number_of_rows(raw))
        return;
    rows->columns[i] = NULL;
    draft_notice(rows->draft, line, _("the numbers of rows under \"%s\" are left out"),
        draft_short(rows->draft, raw));
}

/* "Emotion", "Emotion: Ann" and "Emotion: Bob" are on one scale; beside them "Satisfaction" is the
 * field of that name, from 0 to 10. */
static void settle_feelings(struct rows *rows)
{
    struct draft_column *satisfaction = NULL, *emotion = NULL;
    for (size_t i = 0; i < rows->width; i++) {
        struct draft_column *column = rows->columns[i];
        if (!column || column->label.how != HOW_EMOTION)
            continue;
        if (slice_equal_fold(column->text, SLICE("satisfaction")))
            satisfaction = column;
        if (!slice_begins_fold(column->text, SLICE("emotion")))
            continue;
        column->shared = emotion;
        emotion = emotion ? emotion : column;
    }
    if (satisfaction && emotion)
        satisfaction->label = (struct label){ HOW_FIELD, "satisfaction" };
}

/* A field that only stages have, which may stand in the row of a touchpoint: "Goal". */
static bool is_of_stage(const struct draft_column *column)
{
    struct slice key = slice_of(column->label.key);
    return column->label.how == HOW_FIELD && field_of_key(KIND_TOUCHPOINT, key) >= FIELD_COUNT &&
           field_of_key(KIND_STAGE, key) < FIELD_COUNT;
}

static void read_header(struct rows *rows, size_t row)
{
    struct draft *draft = rows->draft;
    size_t line = rows->table->rows[row].line;
    rows->stage = rows->touchpoint = rows->persona = NO_COLUMN;
    rows->width = table_width(rows->table, row);
    rows->own = table_is_own(draft, rows->table, row);
    rows->columns = mem_zalloc((rows->width + 1) * sizeof *rows->columns);
    rows->of_stage = mem_zalloc((rows->width + 1) * sizeof *rows->of_stage);
    for (size_t i = 0; i < rows->width; i++) {
        struct slice text = table_at(rows->table, row, i);
        struct draft_column *column = rows->columns[i] = rows->own && i > 1
                                                             ? table_own_column(draft, text, line)
                                                             : draft_column(draft, text, line);
        if (column->label.how == HOW_STAGE && rows->stage == NO_COLUMN)
            rows->stage = i;
        else if (column->label.how == HOW_TOUCHPOINT && rows->touchpoint == NO_COLUMN)
            rows->touchpoint = i;
        else if (column->label.how == HOW_PERSONA && rows->persona == NO_COLUMN)
            rows->persona = i;
    }
    /* "Phase" and "Step": the second is what a stage has. */
    for (size_t i = 0; i < rows->width; i++) {
        struct draft_column *column = rows->columns[i];
        if (i == rows->stage || i == rows->touchpoint)
            continue;
        if (column->label.how == HOW_STAGE && rows->touchpoint == NO_COLUMN)
            rows->touchpoint = i;
        else if (column->label.how == HOW_STAGE || column->label.how == HOW_TOUCHPOINT)
            column->label = (struct label){ HOW_NOTE, NULL };
        leave_out_numbers(rows, i, table_at(rows->table, row, i), line);
    }
    settle_feelings(rows);
    for (size_t i = 0; i < rows->width; i++)
        rows->of_stage[i].is_one = rows->columns[i] && is_of_stage(rows->columns[i]);
}

static struct slice text_at(const struct rows *rows, size_t row, size_t column)
{
    struct slice text = table_at(rows->table, row, column);
    return rows->own ? table_unguarded(text) : text;
}

/* Where the cells of a row belong. */
static struct draft_place *place_of_row(struct rows *rows, size_t row)
{
    struct draft *draft = rows->draft;
    size_t line = rows->table->rows[row].line;
    struct slice stage = rows->stage == NO_COLUMN ? SLICE("") : text_at(rows, row, rows->stage);
    struct slice name = rows->touchpoint == NO_COLUMN ? SLICE("")
                                                      : text_at(rows, row, rows->touchpoint);
    struct draft_place *before = rows->in_stage;
    if (stage.len)
        rows->in_stage = draft_stage(draft, stage, line, rows->loose);
    else if (!rows->in_stage)
        rows->in_stage = draft_no_stage(draft, line);
    if (rows->in_stage != before)
        rows->in_touchpoint = NULL;
    if (name.len) {
        rows->in_touchpoint = draft_earlier_touchpoint(draft, rows->in_stage, name);
        if (!rows->in_touchpoint)
            rows->in_touchpoint = draft_touchpoint(draft, rows->in_stage, name, line);
    }
    return rows->in_touchpoint ? rows->in_touchpoint : rows->in_stage;
}

/* More cells than labels: the rest belongs to the last one, as where a comma was not quoted. */
static struct slice join_rest(const struct rows *rows, size_t row, struct buf *out)
{
    const struct table *table = rows->table;
    size_t first = rows->width - 1;
    for (size_t i = first; i < table_width(table, row); i++) {
        const struct table_cell *cell = &table->cells[table->rows[row].first + i];
        if (i > first)
            buf_add_char(out, table->delimiter ? table->delimiter : '|');
        buf_add(out, table->text + cell->start, cell->len);
    }
    return buf_slice(out);
}

static size_t used_width(const struct table *table, size_t row)
{
    size_t width = table_width(table, row);
    while (width && !table_at(table, row, width - 1).len)
        width--;
    return width;
}

static void check_width(const struct rows *rows, size_t row)
{
    size_t line = rows->table->rows[row].line, width = used_width(rows->table, row);
    if (width > rows->width)
        draft_doubt(rows->draft, line,
            _("%1$zu cells, but %2$zu columns; what is too much was joined to the last one"), width,
            rows->width);
    else if (table_width(rows->table, row) < rows->width && rows->table->delimiter)
        draft_notice(rows->draft, line, _("%1$zu cells, but %2$zu columns; the others are empty"),
            table_width(rows->table, row), rows->width);
}

/* Did another row of the stage say the same of it? */
static bool is_said(struct rows *rows, size_t i, const struct draft_place *place, struct slice text)
{
    struct of_stage *last = &rows->of_stage[i];
    if (!last->is_one || place->kind != KIND_TOUCHPOINT || !rows->in_stage)
        return false;
    if (last->stage == rows->in_stage && slice_equal(last->text, text))
        return true;
    *last = (struct of_stage){ rows->in_stage, text, true };
    return false;
}

static void read_row(struct rows *rows, size_t row, struct draft_place *place)
{
    struct draft *draft = rows->draft;
    bool too_long = used_width(rows->table, row) > rows->width;
    for (size_t i = 0; i < rows->width; i++) {
        struct buf joined = BUF_INIT;
        struct slice text = text_at(rows, row, i);
        if (too_long && i == rows->width - 1)
            text = join_rest(rows, row, &joined);
        if (i != rows->stage && i != rows->touchpoint && rows->columns[i] &&
            !is_said(rows, i, place, text))
            draft_cell(draft,
                rows->of_stage[i].is_one && place->kind == KIND_TOUCHPOINT ? rows->in_stage : place,
                rows->columns[i], text, rows->table->rows[row].line);
        buf_release(&joined);
    }
}

/* A persona a row: what the columns say is of that one. */
static struct draft_place *persona_of_row(struct rows *rows, size_t row)
{
    struct slice name = table_at(rows->table, row, rows->persona);
    return name.len ? draft_persona(rows->draft, name, rows->table->rows[row].line) : NULL;
}

void table_read(
    struct draft *draft, const struct table *table, struct table_shape shape, bool loose)
{
    struct rows rows = { .draft = draft, .table = table, .loose = loose };
    draft->table++;
    draft->last_stage = NULL;
    if (shape.kind == TABLE_LANES) {
        table_read_lanes(draft, table, shape.header, loose);
        return;
    }
    for (size_t row = 0; row < shape.header; row++)
        table_read_title(draft, table, row);
    read_header(&rows, shape.header);
    bool personas = shape.kind == TABLE_PERSONAS;
    if (personas)
        rows.touchpoint = rows.persona; /* the name itself is no cell */
    for (size_t row = shape.header + 1; row < table->row_count; row++) {
        if (!used_width(table, row))
            continue;
        draft->row++;
        check_width(&rows, row);
        struct draft_place *place = personas ? persona_of_row(&rows, row)
                                             : place_of_row(&rows, row);
        if (place)
            read_row(&rows, row, place);
    }
    free(rows.columns);
    free(rows.of_stage);
}

void table_read_into(struct draft *draft, const struct table *table, struct draft_place *place)
{
    struct rows rows = { .draft = draft, .table = table };
    read_header(&rows, 0);
    rows.stage = rows.touchpoint = NO_COLUMN;
    for (size_t row = 1; row < table->row_count; row++) {
        draft->row++;
        check_width(&rows, row);
        read_row(&rows, row, place);
    }
    free(rows.columns);
    free(rows.of_stage);
}
