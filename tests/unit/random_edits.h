/* Random edits of a map, of every kind: for properties that must hold whatever people do. */
#ifndef CJM_TESTS_RANDOM_EDITS_H
#define CJM_TESTS_RANDOM_EDITS_H

#include <stdint.h>

#include "model/edit/edit.h"

/* Appends a value that the field of the node may have; nothing: none was made. */
void random_value(
    const struct map *map, struct node *node, enum field field, uint64_t *state, struct buf *out);
/* Makes one random edit (or none, where the map has nothing to edit so). */
void random_edit(uint64_t *state, struct undo *undo);
/* From now on these nodes are left as they are, the root aside; NULL: none. */
void random_edit_spare(bool (*spared)(const struct node *node));

/* Makes, changes or removes a lane of such keys; mostly one that their values do not fit. */
void random_lane_edit(uint64_t *state, struct undo *undo);
/* Sets or removes a key that the schema does not know. */
void random_unknown_edit(uint64_t *state, struct undo *undo);

#endif
