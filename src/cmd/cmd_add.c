/* cjm-tui add MAP: quick capture without the screen. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cmd/add.h"
#include "cmd/print.h"
#include "model/edit/edit.h"
#include "model/edit/per_persona.h"
#include "model/edit/short_form.h"
#include "model/value_list.h"
#include "session/change.h"
#include "session/session.h"
#include "store/own_field.h"
#include "store/read/load.h"

/* clang-format off */
static const struct option_row option_rows[] = {
    { .name = "stage", .letter = 's', .argument = "NAME",
      .help = N_("the stage; case and accents do not matter; a new stage goes to the end") },
    { .name = "touchpoint", .letter = 't', .argument = "NAME", .field = TOUCHPOINT_NAME,
      .help = N_("the touchpoint, instead of ITEMS; if the stage already has it, the rest is added to it") },
    { .name = "comment-on", .argument = "WORD", .add_values = add_comment_kinds,
      .help = N_("what the comment is on; without it, on the touchpoint, or what else all is for") },
    { .name = "set", .argument = "KEY=VALUE",
      .help = N_("a field of the map's own lanes; several with ; between them") },
    { .name = "" },
};
/* clang-format on */

/* The map, a persona, or what belongs to them. */
static bool says_of_whole(const struct addition *add)
{
    static const enum node_kind kinds[] = { KIND_MAP, KIND_PERSONA, KIND_METRIC, KIND_COMMENT,
        KIND_NOTE };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (add_says_of(add, kinds[i]))
            return true;
    return false;
}

/* No item and no touchpoint: what is given is the stage's, the persona's or the map's. */
static bool is_without_items(const struct addition *add)
{
    return add->arguments->operand_count == 1 && !add_given(add, "touchpoint").data &&
           (says_of_whole(add) || add_says_of(add, KIND_STAGE) || add_given(add, "set").data);
}

