/* The guide on the screen: when it comes and goes, and how it keeps pace with the map. */
#include "app/guide/pane.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/grid/grid.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { SAVE_AT_ONCE = 1024 * 1024 }; /* files up to so many bytes are saved with each answer */

/* --- life --- */

static struct guide_pane *begin(struct app *app)
{
    struct diags diags = DIAGS_INIT;
    struct guide *engine = guide_new(
        &app->session.undo, app->session.path, app->options.clock, &diags);
    if (app->session.path)
        diags_name_file(&diags, app->session.path);
    app_report(app, &diags);
    if (!engine)
        return NULL;
    struct guide_pane *pane = mem_zalloc(sizeof *pane);
    pane->engine = engine;
    buf_init(&pane->note);
    buf_init(&pane->stray);
    buf_init(&pane->begun);
    app->guide = pane;
    guide_mark_seen(app);
    return pane;
}

bool guide_pane_begin(struct app *app)
{
    return !app_only_watches(app) && (app->guide || begin(app));
}

bool guide_pane_open(struct app *app)
{
    if (!guide_pane_begin(app))
        return false;
    app_show(app, view_of(app, IN_GRID));
    app_push(app, view_of(app, IN_GUIDE), NULL);
    return true;
}

void guide_pane_free(struct app *app)
{
    struct guide_pane *pane = app->guide;
    if (!pane)
        return;
    for (size_t i = 0; i < pane->draft_count; i++)
        buf_release(&pane->drafts[i].text);
    free(pane->drafts);
    buf_release(&pane->note);
    buf_release(&pane->stray);
    buf_release(&pane->begun);
    guide_free(pane->engine);
    free(pane);
    app->guide = NULL;
}

void guide_mark_seen(struct app *app)
{
    app->guide->revision = app->session.map.revision;
}

void guide_pane_note(struct app *app)
{
    struct guide_pane *pane = app->guide;
    if (!pane || !pane->entered)
        return;
    guide_note(pane->engine);
    pane->noted = clock_now(app->session.clock);
    guide_mark_seen(app);
}

/* --- others --- */

enum { TOO_LATE_MS = 700 };

bool guide_pane_too_late(struct app *app)
{
    struct guide_pane *pane = app->guide;
    if (!pane->moved_at || clock_ms() - pane->moved_at >= TOO_LATE_MS)
        return false;
    app_say(app, SAY_DONE, _("The others just moved on to this question. Press the key again"));
    return true;
}

/* How good a reason one has to keep the time: to lead, or to keep it already. */
static int claim_of(const struct participant *who)
{
    bool has_guide = who->own || (who->flags & PARTICIPANT_GUIDE);
    if (!has_guide || (who->flags & PARTICIPANT_WATCHES))
        return 0;
    if (who->flags & PARTICIPANT_LEADS)
        return 3;
    return guide_is_clock(who->clock) ? 2 : 1;
}

/* Who keeps the time, as long as one has the guide open; NULL: oneself. */
static const struct participant *keeper_of(const struct app *app)
{
    const struct participants *people = session_people(&app->session);
    const struct participant *best = NULL;
    for (size_t i = 0; i < people->count; i++)
        if (claim_of(&people->items[i]) > (best ? claim_of(best) : 0))
            best = &people->items[i];
    return best && best->own ? NULL : best;
}

/* Whose clock it is: one keeps the time, the others show it. */
static void check_keeper(struct app *app)
{
    struct guide_pane *pane = app->guide;
    const struct participant *keeper = pane->entered ? keeper_of(app) : NULL;
    snprintf(pane->clock, sizeof pane->clock, "%s", keeper ? keeper->clock : "");
    snprintf(pane->keeper, sizeof pane->keeper, "%s", keeper ? keeper->name : "");
    guide_follow(pane->engine, keeper || session_watches(&app->session));
    guide_mark_seen(app);
}

