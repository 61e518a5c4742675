#include "app/grid/grid.h"

#include <limits.h>

enum {
    COLUMN_MIN = 15,  /* of a column with its line: a name of ten letters fits */
    LINES = 4,        /* top, two dividers, bottom */
    CURVE_MARGIN = 2, /* marks that the selection keeps from the edge */
};

struct node *grid_stage(const struct app *app)
{
    return node_child(app->session.map.root, MAP_STAGES, app->grid->stage);
}

struct node *grid_touchpoint(const struct app *app)
{
    struct node *stage = grid_stage(app);
    return stage && app->grid->row >= 0
               ? node_child(stage, STAGE_TOUCHPOINTS, (size_t)app->grid->row)
               : NULL;
}

struct node *touchpoint_beside(struct node *from, int by)
{
    struct node *touchpoint = node_up(from, KIND_TOUCHPOINT), *stage = node_up(from, KIND_STAGE);
    if (!stage || !stage->parent)
        return NULL;
    long row = touchpoint ? (long)node_index(touchpoint) + by : by > 0 ? 0 : -1;
    size_t at = node_index(stage);
    while (row < 0 || row >= (long)node_child_count(stage, STAGE_TOUCHPOINTS)) {
        at += (size_t)by;
        stage = node_child(stage->parent, MAP_STAGES, at);
        if (!stage)
            return NULL;
        row = by > 0 ? 0 : (long)node_child_count(stage, STAGE_TOUCHPOINTS) - 1;
    }
    return node_child(stage, STAGE_TOUCHPOINTS, (size_t)row);
}

struct node *grid_subject(const struct app *app)
{
    struct node *touchpoint = grid_touchpoint(app);
    return touchpoint ? touchpoint : grid_stage(app);
}

int most_touchpoints(const struct map *map, size_t from, size_t stage_count)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    size_t most = 0;
    for (size_t i = from; i < stages.count && i - from < stage_count; i++) {
        size_t count = node_child_count(stages.items[i], STAGE_TOUCHPOINTS);
        if (count > most)
            most = count;
    }
    return most > INT_MAX / 2 ? INT_MAX / 2 : (int)most;
}

/*
 * Shares the height: rows as needed, then a curve that reads well, then, on tall screens, the
 * detail pane. On small ones it stays small: most of what an arrow key sends is in it.
 */
static void plan_heights(const struct map *map, struct grid_plan *plan)
{
    int inner = plan->area.height - LINES;
    int curve = inner < 10 ? 3 : inner < 22 ? 5 : inner < 34 ? 7 : 9;
    int detail = inner / 6 < 1 ? 1 : inner / 6 > 8 ? 8 : inner / 6;
    if (inner >= 12 && detail < 3)
        detail = 3;
    int rows = inner - curve - detail;
    int needed = most_touchpoints(map, 0, plan->stages) + 1;
    if (needed < 3)
        needed = 3;
    int most = inner < 22 ? 9 : inner < 34 ? 11 : 15;
    while (rows - 2 >= needed && inner >= 12 && curve < most) {
        curve += 2;
        rows -= 2;
    }
    while (rows > needed && inner >= 22 && detail < inner / 3) {
        detail++;
        rows--;
    }
    plan->rows = rows;
    plan->curve_rows = curve;
    plan->detail_rows = detail;
    plan->rows_y = plan->area.y + 1;
    plan->curve_y = plan->rows_y + rows + 1;
    plan->detail_y = plan->curve_y + curve + 1;
}

static void plan_columns(struct grid_plan *plan)
{
    int width = plan->area.width - 1;
    int fit = width / COLUMN_MIN < 1 ? 1 : width / COLUMN_MIN;
    plan->columns = plan->stages < (size_t)fit ? (int)plan->stages : fit;
    plan->column_width = plan->columns ? width / plan->columns : width;
}

void grid_clamp(struct app *app)
{
    struct grid_state *grid = app->grid;
    size_t stages = node_child_count(app->session.map.root, MAP_STAGES);
    if (stages && grid->stage >= stages)
        grid->stage = stages - 1;
    struct node *stage = grid_stage(app);
    int count = stage ? (int)node_child_count(stage, STAGE_TOUCHPOINTS) : 0;
    if (grid->row >= count)
        grid->row = count - 1;
    if (grid->row < -1)
        grid->row = -1;
}

