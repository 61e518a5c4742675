/* Replaces a file as a whole, durably: all of the new text or all of the old is there, always. */
#ifndef CJM_STORE_FILE_REPLACE_H
#define CJM_STORE_FILE_REPLACE_H

#include "base/diag.h"
#include "base/slice.h"
#include "store/file/file_calls.h"

/*
 * Temporary file beside it, with the rights of the old file before it has any text; fsync, rename,
 * fsync of the folder. Mode, owner, group, access list and extended attributes stay. A symbolic
 * link is followed, and so stays, but for one that a stranger made in a folder of everybody's: that
 * is refused (store/file/place.h). "-" is standard output (a pipe that nobody reads any more fails
 * without a message). A path that is neither a regular file nor free (folder, FIFO) is refused,
 * also one that may not be written.
 *
 * Another hard link of a file of one's own gets the new text, too: it is written in place, with the
 * whole text in the temporary file until that is done. Where the owner or the access list of
 * another's file can't be kept the writer becomes the owner, and nobody gains access by that.
 *
 * STATUS_OK: the new text is there; with a message where a power cut may still bring the old one
 * back. Else the file is as it was.
 */
enum status file_replace(const char *path, struct slice text, struct diags *diags);

struct map_text {
    const char *path; /* of the map's file */
    struct slice text;
    const char *spare; /* a folder of the map's own; NULL: there is none */
};

/*
 * The same for a map, through these calls. Where a new file could not keep the owner, the access
 * list, the attributes or another name, or may not take the old one's place, the old one is written
 * in place: that is never done with another's output, and a journal knows what a map is to hold.
 * Where nothing can be made beside the file, its whole text is in the folder `spare` until that is
 * done, else in the home folder or the temporary one.
 * `written`, which may be NULL, becomes what the file was when all was written: where it is another
 * now, another program wrote it since.
 */
enum status file_replace_map(const struct file_calls *calls, const struct map_text *map,
    struct stat *written, struct diags *diags);

/*
 * Several files, each written as soon as it is made: none takes its place before all are written
 * and durable, where that can be in one call of the system. Until file_batch_end() a signal that
 * ends the program is held back; the next file then fails. `calls` and `diags` are borrowed.
 */
struct file_batch;

struct file_batch *file_batch_begin(const struct file_calls *calls, struct diags *diags);
/* Writes one, also where the path is "-", beside its place. Once one failed, all behind it do. */
enum status file_batch_add(struct file_batch *batch, const char *path, struct slice text);
/* Gives all their places, as file_replace() does; leaves nothing of them if one failed, or they are
 * not to be kept. Where one can't take its place the ones behind it are as they were. Frees the
 * batch. */
enum status file_batch_end(struct file_batch *batch, bool keep);

#endif
