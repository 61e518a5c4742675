#include "insight/merge/order_merge.h"

#include <stdlib.h>

#include "base/mem.h"
#include "insight/order.h"

/* A side's list: item indexes in its order. */
struct side {
    size_t *items, count, next;
    bool *moved;    /* by item: it must be moved from its place in the base */
    size_t *anchor; /* by item: behind which fixed one it is, counted from 1; 0: before all */
};

struct order {
    struct order_item *items;
    size_t count;
    struct side ours, theirs;
    bool *fixed; /* by item: no side moved it */
    bool *done;
    size_t *result, result_count;
};

static size_t place_in(const struct order *o, const struct side *side, size_t item)
{
    return side == &o->ours ? o->items[item].ours : o->items[item].theirs;
}

struct list_slot {
    size_t at, item;
};

static int compare_places(const void *a, const void *b)
{
    const struct list_slot *one = a, *other = b;
    return (one->at > other->at) - (one->at < other->at);
}

static void list_items(const struct order *o, struct side *side)
{
    struct list_slot *places = mem_alloc((o->count + 1) * sizeof *places);
    for (size_t i = 0; i < o->count; i++)
        if (place_in(o, side, i) != ORDER_NONE)
            places[side->count++] = (struct list_slot){ place_in(o, side, i), i };
    qsort(places, side->count, sizeof *places, compare_places);
    for (size_t i = 0; i < side->count; i++)
        side->items[i] = places[i].item;
    free(places);
}

static void find_moved(const struct order *o, struct side *side)
{
    size_t *places = mem_alloc((o->count + 1) * sizeof *places), count = 0;
    bool *stays = mem_zalloc(o->count + 1);
    for (size_t i = 0; i < side->count; i++)
        if (o->items[side->items[i]].base != ORDER_NONE)
            places[count++] = o->items[side->items[i]].base;
    order_find_staying(places, count, stays);
    count = 0;
    for (size_t i = 0; i < side->count; i++)
        if (o->items[side->items[i]].base != ORDER_NONE)
            side->moved[side->items[i]] = !stays[count++];
    free(places);
    free(stays);
}

static void init_side(const struct order *o, struct side *side)
{
    side->items = mem_alloc((o->count + 1) * sizeof *side->items);
    side->anchor = mem_zalloc((o->count + 1) * sizeof *side->anchor);
    side->moved = mem_zalloc(o->count + 1);
    list_items(o, side);
    find_moved(o, side);
}

static void release_side(struct side *side)
{
    free(side->items);
    free(side->anchor);
    free(side->moved);
}

/* `number` of each fixed item is from 1. */
static void find_anchors(const struct order *o, struct side *side, const size_t *number)
{
    size_t last = 0;
    for (size_t i = 0; i < side->count; i++) {
        side->anchor[side->items[i]] = last;
        if (o->fixed[side->items[i]])
            last = number[side->items[i]];
    }
}

/* --- who places what --- */

/* Takes an item that both have out of one side's list, where the other's place counts. */
static void choose_places(struct order *o)
{
    for (size_t i = 0; i < o->count; i++) {
        struct order_item *item = &o->items[i];
        if (o->fixed[i] || item->ours == ORDER_NONE || item->theirs == ORDER_NONE)
            continue;
        bool by_ours = o->ours.moved[i], by_theirs = o->theirs.moved[i];
        size_t ours = o->ours.anchor[i], theirs = o->theirs.anchor[i];
        if (item->base == ORDER_NONE) {
            by_ours = ours <= theirs;
            by_theirs = theirs <= ours;
        } else if (by_ours && by_theirs && ours != theirs) {
            item->conflict = true;
            by_theirs = false;
        }
        if (!by_ours)
            item->ours = ORDER_NONE;
        if (!by_theirs)
            item->theirs = ORDER_NONE;
    }
}

/* Drops from the list what is placed by the other side, and fixed items. */
static void keep_placed(const struct order *o, struct side *side)
{
    size_t kept = 0;
    for (size_t i = 0; i < side->count; i++) {
        size_t item = side->items[i];
        if (!o->fixed[item] && place_in(o, side, item) != ORDER_NONE)
            side->items[kept++] = item;
    }
    side->count = kept;
}

