/* How questions are answered in a line; one_key.c is about those that a key answers. */
#include "app/core/ask.h"
#include "app/core/command.h"
#include "app/guide/pane.h"
#include "app/people/rounds.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "guide/dot.h"

/* --- texts that were begun --- */

struct draft *guide_draft(struct guide_pane *pane, const struct guide_question *question)
{
    for (size_t i = 0; i < pane->draft_count; i++) {
        struct draft *draft = &pane->drafts[i];
        if (draft->node == question->node && draft->field == question->field &&
            draft->persona == question->persona)
            return draft;
    }
    return NULL;
}

static void drop_draft(struct guide_pane *pane, struct draft *draft)
{
    buf_release(&draft->text);
    *draft = pane->drafts[--pane->draft_count];
}

void guide_keep_text(struct guide_pane *pane, struct slice text, size_t cursor)
{
    if (!text_trim(text).len)
        return;
    MEM_GROW(pane->drafts, pane->draft_count + 1, pane->draft_cap);
    struct draft *draft = &pane->drafts[pane->draft_count++];
    *draft = (struct draft){ pane->asked.node, pane->asked.persona, pane->asked.field, BUF_INIT,
        cursor };
    buf_add_slice(&draft->text, text);
}

static void set_line(struct prompt *prompt, struct slice text, size_t cursor)
{
    buf_clear(&prompt->text);
    buf_add_slice(&prompt->text, text);
    prompt->cursor = cursor;
}

static void restore_draft(struct guide_pane *pane, struct prompt *prompt)
{
    struct draft *draft = guide_draft(pane, &pane->asked);
    if (!draft)
        return;
    set_line(prompt, buf_slice(&draft->text), draft->cursor);
    drop_draft(pane, draft);
}

/* --- answering --- */

/* The guide's own messages stand under the answer. */
bool guide_take(struct app *app, struct slice text)
{
    struct guide_pane *pane = app->guide;
    struct buf message = BUF_INIT;
    bool taken = guide_answer(pane->engine, text, &message) != ANSWER_REFUSED;
    guide_mark_seen(app);
    guide_pane_say(app, !taken, buf_slice(&message));
    buf_release(&message);
    return taken;
}

/* A line of a pasted list is an item each; what is refused stays, with all behind it. */
static bool take_lines(struct app *app, struct slice text, struct slice *rest)
{
    bool good = true;
    struct slice line;
    undo_begin(&app->session.undo);
    *rest = text;
    while (good && slice_next_line(&text, &line)) {
        line = text_trim(line);
        good = !line.len || guide_take(app, line);
        if (good)
            *rest = text;
    }
    undo_end(&app->session.undo);
    return good;
}

static bool answer_lines(struct app *app, struct slice text)
{
    struct slice rest;
    bool good = take_lines(app, text, &rest);
    guide_pane_save(app);
    if (!good && rest.data != text.data) {
        guide_open_line(app, &app->guide->asked);
        set_line(&app->prompt, rest, rest.len);
        return true;
    }
    return good;
}

void guide_silent_round(struct app *app)
{
    const struct guide_pane *pane = app->guide;
    struct round round = {
        .kind = ROUND_SILENT, .node = app->session.map.root, .list = MAP_PARKING
    };
    struct guide_question question;
    bool asks = pane && pane->entered && guide_question(pane->engine, &question);
    if (asks && !session_folder(&app->session)) {
        quiet_time(app);
        return;
    }
    if (asks && question.form == ANSWER_LIST && field_def(question.field)->label) {
        round.node = question.node;
        round.list = question.field;
    }
    if (app->asking && app->prompt.in_view)
        guide_close_line(app);
    silent_round_open(app, &round);
}

static bool use_dot(struct app *app, enum dot dot)
{
    switch (dot) {
    case DOT_REFUSED:
        return false;
    case DOT_HELP:
        guide_show_help(app);
        break;
    case DOT_EXPLAIN:
        guide_show_explanation(app);
        break;
    case DOT_AGENDA:
        guide_show_agenda(app);
        break;
    case DOT_SILENT:
        guide_silent_round(app);
        break;
    case DOT_SHOW:
    case DOT_QUIT:
        guide_to_map(app);
        break;
    default:
        guide_pane_save(app);
    }
    return true;
}

static bool answered(struct app *app, struct slice text, struct buf *message)
{
    struct guide_pane *pane = app->guide;
    struct slice line = text;
    bool good;
    if (!text_trim(text).len && guide_pane_too_late(app))
        return false;
    if (command_in_text(app, text, message))
        return false;
    buf_clear(&pane->note);
    if (pane->asked.form == ANSWER_LIST && memchr(text.data, '\n', text.len)) {
        good = answer_lines(app, text);
    } else {
        enum dot dot = dot_run(pane->engine, &line, message);
        guide_mark_seen(app);
        if (dot != DOT_NONE)
            guide_pane_say(app, false, buf_slice(message));
        good = dot != DOT_NONE ? use_dot(app, dot) : guide_take(app, line);
        if (good && dot == DOT_NONE)
            guide_pane_save(app);
    }
    pane->understood = false;
    if (good)
        pane->typing = pane->strayed = false;
    else if (!message->len)
        buf_add_slice(message, buf_slice(&pane->note));
    return good;
}

/* --- the line --- */

/* Says while typing what the answer would be, or what a dot command does. */
static void check(void *context, struct slice text, struct buf *message)
{
    struct app *app = context;
    struct guide_pane *pane = app->guide;
    const struct dot_command *dot = dot_of(text);
    buf_clear(&pane->note);
    pane->understood = true;
    if (dot)
        buf_addf(message, ".%s%s%s: %s", dot->name, dot->argument ? " " : "",
            dot->argument ? dot->argument : "", _(dot->help));
    else if (text_trim(text).len && !dot_is(text) && !memchr(text.data, '\n', text.len))
        pane->understood = guide_preview(pane->engine, text, message);
}

static void add_completion(void *context, struct slice text)
{
    completions_add(context, text);
}

static void complete(void *context, struct slice before, struct completions *out)
{
    const struct app *app = context;
    out->start = dot_complete(
        app->guide->engine, before, &(struct completer){ add_completion, out });
}

const struct prompt *guide_typed_line(const struct app *app)
{
    if (app->asking && app->prompt.in_view)
        return &app->prompt;
    return app->holding && app->held.in_view ? &app->held : NULL;
}

void guide_open_line(struct app *app, const struct guide_question *question)
{
    struct guide_pane *pane = app->guide;
    guide_forget_begun(pane);
    /* What is there stands above the line, not in it: typing replaces it in both front ends. */
    app_ask_on(app, "", HISTORY_ANSWERS, SLICE(""), &(struct ask){ .done = answered });
    app->prompt.in_view = true;
    app->prompt.multiline = question->form == ANSWER_LIST;
    app->prompt.complete = complete;
    app->prompt.check = check;
    pane->asked = *question;
    pane->understood = true;
    restore_draft(pane, &app->prompt);
}

void guide_close_line(struct app *app)
{
    struct slice text = buf_slice(&app->prompt.text);
    if (!slice_equal(text, buf_slice(&app->prompt.initial)))
        guide_keep_text(app->guide, text, app->prompt.cursor);
    completions_clear(&app->prompt.shown);
    app->guide->typing = app->guide->strayed = false;
    app->asking = false;
}
