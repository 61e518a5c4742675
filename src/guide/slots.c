/* Slots: what can be asked, in which order, and which of it is open. */
#include <stdlib.h>

#include "base/mem.h"
#include "guide/guide_private.h"
#include "insight/priority.h"
#include "insight/touchpoint.h"
#include "model/edit/per_persona.h"

enum { FORM_OPTIONS = 9 }; /* so many can be chosen by a key */

/* --- rows --- */

void guide_forget_rows(const struct guide *guide)
{
    memset(guide->state->rows_known, 0, sizeof guide->state->rows_known);
}

void guide_forget_kind(struct guide *guide, enum node_kind kind)
{
    guide->state->rows_known[kind] = false;
}

static int compare_addresses(const void *a, const void *b)
{
    const struct node *const *x = a, *const *y = b;
    uintptr_t first = (uintptr_t)*x, second = (uintptr_t)*y;
    return first < second ? -1 : first > second;
}

static void add_row(struct rows *rows, struct node *node)
{
    MEM_GROW(rows->nodes, rows->count + 1, rows->cap);
    rows->nodes[rows->count++] = node;
}

/* Thousands of pains and ideas may lie in one touchpoint: each looks for the other once. */
static void find_helped(struct state *state, const struct map *map)
{
    const struct rows *ideas = &state->rows[KIND_IDEA];
    state->helped.count = 0;
    for (size_t i = 0; i < ideas->count; i++) {
        struct node *pain = map_find(map, node_get(ideas->nodes[i], IDEA_PAIN));
        if (pain && pain->kind == KIND_PAIN && pain->parent == ideas->nodes[i]->parent)
            add_row(&state->helped, pain);
    }
    if (state->helped.count)
        qsort(state->helped.nodes, state->helped.count, sizeof *state->helped.nodes,
            compare_addresses);
}

const struct rows *guide_rows(const struct guide *guide, enum node_kind kind)
{
    struct state *state = guide->state;
    const struct node *root = guide_map(guide)->root;
    if (state->rows_known[kind])
        return &state->rows[kind];
    for (size_t i = 0; i < KIND_COUNT; i++) {
        state->rows[i].count = 0;
        state->rows_known[i] = true;
    }
    for (struct node *node = guide_map(guide)->root; node; node = node_next(node, root))
        add_row(&state->rows[node->kind], node);
    find_helped(state, guide_map(guide));
    return &state->rows[kind];
}

struct voted {
    struct node *node;
    int votes;
    size_t order;
};

static int compare_votes(const void *a, const void *b)
{
    const struct voted *x = a, *y = b;
    if (x->votes != y->votes)
        return x->votes > y->votes ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* After a vote the votes come first; those of equal votes keep their order. */
static void sort_by_votes(struct node **nodes, size_t count)
{
    struct voted *voted = mem_alloc((count + 1) * sizeof *voted);
    for (size_t i = 0; i < count; i++)
        voted[i] = (struct voted){ nodes[i], node_int(nodes[i], IDEA_VOTES, 0), i };
    qsort(voted, count, sizeof *voted, compare_votes);
    for (size_t i = 0; i < count; i++)
        nodes[i] = voted[i].node;
    free(voted);
}

size_t pick_candidates(const struct guide *guide, enum node_kind kind, struct node ***out)
{
    if (kind == KIND_PAIN)
        return pains_ranked(guide_map(guide), out);
    if (kind == KIND_IDEA) {
        size_t count = ideas_ranked(guide_map(guide), out);
        sort_by_votes(*out, count);
        return count;
    }
    const struct rows *rows = guide_rows(guide, kind);
    *out = mem_alloc((rows->count + 1) * sizeof **out);
    if (rows->count)
        memcpy(*out, rows->nodes, rows->count * sizeof **out);
    return rows->count;
}

/* --- slots --- */

const struct ask *slot_ask(const struct guide *guide, const struct slot *slot)
{
    return &guide->steps[slot->step].asks[slot->ask];
}

/* Each persona has own emotions where there are several. */
static bool asks_each_persona(const struct guide *guide, const struct ask *ask)
{
    return !ask->pick && field_def(ask->field)->type == FIELD_PER_PERSONA &&
           node_child_count(guide_map(guide)->root, MAP_PERSONAS) > 1;
}

/* What follows on a pick comes in the order in which it was picked from. */
static const struct rows *ask_rows(const struct guide *guide, const struct ask *ask)
{
    struct state *state = guide->state;
    if (ask->of >= FIELD_COUNT || (ask->kind != KIND_PAIN && ask->kind != KIND_IDEA))
        return guide_rows(guide, ask->kind);
    struct ranked_rows *ranked = &state->ranked[ask->kind == KIND_IDEA];
    uint32_t revision = guide_map(guide)->revision;
    if (!ranked->known || ranked->revision != revision) {
        free(ranked->rows.nodes);
        ranked->rows.count = pick_candidates(guide, ask->kind, &ranked->rows.nodes);
        ranked->known = true;
        ranked->revision = revision;
    }
    return &ranked->rows;
}

size_t ask_slots(const struct guide *guide, const struct ask *ask)
{
    if (ask->pick)
        return 1;
    size_t count = ask_rows(guide, ask)->count;
    if (asks_each_persona(guide, ask))
        count *= node_child_count(guide_map(guide)->root, MAP_PERSONAS);
    return count;
}

static bool is_scored(const struct node *stage)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    for (uint32_t i = 0; i < touchpoints.count; i++)
        if (node_has(touchpoints.items[i], TOUCHPOINT_EMOTION))
            return true;
    return false;
}

