/* "." does the last change again: a score, a field, or what was added. */
#include <stdlib.h>

#include "app/commands/score.h"
#include "app/commands/selected.h"
#include "app/core/ask.h"
#include "app/lists/pick.h"
#include "base/i18n.h"

static void set_again(struct app *app, const struct repeat *repeat)
{
    enum field field = repeat->field;
    const char *key = field_def(field)->key;
    struct node *selected = app_selected(app);
    struct node *node = selected_with(app, slice_of(key), &field);
    if (!node || field_def(field)->type != field_def(repeat->field)->type) {
        app_say(app, SAY_ERROR, _("nothing here has the field \"%s\""), key);
        return;
    }
    set_on_ticked(app, node, field, repeat->text.len ? buf_slice(&repeat->text) : SLICE_NONE);
    if (app_context(app) == IN_LIST)
        level_reveal(app, app_top(app), selected);
}

/* By the command that adds such a thing, which is called like it. */
static void add_again(struct app *app, const struct repeat *repeat)
{
    const char *kind = kind_def(field_def(repeat->field)->child)->name;
    for (size_t i = 0; i < app->commands.count; i++) {
        const struct command *command = app->commands.items[i];
        bool called = (command->name && slice_is(slice_of(kind), command->name)) ||
                      (command->alias && slice_is(slice_of(kind), command->alias));
        if (called && command->argument) {
            command_run(app, command, buf_slice(&repeat->text), false);
            return;
        }
    }
}

/* To each that is ticked, in one undo. */
static void add_to_ticked(struct app *app, const struct repeat *repeat)
{
    struct node **nodes, *selected = app_selected(app);
    size_t count = app_targets(app, &nodes);
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    for (size_t i = 0; i < count; i++)
        if (app_has_node(app, nodes[i])) {
            level_reveal(app, app_top(app), nodes[i]);
            add_again(app, repeat);
        }
    undo_end(&app->session.undo);
    level_reveal(app, app_top(app), selected);
    if (count && !messages_bad(&app->messages))
        say_set_on(app, (enum node_kind)nodes[0]->kind, count, _(field_def(repeat->field)->label),
            buf_slice(&repeat->text));
    free(nodes);
}

RUN(repeat)
{
    /* What it does is noted as the last change again. */
    struct repeat last = app->repeat;
    if (last.what == REPEAT_NONE) {
        app_say(app, SAY_ERROR, _("nothing was changed yet"));
        return;
    }
    buf_init(&app->repeat.text);
    app->repeat.what = REPEAT_NONE;
    if (last.what == REPEAT_SCORE)
        score_again(app, last.score);
    else if (last.what == REPEAT_SET)
        set_again(app, &last);
    else if (ticks_count(app))
        add_to_ticked(app, &last);
    else
        add_again(app, &last);
    buf_release(&app->repeat.text);
    app->repeat = last;
}

/* clang-format off */
const struct command repeat_commands[] = {
    { .name = "repeat", .keys = { '.' }, .contexts = IN_MAIN | IN_SHEET | EDITS,
      .section = SECTION_EDIT, .help = N_("the last change again, on what is selected now, or all that is ticked"),
      .run = run_repeat },
    { .help = NULL },
};
/* clang-format on */
