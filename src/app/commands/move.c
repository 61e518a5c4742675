/* Commands that move the cursor. */
#include <stdlib.h>

#include "app/grid/grid.h"
#include "base/i18n.h"
#include "base/text.h"

enum { FAR = 1000000 };

static int times(const struct app *app)
{
    return app->typed.count ? app->typed.count : 1;
}

RUN(sideways)
{
    level_move(app, app_top(app), self->number * times(app), 0);
}

RUN(along)
{
    level_move(app, app_top(app), 0, self->number * times(app));
}

static void move_page(struct app *app, int number, bool half)
{
    struct level *level = app_top(app);
    int page = half ? level->page / 2 : level->page - 1;
    level_move(app, level, 0, number * times(app) * (page > 1 ? page : 1));
}

RUN(page)
{
    move_page(app, self->number, false);
}

RUN(half_page)
{
    move_page(app, self->number, true);
}

/* The first, the last, or the one that was counted; in the grid the stage itself is above them. */
RUN(end)
{
    struct level *level = app_top(app);
    jump_begin(app);
    level_move(app, level, 0, app->typed.count ? -FAR : self->number);
    if (app->typed.count || self->number < 0)
        level_move(app, level, 0, times(app) - (app_context(app) != IN_GRID));
}

static void announce_first(struct app *app, struct buf *out)
{
    buf_adds(out, app_context(app) & IN_TOUCHPOINT ? _("gg: first touchpoint; the guide is on i")
                                                   : _("gg: first row; the guide is on i"));
}

RUN(end_stage)
{
    jump_begin(app);
    app->grid->in_detail = false;
    level_move(app, app_top(app), self->number, 0);
}

/* Along the journey, over the borders of stages. */
RUN(touchpoint)
{
    struct node *node = grid_subject(app), *next = node;
    for (int i = times(app); i && next; i--)
        if ((next = touchpoint_beside(next, self->number)))
            node = next;
    if (node && node->kind == KIND_TOUCHPOINT)
        level_reveal(app, app_top(app), node);
}

RUN(stage)
{
    app->grid->in_detail = false;
    level_move(app, app_top(app), self->number * times(app), 0);
}

/* The n-th of the journey. */
RUN(go_to)
{
    struct node *node = node_child(app->session.map.root, MAP_STAGES, 0);
    char *end;
    long number = argument.len ? strtol(argument.data, &end, 10) : 0;
    if (number < 1 || end != argument.data + argument.len) {
        app_say(app, SAY_ERROR, _("name the number of a touchpoint: \":12\""));
        return;
    }
    for (struct node *next = node; next && number; number--)
        if ((next = touchpoint_beside(next, 1)))
            node = next;
    if (!node)
        return;
    jump_begin(app);
    app_show(app, view_of(app, IN_GRID));
    level_reveal(app, app_top(app), node);
}

/* From a row of a list to its place in the map; from there back to the row. */
RUN(jump_back)
{
    struct node *node = app_context(app) == IN_LIST ? app_selected(app) : NULL;
    if (!node || !node_up(node, KIND_STAGE)) {
        jump_back(app);
        return;
    }
    jump_begin(app);
    grid_go_to(app, node);
}

RUN(pane)
{
    if (!app->grid->in_detail && !detail_can_be_entered(app)) {
        app_say(app, SAY_DONE, _("no pains, ideas or quotes here; add them with p, o and \""));
        return;
    }
    app->grid->in_detail = !app->grid->in_detail;
    app->grid->detail_row = app->grid->detail_top = app->grid->detail_past = 0;
}

