/* How the height is shared, and what is kept of it. */
#include <stdlib.h>

#include "app/grid/fold.h"
#include "app/grid/kept.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/curve.h"

/* Sizes of the screen from which on there is more. */
enum {
    LINES_FROM = 16,        /* rows: lines around the curve */
    SECOND_TITLE_FROM = 22, /* titles in two rows; three of details */
    MORE_CURVE_FROM = 24,
    MORE_DETAILS_FROM = 30,
    HIGH_FROM = 44, /* a curve of 13 rows, details of eight */
    OUTSIDE = 2,    /* the screen's first and last line */
    CURVE_HIGH = 13,
    GRID_WANTED = 14 /* rows before the curve gets more */
};

struct grid_kept *grid_kept(struct app *app)
{
    if (!app->grid_kept) {
        app->grid_kept = mem_zalloc(sizeof *app->grid_kept);
        app->grid_kept->seen = app->session.map.revision;
    }
    return app->grid_kept;
}

struct stage_trace *grid_kept_trace(struct app *app, size_t stage, int number)
{
    struct grid_kept *kept = grid_kept(app);
    if (!kept->traces)
        kept->traces = mem_zalloc(SCROLLS * OVERLAY_MAX * sizeof *kept->traces);
    return &kept->traces[stage % SCROLLS * OVERLAY_MAX + (size_t)number];
}

void grid_forget(struct app *app)
{
    if (!app->grid_kept)
        return;
    for (size_t i = 0; i < app->grid_kept->cells_cap; i++)
        free(app->grid_kept->cells[i].places);
    free(app->grid_kept->cells);
    trace_forget(app->grid_kept->traces, SCROLLS * OVERLAY_MAX);
    free(app->grid_kept->plan.column);
    free(app->grid_kept->plan.unit);
    free(app->grid_kept->plot.cells);
    free(app->grid_kept->plot.owners);
    free(app->grid_kept->plot.hits);
    free(app->grid_kept);
    app->grid_kept = NULL;
}

/* --- what is kept follows edits --- */

static struct stage_trace *traces_of(struct grid_kept *kept, size_t stage)
{
    return kept->traces ? &kept->traces[stage % SCROLLS * OVERLAY_MAX] : NULL;
}

static void forget_stage(struct app *app, struct node *node)
{
    struct grid_kept *kept = app->grid_kept;
    const struct node *stage = node_up(node, KIND_STAGE);
    for (size_t i = 0; stage && i < MEASURED_MAX; i++)
        if (kept->stages[i].stage == stage)
            kept->stages[i].stage = NULL;
    for (size_t i = 0; stage && kept->traces && i < SCROLLS * OVERLAY_MAX; i++)
        if (kept->traces[i].stage == stage)
            kept->traces[i].stage = NULL;
}

static void forget_stages(struct grid_kept *kept)
{
    for (size_t i = 0; i < MEASURED_MAX; i++)
        kept->stages[i].stage = NULL;
    for (size_t i = 0; kept->traces && i < SCROLLS * OVERLAY_MAX; i++)
        kept->traces[i].stage = NULL;
}

/* Does the field decide how many rows a touchpoint takes? */
static bool has_rows(enum field field)
{
    return field == TOUCHPOINT_NAME || field == TOUCHPOINT_DOING || field == TOUCHPOINT_THINKING ||
           field == TOUCHPOINT_EVIDENCE || field == TOUCHPOINT_MAP;
}

/* Does a stage keep its curve and its height, but for what follow() sees to? */
static bool is_kept(const struct edit *edit)
{
    bool set = edit->op == EDIT_SET;
    bool own = edit->field == STAGE_EMOTION || edit->field == STAGE_MEASURED;
    return edit->node->kind == KIND_STAGE        ? set && !own
           : edit->node->kind == KIND_TOUCHPOINT ? set
                                                 : true;
}

/* What is known of the stage stays known. */
static void follow(struct app *app, struct node *node, const struct edit *edit)
{
    struct grid_kept *kept = app->grid_kept;
    const struct node *stage = node_up(node, KIND_STAGE);
    if (!stage || !stage->parent)
        return;
    size_t index = node_index(stage);
    struct stage_height *height = index < MEASURED_MAX ? &kept->stages[index] : NULL;
    struct stage_trace *traces = traces_of(kept, index);
    bool touchpoint = edit->node->kind == KIND_TOUCHPOINT;
    if (height && height->stage == stage) {
        height->stage = touchpoint && has_rows((enum field)edit->field) ? NULL : stage;
        height->revision = stage->revision;
    }
    for (int i = 0; traces && i < OVERLAY_MAX; i++) {
        if (traces[i].stage != stage)
            continue;
        if (touchpoint)
            trace_edit(&traces[i], &app->session.map, edit);
        else
            traces[i].revision = stage->revision;
    }
}

