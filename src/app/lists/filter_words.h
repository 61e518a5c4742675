/* Words that stand for a filter: "overdue", and those that the user saved expressions as. */
#ifndef CJM_APP_LISTS_FILTER_WORDS_H
#define CJM_APP_LISTS_FILTER_WORDS_H

#include "app/core/state.h"

/* Appends the expression that a word stands for, of what is selected now (without a screen, NULL,
 * nothing is); false: it is none. */
bool filter_word_find(void *app, struct slice word, struct buf *out);
/* Appends all of them: "mine, overdue, ...". */
void filter_words_add(struct buf *out);
/* What a term may be completed to: such a word, a field, or behind its sign a value. */
void filter_complete(struct app *app, struct slice typed, struct completions *out);
/* Saves the expression as that word, or forgets it, and says so. */
void filter_word_save(struct app *app, struct slice word, struct slice expression);
void filter_word_remove(struct app *app, struct slice word);

#endif
