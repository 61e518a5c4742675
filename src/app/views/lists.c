/*
 * The views that list nodes of one kind from all over the map: personas, pains, ideas, quotes and
 * the parking lot. One mechanism; each is a row that says what is listed and how it is told.
 */
#include <config.h>

#include <stdlib.h>

#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/priority.h"

enum { NOTE_FROM = 70, NOTE_WIDE = 120 }; /* lists so wide have room for notes, for long ones */

struct listing {
    const struct view *view;
    /* *out is to be freed by the caller. */
    size_t (*collect)(const struct map *map, struct node ***out);
    /* A short text before the headline, such as a rank; what does not fit ends in `mark`. */
    void (*figures)(
        const struct app *app, const struct node *node, const char *mark, struct buf *out);
    int figures_width;
    /* A short text at the end of a row of a list so wide; may be NULL. */
    void (*note)(const struct node *node, int width, const char *mark, struct buf *out);
    const char *heading; /* marked for translation */
    const char *empty;   /* likewise: what to do where there is nothing */
};

static size_t collect_kind(const struct map *map, enum node_kind kind, struct node ***out)
{
    size_t count = 0, cap = 0;
    *out = NULL;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == kind) {
            MEM_GROW(*out, count + 1, cap);
            (*out)[count++] = node;
        }
    return count;
}

static size_t collect_personas(const struct map *map, struct node ***out)
{
    return collect_kind(map, KIND_PERSONA, out);
}

static size_t collect_quotes(const struct map *map, struct node ***out)
{
    return collect_kind(map, KIND_QUOTE, out);
}

static size_t collect_notes(const struct map *map, struct node ***out)
{
    return collect_kind(map, KIND_NOTE, out);
}

static void add_number(const struct node *node, enum field field, struct buf *out)
{
    struct slice value = node_get(node, field);
    buf_addf(out, " %3s", value.len ? value.data : "-");
}

/* While a vote runs one's own, and nobody else's. */
static void add_votes(
    const struct app *app, const struct node *node, enum field field, struct buf *out)
{
    int own;
    if (!rounds_own_dots(app, node, &own))
        add_number(node, field, out);
    else if (own)
        buf_addf(out, " %+3d", own);
    else
        buf_adds(out, "   .");
}

static void add_chosen(const struct node *node, enum field field, struct buf *out)
{
    buf_adds(out, node_flag(node, field) ? "x " : "  ");
}

static void pain_figures(
    const struct app *app, const struct node *pain, const char *mark, struct buf *out)
{
    (void)mark;
    add_chosen(pain, PAIN_CHOSEN, out);
    buf_addf(out, "%4d", pain_priority(pain));
    add_number(pain, PAIN_SEVERITY, out);
    add_number(pain, PAIN_FREQUENCY, out);
    add_votes(app, pain, PAIN_VOTES, out);
    buf_addf(out, "  %-8s", node_get(pain, PAIN_STATUS).data);
}

static void idea_figures(
    const struct app *app, const struct node *idea, const char *mark, struct buf *out)
{
    add_chosen(idea, IDEA_CHOSEN, out);
    add_number(idea, IDEA_IMPACT, out);
    add_number(idea, IDEA_EFFORT, out);
    add_votes(app, idea, IDEA_VOTES, out);
    buf_adds(out, "  ");
    text_clip_pad(out, slice_of(quadrant_name(idea_quadrant(idea))), 10, mark);
}

/* Who does what was chosen, and until when. */
static void idea_note(const struct node *idea, int width, const char *mark, struct buf *out)
{
    if (!node_flag(idea, IDEA_CHOSEN) || !(node_has(idea, IDEA_OWNER) || node_has(idea, IDEA_DUE)))
        return;
    text_clip_pad(out, node_get(idea, IDEA_OWNER), width < NOTE_WIDE ? 12 : 24, mark);
    buf_addf(out, " %10s", node_get(idea, IDEA_DUE).data);
}

static void quote_figures(
    const struct app *app, const struct node *quote, const char *mark, struct buf *out)
{
    (void)app;
    text_clip_pad(out, node_get(quote, QUOTE_BY), 15, mark);
}

static void persona_figures(
    const struct app *app, const struct node *persona, const char *mark, struct buf *out)
{
    (void)app;
    text_clip_pad(out, node_headline(persona), 15, mark);
}

static void note_figures(
    const struct app *app, const struct node *note, const char *mark, struct buf *out)
{
    (void)app;
    text_clip_pad(out, node_get(note, NOTE_BY), 10, mark);
}

extern const struct view view_personas, view_pains, view_ideas, view_quotes, view_parking;

