/* Commands that move the cursor. */
#include "app/grid/grid.h"
#include "base/i18n.h"
#include "base/text.h"

enum { FAR = 1000000 };

RUN(sideways)
{
    level_move(app, app_top(app), self->number, 0);
}

RUN(along)
{
    level_move(app, app_top(app), 0, self->number);
}

RUN(page)
{
    struct level *level = app_top(app);
    int page = level->page > 1 ? level->page - 1 : 1;
    level_move(app, level, 0, self->number * page);
}

/* In the grid first and last are sideways, as stages are what there is one end to the other. */
RUN(end)
{
    bool grid = app_context(app) == IN_GRID;
    level_move(app, app_top(app), grid ? self->number : 0, grid ? 0 : self->number);
}

RUN(pane)
{
    if (!app->grid->in_detail && !detail_rows(app)) {
        app_say(app, SAY_DONE, _("no pains, ideas or quotes here; p, o and \" add them"));
        return;
    }
    app->grid->in_detail = !app->grid->in_detail;
    app->grid->detail_row = app->grid->detail_top = 0;
}

/* clang-format off */
const struct command move_commands[] = {
    { .name = "left", .keys = { K_LEFT, 'h' }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .help = N_("go left"), .run = run_sideways, .number = -1 },
    { .name = "down", .keys = { K_DOWN, 'j' }, .contexts = IN_ALL | IN_SCROLL,
      .section = SECTION_MOVE, .help = N_("go down"), .run = run_along, .number = 1 },
    { .name = "up", .keys = { K_UP, 'k' }, .contexts = IN_ALL | IN_SCROLL, .section = SECTION_MOVE,
      .help = N_("go up; above the first touchpoint is the stage itself"), .run = run_along,
      .number = -1 },
    { .name = "right", .keys = { K_RIGHT, 'l' }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .help = N_("go right"), .run = run_sideways, .number = 1 },
    { .name = "page-down", .keys = { K_PAGE_DOWN, K_CTRL('f') }, .contexts = IN_ALL,
      .section = SECTION_MOVE, .help = N_("a page down"), .run = run_page, .number = 1 },
    { .name = "page-up", .keys = { K_PAGE_UP, K_CTRL('b') }, .contexts = IN_ALL,
      .section = SECTION_MOVE, .help = N_("a page up"), .run = run_page, .number = -1 },
    { .name = "first", .keys = { K_HOME, '^' }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .help = N_("to the first stage, or the first row of a list"), .run = run_end, .number = -FAR },
    { .keys = { '0' }, .contexts = IN_ALL & ~IN_TOUCHPOINT, .section = SECTION_MOVE,
      .help = N_("to the first row of a list"), .run = run_end,
      .number = -FAR },
    { .name = "last", .keys = { K_END, '$' }, .contexts = IN_ALL, .section = SECTION_MOVE,
      .help = N_("to the last stage, or the last row of a list"), .run = run_end, .number = FAR },
    { .name = "pane", .keys = { K_TAB, K_BACK_TAB }, .contexts = IN_GRID | IN_DETAIL,
      .section = SECTION_MOVE, .help = N_("to the other pane: grid, details"), .run = run_pane },
    { .help = NULL },
};
/* clang-format on */
