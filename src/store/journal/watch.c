#include "store/journal/watch.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef USE_INOTIFY
#include <sys/inotify.h>
#endif

#include "base/buf.h"
#include "base/mem.h"
#include "store/journal/remote.h"

#ifdef __APPLE__
#define st_ctim st_ctimespec
#endif

/* Between two looks, in ms: at first, and when nothing changed for long. */
enum { LOOK_SOON = 250, LOOK_LATE = 1000, LOOKS_SOON = 20, LOOK_STEP = 25 };

/* --- looking --- */

/* Notes how the file is now; true where that differs from what was noted. */
static bool look(struct watched_file *file)
{
    struct stat info;
    struct watched_file now = { .path = file->path, .kind = file->kind };
    if (stat(file->path, &info) == 0) {
        now.stamp = stamp_from(&info);
        now.changed = info.st_ctim;
    }
    bool same = stamp_equal(&now.stamp, &file->stamp) &&
                now.changed.tv_sec == file->changed.tv_sec &&
                now.changed.tv_nsec == file->changed.tv_nsec;
    *file = now;
    return !same;
}

static unsigned look_at_all(struct watch *watch)
{
    unsigned changed = 0;
    for (int i = 0; i < WATCHED_FILES; i++)
        if (look(&watch->files[i]))
            changed |= watch->files[i].kind;
    watch->quiet = changed ? 0 : watch->quiet + 1;
    /* No file tells that somebody was killed. */
    return changed | WATCH_PRESENCE;
}

/* --- being told --- */

#ifdef USE_INOTIFY
enum {
    OTHER_FILE = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO,
    FOLDER_MASK = OTHER_FILE | IN_MODIFY | IN_CLOSE_WRITE | IN_DELETE_SELF | IN_MOVE_SELF |
                  IN_ONLYDIR | IN_DONT_FOLLOW,
    /* To be replaced is, for the old file, the loss of a name: so its folder, where anybody may be
     * busy, needs no watch. */
    MAP_MASK = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF,
    MAP_ANOTHER = IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED,
    EVENTS_SIZE = 4096, /* several with the longest name */
    EVENT_SIZE = sizeof(struct inotify_event) + NAME_MAX + 1,
    READS = 16 /* of a flood, in one go */
};

static const struct {
    const char *name;
    uint32_t mask;
    unsigned kind;
} in_folder[] = {
    { "journal", OTHER_FILE | IN_MODIFY, WATCH_JOURNAL },
    { "presence", OTHER_FILE | IN_MODIFY, WATCH_PRESENCE },
    /* Whoever leaves or is killed closes it. */
    { "lock", IN_CLOSE_WRITE, WATCH_PRESENCE },
};

/* Watches what has the path now instead of what had it before. */
static int renew(const struct watch *watch, int before, const char *path, uint32_t mask)
{
    int now = inotify_add_watch(watch->fd, path, mask);
    if (before >= 0 && before != now)
        inotify_rm_watch(watch->fd, before);
    return now;
}

static void watch_map(struct watch *watch)
{
    int before = watch->map_watch;
    watch->map_watch = renew(watch, before, watch->map, MAP_MASK);
    if (watch->map_watch != before)
        watch->map_is_written = false;
}

static void watch_folder(struct watch *watch)
{
    watch->folder_watch = renew(watch, watch->folder_watch, watch->folder, FOLDER_MASK);
}

static unsigned take_map_event(struct watch *watch, uint32_t mask)
{
    if (mask & IN_IGNORED)
        watch->map_watch = -1;
    if (mask & (IN_MODIFY | IN_CLOSE_WRITE))
        watch->map_is_written = !(mask & IN_CLOSE_WRITE);
    if (mask & MAP_ANOTHER)
        watch_map(watch);
    return WATCH_MAP;
}

static unsigned take_folder_event(struct watch *watch, const struct inotify_event *event)
{
    if (event->mask & IN_IGNORED)
        watch->folder_watch = -1;
    if (event->mask & (IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF)) {
        watch_folder(watch);
        return WATCH_JOURNAL | WATCH_PRESENCE;
    }
    for (size_t i = 0; event->len && i < sizeof in_folder / sizeof *in_folder; i++)
        if ((event->mask & in_folder[i].mask) && strcmp(event->name, in_folder[i].name) == 0)
            return in_folder[i].kind;
    return 0;
}