static bool check_texts(struct addition *add)
{
    bool good = true;
    for (size_t i = 0; i < add->arguments->options->count; i++) {
        const char *name = add->arguments->options->rows[i].name;
        const char *value = add->arguments->values[i];
        if (value && utf8_valid_length(slice_of(value)) != strlen(value))
            good = add_complain(add, name, _("is not UTF-8"));
        else if (value && !text_trim(slice_of(value)).len)
            good = add_complain(add, name, _("is empty; give a text, or leave the option out"));
    }
    if (!add_given(add, "stage").data && !is_without_items(add))
        good = add_complain(add, "stage", _("is missing; name the stage"));
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

/* The items: behind the map, or on standard input, also where nothing else names a touchpoint. */
static enum status read_items(struct addition *add)
{
    const struct arguments *arguments = add->arguments;
    const char *operand = arguments->operand_count > 1 ? arguments->operands[1] : NULL;
    bool map_is_input = strcmp(arguments->operands[0], "-") == 0;
    bool named = add_given(add, "touchpoint").data;
    struct buf text = BUF_INIT;
    if (operand && named) {
        add_complain(add, "touchpoint", _("does not go together with items; give one of them"));
        return STATUS_BAD;
    }
    if (named || is_without_items(add))
        return STATUS_OK;
    if (operand && strcmp(operand, "-") != 0)
        return take_items(add, slice_of(operand)) ? STATUS_OK : STATUS_BAD;
    if (map_is_input || (!operand && isatty(STDIN_FILENO))) {
        add_complain(add, "touchpoint", _("is missing; say which touchpoint"));
        return STATUS_BAD;
    }
    enum status status = file_load("-", arguments->max_size, &text, add->diags);
    if (status == STATUS_OK && !take_items(add, buf_slice(&text)))
        status = STATUS_BAD;
    buf_release(&text);
    return status;
}

/* Of a touchpoint that is there the short form says more, as options do. */
static void add_to_touchpoint(
    struct addition *add, struct node *touchpoint, const struct short_form *form)
{
    if (form->channel.len)
        edit_set(add->undo, touchpoint, TOUCHPOINT_CHANNEL, buf_slice(&form->channel));
    short_form_insert_pains(add->undo, touchpoint, form);
}

/* Of all personas, or of the one who was named. */
static bool set_emotion(struct addition *add, struct node *touchpoint, int emotion)
{
    if (emotion == EMOTION_NONE)
        return true;
    if (!add_takes_emotion(add, touchpoint, "emotion"))
        return false;
    touchpoint_set_emotion(add->undo, touchpoint, add->persona ? add->persona->id : NULL, emotion);
    return true;
}

/* The ids of what is new: the touchpoint, and its pains from that one on. */
static void say_new(struct addition *add, const struct node *touchpoint, size_t pain)
{
    for (; pain < node_child_count(touchpoint, TOUCHPOINT_PAINS); pain++)
        buf_addf(&add->ids, "%s\n", node_child(touchpoint, TOUCHPOINT_PAINS, pain)->id);
}

/* The touchpoint that an item names: with what the item says of it, and the options. */
static bool add_touchpoint(struct addition *add, struct node *stage, struct short_form *form)
{
    int emotion = form->emotion;
    struct node *touchpoint = name_index_find(&add->touchpoints, buf_slice(&form->name));
    size_t pains = touchpoint ? node_child_count(touchpoint, TOUCHPOINT_PAINS) : 0;
    form->emotion = EMOTION_NONE;
    if (touchpoint) {
        add_to_touchpoint(add, touchpoint, form);
    } else {
        touchpoint = short_form_insert(add->undo, stage, (size_t)-1, form);
        name_index_add(&add->touchpoints, touchpoint);
        buf_addf(&add->ids, "%s\n", touchpoint->id);
    }
    say_new(add, touchpoint, pains);
    bool good = set_emotion(add, touchpoint, emotion);
    good = add_set_fields(add, touchpoint, KIND_TOUCHPOINT) && good;
    good = add_set_lanes(add, touchpoint) && add_comment_on(add, touchpoint) && good;
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

/* The fields of what was not named are refused. */
static bool set_others(struct addition *add)
{
    return add_set_fields(add, NULL, KIND_STAGE) && add_set_fields(add, NULL, KIND_TOUCHPOINT);
}

/* Touchpoints, or what is said of the stage itself. */
static bool add_to_stage(struct addition *add, struct node *stage)
{
    struct slice rest = buf_slice(&add->items);
    struct buf item = BUF_INIT;
    bool good = add_set_fields(add, stage, KIND_STAGE) && add_comment_on(add, stage);
    if (is_without_items(add))
        return good && add_set_fields(add, NULL, KIND_TOUCHPOINT) && add_set_lanes(add, stage) &&
               add_children(add, stage);
    name_index_begin(&add->touchpoints, stage, STAGE_TOUCHPOINTS);
    good = good && (rest.len || add_item(add, stage, add_given(add, "touchpoint")));
    while (good && short_list_next(KIND_TOUCHPOINT, &rest, &item))
        good = add_item(add, stage, buf_slice(&item));
    name_index_release(&add->touchpoints);
    buf_release(&item);
    return good;
}

static bool add_all(struct addition *add)
{
    struct node *root = add->undo->map->root;
    struct slice stage = add_given(add, "stage"), persona = add_given(add, "persona");
    add->persona = persona.data ? add_named(add, root, KIND_PERSONA, persona) : NULL;
    bool good = add_set_fields(add, root, KIND_MAP) &&
                add_set_fields(add, add->persona, KIND_PERSONA) && add_note(add) &&
                add_comment_on(add, add->persona) && add_comment_on(add, root);
    if (stage.data)
        return good && add_to_stage(add, add_named(add, root, KIND_STAGE, stage));
    struct node *node = add->persona ? add->persona : root;
    return good && set_others(add) && add_set_lanes(add, node) && add_children(add, node);
}

/* False if all that was given is not said, or the map can't have it. */
static bool carry_out(struct addition *add)
{
    add->commented = false;
    bool good = add_all(add) && add_check_comment(add);
    struct slice refused = buf_slice(&add->undo->refused);
    if (good && refused.len)
        diags_add(add->diags, NULL, 0, 0, "%s", refused.data);
    return good && !refused.len;
}

static bool change(void *context, struct undo *undo)
{
    struct addition *add = context;
    add->undo = undo;
    buf_clear(&add->ids);
    return carry_out(add);
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
        status = change_map(&(struct map_change){ .path = arguments->operands[0],
                                .max_size = arguments->max_size,
                                .make = change,
                                .context = &add },
            diags);
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
          "such field, the option is for the first of pain, idea, quote, stage, metric, reading, "
          "visit, comment, note, persona and map that has it. To be sure, put the kind in front: "
          "--pain-owner, --stage-emotion, --map-goal.\n"
          "If no touchpoint is named, but an option of the stage, a metric or a comment, all is "
          "for the stage; without --stage it is for the persona or the map. --persona adds the "
          "persona if there is none of that name, and an emotion is then hers alone.\n"
          "Put \";\" between the items of a LIST. A DATE is 2026-11-21, today or +2w; a TIME is "
          "\"20 min\" or \"3 months\".\n"));
}

/* clang-format off */
const struct subcommand cmd_add = {
    .name = "add", .operands = "MAP [ITEMS]", .least = 1, .most = 2,
    .help = N_("add touchpoints, or fill in any field, without the screen"),
    .options = option_rows, .add_options = option_add_fields, .run = run, .add_more = add_more,
};
