/* Texts that get a number each, in the order in which they come: 0, 1, 2 ... */
#ifndef CJM_MODEL_NAMES_H
#define CJM_MODEL_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct names {
    char **items; /* by number; each stays where it is */
    size_t count, cap;
    uint32_t *hashes; /* of the items */
    size_t hash_cap;
    uint32_t *slots; /* open addressing: number + 1, or 0 */
    size_t size;     /* a power of two */
};

/* The number that it has; SIZE_MAX: none. */
size_t names_find(const struct names *names, struct slice text);
/* The number that it has, or gets. */
size_t names_add(struct names *names, struct slice text);
/* The same whatever case, accents, and blanks around it; an item is as the first one folds. */
size_t names_find_folded(const struct names *names, struct slice text);
size_t names_add_folded(struct names *names, struct slice text);
void names_release(struct names *names);

#endif
