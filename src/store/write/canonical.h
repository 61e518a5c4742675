/* Writes nodes and values the way new ones look: schema order, block form, our quoting. */
#ifndef CJM_STORE_WRITE_CANONICAL_H
#define CJM_STORE_WRITE_CANONICAL_H

#include "base/buf.h"
#include "model/map.h"
#include "store/write/quote.h"

/* Where a value is to stand. */
struct form {
    enum flow flow; /* within [] or {} */
    bool one_line;  /* something stands behind it on the line */
    size_t column;  /* of its key: lines below stand two to the right of it */
};

/* Appends a value with what stands between the colon and it: " 1", "\n  - a\n  - b". Ends without
 * a line break. */
void canonical_add_value(
    struct buf *out, enum field field, struct slice value, const struct form *form);
/* Appends an item of a list value. */
void canonical_add_item(struct buf *out, struct slice item, enum flow flow);
/* Appends what stands behind a key of a record. */
void canonical_add_fact(struct buf *out, struct slice key, struct slice text, enum flow flow);
void canonical_add_key(struct buf *out, struct slice key, enum flow flow);

/* Appends the entries of a node and all below it: the first at once, each further one on a line
 * of its own at the column. Ends without a line break. */
void canonical_add_node(
    struct buf *out, const struct map *map, const struct node *node, size_t column);
/* The same as one {}. False: some of it can't be written so. */
bool canonical_add_flow_node(
    struct buf *out, const struct map *map, const struct node *node, enum flow flow);

#endif
