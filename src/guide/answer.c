/* Answers: what was typed, understood, and stored. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <stdlib.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"

enum { EXPAND_MOST = 3 }; /* letters: a longer word is an own one */

/* --- the line --- */

void answer_clean(struct slice text, struct buf *out)
{
    size_t start = out->len;
    text = text_trim(text);
    while (text.len) {
        struct slice before = text;
        uint32_t c = utf8_next(&text);
        if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
            buf_add_char(out, ' ');
        else
            buf_add(out, before.data, before.len - text.len);
    }
    while (out->len > start && out->data[out->len - 1] == ' ')
        buf_cut(out, out->len - 1);
}

static bool check_line(struct slice line, struct buf *why)
{
    size_t valid = utf8_valid_length(line);
    if (line.len > ANSWER_LIMIT)
        buf_addf(why, _("the answer has %zu bytes; %d are possible: shorten it"), line.len,
            ANSWER_LIMIT);
    else if (valid != line.len)
        buf_addf(why, _("byte %zu is not UTF-8; type it again, or convert the text with iconv"),
            valid + 1);
    return line.len <= ANSWER_LIMIT && valid == line.len;
}

/* --- lines and keys: one value --- */

/* "3" is the third word, unless it is a word itself. */
static bool parse_choice(enum field field, struct slice typed, struct buf *out, struct buf *why)
{
    const char *const *words = field_def(field)->words;
    size_t number = 0, count = 0;
    bool is_word = false;
    for (; words[count]; count++)
        is_word = is_word || slice_is(typed, words[count]);
    for (size_t i = 0; i < typed.len && typed.len <= 2; i++)
        number = typed.data[i] >= '0' && typed.data[i] <= '9'
                     ? number * 10 + (size_t)(typed.data[i] - '0')
                     : count + 1;
    if (is_word || number < 1 || number > count)
        return field_parse(field, typed, 0, out, why);
    buf_adds(out, words[number - 1]);
    return true;
}

static bool is_word(struct slice typed, const char *word)
{
    return typed.len && typed.len == strlen(word) && strncasecmp(typed.data, word, typed.len) == 0;
}

static bool parse_value(const struct guide *guide, const struct ask *ask, struct slice typed,
    struct buf *out, struct buf *why)
{
    const struct field_def *def = field_def(ask->field);
    if (def->type == FIELD_CHOICE)
        return parse_choice(ask->field, typed, out, why);
    if (def->type == FIELD_BOOLEAN && (is_word(typed, _("yes")) || is_word(typed, _("no")))) {
        buf_adds(out, is_word(typed, _("yes")) ? "true" : "false");
        return true;
    }
    if ((def->type == FIELD_TEXT || def->type == FIELD_LONG_TEXT) && def->words) {
        expand_word(ask->field, typed, EXPAND_MOST, out);
        return true;
    }
    return field_parse(ask->field, typed, clock_now(guide->clock), out, why);
}

static void set_emotion(struct guide *guide, const struct slot *slot, struct slice number)
{
    struct buf value = BUF_INIT;
    touchpoint_emotion_with(guide_map(guide), slot->node, slot->persona ? slot->persona->id : NULL,
        atoi(number.data), &value);
    edit_set(guide->undo, slot->node, TOUCHPOINT_EMOTION, buf_slice(&value));
    buf_release(&value);
}

/* What was typed is not always what is stored: then it is said. */
static void say_value(struct slice typed, struct slice value, struct buf *message)
{
    if (!slice_equal(typed, value))
        buf_add_slice(message, value);
}

