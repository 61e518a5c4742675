/* Which texts of the map's file the journal knows, and on which one it stands. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "session/share.h"
#include "store/file/job.h"

enum { SESSION_GAP = 8 * 60 * 60 }; /* seconds without a record: a session is over */

enum status share_open_journal(
    const struct session *session, bool write, struct journal **out, struct diags *diags)
{
    struct journal_options options = {
        .path = session->path,
        .write = write,
        .calls = session->system->calls,
    };
    return journal_open(out, &options, diags);
}

/* --- which text holds what --- */

static void forget_text(struct share *share, size_t at)
{
    share->text_count--;
    memmove(&share->texts[at], &share->texts[at + 1],
        (share->text_count - at) * sizeof share->texts[0]);
}

/* In the order of the journal: a text of the past that comes again is the last one. What the file
 * has is never forgotten, however many saves fail. */
void share_know(struct share *share, struct text_mark mark, uint64_t seq, bool done)
{
    const struct known_text *expected = share_expected(share);
    if (done && seq > share->saved)
        share->saved = seq;
    for (size_t i = 0; i < share->text_count; i++) {
        if (!text_mark_equal(share->texts[i].mark, mark) || share->texts[i].seq != seq)
            continue;
        if (!expected || &share->texts[i] >= expected) {
            share->texts[i].done = share->texts[i].done || done;
            return;
        }
        forget_text(share, i);
        break;
    }
    expected = share_expected(share);
    if (share->text_count == TEXTS_KNOWN)
        forget_text(share, expected == &share->texts[0] ? 1 : 0);
    share->texts[share->text_count++] = (struct known_text){ mark, seq, done };
}

const struct known_text *share_expected(const struct share *share)
{
    for (size_t i = share->text_count; i-- > 0;)
        if (share->texts[i].done)
            return &share->texts[i];
    return NULL;
}

/* Texts before the last one that was in its place are of the past: whoever puts one of them there
 * (git checkout) means it. */
const struct known_text *share_text(const struct share *share, struct text_mark mark)
{
    for (size_t i = share->text_count; i-- > 0;) {
        if (text_mark_equal(share->texts[i].mark, mark))
            return &share->texts[i];
        if (share->texts[i].done)
            return NULL;
    }
    return NULL;
}

static void note_mark(struct share *share)
{
    const struct map *map = &share->session->map;
    share->marked = map->source;
    share->marked_revision = map->source_revision;
}

/* A text of megabytes is looked through once. Each that comes in another's place is at another
 * revision, except where the map is another: share_forget_mark(). */
struct text_mark share_mark(const struct session *session)
{
    struct share *share = session->share;
    const struct map *map = &session->map;
    struct slice text = map_source(map);
    if (share->marked != text.data || share->sum.mark.len != text.len ||
        share->marked_revision != map->source_revision) {
        text_sum_of(&share->sum, text);
        note_mark(share);
    }
    return share->sum.mark;
}

struct text_mark share_mark_change(struct share *share, const struct store_change *change)
{
    share_mark(share->session);
    text_sum_change(&share->sum, change->text, change->same_begin, change->same_end);
    share->marked = NULL;
    return share->sum.mark;
}

/* Meanwhile the old text may have been asked for. */
void share_take_mark(struct share *share, struct text_mark mark)
{
    if (text_mark_equal(share->sum.mark, mark))
        note_mark(share);
}

void share_await_save(struct share *share)
{
    job_end(share->save_job);
    share->save_job = NULL;
}

void share_forget_mark(struct share *share)
{
    share->marked = NULL;
    share->sum.mark.len = SIZE_MAX;
}

bool share_save_lock(struct share *share, int wait_ms)
{
    if (!share->save_locks && !journal_save_lock(share->journal, wait_ms))
        return false;
    share->save_locks++;
    return true;
}

void share_save_unlock(struct share *share)
{
    if (--share->save_locks == 0)
        journal_save_unlock(share->journal);
}

