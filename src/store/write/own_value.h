/*
 * Values of keys that the schema does not know: kept as they were written, and written so wherever
 * YAML reads the same there. Some forms stand in one place alone, such as a list on the line of
 * "? key" and ":".
 */
#ifndef CJM_STORE_WRITE_OWN_VALUE_H
#define CJM_STORE_WRITE_OWN_VALUE_H

#include "base/buf.h"

/* Appends it behind a key and its colon at the column, " 1": as it is, or else the same value on
 * one line. Without a line break at its end. */
void own_value_add(struct buf *out, struct slice yaml, size_t column);
/* Is that what was written of it? */
bool own_value_same(struct slice yaml, struct slice written);

#endif
