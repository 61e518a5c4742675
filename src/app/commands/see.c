/* Commands that change what is shown. */
#include "app/grid/grid.h"
#include "base/i18n.h"

RUN(view_before)
{
    app_show(app, app->view_before ? app->view_before : view_of(app, IN_GRID));
}

static void announce_before(struct app *app, struct buf *out)
{
    (void)app;
    buf_adds(out, _("v before"));
}

RUN(facts)
{
    app->depth = 1;
    app_push(app, view_of(app, IN_FORM), app->session.map.root);
}

/* A count is how many columns are to be wide. */
RUN(zoom)
{
    static const char *const words[ZOOM_COUNT] = {
        N_("zoom: as many columns with names as fit"),
        N_("zoom: the stage of the cursor"),
        N_("zoom: all stages, scores only"),
    };
    struct grid_state *grid = app->grid;
    int count = app->typed.count;
    grid->zoom = count || grid->wide_wanted ? ZOOM_FIT : (grid->zoom + 1) % ZOOM_COUNT;
    grid->wide_wanted = count;
    if (!count)
        app_say(app, SAY_DONE, "%s", _(words[grid->zoom]));
}

/* clang-format off */
const struct command see_commands[] = {
    { .name = "view", .keys = { K_PAIR('v', 'v') }, .contexts = IN_MAP, .section = SECTION_SEE,
      .hint = N_("view"), .help = N_("the view before this one"), .announce = announce_before,
      .run = run_view_before },
    { .name = "facts", .keys = { K_F8, K_PAIR('v', 'f') }, .contexts = IN_MAP | IN_TALK, .section = SECTION_SEE,
      .help = N_("show the facts of the map: title, goal, owner ..."), .run = run_facts },
    { .name = "zoom", .keys = { 'z' }, .contexts = IN_GRID | IN_DETAIL, .section = SECTION_SEE,
      .hint = N_("zoom"), .counts = true,
      .help = N_("show one stage with its texts, then all stages without, then as many as fit; "
                 "3z shows three"), .run = run_zoom },
    { .help = NULL },
};
/* clang-format on */
