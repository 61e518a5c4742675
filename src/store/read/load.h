/* Loads a file as a whole, within a limit. */
#ifndef CJM_STORE_READ_LOAD_H
#define CJM_STORE_READ_LOAD_H

#include "base/diag.h"

/*
 * Only a regular file is read, "-" is standard input. The text is the caller's to free and ends in
 * a NUL that `len` does not count. STATUS_BAD: not a file, or larger than `max_size` bytes;
 * STATUS_SYSTEM: the system refused.
 */
enum status file_load(
    const char *path, size_t max_size, char **text, size_t *len, struct diags *diags);

#endif
