#include "cmd/guide_talk.h"

#include <errno.h>
#include <string.h>

#include "app/print/print.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"
#include "guide/dot.h"

void write_out(struct talk *talk, struct buf *text)
{
    if (talk->mute)
        buf_release(text);
    if (talk->mute || print_text(talk->arguments, text, talk->diags) == STATUS_OK)
        return;
    if (errno == EPIPE)
        diags_add(
            talk->diags, NULL, 0, 0, "%s", _("Output is closed; the remaining lines are ignored"));
    talk->mute = true;
    note_status(talk, STATUS_SYSTEM);
}

/* Appends a line as it may be shown; on a terminal it breaks between words. */
static void add_line(struct talk *talk, struct slice text, struct buf *out)
{
    struct buf visible = BUF_INIT;
    struct slice rest, line;
    text_add_visible(&visible, text);
    rest = buf_slice(&visible);
    while (talk->width && text_width(rest) > talk->width && text_wrap(&rest, talk->width, &line)) {
        buf_add_slice(out, line);
        buf_add_char(out, '\n');
    }
    buf_add_slice(out, rest);
    buf_add_char(out, '\n');
    buf_release(&visible);
}

void say(struct talk *talk, struct buf *text)
{
    struct buf out = BUF_INIT;
    struct slice rest = buf_slice(text), line;
    while (slice_next_line(&rest, &line))
        add_line(talk, line, &out);
    write_out(talk, &out);
    buf_release(text);
}

void sayf(struct talk *talk, const char *format, ...)
{
    struct buf text = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&text, format, args);
    va_end(args);
    say(talk, &text);
}

/* --- the step --- */

static void say_title(struct talk *talk, const struct guide_step *step)
{
    struct buf text = BUF_INIT;
    int minutes = step->box / 60;
    buf_add_char(&text, '\n');
    guide_add_title(talk->guide, &text);
    buf_adds(&text, " (");
    buf_addf(&text, _n("%d minute", "%d minutes", (unsigned)minutes), minutes);
    if (step->used || step->paused) {
        buf_adds(&text, text_semicolon());
        guide_add_time(talk->guide, &text);
    }
    buf_addf(&text, ")\n%.*s\n", SLICE_ARG(step->purpose));
    say(talk, &text);
}

/* What was done on the way, and the curve when all is scored: at a terminal, where people look. */
static void say_passed_over(struct talk *talk)
{
    struct buf text = BUF_INIT;
    bool scored = guide_is_scored(talk->guide);
    guide_add_passed_over(talk->guide, &text);
    if (text.len)
        buf_add_char(&text, '\n');
    if (scored && !talk->curved && talk->terminal) {
        buf_adds(&text, _("\nAll touchpoints are scored. Look at the high, the low and the end of "
                          "the curve:\n"));
        app_print_peaks(talk->app, &text);
        if (reader_draws())
            app_print_curve(talk->app, print_width(), talk->arguments->ascii, &text);
    }
    say(talk, &text);
    talk->curved = scored;
}

/* Once each, between two questions: nobody is interrupted. */
static void say_time(struct talk *talk)
{
    int left = guide_left(talk->guide);
    if (left > BOX_WARNING || guide_current_step(talk->guide).paused)
        return;
    if (left <= 0 && !talk->timed)
        sayf(talk, _("The time for this step is over. \".step\" continues, \".more\" adds time."));
    else if (left > 0 && !talk->warned)
        sayf(talk, _("One minute left for this step."));
    talk->warned = true;
    talk->timed = left <= 0;
}

void say_step(struct talk *talk)
{
    if (guide_position(talk->guide) != talk->step) {
        struct guide_step step = guide_current_step(talk->guide);
        if (talk->step)
            say_passed_over(talk);
        say_title(talk, &step);
        talk->step = step.position;
        talk->warned = talk->timed = guide_left(talk->guide) <= 0;
        talk->row = NULL;
        talk->asked = false;
    }
    say_time(talk);
}

/* --- the question --- */

static bool is_choice(const struct guide_question *question)
{
    enum field_type type = question->def->type;
    return question->form == ANSWER_PICK || type == FIELD_CHOICE || type == FIELD_BOOLEAN;
}

/* "-2, -1, 0, 1, 2", of numbers that are typed as they are; with keys "  1 web, 2 app", of words
 * that are there to be taken or not. */
static void add_row(struct talk *talk, bool keys, struct buf *out)
{
    const struct guide_option *options;
    size_t count = guide_options(talk->guide, &options);
    for (size_t i = 0; i < count; i++) {
        buf_adds(out, i ? ", " : keys ? "  " : "");
        if (keys)
            buf_addf(out, "%s ", options[i].key);
        buf_add_slice(out, options[i].label);
    }
    if (count)
        buf_add_char(out, '\n');
}

static void add_choices(struct talk *talk, struct buf *out)
{
    struct buf chosen = BUF_INIT;
    buf_addf(&chosen, " %s", _("(chosen)"));
    const struct guide_option *options;
    size_t count = guide_options(talk->guide, &options);
    for (size_t i = 0; i < count; i++)
        buf_addf(out, "  %s %.*s%s\n", options[i].key, SLICE_ARG(options[i].label),
            options[i].chosen ? chosen.data : "");
    buf_release(&chosen);
}

/* How it is answered, with a line end. */
static void add_form(struct talk *talk, const struct guide_question *question, struct buf *out)
{
    switch (question->form) {
    case ANSWER_LINE:
        add_row(talk, true, out);
        break;
    case ANSWER_LIST:
        add_row(talk, true, out);
        if (!talk->lists_explained)
            buf_addf(out, "%s\n",
                _("Type one a line, or several with \";\" between them. An empty line ends the "
                  "list."));
        talk->lists_explained = true;
        break;
    case ANSWER_KEY:
        if (is_choice(question))
            add_choices(talk, out);
        else
            add_row(talk, false, out);
        break;
    case ANSWER_PICK:
        add_choices(talk, out);
        buf_addf(out,
            _n("Type one number.\n", "Type at most %d numbers.\n", (unsigned)question->most),
            question->most);
        break;
    }
}

