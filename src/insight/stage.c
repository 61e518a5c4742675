#include "insight/stage.h"

#include <stdlib.h>

#include "model/edit/per_persona.h"

static bool any_scored(const struct node *stage, const char *persona)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    for (uint32_t i = 0; i < touchpoints.count; i++)
        if (touchpoint_emotion(touchpoints.items[i], persona) != EMOTION_NONE)
            return true;
    return false;
}

/* Of the personas that are in the map: others wait for an undo. */
static double mean_of_pairs(const struct node *stage, struct slice pairs)
{
    struct node_list personas = node_children(stage->parent, MAP_PERSONAS);
    double sum = 0;
    int count = 0;
    for (uint32_t i = 0; i < personas.count; i++) {
        struct slice number = per_persona_get(pairs, slice_of(personas.items[i]->id));
        if (number.data) {
            sum += atoi(number.data);
            count++;
        }
    }
    return count ? sum / count : 0;
}

bool stage_own_emotion(const struct node *stage, const char *persona, double *emotion)
{
    int own = touchpoint_emotion(stage, persona);
    if (own == EMOTION_NONE || any_scored(stage, persona))
        return false;
    struct slice value = node_get(stage, STAGE_EMOTION);
    *emotion = !persona && is_per_persona(value) ? mean_of_pairs(stage, value) : own;
    return true;
}

bool stage_length(const struct node *stage, struct length *sum)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    struct length one;
    bool any = false;
    if (length_read(node_get(stage, STAGE_DURATION), sum))
        return true;
    *sum = (struct length){ 0, 0 };
    for (uint32_t i = 0; i < touchpoints.count; i++)
        if (length_read(node_get(touchpoints.items[i], TOUCHPOINT_DURATION), &one)) {
            sum->low += one.low;
            sum->high += one.high;
            any = true;
        }
    return any;
}
