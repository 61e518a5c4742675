/* What should not travel: addresses and numbers of people in texts, and what is left out. */
#ifndef CJM_EXPORT_TEXT_PRIVATE_H
#define CJM_EXPORT_TEXT_PRIVATE_H

#include "base/diag.h"
#include "model/map.h"

/* Appends the text with "..." in place of e-mail addresses, telephone numbers and groups of seven
 * digits and more; returns how many there were. */
size_t private_hide(struct slice text, struct buf *out);

struct private_wish {
    bool anonymise;      /* hide them in all texts, and who said something */
    const char *without; /* "quotes, owners": what is left out; NULL: nothing */
    const char *path;    /* the name of one: touchpoints off it are left out; NULL: none is */
};

/* Appends what can be left out. */
void private_add_words(struct buf *out);
/*
 * Makes `out` a copy of the map as wished; it is to be released. `diags` gets what was hidden.
 * STATUS_BAD with a message and no map: there is no such thing to leave out, or no such path.
 */
enum status private_copy(
    const struct map *map, const struct private_wish *wish, struct map *out, struct diags *diags);

#endif
