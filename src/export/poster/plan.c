/* Which sheet, which size of type, and what stands on which page. */
#include <limits.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/poster/layout.h"

/* Largest first. */
static const unsigned char a4_sizes[] = { 34, 32, 30, 28, 27, 26, 25, 0 };
static const unsigned char a3_sizes[] = { 40, 38, 36, 34, 32, 31, 30, 29, 28, 27, 26, 25, 0 };
static const unsigned char a2_sizes[] = { 50, 47, 44, 42, 40, 38, 36, 35, 34, 33, 32, 31, 30, 29,
    28, 27, 26, 25, 0 };
static const unsigned char a1_sizes[] = { 64, 60, 56, 52, 48, 46, 44, 42, 40, 38, 36, 35, 34, 33,
    32, 31, 30, 29, 28, 27, 26, 25, 0 };
static const unsigned char slide_sizes[] = { 46, 44, 42, 40, 38, 36, 34, 32, 30, 0 };

const struct sheet poster_sheets[] = {
    { "a4", 2970, 2100, 90, 200, 66, 300, 520, 480, 200, 180, SIZE_MAX, a4_sizes },
    { "a3", 4200, 2970, 110, 235, 92, 400, 760, 520, 200, 180, SIZE_MAX, a3_sizes },
    { "a2", 5940, 4200, 140, 270, 120, 560, 1060, 700, 200, 180, SIZE_MAX, a2_sizes },
    { "a1", 8410, 5940, 180, 330, 160, 760, 1400, 900, 200, 180, SIZE_MAX, a1_sizes },
    { POSTER_SLIDES, 3387, 1905, 90, 200, 80, 340, 620, 560, 380, 330, 5, slide_sizes },
    { NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, NULL },
};

int poster_left(const struct poster *poster)
{
    return poster->sheet->margin + poster->lane_column;
}

int poster_right(const struct poster *poster)
{
    return poster->sheet->width - poster->sheet->margin;
}

int poster_full_width(const struct poster *poster)
{
    return poster->sheet->width - 2 * poster->sheet->margin;
}

/* --- type --- */

static int longest_label(struct poster *poster)
{
    const char *const others[] = { _("Stages"), _("Goals"), _("Touchpoints"), _("Emotion") };
    int longest = 0;
    for (size_t i = 0; i < poster->lane_count + 4; i++) {
        const char *label = i < 4 ? others[i] : poster->lanes[i - 4].label;
        if (i >= 4 && poster->lanes[i - 4].look == LANE_LINE)
            continue;
        int width = text_longest_word(&poster->widths, slice_of(label), poster->b, true);
        longest = width > longest ? width : longest;
    }
    return longest;
}

void poster_set_type(struct poster *poster, int size)
{
    enum { SMALL_LEAST = 25, LABEL_ROOM = 34 };
    poster->b = size;
    poster->s = percent(size, 86) > SMALL_LEAST ? percent(size, 86) : SMALL_LEAST;
    arena_release(&poster->kept);
    for (size_t i = 0; i < poster->part_count; i++)
        poster->parts[i].kept = NULL;
    int needed = longest_label(poster) + LABEL_ROOM;
    int most = poster_full_width(poster) / 4;
    needed = needed > most ? most : needed;
    poster->lane_column = needed > poster->sheet->lane ? needed : poster->sheet->lane;
}

/* --- stages on pages --- */

/* The stages of one page. */
struct group {
    size_t first, end;
};

struct groups {
    struct group *items;
    size_t count;
};

static size_t columns_between(const struct poster *poster, size_t first, size_t end)
{
    return poster->parts[end - 1].end - poster->parts[first].first;
}

