/* The system calls by which a file is replaced, in a table: tests make each of them fail. */
#ifndef CJM_STORE_FILE_CALLS_H
#define CJM_STORE_FILE_CALLS_H

#include <sys/types.h>

#include "base/diag.h"
#include "base/slice.h"

struct file_calls {
    int (*open)(const char *path, int flags, mode_t mode);
    ssize_t (*write)(int fd, const void *data, size_t len);
    int (*fchown)(int fd, uid_t owner, gid_t group);
    int (*fchmod)(int fd, mode_t mode);
    int (*fsync)(int fd);
    int (*close)(int fd);
    int (*rename)(const char *from, const char *to);
    int (*unlink)(const char *path);
};

extern const struct file_calls file_calls_system;

/* As file_replace(), through these calls. */
enum status file_replace_with(
    const struct file_calls *calls, const char *path, struct slice text, struct diags *diags);

#endif
