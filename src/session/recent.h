/* What the program remembers of the maps opened last, in files of the state folder: a path a line,
 * the newest first. */
#ifndef CJM_SESSION_RECENT_H
#define CJM_SESSION_RECENT_H

#include "base/buf.h"

enum { RECENT_MAX = 20, LOOKS_MAX = 200 };

/* Notes that a map was opened. Failures do not matter: it is a convenience. */
void recent_add(const char *path);
/* Takes a map off the list, by the path that stands there. False: that could not be written. */
bool recent_drop(const char *path);
/* Appends the file's text. */
void recent_read(struct buf *out);

/* Notes how the user looks at a map, in a word of the caller's without blanks; the empty one is
 * forgotten. Failures do not matter. */
void look_note(const char *path, const char *word);
/* Appends that word, if there is one. */
void look_read(const char *path, struct buf *word);

#endif
