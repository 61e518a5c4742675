/* What follows from the channels and paths of a touchpoint. */
#ifndef CJM_INSIGHT_TOUCHPOINT_H
#define CJM_INSIGHT_TOUCHPOINT_H

#include "model/map.h"

enum channel_class { CHANNEL_UNSAID, CHANNEL_ONLINE, CHANNEL_OFFLINE };

/* Whether that word tells that it is online: "web" does, "phone" and own words don't. */
enum channel_class channel_class(struct slice channel);
/* Whether a touchpoint is online: it says so, or its main channel does. */
enum channel_class touchpoint_online(const struct node *touchpoint);

/* --- paths: named ways through the journey --- */

/* Does the path lead through the touchpoint? One that names no path belongs to all of them; a path
 * without data is the whole journey. */
bool path_has(struct slice path, const struct node *touchpoint);
/* The name of one of the map's paths, by number from 1; without data: there is none. */
struct slice path_name(const struct map *map, int number);
/* The number of the path of that name, or of the first that begins so, case folded; 0: none. */
int path_named(const struct map *map, struct slice name);
/* Is the touchpoint on the path of that number? All are on path 0. */
bool is_on_path(const struct map *map, const struct node *touchpoint, int number);
/* How many touchpoints name the path. */
size_t path_touchpoints(const struct map *map, struct slice path);

#endif
