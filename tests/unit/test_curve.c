#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "insight/curve.h"
#include "model/edit/per_persona.h"
#include "support.h"

enum { MAX_POINTS = 40, MAX_WIDTH = 400 };

static const int heights[] = { 5, 9, 13, 17 };
enum { HEIGHTS = sizeof heights / sizeof *heights };

struct drawing {
    struct curve_point points[MAX_POINTS];
    size_t count;
    int width, rows;
    char cells[CURVE_ROWS_MAX * MAX_WIDTH];
};

static void draw(struct drawing *drawing)
{
    memset(drawing->cells, ' ', sizeof drawing->cells);
    struct curve_picture picture = {
        .cells = drawing->cells, .width = drawing->width, .rows = drawing->rows
    };
    curve_draw(&picture, drawing->points, drawing->count, '*');
}

static char cell_at(const struct drawing *drawing, int column, int row)
{
    return drawing->cells[row * drawing->width + column];
}

/* Every score has a row of its own at every height, and all five stand at equal distances. */
Test(curve, rows_and_labels)
{
    for (size_t i = 0; i < HEIGHTS; i++) {
        int rows = heights[i], distance = (rows - 1) / 4, named = 0;
        for (int emotion = -2; emotion <= 2; emotion++) {
            int row = curve_row(emotion, rows);
            cr_expect_eq(row, (2 - emotion) * distance, "%d in %d rows: %d", emotion, rows, row);
            cr_expect_eq(curve_emotion(row, rows), emotion);
            char label[8];
            snprintf(label, sizeof label, emotion ? "%+d" : " %d", emotion);
            cr_expect_str_eq(curve_label(row, rows), label);
        }
        for (int row = 0; row < rows; row++)
            named += *curve_label(row, rows) != '\0';
        cr_expect_eq(named, 5);
    }
    cr_expect_eq(curve_row(-1.4, 5), 3, "a measured one stands in the nearest row");
    cr_expect_eq(curve_row(1.3, 17), 3);
}

static void add_picture(const struct drawing *d, struct buf *out)
{
    for (int row = 0; row < d->rows; row++) {
        int used = d->width;
        while (used > 0 && cell_at(d, used - 1, row) == ' ')
            used--;
        buf_addf(out, "%2s |%.*s\n", curve_label(row, d->rows), used, d->cells + row * d->width);
    }
    buf_add_char(out, '\n');
}

/* The pictures of a golden file; its first line: "columns C...: emotion...", "x" not scored. */
static void draw_all(const char *head, struct buf *out)
{
    static struct drawing drawing;
    const char *colon = strchr(head, ':'), *word = colon;
    cr_assert(strncmp(head, "columns ", 8) == 0 && colon);
    drawing.count = 0;
    for (; (word = strchr(word, ' ')); word++)
        drawing.points[drawing.count++].emotion = word[1] == 'x' ? EMOTION_NONE : atoi(word);
    for (size_t i = 0; i < HEIGHTS; i++) {
        char *end;
        for (const char *at = head + 8; at < colon; at = end) {
            int gap = (int)strtol(at, &end, 10);
            for (size_t k = 0; k < drawing.count; k++)
                drawing.points[k].x = 1 + gap * (int)k;
            drawing.rows = heights[i];
            drawing.width = 3 + gap * (int)(drawing.count - 1);
            draw(&drawing);
            add_picture(&drawing, out);
        }
    }
}

