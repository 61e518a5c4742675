/* The columns of the grid: which stages are wide, which narrow, and where they stand. */
#include "app/grid/fold.h"
#include "base/mem.h"

enum {
    NARROW_LEAST = 4,
    NARROW_MOST = 8,
    NARROW_TINY = 2,  /* a score alone */
    AXIS_EXTRA = 2,   /* a narrow first column has so much more, for the axis */
    COLUMNS_LEAST = 3 /* of a tiny column and its line */
};

/* What the widths are chosen by. */
struct widths {
    struct node_list stages;
    const struct grid_plan *plan;
    int room; /* for the columns and the lines between them */
    int cap;  /* of narrow columns */
};

static struct widths widths_of(const struct app *app, const struct grid_plan *plan)
{
    return (struct widths){ node_children(app->session.map.root, MAP_STAGES), plan,
        plan->area.width - 1, plan->narrow_cap };
}

/* --- columns of the map, of one stage or of a folded phase --- */

/* The first stage of a column, or the map's end. */
static size_t unit_begin(const struct grid_plan *plan, size_t unit)
{
    return unit >= plan->units ? plan->stages : plan->unit ? plan->unit[unit] : unit;
}

/* The column of a stage. */
static size_t unit_of(const struct grid_plan *plan, size_t stage)
{
    size_t low = 0, high = plan->units;
    if (!plan->unit)
        return stage;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (plan->unit[middle] <= stage)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void find_units(const struct app *app, struct grid_plan *plan)
{
    plan->stages = plan->units = node_child_count(app->session.map.root, MAP_STAGES);
    if (!app->grid->folds)
        return;
    plan->unit = mem_alloc((plan->stages + 1) * sizeof *plan->unit);
    plan->units = 0;
    for (size_t stage = 0; stage < plan->stages; stage = fold_run(app, stage).end)
        plan->unit[plan->units++] = stage;
}

/* --- widths --- */

static int narrow_width(const struct widths *widths, size_t unit)
{
    int count = 0;
    for (size_t stage = unit_begin(widths->plan, unit);
         stage < unit_begin(widths->plan, unit + 1) && count < NARROW_MOST; stage++)
        count += (int)node_child_count(widths->stages.items[stage], STAGE_TOUCHPOINTS);
    int width = count < NARROW_LEAST ? NARROW_LEAST : count > NARROW_MOST ? NARROW_MOST : count;
    return width < widths->cap ? width : widths->cap;
}

int plan_narrow(const struct app *app, const struct grid_plan *plan, size_t stage)
{
    struct widths widths = widths_of(app, plan);
    return narrow_width(&widths, unit_of(plan, stage));
}

/* What `wide` columns from `first` on have to share when `shown` ones from `begin` on are shown. */
static int wide_room(const struct widths *widths, size_t begin, int shown, size_t first, int wide)
{
    int room = widths->room - (shown - 1);
    for (size_t unit = begin; unit < begin + (size_t)shown; unit++)
        if (unit < first || unit >= first + (size_t)wide)
            room -= narrow_width(widths, unit) + (unit == begin ? AXIS_EXTRA : 0);
    return room;
}

/* The least room that a wide column has, wherever the window of wide columns stands. */
static int least_room(const struct widths *widths, int wide)
{
    int count = (int)widths->plan->units, least = widths->room;
    for (int first = 0; first + wide <= count; first++) {
        int room = wide_room(widths, 0, count, (size_t)first, wide) / wide;
        least = room < least ? room : least;
    }
    return least;
}

/* As many wide columns as have room, `most` at most; 0: not one. */
static int choose_wide(const struct widths *widths, int most)
{
    int wide = most;
    while (wide > 0 && least_room(widths, wide) < WIDE_LEAST)
        wide--;
    return wide;
}

/* Where not even the narrowest columns leave room for a wide one, the outermost are not shown. */
static void plan_few(const struct widths *widths, struct grid_plan *plan)
{
    int shown = (widths->room + 1 - WIDE_LEAST - AXIS_EXTRA - 1) / COLUMNS_LEAST + 1;
    plan->wide = 1;
    plan->shown = shown < 1 ? 1 : shown;
    plan->inner = WIDE_LEAST;
}

static void plan_some_wide(struct widths *widths, struct grid_plan *plan, int most)
{
    widths->cap = NARROW_MOST;
    plan->wide = choose_wide(widths, most);
    while (!plan->wide && widths->cap > NARROW_TINY) {
        widths->cap = widths->cap > NARROW_LEAST ? NARROW_LEAST : widths->cap - 1;
        plan->wide = choose_wide(widths, 1);
    }
    plan->narrow_cap = widths->cap;
    if (plan->wide)
        plan->inner = least_room(widths, plan->wide);
    else
        plan_few(widths, plan);
}

static void plan_all_narrow(const struct widths *widths, struct grid_plan *plan)
{
    int most = (widths->room + 1) / COLUMNS_LEAST;
    plan->wide = 0;
    plan->shown = plan->shown < most ? plan->shown : most;
    plan->inner = (widths->room + 1) / plan->shown - 1;
}

/* Bands of the same scale: all columns are as wide. */
static void plan_band(const struct widths *widths, struct grid_plan *plan)
{
    int most = (widths->room + 1) / (WIDE_LEAST + 1);
    plan->band = plan->shown < most ? plan->shown : most > 1 ? most : 1;
    plan->shown = plan->wide = plan->band;
    plan->inner = (widths->room + 1) / plan->shown - 1;
}

/* How many wide columns are wanted where there is room. */
static int wide_wanted(const struct grid_state *grid, const struct widths *widths, int count)
{
    int most = (widths->room + 1) / (WIDE_LEAST + 1);
    int wanted = grid->wide_wanted ? grid->wide_wanted : grid->zoom == ZOOM_FOCUS ? 1 : most;
    return wanted < count ? wanted : count;
}

static void plan_alike(const struct widths *widths, struct grid_plan *plan)
{
    plan->wide = plan->shown;
    plan->inner = (widths->room + 1) / plan->shown - 1;
}

void plan_widths(struct app *app, struct grid_plan *plan, enum plan_kind kind)
{
    find_units(app, plan);
    struct widths widths = widths_of(app, plan);
    const struct grid_state *grid = app->grid;
    size_t most = (size_t)(widths.room + 1) / COLUMNS_LEAST + 1; /* more are never shown */
    plan->shown = (int)(plan->units < most ? plan->units : most);
    plan->wide = 0;
    plan->inner = widths.room;
    plan->narrow_cap = NARROW_TINY;
    int wanted = wide_wanted(grid, &widths, plan->shown);
    if (!plan->shown)
        return;
    if (kind == PLAN_PRINT)
        plan_band(&widths, plan);
    else if (grid->zoom == ZOOM_OVERVIEW && !grid->wide_wanted)
        plan_all_narrow(&widths, plan);
    else if (plan->units >= most)
        plan_few(&widths, plan);
    else if (wanted == plan->shown && (widths.room + 1) / plan->shown > WIDE_LEAST)
        plan_alike(&widths, plan);
    else
        plan_some_wide(&widths, plan, wanted);
}

/* --- the window --- */

/* Moves a window of `size` only if `at` is outside: so that it is the second from the side that one
 * comes from. */
static size_t window_for(size_t first, size_t size, size_t count, size_t at)
{
    size_t beside = size > 1;
    if (at >= first + size)
        first = at - beside;
    else if (at < first)
        first = at + 1 + beside > size ? at + 1 + beside - size : 0;
    return first + size > count ? count - size : first;
}

static void move_windows(struct grid_state *grid, const struct grid_plan *plan)
{
    size_t wide = (size_t)(plan->wide ? plan->wide : 1), shown = (size_t)plan->shown;
    size_t first = window_for(
        unit_of(plan, grid->first_stage), wide, plan->units, unit_of(plan, grid->stage));
    size_t begin = window_for(unit_of(plan, grid->first_shown), shown, plan->units, first);
    begin = window_for(begin, shown, plan->units, first + wide - 1);
    grid->first_stage = unit_begin(plan, first);
    grid->first_shown = unit_begin(plan, begin);
}

static bool is_wide(const struct grid_plan *plan, size_t first, size_t unit)
{
    return unit >= first && unit < first + (size_t)plan->wide;
}

/* Of columns that are alike the last ones get what is left; in print all bands are the same. */
static int alike_width(const struct grid_plan *plan, int room, int index, enum plan_kind kind)
{
    if (kind == PLAN_PRINT)
        return plan->inner;
    return room / plan->shown + (index >= plan->shown - room % plan->shown);
}

bool plan_columns(struct app *app, struct grid_plan *plan, enum plan_kind kind)
{
    struct grid_state *grid = app->grid;
    struct widths widths = widths_of(app, plan);
    if (!plan->shown)
        return false;
    if (kind != PLAN_PRINT)
        move_windows(grid, plan);
    else if (plan->units - unit_of(plan, grid->first_shown) < (size_t)plan->band)
        plan->shown = plan->wide = (int)(plan->units - unit_of(plan, grid->first_shown));
    else
        plan->shown = plan->wide = plan->band;
    if (plan->column && plan->column[0].stage == grid->first_shown &&
        plan->first_stage == grid->first_stage)
        return false;
    MEM_GROW(plan->column, (size_t)plan->shown, plan->column_cap);
    plan->first_stage = grid->first_stage;
    int alike = widths.room - (plan->shown - 1);
    size_t first = unit_of(plan, grid->first_stage), begin = unit_of(plan, grid->first_shown);
    int room = wide_room(&widths, begin, plan->shown, first, plan->wide);
    int wide = 0, x = plan->area.x + 1;
    for (int i = 0; i < plan->shown; i++) {
        size_t unit = begin + (size_t)i, stage = unit_begin(plan, unit);
        struct plan_column *column = &plan->column[i];
        *column = (struct plan_column){ stage, unit_begin(plan, unit + 1) - stage,
            is_folded(app, stage), x, 0, is_wide(plan, first, unit) };
        if (plan->wide == plan->shown || !plan->wide)
            column->width = alike_width(plan, alike, i, kind);
        else if (column->wide)
            column->width = room / plan->wide + (wide++ >= plan->wide - room % plan->wide);
        else
            column->width = narrow_width(&widths, unit) + (i ? 0 : AXIS_EXTRA);
        x += column->width + 1;
    }
    return true;
}

const struct plan_column *plan_column_of(const struct grid_plan *plan, size_t stage)
{
    for (int i = 0; i < plan->shown; i++)
        if (stage - plan->column[i].stage < plan->column[i].stages)
            return &plan->column[i];
    return NULL;
}