static const struct listing listings[] = {
    { &view_personas, collect_personas, persona_figures, 16, NULL, N_("Persona         Sheet"),
        N_("No persona yet. a adds one.") },
    { &view_pains, pains_ranked, pain_figures, 29, NULL, N_("x Rank Sev Frq Vot  Status   Pain"),
        N_("No pain yet. In the map, p adds one to a touchpoint.") },
    { &view_ideas, ideas_chosen_first, idea_figures, 27, idea_note,
        N_("x  Imp Eff Vot             Idea"),
        N_("No idea yet. In the map, o adds one to a touchpoint.") },
    { &view_quotes, collect_quotes, quote_figures, 16, NULL, N_("By              Quote"),
        N_("No quote yet. In the map, \" adds one to a touchpoint.") },
    { &view_parking, collect_notes, note_figures, 11, NULL, N_("By         Note"),
        N_("The parking lot is empty. a adds a note.") },
};

/* After a vote its order goes first. */
static size_t collect(const struct app *app, const struct listing *listing, struct node ***out)
{
    const struct map *map = &app->session.map;
    if (listing->view == &view_pains && app->rounds->by_votes[0])
        return pains_by_votes(map, out);
    if (listing->view == &view_ideas && app->rounds->by_votes[1])
        return ideas_by_votes(map, out);
    return listing->collect(map, out);
}

static const struct listing *listing_of(const struct level *level)
{
    const struct listing *listing = listings;
    while (listing->view != level->view)
        listing++;
    return listing;
}

static struct node *list_selected(struct app *app, const struct level *level)
{
    struct node **nodes;
    size_t count = collect(app, listing_of(level), &nodes);
    struct node *node = level->row >= 0 && (size_t)level->row < count ? nodes[level->row] : NULL;
    free(nodes);
    return node;
}

static int list_rows(struct app *app, const struct level *level)
{
    struct node **nodes;
    size_t count = collect(app, listing_of(level), &nodes);
    free(nodes);
    return (int)count;
}

/* --- what is told of a node --- */

/* The words of the pain that an idea is for, in the file its id. */
static void add_pain_of(const struct node *idea, struct slice id, struct buf *out)
{
    struct node_list pains = node_children(idea->parent, TOUCHPOINT_PAINS);
    for (uint32_t i = 0; i < pains.count; i++)
        if (slice_is(id, pains.items[i]->id)) {
            buf_add_slice(out, node_headline(pains.items[i]));
            return;
        }
    buf_add_slice(out, id);
}

static bool is_votes(enum field field)
{
    return field == PAIN_VOTES || field == IDEA_VOTES;
}

/* Everything on a persona's sheet, or the place and facts of another node. */
static void describe(const struct app *app, const struct node *node, bool headline, struct buf *out)
{
    const struct kind_def *kind = kind_def(node->kind);
    int own;
    bool votes = rounds_own_dots(app, node, &own); /* an earlier result would guide the hand */
    struct node *touchpoint = node->parent;
    if (touchpoint && touchpoint->kind == KIND_TOUCHPOINT) {
        buf_add_slice(out, node_headline(touchpoint->parent));
        buf_adds(out, " / ");
        buf_add_slice(out, node_headline(touchpoint));
        buf_add_char(out, '\n');
    }
    for (enum field f = kind->first; f < kind->end; f++) {
        if (field_def(f)->type == FIELD_NODES || !field_def(f)->label || !node_has(node, f) ||
            (f == kind->headline && !headline) || (votes && is_votes(f)))
            continue;
        buf_addf(out, "%s: ", _(field_def(f)->label));
        if (f == IDEA_PAIN)
            add_pain_of(node, node_get(node, f), out);
        else if (field_def(f)->type == FIELD_BOOLEAN)
            field_add_shown(f, node_get(node, f), out);
        else
            field_to_line(f, node_get(node, f), out);
        buf_add_char(out, '\n');
    }
}

static void row_text(const struct listing *listing, const struct node *node, struct buf *out)
{
    if (listing->view == &view_personas) {
        if (node_has(node, PERSONA_BUYING_ROLE))
            buf_addf(out, "%s: ", node_get(node, PERSONA_BUYING_ROLE).data);
        buf_add_slice(out, node_get(node, PERSONA_ROLE));
        return;
    }
    buf_add_slice(out, node_headline(node));
}

/* Who else is there, at the end of the row; returns where the row ends before it. */
static int draw_others(const struct app *app, struct canvas *canvas, const struct node *node,
    struct area area, int y, enum style style)
{
    struct buf others = BUF_INIT;
    int end = area.x + area.width;
    people_add_at(app, node, &others);
    int width = text_width(buf_slice(&others));
    if (width) {
        end -= width + 1;
        canvas_fill(canvas, end, y, width + 1, style, ' ');
        canvas_text(canvas, end + 1, y, width, style == STYLE_NORMAL ? STYLE_KEY : style,
            buf_slice(&others));
    }
    buf_release(&others);
    return end;
}

