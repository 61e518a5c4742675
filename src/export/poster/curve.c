/* The row of the emotion curve. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "export/poster/curve_plot.h"
#include "model/edit/per_persona.h"

enum { NARROW = 62 }; /* a column that has no room for a value */

/* --- the plot --- */

static void plot_begin(
    struct poster *poster, const struct draw *draw, struct plot *plot, int y, int height)
{
    int narrowest = 100000;
    const struct part *parts = poster->parts;
    plot->first = parts[poster->frame_first].first;
    plot->end = parts[poster->frame_end - 1].end;
    for (size_t i = plot->first; i < plot->end; i++)
        narrowest = poster->columns[i].width < narrowest ? poster->columns[i].width : narrowest;
    plot->top = y;
    plot->height = height;
    plot->narrowest = narrowest;
    int most = percent(narrowest, 42), radius = percent(poster->b, 70) + 10;
    radius = radius > most ? most : radius;
    plot->radius = radius < 9 ? 9 : radius;
    /* Above and below the marks of one curve are their values, beside that the row's name. */
    int name = type_line_height(draw, poster->b) + percent(poster->s, 63) + 6;
    int inset = poster->curve_person[0] ? name : plot->radius + poster->b + 24;
    plot->step = (height - 2 * inset) / 4;
    plot->zero = y + inset + 2 * plot->step;
    plot->room = plot->end - plot->first + poster->frame_end - poster->frame_first;
}

static bool is_moment(const struct column *column)
{
    return column->touchpoint && node_flag(column->touchpoint, TOUCHPOINT_MOMENT);
}

static void draw_ground(struct poster *poster, struct draw *draw, const struct plot *plot)
{
    for (size_t i = poster->frame_first; i < poster->frame_end; i++)
        draw_rect(draw,
            (struct box){ poster->parts[i].x, plot->top, poster->parts[i].width, plot->height }, 0,
            paint_fill(CELL_GROUND));
    for (size_t i = plot->first; i < plot->end; i++)
        if (is_moment(&poster->columns[i]))
            draw_rect(draw,
                (struct box){
                    poster->columns[i].x, plot->top, poster->columns[i].width, plot->height },
                0, paint_fill(0xFFF3D6));
}

static const char *value_text(int emotion)
{
    static const char *const texts[] = { "−2", "−1", "0", "+1", "+2" };
    return texts[emotion + 2];
}

static void draw_scale(struct poster *poster, struct draw *draw, const struct plot *plot)
{
    static const char *const words[] = { N_("very bad"), N_("bad"), N_("neutral"), N_("good"),
        N_("very good") };
    enum { FACE = 19 };
    int left = poster_left(poster), right = poster_right(poster);
    struct type value = { poster->s, INK, TYPE_BOLD | TYPE_END },
                word = { poster->s, GREY, TYPE_END };
    for (int emotion = 2; emotion >= -2; emotion--) {
        int y = plot->zero - emotion * plot->step, top = y - percent(poster->s, 63);
        draw_line(draw, left, y, right, y,
            emotion ? paint_line(0xDCE1E8, 2, "4 10") : paint_line(0x8C96A3, 4, NULL));
        if (2 * FACE + 4 <= plot->step)
            draw_face(draw, left - 26, y, FACE, emotion);
        if (type_line_height(draw, poster->s) > plot->step && emotion % 2)
            continue;
        int at = left - 54, room = poster->lane_column - 54;
        struct slice text = slice_of(value_text(emotion)), shown = slice_of(_(words[emotion + 2]));
        draw_text(draw, at, top, room, text, value);
        int used = type_width(draw, SLICE("+2"), value) + 12;
        if (type_width(draw, shown, word) <= room - used)
            draw_text(draw, at - used, top, room - used, shown, word);
    }
}

/* From the touchpoints above down to the scale. */
static void draw_leaders(struct poster *poster, struct draw *draw, const struct plot *plot)
{
    int top = plot->top + 6, end = plot->zero - 2 * plot->step - plot->radius - 4;
    for (size_t i = plot->first; i < plot->end && plot->narrowest >= 50; i++) {
        int x = poster->columns[i].x + poster->columns[i].width / 2;
        draw_line(draw, x, top, x, end > top + 30 ? end : top + 30, paint_line(0xB9C2CC, 2, "2 8"));
    }
}