static void add_prompts(struct talk *talk, struct buf *out)
{
    struct slice rest = guide_prompts(talk->guide), item;
    while (value_next_item(&rest, &item))
        buf_addf(out, "- %.*s\n", SLICE_ARG(item));
}

/* What is there already. */
static void add_value(struct talk *talk, const struct guide_question *question, struct buf *out)
{
    struct buf value = BUF_INIT;
    guide_add_value(talk->guide, &value);
    if (value.len && reader_edits(talk->reader)) {
        reader_remember(talk->reader, buf_slice(&value));
        guide_add_now(talk->guide, out);
        buf_add_char(out, '\n');
    } else if (value.len) {
        buf_addf(out, _("Now: %s. Enter keeps it.\n"), value.data);
    }
    if (question->items) {
        struct buf items = BUF_INIT;
        guide_add_items(question, text_semicolon(), &items);
        buf_addf(out, _("Already in the list: %s. An empty line continues.\n"), items.data);
        buf_release(&items);
    }
    buf_release(&value);
}

void say_question(struct talk *talk, const struct guide_question *question)
{
    struct buf text = BUF_INIT, hint = BUF_INIT, optional = BUF_INIT;
    bool first = talk->row != question->text.data;
    if (question->count > 1)
        /* TRANSLATORS: the place of the question, and how many there are. */
        buf_addf(&text, _("%1$d of %2$d."), question->index, question->count);
    if (question->count > 1)
        buf_add_char(&text, ' ');
    size_t start = text.len;
    guide_add_subject(question, &text);
    if (text.len > start)
        buf_adds(&text, ": ");
    buf_add_slice(&text, question->text);
    if (first)
        guide_add_hint(question, &hint);
    if (first && guide_add_optional(talk->guide, &optional))
        buf_addf(&hint, "%s%s", hint.len ? text_semicolon() : "", optional.data);
    if (hint.len)
        buf_addf(&text, " (%s)", hint.data);
    buf_add_char(&text, '\n');
    add_prompts(talk, &text);
    if (first || question->form == ANSWER_PICK)
        add_form(talk, question, &text);
    add_value(talk, question, &text);
    say(talk, &text);
    buf_release(&hint);
    buf_release(&optional);
    talk->row = question->text.data;
    talk->asked = true;
}

/* --- help --- */

void say_add_commands(struct buf *out)
{
    for (const struct dot_command *command = dot_commands; command->name; command++) {
        struct buf left = BUF_INIT;
        buf_addf(&left, ".%s", command->name);
        if (command->argument)
            buf_addf(&left, " %s", command->argument);
        buf_addf(out, "  %-22s %s\n", left.data, _(command->help));
        buf_release(&left);
    }
}

static const char *const form_help[] = {
    [ANSWER_LINE] = N_("Type a line. An empty line skips the question."),
    [ANSWER_LIST] = N_("Type one line for each. An empty line ends the list."),
    [ANSWER_KEY] = N_(
        "Type a number, a word or its first letters. An empty line skips the question."),
    [ANSWER_PICK] = N_("Type the numbers that you pick, separated by spaces."),
};

void say_help(struct talk *talk)
{
    struct guide_question question;
    struct buf text = BUF_INIT;
    if (guide_question(talk->guide, &question))
        buf_addf(&text, "%s\n", _(form_help[question.form]));
    buf_addf(&text, "%s\n%s\n%s\n",
        _("\"?\" alone means: we don't know. The evidence is then an assumption."),
        _("If a text begins with a dot, type two dots."), _("Commands (you can shorten them):"));
    say_add_commands(&text);
    say(talk, &text);
    talk->row = NULL; /* with hint and options, then */
}

/* --- the end --- */

static void say_next(struct talk *talk, const char *map)
{
    struct buf title = BUF_INIT;
    guide_add_title(talk->guide, &title);
    sayf(talk, _("To continue with %1$s: cjm-tui guide %2$s"), title.data, map);
    buf_release(&title);
}

static bool all_is_done(const struct guide *guide)
{
    for (int i = 1; i <= guide_step_count(guide); i++)
        if (guide_step_at(guide, i).state == STATE_OPEN)
            return false;
    return true;
}

static void say_done(struct talk *talk)
{
    struct buf text = BUF_INIT;
    buf_add_char(&text, '\n');
    guide_add_summary(talk->guide, &text);
    say(talk, &text);
}

void say_summary(struct talk *talk)
{
    if (talk->summed)
        return;
    say_passed_over(talk);
    say_done(talk);
    sayf(talk, _("That was the last question. \".step NAME\" repeats a step, \".back\" goes to the "
                 "last question, Enter ends."));
    talk->summed = true;
}

void say_end(struct talk *talk, bool finished)
{
    if (finished && !talk->summed) {
        say_passed_over(talk);
        say_done(talk);
    }
    if (talk->unsaved)
        return;
    struct buf map = BUF_INIT;
    print_add_argument(&map, talk->session->path);
    sayf(talk, _("Saved in %s"), talk->session->path);
    if (!finished)
        say_next(talk, map.data);
    else if (all_is_done(talk->guide))
        sayf(talk, _("To open the map: cjm-tui %s"), map.data);
    else
        sayf(talk, _("To answer open questions: cjm-tui guide %s"), map.data);
    if (finished)
        sayf(talk, _("To correct a step: cjm-tui guide --step NAME %s"), map.data);
    buf_release(&map);
}
