#include "app/views/aside.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"

enum { PATIENCE = 1000, LOOK = 200 /* ms */ };

struct aside {
    const struct aside_kind *kind;
    struct beside *beside;
    char *path;
    int64_t began; /* ms */
    unsigned said; /* number of the message */
};

bool aside_is_busy(const struct app *app, struct buf *why)
{
    if (app->aside)
        app->aside->kind->add_busy(app->aside->path, why);
    return app->aside;
}

/* False, with the reason: it failed. */
static bool end(struct app *app, bool late, struct buf *why)
{
    struct aside *aside = app->aside;
    struct diags diags = DIAGS_INIT;
    enum status status = beside_end(aside->beside, &diags);
    app->aside = NULL;
    bool good = aside->kind->over(app, aside->path, late, status, &diags, why);
    diags_release(&diags);
    free(aside->path);
    free(aside);
    return good;
}

static void say_running(struct app *app)
{
    struct aside *aside = app->aside;
    int seconds = (int)((clock_ms() - aside->began) / 1000);
    aside->said = aside->kind->say_running(app, aside->path, seconds);
}

bool aside_begin(struct app *app, const struct aside_kind *kind, const char *path, bool here,
    const struct beside_work *work, struct buf *why)
{
    struct aside *aside = mem_zalloc(sizeof *aside);
    app->aside = aside;
    aside->kind = kind;
    aside->began = clock_ms();
    aside->path = mem_copy_string(path);
    if (!here)
        session_flush(&app->session); /* no thread is at work any more */
    aside->beside = beside_start(here, work);
    if (beside_is_over_in(aside->beside, PATIENCE))
        return end(app, false, why);
    say_running(app);
    return true;
}

int aside_wait(const struct app *app)
{
    return app->aside ? LOOK : -1;
}

void aside_look(struct app *app)
{
    struct messages *messages = &app->messages;
    struct buf why = BUF_INIT;
    if (!app->aside)
        return;
    if (beside_is_over_in(app->aside->beside, 0)) {
        if (!end(app, true, &why))
            app_say(app, SAY_ERROR, "%s", why.data);
    } else if (!messages->count || messages_drop(messages, app->aside->said)) {
        say_running(app);
    }
    buf_release(&why);
}

bool aside_stop(struct app *app)
{
    if (!app->aside)
        return false;
    struct buf why = BUF_INIT;
    const struct aside_kind *kind = app->aside->kind;
    char *path = mem_copy_string(app->aside->path);
    beside_stop(app->aside->beside);
    if (!end(app, true, &why))
        kind->say_stopped(app, path);
    free(path);
    buf_release(&why);
    return true;
}

void aside_end(struct app *app)
{
    struct aside *aside = app->aside;
    struct diags diags = DIAGS_INIT;
    if (!aside)
        return;
    if (!aside->kind->lasts)
        beside_stop(aside->beside);
    beside_end(aside->beside, &diags);
    diags_release(&diags);
    free(aside->path);
    free(aside);
    app->aside = NULL;
}
