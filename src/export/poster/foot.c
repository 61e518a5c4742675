/* What ends a map: next steps or the worst pains, the evidence, the sources. */
#include <stdlib.h>

#include "base/i18n.h"
#include "export/poster/layout.h"
#include "insight/priority.h"
#include "model/names.h"
#include "model/value_word.h"

enum { HEAD_GAP = 14, ROW_GAP = 8, BLOCK_GAP = 60 };

static int block_head(
    struct poster *poster, struct draw *draw, struct box room, uint32_t colour, const char *title)
{
    draw_rect(draw, (struct box){ room.x, room.y, room.width, 4 }, 0, paint_fill(colour));
    return 4 + HEAD_GAP +
           draw_text(draw, room.x, room.y + 4 + HEAD_GAP, room.width, slice_of(title),
               (struct type){ percent(poster->b, 120), NAVY, TYPE_BOLD }) +
           6;
}

/* The number of a node's touchpoint; gives how far what follows is moved in. */
static int draw_place(
    struct poster *poster, struct draw *draw, const struct node *node, int x, int y)
{
    const struct column *column = NULL;
    int radius = percent(poster->b, 56), line = type_line_height(draw, poster->b);
    if (!node_number(poster, node, &column))
        return 2 * radius + 14;
    return draw_number(draw, x, y + line / 2, radius,
               node_get(column->touchpoint, TOUCHPOINT_EVIDENCE), column->number) +
           14;
}

static int draw_more(struct poster *poster, struct draw *draw, struct box room, size_t count)
{
    return draw_text(draw, room.x, room.y, room.width,
        poster_text(poster, _n("and %zu more", "and %zu more", (unsigned long)count), count),
        (struct type){ poster->s, GREY, 0 });
}

/* --- next steps --- */

static struct slice action_metric(struct poster *poster, const struct node *idea)
{
    struct slice metric = node_get(idea, IDEA_METRIC), target = node_get(idea, IDEA_TARGET);
    if (!metric.len || !target.len)
        return metric.len ? metric : target;
    return poster_text(poster, "%.*s → %.*s", SLICE_ARG(metric), SLICE_ARG(target));
}

static int draw_action(
    struct poster *poster, struct draw *draw, const struct node *idea, struct box room)
{
    int indent = draw_place(poster, draw, idea, room.x, room.y);
    int text = percent(room.width, 55) - indent - 20, owner = percent(room.width, 25) - 20;
    int due = room.width - percent(room.width, 80);
    struct type body = { poster->b, INK, 0 }, bold = { poster->b, INK, TYPE_BOLD };
    int height = draw_text(draw, room.x + indent, room.y, text, node_headline(idea), bold);
    height += draw_text(draw, room.x + indent, room.y + height, text, action_metric(poster, idea),
        (struct type){ poster->s, GREEN, 0 });
    int other = draw_text(
        draw, room.x + percent(room.width, 55), room.y, owner, node_get(idea, IDEA_OWNER), body);
    height = other > height ? other : height;
    bool dated = node_has(idea, IDEA_DUE);
    struct slice date = dated ? node_get(idea, IDEA_DUE) : slice_of(_("no date"));
    body.ink = dated ? INK : ORANGE;
    body.style = TYPE_END;
    other = draw_text(draw, room.x + room.width, room.y, due, date, body);
    return (other > height ? other : height) + ROW_GAP;
}

static int draw_actions(struct poster *poster, struct draw *draw, struct box room)
{
    enum { MOST = 14 };
    int top = room.y;
    room.y += block_head(poster, draw, room, GREEN, _("Next steps"));
    for (size_t i = 0; i < poster->action_count && i < MOST; i++)
        room.y += draw_action(poster, draw, poster->actions[i], room);
    if (poster->action_count > MOST)
        room.y += draw_more(poster, draw, room, poster->action_count - MOST);
    return room.y - top;
}

/* --- the worst pains --- */

static const struct node *first_idea(const struct node *pain)
{
    struct node_list ideas = pain->parent ? node_children(pain->parent,
                                                pain->parent->kind == KIND_STAGE ? STAGE_IDEAS
                                                                                 : TOUCHPOINT_IDEAS)
                                          : (struct node_list){ 0 };
    for (uint32_t i = 0; i < ideas.count; i++)
        if (slice_is(node_get(ideas.items[i], IDEA_PAIN), pain->id))
            return ideas.items[i];
    return ideas.count ? ideas.items[0] : NULL;
}

static int draw_pains(struct poster *poster, struct draw *draw, struct box room, size_t most)
{
    int top = room.y;
    struct type bold = { poster->b, INK, TYPE_BOLD };
    room.y += block_head(poster, draw, room, ORANGE, _("Worst pains"));
    for (size_t i = 0, shown = 0; i < poster->pain_count && shown < most; i++) {
        const struct node *pain = poster->pains[i], *idea = first_idea(pain);
        if (action_done(pain))
            continue;
        shown++;
        int indent = draw_place(poster, draw, pain, room.x, room.y);
        int half = percent(room.width, 50), width = half - indent - 20;
        int height = draw_text(draw, room.x + indent, room.y, width, node_headline(pain), bold);
        int other = draw_text(draw, room.x + half, room.y, room.width - half,
            idea ? node_headline(idea) : slice_of(_("no idea yet")),
            (struct type){ poster->b, idea ? GREEN : GREY, 0 });
        room.y += (other > height ? other : height) + ROW_GAP;
    }
    return room.y - top;
}

/* --- evidence --- */

static const char *const kinds[] = { "research", "partial", "assumption" };