/* The fewest pages, and of these the ones that are filled most evenly: the least sum of squares. */
static struct groups group_parts(const struct poster *poster, size_t most, size_t parts_most)
{
    size_t count = poster->part_count;
    struct way {
        size_t pages, squares, from;
    } *ways = mem_zalloc((count + 1) * sizeof *ways);
    for (size_t end = 1; end <= count; end++) {
        ways[end].pages = SIZE_MAX;
        for (size_t first = end; first-- > 0;) {
            size_t columns = columns_between(poster, first, end);
            if ((columns > most || end - first > parts_most) && first + 1 < end)
                break;
            struct way way = { ways[first].pages + 1, ways[first].squares + columns * columns,
                first };
            if (way.pages < ways[end].pages ||
                (way.pages == ways[end].pages && way.squares < ways[end].squares))
                ways[end] = way;
        }
    }
    struct groups groups = { mem_alloc((ways[count].pages + 1) * sizeof *groups.items),
        ways[count].pages };
    for (size_t end = count, i = groups.count; i-- > 0; end = ways[end].from)
        groups.items[i] = (struct group){ ways[end].from, end };
    free(ways);
    return groups;
}

/* --- pages --- */

static struct page *add_page(struct poster *poster, struct group group, unsigned rows)
{
    MEM_GROW(poster->pages, poster->page_count + 1, poster->page_cap);
    struct page *page = &poster->pages[poster->page_count++];
    *page = (struct page){ .rows = rows, .first_part = group.first, .end_part = group.end };
    return page;
}

int page_rows_above(struct poster *poster, struct draw *draw, const struct page *page)
{
    int top = poster->sheet->margin, y = top;
    if (page->rows & ROWS_HEADER)
        y += row_header(poster, draw, y);
    if (page->rows & ROWS_SMALL_HEADER)
        y += row_small_header(poster, draw, y, page);
    if (page->rows & ROWS_BAND)
        y += row_band(poster, draw, y);
    if (page->rows & ROWS_GOALS)
        y += row_goals(poster, draw, y);
    if (page->rows & ROWS_BAND)
        y += page->rows & ROWS_NAMES ? 12 : row_when(poster, draw, y);
    if (page->rows & (ROWS_TOUCHPOINTS | ROWS_NAMES | ROWS_NUMBERS))
        y += row_touchpoints(poster, draw, y, page->rows);
    return y - top;
}

int page_rows_below(struct poster *poster, struct draw *draw, const struct page *page)
{
    int bottom = poster->sheet->height - poster->sheet->margin, y = bottom;
    y -= row_imprint(poster, draw, y, page);
    if (page->rows & ROWS_FOOT)
        y -= row_foot(poster, draw, y, page);
    return bottom - y;
}

/* What is left for the curve and the lanes. */
static int page_room(struct poster *poster, const struct page *page)
{
    return poster->sheet->height - 2 * poster->sheet->margin -
           page_rows_above(poster, &poster->ruler, page) -
           page_rows_below(poster, &poster->ruler, page);
}

enum { BELOW_CURVE = 8, EXTRA_MOST = 56 };

/* Shares what is left between the curve and the lanes. */
static void share_spare(struct poster *poster, struct page *page, int spare)
{
    int lanes = (int)(page->end_lane - page->first_lane), curve = 0;
    if (page->rows & ROWS_CURVE) {
        int most = poster->sheet->curve_most - poster->sheet->curve_least;
        curve = lanes ? spare * 6 / 10 : spare;
        if (lanes || page->rows & ROWS_TOUCHPOINTS)
            curve = curve > most ? most : curve;
        page->curve = poster->sheet->curve_least + curve;
    }
    if (lanes && !page->room) {
        int extra = (spare - curve) / lanes;
        page->extra = extra > EXTRA_MOST ? EXTRA_MOST : extra;
    }
}

static int lane_height(struct poster *poster, size_t lane, int room, struct cut *from)
{
    return row_lane(poster, &poster->ruler, &poster->lanes[lane], 0, 0, room, from);
}

static bool is_good_break(const struct poster *poster, size_t lane)
{
    const struct poster_lane *next = &poster->lanes[lane];
    return next->look == LANE_QUOTES || next->look == LANE_PAINS || next->look == LANE_LINE ||
           strcmp(next->key, "front_stage") == 0;
}

