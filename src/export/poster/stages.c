/* The rows of the stages: phases, chevrons, goals, before and after the purchase. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/length.h"
#include "export/poster/layout.h"
#include "model/value_word.h"

enum { POINT = 26, BELOW_BAND = 6 };

static int row_label(struct poster *poster, struct draw *draw, int y, const char *label)
{
    return draw_text(draw, poster->sheet->margin, y, poster->lane_column - 10, slice_of(label),
        (struct type){ poster->b, GREY, TYPE_BOLD });
}

/* --- chevrons --- */

struct band_look {
    int indent, size, number; /* of the text, its size, the room of the number */
};

static struct slice part_name(struct poster *poster, const struct part *part)
{
    struct slice name = node_headline(part->stage);
    return part->again ? poster_join(poster, name, SLICE(" …"), SLICE_NONE) : name;
}

/* The type shrinks to that of the body before the name takes a third line. */
static struct band_look band_look(struct poster *poster, const struct part *part, struct slice name)
{
    struct band_look look = { .indent = part == &poster->parts[poster->frame_first] ? 20 : 46,
        .size = percent(poster->b, 142) };
    char digits[16];
    int count = snprintf(digits, sizeof digits, "%d", part->number);
    int most = part->width - look.indent - percent(poster->b * count, 70) - 16 - POINT - 4;
    if (most < 2 * poster->b) /* no name will be drawn */
        look.size = poster->b;
    for (;; look.size--) {
        struct type type = { look.size, WHITE, TYPE_BOLD };
        look.number = percent(look.size * count, 70) + 16;
        int room = part->width - look.indent - look.number - POINT - 4;
        if (look.size <= poster->b ||
            (type_lines(&poster->ruler, room, name, type) <= 2 &&
                text_longest_word(poster->ruler.widths, name, look.size, true) <= room))
            return look;
    }
}

static void draw_chevron(
    struct poster *poster, struct draw *draw, const struct part *part, int y, int height)
{
    bool first = part == &poster->parts[poster->frame_first];
    bool last = part == &poster->parts[poster->frame_end - 1];
    int left = part->x, right = part->x + part->width, middle = y + height / 2;
    draw_path(draw,
        (struct step[]){ { 'M', { left, y } }, { 'L', { right, y } },
            { 'L', { last ? right : right + POINT, middle } }, { 'L', { right, y + height } },
            { 'L', { left, y + height } }, { 'L', { first ? left : left + POINT, middle } },
            { .kind = 'Z' } },
        7, paint_fill(stage_colour(part)));
}

int part_band(struct poster *poster, struct draw *draw, const struct part *part, int y)
{
    struct slice name = part_name(poster, part);
    struct band_look look = band_look(poster, part, name);
    struct type type = { look.size, WHITE, TYPE_BOLD };
    int x = part->x + look.indent;
    if (!draw->measures && look.number + 2 * look.indent < part->width)
        draw_text(draw, x, y + 17, look.number + look.size, poster_number(poster, part->number),
            (struct type){ look.size, mix(stage_colour(part), WHITE, 62), TYPE_BOLD });
    int room = part->width - look.indent - look.number - POINT - 4;
    if (room < 2 * poster->b)
        return 34;
    return 34 + draw_text(draw, x + look.number, y + 17, room, name, type);
}

/* Neighbouring stages of one phase under one heading. */
static int row_phases(struct poster *poster, struct draw *draw, int y)
{
    int height = 0;
    struct type type = { poster->b, NAVY, TYPE_BOLD | TYPE_MIDDLE };
    for (size_t i = poster->frame_first, end; i < poster->frame_end; i = end) {
        struct slice phase = node_get(poster->parts[i].stage, STAGE_PHASE);
        for (end = i + 1; end < poster->frame_end; end++)
            if (!slice_equal(phase, node_get(poster->parts[end].stage, STAGE_PHASE)))
                break;
        if (!phase.len)
            continue;
        int left = poster->parts[i].x;
        int right = poster->parts[end - 1].x + poster->parts[end - 1].width;
        int lines = (int)type_lines(draw, right - left - 20, phase, type);
        int needed = lines * type_line_height(draw, type.size) + 10;
        height = needed > height ? needed : height;
        draw_rect(draw, (struct box){ left, y, right - left, needed }, 4, paint_fill(0xDCE6F2));
        draw_text(draw, (left + right) / 2, y + 5, right - left - 20, phase, type);
    }
    return height ? height + 6 : 0;
}

