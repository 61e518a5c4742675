/* Commands for files, and the program's own. */
#include <stdlib.h>

#include "app/commands/save.h"
#include "app/core/ask.h"
#include "app/guide/pane.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/template.h"

/* --- saving --- */

bool save_map(struct app *app)
{
    struct diags diags = DIAGS_INIT;
    guide_pane_note(app);
    enum status status = app->open && session_unsaved(&app->session)
                             ? session_save(&app->session, false, &diags)
                             : STATUS_OK;
    app_report_save(app, &diags, status);
    return status == STATUS_OK || !session_at_risk(&app->session);
}

static void write_map(struct app *app, struct slice path, bool forced)
{
    struct diags diags = DIAGS_INIT;
    struct buf name = BUF_INIT;
    add_path(path, &name);
    rounds_pause(app);
    enum status status = path.len ? session_save_as(&app->session, name.data, forced, &diags)
                                  : session_save(&app->session, forced, &diags);
    if (status == STATUS_OK)
        app_say(app, SAY_DONE, path.len ? _("saved: %s is now the map's file") : _("saved: %s"),
            app->session.path);
    app_report_save(app, &diags, status);
    rounds_go_on(app);
    buf_release(&name);
}

static bool named_file(struct app *app, struct slice text, struct buf *message)
{
    (void)message;
    if (text_trim(text).len)
        write_map(app, text_trim(text), false);
    return true;
}

RUN(write)
{
    if (!argument.len && !app->session.path)
        ask_file(app, _("Save as"), SLICE(""), named_file);
    else
        write_map(app, argument, forced);
}

/* --- other maps --- */

RUN(open)
{
    struct buf name = BUF_INIT;
    if (!argument.len) {
        app_say(app, SAY_ERROR, _("name a file: \":open FILE\""));
        return;
    }
    add_path(argument, &name);
    if (slice_is(buf_slice(&name), "-"))
        app_say(app, SAY_ERROR, _("\"-\" is not a file here; name another file"));
    else if (forced || save_map(app))
        ask_open(app, &(struct opening){ .path = name.data });
    buf_release(&name);
}

RUN(new)
{
    struct buf why = BUF_INIT;
    if (!save_map(app))
        return;
    if (!argument.len)
        app_ask_new(app, &(struct new_map){ 0 }, false);
    else if (!make_map(app, argument, &(struct new_map){ 0 }, false, &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
}

/* clang-format off */
const struct command file_commands[] = {
    { .name = "write", .alias = "w", .keys = { 'w' }, .contexts = IN_MAP | IN_END,
      .argument = "[FILE]", .section = SECTION_FILE,
      .help = N_("save; with FILE, save to that file (w! overwrites)"), .run = run_write },
    { .keys = { K_CTRL('s') }, .contexts = IN_MAP | IN_GUIDE | IN_END, .section = SECTION_FILE,
      .help = N_("the same, also where no letter is a command"), .run = run_write },
    { .name = "open", .alias = "e", .argument = "FILE", .section = SECTION_FILE,
      .help = N_("open another map"), .without_map = true, .run = run_open },
    { .name = "new", .argument = "[FILE]", .section = SECTION_FILE, .help = N_("create a new map"),
      .without_map = true, .run = run_new },
    { .help = NULL },
};
/* clang-format on */