/* --- beginning --- */

static struct file_stamp base_stamp(const struct share *share, const char *name)
{
    const struct map_folder *folder = journal_folder(share->journal);
    struct stat st;
    bool there = folder->calls->fstatat(folder->fd, name, &st) == 0;
    return there ? stamp_from(&st) : (struct file_stamp){ .exists = false };
}

/* It is not read again as long as it is the same. */
static void note_base(struct share *share, const char *name, struct text_mark mark)
{
    share->base_mark = mark;
    share->base_stamp = base_stamp(share, name);
}

enum { SHOWN_FIRST = 3 }; /* ms: the first edit is on the screen */

static const char *const base_names[BASE_FILES] = { BASE_FILE, BASE_NEXT_FILE };

bool share_read_base(struct share *share, int which, struct buf *text)
{
    const char *name = base_names[which];
    buf_clear(text);
    if (!map_folder_read(journal_folder(share->journal), name, share->session->max_size, text))
        return false;
    note_base(share, name, text_mark_of(buf_slice(text)));
    return true;
}

/* Writes the base of a first journal, while the keys go on: the map's own text. */
struct base_work {
    struct job *job;
    const struct map_folder *folder;
    struct slice text;
    struct text_mark mark;
    struct buf copy; /* of it, where it could not be written and the map gets another */
    bool written;
};

static void write_base(void *context)
{
    struct base_work *work = context;
    work->written = map_folder_write(work->folder, BASE_FILE, work->text);
}

bool share_lacks_base(const struct share *share)
{
    return !share->base && !base_stamp(share, BASE_FILE).exists &&
           !base_stamp(share, BASE_NEXT_FILE).exists;
}

static void start_base(struct share *share, struct slice text)
{
    struct base_work *work = mem_zalloc(sizeof *work);
    work->folder = journal_folder(share->journal);
    work->text = text;
    work->mark = share_mark(share->session);
    buf_init(&work->copy);
    share->base = work;
    work->job = job_start(share->session->system->no_threads, SHOWN_FIRST, write_base, work);
}

static void copy_text(struct base_work *work)
{
    if (work->copy.len)
        return;
    buf_add_slice(&work->copy, work->text);
    work->text = buf_slice(&work->copy);
}

static bool has_base(struct share *share, struct text_mark mark)
{
    struct buf text = BUF_INIT;
    bool has = false;
    for (int i = 0; i < BASE_FILES && !has; i++) {
        struct file_stamp now = base_stamp(share, base_names[i]);
        has = now.exists && stamp_equal(&now, &share->base_stamp) &&
              text_mark_equal(share->base_mark, mark);
    }
    for (int i = 0; i < BASE_FILES && !has; i++)
        has = share_read_base(share, i, &text) && text_mark_equal(share->base_mark, mark);
    buf_release(&text);
    return has;
}

/* Who began the journal may have been killed before its base was there. Then the map's text is the
 * only one, until it is replaced. */
static void make_lost_base(struct share *share)
{
    const struct session *session = share->session;
    const struct journal_header *header = journal_header(share->journal);
    if (header && state_is(session->state, STATE_WRITES) && !share->needs_new_journal &&
        text_mark_equal(share_mark(session), header->base) && !has_base(share, header->base))
        start_base(share, map_source(&session->map));
}

/* Without reading it, which takes long for a large map each time that it is opened. */
static bool seems_to_have_base(const struct share *share, struct text_mark mark)
{
    bool has = false;
    for (int i = 0; i < BASE_FILES && !has; i++) {
        struct file_stamp now = base_stamp(share, base_names[i]);
        has = now.exists && (size_t)now.size == mark.len;
    }
    return has;
}

void share_replace_base(struct share *share)
{
    const struct journal_header *header = journal_header(share->journal);
    if (header && share->locks && !share->needs_new_journal && !share->base &&
        !text_mark_equal(share_mark(share->session), header->base) &&
        !seems_to_have_base(share, header->base))
        share_begin_anew(share, share->saved, true);
}