int row_band(struct poster *poster, struct draw *draw, int y)
{
    int height = 0, phases = row_phases(poster, draw, y);
    y += phases;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        int needed = part_band(poster, &poster->ruler, &poster->parts[i], y);
        height = needed > height ? needed : height;
    }
    row_label(poster, draw, y + (height - type_line_height(draw, poster->b)) / 2, _("Stages"));
    for (size_t i = poster->frame_first; i < poster->frame_end && !draw->measures; i++) {
        const struct part *part = &poster->parts[i];
        struct slice name = part_name(poster, part);
        struct slice id = poster_number(poster, (int)i + 1);
        draw_open(draw, poster_join(poster, SLICE("s"), id, SLICE_NONE).data,
            poster_join(poster, poster_number(poster, part->number), SLICE(" "), name));
        draw_chevron(poster, draw, part, y, height);
        part_band(poster, draw, part, y);
        draw_close(draw);
    }
    return phases + height + BELOW_BAND;
}

/* --- goals --- */

static struct slice length_text(struct poster *poster, struct slice length)
{
    struct buf shown = BUF_INIT;
    if (!length.len)
        return SLICE_NONE;
    length_add_shown(length, &shown);
    struct slice text = poster_join(poster, buf_slice(&shown), SLICE_NONE, SLICE_NONE);
    buf_release(&shown);
    return text;
}

static struct slice part_meta(struct poster *poster, const struct part *part)
{
    struct slice duration = length_text(poster, node_get(part->stage, STAGE_DURATION));
    struct slice owner = node_get(part->stage, STAGE_OWNER);
    if (!duration.len || !owner.len)
        return duration.len ? duration : owner;
    return poster_text(poster, "%.*s · %.*s", SLICE_ARG(duration), SLICE_ARG(owner));
}

int part_goal(struct poster *poster, struct draw *draw, const struct part *part, int y)
{
    enum { SIDE = 14 };
    int x = part->x + SIDE, width = part->width - 2 * SIDE, most = 36 * poster->b, top = y + 10;
    width = width > most ? most : width;
    if (part->again)
        return 0;
    top += draw_text(draw, x, top, width, node_get(part->stage, STAGE_GOAL),
        (struct type){ poster->b, stage_colour(part), 0 });
    top += draw_text(
        draw, x, top, width, part_meta(poster, part), (struct type){ poster->s, GREY, 0 });
    return top == y + 10 ? 0 : top + 12 - y;
}

int row_goals(struct poster *poster, struct draw *draw, int y)
{
    int height = 0;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        int needed = part_goal(poster, &poster->ruler, &poster->parts[i], y);
        height = needed > height ? needed : height;
    }
    if (!height)
        return 0;
    row_label(poster, draw, y + 10, _("Goals"));
    for (size_t i = poster->frame_first; i < poster->frame_end && !draw->measures; i++) {
        const struct part *part = &poster->parts[i];
        draw_rect(draw, (struct box){ part->x, y, part->width, height }, 0,
            paint_fill(mix(stage_colour(part), WHITE, 90)));
        part_goal(poster, draw, part, y);
    }
    return height;
}

/* --- before, during and after the purchase --- */

static struct slice when_of(const struct poster *poster, size_t column)
{
    const struct node *touchpoint = poster->columns[column].touchpoint;
    return touchpoint ? node_get(touchpoint, TOUCHPOINT_WHEN) : SLICE_NONE;
}

static void draw_when(
    struct poster *poster, struct draw *draw, struct slice when, int left, int right, int y)
{
    static const struct {
        const char *word, *whole, *brief;
    } words[] = {
        { "before", N_("before purchase"), N_("before") },
        { "during", N_("during purchase"), N_("during") },
        { "after", N_("after purchase"), N_("after") },
    };
    size_t i = 0;
    while (i < 2 && !slice_is(when, words[i].word))
        i++;
    struct type type = { poster->s, GREY, TYPE_MIDDLE };
    struct paint paint = paint_line(PLAIN_BAR, 3, NULL);
    struct slice word = slice_of(_(words[i].whole));
    if (type_width(draw, word, type) + 40 > right - left)
        word = slice_of(_(words[i].brief));
    int half = type_width(draw, word, type) / 2 + 14, middle = (left + right) / 2;
    bool fits = 2 * half <= right - left;
    draw_line(draw, left, y - 8, left, y + 8, paint);
    draw_line(draw, right, y - 8, right, y + 8, paint);
    if (!fits || middle - half > left)
        draw_line(draw, left, y, fits ? middle - half : right, y, paint);
    if (fits && middle + half < right)
        draw_line(draw, middle + half, y, right, y, paint);
    if (fits)
        draw_text(
            draw, middle, y - type_line_height(draw, type.size) / 2, right - left, word, type);
}

int row_when(struct poster *poster, struct draw *draw, int y)
{
    size_t first = poster->parts[poster->frame_first].first;
    size_t last = poster->parts[poster->frame_end - 1].end;
    int middle = y + 10 + type_line_height(draw, poster->s) / 2;
    bool any = false;
    for (size_t i = first, end; i < last; i = end) {
        struct slice when = when_of(poster, i);
        for (end = i + 1; end < last; end++)
            if (!slice_equal(when, when_of(poster, end)))
                break;
        any |= when.len > 0;
        const struct column *right = &poster->columns[end - 1];
        if (when.len && !draw->measures)
            draw_when(
                poster, draw, when, poster->columns[i].x + 8, right->x + right->width - 8, middle);
    }
    return any ? type_line_height(draw, poster->s) + 23 : 12;
}