/* --- one curve --- */

static const char *extreme_word(const struct poster *poster, const struct node *node)
{
    if (node == poster->end && node == poster->low)
        return _("low, end");
    if (node == poster->end && node == poster->high)
        return _("high, end");
    return node == poster->high  ? _("high")
           : node == poster->low ? _("low")
           : node == poster->end ? _("end")
                                 : NULL;
}

/* Below the mark where the curve comes from above. */
static bool label_below(const struct curve_mark *marks, size_t count, size_t i)
{
    int own = marks[i].emotion;
    bool higher_before = i && marks[i - 1].emotion != EMOTION_NONE && marks[i - 1].emotion > own;
    bool higher_after = i + 1 < count && marks[i + 1].emotion > own;
    return own == -2 || (own < 0 && (higher_before || higher_after));
}

static int text_top(const struct plot *plot, const struct curve_mark *mark, bool below, int height)
{
    return below ? mark->y + plot->radius + 9 : mark->y - plot->radius - 9 - height;
}

static void draw_value(struct poster *poster, struct draw *draw, struct plot *plot,
    const struct curve_mark *marks, size_t count, size_t i)
{
    enum { PILL_INSET = 6 };
    const struct curve_mark *mark = &marks[i];
    const char *extreme = mark->node ? extreme_word(poster, mark->node) : NULL;
    bool below = label_below(marks, count, i);
    struct slice text = slice_of(value_text(mark->emotion));
    if (!extreme && plot->narrowest < NARROW)
        return;
    if (!extreme) {
        struct type type = { poster->b, emotion_ink(mark->emotion),
            TYPE_BOLD | TYPE_MIDDLE | TYPE_HALO };
        int height = type_line_height(draw, type.size), width = type_width(draw, text, type);
        int top = text_top(plot, mark, below, height);
        draw_text(draw, mark->x, top, plot->narrowest + 100, text, type);
        plot_block(plot, (struct box){ mark->x - width / 2, top, width, height });
        return;
    }
    text = draw->measures ? text : poster_text(poster, "%s %s", value_text(mark->emotion), extreme);
    int width = pill_width(draw, text, poster->b), height = percent(poster->b, 126);
    int left = mark->x - width / 2, top = text_top(plot, mark, below, height);
    if (left + width > poster_right(poster))
        left = poster_right(poster) - width;
    left = left < poster_left(poster) ? poster_left(poster) : left;
    if (top + height > plot->top + plot->height - PILL_INSET)
        top = plot->top + plot->height - PILL_INSET - height;
    draw_pill(draw, left, top, text, poster->b, paint_fill(NAVY), WHITE);
    plot_block(plot, (struct box){ left, top, width, height });
}

static void draw_unscored(struct draw *draw, struct plot *plot, int x)
{
    enum { RADIUS = 17, TYPE = 24 };
    struct paint paint = { .fill = WHITE, .stroke = GREY, .width = 3, .dash = "6 7" };
    if (plot->narrowest < 2 * RADIUS + 6)
        return;
    draw_circle(draw, x, plot->zero, RADIUS, paint);
    draw_text(draw, x, plot->zero + percent(TYPE, 37) - percent(TYPE, 98), 4 * RADIUS, SLICE("?"),
        (struct type){ TYPE, GREY, TYPE_BOLD | TYPE_MIDDLE });
    plot_block(plot, (struct box){ x - RADIUS, plot->zero - RADIUS, 2 * RADIUS, 2 * RADIUS });
}

