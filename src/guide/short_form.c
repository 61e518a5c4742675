/* A touchpoint with channel, emotion and pains in one line. */
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"
#include "model/edit/per_persona.h"

void short_form_init(struct short_form *form)
{
    buf_init(&form->name);
    buf_init(&form->channel);
    buf_init(&form->pains);
    form->emotion = EMOTION_NONE;
}

void short_form_release(struct short_form *form)
{
    buf_release(&form->name);
    buf_release(&form->channel);
    buf_release(&form->pains);
}

/* --- words --- */

/* Ignores case and hyphens: "email" is a beginning of "e-mail". */
static bool begins(const char *word, struct slice beginning, bool *whole)
{
    size_t at = 0;
    for (; *word && at < beginning.len; word++) {
        char a = *word, b = beginning.data[at];
        if (strncasecmp(&a, &b, 1) == 0)
            at++;
        else if (a != '-')
            return false;
    }
    *whole = !*word;
    return at == beginning.len;
}

static void say_several(const char *const *words, struct slice word, struct buf *why)
{
    bool whole;
    buf_addf(why, _("\"%.*s\" may be "), SLICE_ARG(word));
    size_t start = why->len;
    for (; *words; words++)
        if (begins(*words, word, &whole))
            buf_addf(why, "%s%s", why->len > start ? ", " : "", *words);
    buf_adds(why, _("; type one more letter"));
}

/* The suggestion that the word is a beginning of, or else the word itself; refuses one that begins
 * several. */
static bool expand_beginning(
    const char *const *words, struct slice word, struct buf *out, struct buf *why)
{
    const char *found = NULL;
    int count = 0;
    for (const char *const *known = words; known && *known && word.len; known++) {
        bool whole;
        if (!begins(*known, word, &whole))
            continue;
        found = *known;
        count = whole ? 1 : count + 1;
        if (whole)
            break;
    }
    if (count > 1)
        say_several(words, word, why);
    else
        buf_add_slice(out, count ? slice_of(found) : word);
    return count <= 1;
}

/* The number alone; 0 where it is none, or too large to be one of a suggestion. */
static bool is_number(struct slice word, size_t *number)
{
    *number = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (!is_digit(word.data[i]))
            return false;
        *number = i < 4 ? *number * 10 + (size_t)(word.data[i] - '0') : 0;
    }
    return word.len > 0;
}

static bool take_number(const char *const *words, size_t number, struct buf *out, struct buf *why)
{
    size_t count = 0;
    while (words[count])
        count++;
    if (number >= 1 && number <= count)
        buf_adds(out, words[number - 1]);
    else
        buf_addf(why, _("a number is from 1 to %zu here (1 is %s, %zu %s); or write a word"), count,
            words[0], count, words[count - 1]);
    return number >= 1 && number <= count;
}

bool expand_word(enum field field, struct slice word, struct buf *out, struct buf *why)
{
    const char *const *words = field_def(field)->words;
    size_t number;
    if (words && is_number(word, &number))
        return take_number(words, number, out, why);
    return expand_beginning(words, word, out, why);
}

/* "-2" .. "+2", also with a minus sign of typography; without a sign only behind a channel. */
static int emotion_of(struct slice word, bool behind_channel)
{
    static const struct {
        const char *word;
        int emotion;
        bool bare;
    } words[] = { { "-2", -2, false }, { "-1", -1, false }, { "−2", -2, false },
        { "−1", -1, false }, { "+1", 1, false }, { "+2", 2, false }, { "+0", 0, false },
        { "-0", 0, false }, { "0", 0, true }, { "1", 1, true }, { "2", 2, true } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i].word) && (behind_channel || !words[i].bare))
            return words[i].emotion;
    return EMOTION_NONE;
}

/* "-3", "+10": meant as an emotion, where one is expected. */
static bool is_signed_number(struct slice word)
{
    size_t sign = word.len && strchr("+-", word.data[0]) ? 1 : 0;
    if (word.len > strlen("−") && memcmp(word.data, "−", strlen("−")) == 0)
        sign = strlen("−");
    for (size_t i = sign; i < word.len; i++)
        if (!is_digit(word.data[i]))
            return false;
    return sign && word.len > sign;
}