static enum answered answer_value(struct guide *guide, struct slice text, struct buf *message)
{
    struct slot slot = guide->state->place;
    const struct ask *ask = slot_ask(guide, &slot);
    struct buf value = BUF_INIT;
    bool good = parse_value(guide, ask, text, &value, message);
    if (good) {
        guide_begin(guide);
        if (field_def(ask->field)->type == FIELD_PER_PERSONA)
            set_emotion(guide, &slot, buf_slice(&value));
        else
            edit_set(guide->undo, slot.node, ask->field, buf_slice(&value));
        guide_advance(guide);
        guide_end(guide);
        say_value(text, buf_slice(&value), message);
    }
    buf_release(&value);
    return good ? ANSWER_TAKEN : ANSWER_REFUSED;
}

/* --- lists --- */

/* Takes an item off the front of "a; b"; "\;" is a semicolon. */
static bool next_item(struct slice *rest, struct buf *item)
{
    buf_clear(item);
    while (rest->len && !item->len) {
        while (rest->len && rest->data[0] != ';') {
            if (rest->data[0] == '\\' && rest->len > 1 && strchr(";\\", rest->data[1]))
                *rest = slice_from(*rest, 1);
            buf_add_char(item, rest->data[0]);
            *rest = slice_from(*rest, 1);
        }
        if (rest->len)
            *rest = slice_from(*rest, 1);
        struct slice trimmed = text_trim(buf_slice(item));
        memmove(item->data, trimmed.data, trimmed.len);
        buf_cut(item, trimmed.len);
    }
    return item->len > 0;
}

static bool same_text(struct slice a, struct slice b)
{
    return a.len == b.len && text_find(a, b) == 0;
}

static void say_twice(struct slice text, struct buf *message)
{
    if (!message->len)
        buf_addf(message, _("\"%.*s\" is there twice now; .undo takes it back"), SLICE_ARG(text));
}

static enum answered add_texts(struct guide *guide, struct slice text, struct buf *message)
{
    const struct slot *slot = &guide->state->place;
    const struct ask *ask = slot_ask(guide, slot);
    struct buf list = BUF_INIT, item = BUF_INIT, word = BUF_INIT;
    buf_add_slice(&list, node_get(slot->node, ask->field));
    while (next_item(&text, &item)) {
        struct slice rest = buf_slice(&list), other;
        buf_clear(&word);
        expand_word(ask->field, buf_slice(&item), EXPAND_MOST, &word);
        while (value_next_item(&rest, &other))
            if (same_text(other, buf_slice(&word)))
                say_twice(other, message);
        if (!message->len)
            say_value(buf_slice(&item), buf_slice(&word), message);
        value_add_item(&list, buf_slice(&word));
    }
    guide_begin(guide);
    edit_set(guide->undo, slot->node, ask->field, buf_slice(&list));
    guide_end(guide);
    buf_release(&list);
    buf_release(&item);
    buf_release(&word);
    return ANSWER_ADDED;
}

static void add_pains(struct guide *guide, struct node *touchpoint, struct slice pains)
{
    struct map *map = guide_map(guide);
    struct slice text;
    while (value_next_item(&pains, &text)) {
        struct node *pain = node_new(map, KIND_PAIN);
        node_put(map, pain, PAIN_TEXT, text);
        edit_insert(guide->undo, touchpoint, pain, (size_t)-1);
    }
}

static struct node *new_touchpoint(
    struct guide *guide, const struct short_form *form, struct node *stage)
{
    struct map *map = guide_map(guide);
    struct node *node = node_new(map, KIND_TOUCHPOINT);
    struct buf emotion = BUF_INIT;
    node_put(map, node, TOUCHPOINT_NAME, buf_slice(&form->name));
    if (form->channel.len)
        node_put(map, node, TOUCHPOINT_CHANNEL, buf_slice(&form->channel));
    touchpoint_emotion_with(map, node, NULL, form->emotion, &emotion);
    if (emotion.len)
        node_put(map, node, TOUCHPOINT_EMOTION, buf_slice(&emotion));
    edit_insert(guide->undo, stage, node, (size_t)-1);
    add_pains(guide, node, buf_slice(&form->pains));
    buf_release(&emotion);
    return node;
}

