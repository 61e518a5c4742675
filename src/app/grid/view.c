/* The main view: stages as columns, touchpoints as rows, the curve and the detail pane. */
#include "app/grid/fold.h"
#include "app/grid/kept.h"
#include "base/i18n.h"

/* With the cursor in the pane, it has the grid's rows, too, if it needs them. */
static void give_rows(struct grid_plan *plan)
{
    plan->detail_rows += plan->rows + plan->ruled;
    plan->detail_y -= plan->rows + plan->ruled;
    plan->curve_y = plan->rows_y;
    plan->rows = 0;
}

void draw_grid_plan(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    struct grid_plan now = *plan;
    if (app->grid->in_detail && detail_lines(app, plan) > plan->detail_rows)
        give_rows(&now);
    draw_grid_picture(app, &now, canvas);
    draw_detail(app, &now, canvas);
}

/* Where the cursor was, and where it is. */
static void draw_grid_moved(
    struct app *app, const struct grid_plan *plan, size_t from, struct canvas *canvas)
{
    size_t stage = app->grid->stage;
    draw_grid_column(app, plan, stage, canvas);
    if (plan_column_of(plan, from) != plan_column_of(plan, stage))
        draw_grid_column(app, plan, from, canvas);
    canvas_redraw(
        canvas, (struct area){ plan->area.x, plan->detail_y, plan->area.width, plan->detail_rows });
    draw_detail(app, plan, canvas);
}

static void draw_grid(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    const struct grid_plan *plan = grid_plan(app, area, PLAN_WHOLE);
    struct grid_kept *kept = grid_kept(app);
    level->page = plan->rows;
    if (!canvas->blank && kept->drawn) {
        draw_grid_moved(app, plan, kept->stage, canvas);
    } else {
        if (!canvas->blank)
            canvas_redraw(canvas, area);
        draw_grid_plan(app, plan, canvas);
    }
    /* Where nothing is scored a text lies over all columns. */
    kept->drawn = plan->shown && app->summary.scored;
    kept->stage = app->grid->stage;
}

/* --- the cursor --- */

/* From item to item, and behind the last one line by line. */
static void move_detail(struct app *app, int dy)
{
    struct grid_state *grid = app->grid;
    int last = detail_rows(app) - 1, row = grid->detail_row + dy;
    last = last < 0 ? 0 : last;
    if (row > last || (dy < 0 && grid->detail_past > 0)) {
        grid->detail_past += row > last && grid->detail_row < last ? row - last : dy;
        grid->detail_past = grid->detail_past < 0 ? 0 : grid->detail_past;
        row = last;
    }
    grid->detail_row = row < 0 ? 0 : row;
}

/* From stage to stage. */
static void move_in_fold(struct grid_state *grid, struct run run, int dy)
{
    long stage = (long)grid->stage + dy;
    grid->stage = stage < (long)run.begin  ? run.begin
                  : stage >= (long)run.end ? run.end - 1
                                           : (size_t)stage;
    grid->wanted_row = dy ? (int)(grid->stage - run.begin) : grid->wanted_row;
    grid->row = -1;
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
    if (dx)
        grid->stage = fold_beside(app, grid->stage, dx);
    grid->detail_row = grid->detail_top = grid->detail_past = 0;
    if (is_folded(app, grid->stage)) {
        move_in_fold(grid, fold_run(app, grid->stage), dy);
        return;
    }
    int count = (int)node_child_count(grid_stage(app), STAGE_TOUCHPOINTS);
    if (dy) {
        long row = (long)grid->row + dy;
        grid->wanted_row = row < -1 ? -1 : row >= count ? count - 1 : (int)row;
    }
    grid->row = grid->wanted_row < count ? grid->wanted_row : count - 1;
}

static struct node *grid_selected(struct app *app, const struct level *level)
{
    (void)level;
    struct node *node = app->grid->in_detail ? detail_node(app, app->grid->detail_row) : NULL;
    return node ? node : grid_subject(app);
}

static void enter_grid(struct app *app, struct level *level)
{
    struct node *node = grid_selected(app, level);
    if (node)
        app_push(app, view_of(app, IN_FORM), node);
}

/* The touchpoint of a column at a row of the grid, in a folded one the stage; -1: none. */
static int touchpoint_at(
    struct app *app, const struct grid_plan *plan, const struct plan_column *column, int row)
{
    const struct kept_cells *cells = grid_cells(app, plan, column);
    size_t count = cells->count;
    while (count && cells->places[count - 1].y > row)
        count--;
    return (int)(cells->first + count) - 1;
}

