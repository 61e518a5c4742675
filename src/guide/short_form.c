/* A touchpoint with channel, emotion and pains in one line. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide_private.h"

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

void expand_word(enum field field, struct slice word, size_t most, struct buf *out)
{
    const char *found = NULL;
    int count = 0;
    for (const char *const *known = field_def(field)->words; known && *known; known++) {
        bool whole;
        if (!word.len || !begins(*known, word, &whole) || (!whole && word.len > most))
            continue;
        found = *known;
        count = whole ? 1 : count + 1;
        if (whole)
            break;
    }
    if (count == 1)
        buf_adds(out, found);
    else
        buf_add_slice(out, word);
}

static struct slice take_word(struct slice *rest)
{
    size_t start = 0, end;
    while (start < rest->len && rest->data[start] == ' ')
        start++;
    for (end = start; end < rest->len && rest->data[end] != ' ';)
        end++;
    struct slice word = { rest->data + start, end - start };
    *rest = slice_from(*rest, end);
    return word;
}

/* "-2" .. "+2", also with a minus sign of typography; "0" alone only behind a channel. */
static int emotion_of(struct slice word, bool behind_channel)
{
    static const struct {
        const char *word;
        int emotion;
    } words[] = { { "-2", -2 }, { "-1", -1 }, { "−2", -2 }, { "−1", -1 }, { "+1", 1 }, { "+2", 2 },
        { "+0", 0 }, { "-0", 0 } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_is(word, words[i].word))
            return words[i].emotion;
    return behind_channel && slice_is(word, "0") ? 0 : EMOTION_NONE;
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
        struct slice word = take_word(&rest);
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
    expand_word(TOUCHPOINT_CHANNEL, slice_from(word, 1), SIZE_MAX, &form->channel);
    return true;
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

bool short_form_parse(struct short_form *form, struct slice line, struct buf *why)
{
    bool good = true, behind_channel = false;
    while (line.len && good) {
        struct slice before = line, word = take_word(&line);
        int emotion = emotion_of(word, behind_channel);
        bool channel = word.len > 1 && word.data[0] == '@';
        if (word.len && word.data[0] == '!') {
            parse_pains(form, before);
            break;
        }
        if (channel)
            good = take_channel(form, word, why);
        else if (emotion != EMOTION_NONE)
            good = take_emotion(form, word, emotion, why);
        else if (word.len)
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
