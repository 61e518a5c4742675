/* Commands that change what is selected. */
#include <string.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/grid/grid.h"
#include "app/views/form.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

static void clear_field(struct app *app, struct node *node, enum field field)
{
    if (field == kind_def(node->kind)->headline || field == MAP_CJM)
        app_say(app, SAY_ERROR, _("this can't be empty"));
    else
        edit_set(&app->session.undo, node, field, SLICE_NONE);
}

/* A persona takes along how she felt: nobody else's feelings are hers. */
static void forget_persona(struct app *app, const char *id)
{
    struct map *map = &app->session.map;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == KIND_TOUCHPOINT && is_per_persona(node_get(node, TOUCHPOINT_EMOTION)))
            touchpoint_set_emotion(&app->session.undo, node, id, EMOTION_NONE);
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
    struct level *level = app_top(app);
    struct node *node = app_selected(app);
    if (level->view->context == IN_FORM) {
        struct form_row row = form_row_at(app, level);
        if (!row.child) {
            if (row.field < FIELD_COUNT && field_def(row.field)->type != FIELD_NODES)
                clear_field(app, level->node, row.field);
            return;
        }
    }
    if (!node || !node->parent) {
        app_say(app, SAY_ERROR, _("nothing is selected"));
        return;
    }
    const char *kind = _(kind_def(node->kind)->name);
    remove_node(app, node);
    grid_check_detail(app);
    app_say(app, SAY_DONE, _("%s deleted; u brings it back"), kind);
}

static struct node *selected_touchpoint(struct app *app)
{
    struct node *node = app_selected(app);
    struct node *touchpoint = node ? node_up(node, KIND_TOUCHPOINT) : NULL;
    if (!touchpoint)
        app_say(app, SAY_ERROR, _("select a touchpoint first; a adds one"));
    return touchpoint;
}

static void add_emotion(int emotion, struct buf *out)
{
    if (emotion == EMOTION_NONE)
        buf_adds(out, "-");
    else
        buf_addf(out, emotion ? "%+d" : "%d", emotion);
}

/* "Search: 0 -> +1" */
static void say_emotion(struct app *app, const struct node *touchpoint, int before, int after)
{
    struct buf text = BUF_INIT;
    buf_add_slice(&text, node_headline(touchpoint));
    buf_adds(&text, ": ");
    add_emotion(before, &text);
    buf_adds(&text, " -> ");
    add_emotion(after, &text);
    app_say(app, SAY_DONE, "%s", text.data);
    buf_release(&text);
}

static void set_emotion(struct app *app, struct node *touchpoint, int emotion)
{
    const char *persona = app_persona(app);
    bool shared = !is_per_persona(node_get(touchpoint, TOUCHPOINT_EMOTION));
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    /* One value is enough for one persona. */
    if (shared && personas.count == 1)
        persona = NULL;
    if (!persona && !shared) {
        app_say(app, SAY_ERROR, _("each persona has an own emotion here; P picks one first"));
        return;
    }
    int before = touchpoint_emotion(touchpoint, app_persona(app));
    /* The others' emotions are in the same field: as they are when it is set. */
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    touchpoint_set_emotion(&app->session.undo, touchpoint, persona, emotion);
    undo_end(&app->session.undo);
    say_emotion(app, touchpoint, before, emotion);
}

/* "+1" is that score, as it is said: the sign was a step already, which the figure replaces. */
static bool set_signed(struct app *app, struct node *touchpoint, const struct command *self)
{
    const struct typed_sign *typed = &app->sign_before;
    int figure = (int)self->keys[0] - '0';
    if (typed->node != touchpoint || figure < 0 || figure > 2)
        return false;
    if (typed->stepped)
        undo_undo(&app->session.undo);
    set_emotion(app, touchpoint, typed->sign * figure);
    return true;
}

RUN(emotion)
{
    struct node *touchpoint = selected_touchpoint(app);
    if (touchpoint && !set_signed(app, touchpoint, self))
        set_emotion(app, touchpoint, self->number);
}

/* In a form + and - step the number under the cursor. */
static bool step_form_number(struct app *app, int step)
{
    struct level *level = app_top(app);
    if (level->view->context != IN_FORM)
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
    if (step_form_number(app, self->number))
        return;
    struct node *touchpoint = selected_touchpoint(app);
    if (!touchpoint)
        return;
    int emotion = touchpoint_emotion(touchpoint, app_persona(app));
    emotion = (emotion == EMOTION_NONE ? 0 : emotion) + self->number;
    bool steps = emotion >= -2 && emotion <= 2;
    uint32_t revision = app->session.map.revision;
    if (steps)
        set_emotion(app, touchpoint, emotion);
    bool stepped = app->session.map.revision != revision;
    if (!steps || stepped)
        app->sign = (struct typed_sign){ touchpoint, self->number, stepped };
}

