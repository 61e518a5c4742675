#include "insight/merge/merge.h"

#include <string.h>

#include "insight/merge/merge_private.h"
#include "model/edit/fits.h"

/* --- which node is which --- */

struct node *merge_base_of_ours(const struct merge *m, const struct node *ours)
{
    return match_of(&m->base_ours, ours);
}

struct node *merge_theirs_of(const struct merge *m, const struct node *ours)
{
    struct node *base = match_of(&m->base_ours, ours);
    return base ? match_of(&m->base_theirs, base) : match_of(&m->added, ours);
}

struct node *merge_ours_of(const struct merge *m, const struct node *theirs)
{
    struct node *base = match_of(&m->base_theirs, theirs);
    return base ? match_of(&m->base_ours, base) : match_of(&m->added, theirs);
}

/* What both sides added to one list. */
static void match_added(struct merge *m)
{
    const struct matching matching = { .match = &m->added,
        .a = m->theirs,
        .b = m->ours,
        .taken_a = &m->base_theirs,
        .taken_b = &m->base_ours };
    struct node *root = m->theirs->root;
    for (struct node *node = root; node; node = node_next(node, root)) {
        const struct node *parent = merge_ours_of(m, node);
        if (parent)
            match_lists(&matching, node, parent);
    }
}

/* --- new nodes --- */

/* The place behind the node that is to its left in theirs. */
static size_t index_behind(
    const struct merge *m, const struct node *node, const struct node *parent)
{
    for (size_t i = node_index(node); i > 0; i--) {
        struct node *left = merge_ours_of(
            m, node_child(node->parent, node_list_field(node), i - 1));
        if (left && left->parent == parent)
            return node_index(left) + 1;
    }
    return 0;
}

struct node *merge_copy_alone(struct map *map, const struct node *node)
{
    struct node alone = *node;
    alone.list_count = 0;
    alone.explicit_id = 0;
    struct node *copy = node_copy(map, &alone);
    if (!map_find(map, slice_of(node->id))) {
        copy->id = arena_copy(&map->arena, node->id, strlen(node->id));
        copy->explicit_id = node->explicit_id;
    }
    return copy;
}

/* Its own values, and its paths, come when they fit. */
static void strip_unfit(struct merge *m, struct node *copy)
{
    for (size_t i = copy->value_count; i-- > 0;) {
        const struct value *value = &copy->values[i];
        struct slice key = unknown_key(value), yaml = unknown_yaml(value);
        if (value->field <= FIELD_UNKNOWN || own_value_fits(m->ours, copy, key, yaml, NULL))
            continue;
        enum field field = (enum field)value->field;
        merge_wait(m, (struct merge_waiting){
                          .node = copy, .field = FIELD_UNKNOWN, .key = key, .theirs = yaml });
        node_drop(copy, field);
    }
    struct slice paths = node_get(copy, TOUCHPOINT_PATHS);
    if (copy->kind == KIND_TOUCHPOINT &&
        unknown_path(node_get(m->ours->root, MAP_PATHS), paths).data) {
        merge_wait(
            m, (struct merge_waiting){ .node = copy, .field = TOUCHPOINT_PATHS, .theirs = paths });
        node_drop(copy, TOUCHPOINT_PATHS);
    }
}

static void insert_new(struct merge *m)
{
    struct node *root = m->theirs->root;
    for (struct node *node = node_next(root, root); node; node = node_next(node, root)) {
        struct node *parent = merge_ours_of(m, node->parent);
        if (!parent || match_of(&m->base_theirs, node) || match_of(&m->added, node))
            continue;
        struct node *copy = merge_copy_alone(m->ours, node);
        strip_unfit(m, copy);
        size_t index = index_behind(m, node, parent);
        edit_insert(m->undo, parent, copy, index);
        if (undo_take_refusal(m->undo)) {
            merge_wait(m, (struct merge_waiting){ .node = copy, .parent = parent, .index = index });
            continue;
        }
        match_put(&m->added, node, copy);
        match_put(&m->came, node, copy);
    }
}

/* --- all --- */

static void merge_all_fields(struct merge *m)
{
    for (struct node *node = m->ours->root; node; node = node_next(node, m->ours->root)) {
        const struct node *theirs = merge_theirs_of(m, node);
        if (match_of(&m->came, node))
            merge_translate_fields(m, node);
        else if (theirs)
            merge_fields(m, node, merge_base_of_ours(m, node), theirs);
    }
}

/* With the first edit of an action those of others may come in (see edit_recorder), so there is one
 * that changes nothing: from then on the map holds still. */
static void begin(struct undo *undo)
{
    struct node *root = undo->map->root;
    undo_take_refusal(undo);
    undo_begin(undo);
    edit_set(
        undo, root, MAP_TITLE, node_has(root, MAP_TITLE) ? node_get(root, MAP_TITLE) : SLICE_NONE);
}

bool merge_maps(
    struct undo *ours, const struct map *base, const struct map *theirs, struct conflicts *out)
{
    struct merge m = {
        .undo = ours, .ours = ours->map, .base = base, .theirs = theirs, .out = out
    };
    begin(ours);
    uint32_t revision = ours->map->revision;
    match_maps(&m.base_ours, base, m.ours, false);
    match_maps(&m.base_theirs, base, theirs, false);
    merge_drop_guesses(&m);
    match_added(&m);
    insert_new(&m);
    merge_find_going(&m);
    merge_report_removed_here(&m);
    merge_lists(&m);
    merge_all_fields(&m);
    merge_remove_going(&m);
    merge_end_waiting(&m);
    undo_end(ours);
    match_release(&m.base_ours);
    match_release(&m.base_theirs);
    match_release(&m.added);
    match_release(&m.came);
    match_release(&m.going);
    match_release(&m.seen);
    return ours->map->revision != revision;
}
