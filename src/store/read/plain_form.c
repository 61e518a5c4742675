#include "store/read/walk.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "model/value_record.h"

static bool is_in_any_case(struct slice text, const char *word)
{
    return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

/* The boolean that YAML 1.2's other spellings, or YAML 1.1's words, stand for. */
static struct slice plain_boolean(struct slice text)
{
    static const struct {
        const char *word, *means;
    } words[] = { { "true", "true" }, { "yes", "true" }, { "on", "true" }, { "y", "true" },
        { "false", "false" }, { "no", "false" }, { "off", "false" }, { "n", "false" } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_in_any_case(text, words[i].word))
            return slice_of(words[i].means);
    return text;
}

/* The choice of that word; one in just that case is taken first. */
static struct slice plain_word(const struct field_def *def, struct slice text)
{
    const char *found = NULL;
    for (const char *const *word = def->words; *word; word++) {
        if (slice_is(text, *word))
            return text;
        if (!found && is_in_any_case(text, *word))
            found = *word;
    }
    return found ? slice_of(found) : text;
}

/* Without a plus sign, and without a fraction of zeros where a whole number is wanted. */
static struct slice plain_number(struct slice text, bool whole)
{
    if (text.len > 1 && text.data[0] == '+' && is_digit(text.data[1]))
        text = slice_from(text, 1);
    size_t sign = text.len && text.data[0] == '-', digits = sign;
    while (digits < text.len && is_digit(text.data[digits]))
        digits++;
    if (!whole || digits == sign || digits == text.len || text.data[digits] != '.')
        return text;
    size_t end = digits + 1;
    while (end < text.len && text.data[end] == '0')
        end++;
    return end == text.len ? (struct slice){ text.data, digits } : text;
}

struct slice def_plain_form(const struct field_def *def, struct slice text)
{
    switch (def->type) {
    case FIELD_BOOLEAN:
        return plain_boolean(text);
    case FIELD_CHOICE:
        return plain_word(def, text);
    case FIELD_NUMBER:
        return plain_number(text, false);
    case FIELD_INTEGER:
    case FIELD_PER_PERSONA:
        return plain_number(text, true);
    default:
        return text;
    }
}

struct slice field_plain_form(enum field field, struct slice text)
{
    return field < FIELD_COUNT ? def_plain_form(field_def(field), text) : text;
}

struct slice fact_plain_form(struct slice key, struct slice text)
{
    const struct field_def *def = record_key(key);
    return def ? def_plain_form(def, text) : text;
}
