/* cjm-tui import FILE... -o MAP: what people already have as a map. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "import/import.h"
#include "import/place/place.h"
#include "session/change.h"
#include "session/session.h"
#include "store/read/load.h"
#include "store/store.h"

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "output", .letter = 'o', .argument = "MAP",
      .help = N_("the map: a new one is made; to one that is there, data are added") },
    { .name = "format", .letter = 'f', .argument = "FORMAT", .add_values = import_add_formats,
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
    { .name = "at", .argument = "PLACE",
      .help = N_("data: the STAGE or STAGE/TOUCHPOINT that all of it is about") },
    { .name = "place", .argument = "NAME=PLACE",
      .help = N_("data: which place a name in FILE means; several with ; between them") },
    { .name = "kind", .argument = "KIND",
      .help = N_("survey: what the scores are (nps, enps, csat, csat7, ces, emotion)") },
    { .name = "column", .argument = "NAME",
      .help = N_("survey: the column of the scores") },
    { .name = "quotes", .argument = "NAME",
      .help = N_("survey: the column of the texts that become quotes") },
    { .name = "most", .argument = "N",
      .help = N_("survey: how many quotes a place gets, those of the lowest scores first (default 20)") },
    { .name = "stage", .argument = "NAME",
      .help = N_("survey, tickets: the column that names the stage") },
    { .name = "touchpoint", .argument = "NAME",
      .help = N_("survey: the column that names the touchpoint") },
    { .name = "persona", .argument = "NAME",
      .help = N_("survey: the column that names the persona") },
    { .name = "date", .argument = "DATE",
      .help = N_("data: the date of the figures, or the column that has it") },
    { .name = "as", .argument = "KIND",
      .help = N_("tickets: become pain or idea (default pain)") },
    { .name = "" },
};
/* clang-format on */

/* From 1 on; the number stays where the option was not given. */
static bool read_number(const char *name, const char *text, int *out, struct diags *diags)
{
    if (!text || (parse_int(text, out) && *out > 0))
        return true;
    diags_add(diags, NULL, 0, 0, _("--%1$s: \"%2$s\" is no number from 1 on"), name, text);
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
    struct lexicon lexicon;
    const char *map;
    struct slice bytes; /* of the file */
    bool doubt;
};

/* Where the texts of options go as they are. */
static void read_texts(struct importing *importing)
{
    struct import_options *options = &importing->options;
    const struct {
        const char *name, **to;
    } texts[] = { { "output", &importing->map }, { "format", &options->format },
        { "encoding", &options->encoding }, { "system", &options->systems }, { "at", &options->at },
        { "place", &options->place }, { "kind", &options->kind }, { "column", &options->column },
        { "quotes", &options->quotes }, { "stage", &options->stage },
        { "touchpoint", &options->touchpoint }, { "persona", &options->persona },
        { "date", &options->date }, { "as", &options->as } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i].to = option_value(importing->arguments, texts[i].name);
}

static bool read_options(struct importing *importing)
{
    enum { QUOTES_MOST = 20 };
    const struct arguments *arguments = importing->arguments;
    struct import_options *options = &importing->options;
    struct diags *diags = importing->diags;
    read_texts(importing);
    options->assumption = option_value(arguments, "assumption") != NULL;
    options->most = QUOTES_MOST;
    if (!importing->map) {
        print_refusal(diags, NULL, _("name the map with --output MAP"));
        return false;
    }
    if (options->as && strcmp(options->as, "pain") != 0 && strcmp(options->as, "idea") != 0) {
        print_refusal(diags, NULL, _("--as: tickets become \"pain\" or \"idea\""));
        return false;
    }
    return read_number("nth", option_value(arguments, "nth"), &options->nth, diags) &&
           read_number("most", option_value(arguments, "most"), &options->most, diags) &&
           read_scale(option_value(arguments, "scale"), &options->scale, diags);
}

static void begin_draft(struct importing *importing, struct draft *draft)
{
    const char *path = importing->arguments->operands[0];
    draft_init(draft, &importing->lexicon, strcmp(path, "-") == 0 ? _("standard input") : path,
        &importing->options, importing->diags);
}

static enum status write_map(struct importing *importing, struct draft *draft)
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

static enum status make_map(struct importing *importing)
{
    struct draft draft;
    if (import_is_data(importing->options.format))
        return print_refusal(importing->diags, importing->map,
            _("there is no map of this name; data are added to one that is there"));
    begin_draft(importing, &draft);
    enum status status = import_read(&draft, importing->bytes);
    if (status == STATUS_OK)
        status = write_map(importing, &draft);
    importing->doubt = draft.doubt;
    draft_release(&draft);
    return status;
}

static bool add_data(void *context, struct undo *undo)
{
    struct importing *importing = context;
    struct draft draft;
    begin_draft(importing, &draft);
    bool good = import_data(&draft, undo, importing->bytes) == STATUS_OK;
    importing->doubt = draft.doubt;
    draft_release(&draft);
    return good;
}

static enum status import_bytes(struct importing *importing)
{
    lexicon_init(&importing->lexicon);
    enum status status = strcmp(importing->map, "-") == 0 || session_is_missing(importing->map)
                             ? make_map(importing)
                             : change_map(&(struct map_change){ .path = importing->map,
                                              .max_size = importing->arguments->max_size,
                                              .make = add_data,
                                              .context = importing },
                                   importing->diags);
    lexicon_release(&importing->lexicon);
    return status == STATUS_OK && importing->doubt ? STATUS_FOUND : status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    struct importing importing = { .arguments = arguments, .diags = diags };
    char *bytes = NULL;
    size_t len = 0;
    if (!read_options(&importing))
        return STATUS_BAD;
    enum status status = file_load(
        arguments->operands[0], arguments->max_size, &bytes, &len, diags);
    importing.bytes = (struct slice){ bytes, len };
    if (status == STATUS_OK)
        status = import_bytes(&importing);
    free(bytes);
    return status;
}

/* clang-format off */
const struct subcommand cmd_import = {
    .name = "import", .operands = "FILE", .least = 1, .most = 1,
    .help = N_("make a map of a diagram, a table or a text, or add data to a map"),
    .options = option_rows, .run = run,
};
