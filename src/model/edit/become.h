/* Makes a map what another one is, by edits. */
#ifndef CJM_MODEL_EDIT_BECOME_H
#define CJM_MODEL_EDIT_BECOME_H

#include "model/edit/edit.h"

/*
 * Each node of `wanted` is then in the map under the same id, with the same fields and in the same
 * place, and no other one. Nodes that are in both stay the same nodes. The edits are nobody's: they
 * are logged, not recorded, and no undo takes them back. Returns how many there were.
 */
size_t undo_become(struct undo *undo, const struct map *wanted);

#endif
