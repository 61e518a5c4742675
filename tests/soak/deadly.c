/* System calls after some of which the program is dead. */
#include <signal.h>
#include <unistd.h>

#include "soak/soak.h"
#include "unit/store_support.h"

enum call {
    CALL_ANY,
    CALL_OPEN,
    CALL_WRITE,
    CALL_SYNC,
    CALL_RENAME,
    CALL_UNLINK,
    CALL_TRUNCATE,
    CALL_LOCK,
    CALL_KINDS
};

static struct {
    unsigned left[CALL_KINDS]; /* until the deadly one; 0: none is */
    bool before;
} fate;

void deadly_arm(uint64_t *random)
{
    static const unsigned most[CALL_KINDS] = { 400, 40, 60, 12, 6, 6, 2, 300 };
    enum call kind = random_below(random, CALL_KINDS);
    fate.left[kind] = 1 + random_below(random, most[kind]);
    fate.before = random_below(random, 2);
}

void deadly_disarm(void)
{
    for (int i = 0; i < CALL_KINDS; i++)
        fate.left[i] = 0;
}

static bool is_due(enum call kind)
{
    bool due = false;
    if (fate.left[CALL_ANY])
        due = --fate.left[CALL_ANY] == 0;
    if (fate.left[kind])
        due = --fate.left[kind] == 0 || due;
    return due;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

#define SYSTEM file_calls_system

#define DEADLY(kind, call)          \
    bool due = is_due(kind);        \
    if (due && fate.before)         \
        die();                      \
    __typeof__(call) result = call; \
    if (due)                        \
        die();                      \
    return result

static int deadly_open(const char *path, int flags, mode_t mode)
{
    DEADLY(CALL_OPEN, SYSTEM.open(path, flags, mode));
}

static int deadly_openat(int folder, const char *name, int flags, mode_t mode)
{
    DEADLY(CALL_OPEN, SYSTEM.openat(folder, name, flags, mode));
}

/* Half of it is written. */
static ssize_t deadly_write(int fd, const void *data, size_t len)
{
    bool due = is_due(CALL_WRITE);
    ssize_t result = SYSTEM.write(fd, data, due ? len / 2 + !fate.before : len);
    if (due)
        die();
    return result;
}

static int deadly_fsync(int fd)
{
    DEADLY(CALL_SYNC, SYSTEM.fsync(fd));
}

static int deadly_fdatasync(int fd)
{
    DEADLY(CALL_SYNC, SYSTEM.fdatasync(fd));
}

static int deadly_renameat(int folder, const char *from, const char *to)
{
    DEADLY(CALL_RENAME, SYSTEM.renameat(folder, from, to));
}

static int deadly_unlinkat(int folder, const char *name)
{
    DEADLY(CALL_UNLINK, SYSTEM.unlinkat(folder, name));
}

static int deadly_ftruncate(int fd, off_t len)
{
    DEADLY(CALL_TRUNCATE, SYSTEM.ftruncate(fd, len));
}

static int deadly_lock(int fd, int command, struct flock *range)
{
    DEADLY(CALL_LOCK, SYSTEM.lock(fd, command, range));
}

static int deadly_mkdir(const char *path, mode_t mode)
{
    DEADLY(CALL_OPEN, SYSTEM.mkdir(path, mode));
}

static int plain_fstat(int fd, struct stat *out)
{
    return SYSTEM.fstat(fd, out);
}

static int plain_fstatat(int folder, const char *name, struct stat *out)
{
    return SYSTEM.fstatat(folder, name, out);
}

static const struct file_calls calls = {
    .open = deadly_open,
    .write = deadly_write,
    .fchown = fchown,
    .fchmod = fchmod,
    .fsync = deadly_fsync,
    .close = close,
    .mkdir = deadly_mkdir,
    .openat = deadly_openat,
    .fstat = plain_fstat,
    .fstatat = plain_fstatat,
    .pread = pread,
    .ftruncate = deadly_ftruncate,
    .fdatasync = deadly_fdatasync,
    .renameat = deadly_renameat,
    .unlinkat = deadly_unlinkat,
    .lock = deadly_lock,
};

const struct session_system deadly_system = { .calls = &calls, .journal_large = 6000 };
