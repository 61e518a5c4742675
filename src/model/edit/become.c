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

/* The node that is the wanted one. */
static struct node *counterpart(const struct becoming *b, const struct node *wanted)
{
    if (!wanted->parent)
        return b->map->root;
    struct node *node = map_find(b->map, slice_of(wanted->id));
    return node && node->parent && node->kind == wanted->kind ? node : NULL;
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

static bool is_wanted(struct becoming *b, const struct node *wanted, enum field field)
{
    for (size_t i = 0; i < wanted->value_count; i++)
        if (own_field(b, &wanted->values[i]) == field)
            return true;
    return false;
}

static void set_fields(struct becoming *b, struct node *node, const struct node *wanted)
{
    for (size_t i = node->value_count; i-- > 0;)
        if (!is_wanted(b, wanted, (enum field)node->values[i].field))
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

/* All that is above it is in its place already, so it is not moved into itself. */
static void place(struct becoming *b, const struct node *wanted)
{
    struct node *parent = counterpart(b, wanted->parent), *node = counterpart(b, wanted);
    uint32_t index = (uint32_t)node_index(wanted);
    if (node && node->parent == parent && node_index(node) == index) {
        set_fields(b, node, wanted);
    } else if (node) {
        apply(b, (struct edit){
                     .op = EDIT_MOVE, .node = node, .new_parent = parent, .new_index = index });
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

/* In a list they are behind all that is wanted. */
static void remove_others(struct becoming *b, struct node *node, const struct node *wanted)
{
    for (size_t i = 0; i < node->list_count; i++) {
        enum field field = (enum field)node->lists[i].field;
        size_t kept = node_child_count(wanted, field);
        for (size_t n = node_child_count(node, field); n-- > kept;)
            apply(b, (struct edit){ .op = EDIT_REMOVE, .node = node_child(node, field, n) });
    }
}

size_t undo_become(struct undo *undo, const struct map *wanted)
{
    struct becoming b = { undo, undo->map, wanted, ++undo->groups };
    size_t before = undo->count;
    const struct node *at = wanted->root;
    set_fields(&b, b.map->root, at);
    while ((at = node_next(at, wanted->root)))
        place(&b, at);
    for (at = wanted->root; at; at = node_next(at, wanted->root))
        remove_others(&b, counterpart(&b, at), at);
    return undo->count - before;
}
