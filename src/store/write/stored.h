/*
 * What the file holds of a node: nearly what the map holds. Always cjm and title; no emotion of a
 * persona that is not in the map (a removed one may come back by undo); nothing where an empty
 * text is no value of the field.
 */
#ifndef CJM_STORE_WRITE_STORED_H
#define CJM_STORE_WRITE_STORED_H

#include "model/map.h"

struct stored {
    struct slice text;
    bool there;
};

/* `scratch` may hold the text: it must live and stay unchanged as long as the result. */
struct stored stored_value(
    const struct map *map, const struct node *node, enum field field, struct buf *scratch);
/* How many fields of the schema the file holds, lists of nodes not counted. */
size_t stored_count(const struct map *map, const struct node *node, struct buf *scratch);
/* The value of a key that the schema does not know; NULL where the node has none. */
const struct value *unknown_find(const struct node *node, struct slice key);

#endif
