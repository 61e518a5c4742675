#include "app/views/node_list.h"

#include <limits.h>
#include <stdlib.h>

#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { NOTE_FROM = 70 }; /* lists so wide have room for notes */

/* --- the nodes --- */

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

void node_list_forget(struct app *app)
{
    if (app->listed)
        free(app->listed->nodes);
    free(app->listed);
    app->listed = NULL;
}

/* After a vote its order goes first. */
static const struct listed *nodes_of(struct app *app, const struct level *level)
{
    const struct view *view = level->view;
    const struct listing *listing = view->listing;
    const struct map *map = &app->session.map;
    const struct listed *listed = app->listed;
    bool votes = listing->collect_by_votes && app->rounds->by_votes[view->lists == KIND_IDEA];
    if (listed && listed->listing == listing && listed->by_votes == votes &&
        listed->revision == map->revision)
        return listed;
    node_list_forget(app);
    struct listed *now = app->listed = mem_zalloc(sizeof *now);
    *now = (struct listed){ listing, votes, map->revision, NULL, 0 };
    now->count = votes              ? listing->collect_by_votes(map, &now->nodes)
                 : listing->collect ? listing->collect(map, &now->nodes)
                                    : collect_kind(map, view->lists, &now->nodes);
    return now;
}

int node_list_rows(struct app *app, const struct level *level)
{
    return (int)nodes_of(app, level)->count;
}

struct node *node_list_selected(struct app *app, const struct level *level)
{
    const struct listed *listed = nodes_of(app, level);
    return level->row >= 0 && (size_t)level->row < listed->count ? listed->nodes[level->row] : NULL;
}

void node_list_reveal(struct app *app, struct level *level, struct node *node)
{
    const struct listed *listed = nodes_of(app, level);
    for (size_t row = 0; row < listed->count; row++)
        if (listed->nodes[row] == node)
            level->row = (int)row;
}

void enter_node_list(struct app *app, struct level *level)
{
    struct node *node = node_list_selected(app, level);
    unsigned opens = level->view->listing->opens;
    if (node)
        app_push(app, view_of(app, opens ? opens : IN_FORM), node);
}

/* --- rows --- */

void add_number(const struct node *node, enum field field, struct buf *out)
{
    struct slice value = node_get(node, field);
    buf_addf(out, " %3s", value.len ? value.data : "-");
}

/* Nobody else's: an earlier result, or a part of this one, would guide the hand. */
void add_votes(const struct app *app, const struct node *node, enum field field, struct buf *out)
{
    int own;
    if (!rounds_own_votes(app, node, &own))
        add_number(node, field, out);
    else if (own)
        buf_addf(out, " %+3d", own);
    else
        buf_adds(out, "   .");
}

void add_chosen(const struct node *node, enum field field, struct buf *out)
{
    buf_adds(out, node_flag(node, field) ? "x " : "  ");
}

/* A text at the end of a row that ends at `end`, with a blank before it; returns where it begins.
 */
static int draw_row_end(
    const struct list_row *at, int end, enum style style, const struct buf *text)
{
    int width = text_width(buf_slice(text));
    if (!width)
        return end;
    canvas_fill(at->canvas, end - width - 1, at->area.y, 1, at->style, ' ');
    draw_at_end(at->canvas, end, at->area.y, style, buf_slice(text));
    return end - width - 1;
}

/* Who else is there, and before them the note; returns where the row's text has to end. */
static int draw_end(const struct app *app, const struct listing *listing, const struct node *node,
    const struct list_row *at)
{
    struct buf text = BUF_INIT;
    int end = at->area.x + at->area.width, width = at->area.width + 1;
    people_add_at(app, node, &text);
    end = draw_row_end(at, end, at->selected ? at->style : STYLE_KEY, &text);
    buf_clear(&text);
    if (listing->note && width >= NOTE_FROM)
        listing->note(node, width, canvas_ellipsis(at->canvas), &text);
    if (text.len)
        buf_add_char(&text, ' ');
    end = draw_row_end(at, end, at->style, &text);
    buf_release(&text);
    return end;
}

void draw_node_list_row(struct app *app, const struct level *level, const struct list_row *at)
{
    const struct listing *listing = level->view->listing;
    const struct node *node = nodes_of(app, level)->nodes[at->row];
    struct buf text = BUF_INIT;
    const char *ellipsis = canvas_ellipsis(at->canvas);
    int width = listing->before_width;
    if (listing->figures)
        listing->figures(app, node, ellipsis, &text);
    else
        text_clip_pad(&text, node_get(node, listing->before), width - 1, ellipsis);
    row_text(at, 0, width, buf_slice(&text));
    buf_clear(&text);
    if (listing->text)
        listing->text(node, &text);
    else
        buf_add_slice(&text, node_headline(node));
    int end = draw_end(app, listing, node, at);
    row_text(at, width, end - at->area.x - width, buf_slice(&text));
    buf_release(&text);
}

/* --- what is told of a node --- */

/* The words of the pain that an idea is for, in the file its id. */
static void add_pain_of(const struct node *idea, struct slice id, struct buf *out)
{
    struct node_list pains = node_children(
        idea->parent, field_of_child(idea->parent->kind, KIND_PAIN));
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
static void describe(const struct app *app, const struct node *node, struct buf *out)
{
    const struct kind_def *kind = kind_def(node->kind);
    int own;
    bool votes = rounds_own_votes(app, node, &own); /* an earlier result would guide the hand */
    const struct node *place = node->parent;
    if (place && place->kind == KIND_TOUCHPOINT) {
        buf_add_slice(out, node_headline(place->parent));
        buf_adds(out, " / ");
    }
    if (place && place->kind != KIND_MAP) {
        buf_add_slice(out, node_headline(place));
        buf_add_char(out, '\n');
    }
    for (enum field f = kind->first; f < kind->end; f++) {
        if (field_def(f)->type == FIELD_NODES || !field_def(f)->label || !node_has(node, f) ||
            (votes && is_votes(f)))
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

static void draw_sheet(
    const struct app *app, const struct node *node, struct canvas *canvas, struct area area)
{
    struct area whole = { .width = area.width, .height = INT_MAX };
    struct buf text = BUF_INIT;
    describe(app, node, &text);
    draw_wrapped(canvas, area, STYLE_NORMAL, buf_slice(&text));
    int more = draw_wrapped(NULL, whole, STYLE_NORMAL, buf_slice(&text)) - area.height;
    if (more > 0) {
        buf_clear(&text);
        buf_add_char(&text, ' ');
        buf_addf(
            &text, _n("%d more line: Enter", "%d more lines: Enter", (unsigned long)more), more);
        buf_add_char(&text, ' ');
        draw_at_end(
            canvas, area.x + area.width, area.y + area.height, STYLE_TITLE, buf_slice(&text));
    }
    buf_release(&text);
}

void draw_node_list(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    const struct listing *listing = level->view->listing;
    int lines = area.height * (listing->sheet ? listing->sheet : 2) / 5;
    canvas_text(
        canvas, area.x + 1, area.y, area.width - 1, STYLE_TITLE, slice_of(_(listing->heading)));
    area.height--;
    struct area sheet = draw_list_and_line(app, level, canvas, area, lines);
    const struct node *node = node_list_selected(app, level);
    if (node)
        draw_sheet(app, node, canvas, sheet);
    else
        canvas_text(canvas, area.x + 1, area.y + 2, area.width - 2, STYLE_NORMAL,
            slice_of(_(listing->empty)));
}
