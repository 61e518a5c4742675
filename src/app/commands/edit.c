/* Commands that change the map. */
#include <config.h>

#include "app/commands/run.h"
#include "app/core/complete.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "app/views/form.h"
#include "base/i18n.h"
#include "base/text.h"

/* --- adding --- */

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
        app_reveal(app, node);
    else if (app_top(app)->view == &view_form)
        app_message(app, _("added; Enter on it edits the rest"));
    else if (app_context(app) == IN_LIST)
        app_top(app)->row = (int)node_index(node);
    else if (kind == KIND_NOTE && app_top(app)->view == &view_guide)
        guide_pane_say(app, false, slice_of(_("parked; F7 lists what is parked")));
    else if (kind == KIND_NOTE)
        app_message(app, "%s", _("parked; F7 lists what is parked"));
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
static void add_node(
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

void app_ask_child(struct app *app, struct node *parent, enum node_kind kind)
{
    add_node(app, parent, kind, (size_t)-1, SLICE_NONE);
}

static void add_touchpoint(struct app *app, struct slice name)
{
    struct node *stage = grid_stage(app);
    if (!stage)
        app_error(app, "%s", _("no stage yet; A adds one"));
    else
        add_node(app, stage, KIND_TOUCHPOINT, (size_t)(app->grid->row + 1), name);
}

RUN(add)
{
    (void)self, (void)forced;
    const struct view *view = app->levels[0].view;
    struct node *root = app->session.map.root;
    if (app_context(app) != IN_LIST || view == &view_grid)
        add_touchpoint(app, argument);
    else if (view == &view_personas)
        add_node(app, root, KIND_PERSONA, (size_t)-1, argument);
    else if (view == &view_parking)
        add_node(app, root, KIND_NOTE, (size_t)-1, argument);
    else
        app_error(app, "%s", _("these belong to touchpoints: add them in the map (F2)"));
}

RUN(add_stage)
{
    (void)self, (void)forced;
    struct node *stage = grid_stage(app);
    add_node(app, app->session.map.root, KIND_STAGE, stage ? app->grid->stage + 1 : 0, argument);
}

RUN(add_child)
{
    (void)forced;
    struct node *node = app_selected(app);
    enum node_kind kind = (enum node_kind)self->number;
    while (node && field_of_child(node->kind, kind) == FIELD_UNKNOWN)
        node = node->parent;
    if (!node || (node->kind != KIND_TOUCHPOINT && kind != KIND_METRIC))
        app_error(app, "%s", _("select a touchpoint first; a adds one"));
    else
        add_node(app, node, kind, (size_t)-1, argument);
}

RUN(park)
{
    (void)self, (void)forced;
    if (!app->open)
        app_error(app, "%s", _("no map is open"));
    else if (!app->holding)
        add_node(app, app->session.map.root, KIND_NOTE, (size_t)-1, argument);
}

/* --- changing what is selected --- */

RUN(edit)
{
    (void)self, (void)argument, (void)forced;
    struct level *level = app_top(app);
    if (level->view->enter)
        level->view->enter(app, level);
}

static void clear_field(struct app *app, struct node *node, enum field field)
{
    if (field == kind_def(node->kind)->headline || field == MAP_CJM)
        app_error(app, "%s", _("this can't be empty"));
    else
        edit_set(&app->session.undo, node, field, SLICE_NONE);
}

/* A persona takes along how she felt: nobody else's feelings are hers. */
static void forget_persona(struct app *app, const char *id)
{
    struct map *map = &app->session.map;
    struct buf value = BUF_INIT;
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        struct slice old = node_get(node, TOUCHPOINT_EMOTION);
        if (node->kind != KIND_TOUCHPOINT || !memchr(old.data, '\0', old.len))
            continue;
        buf_clear(&value);
        touchpoint_emotion_with(map, node, id, EMOTION_NONE, &value);
        edit_set(&app->session.undo, node, TOUCHPOINT_EMOTION,
            value.len ? buf_slice(&value) : SLICE_NONE);
    }
    buf_release(&value);
}

static void remove_node(struct app *app, struct node *node)
{
    undo_begin(&app->session.undo);
    /* What others remove must not be gone over. */
    undo_catch_up(&app->session.undo);
    if (node->kind == KIND_PERSONA)
        forget_persona(app, node->id);
    edit_remove(&app->session.undo, node);
    undo_end(&app->session.undo);
}

RUN(delete)
{
    (void)self, (void)argument, (void)forced;
    struct level *level = app_top(app);
    struct node *node = app_selected(app);
    if (level->view == &view_form) {
        struct form_row row = form_row_at(app, level);
        if (!row.child) {
            if (row.field < FIELD_COUNT && field_def(row.field)->type != FIELD_NODES)
                clear_field(app, level->node, row.field);
            return;
        }
    }
    if (!node || !node->parent) {
        app_error(app, "%s", _("nothing is selected"));
        return;
    }
    const char *kind = _(kind_def(node->kind)->name);
    remove_node(app, node);
    if (app->grid->in_detail && !detail_rows(app))
        app->grid->in_detail = false;
    app_message(app, _("%s deleted; u brings it back"), kind);
}

