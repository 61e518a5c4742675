/*
 * Questions that one key answers. Numbers and signs answer at once, letters and arrows move the
 * mark, and Enter takes what is marked. All else that has a character is text, which runs nothing
 * and is kept: it may go into a line.
 */
#include "app/core/typed_text.h"
#include "app/guide/pane.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"

enum {
    TEXT_MOST = 64 * 1024, /* bytes that are kept of a text */
    /* Of a number that a text begins with: nobody sees the next question sooner. */
    ANSWER_GAP_MS = 200,
    NUMBER_MOST = 4 /* digits; more of them are answers */
};

/* --- a text --- */

/* Keys that were taken, and may turn out to be the beginning of a text. */
void guide_forget_begun(struct guide_pane *pane)
{
    buf_clear(&pane->begun);
    pane->begun_answers = 0;
    pane->begun_word = false;
}

static void begin_with(struct guide_pane *pane, uint32_t code)
{
    if (!pane->begun.len)
        pane->begun_mark = pane->mark;
    buf_add_codepoint(&pane->begun, code);
}

static bool keep_text(struct app *app, struct slice text)
{
    struct guide_pane *pane = app->guide;
    size_t room = pane->stray.len < TEXT_MOST ? TEXT_MOST - pane->stray.len : 0;
    struct slice kept = { text.data, text.len < room ? text.len : room };
    kept.len = text.len <= room ? text.len : utf8_valid_length(kept);
    buf_add_slice(&pane->stray, kept);
    pane->typed_at = clock_ms();
    pane->sign = 0;
    guide_forget_begun(pane);
    app_say(app, SAY_ERROR, _("That is text; . puts it into a line"));
    return true;
}

/* Answers that were the number a text begins with, and a letter that moved the mark. */
static void take_back(struct app *app)
{
    struct guide_pane *pane = app->guide;
    for (int i = 0; i < pane->begun_answers; i++)
        undo_undo(&app->session.undo);
    pane->mark = pane->begun_answers ? 0 : pane->begun_mark;
    if (pane->begun_answers)
        guide_pane_settle(app, false);
}

/* With this character it was a text from its first key on. */
static bool is_text_now(struct app *app, uint32_t code)
{
    struct buf text = BUF_INIT;
    buf_add_slice(&text, buf_slice(&app->guide->begun));
    buf_add_codepoint(&text, code);
    if (app->guide->begun.len)
        take_back(app);
    keep_text(app, buf_slice(&text));
    buf_release(&text);
    return true;
}

static bool keep_paste(struct app *app, struct slice text)
{
    struct buf line = BUF_INIT;
    text_add_line(text, TEXT_MOST, &line);
    if (line.len)
        keep_text(app, buf_slice(&line));
    buf_release(&line);
    return true;
}

static bool drop_text(struct app *app)
{
    buf_clear(&app->guide->stray);
    app_say(app, SAY_DONE, _("The text was dropped"));
    return true;
}

/* Behind a text that was begun before, which Esc then keeps. */
static bool open_line_with_text(struct app *app, const struct guide_question *question)
{
    struct guide_pane *pane = app->guide;
    struct prompt *prompt = &app->prompt;
    pane->typing = true;
    guide_open_line(app, question);
    pane->strayed = !prompt->text.len;
    buf_adds(&prompt->text, prompt->text.len ? " " : "");
    buf_add_slice(&prompt->text, buf_slice(&pane->stray));
    prompt->cursor = prompt->text.len;
    buf_clear(&pane->stray);
    prompt->check(prompt->context, buf_slice(&prompt->text), &prompt->message);
    return true;
}

static bool shorten_text(struct app *app)
{
    struct buf *stray = &app->guide->stray;
    size_t end = stray->len - 1;
    while (end && ((unsigned char)stray->data[end] & 0xC0) == 0x80)
        end--;
    buf_cut(stray, end);
    return true;
}

