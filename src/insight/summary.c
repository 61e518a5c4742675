#include "insight/summary.h"

#include "insight/touchpoint.h"
#include "model/edit/per_persona.h"

static size_t *count_of(struct summary *summary, int emotion)
{
    return emotion >= -2 && emotion <= 2 ? &summary->counts[emotion + 2] : NULL;
}

static bool is_known(struct slice evidence)
{
    return evidence.len && !slice_is(evidence, "assumption");
}

static bool is_shown(const struct summary *summary, const struct node *node)
{
    return node->kind != KIND_TOUCHPOINT || is_on_path(summary->map, node, summary->path);
}

static int emotion_of(const struct summary *summary, const struct node *node)
{
    return is_shown(summary, node) ? touchpoint_emotion(node, summary->persona) : EMOTION_NONE;
}

static bool has_scored(const struct summary *summary, const struct node *stage)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    for (uint32_t i = 0; i < touchpoints.count; i++)
        if (emotion_of(summary, touchpoints.items[i]) != EMOTION_NONE)
            return true;
    return false;
}

/* The stage, where it has a mark on the curve: a score, and no touchpoint with one. */
static const struct node *own_mark(const struct summary *summary, const struct node *stage)
{
    return node_has(stage, STAGE_EMOTION) && emotion_of(summary, stage) != EMOTION_NONE &&
                   !has_scored(summary, stage)
               ? stage
               : NULL;
}

/* Calls for each touchpoint in order until one has the emotion. */
static const struct node *first_with(const struct summary *summary, int emotion)
{
    struct node_list stages = node_children(summary->map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        struct node_list touchpoints = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        for (uint32_t j = 0; j < touchpoints.count; j++)
            if (emotion_of(summary, touchpoints.items[j]) == emotion)
                return touchpoints.items[j];
        const struct node *own = own_mark(summary, stages.items[i]);
        if (own && emotion_of(summary, own) == emotion)
            return own;
    }
    return NULL;
}

static const struct node *last_scored(const struct summary *summary)
{
    struct node_list stages = node_children(summary->map->root, MAP_STAGES);
    for (uint32_t i = stages.count; i-- > 0;) {
        struct node_list touchpoints = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        for (uint32_t j = touchpoints.count; j-- > 0;)
            if (emotion_of(summary, touchpoints.items[j]) != EMOTION_NONE)
                return touchpoints.items[j];
        const struct node *own = own_mark(summary, stages.items[i]);
        if (own)
            return own;
    }
    return NULL;
}

static int highest(const struct summary *summary)
{
    for (int emotion = 2; emotion >= -2; emotion--)
        if (summary->counts[emotion + 2])
            return emotion;
    return EMOTION_NONE;
}

static int lowest(const struct summary *summary)
{
    for (int emotion = -2; emotion <= 2; emotion++)
        if (summary->counts[emotion + 2])
            return emotion;
    return EMOTION_NONE;
}

static void find_extremes(struct summary *summary)
{
    int high = highest(summary), low = lowest(summary);
    summary->high = summary->scored ? first_with(summary, high) : NULL;
    summary->low = summary->scored && low != high ? first_with(summary, low) : NULL;
}

static void count_mark(struct summary *summary, const struct node *node)
{
    size_t *count = count_of(summary, emotion_of(summary, node));
    if (count) {
        ++*count;
        summary->scored++;
    }
}

void summary_compute(struct summary *summary, const struct map *map, const char *persona, int path)
{
    *summary = (struct summary){ .map = map, .persona = persona, .path = path };
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        struct node_list touchpoints = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        for (uint32_t j = 0; j < touchpoints.count; j++) {
            bool shown = is_shown(summary, touchpoints.items[j]);
            summary->touchpoints += shown;
            summary->known += shown &&
                              is_known(node_get(touchpoints.items[j], TOUCHPOINT_EVIDENCE));
            count_mark(summary, touchpoints.items[j]);
        }
        const struct node *own = own_mark(summary, stages.items[i]);
        if (own)
            count_mark(summary, own);
    }
    find_extremes(summary);
    summary->end = last_scored(summary);
}

/* Does the change from one emotion to another leave `extreme`, which has the emotion `value`? */
static bool keeps(
    const struct node *extreme, const struct node *changed, int value, int now, int found)
{
    return extreme && extreme != changed && now != value && found == value;
}

static void change_emotion(struct summary *summary, const struct node *touchpoint, int was, int now)
{
    int high = highest(summary), low = lowest(summary);
    if (count_of(summary, was)) {
        --*count_of(summary, was);
        summary->scored--;
    }
    if (count_of(summary, now)) {
        ++*count_of(summary, now);
        summary->scored++;
    }
    bool one_level = highest(summary) == lowest(summary);
    if (!keeps(summary->high, touchpoint, high, now, highest(summary)) ||
        (!one_level && !keeps(summary->low, touchpoint, low, now, lowest(summary))) ||
        (one_level && summary->low))
        find_extremes(summary);
    if (was == EMOTION_NONE || now == EMOTION_NONE)
        summary->end = last_scored(summary);
}

/* Does a change of that field move marks to and fro, so that all has to be looked at? */
static bool turns_all(const struct summary *summary, enum field field)
{
    bool paths = field == MAP_PATHS || field == TOUCHPOINT_PATHS;
    return field == TOUCHPOINT_TAKES_PART || field == STAGE_EMOTION || (summary->path && paths);
}

static void set_edit(struct summary *summary, const struct edit *edit)
{
    const struct node *parent = edit->node->parent;
    summary->stale = turns_all(summary, edit->field);
    if (summary->stale || !is_shown(summary, edit->node))
        return;
    if (edit->field == TOUCHPOINT_EVIDENCE)
        summary->known += (size_t)is_known(edit->after) - (size_t)is_known(edit->before);
    if (edit->field != TOUCHPOINT_EMOTION)
        return;
    if (parent && node_has(parent, STAGE_EMOTION)) /* the stage's own mark may come or go */
        summary->stale = true;
    else
        change_emotion(summary, edit->node,
            emotion_of_value(edit->node, edit->before, summary->persona),
            emotion_of_value(edit->node, edit->after, summary->persona));
}

void summary_edit(struct summary *summary, const struct edit *edit)
{
    if (summary->stale || !summary->map)
        return;
    if (edit->op == EDIT_SET)
        set_edit(summary, edit);
    else if (edit->node->kind == KIND_TOUCHPOINT || edit->node->kind == KIND_STAGE ||
             edit->node->kind == KIND_PERSONA)
        summary->stale = true;
}

void summary_update(struct summary *summary)
{
    if (summary->map && summary->stale)
        summary_compute(summary, summary->map, summary->persona, summary->path);
}
