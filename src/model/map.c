#include "model/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/ids.h"
#include "model/list_slot.h"

void map_begin(struct map *map)
{
    memset(map, 0, sizeof *map);
    map->root = node_new(map, KIND_MAP);
    map->root->id = "map";
    map->root->ids = map->ids = mem_zalloc(sizeof *map->ids);
    map->ids->all_changed = true;
}

void map_release(struct map *map)
{
    arena_release(&map->arena);
    ids_release(map);
    unknown_release(&map->keys);
    free(map->source);
    free(map->spare);
    memset(map, 0, sizeof *map);
}

/* --- fields --- */

static const struct value *find_value(const struct node *node, enum field field)
{
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field == field)
            return &node->values[i];
    return NULL;
}

struct slice node_get(const struct node *node, enum field field)
{
    const struct value *value = find_value(node, field);
    return value ? (struct slice){ value->data, value->len } : (struct slice){ "", 0 };
}

struct slice node_first(const struct node *node, enum field field)
{
    struct slice rest = node_get(node, field), item = rest;
    value_next_item(&rest, &item);
    return item;
}

struct slice unknown_key(const struct value *value)
{
    return (struct slice){ value->data, value->key_len };
}

struct slice unknown_yaml(const struct value *value)
{
    return slice_from((struct slice){ value->data, value->len }, value->key_len + 1u);
}

bool node_may_have_own_key(const struct node *node)
{
    size_t count = 0;
    for (size_t i = 0; i < node->value_count; i++)
        count += node->values[i].field >= FIELD_UNKNOWN;
    return count < OWN_KEYS_MAX;
}

bool node_has(const struct node *node, enum field field)
{
    return find_value(node, field) != NULL;
}

bool parse_int(const char *text, int *out)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end || number < INT32_MIN || number > INT32_MAX)
        return false;
    *out = (int)number;
    return true;
}

int node_int(const struct node *node, enum field field, int otherwise)
{
    const struct value *value = find_value(node, field);
    int number;
    return value && parse_int(value->data, &number) ? number : otherwise;
}

bool node_flag(const struct node *node, enum field field)
{
    return slice_is(node_get(node, field), "true");
}

struct slice node_headline(const struct node *node)
{
    return node_get(node, kind_def(node->kind)->headline);
}

bool value_next_item(struct slice *rest, struct slice *item)
{
    if (!rest->len)
        return false;
    const char *end = memchr(rest->data, '\0', rest->len);
    size_t len = end ? (size_t)(end - rest->data) : rest->len;
    *item = (struct slice){ rest->data, len };
    *rest = slice_from(*rest, end ? len + 1 : len);
    return true;
}

bool value_is_list(struct slice value)
{
    return value.len && memchr(value.data, '\0', value.len);
}

bool value_has_item(struct slice list, struct slice wanted)
{
    struct slice item;
    while (value_next_item(&list, &item))
        if (slice_equal(item, wanted))
            return true;
    return false;
}

void value_add_item(struct buf *list, struct slice item)
{
    buf_add_slice(list, item);
    buf_add_char(list, '\0');
}

/* --- the tree --- */

static struct node_list *find_list(const struct node *node, enum field field)
{
    for (size_t i = 0; i < node->list_count; i++)
        if (node->lists[i].field == field)
            return &node->lists[i];
    return NULL;
}

/* Somebody looks at its items. */
static const struct node_list *settle(struct node_list *list)
{
    if (list->stale)
        list_slot_fill(list->slots, list->items);
    list->stale = false;
    list->seen = true;
    return list;
}

struct node_list node_children(const struct node *node, enum field field)
{
    struct node_list *list = find_list(node, field);
    return list ? *settle(list) : (struct node_list){ .field = (uint16_t)field };
}

struct node_list node_list_at(const struct node *node, size_t number)
{
    return *settle(&node->lists[number]);
}

/* A child that is there. */
static struct node *item_at(const struct node_list *list, size_t index)
{
    return list->stale ? list_slot_at(list->slots, index)->node : list->items[index];
}

