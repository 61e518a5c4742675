#include "model/edit/per_persona.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

bool is_per_persona(struct slice value)
{
    return value.len && memchr(value.data, '\0', value.len);
}

/* Ids and numbers are short: to search for their end by memchr() takes longer. */
static inline bool next_short(struct slice *rest, struct slice *item)
{
    const char *data = rest->data;
    size_t len = 0, all = rest->len;
    while (len < all && data[len])
        len++;
    *item = (struct slice){ data, len };
    *rest = slice_from(*rest, len + (len < all));
    return all > 0;
}

bool per_persona_next(struct slice *rest, struct slice *id, struct slice *number)
{
    return next_short(rest, id) && next_short(rest, number);
}

void per_persona_add(struct buf *value, struct slice id, struct slice number)
{
    value_add_item(value, id);
    value_add_item(value, number);
}

struct slice per_persona_get(struct slice value, struct slice id)
{
    struct slice other, number;
    if (!is_per_persona(value))
        return value.len ? value : SLICE_NONE;
    while (per_persona_next(&value, &other, &number))
        if (slice_equal(other, id))
            return number;
    return SLICE_NONE;
}

static void add_persona(struct node_list *list, struct node *node)
{
    size_t cap = list->cap;
    if (!node || node->kind != KIND_PERSONA)
        return;
    MEM_GROW(list->items, list->count + 1u, cap);
    list->cap = (uint32_t)cap;
    list->items[list->count++] = node;
}

static int by_place(const void *a, const void *b)
{
    size_t left = node_index(*(struct node *const *)a),
           right = node_index(*(struct node *const *)b);
    return (left > right) - (left < right);
}

/* Sorted, each once. */
static void put_in_order(struct node_list *list)
{
    uint32_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_place);
    for (uint32_t i = 0; i < list->count; i++)
        if (!kept || list->items[kept - 1] != list->items[i])
            list->items[kept++] = list->items[i];
    list->count = kept;
}

struct node_list per_persona_of(const struct node *root, const struct slice *values, size_t count)
{
    struct node_list all = node_children(root, MAP_PERSONAS), list = { 0 };
    struct slice id, number;
    bool for_all = false;
    for (size_t i = 0; i < count; i++)
        for_all |= values[i].len && !is_per_persona(values[i]);
    for (uint32_t i = 0; for_all && i < all.count; i++)
        add_persona(&list, all.items[i]);
    for (size_t i = 0; !for_all && i < count; i++)
        for (struct slice pairs = values[i]; per_persona_next(&pairs, &id, &number);)
            add_persona(&list, root_find(root, id));
    put_in_order(&list);
    return list;
}

bool is_persona(const struct map *map, struct slice id)
{
    const struct node *node = map_find(map, id);
    return node && node->kind == KIND_PERSONA;
}

/* --- emotions --- */

static int number_of(struct slice text)
{
    int number;
    if (text.len == 1 && is_digit(text.data[0]))
        return text.data[0] - '0';
    if (text.len == 2 && text.data[0] == '-' && is_digit(text.data[1]))
        return '0' - text.data[1];
    return text.len && parse_int(text.data, &number) ? number : EMOTION_NONE;
}

/* The ids of those; none: all. */
static struct slice who_is_there(const struct node *node)
{
    return node->kind == KIND_TOUCHPOINT ? node_get(node, TOUCHPOINT_TAKES_PART) : SLICE_NONE;
}

static bool has_id(const struct node *persona, struct slice id)
{
    size_t i = 0;
    while (i < id.len && persona->id[i] == id.data[i])
        i++;
    return i == id.len && !persona->id[i];
}

static const struct node *root_of(const struct node *node)
{
    while (node->parent)
        node = node->parent;
    return node;
}

/* Where the persona of that id stands; the pairs are in the order of the personas, mostly, so that
 * she is the one behind the last. -1: not in the map. */
static long find_persona(
    const struct node *root, struct node_list personas, struct slice id, long last)
{
    if (last + 1 < (long)personas.count && has_id(personas.items[last + 1], id))
        return last + 1;
    const struct node *node = root_find(root, id);
    return node && node->kind == KIND_PERSONA ? (long)node_index(node) : -1;
}

