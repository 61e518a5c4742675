/* Answers: what was typed, understood, and stored. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "model/value_list.h"
#include "model/value_word.h"
#include "store/own_field.h"

/* --- the line --- */

bool answer_check(struct slice line, struct buf *why)
{
    size_t valid = utf8_valid_length(line);
    if (line.len > ANSWER_LIMIT)
        buf_addf(why, _("the text has %1$zu bytes, and at most %2$d are allowed; shorten it"),
            line.len, ANSWER_LIMIT);
    else if (valid != line.len)
        buf_addf(why, _("byte %zu is not UTF-8; type it again, or convert the text with iconv"),
            valid + 1);
    return line.len <= ANSWER_LIMIT && valid == line.len;
}

/* --- lines and keys: one value --- */

/* The number alone, also in full width; 0: it is none. */
static size_t number_of(struct slice typed)
{
    enum { DIGITS = 2 };
    struct buf narrow = BUF_INIT;
    size_t number = 0;
    text_add_narrow(typed, &narrow);
    for (size_t i = 0; i < narrow.len; i++) {
        if (!is_digit(narrow.data[i]) || narrow.len > DIGITS) {
            number = 0;
            break;
        }
        number = number * 10 + (size_t)(narrow.data[i] - '0');
    }
    buf_release(&narrow);
    return number;
}

/* "3" is the third word, unless it is a word itself. */
static bool parse_choice(
    const struct field_def *def, struct slice typed, struct buf *out, struct buf *why)
{
    const char *const *words = def->words;
    size_t number = number_of(typed), count = 0;
    bool is_word = false;
    for (; words[count]; count++)
        is_word = is_word || slice_is(typed, words[count]);
    if (is_word || number < 1 || number > count)
        return def_parse(def, typed, 0, out, why);
    buf_adds(out, words[number - 1]);
    return true;
}

/* The figures beside 0, from both sides: 9 and 8 are one and two below it, as on the screen. */
static const char *below_zero(const struct ask *ask, struct slice typed)
{
    struct buf narrow = BUF_INIT;
    if (field_def(ask->field)->type == FIELD_PER_PERSONA)
        text_add_narrow(typed, &narrow);
    struct slice figure = buf_slice(&narrow);
    const char *score = slice_is(figure, "9") ? "-1" : slice_is(figure, "8") ? "-2" : NULL;
    buf_release(&narrow);
    return score;
}

/* The sign of typography, as some keyboards and pastes have it. */
#define MINUS "−"

static bool parse_minus(enum field field, struct slice digits, struct buf *out, struct buf *why)
{
    struct buf typed = BUF_INIT;
    buf_add_char(&typed, '-');
    buf_add_slice(&typed, digits);
    bool good = field_parse(field, buf_slice(&typed), 0, out, why);
    buf_release(&typed);
    return good;
}

static bool parse_lane(
    const struct field_def *def, struct slice typed, time_t now, struct buf *out, struct buf *why)
{
    struct buf item = BUF_INIT;
    if (def->type == FIELD_CHOICE)
        return parse_choice(def, typed, out, why);
    if (def->type != FIELD_LIST)
        return def_parse(def, typed, now, out, why);
    while (value_next_typed(&typed, ";\\", &item))
        value_add_item(out, buf_slice(&item));
    buf_release(&item);
    return true;
}

/* The usual words of several channels, the main one first. */
static bool parse_texts(enum field field, struct slice typed, struct buf *out, struct buf *why)
{
    struct buf item = BUF_INIT, word = BUF_INIT;
    bool good = true;
    while (good && value_next_typed(&typed, ";\\", &item)) {
        buf_clear(&word);
        good = expand_word(field, buf_slice(&item), &word, why);
        value_add_item(out, buf_slice(&word));
    }
    buf_cut(out, field_alone(field, buf_slice(out)).len);
    buf_release(&item);
    buf_release(&word);
    return good;
}

bool answer_parse(const struct guide *guide, const struct ask *ask, struct slice typed,
    struct buf *out, struct buf *why)
{
    const struct field_def *def = ask->def;
    if (ask->lane)
        return parse_lane(def, typed, clock_now(guide->clock), out, why);
    if (below_zero(ask, typed)) {
        buf_adds(out, below_zero(ask, typed));
        return true;
    }
    if (typed.len > strlen(MINUS) && memcmp(typed.data, MINUS, strlen(MINUS)) == 0 &&
        (def->type == FIELD_PER_PERSONA || def->type == FIELD_INTEGER))
        return parse_minus(ask->field, slice_from(typed, strlen(MINUS)), out, why);
    if (def->type == FIELD_CHOICE)
        return parse_choice(def, typed, out, why);
    bool yes = slice_equal_fold(typed, slice_of(_("yes")));
    if (def->type == FIELD_BOOLEAN && (yes || slice_equal_fold(typed, slice_of(_("no"))))) {
        buf_adds(out, yes ? "true" : "false");
        return true;
    }
    if (def->type == FIELD_TEXTS)
        return parse_texts(ask->field, typed, out, why);
    if (field_is_text(ask->field) && def->words)
        return expand_word(ask->field, typed, out, why);
    return field_parse(ask->field, typed, clock_now(guide->clock), out, why);
}

