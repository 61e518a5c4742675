/* Which cells of a rectangle are taken, as rows of bits. */
#ifndef CJM_EXPORT_MEASURE_GRID_H
#define CJM_EXPORT_MEASURE_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct grid {
    uint64_t *bits; /* NULL: there is none */
    int wide, high; /* cells */
    int words;      /* of a row */
};

void grid_init(struct grid *grid, int wide, int high);
void grid_release(struct grid *grid);
/* Takes the cells from (x0, y0) to (x1, y1); those outside of the grid are left out. */
void grid_take(struct grid *grid, int x0, int y0, int x1, int y1);
/* `out`, a grid of the same size, gets the cells from x0 to x1 at which `count` in a row begin of
 * which one is taken; what it has of others is not told. */
void grid_smear(const struct grid *grid, int count, int x0, int x1, struct grid *out);
/* One bit a cell, from x on, that is taken in some row from y0 to y1; the lowest is x. At most 64
 * cells, which are inside. */
uint64_t grid_window(const struct grid *grid, int x, int count, int y0, int y1);

#endif
