/*
 * The emotion curve in plain ASCII: a monotone cubic (Fritsch and Carlson, SIAM J. Numer. Anal.
 * 17 (1980) 238; it never overshoots a mark) through the marks, three levels to a row.
 */
#ifndef CJM_INSIGHT_CURVE_H
#define CJM_INSIGHT_CURVE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/map.h"

/* Rows are one more than a multiple of four, so that +2, +1, 0, -1, -2 stand at equal distances and
 * every whole score has a row. */
enum { CURVE_ROWS_MIN = 5, CURVE_ROWS_STEP = 4, CURVE_ROWS_MAX = 17 };

struct curve_point {
    int x;          /* column, growing from point to point; may lie outside of 0..width-1 */
    double emotion; /* -2..2, or EMOTION_NONE: a gap, the line breaks there */
};

struct curve_picture {
    char *cells; /* `rows` rows of `width` characters, row 0 on top (+2) */
    int width, rows;
    int every;             /* the line is drawn in every so-manieth column; 0: in each */
    unsigned char *owners; /* of the cells, as many: `owner` where a line was drawn; or NULL */
    unsigned char owner;
};

/*
 * Draws the line into `picture`: blanks are filled, what another one drew stays. It goes from point
 * to point where both are scored. All characters are ASCII: ' high - middle . or _ low / \ | steep.
 */
void curve_line(
    const struct curve_picture *picture, const struct curve_point *points, size_t count);
/* The line, and `mark` at each scored point, in the row of curve_row(), over what was there. */
void curve_draw(
    const struct curve_picture *picture, const struct curve_point *points, size_t count, char mark);
/* The row in which an emotion's mark stands. */
int curve_row(double emotion, int rows);
/* The axis label of a row: "+2" .. "-2", or "" between them. */
const char *curve_label(int row, int rows);
/*
 * The slope at a mark, from the slopes to the marks before and after it and their distances: level
 * at a peak, else the weighted harmonic mean of both sides (Fritsch and Butland, SIAM J. Sci. Stat.
 * Comput. 5 (1984) 300). It meets the condition of Fritsch and Carlson and depends on the two
 * neighbours alone, so that a part of a map is drawn the same as the whole.
 */
double curve_slope(double before, double width_before, double after, double width_after);
/* The emotion of a row's middle: 2 on top. */
double curve_emotion(int row, int rows);

#endif
