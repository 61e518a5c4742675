/*
 * A touchpoint in a column of the grid: how much of its texts is shown there, and its picture.
 *
 * In a wide column the name stands beside the score and goes on below it; then what the customer
 * does and thinks, as far as all columns have rows for it. In a narrow column there is the score.
 */
#ifndef CJM_APP_GRID_CELL_H
#define CJM_APP_GRID_CELL_H

#include "app/grid/grid.h"

/* Of the state of the program what cells are drawn by. */
struct cell_look {
    struct app *app;
    bool doubts;    /* what is assumed is marked: something in the map is known */
    size_t overlay; /* how many personas are shown at once; 0: one, or all as one */
};

enum cell_text { TEXT_NAME, TEXT_DOING, TEXT_THINKING, TEXTS };

/* Rows of its texts. */
struct cell_rows {
    int of[TEXTS];
};

/* How much room is used, the richest first; the last is what there is always. */
enum { STEPS = 12, STEP_NAMES = 9 /* of whole names */ };

/* Where a touchpoint of a column is drawn: rows below the first one of the grid. */
struct cell_place {
    int y;
    struct cell_rows rows;
};

/* The rows of a text: the first is so wide, the others so. */
int wrapped_rows(struct slice text, int first, int width);
struct cell_look cell_look(struct app *app);
/* How many rows its texts take, whole, in a wide column of that width inside. */
struct cell_rows cell_measure(
    const struct cell_look *look, const struct node *touchpoint, int inner);
/* Puts the rows that touchpoints below each other take at each step into `heights`; more than
 * `most` are not counted. */
void cells_heights(
    const struct cell_look *look, struct node_list list, int inner, int most, int heights[STEPS]);
/* Puts into `places` where the touchpoints from `first` on stand in `rows` rows, at most as many
 * as rows; returns how many. A wide column takes the plan's step, and what is left for its cut
 * texts. */
size_t cells_place(const struct cell_look *look, struct node_list list,
    const struct plan_column *column, int step, int rows, size_t first, struct cell_place *places);

enum cell_state {
    CELL_PLAIN,
    CELL_SELECTED,
    CELL_HELD /* selected, but the cursor is in another pane */
};

/* Draws a touchpoint with its first row at (x, y). */
void cell_draw(const struct cell_look *look, struct canvas *canvas, const struct node *touchpoint,
    const struct plan_column *column, int y, const struct cell_rows *rows, enum cell_state state);

/* Draws `count` touchpoints of a column, from `first` on, at their places. (picture.c) */
void draw_grid_cells(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column, struct node_list touchpoints, size_t first,
    const struct cell_place *places, size_t count);

#endif
