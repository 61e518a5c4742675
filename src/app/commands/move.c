/* Commands that move the cursor and change what is shown. */
#include <config.h>

#include "app/commands/run.h"
#include "app/grid/grid.h"
#include "base/i18n.h"
#include "base/text.h"

enum { FAR = 1000000 };

RUN(left)
{
    (void)self, (void)argument, (void)forced;
    level_move(app, app_top(app), -1, 0);
}

RUN(right)
{
    (void)self, (void)argument, (void)forced;
    level_move(app, app_top(app), 1, 0);
}

RUN(up)
{
    (void)self, (void)argument, (void)forced;
    level_move(app, app_top(app), 0, -1);
}

RUN(down)
{
    (void)self, (void)argument, (void)forced;
    level_move(app, app_top(app), 0, 1);
}

RUN(page)
{
    (void)argument, (void)forced;
    struct level *level = app_top(app);
    int page = level->page > 1 ? level->page - 1 : 1;
    level_move(app, level, 0, self->number * page);
}

/* In the grid first and last are sideways, as stages are what there is one end to the other. */
RUN(first)
{
    (void)self, (void)argument, (void)forced;
    bool grid = app_context(app) == IN_GRID;
    level_move(app, app_top(app), grid ? -FAR : 0, grid ? 0 : -FAR);
}

RUN(last)
{
    (void)self, (void)argument, (void)forced;
    bool grid = app_context(app) == IN_GRID;
    level_move(app, app_top(app), grid ? FAR : 0, grid ? 0 : FAR);
}

RUN(pane)
{
    (void)self, (void)argument, (void)forced;
    if (!app->grid->in_detail && !detail_rows(app)) {
        app_message(app, "%s", _("no pains, ideas or quotes here; p, o and \" add them"));
        return;
    }
    app->grid->in_detail = !app->grid->in_detail;
    app->grid->detail_row = app->grid->detail_top = 0;
}

/* --- finding --- */

static bool matches(const struct node *node, struct slice text)
{
    if (!field_def(kind_def(node->kind)->headline)->label)
        return false; /* the guide's own */
    for (size_t i = 0; i < node->value_count; i++) {
        struct slice value = { node->values[i].data, node->values[i].len };
        enum field field = node->values[i].field;
        if (field < FIELD_COUNT && field_def(field)->label && text_find(value, text) != (size_t)-1)
            return true;
    }
    return false;
}

/* The first match behind `from`, else the first of all. */
static struct node *next_match(struct map *map, struct node *from, struct slice text)
{
    for (struct node *node = node_next(from, map->root); node; node = node_next(node, map->root))
        if (matches(node, text))
            return node;
    for (struct node *node = node_next(map->root, map->root); node;
         node = node_next(node, map->root))
        if (matches(node, text))
            return node;
    return NULL;
}

/* The last match before `from`, else the last of all. */
static struct node *previous_match(struct map *map, struct node *from, struct slice text)
{
    struct node *before = NULL, *last = NULL;
    bool passed = false;
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        passed = passed || node == from;
        if (node == map->root || !matches(node, text))
            continue;
        if (!passed)
            before = node;
        last = node;
    }
    return before ? before : last;
}

void app_go_to(struct app *app, struct node *node)
{
    bool in_grid = node_up(node, KIND_STAGE) != NULL;
    app_show(app, in_grid                      ? &view_grid
                  : node->kind == KIND_PERSONA ? &view_personas
                  : node->kind == KIND_NOTE    ? &view_parking
                                               : &view_grid);
    if (!in_grid) {
        app_top(app)->row = (int)node_index(node);
        return;
    }
    app_reveal(app, node);
    for (int row = 0; detail_node(app, row); row++)
        if (detail_node(app, row) == node) {
            app->grid->in_detail = true;
            app->grid->detail_row = row;
        }
}

static void find_in_map(struct app *app, int direction)
{
    struct map *map = &app->session.map;
    struct node *from = app_selected(app);
    struct slice text = buf_slice(&app->search);
    if (!from)
        from = map->root;
    struct node *found = direction > 0 ? next_match(map, from, text)
                                       : previous_match(map, from, text);
    if (!found) {
        app_error(app, _("\"%s\" is nowhere in the map"), app->search.data);
        return;
    }
    app_go_to(app, found);
    app_message(app, "/%s", app->search.data);
}

static void find(struct app *app, int direction)
{
    struct level *level = app_top(app);
    if (!level->view->find)
        find_in_map(app, direction);
    else if (level->view->find(app, level, buf_slice(&app->search), direction))
        app_message(app, "/%s", app->search.data);
    else
        app_error(app, _("\"%s\" is nowhere in it"), app->search.data);
}

static bool found_text(struct app *app, struct slice text, struct buf *message)
{
    (void)message;
    if (text.len) {
        buf_clear(&app->search);
        buf_add_slice(&app->search, text);
    }
    if (app->search.len && app->open)
        find(app, 1);
    return true;
}

RUN(find)
{
    (void)self, (void)forced;
    if (!app->open) {
        app_error(app, "%s", _("no map is open"));
        return;
    }
    if (argument.len) {
        found_text(app, argument, NULL);
        return;
    }
    app_ask(app, _("Find"), HISTORY_SEARCH, SLICE_NONE, &(struct ask){ .done = found_text });
}

RUN(find_next)
{
    (void)argument, (void)forced;
    if (!app->search.len || !app->open)
        app_error(app, "%s", _("nothing was searched yet; / finds a text"));
    else
        find(app, self->number);
}

/* --- views --- */

RUN(view)
{
    (void)argument, (void)forced;
    struct node *selected = app_selected(app);
    app_show(app, main_views[self->number]);
    if (main_views[self->number] == &view_grid && selected)
        app_reveal(app, selected);
}

RUN(next_view)
{
    (void)self, (void)argument, (void)forced;
    int next = 0;
    while (main_views[next] && main_views[next] != app->levels[0].view)
        next++;
    app_show(app, main_views[next] && main_views[next + 1] ? main_views[next + 1] : main_views[0]);
}

RUN(facts)
{
    (void)self, (void)argument, (void)forced;
    app->depth = 1;
    app_push(app, &view_form, app->session.map.root);
}

RUN(help)
{
    (void)self, (void)argument, (void)forced;
    if (app_top(app)->view != &view_help)
        app_push(app, &view_help, NULL);
}
