#include "store/read/build.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/edit/fits.h"
#include "model/edit/per_persona.h"
#include "model/ids.h"
#include "model/lane.h"
#include "store/read/own_field.h"
#include "store/read/walk.h"

enum { LEVELS_MAX = 8 }; /* of nodes within each other; the schema has four */

/*
 * Fields and children of the nodes that are not done yet, the inner ones above the outer ones.
 * When a node is done its own are copied into the map in one piece, without room to grow.
 */
struct build {
    struct map *map;
    struct value *values;
    size_t value_count, value_cap;
    struct node_list *lists;
    size_t list_count, list_cap;
    struct node **children;
    size_t child_count, child_cap;
    struct level {
        size_t values, lists, children;
    } levels[LEVELS_MAX]; /* where those of each open node begin */
    int depth;
    size_t node_count;
    bool personas_later; /* some value is of a persona that was not there yet */
    bool paths;          /* some touchpoint names paths */
};

static struct node *begin_node(void *context, struct node *parent, enum field list, size_t index)
{
    struct build *build = context;
    struct node *node = parent ? node_new(build->map, field_def(list)->child) : build->map->root;
    node->parent = parent;
    node->index_hint = (uint32_t)index;
    build->node_count++;
    build->levels[build->depth++] = (struct level){
        .values = build->value_count,
        .lists = build->list_count,
    };
    return node;
}

/* The last items of an array, from `from` on, as a piece of the map. */
static void *take(struct map *map, const void *items, size_t from, size_t *count, size_t size)
{
    size_t len = (*count - from) * size;
    void *copy = len ? arena_alloc(&map->arena, len) : NULL;
    if (len)
        memcpy(copy, (const char *)items + from * size, len);
    *count = from;
    return copy;
}

static void end_node(void *context, struct node *node, size_t begin, size_t end)
{
    struct build *build = context;
    const struct level *level = &build->levels[--build->depth];
    node->begin = (uint32_t)begin;
    node->end = (uint32_t)end;
    node->value_cap = node->value_count = (uint16_t)(build->value_count - level->values);
    node->list_cap = node->list_count = (uint8_t)(build->list_count - level->lists);
    node->values = take(
        build->map, build->values, level->values, &build->value_count, sizeof *build->values);
    node->lists = take(
        build->map, build->lists, level->lists, &build->list_count, sizeof *build->lists);
    if (!node->parent)
        return;
    MEM_GROW(build->children, build->child_count + 1, build->child_cap);
    build->children[build->child_count++] = node;
}

static void begin_list(void *context, struct node *node, enum field list)
{
    struct build *build = context;
    (void)node;
    (void)list;
    build->levels[build->depth - 1].children = build->child_count;
}

static void end_list(void *context, struct node *node, enum field list, size_t count)
{
    struct build *build = context;
    size_t from = build->levels[build->depth - 1].children;
    (void)node;
    if (!count)
        return;
    MEM_GROW(build->lists, build->list_count + 1, build->list_cap);
    build->lists[build->list_count++] = (struct node_list){
        .items = take(
            build->map, build->children, from, &build->child_count, sizeof(struct node *)),
        .count = (uint32_t)count,
        .cap = (uint32_t)count,
        .field = (uint16_t)list,
    };
}

static struct value *add_value(struct build *build)
{
    MEM_GROW(build->values, build->value_count + 1, build->value_cap);
    return &build->values[build->value_count++];
}

static void put_value(void *context, struct node *node, enum field field, struct slice text)
{
    struct build *build = context;
    (void)node;
    *add_value(build) = (struct value){
        .data = arena_copy(&build->map->arena, text.data, text.len),
        .len = (uint32_t)text.len,
        .field = (uint16_t)field,
    };
}

static void put_unknown(void *context, struct node *node, struct slice key, struct slice yaml)
{
    struct build *build = context;
    (void)node;
    size_t len = key.len + 1 + yaml.len;
    char *data = arena_alloc(&build->map->arena, len + 1);
    memcpy(data, key.data, key.len);
    data[key.len] = '\0';
    memcpy(data + key.len + 1, yaml.data, yaml.len);
    data[len] = '\0';
    *add_value(build) = (struct value){
        .data = data,
        .len = (uint32_t)len,
        .field = (uint16_t)unknown_field(&build->map->keys, &build->map->arena, key),
        .key_len = (uint16_t)key.len,
    };
}

static bool put_id(void *context, struct node *node, struct slice id)
{
    struct build *build = context;
    node->id = arena_copy(&build->map->arena, id.data, id.len);
    node->explicit_id = 1;
    return ids_claim(build->map, node);
}

/* Only when all ids are known can it be said which are not those of personas. */
static void note_persona(void *context, struct source *source, struct slice id, size_t offset)
{
    struct build *build = context;
    (void)source;
    (void)offset;
    build->personas_later = build->personas_later || !is_persona(build->map, id);
}

static void note_path(void *context, struct source *source, struct slice name, size_t offset)
{
    (void)source;
    (void)name;
    (void)offset;
    ((struct build *)context)->paths = true;
}

static const struct walk_sink build_sink = {
    .begin = begin_node,
    .end = end_node,
    .list_begin = begin_list,
    .list_end = end_list,
    .value = put_value,
    .unknown = put_unknown,
    .id = put_id,
    .path = note_path,
    .persona = note_persona,
};

/* --- what must be there, too: a second walk, which looks for nothing else --- */

struct late_check {
    const struct map *map;
    struct source *source; /* where the messages go */
    struct known_paths paths;
    struct node nodes[LEVELS_MAX];
    int depth;
};

static struct node *begin_any(void *context, struct node *parent, enum field list, size_t index)
{
    struct late_check *check = context;
    struct node *node = &check->nodes[check->depth++];
    (void)index;
    *node = (struct node){
        .parent = parent,
        .kind = (uint8_t)(parent ? field_def(list)->child : KIND_MAP),
    };
    return node;
}

