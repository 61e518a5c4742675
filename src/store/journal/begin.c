#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "store/journal/journal_private.h"

enum { COPY_SIZE = 256 << 10 }; /* lines are gathered up to about this size */

static const char new_name[] = "journal-new";

/* --- walking over all of a file --- */

/* False with errno. */
static bool walk_all(struct journal_walk *walk)
{
    struct stat file;
    if (walk->calls->fstat(walk->fd, &file) != 0)
        return false;
    journal_walk_resume(walk, (uint64_t)file.st_size);
    return true;
}

static bool is_record(enum walk_step step)
{
    return step == WALK_RECORD || step == WALK_GAP;
}

/* --- copies of lines --- */

struct copy {
    const struct file_calls *calls;
    int fd;
    struct buf lines; /* not yet written */
    uint64_t size;    /* of all */
    uint64_t count;   /* of all lines */
    uint64_t last;    /* seq of the last record; 0: none */
};

static bool write_copy(struct copy *copy)
{
    bool done = file_write_all(copy->calls, copy->fd, buf_slice(&copy->lines), NULL);
    copy->size += copy->lines.len;
    buf_clear(&copy->lines);
    return done;
}

static bool copy_line(struct copy *copy, const struct journal_walk *walk)
{
    buf_add_slice(&copy->lines, walk->line);
    buf_add_char(&copy->lines, '\n');
    copy->count++;
    copy->last = walk->last;
    return copy->lines.len < COPY_SIZE || write_copy(copy);
}

/* Copies the good lines of the journal: its records behind `keep_after`, or its first line and the
 * records up to there. */
static bool copy_records(
    struct journal *journal, struct copy *copy, uint64_t keep_after, bool behind)
{
    struct journal_walk walk;
    if (journal->fd < 0)
        return true;
    journal_walk_init(&walk, journal->calls, journal->fd);
    bool good = walk_all(&walk);
    enum walk_step step = WALK_END;
    while (good && (step = journal_walk_next(&walk)) != WALK_END && step != WALK_FAILED) {
        bool record = is_record(step);
        if ((record && (walk.record.seq > keep_after) == behind) || (step == WALK_FIRST && !behind))
            good = copy_line(copy, &walk);
    }
    journal_walk_release(&walk);
    return good && step != WALK_FAILED;
}

/* --- what is past --- */

