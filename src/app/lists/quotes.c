/* The list of quotes. */
#include "app/lists/node_list.h"
#include "base/i18n.h"

static const struct column columns[] = {
    COLUMN_TICK,
    { .name = N_("by"),
        .letter = 'o',
        .width = 16,
        .more = 16,
        .gap = 1,
        .always = true,
        .field = QUOTE_BY },
    { .name = N_("quote"), .gap = 1, .always = true, .field = QUOTE_TEXT },
    { .name = N_("date"),
        .letter = 'd',
        .width = 8,
        .gap = 1,
        .from = 100,
        .field = QUOTE_DATE,
        .add = add_date_of },
    COLUMN_PLACE,
    COLUMNS_END,
};

static const struct listing quotes = {
    .columns = columns,
    .empty = N_("No quotes yet. \" on a touchpoint adds one."),
};

const struct view view_quotes = {
    NODE_LIST(N_("quotes"), KIND_QUOTE, &quotes),
    .command = MAIN_VIEW("quotes", K_F6, 'q', N_("all quotes")),
};
