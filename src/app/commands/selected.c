#include "app/commands/selected.h"

#include <stdint.h>
#include <stdlib.h>

#include "app/core/ask.h"
#include "app/lists/pick.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"

/* A list of other things has no touchpoint in sight. */
static bool shows_touchpoints(struct app *app)
{
    return app_context(app) != IN_LIST || app_main_view(app)->lists == KIND_TOUCHPOINT;
}

struct node *selected_touchpoint(struct app *app)
{
    struct node *node = shows_touchpoints(app) ? app_selected(app) : NULL;
    struct node *touchpoint = node ? node_up(node, KIND_TOUCHPOINT) : NULL;
    if (!touchpoint)
        app_say(app, SAY_ERROR,
            shows_touchpoints(app) ? _("select a touchpoint first; a adds one")
                                   : _("only touchpoints have that; :touchpoints lists them"));
    return touchpoint;
}

size_t selected_touchpoints(struct app *app, struct node ***out)
{
    struct node *touchpoint = selected_touchpoint(app);
    *out = NULL;
    if (!touchpoint)
        return 0;
    if (ticks_count(app))
        return app_targets(app, out);
    *out = mem_alloc(sizeof **out);
    **out = touchpoint;
    return 1;
}

struct node *selected_with(struct app *app, struct slice key, enum field *field)
{
    struct node *node = app_selected(app);
    while (node && (*field = field_of_key(node->kind, key)) >= FIELD_COUNT)
        node = node->parent;
    return node;
}

void say_set_on(
    struct app *app, enum node_kind kind, size_t count, const char *label, struct slice value)
{
    struct buf text = BUF_INIT;
    add_count(kind, count, &text);
    buf_adds(&text, ": ");
    label_add(slice_of(label), &text);
    buf_addf(&text, " %.*s", SLICE_ARG(value.len ? value : slice_of(_("not said"))));
    app_say(app, SAY_DONE, "%s", text.data);
    buf_release(&text);
}

static int compare(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t) * (struct node *const *)a, y = (uintptr_t) * (struct node *const *)b;
    return x < y ? -1 : x > y;
}

/* What the ticked nodes are, or belong to, of one kind; each once. */
static size_t owners_of(struct node **nodes, size_t count, enum node_kind kind)
{
    size_t owners = 0, once = 0;
    for (size_t i = 0; i < count; i++)
        if ((nodes[owners] = node_up(nodes[i], kind)))
            owners++;
    if (owners)
        qsort(nodes, owners, sizeof *nodes, compare);
    for (size_t i = 0; i < owners; i++)
        if (!once || nodes[once - 1] != nodes[i])
            nodes[once++] = nodes[i];
    return once;
}

void set_on_ticked(struct app *app, struct node *node, enum field field, struct slice value)
{
    struct node **nodes;
    struct buf shown = BUF_INIT;
    size_t count = ticks_count(app) ? app_targets(app, &nodes) : 0, done = 0;
    if (!count) {
        edit_set(&app->session.undo, node, field, value);
        say_set(app, node, field);
        return;
    }
    count = owners_of(nodes, count, (enum node_kind)node->kind);
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    for (size_t i = 0; i < count; i++)
        if (app_has_node(app, nodes[i])) {
            edit_set(&app->session.undo, nodes[i], field, value);
            done++;
        }
    undo_end(&app->session.undo);
    if (value.len)
        field_add_shown(field, value, &shown);
    say_set_on(
        app, (enum node_kind)node->kind, done, _(field_def(field)->label), buf_slice(&shown));
    buf_release(&shown);
    free(nodes);
}
