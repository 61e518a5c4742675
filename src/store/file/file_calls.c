#include "store/file/file_calls.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static int open_call(const char *path, int flags, mode_t mode)
{
    return open(path, flags, mode);
}

/* On macOS fsync() leaves the text in the drive's own memory. */
static int fsync_call(int fd)
{
#ifdef F_FULLFSYNC
    if (fcntl(fd, F_FULLFSYNC) == 0)
        return 0;
#endif
    return fsync(fd);
}

static int fdatasync_call(int fd)
{
#if defined HAVE_FDATASYNC && !defined F_FULLFSYNC
    return fdatasync(fd);
#else
    return fsync_call(fd);
#endif
}

static int openat_call(int folder, const char *name, int flags, mode_t mode)
{
    return openat(folder, name, flags, mode);
}

static int fstatat_call(int folder, const char *name, struct stat *out)
{
    return fstatat(folder, name, out, AT_SYMLINK_NOFOLLOW);
}

static int renameat_call(int folder, const char *from, const char *to)
{
    return renameat(folder, from, folder, to);
}

static int unlinkat_call(int folder, const char *name)
{
    return unlinkat(folder, name, 0);
}

static int lock_call(int fd, int command, struct flock *range)
{
    return fcntl(fd, command, range);
}

const struct file_calls file_calls_system = {
    .open = open_call,
    .write = write,
    .fchown = fchown,
    .fchmod = fchmod,
    .fsync = fsync_call,
#ifdef HAVE_SYNCFS
    .syncfs = syncfs,
#endif
    .close = close,
    .mkdir = mkdir,
    .openat = openat_call,
    .fstat = fstat,
    .fstatat = fstatat_call,
    .pread = pread,
    .ftruncate = ftruncate,
    .fdatasync = fdatasync_call,
    .renameat = renameat_call,
    .unlinkat = unlinkat_call,
    .lock = lock_call,
};

bool file_sync(const struct file_calls *calls, int fd)
{
    int result;
    do
        result = calls->fsync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

bool file_sync_data(const struct file_calls *calls, int fd)
{
    int result;
    do
        result = calls->fdatasync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

ssize_t file_pread(const struct file_calls *calls, int fd, void *data, size_t len, off_t at)
{
    ssize_t count;
    do
        count = calls->pread(fd, data, len, at);
    while (count < 0 && errno == EINTR);
    return count;
}

bool file_read_all(const struct file_calls *calls, int fd, size_t max, struct buf *out)
{
    enum { READ_SIZE = 64 << 10 };
    size_t start = out->len;
    for (;;) {
        buf_reserve(out, READ_SIZE);
        ssize_t count = file_pread(
            calls, fd, out->data + out->len, READ_SIZE, (off_t)(out->len - start));
        if (count <= 0)
            return count == 0;
        out->len += (size_t)count;
        out->data[out->len] = '\0';
        if (out->len - start > max) {
            errno = EFBIG;
            return false;
        }
    }
}

bool file_read(const char *path, size_t max, struct buf *out)
{
    struct stat file;
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool regular = fstat(fd, &file) == 0 && S_ISREG(file.st_mode);
    errno = EINVAL;
    bool done = regular && file_read_all(&file_calls_system, fd, max, out);
    int error = errno;
    close(fd);
    errno = error;
    return done;
}

bool file_write_all(const struct file_calls *calls, int fd, struct slice text, size_t *written)
{
    size_t done = 0;
    bool whole = true;
    while (whole && done < text.len) {
        ssize_t count = calls->write(fd, text.data + done, text.len - done);
        if (count == 0)
            errno = ENOSPC;
        if (count > 0)
            done += (size_t)count;
        else
            whole = count < 0 && errno == EINTR;
    }
    if (written)
        *written = done;
    return whole;
}
