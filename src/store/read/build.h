/* Builds a map of what the walk finds. */
#ifndef CJM_STORE_READ_BUILD_H
#define CJM_STORE_READ_BUILD_H

#include "model/map.h"
#include "store/read/source.h"

/* The map must be empty. False with messages; the map may then only be released. */
bool build_map(struct map *map, struct source *source);

#endif
