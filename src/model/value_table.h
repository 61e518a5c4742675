/* A number for each text, and each time that it comes: lists are compared in the time of their
 * length. */
#ifndef CJM_MODEL_VALUE_TABLE_H
#define CJM_MODEL_VALUE_TABLE_H

#include <stdint.h>

#include "base/slice.h"

struct value_table {
    struct value_slot {
        struct slice text;
        size_t time, number;
    } * slots; /* open addressing; free where the text has no data */
    size_t count, size;
};

/* The number of that text and time: 0 at first. The text is borrowed and has data; the pointer is
 * valid until the next call. */
size_t *value_table_at(struct value_table *table, struct slice text, size_t time);
void value_table_release(struct value_table *table);

#endif