static void set_emotion(struct guide *guide, const struct slot *slot, struct slice number)
{
    touchpoint_set_emotion(
        guide->undo, slot->node, slot->persona ? slot->persona->id : NULL, atoi(number.data));
}

void answer_say(struct slice typed, struct slice value, struct buf *message)
{
    if (!slice_equal(typed, value))
        buf_add_slice(message, value);
}

/* Numbers are plain without it. */
static void say_stored(
    const struct ask *ask, struct slice typed, struct slice value, struct buf *message)
{
    enum field_type type = field_def(ask->field)->type;
    if (type == FIELD_BOOLEAN)
        answer_say(typed, slice_of(slice_is(value, "true") ? _("yes") : _("no")), message);
    else if (below_zero(ask, typed) || (type != FIELD_INTEGER && type != FIELD_PER_PERSONA))
        answer_say(typed, value, message);
}

void answer_store(struct guide *guide, const struct slot *slot, struct slice value)
{
    const struct ask *ask = slot_ask(guide, slot);
    if (ask->lane)
        lane_set(guide->undo, slot->node, ask->lane, value);
    else if (ask->def->type == FIELD_PER_PERSONA)
        set_emotion(guide, slot, value);
    else
        edit_set(guide->undo, slot->node, ask->field, value);
}

static enum answered answer_value(struct guide *guide, struct slice text, struct buf *message)
{
    struct slot slot = guide->state->position;
    const struct ask *ask = slot_ask(guide, &slot);
    struct buf value = BUF_INIT;
    bool good = answer_parse(guide, ask, text, &value, message);
    if (good) {
        guide_begin(guide);
        answer_store(guide, &slot, buf_slice(&value));
        guide_advance(guide);
        guide_end(guide);
        say_stored(ask, text, buf_slice(&value), message);
    }
    buf_release(&value);
    return good ? ANSWER_TAKEN : ANSWER_REFUSED;
}

static bool preview_value(const struct guide *guide, struct slice text, struct buf *out)
{
    struct buf value = BUF_INIT;
    const struct ask *ask = slot_ask(guide, &guide->state->position);
    bool good = answer_parse(guide, ask, text, &value, out);
    if (good)
        say_stored(ask, text, buf_slice(&value), out);
    buf_release(&value);
    return good;
}

/* --- answering --- */

static const struct {
    enum answered (*answer)(struct guide *guide, struct slice text, struct buf *message);
    bool (*preview)(const struct guide *guide, struct slice text, struct buf *out);
} forms[] = {
    [ANSWER_LINE] = { answer_value, preview_value },
    [ANSWER_LIST] = { answer_item, preview_item },
    [ANSWER_KEY] = { answer_value, preview_value },
    [ANSWER_PICK] = { answer_pick, preview_pick },
};

static enum answered answer_line(struct guide *guide, struct slice line, struct buf *message)
{
    struct buf text = BUF_INIT;
    enum answered answered = ANSWER_TAKEN;
    text_add_line(line, SIZE_MAX, &text);
    if (text.len)
        answered = forms[ask_form(slot_ask(guide, &guide->state->position))].answer(
            guide, buf_slice(&text), message);
    else
        guide_skip(guide);
    buf_release(&text);
    return answered;
}

/* A pasted list: an item a line, all of them or none. */
static enum answered answer_lines(struct guide *guide, struct slice lines, struct buf *message)
{
    struct slice rest = lines, line;
    size_t said = message->len;
    while (slice_next_line(&rest, &line)) {
        if (!guide_preview(guide, line, message))
            return ANSWER_REFUSED;
        buf_cut(message, said);
    }
    undo_begin(guide->undo);
    while (slice_next_line(&lines, &line))
        if (text_trim(line).len)
            answer_line(guide, line, message);
    undo_end(guide->undo);
    return ANSWER_ADDED;
}

enum answered guide_answer(struct guide *guide, struct slice line, struct buf *message)
{
    guide_sync(guide);
    if (guide->state->end) {
        buf_adds(message, _("there are no more questions; .step goes to a step, .quit ends"));
        return ANSWER_REFUSED;
    }
    if (!answer_check(line, message))
        return ANSWER_REFUSED;
    bool list = ask_form(slot_ask(guide, &guide->state->position)) == ANSWER_LIST;
    line = text_trim(line);
    return list && line.len && memchr(line.data, '\n', line.len)
               ? answer_lines(guide, line, message)
               : answer_line(guide, line, message);
}

/* --- the same, while it is typed --- */

bool guide_preview(const struct guide *guide, struct slice line, struct buf *out)
{
    guide_sync(guide);
    if (guide->state->end)
        return true;
    if (!answer_check(line, out))
        return false;
    struct buf text = BUF_INIT;
    text_add_line(line, SIZE_MAX, &text);
    bool good = !text.len || forms[ask_form(slot_ask(guide, &guide->state->position))].preview(
                                 guide, buf_slice(&text), out);
    buf_release(&text);
    return good;
}
