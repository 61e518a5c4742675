#include "guide/dot.h"

#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"

#define RUN(name) \
    static enum dot run_##name(struct guide *guide, struct slice argument, struct buf *message)

enum { MINUTES_USUAL = 5, MINUTES_DIGITS = 3 };

static enum dot refuse(struct buf *message, const char *why)
{
    buf_adds(message, why);
    return DOT_REFUSED;
}

RUN(back)
{
    (void)argument;
    return guide_back(guide) ? DOT_DONE : refuse(message, _("this is the first question"));
}

RUN(skip)
{
    (void)argument, (void)message;
    guide_skip(guide);
    return DOT_DONE;
}

RUN(unknown)
{
    (void)argument, (void)message;
    guide_unknown(guide);
    return DOT_DONE;
}

RUN(next)
{
    if (!argument.len)
        guide_next_row(guide);
    else if (slice_equal_fold(argument, SLICE("all")))
        guide_next_question(guide);
    else
        return refuse(message, _("type .next alone, or .next all"));
    return DOT_DONE;
}

RUN(rest)
{
    return guide_rest(guide, argument, message) ? DOT_DONE : DOT_REFUSED;
}

RUN(step)
{
    if (!argument.len) {
        guide_next_step(guide);
        return DOT_DONE;
    }
    return guide_go(guide, argument, message) ? DOT_DONE : DOT_REFUSED;
}

/* The last item of the longer one of two lists: what came or went. */
static struct slice changed_item(struct slice a, struct slice b)
{
    struct slice one, other, last = SLICE("");
    for (bool more = true; more;) {
        more = value_next_item(&a, &one);
        last = more ? one : last;
        if (value_next_item(&b, &other)) {
            last = other;
            more = true;
        }
    }
    return last;
}

/* What an edit was about: the node that came or went, or the field and its node. */
static void add_what(const struct edit *edit, struct buf *out)
{
    struct node *node = edit->node;
    if (node_up(node, KIND_STEP) ||
        (edit->op == EDIT_SET && (edit->field >= FIELD_COUNT || !field_def(edit->field)->label)))
        return; /* what the guide itself remembers */
    buf_adds(out, ": ");
    if (edit->op == EDIT_SET && field_def(edit->field)->type == FIELD_LIST) {
        buf_add_slice(out, changed_item(edit->before, edit->after));
        return;
    }
    if (edit->op == EDIT_SET)
        buf_adds(out, _(field_def(edit->field)->label));
    if (edit->op == EDIT_SET && node->kind != KIND_MAP)
        buf_adds(out, ", ");
    if (node->kind != KIND_MAP)
        buf_add_slice(out, node_headline(node));
}

static enum dot say_undone(struct guide *guide, const struct edit *edit, const char *done,
    const char *none, struct buf *message)
{
    if (!edit)
        return refuse(message, none);
    buf_adds(message, done);
    add_what(edit, message);
    guide_changed(guide);
    return DOT_DONE;
}

RUN(undo)
{
    (void)argument;
    return say_undone(guide, undo_undo(guide->undo), _("undone"), _("nothing to undo"), message);
}

RUN(redo)
{
    (void)argument;
    return say_undone(guide, undo_redo(guide->undo), _("redone"), _("nothing to redo"), message);
}

RUN(park)
{
    if (!argument.len)
        return refuse(message, _("type the note after .park, as in: .park Rename the newsletter?"));
    if (!answer_check(argument, message))
        return DOT_REFUSED;
    guide_park(guide, argument);
    buf_adds(message, _("Added to the parking lot"));
    return DOT_DONE;
}

RUN(template)
{
    if (!argument.len)
        return refuse(message,
            _("type the name of a template after .template, as in: .template seven-stages"));
    return guide_take_stages(guide, argument, message) ? DOT_DONE : DOT_REFUSED;
}

RUN(preset)
{
    if (!argument.len)
        return refuse(message, _("type quick, 90, half or full after .preset"));
    return guide_set_preset(guide, argument, message) ? DOT_DONE : DOT_REFUSED;
}

RUN(pause)
{
    (void)argument;
    if (guide_follows(guide))
        return refuse(message, _("another person keeps the time"));
    guide_pause(guide, !guide_current_step(guide).paused);
    guide_add_time(guide, message);
    return DOT_DONE;
}

RUN(more)
{
    if (guide_follows(guide))
        return refuse(message, _("another person keeps the time"));
    int minutes = argument.len ? 0 : MINUTES_USUAL;
    bool good = argument.len <= MINUTES_DIGITS;
    for (size_t i = 0; i < argument.len && good; i++) {
        good = is_digit(argument.data[i]);
        minutes = minutes * 10 + (argument.data[i] - '0');
    }
    if (!good)
        return refuse(message, _("type a number of minutes after .more, as in: .more 5"));
    guide_add_minutes(guide, minutes);
    guide_add_time(guide, message);
    return DOT_DONE;
}

