/* Nodes that got another name by hand, and with it another id: found by what they hold. */
#ifndef CJM_INSIGHT_MATCH_RENAMED_H
#define CJM_INSIGHT_MATCH_RENAMED_H

#include "insight/match/match.h"

/* Matches what is left over in the same list of two matched nodes, and below. With `not_moved`
 * only nodes whose id the other map has not, at another place. */
void match_renamed_in(
    const struct matching *m, const struct node_list *a, const struct node_list *b, bool not_moved);

#endif