/* Whether the file ends in the middle of a line. */
static bool is_torn(const struct file_calls *calls, int fd, off_t size)
{
    char last;
    return size > 0 && calls->pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

/* Nothing depends on it: what can't be kept is not. */
static void keep_past(struct journal *journal, uint64_t keep_after)
{
    struct copy copy = { .calls = journal->calls, .lines = BUF_INIT };
    struct stat file;
    copy.fd = map_folder_file(&journal->folder, EARLIER_FILE, O_RDWR | O_APPEND | O_CREAT);
    if (copy.fd < 0)
        return;
    if (journal->calls->fstat(copy.fd, &file) == 0) {
        if ((uint64_t)file.st_size + journal->walk.end > journal->max_size)
            journal->calls->ftruncate(copy.fd, 0);
        else if (is_torn(journal->calls, copy.fd, file.st_size))
            buf_add_char(&copy.lines, '\n');
        if (copy_records(journal, &copy, keep_after, false))
            write_copy(&copy);
    }
    journal->calls->close(copy.fd);
    buf_release(&copy.lines);
}

/* --- a new generation --- */

/* Differs from that of any other journal this map had. */
static uint32_t new_id(const struct journal *journal)
{
    struct timespec now;
    struct buf text = BUF_INIT;
    clock_gettime(CLOCK_REALTIME, &now);
    buf_addf(&text, "%s %lld %ld %ld", journal->folder.path, (long long)now.tv_sec, now.tv_nsec,
        (long)getpid());
    uint32_t id = text_mark_of(buf_slice(&text)).crc;
    buf_release(&text);
    return id;
}

static struct journal_first first_line(
    const struct journal *journal, const struct journal_start *start)
{
    struct generation next = { .id = journal->generation.id,
        .number = journal->generation.number + 1 };
    if (!journal->known)
        next = (struct generation){ .id = new_id(journal), .number = 1 };
    return (struct journal_first){ .generation = next,
        .header = { .seq = start->seq, .base = start->base } };
}

static bool fill(struct journal *journal, struct copy *copy, const struct journal_first *first,
    const struct journal_start *start)
{
    journal_add_first(first, &copy->lines);
    copy->count = 1;
    return copy_records(journal, copy, start->keep_after, true) && write_copy(copy) &&
           (start->later || file_sync(journal->calls, copy->fd));
}

static bool put_in_place(struct journal *journal, const struct journal_start *start)
{
    if (start->keep_history)
        keep_past(journal, start->keep_after);
    if (journal->calls->renameat(journal->folder.fd, new_name, JOURNAL_FILE) != 0)
        return false;
    if (!start->keep_history)
        journal->calls->unlinkat(journal->folder.fd, EARLIER_FILE);
    return true;
}

/* What was just written is known, and is not given again. No call that could fail. */
static void use_copy(struct journal *journal, const struct copy *copy, const struct stat *file,
    const struct journal_first *first)
{
    journal_use_file(journal, copy->fd, file);
    struct journal_walk *walk = &journal->walk;
    walk->next = walk->end = copy->size;
    walk->lines = copy->count;
    walk->last = copy->last;
    walk->has_first = true;
    walk->first = *first;
    journal->known = true;
    journal->check_lost = false;
    journal->generation = first->generation;
    if (first->header.seq > journal->last)
        journal->last = first->header.seq;
}

bool journal_begin(struct journal *journal, const struct journal_start *start)
{
    struct stat file;
    struct copy copy = { .calls = journal->calls, .lines = BUF_INIT };
    struct journal_first first = first_line(journal, start);
    if (!journal->locked || !journal->current) {
        errno = EAGAIN;
        return false;
    }
    copy.fd = map_folder_new_file(&journal->folder, new_name, O_RDWR | O_APPEND);
    if (copy.fd < 0)
        return false;
    bool done = journal->calls->fstat(copy.fd, &file) == 0 && fill(journal, &copy, &first, start) &&
                put_in_place(journal, start);
    buf_release(&copy.lines);
    if (!done) {
        int error = errno;
        journal->calls->close(copy.fd);
        journal->calls->unlinkat(journal->folder.fd, new_name);
        errno = error;
        return false;
    }
    use_copy(journal, &copy, &file, &first);
    journal->name_unflushed = start->later || !map_folder_sync(&journal->folder);
    journal->written = start->later;
    return true;
}

/* --- all that there is --- */

struct history {
    journal_take *take;
    void *context;
    uint32_t id;
    uint64_t last;
};

/* Records that were copied twice are given once. */
static bool give_all(struct journal_walk *walk, struct history *history)
{
    enum walk_step step;
    if (!walk_all(walk))
        return false;
    while ((step = journal_walk_next(walk)) != WALK_END && step != WALK_FAILED) {
        if (step == WALK_FIRST && walk->first.generation.id != history->id) {
            history->id = walk->first.generation.id;
            history->last = 0;
        }
        if (!is_record(step) || walk->record.seq <= history->last)
            continue;
        history->last = walk->record.seq;
        history->take(history->context, &walk->record);
    }
    return step == WALK_END;
}

static bool give_file(struct journal *journal, int fd, bool many, struct history *history)
{
    struct journal_walk walk;
    journal_walk_init(&walk, journal->calls, fd);
    walk.many_firsts = many;
    bool given = give_all(&walk, history);
    journal_walk_release(&walk);
    return given;
}

bool journal_history(struct journal *journal, journal_take *take, void *context)
{
    struct history history = { .take = take, .context = context };
    int fd = map_folder_file(&journal->folder, EARLIER_FILE, O_RDONLY);
    bool given = fd >= 0 || errno == ENOENT;
    if (fd >= 0) {
        given = give_file(journal, fd, true, &history);
        journal->calls->close(fd);
    }
    if (journal->fd >= 0)
        given = give_file(journal, journal->fd, false, &history) && given;
    return given;
}
