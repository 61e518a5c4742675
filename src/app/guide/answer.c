/* How questions are answered: in a line, or by one key. */
#include <ctype.h>

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

static void keep_draft(struct guide_pane *pane, const struct prompt *prompt)
{
    bool changed = !slice_equal(buf_slice(&prompt->text), buf_slice(&prompt->initial));
    if (!changed || !text_trim(buf_slice(&prompt->text)).len)
        return;
    MEM_GROW(pane->drafts, pane->draft_count + 1, pane->draft_cap);
    struct draft *draft = &pane->drafts[pane->draft_count++];
    *draft = (struct draft){ pane->asked.node, pane->asked.persona, pane->asked.field, BUF_INIT,
        prompt->cursor };
    buf_add_slice(&draft->text, buf_slice(&prompt->text));
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
        pane->typing = false;
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
    keep_draft(app->guide, &app->prompt);
    completions_clear(&app->prompt.shown);
    app->guide->typing = false;
    app->asking = false;
}

/* --- one key --- */

static bool answer_by_key(struct app *app, struct slice text)
{
    app->guide->sign = 0;
    if (!guide_take(app, text))
        return true;
    buf_clear(&app->guide->note); /* the key said it, and the map shows it */
    guide_pane_save(app);
    return true;
}

/* "-" or "+", and then 1 or 2; 0 at once. True where the key is part of that. */
static bool signed_emotion(struct app *app, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    char sign = pane->sign;
    if (pane->asked.field != TOUCHPOINT_EMOTION)
        return false;
    pane->sign = 0;
    if (code == '-' || code == '+')
        pane->sign = (char)code;
    else if (code == '0')
        return answer_by_key(app, SLICE("0"));
    else if (sign && (code == '1' || code == '2'))
        return answer_by_key(app, (struct slice){ (char[]){ sign, (char)code }, 2 });
    return pane->sign != 0;
}

static uint32_t small_letter(uint32_t code)
{
    return code < 128 ? (uint32_t)tolower((int)code) : code;
}

static uint32_t first_letter(struct slice label)
{
    return label.len ? small_letter(utf8_next(&label)) : 0;
}

static const struct guide_option *option_of(
    const struct guide_option *options, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (code < 128 && options[i].key[0] == (char)code && !options[i].key[1])
            return &options[i];
    return NULL;
}

/* Whoever types a word ("b2c") means all of it, not each of its letters. */
static bool begins_word(const struct guide_option *options, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (first_letter(options[i].label) == small_letter(code))
            return true;
    return false;
}

static bool open_word(struct app *app, const struct guide_question *question, uint32_t code)
{
    app->guide->typing = true;
    guide_open_line(app, question);
    if (app->prompt.text.len)
        return true; /* a text that was begun before */
    buf_add_codepoint(&app->prompt.text, code);
    app->prompt.cursor = app->prompt.text.len;
    return true;
}

/* --- a text where a key answers --- */

enum { STRAY_MS = 300, STRAY_MOST = 2000 /* bytes */ };

/* It is kept and runs nothing. */
static bool add_stray(struct app *app, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    if (pane->stray.len < STRAY_MOST)
        buf_add_codepoint(&pane->stray, code);
    pane->strayed_at = clock_ms();
    pane->sign = 0;
    app_say(app, SAY_ERROR, _("That is text; . puts it into a line"));
    return true;
}

static bool is_printable(uint32_t code)
{
    return code >= ' ' && code < K_SPECIAL && code != K_BACKSPACE;
}

bool guide_stray_key(struct app *app, struct level *level, const struct key *key)
{
    struct guide_pane *pane = app->guide;
    struct guide_question question;
    (void)level;
    if (!pane->stray.len || !guide_question(pane->engine, &question) || question.form != ANSWER_KEY)
        return false;
    if (is_printable(key->code) && clock_ms() - pane->strayed_at <= STRAY_MS)
        return add_stray(app, key->code);
    if (key->code == K_ESC) {
        buf_clear(&pane->stray);
        app_say(app, SAY_DONE, _("The text was dropped"));
        return true;
    }
    if (key->code != '.' && key->code != K_ENTER)
        return false;
    pane->typing = true;
    guide_open_line(app, &question);
    if (!app->prompt.text.len)
        buf_add_slice(&app->prompt.text, buf_slice(&pane->stray));
    app->prompt.cursor = app->prompt.text.len;
    buf_clear(&pane->stray);
    return true;
}

/* "7 does nothing here; 1, 2, 3 answer ...". */
static bool say_which(
    struct app *app, const struct guide_option *options, size_t count, uint32_t code)
{
    struct buf name = BUF_INIT, keys = BUF_INIT;
    key_label(code, &name);
    for (size_t i = 0; i < count; i++)
        buf_addf(&keys, "%s%s", i ? ", " : "", options[i].key);
    if (count)
        app_say(app, SAY_ERROR, _("%s does nothing here; %s answer, . opens a line"), name.data,
            keys.data);
    buf_release(&name);
    buf_release(&keys);
    return count > 0;
}

bool guide_option_key(struct app *app, struct level *level, const struct key *key)
{
    struct guide_pane *pane = app->guide;
    struct guide_question question;
    const struct guide_option *options;
    (void)level;
    if (!guide_question(pane->engine, &question) || question.form != ANSWER_KEY)
        return false;
    buf_clear(&pane->note);
    if (guide_pane_too_late(app) || signed_emotion(app, key->code))
        return true;
    size_t count = guide_options(pane->engine, &options);
    const struct guide_option *option = option_of(options, count, key->code);
    if (option)
        return answer_by_key(app, option->label);
    if (begins_word(options, count, key->code))
        return open_word(app, &question, key->code);
    if (key->code >= '0' && key->code <= '9')
        return say_which(app, options, count, key->code);
    return is_printable(key->code) && add_stray(app, key->code);
}

/* Selects nothing: a second click is no Enter for the next question. */
bool guide_option_click(struct app *app, struct level *level, struct area area, int x, int y)
{
    struct guide_pane *pane = app->guide;
    struct guide_question question;
    (void)level, (void)area;
    if (!guide_question(pane->engine, &question) || question.form != ANSWER_KEY)
        return false;
    const struct guide_option *option = guide_option_at(pane->engine, pane->options, x, y);
    if (option && !guide_pane_too_late(app))
        answer_by_key(app, option->label);
    return false;
}
