#include "store/own_key.h"

#include "base/text.h"
#include "model/ids.h"
#include "store/store.h"

/* The kind of node that has such nodes below it: of several the one that stands deepest, since
 * what may be nested there may be everywhere. */
static enum node_kind kind_above(enum node_kind kind)
{
    int above = KIND_COUNT - 1;
    while (above > KIND_MAP && field_of_child((enum node_kind)above, kind) == FIELD_UNKNOWN)
        above--;
    return (enum node_kind)above;
}

/* With what it must have; a key of that name would be there twice, and is not good. */
static struct node *new_node(struct map *map, enum node_kind kind)
{
    struct node *node = kind == KIND_MAP ? map->root : node_new(map, kind);
    node_put(map, node, kind_def(kind)->headline, SLICE("x"));
    if (kind == KIND_MAP)
        node_put(map, node, MAP_CJM, SLICE("1"));
    return node;
}

/* A map in which all nodes are the only ones of their lists; the last one has the key. */
static void make_map(struct map *map, enum node_kind kind, struct slice key, struct slice yaml)
{
    struct node *node = new_node(map, kind);
    node_put_unknown(map, node, key, yaml);
    while (node != map->root) {
        struct node *above = new_node(map, kind_above((enum node_kind)node->kind));
        node_attach(map, above, node, 0);
        node = above;
    }
    ids_assign(map, map->root);
}

/* The node without any below it; how many values and lists are above is told by `count`. */
static const struct node *last_node(const struct map *map, size_t *count)
{
    const struct node *node = map->root, *next;
    *count = 0;
    while ((next = node_next(node, map->root))) {
        *count += (size_t)node->value_count + node->list_count;
        node = next;
    }
    return node;
}

static bool is_same(const struct map *map, const struct map *again)
{
    struct buf text = BUF_INIT, text_again = BUF_INIT;
    store_canonical(map, &text);
    store_canonical(again, &text_again);
    bool same = slice_equal(buf_slice(&text), buf_slice(&text_again));
    buf_release(&text);
    buf_release(&text_again);
    return same;
}

static enum field compare(const struct map *map, const struct map *again, enum field wanted,
    struct slice key, struct buf *value)
{
    size_t count, count_again;
    const struct node *node = last_node(map, &count), *other = last_node(again, &count_again);
    if (count != count_again || node->kind != other->kind ||
        node->value_count != other->value_count || node->list_count != other->list_count)
        return FIELD_ID;
    for (size_t i = 0; i < other->value_count; i++) {
        const struct value *at = &other->values[i];
        if (wanted < FIELD_COUNT && at->field == wanted) {
            buf_add(value, at->data, at->len);
            return wanted;
        }
        if (wanted == FIELD_UNKNOWN && at->field >= FIELD_UNKNOWN)
            return slice_equal(unknown_key(at), key) && is_same(map, again) ? FIELD_UNKNOWN
                                                                            : FIELD_ID;
    }
    return FIELD_ID;
}

enum field own_key_read(enum node_kind kind, struct slice key, struct slice yaml, struct buf *value)
{
    enum field field = field_of_key(kind, key);
    if (!key.len || key.len > UINT16_MAX || field == FIELD_ID ||
        utf8_valid_length(key) != key.len || utf8_valid_length(yaml) != yaml.len ||
        (field < FIELD_COUNT && field_def(field)->type == FIELD_NODES))
        return FIELD_ID;
    struct map map, again;
    struct buf text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    map_begin(&again);
    make_map(&map, kind, key, yaml);
    store_canonical(&map, &text);
    bool good = store_read_text(&again, "", buf_slice(&text), &diags) == STATUS_OK;
    field = good ? compare(&map, &again, field, key, value) : FIELD_ID;
    diags_release(&diags);
    buf_release(&text);
    map_release(&map);
    map_release(&again);
    return field;
}
