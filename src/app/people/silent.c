/* A silent round on the screen: it is begun, and a line is typed for each note. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "app/core/ask.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"

/* Another one than any that ran before. */
static void make_id(char id[ROUND_ID_MAX])
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    snprintf(id, ROUND_ID_MAX, "%llx%lx", (unsigned long long)time.tv_sec & 0xffffffff,
        ((unsigned long)time.tv_nsec >> 8) ^ ((unsigned long)getpid() & 0xffff));
}

bool rounds_can_keep(struct app *app)
{
    if (!session_folder(&app->session))
        app_say(app, SAY_ERROR,
            _("This map has no journal, so there can be no silent round and no vote"));
    return session_folder(&app->session);
}

void rounds_begin(struct app *app, struct round *round)
{
    struct buf value = BUF_INIT;
    make_id(round->id);
    round_add(round, &value);
    app->rounds->began_here = true;
    edit_set(&app->session.undo, app->session.map.root, MAP_ROUND, buf_slice(&value));
    rounds_update(app);
    buf_release(&value);
}

static bool round_runs(const struct app *app)
{
    struct round now;
    return round_read(&app->session.map, &now) && now.kind == ROUND_SILENT;
}

static bool take_note(struct app *app, struct slice text, struct buf *message)
{
    struct slice line;
    if (!text_trim(text).len)
        return true;
    if (command_in_text(app, text, message))
        return false;
    while (slice_next_line(&text, &line))
        if (text_trim(line).len && !rounds_write(app, line, message))
            return false;
    if (rounds_kind(app) == ROUND_SILENT && round_runs(app))
        round_ask(app);
    return true;
}

void round_ask(struct app *app)
{
    struct buf aim = BUF_INIT;
    if (app->asking)
        return;
    app->rounds->typed = app->rounds->now;
    round_add_aim(&app->rounds->now, &aim);
    app_ask_on(app, _("Note"), HISTORY_TEXTS, SLICE(""), &(struct ask){ .done = take_note });
    app->prompt.multiline = true;
    buf_addf(&app->prompt.hint,
        _("one note a line, an empty line ends: %s; nobody sees the notes yet"), aim.data);
    buf_release(&aim);
}

bool silent_round_open(struct app *app, struct round *wanted)
{
    if (!rounds_can_keep(app))
        return false;
    if (rounds_kind(app) == ROUND_VOTE) {
        app_say(app, SAY_ERROR, _("a vote is running; \":reveal\" or \":vote stop\" ends it"));
        return false;
    }
    if (rounds_kind(app) == ROUND_NONE)
        rounds_begin(app, wanted);
    app_push_once(app, view_of(app, IN_ROUND));
    round_ask(app);
    return true;
}
