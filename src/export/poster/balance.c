/* Where the columns of a page stand, and how wide each stage is. */
#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "export/poster/layout.h"

/* --- places --- */

static void place_part(struct poster *poster, struct part *part, int x, int width)
{
    int columns = (int)(part->end - part->first);
    part->x = x;
    part->width = width;
    for (int i = 0; i < columns; i++) {
        struct column *column = &poster->columns[part->first + (size_t)i];
        column->x = x + (int)((int64_t)width * i / columns);
        column->width = x + (int)((int64_t)width * (i + 1) / columns) - column->x;
    }
}

static size_t columns_of(const struct poster *poster, size_t first, size_t end)
{
    return poster->parts[end - 1].end - poster->parts[first].first;
}

/* What is left for the columns, which are not wider than the sheet lets them be. */
static int columns_width(const struct poster *poster, size_t first, size_t end, int gap)
{
    int width = poster_right(poster) - poster_left(poster) - gap * (int)(end - first - 1);
    int64_t most = (int64_t)poster->sheet->column_most * (int64_t)columns_of(poster, first, end);
    return width < most ? width : (int)most;
}

static void place_equal(struct poster *poster, size_t first, size_t end)
{
    int room = poster_right(poster) - poster_left(poster), gap = room / (int)(end - first) / 8;
    gap = gap > STAGE_GAP ? STAGE_GAP : gap;
    int64_t width = columns_width(poster, first, end, gap);
    int64_t columns = (int64_t)columns_of(poster, first, end), done = 0;
    for (size_t i = first; i < end; i++) {
        struct part *part = &poster->parts[i];
        int64_t own = (int64_t)(part->end - part->first);
        int from = (int)(width * done / columns), to = (int)(width * (done + own) / columns);
        place_part(poster, part, poster_left(poster) + from + gap * (int)(i - first), to - from);
        done += own;
    }
}

void poster_place(struct poster *poster, size_t first, size_t end, bool equal)
{
    int x = poster_left(poster);
    poster->frame_first = first;
    poster->frame_end = end;
    if (equal && first < end) {
        place_equal(poster, first, end);
        return;
    }
    for (size_t i = first; i < end; i++) {
        place_part(poster, &poster->parts[i], x, poster->parts[i].wanted);
        x += poster->parts[i].wanted + STAGE_GAP;
    }
}

/* --- heights at a width --- */

struct heights {
    struct heights *next;
    int width;
    int rows[]; /* band, goal, touchpoints, and each lane */
};

enum { ROWS_ABOVE = 3 };

static const struct heights *heights_at(struct poster *poster, struct part *part, int width)
{
    struct heights *heights = part->kept;
    while (heights && heights->width != width)
        heights = heights->next;
    if (heights)
        return heights;
    heights = arena_alloc(
        &poster->kept, sizeof *heights + (ROWS_ABOVE + poster->lane_count) * sizeof(int));
    heights->next = part->kept;
    heights->width = width;
    part->kept = heights;
    place_part(poster, part, 0, width);
    heights->rows[0] = part_band(poster, &poster->ruler, part, 0);
    heights->rows[1] = part_goal(poster, &poster->ruler, part, 0);
    heights->rows[2] = part_touchpoints(poster, &poster->ruler, part, 0, ROWS_TOUCHPOINTS);
    for (size_t i = 0; i < poster->lane_count; i++)
        heights->rows[ROWS_ABOVE + i] = part_lane(
            poster, &poster->ruler, &poster->lanes[i], part, 0, INT_MAX, &(struct cut){ 0, 0 });
    return heights;
}

static int cost_of(const struct heights *const *heights, size_t count, size_t rows)
{
    int cost = 0;
    for (size_t row = 0; row < rows; row++) {
        int most = 0;
        for (size_t i = 0; i < count; i++)
            most = heights[i]->rows[row] > most ? heights[i]->rows[row] : most;
        cost += most;
    }
    return cost;
}

