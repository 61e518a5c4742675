#include "insight/curve.h"
#include "model/edit/per_persona.h"

#include <stdbool.h>

/* The curve between two marks: a cubic that is monotone. y counts rows downwards, 0 the middle of
 * the topmost; slopes are rows a column. */
struct segment {
    double x0, y0, slope0;
    double x1, y1, slope1;
};

int curve_row(double emotion, int rows)
{
    return (int)((2 - emotion) * (rows - 1) / 4 + 0.5);
}

double curve_emotion(int row, int rows)
{
    return 2 - 4.0 * row / (rows - 1);
}

const char *curve_label(int row, int rows)
{
    static const char *const labels[] = { "+2", "+1", " 0", "-1", "-2" };
    int distance = (rows - 1) / 4;
    return row % distance ? "" : labels[row / distance];
}

/* Is there a line from point `i` to the next? */
static bool joined(const struct curve_point *points, size_t count, size_t i)
{
    return i + 1 < count && points[i].emotion > EMOTION_NONE &&
           points[i + 1].emotion > EMOTION_NONE && points[i + 1].x > points[i].x;
}

static double width_of(const struct curve_point *points, size_t i)
{
    return (double)points[i + 1].x - points[i].x;
}

static double secant(const struct curve_point *points, size_t i, int rows)
{
    return (curve_row(points[i + 1].emotion, rows) - curve_row(points[i].emotion, rows)) /
           width_of(points, i);
}

double curve_slope(double before, double width_before, double after, double width_after)
{
    if (before * after <= 0)
        return 0;
    double weight = (1 + width_after / (width_before + width_after)) / 3;
    return before * after / (weight * after + (1 - weight) * before);
}

/* Level at the ends of the line, too. */
static double slope_at(const struct curve_point *points, size_t count, size_t i, int rows)
{
    if (i == 0 || !joined(points, count, i - 1) || !joined(points, count, i))
        return 0;
    return curve_slope(secant(points, i - 1, rows), width_of(points, i - 1),
        secant(points, i, rows), width_of(points, i));
}

static double height_at(const struct segment *s, double x)
{
    double width = s->x1 - s->x0, t = (x - s->x0) / width;
    if (t <= 0)
        return s->y0;
    if (t >= 1)
        return s->y1;
    double u = 1 - t;
    return s->y0 * (1 + 2 * t) * u * u + s->slope0 * width * t * u * u +
           s->y1 * (3 - 2 * t) * t * t - s->slope1 * width * t * t * u;
}

/* The column in which the curve crosses the height `y`, which lies between those of its ends: the
 * first one at whose right edge it has passed it. */
static int crossing(const struct segment *s, double y)
{
    int low = 0, high = (int)(s->x1 - s->x0); /* from x0: the same wherever the window lies */
    while (low < high) {
        int middle = (low + high) / 2;
        double height = height_at(s, s->x0 + middle + 0.5);
        if (s->y0 < s->y1 ? height > y : height < y)
            high = middle;
        else
            low = middle + 1;
    }
    return (int)s->x0 + high;
}

static void put(const struct curve_picture *picture, int column, int row, char c)
{
    if (column < 0 || column >= picture->width || row < 0 || row >= picture->rows ||
        (picture->every && column % picture->every))
        return;
    size_t at = (size_t)row * (size_t)picture->width + (size_t)column;
    if (picture->cells[at] != ' ')
        return;
    picture->cells[at] = c;
    if (picture->owners)
        picture->owners[at] = picture->owner;
}

static int row_at(const struct segment *s, int column)
{
    return (int)(height_at(s, column) + 0.5);
}

/*
 * A character for the curve's course through a cell. A row that it passes within one column gets
 * a stroke; else the height within the row tells, so that two columns of a row make a slope (.')
 * and three a gentle one (_.-).
 */
static char cell_char(const struct segment *s, int column, int row)
{
    double drop = height_at(s, column + 0.5) - height_at(s, column - 0.5);
    double steep = drop < 0 ? -drop : drop;
    bool through = (s->y0 < row) != (s->y1 < row) && (s->y0 > row) != (s->y1 > row);
    bool alone = through && row_at(s, column - 1) != row && row_at(s, column + 1) != row;
    if (alone && steep > 1.8)
        return '|';
    if (alone || steep > 1)
        return drop > 0 ? '\\' : '/';
    double below = height_at(s, column) - row; /* the middle of the row: -0.5 .. 0.5 */
    if (below < -0.17)
        return '\'';
    if (below < 0.17)
        return '-';
    return below < 0.34 || steep > 0.2 ? '.' : '_';
}

/*
 * A cell for each column between the marks, and one for each row: together they leave no gap,
 * however steep the curve is.
 */
static void draw_segment(const struct curve_picture *picture, const struct segment *s)
{
    int first = s->x0 < 0 ? 0 : (int)s->x0 + 1;
    int last = s->x1 > picture->width ? picture->width - 1 : (int)s->x1 - 1;
    for (int column = first; column <= last; column++) {
        int row = row_at(s, column);
        put(picture, column, row, cell_char(s, column, row));
    }
    int top = (int)(s->y0 < s->y1 ? s->y0 : s->y1), bottom = (int)(s->y0 < s->y1 ? s->y1 : s->y0);
    for (int row = top + 1; row < bottom; row++) {
        int column = crossing(s, row);
        put(picture, column, row, cell_char(s, column, row));
    }
}

void curve_line(const struct curve_picture *picture, const struct curve_point *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!joined(points, count, i) || points[i].x >= picture->width || points[i + 1].x < 0)
            continue;
        struct segment segment = {
            .x0 = points[i].x,
            .y0 = curve_row(points[i].emotion, picture->rows),
            .slope0 = slope_at(points, count, i, picture->rows),
            .x1 = points[i + 1].x,
            .y1 = curve_row(points[i + 1].emotion, picture->rows),
            .slope1 = slope_at(points, count, i + 1, picture->rows),
        };
        draw_segment(picture, &segment);
    }
}

void curve_draw(
    const struct curve_picture *picture, const struct curve_point *points, size_t count, char mark)
{
    int width = picture->width, rows = picture->rows;
    curve_line(picture, points, count);
    for (size_t i = 0; i < count; i++)
        if (points[i].emotion > EMOTION_NONE && points[i].x >= 0 && points[i].x < width)
            picture->cells[(size_t)curve_row(points[i].emotion, rows) * (size_t)width +
                           (size_t)points[i].x] = mark;
}
