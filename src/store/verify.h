/* Reads a text that is to be saved, and compares it with the map that it is to hold. */
#ifndef CJM_STORE_VERIFY_H
#define CJM_STORE_VERIFY_H

#include "model/map.h"

/* Where each node stands in a text, in the order of reading it. */
struct places {
    struct place {
        struct node *node;
        uint32_t begin, end;
    } * items;
    size_t count, cap;
};

/*
 * True: the text holds the map, no more and no less. Appends the places of its nodes. Else
 * `*differs` is the innermost node that was found to differ, or at which the text can't be read.
 */
bool verify_text(
    const struct map *map, struct slice text, struct places *places, const struct node **differs);
void places_release(struct places *places);

#endif
