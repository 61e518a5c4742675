/* Joining those who have the map open, and leaving them. */
#include "session/share.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/user.h"
#include "store/own_key.h"
#include "store/store.h"

enum {
    SAVER_WAIT_MS = 1000, /* for one who saves */
    OPEN_WAIT_MS = 500    /* for one who appends */
};

void session_say(struct session *session, bool error, const char *format, ...)
{
    const struct session_listener *listener = &session->listener;
    struct buf text = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&text, format, args);
    va_end(args);
    session->told = true;
    if (listener->said)
        listener->said(listener->context, error, text.data);
    else if (!session->notice.len)
        buf_add_slice(&session->notice, buf_slice(&text));
    buf_release(&text);
}

void share_note_edit(struct share *share, uint64_t seq, bool own)
{
    share->changed = clock_ms();
    if (share->edited <= share->saved)
        share->unsaved_since = share->changed;
    share->edited = seq;
    share->last_edit_own = own;
}

/* --- names --- */

/* Something that no other program has: process, time, and where its memory is. */
static void make_token(struct share *share, struct slice name)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    unsigned long odd = (unsigned long)time.tv_nsec ^ (unsigned long)time.tv_sec << 20 ^
                        (unsigned long)(uintptr_t)share >> 4;
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < TOKEN_MAX - 40; i++) {
        unsigned char c = (unsigned char)name.data[i];
        if (c > ' ' && c != 0x7f)
            share->token[len++] = (char)c;
    }
    snprintf(
        share->token + len, TOKEN_MAX - len, ".%lx-%lx", (unsigned long)getpid(), odd & 0xffffff);
}

/* --- joining --- */

/* One's own of a run that ended: `u` takes it back. When nobody is here that is all of it. */
static void adopt_queue(struct share *share)
{
    struct slice own = slice_of(share->self.name);
    for (size_t i = 0; i < share->queue_count; i++) {
        struct slice token = share->queue[i].author;
        bool alone = !participants_others(&share->people);
        if (!share_is_note(share->queue[i].text) &&
            !participants_find(&share->people, token.data) &&
            (alone || slice_equal(history_name_of_token(token), own)))
            replay_adopt(&share->replay, token);
    }
}

/* Edits that people see, and that are not undone. */
static size_t count_recovered(const struct undo *undo)
{
    size_t count = 0;
    for (size_t i = 0; i < undo->count; i++) {
        const struct edit *edit = &undo->edits[i];
        bool of_guide = edit->node->kind == KIND_STEP || edit->node->kind == KIND_QUESTION ||
                        (edit->op == EDIT_SET && !field_is_shown((enum field)edit->field));
        count += edit->own && !edit_is_undone(undo, edit) && !of_guide;
    }
    return count;
}

static void say_left_out(struct share *share)
{
    struct buf *notice = &share->session->notice;
    if (!share->bad)
        return;
    buf_adds(notice, notice->len ? text_semicolon() : "");
    buf_addf(notice,
        _n("%1$zu damaged record of the journal was left out, in its line %2$zu",
            "%1$zu damaged records of the journal were left out, from its line %2$zu on",
            share->bad),
        share->bad, share->bad_line);
}

static void say_recovered(struct share *share, size_t count, int64_t since)
{
    enum { HALF_A_DAY = 12 * 60 * 60 };
    time_t time = (time_t)since, now = clock_now(share->session->clock);
    bool lately = time <= now && now - time < HALF_A_DAY;
    struct tm tm;
    char clock[32] = "";
    if (localtime_r(&time, &tm))
        strftime(clock, sizeof clock, lately ? "%H:%M" : "%Y-%m-%d %H:%M", &tm);
    if (count)
        buf_addf(&share->session->notice,
            _n("%1$zu change from %2$s recovered; u undoes it",
                "%1$zu changes from %2$s recovered; u undoes them", count),
            count, clock);
    say_left_out(share);
}

/* What the file does not hold yet comes into the map, and what of it is one's own can be undone. */
static void recover(struct share *share)
{
    int64_t since = share->queue_count ? share->queue[0].time : 0;
    adopt_queue(share);
    share_settle(share);
    struct journal_damage damage = journal_damage(share->journal);
    share_note_bad(share, damage.count, damage.line);
    share_note_session(share);
    say_recovered(share, count_recovered(&share->session->undo), since);
}

static void name_self(struct share *share)
{
    struct buf name = BUF_INIT;
    user_name(&name);
    make_token(share, buf_slice(&name));
    snprintf(share->self.name, sizeof share->self.name, "%s", name.data);
    snprintf(share->self.token, sizeof share->self.token, "%s", share->token);
    buf_release(&name);
}

void share_meet(struct share *share)
{
    const struct map_folder *folder = journal_folder(share->journal);
    watch_open(&share->watch, folder->map, folder->path);
    presence_open(&share->presence, folder, journal_locks(share->journal),
        share->unseen ? NULL : &share->self);
    presence_read(&share->presence, &share->people);
}