/* --- balance --- */

struct balance {
    struct poster *poster;
    struct part *parts;
    const struct heights **heights; /* of each part at its width */
    int *widths;
    size_t count, rows;
    int least; /* of a column */
    int cost;
};

static int column_at(const struct balance *balance, size_t part, int width)
{
    return width / (int)(balance->parts[part].end - balance->parts[part].first);
}

/* No column is very narrow, or much narrower than another. */
static bool is_allowed(const struct balance *balance)
{
    int narrowest = INT_MAX, widest = 0;
    for (size_t i = 0; i < balance->count; i++) {
        int width = column_at(balance, i, balance->widths[i]);
        narrowest = width < narrowest ? width : narrowest;
        widest = width > widest ? width : widest;
    }
    return narrowest >= balance->least && widest * 10 <= narrowest * 21;
}

static bool try_step(struct balance *balance, size_t from, size_t to, int step)
{
    const struct heights *old[2] = { balance->heights[from], balance->heights[to] };
    balance->widths[from] -= step;
    balance->widths[to] += step;
    if (is_allowed(balance)) {
        balance->heights[from] = heights_at(
            balance->poster, &balance->parts[from], balance->widths[from]);
        balance->heights[to] = heights_at(
            balance->poster, &balance->parts[to], balance->widths[to]);
        int cost = cost_of(balance->heights, balance->count, balance->rows);
        if (cost < balance->cost) {
            balance->cost = cost;
            return true;
        }
    }
    balance->widths[from] += step;
    balance->widths[to] -= step;
    balance->heights[from] = old[0];
    balance->heights[to] = old[1];
    return false;
}

static void move_widths(struct balance *balance)
{
    static const int steps[] = { 120, 60, 30 };
    enum { ROUNDS = 12, PAIRS = 600 };
    size_t pairs = balance->count * balance->count;
    int rounds = pairs * ROUNDS > PAIRS ? (int)(PAIRS / pairs) + 1 : ROUNDS;
    for (size_t k = 0; k < sizeof steps / sizeof *steps; k++) {
        bool moved = true;
        for (int round = 0; moved && round < rounds; round++) {
            moved = false;
            for (size_t i = 0; i < balance->count; i++)
                for (size_t j = 0; j < balance->count; j++)
                    moved |= i != j && try_step(balance, i, j, steps[k]);
        }
    }
}

void poster_balance(struct poster *poster, size_t first, size_t end)
{
    enum { MANY_COLUMNS = 3000 }; /* then equal columns must do */
    size_t count = end - first;
    int width = columns_width(poster, first, end, STAGE_GAP);
    int equal = width / (int)columns_of(poster, first, end);
    struct balance balance = { .poster = poster,
        .parts = &poster->parts[first],
        .count = count,
        .rows = ROWS_ABOVE + poster->lane_count,
        .least = percent(poster->b, 740) < equal ? percent(poster->b, 740) : equal };
    balance.widths = mem_alloc(count * sizeof *balance.widths);
    poster->frame_first = first;
    poster->frame_end = end;
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        size_t own = balance.parts[i].end - balance.parts[i].first;
        size_t all = columns_of(poster, first, end);
        balance.widths[i] = (int)((size_t)width * (done + own) / all) -
                            (int)((size_t)width * done / all);
        done += own;
    }
    if (count > 1 && poster->column_count <= MANY_COLUMNS) {
        balance.heights = mem_alloc(count * sizeof(struct heights *));
        for (size_t i = 0; i < count; i++)
            balance.heights[i] = heights_at(poster, &balance.parts[i], balance.widths[i]);
        balance.cost = cost_of(balance.heights, count, balance.rows);
        move_widths(&balance);
        free(balance.heights);
    }
    for (size_t i = 0; i < count; i++)
        balance.parts[i].wanted = balance.widths[i];
    free(balance.widths);
}
