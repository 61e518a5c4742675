#include "model/word.h"

#include "base/text.h"

/* What the file has in English; a context, because English has the same for other things. */
static const char *const words[] = { NC_("word", "web"), NC_("word", "app"), NC_("word", "search"),
    NC_("word", "social"), NC_("word", "messenger"), NC_("word", "e-mail"), NC_("word", "phone"),
    NC_("word", "shop"), NC_("word", "post"), NC_("word", "person"), NC_("word", "other"),
    NC_("word", "research"), NC_("word", "partial"), NC_("word", "assumption"),
    NC_("word", "first"), NC_("word", "decision"), NC_("word", "peak"), NC_("word", "resolution"),
    NC_("word", "last"), NC_("word", "open"), NC_("word", "doing"), NC_("word", "fixed"),
    NC_("word", "verified"), NC_("word", "user"), NC_("word", "buyer"), NC_("word", "influencer"),
    NC_("word", "decider"), NC_("word", "approver"), NC_("word", "gatekeeper"),
    NC_("word", "initiator"), NC_("word", "current"), NC_("word", "future"), NC_("word", "day"),
    NC_("word", "blueprint"), NC_("word", "before"), NC_("word", "during"), NC_("word", "after"),
    NC_("word", "customer"), NC_("word", "organisation"), NC_("word", "rate"),
    NC_("word", "number"), NC_("word", "count"), NC_("word", "time"), NC_("word", "money"),
    NC_("word", "higher"), NC_("word", "lower"), NULL };

static struct slice in_file(const char *marked)
{
    return slice_of(strchr(marked, '\004') + 1);
}

const char *word_shown(struct slice word)
{
    for (const char *const *known = words; *known; known++)
        if (slice_equal_fold(word, in_file(*known)))
            return i18n_marked(*known);
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

const char *word_meant(const struct catalogue *texts, enum field field, struct slice text)
{
    if (field_def(field)->type == FIELD_BOOLEAN)
        return slice_is(text, i18n_text_in(texts, N_("yes")))  ? "yes"
               : slice_is(text, i18n_text_in(texts, N_("no"))) ? "no"
                                                               : NULL;
    for (const char *const *word = words_of(field); *word; word++)
        for (const char *const *known = words; *known; known++)
            if (slice_is(in_file(*known), *word) && slice_is(text, i18n_text_in(texts, *known)))
                return *word;
    return NULL;
}
