#include "insight/compare.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "insight/order.h"
#include "model/value_table.h"

struct comparison {
    const struct match *match;
    struct changes *out;
};

static void add(struct comparison *c, struct change change)
{
    MEM_GROW(c->out->items, c->out->count + 1, c->out->cap);
    c->out->items[c->out->count++] = change;
}

/* --- fields --- */

static bool is_that_key(const struct value *value, struct slice key)
{
    return value->field >= FIELD_UNKNOWN && slice_equal(unknown_key(value), key);
}

struct slice compare_value(const struct node *node, enum field field, struct slice key)
{
    if (field < FIELD_UNKNOWN)
        return node_has(node, field) ? node_get(node, field) : SLICE_NONE;
    for (size_t i = 0; i < node->value_count; i++)
        if (is_that_key(&node->values[i], key))
            return unknown_yaml(&node->values[i]);
    return SLICE_NONE;
}

/* "[web]" is "web", where a text or a list can stand. */
static struct slice without_end(enum field field, struct slice value)
{
    if (field < FIELD_COUNT && field_def(field)->type == FIELD_TEXTS && value.len &&
        memchr(value.data, 0, value.len) == value.data + value.len - 1)
        value.len--;
    return value;
}

static void compare_field(struct comparison *c, const struct node *a, const struct node *b,
    enum field field, struct slice key)
{
    struct slice before = compare_value(a, field, key), after = compare_value(b, field, key);
    if (slice_same(without_end(field, before), without_end(field, after)))
        return;
    add(c, (struct change){ .kind = CHANGE_SET,
               .node = b,
               .field = field,
               .key = key,
               .before = before,
               .after = after });
}

/* Those of the schema in its order, then the others as they stand. */
static void compare_fields(struct comparison *c, const struct node *a, const struct node *b)
{
    const struct kind_def *kind = kind_def(b->kind);
    for (enum field field = kind->first; field < kind->end; field++)
        if (field_def(field)->type != FIELD_NODES && field != MAP_CJM)
            compare_field(c, a, b, field, SLICE_NONE);
    for (size_t i = 0; i < a->value_count; i++)
        if (a->values[i].field >= FIELD_UNKNOWN)
            compare_field(c, a, b, FIELD_UNKNOWN, unknown_key(&a->values[i]));
    for (size_t i = 0; i < b->value_count; i++)
        if (b->values[i].field >= FIELD_UNKNOWN &&
            !compare_value(a, FIELD_UNKNOWN, unknown_key(&b->values[i])).data)
            compare_field(c, a, b, FIELD_UNKNOWN, unknown_key(&b->values[i]));
}

/* --- lists --- */

static void compare_node(struct comparison *c, const struct node *a, const struct node *b);

/* Tells of the removed ones from `from` on, up to a matched one. */
static void add_removed(struct comparison *c, const struct node_list *list, size_t from)
{
    for (size_t i = from; i < list->count && !match_of(c->match, list->items[i]); i++)
        add(c, (struct change){ .kind = CHANGE_REMOVED,
                   .node = list->items[i],
                   .old_parent = list->items[i]->parent });
}

/* Which children of `b` that are in the list of `a`, too, need not be moved. */
static bool *find_staying(struct comparison *c, const struct node *a, const struct node_list *list)
{
    bool *stays = mem_zalloc(list->count + 1), *kept = mem_zalloc(list->count + 1);
    size_t *places = mem_alloc((list->count + 1) * sizeof *places), count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct node *old = match_of(c->match, list->items[i]);
        if (old && old->parent == a)
            places[count++] = node_index(old);
    }
    order_find_staying(places, count, kept);
    count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct node *old = match_of(c->match, list->items[i]);
        if (old && old->parent == a)
            stays[i] = kept[count++];
    }
    free(kept);
    free(places);
    return stays;
}