/* --- touchpoints --- */

static int draw_channel_row(struct poster *poster, struct draw *draw, const struct node *touchpoint,
    int x, int y, int width)
{
    struct slice channel = node_first(touchpoint, TOUCHPOINT_CHANNEL);
    struct type type = { poster->s, GREY, 0 };
    int line = type_line_height(draw, poster->s), indent = poster->s + 11;
    if (!channel.len)
        return 0;
    struct slice word = channel_text(poster, channel);
    draw_channel(poster, draw, x, y + (line - poster->s) / 2, poster->s, channel);
    if (text_longest_word(draw->widths, word, type.size, false) <= width - indent)
        return draw_text(draw, x + indent, y, width - indent, word, type);
    return line + draw_text(draw, x, y + line, width, word, type);
}

static int draw_details(struct poster *poster, struct draw *draw, const struct node *touchpoint,
    int x, int y, int width)
{
    struct slice duration = length_text(poster, node_get(touchpoint, TOUCHPOINT_DURATION));
    struct slice moment = SLICE_NONE;
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT))
        moment = node_get(touchpoint, TOUCHPOINT_MOMENT_OF);
    int line = type_line_height(draw, poster->s), top = y + 4, indent = poster->s + 11;
    top += draw_channel_row(poster, draw, touchpoint, x, top, width);
    if (duration.len) {
        draw_clock(draw, x + poster->s / 2, top + line / 2, percent(poster->s, 43));
        top += draw_text(
            draw, x + indent, top, width - indent, duration, (struct type){ poster->s, GREY, 0 });
    }
    if (moment.len)
        top += draw_text(
            draw, x, top, width, word_text(moment), (struct type){ poster->s, AMBER, TYPE_BOLD });
    return top - y;
}

static int draw_touchpoint(
    struct poster *poster, struct draw *draw, const struct column *column, int y, unsigned rows)
{
    enum { SIDE = 10, LEAST_RADIUS = 22 };
    const struct node *touchpoint = column->touchpoint;
    int radius = percent(poster->b, 74), x = column->x + SIDE, width = column->width - 2 * SIDE;
    if (!touchpoint)
        return 0;
    if (rows & ROWS_NUMBERS && column->width < 50)
        return 0;
    radius = radius < LEAST_RADIUS ? LEAST_RADIUS : radius;
    int number = draw_number(
        draw, x, y + radius, radius, node_get(touchpoint, TOUCHPOINT_EVIDENCE), column->number);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT) && number + 2 * radius + 8 <= width)
        draw_star(draw, x + number + 8 + radius, y + radius, radius);
    int top = y + 2 * radius + 10;
    if (rows & ROWS_NUMBERS)
        return top - y;
    top += draw_text(draw, x, top, width, node_headline(touchpoint),
        (struct type){ percent(poster->b, 106), INK, TYPE_BOLD });
    if (!(rows & ROWS_NAMES))
        top += draw_details(poster, draw, touchpoint, x, top, width);
    return top - y;
}

static void open_touchpoint(struct poster *poster, struct draw *draw, const struct column *column)
{
    struct slice number = poster_number(poster, column->number);
    struct slice name = node_headline(column->touchpoint);
    draw_open(draw, poster_join(poster, SLICE("t"), number, SLICE_NONE).data,
        poster_join(poster, number, SLICE(" "), name));
}

int part_touchpoints(
    struct poster *poster, struct draw *draw, const struct part *part, int y, unsigned rows)
{
    int height = 0;
    for (size_t i = part->first; i < part->end; i++) {
        const struct column *column = &poster->columns[i];
        if (!draw->measures && column->touchpoint)
            open_touchpoint(poster, draw, column);
        int needed = draw_touchpoint(poster, draw, column, y, rows);
        if (!draw->measures && column->touchpoint)
            draw_close(draw);
        height = needed > height ? needed : height;
    }
    return height;
}

int row_touchpoints(struct poster *poster, struct draw *draw, int y, unsigned rows)
{
    int height = 0;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        int needed = part_touchpoints(poster, draw, &poster->parts[i], y, rows);
        height = needed > height ? needed : height;
    }
    if (!poster->touchpoint_count)
        return 10 + draw_text(draw, poster_left(poster) + 10, y, 36 * poster->b,
                        slice_of(_("No touchpoints yet.")), (struct type){ poster->b, GREY, 0 });
    if (!height)
        return 0;
    int label = rows & ROWS_NUMBERS ? percent(poster->b, 74) - type_line_height(draw, poster->b) / 2
                                    : percent(poster->b, 108);
    row_label(poster, draw, y + label, _("Touchpoints"));
    return height + 10;
}
