/* Commands for files, and the program's own. */
#include <stdlib.h>
#include <unistd.h>

#include "app/commands/save.h"
#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/guide/pane.h"
#include "app/people/rounds.h"
#include "app/views/log.h"
#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "store/file/replace.h"
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

/* --- export --- */

/* The persona whose sheet is on the screen; NULL: none is. */
static const struct node *shown_sheet(struct app *app)
{
    return app_top(app)->view->context == IN_SHEET ? app_top(app)->node : NULL;
}

static const struct export_format *use_protocol(struct app *app, struct export_options *options)
{
    options->history = log_history(app);
    options->conflicts = &app->session.conflicts;
    return &export_protocol;
}

/* What the ending says; as Markdown what is shown, if that has a form of its own. */
static const struct export_format *choose_format(
    struct app *app, const char *path, struct export_options *options)
{
    const struct export_format *format = export_format_of_path(path);
    const struct node *sheet = shown_sheet(app);
    if (format != &export_markdown)
        return format;
    if (app_top(app)->view->context == IN_LOG)
        return use_protocol(app, options);
    if (!sheet)
        return format;
    /* A name is no sure way to a persona, an id is. */
    options->persona = sheet->id;
    return &export_persona;
}

static bool export_to(
    struct app *app, bool protocol, struct slice path, bool forced, struct buf *why)
{
    struct export_options options = { .layout = LAYOUT_TABLE };
    struct buf name = BUF_INIT, text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    bool good = false;
    add_path(path, &name);
    const struct export_format *format = protocol ? use_protocol(app, &options)
                                                  : choose_format(app, name.data, &options);
    if (!format)
        buf_addf(why, _("no format has this ending; name the file %s.md"), name.data);
    else if (session_is_file(&app->session, name.data))
        buf_adds(why, _("this is the map itself; name another file"));
    else if (!forced && access(name.data, F_OK) == 0)
        buf_addf(
            why, _("%1$s already exists; \":export! %2$s\" overwrites it"), name.data, name.data);
    else if (format->write(&app->session.map, &options, &text, &diags) == STATUS_OK &&
             file_replace(name.data, buf_slice(&text), &diags) == STATUS_OK)
        good = true;
    if (diags.count)
        diag_format(&diags.items[0], why);
    if (good)
        app_say(app, SAY_DONE, _("exported: %s"), name.data);
    diags_release(&diags);
    buf_release(&name);
    buf_release(&text);
    return good;
}

static bool named_export(struct app *app, struct slice text, struct buf *message)
{
    return !text_trim(text).len || export_to(app, false, text_trim(text), false, message);
}

/* A name with the ending of each format. */
static void add_endings(struct slice stem, struct slice typed, struct completions *out)
{
    struct buf name = BUF_INIT;
    for (size_t i = 0; export_formats[i]; i++)
        for (const char *const *ending = export_formats[i]->endings; ending && *ending; ending++) {
            buf_clear(&name);
            buf_addf(&name, "%.*s.%s", SLICE_ARG(stem), *ending);
            complete_word(out, buf_slice(&name), typed);
        }
    buf_release(&name);
}

/* Names of the map, or else of what is typed, and files. */
static void complete_export(void *context, struct slice typed, struct completions *out)
{
    struct app *app = context;
    struct slice stem = typed;
    add_endings(title_of_file(app->session.path ? app->session.path : "map.yaml"), typed, out);
    for (size_t i = stem.len; i > 0 && stem.data[i - 1] != '/'; i--)
        if (stem.data[i - 1] == '.')
            stem.len = i - 1;
    if (!out->count && stem.len && stem.data[stem.len - 1] != '/')
        add_endings(stem, typed, out);
    complete_file(app, typed, out);
}

static void complete_export_to(struct app *app, struct slice typed, struct completions *out)
{
    complete_export(app, typed, out);
}

RUN(export)
{
    struct buf why = BUF_INIT;
    if (argument.len) {
        if (!export_to(app, false, argument, forced, &why))
            app_say(app, SAY_ERROR, "%s", why.data);
        buf_release(&why);
        return;
    }
    struct slice path = slice_of(app->session.path ? app->session.path : "map.yaml");
    size_t dot = path.len;
    while (dot > 0 && path.data[dot - 1] != '.' && path.data[dot - 1] != '/')
        dot--;
    bool has_ending = dot > 0 && path.data[dot - 1] == '.';
    buf_add(&why, path.data, has_ending ? dot - 1 : path.len);
    if (shown_sheet(app))
        buf_addf(&why, "-%s", shown_sheet(app)->id);
    if (app_top(app)->view->context == IN_LOG)
        buf_adds(&why, "-protocol");
    buf_adds(&why, ".md");
    ask_file(app, _("Export to"), buf_slice(&why), named_export);
    app->prompt.complete = complete_export;
    buf_release(&why);
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

RUN(log)
{
    struct buf why = BUF_INIT;
    if (argument.len && !export_to(app, true, argument, forced, &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    else if (!argument.len)
        app_push_once(app, view_of(app, IN_LOG));
    buf_release(&why);
}

/* clang-format off */
const struct command file_commands[] = {
    { .name = "export", .keys = { 'x' }, .contexts = IN_MAP | IN_END,
      .argument = "[FILE]", .section = SECTION_FILE, .hint = N_("export"),
      .help = N_("export in the format of FILE's ending (.md); from a persona's sheet, export that "
                 "sheet; from the log, the minutes"), .run = run_export,
      .complete = complete_export_to },
    { .name = "write", .alias = "w", .keys = { 'w' }, .contexts = IN_MAP | IN_END,
      .argument = "[FILE]", .section = SECTION_FILE,
      .help = N_("save; with FILE, save to that file (w! overwrites)"), .run = run_write },
    { .keys = { K_CTRL('s') }, .contexts = IN_MAP | IN_GUIDE | IN_END, .section = SECTION_FILE,
      .help = N_("the same, also where no letter is a command"), .run = run_write },
    { .name = "open", .alias = "e", .argument = "FILE", .section = SECTION_FILE,
      .help = N_("open another map"), .without_map = true, .run = run_open },
    { .name = "new", .argument = "[FILE]", .section = SECTION_FILE, .help = N_("create a new map"),
      .without_map = true, .run = run_new },
    { .name = "log", .argument = "[FILE]", .section = SECTION_PEOPLE,
      .help = N_("show who changed what and when in this session; with FILE, write the minutes as "
                 "Markdown"), .run = run_log },
    { .help = NULL },
};
/* clang-format on */
