/* The formats that a map can be exported in, a row each; and exporting. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/core/list_pane.h"
#include "app/views/exporting.h"
#include "app/views/log.h"
#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "store/template.h"

/* --- writing --- */

/* The persona whose sheet is on the screen; NULL: none is. */
static const struct node *shown_sheet(struct app *app)
{
    return app_top(app)->view->context == IN_SHEET ? app_top(app)->node : NULL;
}

/* As Markdown what is shown, if that has a form of its own. */
static const struct export_format *shown_format(struct app *app)
{
    if (app_top(app)->view->context == IN_LOG)
        return &export_protocol;
    return shown_sheet(app) ? &export_persona : &export_markdown;
}

/* What the ending says. */
static const struct export_format *choose_format(struct app *app, const char *path)
{
    const struct export_format *format = export_format_of_path(path);
    return format == &export_markdown ? shown_format(app) : format;
}

static bool write_as(
    struct app *app, const struct export_format *format, const char *path, struct buf *why)
{
    struct export_options options = { .layout = LAYOUT_TABLE, .path = app->session.path };
    if (format == &export_protocol) {
        options.history = log_history(app);
        options.conflicts = &app->session.conflicts;
    }
    /* A name is no sure way to a persona, an id is. */
    if (format == &export_persona && shown_sheet(app))
        options.persona = shown_sheet(app)->id;
    format = export_format_into(format, path, &options);
    return exporting_begin(app, format, &options, path, why);
}

/* `format` NULL: what the ending says. */
static bool export_to(struct app *app, const struct export_format *format, struct slice path,
    bool forced, struct buf *why)
{
    struct buf name = BUF_INIT;
    bool good = false;
    add_path(path, &name);
    if (!format)
        format = choose_format(app, name.data);
    if (!format)
        buf_addf(why, _("no format has this ending; name the file %s.md"), name.data);
    else if (session_is_file(&app->session, name.data))
        buf_adds(why, _("this is the map itself; name another file"));
    else if (!forced && access(name.data, F_OK) == 0)
        buf_addf(
            why, _("%1$s already exists; \":export! %2$s\" overwrites it"), name.data, name.data);
    else
        good = write_as(app, format, name.data, why);
    buf_release(&name);
    return good;
}

/* --- names --- */

/* A name with the endings of a format, or of each (NULL). */
static void add_endings(struct slice stem, const struct export_format *only, struct slice typed,
    struct completions *out)
{
    struct buf name = BUF_INIT;
    for (const struct export_format *const *format = export_formats; *format; format++) {
        const char *const *ending = (*format)->endings;
        for (; ending && *ending && (!only || only == *format); ending++) {
            buf_clear(&name);
            buf_addf(&name, "%.*s.%s", SLICE_ARG(stem), *ending);
            complete_word(out, buf_slice(&name), typed);
        }
    }
    buf_release(&name);
}

static struct slice map_name(const struct app *app)
{
    return slice_of(app->session.path ? app->session.path : "map.yaml");
}

/* Names of the map, or else of what is typed, and files. */
static void complete_name(
    struct app *app, const struct export_format *only, struct slice typed, struct completions *out)
{
    struct slice stem = typed;
    add_endings(title_of_file(map_name(app).data), only, typed, out);
    for (size_t i = stem.len; i > 0 && stem.data[i - 1] != '/'; i--)
        if (stem.data[i - 1] == '.')
            stem.len = i - 1;
    if (!out->count && stem.len && stem.data[stem.len - 1] != '/')
        add_endings(stem, only, typed, out);
    complete_file(app, typed, out);
}

static const struct export_format *asked_format(const struct app *app)
{
    return app->ask.index ? export_formats[app->ask.index - 1] : NULL;
}

static void complete_asked(void *context, struct slice typed, struct completions *out)
{
    struct app *app = context;
    complete_name(app, asked_format(app), typed, out);
}

/* Takes the name of a format off the front of "[FORMAT] [FILE]"; NULL: there is none. */
static const struct export_format *take_format(struct slice *argument)
{
    struct slice rest = *argument;
    struct buf name = BUF_INIT;
    buf_add_slice(&name, slice_next_word(&rest));
    const struct export_format *format = export_format_named(name.data);
    buf_release(&name);
    if (format)
        *argument = text_trim(rest);
    return format;
}

static void complete_export(struct app *app, struct slice typed, struct completions *out)
{
    struct slice rest = typed;
    const struct export_format *only = memchr(typed.data, ' ', typed.len) ? take_format(&rest)
                                                                          : NULL;
    for (const struct export_format *const *format = export_formats; !only && *format; format++) {
        struct buf name = BUF_INIT;
        buf_addf(&name, "%s ", (*format)->name);
        if (typed.len)
            complete_word(out, buf_slice(&name), typed);
        buf_release(&name);
    }
    complete_name(app, only, rest, out);
    out->start += typed.len - rest.len;
}

