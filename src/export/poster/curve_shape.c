/* The course of the emotion curve, as cubics. */
#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "export/poster/layout.h"
#include "insight/curve.h"
#include "insight/stage.h"
#include "model/edit/per_persona.h"

int rounded(double number)
{
    double up = number + 0.5;
    return (int)up > up ? (int)up - 1 : (int)up;
}

/* A stage whose touchpoints have no score has one mark in its middle, if it has a score itself. */
static bool stage_mark(
    const struct part *part, const char *id, int zero, int step, struct curve_mark *out)
{
    double emotion;
    if (part->again || !stage_own_emotion(part->stage, id, &emotion))
        return false;
    *out = (struct curve_mark){ .x = part->x + part->width / 2,
        .y = zero - rounded(emotion * step),
        .emotion = rounded(emotion),
        .node = part->stage };
    return true;
}

size_t curve_marks(
    const struct poster *poster, const char *id, int zero, int step, struct curve_mark *out)
{
    enum { APART = 4 }; /* what is closer together is one mark */
    size_t count = 0;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        const struct part *part = &poster->parts[i];
        if (stage_mark(part, id, zero, step, &out[count])) {
            count++;
            continue;
        }
        for (size_t k = part->first; k < part->end; k++) {
            const struct column *column = &poster->columns[k];
            if (count && column->x + column->width / 2 < out[count - 1].x + APART)
                continue;
            int emotion = column->touchpoint ? touchpoint_emotion(column->touchpoint, id)
                                             : EMOTION_NONE;
            out[count++] = (struct curve_mark){ .x = column->x + column->width / 2,
                .y = emotion == EMOTION_NONE ? zero : zero - emotion * step,
                .emotion = emotion,
                .node = column->touchpoint };
        }
    }
    return count;
}

static bool joined(const struct curve_mark *marks, size_t count, size_t i)
{
    return i + 1 < count && marks[i].emotion != EMOTION_NONE &&
           marks[i + 1].emotion != EMOTION_NONE && marks[i + 1].x > marks[i].x;
}

static double slope_at(const struct curve_mark *marks, size_t count, size_t i)
{
    if (i == 0 || !joined(marks, count, i - 1) || !joined(marks, count, i))
        return 0;
    double before = marks[i].x - marks[i - 1].x, after = marks[i + 1].x - marks[i].x;
    return curve_slope((marks[i].y - marks[i - 1].y) / before, before,
        (marks[i + 1].y - marks[i].y) / after, after);
}

size_t curve_steps(const struct curve_mark *marks, size_t count, struct step *out)
{
    size_t steps = 0;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].emotion == EMOTION_NONE)
            continue;
        if (i == 0 || !joined(marks, count, i - 1)) {
            out[steps++] = (struct step){ 'M', { marks[i].x, marks[i].y } };
            continue;
        }
        const struct curve_mark *from = &marks[i - 1], *to = &marks[i];
        double third = (to->x - from->x) / 3.0;
        out[steps++] = (struct step){ 'C',
            { rounded(from->x + third), rounded(from->y + slope_at(marks, count, i - 1) * third),
                rounded(to->x - third), rounded(to->y - slope_at(marks, count, i) * third), to->x,
                to->y } };
    }
    return steps;
}

/* --- the areas --- */

struct cubic {
    double x[4], y[4];
};

static double at(const double p[4], double t)
{
    double u = 1 - t;
    return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
}

/* The part of the cubic from t = a to b (de Casteljau). */
static void split(const double p[4], double a, double b, double out[4])
{
    double ends[2] = { a, b };
    double half[2][4];
    for (int i = 0; i < 2; i++) {
        double t = ends[i], u = 1 - t;
        double q0 = u * p[0] + t * p[1], q1 = u * p[1] + t * p[2], q2 = u * p[2] + t * p[3];
        half[i][0] = at(p, t);
        half[i][1] = u * q0 + t * q1;
        half[i][2] = u * q1 + t * q2;
    }
    /* The tangents at both ends, shortened to the part's length. */
    double length = b - a;
    out[0] = half[0][0];
    out[1] = half[0][0] + length * (half[0][2] - half[0][1]);
    out[2] = half[1][0] - length * (half[1][2] - half[1][1]);
    out[3] = half[1][0];
}

/* Where it crosses the height; it is monotone. */
static double crossing(const struct cubic *cubic, double height)
{
    double low = 0, high = 1;
    bool falls = cubic->y[0] < cubic->y[3];
    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;
        if ((at(cubic->y, middle) > height) == falls)
            high = middle;
        else
            low = middle;
    }
    return (low + high) / 2;
}

/* The path of one area while it grows. */
struct area_path {
    struct step *steps;
    size_t count, cap;
    int zero, end; /* x where the last cubic ended */
};

static void area_close(struct draw *draw, struct area_path *area, uint32_t colour)
{
    if (area->count > 2) {
        MEM_GROW(area->steps, area->count + 2, area->cap);
        area->steps[area->count++] = (struct step){ 'L', { area->end, area->zero } };
        area->steps[area->count++] = (struct step){ .kind = 'Z' };
        draw_path(draw, area->steps, area->count, paint_fill(colour));
    }
    area->count = 0;
}

static void area_add(struct area_path *area, const struct cubic *cubic, double a, double b)
{
    struct cubic piece;
    split(cubic->x, a, b, piece.x);
    split(cubic->y, a, b, piece.y);
    MEM_GROW(area->steps, area->count + 3, area->cap);
    if (!area->count) {
        int x = rounded(piece.x[0]);
        area->steps[area->count++] = (struct step){ 'M', { x, area->zero } };
        area->steps[area->count++] = (struct step){ 'L', { x, rounded(piece.y[0]) } };
    }
    struct step *step = &area->steps[area->count++];
    step->kind = 'C';
    for (int i = 0; i < 3; i++) {
        step->x[2 * i] = rounded(piece.x[i + 1]);
        step->x[2 * i + 1] = rounded(piece.y[i + 1]);
    }
    area->end = step->x[4];
}

void curve_areas(struct draw *draw, const struct step *steps, size_t count, int zero, bool above,
    uint32_t colour)
{
    struct area_path area = { .zero = zero };
    int x = 0, y = 0, side = above ? 1 : -1;
    for (size_t i = 0; i < count; i++) {
        const int *to = steps[i].x;
        if (steps[i].kind == 'M') {
            area_close(draw, &area, colour);
            x = to[0];
            y = to[1];
            continue;
        }
        struct cubic cubic = { { x, to[0], to[2], to[4] }, { y, to[1], to[3], to[5] } };
        int from_side = (zero - y) * side, to_side = (zero - to[5]) * side;
        if (from_side <= 0 && to_side <= 0)
            area_close(draw, &area, colour);
        else if (from_side >= 0 && to_side >= 0)
            area_add(&area, &cubic, 0, 1);
        else if (from_side > 0)
            area_add(&area, &cubic, 0, crossing(&cubic, zero));
        else
            area_add(&area, &cubic, crossing(&cubic, zero), 1);
        if (to_side <= 0)
            area_close(draw, &area, colour);
        x = to[4];
        y = to[5];
    }
    area_close(draw, &area, colour);
    free(area.steps);
}