void guide_keep_stray(struct app *app)
{
    struct guide_pane *pane = app->guide;
    struct slice text = buf_slice(&pane->stray);
    if (text.len && app_has_node(app, pane->asked.node))
        guide_keep_text(pane, text, text.len);
    else if (text.len)
        guide_park(pane->engine, text);
    buf_clear(&pane->stray);
}

bool guide_park_stray(struct app *app)
{
    struct guide_pane *pane = app->guide;
    bool in_line = app->asking && app->prompt.in_view && pane->strayed;
    struct buf *text = in_line ? &app->prompt.text : &pane->stray;
    if (!text_trim(buf_slice(text)).len)
        return false;
    guide_park(pane->engine, buf_slice(text));
    buf_clear(text);
    if (in_line)
        guide_close_line(app);
    guide_pane_save(app);
    guide_pane_say(app, false, slice_of(_("Added to the parking lot (F7)")));
    return true;
}

/* --- the mark --- */

/* The option that is marked: where the mark was moved to, or else the value; -1: none. */
static int marked(const struct guide_pane *pane, const struct guide_option *options, size_t count)
{
    if (pane->mark)
        return pane->mark - 1;
    for (size_t i = 0; i < count; i++)
        if (options[i].chosen)
            return (int)i;
    return -1;
}

/* From what is marked; where nothing is from the middle of a score, or from the end of choices. */
static bool move_mark(struct app *app, int by)
{
    struct guide_pane *pane = app->guide;
    const struct guide_option *options;
    int count = (int)guide_options(pane->engine, &options);
    int from = marked(pane, options, (size_t)count);
    if (from < 0)
        from = field_def(pane->asked.field)->type == FIELD_PER_PERSONA ? count / 2
               : by > 0                                                ? -1
                                                                       : count;
    int to = from + by;
    pane->mark = (to < 0 ? 0 : to >= count ? count - 1 : to) + 1;
    buf_clear(&pane->note);
    return true;
}

/* To the next choice that begins with the letter. */
static bool move_to_letter(struct app *app, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    const struct guide_option *options;
    size_t count = guide_options(pane->engine, &options);
    int from = marked(pane, options, count);
    for (size_t i = 1; i <= count; i++) {
        size_t at = ((size_t)(from + (int)i)) % count;
        if (!word_has_letter(options[at].label, code))
            continue;
        begin_with(pane, code);
        pane->begun_word = true;
        pane->mark = (int)at + 1;
        buf_clear(&pane->note);
        return true;
    }
    return false;
}

/* --- answering --- */

static bool answer_by_key(struct app *app, struct slice text)
{
    app->guide->sign = 0;
    if (!guide_take(app, text))
        return false;
    buf_clear(&app->guide->note); /* the key said it, and the map shows it */
    guide_pane_save(app);
    return true;
}

static bool take_marked(struct app *app)
{
    const struct guide_option *options;
    size_t count = guide_options(app->guide->engine, &options), mark = (size_t)app->guide->mark;
    if (!guide_pane_too_late(app) && mark && mark <= count)
        answer_by_key(app, options[mark - 1].label);
    return true;
}

/* What a digit says: behind a sign the score with it, else what the scale shows; or, at a score,
 * one and two below 0. */
static const char *said_by(struct guide_pane *pane, uint32_t code)
{
    static const char *const plain[10] = { "0", "+1", "+2", [8] = "-2", [9] = "-1" };
    static const char *const below[10] = { "0", "-1", "-2" };
    const struct guide_option *options;
    bool signs = pane->sign == '-';
    uint32_t digit = code - '0';
    if (field_def(pane->asked.field)->type == FIELD_PER_PERSONA)
        return signs ? below[digit] : pane->sign && digit > 2 ? NULL : plain[digit];
    size_t count = guide_options(pane->engine, &options);
    for (size_t i = 0; i < count; i++)
        if (options[i].key[0] == (char)code && !options[i].key[1])
            return options[i].key;
    return NULL;
}