/* Where to break of the lanes that fit: at a good place in the second half, never after a line. */
static size_t choose_break(const struct poster *poster, size_t first, size_t end)
{
    size_t at = end;
    for (size_t i = end; i > first + (end - first) / 2; i--)
        if (i < poster->lane_count && is_good_break(poster, i)) {
            at = i;
            break;
        }
    while (at > first + 1 && poster->lanes[at - 1].look == LANE_LINE)
        at--;
    return at;
}

/* While the lanes of a group are put on pages. */
struct filling {
    struct group group;
    size_t lane;
    struct cut *cuts; /* where it goes on; NULL: at its beginning */
};

static struct cut *new_cuts(struct poster *poster, struct group group)
{
    size_t size = (group.end - group.first) * sizeof(struct cut);
    return memset(arena_alloc(&poster->arena, size), 0, size);
}

static bool lane_is_done(struct poster *poster, const struct filling *filling)
{
    for (size_t i = filling->group.first; i < filling->group.end; i++)
        if (!part_lane_ends(poster, &poster->lanes[filling->lane], &poster->parts[i],
                &filling->cuts[i - filling->group.first]))
            return false;
    return true;
}

/* A lane that is higher than the room: what fits of it; the rest comes on the next page. */
static int fill_part(struct poster *poster, struct page *page, struct filling *filling, int room)
{
    enum { AROUND = 22 };
    int least = AROUND + 3 * type_line_height(&poster->ruler, poster->b);
    if (!filling->cuts)
        filling->cuts = new_cuts(poster, filling->group);
    page->room = room > least ? room : least;
    int height = lane_height(poster, filling->lane, page->room, filling->cuts);
    page->end_lane = filling->lane + 1;
    if (lane_is_done(poster, filling)) {
        filling->cuts = NULL;
        filling->lane++;
    }
    return height;
}

static struct cut *copy_cuts(struct poster *poster, const struct filling *filling)
{
    struct cut *copy = new_cuts(poster, filling->group);
    memcpy(copy, filling->cuts, (filling->group.end - filling->group.first) * sizeof *copy);
    return copy;
}

/* Puts on a page what lanes fit; gives their height. */
static int fill_page(struct poster *poster, struct page *page, struct filling *filling, int room)
{
    enum { FEW_LINES = 6 };
    int used = 0, line = type_line_height(&poster->ruler, poster->b);
    size_t first = filling->lane;
    page->first_lane = page->end_lane = first;
    if (filling->cuts) {
        page->from = copy_cuts(poster, filling);
        used = fill_part(poster, page, filling, room);
        if (filling->cuts)
            return used;
    }
    while (filling->lane < poster->lane_count) {
        int height = lane_height(poster, filling->lane, INT_MAX, NULL);
        if (used + height > room)
            break;
        used += height;
        filling->lane++;
    }
    bool curve = page->rows & ROWS_CURVE;
    if (filling->lane == first && filling->lane < poster->lane_count && !page->from &&
        (!curve || room > FEW_LINES * line))
        return fill_part(poster, page, filling, room);
    size_t end = filling->lane;
    if (end < poster->lane_count && end > first)
        end = choose_break(poster, first, end);
    for (size_t i = end; i < filling->lane; i++)
        used -= lane_height(poster, i, INT_MAX, NULL);
    filling->lane = page->end_lane = end;
    return used;
}

