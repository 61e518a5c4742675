/* What an import does, in words: for a look at it before it is done. */
#ifndef CJM_IMPORT_PLAN_H
#define CJM_IMPORT_PLAN_H

#include "import/draft/draft.h"
#include "model/map.h"

/* How many nodes of each kind a map has. */
struct plan_counts {
    size_t of[KIND_COUNT];
};

void plan_count(const struct map *map, struct plan_counts *out);
/* Appends lines: the format, which column becomes what, the scales, and what came to the map since
 * it was counted. The draft was placed in it. */
void plan_add(const struct draft *draft, const struct plan_counts *before, const struct map *map,
    struct buf *out);

#endif
