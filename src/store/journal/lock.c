#include "store/journal/lock.h"

#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"

enum {
    NAP_MIN = 200 * 1000, /* nanoseconds between two tries */
    NAP_MAX = 5 * 1000 * 1000
};

static struct flock range_of(off_t byte, short type)
{
    return (struct flock){ .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
}

bool locks_open(struct locks *locks, const struct map_folder *folder, bool take)
{
    locks->calls = folder->calls;
    locks->can_take = take;
    locks->fd = map_folder_file(folder, "lock", take ? O_RDWR | O_CREAT : O_RDONLY);
    return locks->fd >= 0;
}

void locks_close(struct locks *locks)
{
    if (locks->fd >= 0)
        locks->calls->close(locks->fd);
    locks->fd = -1;
}

/* Without waiting. A lock of another process is EAGAIN on every system. */
static bool try_to_take(struct locks *locks, off_t byte)
{
    struct flock range = range_of(byte, F_WRLCK);
    int result;
    do
        result = locks->calls->lock(locks->fd, F_SETLK, &range);
    while (result < 0 && errno == EINTR);
    if (result < 0 && errno == EACCES)
        errno = EAGAIN;
    return result == 0;
}

/* No program of ours locks for reading, so whoever does has no end of it that could be waited for.
 */
static bool is_read_lock(const struct locks *locks, off_t byte)
{
    struct flock range = range_of(byte, F_WRLCK);
    return locks->calls->lock(locks->fd, F_GETLK, &range) == 0 && range.l_type == F_RDLCK;
}

bool locks_take(struct locks *locks, off_t byte, int wait_ms)
{
    if (!locks->can_take) {
        errno = EBADF;
        return false;
    }
    if (try_to_take(locks, byte))
        return true;
    int error = errno;
    if (error == EAGAIN && wait_ms > 0 && is_read_lock(locks, byte))
        wait_ms = 0;
    errno = error;
    int64_t end = clock_ms() + wait_ms;
    struct timespec nap = { .tv_nsec = NAP_MIN };
    while (errno == EAGAIN && clock_ms() < end) {
        nanosleep(&nap, NULL);
        if (try_to_take(locks, byte))
            return true;
        nap.tv_nsec = nap.tv_nsec < NAP_MAX / 2 ? nap.tv_nsec * 2 : NAP_MAX;
    }
    return false;
}

void locks_release(struct locks *locks, off_t byte)
{
    struct flock range = range_of(byte, F_UNLCK);
    if (locks->fd >= 0 && locks->can_take)
        locks->calls->lock(locks->fd, F_SETLK, &range);
}

bool locks_held(struct locks *locks, off_t byte, pid_t *pid)
{
    struct flock range = range_of(byte, F_WRLCK);
    bool held = locks->fd >= 0 && locks->calls->lock(locks->fd, F_GETLK, &range) == 0 &&
                range.l_type != F_UNLCK;
    if (pid)
        *pid = held && range.l_pid > 0 ? range.l_pid : 0;
    return held;
}
