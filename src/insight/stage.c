#include "insight/stage.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "insight/touchpoint.h"
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
    struct slice id, number;
    double sum = 0;
    int count = 0;
    while (per_persona_next(&pairs, &id, &number)) {
        const struct node *persona = root_find(stage->parent, id);
        if (persona && persona->kind == KIND_PERSONA) {
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

struct stage_sum stage_sum(
    const struct map *map, const struct node *stage, const char *persona, int path)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    struct stage_sum sum = { 0 };
    for (uint32_t i = 0; i < touchpoints.count; i++) {
        const struct node *touchpoint = touchpoints.items[i];
        struct length length;
        if (!is_on_path(map, touchpoint, path))
            continue;
        int emotion = touchpoint_emotion(touchpoint, persona);
        sum.touchpoints++;
        sum.scored += emotion != EMOTION_NONE;
        sum.mean += emotion != EMOTION_NONE ? emotion : 0;
        if (!length_read(node_get(touchpoint, TOUCHPOINT_DURATION), &length))
            continue;
        sum.timed++;
        sum.length.low += length.low;
        sum.length.high += length.high;
    }
    sum.mean = sum.scored ? sum.mean / (double)sum.scored : 0;
    return sum;
}

void mean_add(double mean, struct buf *out)
{
    bool zero = mean > -0.05 && mean < 0.05;
    struct buf number = BUF_INIT;
    buf_addf(&number, zero ? "%.1f" : "%+.1f", zero ? 0.0 : mean);
    i18n_add_number(buf_slice(&number), out);
    buf_release(&number);
}
