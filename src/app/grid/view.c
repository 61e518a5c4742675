/* The main view: stages as columns, touchpoints as rows, the curve and the detail pane. */
#include <stdlib.h>

#include "app/grid/grid.h"
#include "base/i18n.h"

/* The picture moved sideways by whole columns: terminals can do that with a few bytes. */
static void note_shift(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    struct grid_state *grid = app->grid;
    bool same = grid->drawn_columns == plan->columns && grid->drawn_width == canvas->width &&
                grid->drawn_height == canvas->height;
    long moved = (long)grid->drawn_first_stage - (long)plan->first_stage;
    if (same && moved != 0 && labs(moved) < plan->columns) {
        canvas->shift.top = plan->area.y;
        canvas->shift.bottom = plan->curve_y + plan->curve_rows - 1;
        canvas->shift.left = plan->area.x + 1;
        canvas->shift.right = plan->area.x + plan->area.width - 1;
        canvas->shift.by = (int)moved * plan->column_width;
    }
    grid->drawn_first_stage = plan->first_stage;
    grid->drawn_columns = plan->columns;
    grid->drawn_width = canvas->width;
    grid->drawn_height = canvas->height;
}

void draw_grid_plan(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    const struct area *area = &plan->area;
    draw_grid_picture(app, plan, canvas);
    if (plan->first_stage > 0)
        canvas_fill(canvas, area->x, area->y, 1, STYLE_TITLE, canvas_line(canvas, LINE_LEFT));
    if (plan->first_stage + (size_t)plan->columns < plan->stages)
        canvas_fill(canvas, area->x + area->width - 1, area->y, 1, STYLE_TITLE,
            canvas_line(canvas, LINE_RIGHT));
    draw_detail(app, plan, canvas);
    note_shift(app, plan, canvas);
}

static void draw_grid(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct grid_plan plan;
    grid_plan(app, area, &plan);
    level->page = plan.rows;
    draw_grid_plan(app, &plan, canvas);
}

/* --- the cursor --- */

static void move_detail(struct app *app, int dy)
{
    int rows = detail_rows(app);
    app->grid->detail_row += dy;
    if (app->grid->detail_row >= rows)
        app->grid->detail_row = rows - 1;
    if (app->grid->detail_row < 0)
        app->grid->detail_row = 0;
}

static void move_grid(struct app *app, struct level *level, int dx, int dy)
{
    struct grid_state *grid = app->grid;
    size_t stages = node_child_count(app->session.map.root, MAP_STAGES);
    (void)level;
    if (grid->in_detail) {
        move_detail(app, dy ? dy : dx);
        return;
    }
    if (!stages)
        return;
    long stage = (long)grid->stage + dx;
    grid->stage = stage < 0 ? 0 : stage >= (long)stages ? stages - 1 : (size_t)stage;
    int count = (int)node_child_count(grid_stage(app), STAGE_TOUCHPOINTS);
    if (dy) {
        long row = (long)grid->row + dy;
        grid->wanted_row = row < -1 ? -1 : row >= count ? count - 1 : (int)row;
    }
    grid->row = grid->wanted_row < count ? grid->wanted_row : count - 1;
    grid->detail_row = grid->detail_top = 0;
}

static struct node *grid_selected(struct app *app, const struct level *level)
{
    (void)level;
    if (app->grid->in_detail)
        return detail_node(app, app->grid->detail_row);
    return grid_subject(app);
}

static void enter_grid(struct app *app, struct level *level)
{
    struct node *node = grid_selected(app, level);
    if (!node)
        node = grid_subject(app);
    if (node)
        app_push(app, view_of(app, IN_FORM), node);
}

static bool click_grid(struct app *app, struct level *level, struct area area, int x, int y)
{
    struct grid_state *grid = app->grid;
    struct grid_plan plan;
    (void)level;
    grid_plan(app, area, &plan);
    for (int column = 0; column < plan.columns; column++) {
        int left = plan_column_x(&plan, column), row = y - plan.rows_y;
        if (x < left || x >= left + plan_column_inner(&plan, column))
            continue;
        if (y < area.y || y >= plan.rows_y + plan.rows)
            break;
        grid->stage = plan.first_stage + (size_t)column;
        row += grid_scroll(grid, grid->stage)->first_row;
        int count = (int)node_child_count(grid_stage(app), STAGE_TOUCHPOINTS);
        grid->row = grid->wanted_row = y == area.y ? -1 : row < count ? row : count - 1;
        grid->in_detail = false;
        grid->detail_row = grid->detail_top = 0;
        return y == area.y || row < count;
    }
    if (y >= plan.detail_y && y < plan.detail_y + plan.detail_rows && detail_rows(app))
        grid->in_detail = true;
    return false;
}

void grid_reveal(struct app *app, struct node *node)
{
    struct node *stage = node_up(node, KIND_STAGE);
    struct node *touchpoint = node_up(node, KIND_TOUCHPOINT);
    struct grid_state *grid = app->grid;
    if (!stage || !stage->parent)
        return;
    grid->stage = node_index(stage);
    grid->row = grid->wanted_row = touchpoint ? (int)node_index(touchpoint) : -1;
    grid->detail_row = grid->detail_top = 0;
}

/* In a list the node, in the grid its touchpoint and itself among the details. */
void grid_go_to(struct app *app, struct node *node)
{
    const struct view *view = view_listing(
        app, node_up(node, KIND_STAGE) ? KIND_MAP : (enum node_kind)node->kind);
    app_show(app, view);
    level_reveal(app, app_top(app), node);
    if (app_on_grid(app) && detail_row_of(app, node) >= 0) {
        app->grid->in_detail = true;
        app->grid->detail_row = detail_row_of(app, node);
    }
}

static void reveal_in_grid(struct app *app, struct level *level, struct node *node)
{
    (void)level;
    app->grid->in_detail = false;
    grid_reveal(app, node);
}

static void leave_details(struct app *app)
{
    app->grid->in_detail = false;
}

static unsigned grid_context(const struct app *app, const struct level *level)
{
    (void)level;
    return app->grid->in_detail ? IN_DETAIL : IN_GRID;
}

const struct view view_grid = {
    .title = N_("Map"),
    .context = IN_GRID,
    .context_now = grid_context,
    .command = MAIN_VIEW("map", K_F2, 'm', N_("the map")),
    .draw = draw_grid,
    .selected = grid_selected,
    .reveal = reveal_in_grid,
    .left = leave_details,
    .move = move_grid,
    .enter = enter_grid,
    .click = click_grid,
};
