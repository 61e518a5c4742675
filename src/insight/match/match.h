/*
 * Which node of one map is which of another. Ids tell; where a file was edited by hand its derived
 * ids may have changed with a name, so nodes that are left over in the lists of a matched parent
 * are matched by name, and then by what they hold. Of several with one name in a list only those
 * are the same that hold the same, or most of it.
 */
#ifndef CJM_INSIGHT_MATCH_MATCH_H
#define CJM_INSIGHT_MATCH_MATCH_H

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

/* How two maps that are not the same object are matched. */
struct matching {
    struct match *match;
    const struct map *a, *b;
    const struct match *taken_a, *taken_b; /* nodes in them are left alone; may be NULL */
    bool guess; /* what could be another node is the same: to tell people, never to merge */
};

/* Matches their nodes; the roots are matched. */
void match_maps(struct match *match, const struct map *a, const struct map *b, bool guess);
/* Matches two nodes that match nothing yet. */
void match_put(struct match *match, struct node *a, struct node *b);
/* For sets of nodes: match_of() gives the node itself. It matches nothing yet. */
void match_put_self(struct match *match, struct node *node);
/* It matches nothing again. */
void match_drop(struct match *match, const struct node *node);
void match_release(struct match *match);
/* The node of the other map; NULL where there is none, or no node was asked for. */
struct node *match_of(const struct match *match, const struct node *node);

/* Does it match nothing yet, and may? */
bool match_is_open(const struct matching *m, const struct node *node);

/* Matches what two nodes have left over in their lists: by id, by name, by what they hold. */
void match_lists(const struct matching *m, const struct node *a, const struct node *b);
/* And so on below those that match. */
void match_children(const struct matching *m, const struct node *a, const struct node *b);

#endif
