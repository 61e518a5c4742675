/* The grid of stages and touchpoints: where everything stands, and its parts. */
#ifndef CJM_APP_GRID_H
#define CJM_APP_GRID_H

#include "app/state.h"

/* A picture of the grid in its area: lines included. */
struct grid_plan {
    struct area area;
    size_t stages;      /* of the map */
    size_t first_stage; /* the first column's */
    int columns;        /* shown */
    int column_width;   /* the line on the right included; the last column takes what is left */
    int rows_y, rows;
    int curve_y, curve_rows; /* curve_rows 0: no room */
    int curve_middle;        /* the row around which the curve is, where not all has room in it */
    int detail_y, detail_rows;
};

/* Plans the grid for an area; scrolls app->grid so that the cursor is inside. */
void grid_plan(struct app *app, struct area area, struct grid_plan *plan);
/* Where column `index` (0 is the first shown) begins, and how wide it is inside of its lines. */
int plan_column_x(const struct grid_plan *plan, int index);
int plan_column_inner(const struct grid_plan *plan, int index);

/* Keeps the cursor on what is there. */
void grid_clamp(struct app *app);
struct node *grid_stage(const struct app *app);
/* The touchpoint under the cursor, or NULL on a stage. */
struct node *grid_touchpoint(const struct app *app);
/* What the detail pane shows: the touchpoint or the stage; NULL in an empty map. */
struct node *grid_subject(const struct app *app);

/* The columns that marks have: at most one a cell. Which touchpoints of a stage have one. */
struct mark_window {
    size_t first, count;
    int left, width; /* cells, from the inner left edge of the grid */
};
struct mark_window grid_marks(const struct app *app, const struct grid_plan *plan, int column);
/* The cell of touchpoint `index` of the window's stage. */
int mark_x(const struct mark_window *window, size_t index);

void draw_curve(struct app *app, const struct grid_plan *plan, struct canvas *canvas);

/* Lines, stages, touchpoints and curve; without a detail pane where the plan has none. */
void draw_grid_picture(struct app *app, const struct grid_plan *plan, struct canvas *canvas);

/* --- the detail pane (detail.c) --- */

/* A paragraph of the pane; `node` is what Enter opens there, NULL: nothing of its own. */
struct detail_item {
    struct node *node;
    struct buf text;
};

struct detail {
    struct detail_item *items;
    size_t count, cap;
};

void detail_build(
    const struct app *app, const struct node *subject, bool ascii, struct detail *out);
void detail_release(struct detail *detail);
void draw_detail(struct app *app, const struct grid_plan *plan, struct canvas *canvas);
/* The pains, ideas and quotes that can be selected in the pane. */
int detail_rows(const struct app *app);
struct node *detail_node(const struct app *app, int row);

#endif
