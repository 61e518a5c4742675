#include "model/value_word.h"

#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/word.h"

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
            text_add_item(&all, slice_of(*words));
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
        buf_addf(why, _("a number is from 1 to %zu here (1 is %s, %zu %s); or write a word"), count,
            words[0], count, words[count - 1]);
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
