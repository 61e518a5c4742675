#include "export/poster/curve_plot.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "insight/stage.h"
#include "model/edit/per_persona.h"
#include "model/value_record.h"

/* --- what is taken --- */

void plot_open(struct poster *poster, struct plot *plot)
{
    plot->left = poster_left(poster);
    plot->cells_wide = (poster_right(poster) - plot->left) / PLOT_CELL + 1;
    plot->cells_high = plot->height / PLOT_CELL + 1;
    for (size_t i = 0; i < poster->lane_count; i++)
        if (poster->lanes[i].look == LANE_QUOTES && !plot->taken)
            plot->taken = mem_zalloc((size_t)plot->cells_wide * (size_t)plot->cells_high);
}

void plot_block(struct plot *plot, struct box box)
{
    if (!plot->taken)
        return;
    int x0 = (box.x - plot->left) / PLOT_CELL, x1 = (box.x + box.width - plot->left) / PLOT_CELL;
    int y0 = (box.y - plot->top) / PLOT_CELL, y1 = (box.y + box.height - plot->top) / PLOT_CELL;
    for (int y = y0 < 0 ? 0 : y0; y <= y1 && y < plot->cells_high; y++)
        for (int x = x0 < 0 ? 0 : x0; x <= x1 && x < plot->cells_wide; x++)
            plot->taken[y * plot->cells_wide + x] = 1;
}

static double cubic_at(const int from[2], const int to[6], int axis, double t)
{
    double u = 1 - t;
    return u * u * u * from[axis] + 3 * u * u * t * to[axis] + 3 * u * t * t * to[2 + axis] +
           t * t * t * to[4 + axis];
}

void plot_block_curve(struct plot *plot, const struct step *steps, size_t count)
{
    enum { AROUND = 16, EVERY = 12 };
    int from[2] = { 0, 0 };
    for (size_t i = 0; i < count && plot->taken; i++) {
        const int *to = steps[i].x;
        int points = steps[i].kind == 'C' ? (to[4] - from[0] + abs(to[5] - from[1])) / EVERY + 1
                                          : 0;
        for (int k = 0; k <= points && points; k++) {
            double t = (double)k / points;
            plot_block(plot, (struct box){ (int)cubic_at(from, to, 0, t) - AROUND,
                                 (int)cubic_at(from, to, 1, t) - AROUND, 2 * AROUND, 2 * AROUND });
        }
        from[0] = points ? to[4] : to[0];
        from[1] = points ? to[5] : to[1];
    }
}

static bool is_free(const struct plot *plot, struct box box)
{
    int x0 = (box.x - plot->left) / PLOT_CELL, x1 = (box.x + box.width - plot->left) / PLOT_CELL;
    int y0 = (box.y - plot->top) / PLOT_CELL, y1 = (box.y + box.height - plot->top) / PLOT_CELL;
    for (int y = y0; y <= y1; y++)
        for (int x = x0; x <= x1; x++)
            if (plot->taken[y * plot->cells_wide + x])
                return false;
    return true;
}

void plot_end(struct plot *plot)
{
    free(plot->taken);
    plot->taken = NULL;
}

/* --- measured --- */

void plot_measured(struct poster *poster, struct draw *draw, struct plot *plot)
{
    enum { RADIUS = 10 };
    const struct paint line = paint_line(GREY, 4, "14 10");
    int x0 = 0, y0 = 0;
    bool any = false;
    for (size_t i = plot->first; i < plot->end; i++) {
        const struct column *column = &poster->columns[i];
        struct slice value = column->touchpoint ? node_get(column->touchpoint, TOUCHPOINT_MEASURED)
                                                : SLICE_NONE;
        struct slice number = value.len ? record_get(value, "value") : SLICE_NONE;
        double emotion = number.len ? strtod(number.data, NULL) : 0;
        if (!number.len || !(emotion >= -2 && emotion <= 2))
            continue;
        int x = column->x + column->width / 2;
        int y = plot->zero - rounded(emotion * plot->step);
        if (any)
            draw_line(draw, x0, y0, x, y, line);
        draw_circle(
            draw, x, y, RADIUS, (struct paint){ .fill = WHITE, .stroke = GREY, .width = 4 });
        plot_block(plot, (struct box){ x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS });
        x0 = x;
        y0 = y;
        any = true;
    }
    struct type type = { poster->s, GREY, TYPE_END | TYPE_HALO };
    if (any)
        draw_text(draw,
            x0 - RADIUS - 6 < poster_left(poster) + 200 ? poster_left(poster) + 200
                                                        : x0 - RADIUS - 6,
            y0 + 8, 400, slice_of(_("measured")), type);
}

/* --- quotes --- */

static const struct node *first_quote(const struct node *touchpoint)
{
    struct node_list quotes = node_children(touchpoint, TOUCHPOINT_QUOTES);
    for (uint32_t i = 0; i < quotes.count; i++)
        if (node_headline(quotes.items[i]).len)
            return quotes.items[i];
    return NULL;
}

/* A quote on its way to a place. */
struct spot {
    struct box box;
    int cost;
};

struct quoted {
    struct slice text, by;
    struct type type, small;
};

static int quote_height(struct poster *poster, const struct quoted *quoted, int width)
{
    struct draw *ruler = &poster->ruler;
    return draw_text(ruler, 0, 0, width - 28, quoted->text, quoted->type) +
           draw_text(ruler, 0, 0, width - 28, quoted->by, quoted->small) + 20;
}

