/* Values of own keys, as people see them and as those of a lane (model/lane.h). */
#ifndef CJM_STORE_OWN_FIELD_H
#define CJM_STORE_OWN_FIELD_H

#include "model/edit/edit.h"
#include "model/lane.h"

/* Appends the value of the lane in a node; false: it has none. */
bool lane_get(const struct node *node, const struct lane *lane, struct buf *out);
/* Sets it; a text without data removes it. */
void lane_set(struct undo *undo, struct node *node, const struct lane *lane, struct slice value);
/* Appends the value of a field above FIELD_UNKNOWN on one line, for people: of a lane in the one
 * form of its type, however the file spells it. */
void own_field_show_of(
    const struct map *map, const struct node *node, enum field field, struct buf *out);

#endif
