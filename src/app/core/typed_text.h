/*
 * A text that is typed or pasted where one key answers. What comes at once behind a key that
 * answers nothing belongs to the same text, its digits and blanks too, and runs nothing.
 */
#ifndef CJM_APP_CORE_TYPED_TEXT_H
#define CJM_APP_CORE_TYPED_TEXT_H

#include "app/canvas/key.h"
#include "app/core/state.h"

/* Between two characters of a text, at most; the same behind a key that changes nothing for who
 * only watches, of which more is said than that it was text. */
enum { TEXT_GAP_MS = 300, WATCHED_GAP_MS = TEXT_GAP_MS + 100 };

/* A character, and not a key that does something. */
bool key_is_character(uint32_t code);
/* Does the word begin with that letter, whatever its case and accents? */
bool word_has_letter(struct slice word, uint32_t code);

/* The key begins a text, or is a pasted one, where no text can be kept: says so. What follows it at
 * once is dropped, too, wherever the cursor is by then. */
void text_refuse(struct app *app);

#endif
