/* Lists as people type them: "a; b", or an item a line. */
#ifndef CJM_MODEL_VALUE_LIST_H
#define CJM_MODEL_VALUE_LIST_H

#include <stdbool.h>

#include "base/buf.h"

/* The length of what ends an item, if the text begins with it: a semicolon, also a full-width one,
 * or a line break. Else 0. */
size_t value_separator(struct slice text);
/* Takes the next item that is not empty off the front of `rest`, trimmed, in the place of what
 * `item` holds. A backslash before a separator, or one of the characters `escaped`, is none; in a
 * quotation ("a; b") nothing separates. False at the end. */
bool value_next_typed(struct slice *rest, const char *escaped, struct buf *item);

#endif
