/* Paths: named ways through the journey. */
#ifndef CJM_INSIGHT_PATH_H
#define CJM_INSIGHT_PATH_H

#include "model/map.h"

/* Does the path lead through the touchpoint? One that names no path belongs to all of them; a path
 * without data is the whole journey. */
bool path_has(struct slice path, const struct node *touchpoint);
/* How many touchpoints name the path. */
size_t path_touchpoints(const struct map *map, struct slice path);

#endif
