#include "export/poster/poster.h"

#include <limits.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/poster/curve_plot.h"
#include "export/poster/layout.h"
#include "model/edit/per_persona.h"

/* --- the whole curve in small --- */

static void gather_small_curve(struct poster *poster)
{
    enum { BOX = 10000, APART = 150, STEP = 2300 };
    size_t count = 0, all = poster->column_count;
    if (!poster->scored || !all)
        return;
    struct curve_mark *marks = mem_alloc(all * sizeof *marks);
    for (size_t i = 0; i < all; i++) {
        const struct column *column = &poster->columns[i];
        int x = (int)((2 * i + 1) * BOX / (2 * all));
        int emotion = column->touchpoint
                          ? touchpoint_emotion(column->touchpoint,
                                poster->curve_count == 1 ? poster->curve_of[0] : NULL)
                          : EMOTION_NONE;
        if (emotion != EMOTION_NONE && (!count || x >= marks[count - 1].x + APART))
            marks[count++] = (struct curve_mark){ x, BOX / 2 - emotion * STEP, emotion, NULL };
    }
    poster->small_curve = mem_alloc((count + 1) * sizeof *poster->small_curve);
    poster->small_curve_count = curve_steps(marks, count, poster->small_curve);
    free(marks);
}

/* --- begin and end --- */

static bool knows_persona(const struct poster *poster, struct diags *diags)
{
    const char *wanted = poster->options.persona;
    struct buf names = BUF_INIT;
    for (size_t i = 0; wanted && i < poster->people_count; i++) {
        const struct node *node = poster->people[i].node;
        if (strcmp(node->id, wanted) == 0 ||
            text_equal_fold(node_headline(node), slice_of(wanted))) {
            buf_release(&names);
            return true;
        }
        text_add_item(&names, node_headline(node));
    }
    if (wanted && poster->people_count)
        diags_add(diags, NULL, 0, 0, _u("there is no persona \"%1$s\"; personas: %2$s"), wanted,
            names.data);
    else if (wanted)
        diags_add(diags, NULL, 0, 0, "%s", _u("the map has no persona; add one first"));
    buf_release(&names);
    return !wanted;
}

static bool is_cjk(const char *language)
{
    return strncmp(language, "zh", 2) == 0 || strncmp(language, "ja", 2) == 0 ||
           strncmp(language, "ko", 2) == 0;
}

static struct poster *begin(
    const struct map *map, const struct poster_options *options, struct diags *diags)
{
    enum { LINE = 130, CJK_LINE = 142 };
    struct poster *poster = mem_zalloc(sizeof *poster);
    poster->map = map;
    poster->options = *options;
    poster->language = map_language(map);
    poster->ruler = (struct draw){ .widths = &poster->widths,
        .measures = true,
        .line_percent = is_cjk(poster->language) ? CJK_LINE : LINE };
    poster_gather(poster);
    poster_read_photos(poster, diags);
    if (knows_persona(poster, diags) && poster_choose_lanes(poster, diags))
        return poster;
    poster_free(poster);
    return NULL;
}

struct poster *poster_gathered(
    const struct map *map, const struct poster_options *options, struct diags *diags)
{
    struct poster *poster = begin(map, options, diags);
    if (!poster)
        return NULL;
    poster_cut_parts(poster, SIZE_MAX, SIZE_MAX);
    poster_deal_cards(poster);
    return poster;
}

struct poster *poster_new(
    const struct map *map, const struct poster_options *options, struct diags *diags)
{
    struct poster *poster = begin(map, options, diags);
    if (!poster)
        return NULL;
    gather_small_curve(poster);
    poster->signs = poster_signs(poster);
    if (poster_plan(poster, diags))
        return poster;
    poster_free(poster);
    return NULL;
}

