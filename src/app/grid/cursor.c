/* The cursor of the grid: a stage, or a touchpoint of it. */
#include "app/grid/fold.h"
#include "insight/letters.h"

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
    if (grid->row < -1 || is_folded(app, grid->stage))
        grid->row = -1;
}

void grid_reveal(struct app *app, struct node *node)
{
    struct node *stage = node_up(node, KIND_STAGE);
    struct node *touchpoint = node_up(node, KIND_TOUCHPOINT);
    struct grid_state *grid = app->grid;
    if (!stage || !stage->parent)
        return;
    grid->stage = node_index(stage);
    if (touchpoint && is_folded(app, grid->stage))
        fold_set(app, grid->stage, false);
    grid->row = grid->wanted_row = touchpoint ? (int)node_index(touchpoint) : -1;
    grid->detail_row = grid->detail_top = grid->detail_past = 0;
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

size_t overlay_letters(
    const struct app *app, struct node *personas[OVERLAY_MAX], char letters[OVERLAY_MAX])
{
    size_t count = app_overlay(app, personas);
    char all[LETTERS_MAX + 1], taken[OVERLAY_MAX + 1] = "";
    persona_letters(&app->session.map, all);
    for (size_t i = 0; i < count; i++) {
        size_t index = node_index(personas[i]);
        char letter = index < LETTERS_MAX ? all[index] : 'A';
        while (index >= LETTERS_MAX && strchr(taken, letter))
            letter++;
        letters[i] = taken[i] = letter;
    }
    return count;
}
