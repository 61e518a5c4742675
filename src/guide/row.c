/* What goes for all that is left of a row: one answer for all of it, or none. */
#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"

/* The slot that `move` leads to, if it is of the same question and persona; over those of questions
 * that are asked together with it. */
static bool move_in_row(const struct guide *guide, struct slot *slot,
    bool (*move)(const struct guide *guide, struct slot *slot))
{
    struct slot at = *slot;
    size_t first, end;
    asks_together(&guide->steps[slot->step], slot->ask, &first, &end);
    while (move(guide, &at) && at.step == slot->step && at.ask >= first && at.ask < end &&
           at.persona == slot->persona)
        if (at.ask == slot->ask) {
            *slot = at;
            return true;
        }
    return false;
}

/* Behind the row; where its nodes are asked another question, too, to that. */
static void advance_behind_row(struct guide *guide, const struct slot *last)
{
    size_t first, end;
    asks_together(&guide->steps[last->step], last->ask, &first, &end);
    if (end - first > 1)
        guide_advance(guide);
    else
        guide_advance_behind(guide, last);
}

static struct slot end_of_row(const struct guide *guide)
{
    struct slot slot = guide->state->position;
    while (move_in_row(guide, &slot, slot_next))
        continue;
    return slot;
}

/* --- no answer --- */

static bool some_open(const struct guide *guide, const struct slot *last)
{
    struct slot slot = guide->state->position;
    size_t first, end;
    asks_together(&guide->steps[last->step], last->ask, &first, &end);
    do {
        if (slot.ask == last->ask && slot_open(guide, &slot))
            return true;
    } while (slot_next(guide, &slot) && slot.step == last->step && slot.ask >= first &&
             slot.ask < end && slot.index <= last->index);
    return false;
}

/* Where all has an answer nothing is skipped: what is added later is asked for. */
static void skip_rest(struct guide *guide, const struct slot *last, enum skip what)
{
    guide_begin(guide);
    if (some_open(guide, last))
        guide_remember_skip(guide, &guide->state->position, what);
    advance_behind_row(guide, last);
    guide_end(guide);
}

void guide_next_row(struct guide *guide)
{
    guide_sync(guide);
    if (guide->state->end)
        return;
    struct slot last = end_of_row(guide);
    skip_rest(guide, &last, SKIP_ROW);
}

void guide_next_question(struct guide *guide)
{
    guide_sync(guide);
    struct slot last = guide->state->position;
    if (guide->state->end)
        return;
    last.index = ask_slots(guide, slot_ask(guide, &last)) - 1;
    skip_rest(guide, &last, SKIP_ALL);
}

/* --- one answer --- */

/* What was answered just before in this row. */
static bool repeat_last(const struct guide *guide, struct buf *out)
{
    struct slot slot = guide->state->position;
    while (move_in_row(guide, &slot, slot_previous))
        if (slot_answered(guide, &slot)) {
            slot_add_value(guide, &slot, out);
            return true;
        }
    return false;
}

/* The answer as it is stored; false with a reason. */
static bool read_answer(
    const struct guide *guide, struct slice typed, struct buf *value, struct buf *message)
{
    const struct ask *ask = slot_ask(guide, &guide->state->position);
    enum answer_form form = ask_form(ask);
    struct buf text = BUF_INIT;
    bool good = false;
    text_add_line(typed, SIZE_MAX, &text);
    if (form == ANSWER_LIST || form == ANSWER_PICK)
        buf_adds(message, _("lists and picks need an answer each; .next skips the rest"));
    else if (!text.len && !repeat_last(guide, &text))
        buf_adds(message, _("type an answer for the rest of the row after .rest, as in: .rest 1"));
    else
        good = answer_parse(guide, ask, buf_slice(&text), value, message);
    buf_release(&text);
    return good;
}

bool guide_rest(struct guide *guide, struct slice typed, struct buf *message)
{
    struct buf value = BUF_INIT;
    int count = 0;
    guide_sync(guide);
    if (guide->state->end) {
        buf_adds(message, _("there are no more questions; .step goes to a step, .quit ends"));
        return false;
    }
    bool good = answer_check(typed, message) && read_answer(guide, typed, &value, message);
    if (good) {
        struct slot slot = guide->state->position, last = end_of_row(guide);
        guide_begin(guide);
        do {
            if (slot.index != guide->state->position.index && !slot_open(guide, &slot))
                continue;
            answer_store(guide, &slot, buf_slice(&value));
            count++;
        } while (move_in_row(guide, &slot, slot_next));
        advance_behind_row(guide, &last);
        guide_end(guide);
        /* TRANSLATORS: 1: how many questions of the row were answered, 2: the answer. */
        buf_addf(message, _n("%1$d answer: %2$s", "%1$d answers: %2$s", (unsigned)count), count,
            value.data);
    }
    buf_release(&value);
    return good;
}
