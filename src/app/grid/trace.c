#include "app/grid/trace.h"

#include <stdlib.h>

#include "app/grid/kept.h"
#include "base/mem.h"
#include "insight/stage.h"
#include "model/edit/per_persona.h"
#include "model/value_record.h"

/* What the axis takes of a column: a cell is left in the narrowest one. */
static int axis_of(const struct grid_plan *plan, const struct plan_column *column)
{
    int axis = column == plan->column ? AXIS_WIDTH : 0;
    return axis < column->width ? axis : column->width - 1;
}

struct places places_of(const struct map *map, const struct plan_column *column, size_t stage)
{
    struct places places = { 0 };
    for (size_t i = column->stage; i < column->stage + column->stages; i++) {
        size_t count = node_child_count(node_child(map->root, MAP_STAGES, i), STAGE_TOUCHPOINTS);
        count += !count;
        places.from += i < stage ? count : 0;
        places.count = i == stage ? count : places.count;
        places.all += count;
    }
    return places;
}

/* In the middle of its place, or of all that the stage has. */
static int cell_of(const struct places *places, int left, int width, long index)
{
    long long at = index < 0 ? 2 * (long long)places->from + (long long)places->count
                             : 2 * ((long long)places->from + index) + 1;
    return left + (int)(at * (width - left) / (2 * (long long)places->all));
}

int trace_cell(const struct grid_plan *plan, const struct plan_column *column,
    const struct places *places, long index)
{
    int axis = axis_of(plan, column);
    return column->x - plan->area.x - 1 + cell_of(places, axis, column->width, index);
}

void trace_add(struct trace *trace, int x, double emotion)
{
    struct curve_point *last = trace->count ? &trace->points[trace->count - 1] : NULL;
    if (last && last->x == x) {
        if (emotion > EMOTION_NONE && (last->emotion <= EMOTION_NONE || emotion < last->emotion))
            last->emotion = emotion;
        return;
    }
    MEM_GROW(trace->points, trace->count + 1, trace->cap);
    trace->points[trace->count++] = (struct curve_point){ x, emotion };
}

/* --- a stage --- */

void trace_forget(struct stage_trace *stages, size_t count)
{
    for (size_t i = 0; stages && i < count; i++) {
        free(stages[i].cells);
        free(stages[i].counts);
        free(stages[i].notes);
    }
    free(stages);
}

static uint16_t bits_of(const struct trace_count *count)
{
    unsigned bits = (unsigned)(count->there > 0) << TRACE_THERE;
    for (int score = 0; score < TRACE_SCORES; score++) {
        bits |= (unsigned)(count->scores[score] > 0) << score;
        bits |= (unsigned)(count->moments[score] > 0) << (score + TRACE_MOMENTS);
    }
    return (uint16_t)bits;
}

/* A stage whose touchpoints have no score may have one itself, in the middle. */
static void trace_own(struct stage_trace *trace)
{
    int emotion = touchpoint_emotion(trace->stage, trace->persona);
    if (emotion == EMOTION_NONE)
        return;
    memset(trace->cells, 0, (size_t)trace->width * sizeof *trace->cells);
    trace->cells[cell_of(&trace->places, trace->left, trace->width, -1)] =
        (uint16_t)(1u << TRACE_THERE | 1u << (emotion + 2) | 1u << (emotion + 2 + TRACE_HOLLOW));
}

static struct trace_count *count_of(const struct stage_trace *trace, size_t index)
{
    return &trace->counts[cell_of(&trace->places, trace->left, trace->width, (long)index)];
}

/* One more (`by` 1) or less (-1) has it. */
static void count_score(
    struct stage_trace *trace, struct trace_count *count, int emotion, bool moment, int by)
{
    if (emotion == EMOTION_NONE)
        return;
    count->scores[emotion + 2] += (uint32_t)by;
    count->moments[emotion + 2] += moment ? (uint32_t)by : 0;
    trace->scored += (uint32_t)by;
}

static bool has_part(
    const struct map *map, const struct node *touchpoint, const char *persona, int path)
{
    bool there = !persona || takes_part(touchpoint, slice_of(persona));
    return there && is_on_path(map, touchpoint, path);
}

/* What the curve needs of a touchpoint; 0: it has no part in it. */
enum { NOTE_THERE = 1, NOTE_MOMENT = 2, NOTE_SCORE = 4 /* times the score, from -2 on */ };

static uint8_t note_of(const struct node *touchpoint, int emotion)
{
    int score = emotion == EMOTION_NONE ? TRACE_SCORES : emotion + 2;
    bool moment = node_flag(touchpoint, TOUCHPOINT_MOMENT);
    return (uint8_t)(NOTE_THERE + (moment ? NOTE_MOMENT : 0) + NOTE_SCORE * score);
}

