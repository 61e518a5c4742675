#include "export/poster/curve_plot.h"

#include <limits.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "insight/stage.h"
#include "model/edit/per_persona.h"
#include "model/value_record.h"

/* --- what is taken --- */

enum { REACH = 160 }; /* from a mark to its quote */

/* Of their boxes, at a body type of 31. */
static const int quote_widths[] = { 620, 520, 440, 360 };

/* A quote of the highest and lowest touchpoints, else NULL. */
static const struct node *quote_of(const struct curve_mark *mark)
{
    const struct node *node = mark->emotion == 2 || mark->emotion == -2 ? mark->node : NULL;
    if (!node || node->kind != KIND_TOUCHPOINT)
        return NULL;
    struct node_list quotes = node_children(node, TOUCHPOINT_QUOTES);
    for (uint32_t i = 0; i < quotes.count; i++)
        if (node_headline(quotes.items[i]).len)
            return quotes.items[i];
    return NULL;
}

static bool has_quotes(const struct poster *poster)
{
    size_t i = 0;
    while (i < poster->lane_count && poster->lanes[i].look != LANE_QUOTES)
        i++;
    return i < poster->lane_count;
}

void plot_open(
    const struct poster *poster, struct plot *plot, const struct curve_mark *marks, size_t count)
{
    int reach = quote_widths[0] * poster->b / 31 + REACH + 3 * PLOT_CELL;
    plot->left = poster_left(poster);
    plot->least = INT_MAX;
    plot->most = INT_MIN;
    for (size_t i = 0; i < count && has_quotes(poster); i++) {
        if (!quote_of(&marks[i]))
            continue;
        plot->least = marks[i].x - reach < plot->least ? marks[i].x - reach : plot->least;
        plot->most = marks[i].x + reach > plot->most ? marks[i].x + reach : plot->most;
    }
    if (plot->least > plot->most)
        return;
    int wide = (poster_right(poster) - plot->left) / PLOT_CELL + 1;
    int high = plot->height / PLOT_CELL + 1;
    grid_init(&plot->taken, wide, high);
    grid_init(&plot->smeared, wide, high);
}

void plot_block(struct plot *plot, struct box box)
{
    int x = box.x - plot->left, y = box.y - plot->top;
    if (plot->taken.bits)
        grid_take(&plot->taken, x / PLOT_CELL, y / PLOT_CELL, (x + box.width) / PLOT_CELL,
            (y + box.height) / PLOT_CELL);
}

/* The place of a cubic at t, in whole units. */
static void cubic_at(const int from[2], const int to[6], double t, int out[2])
{
    double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
    for (int axis = 0; axis < 2; axis++)
        out[axis] = (int)(a * from[axis] + b * to[axis] + c * to[2 + axis] + d * to[4 + axis]);
}

void plot_block_curve(struct plot *plot, const struct step *steps, size_t count)
{
    enum { AROUND = 16, EVERY = 12 };
    int from[2] = { 0, 0 };
    for (size_t i = 0; i < count && plot->taken.bits; i++) {
        const int *to = steps[i].x;
        int points = steps[i].kind == 'C' ? (to[4] - from[0] + abs(to[5] - from[1])) / EVERY + 1
                                          : 0;
        bool near = to[4] + AROUND >= plot->least && from[0] - AROUND <= plot->most;
        for (int k = 0; k <= points && points && near; k++) {
            int at[2];
            cubic_at(from, to, (double)k / points, at);
            plot_block(
                plot, (struct box){ at[0] - AROUND, at[1] - AROUND, 2 * AROUND, 2 * AROUND });
        }
        from[0] = points ? to[4] : to[0];
        from[1] = points ? to[5] : to[1];
    }
}