/* Who was not told of all edits knows nothing. */
void grid_edit(struct app *app, const struct edit *edit)
{
    struct grid_kept *kept = app->grid_kept;
    uint32_t revision = app->session.map.revision;
    if (!kept)
        return;
    if (++kept->seen != revision)
        forget_stages(kept);
    kept->seen = revision;
    bool set = edit->op == EDIT_SET;
    struct node *changed[] = { edit->node, set ? NULL : edit->old_parent,
        set ? NULL : edit->new_parent };
    for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
        if (changed[i] && is_kept(edit))
            follow(app, changed[i], edit);
        else if (changed[i])
            forget_stage(app, changed[i]);
}

/* --- what the stages need --- */

/* The most touchpoints of a stage, or the row of one without any. */
static int most_touchpoints(const struct map *map, int most)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    size_t found = 1;
    for (uint32_t i = 0; i < stages.count && found < (size_t)most; i++) {
        size_t count = node_child_count(stages.items[i], STAGE_TOUCHPOINTS);
        found = count > found ? count : found;
    }
    return found < (size_t)most ? (int)found : most;
}

/* The rows that the highest stage needs at each step, or more than `most`, of which none are left
 * anyway; an empty one needs a row, too, and an empty map its sentence. Only what changed is
 * measured again. */
static void measure(struct app *app, const struct grid_plan *plan, int most, int needed[STEPS])
{
    struct grid_kept *kept = grid_kept(app);
    struct cell_look look = cell_look(app);
    struct node_list stages = node_children(app->session.map.root, MAP_STAGES);
    bool same = kept->inner == plan->inner && kept->most == most && kept->doubts == look.doubts &&
                kept->overlay == look.overlay;
    int least = stages.count ? 1 : draw_empty_grid(app, plan, NULL);
    for (int step = 0; step < STEPS; step++)
        needed[step] = least;
    for (uint32_t i = 0; i < stages.count && i < MEASURED_MAX; i++) {
        struct stage_height *stage = &kept->stages[i];
        const struct node *node = stages.items[i];
        if (is_folded(app, i)) {
            struct run run = fold_run(app, i);
            struct plan_column column = { run.begin, run.end - run.begin, true, 0, 0, true };
            cells_heights(&look, column_list(app, &column), plan->inner, most, stage->heights);
            stage->stage = NULL;
            i = (uint32_t)run.end - 1;
        } else if (!same || stage->stage != node || stage->revision != node->revision) {
            struct node_list list = node_children(node, STAGE_TOUCHPOINTS);
            cells_heights(&look, list, plan->inner, most, stage->heights);
            stage->stage = node;
            stage->revision = node->revision;
        }
        for (int step = 0; step < STEPS; step++)
            if (stage->heights[step] > needed[step])
                needed[step] = stage->heights[step];
    }
    kept->inner = plan->inner;
    kept->most = most;
    kept->doubts = look.doubts;
    kept->overlay = look.overlay;
}

/* Has a stage a title that its column does not show in one row, or will not when it is narrow? */
static bool titles_are_long(const struct app *app, const struct grid_plan *plan)
{
    struct node_list stages = node_children(app->session.map.root, MAP_STAGES);
    bool some_narrow = plan->wide && plan->wide < plan->shown;
    for (uint32_t i = 0; i < stages.count && i < MEASURED_MAX; i++) {
        int room = some_narrow ? plan_narrow(app, plan, i) : plan->inner - (plan->wide > 0);
        if (!is_folded(app, i) && text_width(node_headline(stages.items[i])) > room)
            return true;
    }
    return false;
}

static bool has_phases(const struct app *app)
{
    struct node_list stages = node_children(app->session.map.root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count && i < MEASURED_MAX; i++)
        if (node_has(stages.items[i], STAGE_PHASE))
            return true;
    return false;
}

/* --- heights --- */

static int richest_step(const int needed[STEPS], int rows)
{
    int step = 0;
    while (step < STEPS - 1 && needed[step] > rows)
        step++;
    return step;
}

struct shares {
    int screen; /* rows of it */
    int inner;  /* to be shared: without titles and lines */
    int grid, curve, details;
};

static int most_details(int screen)
{
    return screen < MORE_DETAILS_FROM ? 3 : screen < HIGH_FROM ? 8 : 10;
}

static int least_details(int screen)
{
    return screen < SECOND_TITLE_FROM   ? 2
           : screen < MORE_DETAILS_FROM ? 3
           : screen < HIGH_FROM         ? 6
                                        : 8;
}

