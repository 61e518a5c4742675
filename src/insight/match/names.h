/* Nodes of one name in two lists. */
#ifndef CJM_INSIGHT_MATCH_NAMES_H
#define CJM_INSIGHT_MATCH_NAMES_H

#include "insight/match/match.h"

/*
 * Matches those that are left over in the same list of two matched nodes. One of a name in each is
 * the same; of several those that hold the same, then those that have most of it in common and with
 * no other as much. Which of the rest is which would be a guess.
 */
void match_names(const struct matching *m, const struct node_list *a, const struct node_list *b);

#endif