void plot_end(struct plot *plot)
{
    grid_release(&plot->taken);
    grid_release(&plot->smeared);
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

/* Where the box may stand of which `y` is given: places ACROSS apart, of which the nearest to the
 * mark is looked for. */
struct places {
    const struct curve_mark *mark;
    int width, height;
    int least, most; /* x */
};

enum { ACROSS = PLOT_CELL, DOWN = 14 };

static int distance_cost(int dx, int dy)
{
    return (16 * dx + 10 * dy) / 10;
}

/* A row of places; only those that are better than the best are looked at. */
static void find_in_row(
    const struct plot *plot, const struct places *places, int y, struct spot *best)
{
    int middle = places->mark->x - places->width / 2;
    int dy = abs(y + places->height / 2 - places->mark->y);
    if (dy >= best->cost)
        return;
    int reach = (10 * (best->cost - dy) - 1) / 16;
    int least = places->least, most = middle + reach < places->most ? middle + reach : places->most;
    if (least < middle - reach)
        least += (middle - reach - least + ACROSS - 1) / ACROSS * ACROSS;
    if (least > most)
        return;
    int top = y - plot->top, count = (most - least) / ACROSS + 1;
    uint64_t taken = grid_window(&plot->smeared, (least - plot->left) / PLOT_CELL, count,
        top / PLOT_CELL, (top + places->height) / PLOT_CELL);
    for (int i = 0; i < count; i++) {
        int x = least + i * ACROSS, cost = distance_cost(abs(x - middle), dy);
        if (!(taken >> i & 1) && cost < best->cost)
            *best = (struct spot){ { x, y, places->width, places->height }, cost };
    }
}

/* The place that is nearest to the mark, if it is better than the best so far. */
static void find_spot(struct poster *poster, struct plot *plot, const struct curve_mark *mark,
    int width, int height, struct spot *best)
{
    enum { INSIDE = 6 };
    int inner = poster_left(poster) + INSIDE, first = mark->x - width - REACH;
    struct places places = { .mark = mark, .width = width, .height = height, .least = first };
    if (first < inner)
        places.least += (inner - first + ACROSS - 1) / ACROSS * ACROSS;
    places.most = poster_right(poster) - INSIDE - width;
    places.most = places.most < mark->x + REACH ? places.most : mark->x + REACH;
    if (places.least > places.most)
        return;
    int left = places.least - plot->left;
    grid_smear(&plot->taken, (left + width) / PLOT_CELL - left / PLOT_CELL + 1, left / PLOT_CELL,
        (places.most - plot->left) / PLOT_CELL, &plot->smeared);
    for (int y = plot->top + INSIDE; y + height <= plot->top + plot->height - INSIDE; y += DOWN)
        find_in_row(plot, &places, y, best);
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
    struct slice text = node_headline(quote), by = node_get(quote, QUOTE_BY);
    struct quoted quoted = {
        .text = poster_join(poster, SLICE("“"), text, SLICE("”")),
        .by = by.len ? poster_join(poster, SLICE("— "), by, SLICE_NONE) : SLICE_NONE,
        .type = { poster->b, VIOLET, TYPE_ITALIC },
        .small = { poster->s, GREY, 0 },
    };
    struct spot best = { .cost = MOST_COST + 1 };
    for (size_t i = 0; i < sizeof quote_widths / sizeof *quote_widths; i++) {
        int width = quote_widths[i] * poster->b / 31;
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
    for (size_t k = 0; k < 2 && plot->taken.bits; k++)
        for (size_t i = 0; i < count && shown < QUOTES_MOST; i++) {
            const struct node *quote = marks[i].emotion == order[k] ? quote_of(&marks[i]) : NULL;
            const struct column *column = NULL;
            if (!quote || !place_quote(poster, draw, plot, &marks[i], quote))
                continue;
            node_number(poster, marks[i].node, &column);
            poster->columns[column - poster->columns].quoted = true;
            shown++;
        }
}

/* --- in words --- */

static void words_of(const struct poster *poster, const char *id, struct buf *out)
{
    enum { MOST = 400 };
    static const char *const scores[] = { " -2", " -1", " +0", " +1", " +2" };
    const char *between = "";
    size_t told = 0;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++)
        for (size_t k = poster->parts[i].first; k < poster->parts[i].end; k++) {
            const struct column *column = &poster->columns[k];
            int emotion = column->touchpoint ? touchpoint_emotion(column->touchpoint, id)
                                             : EMOTION_NONE;
            if (emotion == EMOTION_NONE || told++ >= MOST)
                continue;
            buf_adds(out, between);
            buf_add_number(out, (size_t)column->number);
            buf_add_char(out, ' ');
            buf_add_slice(out, node_headline(column->touchpoint));
            buf_adds(out, scores[emotion + 2]);
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