/* A backslash takes a sign as it is. */
static struct slice without_escape(struct slice word)
{
    bool escaped = word.len > 1 && word.data[0] == '\\' && strchr("@!+-\\", word.data[1]);
    return escaped ? slice_from(word, 1) : word;
}

static void add_word(struct buf *out, struct slice word)
{
    if (out->len)
        buf_add_char(out, ' ');
    buf_add_slice(out, without_escape(word));
}

/* --- the form --- */

/* The pains: each begins with a "!" at the beginning of a word. */
static void parse_pains(struct short_form *form, struct slice rest)
{
    struct buf pain = BUF_INIT;
    while (rest.len) {
        struct slice word = slice_next_word(&rest);
        if (word.len && word.data[0] == '!') {
            if (pain.len)
                value_add_item(&form->pains, buf_slice(&pain));
            buf_clear(&pain);
            word = slice_from(word, 1);
        }
        if (word.len)
            add_word(&pain, word);
    }
    if (pain.len)
        value_add_item(&form->pains, buf_slice(&pain));
    buf_release(&pain);
}

static bool take_channel(struct short_form *form, struct slice word, struct buf *why)
{
    if (form->channel.len) {
        buf_addf(why, _("there are two channels, %s and %.*s; give one, or write \\@"),
            form->channel.data, SLICE_ARG(word));
        return false;
    }
    return expand_word(TOUCHPOINT_CHANNEL, slice_from(word, 1), &form->channel, why);
}

static bool take_emotion(struct short_form *form, struct slice word, int emotion, struct buf *why)
{
    if (form->emotion != EMOTION_NONE) {
        buf_addf(why, _("there are two emotions, %+d and %.*s; give one, or write \\%.*s"),
            form->emotion, SLICE_ARG(word), SLICE_ARG(word));
        return false;
    }
    form->emotion = emotion;
    return true;
}

static bool refuse_emotion(struct slice word, struct buf *why)
{
    buf_adds(why, _("an emotion is from -2 to +2, not "));
    text_clip(why, word, 20, "…");
    buf_adds(why, _("; as a part of the name it is written with \\ before it"));
    return false;
}

bool short_form_parse(struct short_form *form, struct slice line, struct buf *why)
{
    bool good = true, behind_channel = false;
    while (line.len && good) {
        struct slice before = line, word = slice_next_word(&line);
        if (!word.len)
            continue;
        int emotion = emotion_of(word, behind_channel);
        bool channel = word.len > 1 && word.data[0] == '@';
        if (word.data[0] == '!') {
            parse_pains(form, before);
            break;
        }
        if (channel)
            good = take_channel(form, word, why);
        else if (emotion != EMOTION_NONE)
            good = take_emotion(form, word, emotion, why);
        else if (behind_channel && is_signed_number(word))
            good = refuse_emotion(word, why);
        else
            add_word(&form->name, word);
        behind_channel = channel;
    }
    if (good && !form->name.len)
        buf_adds(
            why, _("the name is missing; write it first, as in: Checkout page @web -1 !payment "
                   "fails"));
    return good && form->name.len;
}

void short_form_describe(const struct short_form *form, struct buf *out)
{
    struct slice pains = buf_slice(&form->pains), pain;
    buf_add_slice(out, buf_slice(&form->name));
    size_t bare = out->len;
    if (form->channel.len)
        buf_addf(out, ": %s", form->channel.data);
    if (form->emotion != EMOTION_NONE)
        buf_addf(
            out, form->emotion ? "%s%+d" : "%s%d", out->len == bare ? ": " : ", ", form->emotion);
    while (value_next_item(&pains, &pain)) {
        buf_adds(out, out->len == bare ? ": " : ", ");
        buf_addf(out, _("pain: %.*s"), SLICE_ARG(pain));
    }
}
