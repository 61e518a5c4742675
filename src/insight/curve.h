/*
 * The emotion curve in plain ASCII: a monotone cubic (Fritsch and Carlson, SIAM J. Numer. Anal.
 * 17 (1980) 238; it never overshoots a mark) through the marks, three levels to a row.
 */
#ifndef CJM_INSIGHT_CURVE_H
#define CJM_INSIGHT_CURVE_H

#include <stddef.h>

#include "model/map.h"

struct curve_point {
    int x;       /* column, growing from point to point; may lie outside of 0..width-1 */
    int emotion; /* -2..2, or EMOTION_NONE: a gap, the line breaks there */
};

struct curve_picture {
    char *cells;
    int width, rows;
};

/*
 * Draws line and marks into `picture`: its cells are `rows` rows (3..15, odd) of `width`
 * characters, row 0 on top
 * (+2); blanks are left as they are, and what another curve drew stays unless `mark` covers it.
 * The line between two points is drawn only where both are scored. Marks stand in the row of
 * curve_row(). All characters are ASCII: ' high - middle . or _ low / \ | steep.
 */
void curve_draw(
    const struct curve_picture *picture, const struct curve_point *points, size_t count, char mark);
/* The row in which an emotion's mark stands. */
int curve_row(int emotion, int rows);
/* The axis label of a row: "+2" .. "-2", or "" between them. */
const char *curve_label(int row, int rows);

#endif