static void scroll_stages(struct grid_state *grid, const struct grid_plan *plan)
{
    size_t columns = (size_t)plan->columns;
    if (grid->stage < grid->first_stage)
        grid->first_stage = grid->stage;
    if (columns && grid->stage >= grid->first_stage + columns)
        grid->first_stage = grid->stage - columns + 1;
    if (grid->first_stage + columns > plan->stages)
        grid->first_stage = plan->stages - columns;
}

/* So that the cursor's row is shown; what was deleted leaves no empty rows below. */
static void scroll_rows(
    const struct map *map, struct grid_state *grid, const struct grid_plan *plan, size_t stage)
{
    struct column_scroll *scroll = grid_scroll(grid, stage);
    int row = grid->row < 0 ? 0 : grid->row;
    int most = most_touchpoints(map, stage, 1) - plan->rows;
    if (stage == grid->stage && row < scroll->first_row)
        scroll->first_row = row;
    if (stage == grid->stage && row >= scroll->first_row + plan->rows)
        scroll->first_row = row - plan->rows + 1;
    if (scroll->first_row > most)
        scroll->first_row = most > 0 ? most : 0;
}

/*
 * Where not all marks have room, the curve stands still until the selection comes near its edge,
 * and then goes on so far that the next moves change nothing else in it: on a slow line it would
 * cost more than all the rest.
 */
static void scroll_curve(struct grid_state *grid, size_t stage, int room)
{
    struct column_scroll *scroll = grid_scroll(grid, stage);
    int half = room / 2, row = grid->row < 0 ? 0 : grid->row;
    int reach = half - CURVE_MARGIN, ahead = reach > 1 ? reach - 1 : 0;
    if (stage == grid->stage && row > scroll->curve_middle + reach)
        scroll->curve_middle = row + ahead;
    else if (stage == grid->stage && row < scroll->curve_middle - reach)
        scroll->curve_middle = row - ahead;
    if (scroll->curve_middle < half)
        scroll->curve_middle = half;
}

static void scroll(const struct map *map, struct grid_state *grid, const struct grid_plan *plan)
{
    scroll_stages(grid, plan);
    for (int column = 0; column < plan->columns; column++) {
        size_t stage = grid->first_stage + (size_t)column;
        scroll_rows(map, grid, plan, stage);
        scroll_curve(grid, stage, plan_column_inner(plan, column) - (column ? 0 : AXIS_WIDTH));
    }
}

/* Without a detail pane. What is in the map plays no part: the grid stands still while it fills. */
static void plan_low(struct grid_plan *plan)
{
    int inner = plan->area.height - 2;
    int curve = inner < 6 ? 0 : inner < 9 ? 3 : inner < 16 ? 5 : inner < 24 ? 7 : 9;
    plan->rows = inner - curve - (curve > 0);
    plan->curve_rows = curve;
    plan->detail_rows = 0;
    plan->rows_y = plan->area.y + 1;
    plan->curve_y = plan->rows_y + plan->rows + 1;
    plan->detail_y = plan->area.y + plan->area.height - 1;
}

static void plan_places(struct app *app, struct grid_plan *plan)
{
    plan_columns(plan);
    grid_clamp(app);
    scroll(&app->session.map, app->grid, plan);
    plan->first_stage = app->grid->first_stage;
    app->grid->shown_stages = plan->columns;
}

void grid_plan(struct app *app, struct area area, struct grid_plan *plan)
{
    *plan = (struct grid_plan){ .area = area };
    plan->stages = node_child_count(app->session.map.root, MAP_STAGES);
    plan_heights(&app->session.map, plan);
    plan_places(app, plan);
}

void grid_plan_low(struct app *app, struct area area, struct grid_plan *plan)
{
    *plan = (struct grid_plan){ .area = area };
    plan->stages = node_child_count(app->session.map.root, MAP_STAGES);
    plan_low(plan);
    plan_places(app, plan);
}

int plan_column_x(const struct grid_plan *plan, int index)
{
    return plan->area.x + 1 + index * plan->column_width;
}

int plan_column_inner(const struct grid_plan *plan, int index)
{
    if (index == plan->columns - 1)
        return plan->area.x + plan->area.width - 1 - plan_column_x(plan, index);
    return plan->column_width - 1;
}
