/* Nodes by their names, whatever case and accents: in a time that does not grow with their number.
 */
#ifndef CJM_INSIGHT_MATCH_NAME_INDEX_H
#define CJM_INSIGHT_MATCH_NAME_INDEX_H

#include "model/map.h"

struct name_slot {
    uint64_t hash;
    struct node *node; /* NULL: free */
};

struct name_index {
    struct name_slot *slots;
    size_t count, size; /* the size is a power of two, or 0 */
};

/* Of an index that is all zero: takes the children in that list. */
void name_index_begin(struct name_index *index, const struct node *parent, enum field list);
void name_index_release(struct name_index *index);
void name_index_add(struct name_index *index, struct node *node);
/* The first one of exactly that name, else the first that is the same but for case and accents;
 * NULL where there is none. */
struct node *name_index_find(const struct name_index *index, struct slice name);

#endif
