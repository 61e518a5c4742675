/* cjm-tui import FILE... -o MAP: what people already have as a map. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "export/text/private.h"
#include "import/import.h"
#include "import/place/place.h"
#include "import/plan.h"
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
    { .name = "anonymise",
      .help = N_("hide e-mail addresses, telephone numbers and long numbers in texts, and who said something") },
    { .name = "dry-run",
      .help = N_("print what would be done, and write nothing") },
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

struct importing {
    const struct arguments *arguments;
    struct diags *diags;
    struct import_options options;
    struct lexicon lexicon;
    const char *map;
    bool dry_run;
    struct slice bytes[OPERANDS_MAX]; /* of each file */
    struct buf plan;
    bool doubt;
    enum status status;
};

static bool read_options(struct importing *importing)
{
    const char *name, *text;
    importing->options = (struct import_options)IMPORT_OPTIONS_INIT;
    importing->map = option_value(importing->arguments, "output");
    importing->dry_run = option_value(importing->arguments, "dry-run") != NULL;
    if (!importing->map) {
        print_refusal(importing->diags, NULL, _("name the map with --output MAP"));
        return false;
    }
    for (size_t i = 0; (name = import_option_name(i)) != NULL; i++)
        if ((text = option_value(importing->arguments, name)) != NULL &&
            !import_set_option(&importing->options, name, text, importing->diags))
            return false;
    return true;
}

static const char *file_name(const struct importing *importing, size_t i)
{
    const char *path = importing->arguments->operands[i];
    return strcmp(path, "-") == 0 ? _("standard input") : path;
}

static void begin_draft(struct importing *importing, struct draft *draft)
{
    draft_init(
        draft, &importing->lexicon, file_name(importing, 0), &importing->options, importing->diags);
}

/* Calls it for each file, as long as all goes well. */
static enum status each_file(struct importing *importing, struct draft *draft, struct undo *undo,
    enum status (*take)(struct draft *draft, struct undo *undo, struct slice bytes))
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < importing->arguments->operand_count && status == STATUS_OK; i++) {
        if (i)
            draft_next_file(draft, file_name(importing, i));
        status = take(draft, undo, importing->bytes[i]);
    }
    return status;
}

/* --- a new map --- */

static enum status read_file(struct draft *draft, struct undo *undo, struct slice bytes)
{
    (void)undo;
    return import_read(draft, bytes);
}

static enum status write_map(struct importing *importing, const struct map *map)
{
    struct map hidden;
    if (!importing->options.anonymise)
        return store_write_new(map, importing->map, importing->diags);
    enum status status = private_copy(
        map, &(struct private_wish){ .anonymise = true }, &hidden, importing->diags);
    if (status == STATUS_OK) {
        status = store_write_new(&hidden, importing->map, importing->diags);
        map_release(&hidden);
    }
    return status;
}

/* The map may be larger than the file that it was made of. */
static void tell_size(const struct importing *importing, struct draft *draft)
{
    struct stat written;
    size_t most = importing->arguments->max_size;
    if (strcmp(importing->map, "-") != 0 && stat(importing->map, &written) == 0 &&
        (size_t)written.st_size > most)
        draft_doubt(draft, 0, _("%1$s is larger than %2$zu KiB; it can be read with --max-size"),
            importing->map, most / 1024);
}

static enum status place_map(struct importing *importing, struct draft *draft)
{
    struct map map;
    struct undo undo;
    struct plan_counts none = { { 0 } };
    map_begin(&map);
    undo_init(&undo, &map);
    enum status status = import_place(draft, &undo);
    if (status == STATUS_OK && importing->dry_run)
        plan_add(draft, &none, &map, &importing->plan);
    else if (status == STATUS_OK)
        status = write_map(importing, &map);
    if (status == STATUS_OK && !importing->dry_run)
        tell_size(importing, draft);
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
    enum status status = each_file(importing, &draft, NULL, read_file);
    if (status == STATUS_OK)
        status = place_map(importing, &draft);
    importing->doubt = draft.doubt;
    draft_release(&draft);
    return status;
}

/* --- data --- */

static bool add_data(void *context, struct undo *undo)
{
    struct importing *importing = context;
    struct draft draft;
    struct plan_counts before;
    plan_count(undo->map, &before);
    begin_draft(importing, &draft);
    bool good = each_file(importing, &draft, undo, import_data) == STATUS_OK;
    buf_clear(&importing->plan);
    if (good && importing->dry_run)
        plan_add(&draft, &before, undo->map, &importing->plan);
    importing->doubt = draft.doubt;
    draft_release(&draft);
    return good;
}

/* On a map in memory, which nobody keeps. */
static enum status try_data(struct importing *importing)
{
    struct session session;
    enum status status = session_open(&session,
        &(struct session_options){ .path = importing->map,
            .max_size = importing->arguments->max_size,
            .use = SESSION_READ },
        importing->diags);
    if (status != STATUS_OK)
        return status;
    undo_begin(&session.undo);
    status = add_data(importing, &session.undo) ? STATUS_OK : STATUS_BAD;
    undo_end(&session.undo);
    session_close(&session);
    return status;
}

static enum status change_data(struct importing *importing)
{
    return importing->dry_run ? try_data(importing)
                              : change_map(&(struct map_change){ .path = importing->map,
                                               .max_size = importing->arguments->max_size,
                                               .make = add_data,
                                               .context = importing },
                                    importing->diags);
}

/* --- the whole --- */

static void import_files(void *context)
{
    struct importing *importing = context;
    bool missing = strcmp(importing->map, "-") == 0 || session_is_missing(importing->map);
    lexicon_init(&importing->lexicon);
    importing->status = missing ? make_map(importing) : change_data(importing);
    lexicon_release(&importing->lexicon);
}

static enum status import_all(struct importing *importing)
{
    print_while(import_files, importing, PATIENCE_MS, isatty(STDERR_FILENO) ? stderr : NULL);
    enum status status = importing->status;
    if (status == STATUS_OK && importing->dry_run)
        status = print_data(buf_slice(&importing->plan), importing->diags);
    return status == STATUS_OK && importing->doubt ? STATUS_FOUND : status;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    struct importing importing = { .arguments = arguments, .diags = diags, .plan = BUF_INIT };
    struct buf texts[OPERANDS_MAX];
    enum status status = read_options(&importing) ? STATUS_OK : STATUS_BAD;
    for (size_t i = 0; i < OPERANDS_MAX; i++)
        buf_init(&texts[i]);
    for (size_t i = 0; i < arguments->operand_count && status == STATUS_OK; i++) {
        const char *path = arguments->operands[i];
        if (strcmp(path, "-") != 0 && session_is_missing(path)) {
            print_refusal(diags, path, _("there is no file of this name; check the name"));
            status = STATUS_SYSTEM;
        } else
            status = file_load(path, arguments->max_size, &texts[i], diags);
        importing.bytes[i] = buf_slice(&texts[i]);
    }
    if (status == STATUS_OK)
        status = import_all(&importing);
    for (size_t i = 0; i < OPERANDS_MAX; i++)
        buf_release(&texts[i]);
    buf_release(&importing.plan);
    return status;
}

/* clang-format off */
const struct subcommand cmd_import = {
    .name = "import", .operands = "FILE...", .least = 1, .most = OPERANDS_MAX,
    .help = N_("make a map of a diagram, a table or a text, or add data to a map"),
    .options = option_rows, .run = run,
};
