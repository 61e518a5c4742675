/* Where the guide is: read from the map, taken, and written there. */
#include "guide/guide_private.h"

/* --- reading the place --- */

static bool take_given(struct slice *rest, struct slice word)
{
    if (rest->len < word.len || memcmp(rest->data, word.data, word.len) != 0 ||
        (rest->len > word.len && rest->data[word.len] != ' '))
        return false;
    *rest = slice_from(*rest, word.len + (rest->len > word.len));
    return true;
}

/* Node and persona by their ids. */
static void read_nodes(const struct guide *guide, struct slice ids, struct slot *slot)
{
    const struct map *map = guide_map(guide);
    slot->node = map_find(map, slice_next_word(&ids));
    slot->persona = ids.len ? map_find(map, ids) : NULL;
    if (slot->persona && slot->persona->kind != KIND_PERSONA)
        slot->persona = NULL;
}

/* The question and node that the rest of the place names; false where they are not there. */
static bool read_slot(const struct guide *guide, struct slice rest, struct slot *slot)
{
    const struct step *step = &guide->steps[slot->step];
    for (slot->ask = 0; slot->ask < step->ask_count; slot->ask++) {
        struct slice ids = rest;
        const struct ask *ask = &step->asks[slot->ask];
        if (!ask->applies || !take_given(&ids, ask->target))
            continue;
        read_nodes(guide, ids, slot);
        return slot->node && slot_find(guide, slot);
    }
    slot->ask = 0;
    return false;
}

/* What the map says of the place. False where that is nothing that can be asked; then the slot is
 * where to look on, if its step is `known`. An own step's key may begin like another's. */
static bool read_position(
    const struct guide *guide, struct slice asked, struct slot *slot, bool *known)
{
    *known = false;
    for (size_t i = 0; i < guide->step_count; i++) {
        struct slice rest = asked;
        struct slot at = { .step = i };
        if (!guide->steps[i].in_preset || !take_given(&rest, guide->steps[i].key))
            continue;
        bool found = read_slot(guide, rest, &at);
        if (found || !*known)
            *slot = at;
        if (found)
            return true;
        *known = true;
    }
    return false;
}

/* --- taking a place --- */

/* Whoever goes back to a step where nothing is open wants to see all of it, from there on. */
static bool is_walked(const struct guide *guide, const struct slot *slot)
{
    const struct state *state = guide->state;
    bool same_step = state->placed && !state->end && state->position.step == slot->step;
    return (same_step && state->walking) ||
           (!slot_open(guide, slot) && !step_counts(guide, &guide->steps[slot->step]).asked);
}

static void take_place(struct state *state, const struct guide *guide, const struct slot *slot)
{
    state->walking = is_walked(guide, slot);
    state->position = *slot;
    state->placed = true;
    state->end = false;
    state->was_open = !slot_answered(guide, slot);
}

/* Own questions, which a template brought, are nothing that was remembered. */
static bool remembers_steps(const struct node *root)
{
    struct node_list steps = node_children(root, MAP_GUIDE);
    for (uint32_t i = 0; i < steps.count; i++)
        if (node_has(steps.items[i], STEP_USED) || node_has(steps.items[i], STEP_PASSED) ||
            node_has(steps.items[i], STEP_SKIPPED))
            return true;
    return false;
}

/* The map is new, and its title nothing but the file's name: it is asked for all the same, and an
 * empty line keeps it. */
static bool asks_title(const struct guide *guide)
{
    const struct node *root = guide_map(guide)->root;
    const struct step *first = guide->steps;
    return guide->file_title.len &&
           slice_equal(node_headline(root), buf_slice(&guide->file_title)) &&
           !guide_rows(guide, KIND_PERSONA)->count && !node_has(root, MAP_GOAL) &&
           !remembers_steps(root) && guide->step_count && first->in_preset && first->ask_count &&
           first->asks[0].field == MAP_TITLE;
}

static int count_open(const struct guide *guide)
{
    int open = 0;
    for (size_t i = 0; i < guide->step_count; i++)
        if (guide->steps[i].in_preset)
            open += step_counts(guide, &guide->steps[i]).open;
    return open;
}

static void take_end(struct state *state, const struct guide *guide)
{
    state->end = true;
    state->left = count_open(guide);
}

/* The first open question of the first step that is not done. */
static bool seek_unfinished(const struct guide *guide, struct slot *slot)
{
    for (size_t i = 0; i < guide->step_count; i++) {
        struct step *step = &guide->steps[i];
        *slot = (struct slot){ .step = i };
        if (step->in_preset && step_state_of(guide, step) == STATE_OPEN &&
            step_counts(guide, step).asked)
            return slot_seek_open(guide, slot);
    }
    return false;
}

static bool seek_first(const struct guide *guide, struct slot *slot)
{
    *slot = (struct slot){ 0 };
    if (asks_title(guide))
        return slot_fill(guide, slot);
    if (seek_unfinished(guide, slot))
        return true;
    *slot = (struct slot){ 0 };
    return slot_seek_open(guide, slot);
}

/* What is asked from the slot on: in a step that is walked through all, else what is open. */
static bool seek_next(const struct guide *guide, struct slot *slot)
{
    const struct state *state = guide->state;
    struct slot at = *slot;
    if (state->walking && slot_first(guide, &at) && at.step == state->position.step) {
        *slot = at;
        return true;
    }
    return slot_seek_open(guide, slot) || (state->walking && seek_unfinished(guide, slot));
}

/* A pick and a list are no single answer, so they go on. */
static bool is_single(const struct ask *ask)
{
    return ask_form(ask) != ANSWER_LIST && ask_form(ask) != ANSWER_PICK;
}

