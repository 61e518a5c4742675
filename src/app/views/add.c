#include "app/views/add.h"

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/user.h"
#include "insight/comment.h"
#include "insight/review.h"
#include "model/edit/short_form.h"

/* What may be out of sight is said. */
static void show_added(struct app *app, struct node *node, size_t n)
{
    if (node->kind == KIND_STAGE || node->kind == KIND_TOUCHPOINT)
        grid_reveal(app, node);
    else if (app_context(app) == IN_FORM)
        app_say(app, SAY_DONE, _("Added. Press Enter on it to edit the rest"));
    else if (app_context(app) == IN_LIST && app_main_view(app)->lists == (enum node_kind)node->kind)
        level_reveal(app, app_top(app), node);
    else if (node->kind == KIND_NOTE && app_top(app)->view->context == IN_GUIDE)
        guide_pane_say(app, false, slice_of(_("Added to the parking lot (F7)")));
    else if (node->kind == KIND_NOTE)
        app_say(app, SAY_DONE, _("Added to the parking lot (F7)"));
    else
        say_added(app, node, n);
}

/* Who says it, when, and to whom. */
static void sign_comment(struct app *app, struct node *node)
{
    struct buf name = BUF_INIT, to = BUF_INIT;
    char today[DATE_SIZE];
    user_name(&name);
    date_of(clock_now(app->options.clock), today);
    edit_set(&app->session.undo, node, COMMENT_BY, buf_slice(&name));
    edit_set(&app->session.undo, node, COMMENT_DATE, slice_of(today));
    comment_add_named(node_headline(node), &to);
    if (to.len)
        edit_set(&app->session.undo, node, COMMENT_FOR, buf_slice(&to));
    buf_release(&to);
    buf_release(&name);
}

/* All of a list or nothing, in one undo. */
static bool added(struct app *app, struct slice text, struct buf *message)
{
    struct node *parent = app->ask.node;
    struct undo *undo = &app->session.undo;
    enum node_kind kind = field_def(app->ask.field)->child;
    struct buf said = BUF_INIT;
    bool good = !text_trim(text).len || short_list_read(kind, text, &said);
    if (good && text_trim(text).len)
        repeat_note(app, REPEAT_ADD, app->ask.field, text);
    if (!good) {
        buf_clear(&app->prompt.hint); /* it said the same */
        buf_add_slice(message, buf_slice(&said));
    } else if (text_trim(text).len) {
        const struct node *behind = app->ask.behind;
        size_t index = behind && behind->parent == parent ? node_index(behind) + 1 : app->ask.index;
        size_t before = node_children(parent, app->ask.field).count;
        undo_begin(undo);
        struct node *node = short_list_insert(undo, parent, kind, index, text);
        if (node && kind == KIND_COMMENT)
            sign_comment(app, node);
        undo_end(undo);
        if (node && app_has_node(app, node))
            show_added(app, node, node_children(parent, app->ask.field).count - before);
    }
    buf_release(&said);
    return good;
}

/* What may be typed; where it is more than a name, how it is understood. */
static void preview(void *context, struct slice text, struct buf *message)
{
    struct app *app = context;
    enum node_kind kind = field_def(app->ask.field)->child;
    struct buf *hint = &app->prompt.hint;
    (void)message;
    buf_clear(hint);
    if (text_trim(text).len)
        short_list_read(kind, text, hint);
    if (hint->len || kind == KIND_QUOTE || kind == KIND_NOTE || kind == KIND_COMMENT)
        return;
    buf_adds(hint, kind == KIND_TOUCHPOINT ? _("Checkout page @web -1 !payment fails !!4; next one")
                   : kind == KIND_PAIN     ? _("payment fails !!4; next one")
                                           : _("several with ; between"));
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
        [KIND_VISIT] = N_("Visit"),
        [KIND_READING] = N_("Earlier value"),
        [KIND_COMMENT] = N_("Comment"),
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
        struct buf why = BUF_INIT;
        app->ask = ask;
        if (!added(app, given, &why))
            app_say(app, SAY_ERROR, "%s", why.data);
        buf_release(&why);
        return;
    }
    bool text = field_def(headline)->type == FIELD_LONG_TEXT;
    app_ask(app, label_of(kind), text ? HISTORY_TEXTS : HISTORY_NAMES, SLICE_NONE, &ask);
    /* Several lines are several nodes, or one text. */
    app->prompt.multiline = true;
    app->prompt.complete = complete_headline;
    app->prompt.check = preview;
    preview(app, SLICE_NONE, NULL);
}
