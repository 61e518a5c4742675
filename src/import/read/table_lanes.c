/* Tables whose columns are stages, and whose rows are lanes. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/draft/items.h"
#include "import/read/table.h"

struct lanes {
    struct draft *draft;
    const struct table *table;
    size_t width;
    struct draft_place **places; /* of each column; NULL: none */
    struct draft_column *lane;   /* the last that had a label */
    bool loose;
    bool have_points; /* places are touchpoints where there are some */
};

static struct label first_label(const struct lanes *lanes, size_t row)
{
    return label_of(&lanes->draft->lexicon->labels, table_at(lanes->table, row, 0));
}

static size_t count_filled(const struct lanes *lanes, size_t row)
{
    size_t count = 0;
    for (size_t i = 1; i < table_width(lanes->table, row); i++)
        count += table_at(lanes->table, row, i).len > 0;
    return count;
}

/* The names of a row of headers as stages; empty cells belong to the stage on the left. */
static void take_stages(struct lanes *lanes, size_t row)
{
    for (size_t i = 1; i < lanes->width; i++) {
        struct slice name = table_at(lanes->table, row, i);
        if (name.len)
            lanes->places[i] = draft_stage(
                lanes->draft, name, lanes->table->rows[row].line, lanes->loose);
        else if (i > 1)
            lanes->places[i] = lanes->places[i - 1];
    }
}

/* One touchpoint a column. */
static void take_touchpoints(struct lanes *lanes, size_t row)
{
    size_t line = lanes->table->rows[row].line;
    lanes->have_points = true;
    for (size_t i = 1; i < lanes->width; i++) {
        struct slice name = table_at(lanes->table, row, i);
        if (!name.len)
            continue;
        if (!lanes->places[i])
            lanes->places[i] = draft_no_stage(lanes->draft, line);
        lanes->draft->row++;
        lanes->places[i] = draft_touchpoint(lanes->draft, lanes->places[i], name, line);
    }
}

/* Several lines or bullets are several touchpoints; then what the other lanes say is the stage's.
 */
static bool has_several(const struct lanes *lanes, size_t row)
{
    for (size_t i = 1; i < lanes->width; i++)
        if (items_count(table_at(lanes->table, row, i)) > 1)
            return true;
    return false;
}

static void take_touchpoint_lane(struct lanes *lanes, size_t row)
{
    size_t line = lanes->table->rows[row].line;
    if (!has_several(lanes, row)) {
        take_touchpoints(lanes, row);
        return;
    }
    for (size_t i = 1; i < lanes->width; i++) {
        struct slice rest = table_at(lanes->table, row, i), item;
        while (lanes->places[i] && items_next(&rest, &item)) {
            lanes->draft->row++;
            draft_touchpoint(lanes->draft, lanes->places[i], item, line);
        }
    }
}

static void take_lane(struct lanes *lanes, size_t row)
{
    struct draft *draft = lanes->draft;
    size_t line = lanes->table->rows[row].line, lost = 0;
    struct slice label = table_at(lanes->table, row, 0);
    /* Without a label it is the lane above, whose cell was merged. */
    struct draft_column *column = label.len || !lanes->lane ? draft_column(draft, label, line)
                                                            : lanes->lane;
    lanes->lane = column;
    if (column->label.how == HOW_STAGE || column->label.how == HOW_TOUCHPOINT)
        column->label = (struct label){ HOW_NOTE, NULL };
    for (size_t i = 1; i < table_width(lanes->table, row); i++) {
        struct draft_place *place = i < lanes->width ? lanes->places[i] : NULL;
        struct slice text = table_at(lanes->table, row, i);
        if (place)
            draft_cell(draft, place, column, text, line);
        else
            lost += text.len > 0;
    }
    if (lost)
        draft_doubt(draft, line,
            _n("%zu cell has no stage above it; it is left out",
                "%zu cells have no stage above them; they are left out", lost),
            lost);
}

/* The rows above the lanes: a title, stages, touchpoints. Returns the first that is a lane. */
static size_t take_headers(struct lanes *lanes, size_t first_lane)
{
    enum { HEADERS_MAX = 2 };
    size_t row = 0, headers = 0;
    for (; row < first_lane; row++) {
        bool named = table_at(lanes->table, row, 0).len > 0;
        if (!count_filled(lanes, row))
            table_read_title(lanes->draft, lanes->table, row);
        else if (headers == HEADERS_MAX || (headers && named))
            break; /* a lane, but one that is no known field */
        else if (!headers++)
            take_stages(lanes, row);
        else
            take_touchpoints(lanes, row);
    }
    if (!headers && first_label(lanes, row).how == HOW_STAGE) {
        take_stages(lanes, row++);
        if (!table_at(lanes->table, row, 0).len && count_filled(lanes, row))
            take_touchpoints(lanes, row++);
    }
    return row;
}

void table_read_lanes(struct draft *draft, const struct table *table, size_t first_lane, bool loose)
{
    struct lanes lanes = { .draft = draft, .table = table, .loose = loose };
    for (size_t row = 0; row <= first_lane; row++)
        lanes.width = table_width(table, row) > lanes.width ? table_width(table, row) : lanes.width;
    lanes.places = mem_zalloc((lanes.width + 1) * sizeof *lanes.places);
    size_t first = take_headers(&lanes, first_lane);
    bool taken = lanes.have_points; /* by the headers: another row of them is kept in the notes */
    /* What belongs to a touchpoint is known when all have one. */
    for (size_t row = first; row < table->row_count && !taken; row++)
        if (first_label(&lanes, row).how == HOW_TOUCHPOINT) {
            take_touchpoint_lane(&lanes, row);
            break;
        }
    for (size_t row = first; row < table->row_count; row++) {
        draft->row++;
        if (!taken && first_label(&lanes, row).how == HOW_TOUCHPOINT)
            taken = true;
        else
            take_lane(&lanes, row);
    }
    free(lanes.places);
}
