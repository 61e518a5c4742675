/* The last lines of each page: what its signs mean, and whose map it is. */
#include "base/i18n.h"
#include "export/poster/layout.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"

enum { ITEM_GAP = 36, MARK_GAP = 10 };

/* --- which signs the map uses --- */

enum {
    USES_SEVERITY = 1,
    USES_QUICK_WIN = 2,
    USES_MOMENT = 4,
    USES_UNSCORED = 8,
    USES_EVIDENCE = 16
};

static bool is_unscored(const struct poster *poster, const struct column *column)
{
    for (size_t i = 0; i < poster->curve_count; i++)
        if (touchpoint_emotion(column->touchpoint, poster->curve_of[i]) == EMOTION_NONE)
            return true;
    return false;
}

static unsigned evidence_bit(struct slice evidence)
{
    return slice_is(evidence, "research")  ? USES_EVIDENCE
           : slice_is(evidence, "partial") ? USES_EVIDENCE << 1
                                           : USES_EVIDENCE << 2;
}

static unsigned quick_win(const struct poster *poster)
{
    for (const struct node *node = poster->map->root; node;
         node = node_next(node, poster->map->root))
        if (node->kind == KIND_IDEA && idea_quadrant(node) == QUADRANT_QUICK_WIN)
            return USES_QUICK_WIN;
    return 0;
}

unsigned poster_signs(const struct poster *poster)
{
    unsigned found = 0;
    for (size_t i = 0; i < poster->column_count; i++) {
        const struct column *column = &poster->columns[i];
        if (!column->touchpoint)
            continue;
        found |= evidence_bit(node_get(column->touchpoint, TOUCHPOINT_EVIDENCE));
        found |= node_flag(column->touchpoint, TOUCHPOINT_MOMENT) ? USES_MOMENT : 0;
        if (!(found & USES_UNSCORED) && is_unscored(poster, column))
            found |= USES_UNSCORED;
    }
    for (size_t i = 0; i < poster->pain_count && !(found & USES_SEVERITY); i++)
        found |= node_has(poster->pains[i], PAIN_SEVERITY) ? USES_SEVERITY : 0;
    return found | quick_win(poster);
}

/* --- the legend --- */

struct legend {
    struct poster *poster;
    struct draw *draw;
    int x, y; /* of the next item */
    int line;
};

/* The place of an item's mark; the text follows at the place given back. */
static int item_begin(struct legend *legend, int mark, struct slice text)
{
    struct type type = { legend->poster->s, GREY, 0 };
    int width = mark + (mark ? MARK_GAP : 0) + type_width(legend->draw, text, type);
    if (legend->x > legend->poster->sheet->margin &&
        legend->x + width > poster_right(legend->poster)) {
        legend->x = legend->poster->sheet->margin;
        legend->y += legend->line;
    }
    int x = legend->x;
    draw_text(legend->draw, x + mark + (mark ? MARK_GAP : 0), legend->y,
        poster_right(legend->poster) - x - mark, text, type);
    legend->x += width + ITEM_GAP;
    return x;
}

static void add_evidence(struct legend *legend, unsigned uses)
{
    enum { RADIUS = 13 };
    static const char *const kinds[] = { "research", "partial", "assumption" };
    for (int i = 0; i < 3; i++) {
        if (!(uses & (unsigned)USES_EVIDENCE << i))
            continue;
        int x = item_begin(legend, 2 * RADIUS + 2, word_text(slice_of(kinds[i])));
        draw_evidence(
            legend->draw, x + RADIUS, legend->y + legend->line / 2, RADIUS, slice_of(kinds[i]));
    }
}

static void add_people(struct legend *legend)
{
    enum { LINE = 110, RADIUS = 16 };
    struct poster *poster = legend->poster;
    for (size_t i = 0; i < poster->curve_count && poster->curve_person[i]; i++) {
        const struct person *person = poster->curve_person[i];
        int x = item_begin(legend, LINE, node_headline(person->node));
        int y = legend->y + legend->line / 2;
        draw_line(legend->draw, x, y, x + LINE, y, paint_line(person->colour, 8, person->dash));
        draw_shape(legend->draw, x + LINE / 2, y, RADIUS, person);
    }
}