static void draw_one(struct poster *poster, struct draw *draw, struct plot *plot)
{
    struct curve_mark *marks = mem_alloc((plot->room + 1) * sizeof *marks);
    struct step *steps = mem_alloc((plot->room + 1) * sizeof *steps);
    size_t count = curve_marks(poster, poster->curve_of[0], plot->zero, plot->step, marks);
    plot_open(poster, plot, marks, count);
    size_t step_count = curve_steps(marks, count, steps);
    curve_areas(draw, steps, step_count, plot->zero, true, 0xCFE6F4);
    curve_areas(draw, steps, step_count, plot->zero, false, 0xF3BE99);
    draw_path(draw, steps, step_count, paint_line(NAVY, plot->narrowest < NARROW ? 5 : 9, NULL));
    plot_block_curve(plot, steps, step_count);
    for (size_t i = 0; i < count; i++) {
        if (marks[i].emotion == EMOTION_NONE) {
            draw_unscored(draw, plot, marks[i].x);
            continue;
        }
        draw_face(draw, marks[i].x, marks[i].y, plot->radius, marks[i].emotion);
        plot_block(plot, (struct box){ marks[i].x - plot->radius, marks[i].y - plot->radius,
                             2 * plot->radius, 2 * plot->radius });
        draw_value(poster, draw, plot, marks, count, i);
    }
    plot_measured(poster, draw, plot);
    plot_quotes(poster, draw, plot, marks, count);
    free(steps);
    free(marks);
}

/* --- several personas --- */

/* A gap of one persona, bridged so that the eye finds where her line goes on. */
static void draw_bridges(
    struct draw *draw, const struct curve_mark *marks, size_t count, const struct person *person)
{
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (marks[i].emotion == EMOTION_NONE)
            continue;
        if (last != SIZE_MAX && last + 1 < i)
            draw_line(draw, marks[last].x, marks[last].y, marks[i].x, marks[i].y,
                paint_line(person->colour, 3, "3 12"));
        last = i;
    }
}

/* Marks at one place stand side by side. */
static int beside(const struct poster *poster, struct curve_mark *const *marks, size_t person,
    size_t i, int radius, int room)
{
    int before = 0, all = 0;
    for (size_t k = 0; k < poster->curve_count; k++) {
        bool here = marks[k][i].emotion != EMOTION_NONE && marks[k][i].x == marks[person][i].x &&
                    marks[k][i].y == marks[person][i].y;
        all += here;
        before += here && k < person;
    }
    int apart = 2 * radius + 4, most = room / all;
    return (2 * before - all + 1) * (apart > most ? most : apart) / 2;
}

/* Where they feel very different. */
static void draw_difference(struct poster *poster, struct draw *draw, const struct plot *plot,
    struct curve_mark *const *marks, size_t i, int radius)
{
    enum { WIDE = 80, APART = 3 };
    int low = 3, high = -3;
    for (size_t k = 0; k < poster->curve_count; k++) {
        int emotion = marks[k][i].emotion;
        if (emotion == EMOTION_NONE)
            continue;
        low = emotion < low ? emotion : low;
        high = emotion > high ? emotion : high;
    }
    if (high - low < APART || plot->narrowest < WIDE)
        return;
    int x = marks[0][i].x, reach = radius * 3 / 2 + 8;
    int top = plot->zero - high * plot->step - reach;
    int height = (high - low) * plot->step + 2 * reach;
    draw_rect(draw, (struct box){ x - WIDE / 2, top, WIDE, height }, WIDE / 2,
        (struct paint){ .fill = COLOUR_NONE, .stroke = ORANGE, .width = 3, .dash = "12 10" });
    /* Between two values, where no mark of several side by side hides it. */
    int middle = plot->zero - (high + low) * plot->step / 2;
    if ((high + low) % 2 == 0)
        middle += plot->step / 2;
    if (!draw->measures && plot->narrowest >= WIDE + 4 * poster->s)
        draw_word(draw, x + WIDE / 2 + 6, middle - poster->s,
            poster_text(poster, "Δ%d", high - low),
            (struct type){ poster->s, ORANGE, TYPE_BOLD | TYPE_HALO });
}

