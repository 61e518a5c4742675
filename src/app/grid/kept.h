/* What the grid keeps from picture to picture, so that a key costs the same in a map of any size:
 * its plan, how high the stages are, and the curve. */
#ifndef CJM_APP_GRID_KEPT_H
#define CJM_APP_GRID_KEPT_H

#include "app/grid/cell.h"
#include "app/grid/plot.h"
#include "app/grid/trace.h"

enum { MEASURED_MAX = 200 }; /* stages whose touchpoints decide how the height is shared */

/* How high a stage is at each step, as of its revision. */
struct stage_height {
    const struct node *stage;
    uint32_t revision;
    int heights[STEPS];
};

/* For what a plan was made. */
struct plan_key {
    uint32_t revision;
    struct area area;
    enum plan_kind kind;
    enum zoom zoom;
    int wide_wanted;
    size_t overlay;
    bool doubts;
    unsigned folds;
};

/* Where the touchpoints of a column stand. */
struct kept_cells {
    struct cell_place *places;
    size_t count;
    size_t first; /* the touchpoint of the first place */
    bool known;
};

struct grid_kept {
    bool planned;
    bool drawn;   /* the columns stand on the canvas as they would be drawn now, */
    size_t stage; /* but with the cursor in this one */
    struct plan_key key;
    struct grid_plan plan;
    struct stage_height stages[MEASURED_MAX];
    int inner, most; /* for which the stages were measured */
    bool doubts;
    size_t overlay;
    struct plot plot;
    struct kept_cells *cells; /* of each column of the plan */
    size_t cells_cap;
    uint32_t seen;              /* revision of the map at the last edit that was told of */
    struct stage_trace *traces; /* SCROLLS * OVERLAY_MAX; NULL: there are none yet */
};

struct grid_kept *grid_kept(struct app *app);

/* What is kept of the curve of a stage, for each of several that are shown at once. */
struct stage_trace *grid_kept_trace(struct app *app, size_t stage, int number);
/* The touchpoints that a column of the plan shows. */
const struct kept_cells *grid_cells(
    struct app *app, const struct grid_plan *plan, const struct plan_column *column);

#endif
