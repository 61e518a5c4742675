/* The curve of the shown stages as characters. */
#include <stdlib.h>

#include "app/grid/kept.h"
#include "app/grid/plot.h"
#include "app/lists/pick.h"
#include "base/mem.h"
#include "model/edit/per_persona.h"

enum { DIFFERENCE = 3 }; /* of personas that is marked */

int plot_x(const struct map *map, const struct grid_plan *plan, const struct node *node)
{
    const struct node *stage = node->kind == KIND_STAGE ? node : node->parent;
    const struct plan_column *column = plan_column_of(plan, node_index(stage));
    if (!column)
        return -1;
    struct places places = places_of(map, column, node_index(stage));
    return trace_cell(plan, column, &places, node == stage ? -1 : (long)node_index(node));
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
    *cell = taken                                         ? PLOT_TOGETHER
            : voice->letter                               ? voice->letter
            : kinds & 1u << TRACE_MOMENTS                 ? PLOT_MOMENT
            : voice->hollow || kinds & 1u << TRACE_HOLLOW ? PLOT_HOLLOW
                                                          : PLOT_MARK;
    plot->owners[row * plot->width + x] = taken ? 0 : voice->owner;
}

static void put_marks(struct plot *plot, const struct trace *trace, const struct voice *voice)
{
    for (int x = 0; x < plot->width; x++)
        for (int emotion = -2; trace->scores[x] && emotion <= 2; emotion++)
            if (trace->scores[x] & 1u << (emotion + 2))
                put_mark(plot, x, curve_row(emotion, plot->rows), voice,
                    (unsigned)trace->scores[x] >> (emotion + 2));
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
    const int *paths = app->grid->paths;
    struct node *personas[OVERLAY_MAX];
    char letters[OVERLAY_MAX];
    size_t count = paths[1] ? 0 : overlay_letters(app, personas, letters);
    voices[0] = (struct voice){ .persona = app_persona(app), .path = paths[0] };
    voices[1] = (struct voice){ app_persona(app), 2, '\0', paths[1], true };
    voices[0].owner = paths[1] ? 1 : 0;
    for (size_t i = 0; i < count; i++)
        voices[i] = (struct voice){ personas[i]->id, (unsigned char)(i + 1), letters[i], paths[0],
            false };
    return count ? count : paths[1] ? 2 : 1;
}

/* A second curve from data, where the one that people gave leaves room. */
static void draw_measured(struct app *app, const struct grid_plan *plan, struct plot *plot)
{
    static const struct voice data = { .owner = 2 };
    struct trace trace = { .width = plot->width };
    plot->measured = trace_measured(app, plan, &trace);
    draw_voice(plot, &trace, &data);
    for (size_t i = 0; i < trace.count; i++) {
        int row = curve_row(trace.points[i].emotion, plot->rows), x = trace.points[i].x;
        if (is_plot_mark(*cell_at(plot, x, row)))
            continue;
        *cell_at(plot, x, row) = PLOT_MEASURED;
        plot->owners[row * plot->width + x] = data.owner;
    }
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
        trace_voice(app, plan, &voices[i], (int)i, &trace);
        draw_voice(plot, &trace, &voices[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (count > 1)
            trace_voice(app, plan, &voices[i], (int)i, &trace);
        put_marks(plot, &trace, &voices[i]);
    }
    for (int x = 0; voices[0].letter && x < plot->width; x++)
        put_difference(plot, x);
    if (count == 1)
        draw_measured(app, plan, plot);
    free(trace.points);
    free(trace.scores);
}

/* --- the filter --- */

static void note_hits(const struct app *app, const struct grid_plan *plan, size_t stage,
    const char *persona, struct plot *plot)
{
    const struct map *map = &app->session.map;
    const struct plan_column *column = plan_column_of(plan, stage);
    struct node_list list = node_children(
        node_child(map->root, MAP_STAGES, stage), STAGE_TOUCHPOINTS);
    struct places places = places_of(map, column, stage);
    for (uint32_t i = 0; i < list.count; i++) {
        int emotion = touchpoint_emotion(list.items[i], persona);
        if (emotion != EMOTION_NONE && app_filter_hits(app, list.items[i]))
            plot->hits[curve_row(emotion, plot->rows) * plot->width +
                       trace_cell(plan, column, &places, (long)i)] = true;
    }
}

/* The marks of what the filter leaves. */
static void find_hits(const struct app *app, const struct grid_plan *plan, struct plot *plot)
{
    struct voice voices[OVERLAY_MAX];
    const struct plan_column *last = &plan->column[plan->shown - 1];
    size_t count = app_filters(app) ? voices_of(app, voices) : 0;
    for (size_t i = 0; i < count; i++)
        for (size_t stage = plan->column[0].stage; stage < last->stage + last->stages; stage++)
            note_hits(app, plan, stage, voices[i].persona, plot);
}

const struct plot *grid_plot(struct app *app, const struct grid_plan *plan)
{
    struct plot *plot = &grid_kept(app)->plot;
    int width = plan->area.width - 1;
    size_t size = (size_t)width * (size_t)plan->curve_rows;
    const int *paths = app->grid->paths;
    if (plot->drawn && plot->overlay == app->overlay.changes && plot->width == width &&
        plot->rows == plan->curve_rows && plot->paths[0] == paths[0] &&
        plot->paths[1] == paths[1] && plot->filter == app->pick->changes)
        return plot;
    plot->cells = mem_resize(plot->cells, size + 1);
    plot->owners = mem_resize(plot->owners, size + 1);
    plot->hits = mem_resize(plot->hits, size + 1);
    memset(plot->cells, ' ', size);
    memset(plot->hits, false, size);
    memset(plot->owners, 0, size);
    plot->width = width;
    plot->rows = plan->curve_rows;
    plot->overlay = app->overlay.changes;
    memcpy(plot->paths, paths, sizeof plot->paths);
    plot->measured = false;
    plot->filter = app->pick->changes;
    plot->drawn = true;
    if (plan->shown) {
        draw_voices(app, plan, plot);
        find_hits(app, plan, plot);
    }
    return plot;
}