/* The pages of a group; the last one has the foot where it shall and can. */
static void lay_group(
    struct poster *poster, struct group group, unsigned first_rows, bool foot, size_t most)
{
    struct filling filling = { .group = group };
    size_t begin = poster->page_count;
    unsigned rows = first_rows | ROWS_BAND | ROWS_GOALS | ROWS_TOUCHPOINTS |
                    (poster->scored ? ROWS_CURVE : 0);
    poster_balance(poster, group.first, group.end);
    poster_place(poster, group.first, group.end, false);
    do {
        struct page *page = add_page(poster, group, rows);
        int room = page_room(poster, page);
        room -= page->rows & ROWS_CURVE ? poster->sheet->curve_least + BELOW_CURVE : 0;
        if (room < 0 && page->rows & ROWS_HEADER && poster->page_count == 1) {
            page->rows = ROWS_HEADER;
            rows = (rows & ~(unsigned)ROWS_HEADER) | ROWS_SMALL_HEADER;
            continue;
        }
        int used = fill_page(poster, page, &filling, room);
        bool last = filling.lane == poster->lane_count;
        if (last && foot) {
            page->rows |= ROWS_FOOT;
            int taken = row_foot(poster, &poster->ruler, 0, page);
            if (room - used < taken) {
                page->rows &= ~(unsigned)ROWS_FOOT;
                add_page(poster, group, ROWS_SMALL_HEADER | ROWS_FOOT);
                page = &poster->pages[poster->page_count - 2];
            } else {
                room -= taken;
            }
        }
        share_spare(poster, page, room > used ? room - used : 0);
        rows = ROWS_SMALL_HEADER | ROWS_BAND | ROWS_NAMES;
    } while (filling.lane < poster->lane_count && poster->page_count - begin <= most);
}

/* The map as a whole, before its parts: on one page, or its head, curve and foot apart. True: the
 * foot is still to come. */
static bool lay_overview(struct poster *poster)
{
    struct group all = { 0, poster->part_count };
    unsigned curve = poster->scored ? ROWS_CURVE : 0;
    poster_place(poster, 0, poster->part_count, true);
    struct page *page = add_page(
        poster, all, ROWS_HEADER | ROWS_BAND | ROWS_NUMBERS | curve | ROWS_FOOT | ROWS_PAINS);
    int room = page_room(poster, page) - (curve ? poster->sheet->curve_least + BELOW_CURVE : 0);
    if (room >= 0) {
        share_spare(poster, page, room);
        return false;
    }
    page->rows = ROWS_HEADER | ROWS_FOOT | ROWS_PAINS;
    bool apart = page_room(poster, page) < 0;
    if (apart) {
        page->rows = ROWS_HEADER | ROWS_FOOT;
        apart = page_room(poster, page) < 0;
    }
    if (apart)
        page->rows = ROWS_HEADER;
    page = add_page(poster, all, ROWS_SMALL_HEADER | ROWS_BAND | ROWS_GOALS | ROWS_NUMBERS | curve);
    room = page_room(poster, page) - (curve ? poster->sheet->curve_least + BELOW_CURVE : 0);
    if (room < 0) {
        page->rows &= ~(unsigned)ROWS_GOALS;
        room = page_room(poster, page) - (curve ? poster->sheet->curve_least + BELOW_CURVE : 0);
    }
    share_spare(poster, page, room > 0 ? room : 0);
    return apart;
}

/* Does the group fit at this size of type, so that no word is broken that should not be? */
static bool lay_fitting(struct poster *poster, struct group group, bool alone, size_t most)
{
    size_t begin = poster->page_count;
    poster->widths.broke_word = false;
    lay_group(poster, group, alone ? ROWS_HEADER : ROWS_SMALL_HEADER, alone, most);
    return most == SIZE_MAX || (poster->page_count - begin <= most && !poster->widths.broke_word);
}

/* Lays all out at a size of type. False where some group needs more than `most` pages, or a word
 * had to be broken: *bad is that group. */
static bool lay_all(
    struct poster *poster, const struct groups *groups, int size, size_t most, size_t *bad)
{
    *bad = 0;
    poster_set_type(poster, size);
    poster->page_count = 0;
    if (!groups->count) {
        add_page(poster, (struct group){ 0, 0 }, ROWS_HEADER | ROWS_TOUCHPOINTS);
        return true;
    }
    if (groups->count == 1)
        return lay_fitting(poster, groups->items[0], true, most);
    bool foot = lay_overview(poster);
    for (size_t i = 0; i < groups->count; i++)
        if (!lay_fitting(poster, groups->items[i], false, most)) {
            *bad = i;
            return false;
        }
    if (foot)
        add_page(poster, (struct group){ 0, poster->part_count }, ROWS_SMALL_HEADER | ROWS_FOOT);
    return true;
}

