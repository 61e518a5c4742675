/* Commands of the program itself: leaving, one step back, a command by its name. */
#include "app/commands/save.h"
#include "app/core/ask.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "app/lists/pick.h"
#include "base/i18n.h"

/* --- leaving --- */

/* It stays, since its work is nowhere but here. Without a file that is said with what is missing.
 */
static void say_way_out(struct app *app)
{
    if (app->session.path && session_at_risk(&app->session))
        app_say_more(app, _("\":q!\" quits and saves a copy elsewhere"));
}

/* At the top everything is saved, so there is nothing to ask. */
static void leave(struct app *app, bool forced)
{
    if (!forced)
        guide_pane_leave(app);
    app->ending = forced || save_map(app);
    if (!app->ending)
        say_way_out(app);
}

/* One step towards the map; false where there is none. */
static bool step_back(struct app *app)
{
    if (app_pop(app))
        return true;
    if (app->grid->in_detail)
        app->grid->in_detail = false;
    else if (app->open && !app_on_grid(app))
        app_show(app, view_of(app, IN_GRID));
    else
        return false;
    return true;
}

/* With "!" it overwrites, as in "w!"; nothing is dropped. */
RUN(write_quit)
{
    struct diags diags = DIAGS_INIT;
    guide_pane_leave(app);
    enum status status = session_save(&app->session, forced, &diags);
    app->ending = status == STATUS_OK;
    app_report_save(app, &diags, status);
    if (!app->ending)
        say_way_out(app);
}

/* The key goes one level up first; the name leaves from wherever it is. */
RUN(quit)
{
    if (argument.data || !step_back(app))
        leave(app, forced);
}

RUN(quit_at_once)
{
    leave(app, true);
}

static void announce_write_quit(struct app *app, struct buf *out)
{
    (void)app;
    buf_adds(out, _("Z save and quit"));
}

static void announce_quit(struct app *app, struct buf *out)
{
    (void)app;
    buf_adds(out, _("Q quit without saving"));
}

/* What is ticked, what was found, and the filter go first; what lies above it all before them. */
RUN(back)
{
    bool found = app->pick->finds && app->open, over = app->depth > 1;
    app->pick->finds = false;
    if (over || !app->open) {
        if (!found)
            step_back(app);
    } else if (!ticks_end(app) && !found && !filter_end(app)) {
        step_back(app);
    }
}

RUN(request)
{
    app->request = (enum app_request)self->number;
}

/* --- a command by its name --- */

/* A command that failed leaves its line to be mended. */
static bool run_line(struct app *app, struct slice text, struct buf *message)
{
    messages_clear(&app->messages);
    if (!command_line(app, text, message))
        return false;
    if (!messages_bad(&app->messages) || app->asking)
        return true;
    buf_add_slice(message, buf_slice(&app->messages.text));
    messages_clear(&app->messages);
    return false;
}

RUN(command)
{
    app_ask(app, "", HISTORY_COMMANDS, SLICE_NONE, &(struct ask){ .done = run_line });
    app->prompt.complete = command_complete;
    app->prompt.one_line = true;
}

RUN(help)
{
    const struct view *view = view_of(app, IN_HELP);
    app_push_once(app, view);
    if (!argument.len)
        return;
    app_top(app)->top = -1;
    if (!view->find(app, app_top(app), argument, 1)) {
        app_top(app)->top = 0;
        app_say(app, SAY_ERROR, _("the help has nothing about \"%.*s\""), SLICE_ARG(argument));
    }
}

/* clang-format off */
const struct command program_commands[] = {
    { .name = "back", .keys = { K_ESC, K_CTRL('c') },
      .contexts = IN_FORM | IN_HELP | IN_CHOICE | IN_SHEET | IN_AGENDA | IN_WHO | IN_LOG |
        IN_CONFLICTS | IN_ROUND | IN_FORMATS | IN_IMPORT, .section = SECTION_PROGRAM, .hint = N_("back"), .rank = HINT_BACK,
      .help = N_("go one step back"), .run = run_back },
    { .name = "wq", .alias = "x", .keys = { K_PAIR('Z', 'Z') }, .contexts = IN_MAP,
      .section = SECTION_FILE, .help = N_("save and quit"), .announce = announce_write_quit,
      .run = run_write_quit },
    { .keys = { K_PAIR('Z', 'Q') }, .contexts = IN_MAP, .section = SECTION_FILE,
      .help = N_("quit without saving the file; the journal keeps the edits (:q!)"),
      .announce = announce_quit, .run = run_quit_at_once },
    { .name = "quit", .alias = "q", .keys = { 'q' }, .contexts = IN_ALL & ~IN_CHOICE,
      .section = SECTION_PROGRAM,
      .hint = N_("quit"),
      .help = N_("up one level; in the map: save and quit (:q! quits without saving the file; the "
                 "journal keeps the edits)"), .without_map = true, .run = run_quit },
    { .keys = { K_ESC, K_CTRL('c') }, .contexts = IN_START | IN_MAIN, .section = SECTION_PROGRAM,
      .help = N_("go from a list or the details to the map"), .run = run_back },
    { .name = "command", .keys = { ':' }, .contexts = IN_ALL | IN_GUIDE | IN_END,
      .section = SECTION_PROGRAM, .help = N_("run a command by its name; Tab completes it"),
      .run = run_command },
    { .name = "help", .keys = { '?', K_F1 }, .contexts = IN_ALL, .argument = "[WORD]",
      .section = SECTION_PROGRAM, .hint = N_("help"),
      .help = N_("show this help, at the place about WORD"), .run = run_help },
    { .name = "repaint", .keys = { K_CTRL('l') }, .contexts = IN_ALL | IN_GUIDE | IN_END,
      .section = SECTION_PROGRAM, .help = N_("redraw the screen"), .run = run_request,
      .number = REQUEST_REPAINT },
    { .name = "suspend", .keys = { K_CTRL('z') }, .contexts = IN_ALL | IN_GUIDE | IN_END,
      .section = SECTION_PROGRAM, .help = N_("suspend the program (fg resumes it)"),
      .run = run_request,
      .number = REQUEST_SUSPEND },
    { .help = NULL },
};
/* clang-format on */
