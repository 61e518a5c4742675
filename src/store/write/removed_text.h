/*
 * What a save takes out of the file may come back by undo: the lines of removed nodes, with their
 * comments, stand behind the source, where a patch finds them like those of nodes that move.
 */
#ifndef CJM_STORE_WRITE_REMOVED_TEXT_H
#define CJM_STORE_WRITE_REMOVED_TEXT_H

#include "base/buf.h"
#include "model/map.h"

/*
 * Appends the lines of all nodes that are out of the tree to `text`, which is to be the map's next
 * source; their spans are in there from now on. Where that can't be they have none.
 */
void kept_add(struct map *map, struct buf *text);

/* The line of a list's key, which went with the list's last items. */
struct kept_head {
    struct slice lines;  /* up to the first item's */
    size_t column;       /* of the key */
    struct slice behind; /* the key that it stood behind */
    size_t void_lines;   /* blank and comment lines between them */
};

/* The head of the list of that key whose first node comes back; false: it is not known. */
bool kept_head(
    const struct map *map, const struct node *first, struct slice key, struct kept_head *head);

#endif
