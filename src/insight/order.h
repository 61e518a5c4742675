/* The fewest items that must move so that a sequence is in order. */
#ifndef CJM_INSIGHT_ORDER_H
#define CJM_INSIGHT_ORDER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * `places` are different numbers. Sets stays[i] for those of a longest rising subsequence: all
 * others must move.
 */
void order_find_staying(const size_t *places, size_t count, bool *stays);

#endif
