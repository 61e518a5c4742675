/*
 * The folder ".NAME.cjm" beside a map, where its journal, its locks and who is here are kept.
 * Behind symbolic links it is beside the map itself. Who may read the map may read what is in it,
 * who may write the map may write it, and nobody else.
 *
 * One that was made by somebody who may not write the map, or that may be written by others than
 * the map may, is refused: what is in it would change the map.
 */
#ifndef CJM_STORE_JOURNAL_MAP_FOLDER_H
#define CJM_STORE_JOURNAL_MAP_FOLDER_H

#include <sys/stat.h>

#include "base/buf.h"
#include "base/diag.h"
#include "store/file/acl.h"
#include "store/file/file_calls.h"

struct map_folder {
    const struct file_calls *calls;
    char *map;       /* the map behind all links */
    char *path;      /* of the folder, for messages and for watching it */
    struct stat who; /* the map's: who may do what */
    struct acl list; /* and who else */
    int fd;          /* of the folder */
};

#define MAP_FOLDER_NONE \
    (struct map_folder) \
    {                   \
        .fd = -1        \
    }

/*
 * Opens it, or makes it where there is none and `make` says so. STATUS_FOUND: there is none, and it
 * was not to be made; there is no message. The map itself may be gone where its folder is there.
 * STATUS_SYSTEM: the message says why there can't be one. Then `folder` holds nothing.
 */
enum status map_folder_open(struct map_folder *folder, const char *map, bool make,
    const struct file_calls *calls, struct diags *diags);
void map_folder_close(struct map_folder *folder);

/*
 * Opens a file in it: never through a link, never waiting. Only a regular file with no second name
 * is one, else errno is EINVAL. One that is made (O_CREAT in `flags`) gets the map's permissions.
 * Returns -1 with errno.
 */
int map_folder_file(const struct map_folder *folder, const char *name, int flags);
/* The same for one that only its owner may read: it is made so, and its permissions stay. */
int map_folder_private_file(const struct map_folder *folder, const char *name, int flags);
/* Gives a file that is open, and ours, the map's permissions; false with errno. */
bool map_folder_share(const struct map_folder *folder, int fd);
/* A new file in the place of one that may be left over. */
int map_folder_new_file(const struct map_folder *folder, const char *name, int flags);
/* Makes the names in it durable. Where the file system can't do that, there is nothing to do. */
bool map_folder_sync(const struct map_folder *folder);

/* Replaces a file as a whole, durably; false with errno, and the old one is there. */
bool map_folder_write(const struct map_folder *folder, const char *name, struct slice text);
/* Appends all of a file; false with errno (EFBIG: it has more than `max` bytes). */
bool map_folder_read(
    const struct map_folder *folder, const char *name, size_t max, struct buf *out);

/* Makes the map's file, empty, where it is gone, with the permissions that it had when the folder
 * was opened, or which the folder has. False with errno, EEXIST where it is there. */
bool map_folder_make_map(const struct map_folder *folder);

/* The message for an errno of these: "FOLDER/NAME: what; what to do". `name` may be NULL. */
void map_folder_complain(
    const struct map_folder *folder, const char *name, int error, struct diags *diags);

#endif
