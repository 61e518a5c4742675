/* Commands that mark what is selected: what it rests on, and that the team works on it. */
#include "app/commands/selected.h"
#include "app/core/ask.h"
#include "app/lists/pick.h"
#include "base/i18n.h"

/* On all that are ticked, or on the one; the first of them is said, and how many. */
static void set_mark(struct app *app, struct node *node, enum field field, struct slice value)
{
    repeat_note(app, REPEAT_SET, field, value);
    set_on_ticked(app, node, field, value);
}

/* The next word of a choice; behind the last one comes none. The command is called like the key of
 * the field. */
RUN(next_word)
{
    enum field field;
    struct node *node = selected_with(app, slice_of(self->name), &field);
    if (!node) {
        app_say(app, SAY_ERROR,
            self->number ? _("select a pain or an idea first")
                         : _("select a touchpoint, pain or persona first"));
        return;
    }
    const char *const *words = field_def(field)->words;
    struct slice now = node_get(node, field);
    int next = 0;
    while (now.len && words[next] && !slice_is(now, words[next++]))
        ;
    set_mark(app, node, field, words[next] ? slice_of(words[next]) : SLICE_NONE);
    if (app_context(app) == IN_LIST)
        level_reveal(app, app_top(app), node);
}

RUN(moment)
{
    struct node *touchpoint = selected_touchpoint(app);
    if (!touchpoint)
        return;
    set_mark(app, touchpoint, TOUCHPOINT_MOMENT,
        node_flag(touchpoint, TOUCHPOINT_MOMENT) ? SLICE_NONE : SLICE("true"));
    if (app_context(app) == IN_LIST)
        level_reveal(app, app_top(app), touchpoint);
}

/* The list is in another order then: the cursor stays on what was chosen. */
RUN(choose)
{
    enum field field;
    struct node *node = selected_with(app, SLICE("chosen"), &field);
    if (!node) {
        app_say(app, SAY_ERROR, _("select a pain or an idea first"));
        return;
    }
    bool chosen = !node_flag(node, field);
    struct slice value = chosen ? SLICE("true") : SLICE_NONE;
    set_mark(app, node, field, value);
    if (ticks_count(app) < 2)
        app_say(app, SAY_DONE,
            chosen ? _("Chosen. Enter opens the form for owner and due date") : _("not chosen"));
    if (app_context(app) == IN_LIST)
        level_reveal(app, app_top(app), node);
}

/* clang-format off */
const struct command mark_commands[] = {
    { .name = "evidence", .keys = { 's' }, .contexts = IN_MAIN | IN_SHEET | EDITS,
      .section = SECTION_EDIT, .hint = N_("evidence"), .rank = HINT_NAMED, .help = N_("evidence: none, assumption, partial, research"),
      .run = run_next_word },
    { .name = "choose", .keys = { 'c' }, .contexts = IN_DETAIL | IN_LIST | IN_FORM | EDITS,
      .section = SECTION_EDIT, .hint = N_("choose"),
      .help = N_("choose a pain or idea to work on, or take it back"), .run = run_choose },
    { .name = "status", .keys = { 't' }, .contexts = IN_DETAIL | IN_LIST | EDITS,
      .section = SECTION_EDIT, .hint = N_("status"), .help = N_("status of a pain or idea: open, doing, fixed, verified"),
      .run = run_next_word, .number = 1 },
    { .name = "moment", .keys = { 'm' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .hint = N_("moment"), .rank = HINT_LATE, .help = N_("mark as a moment of truth, or unmark"), .run = run_moment },
    { .help = NULL },
};
/* clang-format on */
