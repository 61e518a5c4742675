/* Commands for files, and the program's own. */
#include <config.h>

#include <stdlib.h>
#include <unistd.h>

#include "app/commands/run.h"
#include "app/core/complete.h"
#include "app/core/state.h"
#include "app/guide/pane.h"
#include "app/views/log.h"
#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "store/file/replace.h"

void add_path(struct slice path, struct buf *out)
{
    const char *home = getenv("HOME");
    if (home && path.len > 1 && path.data[0] == '~' && path.data[1] == '/') {
        buf_adds(out, home);
        path = slice_from(path, 1);
    }
    buf_add_slice(out, path);
}

/* --- saving --- */

static void write_map(struct app *app, struct slice path, bool forced)
{
    struct diags diags = DIAGS_INIT;
    struct buf name = BUF_INIT;
    add_path(path, &name);
    enum status status = path.len ? session_save_as(&app->session, name.data, forced, &diags)
                                  : session_save(&app->session, forced, &diags);
    if (status == STATUS_OK)
        app_message(app, path.len ? _("saved: %s is the map's file from now on") : _("saved: %s"),
            app->session.path);
    app_report_save(app, &diags, status);
    buf_release(&name);
}

static bool named_file(struct app *app, struct slice text, struct buf *message)
{
    (void)message;
    if (text_trim(text).len)
        write_map(app, text_trim(text), false);
    return true;
}

static void ask_file(struct app *app, const char *label, struct slice initial,
    bool (*done)(struct app *, struct slice, struct buf *))
{
    app_ask(app, label, HISTORY_COMMANDS, initial, &(struct ask){ .done = done });
    app->prompt.complete = complete_file;
}

RUN(write)
{
    (void)self;
    if (!argument.len && !app->session.path)
        ask_file(app, _("Save as"), SLICE(""), named_file);
    else
        write_map(app, argument, forced);
}

/* --- export --- */

/* The persona whose sheet is on the screen; NULL: none is. */
static const struct node *shown_sheet(struct app *app)
{
    return app_top(app)->view == &view_sheet ? app_top(app)->node : NULL;
}

static const struct export_format *use_protocol(struct app *app, struct export_options *options)
{
    options->history = log_history(app);
    options->conflicts = &app->session.conflicts;
    return export_format_named("protocol");
}

/* What the ending says; as Markdown what is shown, if that has a form of its own. */
static const struct export_format *choose_format(
    struct app *app, const char *path, struct export_options *options)
{
    const struct export_format *format = export_format_of_path(path);
    const struct node *sheet = shown_sheet(app);
    if (format != export_format_named("markdown"))
        return format;
    if (app_top(app)->view == &view_log)
        return use_protocol(app, options);
    if (!sheet)
        return format;
    /* A name is no sure way to a persona, an id is. */
    options->persona = sheet->id;
    return export_format_named("persona");
}

/* `format` NULL: as the path says. */
static bool export_as(struct app *app, const struct export_format *format,
    struct export_options *options, struct slice path, bool forced, struct buf *why)
{
    struct buf name = BUF_INIT, text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    bool good = false;
    add_path(path, &name);
    if (!format)
        format = choose_format(app, name.data, options);
    if (!format)
        buf_addf(why, _("no format ends so; name it %s.md"), name.data);
    else if (session_is_file(&app->session, name.data))
        buf_adds(why, _("that is the map itself; name another file"));
    else if (!forced && access(name.data, F_OK) == 0)
        buf_addf(why, _("%s exists; \":export! %s\" overwrites it"), name.data, name.data);
    else if (format->write(&app->session.map, options, &text, &diags) == STATUS_OK &&
             file_replace(name.data, buf_slice(&text), &diags) == STATUS_OK)
        good = true;
    if (diags.count)
        diag_format(&diags.items[0], why);
    if (good)
        app_message(app, _("exported: %s"), name.data);
    diags_release(&diags);
    buf_release(&name);
    buf_release(&text);
    return good;
}

static bool export_to(struct app *app, struct slice path, bool forced, struct buf *why)
{
    struct export_options options = { .layout = LAYOUT_TABLE };
    return export_as(app, NULL, &options, path, forced, why);
}

bool export_protocol(struct app *app, struct slice path, bool forced, struct buf *why)
{
    struct export_options options = { .layout = LAYOUT_TABLE };
    const struct export_format *format = use_protocol(app, &options);
    return export_as(app, format, &options, path, forced, why);
}

