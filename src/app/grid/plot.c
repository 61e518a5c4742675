/* The curve of the shown stages as characters. */
#include <stdlib.h>

#include "app/grid/kept.h"
#include "app/grid/plot.h"
#include "base/mem.h"
#include "insight/curve.h"
#include "insight/letters.h"
#include "model/edit/per_persona.h"
#include "model/value_record.h"

enum {
    SCORES = 5,          /* -2 .. 2, each a bit of a cell's scores */
    MOMENTS = SCORES,    /* and whether a moment of truth has it, */
    HOLLOW = 2 * SCORES, /* or a stage */
    DIFFERENCE = 3       /* of personas that is marked */
};

/* Whose curve is drawn. */
struct voice {
    const char *persona; /* id; NULL: all as one */
    unsigned char owner; /* by number from 1; 0: the only one */
    char letter;         /* '\0': marks have signs */
    int path;            /* by number; 0: all */
    bool hollow;         /* whose marks are, too */
};

/* A curve while it is put together: its points, and all scores of each cell. */
struct trace {
    struct curve_point *points;
    size_t count, cap;
    uint16_t *scores;
    int width;
};

/* The cell of the mark `index` of `count` in a column. */
static int cell_of(
    const struct grid_plan *plan, const struct plan_column *column, size_t index, size_t count)
{
    int axis = column == plan->column ? AXIS_WIDTH : 0;
    int left = column->x - plan->area.x - 1 + axis, width = column->width - axis;
    return left + (int)((2 * (long long)index + 1) * width / (2 * (long long)count));
}

int plot_x(const struct grid_plan *plan, const struct node *node)
{
    const struct node *stage = node->kind == KIND_STAGE ? node : node->parent;
    const struct plan_column *column = plan_column_of(plan, node_index(stage));
    if (!column)
        return -1;
    return node == stage ? cell_of(plan, column, 0, 1)
                         : cell_of(plan, column, node_index(node),
                               node_child_count(stage, STAGE_TOUCHPOINTS));
}

/* Several touchpoints may share a cell: the line runs through the worst of them. */
static void add_point(struct trace *trace, int x, double emotion)
{
    struct curve_point *last = trace->count ? &trace->points[trace->count - 1] : NULL;
    if (last && last->x == x) {
        if (emotion != EMOTION_NONE && (last->emotion <= EMOTION_NONE || emotion < last->emotion))
            last->emotion = emotion;
        return;
    }
    MEM_GROW(trace->points, trace->count + 1, trace->cap);
    trace->points[trace->count++] = (struct curve_point){ x, emotion };
}

static void note_score(struct trace *trace, int x, int emotion, int kind)
{
    if (x < 0 || x >= trace->width)
        return;
    trace->scores[x] |= (uint16_t)(1u << (emotion + 2) | 1u << (emotion + 2 + kind));
}

/* A stage whose touchpoints have no score may have one itself. */
static void trace_own(struct trace *trace, const struct grid_plan *plan,
    const struct plan_column *column, const struct node *stage, const char *persona)
{
    int emotion = touchpoint_emotion(stage, persona), x = cell_of(plan, column, 0, 1);
    if (emotion == EMOTION_NONE)
        return;
    add_point(trace, x, emotion);
    note_score(trace, x, emotion, HOLLOW);
}

static void trace_touchpoint(struct trace *trace, const struct node *touchpoint, int x, int emotion)
{
    add_point(trace, x, emotion);
    if (emotion != EMOTION_NONE)
        note_score(trace, x, emotion, node_flag(touchpoint, TOUCHPOINT_MOMENT) ? MOMENTS : 0);
}

static void trace_stage(struct trace *trace, const struct map *map, const struct grid_plan *plan,
    const struct plan_column *column, const struct voice *voice)
{
    const struct node *stage = node_child(map->root, MAP_STAGES, column->stage);
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    size_t before = trace->count;
    bool scored = false;
    for (uint32_t i = 0; i < list.count; i++) {
        if (!is_on_path(map, list.items[i], voice->path))
            continue;
        int emotion = touchpoint_emotion(list.items[i], voice->persona);
        trace_touchpoint(trace, list.items[i], cell_of(plan, column, i, list.count), emotion);
        scored |= emotion != EMOTION_NONE;
    }
    if (scored || !node_has(stage, STAGE_EMOTION))
        return;
    trace->count = before;
    trace_own(trace, plan, column, stage, voice->persona);
}

