#include "insight/match.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "insight/match_renamed.h"

/* --- the table --- */

static size_t slot_of(const struct match *match, const struct node *node)
{
    uint64_t hash = (uint64_t)(uintptr_t)node * 0x9E3779B97F4A7C15u;
    size_t slot = (size_t)(hash >> 32) & (match->size - 1);
    while (match->pairs[slot].node && match->pairs[slot].node != node)
        slot = (slot + 1) & (match->size - 1);
    return slot;
}

static void grow(struct match *match)
{
    struct match grown = { .size = match->size ? match->size * 2 : 256, .count = match->count };
    grown.pairs = mem_zalloc(grown.size * sizeof *grown.pairs);
    for (size_t i = 0; i < match->size; i++)
        if (match->pairs[i].node)
            grown.pairs[slot_of(&grown, match->pairs[i].node)] = match->pairs[i];
    free(match->pairs);
    *match = grown;
}

static void put_one(struct match *match, struct node *node, struct node *other)
{
    if ((match->count + 1) * 3 > match->size * 2)
        grow(match);
    match->pairs[slot_of(match, node)] = (struct match_pair){ node, other };
    match->count++;
}

void match_put(struct match *match, struct node *a, struct node *b)
{
    put_one(match, a, b);
    put_one(match, b, a);
}

void match_put_self(struct match *match, struct node *node)
{
    put_one(match, node, node);
}

void match_release(struct match *match)
{
    free(match->pairs);
    *match = (struct match)MATCH_INIT;
}

struct node *match_of(const struct match *match, const struct node *node)
{
    return node && match->size ? match->pairs[slot_of(match, node)].other : NULL;
}

/* --- the children of a pair --- */

static void match_ids(struct match *match, const struct map *map_b, const struct node_list *list,
    const struct node *b)
{
    for (uint32_t i = 0; i < list->count; i++) {
        struct node *child = list->items[i];
        struct node *other = map_find(map_b, slice_of(child->id));
        if (other && other->parent == b && other->kind == child->kind && !match_of(match, child) &&
            !match_of(match, other))
            match_put(match, child, other);
    }
}

/* Twins get their ids in the order of the file, so those of all behind a new one change. */
static void match_names(struct match *match, const struct node_list *a, const struct node_list *b)
{
    for (uint32_t i = 0, first = 0; i < a->count; i++) {
        if (match_of(match, a->items[i]))
            continue;
        while (first < b->count && match_of(match, b->items[first]))
            first++;
        for (uint32_t k = first; k < b->count; k++) {
            bool both_written = a->items[i]->explicit_id && b->items[k]->explicit_id;
            if (both_written || match_of(match, b->items[k]) ||
                !slice_equal(node_headline(a->items[i]), node_headline(b->items[k])))
                continue;
            match_put(match, a->items[i], b->items[k]);
            break;
        }
    }
}

void match_children(
    struct match *match, const struct map *map_b, const struct node *a, const struct node *b)
{
    for (size_t i = 0; i < a->list_count; i++) {
        struct node_list list = node_children(b, a->lists[i].field);
        match_ids(match, map_b, &a->lists[i], b);
        match_names(match, &a->lists[i], &list);
        for (uint32_t k = 0; k < a->lists[i].count; k++) {
            const struct node *child = a->lists[i].items[k], *other = match_of(match, child);
            if (other && other->parent == b)
                match_children(match, map_b, child, other);
        }
    }
}

/* --- all --- */

static void match_moved(struct match *match, const struct map *a, const struct map *b)
{
    for (struct node *node = a->root; node; node = node_next(node, a->root)) {
        struct node *other = match_of(match, node) ? NULL : map_find(b, slice_of(node->id));
        if (!other || other->kind != node->kind || match_of(match, other))
            continue;
        match_put(match, node, other);
        match_children(match, b, node, other);
    }
}

static void match_renamed(
    struct match *match, const struct map *a, const struct map *b, bool not_moved)
{
    const struct map *const maps[2] = { a, b };
    for (const struct node *node = a->root; node; node = node_next(node, a->root)) {
        const struct node *other = match_of(match, node);
        for (size_t i = 0; other && i < node->list_count; i++) {
            struct node_list list = node_children(other, node->lists[i].field);
            match_renamed_in(match, maps, &node->lists[i], &list, not_moved);
        }
    }
}

/* A node that got another name takes what is below it along before that is looked for elsewhere:
 * the ids of twins say little. */
void match_maps(struct match *match, const struct map *a, const struct map *b)
{
    *match = (struct match)MATCH_INIT;
    match_put(match, a->root, b->root);
    match_children(match, b, a->root, b->root);
    match_renamed(match, a, b, true);
    match_moved(match, a, b);
    match_renamed(match, a, b, false);
}
