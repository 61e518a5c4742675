/* The parking lot: notes that have no place yet. */
#include "app/lists/node_list.h"
#include "base/i18n.h"

static const struct column columns[] = {
    COLUMN_TICK,
    { .name = NC_("note", "by"),
        .letter = 'o',
        .width = 10,
        .gap = 1,
        .always = true,
        .field = NOTE_BY },
    { .name = N_("note"), .gap = 1, .always = true, .field = NOTE_TEXT },
    { .name = N_("date"),
        .letter = 'd',
        .width = 8,
        .gap = 1,
        .from = 80,
        .field = NOTE_DATE,
        .add = add_date_of },
    COLUMNS_END,
};

static const struct listing notes = {
    .columns = columns,
    .empty = N_("The parking lot is empty. F9 adds a note."),
};

const struct view view_parking = {
    NODE_LIST(N_("parking lot"), KIND_NOTE, &notes),
    .command = MAIN_VIEW(N_("parking"), K_F7, 'k', N_("the parking lot")),
};
