/*
 * Slots in a list of nodes, for undo: a slot stays in its list when its node leaves, so that the
 * node comes back to where it was, whatever came and went beside it meanwhile. Indexes tell
 * everybody where a node goes; slots only remember. The slots of a list are a balanced tree: all
 * here takes the logarithm of how many there are.
 */
#ifndef CJM_MODEL_LIST_SLOT_H
#define CJM_MODEL_LIST_SLOT_H

#include "model/map.h"

struct list_slot {
    struct list_slot *parent, *left, *right;
    struct node *node; /* NULL: nobody is there now */
    uint32_t taken;    /* slots with a node, from this one downwards */
    uint32_t priority; /* no smaller than those below */
};

/* The slot that a child has. */
struct list_slot *list_slot_of(struct map *map, const struct node *child);
/* A new slot in the parent's list for nodes of `kind`: in front of the node that has `index`. */
struct list_slot *list_slot_new(
    struct map *map, struct node *parent, enum node_kind kind, size_t index);
/* Puts a node into it, or NULL; the one that was there has no slot then. */
void list_slot_put(struct list_slot *slot, struct node *node);
/* The index that a node would have there, counted without the node; `own` is its slot in the same
 * list, NULL where it is in none. */
size_t list_slot_index(const struct list_slot *slot, const struct list_slot *own);

/* The slot of the node that has that index; NULL: there is none. */
struct list_slot *list_slot_at(struct list_slot *root, size_t index);
/* Writes all nodes of a list in their order. */
void list_slot_fill(const struct list_slot *root, struct node **items);

#endif
