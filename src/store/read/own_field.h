/* Values of own keys as people see them, and as those of a lane (model/lane.h). */
#ifndef CJM_STORE_READ_OWN_FIELD_H
#define CJM_STORE_READ_OWN_FIELD_H

#include "model/schema.h"

/* Appends the value of an own key on one line: "fines", "north, south", "a: b". */
void own_field_show(struct slice yaml, struct buf *out);
/* Reads it as a value of that definition, a list as its items. False with a reason. */
bool own_field_read(
    const struct field_def *def, struct slice yaml, struct buf *out, struct buf *why);

#endif