void guide_pane_appear(const struct app *app, struct participant *self)
{
    const struct guide_pane *pane = app->guide;
    if (!pane || !pane->entered)
        return;
    self->flags |= PARTICIPANT_GUIDE;
    if (!guide_follows(pane->engine))
        guide_tell_clock(pane, self->clock, sizeof self->clock);
}

static bool others_are_here(const struct app *app)
{
    return session_people(&app->session)->count > 1;
}

static void leave(struct app *app)
{
    struct guide_pane *pane = app->guide;
    if (!pane->entered)
        return;
    pane->entered = false;
    app->rounds->quiet_until = 0;
    guide_leave(pane->engine);
    guide_mark_seen(app);
}

void guide_pane_leave(struct app *app)
{
    struct guide_pane *pane = app->guide;
    if (!pane)
        return;
    if (app->asking && app->prompt.in_view)
        guide_close_line(app);
    struct guide_question question;
    struct draft *draft = guide_question(pane->engine, &question) ? guide_draft(pane, &question)
                                                                  : NULL;
    if (draft && draft->text.data[0] != '.')
        guide_take(app, buf_slice(&draft->text));
    leave(app);
}

void guide_pane_save(struct app *app)
{
    /* With others the journal is enough until there is some rest. */
    if (!others_are_here(app) && app->session.path && app->session.stamp.size <= SAVE_AT_ONCE)
        app->save_due = true;
}

void guide_pane_say(struct app *app, bool error, struct slice text)
{
    struct guide_pane *pane = app->guide;
    buf_clear(&pane->note);
    buf_add_slice(&pane->note, text);
    pane->note_is_error = error;
}

/* --- keeping pace --- */

static bool is_shown(const struct app *app)
{
    for (int i = 0; i < app->depth; i++)
        if (app->levels[i].view->context == IN_GUIDE)
            return true;
    return false;
}

/* The grid's cursor stands on what is asked about, and the curve is whose feelings are asked. */
static void follow(struct app *app, const struct guide_question *question)
{
    app->grid->in_detail = false;
    if (question->node && app_has_node(app, question->node))
        grid_reveal(app, question->node);
    if (question->persona && app->persona != question->persona)
        app_show_persona(app, question->persona);
    else if (!question->persona && app->persona)
        app_usual_persona(app);
}

static bool same_question(const struct guide_question *a, const struct guide_question *b)
{
    return a->node == b->node && a->field == b->field && a->persona == b->persona;
}

/* What is typed is for the question it was begun for. */
static bool is_typing(const struct app *app)
{
    const struct prompt *line = guide_typed_line(app);
    return line && text_trim(buf_slice(&line->text)).len;
}

/* What it was for is no longer in the map: the text is kept all the same. */
static void park_typed(struct app *app)
{
    struct slice text = text_trim(buf_slice(&app->prompt.text));
    if (app_has_node(app, app->guide->asked.node) || !text.len)
        return;
    guide_park(app->guide->engine, text);
    buf_clear(&app->prompt.text);
    app->prompt.cursor = 0;
    app_say(app, SAY_ERROR,
        _("The item of this question was removed. Your text is in the parking lot (F7)"));
}

/* The line that is open belongs to another question, or something lies over the pane. */
static void check_line(struct app *app, bool on_top)
{
    struct guide_question question;
    if (!app->asking || !app->prompt.in_view)
        return;
    guide_question(app->guide->engine, &question);
    if (on_top && same_question(&question, &app->guide->asked))
        return;
    if (app->guide->asked.node)
        park_typed(app);
    guide_close_line(app);
}