static void add_unscored(struct legend *legend)
{
    enum { LINE = 60, RADIUS = 14 };
    bool several = legend->poster->curve_person[0];
    int x = item_begin(legend, several ? LINE : 2 * RADIUS, slice_of(_("not scored")));
    int y = legend->y + legend->line / 2;
    if (several)
        draw_line(legend->draw, x, y, x + LINE, y, paint_line(GREY, 3, "3 12"));
    else
        draw_circle(legend->draw, x + RADIUS, y, RADIUS,
            (struct paint){ .fill = WHITE, .stroke = GREY, .width = 3, .dash = "6 7" });
}

static int draw_legend(struct poster *poster, struct draw *draw, int y)
{
    enum { BOXES = 76, STAR = 16, SHOWN = 3 };
    unsigned uses = poster->signs;
    struct legend legend = { poster, draw, poster->sheet->margin, y,
        type_line_height(draw, poster->s) };
    int middle = legend.line / 2;
    add_people(&legend);
    if (uses & USES_UNSCORED && poster->curve_count)
        add_unscored(&legend);
    add_evidence(&legend, uses);
    if (uses & USES_MOMENT) {
        int x = item_begin(&legend, 2 * STAR, slice_of(_("moment of truth")));
        draw_star(draw, x + STAR, legend.y + middle, STAR);
    }
    if (uses & USES_SEVERITY) {
        int height = percent(poster->s, 70);
        int x = item_begin(&legend, BOXES, slice_of(_("severity 0–4")));
        draw_severity(draw, x, legend.y + middle - height / 2, SHOWN, height);
        item_begin(&legend, 0, slice_of(_("priority = severity × frequency × importance")));
    }
    if (uses & USES_QUICK_WIN)
        item_begin(&legend, 0, slice_of(_("quick win: impact ≥ 3, effort ≤ 2")));
    return legend.x == poster->sheet->margin ? 0 : legend.y + legend.line + 10 - y;
}

/* --- the imprint --- */

static struct slice left_text(struct poster *poster)
{
    const struct node *root = poster->map->root;
    struct slice title = node_get(root, MAP_TITLE), owner = node_get(root, MAP_OWNER);
    if (!owner.len)
        return title;
    return poster_text(poster, "%.*s · %.*s", SLICE_ARG(title), SLICE_ARG(owner));
}

static struct slice right_text(struct poster *poster, const struct page *page)
{
    struct buf text = BUF_INIT;
    struct slice reviewed = node_get(poster->map->root, MAP_REVIEWED);
    if (reviewed.len)
        buf_addf(&text, _("reviewed %s"), reviewed.data);
    buf_adds(&text, reviewed.len ? " · " : "");
    if (poster->page_count > 1)
        buf_addf(&text, _("page %1$zu of %2$zu"), (size_t)(page - poster->pages) + 1,
            poster->page_count);
    buf_adds(&text, poster->page_count > 1 ? " · cjm-tui" : "cjm-tui");
    struct slice copy = { arena_copy(&poster->arena, text.data, text.len), text.len };
    buf_release(&text);
    return copy;
}

int row_imprint(struct poster *poster, struct draw *draw, int bottom, const struct page *page)
{
    enum { RIGHT = 30 }; /* per cent of the width */
    struct type type = { poster->s, GREY, 0 };
    int x = poster->sheet->margin, width = poster_full_width(poster);
    int right = percent(width, RIGHT);
    int height = draw_text(&poster->ruler, 0, 0, width - right - 20, left_text(poster), type);
    int legend = draw_legend(poster, &poster->ruler, 0);
    if (draw->measures)
        return legend + height + 12;
    int top = bottom - height;
    draw_legend(poster, draw, top - 12 - legend);
    draw_line(draw, x, top - 8, poster_right(poster), top - 8, paint_line(HAIR, 3, NULL));
    draw_text(draw, x, top, width - right - 20, left_text(poster), type);
    type.style = TYPE_END;
    draw_text(draw, x + width, top, right, right_text(poster, page), type);
    return legend + height + 12;
}
