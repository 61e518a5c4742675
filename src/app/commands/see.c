/* Commands that change what is shown. */
#include "app/core/state.h"
#include "base/i18n.h"

RUN(next_view)
{
    const struct view *const *view = app->views;
    while (*view != app_main_view(app))
        view++;
    app_show(app, view[1] && view[1]->command.name ? view[1] : app->views[0]);
}

RUN(facts)
{
    app->depth = 1;
    app_push(app, view_of(app, IN_FORM), app->session.map.root);
}

/* clang-format off */
const struct command see_commands[] = {
    { .name = "view", .keys = { 'v' }, .contexts = IN_MAP, .section = SECTION_SEE,
      .hint = N_("view"), .help = N_("the next view"), .run = run_next_view },
    { .name = "facts", .keys = { K_F8 }, .contexts = IN_MAP | IN_TALK, .section = SECTION_SEE,
      .help = N_("the facts of the map: title, goal, owner ..."), .run = run_facts },
    { .help = NULL },
};
/* clang-format on */
