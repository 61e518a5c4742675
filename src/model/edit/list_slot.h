/*
 * Slots in a list of nodes, for undo: a slot stays in its list when its node leaves, so that the
 * node comes back to where it was, whatever came and went beside it meanwhile. Indexes tell
 * everybody where a node goes; slots only remember.
 */
#ifndef CJM_MODEL_EDIT_LIST_SLOT_H
#define CJM_MODEL_EDIT_LIST_SLOT_H

#include "model/map.h"

struct list_slot {
    struct list_slot *next;
    struct node *node; /* NULL: nobody is there now */
};

/* The slot that a child has. */
struct list_slot *list_slot_of(struct map *map, const struct node *child);
/* A new slot in the parent's list for nodes of `kind`: in front of the node that has `index`. */
struct list_slot *list_slot_new(
    struct map *map, struct node *parent, enum node_kind kind, size_t index);
/* The index that a node would have there, in that parent's list, counted without the node. */
size_t list_slot_index(
    const struct node *parent, const struct node *node, const struct list_slot *slot);

#endif
