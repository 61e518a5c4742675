#include "cmd/guide_talk.h"

#include <errno.h>
#include <string.h>

#include "app/print/print.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"
#include "guide/dot.h"

enum { ECHO_WIDTH = 500 };

/* --- what can't be used --- */

/* From a pipe: what is wrong with which line. */
static void report(struct talk *talk, const struct read_line *line, const char *why)
{
    struct diags diags = DIAGS_INIT;
    diags_add(&diags, "-", line->number, 0, "%s", why);
    print_messages(&diags, talk->arguments->utf8);
    diags_release(&diags);
    note_status(talk, STATUS_BAD);
}

static void refuse(struct talk *talk, const struct read_line *line, const char *why)
{
    if (talk->terminal)
        sayf(talk, _("Not accepted: %s"), why);
    else
        report(talk, line, why);
}

/* False, with the reason, where it is no text. */
static bool is_text(const struct read_line *line, struct buf *why)
{
    size_t valid = utf8_valid_length(line->text);
    if (line->len > line->text.len)
        buf_addf(why, _("the line has %zu bytes, which is too long for an answer; shorten it"),
            line->len);
    else if (line->text.len && memchr(line->text.data, '\0', line->text.len))
        buf_adds(why, _("the line has a NUL byte in it; remove it"));
    else if (valid < line->text.len)
        buf_addf(why, _("byte %zu of the line is not UTF-8; send the answers as UTF-8"), valid + 1);
    return !why->len;
}

/* Without somebody who tries again, the next line is for the next question. */
static void pass(struct talk *talk)
{
    struct guide_question question;
    if (talk->terminal || !guide_question(talk->guide, &question) || question.form == ANSWER_LIST)
        return;
    guide_pass(talk->guide);
    talk->asked = false;
}

/* --- dot commands --- */

static void explain(struct talk *talk)
{
    struct buf text = BUF_INIT;
    guide_add_explanation(talk->guide, &text);
    say(talk, &text);
}

static void agenda(struct talk *talk)
{
    struct buf text = BUF_INIT;
    guide_add_agenda(talk->guide, &text);
    say(talk, &text);
}

/* In words: lines are for whoever sees no picture, too, and nothing is cut there. */
static void show(struct talk *talk)
{
    struct buf text = BUF_INIT;
    print_lead(talk->app, print_width(), talk->arguments->ascii, &text);
    app_print_words(talk->app, &text);
    app_print_peaks(talk->app, &text);
    if (reader_draws())
        app_print_curve(talk->app, print_width(), talk->arguments->ascii, &text);
    write_out(talk, &text);
}

static void quit(struct talk *talk)
{
    talk->over = true;
}

/* A round began, which runs while the next line is waited for, or it ended. */
static void silent(struct talk *talk)
{
    if (!talk->terminal) {
        sayf(talk, _("A silent round needs people at a terminal; it was skipped."));
        return;
    }
    guide_silent(talk->guide);
    talk->silent = guide_silent_left(talk->guide) > 0;
    talk->silent_warned = false;
    sayf(talk, "%s",
        talk->silent ? _("Silent round: everybody writes alone for three minutes. Enter ends it.")
                     : _("The silent round is over."));
}

static void run_dot(struct talk *talk, enum dot dot)
{
    static const struct {
        enum dot dot;
        void (*run)(struct talk *talk);
    } table[] = { { DOT_HELP, say_help }, { DOT_EXPLAIN, explain }, { DOT_SHOW, show },
        { DOT_AGENDA, agenda }, { DOT_SILENT, silent }, { DOT_QUIT, quit } };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].dot == dot)
            table[i].run(talk);
    talk->asked = false;
}

/* --- answers --- */

static void take_answer(
    struct talk *talk, const struct read_line *line, struct slice text, struct buf *message)
{
    enum answered answered = guide_answer(talk->guide, text, message);
    if (answered == ANSWER_REFUSED) {
        refuse(talk, line, message->data);
        pass(talk);
        return;
    }
    if (message->len)
        sayf(talk, "= %s", message->data);
    if (answered == ANSWER_TAKEN)
        talk->asked = false;
}

/* Is it still the same that is asked? */
static bool stays(struct talk *talk, const struct guide_question *before)
{
    struct guide_question now;
    return guide_question(talk->guide, &now) && now.node == before->node &&
           now.persona == before->persona && now.field == before->field;
}

static void take_text(struct talk *talk, const struct read_line *line)
{
    struct buf message = BUF_INIT;
    struct slice text = line->text;
    struct guide_question before = { .form = ANSWER_LINE };
    guide_question(talk->guide, &before);
    enum dot dot = dot_run(talk->guide, &text, &message);
    talk->commanded = dot != DOT_NONE;
    if (dot == DOT_REFUSED) {
        refuse(talk, line, message.data);
    } else if (dot != DOT_NONE) {
        if (dot == DOT_DONE && !message.len && stays(talk, &before))
            buf_adds(&message, _("done"));
        say(talk, &message);
        run_dot(talk, dot);
    } else {
        take_answer(talk, line, text, &message);
    }
    buf_release(&message);
}

