/* Brings two new orders of one list together. */
#ifndef CJM_INSIGHT_MERGE_ORDER_MERGE_H
#define CJM_INSIGHT_MERGE_ORDER_MERGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define ORDER_NONE SIZE_MAX

struct order_item {
    size_t base, ours, theirs; /* the place in each list, or ORDER_NONE; not in none of the last
                                  two */
    struct slice name;         /* which comes first where both sides put something to one place */
    bool conflict;             /* set where both moved it, each elsewhere; ours stays */
};

/*
 * Puts the indexes of all items into `result`, in their order: what one side moved or added stands
 * behind what it stands behind there. Whose list is called ours makes no difference where there is
 * no conflict and names differ.
 */
void order_merge(struct order_item *items, size_t count, size_t *result);

#endif
