/* Texts that both front ends show. */
#include "base/i18n.h"
#include "guide/guide_private.h"

enum { PLACES_SAID = 3 };

void guide_add_title(const struct guide *guide, struct buf *out)
{
    guide_sync(guide);
    const struct step *step = &guide->steps[guide->state->position.step];
    buf_addf(out, _("Step %d of %d: %d %.*s"), guide_position(guide), guide_step_count(guide),
        step->number, SLICE_ARG(step->name));
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
    if (guide->steps[guide->state->position.step].paused)
        buf_adds(out, _("paused, "));
    if (left < 0) {
        buf_adds(out, _("over by "));
        add_clock(out, -left);
        return;
    }
    add_clock(out, left);
    buf_adds(out, _(" left"));
    if (left <= BOX_WARNING)
        buf_add_char(out, '!');
}

/* --- agenda --- */

static const char *state_name(enum step_state state)
{
    static const char *const names[] = {
        [STATE_OPEN] = N_("open"),
        [STATE_DONE] = N_("done"),
        [STATE_PASSED] = N_("passed"),
        [STATE_WAITING] = N_("nothing to ask yet"),
    };
    return _(names[state]);
}

static void add_agenda_line(const struct guide_step *step, struct buf *out)
{
    buf_addf(out, "%s %2d ", step->current ? ">" : " ", step->number);
    buf_add_slice(out, step->name);
    buf_addf(out, _(": %d min, "), step->box / 60);
    add_clock(out, step->used);
    buf_addf(out, step->current ? _(" used, now, %s") : _(" used, %s"),
        step->absent ? _("not for this kind of map") : state_name(step->state));
    if (step->open)
        buf_addf(
            out, _n(", %d question open", ", %d questions open", (unsigned)step->open), step->open);
    if (step->needed)
        buf_addf(out, _n(" (%d needed)", " (%d needed)", (unsigned)step->needed), step->needed);
    buf_add_char(out, '\n');
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
    buf_addf(out, _("     In all: %d min, "), planned / 60);
    add_clock(out, used);
    buf_adds(out, _(" used\n"));
}

static void add_done_already(const struct guide *guide, struct buf *out)
{
    const struct state *state = guide->state;
    size_t start = out->len;
    for (size_t i = state->came_from + 1; i < state->position.step; i++) {
        struct step *step = &guide->steps[i];
        if (!step->in_preset || !step_counts(guide, step).answered ||
            step_state_of(guide, step) != STATE_DONE)
            continue;
        buf_addf(
            out, "%s%d %.*s", out->len > start ? ", " : "", step->number, SLICE_ARG(step->name));
    }
    if (out->len > start)
        buf_adds(out, _(": done already"));
}

/* "4 Actions to 13 Vote: nothing to ask yet": whoever ends a list too early sees why. */
static void add_waiting(const struct guide *guide, struct buf *out)
{
    const struct state *state = guide->state;
    const struct step *first = NULL, *last = NULL;
    for (size_t i = state->came_from + 1; i < state->position.step; i++) {
        struct step *step = &guide->steps[i];
        if (!step->in_preset || step_state_of(guide, step) != STATE_WAITING)
            continue;
        first = first ? first : step;
        last = step;
    }
    if (!first)
        return;
    buf_addf(out, "%d %.*s", first->number, SLICE_ARG(first->name));
    if (last != first)
        buf_addf(out, _(" to %d %.*s"), last->number, SLICE_ARG(last->name));
    buf_adds(out, _(": nothing to ask yet"));
    if (!node_children(guide_map(guide)->root, MAP_STAGES).count)
        buf_adds(out, _(", for there are no stages; .step stages goes to them"));
}

void guide_add_passed_over(const struct guide *guide, struct buf *out)
{
    guide_sync(guide);
    struct buf waiting = BUF_INIT;
    size_t start = out->len;
    if (guide->state->end || guide->state->came_from >= guide->state->position.step)
        return;
    add_done_already(guide, out);
    add_waiting(guide, &waiting);
    if (waiting.len)
        buf_addf(out, "%s%s", out->len > start ? "; " : "", waiting.data);
    buf_release(&waiting);
}

bool guide_add_optional(const struct guide *guide, struct buf *out)
{
    struct guide_question question;
    if (!guide_question(guide, &question) || question.needed || question.answered ||
        guide_current_step(guide).state != STATE_DONE)
        return false;
    buf_adds(out, _("not needed; .step goes on"));
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
    if (needed > said)
        buf_addf(out, _n("   and %d more\n", "   and %d more\n", (unsigned)(needed - said)),
            needed - said);
}

static void add_step_summary(const struct guide *guide, size_t number, struct buf *out)
{
    struct step *step = &guide->steps[number];
    struct counts counts = step_counts(guide, step);
    if (step_state_of(guide, step) == STATE_WAITING)
        buf_addf(out, _("%d %.*s: nothing to ask yet\n"), step->number, SLICE_ARG(step->name));
    if (!counts.needed)
        return;
    buf_addf(out,
        _n("%d %.*s: %d question is open\n", "%d %.*s: %d questions are open\n",
            (unsigned)counts.needed),
        step->number, SLICE_ARG(step->name), counts.needed);
    add_open(guide, number, counts.needed, out);
}

void guide_add_summary(const struct guide *guide, struct buf *out)
{
    int done = 0;
    guide_sync(guide);
    for (size_t i = 0; i < guide->step_count; i++)
        done += guide->steps[i].in_preset && step_state_of(guide, &guide->steps[i]) == STATE_DONE;
    buf_addf(out, _("%d of %d steps are done.\n"), done, guide_step_count(guide));
    for (size_t i = 0; i < guide->step_count; i++)
        if (guide->steps[i].in_preset)
            add_step_summary(guide, i, out);
}
