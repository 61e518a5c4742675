/* Sorting the list that is shown by one of its columns. */
#include "app/core/complete.h"
#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "base/text.h"

static const struct column *columns_shown(struct app *app)
{
    const struct listing *listing = app_top(app)->view->listing;
    return listing ? listing->columns : NULL;
}

static void sort_by(struct app *app, char letter, const char *name)
{
    struct level *level = app_top(app);
    struct list_sort *sort = &app->sorts[level->view->lists];
    struct node *node = app_selected(app);
    sort->turned = letter && sort->letter == letter && !sort->turned;
    sort->letter = letter;
    node_list_forget(app);
    if (node)
        level_reveal(app, level, node);
    if (!letter)
        app_say(app, SAY_DONE, _("in the usual order"));
    else
        app_say(app, SAY_DONE,
            sort->turned ? _("sorted by %s, the other way round") : _("sorted by %s"), name);
}

bool list_sort_key(struct app *app, uint32_t code)
{
    if (code == K_BACKSPACE)
        sort_by(app, '\0', "");
    for (const struct column *column = columns_shown(app); column && column->name; column++)
        if (column->letter && code == (uint32_t)column->letter) {
            sort_by(app, column->letter, column_called(column));
            return true;
        }
    return code == K_BACKSPACE;
}

void list_sort_hint(struct app *app, struct buf *out)
{
    for (const struct column *column = columns_shown(app); column && column->name; column++)
        if (column->letter)
            buf_addf(out, "%c %s  ", column->letter, column_called(column));
    buf_adds(out, _("Backspace as usual"));
}

RUN(sort)
{
    const struct column *column = columns_shown(app);
    if (!column) {
        app_say(app, SAY_ERROR, _("only a list can be sorted: F4 lists the pains"));
        return;
    }
    if (!argument.len) {
        app->typed.sorts = true;
        return;
    }
    for (; column->name; column++)
        if (column->letter && (text_equal_fold(argument, slice_of(i18n_marked(column->name))) ||
                                  text_equal_fold(argument, slice_of(column_called(column))))) {
            sort_by(app, column->letter, column_called(column));
            return;
        }
    app_say(app, SAY_ERROR, _("this list has no column \"%.*s\"; Tab lists the columns"),
        SLICE_ARG(argument));
}

static void complete_sort(struct app *app, struct slice typed, struct completions *out)
{
    for (const struct column *column = columns_shown(app); column && column->name; column++)
        if (column->letter)
            complete_word(out, slice_of(column_called(column)), typed);
}

/* clang-format off */
const struct command sort_commands[] = {
    { .name = "sort", .keys = { 'S' }, .contexts = IN_LIST, .argument = "[COLUMN]",
      .section = SECTION_SEE, .hint = N_("sort"), .rank = HINT_EDIT, .help = N_("sort the list by a column; the same again turns it round"),
      .run = run_sort, .complete = complete_sort },
    { .help = NULL },
};
/* clang-format on */
