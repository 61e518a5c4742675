/* What two nodes hold, but for their names and ids: how much of it is the same. */
#ifndef CJM_INSIGHT_MATCH_CONTENTS_H
#define CJM_INSIGHT_MATCH_CONTENTS_H

#include <stdint.h>

#include "model/map.h"

/* How many fields but the name, and children; how many of them both have. */
struct contents {
    size_t a, b, common;
};

/* `weighed`: what says more about a node, texts and children, counts more often. */
struct contents compare_contents(const struct node *a, const struct node *b, bool weighed);
/* Is most of what one of them holds in the other, too? Also if it holds nothing. */
bool contents_agree(const struct contents *contents);
/* Does it hold nothing but numbers and words of a choice, which many have? */
bool contents_say_little(const struct node *node);
/* The same for nodes that hold the same, with all below. */
uint64_t contents_hash(const struct node *node);
uint64_t contents_hash_text(uint64_t hash, struct slice text);

#endif
