#include "store/journal/presence.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

/* --- the file --- */

static off_t offset_of(int slot)
{
    return (off_t)slot * PARTICIPANT_SIZE;
}

/* Opens it, and opens it anew where it was removed or replaced. */
static bool find_file(struct presence *presence)
{
    struct stat info;
    if (presence->fd >= 0 && fstat(presence->fd, &info) == 0 && info.st_nlink > 0)
        return true;
    if (presence->fd >= 0)
        close(presence->fd);
    presence->written = false;
    int flags = presence->slot >= 0 ? O_RDWR | O_CREAT : O_RDONLY;
    presence->fd = map_folder_file(presence->folder, "presence", flags);
    return presence->fd >= 0;
}

static bool write_slot(struct presence *presence, const char *bytes)
{
    ssize_t len;
    do
        len = pwrite(presence->fd, bytes, PARTICIPANT_SIZE, offset_of(presence->slot));
    while (len < 0 && errno == EINTR);
    if (len >= 0 && len < PARTICIPANT_SIZE)
        errno = ENOSPC;
    return len == PARTICIPANT_SIZE;
}

static bool read_slot(const struct presence *presence, int slot, char *bytes)
{
    return file_pread(&file_calls_system, presence->fd, bytes, PARTICIPANT_SIZE, offset_of(slot)) ==
           PARTICIPANT_SIZE;
}

/* Reads all complete slots; returns how many. */
static int read_slots(struct presence *presence)
{
    buf_clear(&presence->bytes);
    if (!find_file(presence))
        return 0;
    size_t size = PRESENCE_SLOTS * PARTICIPANT_SIZE;
    buf_reserve(&presence->bytes, size);
    ssize_t len = file_pread(&file_calls_system, presence->fd, presence->bytes.data, size, 0);
    presence->bytes.len = len > 0 ? (size_t)len : 0;
    presence->bytes.data[presence->bytes.len] = '\0';
    return (int)(presence->bytes.len / PARTICIPANT_SIZE);
}

/* --- the own slot --- */

static void take_slot(struct presence *presence)
{
    for (int slot = 0; slot < PRESENCE_SLOTS && presence->slot < 0; slot++) {
        if (locks_take(presence->locks, LOCK_SLOTS + slot, 0))
            presence->slot = slot;
        else if (errno != EAGAIN)
            return;
    }
}

void presence_open(struct presence *presence, const struct map_folder *folder, struct locks *locks,
    const struct participant *self)
{
    *presence = (struct presence){ .folder = folder, .locks = locks, .fd = -1, .slot = -1 };
    buf_init(&presence->bytes);
    if (locks->can_take && self)
        take_slot(presence);
    if (presence->slot >= 0)
        presence_set(presence, self);
}

void presence_close(struct presence *presence)
{
    static const char nobody[PARTICIPANT_SIZE];
    if (presence->slot >= 0 && presence->fd >= 0)
        write_slot(presence, nobody);
    if (presence->slot >= 0)
        locks_release(presence->locks, LOCK_SLOTS + presence->slot);
    if (presence->fd >= 0)
        close(presence->fd);
    presence->fd = presence->slot = -1;
    buf_release(&presence->bytes);
}

bool presence_set(struct presence *presence, const struct participant *self)
{
    char bytes[PARTICIPANT_SIZE];
    if (presence->slot < 0)
        return true;
    participant_to_slot(self, bytes);
    if (presence->written && memcmp(bytes, presence->wanted, sizeof bytes) == 0)
        return true;
    memcpy(presence->wanted, bytes, sizeof bytes);
    presence->written = find_file(presence) && write_slot(presence, bytes);
    return presence->written;
}

/* --- all slots --- */

/* Does another process hold it, by a lock that only who may write the map can have? */
static bool is_alive(const struct presence *presence, int slot)
{
    struct flock range = {
        .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = LOCK_SLOTS + slot, .l_len = 1
    };
    return presence->locks->calls->lock(presence->locks->fd, F_GETLK, &range) == 0 &&
           range.l_type == F_WRLCK;
}

/* What somebody writes just now is read once more, when it is written. */
static bool read_other(struct presence *presence, int slot, struct participant *who)
{
    char *bytes = presence->bytes.data + offset_of(slot);
    if (!bytes[0] || !is_alive(presence, slot))
        return false;
    return participant_from_slot(bytes, who) ||
           (read_slot(presence, slot, bytes) && participant_from_slot(bytes, who));
}

/* Somebody else wrote there, or cut the file: presence_set() writes it again. */
static void check_own(struct presence *presence, int count)
{
    if (presence->slot >= count || memcmp(presence->bytes.data + offset_of(presence->slot),
                                       presence->wanted, PARTICIPANT_SIZE) != 0)
        presence->written = false;
}

static void add(struct participants *list, const struct participant *who)
{
    MEM_GROW(list->items, list->count + 1, list->cap);
    list->items[list->count++] = *who;
}

/* Without a slot: false. */
static bool read_own(const struct presence *presence, struct participant *who)
{
    if (presence->slot < 0 || !participant_from_slot(presence->wanted, who))
        return false;
    who->slot = presence->slot;
    who->own = true;
    return true;
}

static void read_all(struct presence *presence, struct participants *list)
{
    struct participant own, other;
    bool seen = read_own(presence, &own);
    int count = read_slots(presence);
    if (seen)
        check_own(presence, count);
    for (int slot = 0; slot < count || (seen && slot <= own.slot); slot++) {
        if (seen && slot == own.slot) {
            add(list, &own);
        } else if (slot < count && read_other(presence, slot, &other) &&
                   !participants_find(list, other.token) &&
                   !(seen && strcmp(own.token, other.token) == 0)) {
            /* One program has one slot; who takes another's token is none. */
            other.slot = slot;
            add(list, &other);
        }
    }
    participants_label(list->items, list->count);
}

static bool is_same(const struct participants *a, const struct participants *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = participant_equal(&a->items[i], &b->items[i]);
    return same;
}

bool presence_read(struct presence *presence, struct participants *out)
{
    struct participants now = { 0 };
    read_all(presence, &now);
    bool same = is_same(&now, out);
    participants_release(out);
    *out = now;
    return !same;
}

void participants_release(struct participants *participants)
{
    free(participants->items);
    *participants = (struct participants){ 0 };
}

const struct participant *participants_find(
    const struct participants *participants, const char *token)
{
    for (size_t i = 0; i < participants->count; i++)
        if (strcmp(participants->items[i].token, token) == 0)
            return &participants->items[i];
    return NULL;
}

size_t participants_others(const struct participants *participants)
{
    size_t count = 0;
    for (size_t i = 0; i < participants->count; i++)
        count += !participants->items[i].own;
    return count;
}
