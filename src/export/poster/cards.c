/* Cards: a quote, a pain, an idea, a metric, or a text of a lane that few touchpoints fill. */
#include <limits.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "export/poster/layout.h"
#include "insight/priority.h"
#include "model/value_word.h"

enum { CARD_GAP = 12, PAD = 8, BAR = 6, INSET = 14, SIGN_GAP = 16, LEFT = 4 };

static const struct card_paint {
    uint32_t ground, bar, ink;
} paints[] = {
    [LANE_PLAIN] = { WHITE, PLAIN_BAR, INK },
    [LANE_QUOTES] = { 0xF1EDF7, VIOLET, VIOLET },
    [LANE_PAINS] = { 0xFCEBE0, ORANGE, INK },
    [LANE_IDEAS] = { 0xDDF1EB, GREEN, INK },
    [LANE_METRICS] = { TINT, NAVY, INK },
};

/* --- the signs below a text --- */

/* Signs in rows from left to right. */
struct flow {
    int x, y, width, row; /* the room, and the height of a row */
    int used;             /* of the row */
    int rows;
};

/* The place of the next sign. */
static int flow_x(struct flow *flow, int width)
{
    if (flow->rows == 0 || (flow->used && flow->used + SIGN_GAP + width > flow->width)) {
        flow->rows++;
        flow->used = 0;
    }
    int x = flow->x + (flow->used ? flow->used + SIGN_GAP : 0);
    flow->used = x - flow->x + width;
    return x;
}

static int flow_y(const struct flow *flow)
{
    return flow->y + (flow->rows - 1) * flow->row;
}

/* A word that is wider than the card takes a row to itself, and more where it wraps. */
static void flow_word(struct poster *poster, struct draw *draw, struct flow *flow,
    struct slice word, uint32_t ink, unsigned style)
{
    struct type type = { poster->s, ink, style };
    if (!word.len)
        return;
    int width = type_width(draw, word, type);
    if (width > flow->width) {
        flow_x(flow, flow->width);
        int lines = (int)type_lines(draw, flow->width, word, type);
        draw_text(draw, flow->x, flow_y(flow), flow->width, word, type);
        flow->rows += (lines * type_line_height(draw, type.size) - 1) / flow->row;
        flow->used = flow->width;
        return;
    }
    int x = flow_x(flow, width);
    draw_text(draw, x, flow_y(flow) + (flow->row - type_line_height(draw, type.size)) / 2,
        width + poster->s, word, type);
}

static void flow_pill(struct poster *poster, struct draw *draw, struct flow *flow,
    struct slice word, uint32_t colour, bool full)
{
    if (!word.len)
        return;
    int width = pill_width(draw, word, poster->s);
    if (width > flow->width) {
        flow_word(poster, draw, flow, word, colour, TYPE_BOLD);
        return;
    }
    int x = flow_x(flow, width);
    draw_pill(draw, x, flow_y(flow) + 2, word, poster->s,
        (struct paint){ .fill = full ? colour : WHITE, .stroke = colour, .width = 3 },
        full ? WHITE : colour);
}

/* A check mark and its word, which stay together. */
static void flow_checked(struct poster *poster, struct draw *draw, struct flow *flow,
    struct slice word, uint32_t ink, unsigned style)
{
    struct type type = { poster->s, ink, style };
    int width = poster->s + 6 + type_width(draw, word, type);
    if (width > flow->width) {
        flow_word(poster, draw, flow, word, ink, style);
        return;
    }
    int x = flow_x(flow, width);
    draw_check(draw, x, flow_y(flow) + 4, poster->s, GREEN);
    draw_text(draw, x + poster->s + 6,
        flow_y(flow) + (flow->row - type_line_height(draw, type.size)) / 2, width, word, type);
}

static void flow_pain(
    struct poster *poster, struct draw *draw, struct flow *flow, const struct card *card)
{
    enum { BOXES = 76 };
    static const char *const often[] = { N_("rare"), N_("sometimes"), N_("often"), N_("always") };
    const struct node *pain = card->node;
    int frequency = node_int(pain, PAIN_FREQUENCY, 0), severity = node_int(pain, PAIN_SEVERITY, -1);
    if (severity >= 0) {
        int x = flow_x(flow, BOXES), height = percent(poster->s, 70);
        draw_severity(draw, x, flow_y(flow) + (flow->row - height) / 2, severity, height);
    }
    if (pain_is_worst(poster, pain))
        flow_pill(poster, draw, flow, card->more[0], ORANGE, true);
    else
        flow_word(poster, draw, flow, card->more[0], ORANGE, TYPE_BOLD);
    if (frequency >= 1 && frequency <= 4)
        flow_word(poster, draw, flow, slice_of(_(often[frequency - 1])), GREY, 0);
    struct slice status = node_get(pain, PAIN_STATUS);
    if (action_done(pain))
        flow_checked(poster, draw, flow, word_text(status), GREY, 0);
    else if (status.len && !slice_is(status, "open"))
        flow_word(poster, draw, flow, word_text(status), GREY, 0);
    flow_word(poster, draw, flow, card->more[1], GREY, 0);
}

