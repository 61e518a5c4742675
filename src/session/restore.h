/*
 * A map whose file is gone, empty, cut or broken, while journal and base beside it are whole: it is
 * shown and gone on with. What the file has is kept beside it before it is written over.
 */
#ifndef CJM_SESSION_RESTORE_H
#define CJM_SESSION_RESTORE_H

#include "session/session.h"

struct known_text;

/* May a file that could not be read be what the journal has? Else it is none to be written over. */
bool restore_may(const struct session *session);
/* Is `text` what the map's file was to have, but cut off within a line? Nobody writes that. */
bool restore_is_cut(const struct map *map, const struct known_text *expected, struct slice text);
/* Behind share_open(): says so. The messages from `first` on are why the file could not be read. */
void restore_end(struct session *session, enum session_use use, size_t first, struct diags *diags);
/* Before a save: keeps what the file has now, if it has anything, in a copy of the name `path`.
 * False: it can't be, or another program is still writing it. */
bool restore_keep_text(struct session *session, struct buf *path, struct diags *diags);

#endif
