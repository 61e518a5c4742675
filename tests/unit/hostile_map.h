/* Random maps whose every text is what some format or reader would obey. */
#ifndef CJM_TESTS_HOSTILE_MAP_H
#define CJM_TESTS_HOSTILE_MAP_H

#include <stdint.h>

#include "base/buf.h"
#include "model/map.h"

/* Appends markup, formulas, links, signs and line breaks, or nothing. All of it is UTF-8. */
void hostile_text(uint64_t *state, struct buf *out);
/* Fills an empty map: each kind of node and of value, each text hostile, ids made. In half of the
 * maps each persona has an emotion of its own. It can be written and read back. */
void hostile_map(uint64_t *state, struct map *map);

#endif
