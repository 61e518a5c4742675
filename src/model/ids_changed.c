/*
 * Which ids a save has to write, without a look at all of them. All were right before some nodes
 * changed. An id is right where it is the first one of its slug that neither an explicit id nor a
 * node before has; so it can only become wrong where its own node has another name or place, or
 * where one that has an id on the way to it left, moved behind it or is not explicit any more. The
 * way leads from suffix to suffix, and all on it are taken.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "model/ids.h"

enum { NOTED_MAX = 4096, STEPS_LEAST = 1000 };

struct check {
    const struct map *map;
    struct node **nodes; /* of which the id may be wrong */
    size_t count, cap;
    size_t steps, steps_most;
    struct buf id;
};

void ids_note(struct map *map, struct node *node)
{
    struct id_table *ids = map->ids;
    if (ids->all_changed || (ids->changed_count && ids->changed[ids->changed_count - 1] == node))
        return;
    if (ids->changed_count == NOTED_MAX) {
        ids->all_changed = true;
        return;
    }
    MEM_GROW(ids->changed, ids->changed_count + 1, ids->changed_cap);
    ids->changed[ids->changed_count++] = node;
}

void ids_note_own(struct map *map, struct node *node)
{
    struct id_table *ids = map->ids;
    if (!node->own_id) {
        MEM_GROW(ids->own, ids->own_count + 1, ids->own_cap);
        ids->own[ids->own_count++] = node;
    }
    node->own_id = 1;
}

void ids_checked(struct map *map)
{
    map->ids->changed_count = 0;
    map->ids->all_changed = false;
}

/* --- document order --- */

static size_t depth_of(const struct node *node)
{
    size_t depth = 0;
    while ((node = node->parent))
        depth++;
    return depth;
}

/* Negative: `a` comes first. */
static int compare(const struct node *a, const struct node *b)
{
    size_t depth_a = depth_of(a), depth_b = depth_of(b);
    const struct node *above_a = a, *above_b = b;
    for (size_t i = depth_a; i > depth_b; i--)
        above_a = above_a->parent;
    for (size_t i = depth_b; i > depth_a; i--)
        above_b = above_b->parent;
    if (above_a == above_b)
        return (depth_a > depth_b) - (depth_a < depth_b);
    while (above_a->parent != above_b->parent) {
        above_a = above_a->parent;
        above_b = above_b->parent;
    }
    size_t place_a = node_list_field(above_a), place_b = node_list_field(above_b);
    if (place_a == place_b) {
        place_a = node_index(above_a);
        place_b = node_index(above_b);
    }
    return (place_a > place_b) - (place_a < place_b);
}

static int compare_nodes(const void *a, const void *b)
{
    return compare(*(struct node *const *)a, *(struct node *const *)b);
}

/* --- which may be wrong --- */

static bool is_too_much(const struct check *check)
{
    return check->steps > check->steps_most;
}

static void add(struct check *check, struct node *node)
{
    if (node->explicit_id)
        return;
    MEM_GROW(check->nodes, check->count + 1, check->cap);
    check->nodes[check->count++] = node;
}

/* Those with the ids that follow in the way of that slug. */
static void add_behind(struct check *check, struct slice slug, unsigned suffix)
{
    struct node *node;
    do {
        buf_clear(&check->id);
        buf_add_slice(&check->id, slug);
        id_add_suffix(&check->id, suffix++);
        node = map_find(check->map, buf_slice(&check->id));
        if (node)
            add(check, node);
        check->steps++;
    } while (node && !is_too_much(check));
}

/* The node, if it is in the map, and what comes behind its id. */
static void add_changed(struct check *check, struct node *node)
{
    struct slice id = slice_of(node->id);
    if (map_find(check->map, id) == node && node->parent)
        add(check, node);
    add_behind(check, id, 2);
    size_t slug_len;
    unsigned suffix = id_suffix(id, &slug_len);
    if (suffix)
        add_behind(check, (struct slice){ id.data, slug_len }, suffix + 1);
}

static void add_all_below(struct check *check, struct node *top)
{
    for (struct node *at = top; at && !is_too_much(check); at = node_next(at, top))
        if (at->id)
            add_changed(check, at);
}

/* --- which are --- */

static bool is_taken_before(struct check *check, const struct node *node)
{
    const struct node *holder = map_find(check->map, buf_slice(&check->id));
    check->steps++;
    return holder && (holder->explicit_id || compare(holder, node) < 0);
}

/* It is on the way of its slug, and all before it are taken. */
static bool is_right(struct check *check, const struct node *node)
{
    struct slice id = slice_of(node->id);
    size_t slug_len = id.len;
    buf_clear(&check->id);
    id_slug_of(node, &check->id);
    if (check->id.len != id.len && !id_suffix(id, &slug_len))
        return false;
    if (check->id.len != slug_len || memcmp(check->id.data, id.data, slug_len) != 0)
        return false;
    for (unsigned suffix = 2; !slice_equal(buf_slice(&check->id), id); suffix++) {
        if (!is_taken_before(check, node))
            return false;
        buf_cut(&check->id, slug_len);
        id_add_suffix(&check->id, suffix);
    }
    return true;
}

/* One that becomes explicit takes an id from nobody: those behind see it taken as before. */
bool ids_check_changed(const struct map *map, struct node *const *more, size_t count,
    void (*differs)(struct node *node, void *context), void *context)
{
    struct check check = { .map = map, .id = BUF_INIT };
    check.steps_most = map->ids->all_changed ? 0 : STEPS_LEAST + map->ids->count / 4;
    for (size_t i = 0; i < map->ids->changed_count && check.steps_most; i++)
        add_all_below(&check, map->ids->changed[i]);
    for (size_t i = 0; i < count && !is_too_much(&check); i++)
        add_changed(&check, more[i]);
    if (check.count)
        qsort(check.nodes, check.count, sizeof *check.nodes, compare_nodes);
    for (size_t i = 0; i < check.count && !is_too_much(&check); i++)
        if (!check.nodes[i]->explicit_id && !is_right(&check, check.nodes[i]))
            differs(check.nodes[i], context);
    free(check.nodes);
    buf_release(&check.id);
    return check.steps_most && !is_too_much(&check);
}
