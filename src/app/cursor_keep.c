#include "app/cursor_keep.h"

#include "app/grid/grid.h"
#include "app/people/people.h"
#include "app/views/form.h"
#include "base/i18n.h"

/* --- where everything is --- */

static void note_grid(struct app *app, struct cursor_keep *keep)
{
    const struct grid_state *grid = app->grid;
    struct node *root = app->session.map.root, *stage = grid_stage(app);
    keep->stage = grid->stage;
    keep->row = grid->row;
    keep->stages.node = stage;
    keep->stages.next = node_child(root, MAP_STAGES, grid->stage + 1);
    keep->first_stage = node_child(root, MAP_STAGES, grid->first_stage);
    keep->touchpoints.node = grid_touchpoint(app);
    if (stage && grid->row >= 0)
        keep->touchpoints.next = node_child(stage, STAGE_TOUCHPOINTS, (size_t)grid->row + 1);
    size_t first = (size_t)*grid_first_row(app->grid, grid->stage);
    if (stage && first > 0)
        keep->first_row = node_child(stage, STAGE_TOUCHPOINTS, first);
    if (!grid->in_detail)
        return;
    keep->details.row = grid->detail_row;
    keep->details.node = detail_node(app, grid->detail_row);
    keep->details.next = detail_node(app, grid->detail_row + 1);
}

static void note_level(struct app *app, struct level *level, struct kept_row *row)
{
    struct level below = *level;
    below.row++;
    *row = (struct kept_row){ .row = level->row, .top = level->top };
    if (level->view->context == IN_LIST) {
        row->node = level->view->selected(app, level);
        row->next = level->view->selected(app, &below);
    } else if (level->view->context == IN_FORM) {
        row->node = form_row_at(app, level).child;
        row->field = form_row_at(app, level).field;
        row->next = form_row_at(app, &below).child;
    }
}

void cursor_keep_begin(struct app *app)
{
    struct cursor_keep *keep = app->keep;
    *keep = (struct cursor_keep){ .begun = app->open, .depth = app->depth };
    if (!app->open)
        return;
    note_grid(app, keep);
    for (int i = 0; i < app->depth; i++)
        note_level(app, &app->levels[i], &keep->levels[i]);
    keep->under = app_selected(app);
    if (!keep->under)
        keep->under = app_top(app)->node;
}

/* --- what happens --- */

static bool is_below(const struct node *node, const struct node *above)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

bool cursor_keep_see(struct app *app, const struct edit *edit)
{
    struct cursor_keep *keep = app->keep;
    bool others = edit->author != AUTHOR_SELF || app->others_act;
    if (!others || !keep->begun)
        return others;
    keep->changed = true;
    if (edit->op == EDIT_REMOVE && keep->under && is_below(keep->under, edit->node)) {
        keep->gone = edit->node;
        keep->remover = app->session.outside ? AUTHOR_SELF : edit->author;
    }
    return true;
}

/* --- going there again --- */

static bool is_there(const struct app *app, const struct node *node)
{
    return node && app_has_node(app, node);
}

/* What the row has, else what was below it; NULL: neither is there. */
static struct node *still_there(const struct app *app, const struct kept_row *row)
{
    return is_there(app, row->node) ? row->node : is_there(app, row->next) ? row->next : NULL;
}

static void restore_first(struct app *app, const struct cursor_keep *keep)
{
    struct grid_state *grid = app->grid;
    if (is_there(app, keep->first_stage))
        grid->first_stage = node_index(keep->first_stage);
    if (is_there(app, keep->first_row) && keep->first_row->parent == grid_stage(app))
        *grid_first_row(grid, grid->stage) = (int)node_index(keep->first_row);
}

static void restore_grid(struct app *app, const struct cursor_keep *keep)
{
    struct grid_state *grid = app->grid;
    struct node *touchpoint = still_there(app, &keep->touchpoints);
    struct node *stage = touchpoint ? touchpoint->parent : still_there(app, &keep->stages);
    if (stage)
        grid->stage = node_index(stage);
    if (touchpoint) {
        bool wanted = grid->wanted_row == grid->row || grid->wanted_row == keep->row;
        grid->row = (int)node_index(touchpoint);
        grid->wanted_row = wanted ? grid->row : grid->wanted_row;
    } else if (keep->row < 0 || stage != keep->stages.node) {
        grid->row = -1;
    }
    restore_first(app, keep);
    grid_clamp(app);
}

static void restore_details(struct app *app, const struct cursor_keep *keep)
{
    struct grid_state *grid = app->grid;
    int rows = detail_rows(app);
    int row = detail_row_of(app, keep->details.node);
    if (!grid->in_detail)
        return;
    if (row < 0)
        row = detail_row_of(app, keep->details.next);
    if (row < 0)
        row = grid->detail_row < rows ? grid->detail_row : rows - 1;
    grid->detail_row = row < 0 ? 0 : row;
    if (!detail_can_be_entered(app) ||
        (keep->touchpoints.node && !is_there(app, keep->touchpoints.node)))
        grid->in_detail = false;
}

static void restore_list(struct app *app, struct level *level, const struct kept_row *was)
{
    struct node *node = still_there(app, was);
    if (node)
        level_reveal(app, level, node);
    /* The picture stands still, but for a list that is shown from its begin. */
    int most = level->view->rows(app, level) - level->page;
    if (was->top > 0)
        level->top = was->top + level->row - was->row;
    if (level->top > most)
        level->top = most;
    if (level->top < 0)
        level->top = 0;
}

static void restore_form(struct app *app, struct level *level, const struct kept_row *was)
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

static void restore_levels(struct app *app, const struct cursor_keep *keep, bool all)
{
    for (int i = 0; i < app->depth && i < keep->depth; i++) {
        struct level *level = &app->levels[i];
        const struct kept_row *was = &keep->levels[i];
        if (!all && level->row != was->row)
            continue;
        if (level->view->context == IN_LIST && was->node)
            restore_list(app, level, was);
        else if (level->view->context == IN_FORM && was->field)
            restore_form(app, level, was);
    }
}

static void say_gone(struct app *app, const struct cursor_keep *keep)
{
    struct buf name = BUF_INIT;
    buf_add_slice(&name, node_headline(keep->gone));
    /* TRANSLATORS: 1: a person, 2: what was removed. */
    app_say(
        app, SAY_TOLD, _("%1$s removed \"%2$s\""), people_author(app, keep->remover), name.data);
    buf_release(&name);
}

void cursor_keep_end(struct app *app, bool all)
{
    struct cursor_keep *keep = app->keep;
    bool moved = app->grid->stage != keep->stage || app->grid->row != keep->row;
    if (keep->begun && keep->changed && app->open) {
        if (all || !moved) {
            restore_grid(app, keep);
            restore_details(app, keep);
        }
        restore_levels(app, keep, all);
        if (keep->gone && !app_has_node(app, keep->gone))
            say_gone(app, keep);
    }
    keep->begun = false;
}
