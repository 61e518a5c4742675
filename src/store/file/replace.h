/* Replaces a file as a whole, durably: all of the new text or all of the old is there, always. */
#ifndef CJM_STORE_FILE_REPLACE_H
#define CJM_STORE_FILE_REPLACE_H

#include "base/diag.h"
#include "base/slice.h"

/*
 * Temporary file beside it, mode and owner of the old file, fsync, rename, fsync of the folder.
 * A symbolic link is followed, and so stays. "-" is standard output (a pipe that nobody reads any
 * more fails without a message). A path that is neither a regular file nor free (folder, FIFO) is
 * refused, also one that may not be written.
 *
 * The file is a new one under the old name: other hard links keep the old text, and access lists
 * beyond mode, owner and group are those of a new file. Where only the owner can't be kept (a
 * team's file in a team's folder) the writer becomes the owner; where the group can't, the new
 * group may do no more than everybody may, so that nobody gains access.
 *
 * STATUS_OK: the new text is there; with a message where a power cut may still bring the old one
 * back. Else the file is as it was.
 */
enum status file_replace(const char *path, struct slice text, struct diags *diags);

#endif