const struct dot_command dot_commands[] = {
    { "back", NULL, N_("go to the question before this one"), run_back, DOT_DONE },
    { "skip", NULL, N_("continue without an answer"), run_skip, DOT_DONE },
    { "unknown", NULL, N_("we don't know: mark as an assumption and continue"), run_unknown,
        DOT_DONE },
    { "next", "[all]", N_("skip this question for the rest of the row; all: for every persona"),
        run_next, DOT_DONE },
    { "rest", "[ANSWER]",
        N_("give the rest of the row this answer; without ANSWER, the previous answer"), run_rest,
        DOT_DONE },
    { "step", "[STEP]", N_("go to a step by number or name; without STEP, to the next step"),
        run_step, DOT_DONE },
    { "undo", NULL, N_("undo the last answer"), run_undo, DOT_DONE },
    { "redo", NULL, N_("redo the answer that was undone"), run_redo, DOT_DONE },
    { "park", "TEXT", N_("put a note into the parking lot"), run_park, DOT_DONE },
    { "template", "NAME", N_("take the stages of a template"), run_template, DOT_DONE },
    { "preset", "NAME", N_("set how long the workshop is: quick, 90, half or full"), run_preset,
        DOT_DONE },
    { "pause", NULL, N_("pause the clock of the step, or start it again"), run_pause, DOT_DONE },
    { "more", "[MINUTES]", N_("add minutes to the step's time box; without a number, 5"), run_more,
        DOT_DONE },
    { "silent", NULL, N_("start a silent round of three minutes, or end it"), NULL, DOT_SILENT },
    { "agenda", NULL, N_("show all steps, with planned and used time"), NULL, DOT_AGENDA },
    { "explain", NULL, N_("explain what this step is for and how to do it"), NULL, DOT_EXPLAIN },
    { "show", NULL, N_("show the map; in line mode, in words"), NULL, DOT_SHOW },
    { "help", NULL, N_("show how to answer, and these commands"), NULL, DOT_HELP },
    { "quit", NULL, N_("quit; the map is saved and continues here next time"), NULL, DOT_QUIT },
    { NULL, NULL, NULL, NULL, DOT_NONE },
};

/* --- which one was meant --- */

static const struct dot_command *find(struct slice name, bool *several)
{
    const struct dot_command *found = NULL;
    *several = false;
    for (const struct dot_command *c = dot_commands; c->name; c++) {
        if (!name.len || !slice_begins_fold(slice_of(c->name), name))
            continue;
        if (strlen(c->name) == name.len) {
            *several = false;
            return c;
        }
        *several = found != NULL;
        found = c;
    }
    return *several ? NULL : found;
}

static enum dot refuse_name(struct slice name, bool several, struct buf *message)
{
    struct buf typed = BUF_INIT;
    text_clip(&typed, name, 40, "…");
    buf_addf(message,
        several ? _("several commands of the guide begin with \".%s\"; .help lists them")
                : _("\".%s\" is not a command of the guide; .help lists them; if an answer begins "
                    "with a dot, type two dots"),
        typed.data);
    buf_release(&typed);
    return DOT_REFUSED;
}

/* The dot that a line begins with, as any keyboard has it; its length, or 0. */
static size_t dot_length(struct slice text)
{
    enum { FULL_STOP = 0x3002, HALFWIDTH_FULL_STOP = 0xFF61 };
    struct slice rest = text;
    uint32_t point = text.len ? codepoint_narrow(utf8_next(&rest)) : 0;
    bool dot = point == '.' || point == FULL_STOP || point == HALFWIDTH_FULL_STOP;
    return dot ? text.len - rest.len : 0;
}

static bool is_unknown(struct slice line)
{
    struct slice text = text_trim(line);
    return slice_is(text, "?") || slice_is(text, "？");
}

bool dot_split(struct slice line, struct slice *name, struct slice *argument)
{
    struct slice text = text_trim(line);
    size_t dot = dot_length(text);
    struct slice rest = slice_from(text, dot), before = rest;
    if (!dot || dot_length(rest))
        return false;
    *name = rest;
    while (rest.len && codepoint_narrow(utf8_next(&rest)) != ' ')
        before = rest;
    name->len = (size_t)(before.data - name->data);
    *argument = text_trim(before.len ? rest : before);
    return true;
}

bool dot_is(struct slice line)
{
    struct slice name, argument;
    return is_unknown(line) || dot_split(line, &name, &argument);
}

static const struct dot_command *find_typed(
    struct slice line, struct slice *argument, bool *several)
{
    struct slice name = SLICE("unknown");
    struct buf narrow = BUF_INIT;
    *argument = SLICE("");
    if (!is_unknown(line))
        dot_split(line, &name, argument);
    text_add_narrow(name, &narrow);
    const struct dot_command *command = find(buf_slice(&narrow), several);
    buf_release(&narrow);
    return command;
}

const struct dot_command *dot_of(struct slice line)
{
    struct slice argument;
    bool several;
    return dot_is(line) ? find_typed(line, &argument, &several) : NULL;
}

/* Texts stay as they are; of words and numbers the full-width ones are narrow. */
static enum dot run(const struct dot_command *command, struct guide *guide, struct slice argument,
    struct buf *message)
{
    struct buf narrow = BUF_INIT;
    bool text = command->run == run_park || command->run == run_rest;
    text_add_narrow(argument, &narrow);
    enum dot dot = command->run(guide, text ? argument : buf_slice(&narrow), message);
    buf_release(&narrow);
    return dot;
}

enum dot dot_run(struct guide *guide, struct slice *line, struct buf *message)
{
    struct slice text = text_trim(*line), argument, name = SLICE("");
    bool several;
    if (!dot_is(text)) {
        if (dot_length(text))
            *line = slice_from(text, dot_length(text));
        return DOT_NONE;
    }
    const struct dot_command *command = find_typed(text, &argument, &several);
    if (!command) {
        dot_split(text, &name, &argument);
        return refuse_name(name, several, message);
    }
    return command->run ? run(command, guide, argument, message) : command->dot;
}
