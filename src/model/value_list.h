/* Lists as people type them: "a; b", or an item a line. In Greek ";" is a question mark: there it
 * is "a | b". */
#ifndef CJM_MODEL_VALUE_LIST_H
#define CJM_MODEL_VALUE_LIST_H

#include <stdbool.h>

#include "base/buf.h"

/* The sign between items in the language in use. */
char value_sign(void);
/* Appends it with the blanks that it stands between. */
void value_add_sign(struct buf *out);
/* The length of what ends an item, if the text begins with it: that sign, also a full-width one, or
 * a line break. Else 0. */
size_t value_separator(struct slice text);
/* Takes the next item that is not empty off the front of `rest`, trimmed, in the place of what
 * `item` holds. A backslash before a separator, or one of the characters `escaped`, is none; in a
 * quotation ("a; b") nothing separates. False at the end. */
bool value_next_typed(struct slice *rest, const char *escaped, struct buf *item);
/* The same of what stands in a file, whatever the language in use: with ";". */
bool value_next_written(struct slice *rest, const char *escaped, struct buf *item);

#endif
