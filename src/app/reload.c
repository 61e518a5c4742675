/* A map that is only watched is read anew, and all that is shown stays where it is. */
#include <config.h>

#include "app/conductor.h"
#include "app/grid/grid.h"
#include "base/mem.h"

#include <stdlib.h>

/* A level with the id of its node, and of the one in its row. */
struct kept_level {
    struct level level;
    char *node, *selected;
};

struct kept {
    struct kept_level levels[LEVELS_MAX];
    int depth;
    struct grid_state grid;
    char *stage, *touchpoint, *detail, *persona;
    bool overlay;
};

static char *id_of(const struct node *node)
{
    return node && node->id ? mem_copy_string(node->id) : NULL;
}

static struct node *find(const struct app *app, const char *id)
{
    return id ? map_find(&app->session.map, slice_of(id)) : NULL;
}

static void keep(struct app *app, struct kept *kept)
{
    *kept = (struct kept){ .depth = app->depth, .grid = *app->grid, .overlay = app->overlay };
    for (int i = 0; i < app->depth; i++) {
        struct level *level = &app->levels[i];
        kept->levels[i].level = *level;
        kept->levels[i].node = id_of(level->node);
        if (level->view->context == IN_LIST)
            kept->levels[i].selected = id_of(level->view->selected(app, level));
    }
    kept->stage = id_of(grid_stage(app));
    kept->touchpoint = id_of(grid_touchpoint(app));
    kept->detail = app->grid->in_detail ? id_of(detail_node(app, app->grid->detail_row)) : NULL;
    kept->persona = id_of(app->persona);
}

static void release(struct kept *kept)
{
    for (int i = 0; i < kept->depth; i++) {
        free(kept->levels[i].node);
        free(kept->levels[i].selected);
    }
    free(kept->stage);
    free(kept->touchpoint);
    free(kept->detail);
    free(kept->persona);
}

static void restore_grid(struct app *app, const struct kept *kept)
{
    struct grid_state *grid = app->grid;
    struct node *touchpoint = find(app, kept->touchpoint), *stage = find(app, kept->stage);
    *grid = kept->grid;
    if (touchpoint || stage)
        grid_reveal(app, touchpoint ? touchpoint : stage);
    if (!touchpoint && stage)
        grid->row = kept->grid.row;
    grid_clamp(app);
    grid->in_detail = kept->grid.in_detail && detail_rows(app) > 0;
    struct node *detail = find(app, kept->detail);
    for (int row = 0; grid->in_detail && row < detail_rows(app); row++)
        if (detail_node(app, row) == detail)
            grid->detail_row = row;
}

/* Down to the first level whose node is no more. */
static void restore_levels(struct app *app, struct kept *kept)
{
    app->depth = 0;
    for (int i = 0; i < kept->depth; i++) {
        struct kept_level *was = &kept->levels[i];
        struct node *selected = find(app, was->selected);
        was->level.node = was->level.node == NULL ? NULL
                          : was->node             ? find(app, was->node)
                                                  : app->session.map.root;
        if (kept->levels[i].node && !was->level.node)
            break;
        app->levels[app->depth++] = was->level;
        if (selected)
            level_reveal(app, app_top(app), selected);
    }
}

void app_reload(struct app *app)
{
    struct diags diags = DIAGS_INIT;
    struct session opened;
    struct kept kept;
    if (session_open(&opened,
            &(struct session_options){ .path = app->session.path,
                .max_size = app->options.max_size,
                .clock = app->options.clock },
            &diags) != STATUS_OK) {
        session_keep(&app->session);
        app_report(app, &diags);
        return;
    }
    keep(app, &kept);
    app_use_session(app, &opened);
    restore_grid(app, &kept);
    restore_levels(app, &kept);
    struct node *persona = find(app, kept.persona);
    if (persona)
        app_show_persona(app, persona);
    appear(app);
    release(&kept);
    diags_release(&diags);
}