RUN(moment)
{
    struct node *touchpoint = selected_touchpoint(app);
    if (touchpoint)
        edit_set(&app->session.undo, touchpoint, TOUCHPOINT_MOMENT,
            node_flag(touchpoint, TOUCHPOINT_MOMENT) ? SLICE_NONE : SLICE("true"));
}

/* --- moving --- */

RUN(move_row)
{
    struct node *node = app_selected(app);
    if (!node || !node->parent || node->kind == KIND_STAGE) {
        app_say(app, SAY_ERROR, _("select a touchpoint first; H and L move a stage"));
        return;
    }
    bool in_list = app_context(app) == IN_LIST;
    if (in_list && node->kind != KIND_PERSONA && node->kind != KIND_NOTE) {
        app_say(app, SAY_ERROR, _("this list is in an order of its own; move it in the map (F2)"));
        return;
    }
    size_t index = node_index(node);
    if (self->number < 0 && index == 0)
        return;
    edit_move(&app->session.undo, node, node->parent, index + (size_t)self->number);
    if (node->kind == KIND_TOUCHPOINT)
        grid_reveal(app, node);
    else if (in_list)
        app_top(app)->row = (int)node_index(node);
    else if (app->grid->in_detail)
        app->grid->detail_row += node_index(node) != index ? self->number : 0;
}

RUN(move_stage)
{
    struct node *node = app_selected(app);
    struct node *stage = node ? node_up(node, KIND_STAGE) : NULL;
    if (!stage || (node->kind != KIND_STAGE && node->kind != KIND_TOUCHPOINT)) {
        app_say(app, SAY_ERROR, _("select a touchpoint or a stage first"));
        return;
    }
    size_t index = node_index(stage) + (size_t)self->number;
    struct node *other = node_child(app->session.map.root, MAP_STAGES, index);
    if (!other) {
        app_say(app, SAY_ERROR, _("there is no stage on that side; A adds one"));
        return;
    }
    if (node->kind == KIND_STAGE)
        edit_move(&app->session.undo, stage, stage->parent, index);
    else
        edit_move(&app->session.undo, node, other, node_index(node));
    grid_reveal(app, node);
}

/* --- texts --- */

/* The text that E edits: the field under the cursor in a form, else the headline. */
static bool editable_text(struct app *app, struct ask *out)
{
    struct level *level = app_top(app);
    struct node *node = app_selected(app);
    enum field field = node ? kind_def(node->kind)->headline : FIELD_UNKNOWN;
    if (level->view->context == IN_FORM && !form_row_at(app, level).child)
        field = form_row_at(app, level).field;
    *out = (struct ask){ .node = node, .field = field };
    return field < FIELD_COUNT && field != MAP_CJM && field_def(field)->type != FIELD_NODES;
}

RUN(editor)
{
    struct ask ask;
    if (!editable_text(app, &ask)) {
        app_say(app, SAY_ERROR, _("no text is selected"));
        return;
    }
    /* An editor may be open for long. */
    app->save_due = true;
    app->ask = ask;
    buf_clear(&app->editor_text);
    field_to_line(ask.field, node_get(ask.node, ask.field), &app->editor_text);
    app->request = REQUEST_EDITOR;
}

RUN(set)
{
    struct node *node = app_selected(app);
    struct slice value = argument, key = slice_next_word(&value);
    if (!node || field_of_key(node->kind, key) >= FIELD_COUNT)
        node = app->session.map.root;
    enum field field = field_of_key(node->kind, key);
    if (field >= FIELD_COUNT || field_def(field)->type == FIELD_NODES || field == MAP_CJM) {
        app_say(app, SAY_ERROR,
            key.len ? _("there is no field \"%.*s\" here; Tab behind \"set \" lists them")
                    : _("name a field and its value; Tab behind \"set \" lists the fields%.*s"),
            SLICE_ARG(key));
        return;
    }
    struct buf why = BUF_INIT;
    if (!app_set_from_line(app, node, field, text_trim(value), &why))
        app_say(app, SAY_ERROR, "%s: %s", field_def(field)->key, why.data);
    buf_release(&why);
}

