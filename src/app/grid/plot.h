/* The curve of the shown stages as characters: its line in ASCII, marks as signs or letters. */
#ifndef CJM_APP_GRID_PLOT_H
#define CJM_APP_GRID_PLOT_H

#include "app/grid/grid.h"

/* What stands in a cell beside ASCII line characters and personas' letters. */
enum plot_sign {
    PLOT_MARK = 1,
    PLOT_MOMENT,
    PLOT_HOLLOW,
    PLOT_MEASURED,
    PLOT_TOGETHER, /* several personas */
    PLOT_DIFFER    /* between personas who feel differently */
};

struct plot {
    char *cells;           /* of the plan's curve rows, from behind the left line */
    unsigned char *owners; /* persona by number from 1, 0: nobody's */
    unsigned char *hits;   /* where marks are that the filter leaves */
    int width, rows;
    unsigned overlay; /* whose it is: app->overlay.changes */
    int paths[2];     /* and of which */
    bool measured;    /* something is drawn from data */
    unsigned filter;  /* which one the hits are of */
    bool drawn;
};

static inline bool is_plot_mark(char c)
{
    return (c > 0 && c <= PLOT_TOGETHER) || (c >= 'A' && c <= 'Z');
}

/* Has the plan's curve; it is drawn once for a plan. */
const struct plot *grid_plot(struct app *app, const struct grid_plan *plan);
/* The cell of a touchpoint, or of a stage's own mark, from behind the left line; -1: its stage is
 * not on the screen. */
int plot_x(const struct map *map, const struct grid_plan *plan, const struct node *node);

#endif
