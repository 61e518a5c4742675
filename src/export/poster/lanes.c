/* The lanes below the curve. */
#include <limits.h>

#include "export/poster/layout.h"

enum { ABOVE = 10, BELOW = 12, INSIDE = 10, LABEL_LEFT = 20 };

/* --- texts by touchpoint --- */

static struct type cell_type(const struct poster *poster, const struct poster_lane *lane)
{
    return (struct type){ poster->b, INK, lane->italic ? TYPE_ITALIC : 0 };
}

static int cell_width(const struct poster *poster, int column)
{
    int width = column - 2 * INSIDE;
    return width < 36 * poster->b ? width : 36 * poster->b;
}

static size_t most_lines(
    struct poster *poster, const struct poster_lane *lane, const struct part *part)
{
    size_t most = 0;
    for (size_t i = part->first; i < part->end; i++) {
        size_t lines = type_lines(&poster->ruler, cell_width(poster, poster->columns[i].width),
            lane->texts[i], cell_type(poster, lane));
        most = lines > most ? lines : most;
    }
    return most;
}

static int part_cells(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct part *part, int y, int room, struct cut *at)
{
    int line = type_line_height(draw, poster->b);
    size_t all = most_lines(poster, lane, part), fitting = (size_t)(room / line);
    if (at->line >= all)
        return 0;
    size_t shown = all - at->line < fitting ? all - at->line : fitting;
    for (size_t i = part->first; i < part->end && !draw->measures; i++)
        draw_text_part(draw, poster->columns[i].x + INSIDE, y,
            cell_width(poster, poster->columns[i].width), lane->texts[i], cell_type(poster, lane),
            at->line, shown);
    at->line += shown;
    return (int)shown * line;
}

int part_lane(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct part *part, int y, int room, struct cut *at)
{
    if (lane->look == LANE_LINE)
        return 0;
    return lane->look == LANE_CELLS ? part_cells(poster, draw, lane, part, y, room, at)
                                    : part_cards(poster, draw, lane, part, y, room, at);
}

bool part_lane_ends(struct poster *poster, const struct poster_lane *lane, const struct part *part,
    const struct cut *at)
{
    size_t number = (size_t)(lane - poster->lanes);
    if (lane->look == LANE_LINE)
        return true;
    if (lane->look == LANE_CELLS)
        return at->line >= most_lines(poster, lane, part);
    return part->cards[2 * number] + at->card >= part->cards[2 * number + 1];
}

/* --- a lane over the page --- */

static uint32_t lane_colour(const struct poster_lane *lane)
{
    return lane->look == LANE_QUOTES  ? VIOLET
           : lane->look == LANE_PAINS ? ORANGE
           : lane->look == LANE_IDEAS ? GREEN
                                      : NAVY;
}

static int lane_label(
    struct poster *poster, struct draw *draw, const struct poster_lane *lane, int y)
{
    uint32_t colour = lane_colour(lane);
    int x = poster->sheet->margin, line = type_line_height(draw, poster->b);
    int height = draw_text(draw, x + LABEL_LEFT, y + ABOVE + 1,
        poster->lane_column - LABEL_LEFT - 10, slice_of(lane->label),
        (struct type){ poster->b, colour, TYPE_BOLD });
    draw_rect(draw, (struct box){ x, y + ABOVE + 4, 8, line - 4 }, 3, paint_fill(colour));
    return height;
}

static int boundary(struct poster *poster, struct draw *draw, const struct poster_lane *lane, int y)
{
    int height = percent(poster->b, 160) + 26, middle = y + height / 2;
    struct slice name = slice_of(lane->label);
    int left = poster_left(poster), pill = percent(poster->b, 126);
    draw_line(draw, poster->sheet->margin, middle, poster_right(poster), middle,
        paint_line(NAVY, 5, lane->dash));
    draw_pill(draw, left + 20, middle - pill / 2, name, poster->b,
        (struct paint){ .fill = WHITE, .stroke = NAVY, .width = 3 }, NAVY);
    return height;
}

static void cell_grounds(struct poster *poster, struct draw *draw, int y, int height)
{
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        const struct part *part = &poster->parts[i];
        draw_rect(draw, (struct box){ part->x, y + 3, part->width, height - 3 }, 0,
            paint_fill(CELL_GROUND));
        for (size_t k = part->first + 1; k < part->end; k++)
            draw_line(draw, poster->columns[k].x, y + 12, poster->columns[k].x, y + height - 8,
                paint_line(0xE3E7ED, 2, NULL));
    }
}

/* The height of what the lane has in all parts, or draws it. */
static int lane_parts(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    int y, int room, struct cut *from)
{
    int most = 0;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        struct cut none = { 0, 0 }, *at = from ? &from[i - poster->frame_first] : &none;
        int height = part_lane(poster, draw, lane, &poster->parts[i], y, room, at);
        most = height > most ? height : most;
    }
    return most;
}

static int lane_height(
    struct poster *poster, const struct poster_lane *lane, int room, const struct cut *from)
{
    int most = 0;
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        struct cut at = from ? from[i - poster->frame_first] : (struct cut){ 0, 0 };
        int height = part_lane(poster, &poster->ruler, lane, &poster->parts[i], 0, room, &at);
        most = height > most ? height : most;
    }
    return most;
}

/* Has the lane anything in the stages of the page? */
static bool is_used(const struct poster *poster, const struct poster_lane *lane)
{
    size_t number = (size_t)(lane - poster->lanes);
    for (size_t i = poster->frame_first; i < poster->frame_end; i++) {
        const struct part *part = &poster->parts[i];
        if (part->cards[2 * number] < part->cards[2 * number + 1])
            return true;
        for (size_t k = part->first; lane->look == LANE_CELLS && k < part->end; k++)
            if (lane->texts[k].len)
                return true;
    }
    return false;
}

int row_lane(struct poster *poster, struct draw *draw, const struct poster_lane *lane, int y,
    int extra, int room, struct cut *from)
{
    if (lane->look == LANE_LINE)
        return boundary(poster, draw, lane, y);
    if (!is_used(poster, lane))
        return 0;
    int inner = room < INT_MAX ? room - ABOVE - BELOW : INT_MAX;
    int least = type_line_height(draw, poster->b);
    draw_open(draw,
        draw->measures ? ""
                       : poster_join(poster, SLICE("lane-"), slice_of(lane->key), SLICE_NONE).data,
        slice_of(lane->label));
    draw_line(draw, poster->sheet->margin, y, poster_right(poster), y, paint_line(HAIR, 3, NULL));
    int label = lane_label(poster, draw, lane, y);
    least = label > least ? label : least;
    int text = 0;
    if (lane->look == LANE_CELLS && !draw->measures)
        text = lane_height(poster, lane, inner, from);
    if (lane->look == LANE_CELLS)
        cell_grounds(poster, draw, y, ABOVE + (text > least ? text : least) + BELOW + extra);
    text = lane_parts(poster, draw, lane, y + ABOVE, inner, from);
    draw_close(draw);
    return ABOVE + (text > least ? text : least) + BELOW + extra;
}
