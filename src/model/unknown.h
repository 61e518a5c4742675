/*
 * Keys that the schema does not know, as fields: each key of a map has a number above
 * FIELD_UNKNOWN, which its values have in place of a field of the schema. So they are read, edited
 * and merged like any other. Such a value is the key, a NUL byte and the YAML text.
 */
#ifndef CJM_MODEL_UNKNOWN_H
#define CJM_MODEL_UNKNOWN_H

#include "base/arena.h"
#include "base/slice.h"
#include "model/schema.h"

enum { OWN_KEYS_MAX = 256 }; /* in one node: no file may have more */

struct key_table {
    struct slice *items; /* in the order of their numbers */
    size_t count, cap;
    uint16_t *slots; /* open addressing: number, or 0 */
    size_t size;
};

/* The field of that key; it gets a number if it has none. FIELD_UNKNOWN if there are too many. */
enum field unknown_field(struct key_table *table, struct arena *arena, struct slice key);
/* The same, but FIELD_UNKNOWN if it has none. */
enum field unknown_field_known(const struct key_table *table, struct slice key);
void unknown_release(struct key_table *table);

#endif
