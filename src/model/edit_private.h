/* What edit.c (making edits), undo_effect.c (what comes of undone ones) and undo.c (which may be
 * undone) share. */
#ifndef CJM_MODEL_EDIT_PRIVATE_H
#define CJM_MODEL_EDIT_PRIVATE_H

#include "model/edit.h"

/* Carries an edit out; places, nodes and values are filled in. The listener is told of what can be
 * seen: not of what changes in nodes that are out of the tree. */
void edit_carry_out(struct undo *undo, const struct edit *edit, bool seen);
/* An own action begins with the first edit in it, and ends. */
void action_begin(struct undo *undo);
void action_end(struct undo *undo);

struct action action_of(const struct edit *edit);

/* Where a node belongs. */
struct spot {
    struct node *parent;
    struct list_slot *place;
};

/* By the edits that are not undone: is the node in its parent, which, and where? For nodes that
 * edits are of. */
bool exists_now(const struct undo *undo, const struct node *node);
struct spot spot_now(const struct undo *undo, const struct node *node);
/* The edit that the value or the place comes from, about which this one is; NULL: from none. */
const struct edit *ruling_edit(const struct undo *undo, const struct edit *of);
/* The edit that brings the map to what the marks of the log say, where this one is about; false:
 * it is that. */
bool effect_of(const struct undo *undo, const struct edit *edit, struct edit *effect);
/* Marks all edits of an action. */
void mark_action(struct undo *undo, struct action action, bool undone);

#endif
