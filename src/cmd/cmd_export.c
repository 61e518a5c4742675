/* cjm-tui export MAP */
#include <config.h>

#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "export/export.h"
#include "session/session.h"
#include "store/file/replace.h"

const struct option_row export_options[] = {
    { "format", 'f', "FORMAT",
        N_("markdown, persona, protocol or yaml; else as FILE ends, else markdown") },
    { "output", 'o', "FILE", N_("write to FILE, replacing it; else to standard output") },
    { "layout", 0, "LAYOUT", N_("table; or list, without tables and HTML, for strict wikis") },
    { "persona", 0, "NAME", N_("of persona sheets (--format persona): only this one") },
    { NULL, 0, NULL, NULL },
};

static bool is_stdout(const char *output)
{
    return !output || strcmp(output, "-") == 0;
}

static const struct export_format *choose_format(
    const char *name, const char *output, struct diags *diags)
{
    const struct export_format *format = &export_formats[0];
    if (name)
        format = export_format_named(name);
    else if (!is_stdout(output))
        format = export_format_of_path(output);
    if (format)
        return format;
    struct buf names = BUF_INIT;
    for (const struct export_format *row = export_formats; row->name; row++)
        buf_addf(&names, "%s%s", row == export_formats ? "" : ", ", row->name);
    if (name)
        diags_add(
            diags, NULL, 0, 0, _("there is no format \"%s\"; there are %s"), name, names.data);
    else
        diags_add(
            diags, output, 0, 0, _("no format ends so; name one with --format: %s"), names.data);
    buf_release(&names);
    return NULL;
}

static bool choose_layout(const char *name, enum layout *out, struct diags *diags)
{
    static const char *const names[] = { [LAYOUT_TABLE] = "table", [LAYOUT_LIST] = "list" };
    *out = LAYOUT_TABLE;
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            *out = (enum layout)i;
            return true;
        }
    if (name)
        diags_add(
            diags, NULL, 0, 0, _("there is no layout \"%s\"; there are table and list"), name);
    return !name;
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

enum status cmd_export(const struct arguments *arguments, struct diags *diags)
{
    const char *path = arguments->operands[0];
    const char *output = option_value(arguments, export_options, "output");
    const char *layout = option_value(arguments, export_options, "layout");
    struct export_options options = { .persona = option_value(
                                          arguments, export_options, "persona") };
    const struct export_format *format = choose_format(
        option_value(arguments, export_options, "format"), output, diags);
    if (!format || !choose_layout(layout, &options.layout, diags))
        return STATUS_BAD;
    if (options.persona && strcmp(format->name, "persona") != 0) {
        diags_add(diags, NULL, 0, 0, "%s", _("--persona goes with --format persona"));
        return STATUS_BAD;
    }
    if (!is_stdout(output) && is_same_file(path, output)) {
        diags_add(diags, output, 0, 0, "%s", _("that is the map itself; name another file"));
        return STATUS_BAD;
    }
    struct session session;
    enum status status = session_open(
        &session, path, arguments->max_size, SESSION_READ, &clock_system, diags);
    if (status != STATUS_OK)
        return status;
    struct history history;
    history_init(&history, &session.map);
    if (session_history(&session, &history))
        options.history = &history;
    status = write_map(&session.map, format, &options, output, diags);
    history_release(&history);
    session_close(&session);
    return status;
}
