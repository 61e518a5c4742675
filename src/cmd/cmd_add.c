/* cjm-tui add MAP: quick capture without the screen. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "model/edit/edit.h"
#include "model/edit/per_persona.h"
#include "model/value_list.h"
#include "session/session.h"
#include "store/store.h"

_Static_assert(METRIC_NAME - TOUCHPOINT_NAME < OPTIONS_MAX,
    "no room for the stage and all fields of touchpoint, pain, idea and quote");

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "stage", .letter = 's', .argument = "NAME",
      .help = N_("the stage, whatever case and accents; made at the end if there is none of that "
                 "name") },
    { .name = "touchpoint", .letter = 't', .argument = "NAME", .field = TOUCHPOINT_NAME,
      .help = N_("the touchpoint; added to if the stage has one so named") },
    { .name = "" },
};
/* clang-format on */

/* A field is an option by its key if none before it has that name, else by its full name. What
 * heads a pain, idea or quote is an option by the name of the kind. */
static void add_option(struct option_list *list, enum field field)
{
    static const char letters[FIELD_COUNT] = { [TOUCHPOINT_CHANNEL] = 'c',
        [TOUCHPOINT_EMOTION] = 'e',
        [PAIN_TEXT] = 'p',
        [IDEA_TEXT] = 'i',
        [QUOTE_TEXT] = 'q' };
    static const char *const arguments[] = { [FIELD_TEXT] = "TEXT",
        [FIELD_LONG_TEXT] = "TEXT",
        [FIELD_LIST] = "LIST",
        [FIELD_INTEGER] = "N",
        [FIELD_NUMBER] = "N",
        [FIELD_CHOICE] = "WORD",
        [FIELD_BOOLEAN] = "YES",
        [FIELD_DATE] = "DATE",
        [FIELD_DURATION] = "TIME",
        [FIELD_PER_PERSONA] = "N" };
    const struct field_def *def = field_def(field);
    const struct kind_def *kind = kind_def(def->kind);
    struct option_row row = { .letter = letters[field],
        .argument = arguments[def->type],
        .help = def->help,
        .field = field };
    option_full_name(field, row.name);
    const char *name = field == kind->headline ? kind->name : row.name + strlen(kind->name) + 1;
    bool taken = false;
    for (size_t i = 0; i < list->count; i++)
        taken = taken || strcmp(list->rows[i].name, name) == 0;
    if (!taken)
        memmove(row.name, name, strlen(name) + 1);
    list->rows[list->count++] = row;
}

static void add_options(struct option_list *list)
{
    for (enum field f = TOUCHPOINT_NAME + 1; f < METRIC_NAME; f++)
        if (field_def(f)->label && field_def(f)->type != FIELD_NODES)
            add_option(list, f);
}

struct addition {
    const struct arguments *arguments;
    struct undo *undo;
    struct buf ids; /* of what is new, a line each */
    struct diags *diags;
};

enum { TRIES = 5 }; /* where there can be no journal, and other programs replace the map */

/* Trimmed; without data where it was not given. */
static struct slice given(const struct addition *add, const char *option)
{
    const char *value = option_value(add->arguments, option);
    return value ? text_trim(slice_of(value)) : SLICE_NONE;
}

static bool complain(struct addition *add, const char *option, const char *what)
{
    diags_add(add->diags, NULL, 0, 0, "--%s: %s", option, what);
    return false;
}

static bool read_value(enum field field, struct slice text, struct buf *out, struct buf *why)
{
    struct buf item = BUF_INIT;
    if (field_def(field)->type != FIELD_LIST)
        return field_parse(field, text, clock_now(&clock_system), out, why);
    while (value_next_typed(&text, ";\\", &item))
        value_add_item(out, buf_slice(&item));
    buf_release(&item);
    if (!out->len)
        buf_adds(why, _("is empty; give a text, or leave it off"));
    return out->len > 0;
}

static bool set_field(struct addition *add, struct node *node, const struct option_row *row)
{
    /* One value would take the place of all. */
    if (row->field == TOUCHPOINT_EMOTION && is_per_persona(node_get(node, row->field)))
        return complain(add, row->name,
            _("each persona has an own emotion here; set it on the screen or in the file"));
    struct buf parsed = BUF_INIT, why = BUF_INIT;
    bool good = read_value(row->field, given(add, row->name), &parsed, &why);
    if (good)
        edit_set(add->undo, node, row->field, buf_slice(&parsed));
    else
        complain(add, row->name, why.data);
    buf_release(&parsed);
    buf_release(&why);
    return good;
}

