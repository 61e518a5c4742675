/* What edit.c (making edits), undo_effect.c (what comes of undone ones) and undo.c (which may be
 * undone) and undo_fits.c share. */
#ifndef CJM_MODEL_EDIT_EDIT_PRIVATE_H
#define CJM_MODEL_EDIT_EDIT_PRIVATE_H

#include "model/edit/edit.h"

/* Changes the map by an edit that is completely filled in. The listener is told if it is `seen`:
 * changes in nodes that are out of the tree are not. */
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

/* What the edits that are not undone say of a node that some edit is about: whether it is in a
 * parent, in which one, and where. */
bool exists_now(const struct undo *undo, const struct node *node);
struct spot spot_now(const struct undo *undo, const struct node *node);
/* The value of a set's field by them. */
struct slice value_now(const struct undo *undo, const struct edit *of);
/* Is the node in `top` when the action, marked as toggled already, is carried out? */
bool is_within_then(
    const struct undo *undo, struct action action, const struct node *node, const struct node *top);
/* The edit, not undone, that gave the field or node of `of` the value or place that it has now;
 * NULL: it has the one that it began with. */
const struct edit *ruling_edit(const struct undo *undo, const struct edit *of);
/* Fills in `effect`, the edit that makes the map agree with the log where `edit` changed something;
 * false: it agrees. */
bool effect_of(const struct undo *undo, const struct edit *edit, struct edit *effect);
/* Must a value of the field go together with what the map says: a lane's, or names of paths? */
bool needs_another(enum field field);

#endif
