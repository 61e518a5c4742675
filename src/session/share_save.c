/* Saving the map's file: what the journal says of it before and behind, and the write itself, which
 * a thread does where keys would have to wait for the disk. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "session/restore.h"
#include "session/share.h"
#include "store/file/job.h"
#include "store/store.h"
#include "store/write/adopt.h"

enum {
    SAVE_WAIT_MS = 2000, /* for another who saves */
    FRAME_MS = 15        /* most files are written before anybody sees a picture late */
};

/* The comments and the layout that others wrote since are kept. False: another program has just
 * written the file. */
static bool take_over_text(struct share *share)
{
    struct session *session = share->session;
    const struct known_text *expected = share_expected(share);
    struct diags diags = DIAGS_INIT;
    struct file_stamp stamp;
    struct map file;
    if (!expected || text_mark_equal(expected->mark, share_mark(session)))
        return true;
    bool same = share_read_map(session, &file, &stamp, &diags);
    if (same) {
        struct text_mark mark = text_mark_of(map_source(&file));
        same = text_mark_equal(mark, expected->mark) || text_mark_equal(mark, share_mark(session));
    }
    if (same) {
        store_adopt(&session->map, &file);
        session->stamp = stamp;
    }
    map_release(&file);
    diags_release(&diags);
    return same || !stamp_of(session->path).exists;
}

/* A save that runs. The map's text is not replaced before it is over, so a thread may read it. */
struct saving {
    struct share *share;
    struct text_mark mark;
    uint64_t seq;
    struct map_text file;
    struct buf before; /* the map's text before, where that lacks what waits for the journal */
    const struct file_calls *calls;
    bool here;                  /* no thread writes it */
    struct journal_flush flush; /* which comes before the file is replaced */
    bool unflushed;             /* it failed, so nothing was written */
    enum status status;
    struct diags diags;
    struct file_stamp stamp; /* of the file with the new text */
};

/* Before the file is replaced the journal says what the new text will hold. */
static void note_saving(void *context, const struct store_change *change)
{
    struct saving *saving = context;
    struct share *share = saving->share;
    saving->mark = share_mark_change(share, change);
    if (!share_lock(share, SAVE_WAIT_MS))
        return;
    share_fetch(share);
    bool noted = share_begin(share) && share_note(share, "saving", saving->mark, saving->seq);
    share_unlock(share);
    if (noted && saving->here)
        share_flush(share);
    else if (noted)
        journal_flush_begin(share->journal, &saving->flush);
    share_know(share, saving->mark, saving->seq, false);
    if (share->base) /* begun just now; others were seen to in save() */
        share_keep_base(share, true);
}

void share_note_saved(struct share *share, struct text_mark mark, uint64_t seq)
{
    share_know(share, mark, seq, true);
    if (!share_lock(share, SAVE_WAIT_MS))
        return;
    share_fetch(share);
    bool noted = share_note(share, "saved", mark, seq);
    /* A large one begins anew; so does one that can't say what the file has, and would take that
     * for another program's, and one whose base was never written, which is no net below the file.
     */
    if (!noted || share_lacks_base(share) ||
        journal_size(share->journal) > share->session->system->journal_large)
        share_begin_anew(share, seq, true);
    share_unlock(share);
}

static enum status refuse_unread(const struct session *session, struct diags *diags)
{
    diags_add(
        diags, session->path, 0, 0, "%s", _("another program is writing the file; w tries again"));
    return STATUS_FOUND;
}

/* Calls no session: it may run beside it. */
static void write_file(void *context)
{
    struct saving *saving = context;
    struct stat written;
    saving->unflushed = !journal_flush_run(&saving->flush);
    if (saving->unflushed)
        return;
    saving->status = store_put(saving->calls, &saving->file, &written, &saving->diags);
    if (saving->status == STATUS_OK)
        saving->stamp = stamp_from(&written);
}

static void add_messages(const struct diags *from, struct diags *to)
{
    for (size_t i = 0; i < from->count; i++)
        diags_add(to, from->items[i].file, from->items[i].line, from->items[i].column, "%s",
            from->items[i].text);
}

static void saving_free(struct saving *saving)
{
    saving->share->save = NULL;
    diags_release(&saving->diags);
    buf_release(&saving->before);
    free(saving);
}

/* The map has again the text that the file has still. A journal that began on the new one would
 * have twice what waits for it. */