/* A touchpoint beside the picture, towards which the line runs. */
static void add_beside(struct trace *trace, struct node *stage, int by, int x, const char *persona)
{
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    struct node *end = list.count ? list.items[by > 0 ? list.count - 1 : 0] : stage;
    struct node *touchpoint = touchpoint_beside(end, by);
    if (touchpoint)
        add_point(trace, x, touchpoint_emotion(touchpoint, persona));
}

static void trace_voice(const struct app *app, const struct grid_plan *plan, struct trace *trace,
    const struct voice *voice)
{
    enum { BESIDE = 6 };
    struct node_list stages = node_children(app->session.map.root, MAP_STAGES);
    size_t first = plan->column[0].stage, end = first + (size_t)plan->shown;
    trace->count = 0;
    memset(trace->scores, 0, (size_t)trace->width * sizeof *trace->scores);
    if (first)
        add_beside(trace, stages.items[first], -1, -BESIDE, voice->persona);
    for (int i = 0; i < plan->shown; i++)
        trace_stage(trace, &app->session.map, plan, &plan->column[i], voice);
    if (end < stages.count)
        add_beside(trace, stages.items[end - 1], 1, trace->width + BESIDE, voice->persona);
}

/* --- marks --- */

static char *cell_at(struct plot *plot, int x, int row)
{
    return &plot->cells[row * plot->width + x];
}

static void put_mark(struct plot *plot, int x, int row, const struct voice *voice, unsigned kinds)
{
    char *cell = cell_at(plot, x, row);
    bool taken = voice->owner && is_plot_mark(*cell);
    *cell = taken                                   ? PLOT_TOGETHER
            : voice->letter                         ? voice->letter
            : kinds & 1u << MOMENTS                 ? PLOT_MOMENT
            : voice->hollow || kinds & 1u << HOLLOW ? PLOT_HOLLOW
                                                    : PLOT_MARK;
    plot->owners[row * plot->width + x] = taken ? 0 : voice->owner;
}

static void put_marks(struct plot *plot, const struct trace *trace, const struct voice *voice)
{
    for (int x = 0; x < plot->width; x++)
        for (int emotion = -2; trace->scores[x] && emotion <= 2; emotion++)
            if (trace->scores[x] & 1u << (emotion + 2))
                put_mark(plot, x, curve_row(emotion, plot->rows), voice,
                    trace->scores[x] >> (emotion + 2));
}

/* A line from the lowest to the highest mark, where personas feel so differently. */
static void put_difference(struct plot *plot, int x)
{
    int top = -1, bottom = -1;
    for (int row = 0; row < plot->rows; row++)
        if (is_plot_mark(*cell_at(plot, x, row))) {
            top = top < 0 ? row : top;
            bottom = row;
        }
    if ((bottom - top) * 4 < DIFFERENCE * (plot->rows - 1))
        return;
    for (int row = top + 1; row < bottom; row++)
        if (!is_plot_mark(*cell_at(plot, x, row))) {
            *cell_at(plot, x, row) = PLOT_DIFFER;
            plot->owners[row * plot->width + x] = 0;
        }
}

/* --- curves --- */

static void draw_voice(struct plot *plot, const struct trace *trace, const struct voice *voice)
{
    struct curve_picture picture = {
        .cells = plot->cells,
        .width = plot->width,
        .rows = plot->rows,
        .every = voice->owner > 1 ? voice->owner : 0,
        .owners = plot->owners,
        .owner = voice->owner,
    };
    curve_line(&picture, trace->points, trace->count);
}

