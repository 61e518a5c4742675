/* Ticking several nodes of a list, or touchpoints of the map, on all of which commands act then. */
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

/* What can be ticked now; KIND_MAP: nothing. */
static enum node_kind kind_ticked(const struct app *app)
{
    const struct level *level = &app->levels[0];
    const struct view *view = level->view;
    unsigned context = view->context_now ? view->context_now(app, level) : view->context;
    return context == IN_GRID ? KIND_TOUCHPOINT : view->lists;
}

/* The ticks of what is shown; of something else they do nothing. */
static bool are_shown(const struct app *app)
{
    const struct ticks *ticks = &app->pick->ticks;
    return ticks->count && kind_ticked(app) == ticks->kind;
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

struct targets {
    struct node **items;
    size_t count, cap;
};

static void add_target(struct targets *targets, struct node *node)
{
    MEM_GROW(targets->items, targets->count + 1, targets->cap);
    targets->items[targets->count++] = node;
}

/* In the order of the list, or of the journey. */
static void add_ticked(struct app *app, struct targets *targets)
{
    struct level level = *app_top(app);
    struct node *root = app->session.map.root;
    int rows = level.view->rows ? level.view->rows(app, &level) : 0;
    for (level.row = 0; level.row < rows; level.row++)
        if (is_ticked(app, level.view->selected(app, &level)))
            add_target(targets, level.view->selected(app, &level));
    for (struct node *node = root; node && app_on_grid(app); node = node_next(node, root))
        if (is_ticked(app, node))
            add_target(targets, node);
}

size_t app_targets(struct app *app, struct node ***out)
{
    struct targets targets = { 0 };
    struct node *selected = app_selected(app);
    if (app->depth == 1 && ticks_count(app))
        add_ticked(app, &targets);
    if (!targets.count && selected)
        add_target(&targets, selected);
    *out = targets.items;
    return targets.count;
}

bool ticks_end(struct app *app)
{
    struct ticks *ticks = &app->pick->ticks;
    bool any = ticks_count(app) > 0;
    free(ticks->items);
    *ticks = (struct ticks){ 0 };
    return any;
}

/* False where there is nothing that can be ticked, which is said. */
static bool begin(struct app *app)
{
    const struct node *node = app->depth == 1 ? app_selected(app) : NULL;
    enum node_kind kind = kind_ticked(app);
    if (kind == KIND_MAP || !node || (enum node_kind)node->kind != kind) {
        app_say(app, SAY_ERROR, _("only rows of a list and touchpoints can be ticked"));
        return false;
    }
    if (app->pick->ticks.kind != kind)
        ticks_end(app);
    app->pick->ticks.kind = kind;
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

static void tick_between(struct app *app, struct node *from, struct node *to)
{
    struct node *root = app->session.map.root, *end = NULL;
    for (struct node *node = root; node; node = node_next(node, root)) {
        if (!end && (node == from || node == to))
            end = node == from ? to : from;
        if (end && (enum node_kind)node->kind == app->pick->ticks.kind)
            put(&app->pick->ticks, node);
        if (node == end)
            return;
    }
}

RUN(tick_to)
{
    struct level level = *app_top(app);
    struct ticks *ticks = &app->pick->ticks;
    struct node *to = app_selected(app);
    if (!begin(app))
        return;
    struct node *last = ticks->last && app_has_node(app, ticks->last) ? ticks->last : to;
    int here = level.row;
    ticks->last = to;
    if (app_on_grid(app)) {
        tick_between(app, last, to);
        return;
    }
    level_reveal(app, &level, last);
    int from = level.row < here ? level.row : here, end = level.row < here ? here : level.row;
    for (level.row = from; level.row <= end; level.row++)
        put(ticks, level.view->selected(app, &level));
}

/* clang-format off */
const struct command tick_commands[] = {
    { .name = "tick", .keys = { ' ' }, .contexts = IN_LIST | IN_GRID, .section = SECTION_EDIT,
      .counts = true, .hint = N_("tick"), .rank = HINT_NAMED,
      .help = N_("tick it and go down: dd, t, c, s, m, scores, ., :set and :merge act on all ticked "
                 "ones; Esc ends"),
      .run = run_tick },
    { .name = "tick-to", .keys = { 'V' }, .contexts = IN_LIST | IN_GRID, .section = SECTION_EDIT,
      .help = N_("tick all from the last tick to here"), .run = run_tick_to },
    { .help = NULL },
};
/* clang-format on */
