/* Portraits of personas: built-in line drawings, drawings of text, or a letter in a box. */
#ifndef CJM_APP_VIEWS_PORTRAIT_H
#define CJM_APP_VIEWS_PORTRAIT_H

#include "app/canvas/canvas.h"
#include "model/map.h"

enum {
    PORTRAIT_LEAST = 58, /* columns of a sheet that has room for one */
    PORTRAIT_WIDTH = 12,
    PORTRAIT_HEIGHT = 6,
    PORTRAITS = 12
};

/* The name of a built-in drawing; NULL from PORTRAITS on. */
const char *portrait_name(size_t index);
/* Draws what the persona's `portrait` says, or else her curve's letter in a box; returns how much
 * room it takes. With canvas NULL it only measures. */
struct area draw_portrait(
    struct canvas *canvas, int x, int y, const struct map *map, const struct node *persona);

#endif
