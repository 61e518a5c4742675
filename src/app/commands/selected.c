#include "app/commands/selected.h"

#include <stdlib.h>

#include "app/core/ask.h"
#include "app/lists/pick.h"
#include "base/buf.h"
#include "base/i18n.h"

struct node *selected_touchpoint(struct app *app)
{
    struct node *node = app_selected(app);
    struct node *touchpoint = node ? node_up(node, KIND_TOUCHPOINT) : NULL;
    if (!touchpoint)
        app_say(app, SAY_ERROR, _("select a touchpoint first; a adds one"));
    return touchpoint;
}

struct node *selected_with(struct app *app, struct slice key, enum field *field)
{
    struct node *node = app_selected(app);
    while (node && (*field = field_of_key(node->kind, key)) >= FIELD_COUNT)
        node = node->parent;
    return node;
}

/* "3 pains: Owner Ida" */
static void say_set_on(struct app *app, const struct node *first, enum field field, size_t count)
{
    struct buf text = BUF_INIT;
    add_count((enum node_kind)first->kind, count, &text);
    buf_addf(&text, ": %s ", _(field_def(field)->label));
    if (node_has(first, field))
        field_add_shown(field, node_get(first, field), &text);
    else
        buf_adds(&text, _("not said"));
    app_say(app, SAY_DONE, "%s", text.data);
    buf_release(&text);
}

void set_on_ticked(struct app *app, struct node *node, enum field field, struct slice value)
{
    struct node **nodes;
    size_t count = ticks_count(app) ? app_targets(app, &nodes) : 0, done = 0;
    struct node *first = node;
    if (!count) {
        edit_set(&app->session.undo, node, field, value);
        say_set(app, node, field);
        return;
    }
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    for (size_t i = 0; i < count; i++)
        if (nodes[i]->kind == node->kind && app_has_node(app, nodes[i])) {
            edit_set(&app->session.undo, nodes[i], field, value);
            first = done++ ? first : nodes[i];
        }
    undo_end(&app->session.undo);
    say_set_on(app, first, field, done);
    free(nodes);
}
