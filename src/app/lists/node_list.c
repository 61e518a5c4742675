#include "app/lists/node_list.h"

#include <stdlib.h>

#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/lists/pick.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/priority.h"

const char *const action_hints[] = { "add", "edit", "status", "choose", "tick", "sort", "help",
    "find", "filter", "view", NULL };
const char *const node_hints[] = { "add", "edit", "tick", "sort", "help", "find", "filter", "view",
    NULL };

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
    if (app->listed) {
        free(app->listed->nodes);
        free(app->listed->figures);
    }
    free(app->listed);
    app->listed = NULL;
}

/* Those that the filter leaves. */
static void leave_hits(const struct app *app, struct listed *listed)
{
    size_t all = listed->count;
    listed->count = 0;
    for (size_t i = 0; i < all; i++)
        if (app_filter_hits(app, listed->nodes[i]))
            listed->nodes[listed->count++] = listed->nodes[i];
}

/* Those that are done come last, in their order. */
static void put_done_last(struct listed *listed)
{
    struct node **done = mem_alloc((listed->count + 1) * sizeof(struct node *));
    size_t count = 0;
    for (size_t i = 0; i < listed->count; i++)
        if (action_done(listed->nodes[i]))
            done[count++] = listed->nodes[i];
        else
            listed->nodes[listed->open++] = listed->nodes[i];
    for (size_t i = 0; i < count; i++)
        listed->nodes[listed->open + i] = done[i];
    free(done);
}

