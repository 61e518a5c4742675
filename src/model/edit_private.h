/* What edit.c (making edits) and undo.c (taking them back) share. */
#ifndef CJM_MODEL_EDIT_PRIVATE_H
#define CJM_MODEL_EDIT_PRIVATE_H

#include "model/edit.h"

/* Carries an edit out; places, nodes and values are filled in. The listener is told of what can be
 * seen: not of what changes in nodes that are out of the tree. */
void edit_carry_out(struct undo *undo, const struct edit *edit, bool seen);
/* An own action begins with the first edit in it, and ends. */
void action_begin(struct undo *undo);
void action_end(struct undo *undo);

#endif