static struct node *selected_touchpoint(struct app *app)
{
    struct node *node = app_selected(app);
    struct node *touchpoint = node ? node_up(node, KIND_TOUCHPOINT) : NULL;
    if (!touchpoint)
        app_error(app, "%s", _("select a touchpoint first; a adds one"));
    return touchpoint;
}

static void set_emotion(struct app *app, struct node *touchpoint, int emotion)
{
    struct slice old = node_get(touchpoint, TOUCHPOINT_EMOTION);
    struct buf value = BUF_INIT;
    const char *persona = app_persona(app);
    bool shared = !memchr(old.data, '\0', old.len);
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    /* One value is enough for one persona. */
    if (shared && personas.count == 1)
        persona = NULL;
    if (!persona && !shared) {
        app_error(app, "%s", _("each persona has an own emotion here; P picks one first"));
        return;
    }
    /* The others' emotions are in the same field: as they are when it is set. */
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    touchpoint_emotion_with(&app->session.map, touchpoint, persona, emotion, &value);
    edit_set(&app->session.undo, touchpoint, TOUCHPOINT_EMOTION,
        value.len ? buf_slice(&value) : SLICE_NONE);
    undo_end(&app->session.undo);
    buf_release(&value);
}

RUN(emotion)
{
    (void)argument, (void)forced;
    struct node *touchpoint = selected_touchpoint(app);
    if (touchpoint)
        set_emotion(app, touchpoint, self->number);
}

/* In a form + and - step the number under the cursor. */
static bool step_form_number(struct app *app, int step)
{
    struct level *level = app_top(app);
    if (level->view != &view_form)
        return false;
    struct form_row row = form_row_at(app, level);
    if (row.field >= FIELD_COUNT || field_def(row.field)->type != FIELD_INTEGER ||
        row.field == MAP_CJM)
        return false;
    const struct field_def *def = field_def(row.field);
    bool set = node_has(level->node, row.field);
    int value = node_int(level->node, row.field, 0) + (set ? step : 0);
    value = value < def->low ? def->low : value > def->high ? def->high : value;
    edit_set_int(&app->session.undo, level->node, row.field, value);
    return true;
}

RUN(emotion_step)
{
    (void)argument, (void)forced;
    if (step_form_number(app, self->number))
        return;
    struct node *touchpoint = selected_touchpoint(app);
    if (!touchpoint)
        return;
    int emotion = touchpoint_emotion(touchpoint, app_persona(app));
    emotion = (emotion == EMOTION_NONE ? 0 : emotion) + self->number;
    if (emotion >= -2 && emotion <= 2)
        set_emotion(app, touchpoint, emotion);
}

RUN(moment)
{
    (void)self, (void)argument, (void)forced;
    struct node *touchpoint = selected_touchpoint(app);
    if (touchpoint)
        edit_set(&app->session.undo, touchpoint, TOUCHPOINT_MOMENT,
            node_flag(touchpoint, TOUCHPOINT_MOMENT) ? SLICE_NONE : SLICE("true"));
}

/* --- moving --- */

RUN(move_row)
{
    (void)argument, (void)forced;
    struct node *node = app_selected(app);
    if (!node || !node->parent || node->kind == KIND_STAGE) {
        app_error(app, "%s", _("select a touchpoint first; H and L move a stage"));
        return;
    }
    bool in_list = app_context(app) == IN_LIST;
    if (in_list && node->kind != KIND_PERSONA && node->kind != KIND_NOTE) {
        app_error(app, "%s", _("this list is in an order of its own; move it in the map (F2)"));
        return;
    }
    size_t index = node_index(node);
    if (self->number < 0 && index == 0)
        return;
    edit_move(&app->session.undo, node, node->parent, index + (size_t)self->number);
    if (node->kind == KIND_TOUCHPOINT)
        app_reveal(app, node);
    else if (in_list)
        app_top(app)->row = (int)node_index(node);
    else if (app->grid->in_detail)
        app->grid->detail_row += node_index(node) != index ? self->number : 0;
}

RUN(move_stage)
{
    (void)argument, (void)forced;
    struct node *node = app_selected(app);
    struct node *stage = node ? node_up(node, KIND_STAGE) : NULL;
    if (!stage || (node->kind != KIND_STAGE && node->kind != KIND_TOUCHPOINT)) {
        app_error(app, "%s", _("select a touchpoint or a stage first"));
        return;
    }
    size_t index = node_index(stage) + (size_t)self->number;
    struct node *other = node_child(app->session.map.root, MAP_STAGES, index);
    if (!other) {
        app_error(app, "%s", _("there is no stage on that side; A adds one"));
        return;
    }
    if (node->kind == KIND_STAGE)
        edit_move(&app->session.undo, stage, stage->parent, index);
    else
        edit_move(&app->session.undo, node, other, node_index(node));
    app_reveal(app, node);
}

