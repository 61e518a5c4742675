/* What stands on top of a page: the title, what the map is about, its personas. */
#include "base/i18n.h"
#include "export/poster/layout.h"
#include "insight/review.h"

enum { BELOW_HEADER = 24, FACT_GAP = 34, BLOCK_GAP = 40, FACTS = 5, TILES_MOST = 3 };

/* --- title --- */

/* Owner and dates at the right. */
static void draw_dates(struct poster *poster, struct draw *draw, int y)
{
    const struct node *root = poster->map->root;
    int x = poster_right(poster) - poster_full_width(poster) / 5, line = percent(poster->b, 142);
    char next[DATE_SIZE];
    struct {
        const char *label;
        struct slice value;
    } rows[] = {
        { _("Owner"), node_get(root, MAP_OWNER) },
        { _("Reviewed"), node_get(root, MAP_REVIEWED) },
        { _("Next review"),
            review_next(poster->map, next) ? poster_text(poster, "%s", next) : SLICE_NONE },
    };
    struct type label = { poster->s, GREY, 0 }, value = { poster->b, INK, TYPE_BOLD };
    int indent = 0;
    for (int i = 0; i < 3; i++) {
        int width = type_width(draw, slice_of(rows[i].label), label) + 20;
        indent = rows[i].value.len && width > indent ? width : indent;
    }
    for (int i = 0; i < 3; i++) {
        if (!rows[i].value.len)
            continue;
        draw_word(draw, x, y + percent(poster->b - poster->s, 98), slice_of(rows[i].label), label);
        int height = draw_text(
            draw, x + indent, y, poster_right(poster) - x - indent, rows[i].value, value);
        y += height > line ? height + line - type_line_height(draw, poster->b) : line;
    }
}

static int draw_title(struct poster *poster, struct draw *draw, int y, int width)
{
    struct slice title = node_get(poster->map->root, MAP_TITLE);
    struct type type = { poster->sheet->title, NAVY, TYPE_BOLD };
    int least = percent(type.size, 72);
    while (type.size > least && type_lines(draw, width, title, type) > 1)
        type.size--;
    draw_open(draw, "title", SLICE_NONE);
    int height = draw_text(draw, poster->sheet->margin, y, width, title, type);
    draw_close(draw);
    return height - percent(type.size, 8);
}

static int draw_heading(struct poster *poster, struct draw *draw, int y)
{
    enum { KIND_SIZE = 28, KIND_HEIGHT = 46, SCENARIO_MOST = 3000 };
    const struct node *root = poster->map->root;
    int x = poster->sheet->margin, width = poster_full_width(poster) * 4 / 5 - 60;
    draw_rect(draw, (struct box){ x, y + 4, 46, 14 }, 7, paint_fill(NAVY));
    draw_text(draw, x + 62, y - 4, width - 62, poster_kind(poster),
        (struct type){ KIND_SIZE, GREY, TYPE_BOLD });
    draw_dates(poster, draw, y + 4);
    int top = y + KIND_HEIGHT;
    top += draw_title(poster, draw, top, width);
    struct slice about = node_get(root, node_has(root, MAP_SCENARIO) ? MAP_SCENARIO : MAP_ABOUT);
    top += draw_text(draw, x, top, width < SCENARIO_MOST ? width : SCENARIO_MOST, about,
        (struct type){ percent(poster->b, 130), INK, 0 });
    int least = y + 4 * percent(poster->b, 142);
    return (top > least ? top : least) - y;
}

/* --- facts --- */

static const struct fact {
    enum field field;
    const char *label;
} facts[FACTS] = {
    { MAP_GOAL, N_("Business goal") },
    { MAP_TRIGGER, N_("Trigger") },
    { MAP_EXPECTS, N_("Expectation") },
    { MAP_BEGINS, N_("Starts") },
    { MAP_ENDS, N_("Finishes") },
};

static int draw_fact(
    struct poster *poster, struct draw *draw, const struct fact *fact, int x, int y, int width)
{
    int top = y + 12;
    draw_line(draw, x, y, x + width, y, paint_line(HAIR, 3, NULL));
    top += draw_text(
        draw, x, top, width, slice_of(_(fact->label)), (struct type){ poster->s, GREY, TYPE_BOLD });
    top += draw_text(draw, x, top, width, node_get(poster->map->root, fact->field),
        (struct type){ poster->b, INK, 0 });
    return top + 12 - y;
}

/* A metric of the whole map: value, name, bar, target; the name takes a row of its own where there
 * is no room beside. */
static int draw_tile(
    struct poster *poster, struct draw *draw, const struct node *metric, int x, int y, int width)
{
    enum { BAR = 250, SIDE = 24 };
    struct slice value = metric_value(poster, metric), target = metric_target(poster, metric);
    struct type large = { percent(poster->b, 170), NAVY, TYPE_BOLD };
    struct type body = { poster->b, INK, 0 }, aim = { poster->b, GREEN, TYPE_BOLD };
    int value_width = value.len ? type_width(draw, value, large) + 40 : 0;
    int aim_width = target.len ? type_width(draw, target, aim) + SIDE : 0;
    int right = x + width - SIDE - aim_width;
    bool bar = metric_has_bar(metric) && right - BAR - x - SIDE - value_width > 10 * poster->b;
    int room = (bar ? right - BAR - 20 : right) - x - SIDE - value_width;
    bool apart = room < text_longest_word(draw->widths, node_headline(metric), body.size, false);
    int lines = (int)type_lines(draw, apart ? width - 2 * SIDE : room, node_headline(metric), body);
    int first = percent(poster->b, 280), line = type_line_height(draw, poster->b);
    int height = apart ? first + lines * line + 10 : lines > 1 ? first + (lines - 1) * line : first;
    draw_rect(draw, (struct box){ x, y, width, height }, 12, paint_fill(TINT));
    draw_word(draw, x + SIDE, y + 10, value, large);
    int base = y + 10 + percent(large.size - body.size, 98);
    draw_text(draw, apart ? x + SIDE : x + SIDE + value_width, apart ? y + first : base - 4,
        apart ? width - 2 * SIDE : room, node_headline(metric), body);
    if (bar)
        draw_bar(draw, (struct box){ right - BAR, base, BAR - 20, line }, metric);
    aim.style |= TYPE_END;
    draw_text(draw, x + width - SIDE, base - 4, aim_width + SIDE, target, aim);
    return height + 16;
}

