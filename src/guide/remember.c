/* What the map remembers of the workshop: what was skipped, and the time. */
#include <stdlib.h>

#include "base/mem.h"
#include "guide/guide_private.h"

enum { SKIPS_MOST = 1000 }; /* single ones that a step remembers */

#define EVERY_NODE "*" /* in the place of an id: the row of a persona */

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
    return step->skip_count &&
           bsearch(&hash, step->skip_set, step->skip_count, sizeof hash, compare_hashes);
}

void slot_add(const struct guide *guide, const struct slot *slot, struct buf *out)
{
    buf_add_slice(out, slot_ask(guide, slot)->target);
    buf_addf(out, " %s", slot->node->id);
    if (slot->persona)
        buf_addf(out, " %s", slot->persona->id);
}

/* The hash of what slot_add() makes, with this id for the node's. */
static uint64_t hash_slot(const struct guide *guide, const struct slot *slot, const char *id)
{
    uint64_t hash = hash_text(HASH_BEGIN, slot_ask(guide, slot)->target);
    hash = hash_text(hash_text(hash, SLICE(" ")), slice_of(id));
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
           (slot->persona && in_skipped(step, hash_slot(guide, slot, EVERY_NODE))) ||
           in_skipped(step, hash_slot(guide, slot, slot->node->id));
}

/* Does the item belong to that question? */
static bool is_of_target(struct slice item, struct slice target)
{
    return item.len >= target.len && memcmp(item.data, target.data, target.len) == 0 &&
           (item.len == target.len || item.data[target.len] == ' ');
}

/* "touchpoint.emotion", "touchpoint.emotion * anna", "touchpoint.emotion 3-d-secure anna" */
static void add_skip(
    const struct guide *guide, const struct slot *slot, enum skip what, struct buf *out)
{
    if (what == SKIP_ONE) {
        slot_add(guide, slot, out);
        return;
    }
    buf_add_slice(out, slot_ask(guide, slot)->target);
    if (what == SKIP_ROW && slot->persona)
        buf_addf(out, " %s %s", EVERY_NODE, slot->persona->id);
}

void guide_remember_skip(struct guide *guide, const struct slot *slot, enum skip what)
{
    struct step *step = &guide->steps[slot->step];
    struct slice target = slot_ask(guide, slot)->target, item;
    struct node *node = step_node(guide, step);
    struct slice list = node_get(node, STEP_SKIPPED);
    struct buf kept = BUF_INIT, new = BUF_INIT;
    add_skip(guide, slot, what, &new);
    bool whole = slice_equal(buf_slice(&new), target);
    read_skipped(step);
    if (!in_skipped(step, hash_text(HASH_BEGIN, buf_slice(&new))) &&
        (what != SKIP_ONE || step->skip_count < SKIPS_MOST)) {
        while (value_next_item(&list, &item))
            if (!whole || !is_of_target(item, target))
                value_add_item(&kept, item);
        value_add_item(&kept, buf_slice(&new));
        edit_set(guide->undo, node, STEP_SKIPPED, buf_slice(&kept));
    }
    buf_release(&kept);
    buf_release(&new);
}

/* --- the nodes that remember --- */

void guide_find_step_nodes(const struct guide *guide)
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

/* --- remembering the time --- */

void guide_remember_times(const struct guide *guide)
{
    for (size_t i = 0; i < guide->step_count; i++) {
        struct step *step = &guide->steps[i];
        if (!step->node)
            continue;
        step->used = node_int(step->node, STEP_USED, 0);
        step->extra = node_int(step->node, STEP_EXTRA, 0);
        step->paused = node_flag(step->node, STEP_PAUSED);
    }
}

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
    if (guide->state->follows)
        return;
    guide_bank_time(guide);
    uint32_t before = guide_map(guide)->revision;
    undo_begin_more(guide->undo);
    for (size_t i = 0; i < guide->step_count; i++)
        note_step(guide, &guide->steps[i]);
    /* A map that was only looked at stays as it is. */
    if (!guide_is_behind(guide) && (guide->state->moved || guide_map(guide)->revision != before))
        guide_write_position(guide);
    undo_end(guide->undo);
    guide_settle(guide);
}

void guide_tell_position(struct guide *guide)
{
    guide_sync(guide);
    if (!guide->state->moved || guide_is_behind(guide) || undo_can_redo(guide->undo))
        return;
    undo_begin_more(guide->undo);
    guide_write_position(guide);
    undo_end(guide->undo);
    guide_settle(guide);
}

void guide_note(struct guide *guide)
{
    /* What was undone shall be there to redo: the time can wait. */
    if (!undo_can_redo(guide->undo))
        guide_write_times(guide);
}
