/* The points of a curve in the columns of the grid, and all scores of each cell. */
#ifndef CJM_APP_GRID_TRACE_H
#define CJM_APP_GRID_TRACE_H

#include "app/grid/grid.h"
#include "insight/curve.h"

/* What a cell has, a bit each: five scores from -2 on, for each whether a moment of truth or a
 * stage has it, and whether there is a touchpoint at all. */
enum { TRACE_SCORES = 5, TRACE_MOMENTS = TRACE_SCORES, TRACE_HOLLOW = 10, TRACE_THERE = 15 };

/* Whose curve is drawn. */
struct voice {
    const char *persona; /* id; NULL: all as one */
    unsigned char owner; /* by number from 1; 0: the only one */
    char letter;         /* '\0': marks have signs */
    int path;            /* by number; 0: all */
    bool hollow;         /* whose marks are, too */
};

struct trace {
    struct curve_point *points;
    size_t count, cap;
    uint16_t *scores; /* of `width` cells */
    int width;
};

/* The places of a stage's marks among all that its column has. A stage without touchpoints has one.
 */
struct places {
    size_t from, count, all;
};

/* Of a cell: how many touchpoints it has, and have each score, moments of truth or not. */
struct trace_count {
    uint32_t there, scores[TRACE_SCORES], moments[TRACE_SCORES];
};

/* The cells of a stage, which are found again as long as it does not change. Of another width they
 * are made from the notes. */
struct stage_trace {
    const struct node *stage;
    uint32_t revision;
    uintptr_t personas; /* of the map: tells them apart */
    const char *persona;
    int path, left, width; /* cells from the column's begin on */
    struct places places;
    uint16_t *cells;
    struct trace_count *counts; /* of each cell */
    uint8_t *notes;             /* of each touchpoint, so that another width costs little */
    uint32_t scored;            /* touchpoints */
    bool measured;              /* data are known of something in it */
};

struct places places_of(const struct map *map, const struct plan_column *column, size_t stage);
/* The cell of the touchpoint `index`, or of the stage's own mark (-1), from behind the left line.
 */
int trace_cell(const struct grid_plan *plan, const struct plan_column *column,
    const struct places *places, long index);
/* Several touchpoints may share a cell: the line runs through the worst of them. */
void trace_add(struct trace *trace, int x, double emotion);
/* Traces a voice, the `number`th from 0; `trace` has its width and cells. */
void trace_voice(struct app *app, const struct grid_plan *plan, const struct voice *voice,
    int number, struct trace *trace);
/* The same of what data say; false: nothing is known. */
bool trace_measured(struct app *app, const struct grid_plan *plan, struct trace *trace);
/* What is kept of a stage, and was right before a field of a touchpoint in it was set, is right
 * behind that, or is forgotten. */
void trace_edit(struct stage_trace *trace, const struct map *map, const struct edit *edit);
void trace_forget(struct stage_trace *stages, size_t count);

#endif
