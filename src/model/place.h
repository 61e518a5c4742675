/*
 * Places in a list of nodes, for undo: a place stays in its list when its node leaves, so that the
 * node comes back to where it was, whatever came and went beside it meanwhile. Indexes tell
 * everybody where a node goes; places only remember.
 */
#ifndef CJM_MODEL_PLACE_H
#define CJM_MODEL_PLACE_H

#include "model/map.h"

struct place {
    struct place *next;
    struct node *node; /* NULL: nobody is there now */
};

/* The place that a child has. */
struct place *place_of(struct map *map, const struct node *child);
/* A new place in the parent's list for nodes of `kind`: in front of the node that has `index`. */
struct place *place_new(struct map *map, struct node *parent, enum node_kind kind, size_t index);
/* The index that a node would have there, in that parent's list, counted without the node. */
size_t place_index(const struct node *parent, const struct node *node, const struct place *place);

#endif
