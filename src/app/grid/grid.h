/*
 * The room of the map on the screen. It uses people, core and canvas.
 *
 * The grid of stages and touchpoints: where everything stands, and its parts.
 */
#ifndef CJM_APP_GRID_GRID_H
#define CJM_APP_GRID_GRID_H

#include "app/core/state.h"

enum { AXIS_WIDTH = 3, SCROLLS = 128 };

/* Each column scrolls by itself, and so does its part of the curve. */
struct column_scroll {
    int first_row;    /* the first touchpoint shown */
    int curve_middle; /* of those that have a mark, where not all have room */
};

struct grid_state {
    size_t stage;                          /* of the cursor */
    int row;                               /* touchpoint in the stage; -1: the stage itself */
    int wanted_row;                        /* where the cursor goes back to in longer stages */
    size_t first_stage;                    /* the first column shown */
    struct column_scroll scrolls[SCROLLS]; /* see grid_scroll() */
    int shown_stages;                      /* when last drawn */
    size_t drawn_first_stage;              /* in the last picture, for the sideways shift */
    int drawn_columns, drawn_width, drawn_height;
    int detail_row; /* the selected item of the detail pane */
    int detail_top;
    bool in_detail; /* the pane has the cursor */
};

/* A picture of the grid in its area: lines included. */
struct grid_plan {
    struct area area;
    size_t stages;      /* of the map */
    size_t first_stage; /* the first column's */
    int columns;        /* shown */
    int column_width;   /* the line on the right included; the last column takes what is left */
    int rows_y, rows;
    int curve_y, curve_rows; /* curve_rows 0: no room */
    int detail_y, detail_rows;
};

/* How far the column of a stage is scrolled. More stages than have an entry share them: those are
 * never on the screen together. */
static inline struct column_scroll *grid_scroll(struct grid_state *grid, size_t stage)
{
    return &grid->scrolls[stage % SCROLLS];
}

/* Plans the grid for an area; scrolls app->grid so that the cursor is inside. */
void grid_plan(struct app *app, struct area area, struct grid_plan *plan);
/* The same for few rows: without a detail pane, and without a curve where it has no room. */
void grid_plan_low(struct app *app, struct area area, struct grid_plan *plan);
/* Where column `index` (0 is the first shown) begins, and how wide it is inside of its lines. */
int plan_column_x(const struct grid_plan *plan, int index);
int plan_column_inner(const struct grid_plan *plan, int index);

/* The most touchpoints that one of these stages has. */
int most_touchpoints(const struct map *map, size_t from, size_t stage_count);

/* Puts the cursor on a node, as near as it can be shown. */
void grid_reveal(struct app *app, struct node *node);
/* Shows a node where it belongs: in the list of its kind, all else in the grid. */
void grid_go_to(struct app *app, struct node *node);
/* Keeps the cursor on what is there. */
void grid_clamp(struct app *app);
struct node *grid_stage(const struct app *app);
/* The touchpoint under the cursor, or NULL on a stage. */
struct node *grid_touchpoint(const struct app *app);
/* The next touchpoint of the journey (by 1) or the one before (-1), over the borders of stages,
 * from a touchpoint, what belongs to it, or a stage; NULL: there is none. */
struct node *touchpoint_beside(struct node *from, int by);
/* What the detail pane shows: the touchpoint or the stage; NULL in an empty map. */
struct node *grid_subject(const struct app *app);

void draw_curve(struct app *app, const struct grid_plan *plan, struct canvas *canvas);

/* Lines, stages, touchpoints and curve; without a detail pane where the plan has none. */
void draw_grid_picture(struct app *app, const struct grid_plan *plan, struct canvas *canvas);

/* What stands there without a stage; the rows that it takes, or would with NULL as canvas. */
int draw_empty_grid(struct app *app, const struct grid_plan *plan, struct canvas *canvas);

/* The picture, the detail pane, and signs that there is more to the sides (view.c). */
void draw_grid_plan(struct app *app, const struct grid_plan *plan, struct canvas *canvas);

/* --- the detail pane (detail.c) --- */

void draw_detail(struct app *app, const struct grid_plan *plan, struct canvas *canvas);
/* The pains, ideas and quotes that can be selected in the pane. */
int detail_rows(const struct app *app);
struct node *detail_node(const struct app *app, int row);
/* The cursor leaves the pane when it has no rows. */
void grid_check_detail(struct app *app);
int detail_row_of(const struct app *app, const struct node *node); /* -1: in none */

#endif