static size_t voices_of(const struct app *app, struct voice voices[OVERLAY_MAX])
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    const int *paths = app->grid->paths;
    char letters[LETTERS_MAX + 1];
    size_t count = 0;
    voices[0] = (struct voice){ .persona = app_persona(app), .path = paths[0] };
    voices[1] = (struct voice){ app_persona(app), 2, '\0', paths[1], true };
    if (paths[1])
        voices[0].owner = 1;
    if (!app_overlays(app) || paths[1])
        return paths[1] ? 2 : 1;
    persona_letters(&app->session.map, letters);
    for (; count < personas.count && count < OVERLAY_MAX; count++)
        voices[count] = (struct voice){ personas.items[count]->id, (unsigned char)(count + 1),
            letters[count], paths[0], false };
    return count;
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

static void trace_measured(struct trace *trace, const struct app *app, const struct grid_plan *plan,
    const struct plan_column *column)
{
    const struct map *map = &app->session.map;
    const struct node *stage = node_child(map->root, MAP_STAGES, column->stage);
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    size_t before = trace->count;
    double value;
    for (uint32_t i = 0; i < list.count; i++)
        if (measured_of(list.items[i], TOUCHPOINT_MEASURED, &value) &&
            is_on_path(map, list.items[i], app->grid->paths[0]))
            add_point(trace, cell_of(plan, column, i, list.count), value);
    if (trace->count == before && measured_of(stage, STAGE_MEASURED, &value))
        add_point(trace, cell_of(plan, column, 0, 1), value);
}

/* A second curve from data, where the one that people gave leaves room. */
static void draw_measured(const struct app *app, const struct grid_plan *plan, struct plot *plot)
{
    static const struct voice data = { .owner = 2 };
    struct trace trace = { .width = plot->width };
    for (int i = 0; i < plan->shown; i++)
        trace_measured(&trace, app, plan, &plan->column[i]);
    draw_voice(plot, &trace, &data);
    for (size_t i = 0; i < trace.count; i++) {
        int row = curve_row(trace.points[i].emotion, plot->rows), x = trace.points[i].x;
        if (is_plot_mark(*cell_at(plot, x, row)))
            continue;
        *cell_at(plot, x, row) = PLOT_MEASURED;
        plot->owners[row * plot->width + x] = data.owner;
    }
    plot->measured = trace.count > 0;
    free(trace.points);
}

/* All lines, and then all marks above them. */
static void draw_voices(struct app *app, const struct grid_plan *plan, struct plot *plot)
{
    struct voice voices[OVERLAY_MAX];
    size_t count = voices_of(app, voices);
    struct trace trace = { .width = plot->width,
        .scores = mem_alloc((size_t)plot->width * sizeof *trace.scores) };
    for (size_t i = 0; i < count; i++) {
        trace_voice(app, plan, &trace, &voices[i]);
        draw_voice(plot, &trace, &voices[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (count > 1)
            trace_voice(app, plan, &trace, &voices[i]);
        put_marks(plot, &trace, &voices[i]);
    }
    for (int x = 0; voices[0].letter && x < plot->width; x++)
        put_difference(plot, x);
    if (count == 1)
        draw_measured(app, plan, plot);
    free(trace.points);
    free(trace.scores);
}

const struct plot *grid_plot(struct app *app, const struct grid_plan *plan)
{
    struct plot *plot = &grid_kept(app)->plot;
    int width = plan->area.width - 1;
    size_t size = (size_t)width * (size_t)plan->curve_rows;
    const int *paths = app->grid->paths;
    if (plot->drawn && plot->persona == app->persona && plot->width == width &&
        plot->rows == plan->curve_rows && plot->paths[0] == paths[0] && plot->paths[1] == paths[1])
        return plot;
    plot->cells = mem_resize(plot->cells, size + 1);
    plot->owners = mem_resize(plot->owners, size + 1);
    memset(plot->cells, ' ', size);
    memset(plot->owners, 0, size);
    plot->width = width;
    plot->rows = plan->curve_rows;
    plot->persona = app->persona;
    memcpy(plot->paths, paths, sizeof plot->paths);
    plot->measured = false;
    plot->drawn = true;
    if (plan->shown)
        draw_voices(app, plan, plot);
    return plot;
}