static void say_if_twice(const struct node *added, struct buf *message)
{
    struct node_list list = node_children(added->parent, node_list_field(added));
    for (uint32_t i = 0; i < list.count; i++)
        if (list.items[i] != added &&
            same_text(node_headline(list.items[i]), node_headline(added))) {
            say_twice(node_headline(added), message);
            return;
        }
}

static enum answered add_touchpoint(struct guide *guide, struct slice text, struct buf *message)
{
    struct short_form form;
    short_form_init(&form);
    bool good = short_form_parse(&form, text, message);
    if (good) {
        guide_begin(guide);
        say_if_twice(new_touchpoint(guide, &form, guide->state->place.node), message);
        guide_forget_rows(guide);
        guide_end(guide);
        if (!message->len && !slice_equal(text, buf_slice(&form.name)))
            short_form_describe(&form, message);
    }
    short_form_release(&form);
    return good ? ANSWER_ADDED : ANSWER_REFUSED;
}

/* The ideas of a pain lie in its touchpoint. */
static enum answered add_node(struct guide *guide, struct slice text, struct buf *message)
{
    const struct slot *slot = &guide->state->place;
    enum node_kind kind = field_def(slot_ask(guide, slot)->field)->child;
    struct map *map = guide_map(guide);
    bool of_pain = slot->node->kind == KIND_PAIN;
    struct node *node = node_new(map, kind);
    node_put(map, node, kind_def(kind)->headline, text);
    if (of_pain)
        node_put(map, node, IDEA_PAIN, slice_of(slot->node->id));
    guide_begin(guide);
    edit_insert(guide->undo, of_pain ? slot->node->parent : slot->node, node, (size_t)-1);
    say_if_twice(node, message);
    guide_forget_rows(guide);
    guide_end(guide);
    return ANSWER_ADDED;
}

static enum answered answer_item(struct guide *guide, struct slice text, struct buf *message)
{
    const struct field_def *def = field_def(slot_ask(guide, &guide->state->place)->field);
    if (def->type == FIELD_LIST)
        return add_texts(guide, text, message);
    return def->child == KIND_TOUCHPOINT ? add_touchpoint(guide, text, message)
                                         : add_node(guide, text, message);
}

/* --- picks --- */

static bool is_separator(char c)
{
    return c == ' ' || c == ',' || c == ';';
}

/* The next number; 0 where it is none, or too large to be one. */
static size_t take_number(struct slice *rest)
{
    size_t number = 0;
    bool good = true;
    for (; rest->len && !is_separator(rest->data[0]); *rest = slice_from(*rest, 1)) {
        char c = rest->data[0];
        good = good && c >= '0' && c <= '9' && number < 1000000;
        number = good ? number * 10 + (size_t)(c - '0') : 0;
    }
    return number;
}

/* Marks the options that were typed in `chosen`. */
static bool parse_pick(const struct option_list *options, int most, struct slice text,
    struct buf *chosen, struct buf *why)
{
    int count = 0;
    buf_add_repeated(chosen, '\0', options->count);
    while (text.len) {
        if (is_separator(text.data[0])) {
            text = slice_from(text, 1);
            continue;
        }
        size_t number = take_number(&text);
        if (number < 1 || number > options->count) {
            buf_addf(why, _("type numbers from 1 to %zu, with blanks between"), options->count);
            return false;
        }
        count += !chosen->data[number - 1];
        chosen->data[number - 1] = 1;
    }
    if (count > most)
        buf_addf(why, _n("%d is chosen", "%d are chosen", (unsigned)count), count);
    if (count > most)
        buf_addf(why, _n("; %d at most", "; %d at most", (unsigned)most), most);
    return count <= most;
}

