/* cjm-tui export MAP */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "export/export.h"
#include "export/poster/poster.h"
#include "export/text/private.h"
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

static void add_extras(struct buf *out)
{
    text_add_item(out, SLICE("parking"));
}

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "format", .letter = 'f', .argument = "FORMAT", .add_values = add_formats,
      .help = N_("the format; by default as FILE ends, or the first of these") },
    { .name = "output", .letter = 'o', .argument = "FILE",
      .help = N_("write to FILE and replace it; by default to standard output") },
    { .name = "layout", .argument = "LAYOUT", .add_values = add_layouts,
      .help = N_("the layout; list has no tables and no HTML, for strict wikis") },
    { .name = "persona", .argument = "NAME", .help = N_("only what is of this persona") },
    { .name = "path", .argument = "NAME", .help = N_("only touchpoints on this path") },
    { .name = "anonymise",
      .help = N_("hide addresses, telephone numbers and who said something") },
    { .name = "without", .argument = "THINGS", .add_values = private_add_words,
      .help = N_("leave out these, separated by commas") },
    { .name = "with", .argument = "parking", .add_values = add_extras,
      .help = N_("add the parking lot to html") },
    { .name = "page", .argument = "N",
      .help = N_("only this file, of a format that makes several") },
    { .name = "size", .argument = "SIZE", .add_values = poster_add_sizes,
      .help = N_("the size of a picture's pages") },
    { .name = "slides", .help = N_("draw slides, which are pages of the size 16:9") },
    { .name = "lanes", .argument = "LANES",
      .help = N_("the lanes of a picture in their order, as doing,pains,ideas") },
    { .name = "dpi", .argument = "N", .help = N_("dots an inch in png (72 to 600)") },
    { .name = "what", .argument = "THINGS", .add_values = csv_add_contents,
      .help = N_("what has a row in csv") },
    { .name = "raw", .help = N_("leave texts in csv as they are, also those that a spreadsheet "
                                "would compute") },
    { .name = "excel", .help = N_("begin csv with the mark by which Excel knows its encoding") },
    { .name = "excel-semicolon",
      .help = N_("the same with ; between cells, for a language that writes 0,5") },
    { .name = "schema", .help = N_("write the JSON Schema of json, and no map") },
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
            diags, NULL, 0, 0, _("there is no format \"%1$s\"; there are %2$s"), name, names.data);
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

/* Which formats have the option. */
static void add_takers(const char *option, struct buf *out)
{
    for (const struct export_format *const *format = export_formats; *format; format++)
        if (export_takes(*format, option))
            text_add_item(out, slice_of((*format)->name));
}

/* An option that only other formats have is a mistake, and no wish that nobody hears. */
static bool takes_options(
    const struct export_format *format, const struct arguments *arguments, struct diags *diags)
{
    bool good = true;
    for (size_t i = 0; i < arguments->options->count; i++) {
        const char *option = arguments->options->rows[i].name;
        struct buf takers = BUF_INIT;
        add_takers(option, &takers);
        if (arguments->values[i] && takers.len && !export_takes(format, option)) {
            diags_add(diags, NULL, 0, 0,
                /* TRANSLATORS: 1: an option, 2: the names of formats. */
                _("use --%1$s together with --format %2$s"), option, takers.data);
            good = false;
        }
        buf_release(&takers);
    }
    return good;
}

/* --- files --- */

static enum status put_text(struct slice text, const char *output, struct diags *diags)
{
    return is_stdout(output) ? print_data(text, diags) : file_replace(output, text, diags);
}

/* `wanted` from 1 on; 0: the only one. */
static enum status put_page(const struct export_pages *pages, const struct buf *text, size_t wanted,
    const char *output, struct diags *diags)
{
    size_t count = pages->count + 1;
    if (wanted > count || (!wanted && count > 1)) {
        diags_add(diags, NULL, 0, 0,
            _n("there is %zu file; choose it with --page, or name a file with --output",
                "there are %zu files; choose one with --page, or name a file with --output", count),
            count);
        return STATUS_BAD;
    }
    return put_text(export_page(pages, text, wanted ? wanted - 1 : 0), output, diags);
}

struct writing {
    const struct map *map;
    const struct export_format *format;
    const struct export_options *options;
    struct buf text;
    struct diags *diags;
    enum status status;
};

static void write_text(void *context)
{
    struct writing *w = context;
    w->status = export_write(w->format, w->map, w->options, &w->text, w->diags);
}

