/*
 * What a save takes out of the file may come back by undo: the lines of removed nodes, with their
 * comments, stand behind the source, where a patch finds them like those of nodes that move.
 */
#ifndef CJM_STORE_KEPT_H
#define CJM_STORE_KEPT_H

#include "base/buf.h"
#include "model/map.h"

/*
 * Appends the lines of all nodes that are out of the tree to `text`, which is to be the map's next
 * source; their places are in there from now on. Where that can't be they have none.
 */
void kept_add(struct map *map, struct buf *text);

#endif
