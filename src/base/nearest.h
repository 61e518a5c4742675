/* The names that somebody may have meant. */
#ifndef CJM_BASE_NEAREST_H
#define CJM_BASE_NEAREST_H

#include "base/buf.h"
#include "base/slice.h"

/* What is behind that many bytes counts for nothing. */
enum { NEAREST_LONGEST = 64 };

/*
 * Appends "export, show": at most three of the names (lower case), the nearest first, by how many
 * letters are left out, put in, changed or change places; one that is part of the other is nearest.
 * False: nothing is near.
 */
bool nearest_add(struct slice typed, const char *const *names, size_t count, struct buf *out);

#endif