static void take_back_text(struct saving *saving)
{
    struct session *session = saving->share->session;
    struct diags diags = DIAGS_INIT;
    struct map before;
    map_begin(&before);
    if (!saving->before.len)
        take_over_text(saving->share);
    else if (store_read_text(&before, "map", buf_slice(&saving->before), &diags) == STATUS_OK)
        store_adopt(&session->map, &before);
    map_release(&before);
    diags_release(&diags);
}

/* What the thread could not flush the session can, which may begin the journal anew. */
static void end_write(struct saving *saving)
{
    struct share *share = saving->share;
    share_await_save(share);
    journal_flush_end(share->journal, &saving->flush);
    saving->flush = JOURNAL_NO_FLUSH;
    if (!saving->unflushed)
        return;
    share_flush(share);
    write_file(saving);
}

/* With the save lock, and all read. The journal is told, and the write begins. */
static enum status start(struct share *share, bool here, struct diags *diags)
{
    struct session *session = share->session;
    struct saving *saving = mem_zalloc(sizeof *saving);
    *saving = (struct saving){
        .share = share,
        .seq = share->edited,
        .before = BUF_INIT,
        .file = { .path = session->path, .spare = journal_folder(share->journal)->path },
        .calls = session->system->calls,
        .here = here || session->system->no_threads,
        .flush = JOURNAL_NO_FLUSH,
    };
    share->save = saving;
    if (share->pending.len)
        buf_add_slice(&saving->before, map_source(&session->map));
    struct store_rendering how = { note_saving, saving };
    enum status status = store_render(&session->map, session->path, &how, diags);
    if (status != STATUS_OK) {
        saving_free(saving);
        return status;
    }
    saving->file.text = map_source(&session->map);
    share_take_mark(share, saving->mark);
    /* What was removed comes back for those who could read it. */
    if (!stamp_of(session->path).exists)
        map_folder_make_map(journal_folder(share->journal));
    share_save_lock(share, 0);
    share->save_job = job_start(saving->here, 0, write_file, saving);
    return STATUS_OK;
}

bool share_save_is_over(const struct share *share)
{
    return share->save && (!share->save_job || job_is_over(share->save_job));
}

enum status share_end_save(struct share *share, struct diags *diags)
{
    struct session *session = share->session;
    struct saving *saving = share->save;
    if (!saving)
        return STATUS_OK;
    end_write(saving);
    enum status status = saving->status;
    share->save_failed = status == STATUS_OK ? 0 : share->edited;
    if (status == STATUS_OK) {
        session->stamp = saving->stamp;
        session->saved_at = clock_now(session->clock);
        undo_mark_saved(&session->undo);
        share->must_save = session->restored = false;
        share->broken = (struct file_stamp){ 0 };
        share_note_saved(share, saving->mark, saving->seq);
    } else {
        take_back_text(saving);
    }
    add_messages(&saving->diags, diags);
    saving_free(saving);
    share_save_unlock(share);
    share_settle(share);
    return status;
}

void share_release_text(struct share *share)
{
    struct diags diags = DIAGS_INIT;
    share_end_save(share, &diags);
    diags_release(&diags);
    share_keep_base(share, true);
}

static enum status save(struct share *share, bool here, struct diags *diags)
{
    int64_t frame_end = clock_ms() + FRAME_MS;
    share_keep_base(share, true);
    if (!share->broken.exists && !take_over_text(share))
        return refuse_unread(share->session, diags);
    enum status status = start(share, here, diags);
    if (status != STATUS_OK) {
        share_settle(share);
        return status;
    }
    bool over = here || job_is_over_in(share->save_job, (int)(frame_end - clock_ms()));
    return over ? share_end_save(share, diags) : STATUS_OK;
}

/* What others did could not be read: what is here is not what the journal says. */
bool share_is_behind(const struct share *share)
{
    return state_is(share->session->state, STATE_BEHIND) || share->queue_count ||
           share->session->state == SESSION_REJOINING;
}

/* What is only in memory is not said to be kept. */
static const char *by_kept(const struct share *share, const char *safe, const char *at_risk)
{
    return session_at_risk(share->session) ? at_risk : safe;
}