/* The highest curve that leaves the grid what it wants. */
static int curve_beside(const struct shares *shares, int highest, int wanted)
{
    int curve = highest;
    while (curve > CURVE_ROWS_MIN && shares->inner - curve - shares->details < wanted)
        curve -= CURVE_ROWS_STEP;
    return curve;
}

/* What the grid does not need goes to the details, then to the curve unless names are cut, then
 * back. */
static void share_left(struct shares *shares, int needed, bool names_whole)
{
    int left = shares->grid > needed ? shares->grid - needed : 0;
    int more = most_details(shares->screen) - shares->details;
    more = more < left ? more : left;
    shares->details += more;
    left -= more;
    if (names_whole && left >= CURVE_ROWS_STEP && shares->screen >= MORE_CURVE_FROM &&
        shares->curve + CURVE_ROWS_STEP <= CURVE_HIGH) {
        shares->curve += CURVE_ROWS_STEP;
        more += CURVE_ROWS_STEP;
    }
    shares->grid -= more;
}

static void share_overview(struct app *app, struct shares *shares)
{
    int most = most_touchpoints(&app->session.map, GRID_WANTED);
    shares->curve = curve_beside(shares, CURVE_ROWS_MAX, most);
    shares->grid = shares->inner - shares->curve - shares->details;
}

static int share_fitting(struct shares *shares, const int needed[STEPS])
{
    int names = needed[STEP_NAMES] < GRID_WANTED ? needed[STEP_NAMES] : GRID_WANTED;
    int highest = shares->screen >= HIGH_FROM ? CURVE_HIGH : CURVE_HIGH - CURVE_ROWS_STEP;
    shares->curve = curve_beside(shares, highest, names);
    shares->grid = shares->inner - shares->curve - shares->details;
    int step = richest_step(needed, shares->grid);
    share_left(shares, needed[step], needed[STEP_NAMES] <= shares->grid);
    return step;
}

static void plan_heights(struct app *app, struct grid_plan *plan, const int needed[STEPS])
{
    struct shares shares = { .screen = plan->area.height + OUTSIDE };
    plan->ruled = true;
    plan->phases = shares.screen >= SECOND_TITLE_FROM && has_phases(app);
    plan->titles = 1 + plan->phases +
                   (shares.screen >= SECOND_TITLE_FROM && titles_are_long(app, plan));
    shares.inner = plan->area.height - 2 - plan->titles;
    shares.details = least_details(shares.screen);
    if (app->grid->zoom == ZOOM_OVERVIEW)
        share_overview(app, &shares);
    else
        plan->step = share_fitting(&shares, needed);
    plan->rows = shares.grid;
    plan->curve_rows = shares.curve;
    plan->detail_rows = shares.details;
}

/* Without lines; what is in the map plays no part. */
static void plan_low(struct grid_plan *plan, const int needed[STEPS], bool details)
{
    enum { ROWS_LEAST = 3, HIGHER_FROM = 18 };
    int inner = plan->area.height - 1;
    int curve = inner >= HIGHER_FROM ? CURVE_ROWS_MIN + CURVE_ROWS_STEP : CURVE_ROWS_MIN;
    plan->titles = 1;
    plan->curve_rows = inner - curve >= ROWS_LEAST ? curve : 0;
    plan->detail_rows = details && inner - curve > ROWS_LEAST;
    plan->rows = inner - plan->curve_rows - plan->detail_rows;
    plan->step = richest_step(needed, plan->rows);
}

/* One part below the other. */
static void plan_places(struct grid_plan *plan)
{
    plan->titles_y = plan->area.y;
    plan->rows_y = plan->titles_y + plan->titles;
    plan->curve_y = plan->rows_y + plan->rows + plan->ruled;
    plan->detail_y = plan->curve_y + plan->curve_rows + plan->ruled;
}

/* Nothing is cut in print. */
static void plan_print(const struct app *app, struct grid_plan *plan)
{
    struct node_list stages = node_children(app->session.map.root, MAP_STAGES);
    int most = 1;
    for (uint32_t i = 0; i < stages.count; i++) {
        int width = plan->inner - 1;
        int lines = wrapped_rows(node_headline(stages.items[i]), width, width);
        most = lines > most ? lines : most;
    }
    plan->phases = has_phases(app);
    plan->titles = most + plan->phases;
}

/* The most rows that the touchpoints can have. */
static int most_rows(int height, bool ruled)
{
    return ruled ? height - 3 - CURVE_ROWS_MIN - least_details(height + OUTSIDE) : height;
}