static bool stays_inside(const struct poster *poster, const struct plot *plot, struct box box)
{
    return box.x >= poster_left(poster) + 6 && box.x + box.width <= poster_right(poster) - 6 &&
           box.y >= plot->top + 6 && box.y + box.height <= plot->top + plot->height - 6;
}

/* The place that is nearest to the mark; cost INT_MAX-like where there is none. */
static void find_spot(struct poster *poster, const struct plot *plot, const struct curve_mark *mark,
    int width, int height, struct spot *best)
{
    enum { ACROSS = 16, DOWN = 14, REACH = 160 };
    int left = mark->x - width - REACH, right = mark->x + REACH;
    for (int y = plot->top + 6; y + height <= plot->top + plot->height - 6; y += DOWN)
        for (int x = left; x <= right; x += ACROSS) {
            struct box box = { x, y, width, height };
            int dx = abs(x + width / 2 - mark->x), dy = abs(y + height / 2 - mark->y);
            int cost = (16 * dx + 10 * dy) / 10;
            if (cost >= best->cost || !stays_inside(poster, plot, box) || !is_free(plot, box))
                continue;
            *best = (struct spot){ box, cost };
        }
}

/* A line from the box to the mark's edge, on the side where the mark is. */
static void draw_pointer(
    struct draw *draw, const struct plot *plot, struct box box, const struct curve_mark *mark)
{
    int x = mark->x < box.x + 20               ? box.x + 20
            : mark->x > box.x + box.width - 20 ? box.x + box.width - 20
                                               : mark->x;
    int y = mark->y < box.y ? box.y : mark->y > box.y + box.height ? box.y + box.height : mark->y;
    int edge = y > mark->y   ? mark->y + plot->radius
               : y < mark->y ? mark->y - plot->radius
                             : mark->y;
    if (edge == mark->y)
        x = mark->x < box.x ? box.x : box.x + box.width;
    draw_line(draw, x, y, mark->x, edge, paint_line(VIOLET, 3, NULL));
}

static bool place_quote(struct poster *poster, struct draw *draw, struct plot *plot,
    const struct curve_mark *mark, const struct node *quote)
{
    enum { MOST_COST = 420 };
    static const int widths[] = { 620, 520, 440, 360 };
    struct slice text = node_headline(quote), by = node_get(quote, QUOTE_BY);
    struct quoted quoted = {
        .text = poster_text(poster, "“%.*s”", SLICE_ARG(text)),
        .by = by.len ? poster_text(poster, "— %.*s", SLICE_ARG(by)) : SLICE_NONE,
        .type = { poster->b, VIOLET, TYPE_ITALIC },
        .small = { poster->s, GREY, 0 },
    };
    struct spot best = { .cost = MOST_COST + 1 };
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        int width = widths[i] * poster->b / 31;
        int height = quote_height(poster, &quoted, width);
        if (height < plot->height - 12)
            find_spot(poster, plot, mark, width, height, &best);
    }
    if (best.cost > MOST_COST)
        return false;
    struct box box = best.box;
    draw_pointer(draw, plot, box, mark);
    draw_rect(draw, box, 12, (struct paint){ .fill = WHITE, .stroke = VIOLET, .width = 3 });
    int height = draw_text(draw, box.x + 14, box.y + 9, box.width - 28, quoted.text, quoted.type);
    draw_text(draw, box.x + 14, box.y + 9 + height, box.width - 28, quoted.by, quoted.small);
    plot_block(plot, box);
    return true;
}

void plot_quotes(struct poster *poster, struct draw *draw, struct plot *plot,
    const struct curve_mark *marks, size_t count)
{
    enum { QUOTES_MOST = 5 };
    static const int order[] = { 2, -2 };
    int shown = 0;
    for (size_t k = 0; k < 2 && plot->taken; k++)
        for (size_t i = 0; i < count && shown < QUOTES_MOST; i++) {
            const struct node *node = marks[i].emotion == order[k] ? marks[i].node : NULL;
            if (!node || node->kind != KIND_TOUCHPOINT || !first_quote(node))
                continue;
            const struct column *column = NULL;
            node_number(poster, node, &column);
            if (!place_quote(poster, draw, plot, &marks[i], first_quote(node)))
                continue;
            poster->columns[column - poster->columns].quoted = true;
            shown++;
        }
}

/* --- in words --- */

static void words_of(const struct poster *poster, const char *id, struct buf *out)
{
    enum { MOST = 400 };
    const char *between = "";
    size_t told = 0;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++)
        for (size_t k = poster->parts[i].first; k < poster->parts[i].end; k++) {
            const struct column *column = &poster->columns[k];
            int emotion = column->touchpoint ? touchpoint_emotion(column->touchpoint, id)
                                             : EMOTION_NONE;
            if (emotion == EMOTION_NONE || told++ >= MOST)
                continue;
            buf_addf(out, "%s%d %.*s %+d", between, column->number,
                SLICE_ARG(node_headline(column->touchpoint)), emotion);
            between = ", ";
        }
}

void curve_words(const struct poster *poster, struct buf *out)
{
    for (size_t k = 0; k < poster->curve_count; k++) {
        if (poster->curve_person[k])
            buf_addf(out, "%s%.*s: ", k ? "; " : "",
                SLICE_ARG(node_headline(poster->curve_person[k]->node)));
        words_of(poster, poster->curve_of[k], out);
    }
}
