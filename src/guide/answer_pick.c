/* Answers that pick some of all by their numbers. */
#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"

static bool is_separator(char c)
{
    return c == ' ' || c == ',' || c == ';' || c == '|';
}

/* With ASCII digits and separators for those of other keyboards. */
static void add_plain(struct slice text, struct buf *out)
{
    enum { IDEOGRAPHIC_COMMA = 0x3001 };
    while (text.len) {
        uint32_t point = codepoint_narrow(utf8_next(&text));
        buf_add_codepoint(out, point == IDEOGRAPHIC_COMMA ? ',' : point);
    }
}

/* The next number; 0 where it is none, or too large to be one. */
static size_t take_number(struct slice *rest)
{
    size_t number = 0;
    bool good = true;
    for (; rest->len && !is_separator(rest->data[0]); *rest = slice_from(*rest, 1)) {
        char c = rest->data[0];
        good = good && is_digit(c) && number < 1000000;
        number = good ? number * 10 + (size_t)(c - '0') : 0;
    }
    return number;
}

/* Marks the options that were typed in `chosen`. */
static bool parse_pick(const struct option_list *options, int most, struct slice typed,
    struct buf *chosen, struct buf *why)
{
    int count = 0;
    struct buf plain = BUF_INIT;
    add_plain(typed, &plain);
    struct slice text = buf_slice(&plain);
    buf_add_repeated(chosen, '\0', options->count);
    bool good = true;
    while (good && text.len) {
        if (is_separator(text.data[0])) {
            text = slice_from(text, 1);
            continue;
        }
        size_t number = take_number(&text);
        good = number >= 1 && number <= options->count;
        if (!good) {
            buf_addf(why, _("type numbers from 1 to %zu, separated by spaces"), options->count);
            break;
        }
        count += !chosen->data[number - 1];
        chosen->data[number - 1] = 1;
    }
    buf_release(&plain);
    if (good && count > most) /* TRANSLATORS: how many were picked, how many may be. */
        buf_addf(why, _("picked: %1$d, at most: %2$d"), count, most);
    return good && count <= most;
}

enum answered answer_pick(struct guide *guide, struct slice text, struct buf *message)
{
    const struct ask *ask = slot_ask(guide, &guide->state->position);
    struct option_list options = { .text = BUF_INIT };
    struct buf chosen = BUF_INIT;
    options_read(guide, &guide->state->position, &options);
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

bool preview_pick(const struct guide *guide, struct slice text, struct buf *out)
{
    const struct slot *slot = &guide->state->position;
    struct option_list options = { .text = BUF_INIT };
    struct buf chosen = BUF_INIT;
    options_read(guide, slot, &options);
    bool good = parse_pick(&options, slot_ask(guide, slot)->pick, text, &chosen, out);
    const char *between = "";
    for (size_t i = 0; good && i < options.count; i++)
        if (chosen.data[i]) {
            buf_adds(out, between);
            buf_add_slice(out, options.items[i].label);
            between = text_semicolon();
        }
    options_release(&options);
    buf_release(&chosen);
    return good;
}