/* --- the list of formats --- */

static int format_rows(struct app *app, const struct level *level)
{
    int count = 0;
    (void)app, (void)level;
    while (export_formats[count])
        count++;
    return count;
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    enum { NAME_WIDTH = 12 };
    const struct export_format *format = export_formats[at->row];
    (void)app, (void)level;
    row_text(at, 0, NAME_WIDTH - 1, slice_of(format->name));
    row_text(at, NAME_WIDTH, at->area.width - NAME_WIDTH, slice_of(_(format->help)));
}

static void draw_formats(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    canvas_textf(
        canvas, area.x + 1, area.y, area.width - 2, STYLE_TITLE, "%s", _("Export the map as"));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    draw_list(app, level, canvas, (struct area){ area.x, area.y + 2, area.width, area.height - 3 });
}

static bool named_export(struct app *app, struct slice text, struct buf *message)
{
    const struct export_format *format = asked_format(app);
    return !text_trim(text).len || export_to(app, format, text_trim(text), false, message);
}

/* "shop-anna.md", beside the map. */
static void add_proposal(struct app *app, const struct export_format *format, struct buf *out)
{
    struct slice path = map_name(app);
    size_t dot = path.len;
    while (dot > 0 && path.data[dot - 1] != '.' && path.data[dot - 1] != '/')
        dot--;
    bool has_ending = dot > 0 && path.data[dot - 1] == '.';
    buf_add(out, path.data, has_ending ? dot - 1 : path.len);
    if (format == &export_persona && shown_sheet(app))
        buf_addf(out, "-%s", shown_sheet(app)->id);
    else if (!format->endings)
        buf_addf(out, "-%s", format->name);
    buf_addf(out, ".%s",
        format->endings ? format->endings[0]
        : format->usual ? format->usual
                        : "md");
}

static void ask_name(struct app *app, size_t row)
{
    struct buf name = BUF_INIT;
    add_proposal(app, export_formats[row], &name);
    app_ask(app, _("Export to"), HISTORY_COMMANDS, buf_slice(&name),
        &(struct ask){ .done = named_export, .index = row + 1 });
    app->prompt.complete = complete_asked;
    app->prompt.one_line = true;
    buf_release(&name);
}

static void enter_format(struct app *app, struct level *level)
{
    size_t row = (size_t)level->row;
    app_pop(app);
    ask_name(app, row);
}

const struct view view_formats = {
    .title = N_("export"),
    .context = IN_FORMATS,
    .draw = draw_formats,
    .rows = format_rows,
    .draw_row = draw_row,
    .enter = enter_format,
};

/* --- commands --- */

static size_t row_of(const struct export_format *format)
{
    size_t row = 0;
    while (export_formats[row] != format)
        row++;
    return row;
}

RUN(export)
{
    struct buf why = BUF_INIT;
    const struct export_format *format = take_format(&argument), *shown = shown_format(app);
    if (argument.len && !export_to(app, format, argument, forced, &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
    if (argument.len)
        return;
    if (format) {
        ask_name(app, row_of(format));
        return;
    }
    app_push_once(app, view_of(app, IN_FORMATS));
    app_top(app)->row = (int)row_of(shown);
}

RUN(log)
{
    struct buf why = BUF_INIT;
    if (argument.len && !export_to(app, &export_protocol, argument, forced, &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    else if (!argument.len)
        app_push_once(app, view_of(app, IN_LOG));
    buf_release(&why);
}

/* clang-format off */
const struct command export_commands[] = {
    { .name = "export", .keys = { 'x' }, .contexts = IN_MAP | IN_END,
      .argument = "[FORMAT] [FILE]", .section = SECTION_FILE, .hint = N_("export"),
      .help = N_("list the formats to export the map in; with FILE, export in FORMAT or in that of "
                 "FILE's ending; from a persona's sheet, export that sheet; from the log, the "
                 "minutes; C-c stops one that takes longer than a second"), .run = run_export, .complete = complete_export },
    { .keys = { K_ENTER }, .contexts = IN_FORMATS, .section = SECTION_FILE, .hint = N_("export"),
      .rank = HINT_OWN, .help = N_("in the list of formats: name the file, and export"),
      .run = run_enter },
    { .name = "log", .argument = "[FILE]", .section = SECTION_PEOPLE,
      .help = N_("show who changed what and when in this session; with FILE, write the minutes as "
                 "Markdown"), .run = run_log },
    { .help = NULL },
};
/* clang-format on */
