/* The guide on the screen: when it comes and goes, and how it keeps pace with the map. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "app/guide_pane.h"

#include <stdlib.h>

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
    app->guide = pane;
    guide_pane_saw(app);
    return pane;
}

bool guide_pane_open(struct app *app)
{
    if (app_only_watches(app) || (!app->guide && !begin(app)))
        return false;
    app_show(app, &view_grid);
    app_push(app, &view_guide, NULL);
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
    guide_free(pane->engine);
    free(pane);
    app->guide = NULL;
}

void guide_pane_saw(struct app *app)
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
    guide_pane_saw(app);
}

static void leave(struct app *app)
{
    struct guide_pane *pane = app->guide;
    if (!pane->entered)
        return;
    pane->entered = pane->silent = false;
    guide_leave(pane->engine);
    guide_pane_saw(app);
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
    bool alone = session_people(&app->session)->count <= 1;
    if (alone && app->session.path && app->session.stamp.size <= SAVE_AT_ONCE)
        app_rested(app);
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
        if (app->levels[i].view == &view_guide)
            return true;
    return false;
}

/* The grid's cursor stands on what is asked about, and the curve is whose feelings are asked. */
static void follow(struct app *app, const struct guide_question *question)
{
    app->grid.in_detail = false;
    if (question->node && app_has_node(app, question->node))
        app_reveal(app, question->node);
    if (question->persona && app->persona != question->persona)
        app_show_persona(app, question->persona);
    else if (!question->persona && app->persona)
        app_usual_persona(app);
}

static bool same_question(const struct guide_question *a, const struct guide_question *b)
{
    return a->node == b->node && a->field == b->field && a->persona == b->persona;
}

/* The line that is open belongs to another question, or something lies over the pane. */
static void check_line(struct app *app, bool on_top)
{
    struct guide_question question;
    if (!app->asking || !app->prompt.in_view)
        return;
    guide_question(app->guide->engine, &question);
    if (!on_top || !same_question(&question, &app->guide->asked))
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
        buf_adds(&text, text.len ? "; " : "");
        size_t start = text.len;
        guide_add_passed_over(pane->engine, &text);
        if (scored && !pane->scored)
            buf_addf(&text, "%s%s", text.len > start ? "; " : "",
                _("all is scored: look where the curve is high and low, and how it ends"));
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
    if (other)
        pane->top = pane->sign = 0;
    if (other && app->levels[0].view == &view_grid)
        follow(app, &question);
    if (other && pane->asked.node)
        guide_pane_save(app);
    pane->asked = question;
    if (open && other)
        say_passed_over(app);
    if (open && !app->asking && (question.form != ANSWER_KEY || pane->typing))
        guide_open_line(app, &question);
}

void guide_pane_settle(struct app *app)
{
    struct guide_pane *pane = app->guide;
    bool on_top = app_top(app)->view == &view_guide;
    if (!pane)
        return;
    bool changed = pane->revision != app->session.map.revision;
    if (changed)
        guide_changed(pane->engine);
    guide_pane_saw(app);
    if (changed && pane->entered)
        guide_pane_save(app);
    check_line(app, on_top);
    if (!is_shown(app)) {
        leave(app);
        return;
    }
    if (!pane->entered) {
        guide_enter(pane->engine);
        pane->noted = clock_now(app->session.clock);
    }
    pane->entered = true;
    guide_pane_saw(app);
    if (on_top)
        ask(app);
}

unsigned guide_pane_place(const struct app *app)
{
    const struct guide_pane *pane = app->guide;
    struct guide_question question;
    bool open = guide_question(pane->engine, &question);
    unsigned scroll = !open || question.form == ANSWER_PICK ? IN_SCROLL : 0;
    return scroll | (app->asking ? IN_ANSWER : open ? IN_GUIDE : IN_END);
}

/* Where a line was asked for instead of a key, Esc goes back to the keys. */
void guide_pane_give_up(struct app *app)
{
    bool was_asked_for = app->guide->typing;
    guide_close_line(app);
    if (!was_asked_for) {
        app_pop(app);
        app_message(app, "%s", _("g goes on with the guide"));
    }
    guide_pane_settle(app);
}