/* What those feel who are in the map and take part. */
struct feelings {
    int sum, count, low, high;
};

enum { APART_MOST = 4, APART_NEVER };

/* Of those until some are so far apart. */
static struct feelings feelings_of(const struct node *node, struct slice pairs, int apart)
{
    const struct node *root = root_of(node);
    struct node_list personas = node_children(root, MAP_PERSONAS);
    struct feelings all = { 0, 0, 2, -2 };
    struct slice id, text, there = who_is_there(node);
    long last = -1, at;
    int number;
    while (all.high - all.low < apart && per_persona_next(&pairs, &id, &text)) {
        if ((at = find_persona(root, personas, id, last)) < 0 ||
            (there.len && !value_has_item(there, id)) || (number = number_of(text)) == EMOTION_NONE)
            continue;
        last = at;
        all.sum += number;
        all.count++;
        all.low = number < all.low ? number : all.low;
        all.high = number > all.high ? number : all.high;
    }
    return all;
}

/* The mean of all pairs, halves away from zero. */
static int mean_emotion(const struct node *node, struct slice pairs)
{
    struct feelings all = feelings_of(node, pairs, APART_NEVER);
    if (!all.count)
        return EMOTION_NONE;
    int twice = 2 * (all.sum < 0 ? -all.sum : all.sum) + all.count;
    int rounded = twice / (2 * all.count);
    return all.sum < 0 ? -rounded : rounded;
}

int emotions_apart(const struct node *touchpoint)
{
    struct slice value = node_get(touchpoint, TOUCHPOINT_EMOTION);
    struct feelings all = feelings_of(
        touchpoint, is_per_persona(value) ? value : SLICE_NONE, APART_MOST);
    return all.count ? all.high - all.low : 0;
}

bool takes_part(const struct node *touchpoint, struct slice persona)
{
    struct slice there = who_is_there(touchpoint);
    return !there.len || value_has_item(there, persona);
}

int emotion_of_value(const struct node *node, struct slice value, const char *persona)
{
    if (persona && !takes_part(node, slice_of(persona)))
        return EMOTION_NONE;
    if (!persona && is_per_persona(value))
        return mean_emotion(node, value);
    return number_of(per_persona_get(value, slice_of(persona)));
}

enum field emotion_field(const struct node *node)
{
    if (node->kind == KIND_STAGE)
        return STAGE_EMOTION;
    return node->kind == KIND_TOUCHPOINT ? TOUCHPOINT_EMOTION : FIELD_ID;
}

bool has_emotions_per_persona(const struct node *node)
{
    return is_per_persona(node_get(node, emotion_field(node)));
}

int touchpoint_emotion(const struct node *touchpoint, const char *persona)
{
    return emotion_of_value(touchpoint, node_get(touchpoint, emotion_field(touchpoint)), persona);
}

void touchpoint_emotion_with(const struct map *map, const struct node *touchpoint,
    const char *persona, int emotion, struct buf *out)
{
    if (!persona) {
        if (emotion != EMOTION_NONE)
            buf_addf(out, "%d", emotion);
        return;
    }
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    struct slice now = node_get(touchpoint, emotion_field(touchpoint));
    for (uint32_t i = 0; i < personas.count; i++) {
        const char *id = personas.items[i]->id;
        bool there = is_per_persona(now) || takes_part(touchpoint, slice_of(id));
        int kept = there ? number_of(per_persona_get(now, slice_of(id))) : EMOTION_NONE;
        int value = strcmp(id, persona) == 0 ? emotion : kept;
        char text[16];
        snprintf(text, sizeof text, "%d", value);
        if (value != EMOTION_NONE)
            per_persona_add(out, slice_of(id), slice_of(text));
    }
}

void touchpoint_set_emotion(
    struct undo *undo, struct node *touchpoint, const char *persona, int emotion)
{
    struct buf value = BUF_INIT;
    touchpoint_emotion_with(undo->map, touchpoint, persona, emotion, &value);
    edit_set(
        undo, touchpoint, emotion_field(touchpoint), value.len ? buf_slice(&value) : SLICE_NONE);
    buf_release(&value);
}
