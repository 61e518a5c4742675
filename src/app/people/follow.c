/* This screen goes where another's cursor goes. */
#include <stdio.h>
#include <string.h>

#include "app/core/state.h"
#include "app/people/people.h"
#include "base/i18n.h"

void follow_start(struct app *app, const struct participant *who)
{
    struct people *people = app->people;
    snprintf(people->followed, sizeof people->followed, "%s", who->token);
    people->follows_lead = who->flags & PARTICIPANT_LEADS;
    app->depth = 1;
    app_say(app, SAY_DONE, _("the screen follows %s; F ends this"), who->name);
    follow_now(app);
}

void follow_end(struct app *app)
{
    const struct participant *who = people_find(app, app->people->followed);
    app->people->followed[0] = '\0';
    if (messages_only(&app->messages, SAY_PRESENCE))
        app_say(app, SAY_DONE, _("the screen no longer follows %s"), who ? who->name : "?");
}

static void show(struct app *app, const struct participant *who)
{
    const struct view *view = people_view(app, who->view);
    struct node *node = map_find(&app->session.map, slice_of(who->node));
    if (view && view != app_main_view(app))
        app_show(app, view);
    if (node && app_selected(app) != node)
        level_reveal(app, &app->levels[0], node);
}

/* The lead went on to another. */
static const struct participant *followed(struct app *app)
{
    struct people *people = app->people;
    const struct participant *who = people_find(app, people->followed);
    const struct participant *leader = people->follows_lead ? people_leader(app) : NULL;
    if (!leader || leader->own || leader == who)
        return who;
    snprintf(people->followed, sizeof people->followed, "%s", leader->token);
    app_say(app, SAY_TOLD, _("%s leads now; the screen follows"), leader->name);
    return leader;
}

void follow_now(struct app *app)
{
    if (!*app->people->followed)
        return;
    const struct participant *who = followed(app);
    if (!who) {
        app->people->followed[0] = '\0';
        app_say(app, SAY_TOLD, _("the person whom the screen followed has left"));
    } else if (!app->asking && app->depth == 1) {
        show(app, who);
    }
}
