/* Commands that mark what is selected: what it rests on, and that the team works on it. */
#include "app/core/state.h"
#include "base/i18n.h"

/* The nearest node upwards from the selected one that has a field of that key; NULL where there is
 * none. */
static struct node *selected_with(struct app *app, struct slice key, enum field *field)
{
    struct node *node = app_selected(app);
    while (node && (*field = field_of_key(node->kind, key)) >= FIELD_COUNT)
        node = node->parent;
    return node;
}

RUN(evidence)
{
    enum field field;
    struct node *node = selected_with(app, SLICE("evidence"), &field);
    if (!node) {
        app_say(app, SAY_ERROR, _("select a touchpoint, pain or persona first"));
        return;
    }
    const char *const *words = field_def(field)->words;
    struct slice now = node_get(node, field);
    int next = 0;
    while (now.len && words[next] && !slice_is(now, words[next++]))
        ;
    edit_set(&app->session.undo, node, field, words[next] ? slice_of(words[next]) : SLICE_NONE);
    app_say(app, SAY_DONE, _("evidence: %s"), words[next] ? words[next] : _("not said"));
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
    edit_set(&app->session.undo, node, field, chosen ? SLICE("true") : SLICE_NONE);
    app_say(app, SAY_DONE, chosen ? _("chosen; Enter sets owner and due date") : _("not chosen"));
    if (app_context(app) == IN_LIST)
        level_reveal(app, app_top(app), node);
}

/* clang-format off */
const struct command mark_commands[] = {
    { .name = "evidence", .keys = { 's' }, .contexts = IN_MAIN | IN_SHEET | EDITS,
      .section = SECTION_EDIT, .help = N_("evidence: none, assumption, partial, research"),
      .run = run_evidence },
    { .name = "choose", .keys = { 'c' }, .contexts = IN_DETAIL | IN_LIST | IN_FORM | EDITS,
      .section = SECTION_EDIT, .hint = N_("choose"),
      .help = N_("choose a pain or idea to work on, or no longer"), .run = run_choose },
    { .help = NULL },
};
/* clang-format on */
