#include "insight/filter/value_fits.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

/* The word of the file that is typed or begun in the user's language. */
static void use_word(struct filter_term *term, enum field field, time_t now)
{
    struct buf word = BUF_INIT;
    if (field_parse(field, slice_of(term->value), now, &word, NULL)) {
        free(term->value);
        term->value = mem_copy_slice(buf_slice(&word));
    }
    buf_release(&word);
}

static bool is_word_of(struct slice word, enum field field)
{
    for (const char *const *of = field_def(field)->words; *of; of++)
        if (text_begins_fold(slice_of(*of), word))
            return true;
    return false;
}

static bool fits(struct filter_term *term, enum field field, time_t now)
{
    if (!*term->value)
        return term->op == FILTER_IS;
    switch (field_def(field)->type) {
    case FIELD_PER_PERSONA:
    case FIELD_INTEGER:
    case FIELD_NUMBER:
        return term->is_number;
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        use_word(term, field, now);
        return is_word_of(slice_of(term->value), field) &&
               (field_def(field)->type == FIELD_CHOICE || term->op == FILTER_IS);
    case FIELD_DATE:
        return *term->date || term->op == FILTER_IS;
    default:
        if (field_def(field)->words)
            use_word(term, field, now);
        return term->is_number || term->op == FILTER_IS;
    }
}

bool filter_value_fits(struct filter_term *term, enum field field, time_t now, struct buf *why)
{
    if (fits(term, field, now))
        return true;
    struct buf parsed = BUF_INIT;
    buf_addf(why, "%s: ", term->key);
    if (field_parse(field, slice_of(term->value), now, &parsed, why))
        buf_addf(why, _("this has no order; write = instead of < or >"));
    buf_release(&parsed);
    return false;
}
