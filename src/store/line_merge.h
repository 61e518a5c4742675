/* Merging in three ways by lines, as git does: for files that are no maps. */
#ifndef CJM_STORE_LINE_MERGE_H
#define CJM_STORE_LINE_MERGE_H

#include "base/buf.h"

/* Appends what changed from the base to theirs brought into ours; where both changed the same
 * lines, or such beside each other, both stand between marks as line_diff_mark() sets them. */
void line_merge(struct slice base, struct slice ours, struct slice theirs, struct buf *out);
/* The same, and there are those of ours alone. */
void line_merge_for_ours(
    struct slice base, struct slice ours, struct slice theirs, struct buf *out);

#endif
