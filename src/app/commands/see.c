/* Commands that change what is shown. */
#include "app/core/complete.h"
#include "app/grid/fold.h"
#include "base/i18n.h"

RUN(view_before)
{
    app_show(app, app->view_before ? app->view_before : view_of(app, IN_GRID));
}

static void announce_before(struct app *app, struct buf *out)
{
    (void)app;
    buf_adds(out, _("v before"));
}

RUN(facts)
{
    app->depth = 1;
    app_push(app, view_of(app, IN_FORM), app->session.map.root);
}

/* A count is how many columns are to be wide. */
RUN(zoom)
{
    static const char *const words[ZOOM_COUNT] = {
        N_("zoom: as many columns with names as fit"),
        N_("zoom: the stage of the cursor"),
        N_("zoom: all stages, scores only"),
    };
    struct grid_state *grid = app->grid;
    int count = app->typed.count;
    grid->zoom = count || grid->wide_wanted ? ZOOM_FIT : (grid->zoom + 1) % ZOOM_COUNT;
    grid->wide_wanted = count;
    if (!count)
        app_say(app, SAY_DONE, "%s", _(words[grid->zoom]));
}

static void fold(struct app *app, size_t stage, bool folded)
{
    if (!fold_set(app, stage, folded))
        app_say(app, SAY_ERROR,
            _("Only a phase can be folded, and this stage has none. Its form names one (Enter)"));
}

RUN(fold)
{
    size_t count = node_child_count(app->session.map.root, MAP_STAGES);
    bool folds = self->number > 0;
    if (!slice_is(argument, "all")) {
        fold(app, app->grid->stage, folds);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (is_folded(app, i) != folds)
            fold_set(app, i, folds);
}

static void complete_fold(struct app *app, struct slice typed, struct completions *out)
{
    (void)app;
    complete_word(out, SLICE("all"), typed);
}

/* clang-format off */
const struct command see_commands[] = {
    { .name = "view", .keys = { K_PAIR('v', 'v') }, .contexts = IN_MAP, .section = SECTION_SEE,
      .hint = N_("view"), .help = N_("the view before this one"), .announce = announce_before,
      .run = run_view_before },
    { .name = "facts", .keys = { K_F8, K_PAIR('v', 'f') }, .contexts = IN_MAP | IN_TALK, .section = SECTION_SEE,
      .help = N_("show the facts of the map: title, goal, owner ..."), .run = run_facts },
    { .name = "zoom", .keys = { 'z' }, .contexts = IN_GRID | IN_DETAIL, .section = SECTION_SEE,
      .hint = N_("zoom"), .counts = true,
      .help = N_("show one stage with its texts, then all stages without, then as many as fit; "
                 "3z shows three; the map opens so again"), .run = run_zoom },
    { .name = "fold", .keys = { '<' }, .contexts = IN_GRID, .argument = "[all]",
      .section = SECTION_SEE, .help = N_("fold the phase into one column; \":fold all\" all phases"),
      .run = run_fold, .number = 1, .complete = complete_fold },
    { .name = "unfold", .keys = { '>' }, .contexts = IN_GRID, .argument = "[all]",
      .section = SECTION_SEE, .help = N_("unfold the phase, or all phases"), .run = run_fold,
      .complete = complete_fold },
    { .help = NULL },
};
/* clang-format on */
