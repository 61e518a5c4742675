#include "model/value_word.h"

#include <strings.h>

#include "base/i18n.h"
#include "base/length.h"
#include "base/text.h"
#include "model/map.h"

/* --- shown --- */

/* What the file has in English; a context, because English has the same for other things. */
static const char *const known_words[] = { NC_("word", "web"), NC_("word", "app"),
    NC_("word", "search"), NC_("word", "social"), NC_("word", "messenger"), NC_("word", "e-mail"),
    NC_("word", "phone"), NC_("word", "shop"), NC_("word", "post"), NC_("word", "person"),
    NC_("word", "other"), NC_("word", "research"), NC_("word", "partial"),
    NC_("word", "assumption"), NC_("word", "first"), NC_("word", "decision"), NC_("word", "peak"),
    NC_("word", "resolution"), NC_("word", "last"), NC_("word", "open"), NC_("word", "doing"),
    NC_("word", "fixed"), NC_("word", "verified"), NC_("word", "user"), NC_("word", "buyer"),
    NC_("word", "influencer"), NC_("word", "decider"), NC_("word", "approver"),
    NC_("word", "gatekeeper"), NC_("word", "initiator"), NC_("word", "current"),
    NC_("word", "future"), NC_("word", "day"), NC_("word", "blueprint"), NC_("word", "before"),
    NC_("word", "during"), NC_("word", "after"), NC_("word", "customer"),
    NC_("word", "organisation"), NC_("word", "rate"), NC_("word", "number"), NC_("word", "count"),
    NC_("word", "time"), NC_("word", "money"), NC_("word", "higher"), NC_("word", "lower"),
    NC_("word", "woman"), NC_("word", "man"), NC_("word", "girl"), NC_("word", "boy"),
    NC_("word", "grandmother"), NC_("word", "grandfather"), NC_("word", "nurse"),
    NC_("word", "worker"), NC_("word", "manager"), NC_("word", "student"), NC_("word", "cook"),
    NC_("word", "traveller"), NULL };

static struct slice in_file(const char *marked)
{
    return slice_of(marked + sizeof "word");
}

const char *word_shown(struct slice word)
{
    for (const char *const *known = known_words; *known && word.len; known++) {
        bool begins_alike = ((*known)[sizeof "word"] | 0x20) == (word.data[0] | 0x20);
        if (begins_alike && slice_equal_fold(word, in_file(*known)))
            return i18n_marked(*known);
    }
    return NULL;
}

struct slice word_text(struct slice word)
{
    const char *shown = word_shown(word);
    return shown ? slice_of(shown) : word;
}

bool word_begins(const char *word, struct slice typed, bool *whole)
{
    struct slice shown = word_text(slice_of(word));
    bool translated = !slice_is(shown, word);
    *whole = translated && text_equal_fold(shown, typed);
    return translated && text_begins_fold(shown, typed);
}

bool field_has_words(enum field field)
{
    enum field_type type = field_def(field)->type;
    bool chosen = type == FIELD_CHOICE || type == FIELD_TEXTS || type == FIELD_LIST ||
                  type == FIELD_TEXT;
    return chosen && field_def(field)->words;
}

static const char *const *words_of(enum field field)
{
    static const char *const none[] = { NULL };
    return field_has_words(field) ? field_def(field)->words : none;
}

struct slice word_of_field(enum field field, struct slice value)
{
    for (const char *const *word = words_of(field); *word; word++)
        if (slice_is(value, *word))
            return word_text(value);
    return value;
}

struct slice word_in_file(const struct field_def *def, struct slice typed)
{
    bool whole;
    for (const char *const *word = def->words; word && *word; word++)
        if (word_begins(*word, typed, &whole) && whole)
            return slice_of(*word);
    return typed;
}

void value_add_shown_item(enum field field, struct slice value, struct buf *out)
{
    enum field_type type = field_def(field)->type;
    if (type == FIELD_BOOLEAN && value.len)
        buf_adds(out, slice_is(value, "true") ? _("yes") : _("no"));
    else if (type == FIELD_DURATION || type == FIELD_LENGTH)
        length_add_shown(value, out);
    else
        buf_add_slice(out, word_of_field(field, value));
}

void value_add_shown(enum field field, struct slice value, const char *between, struct buf *out)
{
    struct slice item;
    if (field_def(field)->type != FIELD_LIST && !value_is_list(value)) {
        value_add_shown_item(field, value, out);
        return;
    }
    for (bool first = true; value_next_item(&value, &item); first = false) {
        buf_adds(out, first ? "" : between);
        value_add_shown_item(field, item, out);
    }
}

const char *word_meant(const struct catalogue *texts, enum field field, struct slice text)
{
    if (field_def(field)->type == FIELD_BOOLEAN)
        return slice_is(text, i18n_text_in(texts, N_("yes")))  ? "yes"
               : slice_is(text, i18n_text_in(texts, N_("no"))) ? "no"
                                                               : NULL;
    for (const char *const *word = words_of(field); *word; word++)
        for (const char *const *known = known_words; *known; known++)
            if (slice_is(in_file(*known), *word) && slice_is(text, i18n_text_in(texts, *known)))
                return *word;
    return NULL;
}

/* --- typed --- */

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

static bool is_meant(const char *word, struct slice typed, bool *whole)
{
    return begins(word, typed, whole) || word_begins(word, typed, whole);
}

static void say_several(const char *const *words, struct slice word, struct buf *why)
{
    bool whole;
    struct buf typed = BUF_INIT, all = BUF_INIT;
    buf_add_slice(&typed, word);
    for (; *words; words++)
        if (is_meant(*words, word, &whole))
            text_add_item(&all, word_text(slice_of(*words)));
    /* TRANSLATORS: 1: letters, 2: words that begin with them. */
    buf_addf(why, _("\"%1$s\" can be %2$s; type one more letter"), typed.data, all.data);
    buf_release(&typed);
    buf_release(&all);
}

/* The suggestion that the word is a beginning of, or else the text itself; refuses one that begins
 * several. */
static bool expand_beginning(const char *const *words, struct slice word, struct slice text,
    struct buf *out, struct buf *why)
{
    const char *found = NULL;
    int count = 0;
    for (const char *const *known = words; known && *known && word.len; known++) {
        bool whole;
        if (!is_meant(*known, word, &whole))
            continue;
        found = *known;
        count = whole ? 1 : count + 1;
        if (whole)
            break;
    }
    if (count > 1)
        say_several(words, word, why);
    else
        buf_add_slice(out, count ? slice_of(found) : text);
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
        buf_addf(why,
            _("a number is from 1 to %1$zu here (1 is %2$s, %1$zu %3$s); or write a word"), count,
            word_text(slice_of(words[0])).data, word_text(slice_of(words[count - 1])).data);
    return number >= 1 && number <= count;
}

bool expand_word(enum field field, struct slice word, struct buf *out, struct buf *why)
{
    const char *const *words = field_def(field)->words;
    struct buf narrow = BUF_INIT;
    size_t number;
    text_add_narrow(word, &narrow);
    bool good = words && is_number(buf_slice(&narrow), &number)
                    ? take_number(words, number, out, why)
                    : expand_beginning(words, buf_slice(&narrow), word, out, why);
    buf_release(&narrow);
    return good;
}
