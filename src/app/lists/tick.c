/* Ticking several nodes of a list, on all of which commands act then. */
#include <stdlib.h>

#include "app/lists/node_list.h"
#include "app/lists/pick.h"
#include "base/i18n.h"
#include "base/mem.h"

static size_t place_of(const struct ticks *ticks, const struct node *node)
{
    size_t low = 0, high = ticks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((uintptr_t)ticks->items[middle] < (uintptr_t)node)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has(const struct ticks *ticks, const struct node *node)
{
    size_t place = place_of(ticks, node);
    return place < ticks->count && ticks->items[place] == node;
}

static void put(struct ticks *ticks, struct node *node)
{
    size_t place = place_of(ticks, node);
    if (has(ticks, node))
        return;
    MEM_GROW(ticks->items, ticks->count + 1, ticks->cap);
    for (size_t i = ticks->count++; i > place; i--)
        ticks->items[i] = ticks->items[i - 1];
    ticks->items[place] = node;
}

static void take(struct ticks *ticks, const struct node *node)
{
    if (!has(ticks, node))
        return;
    ticks->count--;
    for (size_t i = place_of(ticks, node); i < ticks->count; i++)
        ticks->items[i] = ticks->items[i + 1];
}

/* The ticks of the list that is shown; of another one they do nothing. */
static bool are_shown(const struct app *app)
{
    const struct ticks *ticks = &app->pick->ticks;
    return ticks->count && app_main_view(app)->lists == ticks->kind;
}

bool is_ticked(const struct app *app, const struct node *node)
{
    return are_shown(app) && has(&app->pick->ticks, node);
}

size_t ticks_count(const struct app *app)
{
    const struct ticks *ticks = &app->pick->ticks;
    size_t count = 0;
    for (size_t i = 0; are_shown(app) && i < ticks->count; i++)
        count += app_has_node(app, ticks->items[i]);
    return count;
}

size_t app_targets(struct app *app, struct node ***out)
{
    size_t count = 0, cap = 0;
    struct node *selected = app_selected(app);
    *out = NULL;
    if (app->depth == 1 && ticks_count(app)) {
        struct level level = *app_top(app);
        int rows = level.view->rows(app, &level);
        for (level.row = 0; level.row < rows; level.row++) {
            struct node *node = level.view->selected(app, &level);
            if (!is_ticked(app, node))
                continue;
            MEM_GROW(*out, count + 1, cap);
            (*out)[count++] = node;
        }
    }
    if (!count && selected) {
        MEM_GROW(*out, count + 1, cap);
        (*out)[count++] = selected;
    }
    return count;
}

bool ticks_end(struct app *app)
{
    struct ticks *ticks = &app->pick->ticks;
    bool any = ticks_count(app) > 0;
    free(ticks->items);
    *ticks = (struct ticks){ 0 };
    return any;
}

/* False where no list is shown, which is said. */
static bool begin(struct app *app)
{
    const struct view *view = app_top(app)->view;
    if (!view->listing) {
        app_say(app, SAY_ERROR, _("only the rows of a list can be ticked: F4 lists the pains"));
        return false;
    }
    if (app->pick->ticks.kind != view->lists)
        ticks_end(app);
    app->pick->ticks.kind = view->lists;
    return true;
}

RUN(tick)
{
    struct node *node = app_selected(app);
    struct ticks *ticks = &app->pick->ticks;
    if (!begin(app))
        return;
    for (int i = app->typed.count ? app->typed.count : 1; i && node; i--) {
        if (has(ticks, node))
            take(ticks, node);
        else
            put(ticks, node);
        ticks->last = node;
        level_move(app, app_top(app), 0, 1);
        struct node *next = app_selected(app);
        node = next == node ? NULL : next;
    }
}

RUN(tick_to)
{
    struct level level = *app_top(app);
    struct ticks *ticks = &app->pick->ticks;
    if (!begin(app))
        return;
    int to = level.row;
    if (ticks->last && app_has_node(app, ticks->last))
        level_reveal(app, &level, ticks->last);
    int from = level.row < to ? level.row : to, last = level.row < to ? to : level.row;
    for (level.row = from; level.row <= last; level.row++) {
        struct node *node = level.view->selected(app, &level);
        if (node)
            put(ticks, node);
    }
    ticks->last = app_selected(app);
}

/* clang-format off */
const struct command tick_commands[] = {
    { .name = "tick", .keys = { ' ' }, .contexts = IN_LIST, .section = SECTION_EDIT,
      .counts = true, .hint = N_("tick"), .rank = HINT_EDIT,
      .help = N_("tick it and go down: dd, t, c, s, m, scores, ., :set and :merge act on all ticked "
                 "ones; Esc ends"),
      .run = run_tick },
    { .name = "tick-to", .keys = { 'V' }, .contexts = IN_LIST, .section = SECTION_EDIT,
      .help = N_("tick all from the last tick to here"), .run = run_tick_to },
    { .help = NULL },
};
/* clang-format on */
