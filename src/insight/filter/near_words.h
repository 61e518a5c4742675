/* Words of a map that somebody may have meant who looks for one that is in none of its texts. */
#ifndef CJM_INSIGHT_FILTER_NEAR_WORDS_H
#define CJM_INSIGHT_FILTER_NEAR_WORDS_H

#include "model/map.h"

/* Appends "queue, quest": at most three, in small letters and without accents. Of a large map its
 * beginning is looked at. False: nothing is near. */
bool near_words_add(const struct map *map, struct slice word, struct buf *out);

#endif
