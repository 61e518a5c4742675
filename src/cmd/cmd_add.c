/* cjm-tui add MAP: quick capture without the screen. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/name_index.h"
#include "cmd/print.h"
#include "model/edit/edit.h"
#include "model/edit/per_persona.h"
#include "model/edit/short_form.h"
#include "model/value_list.h"
#include "session/session.h"
#include "store/own_field.h"
#include "store/read/load.h"
#include "store/store.h"

_Static_assert(METRIC_NAME - STAGE_NAME + 1 < OPTIONS_MAX,
    "no room for all fields of stage, touchpoint, pain, idea and quote");

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "stage", .letter = 's', .argument = "NAME",
      .help = N_("the stage; case and accents do not matter; a new stage goes to the end") },
    { .name = "touchpoint", .letter = 't', .argument = "NAME", .field = TOUCHPOINT_NAME,
      .help = N_("the touchpoint, instead of ITEMS; if the stage already has it, the rest is added to it") },
    { .name = "set", .argument = "KEY=VALUE",
      .help = N_("a field of the map's own lanes; several with ; between them") },
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
        [FIELD_BOOLEAN] = "yes|no",
        [FIELD_DATE] = "DATE",
        [FIELD_DURATION] = "TIME",
        [FIELD_LENGTH] = "TIME",
        [FIELD_FIGURE] = "VALUE",
        [FIELD_TEXTS] = "TEXT",
        [FIELD_PATH] = "PATH",
        [FIELD_RECORD] = "FACTS",
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

static void add_options_of(struct option_list *list, enum field first, enum field end)
{
    for (enum field f = first; f < end; f++)
        if (field_def(f)->label && field_def(f)->type != FIELD_NODES)
            add_option(list, f);
}

static void add_options(struct option_list *list)
{
    add_options_of(list, TOUCHPOINT_NAME + 1, METRIC_NAME);
    add_options_of(list, STAGE_NAME + 1, TOUCHPOINT_NAME);
}

struct addition {
    const struct arguments *arguments;
    struct undo *undo;
    struct name_index touchpoints; /* of the stage */
    struct buf items; /* touchpoints in their short form, a line each; empty: --touchpoint */
    struct buf ids;   /* of what is new, a line each */
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
        buf_adds(why, _("is empty; give a text, or leave the option out"));
    return out->len > 0;
}

/* Where each persona has an own one, one value would take the place of all. */
static bool takes_one_emotion(
    struct addition *add, const struct node *touchpoint, const char *option)
{
    return !has_emotions_per_persona(touchpoint) ||
           complain(add, option,
               _("each persona has its own emotion here; set the emotion on the screen or in the "
                 "file"));
}