static bool click_grid(struct app *app, struct level *level, struct area area, int x, int y)
{
    struct grid_state *grid = app->grid;
    const struct grid_plan *plan = grid_plan(app, area, PLAN_WHOLE);
    (void)level;
    grid->grabbed = NULL;
    if (y >= plan->detail_y && y < plan->detail_y + plan->detail_rows && detail_can_be_entered(app))
        grid->in_detail = true;
    for (int i = 0; i < plan->shown && y >= plan->titles_y && y < plan->rows_y + plan->rows; i++) {
        const struct plan_column *column = &plan->column[i];
        if (x < column->x || x >= column->x + column->width)
            continue;
        int row = y < plan->rows_y ? -1 : touchpoint_at(app, plan, column, y - plan->rows_y);
        grid->stage = column->stage + (column->folded && row > 0 ? (size_t)row : 0);
        grid->row = grid->wanted_row = row;
        grid->in_detail = false;
        grid->detail_row = grid->detail_top = grid->detail_past = 0;
        grid_clamp(app);
        grid->grabbed = grid_touchpoint(app);
        return y < plan->rows_y || row >= 0;
    }
    return false;
}

static int rows_of(const struct cell_rows *rows)
{
    int sum = 0;
    for (int i = 0; i < TEXTS; i++)
        sum += rows->of[i];
    return sum;
}

/* Where in its stage a touchpoint would go that is dropped there: in the place of the one that it
 * meets, behind the last one where it meets none. NULL: outside of the stages. */
static struct node *drop_place(
    struct app *app, const struct grid_plan *plan, int x, int y, size_t *index)
{
    for (int i = 0; i < plan->shown && y >= plan->titles_y && y < plan->rows_y + plan->rows; i++) {
        const struct plan_column *column = &plan->column[i];
        if (x < column->x || x >= column->x + column->width)
            continue;
        int row = y < plan->rows_y ? -1 : touchpoint_at(app, plan, column, y - plan->rows_y);
        size_t at = column->stage + (column->folded && row > 0 ? (size_t)row : 0);
        struct node *stage = node_child(app->session.map.root, MAP_STAGES, at);
        if (column->folded) {
            *index = node_child_count(stage, STAGE_TOUCHPOINTS);
            return stage;
        }
        const struct kept_cells *cells = grid_cells(app, plan, column);
        const struct cell_place *last = cells->count ? &cells->places[cells->count - 1] : NULL;
        bool met = row >= 0 && last && y - plan->rows_y < last->y + rows_of(&last->rows);
        *index = met ? (size_t)row : node_child_count(stage, STAGE_TOUCHPOINTS);
        return stage;
    }
    return NULL;
}

static void drag_grid(struct app *app, struct area area, int x, int y, bool dropped)
{
    struct node *node = app->grid->grabbed;
    size_t index = 0;
    if (!node || !app_has_node(app, node))
        return;
    struct node *stage = drop_place(app, grid_plan(app, area, PLAN_WHOLE), x, y, &index);
    if (dropped)
        app->grid->grabbed = NULL;
    if (!stage || app_only_watches(app))
        return;
    size_t count = node_child_count(stage, STAGE_TOUCHPOINTS);
    if (node->parent == stage && index == count)
        index--;
    if (node->parent == stage && index == node_index(node))
        return;
    struct slice name = node_headline(node), to = node_headline(stage);
    if (dropped) {
        edit_move(&app->session.undo, node, stage, index);
        grid_reveal(app, node);
        app_say(
            app, SAY_DONE, _("%1$s is now in %2$s, place %3$zu"), name.data, to.data, index + 1);
    } else {
        app_say(app, SAY_DONE, _("let go: %1$s goes to %2$s, place %3$zu"), name.data, to.data,
            index + 1);
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

static const char *const hints[] = { "add", "pain", "idea", "better", "help", "view", "guide",
    "zoom", "persona", "find", "edit", "moment", NULL };

/* The curve, and the line above it. */
static int curve_part(struct app *app)
{
    const struct grid_plan *plan = &grid_kept(app)->plan;
    return plan->curve_rows && plan->curve_y > plan->rows_y ? plan->curve_y - 1 : 0;
}

const struct view view_grid = {
    .title = N_("map"),
    .context = IN_GRID,
    .context_now = grid_context,
    .command = MAIN_VIEW("map", K_F2, 'm', N_("the map")),
    .hints = hints,
    .draw = draw_grid,
    .lower_part = curve_part,
    .selected = grid_selected,
    .reveal = reveal_in_grid,
    .left = leave_details,
    .move = move_grid,
    .enter = enter_grid,
    .click = click_grid,
    .drag = drag_grid,
};