static enum answered answer_pick(struct guide *guide, struct slice text, struct buf *message)
{
    const struct ask *ask = slot_ask(guide, &guide->state->place);
    struct option_list options = { .text = BUF_INIT };
    struct buf chosen = BUF_INIT;
    options_read(guide, &guide->state->place, &options);
    bool good = parse_pick(&options, ask->pick, text, &chosen, message);
    if (good) {
        guide_begin(guide);
        for (size_t i = 0; i < options.count; i++)
            if (chosen.data[i])
                edit_set(guide->undo, options.nodes[i], ask->field, SLICE("true"));
            else if (node_flag(options.nodes[i], ask->field))
                edit_set(guide->undo, options.nodes[i], ask->field, SLICE_NONE);
        guide_advance(guide);
        guide_end(guide);
    }
    options_release(&options);
    buf_release(&chosen);
    return good ? ANSWER_TAKEN : ANSWER_REFUSED;
}

/* --- answering --- */

enum answered guide_answer(struct guide *guide, struct slice line, struct buf *message)
{
    static enum answered (*const answers[])(struct guide *, struct slice, struct buf *) = {
        [ANSWER_LINE] = answer_value,
        [ANSWER_LIST] = answer_item,
        [ANSWER_KEY] = answer_value,
        [ANSWER_PICK] = answer_pick,
    };
    guide_sync(guide);
    if (guide->state->end) {
        buf_adds(message, _("nothing is open any more; .step goes to a step, .quit ends"));
        return ANSWER_REFUSED;
    }
    if (!check_line(line, message))
        return ANSWER_REFUSED;
    struct buf text = BUF_INIT;
    enum answered answered = ANSWER_TAKEN;
    answer_clean(line, &text);
    if (text.len)
        answered = answers[ask_form(slot_ask(guide, &guide->state->place))](
            guide, buf_slice(&text), message);
    else
        guide_skip(guide);
    buf_release(&text);
    return answered;
}

/* --- the same, while it is typed --- */

static bool preview_pick(const struct guide *guide, struct slice text, struct buf *out)
{
    const struct slot *slot = &guide->state->place;
    struct option_list options = { .text = BUF_INIT };
    struct buf chosen = BUF_INIT;
    options_read(guide, slot, &options);
    bool good = parse_pick(&options, slot_ask(guide, slot)->pick, text, &chosen, out);
    const char *between = "";
    for (size_t i = 0; good && i < options.count; i++)
        if (chosen.data[i]) {
            buf_adds(out, between);
            buf_add_slice(out, options.items[i].label);
            between = "; ";
        }
    options_release(&options);
    buf_release(&chosen);
    return good;
}

static bool preview_item(const struct guide *guide, struct slice text, struct buf *out)
{
    struct short_form form;
    if (field_def(slot_ask(guide, &guide->state->place)->field)->child != KIND_TOUCHPOINT)
        return true;
    short_form_init(&form);
    bool good = short_form_parse(&form, text, out);
    if (good && !slice_equal(text, buf_slice(&form.name)))
        short_form_describe(&form, out);
    short_form_release(&form);
    return good;
}

static bool preview_value(const struct guide *guide, struct slice text, struct buf *out)
{
    struct buf value = BUF_INIT;
    bool good = parse_value(guide, slot_ask(guide, &guide->state->place), text, &value, out);
    if (good)
        say_value(text, buf_slice(&value), out);
    buf_release(&value);
    return good;
}

bool guide_preview(const struct guide *guide, struct slice line, struct buf *out)
{
    static bool (*const previews[])(const struct guide *, struct slice, struct buf *) = {
        [ANSWER_LINE] = preview_value,
        [ANSWER_LIST] = preview_item,
        [ANSWER_KEY] = preview_value,
        [ANSWER_PICK] = preview_pick,
    };
    guide_sync(guide);
    if (guide->state->end)
        return true;
    if (!check_line(line, out))
        return false;
    struct buf text = BUF_INIT;
    answer_clean(line, &text);
    bool good = !text.len || previews[ask_form(slot_ask(guide, &guide->state->place))](
                                 guide, buf_slice(&text), out);
    buf_release(&text);
    return good;
}
