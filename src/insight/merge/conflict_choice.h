/* Choosing between the two texts of a conflict, there and back. */
#ifndef CJM_INSIGHT_MERGE_CONFLICT_CHOICE_H
#define CJM_INSIGHT_MERGE_CONFLICT_CHOICE_H

#include "insight/merge/merge.h"

enum conflict_side {
    CONFLICT_OURS,
    CONFLICT_THEIRS,
    CONFLICT_OTHER, /* it was changed since */
    CONFLICT_GONE   /* the node is not in the map any more */
};

/* Which of the two the map has now. */
enum conflict_side conflict_stands(const struct map *map, const struct conflict *conflict);
/* Puts one of them there, as one action. False: it can't be, the map is as it was. */
bool conflict_choose(struct undo *undo, struct conflict *conflict, enum conflict_side side);
/* Appends "3-D Secure: emotion": what it is about. */
void conflict_add_place(const struct map *map, const struct conflict *conflict, struct buf *out);

#endif