struct node *node_child(const struct node *node, enum field field, size_t index)
{
    const struct node_list *list = find_list(node, field);
    return list && index < list->count ? item_at(list, index) : NULL;
}

size_t node_child_count(const struct node *node, enum field field)
{
    const struct node_list *list = find_list(node, field);
    return list ? list->count : 0;
}

enum field node_list_field(const struct node *node)
{
    return node->parent ? field_of_child(node->parent->kind, node->kind) : FIELD_UNKNOWN;
}

/* The place where it is told to be, or a little beside it; the list's length: not there. */
static size_t index_near_hint(const struct node_list *list, const struct node *node)
{
    enum { LOOK_BESIDE = 16 };
    size_t hint = node->index_hint;
    for (size_t away = 0; away <= LOOK_BESIDE; away++) {
        if (hint + away < list->count && list->items[hint + away] == node)
            return hint + away;
        if (away <= hint && hint - away < list->count && list->items[hint - away] == node)
            return hint - away;
    }
    return list->count;
}

/* Siblings come and go. Its slot knows the place, but the next one is sooner found beside it; where
 * there are no slots all are told their places anew. */
size_t node_index(const struct node *node)
{
    const struct node_list *list = find_list(node->parent, node_list_field(node));
    size_t found = list->stale ? list->count : index_near_hint(list, node);
    if (found < list->count)
        return found;
    if (node->slot)
        found = list_slot_index(node->slot, NULL);
    if (node->slot && !list->stale)
        list->items[found]->index_hint = (uint32_t)found;
    for (size_t i = 0; !node->slot && i < list->count; i++) {
        list->items[i]->index_hint = (uint32_t)i;
        found = list->items[i] == node ? i : found;
    }
    return found;
}

struct node *node_up(struct node *node, enum node_kind kind)
{
    while (node && node->kind != kind)
        node = node->parent;
    return node;
}

/* The first child of the next list field behind `field` that has any, in the order of the schema.
 */
static struct node *first_child_behind(const struct node *node, int field)
{
    const struct node_list *next = NULL;
    for (size_t i = 0; i < node->list_count; i++) {
        const struct node_list *list = &node->lists[i];
        if (list->count && list->field > field && (!next || list->field < next->field))
            next = list;
    }
    return next ? item_at(next, 0) : NULL;
}

static struct node *next_sibling(const struct node *node)
{
    enum field field = node_list_field(node);
    struct node *next = node_child(node->parent, field, node_index(node) + 1);
    return next ? next : first_child_behind(node->parent, (int)field);
}

struct node *node_next(const struct node *node, const struct node *top)
{
    struct node *next = first_child_behind(node, -1);
    while (!next && node != top) {
        next = next_sibling(node);
        node = node->parent;
    }
    return next;
}

/* --- building --- */

struct node *node_new(struct map *map, enum node_kind kind)
{
    struct node *node = arena_alloc(&map->arena, sizeof *node);
    memset(node, 0, sizeof *node);
    node->kind = (uint8_t)kind;
    return node;
}

/* Room for one more item in an array of the arena; the old one stays behind there. */
static void *arena_grow(struct arena *arena, void *items, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 4;
    void *grown = arena_alloc(arena, *cap * size);
    if (count)
        memcpy(grown, items, count * size);
    return grown;
}

static struct value *add_value(struct map *map, struct node *node, enum field field)
{
    size_t cap = node->value_cap;
    if (node->value_count == UINT16_MAX / 2)
        return &node->values[node->value_count - 1];
    node->values = arena_grow(
        &map->arena, node->values, node->value_count, &cap, sizeof *node->values);
    node->value_cap = (uint16_t)cap;
    struct value *value = &node->values[node->value_count++];
    *value = (struct value){ .field = (uint16_t)field };
    return value;
}

static void set_value(struct map *map, struct value *value, struct slice text)
{
    value->data = arena_copy(&map->arena, text.data, text.len);
    value->len = (uint32_t)text.len;
    value->key_len = (uint16_t)(value->field >= FIELD_UNKNOWN ? strlen(value->data) : 0);
}

