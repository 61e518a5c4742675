/* The list of ideas, the chosen ones first. */
#include <limits.h>

#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "insight/priority.h"

static void add_kind(const struct column_at *at, struct buf *out)
{
    buf_adds(out, quadrant_name(idea_quadrant(at->node)));
}

static const char *kind_word(int number)
{
    bool known = number <= QUADRANT_LEAVE - QUADRANT_QUICK_WIN + 1;
    return known ? quadrant_name((enum quadrant)(QUADRANT_QUICK_WIN + number - 1)) : NULL;
}

static int by_kind(const struct node *idea)
{
    enum quadrant quadrant = idea_quadrant(idea);
    return quadrant == QUADRANT_NONE ? INT_MAX : (int)quadrant;
}

static const struct column columns[] = {
    COLUMN_CHOSEN(IDEA_CHOSEN),
    COLUMN_TICK,
    { .name = N_("impact"),
        .letter = 'i',
        .width = 6,
        .gap = 1,
        .right = true,
        .from = 60,
        .field = IDEA_IMPACT },
    { .name = N_("effort"),
        .letter = 'e',
        .width = 6,
        .gap = 1,
        .right = true,
        .from = 60,
        .field = IDEA_EFFORT },
    COLUMN_VOTES(IDEA_VOTES),
    { .name = N_("quadrant"),
        .letter = 'r',
        .width = 10,
        .gap = 2,
        .always = true,
        .field = IDEA_IMPACT,
        .add = add_kind,
        .word = kind_word,
        .order = by_kind },
    COLUMN_STATUS(IDEA_STATUS),
    { .name = N_("idea"), .gap = 1, .always = true, .field = IDEA_TEXT },
    COLUMN_OWNER(IDEA_OWNER),
    COLUMN_DUE(IDEA_DUE),
    COLUMN_PLACE,
    COLUMNS_END,
};

static const struct listing ideas = {
    .collect = ideas_chosen_first,
    .collect_by_votes = ideas_by_votes,
    .columns = columns,
    .empty = N_("No ideas yet. o on a touchpoint adds one."),
};

const struct view view_ideas = {
    NODE_LIST(N_("ideas"), KIND_IDEA, &ideas),
    .command = MAIN_VIEW(
        "ideas", K_F5, 'i', N_("all ideas, the chosen ones first, then quick wins")),
};