static unsigned take_event(struct watch *watch, const struct inotify_event *event)
{
    if (event->mask & IN_Q_OVERFLOW) {
        watch_map(watch);
        watch_folder(watch);
        return WATCH_ALL;
    }
    if (event->wd == watch->map_watch)
        return take_map_event(watch, event->mask);
    return event->wd == watch->folder_watch ? take_folder_event(watch, event) : 0;
}

static void stop_listening(struct watch *watch)
{
    if (watch->fd >= 0)
        close(watch->fd);
    watch->fd = watch->map_watch = watch->folder_watch = -1;
    watch->map_is_written = false;
}

unsigned watch_take(struct watch *watch)
{
    union {
        struct inotify_event first;
        char bytes[EVENTS_SIZE];
    } events;
    unsigned changed = 0;
    ssize_t len = EVENTS_SIZE;
    /* Where one more would have had room there is none more. */
    for (int i = 0; i < READS && watch->fd >= 0 && len > EVENTS_SIZE - EVENT_SIZE; i++) {
        len = read(watch->fd, events.bytes, sizeof events.bytes);
        if (len < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (len <= 0)
            stop_listening(watch);
        for (ssize_t at = 0; at < len;) {
            const void *event = events.bytes + at;
            changed |= take_event(watch, event);
            at += (ssize_t)(sizeof events.first + ((const struct inotify_event *)event)->len);
        }
    }
    return changed;
}

/* To all that can be watched now: what was not there, or one too many, may be possible later. */
static void listen(struct watch *watch)
{
    if (watch->fd < 0)
        watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd >= 0 && watch->map_watch < 0)
        watch_map(watch);
    if (watch->fd >= 0 && watch->folder_watch < 0)
        watch_folder(watch);
}
#else
static void stop_listening(struct watch *watch)
{
    (void)watch;
}

unsigned watch_take(struct watch *watch)
{
    (void)watch;
    return 0;
}

static void listen(struct watch *watch)
{
    (void)watch;
}
#endif

/* --- both --- */

static char *join(const char *folder, const char *name)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", folder, name);
    char *joined = mem_copy_string(path.data);
    buf_release(&path);
    return joined;
}

/* Is not all told? */
static bool must_look(const struct watch *watch)
{
    return watch->fd < 0 || watch->remote || watch->map_watch < 0 || watch->folder_watch < 0;
}

void watch_open(struct watch *watch, const char *map, const char *folder)
{
    *watch = (struct watch){ .map = mem_copy_string(map),
        .folder = mem_copy_string(folder),
        .fd = -1,
        .map_watch = -1,
        .folder_watch = -1,
        .remote = path_is_remote(map) };
    watch->files[0] = (struct watched_file){ .path = join(folder, "journal"), WATCH_JOURNAL };
    watch->files[1] = (struct watched_file){ .path = join(folder, "presence"), WATCH_PRESENCE };
    watch->files[2] = (struct watched_file){ .path = mem_copy_string(map), WATCH_MAP };
    listen(watch);
    for (int i = 0; i < WATCHED_FILES; i++)
        look(&watch->files[i]);
}

void watch_close(struct watch *watch)
{
    stop_listening(watch);
    for (int i = 0; i < WATCHED_FILES; i++)
        free(watch->files[i].path);
    free(watch->map);
    free(watch->folder);
    *watch = (struct watch){ .fd = -1, .map_watch = -1, .folder_watch = -1 };
}

int watch_fd(const struct watch *watch)
{
    return watch->fd;
}

int watch_interval(const struct watch *watch)
{
    if (!must_look(watch))
        return -1;
    int grown = LOOK_SOON + (watch->quiet - LOOKS_SOON) * LOOK_STEP;
    return grown < LOOK_SOON ? LOOK_SOON : grown > LOOK_LATE ? LOOK_LATE : grown;
}

unsigned watch_drain(struct watch *watch)
{
    unsigned changed = watch_take(watch);
    if (!must_look(watch))
        return changed;
    listen(watch);
    return changed | look_at_all(watch);
}
