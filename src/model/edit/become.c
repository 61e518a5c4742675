#include "model/edit/become.h"

#include "model/ids.h"

struct becoming {
    struct undo *undo;
    struct map *map;
    const struct map *wanted;
    uint32_t group;
};

static void apply(struct becoming *b, struct edit edit)
{
    edit.author = AUTHOR_SELF;
    edit.group = b->group;
    undo_apply(b->undo, edit);
}

/* The node of a map that is that one of another map; NULL: there is none. */
static struct node *counterpart(const struct map *map, const struct node *of)
{
    if (!of->parent)
        return map->root;
    struct node *node = map_find(map, slice_of(of->id));
    return node && node->parent && node->kind == of->kind ? node : NULL;
}

/* --- fields --- */

/* The number that a key has in the map; keys that the schema does not know have others in each. */
static enum field own_field(struct becoming *b, const struct value *value)
{
    if (value->field < FIELD_UNKNOWN)
        return (enum field)value->field;
    return unknown_field(&b->map->keys, &b->map->arena, unknown_key(value));
}

static void set(struct becoming *b, struct node *node, enum field field, struct slice text)
{
    bool had = node_has(node, field);
    if (text.data ? had && slice_equal(node_get(node, field), text) : !had)
        return;
    struct slice after = SLICE_NONE;
    if (text.data)
        after = (struct slice){ arena_copy(&b->map->arena, text.data, text.len), text.len };
    apply(
        b, (struct edit){ .op = EDIT_SET, .node = node, .field = (uint16_t)field, .after = after });
}

static bool has_field(struct becoming *b, const struct node *wanted, enum field field)
{
    for (size_t i = 0; i < wanted->value_count; i++)
        if (own_field(b, &wanted->values[i]) == field)
            return true;
    return false;
}

static void set_fields(struct becoming *b, struct node *node, const struct node *wanted)
{
    for (size_t i = node->value_count; i-- > 0;)
        if (!has_field(b, wanted, (enum field)node->values[i].field))
            set(b, node, (enum field)node->values[i].field, SLICE_NONE);
    for (size_t i = 0; i < wanted->value_count; i++) {
        const struct value *value = &wanted->values[i];
        set(b, node, own_field(b, value), (struct slice){ value->data, value->len });
    }
}

/* --- places --- */

static struct node *copy_alone(struct becoming *b, const struct node *wanted)
{
    struct node *node = node_new(b->map, (enum node_kind)wanted->kind);
    node->id = arena_copy(&b->map->arena, wanted->id, strlen(wanted->id));
    for (size_t i = 0; i < wanted->value_count; i++) {
        const struct value *value = &wanted->values[i];
        if (value->field < FIELD_UNKNOWN)
            node_put(
                b->map, node, (enum field)value->field, (struct slice){ value->data, value->len });
        else
            node_put_unknown(b->map, node, unknown_key(value), unknown_yaml(value));
    }
    return node;
}

static void move(struct becoming *b, struct node *node, struct node *parent, size_t index)
{
    apply(
        b, (struct edit){
               .op = EDIT_MOVE, .node = node, .new_parent = parent, .new_index = (uint32_t)index });
}

/* Where the node is next to its place, the one that is there goes to its own: of a list whose first
 * one goes last that one moves, and not all others. */
static void make_way(struct becoming *b, struct node *node, const struct node *wanted, size_t index)
{
    enum field list = node_list_field(node);
    size_t last = node_child_count(node->parent, list) - 1;
    if (index == last || node_child(node->parent, list, index + 1) != node)
        return;
    struct node *there = node_child(node->parent, list, index);
    const struct node *place = counterpart(b->wanted, there);
    if (!place || place->parent != wanted->parent)
        return;
    size_t to = node_index(place) < last ? node_index(place) : last;
    if (to > index)
        move(b, there, node->parent, to);
}

/* All that is above it is in its place already, so it is not moved into itself. */
static void place(struct becoming *b, const struct node *wanted)
{
    struct node *parent = counterpart(b->map, wanted->parent);
    struct node *node = counterpart(b->map, wanted);
    uint32_t index = (uint32_t)node_index(wanted);
    if (node && node->parent == parent)
        make_way(b, node, wanted, index);
    if (node && node->parent == parent && node_index(node) == index) {
        set_fields(b, node, wanted);
    } else if (node) {
        move(b, node, parent, index);
        set_fields(b, node, wanted);
    } else {
        /* Another kind of node may have the id. */
        struct node *other = map_find(b->map, slice_of(wanted->id));
        if (other)
            apply(b, (struct edit){ .op = EDIT_REMOVE, .node = other });
        apply(b, (struct edit){ .op = EDIT_INSERT,
                     .node = copy_alone(b, wanted),
                     .new_parent = parent,
                     .new_index = index });
    }
}

static bool holds_wanted(const struct becoming *b, struct node *top)
{
    struct node *node = top;
    while (node && !counterpart(b->wanted, node))
        node = node_next(node, top);
    return node != NULL;
}

/* All below it that is not wanted, and has nothing in it that is. */
static void remove_others(struct becoming *b, struct node *node)
{
    for (size_t i = 0; i < node->list_count; i++)
        for (size_t n = node->lists[i].count; n-- > 0;) {
            struct node *child = node_child(node, (enum field)node->lists[i].field, n);
            if (holds_wanted(b, child))
                remove_others(b, child);
            else
                apply(b, (struct edit){ .op = EDIT_REMOVE, .node = child });
        }
}

/* What goes goes first: then what is behind it need not be moved. */
size_t undo_become(struct undo *undo, const struct map *wanted)
{
    struct becoming b = { undo, undo->map, wanted, ++undo->groups };
    size_t before = undo->count;
    remove_others(&b, b.map->root);
    set_fields(&b, b.map->root, wanted->root);
    for (const struct node *at = wanted->root; (at = node_next(at, wanted->root));)
        place(&b, at);
    remove_others(&b, b.map->root);
    return undo->count - before;
}
