/* The maps opened last: a file in the state folder, a path a line, the newest first. */
#ifndef CJM_SESSION_RECENT_H
#define CJM_SESSION_RECENT_H

#include "base/buf.h"

enum { RECENT_MAX = 20 };

/* Notes that a map was opened. Failures do not matter: it is a convenience. */
void recent_add(const char *path);
/* Takes a map off the list, by the path that stands there. False: that could not be written. */
bool recent_drop(const char *path);
/* Appends the file's text. */
void recent_read(struct buf *out);

#endif
