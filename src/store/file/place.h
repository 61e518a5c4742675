/* Where a path leads: the folder, held open, and the name in it, behind all symbolic links. */
#ifndef CJM_STORE_FILE_PLACE_H
#define CJM_STORE_FILE_PLACE_H

#include <sys/stat.h>

#include "base/buf.h"
#include "store/file/file_calls.h"

struct place {
    const struct file_calls *calls;
    int folder;       /* only to be passed through; -1: none is open */
    struct buf name;  /* of the file in it */
    struct buf path;  /* of both, for messages */
    struct stat file; /* if it exists */
    bool exists;
    bool open_to_all; /* others may put names into the folder */
};

enum place_status {
    PLACE_FOUND,
    PLACE_FAILED,  /* errno */
    PLACE_PLANTED, /* a link on the way was made by somebody who may not lead the user elsewhere */
    PLACE_IS_FOLDER, /* the path names a folder */
    PLACE_NO_NAME    /* the path ends in no name of a file */
};

/*
 * As the system follows a path, each folder held open while it is passed: what others do to the
 * names meanwhile leads nowhere else. A link in a folder that everybody may write to (or, where it
 * is sticky, its group) is followed only if it is the user's, root's or the folder owner's, as
 * Linux does it with fs.protected_symlinks. The last link may name a file that is not there.
 */
enum place_status place_find(struct place *place, const struct file_calls *calls, const char *path);
void place_release(struct place *place);

#endif
