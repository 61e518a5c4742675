/*
 * When two set the same field one after the other: what the first one wrote may be gone, or not. Of
 * a list of texts only the items count that one put there oneself, of emotions only the personas.
 */
#ifndef CJM_INSIGHT_MERGE_OVERWRITE_H
#define CJM_INSIGHT_MERGE_OVERWRITE_H

#include "base/buf.h"
#include "model/schema.h"

/* Set from `before` to `mine`; then another set it to `now`: is something of it gone? */
bool overwrite_loses(enum field field, struct slice before, struct slice mine, struct slice now);
/* Appends the value that takes back what another made of `mine` by writing `theirs`, and leaves
 * what came since: `now` is what stands there. */
void overwrite_mend(
    enum field field, struct slice mine, struct slice theirs, struct slice now, struct buf *out);

#endif
