#include "export/measure/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BITS = 64 };

void grid_init(struct grid *grid, int wide, int high)
{
    *grid = (struct grid){ .wide = wide, .high = high, .words = (wide + BITS - 1) / BITS };
    grid->bits = mem_zalloc((size_t)grid->words * (size_t)high * sizeof *grid->bits);
}

void grid_release(struct grid *grid)
{
    free(grid->bits);
    *grid = (struct grid){ NULL, 0, 0, 0 };
}

/* The lowest ones of so many bits. */
static uint64_t ones(int count)
{
    return count < BITS ? (UINT64_C(1) << count) - 1 : UINT64_MAX;
}

void grid_take(struct grid *grid, int x0, int y0, int x1, int y1)
{
    x0 = x0 < 0 ? 0 : x0;
    y0 = y0 < 0 ? 0 : y0;
    x1 = x1 < grid->wide ? x1 : grid->wide - 1;
    y1 = y1 < grid->high ? y1 : grid->high - 1;
    while (x0 <= x1) {
        int word = x0 / BITS, end = (word + 1) * BITS;
        uint64_t mask = ones((x1 < end ? x1 + 1 : end) - x0) << x0 % BITS;
        uint64_t *row = &grid->bits[y0 * grid->words + word];
        for (int y = y0; y <= y1; y++, row += grid->words)
            *row |= mask;
        x0 = end;
    }
}

/* Each bit, or the one that is so many above it. */
static void smear_row(uint64_t *row, int words, int by)
{
    for (int i = 0; i + 1 < words; i++)
        row[i] |= row[i] >> by | row[i + 1] << (BITS - by);
    row[words - 1] |= row[words - 1] >> by;
}

void grid_smear(const struct grid *grid, int count, int x0, int x1, struct grid *out)
{
    int first = x0 < 0 ? 0 : x0 / BITS, end = (x1 + count) / BITS + 1;
    end = end < grid->words ? end : grid->words;
    for (int y = 0; y < grid->high && first < end; y++) {
        uint64_t *row = &out->bits[y * out->words + first];
        memcpy(row, &grid->bits[y * grid->words + first], (size_t)(end - first) * sizeof *row);
        for (int done = 1, by; done < count; done += by) {
            by = done < count - done ? done : count - done;
            by = by < BITS ? by : BITS - 1;
            smear_row(row, end - first, by);
        }
    }
}

uint64_t grid_window(const struct grid *grid, int x, int count, int y0, int y1)
{
    int word = x / BITS, shift = x % BITS;
    uint64_t low = 0, high = 0;
    for (int y = y0; y <= y1; y++) {
        const uint64_t *row = &grid->bits[y * grid->words + word];
        low |= row[0];
        high |= word + 1 < grid->words ? row[1] : 0;
    }
    return (low >> shift | (shift ? high << (BITS - shift) : 0)) & ones(count);
}
