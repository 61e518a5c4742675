/* cjm-tui import FILE... -o MAP: what people already have as a map. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "import/import.h"
#include "import/place/place.h"
#include "session/session.h"
#include "store/read/load.h"
#include "store/store.h"

static void add_formats(struct buf *out)
{
    for (const struct import_format *const *format = import_formats; *format; format++)
        text_add_item(out, slice_of((*format)->name));
}

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "output", .letter = 'o', .argument = "MAP",
      .help = N_("the map to make") },
    { .name = "format", .letter = 'f', .argument = "FORMAT", .add_values = add_formats,
      .help = N_("the format of FILE; by default as it ends, or as its content looks") },
    { .name = "encoding", .argument = "NAME",
      .help = N_("the encoding of FILE; by default it is found out, and said where it is no Unicode") },
    { .name = "nth", .argument = "N",
      .help = N_("which journey, where FILE has several") },
    { .name = "scale", .argument = "LO..HI",
      .help = N_("the scale of feelings, where FILE does not say it") },
    { .name = "system", .argument = "NAME",
      .help = N_("an actor that is no person; several with ; between them") },
    { .name = "assumption",
      .help = N_("mark all that comes in as an assumption") },
    { .name = "" },
};
/* clang-format on */

static bool read_nth(const char *text, int *out, struct diags *diags)
{
    if (!text || (parse_int(text, out) && *out > 0))
        return true;
    diags_add(diags, NULL, 0, 0, _("--nth: \"%s\" is no number from 1 on"), text);
    return false;
}

static bool read_scale(const char *text, struct scale *out, struct diags *diags)
{
    if (!text || scale_of_header(slice_of(text), out))
        return true;
    diags_add(diags, NULL, 0, 0, _("--scale: \"%s\" is no scale such as 1..7"), text);
    return false;
}

struct importing {
    const struct arguments *arguments;
    struct diags *diags;
    struct import_options options;
    const char *map;
};

static bool read_options(struct importing *importing)
{
    const struct arguments *arguments = importing->arguments;
    struct import_options *options = &importing->options;
    importing->map = option_value(arguments, "output");
    options->format = option_value(arguments, "format");
    options->encoding = option_value(arguments, "encoding");
    options->systems = option_value(arguments, "system");
    options->assumption = option_value(arguments, "assumption") != NULL;
    if (!importing->map) {
        print_refusal(importing->diags, NULL, _("name the map to make with --output MAP"));
        return false;
    }
    return read_nth(option_value(arguments, "nth"), &options->nth, importing->diags) &&
           read_scale(option_value(arguments, "scale"), &options->scale, importing->diags);
}

static enum status make_map(struct importing *importing, struct draft *draft)
{
    struct map map;
    struct undo undo;
    map_begin(&map);
    undo_init(&undo, &map);
    enum status status = import_place(draft, &undo);
    if (status == STATUS_OK)
        status = store_write_new(&map, importing->map, importing->diags);
    undo_release(&undo);
    map_release(&map);
    return status;
}

static enum status import_file(struct importing *importing, const struct lexicon *lexicon)
{
    const char *path = importing->arguments->operands[0];
    char *bytes = NULL;
    size_t len = 0;
    struct draft draft;
    enum status status = file_load(
        path, importing->arguments->max_size, &bytes, &len, importing->diags);
    draft_init(&draft, lexicon, strcmp(path, "-") == 0 ? _("standard input") : path,
        &importing->options, importing->diags);
    if (status == STATUS_OK)
        status = import_read(&draft, (struct slice){ bytes, len });
    free(bytes);
    if (status == STATUS_OK)
        status = make_map(importing, &draft);
    if (status == STATUS_OK && draft.doubt)
        status = STATUS_FOUND;
    draft_release(&draft);
    return status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    struct importing importing = { .arguments = arguments, .diags = diags };
    struct lexicon lexicon;
    if (!read_options(&importing))
        return STATUS_BAD;
    if (strcmp(importing.map, "-") != 0 && !session_is_missing(importing.map))
        return print_refusal(
            diags, importing.map, _("already exists; name a file that is not there yet"));
    lexicon_init(&lexicon);
    enum status status = import_file(&importing, &lexicon);
    lexicon_release(&lexicon);
    return status;
}

/* clang-format off */
const struct subcommand cmd_import = {
    .name = "import", .operands = "FILE", .least = 1, .most = 1,
    .help = N_("make a map of a diagram or a table"), .options = option_rows, .run = run,
};