/* Reads file and journal, while nobody saves or appends. */
static void join(struct share *share)
{
    bool writes = state_is(share->session->state, STATE_WRITES);
    if (writes) {
        share_save_lock(share, SAVER_WAIT_MS);
        share_lock(share, OPEN_WAIT_MS);
    }
    bool stands = share_stand(share);
    if (stands)
        recover(share);
    if (stands && share->needs_new_journal && share->locks)
        share_begin(share);
    if (stands)
        share_replace_base(share);
    if (stands && writes)
        share_keep_base(share, true);
    share->session->looked = clock_ms();
    share_unlock(share);
    if (stands && (share->save_locks || !writes))
        share_merge_file(share);
    if (share->save_locks)
        share_save_unlock(share);
}

bool share_in_use(const char *path)
{
    struct journal_options options = { .path = path };
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    struct presence presence;
    struct participants people = { 0 };
    struct participant nobody = { 0 };
    bool used = false;
    if (journal_open(&journal, &options, &diags) == STATUS_OK) {
        presence_open(&presence, journal_folder(journal), journal_locks(journal), &nobody);
        presence_read(&presence, &people);
        used = people.count > 0;
        presence_close(&presence);
        participants_release(&people);
        journal_close(journal);
    }
    diags_release(&diags);
    return used;
}

/* Who leaves at once saves at once. */
static void say_no_journal(struct session *session, enum session_use use, const struct diags *diags)
{
    if (diags->count)
        diag_format(&diags->items[0], &session->notice);
    if (use == SESSION_PASS)
        return;
    buf_adds(&session->notice, diags->count ? text_semicolon() : "");
    buf_adds(&session->notice, session_watches(session)
                                   ? _("what others did and did not save is left out")
                                   : _("only saving (w) keeps your work, and nobody can join"));
}

/* Others are met before anything is read: what they do from then on is told. */
static struct share *new_share(
    struct session *session, struct journal *journal, enum session_use use)
{
    struct share *share = mem_zalloc(sizeof *share);
    share->session = session;
    share->journal = journal;
    share->unseen = use == SESSION_PASS;
    buf_init(&share->lines);
    buf_init(&share->pending);
    share_forget_mark(share);
    session->share = share;
    name_self(share);
    replay_init(&share->replay, &session->undo, share->token);
    share->replay.reader.own_key = own_key_read;
    share_meet(share);
    if (state_is(session->state, STATE_WRITES))
        share_record(share);
    return share;
}

/* A file that is gone is made again. */
static bool may_write(const struct session *session)
{
    bool gone = session->restored && !session->stamp.exists;
    return gone || access(session->path, W_OK) == 0;
}

void share_open(struct session *session, enum session_use use)
{
    bool writes = use != SESSION_READ && may_write(session);
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    enum status status = share_open_journal(session, writes, &journal, &diags);
    session_event(session, !writes               ? EVENT_READS_ONLY
                           : status != STATUS_OK ? EVENT_NO_JOURNAL
                                                 : EVENT_JOURNAL_OPENED);
    if (status == STATUS_OK)
        join(new_share(session, journal, use));
    else if (writes || status != STATUS_FOUND)
        say_no_journal(session, use, &diags);
    diags_release(&diags);
}

/* What is in the map is merged into the journal that is there, or that is begun; for who may only
 * read, it becomes what that has. */
bool share_open_late(struct session *session)
{
    bool writes = !session_watches(session);
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    enum status status = share_open_journal(session, writes, &journal, &diags);
    diags_release(&diags);
    if (status != STATUS_OK)
        return false;
    session_event(session, EVENT_JOURNAL_OPENED);
    struct share *share = new_share(session, journal, SESSION_SHARE);
    share->must_save = writes && undo_modified(&session->undo);
    /* Perhaps the journal knows another text of the file: it is looked at. */
    session->stamp = (struct file_stamp){ .exists = true };
    share->look_at_file = true;
    return true;
}

static void warn_of_damage(const struct share *share, struct diags *diags)
{
    struct buf file = BUF_INIT;
    buf_addf(&file, "%s/%s", journal_folder(share->journal)->path, JOURNAL_FILE);
    diags_add(diags, file.data, share->bad_line, 0,
        _n("%zu damaged record of the journal was left out here",
            "%zu damaged records of the journal were left out from here on", share->bad),
        share->bad);
    buf_release(&file);
}

void share_warn(const struct session *session, struct diags *diags)
{
    if (!session->share && session->notice.len)
        diags_add(diags, NULL, 0, 0, "%s", session->notice.data);
    else if (session->share && session->share->bad)
        warn_of_damage(session->share, diags);
}

void share_move(struct share *share, struct session *session)
{
    share->session = session;
    share->replay.undo = &session->undo;
    share->replay.reader.map = session->undo.map;
}

void share_close(struct share *share)
{
    share_release_text(share);
    share_clear_queue(share);
    free(share->queue);
    free(share->outside);
    buf_release(&share->lines);
    buf_release(&share->pending);
    share_drop_base(share);
    share_flush(share);
    watch_close(&share->watch);
    presence_close(&share->presence);
    participants_release(&share->people);
    replay_release(&share->replay);
    text_sum_release(&share->sum);
    journal_close(share->journal);
    free(share);
}