void poster_count_evidence(const struct poster *poster, int counts[3])
{
    for (size_t i = 0; i < poster->column_count; i++) {
        const struct node *touchpoint = poster->columns[i].touchpoint;
        if (!touchpoint)
            continue;
        struct slice evidence = node_get(touchpoint, TOUCHPOINT_EVIDENCE);
        counts[slice_is(evidence, "research") ? 0 : slice_is(evidence, "partial") ? 1 : 2]++;
    }
}

static int draw_evidence_block(struct poster *poster, struct draw *draw, struct box room)
{
    static const struct paint paints[] = { { NAVY, NAVY, 3, NULL }, { 0x8FA0BA, NAVY, 3, NULL },
        { WHITE, NAVY, 3, "8 8" } };
    int counts[3] = { 0 }, top = room.y, all = (int)poster->touchpoint_count, done = 0;
    int height = percent(poster->b, 110), line = type_line_height(draw, poster->b);
    poster_count_evidence(poster, counts);
    room.y += block_head(poster, draw, room, NAVY, _("Evidence"));
    for (int i = 0; i < 3; i++) {
        int from = (int)((int64_t)room.width * done / all);
        done += counts[i];
        int to = (int)((int64_t)room.width * done / all);
        if (counts[i])
            draw_rect(draw, (struct box){ room.x + from, room.y, to - from, height }, 0, paints[i]);
    }
    room.y += height + 12;
    for (int i = 0; i < 3; i++) {
        draw_evidence(draw, room.x + 13, room.y + line / 2, 11, slice_of(kinds[i]));
        struct slice word = word_text(slice_of(kinds[i]));
        room.y += draw_text(draw, room.x + 38, room.y, room.width - 38,
            poster_text(poster, "%.*s: %d / %d", SLICE_ARG(word), counts[i], all),
            (struct type){ poster->b, INK, 0 });
    }
    return room.y - top;
}

/* --- sources --- */

/* The numbers of the touchpoints from there on that have the same source. */
static void add_numbers(const struct poster *poster, size_t first, struct buf *out)
{
    struct slice source = node_get(poster->columns[first].touchpoint, TOUCHPOINT_SOURCE);
    for (size_t i = first; i < poster->column_count; i++) {
        const struct column *column = &poster->columns[i];
        if (column->touchpoint &&
            slice_equal(source, node_get(column->touchpoint, TOUCHPOINT_SOURCE)))
            buf_addf(out, "%s%d", i == first ? "" : ", ", column->number);
    }
}

/* Each source once, with the numbers of its touchpoints. */
static struct slice sources_text(struct poster *poster)
{
    enum { MOST = 60 };
    struct buf text = BUF_INIT;
    struct names seen = { 0 };
    size_t shown = 0;
    for (size_t i = 0; i < poster->column_count && shown < MOST; i++) {
        const struct node *touchpoint = poster->columns[i].touchpoint;
        struct slice source = touchpoint ? node_get(touchpoint, TOUCHPOINT_SOURCE) : SLICE_NONE;
        if (!source.len || names_find(&seen, source) != SIZE_MAX)
            continue;
        names_add(&seen, source);
        buf_adds(&text, shown++ ? " · " : "");
        add_numbers(poster, i, &text);
        buf_add_char(&text, ' ');
        buf_add_slice(&text, source);
    }
    struct slice copy = poster_text(poster, "%s%s", text.data, shown == MOST ? " · …" : "");
    names_release(&seen);
    buf_release(&text);
    return copy;
}

static int draw_sources(struct poster *poster, struct draw *draw, struct box room)
{
    int head = block_head(poster, draw, room, NAVY, _("Sources"));
    return head + draw_text(draw, room.x, room.y + head, room.width, poster->sources,
                      (struct type){ poster->s, GREY, 0 });
}

/* --- the whole --- */

static int higher(int a, int b)
{
    return a > b ? a : b;
}

static int draw_left(
    struct poster *poster, struct draw *draw, struct box room, const struct page *page)
{
    enum { PAINS_MOST = 8 };
    int height = 0;
    if (poster->action_count)
        height = draw_actions(poster, draw, room);
    if (poster->pain_count && (!poster->action_count || page->rows & ROWS_PAINS)) {
        height += height ? 16 : 0;
        height += draw_pains(poster, draw, (struct box){ room.x, room.y + height, room.width, 0 },
            page->rows & ROWS_PAINS ? PAINS_MOST : WORST_PAINS);
    }
    return height;
}

static int draw_blocks(struct poster *poster, struct draw *draw, int y, const struct page *page)
{
    int x = poster->sheet->margin, width = poster_full_width(poster), left = width / 2 - 30;
    bool has_left = poster->action_count || poster->pain_count;
    struct box room = { x, y, left, 0 };
    int height = has_left ? draw_left(poster, draw, room, page) : 0;
    room.x = has_left ? x + left + BLOCK_GAP : x;
    room.width = x + width - room.x;
    if (!poster->touchpoint_count)
        return height;
    int evidence = percent(room.width, 36);
    if (!poster->sources.len && has_left)
        room.width = evidence;
    if (!poster->sources.len)
        return higher(height, draw_evidence_block(poster, draw, room));
    struct box sources = { room.x + evidence + 50, y, room.width - evidence - 50, 0 };
    room.width = evidence;
    height = higher(height, draw_evidence_block(poster, draw, room));
    return higher(height, draw_sources(poster, draw, sources));
}

int row_foot(struct poster *poster, struct draw *draw, int bottom, const struct page *page)
{
    enum { ABOVE = 20, BELOW = 16 };
    if (!poster->sources.data)
        poster->sources = sources_text(poster);
    int height = draw_blocks(poster, &poster->ruler, 0, page);
    if (!height)
        return 0;
    if (!draw->measures)
        draw_blocks(poster, draw, bottom - BELOW - height, page);
    return height + ABOVE + BELOW;
}
