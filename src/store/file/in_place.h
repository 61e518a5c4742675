/* Writes over the content of a file, for where a new one in its place would not be the same. */
#ifndef CJM_STORE_FILE_IN_PLACE_H
#define CJM_STORE_FILE_IN_PLACE_H

#include "base/slice.h"
#include "store/file/file_calls.h"

enum in_place {
    IN_PLACE_DONE,   /* the new text, on the disk */
    IN_PLACE_FAILED, /* errno; the old text is there */
    IN_PLACE_BROKEN  /* errno; neither of them */
};

/*
 * The file's first byte is a NUL until all the rest is on the disk: who reads it before that, or
 * after a power cut, takes it for broken and not for another text. What the text needs more than
 * the old one had is written first, so that a full disk spoils nothing. `fd` is open for reading
 * and writing.
 */
enum in_place in_place_write(const struct file_calls *calls, int fd, struct slice text);

#endif
