/* Commands that change what is shown. */
#include "app/core/state.h"
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

/* clang-format off */
const struct command see_commands[] = {
    { .name = "view", .keys = { K_PAIR('v', 'v') }, .contexts = IN_MAP, .section = SECTION_SEE,
      .hint = N_("view"), .help = N_("the view before this one"), .announce = announce_before,
      .run = run_view_before },
    { .name = "facts", .keys = { K_F8, K_PAIR('v', 'f') }, .contexts = IN_MAP | IN_TALK, .section = SECTION_SEE,
      .help = N_("show the facts of the map: title, goal, owner ..."), .run = run_facts },
    { .help = NULL },
};
/* clang-format on */
