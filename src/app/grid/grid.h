/*
 * The room of the map on the screen. It uses people, core and canvas.
 *
 * The grid of stages and touchpoints: where everything stands, and its parts.
 */
#ifndef CJM_APP_GRID_GRID_H
#define CJM_APP_GRID_GRID_H

#include "app/core/state.h"
#include "insight/touchpoint.h"

enum {
    AXIS_WIDTH = 3,
    SCROLLS = 128,
    WIDE_MOST = 1000, /* columns that may be asked for */
    FOLDS_MAX = 32,   /* phases that are folded at once */
    WIDE_LEAST = 14,  /* columns inside of a stage's lines, so that names have room */
};

enum zoom {
    ZOOM_FIT,      /* as many wide columns as fit, the others narrow */
    ZOOM_FOCUS,    /* one wide column */
    ZOOM_OVERVIEW, /* all alike, scores without names, the curve as high as it gets */
    ZOOM_COUNT
};

struct grid_state {
    size_t stage;            /* of the cursor */
    int row;                 /* touchpoint in the stage; -1: the stage itself */
    int wanted_row;          /* where the cursor goes back to in longer stages */
    size_t first_stage;      /* the first wide column */
    size_t first_shown;      /* the first column, where not all stages have room */
    int first_rows[SCROLLS]; /* see grid_first_row() */
    enum zoom zoom;
    uint64_t folded[FOLDS_MAX]; /* phases by the hash of their names (fold.h) */
    int folds;
    unsigned fold_changes; /* counts what was folded and unfolded */
    int paths[2];    /* the ways through the journey that are shown, by number from 1; 0: all */
    int wide_wanted; /* wide columns that were asked for; 0: as the zoom has it */
    int detail_row;  /* the selected item of the detail pane */
    int detail_top;
    int detail_past;      /* lines that it is scrolled beyond what shows the selected one */
    bool in_detail;       /* the pane has the cursor */
    struct node *grabbed; /* the touchpoint that was clicked, and may be dragged; NULL: none */
};

/* A stage on the screen, or several that are folded. */
struct plan_column {
    size_t stage, stages; /* the first, and how many */
    bool folded;
    int x, width; /* between its lines; the last column ends at the area's edge */
    bool wide;    /* has names */
};

/* A picture of the grid in its area: lines included. It depends on the map, the size and the
 * window of columns, not on the selection. */
struct grid_plan {
    struct area area;
    size_t stages; /* of the map */
    bool ruled;    /* lines above and below the curve */
    bool phases;   /* in a row above the titles */
    int titles;    /* rows of titles, the line included */
    int titles_y;
    int rows_y, rows;
    int curve_y, curve_rows; /* curve_rows 0: no room */
    int detail_y, detail_rows;
    int step;           /* how much of its touchpoints a wide column shows (cell.h) */
    int inner;          /* the width of the narrowest wide column */
    int wide, shown;    /* how many columns are wide, and how many there are */
    int band;           /* in print: how many fit beside each other */
    int narrow_cap;     /* the most that the others have */
    size_t first_stage; /* the first wide one */
    size_t *unit;       /* the first stage of each column of the map; owned; NULL: the
                         * stages themselves are its columns */
    size_t units;
    struct plan_column *column; /* `shown` of them; owned */
    size_t column_cap;
};

/* The first touchpoint that the column of a stage shows. More stages than have an entry share them:
 * those are never on the screen together. */
static inline int *grid_first_row(struct grid_state *grid, size_t stage)
{
    return &grid->first_rows[stage % SCROLLS];
}

/* --- the plan (plan.c) --- */

enum plan_kind {
    PLAN_WHOLE, /* of the screen: with details */
    PLAN_LOW,   /* for few rows: without details and lines */
    PLAN_PRINT  /* all columns wide, all names whole; without details */
};

/* The plan of an area; moves the window of app->grid so that the cursor is inside. It is made once
 * for a state of the map and a size, and valid until the next call. */
const struct grid_plan *grid_plan(struct app *app, struct area area, enum plan_kind kind);
/* Another map is shown, or none: the plan and what else is kept for pictures is forgotten. */
void grid_forget(struct app *app);
/* The map was edited: what is kept of it follows. */
void grid_edit(struct app *app, const struct edit *edit);
/* The column of a stage; NULL: it is not on the screen. */
const struct plan_column *plan_column_of(const struct grid_plan *plan, size_t stage);
/* What stands below each other in a column: touchpoints, or stages of a folded phase. */
struct node_list column_list(const struct app *app, const struct plan_column *column);
/* The columns of a plan: how many there are, and then where they stand, with the window moved to
 * the cursor; false: they stand where they stood. (columns.c) */
void plan_widths(struct app *app, struct grid_plan *plan, enum plan_kind kind);
/* How wide a stage's column is when it is narrow. */
int plan_narrow(const struct app *app, const struct grid_plan *plan, size_t stage);
bool plan_columns(struct app *app, struct grid_plan *plan, enum plan_kind kind);

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
/* A letter for each of those that are shown together; how many, 0 where it is only one curve. */
size_t overlay_letters(
    const struct app *app, struct node *personas[OVERLAY_MAX], char letters[OVERLAY_MAX]);
/* The style of an emotion, EMOTION_NONE included. */
enum style emotion_style(int emotion);

/* The zoom that the user had in that map before, and noting it when the map is left (zoom.c). */
void zoom_recall(struct app *app);
void zoom_keep(struct app *app);

/* --- the picture --- */

/* Lines, stages, touchpoints and curve; without a detail pane where the plan has none. */
void draw_grid_picture(struct app *app, const struct grid_plan *plan, struct canvas *canvas);
/* Only the column of a stage, over a picture of which nothing else changes. */
void draw_grid_column(
    struct app *app, const struct grid_plan *plan, size_t stage, struct canvas *canvas);
/* Its parts, where the plan has them: all lines; the titles. */
void draw_grid_lines(const struct grid_plan *plan, struct canvas *canvas);
void draw_grid_titles(struct app *app, const struct grid_plan *plan, struct canvas *canvas);
/* What stands there without a stage; the rows that it takes, or would with NULL as canvas. */
int draw_empty_grid(struct app *app, const struct grid_plan *plan, struct canvas *canvas);
/* The picture and the detail pane (view.c). */
void draw_grid_plan(struct app *app, const struct grid_plan *plan, struct canvas *canvas);
/* Appends the paths that are shown, as behind a title: " · express, shop". */
void grid_add_paths(const struct app *app, bool ascii, struct buf *out);
/* The curve, and what is said of it in the line below. (curve.c) */
void draw_curve(struct app *app, const struct grid_plan *plan, struct canvas *canvas);

/* --- the detail pane (detail.c) --- */

void draw_detail(struct app *app, const struct grid_plan *plan, struct canvas *canvas);
/* The lines that it would have room for. */
int detail_lines(struct app *app, const struct grid_plan *plan);
/* The pains, ideas and quotes that can be selected in the pane. */
int detail_rows(const struct app *app);
struct node *detail_node(const struct app *app, int row);
/* Has the pane something to select, or more than it can show? */
bool detail_can_be_entered(struct app *app);
/* The cursor leaves the pane when it has not. */
void grid_check_detail(struct app *app);
int detail_row_of(const struct app *app, const struct node *node); /* -1: in none */

#endif
