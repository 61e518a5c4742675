/* The curve of a whole journey in a few rows, for where no map is drawn. */
#ifndef CJM_APP_CANVAS_SMALL_CURVE_H
#define CJM_APP_CANVAS_SMALL_CURVE_H

#include "app/canvas/canvas.h"
#include "model/map.h"

/* Is there something to be drawn: two touchpoints with a score? */
bool small_curve_tells(const struct map *map, const char *persona);
/* Draws it in all of the area, which has 5, 9 or 13 rows: zero line, stage dividers, line, marks.
 * `persona` as in touchpoint_emotion(). */
void draw_small_curve(
    struct canvas *canvas, struct area area, const struct map *map, const char *persona);
/* The stages' names in one row, each below its part of that curve. */
void draw_small_stages(struct canvas *canvas, struct area row, const struct map *map);

/* Appends the journey in one line of at most `width` signs, one a touchpoint: "▁▂▄▆█" from -2 to
 * +2, what is not scored as a dot, stages parted. */
void small_curve_line(const struct canvas *canvas, const struct map *map, const char *persona,
    int width, struct buf *out);

#endif