static void note_scores(struct stage_trace *trace, const struct map *map)
{
    struct node_list list = node_children(trace->stage, STAGE_TOUCHPOINTS);
    trace->notes = mem_resize(trace->notes, list.count + 1);
    trace->measured = node_has(trace->stage, STAGE_MEASURED);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct node *touchpoint = list.items[i];
        trace->measured |= node_has(touchpoint, TOUCHPOINT_MEASURED);
        trace->notes[i] = has_part(map, touchpoint, trace->persona, trace->path)
                              ? note_of(touchpoint, touchpoint_emotion(touchpoint, trace->persona))
                              : 0;
    }
}

static void fill_stage(struct stage_trace *trace)
{
    size_t all = node_child_count(trace->stage, STAGE_TOUCHPOINTS);
    for (size_t i = 0; i < all; i++) {
        int note = trace->notes[i], score = note / NOTE_SCORE;
        if (!note)
            continue;
        struct trace_count *count = count_of(trace, i);
        count->there++;
        count_score(
            trace, count, score < TRACE_SCORES ? score - 2 : EMOTION_NONE, note & NOTE_MOMENT, 1);
    }
    for (int i = 0; i < trace->width; i++)
        trace->cells[i] = bits_of(&trace->counts[i]);
    if (!trace->scored && node_has(trace->stage, STAGE_EMOTION))
        trace_own(trace);
}

/* Its score is another now, or whether it is a moment of truth. */
static void count_again(struct stage_trace *trace, const struct edit *edit)
{
    const struct node *touchpoint = edit->node;
    size_t index = node_index(touchpoint);
    struct trace_count *count = count_of(trace, index);
    int now = touchpoint_emotion(touchpoint, trace->persona), was = now;
    bool is_moment = node_flag(touchpoint, TOUCHPOINT_MOMENT), was_moment = is_moment;
    if (edit->field == TOUCHPOINT_EMOTION)
        was = emotion_of_value(touchpoint, edit->before, trace->persona);
    else
        was_moment = edit->before.data && slice_is(edit->before, "true");
    count_score(trace, count, was, was_moment, -1);
    count_score(trace, count, now, is_moment, 1);
    trace->notes[index] = note_of(touchpoint, now);
    trace->cells[count - trace->counts] = bits_of(count);
}

void trace_edit(struct stage_trace *trace, const struct map *map, const struct edit *edit)
{
    bool other = edit->field == TOUCHPOINT_TAKES_PART || edit->field == TOUCHPOINT_PATHS ||
                 edit->field == TOUCHPOINT_MEASURED;
    bool scores = edit->field == TOUCHPOINT_EMOTION || edit->field == TOUCHPOINT_MOMENT;
    if (other || (scores && node_has(trace->stage, STAGE_EMOTION))) {
        trace->stage = NULL;
        return;
    }
    if (scores && has_part(map, edit->node, trace->persona, trace->path))
        count_again(trace, edit);
    trace->revision = trace->stage->revision;
}

/* Who is in the map decides about means: other personas, another sum. */
static uintptr_t personas_of(const struct map *map)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    uintptr_t sum = 0;
    for (uint32_t i = 0; i < personas.count; i++)
        sum = 31 * sum + (uintptr_t)personas.items[i];
    return sum;
}

static bool same_scores(const struct stage_trace *a, const struct stage_trace *b)
{
    return a->stage == b->stage && a->revision == b->revision && a->personas == b->personas &&
           a->persona == b->persona && a->path == b->path;
}

static bool same_cells(const struct stage_trace *a, const struct stage_trace *b)
{
    return a->left == b->left && a->width == b->width &&
           memcmp(&a->places, &b->places, sizeof a->places) == 0;
}

/* The cells of a stage for a voice; nothing is done where they are known. */
static const struct stage_trace *stage_trace(struct app *app, const struct grid_plan *plan,
    const struct plan_column *column, size_t stage, const struct voice *voice, int number)
{
    const struct map *map = &app->session.map;
    struct stage_trace *kept = grid_kept_trace(app, stage, number);
    struct stage_trace wanted = {
        .stage = node_child(map->root, MAP_STAGES, stage),
        .personas = personas_of(map),
        .persona = voice->persona,
        .path = voice->path,
        .left = axis_of(plan, column),
        .width = column->width,
        .places = places_of(map, column, stage),
        .notes = kept->notes,
        .measured = kept->measured,
    };
    wanted.revision = wanted.stage->revision;
    bool noted = kept->cells && same_scores(kept, &wanted);
    if (noted && same_cells(kept, &wanted))
        return kept;
    wanted.cells = mem_resize(kept->cells, (size_t)wanted.width * sizeof *wanted.cells);
    wanted.counts = mem_resize(kept->counts, (size_t)wanted.width * sizeof *wanted.counts);
    memset(wanted.counts, 0, (size_t)wanted.width * sizeof *wanted.counts);
    *kept = wanted;
    if (!noted)
        note_scores(kept, map);
    fill_stage(kept);
    return kept;
}