/* --- sheets --- */

static size_t size_count(const struct sheet *sheet)
{
    size_t count = 0;
    while (sheet->sizes[count])
        count++;
    return count;
}

/* The first of the sizes from `from` on, down to `end`, at which the group fits; `end`: none. */
static size_t size_for(
    struct poster *poster, struct group group, bool alone, size_t most, size_t from, size_t end)
{
    while (from < end) {
        size_t middle = from + (end - from) / 2;
        poster_set_type(poster, poster->sheet->sizes[middle]);
        poster->page_count = 0;
        if (lay_fitting(poster, group, alone, most))
            end = middle;
        else
            from = middle + 1;
    }
    return end;
}

/* The largest type of those down to `least` at which all fits; false where there is none. Of many
 * groups one that does not fit tells the size for the next attempt. */
static bool largest_fitting(
    struct poster *poster, const struct groups *groups, size_t most, int least)
{
    const unsigned char *sizes = poster->sheet->sizes;
    size_t size = 0, end = 0, bad = 0;
    while (sizes[end] && sizes[end] >= least)
        end++;
    while (size < end) {
        if (groups->count)
            size = size_for(poster, groups->items[bad], groups->count == 1, most, size, end);
        if (size < end && lay_all(poster, groups, sizes[size], most, &bad))
            return true;
        size++;
    }
    return false;
}

static struct groups begin_sheet(struct poster *poster, const struct sheet *sheet)
{
    poster->sheet = sheet;
    poster->lane_column = sheet->lane;
    int width = poster_right(poster) - poster_left(poster);
    size_t most = (size_t)(width / sheet->per_column);
    size_t most_alone = (size_t)(width / sheet->per_single_column);
    poster_cut_parts(poster, most, most_alone);
    return group_parts(poster, most, sheet->parts_most);
}

static void fill_sheet(struct poster *poster, const struct sheet *sheet)
{
    size_t bad;
    struct groups groups = begin_sheet(poster, sheet);
    int smallest = sheet->sizes[size_count(sheet) - 1];
    poster_deal_cards(poster);
    if (!largest_fitting(poster, &groups, 1, smallest) &&
        !largest_fitting(poster, &groups, 2, smallest))
        lay_all(poster, &groups, smallest, SIZE_MAX, &bad);
    free(groups.items);
}

static void fill_some_sheet(struct poster *poster)
{
    enum { FIRST = 1, LAST = 3, LEAST = 27 }; /* A3 to A1 */
    for (size_t i = FIRST; i <= LAST; i++) {
        struct groups groups = begin_sheet(poster, &poster_sheets[i]);
        bool fits = false;
        if (groups.count <= 1) {
            poster_deal_cards(poster);
            fits = largest_fitting(poster, &groups, 1, LEAST);
        }
        free(groups.items);
        if (fits)
            return;
    }
    fill_sheet(poster, &poster_sheets[FIRST]);
}

void poster_add_sizes(struct buf *out)
{
    text_add_item(out, SLICE("auto"));
    for (const struct sheet *sheet = poster_sheets; sheet->name; sheet++)
        text_add_item(out, slice_of(sheet->name));
}

bool poster_plan(struct poster *poster, struct diags *diags)
{
    const char *wanted = poster->options.size ? poster->options.size : "auto";
    const struct sheet *sheet = poster_sheets;
    while (sheet->name && strcasecmp(sheet->name, wanted) != 0)
        sheet++;
    if (sheet->name) {
        fill_sheet(poster, sheet);
        return true;
    }
    if (strcasecmp(wanted, "auto") == 0) {
        fill_some_sheet(poster);
        return true;
    }
    struct buf names = BUF_INIT;
    poster_add_sizes(&names);
    diags_add(diags, NULL, 0, 0, _u("there is no size \"%1$s\"; sizes: %2$s"), wanted, names.data);
    buf_release(&names);
    return false;
}