static void flow_idea(
    struct poster *poster, struct draw *draw, struct flow *flow, const struct card *card)
{
    flow_pill(
        poster, draw, flow, card->more[0], GREEN, idea_quadrant(card->node) == QUADRANT_QUICK_WIN);
    if (node_flag(card->node, IDEA_CHOSEN))
        flow_checked(poster, draw, flow, slice_of(_("chosen")), GREEN, TYPE_BOLD);
    flow_word(poster, draw, flow, card->more[1], GREY, 0);
}

/* --- one card --- */

static bool is_bold(const struct poster_lane *lane, const struct node *node)
{
    return (lane->look == LANE_PAINS && node_flag(node, PAIN_CHOSEN)) ||
           (lane->look == LANE_IDEAS && node_flag(node, IDEA_CHOSEN));
}

/* The value, the bar and the target on one row, or one under the other where it is narrow. */
static int metric_row(
    struct poster *poster, struct draw *draw, const struct card *card, int x, int y, int width)
{
    enum { BAR_LEAST = 70 };
    struct type type = { percent(poster->b, 120), NAVY, TYPE_BOLD };
    struct type small = { poster->b, GREEN, TYPE_BOLD };
    int value = type_width(draw, card->more[0], type), height = type_line_height(draw, type.size);
    int target = card->more[1].len ? type_width(draw, card->more[1], small) : 0;
    if (!card->more[0].len && !target)
        return 0;
    if (value + 24 + target > width) {
        int taken = draw_text(draw, x, y, width, card->more[0], type);
        return taken + draw_text(draw, x, y + taken, width, card->more[1], small);
    }
    draw_text(draw, x, y, value + type.size, card->more[0], type);
    int left = x + value + 24, right = x + width - target - (target ? 24 : 0);
    bool bar = metric_has_bar(card->node) && right - left >= BAR_LEAST;
    if (bar)
        draw_bar(draw, (struct box){ left, y, right - left, height }, card->node);
    small.style |= bar ? TYPE_END : 0;
    draw_text(draw, bar ? x + width : left, y + percent(type.size - small.size, 98), width,
        card->more[1], small);
    return height;
}

static int below_text(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct card *card, struct box room)
{
    struct flow flow = { room.x, room.y, room.width, percent(poster->s, 136), 0, 0 };
    switch (lane->look) {
    case LANE_QUOTES:
        return draw_text(
            draw, room.x, room.y, room.width, card->more[0], (struct type){ poster->s, GREY, 0 });
    case LANE_PAINS:
        flow_pain(poster, draw, &flow, card);
        break;
    case LANE_IDEAS:
        flow_idea(poster, draw, &flow, card);
        break;
    case LANE_METRICS:
        return metric_row(poster, draw, card, room.x, room.y, room.width);
    default:
        break;
    }
    return flow.rows * flow.row;
}

/* What of a card's text is drawn; the whole of it but where it alone is higher than a page. */
struct excerpt {
    size_t first, count;
    bool end; /* what is below the text, too */
};

static const struct excerpt whole = { 0, SIZE_MAX, true };

static int text_left(const struct poster *poster, const struct card *card)
{
    int radius = percent(poster->b, 56);
    if (card->column == SIZE_MAX)
        return BAR + INSET;
    return BAR + INSET + number_width(radius, poster->columns[card->column].number) + 12;
}

static int card_contents(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct card *card, struct box box, struct excerpt excerpt)
{
    int left = text_left(poster, card), width = box.width - left - INSET;
    struct type type = { poster->b, paints[lane->look].ink, 0 };
    type.style |= lane->look == LANE_QUOTES || lane->italic ? TYPE_ITALIC : 0;
    type.style |= is_bold(lane, card->node) ? TYPE_BOLD : 0;
    int y = box.y + PAD;
    y += draw_text_part(
        draw, box.x + left, y, width, card->text, type, excerpt.first, excerpt.count);
    if (excerpt.end)
        y += below_text(poster, draw, lane, card, (struct box){ box.x + left, y, width, 0 });
    return y + PAD - box.y;
}

