/* "." does the last change again: a score, a field, or what was added. */
#include "app/commands/score.h"
#include "app/commands/selected.h"
#include "app/core/ask.h"
#include "base/i18n.h"

static void set_again(struct app *app, const struct repeat *repeat)
{
    enum field field = repeat->field;
    const char *key = field_def(field)->key;
    struct node *node = selected_with(app, slice_of(key), &field);
    if (!node || field_def(field)->type != field_def(repeat->field)->type) {
        app_say(app, SAY_ERROR, _("nothing here has the field \"%s\""), key);
        return;
    }
    edit_set(
        &app->session.undo, node, field, repeat->text.len ? buf_slice(&repeat->text) : SLICE_NONE);
    say_set(app, node, field);
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
    else
        add_again(app, &last);
    buf_release(&app->repeat.text);
    app->repeat = last;
}

/* clang-format off */
const struct command repeat_commands[] = {
    { .name = "repeat", .keys = { '.' }, .contexts = IN_MAIN | IN_SHEET | EDITS,
      .section = SECTION_EDIT, .help = N_("the last change again, on what is selected now"),
      .run = run_repeat },
    { .help = NULL },
};
/* clang-format on */
