/* Commands that change what is selected. */
#include <stdlib.h>
#include <string.h>

#include "app/commands/selected.h"
#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/grid/grid.h"
#include "app/lists/pick.h"
#include "app/own/own.h"
#include "app/views/form.h"
#include "app/views/settings.h"
#include "base/i18n.h"
#include "base/text.h"

/* --- moving --- */

/* Where one of so many comes that goes `by` on as often as was counted. */
static size_t place_after(const struct app *app, size_t index, int by, size_t count)
{
    long to = (long)index + (long)by * (app->typed.count ? app->typed.count : 1);
    long last = (long)count - 1;
    return (size_t)(to < 0 ? 0 : to > last ? last : to);
}

RUN(move_row)
{
    struct node *node = app_selected(app);
    if (!node || !node->parent || node->kind == KIND_STAGE) {
        app_say(app, SAY_ERROR, _("select a touchpoint first; H and L move a stage"));
        return;
    }
    bool in_list = app_context(app) == IN_LIST;
    bool sorted = (node->kind != KIND_PERSONA && node->kind != KIND_NOTE) ||
                  app->sorts[node->kind].letter;
    if (in_list && sorted) {
        app_say(app, SAY_ERROR, _("This list is sorted. Change the order in the map (F2)"));
        return;
    }
    size_t index = node_index(node);
    size_t to = place_after(
        app, index, self->number, node_children(node->parent, node_list_field(node)).count);
    if (to == index)
        return;
    edit_move(&app->session.undo, node, node->parent, to);
    if (!app_has_node(app, node))
        return; /* another removed it just now */
    if (node->kind == KIND_TOUCHPOINT)
        grid_reveal(app, node);
    else if (in_list)
        app_top(app)->row = (int)node_index(node);
    else if (app->grid->in_detail)
        app->grid->detail_row += (int)node_index(node) - (int)index;
}

/* Each to the end of the stage beside its own; those of the last one stay. */
static void move_ticked(struct app *app, int by)
{
    struct node **nodes;
    size_t count = app_targets(app, &nodes), done = 0;
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    for (size_t i = 0; i < count; i++) {
        struct node *stage = app_has_node(app, nodes[i]) ? nodes[i]->parent : NULL;
        size_t to = stage ? place_after(app, node_index(stage), by,
                                node_child_count(stage->parent, MAP_STAGES))
                          : 0;
        if (!stage || to == node_index(stage))
            continue;
        edit_move(
            &app->session.undo, nodes[i], node_child(stage->parent, MAP_STAGES, to), (size_t)-1);
        done++;
    }
    undo_end(&app->session.undo);
    if (done)
        app_say(app, SAY_DONE,
            _n("%zu touchpoint moved to another stage", "%zu touchpoints moved to another stage",
                done),
            done);
    else
        app_say(app, SAY_ERROR, _("there is no stage on that side; A adds one"));
    free(nodes);
}

