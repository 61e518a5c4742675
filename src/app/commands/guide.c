/* Commands of the guide. */
#include <config.h>

#include "app/commands/run.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "guide/dot.h"

enum { MORE_MINUTES = 5 };

RUN(guide)
{
    (void)self, (void)forced;
    struct buf why = BUF_INIT;
    if (!guide_pane_open(app))
        return;
    if (argument.len && !guide_go(app->guide->engine, argument, &why))
        app_error(app, "%s", why.data);
    guide_mark_seen(app);
    buf_release(&why);
}

/* What was said of the last answer is no longer of this question. */
static struct guide *engine_of(struct app *app)
{
    buf_clear(&app->guide->note);
    app->guide->sign = 0;
    return app->guide->engine;
}

RUN(guide_answer)
{
    (void)self, (void)argument, (void)forced;
    if (app->asking)
        app_prompt_accept(app);
}

RUN(guide_skip)
{
    (void)self, (void)argument, (void)forced;
    if (guide_pane_too_late(app))
        return;
    guide_skip(engine_of(app));
    guide_mark_seen(app);
}

RUN(guide_back)
{
    (void)self, (void)argument, (void)forced;
    if (!guide_back(engine_of(app)))
        app_message(app, "%s", _("this is the first question"));
    guide_mark_seen(app);
}

RUN(guide_unknown)
{
    (void)self, (void)argument, (void)forced;
    if (guide_pane_too_late(app))
        return;
    guide_unknown(engine_of(app));
    guide_mark_seen(app);
    guide_pane_save(app);
}

/* A plus that was typed without shift, as in the grid, must not score all the rest. */
RUN(guide_rest)
{
    (void)self, (void)argument, (void)forced;
    struct buf message = BUF_INIT;
    if (guide_pane_too_late(app))
        return;
    if (app->guide->asked.field == TOUCHPOINT_EMOTION) {
        engine_of(app);
        app->guide->sign = '+';
        return;
    }
    bool good = guide_rest(engine_of(app), SLICE(""), &message);
    guide_mark_seen(app);
    guide_pane_say(app, !good, buf_slice(&message));
    guide_pane_save(app);
    buf_release(&message);
}

RUN(guide_line)
{
    (void)self, (void)argument, (void)forced;
    struct guide_question question;
    app->guide->typing = true;
    guide_question(app->guide->engine, &question);
    guide_open_line(app, &question);
    if (!app->prompt.text.len)
        buf_add_char(&app->prompt.text, '.');
    app->prompt.cursor = app->prompt.text.len;
}

RUN(guide_explain)
{
    (void)self, (void)argument, (void)forced;
    app_push(app, &view_explanation, NULL);
}

RUN(guide_agenda)
{
    (void)self, (void)argument, (void)forced;
    guide_show_agenda(app);
}

/* The time is another's: says so. */
static bool another_keeps_time(struct app *app)
{
    const struct guide_pane *pane = app->guide;
    if (!guide_follows(pane->engine))
        return false;
    app_error(app, _("%s keeps the time"), *pane->keeper ? pane->keeper : _("another"));
    return true;
}

RUN(guide_pause)
{
    (void)self, (void)argument, (void)forced;
    if (another_keeps_time(app))
        return;
    struct guide *engine = engine_of(app);
    bool paused = !guide_current_step(engine).paused;
    guide_pause(engine, paused);
    guide_mark_seen(app);
    guide_pane_say(app, false,
        slice_of(paused ? _("the clock stands; F10 lets it go on") : _("the clock goes on")));
}

RUN(guide_more)
{
    (void)self, (void)argument, (void)forced;
    if (another_keeps_time(app))
        return;
    guide_add_minutes(engine_of(app), MORE_MINUTES);
    guide_mark_seen(app);
}

RUN(guide_silent)
{
    (void)argument, (void)forced;
    struct guide *engine = engine_of(app);
    if (session_folder(&app->session)) {
        run_silent(app, self, SLICE_NONE, false);
        return;
    }
    guide_silent(engine);
    app->guide->silent = guide_silent_left(engine) > 0;
}

RUN(guide_leave)
{
    (void)self, (void)argument, (void)forced;
    app_pop(app);
    app_message(app, "%s", _("g goes on with the guide"));
}
