/* The system calls by which files are kept, in a table: tests make each of them fail. */
#ifndef CJM_STORE_FILE_FILE_CALLS_H
#define CJM_STORE_FILE_FILE_CALLS_H

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/slice.h"

struct file_calls {
    int (*open)(const char *path, int flags, mode_t mode);
    ssize_t (*write)(int fd, const void *data, size_t len);
    int (*fchown)(int fd, uid_t owner, gid_t group);
    int (*fchmod)(int fd, mode_t mode);
    int (*fsync)(int fd);  /* durable, also in the drive's own memory */
    int (*syncfs)(int fd); /* all of its file system, by one call; NULL where there is none */
    int (*close)(int fd);
    /* Only for what lies in the folder beside a map: */
    int (*mkdir)(const char *path, mode_t mode);
    int (*openat)(int folder, const char *name, int flags, mode_t mode);
    int (*fstat)(int fd, struct stat *out);
    int (*fstatat)(int folder, const char *name, struct stat *out); /* a link itself */
    ssize_t (*pread)(int fd, void *data, size_t len, off_t at);
    int (*ftruncate)(int fd, off_t len);
    int (*fdatasync)(int fd); /* as fsync(), but times of the file may be lost */
    int (*renameat)(int folder, const char *from, const char *to);
    int (*unlinkat)(int folder, const char *name);
    int (*lock)(int fd, int command, struct flock *range); /* fcntl() */
};

extern const struct file_calls file_calls_system;

/* These go on where a signal interrupts them; false, or -1, with errno. */
bool file_sync(const struct file_calls *calls, int fd);
bool file_sync_data(const struct file_calls *calls, int fd);
ssize_t file_pread(const struct file_calls *calls, int fd, void *data, size_t len, off_t at);

/* Appends all of it; false with errno (EFBIG: it has more than `max` bytes). */
bool file_read_all(const struct file_calls *calls, int fd, size_t max, struct buf *out);
/* The same of a regular file of that name (EINVAL: it is none); it waits for nobody. */
bool file_read(const char *path, size_t max, struct buf *out);
/* Writes all of it, in as many calls as it takes; false with errno. `written` may be NULL: how much
 * was written in any case. */
bool file_write_all(const struct file_calls *calls, int fd, struct slice text, size_t *written);

#endif
