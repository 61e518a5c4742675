/* Lists as people type them: "a; b". */
#ifndef CJM_MODEL_VALUE_LIST_H
#define CJM_MODEL_VALUE_LIST_H

#include <stdbool.h>

#include "base/buf.h"

/* Takes the next item that is not empty off the front of `rest`, trimmed, in the place of what
 * `item` holds; a backslash before one of the characters `escaped` is none. False at the end. */
bool value_next_typed(struct slice *rest, const char *escaped, struct buf *item);

#endif
