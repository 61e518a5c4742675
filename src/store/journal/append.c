#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "store/journal/crc_line.h"
#include "store/journal/journal_private.h"

static int refusal(const struct journal *journal, struct slice author)
{
    if (!journal->locked || !journal->current)
        return EAGAIN;
    if (journal->fd < 0)
        return ENOENT;
    if (!journal->walk.has_first)
        return EILSEQ;
    return journal_author_is_valid(author) ? 0 : EINVAL;
}

/* Appends the line; an errno where the text can't be in one. */
static int add_line(const struct journal_record *record, struct buf *out)
{
    size_t start = out->len;
    if (record->seq > LINE_NUMBER_MAX)
        return EOVERFLOW;
    if (record->action > LINE_NUMBER_MAX || (uint64_t)record->time > LINE_NUMBER_MAX ||
        !journal_text_is_valid(record->text))
        return EINVAL;
    journal_add_record(record, out);
    if (out->len - start <= JOURNAL_LINE_MAX)
        return 0;
    buf_cut(out, start);
    return EMSGSIZE;
}

/* Counts the complete lines in what was written at the end of the journal; they are read by that.
 */
static size_t keep_complete(struct journal *journal, struct slice written)
{
    size_t count = 0;
    struct journal_walk *walk = &journal->walk;
    for (size_t i = 0; i < written.len; i++)
        if (written.data[i] == '\n') {
            count++;
            walk->next = walk->end + i + 1;
        }
    return count;
}

static size_t write_lines(struct journal *journal, struct slice lines, bool torn)
{
    struct journal_walk *walk = &journal->walk;
    size_t written;
    bool whole = file_write_all(journal->calls, journal->fd, lines, &written);
    int error = errno;
    size_t count = keep_complete(journal, (struct slice){ lines.data, written });
    uint64_t end = walk->end + written;
    /* Where the rest can't be cut off it is harmless, and the next writer cancels it. */
    if (!whole && end > walk->next &&
        journal->calls->ftruncate(journal->fd, (off_t)walk->next) == 0)
        end = walk->next;
    walk->end = end;
    walk->lines += count;
    if (count) {
        walk->skipping = false;
        journal->torn_at = UINT64_MAX;
    }
    errno = error;
    return torn && count ? count - 1 : count;
}

size_t journal_append(struct journal *journal, const struct journal_record *like,
    const struct slice *texts, size_t count)
{
    struct buf lines = BUF_INIT;
    int error = refusal(journal, like->author);
    size_t added = 0;
    bool torn = journal_walk_is_torn(&journal->walk);
    if (torn)
        buf_addf(&lines, "%c\n", JOURNAL_CANCEL);
    for (; !error && added < count; added += !error) {
        struct journal_record record = *like;
        record.seq = journal->last + 1 + added;
        record.time = like->time > 0 ? like->time : 0;
        record.text = texts[added];
        error = add_line(&record, &lines);
    }
    if (!error && journal->walk.end + lines.len > journal->max_size)
        error = EFBIG;
    size_t done = 0;
    if (!error && count)
        done = write_lines(journal, buf_slice(&lines), torn);
    else
        errno = error;
    journal->last += done;
    journal->walk.last = done ? journal->last : journal->walk.last;
    journal->written += done;
    buf_release(&lines);
    return done;
}

static bool has_unflushed(const struct journal *journal)
{
    return journal->written > journal->flushed;
}

bool journal_unflushed(const struct journal *journal)
{
    return has_unflushed(journal) || journal->name_unflushed;
}

void journal_flush_begin(const struct journal *journal, struct journal_flush *flush)
{
    *flush = (struct journal_flush){
        .folder = &journal->folder,
        .fd = -1,
        .name = journal->name_unflushed,
        .number = journal->generation.number,
        .id = journal->generation.id,
        .written = journal->written,
    };
    if (!has_unflushed(journal))
        return;
    flush->fd = journal->flush_failed ? -1 : fcntl(journal->fd, F_DUPFD_CLOEXEC, 0);
    flush->failed = flush->fd < 0;
}

bool journal_flush_run(struct journal_flush *flush)
{
    if (!flush->failed && flush->name)
        flush->failed = !map_folder_sync(flush->folder);
    if (!flush->failed && flush->fd >= 0)
        flush->failed = flush->lost = !file_sync_data(flush->folder->calls, flush->fd);
    return !flush->failed;
}

void journal_flush_end(struct journal *journal, struct journal_flush *flush)
{
    bool same = flush->id == journal->generation.id && flush->number == journal->generation.number;
    if (flush->fd >= 0)
        close(flush->fd);
    flush->fd = -1;
    if (!same)
        return;
    journal->flush_failed |= flush->lost;
    if (flush->failed)
        return;
    journal->name_unflushed &= !flush->name;
    if (flush->written > journal->flushed)
        journal->flushed = flush->written;
}

bool journal_flush(struct journal *journal)
{
    struct journal_flush flush;
    journal_flush_begin(journal, &flush);
    bool done = journal_flush_run(&flush);
    int error = errno;
    journal_flush_end(journal, &flush);
    errno = error;
    return done;
}
