/*
 * Words of a field as people read them and type them: a beginning, or a number. The file has them
 * in English, whatever the language; they are translated where they are shown, and understood where
 * they are typed or read back.
 */
#ifndef CJM_MODEL_VALUE_WORD_H
#define CJM_MODEL_VALUE_WORD_H

#include "base/i18n.h"
#include "model/schema.h"

/* Appends the suggestion of that number, or that the word is the only beginning of, or else the
 * word itself. False with a reason where the number is none of a suggestion, and where the word is
 * the beginning of several. Full-width letters and digits count as narrow ones. */
bool expand_word(enum field field, struct slice word, struct buf *out, struct buf *why);

/* A word of the file in the language in use, whatever its case; NULL: it is none of these. */
const char *word_shown(struct slice word);
/* The same; what is none is shown as it is. */
struct slice word_text(struct slice word);
/* Does the word of the file begin so in the language in use, whatever case and accents? Never in
 * English, which has rules of its own. */
bool word_begins(const char *word, struct slice typed, bool *whole);
/* Are its values, or the items of its lists, words that are choices or suggestions? */
bool field_has_words(enum field field);
/* A value of the field in the language in use, if it is one of the field's words; else itself. */
struct slice word_of_field(enum field field, struct slice value);
/* Appends a value, or the items of a list with `between` them, as people read it: words, lengths,
 * yes and no in the language in use. */
void value_add_shown(enum field field, struct slice value, const char *between, struct buf *out);
/* The same of a value that is no list, or of one item. */
void value_add_shown_item(enum field field, struct slice value, struct buf *out);
/* What the file has for a suggestion that is called so in the language in use; else the text. */
struct slice word_in_file(const struct field_def *def, struct slice typed);
/* The word of the field that is called so in that language; none: NULL. */
const char *word_meant(const struct catalogue *texts, enum field field, struct slice text);

#endif