/* --- texts --- */

/* The text that E edits: the field under the cursor in a form, else the headline. */
static bool editable_text(struct app *app, struct ask *out)
{
    struct level *level = app_top(app);
    struct node *node = app_selected(app);
    enum field field = node ? kind_def(node->kind)->headline : FIELD_UNKNOWN;
    if (level->view == &view_form && !form_row_at(app, level).child)
        field = form_row_at(app, level).field;
    *out = (struct ask){ .node = node, .field = field };
    return field < FIELD_COUNT && field != MAP_CJM && field_def(field)->type != FIELD_NODES;
}

RUN(editor)
{
    (void)self, (void)argument, (void)forced;
    struct ask ask;
    if (!editable_text(app, &ask)) {
        app_error(app, "%s", _("no text is selected"));
        return;
    }
    /* An editor may be open for long. */
    app_rested(app);
    app->ask = ask;
    buf_clear(&app->editor_text);
    field_to_line(ask.field, node_get(ask.node, ask.field), &app->editor_text);
    app->request = REQUEST_EDITOR;
}

RUN(set)
{
    (void)self, (void)forced;
    struct node *node = app_selected(app);
    const char *blank = memchr(argument.data, ' ', argument.len);
    size_t len = blank ? (size_t)(blank - argument.data) : argument.len;
    struct slice key = { argument.data, len };
    if (!node || field_of_key(node->kind, key) >= FIELD_COUNT)
        node = app->session.map.root;
    enum field field = field_of_key(node->kind, key);
    if (field >= FIELD_COUNT || field_def(field)->type == FIELD_NODES || field == MAP_CJM) {
        app_error(app,
            key.len ? _("there is no field \"%.*s\" here; Tab behind \"set \" lists them")
                    : _("name a field and its value; Tab behind \"set \" lists the fields%.*s"),
            SLICE_ARG(key));
        return;
    }
    struct buf why = BUF_INIT;
    if (!app_set_from_line(app, node, field, text_trim(slice_from(argument, len)), &why))
        app_error(app, "%s: %s", field_def(field)->key, why.data);
    buf_release(&why);
}

/* --- undo --- */

/* Where an edit happened: its node, or what stands in its place now. */
static struct node *place_of(const struct edit *edit)
{
    if (edit->node->parent || edit->op == EDIT_SET)
        return edit->node;
    struct node *parent = edit->op == EDIT_INSERT ? edit->new_parent : edit->old_parent;
    uint32_t index = edit->op == EDIT_INSERT ? edit->new_index : edit->old_index;
    enum field list = field_of_child(parent->kind, edit->node->kind);
    struct node *before = index ? node_child(parent, list, index - 1) : NULL;
    return before ? before : parent;
}

static const char *author_of(const struct app *app, size_t edit)
{
    return people_author(app, app->session.undo.edits[edit - 1].author);
}

/* What stays as it is, and why; empty: all was done. */
static void add_what_stays(const struct app *app, struct buf *out)
{
    const struct undo *undo = &app->session.undo;
    const struct edit *kept = undo->kept ? &undo->edits[undo->kept - 1] : NULL;
    if (kept) {
        struct slice name = node_headline(kept->node);
        if (out->len)
            buf_adds(out, "; ");
        if (undo->kept_by)
            buf_addf(out, _("\"%.*s\" stays, %s has built on it: d deletes it"), SLICE_ARG(name),
                author_of(app, undo->kept_by));
        else
            buf_addf(out, _("\"%.*s\" stays, where it was is gone"), SLICE_ARG(name));
    } else if (undo->overwritten && undo->overwriter) {
        buf_addf(out, _("; %s has changed it since: that stays"), author_of(app, undo->overwriter));
    } else if (undo->overwritten) {
        buf_addf(out, "; %s", _("another has changed it since: that stays"));
    }
}

static void show_edit(struct app *app, const struct edit *edit, const char *done, const char *none)
{
    struct buf message = BUF_INIT;
    if (edit) {
        if (app->levels[0].view == &view_grid)
            app_reveal(app, place_of(edit));
        if (app->grid->in_detail && !detail_rows(app))
            app->grid->in_detail = false;
        buf_adds(&message, done);
        /* Not what the guide and rounds keep for themselves. */
        bool silent = edit->op == EDIT_SET && edit->field < FIELD_COUNT &&
                      !field_def((enum field)edit->field)->label;
        if (!silent && !node_up(edit->node, KIND_STEP))
            buf_addf(&message, ": %s", _(kind_def(edit->node->kind)->name));
    }
    add_what_stays(app, &message);
    app_message(app, "%s", message.len ? message.data : none);
    buf_release(&message);
}

RUN(undo)
{
    (void)self, (void)argument, (void)forced;
    show_edit(app, undo_undo(&app->session.undo), _("undone"), _("nothing to undo"));
}

RUN(redo)
{
    (void)self, (void)argument, (void)forced;
    show_edit(app, undo_redo(&app->session.undo), _("redone"), _("nothing to redo"));
}