static int card_height(struct poster *poster, const struct poster_lane *lane,
    const struct card *card, int width, struct excerpt excerpt)
{
    return card_contents(
        poster, &poster->ruler, lane, card, (struct box){ 0, 0, width, 0 }, excerpt);
}

static void draw_card(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct card *card, struct box box, struct excerpt excerpt)
{
    if (draw->measures)
        return;
    const struct card_paint *paint = &paints[lane->look];
    bool solved = lane->look == LANE_PAINS && action_done(card->node);
    draw_rect(draw, box, 8, paint_fill(paint->ground));
    draw_rect(draw, (struct box){ box.x, box.y, BAR, box.height }, 3,
        paint_fill(solved ? PLAIN_BAR : paint->bar));
    if (card->column != SIZE_MAX) {
        const struct column *column = &poster->columns[card->column];
        int radius = percent(poster->b, 56);
        draw_number(draw, box.x + BAR + INSET, box.y + PAD + type_line_height(draw, poster->b) / 2,
            radius, node_get(column->touchpoint, TOUCHPOINT_EVIDENCE), column->number);
    }
    card_contents(poster, draw, lane, card, box, excerpt);
}

/* --- the cards of a stage --- */

/* Cards in runs side by side, the highest run as low as can be. */
struct runs {
    const struct card *cards;
    int *heights;
    size_t count, most; /* cards; runs at most */
    int width;          /* of a card */
};

/* How many runs there are where none is higher than that. */
static size_t runs_at(const struct runs *runs, int height)
{
    size_t count = 0;
    int used = 0;
    for (size_t i = 0; i < runs->count; i++) {
        if (used && used + CARD_GAP + runs->heights[i] <= height) {
            used += CARD_GAP + runs->heights[i];
            continue;
        }
        used = runs->heights[i];
        count++;
    }
    return count;
}

