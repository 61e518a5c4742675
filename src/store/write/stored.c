#include "store/write/stored.h"

#include "base/buf.h"
#include "model/edit/per_persona.h"

/* The pairs of personas that are in the map. */
static struct slice known_pairs(const struct map *map, struct slice pairs, struct buf *scratch)
{
    struct slice id, number, rest = pairs;
    bool all = true;
    while (all && per_persona_next(&rest, &id, &number))
        all = is_persona(map, id);
    if (all)
        return pairs;
    buf_clear(scratch);
    while (per_persona_next(&pairs, &id, &number))
        if (is_persona(map, id))
            per_persona_add(scratch, id, number);
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
    if (field_is_text(field) || field_def(field)->type == FIELD_LIST)
        return stored;
    if (field_def(field)->type == FIELD_PER_PERSONA && is_per_persona(stored.text))
        stored.text = known_pairs(map, stored.text, scratch);
    stored.there = stored.text.len > 0;
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
