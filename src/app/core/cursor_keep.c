#include <config.h>

#include "app/core/cursor_keep.h"

#include "app/commands/run.h"
#include "app/grid/grid.h"
#include "app/people/people.h"
#include "app/views/form.h"
#include "base/i18n.h"

/* --- where everything is --- */

static void note_grid(struct app *app, struct stay *stay)
{
    const struct grid_state *grid = &app->grid;
    struct node *root = app->session.map.root, *stage = grid_stage(app);
    stay->stage = grid->stage;
    stay->row = grid->row;
    stay->stages.node = stage;
    stay->stages.next = node_child(root, MAP_STAGES, grid->stage + 1);
    stay->first_stage = node_child(root, MAP_STAGES, grid->first_stage);
    stay->touchpoints.node = grid_touchpoint(app);
    if (stage && grid->row >= 0)
        stay->touchpoints.next = node_child(stage, STAGE_TOUCHPOINTS, (size_t)grid->row + 1);
    if (stage && grid->first_row > 0)
        stay->first_row = node_child(stage, STAGE_TOUCHPOINTS, (size_t)grid->first_row);
    if (!grid->in_detail)
        return;
    stay->details.row = grid->detail_row;
    stay->details.node = detail_node(app, grid->detail_row);
    stay->details.next = detail_node(app, grid->detail_row + 1);
}

static void note_level(struct app *app, struct level *level, struct stay_row *row)
{
    struct level below = *level;
    below.row++;
    *row = (struct stay_row){ .row = level->row, .top = level->top };
    if (level->view->place == IN_LIST) {
        row->node = level->view->selected(app, level);
        row->next = level->view->selected(app, &below);
    } else if (level->view == &view_form) {
        row->node = form_row_at(app, level).child;
        row->field = form_row_at(app, level).field;
        row->next = form_row_at(app, &below).child;
    }
}

void stay_begin(struct app *app)
{
    struct stay *stay = &app->stay;
    *stay = (struct stay){ .begun = app->open, .depth = app->depth };
    if (!app->open)
        return;
    note_grid(app, stay);
    for (int i = 0; i < app->depth; i++)
        note_level(app, &app->levels[i], &stay->levels[i]);
    stay->under = app_selected(app);
    if (!stay->under)
        stay->under = app_top(app)->node;
}

/* --- what happens --- */

static bool is_below(const struct node *node, const struct node *above)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

bool stay_see(struct app *app, const struct edit *edit)
{
    struct stay *stay = &app->stay;
    bool others = edit->author != AUTHOR_SELF || app->looking;
    if (!others || !stay->begun)
        return others;
    stay->changed = true;
    if (edit->op == EDIT_REMOVE && stay->under && is_below(stay->under, edit->node)) {
        stay->gone = edit->node;
        stay->remover = app->session.outside ? AUTHOR_SELF : edit->author;
    }
    return true;
}

/* --- going there again --- */

static bool is_there(const struct app *app, const struct node *node)
{
    return node && app_has_node(app, node);
}

static void restore_first(struct app *app, const struct stay *stay)
{
    struct grid_state *grid = &app->grid;
    if (is_there(app, stay->first_stage))
        grid->first_stage = node_index(stay->first_stage);
    if (is_there(app, stay->first_row) && stay->first_row->parent == grid_stage(app))
        grid->first_row = (int)node_index(stay->first_row);
}

static void restore_grid(struct app *app, const struct stay *stay)
{
    struct grid_state *grid = &app->grid;
    struct node *touchpoint = is_there(app, stay->touchpoints.node)   ? stay->touchpoints.node
                              : is_there(app, stay->touchpoints.next) ? stay->touchpoints.next
                                                                      : NULL;
    struct node *stage = touchpoint                         ? touchpoint->parent
                         : is_there(app, stay->stages.node) ? stay->stages.node
                         : is_there(app, stay->stages.next) ? stay->stages.next
                                                            : NULL;
    if (stage)
        grid->stage = node_index(stage);
    if (touchpoint) {
        bool wanted = grid->wanted_row == grid->row || grid->wanted_row == stay->row;
        grid->row = (int)node_index(touchpoint);
        grid->wanted_row = wanted ? grid->row : grid->wanted_row;
    } else if (stay->row < 0 || stage != stay->stages.node) {
        grid->row = -1;
    }
    restore_first(app, stay);
    grid_clamp(app);
}

static int detail_row_of(const struct app *app, const struct node *node)
{
    int row = 0;
    while (detail_node(app, row) && detail_node(app, row) != node)
        row++;
    return detail_node(app, row) ? row : -1;
}

static void restore_details(struct app *app, const struct stay *stay)
{
    struct grid_state *grid = &app->grid;
    int rows = detail_rows(app);
    int row = detail_row_of(app, stay->details.node);
    if (!grid->in_detail)
        return;
    if (row < 0)
        row = detail_row_of(app, stay->details.next);
    if (row < 0)
        row = grid->detail_row < rows ? grid->detail_row : rows - 1;
    grid->detail_row = row < 0 ? 0 : row;
    if (!rows || (stay->touchpoints.node && !is_there(app, stay->touchpoints.node)))
        grid->in_detail = false;
}

static void restore_list(struct app *app, struct level *level, const struct stay_row *was)
{
    struct node *node = is_there(app, was->node) ? was->node : was->next;
    if (node)
        list_reveal(app, level, node);
    /* The picture stands still, but for a list that is shown from its begin. */
    int most = level->view->rows(app, level) - level->page;
    if (was->top > 0)
        level->top = was->top + level->row - was->row;
    if (level->top > most)
        level->top = most;
    if (level->top < 0)
        level->top = 0;
}

static void restore_form(struct app *app, struct level *level, const struct stay_row *was)
{
    struct node *node = is_there(app, was->node) ? was->node : was->next;
    int rows = level->view->rows(app, level);
    bool child = was->node != NULL;
    for (level->row = 0; level->row < rows; level->row++) {
        struct form_row row = form_row_at(app, level);
        if (child && node ? row.child == node : row.field == was->field && !row.child)
            return;
    }
    level->row = was->row < rows ? was->row : rows - 1;
}

static void restore_levels(struct app *app, const struct stay *stay, bool all)
{
    for (int i = 0; i < app->depth && i < stay->depth; i++) {
        struct level *level = &app->levels[i];
        const struct stay_row *was = &stay->levels[i];
        if (!all && level->row != was->row)
            continue;
        if (level->view->place == IN_LIST && was->node)
            restore_list(app, level, was);
        else if (level->view == &view_form && was->field)
            restore_form(app, level, was);
    }
}

void stay_end(struct app *app, bool all)
{
    struct stay *stay = &app->stay;
    bool moved = app->grid.stage != stay->stage || app->grid.row != stay->row;
    if (stay->begun && stay->changed && app->open) {
        if (all || !moved) {
            restore_grid(app, stay);
            restore_details(app, stay);
        }
        restore_levels(app, stay, all);
        if (stay->gone && !app_has_node(app, stay->gone))
            people_tell(app, _("%s removed \"%.*s\""), people_author(app, stay->remover),
                SLICE_ARG(node_headline(stay->gone)));
    }
    stay->begun = false;
}