/* ":set FIELD VALUE": the keys of what is selected, then the field's words. */
static void complete_set(struct app *app, struct slice typed, struct completions *out)
{
    struct node *node = app_selected(app);
    enum node_kind kind = node ? node->kind : KIND_MAP;
    const char *blank = memchr(typed.data, ' ', typed.len);
    size_t len = blank ? (size_t)(blank - typed.data) : typed.len;
    if (!blank) {
        struct buf word = BUF_INIT;
        for (enum field f = kind_def(kind)->first; f < kind_def(kind)->end; f++)
            if (field_def(f)->type != FIELD_NODES && field_def(f)->label) {
                buf_clear(&word);
                buf_addf(&word, "%s ", field_def(f)->key);
                complete_word(out, buf_slice(&word), typed);
            }
        buf_release(&word);
        return;
    }
    enum field field = field_of_key(kind, (struct slice){ typed.data, len });
    if (field >= FIELD_COUNT)
        return;
    while (len < typed.len && typed.data[len] == ' ')
        len++;
    complete_value(app, field, slice_from(typed, len), out);
    out->start += len;
}

/* clang-format off */
const struct command edit_commands[] = {
    { .name = "edit", .keys = { K_ENTER, 'e' },
      .contexts = IN_ALL & ~(IN_START | IN_HELP | IN_AGENDA | IN_WHO | IN_LOG | IN_CONFLICTS |
        IN_ROUND), .section = SECTION_EDIT, .hint = N_("edit"), .rank = HINT_EDIT,
      .help = N_("edit what is selected"), .run = run_enter },
    { .name = "delete", .keys = { 'd', K_DELETE }, .contexts = IN_MAIN | IN_FORM | EDITS,
      .section = SECTION_EDIT, .help = N_("delete what is selected; u brings it back"),
      .run = run_delete },
    { .name = "better", .keys = { '+', '=' }, .contexts = IN_TOUCHPOINT | IN_FORM | EDITS,
      .section = SECTION_EDIT, .hint = N_("- emotion"), .rank = HINT_EDIT, .help = N_("emotion up"),
      .run = run_emotion_step, .number = 1 },
    { .name = "worse", .keys = { '-' }, .contexts = IN_TOUCHPOINT | IN_FORM | EDITS,
      .section = SECTION_EDIT, .help = N_("emotion down"), .run = run_emotion_step, .number = -1 },
    { .keys = { '0' }, .contexts = IN_TOUCHPOINT | EDITS, .section = SECTION_EDIT,
      .help = N_("emotion 0; behind + and -, 0, 1 and 2 are the score with that sign"),
      .run = run_emotion },
    { .keys = { '1' }, .contexts = IN_TOUCHPOINT | EDITS, .section = SECTION_EDIT,
      .help = N_("emotion -2"), .run = run_emotion, .number = -2 },
    { .keys = { '2' }, .contexts = IN_TOUCHPOINT | EDITS, .section = SECTION_EDIT,
      .help = N_("emotion -1"), .run = run_emotion, .number = -1 },
    { .keys = { '3' }, .contexts = IN_TOUCHPOINT | EDITS, .section = SECTION_EDIT,
      .help = N_("emotion 0"), .run = run_emotion },
    { .keys = { '4' }, .contexts = IN_TOUCHPOINT | EDITS, .section = SECTION_EDIT,
      .help = N_("emotion +1"), .run = run_emotion, .number = 1 },
    { .keys = { '5' }, .contexts = IN_TOUCHPOINT | EDITS, .section = SECTION_EDIT,
      .help = N_("emotion +2"), .run = run_emotion, .number = 2 },
    { .name = "unscored", .keys = { K_BACKSPACE }, .contexts = IN_GRID | EDITS,
      .section = SECTION_EDIT, .help = N_("take the emotion away"), .run = run_emotion,
      .number = EMOTION_NONE },
    { .name = "moment", .keys = { 'm' }, .contexts = IN_TOUCHPOINT | EDITS, .section = SECTION_EDIT,
      .help = N_("mark as a moment of truth, or not"), .run = run_moment },
    { .name = "lower", .keys = { 'J' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .help = N_("move it down in its stage"), .run = run_move_row, .number = 1 },
    { .name = "higher", .keys = { 'K' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .help = N_("move it up in its stage"), .run = run_move_row, .number = -1 },
    { .name = "move-left", .keys = { 'H' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .help = N_("move it to the stage on the left; a stage to the left"), .run = run_move_stage,
      .number = -1 },
    { .name = "move-right", .keys = { 'L' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .help = N_("move it to the stage on the right; a stage to the right"), .run = run_move_stage,
      .number = 1 },
    { .name = "editor", .keys = { 'E' }, .contexts = IN_MAIN | IN_FORM | EDITS,
      .section = SECTION_EDIT, .help = N_("edit the text in $EDITOR"), .run = run_editor },
    { .name = "set", .contexts = EDITS, .argument = "FIELD [VALUE]", .section = SECTION_EDIT,
      .help = N_("set a field of what is selected, or of the map"), .run = run_set,
      .complete = complete_set },
    { .help = NULL },
};
/* clang-format on */
