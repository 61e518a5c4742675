#include "model/edit/per_persona.h"

#include <stdio.h>

bool is_per_persona(struct slice value)
{
    return value.len && memchr(value.data, '\0', value.len);
}

bool per_persona_next(struct slice *rest, struct slice *id, struct slice *number)
{
    return value_next_item(rest, id) && value_next_item(rest, number);
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

bool is_persona(const struct map *map, struct slice id)
{
    const struct node *node = map_find(map, id);
    return node && node->kind == KIND_PERSONA;
}

/* --- emotions --- */

static int number_of(struct slice text)
{
    int number;
    return text.len && parse_int(text.data, &number) ? number : EMOTION_NONE;
}

static bool has_persona(struct node_list personas, struct slice id)
{
    for (uint32_t i = 0; i < personas.count; i++)
        if (slice_is(id, personas.items[i]->id))
            return true;
    return false;
}

/* The mean of all pairs, halves away from zero. */
static int mean_emotion(const struct node *node, struct slice pairs)
{
    const struct node *root = node;
    while (root->parent)
        root = root->parent;
    struct node_list personas = node_children(root, MAP_PERSONAS);
    struct slice id, text;
    int sum = 0, count = 0, number;
    while (per_persona_next(&pairs, &id, &text))
        if (has_persona(personas, id) && takes_part(node, id) &&
            (number = number_of(text)) != EMOTION_NONE) {
            sum += number;
            count++;
        }
    if (!count)
        return EMOTION_NONE;
    int twice = 2 * (sum < 0 ? -sum : sum) + count;
    int rounded = twice / (2 * count);
    return sum < 0 ? -rounded : rounded;
}

bool takes_part(const struct node *touchpoint, struct slice persona)
{
    if (touchpoint->kind != KIND_TOUCHPOINT)
        return true;
    struct slice list = node_get(touchpoint, TOUCHPOINT_TAKES_PART);
    return !list.len || value_has_item(list, persona);
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
