/* Photos of personas as characters, by libchafa. */
#ifndef CJM_PAINT_CELLS_H
#define CJM_PAINT_CELLS_H

#include "base/diag.h"

/* Appends the photo at `path` beside the map as "cells", and then in a line for each cell its
 * character in hex, foreground and background, as xterm counts them. `size` is "20x10"; `shades` 2,
 * 16 or 256, of which 2 are the terminal's own; `ground` "dark" or "light". */
enum status paint_cells(const char *map, const char *path, const char *size, const char *shades,
    const char *ground, struct buf *out, struct diags *diags);

#endif
