/* A map takes over the text that another program, or another participant, made of its file. */
#ifndef CJM_STORE_WRITE_ADOPT_H
#define CJM_STORE_WRITE_ADOPT_H

#include "model/map.h"

/*
 * `file` was read from the map's file as it is now. The map stays as it is, but its next text is
 * that of `file` with what differs: comments, layout and order that were written there stay.
 * Returns whether anything differs; else the map has the file's text and a save changes nothing.
 *
 * Nodes are matched by id, those that are left over by name. `file` may only be released after
 * this, but its nodes and texts stay until then.
 */
bool store_adopt(struct map *map, struct map *file);

#endif
