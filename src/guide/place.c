/* Where the guide is, and what of it the map remembers. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <stdlib.h>

#include "base/mem.h"
#include "guide/guide_private.h"

enum { SKIPS_MOST = 1000 }; /* single ones that a step remembers */

/* --- what was skipped --- */

#define HASH_BEGIN 0xcbf29ce484222325u

static uint64_t hash_text(uint64_t hash, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
    return hash;
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static struct slice skipped_of(const struct step *step)
{
    return step->node ? node_get(step->node, STEP_SKIPPED) : SLICE("");
}

/* A value never changes in its place, so its address tells whether it is another one. */
static void read_skipped(struct step *step)
{
    struct slice list = skipped_of(step), item;
    size_t cap = 0;
    if (step->skipped == list.data)
        return;
    free(step->skip_set);
    step->skip_set = NULL;
    step->skip_count = 0;
    step->skipped = list.data;
    while (value_next_item(&list, &item)) {
        MEM_GROW(step->skip_set, step->skip_count + 1, cap);
        step->skip_set[step->skip_count++] = hash_text(HASH_BEGIN, item);
    }
    if (step->skip_count)
        qsort(step->skip_set, step->skip_count, sizeof *step->skip_set, compare_hashes);
}

static bool in_skipped(const struct step *step, uint64_t hash)
{
    return bsearch(&hash, step->skip_set, step->skip_count, sizeof hash, compare_hashes) != NULL;
}

/* "touchpoint.emotion 3-d-secure anna" */
static void add_slot(const struct guide *guide, const struct slot *slot, struct buf *out)
{
    buf_add_slice(out, slot_ask(guide, slot)->target);
    buf_addf(out, " %s", slot->node->id);
    if (slot->persona)
        buf_addf(out, " %s", slot->persona->id);
}

/* The hash of what add_slot() makes. */
static uint64_t hash_slot(const struct guide *guide, const struct slot *slot)
{
    uint64_t hash = hash_text(HASH_BEGIN, slot_ask(guide, slot)->target);
    hash = hash_text(hash_text(hash, SLICE(" ")), slice_of(slot->node->id));
    if (slot->persona)
        hash = hash_text(hash_text(hash, SLICE(" ")), slice_of(slot->persona->id));
    return hash;
}

bool slot_skipped(const struct guide *guide, const struct slot *slot)
{
    struct step *step = &guide->steps[slot->step];
    if (!step->node || !skipped_of(step).len)
        return false;
    read_skipped(step);
    return in_skipped(step, hash_text(HASH_BEGIN, slot_ask(guide, slot)->target)) ||
           in_skipped(step, hash_slot(guide, slot));
}

/* Does the item belong to that question? */
static bool is_of_target(struct slice item, struct slice target)
{
    return item.len >= target.len && memcmp(item.data, target.data, target.len) == 0 &&
           (item.len == target.len || item.data[target.len] == ' ');
}

void guide_remember_skip(struct guide *guide, const struct slot *slot, bool row)
{
    struct step *step = &guide->steps[slot->step];
    struct slice target = slot_ask(guide, slot)->target, item;
    struct node *node = step_node(guide, step);
    struct slice list = node_get(node, STEP_SKIPPED);
    struct buf kept = BUF_INIT, new = BUF_INIT;
    if (row)
        buf_add_slice(&new, target);
    else
        add_slot(guide, slot, &new);
    read_skipped(step);
    if (!in_skipped(step, hash_text(HASH_BEGIN, buf_slice(&new))) &&
        (row || step->skip_count < SKIPS_MOST)) {
        while (value_next_item(&list, &item))
            if (!row || !is_of_target(item, target))
                value_add_item(&kept, item);
        value_add_item(&kept, buf_slice(&new));
        edit_set(guide->undo, node, STEP_SKIPPED, buf_slice(&kept));
    }
    buf_release(&kept);
    buf_release(&new);
}

/* --- the nodes that remember --- */

static void find_step_nodes(const struct guide *guide)
{
    struct node_list nodes = node_children(guide_map(guide)->root, MAP_GUIDE);
    for (size_t i = 0; i < guide->step_count; i++)
        guide->steps[i].node = NULL;
    for (uint32_t i = 0; i < nodes.count; i++)
        for (size_t j = 0; j < guide->step_count; j++)
            if (!guide->steps[j].node &&
                slice_equal(node_get(nodes.items[i], STEP_STEP), guide->steps[j].key)) {
                guide->steps[j].node = nodes.items[i];
                break;
            }
}

/* In front of the first one that comes later: then each own step stays behind the one that it
 * follows. */
static size_t index_for(const struct guide *guide, const struct step *step)
{
    size_t index = node_child_count(guide_map(guide)->root, MAP_GUIDE);
    for (const struct step *s = step + 1; s < guide->steps + guide->step_count; s++)
        if (s->node && node_index(s->node) < index)
            index = node_index(s->node);
    return index;
}

struct node *step_node(struct guide *guide, struct step *step)
{
    if (step->node)
        return step->node;
    struct map *map = guide_map(guide);
    struct node *node = node_new(map, KIND_STEP);
    node_put(map, node, STEP_STEP, step->key);
    edit_insert(guide->undo, map->root, node, index_for(guide, step));
    step->node = node;
    return node;
}

/* --- reading the place --- */

static bool take_word(struct slice *rest, struct slice word)
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
    const char *blank = ids.len ? memchr(ids.data, ' ', ids.len) : NULL;
    size_t len = blank ? (size_t)(blank - ids.data) : ids.len;
    slot->node = map_find(map, (struct slice){ ids.data, len });
    slot->persona = blank ? map_find(map, slice_from(ids, len + 1)) : NULL;
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
        if (!ask_applies(guide, step, ask) || !take_word(&ids, ask->target))
            continue;
        read_nodes(guide, ids, slot);
        return slot->node && slot_find(guide, slot);
    }
    slot->ask = 0;
    return false;
}

