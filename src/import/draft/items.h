/* Several things in one cell: a line each, or a bullet each. */
#ifndef CJM_IMPORT_DRAFT_ITEMS_H
#define CJM_IMPORT_DRAFT_ITEMS_H

#include <stdbool.h>

#include "base/slice.h"

/* Takes the next line that is not empty off the front, without its bullet; false at the end. */
bool items_next(struct slice *rest, struct slice *item);
/* The line without a bullet, number or tick box in front. */
struct slice items_without_bullet(struct slice line);
/* How many lines that are not empty. */
size_t items_count(struct slice text);
/* Begins each line with a bullet, and are there several? */
bool items_are_bullets(struct slice text);

#endif
