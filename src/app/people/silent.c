/* A silent round on the screen: it is begun, and a line is typed for each note. */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/short_form.h"

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

/* Do several with ";" between make several notes? */
static bool is_list(enum node_kind kind)
{
    return kind != KIND_COUNT && kind != KIND_QUOTE && kind != KIND_NOTE;
}

static bool write_line(struct app *app, struct slice line, struct buf *why)
{
    enum node_kind kind = round_kind_of_notes(&app->rounds->typed);
    struct buf item = BUF_INIT;
    if (!is_list(kind))
        return rounds_write(app, line, why);
    bool good = short_list_read(kind, line, &item);
    if (!good)
        buf_add_slice(why, buf_slice(&item));
    while (good && short_list_next(kind, &line, &item))
        good = rounds_write(app, buf_slice(&item), why);
    buf_release(&item);
    return good;
}

/* Where the line is more than a name, how it is understood. */
static void preview(void *context, struct slice text, struct buf *message)
{
    struct app *app = context;
    struct buf *hint = &app->prompt.hint, aim = BUF_INIT;
    enum node_kind kind = round_kind_of_notes(&app->rounds->typed);
    (void)message;
    buf_clear(hint);
    if (is_list(kind) && text_trim(text).len)
        short_list_read(kind, text, hint);
    if (hint->len)
        return;
    round_add_aim(&app->rounds->typed, &aim);
    buf_addf(
        hint, _("one note a line, an empty line ends: %s; nobody sees the notes yet"), aim.data);
    buf_release(&aim);
}

static bool take_note(struct app *app, struct slice text, struct buf *message)
{
    struct slice line;
    if (!text_trim(text).len)
        return true;
    if (command_in_text(app, text, message))
        return false;
    while (slice_next_line(&text, &line))
        if (text_trim(line).len && !write_line(app, line, message))
            return false;
    if (rounds_kind(app) == ROUND_SILENT && round_runs(app))
        round_ask(app);
    return true;
}

void round_ask(struct app *app)
{
    struct round *typed = &app->rounds->typed;
    if (app->asking)
        return;
    *typed = app->rounds->now;
    app_ask_on(app, _("Note"), HISTORY_TEXTS, SLICE(""),
        &(struct ask){ .done = take_note, .field = typed->list });
    app->prompt.multiline = true;
    app->prompt.complete = is_list(round_kind_of_notes(typed)) ? complete_headline : NULL;
    app->prompt.check = preview;
    preview(app, SLICE_NONE, NULL);
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