/* clang-format off */
const struct command move_commands[] = {
    { .name = "left", .keys = { K_LEFT, 'h' }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .counts = true, .moves = true, .help = N_("go left; 3h goes three times"), .run = run_sideways,
      .number = -1 },
    { .name = "down", .keys = { K_DOWN, 'j' }, .contexts = IN_ALL | IN_SCROLL,
      .section = SECTION_MOVE, .counts = true, .moves = true, .help = N_("go down"), .run = run_along,
      .number = 1 },
    { .name = "up", .keys = { K_UP, 'k' }, .contexts = IN_ALL | IN_SCROLL, .section = SECTION_MOVE,
      .counts = true, .moves = true, .help = N_("go up; above the first touchpoint is the stage itself"),
      .run = run_along, .number = -1 },
    { .name = "right", .keys = { K_RIGHT, 'l' }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .counts = true, .moves = true, .help = N_("go right"), .run = run_sideways, .number = 1 },
    { .name = "page-down", .keys = { K_PAGE_DOWN, K_CTRL('f') }, .contexts = IN_ALL,
      .section = SECTION_MOVE, .counts = true, .moves = true, .help = N_("a page down"), .run = run_page,
      .number = 1 },
    { .name = "page-up", .keys = { K_PAGE_UP, K_CTRL('b') }, .contexts = IN_ALL,
      .section = SECTION_MOVE, .counts = true, .moves = true, .help = N_("a page up"), .run = run_page,
      .number = -1 },
    { .name = "half-down", .keys = { K_CTRL('d') }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .counts = true, .moves = true, .help = N_("half a page down"), .run = run_half_page, .number = 1 },
    { .name = "half-up", .keys = { K_CTRL('u') }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .counts = true, .moves = true, .help = N_("half a page up"), .run = run_half_page, .number = -1 },
    { .name = "first", .keys = { K_HOME, K_PAIR('g', 'g') }, .contexts = IN_ALL,
      .section = SECTION_MOVE, .counts = true, .announce = announce_first,
      .help = N_("to the first touchpoint of the stage, or row of a list"), .run = run_end,
      .number = -FAR },
    { .name = "last", .keys = { K_END, 'G' }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .counts = true, .help = N_("to the last one; 5G to the fifth"), .run = run_end,
      .number = FAR },
    { .name = "first-stage", .keys = { '^' }, .contexts = IN_TOUCHPOINT, .section = SECTION_MOVE,
      .help = N_("to the first stage"), .run = run_end_stage, .number = -FAR },
    { .name = "last-stage", .keys = { '$' }, .contexts = IN_TOUCHPOINT, .section = SECTION_MOVE,
      .help = N_("to the last stage"), .run = run_end_stage, .number = FAR },
    { .name = "next-point", .keys = { ')' }, .contexts = IN_TOUCHPOINT,
      .section = SECTION_MOVE, .counts = true,
      .help = N_("to the next touchpoint of the journey, also in the next stage"),
      .run = run_touchpoint, .number = 1 },
    { .name = "prev-point", .keys = { '(' }, .contexts = IN_TOUCHPOINT,
      .section = SECTION_MOVE, .counts = true, .help = N_("to the touchpoint before"),
      .run = run_touchpoint, .number = -1 },
    { .name = "next-stage", .keys = { '}' }, .contexts = IN_TOUCHPOINT, .section = SECTION_MOVE,
      .counts = true, .help = N_("to the next stage"), .run = run_stage, .number = 1 },
    { .name = "prev-stage", .keys = { '{' }, .contexts = IN_TOUCHPOINT,
      .section = SECTION_MOVE, .counts = true, .help = N_("to the stage before"),
      .run = run_stage, .number = -1 },
    { .name = "go-to", .argument = "NUMBER", .section = SECTION_MOVE,
      .help = N_("to a touchpoint by its number in the journey; \":12\" does it, too"),
      .run = run_go_to },
    { .name = "jump-back", .keys = { '`' }, .contexts = IN_MAP, .section = SECTION_MOVE,
      .help = N_("back to where the cursor was before it went far; in a list: to its place in the "
                 "map"), .run = run_jump_back },
    { .name = "pane", .keys = { K_TAB, K_BACK_TAB }, .contexts = IN_GRID | IN_DETAIL,
      .section = SECTION_MOVE, .help = N_("to the other pane: grid, details"), .run = run_pane },
    { .help = NULL },
};
/* clang-format on */