/* What the map says of the place. False where that is nothing that can be asked; then the slot is
 * where to look on, if its step is `known`. An own step's key may begin like another's. */
static bool read_place(
    const struct guide *guide, struct slice asked, struct slot *slot, bool *known)
{
    *known = false;
    for (size_t i = 0; i < guide->step_count; i++) {
        struct slice rest = asked;
        struct slot at = { .step = i };
        if (!step_in_preset(guide, &guide->steps[i]) || !take_word(&rest, guide->steps[i].key))
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

static void take_place(struct state *state, const struct guide *guide, const struct slot *slot)
{
    if (!state->placed || state->end || state->place.step != slot->step)
        state->skipped_too = false;
    state->place = *slot;
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

/* Nothing is known but a title, which may be the file's name: the first question is asked all the
 * same, and an empty line keeps it. */
static bool is_new(const struct guide *guide)
{
    const struct node *root = guide_map(guide)->root;
    return !guide_rows(guide, KIND_PERSONA)->count && !guide_rows(guide, KIND_TOUCHPOINT)->count &&
           !node_has(root, MAP_GOAL) && !remembers_steps(root);
}

/* The first open question of the first step that is not done, else the first one at all. */
static bool seek_first(const struct guide *guide, struct slot *slot)
{
    *slot = (struct slot){ 0 };
    if (is_new(guide) && guide->step_count && step_in_preset(guide, &guide->steps[0]) &&
        guide->steps[0].ask_count && guide->steps[0].asks[0].field == MAP_TITLE)
        return slot_fill(guide, slot);
    for (size_t i = 0; i < guide->step_count; i++) {
        struct step *step = &guide->steps[i];
        *slot = (struct slot){ .step = i };
        if (step_in_preset(guide, step) && step_state_of(guide, step) == STATE_OPEN)
            return slot_seek_open(guide, slot);
    }
    *slot = (struct slot){ 0 };
    return slot_seek_open(guide, slot);
}

static void place_from_map(const struct guide *guide)
{
    struct state *state = guide->state;
    struct slice asked = node_get(guide_map(guide)->root, MAP_ASKED);
    struct slot slot;
    bool known = false;
    bool found = asked.len && read_place(guide, asked, &slot, &known);
    guide_bank_time(guide);
    state->placed = state->end = state->moved = false;
    if (!found)
        found = known ? slot_seek_open(guide, &slot) : seek_first(guide, &slot);
    if (found)
        take_place(state, guide, &slot);
    state->end = !found;
    buf_clear(&state->asked);
    buf_add_slice(&state->asked, asked);
}

/* Goes on from where the place was, whether it is still there or not. */
static void seek_on(const struct guide *guide)
{
    struct state *state = guide->state;
    struct slot slot = state->place;
    guide_bank_time(guide);
    state->moved = true;
    if (slot_seek_open(guide, &slot))
        take_place(state, guide, &slot);
    else
        state->end = true;
}

/* A pick and a list are no single answer, so they go on. */
static bool is_single(const struct ask *ask)
{
    return ask_form(ask) != ANSWER_LIST && ask_form(ask) != ANSWER_PICK;
}

void guide_check_place(const struct guide *guide)
{
    struct state *state = guide->state;
    struct slot slot = state->place;
    bool there = map_find(guide_map(guide), slice_of(slot.node->id)) == slot.node &&
                 ask_applies(guide, &guide->steps[slot.step], slot_ask(guide, &slot)) &&
                 step_in_preset(guide, &guide->steps[slot.step]) && slot_find(guide, &slot);
    if (!there ||
        (state->was_open && is_single(slot_ask(guide, &slot)) && slot_answered(guide, &slot)))
        seek_on(guide);
    else
        state->place.index = slot.index;
}

void guide_sync(const struct guide *guide)
{
    struct state *state = guide->state;
    const struct map *map = guide_map(guide);
    if (state->placed && state->revision == map->revision)
        return;
    state->revision = map->revision;
    state->rows_known = false;
    find_step_nodes(guide);
    bool same = slice_equal(node_get(map->root, MAP_ASKED), buf_slice(&state->asked));
    /* At the end there may be something to ask again. */
    if (!state->placed || !same || state->end)
        place_from_map(guide);
    else
        guide_check_place(guide);
    state->placed = true;
}

void guide_place(struct guide *guide, const struct slot *slot)
{
    guide_bank_time(guide);
    take_place(guide->state, guide, slot);
    guide->state->moved = true;
}

void guide_advance(struct guide *guide)
{
    struct state *state = guide->state;
    struct slot slot = state->place;
    guide_bank_time(guide);
    state->moved = true;
    slot.index++;
    if (slot_seek_open(guide, &slot))
        take_place(state, guide, &slot);
    else
        state->end = true;
}

/* --- changes of the map --- */

static void write_place(struct guide *guide)
{
    struct state *state = guide->state;
    struct buf text = BUF_INIT;
    if (!state->end) {
        buf_add_slice(&text, guide->steps[state->place.step].key);
        buf_add_char(&text, ' ');
        add_slot(guide, &state->place, &text);
    }
    edit_set(
        guide->undo, guide_map(guide)->root, MAP_ASKED, text.len ? buf_slice(&text) : SLICE_NONE);
    buf_clear(&state->asked);
    buf_add_slice(&state->asked, buf_slice(&text));
    state->moved = false;
    buf_release(&text);
}

/* The map is what this guide made of it: nothing to look at anew. */
static void settle(struct guide *guide)
{
    guide->state->revision = guide_map(guide)->revision;
}

void guide_begin(struct guide *guide)
{
    if (guide->state->moved) {
        undo_begin_more(guide->undo);
        write_place(guide);
        undo_end(guide->undo);
    }
    undo_begin(guide->undo);
}

void guide_end(struct guide *guide)
{
    write_place(guide);
    undo_end(guide->undo);
    settle(guide);
}

/* --- remembering the time --- */

static void note_step(struct guide *guide, struct step *step)
{
    if (!step->used && !step->extra && !step->paused && !step->node)
        return;
    struct node *node = step_node(guide, step);
    if (node_int(node, STEP_USED, 0) != step->used)
        edit_set_int(guide->undo, node, STEP_USED, step->used);
    if (node_int(node, STEP_EXTRA, 0) != step->extra)
        edit_set_int(guide->undo, node, STEP_EXTRA, step->extra);
    if (node_flag(node, STEP_PAUSED) != step->paused)
        edit_set(guide->undo, node, STEP_PAUSED, step->paused ? SLICE("true") : SLICE_NONE);
}

void guide_write_times(struct guide *guide)
{
    guide_sync(guide);
    guide_bank_time(guide);
    undo_begin_more(guide->undo);
    for (size_t i = 0; i < guide->step_count; i++)
        note_step(guide, &guide->steps[i]);
    if (guide->state->moved)
        write_place(guide);
    undo_end(guide->undo);
    settle(guide);
}

void guide_note(struct guide *guide)
{
    /* What was undone shall be there to redo: the time can wait. */
    if (guide->undo->position == guide->undo->count)
        guide_write_times(guide);
}