void node_put(struct map *map, struct node *node, enum field field, struct slice text)
{
    struct value *value = NULL;
    for (size_t i = 0; i < node->value_count && !value; i++)
        if (node->values[i].field == field)
            value = &node->values[i];
    if (!value)
        value = add_value(map, node, field);
    set_value(map, value, text);
    if (field == LANE_KEY) /* its values are found by their number */
        unknown_field(&map->keys, &map->arena, (struct slice){ value->data, value->len });
}

void node_put_unknown(struct map *map, struct node *node, struct slice key, struct slice yaml)
{
    struct buf text = BUF_INIT;
    buf_add_slice(&text, key);
    buf_add_char(&text, '\0');
    buf_add_slice(&text, yaml);
    enum field field = unknown_field(&map->keys, &map->arena, key);
    if (field > FIELD_UNKNOWN)
        node_put(map, node, field, buf_slice(&text));
    else
        set_value(map, add_value(map, node, field), buf_slice(&text));
    buf_release(&text);
}

struct node *node_copy(struct map *map, const struct node *from)
{
    struct node *copy = node_new(map, from->kind);
    for (size_t i = 0; i < from->value_count; i++) {
        const struct value *value = &from->values[i];
        if (value->field >= FIELD_UNKNOWN)
            node_put_unknown(map, copy, unknown_key(value), unknown_yaml(value));
        else
            node_put(map, copy, value->field, (struct slice){ value->data, value->len });
    }
    if (from->explicit_id && !map_find(map, slice_of(from->id))) {
        copy->id = arena_copy(&map->arena, from->id, strlen(from->id));
        copy->explicit_id = 1;
    }
    for (size_t i = 0; i < from->list_count; i++) {
        struct node_list list = node_list_at(from, i);
        for (size_t k = 0; k < list.count; k++)
            node_attach(map, copy, node_copy(map, list.items[k]), k);
    }
    return copy;
}

void node_drop(struct node *node, enum field field)
{
    for (size_t i = 0; i < node->value_count; i++) {
        if (node->values[i].field != field)
            continue;
        memmove(&node->values[i], &node->values[i + 1],
            (node->value_count - i - 1u) * sizeof *node->values);
        node->value_count--;
        return;
    }
}

struct node_list *node_list_of(struct map *map, struct node *parent, enum field field)
{
    struct node_list *list = find_list(parent, field);
    if (list)
        return list;
    struct node_list *lists = arena_alloc(
        &map->arena, (parent->list_count + 1u) * sizeof *parent->lists);
    if (parent->list_count)
        memcpy(lists, parent->lists, parent->list_count * sizeof *lists);
    parent->lists = lists;
    list = &lists[parent->list_count++];
    *list = (struct node_list){ .field = (uint16_t)field };
    return list;
}

/* Is its place told by the slots alone, since nobody looked since the last edit? */
static bool goes_stale(struct node_list *list)
{
    list->stale = list->stale || (list->slots && !list->seen);
    list->seen = false;
    return list->stale;
}

void node_attach(struct map *map, struct node *parent, struct node *child, size_t index)
{
    struct node_list *list = node_list_of(map, parent, field_of_child(parent->kind, child->kind));
    size_t cap = list->cap;
    list->items = arena_grow(&map->arena, list->items, list->count, &cap, sizeof(struct node *));
    list->cap = (uint32_t)cap;
    if (index > list->count)
        index = list->count;
    if (!goes_stale(list)) {
        memmove(&list->items[index + 1], &list->items[index],
            (list->count - index) * sizeof(struct node *));
        list->items[index] = child;
    }
    list->count++;
    child->index_hint = (uint32_t)index;
    child->parent = parent;
}

void node_detach(struct node *child)
{
    struct node_list *list = find_list(child->parent, node_list_field(child));
    if (!goes_stale(list)) {
        size_t index = node_index(child);
        memmove(&list->items[index], &list->items[index + 1],
            (list->count - index - 1) * sizeof(struct node *));
    }
    list->count--;
    child->parent = NULL;
}