static bool refuse_alone(struct addition *add, const char *kind, const struct option_row *row)
{
    struct buf why = BUF_INIT;
    buf_addf(&why, _("belongs to a %s; give --%s too"), _(kind), kind);
    complain(add, row->name, why.data);
    buf_release(&why);
    return false;
}

/* What was given of a kind beside its headline; without a node it belongs to nothing. */
static bool set_fields(struct addition *add, struct node *node, enum node_kind kind)
{
    const struct kind_def *def = kind_def(kind);
    bool good = true;
    for (size_t i = 0; i < add->arguments->options->count; i++) {
        const struct option_row *row = &add->arguments->options->rows[i];
        if (!add->arguments->values[i] || row->field < def->first || row->field >= def->end ||
            row->field == def->headline)
            continue;
        good = (node ? set_field(add, node, row) : refuse_alone(add, def->name, row)) && good;
    }
    return good;
}

/* One of exactly that name, else one that is the same but for case and accents. */
static struct node *child_named(const struct node *parent, enum field list, struct slice name)
{
    static bool (*const same[])(struct slice, struct slice) = { slice_equal, text_equal_fold };
    struct node_list children = node_children(parent, list);
    for (size_t s = 0; s < sizeof same / sizeof *same; s++)
        for (uint32_t i = 0; i < children.count; i++)
            if (same[s](text_trim(node_headline(children.items[i])), name))
                return children.items[i];
    return NULL;
}

static struct node *insert(
    struct addition *add, struct node *parent, enum node_kind kind, struct slice headline)
{
    struct node *node = node_new(add->undo->map, kind);
    node_put(add->undo->map, node, kind_def(kind)->headline, headline);
    edit_insert(add->undo, parent, node, (size_t)-1);
    buf_addf(&add->ids, "%s\n", node->id);
    return node;
}

/* A pain, idea or quote. */
static bool add_child(struct addition *add, struct node *touchpoint, enum node_kind kind)
{
    struct slice text = given(add, kind_def(kind)->name);
    return set_fields(add, text.data ? insert(add, touchpoint, kind, text) : NULL, kind);
}

static bool check_texts(struct addition *add)
{
    bool good = true;
    for (size_t i = 0; i < add->arguments->options->count; i++) {
        const char *name = add->arguments->options->rows[i].name;
        const char *value = add->arguments->values[i];
        if (value && utf8_valid_length(slice_of(value)) != strlen(value))
            good = complain(add, name, _("is not UTF-8"));
        else if (value && !text_trim(slice_of(value)).len)
            good = complain(add, name, _("is empty; give a text, or leave it off"));
    }
    if (!given(add, "stage").data)
        good = complain(add, "stage", _("is missing; say which stage"));
    if (!given(add, "touchpoint").data)
        good = complain(add, "touchpoint", _("is missing; say which touchpoint"));
    return good;
}

static bool carry_out(struct addition *add)
{
    struct node *root = add->undo->map->root;
    struct slice stage_name = given(add, "stage"), name = given(add, "touchpoint");
    struct node *stage = child_named(root, MAP_STAGES, stage_name);
    if (!stage)
        stage = insert(add, root, KIND_STAGE, stage_name);
    struct node *touchpoint = child_named(stage, STAGE_TOUCHPOINTS, name);
    if (!touchpoint)
        touchpoint = insert(add, stage, KIND_TOUCHPOINT, name);
    bool good = set_fields(add, touchpoint, KIND_TOUCHPOINT);
    good = add_child(add, touchpoint, KIND_PAIN) && good;
    good = add_child(add, touchpoint, KIND_IDEA) && good;
    return add_child(add, touchpoint, KIND_QUOTE) && good;
}

/* In the journal it is kept, and others who have the map open save it too. */
static enum status save(struct session *session, struct diags *diags)
{
    if (!session->path)
        return store_write(&session->map, "-", diags);
    enum status status = session_save(session, false, diags);
    if (status != STATUS_FOUND || !session->share || session_at_risk(session))
        return status;
    diags_release(diags); /* what is said then is for the screen */
    return STATUS_OK;
}

