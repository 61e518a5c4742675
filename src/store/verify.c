#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "store/verify.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/stored.h"
#include "store/walk.h"

enum { LEVELS_MAX = 8 };

struct verify {
    const struct map *map;
    struct places *places;
    const struct node *differs;
    struct level {
        const struct node *node;
        size_t values; /* found so far */
        size_t lists;
        bool id;
    } levels[LEVELS_MAX];
    int depth;
    struct buf scratch;
};

static void differ(struct verify *verify, const struct node *node)
{
    if (!verify->differs)
        verify->differs = node;
}

static struct level *top(struct verify *verify)
{
    return &verify->levels[verify->depth - 1];
}

static struct node *begin_node(void *context, struct node *parent, enum field list, size_t index)
{
    struct verify *verify = context;
    struct node *node = parent ? node_child(parent, list, index) : verify->map->root;
    if (!node || verify->differs) {
        differ(verify, parent);
        return NULL;
    }
    verify->levels[verify->depth++] = (struct level){ .node = node };
    return node;
}

static size_t filled_lists(const struct node *node)
{
    size_t count = 0;
    for (size_t i = 0; i < node->list_count; i++)
        count += node->lists[i].count > 0;
    return count;
}

/* How many fields the file should hold; the usual node has no others than it can hold. */
static void end_node(void *context, struct node *node, size_t begin, size_t end)
{
    struct verify *verify = context;
    const struct level *level = top(verify);
    size_t unknown = 0;
    for (size_t i = 0; i < node->value_count; i++)
        unknown += node->values[i].field == FIELD_UNKNOWN;
    if (level->values != node->value_count &&
        level->values != stored_count(verify->map, node, &verify->scratch) + unknown)
        differ(verify, node);
    if (level->lists != filled_lists(node) || level->id != (bool)node->explicit_id)
        differ(verify, node);
    verify->depth--;
    struct places *places = verify->places;
    MEM_GROW(places->items, places->count + 1, places->cap);
    places->items[places->count++] = (struct place){ node, (uint32_t)begin, (uint32_t)end };
}

static void begin_list(void *context, struct node *node, enum field list)
{
    (void)context;
    (void)node;
    (void)list;
}

static void end_list(void *context, struct node *node, enum field list, size_t count)
{
    struct verify *verify = context;
    if (count != node_child_count(node, list))
        differ(verify, node);
    top(verify)->lists += count > 0;
}

/* The fields are most often in the order in which the map has them. */
static void compare_value(void *context, struct node *node, enum field field, struct slice text)
{
    struct verify *verify = context;
    size_t index = top(verify)->values++;
    const struct value *value = index < node->value_count ? &node->values[index] : NULL;
    if (value && value->field == field &&
        slice_equal(text, (struct slice){ value->data, value->len }))
        return;
    struct stored stored = stored_value(verify->map, node, field, &verify->scratch);
    if (!stored.there || !slice_equal(stored.text, text))
        differ(verify, node);
}

static void compare_unknown(void *context, struct node *node, struct slice key, struct slice yaml)
{
    struct verify *verify = context;
    const struct value *value = unknown_find(node, key);
    top(verify)->values++;
    if (!value || !slice_equal(unknown_yaml(value), yaml))
        differ(verify, node);
}

static bool compare_id(void *context, struct node *node, struct slice id)
{
    struct verify *verify = context;
    top(verify)->id = true;
    if (!slice_is(id, node->id))
        differ(verify, node);
    return true;
}

static void check_persona(void *context, struct source *source, struct slice id, size_t offset)
{
    struct verify *verify = context;
    const struct node *node = map_find(verify->map, id);
    (void)source;
    (void)offset;
    if (!node || node->kind != KIND_PERSONA)
        differ(verify, top(verify)->node);
}

bool verify_text(
    const struct map *map, struct slice text, struct places *places, const struct node **differs)
{
    static const struct walk_sink sink = {
        .begin = begin_node,
        .end = end_node,
        .list_begin = begin_list,
        .list_end = end_list,
        .value = compare_value,
        .unknown = compare_unknown,
        .id = compare_id,
        .persona = check_persona,
    };
    struct verify verify = { .map = map, .places = places, .scratch = BUF_INIT };
    struct source source;
    source_init(&source, NULL, text, NULL);
    bool read = walk_map(&source, &sink, &verify);
    if (!read && !verify.differs)
        verify.differs = verify.depth ? top(&verify)->node : map->root;
    buf_release(&verify.scratch);
    *differs = verify.differs;
    return !verify.differs;
}

void places_release(struct places *places)
{
    free(places->items);
    *places = (struct places){ NULL, 0, 0 };
}
