/* The letters that tell personas apart where their curves are overlaid. */
#ifndef CJM_INSIGHT_LETTERS_H
#define CJM_INSIGHT_LETTERS_H

#include "model/map.h"

enum { LETTERS_MAX = 26 };

/* Puts a letter A..Z for each of the first 26 personas into `letters`, and a NUL behind: the first
 * of the name in Latin script where it is free, else the first one that is. */
void persona_letters(const struct map *map, char letters[LETTERS_MAX + 1]);

#endif