static void make_plan(struct app *app, struct grid_plan *plan, const struct plan_key *key)
{
    int needed[STEPS];
    free(plan->column);
    free(plan->unit);
    *plan = (struct grid_plan){ .area = key->area };
    plan_widths(app, plan, key->kind);
    bool ruled = key->kind == PLAN_WHOLE && key->area.height + OUTSIDE >= LINES_FROM;
    measure(app, plan, most_rows(key->area.height, ruled), needed);
    if (ruled)
        plan_heights(app, plan, needed);
    else
        plan_low(plan, needed, key->kind == PLAN_WHOLE);
    if (key->kind == PLAN_PRINT)
        plan_print(app, plan);
    plan_places(plan);
}

static bool same_key(const struct plan_key *a, const struct plan_key *b)
{
    return a->revision == b->revision && a->area.x == b->area.x && a->area.y == b->area.y &&
           a->area.width == b->area.width && a->area.height == b->area.height &&
           a->kind == b->kind && a->zoom == b->zoom && a->wide_wanted == b->wide_wanted &&
           a->overlay == b->overlay && a->doubts == b->doubts && a->folds == b->folds;
}

struct node_list column_list(const struct app *app, const struct plan_column *column)
{
    struct node_list stages = node_children(app->session.map.root, MAP_STAGES);
    if (!column->folded)
        return node_children(stages.items[column->stage], STAGE_TOUCHPOINTS);
    stages.items += column->stage;
    stages.count = (uint32_t)column->stages;
    return stages;
}

/*
 * So that the cursor's row is shown; what was deleted leaves no empty rows below. A column is
 * painted anew as a whole, so it moves by a third of its rows at once, and then stands still.
 */
static void scroll_rows(struct app *app, const struct grid_plan *plan)
{
    struct grid_state *grid = app->grid;
    int step = (plan->rows + 2) / 3 - 1;
    for (int i = 0; i < plan->shown; i++) {
        const struct plan_column *column = &plan->column[i];
        bool current = grid->stage - column->stage < column->stages;
        int row = column->folded  ? (int)(grid->stage - column->stage)
                  : grid->row < 0 ? 0
                                  : grid->row;
        int *first = grid_first_row(grid, column->stage), before = *first;
        int most = (int)column_list(app, column).count - plan->rows;
        if (current && row < *first)
            *first = row > step ? row - step : 0;
        if (current && row >= *first + plan->rows)
            *first = row - plan->rows + 1 + step;
        if (*first > most)
            *first = most > 0 ? most : 0;
        grid_kept(app)->drawn = grid_kept(app)->drawn && *first == before;
    }
}

/* What was drawn by another plan, or other columns of it, is of no use. */
static void forget_pictures(struct grid_kept *kept)
{
    size_t had = kept->cells_cap;
    kept->drawn = kept->plot.drawn = false;
    MEM_GROW(kept->cells, (size_t)kept->plan.shown, kept->cells_cap);
    for (size_t i = 0; i < had; i++)
        kept->cells[i].known = false;
    for (size_t i = had; i < kept->cells_cap; i++)
        kept->cells[i] = (struct kept_cells){ 0 };
}

const struct kept_cells *grid_cells(
    struct app *app, const struct grid_plan *plan, const struct plan_column *column)
{
    struct kept_cells *cells = &grid_kept(app)->cells[column - plan->column];
    size_t first = (size_t)*grid_first_row(app->grid, column->stage);
    if (cells->known && cells->first == first)
        return cells;
    struct cell_look look = cell_look(app);
    cells->places = mem_resize(cells->places, ((size_t)plan->rows + 1) * sizeof *cells->places);
    cells->count = cells_place(
        &look, column_list(app, column), column, plan->step, plan->rows, first, cells->places);
    cells->first = first;
    cells->known = true;
    return cells;
}

const struct grid_plan *grid_plan(struct app *app, struct area area, enum plan_kind kind)
{
    struct grid_kept *kept = grid_kept(app);
    const struct grid_state *grid = app->grid;
    struct cell_look look = cell_look(app);
    struct plan_key key = { app->session.map.revision, area, kind, grid->zoom, grid->wide_wanted,
        look.overlay, look.doubts, grid->fold_changes };
    bool fresh = !kept->planned || !same_key(&key, &kept->key);
    if (fresh) {
        kept->key = key;
        kept->planned = true;
        make_plan(app, &kept->plan, &key);
    }
    grid_clamp(app);
    if (plan_columns(app, &kept->plan, kind) || fresh)
        forget_pictures(kept);
    if (kind != PLAN_PRINT)
        scroll_rows(app, &kept->plan);
    return &kept->plan;
}