void poster_free(struct poster *poster)
{
    if (!poster)
        return;
    for (size_t i = 0; i < poster->lane_count; i++)
        free(poster->lanes[i].cards);
    free(poster->lanes);
    free(poster->columns);
    free(poster->stage_columns);
    free(poster->parts);
    for (size_t i = 0; i < poster->people_count; i++)
        photo_free(poster->people[i].photo);
    free(poster->people);
    free(poster->pains);
    free(poster->actions);
    free(poster->pages);
    free(poster->small_curve);
    widths_release(&poster->widths);
    draw_release(&poster->ruler);
    arena_release(&poster->kept);
    arena_release(&poster->arena);
    free(poster);
}

/* --- what is known of it --- */

size_t poster_pages(const struct poster *poster)
{
    return poster->page_count;
}

int poster_width(const struct poster *poster)
{
    return poster->sheet->width;
}

int poster_height(const struct poster *poster)
{
    return poster->sheet->height;
}

int poster_type_size(const struct poster *poster)
{
    return poster->b;
}

const char *poster_language(const struct poster *poster)
{
    return poster->language;
}

const struct map *poster_map(const struct poster *poster)
{
    return poster->map;
}

void poster_describe(const struct poster *poster, size_t page, struct buf *out)
{
    size_t first = poster->pages[page].first_part, end = poster->pages[page].end_part;
    size_t touchpoints = 0, stages = 0;
    for (size_t i = first; i < end; i++) {
        stages += i == first || !poster->parts[i].again;
        for (size_t k = poster->parts[i].first; k < poster->parts[i].end; k++)
            touchpoints += poster->columns[k].touchpoint != NULL;
    }
    buf_addf(out, _n("%zu stage", "%zu stages", (unsigned long)stages), stages);
    buf_adds(out, text_comma());
    buf_addf(out, _n("%zu touchpoint", "%zu touchpoints", (unsigned long)touchpoints), touchpoints);
    buf_addf(out, "%s ", text_full_stop());
    curve_words(poster, out);
}

/* --- drawing --- */

static bool is_overview(const struct page *page)
{
    return page->rows & ROWS_NUMBERS;
}

static void draw_lanes(struct poster *poster, struct draw *draw, const struct page *page, int y)
{
    struct cut *cuts = NULL;
    size_t parts = page->end_part - page->first_part;
    for (size_t i = page->first_lane; i < page->end_lane; i++) {
        bool first = i == page->first_lane && page->from, last = i + 1 == page->end_lane;
        int room = page->room && (last || first) ? page->room : INT_MAX;
        if (first || room < INT_MAX) {
            cuts = arena_alloc(&draw->arena, parts * sizeof *cuts);
            memset(cuts, 0, parts * sizeof *cuts);
            if (first)
                memcpy(cuts, page->from, parts * sizeof *cuts);
        }
        y += row_lane(poster, draw, &poster->lanes[i], y, page->extra, room,
            first || room < INT_MAX ? cuts : NULL);
    }
}

void poster_draw(struct poster *poster, size_t number, struct draw *draw)
{
    enum { BELOW_CURVE = 8 };
    const struct page *page = &poster->pages[number];
    draw_clear(draw);
    draw->widths = &poster->widths;
    draw->line_percent = poster->ruler.line_percent;
    poster_place(poster, page->first_part, page->end_part, is_overview(page));
    for (size_t i = page->first_part; i < page->end_part; i++)
        for (size_t k = poster->parts[i].first; k < poster->parts[i].end; k++)
            poster->columns[k].quoted = false;
    draw_rect(draw, (struct box){ 0, 0, poster->sheet->width, poster->sheet->height }, 0,
        paint_fill(WHITE));
    int y = poster->sheet->margin + page_rows_above(poster, draw, page);
    if (page->rows & ROWS_CURVE) {
        row_curve(poster, draw, y, page->curve);
        y += page->curve + BELOW_CURVE;
    }
    draw_lanes(poster, draw, page, y);
    page_rows_below(poster, draw, page);
}
