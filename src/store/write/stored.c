#include <config.h>

#include "store/write/stored.h"

#include "base/buf.h"

static bool is_persona(const struct map *map, struct slice id)
{
    const struct node *node = map_find(map, id);
    return node && node->kind == KIND_PERSONA;
}

/* The pairs of personas that are in the map. */
static struct slice known_pairs(const struct map *map, struct slice pairs, struct buf *scratch)
{
    struct slice id, number, rest = pairs;
    bool all = true;
    while (all && value_next_item(&rest, &id) && value_next_item(&rest, &number))
        all = is_persona(map, id);
    if (all)
        return pairs;
    buf_clear(scratch);
    while (value_next_item(&pairs, &id) && value_next_item(&pairs, &number))
        if (is_persona(map, id)) {
            value_add_item(scratch, id);
            value_add_item(scratch, number);
        }
    return buf_slice(scratch);
}

struct stored stored_value(
    const struct map *map, const struct node *node, enum field field, struct buf *scratch)
{
    struct stored stored = { node_get(node, field), node_has(node, field) };
    if (field == MAP_CJM || field == MAP_TITLE) {
        if (field == MAP_CJM && !stored.text.len)
            stored.text = SLICE("1");
        stored.there = true;
        return stored;
    }
    switch (field_def(field)->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_LIST:
        break;
    case FIELD_PER_PERSONA:
        if (stored.text.len && memchr(stored.text.data, '\0', stored.text.len))
            stored.text = known_pairs(map, stored.text, scratch);
        stored.there = stored.text.len > 0;
        break;
    default:
        stored.there = stored.text.len > 0;
    }
    return stored;
}

size_t stored_count(const struct map *map, const struct node *node, struct buf *scratch)
{
    size_t count = 0;
    for (size_t i = 0; i < node->value_count; i++) {
        enum field field = node->values[i].field;
        count += field < FIELD_UNKNOWN && stored_value(map, node, field, scratch).there;
    }
    if (node->kind == KIND_MAP)
        count += (size_t)!node_has(node, MAP_CJM) + !node_has(node, MAP_TITLE);
    return count;
}

const struct value *unknown_find(const struct node *node, struct slice key)
{
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field >= FIELD_UNKNOWN &&
            slice_equal(unknown_key(&node->values[i]), key))
            return &node->values[i];
    return NULL;
}
