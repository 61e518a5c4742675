/* Texts that both front ends show. */
#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"

enum { PLACES_SAID = 3 };

/* "7 Feelings" */
static void add_step_name(const struct step *step, struct buf *out)
{
    buf_addf(out, "%d %.*s", step->number, SLICE_ARG(step->name));
}

void guide_add_step_name(const struct guide *guide, struct buf *out)
{
    guide_sync(guide);
    add_step_name(&guide->steps[guide->state->position.step], out);
}

void guide_add_title(const struct guide *guide, struct buf *out)
{
    struct buf name = BUF_INIT;
    guide_add_step_name(guide, &name);
    /* TRANSLATORS: 1: its place, 2: how many there are, 3: its number and name. */
    buf_addf(out, _("Step %1$d of %2$d: %3$s"), guide_position(guide), guide_step_count(guide),
        name.data);
    buf_release(&name);
}

/* "7:30", "1:02:30" */
static void add_clock(struct buf *out, int seconds)
{
    if (seconds >= 3600)
        buf_addf(out, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    else
        buf_addf(out, "%d:%02d", seconds / 60, seconds % 60);
}

void guide_add_time(const struct guide *guide, struct buf *out)
{
    guide_sync(guide);
    int left = guide_left(guide);
    struct buf clock = BUF_INIT;
    add_clock(&clock, left < 0 ? -left : left);
    if (guide->steps[guide->state->position.step].paused)
        buf_addf(out, left < 0 ? _("paused, over by %s") : _("paused, %s left"), clock.data);
    else if (left < 0)
        buf_addf(out, _("over by %s"), clock.data);
    else
        buf_addf(
            out, left <= BOX_WARNING ? _c("time", "%s left!") : _c("time", "%s left"), clock.data);
    buf_release(&clock);
}

/* --- agenda --- */

static const char *state_name(const struct guide_step *step)
{
    static const char *const names[] = {
        [STATE_OPEN] = NC_("step", "open"),
        [STATE_DONE] = NC_("step", "done"),
        [STATE_PASSED] = NC_("step", "passed"),
        [STATE_WAITING] = NC_("step", "nothing to ask yet"),
    };
    return step->absent ? _("not for this kind of map") : i18n_marked(names[step->state]);
}

static void add_agenda_line(const struct guide_step *step, struct buf *out)
{
    struct buf used = BUF_INIT, name = BUF_INIT;
    add_clock(&used, step->used);
    buf_add_slice(&name, step->name);
    buf_addf(out, "%s %2d ", step->current ? ">" : " ", step->number);
    /* TRANSLATORS: 1: a step's name, 2: planned minutes, 3: used time, 4: its state. */
    buf_addf(out,
        step->current ? _("%1$s: %2$d min, %3$s used, now, %4$s")
                      : _("%1$s: %2$d min, %3$s used, %4$s"),
        name.data, step->box / 60, used.data, state_name(step));
    if (step->open)
        buf_adds(out, ". ");
    if (step->open &&
        step->needed) /* TRANSLATORS: how many questions, how many of them required. */
        buf_addf(out, _("Open questions: %1$d, required: %2$d"), step->open, step->needed);
    else if (step->open)
        buf_addf(out, _("Open questions: %d"), step->open);
    buf_add_char(out, '\n');
    buf_release(&used);
    buf_release(&name);
}

void guide_add_agenda(const struct guide *guide, struct buf *out)
{
    int count = guide_step_count(guide), planned = 0, used = 0;
    for (int i = 1; i <= count; i++) {
        struct guide_step step = guide_step_at(guide, i);
        add_agenda_line(&step, out);
        planned += step.box;
        used += step.used;
    }
    struct buf clock = BUF_INIT;
    add_clock(&clock, used);
    buf_adds(out, "     ");
    /* TRANSLATORS: 1: planned minutes of all steps, 2: used time. */
    buf_addf(out, _("In all: %1$d min, %2$s used"), planned / 60, clock.data);
    buf_add_char(out, '\n');
    buf_release(&clock);
}

static void add_done_already(const struct guide *guide, struct buf *out)
{
    const struct state *state = guide->state;
    struct buf done = BUF_INIT, name = BUF_INIT;
    for (size_t i = state->came_from + 1; i < state->position.step; i++) {
        struct step *step = &guide->steps[i];
        if (!step->in_preset || !step_counts(guide, step).answered ||
            step_state_of(guide, step) != STATE_DONE)
            continue;
        buf_clear(&name);
        add_step_name(step, &name);
        text_add_item(&done, buf_slice(&name));
    }
    if (done.len) /* TRANSLATORS: A list of steps, each with number and name. */
        buf_addf(out, _("Already done: %s"), done.data);
    buf_release(&done);
    buf_release(&name);
}

/* "Nothing to ask yet: 4 Actions to 13 Vote": whoever ends a list too early sees why. */
static void add_waiting(const struct guide *guide, struct buf *out)
{
    const struct state *state = guide->state;
    struct buf first = BUF_INIT, last = BUF_INIT;
    for (size_t i = state->came_from + 1; i < state->position.step; i++) {
        struct step *step = &guide->steps[i];
        if (!step->in_preset || step_state_of(guide, step) != STATE_WAITING)
            continue;
        buf_clear(&last);
        add_step_name(step, first.len ? &last : &first);
    }
    if (!first.len)
        return;
    buf_adds(out, out->len ? ". " : "");
    if (last.len) /* TRANSLATORS: the first and the last of some steps. */
        buf_addf(out, _("Nothing to ask yet: %1$s to %2$s"), first.data, last.data);
    else
        buf_addf(out, _("Nothing to ask yet: %s"), first.data);
    if (!node_children(guide_map(guide)->root, MAP_STAGES).count)
        buf_addf(out, ". %s", _("There are no stages. To add them, type .step stages"));
    buf_release(&first);
    buf_release(&last);
}

void guide_add_passed_over(const struct guide *guide, struct buf *out)
{
    guide_sync(guide);
    if (guide->state->end || guide->state->came_from >= guide->state->position.step)
        return;
    struct buf text = BUF_INIT;
    add_done_already(guide, &text);
    add_waiting(guide, &text);
    buf_add_slice(out, buf_slice(&text));
    buf_release(&text);
}

bool guide_add_optional(const struct guide *guide, struct buf *out)
{
    struct guide_question question;
    if (!guide_question(guide, &question) || question.needed || question.answered ||
        guide_current_step(guide).state != STATE_DONE)
        return false;
    buf_adds(out, _("Optional; .step continues"));
    return true;
}

static bool asks_feelings(const struct step *step)
{
    for (size_t i = 0; i < step->ask_count; i++)
        if (step->in_preset && step->asks[i].applies &&
            field_def(step->asks[i].field)->type == FIELD_PER_PERSONA)
            return true;
    return false;
}

bool guide_is_scored(const struct guide *guide)
{
    guide_sync(guide);
    const struct state *state = guide->state;
    for (size_t i = 0; i < guide->step_count && (state->end || i < state->position.step); i++)
        if (asks_feelings(&guide->steps[i]))
            return step_state_of(guide, &guide->steps[i]) == STATE_DONE &&
                   step_counts(guide, &guide->steps[i]).answered;
    return false;
}

void guide_add_explanation(const struct guide *guide, struct buf *out)
{
    guide_sync(guide);
    const struct step *step = &guide->steps[guide->state->position.step];
    if (step->purpose.len)
        buf_addf(out, "%.*s\n", SLICE_ARG(step->purpose));
    if (step->explain.len)
        buf_addf(out, "%.*s\n", SLICE_ARG(step->explain));
    if (step->done.len)
        buf_addf(out, _("Done when: %.*s\n"), SLICE_ARG(step->done));
}

/* --- summary --- */

static void add_place(const struct guide *guide, const struct slot *slot, struct buf *out)
{
    struct guide_question question = { .node = slot->node, .persona = slot->persona };
    buf_addf(out, "   %.*s", SLICE_ARG(slot_ask(guide, slot)->text));
    size_t bare = out->len;
    buf_adds(out, "  ");
    size_t start = out->len;
    guide_add_subject(&question, out);
    if (out->len == start)
        buf_cut(out, bare);
    buf_add_char(out, '\n');
}

/* The first needed questions of a step that have no answer. */
static void add_open(const struct guide *guide, size_t number, int needed, struct buf *out)
{
    struct slot slot = { .step = number, .index = SIZE_MAX };
    int said = 0;
    while (said < needed && said < PLACES_SAID && slot_next(guide, &slot) && slot.step == number)
        if (slot_ask(guide, &slot)->needed && !slot_answered(guide, &slot)) {
            add_place(guide, &slot, out);
            said++;
        }
    if (needed > said) {
        buf_adds(out, "   ");
        buf_addf(out, _n("%d more question", "%d more questions", (unsigned)(needed - said)),
            needed - said);
        buf_add_char(out, '\n');
    }
}

static void add_step_summary(const struct guide *guide, size_t number, struct buf *out)
{
    struct step *step = &guide->steps[number];
    struct counts counts = step_counts(guide, step);
    struct buf name = BUF_INIT;
    add_step_name(step, &name);
    if (step_state_of(guide, step) == STATE_WAITING)
        buf_addf(out, _("%s: nothing to ask yet\n"), name.data);
    if (counts.needed) { /* TRANSLATORS: 1: number and name of a step, 2: how many questions. */
        buf_addf(out,
            _n("%1$s: %2$d question is open\n", "%1$s: %2$d questions are open\n",
                (unsigned)counts.needed),
            name.data, counts.needed);
        add_open(guide, number, counts.needed, out);
    }
    buf_release(&name);
}

void guide_add_summary(const struct guide *guide, struct buf *out)
{
    int done = 0;
    guide_sync(guide);
    for (size_t i = 0; i < guide->step_count; i++)
        done += guide->steps[i].in_preset && step_state_of(guide, &guide->steps[i]) == STATE_DONE;
    /* TRANSLATORS: how many are done, how many there are. */
    buf_addf(out, _("%1$d of %2$d steps are done.\n"), done, guide_step_count(guide));
    for (size_t i = 0; i < guide->step_count; i++)
        if (guide->steps[i].in_preset)
            add_step_summary(guide, i, out);
}
