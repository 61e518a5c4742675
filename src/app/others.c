/* What others do to the map, what is told of it, and what others see of us. A part of the
 * conductor. */
#include "app/app.h"
#include "app/conductor.h"
#include "app/core/ask.h"
#include "app/cursor_keep.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "app/people/bring_back.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "app/views/aside.h"
#include "app/views/sheet_photo.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/value_word.h"

static void overwritten(void *context, const struct edit *edit, const char *name)
{
    bring_back_note(context, edit, name);
}

static void parked(void *context, const struct edit *edit)
{
    struct app *app = context;
    const struct node *about = edit->op == EDIT_SET ? edit->node : edit->new_parent;
    app_say(app, SAY_LOST, _("Somebody removed \"%.*s\". Your text is in the parking lot (F7)"),
        SLICE_ARG(node_headline(about)));
}

static void merged(void *context, const struct conflicts *conflicts, size_t first)
{
    struct app *app = context;
    size_t count = conflicts->count - first;
    if (count)
        app_say(app, SAY_LOST,
            _n("another program changed the file; %zu conflict: see :conflicts",
                "another program changed the file; %zu conflicts: see :conflicts", count),
            count);
    else
        app_say(app, SAY_TOLD, _("another program changed the file; the changes were merged"));
}

static void said(void *context, bool error, const char *text)
{
    app_say(context, error ? SAY_JOURNAL : SAY_TOLD, "%s", text);
}

void session_opened(struct app *app)
{
    struct session *session = &app->session;
    session->listener = (struct session_listener){ overwritten, parked, merged, said, app };
    if (session->notice.len)
        app_say(app, SAY_DONE, "%s", session->notice.data);
    else if (session->conflicts.count)
        merged(app, &session->conflicts, 0);
    people_meet(app);
    appear(app);
    rounds_meet(app);
}

void appear(struct app *app)
{
    struct participant self = { 0 };
    if (!app->open || !app->session.share)
        return;
    const struct node *node = app_selected(app);
    /* The guide's question is about what the grid's cursor is on. */
    if (!node && app_on_grid(app))
        node = grid_subject(app);
    int votes;
    /* Where one stands while all vote would tell on what. */
    if (node && rounds_own_votes(app, node, &votes))
        node = NULL;
    people_add_self(app, node, &self);
    guide_pane_appear(app, &self);
    rounds_appear(app, &self);
    session_appear(&app->session, &self);
}

/* What rooms asked for is done: a map opened, the file saved. */
static void settle(struct app *app, bool others)
{
    open_asked(app);
    guide_pane_settle(app, others);
    if (app->save_due)
        app_rested(app);
    app->save_due = false;
}

int app_watch(const struct app *app)
{
    return app->open ? session_watch(&app->session) : -1;
}

int app_watch_wait(const struct app *app)
{
    int wait = app->open ? session_wait(&app->session) : -1, people = people_wait(app);
    return wait < 0 || (people >= 0 && people < wait) ? people : wait;
}

int app_watch_gap(const struct app *app)
{
    size_t count = app->open ? session_people(&app->session)->count : 0;
    return count > 1 ? (int)count : 0;
}

bool app_others(struct app *app)
{
    app->only_moved = false;
    if (!app->open)
        return false;
    bool was_said = people_wait(app) >= 0;
    cursor_keep_begin(app);
    app->others_act = true;
    bool news = session_update(&app->session);
    app->others_act = false;
    cursor_keep_end(app, true);
    if (news || people_wait(app) == 0)
        people_update(app);
    app->rounds->count_due = app->rounds->count_due || news;
    rounds_update(app);
    if (news)
        settle(app, true);
    appear(app);
    return news || (was_said && people_wait(app) < 0);
}

/* --- what is done here --- */

void before_key(struct app *app)
{
    if (people_others(app))
        cursor_keep_begin(app);
    people_before_key(app);
}

/* The edit that was not made outweighs what else the key said. */
static void say_refused(struct app *app)
{
    struct buf *refused = &app->session.undo.refused;
    if (refused->len)
        app_say(app, SAY_ERROR, "%s", refused->data);
    buf_clear(refused);
}

void after_key(struct app *app)
{
    say_refused(app);
    settle(app, false);
    cursor_keep_end(app, false);
    rounds_update(app);
    people_after_key(app);
    appear(app);
}

/* --- a line that is typed --- */

static const char *shown_value(enum field field, struct slice value, struct buf *out)
{
    value_add_shown(field, value, text_semicolon(), out);
    return out->data;
}

/* The text that is typed is left as it is. */
static void tell_prompt(
    struct app *app, struct prompt *prompt, const struct ask *ask, const struct edit *edit)
{
    struct buf value = BUF_INIT;
    bool same = edit->op == EDIT_SET && ask->node == edit->node && ask->field == edit->field;
    const char *name = people_author(app, edit->author);
    if (same) {
        buf_clear(&prompt->hint);
        buf_addf(&prompt->hint, _("Enter overwrites the text of %1$s: %2$s"), name,
            shown_value(ask->field, edit->after, &value));
    } else if (edit->op == EDIT_REMOVE && ask->node && !app_has_node(app, ask->node) &&
               node_up((struct node *)ask->node, edit->node->kind) == edit->node) {
        buf_clear(&prompt->hint);
        struct buf removed = BUF_INIT;
        buf_add_slice(&removed, node_headline(edit->node));
        /* TRANSLATORS: 1: a person, 2: what was removed. */
        buf_addf(&prompt->hint, _("Enter puts this into the parking lot: %1$s removed \"%2$s\""),
            name, removed.data);
        buf_release(&removed);
    }
    buf_release(&value);
}

void app_note_edit(struct app *app, const struct edit *edit)
{
    const struct level *top = app_top(app);
    if (edit->author == AUTHOR_SELF && !app->others_act)
        return;
    if (top->view->context == IN_CHOICE && edit->op == EDIT_SET && top->node == edit->node &&
        top->field == (enum field)edit->field)
        app_say(app, SAY_TOLD,
            _("%s changed this meanwhile; Enter overwrites that with your choice"),
            people_author(app, edit->author));
    if (app->asking && !app->prompt.in_view)
        tell_prompt(app, &app->prompt, &app->ask, edit);
    if (app->holding && !app->held.in_view)
        tell_prompt(app, &app->held, &app->held_ask, edit);
}

void app_pausing(struct app *app)
{
    if (app->open)
        session_flush(&app->session);
}

/* --- time --- */

int app_tick(const struct app *app)
{
    int seconds = app->too_small ? -1 : guide_pane_tick(app);
    int round = rounds_tick(app), box = seconds < 0 ? -1 : seconds * 1000;
    int beside = clock_soonest(aside_wait(app), sheet_photo_wait(app));
    return clock_soonest(clock_soonest(box, round), beside);
}

void app_ticked(struct app *app)
{
    app->only_moved = false;
    guide_pane_ticked(app);
    rounds_ticked(app);
    aside_look(app);
    sheet_photo_look(app);
    appear(app);
}