/* The next answer, or Enter alone, ends a silent round, also one whose time is over; Enter is no
 * answer then. */
static bool ends_silence(struct talk *talk, const struct read_line *line)
{
    struct slice text = text_trim(line->text);
    if (!talk->silent || (text.len && text.data[0] == '.'))
        return false;
    if (guide_silent_left(talk->guide) > 0)
        guide_silent(talk->guide);
    talk->silent = talk->asked = false;
    return !text.len;
}

/* As if somebody had typed it; of very long ones the beginning will do. */
static void say_line(struct talk *talk, struct slice text)
{
    struct buf line = BUF_INIT;
    buf_adds(&line, "> ");
    text_clip(&line, text, ECHO_WIDTH, "…");
    say(talk, &line);
}

static void take_line(struct talk *talk, const struct read_line *line)
{
    struct buf why = BUF_INIT;
    if (!talk->terminal)
        say_line(talk, line->text);
    if (!is_text(line, &why)) {
        refuse(talk, line, why.data);
        pass(talk);
    } else if (!ends_silence(talk, line)) {
        take_text(talk, line);
    }
    buf_release(&why);
}

/* --- the loop --- */

/* How long may be waited, in ms, until something is to be said of a silent round. */
static int patience(const struct talk *talk)
{
    int left = guide_silent_left(talk->guide);
    if (left <= 0)
        return -1;
    return (left > SILENT_WARNING ? left - SILENT_WARNING : left) * 1000;
}

static void say_silence(struct talk *talk)
{
    int left = guide_silent_left(talk->guide);
    if (left <= 0) {
        sayf(talk, _("\nThe silent round is over. Read out what you wrote. Enter continues."));
    } else if (left <= SILENT_WARNING && !talk->silent_warned) {
        sayf(talk, _("\n%d seconds left."), left);
        talk->silent_warned = true;
    }
}

/* Takes one line; false when no more comes. */
static bool listen(struct talk *talk, void (*take)(struct talk *talk, const struct read_line *line))
{
    struct read_line line;
    enum read_result result = reader_read(talk->reader, "> ", patience(talk), &line);
    if (result == READ_LINE && line.half && dot_is(line.text))
        return false; /* a command that nobody gave */
    if (result == READ_LINE) {
        take(talk, &line);
    } else if (result == READ_LATE) {
        say_silence(talk);
    } else if (result == READ_FAILED) {
        diags_add(talk->diags, NULL, 0, 0, _("cannot read standard input: %s"), strerror(errno));
        note_status(talk, STATUS_SYSTEM);
    } else if (talk->terminal) {
        sayf(talk, "\n");
    }
    return result == READ_LINE || result == READ_LATE;
}

static bool ask(struct talk *talk, const struct guide_question *question)
{
    talk->summed = false;
    say_step(talk);
    if (!talk->asked)
        say_question(talk, question);
    reader_keep_breaks(talk->reader, question->form == ANSWER_LIST);
    return listen(talk, take_line);
}

/* Where nothing is asked only dot commands are of use. Enter ends; from a pipe, what comes after
 * the last question is for nobody, and how much that is does not matter. */
static void take_command(struct talk *talk, const struct read_line *line)
{
    struct slice text = text_trim(line->text);
    if (text.len && text.data[0] == '.') {
        take_line(talk, line);
        return;
    }
    talk->over = talk->terminal ? !text.len : text.len > 0;
    if (talk->terminal && text.len)
        sayf(talk,
            _("Not accepted: there are no more questions; .step NAME goes to a step, Enter ends"));
    else if (text.len)
        report(talk, line, _("there are no more questions; the remaining lines are ignored"));
}

/* The last answer is the end; who got there by a command may want to go back. */
static bool listen_at_end(struct talk *talk)
{
    if (talk->terminal && !talk->commanded)
        return false;
    if (talk->terminal)
        say_summary(talk);
    return listen(talk, take_command);
}

/* What others did since the last line; a question that they answered is not asked again. */
static void look(struct talk *talk)
{
    struct guide_question before = { .form = ANSWER_LINE };
    guide_question(talk->guide, &before);
    session_update(talk->session);
    guide_changed(talk->guide);
    if (!stays(talk, &before))
        talk->asked = false;
}

bool talk_run(struct talk *talk)
{
    struct guide_question question;
    bool more = true;
    while (more && !talk->mute && !talk->over) {
        look(talk);
        bool open = guide_question(talk->guide, &question);
        more = open ? ask(talk, &question) : listen_at_end(talk);
        if (talk->terminal || !reader_waiting(talk->reader))
            keep(talk);
    }
    return !guide_question(talk->guide, &question);
}