static enum status change(struct addition *add, struct session *session)
{
    if (session->watching) {
        diags_add(add->diags, session->path, 0, 0, "%s",
            _("may be read, not written; nothing is added: ask its owner"));
        return STATUS_SYSTEM;
    }
    add->undo = &session->undo;
    buf_clear(&add->ids);
    undo_begin(add->undo);
    /* Another may have added the same stage just now. */
    undo_catch_up(add->undo);
    bool good = carry_out(add);
    if (!good)
        add->undo->recorder = (struct edit_recorder){ 0 };
    undo_end(add->undo);
    return good ? save(session, add->diags) : STATUS_BAD;
}

/* STATUS_FOUND: another program replaced the map meanwhile, and nothing is done. */
static enum status try_once(struct addition *add)
{
    const struct arguments *arguments = add->arguments;
    struct session session;
    enum status status = session_open(&session,
        &(struct session_options){
            .path = arguments->operands[0], .max_size = arguments->max_size, .use = SESSION_PASS },
        add->diags);
    if (status != STATUS_OK)
        return status;
    status = change(add, &session);
    session_close(&session);
    return status;
}

static enum status add_to_map(struct addition *add)
{
    enum status status = STATUS_FOUND;
    for (int i = 0; i < TRIES && status == STATUS_FOUND; i++)
        if ((status = try_once(add)) == STATUS_FOUND)
            diags_release(add->diags); /* what is said then is for the screen */
    if (status != STATUS_FOUND)
        return status;
    diags_add(add->diags, add->arguments->operands[0], 0, 0, "%s",
        _("other programs change it all the time, nothing is added; try again"));
    return STATUS_SYSTEM;
}

/* On a map that is nobody's: is what was given good for one? */
static bool try_out(struct addition *add)
{
    struct map map;
    struct undo undo;
    map_begin(&map);
    undo_init(&undo, &map);
    add->undo = &undo;
    undo_begin(&undo);
    bool good = carry_out(add);
    undo_end(&undo);
    undo_release(&undo);
    map_release(&map);
    return good;
}

/* Where there is no map of that name it is made, unless another call makes it just now. */
static enum status make_missing(struct addition *add, bool *made)
{
    const char *path = add->arguments->operands[0];
    struct stat st;
    if (strcmp(path, "-") == 0 || lstat(path, &st) == 0 || errno != ENOENT)
        return STATUS_OK;
    if (!try_out(add))
        return STATUS_BAD;
    enum status status = session_create(path, &(struct new_map){ 0 }, add->diags);
    *made = status == STATUS_OK;
    if (*made || lstat(path, &st) != 0)
        return status;
    diags_release(add->diags);
    return STATUS_OK;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    bool made = false;
    struct addition add = { .arguments = arguments, .ids = BUF_INIT, .diags = diags };
    enum status status = check_texts(&add) ? make_missing(&add, &made) : STATUS_BAD;
    if (status == STATUS_OK)
        status = add_to_map(&add);
    if (made)
        diags_add(diags, arguments->operands[0], 0, 0, "%s",
            _("a new map: it was not there, and is made"));
    /* With "-" standard output is the map. */
    if (status == STATUS_OK && strcmp(arguments->operands[0], "-") != 0)
        status = print_out(buf_slice(&add.ids), diags);
    buf_release(&add.ids);
    return status;
}

static void add_more(struct buf *out)
{
    buf_adds(
        out, _("\n"
               "A name alone is the touchpoint's if it has such a field, else that of the "
               "first of pain, idea and quote that has one; with the kind before it, as "
               "--pain-owner, it always names one.\n"
               "A LIST has \";\" between its items. A DATE is 2026-11-21, today or +2w, a TIME "
               "\"20 min\" or \"3 months\".\n"));
}

/* clang-format off */
const struct subcommand cmd_add = {
    .name = "add", .operands = "MAP", .least = 1, .most = 1,
    .help = N_("add a touchpoint, or to one, without the screen"),
    .options = option_rows, .add_options = add_options, .run = run, .add_more = add_more,
};