bool slot_fill(const struct guide *guide, struct slot *slot)
{
    if (slot->step >= guide->step_count || slot->ask >= guide->steps[slot->step].ask_count)
        return false;
    const struct ask *ask = slot_ask(guide, slot);
    const struct rows *rows = ask_rows(guide, ask);
    if (slot->index >= ask_slots(guide, ask) || !rows->count)
        return false;
    slot->persona = NULL;
    if (ask->pick) {
        slot->node = guide_map(guide)->root;
        return true;
    }
    slot->node = rows->nodes[slot->index % rows->count];
    if (asks_each_persona(guide, ask))
        slot->persona = node_child(guide_map(guide)->root, MAP_PERSONAS, slot->index / rows->count);
    if (ask->field == TOUCHPOINT_ONLINE && !node_has(slot->node, TOUCHPOINT_ONLINE) &&
        touchpoint_online(slot->node) != CHANNEL_UNSAID)
        return false; /* the channel says it */
    if (ask->field == STAGE_EMOTION && is_scored(slot->node))
        return false; /* its touchpoints tell it */
    if (slot->persona && !takes_part(slot->node, slice_of(slot->persona->id)))
        return false;
    return ask->of >= FIELD_COUNT || node_flag(slot->node, ask->of);
}

bool slot_find(const struct guide *guide, struct slot *slot)
{
    const struct ask *ask = slot_ask(guide, slot);
    const struct rows *rows = ask_rows(guide, ask);
    struct slot at = *slot;
    size_t row = 0;
    while (!ask->pick && row < rows->count && rows->nodes[row] != slot->node)
        row++;
    at.index = row;
    if (slot->persona && asks_each_persona(guide, ask) && slot->persona->parent)
        at.index += node_index(slot->persona) * rows->count;
    if (row >= rows->count || !slot_fill(guide, &at) || at.node != slot->node)
        return false;
    *slot = at;
    return true;
}

bool idea_is_of(const struct node *idea, const struct node *pain)
{
    return pain->id && slice_is(node_get(idea, IDEA_PAIN), pain->id);
}

static bool has_ideas(const struct guide *guide, const struct node *pain)
{
    guide_rows(guide, KIND_IDEA);
    const struct rows *helped = &guide->state->helped;
    return helped->count &&
           bsearch(&pain, helped->nodes, helped->count, sizeof *helped->nodes, compare_addresses);
}

static bool some_flag(const struct guide *guide, const struct ask *ask)
{
    const struct rows *rows = guide_rows(guide, ask->kind);
    for (size_t i = 0; i < rows->count; i++)
        if (node_flag(rows->nodes[i], ask->field))
            return true;
    return false;
}

bool slot_answered(const struct guide *guide, const struct slot *slot)
{
    const struct ask *ask = slot_ask(guide, slot);
    const struct node *persona = slot->persona;
    if (ask->pick)
        return some_flag(guide, ask);
    if (ask->field > FIELD_UNKNOWN)
        return node_has(slot->node, ask->field);
    if (field_def(ask->field)->kind != ask->kind)
        return has_ideas(guide, slot->node);
    if (field_def(ask->field)->type == FIELD_NODES)
        return node_child_count(slot->node, ask->field) > 0;
    if (field_def(ask->field)->type == FIELD_PER_PERSONA)
        return touchpoint_emotion(slot->node, persona ? persona->id : NULL) != EMOTION_NONE;
    return node_get(slot->node, ask->field).len > 0;
}

bool slot_open(const struct guide *guide, const struct slot *slot)
{
    return !slot_answered(guide, slot) && !slot_skipped(guide, slot);
}

/* --- their order --- */

static bool step_is_asked(const struct guide *guide, size_t step)
{
    return step < guide->step_count && guide->steps[step].in_preset;
}

void asks_together(const struct step *step, size_t ask, size_t *first, size_t *end)
{
    *first = ask;
    *end = ask + 1;
    while (*first > 0 && step->asks[*first].beside)
        --*first;
    while (*end < step->ask_count && step->asks[*end].beside)
        ++*end;
}

/* How many slots those of them have that apply, the most of one. */
static size_t slots_together(
    const struct guide *guide, const struct step *step, size_t first, size_t end)
{
    size_t most = 0;
    for (size_t i = first; i < end; i++) {
        size_t count = step->asks[i].applies ? ask_slots(guide, &step->asks[i]) : 0;
        most = count > most ? count : most;
    }
    return most;
}