Test(curve, golden)
{
    glob_t found;
    cr_assert_eq(glob(TEST_PATH("tests/data/curve/*.txt"), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct buf want = BUF_INIT, got = BUF_INIT;
        test_read(found.gl_pathv[i], &want);
        size_t head = strcspn(want.data, "\n");
        buf_add(&got, want.data, head);
        want.data[head] = '\0';
        buf_adds(&got, "\n\n");
        draw_all(want.data, &got);
        buf_cut(&got, got.len - 1);
        test_golden(found.gl_pathv[i], buf_slice(&got));
        buf_release(&want);
        buf_release(&got);
    }
    globfree(&found);
}

static unsigned random_state = 1;

static int random_below(int limit)
{
    random_state = random_state * 1103515245U + 12345U;
    return (int)((random_state >> 16) % (unsigned)limit);
}

static void random_drawing(struct drawing *drawing)
{
    int x = random_below(20) - 10, most = 1 + random_below(12);
    drawing->rows = heights[random_below(HEIGHTS)];
    drawing->width = 1 + random_below(120);
    drawing->count = (size_t)random_below(MAX_POINTS);
    for (size_t i = 0; i < drawing->count; i++) {
        drawing->points[i].x = x;
        drawing->points[i].emotion = random_below(8) ? random_below(5) - 2 : EMOTION_NONE;
        x += 1 + random_below(most);
    }
}

/* The pair of points whose columns hold `column`; count - 1 where there is none. */
static size_t pair_at(const struct drawing *d, int column)
{
    size_t i = 0;
    while (i + 1 < d->count && !(d->points[i].x < column && column < d->points[i + 1].x))
        i++;
    return i;
}

static bool scored(const struct curve_point *point)
{
    return point->emotion > EMOTION_NONE;
}

static bool has_ink(const struct drawing *d, int column)
{
    bool ink = false;
    for (int row = 0; row < d->rows; row++)
        ink |= cell_at(d, column, row) != ' ';
    return ink;
}

/* Each ink between two marks lies between their rows; there is some in each column and row. */
static void check_pair(const struct drawing *d, size_t i)
{
    const struct curve_point *left = &d->points[i], *right = left + 1;
    int a = curve_row(left->emotion, d->rows), b = curve_row(right->emotion, d->rows);
    int top = a < b ? a : b, bottom = a < b ? b : a;
    for (int column = left->x + 1; column < right->x; column++) {
        if (column < 0 || column >= d->width)
            continue;
        cr_assert(has_ink(d, column));
        for (int row = 0; row < d->rows; row++)
            cr_assert(cell_at(d, column, row) == ' ' || (row >= top && row <= bottom));
    }
    if (left->x < 0 || right->x >= d->width)
        return;
    for (int row = top; row <= bottom; row++) {
        bool ink = false;
        for (int column = left->x; column <= right->x; column++)
            ink |= cell_at(d, column, row) != ' ';
        cr_assert(ink, "row %d of %d between columns %d and %d", row, d->rows, left->x, right->x);
    }
}

Test(curve, properties)
{
    static struct drawing d;
    for (int round = 0; round < 3000; round++) {
        random_drawing(&d);
        draw(&d);
        for (size_t i = 0; i < d.count; i++) {
            const struct curve_point *point = &d.points[i];
            if (scored(point) && point->x >= 0 && point->x < d.width)
                cr_assert_eq(cell_at(&d, point->x, curve_row(point->emotion, d.rows)), '*');
            if (i + 1 < d.count && scored(point) && scored(point + 1))
                check_pair(&d, i);
        }
        for (int column = 0; column < d.width; column++) {
            size_t i = pair_at(&d, column);
            bool line = i + 1 < d.count && scored(&d.points[i]) && scored(&d.points[i + 1]);
            bool at_point = false;
            for (size_t k = 0; k < d.count; k++)
                at_point |= d.points[k].x == column;
            if (!line && !at_point)
                cr_assert_not(has_ink(&d, column), "ink in a gap");
        }
        for (size_t i = (size_t)(d.rows * d.width); i < sizeof d.cells; i++)
            cr_assert_eq(d.cells[i], ' ', "ink outside");
    }
}

/* A part of the map is drawn the same as in the whole, however the window lies. */
Test(curve, window)
{
    static struct drawing whole, part;
    for (int round = 0; round < 500; round++) {
        random_drawing(&whole);
        whole.width = 200;
        draw(&whole);
        part = whole;
        int from = random_below(150);
        part.width = 1 + random_below(50);
        for (size_t i = 0; i < part.count; i++)
            part.points[i].x -= from;
        draw(&part);
        for (int row = 0; row < part.rows; row++)
            for (int column = 0; column < part.width; column++)
                cr_assert_eq(cell_at(&part, column, row), cell_at(&whole, from + column, row));
    }
}

Test(curve, overlay_and_extremes)
{
    static struct drawing d = {
        .points = { { 0, 2 }, { 10, -2 } }, .count = 2, .width = 11, .rows = 5
    };
    static const struct curve_point level[] = { { 0, 2 }, { 10, 2 } };
    struct curve_picture picture = { .cells = d.cells, .width = d.width, .rows = d.rows };
    draw(&d);
    char before = cell_at(&d, 1, 0);
    curve_draw(&picture, level, 2, 'b');
    cr_expect_eq(cell_at(&d, 0, 0), 'b', "a mark covers");
    cr_expect_eq(cell_at(&d, 1, 0), before, "a line does not");
    cr_expect_eq(cell_at(&d, 9, 0), '-');
    static const struct curve_point far[] = { { -2000000000, 2 }, { 2000000000, 2 } };
    memset(d.cells, ' ', sizeof d.cells);
    curve_draw(&picture, far, 2, '*');
    for (int column = 0; column < d.width; column++)
        cr_expect_eq(cell_at(&d, column, 0), '-');
    curve_draw(&picture, NULL, 0, '*');
    static const struct curve_point same[] = { { 3, 2 }, { 3, -2 } }; /* no column between */
    curve_draw(&picture, same, 2, '*');
}