/* As large as the marks that stand beside and above each other let it be, but to be seen. */
static int mark_radius(const struct poster *poster, const struct plot *plot,
    struct curve_mark *const *marks, size_t count)
{
    enum { LEAST = 12, VALUES = 5 };
    int radius = percent(poster->b, 68), crowd = 1;
    for (size_t i = 0; i < count; i++) {
        int here[VALUES] = { 0 };
        for (size_t k = 0; k < poster->curve_count; k++)
            if (marks[k][i].emotion != EMOTION_NONE && ++here[marks[k][i].emotion + 2] > crowd)
                crowd = here[marks[k][i].emotion + 2];
    }
    int beside = (plot->narrowest / crowd - 4) / 2, above = plot->step * 2 / 5;
    int most = beside < above ? beside : above;
    most = most < LEAST ? LEAST : most;
    radius = radius > most ? most : radius;
    return radius > plot->narrowest / 3 ? plot->narrowest / 3 : radius;
}

static void draw_person_marks(struct poster *poster, struct draw *draw, const struct plot *plot,
    struct curve_mark *const *marks, size_t count)
{
    int radius = mark_radius(poster, plot, marks, count);
    for (size_t i = 0; i < count; i++) {
        draw_difference(poster, draw, plot, marks, i, radius);
        for (size_t k = 0; k < poster->curve_count; k++)
            if (marks[k][i].emotion != EMOTION_NONE)
                draw_shape(draw,
                    marks[k][i].x + beside(poster, marks, k, i, radius, plot->narrowest),
                    marks[k][i].y, radius, poster->curve_person[k]);
    }
}

static void draw_several(struct poster *poster, struct draw *draw, struct plot *plot)
{
    struct curve_mark *marks[CURVES_MAX];
    struct step *steps = mem_alloc((plot->room + 1) * sizeof *steps);
    size_t count = 0;
    for (size_t k = 0; k < poster->curve_count; k++) {
        marks[k] = mem_alloc((plot->room + 1) * sizeof *marks[k]);
        count = curve_marks(poster, poster->curve_of[k], plot->zero, plot->step, marks[k]);
        draw_bridges(draw, marks[k], count, poster->curve_person[k]);
    }
    for (size_t k = 0; k < poster->curve_count; k++) {
        size_t step_count = curve_steps(marks[k], count, steps);
        draw_path(draw, steps, step_count,
            paint_line(poster->curve_person[k]->colour, plot->narrowest < NARROW ? 4 : 8,
                poster->curve_person[k]->dash));
    }
    draw_person_marks(poster, draw, plot, marks, count);
    for (size_t i = 0; i < count; i++) {
        bool any = false;
        for (size_t k = 0; k < poster->curve_count; k++)
            any |= marks[k][i].emotion != EMOTION_NONE;
        if (!any)
            draw_unscored(draw, plot, marks[0][i].x);
    }
    for (size_t k = 0; k < poster->curve_count; k++)
        free(marks[k]);
    free(steps);
}

/* --- the row --- */

/* Of one persona of several. */
static void draw_whose(struct poster *poster, struct draw *draw, int y)
{
    const struct person *person = poster_person(poster, poster->curve_of[0]);
    if (person && !poster->curve_person[0] && poster->people_count > 1)
        draw_text_part(draw, poster->sheet->margin, y, poster->lane_column - 10,
            node_headline(person->node), (struct type){ poster->s, GREY, 0 }, 0, 1);
}

void row_curve(struct poster *poster, struct draw *draw, int y, int height)
{
    struct plot plot = { 0 };
    struct buf words = BUF_INIT;
    if (draw->measures)
        return;
    plot_begin(poster, draw, &plot, y, height);
    curve_words(poster, &words);
    draw_open(
        draw, "curve", poster_join(poster, slice_of(_("Emotion")), SLICE(": "), buf_slice(&words)));
    buf_release(&words);
    draw_text(draw, poster->sheet->margin, y, poster->lane_column - 10, slice_of(_("Emotion")),
        (struct type){ poster->b, GREY, TYPE_BOLD });
    draw_whose(poster, draw, y + type_line_height(draw, poster->b));
    draw_ground(poster, draw, &plot);
    draw_scale(poster, draw, &plot);
    draw_leaders(poster, draw, &plot);
    if (poster->curve_person[0])
        draw_several(poster, draw, &plot);
    else
        draw_one(poster, draw, &plot);
    plot_end(&plot);
    draw_close(draw);
}
