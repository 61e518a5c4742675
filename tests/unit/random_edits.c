#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "unit/random_edits.h"

#include "unit/store_support.h"

static struct node *random_node(uint64_t *state, const struct map *map)
{
    size_t count = 0;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        count++;
    size_t wanted = random_below(state, (unsigned)count);
    struct node *node = map->root;
    while (wanted--)
        node = node_next(node, map->root);
    return node;
}

static void random_set(uint64_t *state, struct undo *undo)
{
    struct node *node = random_node(state, undo->map);
    const struct kind_def *kind = kind_def(node->kind);
    enum field field = kind->first + random_below(state, kind->end - kind->first);
    struct buf text = BUF_INIT;
    if (node->kind == KIND_TOUCHPOINT && random_below(state, 2))
        field = TOUCHPOINT_EMOTION;
    const struct field_def *def = field_def(field);
    if (def->type == FIELD_NODES || field == MAP_CJM)
        return;
    if (def->type == FIELD_LIST)
        for (unsigned i = random_below(state, 4); i > 0; i--)
            value_add_item(&text, SLICE("item"));
    else if (def->type == FIELD_INTEGER || def->type == FIELD_PER_PERSONA)
        buf_addf(
            &text, "%d", def->low + (int)random_below(state, (unsigned)(def->high - def->low + 1)));
    else if (def->type == FIELD_CHOICE || def->type == FIELD_BOOLEAN)
        buf_adds(&text, def->words[0]);
    else if (def->type == FIELD_TEXT || def->type == FIELD_LONG_TEXT)
        random_text(state, &text);
    bool empty = !text.len && field != kind->headline;
    edit_set(undo, node, field, empty ? SLICE_NONE : text.len ? buf_slice(&text) : SLICE("x"));
    buf_release(&text);
}

static void random_insert(uint64_t *state, struct undo *undo)
{
    static const char *const names[] = { "Website", "Website", "Phone", "", "网店", "A b c" };
    struct node *parent = random_node(state, undo->map);
    const struct kind_def *kind = kind_def(parent->kind);
    enum field field = kind->first + random_below(state, kind->end - kind->first);
    if (field_def(field)->type != FIELD_NODES)
        return;
    struct node *node = node_new(undo->map, field_def(field)->child);
    node_put(
        undo->map, node, kind_def(node->kind)->headline, slice_of(names[random_below(state, 6)]));
    edit_insert(undo, parent, node, random_below(state, 5));
}

static void random_remove(uint64_t *state, struct undo *undo)
{
    struct node *node = random_node(state, undo->map);
    if (node->parent)
        edit_remove(undo, node);
}

static void random_move(uint64_t *state, struct undo *undo)
{
    struct node *node = random_node(state, undo->map);
    struct node *other = random_node(state, undo->map);
    if (!node->parent)
        return;
    if (other->parent && other->kind == node->kind)
        edit_move(undo, node, other->parent, random_below(state, 4));
    else if (other->kind == node->parent->kind)
        edit_move(undo, node, other, random_below(state, 4));
}

void random_edit(uint64_t *state, struct undo *undo)
{
    switch (random_below(state, 10)) {
    case 0:
        random_remove(state, undo);
        break;
    case 1:
    case 2:
        random_move(state, undo);
        break;
    case 3:
    case 4:
    case 5:
        random_insert(state, undo);
        break;
    default:
        random_set(state, undo);
    }
}
