#include "unit/failing_calls.h"

#include <errno.h>

struct failing failing = { .left = -1 };

static bool fails(void)
{
    if (failing.left < 0 || (failing.left > 0 && failing.left--))
        return false;
    if (failing.once)
        failing.left = -1;
    failing.failed = true;
    errno = failing.error;
    if (failing.act)
        failing.act();
    return !failing.act;
}

static int failing_open(const char *path, int flags, mode_t mode)
{
    return fails() ? -1 : file_calls_system.open(path, flags, mode);
}

/* Little at a time, so that the rest must be written by further calls. */
static ssize_t failing_write(int fd, const void *data, size_t len)
{
    return fails() ? -1 : file_calls_system.write(fd, data, len > 40 ? 40 : len);
}

static int failing_fchown(int fd, uid_t owner, gid_t group)
{
    return fails() ? -1 : file_calls_system.fchown(fd, owner, group);
}

static int failing_fchmod(int fd, mode_t mode)
{
    return fails() ? -1 : file_calls_system.fchmod(fd, mode);
}

static int failing_sync(int fd)
{
    (void)fd;
    return fails() ? -1 : 0;
}

static int failing_close(int fd)
{
    file_calls_system.close(fd);
    return fails() ? -1 : 0;
}

static int failing_mkdir(const char *path, mode_t mode)
{
    return fails() ? -1 : file_calls_system.mkdir(path, mode);
}

static int failing_openat(int folder, const char *name, int flags, mode_t mode)
{
    return fails() ? -1 : file_calls_system.openat(folder, name, flags, mode);
}

static int failing_fstat(int fd, struct stat *out)
{
    return fails() ? -1 : file_calls_system.fstat(fd, out);
}

static int failing_fstatat(int folder, const char *name, struct stat *out)
{
    return fails() ? -1 : file_calls_system.fstatat(folder, name, out);
}

static ssize_t failing_pread(int fd, void *data, size_t len, off_t at)
{
    return fails() ? -1 : file_calls_system.pread(fd, data, len > 100 ? 100 : len, at);
}

static int failing_ftruncate(int fd, off_t len)
{
    return fails() ? -1 : file_calls_system.ftruncate(fd, len);
}

static int failing_renameat(int folder, const char *from, const char *to)
{
    return fails() ? -1 : file_calls_system.renameat(folder, from, to);
}

static int failing_unlinkat(int folder, const char *name)
{
    return fails() ? -1 : file_calls_system.unlinkat(folder, name);
}

static int failing_lock(int fd, int command, struct flock *range)
{
    return fails() ? -1 : file_calls_system.lock(fd, command, range);
}

const struct file_calls failing_calls = {
    .open = failing_open,
    .write = failing_write,
    .fchown = failing_fchown,
    .fchmod = failing_fchmod,
    .fsync = failing_sync,
    .close = failing_close,
    .mkdir = failing_mkdir,
    .openat = failing_openat,
    .fstat = failing_fstat,
    .fstatat = failing_fstatat,
    .pread = failing_pread,
    .ftruncate = failing_ftruncate,
    .fdatasync = failing_sync,
    .renameat = failing_renameat,
    .unlinkat = failing_unlinkat,
    .lock = failing_lock,
};