static int worst_of(uint16_t cell)
{
    for (int emotion = -2; emotion <= 2; emotion++)
        if (cell & 1u << (emotion + 2))
            return emotion;
    return EMOTION_NONE;
}

/* --- a curve --- */

static void add_stage(struct trace *trace, const struct stage_trace *stage, int left)
{
    for (int i = 0; i < stage->width && left + i < trace->width; i++) {
        trace->scores[left + i] |= stage->cells[i];
        if (stage->cells[i] & 1u << TRACE_THERE)
            trace_add(trace, left + i, worst_of(stage->cells[i]));
    }
}

/* The end of a stage that is beside the picture, before it (`by` -1) or behind it (1). */
static bool add_end(struct trace *trace, const struct map *map, const struct node *stage, int by,
    int x, const struct voice *voice)
{
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    double own;
    if (node_has(stage, STAGE_EMOTION) && stage_own_emotion(stage, voice->persona, &own)) {
        trace_add(trace, x, touchpoint_emotion(stage, voice->persona));
        return true;
    }
    for (uint32_t i = 0; i < list.count; i++) {
        const struct node *touchpoint = list.items[by > 0 ? i : list.count - 1 - i];
        if (!has_part(map, touchpoint, voice->persona, voice->path))
            continue;
        trace_add(trace, x, touchpoint_emotion(touchpoint, voice->persona));
        return true;
    }
    return false;
}

/* What is beside the picture, towards which the line runs. It is not looked for beyond many stages
 * that have nothing. */
static void add_beside(struct trace *trace, const struct map *map, size_t stage, int by, int x,
    const struct voice *voice)
{
    enum { STAGES_MOST = 32 };
    for (int i = 0; i < STAGES_MOST; i++, stage += (size_t)by) {
        const struct node *node = node_child(map->root, MAP_STAGES, stage);
        if (!node || add_end(trace, map, node, by, x, voice))
            return;
    }
}

void trace_voice(struct app *app, const struct grid_plan *plan, const struct voice *voice,
    int number, struct trace *trace)
{
    enum { BESIDE = 6 };
    const struct map *map = &app->session.map;
    const struct plan_column *last = &plan->column[plan->shown - 1];
    trace->count = 0;
    memset(trace->scores, 0, (size_t)trace->width * sizeof *trace->scores);
    add_beside(trace, map, plan->column[0].stage - 1, -1, -BESIDE, voice);
    for (int i = 0; i < plan->shown; i++) {
        const struct plan_column *column = &plan->column[i];
        for (size_t stage = column->stage; stage < column->stage + column->stages; stage++)
            add_stage(trace, stage_trace(app, plan, column, stage, voice, number),
                column->x - plan->area.x - 1);
    }
    add_beside(trace, map, last->stage + last->stages, 1, trace->width + BESIDE, voice);
}

/* --- what data say --- */

/* "-0.4", whatever the locale's decimal sign. */
static double decimal_of(const char *text)
{
    double value = 0, unit = 1;
    bool behind = false, negative = *text == '-';
    for (text += negative || *text == '+'; is_digit(*text) || (*text == '.' && !behind); text++) {
        if (*text == '.') {
            behind = true;
            continue;
        }
        unit /= behind ? 10 : 1;
        value = behind ? value + (*text - '0') * unit : 10 * value + (*text - '0');
    }
    return negative ? -value : value;
}

static bool measured_of(const struct node *node, enum field field, double *value)
{
    struct slice text = record_get(node_get(node, field), "value");
    if (!text.len)
        return false;
    *value = decimal_of(text.data);
    return *value >= -2 && *value <= 2;
}

static void measure_stage(struct trace *trace, const struct app *app, const struct grid_plan *plan,
    const struct plan_column *column, size_t at)
{
    const struct map *map = &app->session.map;
    const struct node *stage = node_child(map->root, MAP_STAGES, at);
    struct places places = places_of(map, column, at);
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    bool any = false;
    double value;
    for (uint32_t i = 0; i < list.count; i++) {
        if (!measured_of(list.items[i], TOUCHPOINT_MEASURED, &value) ||
            !is_on_path(map, list.items[i], app->grid->paths[0]))
            continue;
        trace_add(trace, trace_cell(plan, column, &places, (long)i), value);
        any = true;
    }
    if (!any && measured_of(stage, STAGE_MEASURED, &value))
        trace_add(trace, trace_cell(plan, column, &places, -1), value);
}

bool trace_measured(struct app *app, const struct grid_plan *plan, struct trace *trace)
{
    for (int i = 0; i < plan->shown; i++) {
        const struct plan_column *column = &plan->column[i];
        for (size_t stage = column->stage; stage < column->stage + column->stages; stage++) {
            const struct stage_trace *kept = grid_kept_trace(app, stage, 0);
            bool other = kept->stage != node_child(app->session.map.root, MAP_STAGES, stage);
            if (kept->measured || other)
                measure_stage(trace, app, plan, column, stage);
        }
    }
    return trace->count > 0;
}
