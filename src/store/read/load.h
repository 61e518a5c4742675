/* Loads a file as a whole, within a limit. */
#ifndef CJM_STORE_READ_LOAD_H
#define CJM_STORE_READ_LOAD_H

#include "base/buf.h"
#include "base/diag.h"

/*
 * Only a regular file is read, "-" is standard input. `text` is empty
 * before, and where it can't be read. STATUS_BAD: not a file, or larger than `max_size` bytes;
 * STATUS_SYSTEM: the system refused.
 */
enum status file_load(const char *path, size_t max_size, struct buf *text, struct diags *diags);
/* Is it a map's, right or wrong: is its first key cjm? */
bool text_is_map(struct slice text);

#endif