RUN(move_stage)
{
    struct node *node = app_selected(app);
    if (node && node->kind == KIND_TOUCHPOINT && ticks_count(app)) {
        move_ticked(app, self->number);
        level_reveal(app, app_top(app), node);
        return;
    }
    struct node *stage = node ? node_up(node, KIND_STAGE) : NULL;
    if (!stage || (node->kind != KIND_STAGE && node->kind != KIND_TOUCHPOINT)) {
        app_say(app, SAY_ERROR, _("select a touchpoint or a stage first"));
        return;
    }
    struct node_list stages = node_children(app->session.map.root, MAP_STAGES);
    size_t index = place_after(app, node_index(stage), self->number, stages.count);
    struct node *other = stages.items[index];
    if (other == stage) {
        app_say(app, SAY_ERROR, _("there is no stage on that side; A adds one"));
        return;
    }
    if (node->kind == KIND_STAGE)
        edit_move(&app->session.undo, stage, stage->parent, index);
    else
        edit_move(&app->session.undo, node, other, node_index(node));
    if (app_context(app) == IN_LIST)
        level_reveal(app, app_top(app), node);
    else
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

static void set_setting(struct app *app, struct slice line)
{
    struct buf why = BUF_INIT;
    enum setting setting = setting_of_name(slice_next_word(&line));
    const struct setting_def *def = setting_def(setting);
    if (setting_set(app, setting, text_trim(line), &why))
        app_say(app, SAY_DONE, "%s: %s", def->name, def->word(setting_value(app, setting)));
    else
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
}

/* What is selected, or the nearest above it, that has a lane of that key; NULL: nothing. */
static struct node *node_of_lane(struct app *app, struct slice key)
{
    struct lane lane;
    struct node *node = app_selected(app);
    if (node && field_of_key(node->kind, key) < FIELD_COUNT)
        return NULL;
    while (node && !lane_of_key(&app->session.map, (enum node_kind)node->kind, key, &lane))
        node = node->parent;
    return node;
}

/* Of a node, or of all ticked ones of its kind; what is wrong is said. */
static void set_lane(struct app *app, struct node *node, struct slice key, struct slice value)
{
    struct lane lane;
    struct node **nodes;
    struct buf why = BUF_INIT;
    size_t count = app_targets(app, &nodes), done = 0;
    bool several = ticks_count(app) && count && nodes[0]->kind == node->kind;
    lane_of_key(&app->session.map, (enum node_kind)node->kind, key, &lane);
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    for (size_t i = 0; several && i < count && !why.len; i++)
        if (app_has_node(app, nodes[i]))
            done += app_set_lane(app, nodes[i], &lane, text_trim(value), &why);
    bool good = several || app_set_lane(app, node, &lane, text_trim(value), &why);
    undo_end(&app->session.undo);
    if (why.len || !good)
        app_say(app, SAY_ERROR, "%s: %s", lane.def.key, why.data);
    else if (several)
        say_set_on(app, (enum node_kind)node->kind, done, lane.def.label, text_trim(value));
    else
        say_set_lane(app, node, &lane);
    buf_release(&why);
    free(nodes);
}

/* On all that are ticked; what is wrong is said. */
static void set_ticked(
    struct app *app, struct node *node, enum field field, struct slice line, struct buf *why)
{
    struct buf value = BUF_INIT;
    if (!line.len && field == kind_def(node->kind)->headline)
        app_say(app, SAY_ERROR, _("this cannot be empty"));
    else if (!line.len || field_from_line(app, field, line, &value, why))
        set_on_ticked(app, node, field, value.len ? buf_slice(&value) : SLICE_NONE);
    else
        app_say(app, SAY_ERROR, "%s: %s", field_def(field)->key, why->data);
    buf_release(&value);
}

static void set_field(struct app *app, struct slice argument)
{
    struct node *node = app_selected(app);
    struct slice value = argument, key = slice_next_word(&value);
    struct node *owner = node_of_lane(app, key);
    if (owner) {
        set_lane(app, owner, key, value);
        return;
    }
    if (!node || field_of_key(node->kind, key) >= FIELD_COUNT)
        node = app->session.map.root;
    enum field field = field_of_key(node->kind, key);
    if (field >= FIELD_COUNT || field_def(field)->type == FIELD_NODES || field == MAP_CJM) {
        app_say(app, SAY_ERROR,
            _("There is no field \"%.*s\" here; Tab after \"set \" lists the fields"),
            SLICE_ARG(key));
        return;
    }
    struct buf why = BUF_INIT;
    if (ticks_count(app) && node == app_selected(app))
        set_ticked(app, node, field, text_trim(value), &why);
    else if (app_set_from_line(app, node, field, text_trim(value), &why))
        say_set(app, node, field);
    else
        app_say(app, SAY_ERROR, "%s: %s", field_def(field)->key, why.data);
    if (app_context(app) == IN_LIST) /* which may be in another order now */
        level_reveal(app, app_top(app), node);
    buf_release(&why);
}

RUN(set)
{
    struct slice rest = argument, name = slice_next_word(&rest);
    if (!name.len)
        settings_show(app);
    else if (setting_of_name(name) < SETTING_COUNT)
        set_setting(app, argument);
    else if (!app->open)
        app_say(app, SAY_ERROR, _("no map is open: \":open FILE\" or \":new\""));
    else if (!app_only_watches(app))
        set_field(app, argument);
}

static void add_keys(
    const struct map *map, enum node_kind kind, struct slice typed, struct completions *out)
{
    struct buf word = BUF_INIT;
    struct lane lane;
    for (size_t i = 0; lane_at(map, kind, i, &lane); i++) {
        buf_clear(&word);
        buf_addf(&word, "%s ", lane.def.key);
        complete_word(out, buf_slice(&word), typed);
    }
    for (enum field f = kind_def(kind)->first; f < kind_def(kind)->end; f++)
        if (field_def(f)->type != FIELD_NODES && field_def(f)->label) {
            buf_clear(&word);
            buf_addf(&word, "%s ", field_def(f)->key);
            complete_word(out, buf_slice(&word), typed);
        }
    buf_release(&word);
}

static void add_settings(struct slice typed, struct completions *out)
{
    struct buf word = BUF_INIT;
    for (enum setting setting = 0; setting < SETTING_COUNT; setting++) {
        buf_clear(&word);
        buf_addf(&word, "%s ", setting_def(setting)->name);
        complete_word(out, buf_slice(&word), typed);
    }
    buf_release(&word);
}

/* ":set FIELD VALUE": the settings, the keys of what is selected and of the map, then the field's
 * words. */
static void complete_set(struct app *app, struct slice typed, struct completions *out)
{
    struct node *node = app_selected(app);
    enum node_kind kind = node ? node->kind : KIND_MAP;
    const char *blank = typed.len ? memchr(typed.data, ' ', typed.len) : NULL;
    struct slice word = typed, name = slice_next_word(&word);
    enum setting setting = setting_of_name(name);
    for (int i = 0; blank && setting < SETTING_COUNT && setting_def(setting)->word(i); i++)
        complete_word(out, slice_of(setting_def(setting)->word(i)), word);
    if (blank && setting < SETTING_COUNT) {
        out->start += name.len + 1;
        return;
    }
    if (!blank) {
        add_settings(typed, out);
        add_keys(&app->session.map, kind, typed, out);
        add_keys(&app->session.map, KIND_MAP, typed, out);
        return;
    }
    size_t len = (size_t)(blank - typed.data);
    struct slice key = { typed.data, len };
    enum field field = field_of_key(kind, key);
    if (field >= FIELD_COUNT)
        field = field_of_key(KIND_MAP, key);
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
      .contexts = IN_ALL & ~(IN_START | IN_HELP | IN_AGENDA | IN_WHO | IN_FORMATS | IN_LOG |
        IN_CONFLICTS | IN_ROUND | IN_IMPORT), .section = SECTION_EDIT, .hint = N_("edit"), .rank = HINT_EDIT,
      .help = N_("edit what is selected"), .run = run_enter },
    { .name = "lower", .keys = { 'J' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .counts = true, .help = N_("move it down in its stage; 3J goes three times"), .run = run_move_row, .number = 1 },
    { .name = "higher", .keys = { 'K' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .counts = true, .help = N_("move it up in its stage"), .run = run_move_row, .number = -1 },
    { .name = "move-left", .keys = { 'H' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .counts = true, .help = N_("move it to the stage on the left; a stage to the left"),
      .run = run_move_stage, .number = -1 },
    { .name = "move-right", .keys = { 'L' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .counts = true, .help = N_("move it to the stage on the right; a stage to the right"),
      .run = run_move_stage, .number = 1 },
    { .name = "editor", .keys = { 'E' }, .contexts = IN_MAIN | IN_FORM | EDITS,
      .section = SECTION_EDIT, .help = N_("edit the text in $EDITOR"), .run = run_editor },
    { .name = "set", .argument = "[FIELD] [VALUE]", .section = SECTION_EDIT,
      .without_map = true,
      .help = N_("set a field of what is selected or of the map, or a setting; alone: list the settings"),
      .run = run_set,
      .complete = complete_set },
    { .help = NULL },
};
/* clang-format on */