/* A list that somebody was at has items perhaps, but that alone is no going back to its step. */
static void resume(struct state *state, const struct guide *guide, const struct slot *slot)
{
    bool fresh = !state->placed;
    take_place(state, guide, slot);
    if (fresh && !is_single(slot_ask(guide, slot)))
        state->walking = false;
}

static void place_from_map(const struct guide *guide)
{
    struct state *state = guide->state;
    struct slice asked = node_get(guide_map(guide)->root, MAP_ASKED);
    struct slot slot;
    bool known = false;
    bool found = asked.len && read_position(guide, asked, &slot, &known);
    guide_bank_time(guide);
    state->moved = false;
    state->came_from = SIZE_MAX;
    if (!found)
        found = known ? slot_seek_open(guide, &slot) : seek_first(guide, &slot);
    if (found)
        resume(state, guide, &slot);
    else
        take_end(state, guide);
    buf_clear(&state->asked);
    buf_add_slice(&state->asked, asked);
}

/* Goes on from that slot, whether it is still there or not. */
static void seek_on(const struct guide *guide, struct slot slot)
{
    guide_bank_time(guide);
    guide->state->moved = true;
    if (seek_next(guide, &slot))
        take_place(guide->state, guide, &slot);
    else
        take_end(guide->state, guide);
}

/* The question can be asked still; its slot may have another index. */
static bool is_there(const struct guide *guide, struct slot *slot)
{
    return map_find(guide_map(guide), slice_of(slot->node->id)) == slot->node &&
           slot_ask(guide, slot)->applies && guide->steps[slot->step].in_preset &&
           slot_find(guide, slot);
}

void guide_check_position(const struct guide *guide)
{
    struct state *state = guide->state;
    struct slot slot = state->position;
    if (!is_there(guide, &slot) ||
        (state->was_open && is_single(slot_ask(guide, &slot)) && slot_answered(guide, &slot)))
        seek_on(guide, state->position);
    else
        state->position = slot;
}

/* The map names another question than the one that was last known. */
static bool others_moved(const struct guide *guide)
{
    return !slice_equal(
        node_get(guide_map(guide)->root, MAP_ASKED), buf_slice(&guide->state->asked));
}

/* Rows and steps as the map has them now. */
static void look_anew(const struct guide *guide)
{
    guide->state->revision = guide_map(guide)->revision;
    guide_forget_rows(guide);
    guide_find_step_nodes(guide);
    guide_choose_steps(guide);
    if (guide->state->follows)
        guide_remember_times(guide);
}

void guide_sync(const struct guide *guide)
{
    struct state *state = guide->state;
    if (state->placed && state->revision == guide_map(guide)->revision)
        return;
    look_anew(guide);
    if (state->placed && state->held && !state->end && is_there(guide, &state->position))
        return;
    /* At the end there is something to ask again only where more is open now. */
    if (state->placed && state->end && !others_moved(guide)) {
        int open = count_open(guide), before = state->left;
        state->left = open;
        if (open <= before)
            return;
    }
    if (!state->placed || others_moved(guide) || state->end)
        place_from_map(guide);
    else
        guide_check_position(guide);
    state->placed = true;
}

void guide_set_position(struct guide *guide, const struct slot *slot)
{
    guide_bank_time(guide);
    take_place(guide->state, guide, slot);
    guide->state->moved = true;
    guide->state->came_from = SIZE_MAX;
}

void guide_advance_behind(struct guide *guide, const struct slot *last)
{
    struct state *state = guide->state;
    struct slot slot = *last;
    size_t from = state->position.step;
    guide_choose_steps(guide);
    slot_step_on(guide, &slot);
    seek_on(guide, slot);
    if (state->position.step != from)
        state->came_from = from;
}

void guide_advance(struct guide *guide)
{
    guide_advance_behind(guide, &guide->state->position);
}

/* --- several at one map --- */

/* The next look finds out where the others are. */
static void look_again(const struct guide *guide)
{
    guide->state->revision = guide_map(guide)->revision - 1;
}

void guide_hold(struct guide *guide, bool held)
{
    if (guide->state->held && !held)
        look_again(guide);
    guide->state->held = held;
}

bool guide_is_behind(const struct guide *guide)
{
    guide_sync(guide);
    return others_moved(guide);
}

/* --- changes of the map --- */

void guide_write_position(struct guide *guide)
{
    struct state *state = guide->state;
    struct buf text = BUF_INIT;
    if (!state->end) {
        buf_add_slice(&text, guide->steps[state->position.step].key);
        buf_add_char(&text, ' ');
        slot_add(guide, &state->position, &text);
    }
    edit_set(
        guide->undo, guide_map(guide)->root, MAP_ASKED, text.len ? buf_slice(&text) : SLICE_NONE);
    buf_clear(&state->asked);
    buf_add_slice(&state->asked, buf_slice(&text));
    state->moved = false;
    buf_release(&text);
}

void guide_settle(struct guide *guide)
{
    guide->state->revision = guide_map(guide)->revision;
}

void guide_begin(struct guide *guide)
{
    if (guide->state->moved) {
        undo_begin_more(guide->undo);
        undo_catch_up(guide->undo);
        if (!others_moved(guide))
            guide_write_position(guide);
        undo_end(guide->undo);
    }
    undo_begin(guide->undo);
    undo_catch_up(guide->undo);
    if (guide->state->revision != guide_map(guide)->revision) {
        look_anew(guide);
        is_there(guide, &guide->state->position);
    }
}

void guide_end(struct guide *guide)
{
    bool behind = others_moved(guide);
    if (!behind)
        guide_write_position(guide);
    undo_end(guide->undo);
    guide_settle(guide);
    if (behind)
        look_again(guide);
}
