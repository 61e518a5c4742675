/* Own edits on their way into the journal. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "session/share.h"

enum { PATIENCE_MS = 1500 }; /* for the lock, which is held for less than a millisecond */

/* --- the lock --- */

bool share_lock(struct share *share, int wait_ms)
{
    bool can = share->locks || (state_is(share->session->state, STATE_WRITES) &&
                                   journal_lock(share->journal, wait_ms));
    share->locks += can;
    return can;
}

void share_unlock(struct share *share)
{
    if (share->locks && --share->locks == 0)
        journal_unlock(share->journal);
}

/* --- what can't be written now --- */

static void say_failing(struct share *share, int error)
{
    pid_t holder = error == EAGAIN ? journal_lock_holder(share->journal) : 0;
    if (share->pending.len)
        return;
    /* What is not read to the end is not written. */
    if (error == EAGAIN && !holder && share->read_error)
        error = share->read_error;
    if (holder)
        session_say(share->session, true,
            _("the program %ld holds the journal and does not respond; your changes are only in "
              "memory until that program continues or ends"),
            (long)holder);
    else
        session_say(share->session, true,
            _("the journal cannot be written: %s; your changes are only in memory until it can, or "
              "until \":w FILE\""),
            strerror(error));
}

static void keep_pending(struct share *share, struct slice lines)
{
    struct slice line;
    while (slice_next_line(&lines, &line)) {
        buf_addf(&share->pending, "%lu ", (unsigned long)share->session->undo.group);
        buf_add_slice(&share->pending, line);
        buf_add_char(&share->pending, '\n');
    }
}

/* --- appending --- */

static size_t append_texts(
    struct share *share, uint32_t action, const struct slice *texts, size_t count)
{
    struct journal_record like = {
        .author = slice_of(share->token),
        .action = action,
        .time = clock_now(share->session->clock),
    };
    if (!journal_unflushed(share->journal))
        share->unflushed_since = clock_ms();
    return journal_append(share->journal, &like, texts, count);
}

/* Once that failed only a journal that is written anew is surely on the disk. */
static bool write_anew(struct share *share)
{
    const struct journal_header *header = journal_header(share->journal);
    if (!header || share->locks || !share_lock(share, 0))
        return false;
    share_fetch(share);
    struct journal_start start = {
        .base = header->base, .seq = header->seq, .keep_after = header->seq, .keep_history = true
    };
    bool done = journal_begin(share->journal, &start) && journal_flush(share->journal);
    share_unlock(share);
    return done;
}

bool share_flush(struct share *share)
{
    bool done = !journal_unflushed(share->journal) || journal_flush(share->journal) ||
                write_anew(share);
    if (!done)
        share->unflushed_since = clock_ms();
    return done;
}

static size_t append(struct share *share, uint32_t action, struct slice lines, size_t count)
{
    struct slice *texts = malloc(count * sizeof *texts), line;
    size_t n = 0;
    if (!texts)
        return 0;
    while (n < count && slice_next_line(&lines, &line))
        texts[n++] = line;
    size_t done = append_texts(share, action, texts, n);
    int error = errno;
    free(texts);
    errno = error;
    if (done) {
        share_note_edit(share, journal_last(share->journal), true);
        /* That the journal was changed is no news: with the lock, all in it is known. */
        share->noticed |= watch_take(&share->watch) & ~(unsigned)WATCH_JOURNAL;
    }
    return done;
}

/* The lines behind the first `count`. */
static struct slice lines_behind(struct slice lines, size_t count)
{
    struct slice line;
    while (count-- && slice_next_line(&lines, &line))
        ;
    return lines;
}

/* A chosen name, for those who read the journal later. */
static void say_name(struct share *share)
{
    struct buf text = BUF_INIT;
    if (!share->named)
        return;
    buf_adds(&text, "name");
    edit_token_add(&text, slice_of(share->self.name));
    struct slice line = buf_slice(&text);
    share->named = append_texts(share, 0, &line, 1) != 1;
    buf_release(&text);
}

static void write_lines(struct share *share)
{
    struct slice lines = buf_slice(&share->lines);
    size_t done = 0;
    bool first = !share->pending.len && share->locks && share->session->state != SESSION_REJOINING;
    if (first)
        share_begin_session(share);
    errno = EAGAIN;
    if (first && share_begin(share)) {
        say_name(share);
        done = append(share, share->session->undo.group, lines, share->line_count);
    }
    if (done < share->line_count) {
        say_failing(share, errno);
        keep_pending(share, lines_behind(lines, done));
        share->split = done > 0;
        session_event(share->session, EVENT_WRITE_FAILED);
        share->tried = clock_ms();
    }
    buf_clear(&share->lines);
    share->line_count = 0;
}