static bool set_field(struct addition *add, struct node *node, const struct option_row *row)
{
    if (row->field == emotion_field(node) && !takes_one_emotion(add, node, row->name))
        return false;
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

/* "KEY=VALUE" for a lane of the touchpoint, or else of its stage. */
static bool set_lane(struct addition *add, struct node *node, struct slice text)
{
    const char *sign = memchr(text.data, '=', text.len);
    struct slice key = { text.data, sign ? (size_t)(sign - text.data) : text.len };
    struct lane lane;
    struct buf value = BUF_INIT, why = BUF_INIT;
    while (node && !lane_of_key(add->undo->map, (enum node_kind)node->kind, text_trim(key), &lane))
        node = node->parent;
    bool good = sign && node;
    if (good && lane.def.type == FIELD_LIST)
        value_add_item(&value, text_trim(slice_from(text, key.len + 1)));
    else if (good)
        good = def_parse(&lane.def, text_trim(slice_from(text, key.len + 1)),
            clock_now(&clock_system), &value, &why);
    else
        buf_addf(&why, _("there is no lane \"%.*s\" in the map"), SLICE_ARG(key));
    if (good)
        lane_set(add->undo, node, &lane, buf_slice(&value));
    else
        complain(add, "set", why.data);
    buf_release(&value);
    buf_release(&why);
    return good;
}

static bool set_lanes(struct addition *add, struct node *node)
{
    struct slice rest = given(add, "set");
    struct buf item = BUF_INIT;
    bool good = true;
    while (good && value_next_typed(&rest, ";\\", &item))
        good = set_lane(add, node, buf_slice(&item));
    buf_release(&item);
    return good;
}

static bool refuse_alone(struct addition *add, const char *kind, const struct option_row *row)
{
    struct buf why = BUF_INIT;
    buf_addf(&why, _("needs the option --%s too"), kind);
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
static bool add_child(struct addition *add, struct node *parent, enum node_kind kind)
{
    struct slice text = given(add, kind_def(kind)->name);
    return set_fields(add, text.data ? insert(add, parent, kind, text) : NULL, kind);
}

static bool add_children(struct addition *add, struct node *parent)
{
    bool good = add_child(add, parent, KIND_PAIN);
    good = add_child(add, parent, KIND_IDEA) && good;
    return add_child(add, parent, KIND_QUOTE) && good;
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
            good = complain(add, name, _("is empty; give a text, or leave the option out"));
    }
    if (!given(add, "stage").data)
        good = complain(add, "stage", _("is missing; name the stage"));
    return good;
}

static bool refuse_items(struct addition *add, const char *why)
{
    diags_add(add->diags, NULL, 0, 0, _("nothing is added: %s"), why);
    return false;
}

/* Without control characters; all of them are good, or none is taken. */
static bool take_items(struct addition *add, struct slice text)
{
    struct buf why = BUF_INIT;
    struct slice line;
    bool good = utf8_valid_length(text) == text.len;
    if (!good)
        return refuse_items(add, _("the items are not UTF-8"));
    if (slice_begins_fold(text, SLICE("\xEF\xBB\xBF")))
        text = slice_from(text, 3);
    while (slice_next_line(&text, &line)) {
        text_add_line(line, SIZE_MAX, &add->items);
        buf_add_char(&add->items, '\n');
    }
    if (!text_trim(buf_slice(&add->items)).len)
        good = refuse_items(
            add, _("there is no item; an item is a line, such as Checkout @web -1"));
    else if (!short_list_read(KIND_TOUCHPOINT, buf_slice(&add->items), &why))
        good = refuse_items(add, why.data);
    buf_release(&why);
    return good;
}

static bool says_more_of(const struct addition *add, enum node_kind kind)
{
    for (size_t i = 0; i < add->arguments->options->count; i++) {
        enum field field = add->arguments->options->rows[i].field;
        if (add->arguments->values[i] && field && field_def(field)->kind == kind)
            return true;
    }
    return false;
}

/* No item and no touchpoint: pains, ideas and quotes are the stage's. */
static bool is_for_stage(const struct addition *add)
{
    return add->arguments->operand_count == 1 && !given(add, "touchpoint").data &&
           (says_more_of(add, KIND_STAGE) || given(add, "set").data);
}

/* The items: behind the map, or on standard input, also where nothing else names a touchpoint. */
static enum status read_items(struct addition *add)
{
    const struct arguments *arguments = add->arguments;
    const char *operand = arguments->operand_count > 1 ? arguments->operands[1] : NULL;
    bool map_is_input = strcmp(arguments->operands[0], "-") == 0;
    bool named = given(add, "touchpoint").data;
    char *text = NULL;
    size_t len;
    if (operand && named) {
        complain(add, "touchpoint", _("does not go together with items; give one of them"));
        return STATUS_BAD;
    }
    if (named || is_for_stage(add))
        return STATUS_OK;
    if (operand && strcmp(operand, "-") != 0)
        return take_items(add, slice_of(operand)) ? STATUS_OK : STATUS_BAD;
    if (map_is_input || (!operand && isatty(STDIN_FILENO))) {
        complain(add, "touchpoint", _("is missing; say which touchpoint"));
        return STATUS_BAD;
    }
    enum status status = file_load("-", arguments->max_size, &text, &len, add->diags);
    if (status == STATUS_OK && !take_items(add, (struct slice){ text, len }))
        status = STATUS_BAD;
    free(text);
    return status;
}

/* Of a touchpoint that is there the short form says more, as options do. */
static bool add_to_touchpoint(
    struct addition *add, struct node *touchpoint, const struct short_form *form)
{
    if (form->channel.len)
        edit_set(add->undo, touchpoint, TOUCHPOINT_CHANNEL, buf_slice(&form->channel));
    short_form_insert_pains(add->undo, touchpoint, form);
    if (form->emotion == EMOTION_NONE)
        return true;
    if (!takes_one_emotion(add, touchpoint, "emotion"))
        return false;
    touchpoint_set_emotion(add->undo, touchpoint, NULL, form->emotion);
    return true;
}

/* The ids of what is new: the touchpoint, and its pains from that one on. */
static void say_new(struct addition *add, const struct node *touchpoint, size_t pain)
{
    for (; pain < node_child_count(touchpoint, TOUCHPOINT_PAINS); pain++)
        buf_addf(&add->ids, "%s\n", node_child(touchpoint, TOUCHPOINT_PAINS, pain)->id);
}

/* The touchpoint that an item names: with what the item says of it, and the options. */
static bool add_touchpoint(struct addition *add, struct node *stage, const struct short_form *form)
{
    struct node *touchpoint = name_index_find(&add->touchpoints, buf_slice(&form->name));
    size_t pains = touchpoint ? node_child_count(touchpoint, TOUCHPOINT_PAINS) : 0;
    bool good = true;
    if (touchpoint) {
        good = add_to_touchpoint(add, touchpoint, form);
    } else {
        touchpoint = short_form_insert(add->undo, stage, (size_t)-1, form);
        name_index_add(&add->touchpoints, touchpoint);
        buf_addf(&add->ids, "%s\n", touchpoint->id);
    }
    say_new(add, touchpoint, pains);
    good = set_fields(add, touchpoint, KIND_TOUCHPOINT) && good;
    good = set_lanes(add, touchpoint) && good;
    return add_children(add, touchpoint) && good;
}

/* Behind --touchpoint stands a name and nothing else. */
static bool add_item(struct addition *add, struct node *stage, struct slice item)
{
    struct short_form form;
    struct buf why = BUF_INIT;
    short_form_init(&form, KIND_TOUCHPOINT);
    if (!add->items.len)
        buf_add_slice(&form.name, item);
    bool good = form.name.len || short_form_parse(&form, item, &why);
    good = good && add_touchpoint(add, stage, &form);
    short_form_release(&form);
    buf_release(&why);
    return good;
}

/* The stage of that name, which is made where there is none. */
static struct node *stage_named(struct addition *add, struct slice name)
{
    struct name_index stages = { 0 };
    struct node *root = add->undo->map->root;
    name_index_begin(&stages, root, MAP_STAGES);
    struct node *stage = name_index_find(&stages, name);
    name_index_release(&stages);
    return stage ? stage : insert(add, root, KIND_STAGE, name);
}

static bool carry_out(struct addition *add)
{
    struct slice rest = buf_slice(&add->items);
    struct buf item = BUF_INIT;
    struct node *stage = stage_named(add, given(add, "stage"));
    if (is_for_stage(add))
        return set_fields(add, stage, KIND_STAGE) && set_fields(add, NULL, KIND_TOUCHPOINT) &&
               set_lanes(add, stage) && add_children(add, stage);
    name_index_begin(&add->touchpoints, stage, STAGE_TOUCHPOINTS);
    bool good = set_fields(add, stage, KIND_STAGE);
    good = good && (rest.len || add_item(add, stage, given(add, "touchpoint")));
    while (good && short_list_next(KIND_TOUCHPOINT, &rest, &item))
        good = add_item(add, stage, buf_slice(&item));
    name_index_release(&add->touchpoints);
    buf_release(&item);
    return good;
}

/* What is in the journal is kept: it is done, and must not be tried again. Where another program
 * saves just now the file follows by itself. */
static enum status tell_kept(const char *path, enum status status, struct diags *diags)
{
    diags_release(diags);
    if (status != STATUS_FOUND)
        diags_add(diags, path, 0, 0, "%s",
            _("the addition is kept in the map's journal; the file cannot be written now and "
              "follows when the map is saved"));
    return STATUS_OK;
}

static enum status save(struct session *session, struct diags *diags)
{
    if (!session->path)
        return store_write(&session->map, "-", diags);
    enum status status = session_save(session, false, diags);
    enum session_kept kept = session_kept(session);
    if (status != STATUS_OK && kept == KEPT_IN_JOURNAL)
        return tell_kept(session->path, status, diags);
    if (status == STATUS_OK || !session->share)
        return status;
    diags_release(diags);
    diags_add(diags, session->path, 0, 0, "%s",
        session_is_split(session)
            ? _("only a part of the addition is kept: neither the journal nor the file can be "
                "written now; look at the map before you try again")
            : _("nothing was added: neither the journal nor the file can be written now; try "
                "again"));
    return STATUS_SYSTEM;
}

static enum status change(struct addition *add, struct session *session)
{
    if (session_watches(session)) {
        diags_add(add->diags, session->path, 0, 0, "%s",
            _("you can read this map, but not change it; nothing was added; ask the map's owner"));
        return STATUS_SYSTEM;
    }
    add->undo = &session->undo;
    buf_clear(&add->ids);
    undo_begin(add->undo);
    /* Another may have added the same stage just now. */
    undo_catch_up(add->undo);
    bool good = carry_out(add) &&
                (!add->undo->refused.len || complain(add, "set", add->undo->refused.data));
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
        _("other programs change the file all the time; nothing was added; try again"));
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
    if (strcmp(path, "-") == 0 || !session_is_missing(path))
        return STATUS_OK;
    if (!try_out(add))
        return STATUS_BAD;
    enum status status = session_create(path, &(struct new_map){ 0 }, add->diags);
    *made = status == STATUS_OK;
    if (*made || session_is_missing(path))
        return status;
    diags_release(add->diags);
    return STATUS_OK;
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    bool made = false;
    struct addition add = {
        .arguments = arguments, .items = BUF_INIT, .ids = BUF_INIT, .diags = diags
    };
    enum status status = check_texts(&add) ? read_items(&add) : STATUS_BAD;
    if (status == STATUS_OK)
        status = make_missing(&add, &made);
    if (status == STATUS_OK)
        status = add_to_map(&add);
    if (made)
        diags_add(
            diags, arguments->operands[0], 0, 0, "%s", _("a new map: the file did not exist"));
    /* With "-" standard output is the map. */
    if (status == STATUS_OK && strcmp(arguments->operands[0], "-") != 0)
        status = print_out(buf_slice(&add.ids), diags);
    buf_release(&add.items);
    buf_release(&add.ids);
    return status;
}

static void add_more(struct buf *out)
{
    buf_adds(out,
        _("\n"
          "ITEMS are touchpoints: \"Checkout page @web -1 !payment fails !!4\" has a channel, an "
          "emotion, and a pain with its severity. Put \";\" between several, or type one on each "
          "line. \"-\" reads them from standard input; so does add when no touchpoint is named. "
          "The options hold for each of them.\n"
          "An option sets the field of that name of the touchpoint. If the touchpoint has no "
          "such field, the option is for the first of pain, idea, quote and stage that has it. To "
          "be sure, put the kind in front: --pain-owner, --stage-emotion. With options of the "
          "stage "
          "alone, a pain, idea or quote is the stage's.\n"
          "Put \";\" between the items of a LIST. A DATE is 2026-11-21, today or +2w; a TIME is "
          "\"20 min\" or \"3 months\".\n"));
}

/* clang-format off */
const struct subcommand cmd_add = {
    .name = "add", .operands = "MAP [ITEMS]", .least = 1, .most = 2,
    .help = N_("add touchpoints, or add to a touchpoint, without the screen"),
    .options = option_rows, .add_options = add_options, .run = run, .add_more = add_more,
};