static void end_any(void *context, struct node *node, size_t begin, size_t end)
{
    (void)node;
    (void)begin;
    (void)end;
    ((struct late_check *)context)->depth--;
}

static void ignore_list(void *context, struct node *node, enum field list)
{
    (void)context;
    (void)node;
    (void)list;
}

static void ignore_list_end(void *context, struct node *node, enum field list, size_t count)
{
    (void)count;
    ignore_list(context, node, list);
}

static void ignore_value(void *context, struct node *node, enum field field, struct slice text)
{
    (void)text;
    ignore_list(context, node, field);
}

static void ignore_unknown(void *context, struct node *node, struct slice key, struct slice yaml)
{
    (void)key;
    ignore_value(context, node, FIELD_UNKNOWN, yaml);
}

static bool ignore_id(void *context, struct node *node, struct slice id)
{
    ignore_value(context, node, FIELD_ID, id);
    return true;
}

static void check_persona(void *context, struct source *source, struct slice id, size_t offset)
{
    struct late_check *check = context;
    (void)source;
    if (!is_persona(check->map, id))
        source_error(check->source, offset,
            _("there is no persona '%s'; write the id of a persona, or add the persona"), id.data);
}

static void check_path(void *context, struct source *source, struct slice name, size_t offset)
{
    struct late_check *check = context;
    struct buf known = BUF_INIT;
    (void)source;
    if (!name.len || known_paths_have(&check->paths, name))
        return;
    known_paths_say(check->paths.paths, &known);
    if (known.len)
        /* TRANSLATORS: 1: a way through the journey, 2: the names of those that there are. */
        source_error(check->source, offset,
            _("there is no path '%1$s'; write one of %2$s, or add it to the map's 'paths'"),
            name.data, known.data);
    else
        source_error(check->source, offset,
            _("there is no path '%1$s'; add a line such as 'paths: [%1$s]' to the map"), name.data);
    buf_release(&known);
}

/* Of the value of a lane. */
static void check_own_key(
    void *context, const struct node *node, struct slice key, struct slice yaml, size_t offset)
{
    struct late_check *check = context;
    struct node_list lanes = node_children(check->map->root, MAP_LANES);
    struct buf value = BUF_INIT, why = BUF_INIT;
    struct lane lane;
    for (uint32_t i = 0; i < lanes.count && i < LANES_MAX && !why.len; i++) {
        lane_read(check->map, lanes.items[i], &lane);
        if ((int)lane.of == node->kind && slice_is(key, lane.def.key) &&
            !own_field_read(&lane.def, yaml, &value, &why))
            refuse_value(check->source, offset, &lane.def, lane.def.key, &why);
    }
    buf_release(&value);
    buf_release(&why);
}

/* What a single key or value can't tell: whether the personas of emotions and the paths of
 * touchpoints are there, and whether values are right for their lane. */
static void report_late(const struct map *map, struct source *source)
{
    static const struct walk_sink sink = {
        .begin = begin_any,
        .end = end_any,
        .list_begin = ignore_list,
        .list_end = ignore_list_end,
        .value = ignore_value,
        .unknown = ignore_unknown,
        .id = ignore_id,
        .own_key = check_own_key,
        .path = check_path,
        .persona = check_persona,
    };
    struct late_check *check = mem_zalloc(sizeof *check);
    struct source silent;
    source_init(&silent, source->name, source->text, NULL);
    check->map = map;
    check->source = source;
    check->paths.paths = node_get(map->root, MAP_PATHS);
    walk_map(&silent, &sink, check);
    names_release(&check->paths.names);
    free(check);
}

static bool personas_known(const struct map *map, struct slice emotion)
{
    struct slice id, number;
    if (!is_per_persona(emotion))
        return true;
    while (per_persona_next(&emotion, &id, &number))
        if (!is_persona(map, id))
            return false;
    return true;
}

static bool all_personas_known(const struct map *map)
{
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        if (!personas_known(map, node_get(node, emotion_field(node))))
            return false;
    return true;
}

/* --- lanes --- */

static void check_definitions(const struct map *map, struct source *source)
{
    struct node_list list = node_children(map->root, MAP_LANES);
    for (uint32_t i = 0; i < list.count; i++) {
        struct buf why = BUF_INIT;
        if (lane_is_good(list.items[i], &why))
            lane_key_is_free(list.items, i, list.items[i], NULL, &why);
        if (i == LANES_MAX)
            buf_addf(&why, _("a map has at most %d lanes; remove some"), LANES_MAX);
        if (why.len)
            source_error(source, list.items[i]->begin, "%s", why.data);
        buf_release(&why);
    }
}

/* --- the whole --- */

bool build_map(struct map *map, struct source *source)
{
    struct build build = { .map = map };
    map->own_read = own_field_read;
    walk_map(source, &build_sink, &build);
    free(build.values);
    free(build.lists);
    free(build.children);
    bool complete = build.depth == 0 && map->root->end;
    if (!complete)
        return !source->errors;
    ids_expect(map, build.node_count);
    ids_assign(map, map->root);
    ids_checked(map);
    struct node_list lanes = node_children(map->root, MAP_LANES);
    for (uint32_t i = 0; i < lanes.count; i++)
        unknown_field(&map->keys, &map->arena, node_get(lanes.items[i], LANE_KEY));
    check_definitions(map, source);
    if ((build.personas_later && !all_personas_known(map)) ||
        !own_values_fit(map, map->root, NULL) ||
        (build.paths && !named_paths_fit(map->root, node_get(map->root, MAP_PATHS), NULL)))
        report_late(map, source);
    return !source->errors;
}