static void compare_child(
    struct comparison *c, const struct node_list *list, uint32_t index, bool stays)
{
    const struct node *node = list->items[index], *old = match_of(c->match, node);
    if (!old)
        add(c, (struct change){ .kind = CHANGE_ADDED, .node = node, .new_parent = node->parent });
    else if (!stays)
        add(c, (struct change){ .kind = CHANGE_MOVED,
                   .node = node,
                   .old_parent = match_of(c->match, old->parent) == node->parent ? node->parent
                                                                                 : old->parent,
                   .new_parent = node->parent,
                   .behind = index ? list->items[index - 1] : NULL });
    compare_node(c, old, node);
}

static void compare_list(
    struct comparison *c, const struct node *a, const struct node *b, enum field field)
{
    struct node_list list = node_children(b, field), old = { 0 };
    bool *stays = mem_zalloc(list.count + 1);
    if (a) {
        free(stays);
        stays = find_staying(c, a, &list);
        old = node_children(a, field);
        add_removed(c, &old, 0);
    }
    for (uint32_t i = 0; i < list.count; i++) {
        compare_child(c, &list, i, stays[i]);
        const struct node *before = match_of(c->match, list.items[i]);
        if (a && before && before->parent == a)
            add_removed(c, &old, node_index(before) + 1);
    }
    free(stays);
    /* Those behind a node that went elsewhere. */
    for (uint32_t i = 0; i < old.count; i++) {
        const struct node *now = match_of(c->match, old.items[i]);
        if (now && now->parent != b)
            add_removed(c, &old, i + 1);
    }
}

/* `a` may be none: then `b` was added, and only what came into it is told. */
static void compare_node(struct comparison *c, const struct node *a, const struct node *b)
{
    const struct kind_def *kind = kind_def(b->kind);
    if (a)
        compare_fields(c, a, b);
    for (enum field field = kind->first; field < kind->end; field++) {
        if (field_def(field)->type != FIELD_NODES)
            continue;
        size_t first = c->out->count;
        compare_list(c, a, b, field);
        if (a)
            continue;
        size_t kept = first;
        for (size_t i = first; i < c->out->count; i++)
            if (c->out->items[i].kind != CHANGE_ADDED)
                c->out->items[kept++] = c->out->items[i];
        c->out->count = kept;
    }
}

/* --- which names are there once --- */

static void count_names(struct value_table *names, const struct map *map, size_t which)
{
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == KIND_TOUCHPOINT && node_headline(node).data)
            ++*value_table_at(names, node_headline(node), which);
}

/* What was moved into a touchpoint is told by the one that it was in. */
static const struct node *told_by(const struct change *change)
{
    bool by_old = change->kind == CHANGE_MOVED && change->node->kind != KIND_TOUCHPOINT &&
                  change->old_parent != change->new_parent;
    return by_old ? change->old_parent : change->node;
}

/* Looking for twins of each one through the whole map would take long. */
static void note_names(struct changes *changes, const struct map *a, const struct map *b)
{
    struct value_table names = { 0 };
    count_names(&names, a, 0);
    count_names(&names, b, 1);
    for (size_t i = 0; i < changes->count; i++) {
        struct change *change = &changes->items[i];
        const struct node *node = told_by(change);
        size_t which = change->kind == CHANGE_REMOVED || node != change->node ? 0 : 1;
        while (node && node->kind != KIND_TOUCHPOINT)
            node = node->parent;
        if (node)
            change->same_name = *value_table_at(&names, node_headline(node), which) < 2
                                    ? SAME_NAME_NONE
                                    : SAME_NAME_SOME;
    }
    value_table_release(&names);
}

void compare_maps(
    const struct match *match, const struct map *a, const struct map *b, struct changes *out)
{
    struct comparison c = { match, out };
    compare_node(&c, a->root, b->root);
    note_names(out, a, b);
}

void changes_release(struct changes *changes)
{
    free(changes->items);
    *changes = (struct changes)CHANGES_INIT;
}

bool change_is_of_guide(const struct change *change)
{
    for (const struct node *node = change->node; node; node = node->parent)
        if (node->kind == KIND_STEP || node->kind == KIND_QUESTION)
            return true;
    return change->kind == CHANGE_SET && change->field < FIELD_COUNT &&
           !field_def(change->field)->label;
}
