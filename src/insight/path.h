/* The named ways through a journey. */
#ifndef CJM_INSIGHT_PATH_H
#define CJM_INSIGHT_PATH_H

#include "model/map.h"

/* The name of one of the map's paths, by number from 1; empty: there is none. */
struct slice path_name(const struct map *map, int number);
/* The number of the path of that name, or of the first that begins so, case folded; 0: none. */
int path_named(const struct map *map, struct slice name);
/* Is the touchpoint on that path? All are on path 0. */
bool is_on_path(const struct map *map, const struct node *touchpoint, int number);

#endif
