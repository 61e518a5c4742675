/* Which ids a save has to write: found among what changed, as among all. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/edit/edit.h"
#include "model/ids.h"
#include "unit/store_support.h"

struct given {
    struct node **nodes;
    size_t count, cap;
};

static void give(struct node *node, void *context)
{
    struct given *given = context;
    node->explicit_id = 1;
    MEM_GROW(given->nodes, given->count + 1, given->cap);
    given->nodes[given->count++] = node;
}

static void take_back(struct given *given)
{
    for (size_t i = 0; i < given->count; i++)
        given->nodes[i]->explicit_id = 0;
}

static void give_all(struct map *map, struct given *given)
{
    size_t before;
    do {
        before = given->count;
        ids_check(map, give, given);
    } while (given->count > before);
}

static bool has(const struct given *given, const struct node *node)
{
    for (size_t i = 0; i < given->count; i++)
        if (given->nodes[i] == node)
            return true;
    return false;
}

/* Names that want each other's ids. */
static struct slice any_name(uint64_t *state)
{
    static const char *const names[] = { "A", "a", "A 2", "A-2", "A 2 2", "A 3", "A-3!", "B", "b 2",
        "", "Map", "Touchpoint", "Touchpoint 2", "A 02" };
    return slice_of(names[random_below(state, sizeof names / sizeof *names)]);
}

static struct node *any_node(struct map *map, uint64_t *state)
{
    struct node *found = NULL;
    unsigned seen = 0;
    for (struct node *at = node_next(map->root, map->root); at; at = node_next(at, map->root))
        if (random_below(state, ++seen) == 0)
            found = at;
    return found;
}

static struct node *new_node(struct map *map, enum node_kind kind, uint64_t *state)
{
    struct node *node = node_new(map, kind);
    node_put(map, node, kind_def(kind)->headline, any_name(state));
    return node;
}

/* A stage, a touchpoint, or a pain, where there is room for one. */
static void insert(struct undo *undo, struct node *near, uint64_t *state)
{
    static const enum node_kind kinds[] = { KIND_STAGE, KIND_TOUCHPOINT, KIND_PAIN };
    static const enum node_kind above[] = { KIND_MAP, KIND_STAGE, KIND_TOUCHPOINT };
    unsigned which = random_below(state, 3);
    struct node *parent = node_up(near ? near : undo->map->root, above[which]);
    if (parent)
        edit_insert(undo, parent, new_node(undo->map, kinds[which], state), random_below(state, 4));
}

static void edit_somehow(struct undo *undo, uint64_t *state)
{
    struct map *map = undo->map;
    struct node *node = any_node(map, state), *other = any_node(map, state);
    unsigned what = random_below(state, 12);
    if (what < 4 || !node)
        insert(undo, node, state);
    else if (what < 7)
        edit_set(undo, node, kind_def(node->kind)->headline, any_name(state));
    else if (what < 8)
        edit_remove(undo, node);
    else if (what < 10 && other->kind == node->kind)
        edit_move(undo, node, other->parent, random_below(state, 4));
    else if (random_below(state, 3))
        undo_undo(undo);
    else
        undo_redo(undo);
}

/* Some that were made explicit are tried without. */
static void drop(const struct map *map, const struct given *own, struct given *out, uint64_t *state)
{
    for (size_t i = 0; i < own->count; i++) {
        struct node *node = own->nodes[i];
        if (!node->explicit_id || map_find(map, slice_of(node->id)) != node ||
            random_below(state, 2))
            continue;
        node->explicit_id = 0;
        MEM_GROW(out->nodes, out->count + 1, out->cap);
        out->nodes[out->count++] = node;
    }
}

static void compare(struct map *map, struct given *own, uint64_t *state, const char *when)
{
    struct given dropped = { 0 }, all = { 0 }, changed = { 0 };
    drop(map, own, &dropped, state);
    give_all(map, &all);
    take_back(&all);
    bool known = map->ids->all_changed;
    cr_expect_neq(
        ids_check_changed(map, dropped.nodes, dropped.count, give, &changed), known, "%s", when);
    for (size_t i = 0; i < all.count && !known; i++)
        cr_expect(has(&changed, all.nodes[i]), "%s: %s is not found", when, all.nodes[i]->id);
    for (size_t i = 0; i < changed.count; i++)
        cr_expect(has(&all, changed.nodes[i]), "%s: %s is right", when, changed.nodes[i]->id);
    give_all(map, &changed);
    for (size_t i = 0; i < changed.count; i++)
        if (!has(own, changed.nodes[i]))
            give(changed.nodes[i], own);
    ids_checked(map);
    free(dropped.nodes);
    free(all.nodes);
    free(changed.nodes);
}

Test(ids, what_changed_tells_as_much_as_all)
{
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct given own = { 0 };
        struct map map;
        struct undo undo;
        uint64_t state = seed * 77;
        char when[40];
        read_map(&map, SLICE("cjm: 1\ntitle: A\nstages:\n  - name: A\n    touchpoints: [A, A]\n"));
        cr_expect_not(map.ids->all_changed, "what was read is right");
        undo_init(&undo, &map);
        for (int round = 0; round < 60; round++) {
            for (unsigned i = 0; i <= random_below(&state, 3); i++)
                edit_somehow(&undo, &state);
            snprintf(when, sizeof when, "seed %d, round %d", (int)seed, round);
            compare(&map, &own, &state, when);
        }
        undo_release(&undo);
        map_release(&map);
        free(own.nodes);
    }
}

/* In a large map it would be no faster to look at more than a part of it. */
Test(ids, what_changed_in_a_large_map_is_found_in_few_steps)
{
    enum { COUNT = 40000 };
    struct map map;
    struct undo undo;
    struct given given = { 0 };
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: T\nstages:\n  - name: S\n    touchpoints:\n");
    for (int i = 0; i < COUNT; i++)
        buf_addf(&text, "      - N%d\n", i);
    read_map(&map, buf_slice(&text));
    undo_init(&undo, &map);
    struct node *stage = node_child(map.root, MAP_STAGES, 0);
    struct node *node = node_child(stage, STAGE_TOUCHPOINTS, COUNT / 2);
    edit_set(&undo, node, TOUCHPOINT_NAME, SLICE("Other"));
    edit_remove(&undo, node_child(stage, STAGE_TOUCHPOINTS, 7));
    edit_move(&undo, node_child(stage, STAGE_TOUCHPOINTS, 0), stage, COUNT);
    cr_expect(ids_check_changed(&map, NULL, 0, give, &given));
    cr_expect_eq(given.count, 1);
    cr_expect_eq(given.nodes[0], node);
    edit_remove(&undo, stage);
    undo_undo(&undo);
    cr_expect_not(ids_check_changed(&map, NULL, 0, give, &given), "it looked at all");
    free(given.nodes);
    buf_release(&text);
    undo_release(&undo);
    map_release(&map);
}
