/*
 * Which node of one map is which of another. Ids tell; where a file was edited by hand its derived
 * ids may have changed with a name, so nodes that are left over in the lists of a matched parent
 * are matched by name, and then by what they hold.
 */
#ifndef CJM_INSIGHT_MATCH_H
#define CJM_INSIGHT_MATCH_H

#include "model/map.h"

struct match {
    struct match_pair {
        struct node *node, *other;
    } * pairs; /* open addressing; both ways in one table */
    size_t count, size;
};

#define MATCH_INIT \
    {              \
        NULL, 0, 0 \
    }

/* Matches the nodes of two maps that are not the same object; the roots are matched. */
void match_maps(struct match *match, const struct map *a, const struct map *b);
/* Matches two nodes that match nothing yet. */
void match_put(struct match *match, struct node *a, struct node *b);
/* For sets of nodes: match_of() gives the node itself. It matches nothing yet. */
void match_put_self(struct match *match, struct node *node);
void match_release(struct match *match);
/* The node of the other map; NULL where there is none, or no node was asked for. */
struct node *match_of(const struct match *match, const struct node *node);

/*
 * Matches what `a` and `b`, which are matched, have left over in their lists, and so on below:
 * by id, then by name. For nodes that both sides of a merge added.
 */
void match_children(
    struct match *match, const struct map *map_b, const struct node *a, const struct node *b);

#endif
