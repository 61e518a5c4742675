#include "insight/match/match.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "insight/match/contents.h"
#include "insight/match/names.h"
#include "insight/match/renamed.h"
#include "model/ids.h"

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

void match_drop(struct match *match, const struct node *node)
{
    const struct node *other = match_of(match, node);
    match->pairs[slot_of(match, node)].other = NULL;
    match->pairs[slot_of(match, other)].other = NULL;
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

bool match_is_open(const struct matching *m, const struct node *node)
{
    return !match_of(m->match, node) && !(m->taken_a && match_of(m->taken_a, node)) &&
           !(m->taken_b && match_of(m->taken_b, node));
}

/* --- the children of a pair --- */

/* Is it one that the headline gives when a file is read? */
static bool is_derived(const struct node *node)
{
    struct buf slug = BUF_INIT;
    id_slug((enum node_kind)node->kind, node_headline(node), &slug);
    struct slice id = slice_of(node->id);
    bool derived = !node->explicit_id && id.len >= slug.len &&
                   memcmp(id.data, slug.data, slug.len) == 0 &&
                   strspn(node->id + slug.len, "-0123456789") == id.len - slug.len;
    buf_release(&slug);
    return derived;
}

/* Twins get their ids in the order of the file, so those of all behind a new one change: an id that
 * comes from the name says no more than the name. */
static bool is_sure(const struct node *node, const struct node *other)
{
    if (node->explicit_id && other->explicit_id)
        return true;
    return !slice_equal(node_headline(node), node_headline(other)) &&
           !(is_derived(node) && is_derived(other));
}

static void match_ids(
    const struct matching *m, const struct node_list *list, const struct node *b, bool surely)
{
    for (uint32_t i = 0; i < list->count; i++) {
        struct node *child = list->items[i], *other = map_find(m->b, slice_of(child->id));
        if (other && other->parent == b && other->kind == child->kind && match_is_open(m, child) &&
            match_is_open(m, other) &&
            (surely ? is_sure(child, other)
                    : !slice_equal(node_headline(child), node_headline(other))))
            match_put(m->match, child, other);
    }
}

void match_lists(const struct matching *m, const struct node *a, const struct node *b)
{
    for (size_t i = 0; i < a->list_count; i++) {
        struct node_list list = node_list_at(a, i), other = node_children(b, list.field);
        match_ids(m, &list, b, true);
        match_names(m, &list, &other);
        match_ids(m, &list, b, false);
    }
}

void match_children(const struct matching *m, const struct node *a, const struct node *b)
{
    match_lists(m, a, b);
    for (size_t i = 0; i < a->list_count; i++)
        for (uint32_t k = 0; k < a->lists[i].count; k++) {
            const struct node *child = node_list_at(a, i).items[k],
                              *other = match_of(m->match, child);
            if (other && other->parent == b)
                match_children(m, child, other);
        }
}

/* --- all --- */

/* Other nodes of its name have the same id, but for a number. */
static bool has_twins(const struct map *map, const struct node *node)
{
    struct buf id = BUF_INIT;
    id_slug((enum node_kind)node->kind, node_headline(node), &id);
    bool is_first = slice_is(buf_slice(&id), node->id);
    buf_adds(&id, "-2");
    bool has = !is_first || map_find(map, buf_slice(&id));
    buf_release(&id);
    return has;
}

/* The name alone says little in another list, and nothing where others have it, too. */
static bool may_be_moved(
    const struct matching *m, const struct node *node, const struct node *other)
{
    if (m->guess || is_sure(node, other) || !slice_equal(node_headline(node), node_headline(other)))
        return true;
    struct contents contents = compare_contents(node, other, true);
    return contents_agree(&contents) &&
           (contents.common || !(has_twins(m->a, node) || has_twins(m->b, other)));
}

static void match_moved(const struct matching *m)
{
    for (struct node *node = m->a->root; node; node = node_next(node, m->a->root)) {
        struct node *other = match_is_open(m, node) ? map_find(m->b, slice_of(node->id)) : NULL;
        if (!other || other->kind != node->kind || !match_is_open(m, other) ||
            !may_be_moved(m, node, other))
            continue;
        match_put(m->match, node, other);
        match_children(m, node, other);
    }
}

static void match_renamed(const struct matching *m, bool not_moved)
{
    for (const struct node *node = m->a->root; node; node = node_next(node, m->a->root)) {
        const struct node *other = match_of(m->match, node);
        for (size_t i = 0; other && i < node->list_count; i++) {
            struct node_list list = node_list_at(node, i),
                             others = node_children(other, list.field);
            match_renamed_in(m, &list, &others, not_moved);
        }
    }
}

/* A node that got another name takes what is below it along before that is looked for elsewhere:
 * the ids of twins say little. */
void match_maps(struct match *match, const struct map *a, const struct map *b, bool guess)
{
    const struct matching m = { .match = match, .a = a, .b = b, .guess = guess };
    *match = (struct match)MATCH_INIT;
    match_put(match, a->root, b->root);
    match_children(&m, a->root, b->root);
    match_renamed(&m, true);
    match_moved(&m);
    match_renamed(&m, false);
}
