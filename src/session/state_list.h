/* Lists that the program keeps for the user: each a file in the state folder, a line an entry, the
 * newest first. What an entry says more stands behind its name and a tab. */
#ifndef CJM_SESSION_STATE_LIST_H
#define CJM_SESSION_STATE_LIST_H

#include "base/buf.h"
#include "base/slice.h"

/* Appends its text; nothing where there is none. */
void state_list_read(const char *list, struct buf *out);
/* Takes the entry of that name out, and puts `line` (NULL: nothing) in front of the others, of whom
 * `most` stay in all. False: it could not be written. */
bool state_list_put(const char *list, const char *line, const char *name, int most);

#endif