static bool named_export(struct app *app, struct slice text, struct buf *message)
{
    return !text_trim(text).len || export_to(app, text_trim(text), false, message);
}

RUN(export)
{
    (void)self;
    struct buf why = BUF_INIT;
    if (argument.len) {
        if (!export_to(app, argument, forced, &why))
            app_error(app, "%s", why.data);
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
    if (app_top(app)->view == &view_log)
        buf_adds(&why, "-protocol");
    buf_adds(&why, ".md");
    ask_file(app, _("Export to"), buf_slice(&why), named_export);
    buf_release(&why);
}

/* --- other maps --- */

RUN(open)
{
    (void)self;
    struct buf name = BUF_INIT;
    if (!argument.len) {
        app_error(app, "%s", _("name a file: \":open FILE\""));
        return;
    }
    add_path(argument, &name);
    if (forced || app_save(app))
        app_load(app, name.data, false);
    buf_release(&name);
}

static bool make_map(
    struct app *app, struct slice path, const struct new_map *begins, struct buf *message)
{
    struct buf name = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    add_path(path, &name);
    const char *slash = strrchr(name.data, '/');
    if (path.len && !strchr(slash ? slash : name.data, '.'))
        buf_adds(&name, ".yaml");
    bool made = path.len && session_create(name.data, begins, &diags) == STATUS_OK;
    if (diags.count)
        diag_format(&diags.items[0], message);
    else if (made)
        app_load(app, name.data, false);
    diags_release(&diags);
    buf_release(&name);
    return made || !path.len;
}

static bool named_new(struct app *app, struct slice text, struct buf *message)
{
    struct ask ask = app->ask;
    bool made = make_map(app, text_trim(text), &ask.begins, message);
    if (made && ask.guided && text_trim(text).len && app->open)
        run_guide(app, NULL, SLICE_NONE, false);
    return made;
}

void app_ask_new(struct app *app, const struct new_map *begins, bool guided)
{
    ask_file(app, _("File of the new map"), SLICE(""), named_new);
    app->ask.begins = *begins;
    app->ask.guided = guided;
}

RUN(new)
{
    (void)self, (void)forced;
    struct buf why = BUF_INIT;
    if (!app_save(app))
        return;
    if (!argument.len)
        app_ask_new(app, &(struct new_map){ 0 }, false);
    else if (!make_map(app, argument, &(struct new_map){ 0 }, &why))
        app_error(app, "%s", why.data);
    buf_release(&why);
}

/* --- leaving --- */

/* At the top everything is saved, so there is nothing to ask. */
static void leave(struct app *app, bool forced)
{
    if (!forced)
        guide_pane_leave(app);
    if (forced || app_save(app))
        app->ending = true;
}

/* One step towards the map; false where there is none. */
static bool step_back(struct app *app)
{
    if (app_pop(app))
        return true;
    if (app->grid->in_detail)
        app->grid->in_detail = false;
    else if (app->open && app->levels[0].view != &view_grid)
        app_show(app, &view_grid);
    else
        return false;
    return true;
}

/* With "!" it overwrites, as in "w!"; nothing is dropped. */
RUN(write_quit)
{
    (void)self, (void)argument;
    struct diags diags = DIAGS_INIT;
    guide_pane_leave(app);
    enum status status = session_save(&app->session, forced, &diags);
    app->ending = status == STATUS_OK;
    app_report_save(app, &diags, status);
}

/* The key goes one level up first; the name leaves from wherever it is. */
RUN(quit)
{
    (void)self;
    if (argument.data || !step_back(app))
        leave(app, forced);
}

RUN(back)
{
    (void)self, (void)argument, (void)forced;
    step_back(app);
}

RUN(request)
{
    (void)argument, (void)forced;
    app->request = (enum app_request)self->number;
}

/* --- a command by its name --- */

/* A command that failed leaves its line to be mended. */
static bool run_line(struct app *app, struct slice text, struct buf *message)
{
    app_message(app, "%s", "");
    if (!command_line(app, text, message))
        return false;
    if (!app->message_is_error || !app->message.len || app->asking)
        return true;
    buf_add_slice(message, buf_slice(&app->message));
    buf_clear(&app->message);
    return false;
}

RUN(command)
{
    (void)self, (void)argument, (void)forced;
    app_ask(app, _("Command"), HISTORY_COMMANDS, SLICE_NONE, &(struct ask){ .done = run_line });
    app->prompt.complete = command_complete;
}
