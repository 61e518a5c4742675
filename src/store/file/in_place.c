#include "store/file/in_place.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

static bool write_at(const struct file_calls *calls, int fd, struct slice text, size_t at)
{
    return lseek(fd, (off_t)at, SEEK_SET) >= 0 && file_write_all(calls, fd, text, NULL);
}

static struct slice part(struct slice text, size_t from, size_t to)
{
    to = to < text.len ? to : text.len;
    return from < to ? (struct slice){ text.data + from, to - from } : SLICE("");
}

/* The file is broken from the first call on, and whole again after the last. */
static bool write_over(const struct file_calls *calls, int fd, struct slice text, size_t old_len)
{
    size_t split = old_len ? old_len : 1;
    return write_at(calls, fd, (struct slice){ "", 1 }, 0) && file_sync(calls, fd) &&
           write_at(calls, fd, part(text, split, text.len), split) &&
           write_at(calls, fd, part(text, 1, split), 1) &&
           calls->ftruncate(fd, (off_t)text.len) == 0 && file_sync(calls, fd) &&
           write_at(calls, fd, part(text, 0, 1), 0) && file_sync(calls, fd);
}

enum in_place in_place_write(const struct file_calls *calls, int fd, struct slice text)
{
    struct buf old = BUF_INIT;
    enum in_place result = IN_PLACE_FAILED;
    if (file_read_all(calls, fd, SIZE_MAX, &old)) {
        result = IN_PLACE_DONE;
        if (!write_over(calls, fd, text, old.len)) {
            int error = errno;
            bool restored = write_over(calls, fd, buf_slice(&old), text.len);
            result = restored ? IN_PLACE_FAILED : IN_PLACE_BROKEN;
            errno = error;
        }
    }
    int error = errno;
    buf_release(&old);
    errno = error;
    return result;
}
