/* A map that is only watched is read anew, and all that is shown stays where it is. */
#include "app/conductor.h"
#include "app/cursor_keep.h"
#include "app/grid/grid.h"

/* What is shown, with the nodes of the map that is read. */
struct shown {
    struct level levels[LEVELS_MAX];
    int depth;
    struct grid_state grid;
    struct node *persona;
};

/* Down to the first level whose node is no more. */
static struct shown take_over(struct app *app, const struct map *map)
{
    struct shown shown = { .grid = *app->grid, .persona = cursor_keep_twin(map, app->persona) };
    for (; shown.depth < app->depth; shown.depth++) {
        struct level *level = &shown.levels[shown.depth];
        *level = app->levels[shown.depth];
        level->node = cursor_keep_twin(map, level->node);
        if (!level->node && app->levels[shown.depth].node)
            break;
    }
    return shown;
}

void app_reload(struct app *app)
{
    struct diags diags = DIAGS_INIT;
    struct session opened;
    struct session_options options = { .path = app->session.path,
        .max_size = app->options.max_size,
        .system = app->options.system,
        .clock = app->options.clock };
    if (session_open(&opened, &options, &diags) != STATUS_OK) {
        session_keep(&app->session);
        app_report(app, &diags);
        return;
    }
    cursor_keep_begin(app);
    cursor_keep_take_over(app, &opened.map);
    struct shown shown = take_over(app, &opened.map);
    app_use_session(app, &opened);
    *app->grid = shown.grid;
    app->depth = shown.depth;
    memcpy(app->levels, shown.levels, sizeof shown.levels);
    cursor_keep_end(app, true);
    if (shown.persona)
        app_show_persona(app, shown.persona);
    appear(app);
    diags_release(&diags);
}