/* Somebody began the journal anew since: it stands on another text. */
static bool is_past(const struct share *share, const struct base_work *work)
{
    const struct journal_header *header = journal_header(share->journal);
    return header && !text_mark_equal(header->base, work->mark);
}

bool share_keep_base(struct share *share, bool wait)
{
    if (wait && !share->base)
        make_lost_base(share);
    struct base_work *work = share->base;
    if (!work)
        return true;
    if (!wait && work->job && !job_is_over(work->job))
        return false;
    job_end(work->job);
    work->job = NULL;
    bool written = work->written || is_past(share, work);
    if (!written) {
        write_base(work);
        written = work->written;
    }
    if (work->written)
        note_base(share, BASE_FILE, work->mark);
    if (written)
        share_drop_base(share);
    else if (wait)
        copy_text(work);
    return written;
}

void share_drop_base(struct share *share)
{
    if (!share->base)
        return;
    job_end(share->base->job);
    buf_release(&share->base->copy);
    free(share->base);
    share->base = NULL;
}

/* There was no journal: nothing can be lost by one that is not on the disk yet, and the map's own
 * file is its base until that is written. */
static bool begin_first(struct share *share, struct journal_start *start)
{
    start->later = true;
    if (!journal_begin(share->journal, start))
        return false;
    share->unflushed_since = clock_ms();
    start_base(share, map_source(&share->session->map));
    return true;
}

/* The text on which the journal stands has to be there at every moment: until the old one is
 * replaced the new one is beside it, and load_base() takes the one that the journal names. */
static bool begin_next(struct share *share, const struct journal_start *start)
{
    const struct map_folder *folder = journal_folder(share->journal);
    if (!map_folder_write(folder, BASE_NEXT_FILE, map_source(&share->session->map)) ||
        !journal_begin(share->journal, start))
        return false;
    folder->calls->renameat(folder->fd, BASE_NEXT_FILE, BASE_FILE);
    note_base(share, BASE_FILE, start->base);
    return true;
}

static bool is_first(const struct share *share)
{
    const struct session *session = share->session;
    struct file_stamp now = stamp_of(session->path);
    return !share->id && !share->base && !share->needs_new_journal &&
           !journal_size(share->journal) && stamp_equal(&now, &session->stamp);
}

bool share_begin_anew(struct share *share, uint64_t seq, bool keep_history)
{
    struct journal_start start = { .base = share_mark(share->session),
        .seq = seq,
        .keep_after = seq,
        .keep_history = keep_history };
    share_await_save(share);
    if (!(is_first(share) ? begin_first(share, &start) : begin_next(share, &start)))
        return false;
    share_know(share, start.base, seq, true);
    share->id = journal_id(share->journal);
    share->needs_new_journal = false;
    return true;
}

bool share_begin(struct share *share)
{
    bool removed = share->id && !share->needs_new_journal;
    if (journal_header(share->journal) && !share->needs_new_journal)
        return true;
    if (!share_begin_anew(share, share->edited, false))
        return false;
    share->must_save = removed; /* what the file does not hold was only there */
    return true;
}

/* The file has all that the journal tells. */
static bool is_all_saved(const struct share *share)
{
    const struct known_text *text = share_text(share, share_mark(share->session));
    return text && text->seq >= share->edited && !share->pending.len && !share->needs_new_journal;
}

void share_note_session(struct share *share)
{
    int64_t age = clock_now(share->session->clock) - share->last_time;
    share->ended_at = 0;
    if (state_is(share->session->state, STATE_WRITES) && !participants_others(&share->people) &&
        share->last_time && age > SESSION_GAP && is_all_saved(share))
        share->ended_at = journal_last(share->journal);
}

void share_begin_session(struct share *share)
{
    uint64_t last = share->ended_at;
    share->ended_at = 0;
    if (last && last == journal_last(share->journal) && is_all_saved(share))
        share_begin_anew(share, last, false);
}