static enum status write_map(const struct map *map, const struct export_format *format,
    struct export_options *options, size_t page, const char *output, struct diags *diags)
{
    struct export_files files = { .output = output, .diags = diags };
    bool writes_each = !page && !is_stdout(output);
    struct export_pages pages = { .take = writes_each ? export_files_take : NULL,
        .context = &files };
    struct writing w = {
        .map = map, .format = format, .options = options, .text = BUF_INIT, .diags = diags
    };
    options->pages = &pages;
    print_while(write_text, &w, PATIENCE_MS, isatty(STDERR_FILENO) ? stderr : NULL);
    w.status = w.status ? w.status : pages.status;
    if (w.status != STATUS_OK)
        export_files_drop(&files);
    else if (writes_each)
        w.status = export_files_end(&files, buf_slice(&w.text));
    else
        w.status = put_page(&pages, &w.text, page, output, diags);
    free(pages.ends);
    buf_release(&w.text);
    return w.status;
}

/* From 1 on; 0: it was not given. */
static bool choose_number(
    const struct arguments *arguments, const char *option, int *out, struct diags *diags)
{
    const char *text = option_value(arguments, option);
    *out = 0;
    if (text && (!parse_int(text, out) || *out < 1)) {
        diags_add(diags, NULL, 0, 0, _("--%1$s: \"%2$s\" is not a number from 1 on"), option, text);
        return false;
    }
    return true;
}

/* Without what is not to travel. */
static enum status write_reduced(const struct map *map, const struct arguments *arguments,
    const struct export_format *format, struct export_options *options, size_t page,
    struct diags *diags)
{
    const char *output = option_value(arguments, "output");
    struct private_wish wish = { .anonymise = option_value(arguments, "anonymise") != NULL,
        .without = option_value(arguments, "without"),
        .path = option_value(arguments, "path") };
    struct map reduced;
    if (!wish.anonymise && !wish.without && !wish.path)
        return write_map(map, format, options, page, output, diags);
    if (format->tells_history)
        return print_refusal(
            diags, NULL, _("the minutes tell who changed what; nothing can be left out of them"));
    enum status status = private_copy(map, &wish, &reduced, diags);
    if (status != STATUS_OK)
        return status;
    status = write_map(&reduced, format, options, page, output, diags);
    map_release(&reduced);
    return status;
}

static bool choose_extras(const struct arguments *arguments, bool *parking, struct diags *diags)
{
    const char *with = option_value(arguments, "with");
    *parking = with && strcmp(with, "parking") == 0;
    if (!with || *parking)
        return true;
    diags_add(diags, NULL, 0, 0, _("--with: there is no \"%1$s\"; there is %2$s"), with, "parking");
    return false;
}

/* NULL: as the map needs. */
static bool choose_size(const struct arguments *arguments, const char **size, struct diags *diags)
{
    *size = option_value(arguments, "size");
    bool slides = option_value(arguments, "slides") != NULL;
    if (slides && *size && strcmp(*size, POSTER_SLIDES) != 0) {
        diags_add(diags, NULL, 0, 0, _("--slides has a size of its own; leave --size out"));
        return false;
    }
    *size = slides ? POSTER_SLIDES : *size;
    return true;
}

static enum status write_schema(const char *output, struct diags *diags)
{
    struct buf text = BUF_INIT;
    export_schema(&text);
    enum status status = put_text(buf_slice(&text), output, diags);
    buf_release(&text);
    return status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    const char *output = option_value(arguments, "output");
    const char *layout = option_value(arguments, "layout");
    struct export_options options = { .persona = option_value(arguments, "persona"),
        .path = path && strcmp(path, "-") != 0 ? path : NULL,
        .what = option_value(arguments, "what"),
        .lanes = option_value(arguments, "lanes"),
        .lang = arguments->lang,
        .raw = option_value(arguments, "raw") != NULL,
        .excel = option_value(arguments, "excel") != NULL,
        .semicolon = option_value(arguments, "excel-semicolon") != NULL };
    bool schema = option_value(arguments, "schema") != NULL;
    const char *name = option_value(arguments, "format");
    const struct export_format *format = choose_format(
        name || !schema ? name : "json", output, diags);
    int page;
    if (!format || !takes_options(format, arguments, diags) ||
        !choose_layout(layout, &options.layout, diags) ||
        !choose_extras(arguments, &options.parking, diags) ||
        !choose_size(arguments, &options.size, diags) ||
        !choose_number(arguments, "page", &page, diags) ||
        !choose_number(arguments, "dpi", &options.dpi, diags))
        return STATUS_BAD;
    if (schema)
        return write_schema(output, diags);
    if (!is_stdout(output))
        format = export_format_into(format, output, &options);
    if (!path)
        return print_refusal(diags, NULL, _("name the map to export"));
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
    status = write_reduced(&session.map, arguments, format, &options, (size_t)page, diags);
    history_release(&history);
    session_close(&session);
    return status;
}

/* clang-format off */
const struct subcommand cmd_export = {
    .name = "export", .operands = "MAP", .least = 0, .most = 1,
    .help = N_("export the map in another format"), .options = option_rows, .run = run,
};
