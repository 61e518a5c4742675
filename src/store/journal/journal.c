#include "store/journal/journal.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/journal/journal_private.h"

enum { LOOK_PAUSE = 5 * 1000 * 1000 }; /* nanoseconds */

/* --- opening --- */

static enum status no_journal(
    struct journal *journal, const char *name, int error, struct diags *diags)
{
    if (error == ENOLCK || error == ENOTSUP || error == ENOSYS)
        diags_add(diags, journal->folder.path, 0, 0,
            _("there is no journal: this file system has no locks (%s)"), strerror(error));
    else
        map_folder_complain(&journal->folder, name, error, diags);
    return STATUS_SYSTEM;
}

/* The lock is tried: some file systems have none. That another program has it is fine. */
static enum status open_locks(struct journal *journal, struct diags *diags)
{
    if (!locks_open(&journal->locks, &journal->folder, journal->write)) {
        /* Who only reads needs no locks, and others may not have made the file yet. */
        bool needless = !journal->write && errno == ENOENT;
        return needless ? STATUS_OK : no_journal(journal, "lock", errno, diags);
    }
    if (!journal->write)
        return STATUS_OK;
    if (!journal_lock(journal, 0))
        return errno == EAGAIN ? STATUS_OK : no_journal(journal, "lock", errno, diags);
    journal_unlock(journal);
    return STATUS_OK;
}