static int row_facts(struct poster *poster, struct draw *draw, int x, int y, int width, int columns)
{
    struct node_list metrics = node_children(poster->map->root, MAP_METRICS);
    int column = (width - FACT_GAP * (columns - 1)) / columns, top = y, row = 0, place = 0;
    for (int i = 0; i < FACTS; i++) {
        if (!node_has(poster->map->root, facts[i].field))
            continue;
        if (place == columns) {
            top += row;
            row = place = 0;
        }
        int height = draw_fact(
            poster, draw, &facts[i], x + place++ * (column + FACT_GAP), top, column);
        row = height > row ? height : row;
    }
    top += row + (row && metrics.count ? 14 : 0);
    int tiles = columns == FACTS && metrics.count > 1 ? (int)metrics.count : 1;
    tiles = tiles > TILES_MOST ? TILES_MOST : tiles;
    int tile = (width - FACT_GAP * (tiles - 1)) / tiles;
    for (int i = 0, most = 0; i < TILES_MOST && i < (int)metrics.count; i++) {
        int at = i % tiles;
        int height = draw_tile(
            poster, draw, metrics.items[i], x + at * (tile + FACT_GAP), top, tile);
        most = at == 0 || height > most ? height : most;
        if (at == tiles - 1 || i + 1 == TILES_MOST || i + 1 == (int)metrics.count)
            top += most;
    }
    return top - y;
}

/* --- the whole --- */

static bool has_facts(const struct poster *poster)
{
    bool any = node_child_count(poster->map->root, MAP_METRICS) > 0;
    for (int i = 0; i < FACTS; i++)
        any |= node_has(poster->map->root, facts[i].field);
    return any;
}

int row_header(struct poster *poster, struct draw *draw, int y)
{
    int x = poster->sheet->margin, width = poster_full_width(poster), top = y;
    size_t people = poster->people_count;
    top += draw_heading(poster, draw, top) + BELOW_HEADER;
    bool facts_too = has_facts(poster);
    if (people == 0 || people > 3) {
        top += facts_too ? row_facts(poster, draw, x, top, width, FACTS) + 12 : 0;
        return top + (people ? row_people(poster, draw, top, x, width) + BELOW_HEADER : 0) - y;
    }
    int share = !facts_too ? 100 : people == 1 ? 58 : 70;
    int cards = percent(width, share);
    int right = x + cards + BLOCK_GAP;
    int facts_height = !facts_too ? 0
                                  : row_facts(poster, draw, right, top, x + width - right,
                                        people == 1 ? 3 : 2);
    int cards_height = row_people(poster, draw, top, x, cards);
    return top + (facts_height > cards_height ? facts_height : cards_height) + BELOW_HEADER - y;
}

/* --- a page that is not the first --- */

static void draw_small_curve(
    struct poster *poster, struct draw *draw, int x, int y, const struct page *page)
{
    enum { HIGH = 96 };
    int width = poster_full_width(poster) / 4;
    size_t first = poster->parts[page->first_part].first;
    size_t end = poster->parts[page->end_part - 1].end, all = poster->column_count;
    if (!poster->small_curve_count || draw->measures)
        return;
    int from = (int)((size_t)width * first / all), to = (int)((size_t)width * end / all);
    if (to - from < width)
        draw_rect(draw, (struct box){ x + from, y, to - from, HIGH }, 0, paint_fill(0xDCE6F2));
    struct step *steps = arena_alloc(&draw->arena, poster->small_curve_count * sizeof *steps);
    for (size_t i = 0; i < poster->small_curve_count; i++) {
        steps[i] = poster->small_curve[i];
        for (int k = 0; k < 6; k += 2) {
            steps[i].x[k] = x + (int)((int64_t)steps[i].x[k] * width / 10000);
            steps[i].x[k + 1] = y + (int)((int64_t)steps[i].x[k + 1] * HIGH / 10000);
        }
    }
    draw_path(draw, steps, poster->small_curve_count, paint_line(NAVY, 5, NULL));
}

int row_small_header(struct poster *poster, struct draw *draw, int y, const struct page *page)
{
    enum { LEAST = 100 };
    int width = poster_full_width(poster);
    bool curve = poster->small_curve_count > 0;
    struct type type = { percent(poster->b, 150), NAVY, TYPE_BOLD };
    int height = draw_text(draw, poster->sheet->margin, y, curve ? width * 3 / 4 - 40 : width,
        node_get(poster->map->root, MAP_TITLE), type);
    draw_small_curve(poster, draw, poster_right(poster) - width / 4, y, page);
    return (height > LEAST || !curve ? height : LEAST) + BELOW_HEADER;
}
