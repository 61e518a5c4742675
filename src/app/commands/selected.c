#include "app/commands/selected.h"

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