static enum status refuse_broken(struct share *share, struct diags *diags)
{
    struct diags found = DIAGS_INIT;
    struct buf text = BUF_INIT;
    struct file_stamp stamp;
    struct map map;
    const char *path = share->session->path;
    if (share_read_map(share->session, &map, &stamp, &found) || !found.count) {
        refuse_unread(share->session, diags);
    } else {
        share_add_broken(share, found.items[0].text, &text);
        diags_add(diags, path, found.items[0].line, found.items[0].column, "%s", text.data);
    }
    buf_release(&text);
    map_release(&map);
    diags_release(&found);
    return STATUS_FOUND;
}

static enum status refuse_behind(const struct share *share, struct diags *diags)
{
    diags_add(diags, share->session->path, 0, 0, "%s",
        by_kept(share,
            _("not saved: the changes of others cannot be read now; w tries again; all changes "
              "are in the journal"),
            _("not saved: the changes of others cannot be read now; w tries again; your changes "
              "are only in memory")));
    return STATUS_FOUND;
}

/* The file has now what waited, and the journal does not: until it begins anew its base is no net.
 */
static void begin_on_saved(struct share *share)
{
    buf_clear(&share->pending);
    session_event(share->session, EVENT_WRITTEN);
    share->needs_new_journal = true;
    if (!share_lock(share, SAVE_WAIT_MS))
        return;
    share_fetch(share);
    share_begin_anew(share, share->saved, true);
    share_unlock(share);
}

/* What waits for the journal is in the text, too: it must not come into the journal behind it. */
static enum status save_pending(struct share *share, struct diags *diags)
{
    share_retry(share);
    if (share->pending.len && participants_others(&share->people)) {
        diags_add(diags, share->session->path, 0, 0, "%s",
            _("not saved: the journal cannot be written, and others are here; \":w FILE\" saves "
              "elsewhere"));
        return STATUS_SYSTEM;
    }
    enum status status = save(share, true, diags);
    if (status == STATUS_OK && share->pending.len)
        begin_on_saved(share);
    return status;
}

/* What the file has, and the journal has not, is put aside. */
static bool put_text_aside(struct share *share, struct diags *diags)
{
    struct buf path = BUF_INIT;
    bool done = share->session->restored && restore_keep_text(share->session, &path, diags);
    if (done && path.len)
        session_say(share->session, false,
            _("the file's text, which cannot be read as a map, is kept in %s"), path.data);
    buf_release(&path);
    return done;
}

static enum status save_all(struct share *share, bool force, bool here, struct diags *diags)
{
    struct session *session = share->session;
    /* One that is stopped while it saves is waited for once, not at each save. */
    share->saver_stuck = !share_save_lock(share, share->saver_stuck ? 0 : SAVE_WAIT_MS);
    if (share->saver_stuck) {
        if (errno != EAGAIN)
            diags_add(diags, session->path, 0, 0,
                _("not saved: the file cannot be locked: %s; w tries again"), strerror(errno));
        else
            diags_add(diags, session->path, 0, 0, "%s",
                by_kept(share,
                    _("another program is saving the file; w tries again; all changes are in the "
                      "journal"),
                    _("another program holds the file's lock; w tries again; your changes are "
                      "only in memory")));
        return STATUS_FOUND;
    }
    enum status status = STATUS_OK;
    share_catch_up(share);
    share_merge_file(share);
    struct file_stamp now = stamp_of(session->path);
    bool is_broken = share->broken.exists && stamp_equal(&now, &share->broken);
    if (share_is_behind(share))
        status = refuse_behind(share, diags);
    else if (share_is_another(share, &now))
        status = refuse_unread(session, diags);
    else if (is_broken && !force && !put_text_aside(share, diags))
        status = refuse_broken(share, diags);
    else if (share->pending.len)
        status = save_pending(share, diags);
    else if (session_unsaved(session) || is_broken)
        status = save(share, here || is_broken, diags);
    share_save_unlock(share);
    return status;
}

enum status share_save(struct share *share, bool force, struct diags *diags)
{
    struct diags before = DIAGS_INIT;
    share_end_save(share, &before);
    diags_release(&before);
    return save_all(share, force, true, diags);
}

/* Whoever saves just now saves what is here, too; if not, session_update() does some time. */
enum status share_save_beside(struct share *share, struct diags *diags)
{
    if (share->save)
        return STATUS_OK;
    if (!share_save_lock(share, 0) && errno == EAGAIN) {
        share->save_failed = share->edited;
        return STATUS_OK;
    }
    bool locked = share->save_locks > 0;
    enum status status = save_all(share, false, false, diags);
    if (locked)
        share_save_unlock(share);
    return status;
}