/* A step that was done on the way is not asked about; the curve gets its moment all the same. */
static void say_passed_over(struct app *app)
{
    struct guide_pane *pane = app->guide;
    struct buf text = BUF_INIT;
    int step = guide_position(pane->engine);
    bool scored = guide_is_scored(pane->engine);
    buf_add_slice(&text, buf_slice(&pane->note));
    if (step != pane->step && pane->step) {
        buf_adds(&text, text.len ? ". " : "");
        size_t start = text.len;
        guide_add_passed_over(pane->engine, &text);
        if (scored && !pane->scored)
            buf_addf(&text, "%s%s", text.len > start ? ". " : "",
                _("All touchpoints are scored. Look at the high, the low and the end of the "
                  "curve"));
        if (text.len > start)
            guide_pane_say(app, false, buf_slice(&text));
    }
    pane->step = step;
    pane->scored = scored;
    buf_release(&text);
}

static void ask(struct app *app)
{
    struct guide_pane *pane = app->guide;
    struct guide_question question;
    bool open = guide_question(pane->engine, &question);
    bool other = !same_question(&question, &pane->asked);
    if (other) {
        pane->sign = 0;
        pane->top = pane->mark = 0;
        guide_keep_stray(app);
    }
    if (other && app_on_grid(app))
        follow(app, &question);
    if (other && pane->asked.node)
        guide_pane_save(app);
    pane->asked = question;
    if (open && other)
        say_passed_over(app);
    if (open && !app->asking && (question.form != ANSWER_KEY || pane->typing))
        guide_open_line(app, &question);
}

/* An open line is held while something is typed in it, unless a key went to another question. */
static void hold(struct app *app)
{
    struct guide_pane *pane = app->guide;
    struct guide_question question;
    bool held = is_typing(app) && guide_question(pane->engine, &question) &&
                same_question(&question, &pane->asked);
    guide_hold(pane->engine, held);
}

static void look(struct app *app)
{
    struct guide_pane *pane = app->guide;
    bool changed = pane->revision != app->session.map.revision;
    hold(app);
    guide_changed(pane->engine);
    if (others_are_here(app) && pane->entered)
        guide_tell_position(pane->engine);
    guide_mark_seen(app);
    if (changed && pane->entered)
        guide_pane_save(app);
}

static void settle(struct app *app)
{
    struct guide_pane *pane = app->guide;
    bool on_top = app_top(app)->view->context == IN_GUIDE;
    look(app);
    check_keeper(app);
    check_line(app, on_top);
    if (!is_shown(app)) {
        leave(app);
        return;
    }
    if (!pane->entered) {
        pane->entered = true;
        check_keeper(app);
        guide_enter(pane->engine);
        pane->noted = clock_now(app->session.clock);
        if (others_are_here(app))
            guide_tell_position(pane->engine);
    }
    guide_mark_seen(app);
    if (on_top)
        ask(app);
}

void guide_pane_settle(struct app *app, bool others)
{
    struct guide_pane *pane = app->guide;
    if (!pane)
        return;
    struct guide_question before = pane->asked;
    if (others) {
        guide_hold(pane->engine, is_typing(app));
        guide_changed(pane->engine);
        guide_mark_seen(app);
    }
    settle(app);
    if (others && !same_question(&before, &pane->asked))
        pane->moved_at = clock_ms();
}

unsigned guide_pane_context(const struct app *app, const struct level *level)
{
    (void)level;
    const struct guide_pane *pane = app->guide;
    struct guide_question question;
    bool open = guide_question(pane->engine, &question);
    unsigned scroll = !open || question.form == ANSWER_PICK ? IN_SCROLL : 0;
    return scroll | (app->asking ? IN_ANSWER : open ? IN_GUIDE : IN_END);
}

void guide_to_map(struct app *app)
{
    app_pop(app);
    app_say(app, SAY_DONE, _("i continues the guide"));
}

/* Where a line was asked for instead of a key, Esc goes back to the keys. */
void guide_pane_give_up(struct app *app)
{
    bool was_asked_for = app->guide->typing;
    if (app->guide->strayed) {
        buf_clear(&app->prompt.text);
        app_say(app, SAY_DONE, _("The text was dropped"));
    }
    guide_close_line(app);
    if (!was_asked_for)
        guide_to_map(app);
}