static void draw_list_row(const struct app *app, const struct listing *listing,
    struct canvas *canvas, const struct node *node, struct area area, int y, bool selected)
{
    struct buf text = BUF_INIT;
    enum style style = selected ? STYLE_SELECTED : STYLE_NORMAL;
    listing->figures(app, node, canvas_ellipsis(canvas), &text);
    canvas_fill(canvas, area.x, y, 1, style, selected ? canvas_line(canvas, LINE_BAR) : ' ');
    canvas_field(canvas, area.x + 1, y, listing->figures_width, style, buf_slice(&text));
    buf_clear(&text);
    int x = area.x + 1 + listing->figures_width;
    int end = draw_others(app, canvas, node, area, y, style);
    if (listing->note && area.width >= NOTE_FROM)
        listing->note(node, area.width, canvas_ellipsis(canvas), &text);
    if (text.len) {
        int width = text_width(buf_slice(&text)) + 1;
        end -= width;
        canvas_field(canvas, end, y, width, style, buf_slice(&text));
        end--;
        canvas_fill(canvas, end, y, 1, style, ' ');
    }
    buf_clear(&text);
    row_text(listing, node, &text);
    canvas_field(canvas, x, y, end - x, style, buf_slice(&text));
    buf_release(&text);
}

static void draw_sheet(
    const struct app *app, const struct node *node, struct canvas *canvas, struct area area)
{
    struct buf text = BUF_INIT;
    struct slice rest, line;
    describe(app, node, true, &text);
    rest = buf_slice(&text);
    int rows = 0;
    for (; text_wrap(&rest, area.width, &line); rows++)
        if (rows < area.height)
            canvas_text(canvas, area.x, area.y + rows, area.width, STYLE_NORMAL, line);
    if (rows > area.height) {
        buf_clear(&text);
        buf_addf(&text, _(" %d more: Enter "), rows - area.height);
        canvas_text(canvas, area.x + area.width - (int)text.len, area.y + area.height,
            (int)text.len, STYLE_BOLD, buf_slice(&text));
    }
    buf_release(&text);
}

static void draw_list(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    const struct listing *listing = listing_of(level);
    struct node **nodes;
    int count = (int)collect(app, listing, &nodes);
    int sheet = area.height * (listing->view == &view_personas ? 3 : 2) / 5;
    int rows = area.height - sheet - 3;
    canvas_text(
        canvas, area.x + 1, area.y, area.width - 1, STYLE_BOLD, slice_of(_(listing->heading)));
    if (level->row >= count)
        level->row = count ? count - 1 : 0;
    level_scroll(level, level->row, level->row + 1, rows);
    for (int i = 0; i < rows && level->top + i < count; i++)
        draw_list_row(app, listing, canvas, nodes[level->top + i], area, area.y + 1 + i,
            level->top + i == level->row);
    if (!count)
        canvas_text(canvas, area.x + 1, area.y + 2, area.width - 2, STYLE_NORMAL,
            slice_of(_(listing->empty)));
    int line = area.y + 1 + rows;
    canvas_fill(canvas, area.x, line, area.width, STYLE_DIM, canvas_line(canvas, LINE_H));
    draw_more_rows(canvas, area.x, line, count - level->top - rows);
    if (count)
        draw_sheet(app, nodes[level->row], canvas,
            (struct area){ area.x + 1, line + 1, area.width - 2, sheet });
    canvas_fill(canvas, area.x, area.y + area.height - 1, 1, STYLE_DIM, ' ');
    free(nodes);
}

static void list_reveal(struct app *app, struct level *level, struct node *node)
{
    struct node **nodes;
    int count = (int)collect(app, listing_of(level), &nodes);
    for (int row = 0; row < count; row++)
        if (nodes[row] == node)
            level->row = row;
    free(nodes);
}

static void enter_list(struct app *app, struct level *level)
{
    struct node *node = list_selected(app, level);
    if (node)
        app_push(app, view_of(app, node->kind == KIND_PERSONA ? IN_SHEET : IN_FORM), node);
}

static bool click_list(struct app *app, struct level *level, struct area area, int x, int y)
{
    int row = level->top + y - area.y - 1;
    (void)x;
    if (y <= area.y || y > area.y + level->page || row >= list_rows(app, level))
        return false;
    level->row = row;
    return true;
}

#define LIST_VIEW(id, heading, key, help, kind) \
    const struct view view_##id = {             \
        .title = heading,                       \
        .context = IN_LIST,                     \
        .command = MAIN_VIEW(#id, key, help),   \
        .lists = kind,                          \
        .draw = draw_list,                      \
        .rows = list_rows,                      \
        .selected = list_selected,              \
        .reveal = list_reveal,                  \
        .enter = enter_list,                    \
        .click = click_list,                    \
    }

LIST_VIEW(personas, N_("Personas"), K_F3, N_("the personas"), KIND_PERSONA);
LIST_VIEW(pains, N_("Pains"), K_F4, N_("all pains, the worst first"), KIND_PAIN);
LIST_VIEW(
    ideas, N_("Ideas"), K_F5, N_("all ideas, the chosen ones first, then quick wins"), KIND_IDEA);
LIST_VIEW(quotes, N_("Quotes"), K_F6, N_("all quotes"), KIND_QUOTE);
LIST_VIEW(parking, N_("Parking lot"), K_F7, N_("the parking lot"), KIND_NOTE);
