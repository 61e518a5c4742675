/* What others do to the map, and what is told of it. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "app/grid.h"
#include "app/guide_pane.h"
#include "app/state.h"
#include "base/i18n.h"

static void overwritten(void *context, const struct edit *edit, const char *name)
{
    struct app *app = context;
    struct slice key = edit_key(edit);
    app_error(app, _("%s changed %.*s of \"%.*s\", which you had written"), name, SLICE_ARG(key),
        SLICE_ARG(node_headline(edit->node)));
}

static void parked(void *context, const struct edit *edit)
{
    struct app *app = context;
    const struct node *about = edit->op == EDIT_SET ? edit->node : edit->new_parent;
    app_error(app, _("\"%.*s\" was removed by another; what you wrote is in the parking lot (F7)"),
        SLICE_ARG(node_headline(about)));
}

static void merged(void *context, const struct conflicts *conflicts, size_t first)
{
    struct app *app = context;
    size_t count = conflicts->count - first;
    if (count)
        app_error(app,
            _n("another program changed the file; %zu conflict is in the parking lot (F7)",
                "another program changed the file; %zu conflicts are in the parking lot (F7)",
                count),
            count);
    else
        app_message(app, "%s", _("another program changed the file; that is merged"));
}

static void said(void *context, bool error, const char *text)
{
    struct app *app = context;
    if (error)
        app_error(app, "%s", text);
    else
        app_message(app, "%s", text);
}

void app_meet(struct app *app)
{
    struct session *session = &app->session;
    session->listener = (struct session_listener){ overwritten, parked, merged, said, app };
    if (session->notice.len)
        app_message(app, "%s", session->notice.data);
}

int app_watch(const struct app *app)
{
    return app->open ? session_watch(&app->session) : -1;
}

int app_watch_wait(const struct app *app)
{
    return app->open ? session_wait(&app->session) : -1;
}

int app_watch_gap(const struct app *app)
{
    size_t count = app->open ? session_people(&app->session)->count : 0;
    return count ? (int)count : 1;
}

bool app_others(struct app *app)
{
    if (!app->open)
        return false;
    uint32_t before = app->session.map.revision;
    bool news = session_look(&app->session);
    if (app->guide && app->session.map.revision != before)
        guide_pane_settle(app);
    return news;
}
