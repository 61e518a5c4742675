/* The speakers of a map who are not to be known: "Customer 1" stands for the first of them. */
#ifndef CJM_EXPORT_TEXT_SPEAKERS_H
#define CJM_EXPORT_TEXT_SPEAKERS_H

#include "model/map.h"
#include "model/names.h"

/* A field that names somebody who said or did something, or to whom it was said. */
bool speaker_names(enum field field);
/* Adds all whom the map names so. */
void speakers_find(struct names *speakers, const struct map *map);
/* Appends what stands for the name of one of them. */
void speakers_add_number(const struct names *speakers, struct slice name, struct buf *out);
/* Appends the text with that in place of their names, where those have two words or more, or an @
 * before them; returns how many there were. */
size_t speakers_hide(const struct names *speakers, struct slice text, struct buf *out);

#endif