/* Behind the last slot of a question comes the first of the next one. */
void slot_step_on(const struct guide *guide, struct slot *slot)
{
    const struct step *step = &guide->steps[slot->step];
    size_t first, end;
    if (slot->ask >= step->ask_count)
        return;
    asks_together(step, slot->ask, &first, &end);
    if (slot->index == SIZE_MAX) {
        slot->index = 0;
    } else if (slot->ask + 1 < end) {
        slot->ask++;
    } else {
        bool more = slot->index + 1 < slots_together(guide, step, first, end);
        slot->index = more ? slot->index + 1 : 0;
        slot->ask = more ? first : end;
    }
}

bool slot_first(const struct guide *guide, struct slot *slot)
{
    for (; slot->step < guide->step_count; slot->step++, slot->ask = 0, slot->index = 0) {
        const struct step *step = &guide->steps[slot->step];
        if (!step_is_asked(guide, slot->step))
            continue;
        for (; slot->ask < step->ask_count; slot_step_on(guide, slot))
            if (step->asks[slot->ask].applies && slot_fill(guide, slot))
                return true;
    }
    return false;
}

bool slot_next(const struct guide *guide, struct slot *slot)
{
    slot_step_on(guide, slot);
    return slot_first(guide, slot);
}

/* To the place before it; false where that is of another step. */
static bool step_back(const struct guide *guide, struct slot *slot)
{
    const struct step *step = &guide->steps[slot->step];
    size_t first, end;
    for (;;) {
        if (slot->ask < step->ask_count) {
            asks_together(step, slot->ask, &first, &end);
            size_t count = slots_together(guide, step, first, end);
            if (slot->ask > first && slot->index < count) {
                slot->ask--;
                return true;
            }
            slot->index = slot->index < count ? slot->index : count;
            slot->ask = first;
            if (slot->index > 0) {
                slot->index--;
                slot->ask = end - 1;
                return true;
            }
        }
        if (!slot->ask)
            return false;
        slot->ask--;
        asks_together(step, slot->ask, &first, &end);
        slot->ask = first;
        slot->index = SIZE_MAX;
    }
}

bool slot_previous(const struct guide *guide, struct slot *slot)
{
    struct slot at = *slot;
    for (;;) {
        while (step_is_asked(guide, at.step) && step_back(guide, &at))
            if (slot_ask(guide, &at)->applies && slot_fill(guide, &at)) {
                *slot = at;
                return true;
            }
        if (at.step-- == 0)
            return false;
        at.ask = guide->steps[at.step].ask_count;
    }
}

bool slot_seek_open(const struct guide *guide, struct slot *slot)
{
    size_t begun = slot->step;
    while (slot_first(guide, slot)) {
        struct step *step = &guide->steps[slot->step];
        if (slot->step != begun && step->node && node_flag(step->node, STEP_PASSED)) {
            slot->step++;
            slot->ask = slot->index = 0;
            continue;
        }
        if (slot_open(guide, slot))
            return true;
        slot_step_on(guide, slot);
    }
    return false;
}

/* --- forms --- */

enum answer_form ask_form(const struct ask *ask)
{
    const struct field_def *def = ask->def;
    switch (def->type) {
    case FIELD_NODES:
        return ANSWER_LIST;
    case FIELD_LIST: /* a lane's is one value */
        return ask->lane ? ANSWER_LINE : ANSWER_LIST;
    case FIELD_BOOLEAN:
        return ask->pick ? ANSWER_PICK : ANSWER_KEY;
    case FIELD_CHOICE:
    case FIELD_PER_PERSONA:
        return ANSWER_KEY;
    case FIELD_NUMBER:
        if (!ask->lane)
            return ANSWER_LINE;
        /* fall through */
    case FIELD_INTEGER:
        return def->high - def->low < FORM_OPTIONS && def->low < def->high ? ANSWER_KEY
                                                                           : ANSWER_LINE;
    default:
        return ANSWER_LINE;
    }
}

/* --- counting --- */

static void count_slot(const struct guide *guide, const struct slot *slot, struct counts *counts)
{
    bool needed = slot_ask(guide, slot)->needed;
    counts->needs = counts->needs || needed;
    if (slot_answered(guide, slot)) {
        counts->answered++;
        return;
    }
    counts->open++;
    counts->needed += needed;
    counts->asked += !slot_skipped(guide, slot);
}

struct counts step_counts(const struct guide *guide, struct step *step)
{
    struct slot slot = { .step = (size_t)(step - guide->steps) };
    size_t number = slot.step;
    if (step->counted == guide_map(guide)->revision)
        return step->counts;
    step->counts = (struct counts){ 0 };
    step->counted = guide_map(guide)->revision;
    for (bool more = slot_first(guide, &slot); more && slot.step == number;
         more = slot_next(guide, &slot))
        count_slot(guide, &slot, &step->counts);
    return step->counts;
}

enum step_state step_state_of(const struct guide *guide, struct step *step)
{
    struct counts counts = step_counts(guide, step);
    bool passed = step->node && node_flag(step->node, STEP_PASSED);
    if (!counts.answered && !counts.open && step->ask_count && !step_is_absent(step))
        return passed ? STATE_PASSED : STATE_WAITING;
    if (!counts.needed && (counts.needs || !counts.asked || passed))
        return STATE_DONE;
    return passed || !counts.asked ? STATE_PASSED : STATE_OPEN;
}