static bool use_digit(struct app *app, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    const char *answer = said_by(pane, code);
    if (!answer)
        return is_text_now(app, code);
    if (guide_pane_too_late(app))
        return true;
    if (pane->begun.len >= NUMBER_MOST)
        guide_forget_begun(pane);
    begin_with(pane, code);
    pane->begun_answers += answer_by_key(app, slice_of(answer));
    return true;
}

/* A step of the mark; a figure behind it makes it a score, Enter takes it. */
static bool use_sign(struct app *app, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    if (guide_pane_too_late(app))
        return true;
    guide_forget_begun(pane);
    begin_with(pane, code);
    pane->sign = (char)code;
    return move_mark(app, code == '+' ? 1 : -1);
}

/* Alone it does nothing; with what follows it is a text. */
static bool use_blank(struct app *app)
{
    begin_with(app->guide, ' ');
    app->guide->begun_word = true;
    app_say(app, SAY_ERROR, _("Space does nothing here; PgDn skips the question"));
    return true;
}

/* False: it is a command's. */
static bool use_character(struct app *app, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    bool scores = field_def(pane->asked.field)->type == FIELD_PER_PERSONA;
    bool behind_sign = pane->begun.len && !pane->begun_answers;
    if (scores && code == '=')
        code = '+'; /* typed without shift */
    if (scores && (code == '+' || code == '-'))
        return use_sign(app, code);
    if (code >= '0' && code <= '9')
        return use_digit(app, code);
    pane->sign = 0;
    if (code == '=' || code == '?' || (!behind_sign && (code == '.' || code == ':'))) {
        guide_forget_begun(pane);
        return false;
    }
    if (!pane->begun.len && code == ' ')
        return use_blank(app);
    return (!behind_sign && move_to_letter(app, code)) || is_text_now(app, code);
}

static bool take_character(struct app *app, const struct guide_question *question, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    int64_t gap = clock_ms() - pane->typed_at;
    bool digit = code >= '0' && code <= '9';
    pane->typed_at += gap;
    if (gap > TEXT_GAP_MS ||
        (pane->begun_answers && !pane->begun_word && !digit && gap > ANSWER_GAP_MS))
        guide_forget_begun(pane);
    if (gap <= TEXT_GAP_MS && (pane->stray.len || pane->begun_word))
        return is_text_now(app, code);
    if (code == '.' && pane->stray.len)
        return open_line_with_text(app, question);
    return use_character(app, code);
}

static bool take_other_key(struct app *app, const struct guide_question *question, uint32_t code)
{
    struct guide_pane *pane = app->guide;
    bool text = pane->stray.len > 0;
    guide_forget_begun(pane);
    pane->sign = 0;
    switch (code) {
    case K_ESC:
        return text && drop_text(app);
    case K_BACKSPACE:
        return text && shorten_text(app);
    case K_ENTER:
        return text ? open_line_with_text(app, question) : pane->mark && take_marked(app);
    case K_LEFT:
    case K_UP:
        return move_mark(app, -1);
    case K_RIGHT:
    case K_DOWN:
        return move_mark(app, 1);
    default:
        return false;
    }
}

bool guide_key(struct app *app, struct level *level, const struct key *key)
{
    struct guide_pane *pane = app->guide;
    struct guide_question question;
    (void)level;
    if (!guide_question(pane->engine, &question) || question.form != ANSWER_KEY)
        return false;
    if (key->code == K_PASTE)
        return keep_paste(app, key->text);
    return key_is_character(key->code) ? take_character(app, &question, key->code)
                                       : take_other_key(app, &question, key->code);
}

/* Selects nothing: a second click is no Enter for the next question. */
bool guide_option_click(struct app *app, struct level *level, struct area area, int x, int y)
{
    struct guide_pane *pane = app->guide;
    struct guide_question question;
    (void)level, (void)area;
    guide_forget_begun(pane);
    if (!guide_question(pane->engine, &question) || question.form != ANSWER_KEY)
        return false;
    const struct guide_option *option = guide_option_at(pane->engine, pane->options, x, y);
    if (option && !guide_pane_too_late(app))
        answer_by_key(app, option->label);
    return false;
}