/* --- the result --- */

static void put(struct order *o, size_t item)
{
    if (!o->done[item])
        o->result[o->result_count++] = item;
    o->done[item] = true;
}

static bool has_next(const struct order *o, struct side *side, size_t gap)
{
    while (side->next < side->count && o->done[side->items[side->next]])
        side->next++;
    return side->next < side->count && side->anchor[side->items[side->next]] == gap;
}

static bool is_in_both(const struct order *o, size_t item)
{
    return o->items[item].ours != ORDER_NONE && o->items[item].theirs != ORDER_NONE;
}

static bool comes_first(const struct order *o, size_t a, size_t b)
{
    struct slice one = o->items[a].name, other = o->items[b].name;
    size_t len = one.len < other.len ? one.len : other.len;
    int order = len ? memcmp(one.data, other.data, len) : 0;
    return order ? order < 0 : one.len <= other.len;
}

/* What one side put there alone stays together, up to what both put there. */
static void put_run(struct order *o, struct side *side, size_t gap)
{
    while (has_next(o, side, gap) && !is_in_both(o, side->items[side->next]))
        put(o, side->items[side->next]);
}

static void fill_gap(struct order *o, size_t gap)
{
    for (;;) {
        bool ours = has_next(o, &o->ours, gap), theirs = has_next(o, &o->theirs, gap);
        if (!ours && !theirs)
            return;
        size_t first = ours ? o->ours.items[o->ours.next] : 0;
        size_t other = theirs ? o->theirs.items[o->theirs.next] : 0;
        bool ours_alone = ours && !is_in_both(o, first);
        bool theirs_alone = theirs && !is_in_both(o, other);
        if (ours_alone && (!theirs_alone || comes_first(o, first, other)))
            put_run(o, &o->ours, gap);
        else if (theirs_alone)
            put_run(o, &o->theirs, gap);
        else
            put(o, !theirs || (ours && comes_first(o, first, other)) ? first : other);
    }
}

/* The fixed items in the order that all have. */
static size_t list_fixed(const struct order *o, size_t *fixed)
{
    struct list_slot *places = mem_alloc((o->count + 1) * sizeof *places);
    size_t count = 0;
    for (size_t i = 0; i < o->count; i++)
        if (o->fixed[i])
            places[count++] = (struct list_slot){ o->items[i].base, i };
    qsort(places, count, sizeof *places, compare_places);
    for (size_t i = 0; i < count; i++)
        fixed[i] = places[i].item;
    free(places);
    return count;
}

static void find_order(struct order *o)
{
    for (size_t i = 0; i < o->count; i++)
        o->fixed[i] = o->items[i].base != ORDER_NONE && !o->ours.moved[i] && !o->theirs.moved[i];
    size_t *fixed = mem_alloc((o->count + 1) * sizeof *fixed);
    size_t *number = mem_zalloc((o->count + 1) * sizeof *number);
    size_t fixed_count = list_fixed(o, fixed);
    for (size_t i = 0; i < fixed_count; i++)
        number[fixed[i]] = i + 1;
    find_anchors(o, &o->ours, number);
    find_anchors(o, &o->theirs, number);
    choose_places(o);
    keep_placed(o, &o->ours);
    keep_placed(o, &o->theirs);
    fill_gap(o, 0);
    for (size_t i = 0; i < fixed_count; i++) {
        put(o, fixed[i]);
        fill_gap(o, i + 1);
    }
    free(fixed);
    free(number);
}

void order_merge(struct order_item *items, size_t count, size_t *result)
{
    struct order o = { .items = items, .count = count, .result = result };
    o.fixed = mem_zalloc(count + 1);
    o.done = mem_zalloc(count + 1);
    init_side(&o, &o.ours);
    init_side(&o, &o.theirs);
    find_order(&o);
    release_side(&o.ours);
    release_side(&o.theirs);
    free(o.fixed);
    free(o.done);
}
