/* The emotion curve of the table: a picture that is as wide as the columns are. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "export/html/html.h"
#include "export/poster/curve_plot.h"
#include "export/poster/svg.h"
#include "model/edit/per_persona.h"

enum { COLUMN = 176, HIGH = 250, ZERO = 125, STEP = 42, RADIUS = 16 };

static void place(struct poster *poster)
{
    poster->frame_first = 0;
    poster->frame_end = poster->part_count;
    for (size_t i = 0; i < poster->column_count; i++) {
        poster->columns[i].x = (int)i * COLUMN;
        poster->columns[i].width = COLUMN;
    }
    for (size_t i = 0; i < poster->part_count; i++) {
        struct part *part = &poster->parts[i];
        part->x = (int)part->first * COLUMN;
        part->width = (int)(part->end - part->first) * COLUMN;
    }
}

static void add_ground(const struct poster *poster, struct buf *out)
{
    size_t width = poster->column_count * COLUMN;
    for (size_t i = 0; i < poster->column_count; i++) {
        const struct node *touchpoint = poster->columns[i].touchpoint;
        if (touchpoint && node_flag(touchpoint, TOUCHPOINT_MOMENT))
            buf_addf(out, "<rect x=\"%zu\" width=\"%d\" height=\"%d\" style=\"fill:var(--star)\"/>",
                i * COLUMN, COLUMN, HIGH);
    }
    for (int emotion = 2; emotion >= -2; emotion--)
        buf_addf(out,
            "<line x1=\"0\" x2=\"%zu\" y1=\"%d\" y2=\"%d\" "
            "style=\"stroke:var(--hair);stroke-width:%d\"%s/>",
            width, ZERO - emotion * STEP, ZERO - emotion * STEP, emotion ? 1 : 3,
            emotion ? " stroke-dasharray=\"2 6\"" : "");
}

/* Paths whose colour is one of the page's. */
static void add_paths(struct draw *draw, const char *style, struct buf *out)
{
    for (size_t i = 0; i < draw->count; i++) {
        buf_adds(out, "<path d=\"");
        svg_add_steps(out, draw->marks[i].steps, draw->marks[i].count);
        buf_addf(out, "\" style=\"%s\"/>", style);
    }
    draw_clear(draw);
}

static void add_marks(struct draw *draw, struct buf *out)
{
    for (size_t i = 0; i < draw->count; i++)
        svg_add_mark(out, &draw->marks[i]);
    draw_clear(draw);
}

static void add_value(const struct curve_mark *mark, struct buf *out)
{
    static const char *const values[] = { "−2", "−1", "0", "+1", "+2" };
    int y = mark->emotion < 0 ? mark->y + RADIUS + 20 : mark->y - RADIUS - 8;
    buf_addf(out,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"15\" font-weight=\"700\" "
        "style=\"fill:var(--ink)\">%s</text>",
        mark->x, y, values[mark->emotion + 2]);
}

static void add_one(struct draw *draw, const struct curve_mark *marks, size_t count,
    struct step *steps, struct buf *out)
{
    size_t step_count = curve_steps(marks, count, steps);
    curve_areas(draw, steps, step_count, ZERO, true, 0);
    add_paths(draw, "fill:var(--pos)", out);
    curve_areas(draw, steps, step_count, ZERO, false, 0);
    add_paths(draw, "fill:var(--neg)", out);
    draw_path(draw, steps, step_count, paint_line(0, 4, NULL));
    add_paths(draw, "fill:none;stroke:var(--line);stroke-width:4", out);
    for (size_t i = 0; i < count; i++) {
        if (marks[i].emotion == EMOTION_NONE)
            continue;
        draw_face(draw, marks[i].x, marks[i].y, RADIUS, marks[i].emotion);
        add_marks(draw, out);
        add_value(&marks[i], out);
    }
}

/* Several at one place stand side by side. */
static int beside(
    const struct poster *poster, struct curve_mark *const *marks, size_t person, size_t i)
{
    int before = 0, all = 0;
    for (size_t k = 0; k < poster->curve_count; k++) {
        bool here = marks[k][i].emotion == marks[person][i].emotion &&
                    marks[k][i].x == marks[person][i].x;
        all += here;
        before += here && k < person;
    }
    return (2 * before - all + 1) * (RADIUS + 2);
}

static void add_several(struct poster *poster, struct draw *draw, struct curve_mark *const *marks,
    const size_t *counts, struct step *steps, struct buf *out)
{
    for (size_t k = 0; k < poster->curve_count; k++) {
        const struct person *person = poster->curve_person[k];
        size_t count = curve_steps(marks[k], counts[k], steps);
        draw_path(draw, steps, count, paint_line(person->colour, 4, person->dash));
    }
    for (size_t k = 0; k < poster->curve_count; k++)
        for (size_t i = 0; i < counts[k]; i++)
            if (marks[k][i].emotion != EMOTION_NONE)
                draw_shape(draw, marks[k][i].x + beside(poster, marks, k, i), marks[k][i].y, RADIUS,
                    poster->curve_person[k]);
    add_marks(draw, out);
}

static void add_curves(struct poster *poster, struct buf *out)
{
    struct curve_mark *marks[CURVES_MAX];
    size_t counts[CURVES_MAX], room = poster->column_count + poster->part_count + 1;
    struct step *steps = mem_alloc(room * sizeof *steps);
    struct draw draw = { .widths = &poster->widths, .line_percent = poster->ruler.line_percent };
    for (size_t k = 0; k < poster->curve_count; k++) {
        marks[k] = mem_alloc(room * sizeof *marks[k]);
        counts[k] = curve_marks(poster, poster->curve_of[k], ZERO, STEP, marks[k]);
    }
    if (poster->curve_person[0])
        add_several(poster, &draw, marks, counts, steps, out);
    else
        add_one(&draw, marks[0], counts[0], steps, out);
    for (size_t k = 0; k < poster->curve_count; k++)
        free(marks[k]);
    free(steps);
    draw_release(&draw);
}

void html_add_curve(struct poster *poster, struct buf *out)
{
    struct buf words = BUF_INIT;
    place(poster);
    buf_addf(out,
        "<svg viewBox=\"0 0 %zu %d\" role=\"img\" aria-labelledby=\"ct cd\"><title id=\"ct\">%s"
        "</title><desc id=\"cd\">",
        poster->column_count * COLUMN, HIGH, _("Emotion"));
    curve_words(poster, &words);
    xml_add_text(out, buf_slice(&words));
    buf_adds(out, "</desc>");
    buf_release(&words);
    add_ground(poster, out);
    add_curves(poster, out);
    buf_adds(out, "</svg>");
}