/* After a vote its order goes first. */
static const struct listed *nodes_of(struct app *app, const struct level *level)
{
    const struct view *view = level->view;
    const struct listing *listing = view->listing;
    const struct map *map = &app->session.map;
    const struct listed *listed = app->listed;
    struct list_sort sort = app->sorts[view->lists];
    bool votes = listing->collect_by_votes && app->rounds->by_votes[view->lists == KIND_IDEA];
    if (listed && listed->listing == listing && listed->by_votes == votes &&
        listed->sort.letter == sort.letter && listed->sort.turned == sort.turned &&
        listed->filter == app->pick->changes && listed->persona == app->persona &&
        listed->revision == map->revision)
        return listed;
    node_list_forget(app);
    struct listed *now = app->listed = mem_zalloc(sizeof *now);
    *now = (struct listed){ .listing = listing,
        .by_votes = votes,
        .sort = sort,
        .filter = app->pick->changes,
        .persona = app->persona,
        .revision = map->revision };
    now->count = votes              ? listing->collect_by_votes(map, &now->nodes)
                 : listing->collect ? listing->collect(map, &now->nodes)
                                    : collect_kind(map, view->lists, &now->nodes);
    for (const struct column *column = listing->columns; sort.letter && column->name; column++)
        if (column->letter == sort.letter)
            column_sort(column, sort.turned, now->nodes, now->count);
    leave_hits(app, now);
    put_done_last(now);
    if (listing->figure)
        now->figures = mem_alloc((now->count + 1) * sizeof *now->figures);
    for (size_t i = 0; now->figures && i < now->count; i++)
        now->figures[i] = FIGURE_UNKNOWN;
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

int node_list_rule(struct app *app, const struct level *level)
{
    const struct listed *listed = nodes_of(app, level);
    return listed->open < listed->count ? (int)listed->open : -1;
}

/* Who else is there, at the row's end. */
static void draw_people(const struct app *app, const struct node *node, const struct list_row *at)
{
    struct buf text = BUF_INIT;
    int end = at->area.x + at->area.width;
    people_add_at(app, node, &text);
    int width = text_width(buf_slice(&text));
    if (width) {
        canvas_fill(at->canvas, end - width - 1, at->area.y, 1, at->style, ' ');
        draw_at_end(
            at->canvas, end, at->area.y, at->selected ? at->style : STYLE_KEY, buf_slice(&text));
    }
    buf_release(&text);
}

static void draw_column(const struct column_walk *walk, const struct column_at *told,
    const struct list_row *at, struct buf *text)
{
    const struct column *column = walk->at;
    bool styled = column->style && (!column->has_style || column->has_style(told->node));
    enum style style = at->selected              ? at->style
                       : action_done(told->node) ? STYLE_DIM
                       : styled                  ? column->style
                                                 : at->style;
    buf_clear(text);
    column_add(column, told, text);
    int used = text_width(buf_slice(text)), x = at->area.x + walk->x - 1;
    if (column->right && used < walk->width)
        x += walk->width - used;
    canvas_text(at->canvas, x, at->area.y, walk->width, style, buf_slice(text));
}

/* Of those that are seen, which are few. */
static int figure_of(const struct app *app, const struct listed *listed, int row)
{
    if (!listed->figures)
        return 0;
    if (listed->figures[row] == FIGURE_UNKNOWN)
        listed->figures[row] = listed->listing->figure(&app->session.map, listed->nodes[row]);
    return listed->figures[row];
}

void draw_node_list_row(struct app *app, const struct level *level, const struct list_row *at)
{
    const struct listing *listing = level->view->listing;
    const struct listed *listed = nodes_of(app, level);
    const struct node *node = listed->nodes[at->row];
    struct column_walk walk = { .columns = listing->columns, .widths = listed->widths };
    struct column_at told = { .app = app,
        .node = node,
        .ascii = at->canvas->ascii,
        .selected = at->selected,
        .figure = figure_of(app, listed, at->row) };
    struct buf text = BUF_INIT;
    while (next_column(&walk)) {
        told.width = walk.width;
        draw_column(&walk, &told, at, &text);
    }
    if (!at->selected && is_ticked(app, node))
        canvas_fill(at->canvas, at->area.x - 1, at->area.y, 1, STYLE_TICK,
            canvas_line(at->canvas, LINE_TICK));
    draw_people(app, node, at);
    buf_release(&text);
}

/* The one by which the list is sorted has a mark behind its name. */
static void draw_names(const struct listed *listed, struct canvas *canvas, struct area area)
{
    struct column_walk walk = { .columns = listed->listing->columns, .widths = listed->widths };
    struct list_sort sort = listed->sort;
    while (next_column(&walk))
        if (*walk.at->name) {
            int used = canvas_text(canvas, area.x + walk.x, area.y, walk.width, STYLE_TITLE,
                slice_of(i18n_marked(walk.at->name)));
            if (sort.letter && walk.at->letter == sort.letter)
                canvas_fill(canvas, area.x + walk.x + used, area.y, 1, STYLE_TITLE,
                    canvas_line(canvas, sort.turned ? LINE_UP : LINE_DOWN));
        }
}

void draw_node_list(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    enum { PANE_FROM = 14 }; /* lower areas have the list alone */
    const struct listing *listing = level->view->listing;
    int lines = area.height * (listing->sheet ? listing->sheet : 2) / 5;
    bool pane = area.height >= PANE_FROM && level->row >= 0;
    nodes_of(app, level);
    columns_fit(listing->columns, area.width, app->listed->widths);
    draw_names(app->listed, canvas, area);
    area.height--;
    struct area sheet = area;
    if (pane)
        sheet = draw_list_and_line(app, level, canvas, area, lines);
    else
        draw_list(
            app, level, canvas, (struct area){ area.x, area.y + 1, area.width, area.height - 1 });
    const struct node *node = node_list_selected(app, level);
    if (node && pane)
        draw_node_sheet(app, listing, node, canvas, sheet);
    else if (pane)
        draw_no_sheet(level->view->lists, canvas, sheet);
    if (!node_list_rows(app, level))
        draw_in_middle(canvas, level->list,
            app_filters(app) ? slice_of(_("Nothing matches; :filter ends it."))
                             : slice_of(_(listing->empty)));
}