static int lowest_height(const struct runs *runs)
{
    int low = 0, high = 0;
    for (size_t i = 0; i < runs->count; i++) {
        low = runs->heights[i] > low ? runs->heights[i] : low;
        high += runs->heights[i] + CARD_GAP;
    }
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (runs_at(runs, middle) <= runs->most)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Where the cards stand: one narrow card under its touchpoint, others from the left. */
static int first_x(const struct poster *poster, const struct part *part, const struct runs *runs)
{
    int left = part->x + LEFT, right = part->x + part->width - LEFT - runs->width;
    if (runs->count != 1 || runs->cards[0].column == SIZE_MAX)
        return left;
    const struct column *column = &poster->columns[runs->cards[0].column];
    int x = column->x + column->width / 2 - runs->width / 2;
    return x < left ? left : x > right ? (right > left ? right : left) : x;
}

static void draw_runs(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct part *part, const struct runs *runs, int y, int height)
{
    int x = first_x(poster, part, runs), used = 0;
    for (size_t i = 0; i < runs->count; i++) {
        if (used && used + CARD_GAP + runs->heights[i] > height) {
            x += runs->width + CARD_GAP;
            used = 0;
        }
        used += used ? CARD_GAP : 0;
        draw_card(poster, draw, lane, &runs->cards[i],
            (struct box){ x, y + used, runs->width, runs->heights[i] }, whole);
        used += runs->heights[i];
    }
}

/* The first quote of a touchpoint stands in the plot where that has room for it. */
static bool is_elsewhere(const struct poster *poster, const struct poster_lane *lane,
    const struct part *part, size_t card)
{
    size_t number = (size_t)(lane - poster->lanes), column = lane->cards[card].column;
    return lane->look == LANE_QUOTES && column != SIZE_MAX && poster->columns[column].quoted &&
           (card == part->cards[2 * number] || lane->cards[card - 1].column != column);
}

static void take_cards(struct poster *poster, const struct poster_lane *lane,
    const struct part *part, const struct cut *at, size_t most, struct runs *runs,
    struct card *room)
{
    size_t number = (size_t)(lane - poster->lanes);
    size_t end = part->cards[2 * number + 1];
    for (size_t i = part->cards[2 * number] + at->card; i < end && runs->count < most; i++)
        if (!is_elsewhere(poster, lane, part, i))
            room[runs->count++] = lane->cards[i];
    runs->cards = room;
}

/* Goes on behind so many cards. */
static void pass_cards(const struct poster *poster, const struct poster_lane *lane,
    const struct part *part, struct cut *at, size_t shown)
{
    size_t number = (size_t)(lane - poster->lanes), first = part->cards[2 * number];
    while (first + at->card < part->cards[2 * number + 1]) {
        bool elsewhere = is_elsewhere(poster, lane, part, first + at->card);
        if (!shown && !elsewhere)
            break;
        shown -= !elsewhere;
        at->card++;
    }
}

static void choose_width(const struct poster *poster, const struct part *part, struct runs *runs)
{
    int least = 11 * poster->b > 300 ? 11 * poster->b : 300, room = part->width - 2 * LEFT;
    size_t side_by_side = (size_t)((room + CARD_GAP) / (least + CARD_GAP));
    runs->most = side_by_side < runs->count ? side_by_side : runs->count;
    runs->most += runs->most == 0;
    runs->width = (room + CARD_GAP) / (int)runs->most - CARD_GAP;
    if (runs->width > 24 * poster->b)
        runs->width = 24 * poster->b;
}

/* A card that alone is higher than the room: as many of its lines as fit. */
static int draw_excerpt(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct part *part, const struct runs *runs, int y, int room, struct cut *at)
{
    const struct card *card = &runs->cards[0];
    int line = type_line_height(draw, poster->b);
    struct excerpt excerpt = { at->line, SIZE_MAX, true };
    int height = card_height(poster, lane, card, runs->width, excerpt);
    if (height > room) {
        excerpt.count = room > 2 * PAD + line ? (size_t)((room - 2 * PAD) / line) : 1;
        excerpt.end = false;
        height = card_height(poster, lane, card, runs->width, excerpt);
        at->line += excerpt.count;
    } else {
        at->line = 0;
        pass_cards(poster, lane, part, at, 1);
    }
    draw_card(poster, draw, lane, card,
        (struct box){ first_x(poster, part, runs), y, runs->width, height }, excerpt);
    return height;
}

/* Drops the cards that do not fit into the room; none is left where the first does not. */
static void keep_fitting(struct runs *runs, int room)
{
    size_t used_runs = 1, fitting = 0;
    int used = 0;
    for (; fitting < runs->count && runs->heights[fitting] <= room; fitting++) {
        int height = runs->heights[fitting] + (used ? CARD_GAP : 0);
        if (used + height > room) {
            used_runs++;
            used = 0;
            height = runs->heights[fitting];
        }
        if (used_runs > runs->most)
            break;
        used += height;
    }
    runs->count = fitting;
}

/* The heights of as many cards as may fit, and of one more, if there is one. */
static void measure_cards(
    struct poster *poster, const struct poster_lane *lane, struct runs *runs, int room)
{
    int64_t left = room < INT_MAX ? (int64_t)runs->most * (room + CARD_GAP) : INT64_MAX;
    size_t i = 0;
    for (; i < runs->count && left >= 0; i++) {
        runs->heights[i] = card_height(poster, lane, &runs->cards[i], runs->width, whole);
        left -= runs->heights[i] + CARD_GAP;
    }
    runs->count = i;
}

int part_cards(struct poster *poster, struct draw *draw, const struct poster_lane *lane,
    const struct part *part, int y, int room, struct cut *at)
{
    enum { PAGE_MOST = 1000 }; /* cards, more than a page can hold */
    size_t number = (size_t)(lane - poster->lanes);
    size_t count = part->cards[2 * number + 1] - part->cards[2 * number];
    if (count <= at->card)
        return 0;
    count = room < INT_MAX && count > PAGE_MOST ? PAGE_MOST : count;
    struct runs runs = { .heights = mem_alloc(count * sizeof(int)) };
    struct card *cards = mem_alloc(count * sizeof *cards);
    take_cards(poster, lane, part, at, count, &runs, cards);
    choose_width(poster, part, &runs);
    size_t all = runs.count;
    int height = 0;
    if (!at->line)
        measure_cards(poster, lane, &runs, room);
    if (room < INT_MAX && !at->line)
        keep_fitting(&runs, room);
    if (all && (!runs.count || at->line)) {
        height = draw_excerpt(poster, draw, lane, part, &runs, y, room, at);
    } else if (all) {
        height = lowest_height(&runs);
        draw_runs(poster, draw, lane, part, &runs, y, height);
        pass_cards(poster, lane, part, at, runs.count);
    } else {
        pass_cards(poster, lane, part, at, 0);
    }
    free(runs.heights);
    free(cards);
    return height;
}
