/* The list of quotes. */
#include "app/views/node_list.h"
#include "base/i18n.h"

static const struct listing quotes = {
    .before = QUOTE_BY,
    .before_width = 16,
    .heading = N_("By              Quote"),
    .empty = N_("No quote yet. In the map, \" adds one to a touchpoint."),
};

const struct view view_quotes = {
    NODE_LIST(N_("Quotes"), KIND_QUOTE, &quotes),
    .command = MAIN_VIEW("quotes", K_F6, 'q', N_("all quotes")),
};
