/* Words of a field as people type them: a beginning, or a number. */
#ifndef CJM_MODEL_VALUE_WORD_H
#define CJM_MODEL_VALUE_WORD_H

#include "model/schema.h"

/* Appends the suggestion of that number, or that the word is the only beginning of, or else the
 * word itself. False with a reason where the number is none of a suggestion, and where the word is
 * the beginning of several. Full-width letters and digits count as narrow ones. */
bool expand_word(enum field field, struct slice word, struct buf *out, struct buf *why);

#endif
