#include "app/views/add.h"

#include <string.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "base/text.h"

/* A line of a pasted list becomes a node each. */
static struct node *insert_lines(
    struct app *app, struct node *parent, enum node_kind kind, size_t index, struct slice text)
{
    struct undo *undo = &app->session.undo;
    bool one = field_def(kind_def(kind)->headline)->type == FIELD_LONG_TEXT;
    struct node *last = NULL;
    undo_begin(undo);
    while (text.len) {
        const char *end = one ? NULL : memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) : text.len;
        struct slice line = text_trim((struct slice){ text.data, len });
        text = slice_from(text, end ? len + 1 : len);
        if (!line.len)
            continue;
        struct node *node = node_new(undo->map, kind);
        node_put(undo->map, node, kind_def(kind)->headline, line);
        edit_insert(undo, parent, node, index++);
        last = node;
    }
    undo_end(undo);
    return last;
}

static bool added(struct app *app, struct slice text, struct buf *message)
{
    struct node *parent = app->ask.node;
    enum node_kind kind = field_def(app->ask.field)->child;
    (void)message;
    const struct node *behind = app->ask.behind;
    size_t index = behind && behind->parent == parent ? node_index(behind) + 1 : app->ask.index;
    struct node *node = insert_lines(app, parent, kind, index, text);
    if (!node || !app_has_node(app, node))
        return true;
    if (kind == KIND_STAGE || kind == KIND_TOUCHPOINT)
        grid_reveal(app, node);
    else if (app_context(app) == IN_FORM)
        app_say(app, SAY_DONE, _("added; Enter on it edits the rest"));
    else if (app_context(app) == IN_LIST)
        app_top(app)->row = (int)node_index(node);
    else if (kind == KIND_NOTE && app_top(app)->view->context == IN_GUIDE)
        guide_pane_say(app, false, slice_of(_("parked; F7 lists what is parked")));
    else if (kind == KIND_NOTE)
        app_say(app, SAY_DONE, _("parked; F7 lists what is parked"));
    return true;
}

static const char *label_of(enum node_kind kind)
{
    static const char *const labels[KIND_COUNT] = {
        [KIND_PERSONA] = N_("New persona"),
        [KIND_STAGE] = N_("New stage"),
        [KIND_TOUCHPOINT] = N_("New touchpoint"),
        [KIND_PAIN] = N_("Pain"),
        [KIND_IDEA] = N_("Idea"),
        [KIND_QUOTE] = N_("Quote"),
        [KIND_METRIC] = N_("Metric"),
        [KIND_NOTE] = N_("For the parking lot"),
    };
    return _(labels[kind]);
}

/* Asks for the headline unless it was given, and adds the node. */
void add_node(
    struct app *app, struct node *parent, enum node_kind kind, size_t index, struct slice given)
{
    enum field headline = kind_def(kind)->headline;
    struct ask ask = {
        .done = added, .node = parent, .field = field_of_child(parent->kind, kind), .index = index
    };
    if (index && index != (size_t)-1)
        ask.behind = node_child(parent, ask.field, index - 1);
    if (given.len) {
        app->ask = ask;
        added(app, given, NULL);
        return;
    }
    bool text = field_def(headline)->type == FIELD_LONG_TEXT;
    app_ask(app, label_of(kind), text ? HISTORY_TEXTS : HISTORY_NAMES, SLICE_NONE, &ask);
    /* Several lines are several nodes, or one text. */
    app->prompt.multiline = true;
    app->prompt.complete = complete_headline;
}