static int open_file(struct journal *journal, struct stat *file)
{
    int fd = map_folder_file(
        &journal->folder, JOURNAL_FILE, journal->write ? O_RDWR | O_APPEND : O_RDONLY);
    if (fd >= 0 && journal->calls->fstat(fd, file) != 0) {
        int error = errno;
        journal->calls->close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

/* The file may be made later; one that can't be opened is told at once. */
static enum status open_all(struct journal *journal, const char *path, struct diags *diags)
{
    struct stat file;
    enum status status = map_folder_open(
        &journal->folder, path, journal->write, journal->calls, diags);
    if (!status)
        status = open_locks(journal, diags);
    if (status)
        return status;
    int fd = open_file(journal, &file);
    if (fd >= 0)
        journal_use_file(journal, fd, &file);
    else if (errno != ENOENT)
        status = no_journal(journal, JOURNAL_FILE, errno, diags);
    /* It can't be read: nothing is to be written as if it had been. */
    if (fd >= 0 && (uint64_t)file.st_size > journal->max_size)
        status = no_journal(journal, JOURNAL_FILE, EFBIG, diags);
    return status;
}

enum status journal_open(
    struct journal **out, const struct journal_options *options, struct diags *diags)
{
    struct journal *journal = mem_zalloc(sizeof *journal);
    journal->calls = options->calls ? options->calls : &file_calls_system;
    journal->folder = MAP_FOLDER_NONE;
    journal->folder.calls = journal->calls;
    journal->locks = (struct locks){ .calls = journal->calls, .fd = -1 };
    journal->write = options->write;
    journal->max_size = options->max_size ? options->max_size : JOURNAL_SIZE_MAX;
    journal->fd = -1;
    journal->torn_at = UINT64_MAX;
    journal_walk_init(&journal->walk, journal->calls, -1);
    enum status status = open_all(journal, options->path, diags);
    if (status) {
        journal_close(journal);
        journal = NULL;
    }
    *out = journal;
    return status;
}

/* The file is no longer there or no longer of interest. */
static void drop_file(struct journal *journal)
{
    if (journal->fd >= 0)
        journal->calls->close(journal->fd);
    journal->fd = -1;
    journal_walk_release(&journal->walk);
    journal_walk_init(&journal->walk, journal->calls, -1);
    journal->torn_at = UINT64_MAX;
    /* What another program began holds all that there was, and is on the disk. */
    journal->written = journal->flushed = 0;
    journal->flush_failed = journal->name_unflushed = false;
}

void journal_use_file(struct journal *journal, int fd, const struct stat *file)
{
    drop_file(journal);
    journal->fd = journal->walk.fd = fd;
    journal->file = *file;
}

void journal_close(struct journal *journal)
{
    if (!journal)
        return;
    drop_file(journal);
    locks_close(&journal->locks);
    map_folder_close(&journal->folder);
    free(journal);
}

/* --- locks --- */

bool journal_lock(struct journal *journal, int wait_ms)
{
    journal->current = false;
    journal->locked = locks_take(&journal->locks, LOCK_APPEND, wait_ms);
    return journal->locked;
}

void journal_unlock(struct journal *journal)
{
    locks_release(&journal->locks, LOCK_APPEND);
    journal->locked = journal->current = false;
}

bool journal_save_lock(struct journal *journal, int wait_ms)
{
    return locks_take(&journal->locks, LOCK_SAVE, wait_ms);
}

void journal_save_unlock(struct journal *journal)
{
    locks_release(&journal->locks, LOCK_SAVE);
}

pid_t journal_lock_holder(struct journal *journal)
{
    pid_t pid;
    locks_held(&journal->locks, LOCK_APPEND, &pid);
    return pid;
}

/* --- reading --- */

struct reading {
    journal_take *take;
    void *context;
    uint64_t believed; /* bad lines before this place are bad */
    int looks;
    bool given;
};

static void count_damage(struct journal *journal, uint64_t line)
{
    if (journal->damage.count++ == 0)
        journal->damage.line = (size_t)line;
}

/* Another journal, or one whose beginning is not known to be in what was given. */
static bool is_lost(struct journal *journal, enum walk_step step)
{
    const struct journal_walk *walk = &journal->walk;
    if (!journal->check_lost)
        return false;
    if (step == WALK_FIRST)
        return walk->first.generation.id != journal->generation.id;
    if (!walk->has_first)
        return true;
    if (step != WALK_END && step != WALK_RECORD && step != WALK_GAP)
        return false;
    journal->check_lost = false;
    bool joins = step != WALK_END && walk->record.seq <= journal->last + 1;
    return !joins && walk->first.header.seq > journal->last;
}

/* Whether a bad line may be one that is still being written. */
static bool is_doubtful(struct journal *journal, struct reading *reading)
{
    struct slice line = journal->walk.line;
    bool cancelled = line.len && line.data[line.len - 1] == JOURNAL_CANCEL;
    if (journal->locked || cancelled || journal->walk.start < reading->believed)
        return false;
    if (!journal->write && reading->looks++ >= JOURNAL_LOOKS) {
        reading->believed = journal->walk.end;
        return false;
    }
    return true;
}

static void take_record(struct journal *journal, struct reading *reading)
{
    struct journal_record *record = &journal->walk.record;
    if (record->seq <= journal->last)
        return;
    record->line = (size_t)journal->walk.lines;
    journal->last = record->seq;
    reading->given = true;
    if (reading->take)
        reading->take(reading->context, record);
}

static void take_step(struct journal *journal, struct reading *reading, enum walk_step step)
{
    struct journal_walk *walk = &journal->walk;
    bool told = step == WALK_BAD && walk->start == journal->torn_at;
    bool first_is_missing = walk->lines == 1 && step != WALK_FIRST;
    if ((step == WALK_BAD || step == WALK_GAP || first_is_missing) && !told)
        count_damage(journal, walk->lines);
    if (step == WALK_FIRST) {
        reading->given = true;
        journal->known = true;
        journal->generation = walk->first.generation;
    } else if (step == WALK_RECORD || step == WALK_GAP) {
        take_record(journal, reading);
    }
}

/* At the end. With the lock, nobody is about to finish a line. */
static void end_reading(struct journal *journal)
{
    struct journal_walk *walk = &journal->walk;
    if (walk->has_first && walk->first.header.seq > journal->last)
        journal->last = walk->first.header.seq;
    if (!journal->locked)
        return;
    journal->current = true;
    bool torn = journal_walk_is_torn(walk) || walk->end == 0;
    uint64_t at = walk->skipping ? walk->start : walk->next;
    if (torn && journal->torn_at != at) {
        journal->torn_at = at;
        count_damage(journal, walk->lines + 1);
    }
}

static enum journal_news lose(struct journal *journal)
{
    struct stat file = journal->file;
    int fd = journal->fd;
    journal->fd = -1;
    journal_use_file(journal, fd, &file);
    journal->known = journal->check_lost = false;
    journal->last = 0;
    return JOURNAL_LOST;
}

/* Reads the file up to `size`, its size now. */
static enum journal_news read_lines(struct journal *journal, struct reading *reading, uint64_t size)
{
    struct journal_walk *walk = &journal->walk;
    if (size > journal->max_size) {
        errno = EFBIG;
        return JOURNAL_FAILED;
    }
    if (size < walk->next)
        return lose(journal);
    journal_walk_resume(walk, size);
    for (;;) {
        enum walk_step step = journal_walk_next(walk);
        if (step == WALK_FAILED)
            return JOURNAL_FAILED;
        if (is_lost(journal, step))
            return lose(journal);
        if (step == WALK_END)
            break;
        if (step == WALK_BAD && is_doubtful(journal, reading)) {
            journal_walk_back(walk);
            if (journal->write)
                return JOURNAL_DOUBT;
            nanosleep(&(struct timespec){ .tv_nsec = LOOK_PAUSE }, NULL);
            journal_walk_resume(walk, size);
            continue;
        }
        take_step(journal, reading, step);
    }
    end_reading(journal);
    return reading->given ? JOURNAL_READ : JOURNAL_NOTHING;
}

/* What was appended to the file before another took its place. Nobody appends to it any more. */
static enum journal_news read_rest(struct journal *journal, struct reading *reading)
{
    struct stat file;
    if (journal->calls->fstat(journal->fd, &file) != 0)
        return JOURNAL_FAILED;
    reading->believed = UINT64_MAX;
    enum journal_news news = read_lines(journal, reading, (uint64_t)file.st_size);
    reading->believed = 0;
    journal->current = false;
    return news;
}

static enum journal_news read_new_file(struct journal *journal, struct reading *reading)
{
    struct stat file;
    if (journal->fd >= 0) {
        enum journal_news news = read_rest(journal, reading);
        if (news == JOURNAL_FAILED)
            return news;
    }
    int fd = open_file(journal, &file);
    if (fd < 0)
        return JOURNAL_FAILED;
    journal_use_file(journal, fd, &file);
    journal->check_lost = journal->known;
    return read_lines(journal, reading, (uint64_t)file.st_size);
}

static enum journal_news notice_gone(struct journal *journal, struct reading *reading)
{
    if (journal->fd >= 0 && read_rest(journal, reading) == JOURNAL_FAILED)
        return JOURNAL_FAILED;
    drop_file(journal);
    journal->current = journal->locked;
    return JOURNAL_GONE;
}

enum journal_news journal_read(struct journal *journal, journal_take *take, void *context)
{
    struct reading reading = { .take = take, .context = context };
    struct stat file;
    journal->current = false;
    if (journal->calls->fstatat(journal->folder.fd, JOURNAL_FILE, &file) != 0)
        return errno == ENOENT ? notice_gone(journal, &reading) : JOURNAL_FAILED;
    bool same = journal->fd >= 0 && file.st_ino == journal->file.st_ino &&
                file.st_dev == journal->file.st_dev;
    if (!same)
        return read_new_file(journal, &reading);
    uint64_t size = (uint64_t)file.st_size;
    if (size && size == journal->walk.next && !journal->check_lost) {
        journal->walk.end = size;
        end_reading(journal);
        return JOURNAL_NOTHING;
    }
    return read_lines(journal, &reading, size);
}

/* --- what it is --- */

const struct journal_header *journal_header(const struct journal *journal)
{
    return journal->walk.has_first ? &journal->walk.first.header : NULL;
}

uint32_t journal_id(const struct journal *journal)
{
    return journal->walk.has_first ? journal->walk.first.generation.id : 0;
}

uint64_t journal_last(const struct journal *journal)
{
    return journal->last;
}

uint64_t journal_size(const struct journal *journal)
{
    return journal->walk.end;
}

struct journal_damage journal_damage(const struct journal *journal)
{
    return journal->damage;
}

const struct map_folder *journal_folder(const struct journal *journal)
{
    return &journal->folder;
}

struct locks *journal_locks(struct journal *journal)
{
    return &journal->locks;
}
