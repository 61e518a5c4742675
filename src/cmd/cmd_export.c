/* cjm-tui export MAP */
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "export/export.h"
#include "session/session.h"
#include "store/file/replace.h"

static const char *const layouts[] = { [LAYOUT_TABLE] = "table", [LAYOUT_LIST] = "list" };
enum { LAYOUT_COUNT = sizeof layouts / sizeof *layouts };

static void add_formats(struct buf *out)
{
    for (const struct export_format *const *format = export_formats; *format; format++)
        text_add_item(out, slice_of((*format)->name));
}

static void add_layouts(struct buf *out)
{
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        text_add_item(out, slice_of(layouts[i]));
}

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "format", .letter = 'f', .argument = "FORMAT", .add_values = add_formats,
      .help = N_("the format; by default as FILE ends, or the first of these") },
    { .name = "output", .letter = 'o', .argument = "FILE",
      .help = N_("write to FILE and replace it; by default to standard output") },
    { .name = "layout", .argument = "LAYOUT", .add_values = add_layouts,
      .help = N_("the layout; list has no tables and no HTML, for strict wikis") },
    { .name = "persona", .argument = "NAME",
      .help = N_("only the sheet of this persona (with --format persona)") },
    { .name = "" },
};
/* clang-format on */

static bool is_stdout(const char *output)
{
    return !output || strcmp(output, "-") == 0;
}

static const struct export_format *choose_format(
    const char *name, const char *output, struct diags *diags)
{
    const struct export_format *format = export_formats[0];
    if (name)
        format = export_format_named(name);
    else if (!is_stdout(output))
        format = export_format_of_path(output);
    if (format)
        return format;
    struct buf names = BUF_INIT;
    add_formats(&names);
    if (name)
        diags_add(
            diags, NULL, 0, 0, _("there is no format \"%1$s\"; formats: %2$s"), name, names.data);
    else
        diags_add(diags, output, 0, 0, _("no format has this ending; choose one with --format: %s"),
            names.data);
    buf_release(&names);
    return NULL;
}

static bool choose_layout(const char *name, enum layout *out, struct diags *diags)
{
    for (size_t i = 0; i < LAYOUT_COUNT; i++)
        if (!name || strcmp(name, layouts[i]) == 0) {
            *out = (enum layout)i;
            return true;
        }
    struct buf names = BUF_INIT;
    add_layouts(&names);
    diags_add(diags, NULL, 0, 0, _("there is no layout \"%1$s\"; layouts: %2$s"), name, names.data);
    buf_release(&names);
    return false;
}

/* Writing over the map that is read would lose it. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static enum status write_map(const struct map *map, const struct export_format *format,
    const struct export_options *options, const char *output, struct diags *diags)
{
    struct buf text = BUF_INIT;
    enum status status = format->write(map, options, &text, diags);
    if (status == STATUS_OK)
        status = is_stdout(output) ? print_data(buf_slice(&text), diags)
                                   : file_replace(output, buf_slice(&text), diags);
    buf_release(&text);
    return status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    const char *path = arguments->operands[0];
    const char *output = option_value(arguments, "output");
    const char *layout = option_value(arguments, "layout");
    struct export_options options = { .persona = option_value(arguments, "persona") };
    const struct export_format *format = choose_format(
        option_value(arguments, "format"), output, diags);
    if (!format || !choose_layout(layout, &options.layout, diags))
        return STATUS_BAD;
    if (options.persona && strcmp(format->name, "persona") != 0)
        return print_refusal(diags, NULL, _("use --persona together with --format persona"));
    if (!is_stdout(output) && is_same_file(path, output))
        return print_refusal(diags, output, _("this is the map itself; name another file"));
    struct session session;
    enum status status = session_open(&session,
        &(struct session_options){
            .path = path, .max_size = arguments->max_size, .use = SESSION_READ },
        diags);
    if (status != STATUS_OK)
        return status;
    struct history history;
    history_begin(&history, format->tells_history ? &session.map : NULL);
    if (format->tells_history && session_history(&session, &history))
        options.history = &history;
    status = write_map(&session.map, format, &options, output, diags);
    history_release(&history);
    session_close(&session);
    return status;
}

/* clang-format off */
const struct subcommand cmd_export = {
    .name = "export", .operands = "MAP", .least = 1, .most = 1,
    .help = N_("export the map in another format"), .options = option_rows, .run = run,
};
