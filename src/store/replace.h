/* Replaces a file as a whole, durably: all of the new text or all of the old is there, always. */
#ifndef CJM_STORE_REPLACE_H
#define CJM_STORE_REPLACE_H

#include "base/diag.h"
#include "base/slice.h"

/*
 * Temporary file beside it, mode and owner of the old file, fsync, rename, fsync of the folder.
 * A symbolic link is followed, and so stays. "-" is standard output. A path that is neither a
 * regular file nor free (folder, FIFO) is refused, also one that may not be written.
 */
enum status file_replace(const char *path, struct slice text, struct diags *diags);

#endif
