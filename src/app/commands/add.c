/* Commands that add to the map. */
#include "app/views/add.h"
#include "app/grid/grid.h"
#include "base/i18n.h"

static void add_touchpoint(struct app *app, struct slice name)
{
    struct node *stage = grid_stage(app);
    if (!stage)
        app_say(app, SAY_ERROR, _("no stage yet; A adds one"));
    else
        add_node(app, stage, KIND_TOUCHPOINT, (size_t)(app->grid->row + 1), name);
}

/* In a list, and in the details, what it lists: below the selected one, where that is. */
static void add_to_list(struct app *app, enum node_kind kind, struct slice text)
{
    struct node *node = app_selected(app);
    if (field_of_child(KIND_MAP, kind) != FIELD_UNKNOWN)
        add_node(app, app->session.map.root, kind, (size_t)-1, text);
    else if (node)
        add_node(app, node->parent, kind, node_index(node) + 1, text);
    else
        app_say(app, SAY_ERROR,
            _("These belong to touchpoints. Go to the map (F2) and add them there"));
}

RUN(add)
{
    const struct node *node = app_selected(app);
    enum node_kind kind = app_main_view(app)->lists;
    bool item = app_context(app) == IN_DETAIL && node && node->kind > KIND_TOUCHPOINT;
    if (app_context(app) == IN_LIST && kind != KIND_MAP)
        add_to_list(app, kind, argument);
    else if (item)
        add_to_list(app, (enum node_kind)node->kind, argument);
    else
        add_touchpoint(app, argument);
}

RUN(add_stage)
{
    struct node *stage = grid_stage(app);
    add_node(app, app->session.map.root, KIND_STAGE, stage ? app->grid->stage + 1 : 0, argument);
}

RUN(add_child)
{
    struct node *node = app_selected(app);
    enum node_kind kind = (enum node_kind)self->number;
    while (node && field_of_child(node->kind, kind) == FIELD_UNKNOWN)
        node = node->parent;
    if (!node || (node->kind == KIND_MAP && kind != KIND_METRIC && kind != KIND_COMMENT))
        app_say(app, SAY_ERROR, _("select a touchpoint first; a adds one"));
    else
        add_node(app, node, kind, (size_t)-1, argument);
}

/* clang-format off */
const struct command add_commands[] = {
    { .name = "add", .alias = "touchpoint", .keys = { 'a' }, .contexts = IN_MAIN | EDITS,
      .argument = "[NAME]", .section = SECTION_EDIT, .hint = N_("add"), .rank = HINT_OWN,
      .help = N_("add touchpoints below, such as Pay @web -1 !slow; in a list, add to the list"),
      .run = run_add },
    { .name = "stage", .keys = { 'A' }, .contexts = IN_GRID | IN_DETAIL | EDITS,
      .argument = "[NAME]", .section = SECTION_EDIT, .hint = N_("stage"), .rank = HINT_OWN,
      .help = N_("add stages to the right, with ; between"), .run = run_add_stage },
    { .name = "pain", .keys = { 'p' }, .contexts = IN_MAIN | IN_FORM | EDITS, .argument = "[TEXT]",
      .section = SECTION_EDIT, .hint = N_("pain"), .help = N_("add a pain to the touchpoint"),
      .run = run_add_child, .number = KIND_PAIN },
    { .name = "idea", .keys = { 'o' }, .contexts = IN_MAIN | IN_FORM | EDITS, .argument = "[TEXT]",
      .section = SECTION_EDIT, .hint = N_("idea"), .help = N_("add an idea to the touchpoint"),
      .run = run_add_child, .number = KIND_IDEA },
    { .name = "quote", .keys = { '"' }, .contexts = IN_MAIN | IN_FORM | EDITS, .argument = "[TEXT]",
      .section = SECTION_EDIT, .help = N_("add a quote to the touchpoint"), .run = run_add_child,
      .number = KIND_QUOTE },
    { .name = "metric", .keys = { '#' }, .contexts = IN_MAIN | IN_FORM | EDITS, .argument = "[NAME]", .section = SECTION_EDIT,
      .help = N_("add a metric to the touchpoint or stage"), .run = run_add_child,
      .number = KIND_METRIC },
    { .name = "comment", .keys = { 'C' }, .contexts = IN_MAIN | IN_FORM | IN_SHEET | EDITS, .argument = "[TEXT]",
      .section = SECTION_EDIT, .help = N_("add a comment on what is selected"), .run = run_add_child,
      .number = KIND_COMMENT },
    { .help = NULL },
};
/* clang-format on */