bool share_next_pending(struct slice *rest, uint32_t *action, struct slice *text)
{
    struct slice line;
    char *end;
    if (!slice_next_line(rest, &line))
        return false;
    *action = (uint32_t)strtoul(line.data, &end, 10);
    *text = slice_from(line, (size_t)(end + 1 - line.data));
    return true;
}

static bool append_pending(struct share *share)
{
    struct slice rest = buf_slice(&share->pending), text;
    size_t done = 0;
    uint32_t action;
    while (share_next_pending(&rest, &action, &text)) {
        if (append(share, action, text, 1) != 1)
            break;
        done = share->pending.len - rest.len;
    }
    buf_splice(&share->pending, 0, done, SLICE(""));
    return share->pending.len == 0;
}

void share_retry(struct share *share)
{
    share->tried = clock_ms();
    if (!share->pending.len || !share_lock(share, 0))
        return;
    share_fetch(share);
    /* Others' edits come first now: ours are taken back and made again on top of them. */
    share_settle(share);
    if (share_begin(share) && append_pending(share)) {
        session_event(share->session, EVENT_WRITTEN);
        session_say(
            share->session, false, "%s", _("the journal can be written again; nothing was lost"));
    }
    share_unlock(share);
}

/* --- what the edits call --- */

static void begin(void *context)
{
    struct share *share = context;
    share_lock(share, share->pending.len ? 0 : PATIENCE_MS);
    if (share->pending.len)
        share_retry(share);
    else
        share_catch_up(share);
}

static void add_line(struct share *share, const struct buf *line)
{
    if (share->line_count++)
        buf_add_char(&share->lines, '\n');
    buf_add_slice(&share->lines, buf_slice(line));
}

static void record(void *context, const struct edit *edit)
{
    struct share *share = context;
    struct buf line = BUF_INIT;
    edit_text_add(edit, &line);
    add_line(share, &line);
    buf_release(&line);
}

static void toggle(void *context, const struct edit *first, bool undone)
{
    struct share *share = context;
    struct buf line = BUF_INIT;
    replay_add_toggle(&share->replay, first, undone, &line);
    add_line(share, &line);
    buf_release(&line);
}

static void end(void *context)
{
    struct share *share = context;
    if (share->line_count)
        write_lines(share);
    share_unlock(share);
}

/* --- what is for a removed node --- */

/* "3-D Secure: Waits for the code" */
static void describe_lost(const struct edit *edit, struct buf *out)
{
    const struct node *about = edit->op == EDIT_SET ? edit->node : edit->new_parent;
    struct slice item, list = edit->after, key = edit_key(edit);
    buf_add_slice(out, node_headline(about));
    if (edit->op == EDIT_INSERT) {
        buf_adds(out, ": ");
        buf_add_slice(out, node_headline(edit->node));
        return;
    }
    buf_addf(out, ": %.*s: ", SLICE_ARG(key));
    if (edit->field >= FIELD_UNKNOWN)
        list = slice_from(list, key.len + 1);
    if (!list.len || !memchr(list.data, '\0', list.len))
        buf_add_slice(out, list);
    else
        while (value_next_item(&list, &item)) {
            buf_add_slice(out, item);
            buf_adds(out, list.len ? ", " : "");
        }
}

/* In the action that runs; where that is a single edit, in one of its own in its place. */
static void lost(void *context, const struct edit *edit)
{
    struct share *share = context;
    struct undo *undo = &share->session->undo;
    bool has_text = edit->op == EDIT_INSERT ? node_headline(edit->node).len > 0
                                            : edit->op == EDIT_SET && edit->after.len > 0;
    if (has_text) {
        struct buf text = BUF_INIT;
        describe_lost(edit, &text);
        undo_begin(undo);
        edit_park(undo, buf_slice(&text));
        undo_end(undo);
        buf_release(&text);
    }
    if (has_text && share->session->listener.parked)
        share->session->listener.parked(share->session->listener.context, edit);
}

void share_record(struct share *share)
{
    share->session->undo.recorder = (struct edit_recorder){
        .begin = begin,
        .record = record,
        .toggle = toggle,
        .end = end,
        .lost = lost,
        .context = share,
    };
}

bool share_note(struct share *share, const char *what, struct text_mark mark, uint64_t seq)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, "%s\t", what);
    text_mark_add(mark, &text);
    buf_addf(&text, "\t%llu", (unsigned long long)seq);
    struct slice line = buf_slice(&text);
    bool done = append_texts(share, 0, &line, 1) == 1;
    buf_release(&text);
    return done;
}
