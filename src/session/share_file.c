/* The map's file in a shared session: saving, and what other programs write. */
#include <errno.h>
#include <string.h>

#include "base/i18n.h"
#include "session/share.h"
#include "store/store.h"
#include "store/write/adopt.h"

enum {
    SAVE_WAIT_MS = 2000, /* for another who saves */
    FILE_REST_MS = 500 /* another program's text must be unchanged before it is taken as complete */
};

/* --- what other programs write --- */

/* Reads the file as it is now. */
static bool read_file(
    struct session *session, struct map *map, struct file_stamp *stamp, struct diags *diags)
{
    map_begin(map);
    *stamp = stamp_of(session->path);
    return store_read(map, session->path, session->max_size, diags) == STATUS_OK;
}

/* What is only in memory is not said to be kept. */
static const char *by_kept(const struct share *share, const char *safe, const char *at_risk)
{
    return session_at_risk(share->session) ? at_risk : safe;
}

static void add_broken(const struct share *share, const char *why, struct buf *out)
{
    buf_addf(out,
        session_at_risk(share->session)
            ? _("another program changed the file, and it cannot be read: %s; correct the file, or "
                "\":w!\" overwrites it; your changes are only in memory")
            : _("another program changed the file, and it cannot be read: %s; correct the file, or "
                "\":w!\" overwrites it; your work is safe"),
        why);
}

static void say_broken(struct share *share, const struct diags *diags)
{
    struct buf why = BUF_INIT, text = BUF_INIT;
    if (diags->count)
        diag_format(&diags->items[0], &why);
    add_broken(share, why.data ? why.data : "", &text);
    share_say(share, true, "%s", text.data);
    buf_release(&why);
    buf_release(&text);
}

/* The other texts of conflicts, where they can't be lost. */
static void park_conflicts(struct session *session, size_t first)
{
    for (size_t i = first; i < session->conflicts.count; i++) {
        struct buf text = BUF_INIT;
        conflict_describe(&session->conflicts.items[i], NULL, &text);
        session->conflicts.items[i].note = edit_park(&session->undo, buf_slice(&text))->id;
        buf_release(&text);
    }
}

/* The map that the other program had before it: what the file was to hold. */
static bool read_before(struct share *share, struct map *map)
{
    const struct known_text *expected = share_expected(share);
    map_begin(map);
    if (expected && share_state(share, expected->seq, map))
        return true;
    map_release(map);
    map_begin(map);
    struct diags diags = DIAGS_INIT;
    bool good = share->session->map.source &&
                store_read_text(map, "base", map_source(&share->session->map), &diags) == STATUS_OK;
    diags_release(&diags);
    return good;
}

static void merge(struct share *share, struct map *theirs)
{
    struct session *session = share->session;
    struct map before;
    size_t first = session->conflicts.count;
    if (share_lock(share, SAVE_WAIT_MS)) {
        share_catch_up(share);
        if (share_begin(share))
            share_note(share, "outside", text_mark_of(map_source(theirs)), share->edited);
        share_unlock(share);
    }
    if (read_before(share, &before)) {
        undo_begin(&session->undo);
        merge_maps(&session->undo, &before, theirs, &session->conflicts);
        park_conflicts(session, first);
        undo_end(&session->undo);
    }
    map_release(&before);
    store_adopt(&session->map, theirs);
    share->told = true;
    if (session->listener.merged)
        session->listener.merged(session->listener.context, &session->conflicts, first);
}

/* --- saving --- */

/* The text that the file has now. */
static bool read_mark(const struct session *session, struct text_mark *mark)
{
    struct buf text = BUF_INIT;
    bool read = share_read_text(session, &text);
    *mark = text_mark_of(buf_slice(&text));
    buf_release(&text);
    return read;
}

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
    bool same = read_file(session, &file, &stamp, &diags);
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

struct saving {
    struct share *share;
    struct text_mark mark;
    uint64_t seq;
};

/* Before the file is replaced the journal says what the new text will hold. */
static void note_saving(void *context, struct slice text)
{
    struct saving *saving = context;
    struct share *share = saving->share;
    saving->mark = text_mark_of(text);
    bool was_locked = share->locked;
    if (!share_lock(share, SAVE_WAIT_MS))
        return;
    share_fetch(share);
    bool noted = share_begin(share) && share_note(share, "saving", saving->mark, saving->seq);
    if (!was_locked)
        share_unlock(share);
    if (noted)
        share_flush(share);
    share_know(share, saving->mark, saving->seq, false);
}

/* A large journal begins anew on the text that was just saved. */
static void begin_anew(struct share *share, const struct saving *saving)
{
    struct session *session = share->session;
    struct slice text = map_source(&session->map);
    struct journal_start start = {
        .base = saving->mark, .seq = saving->seq, .keep_after = saving->seq, .keep_history = true
    };
    share_begin_on(share, text, &start);
}

static void note_saved(struct share *share, const struct saving *saving)
{
    bool was_locked = share->locked;
    share_know(share, saving->mark, saving->seq, true);
    if (!share_lock(share, SAVE_WAIT_MS))
        return;
    share_fetch(share);
    share_note(share, "saved", saving->mark, saving->seq);
    if (journal_size(share->journal) > share->session->system->journal_large)
        begin_anew(share, saving);
    if (!was_locked)
        share_unlock(share);
}

/* Where another program wrote the file since it was replaced, that is not the one of the stamp. */
static void take_stamp(struct session *session, struct text_mark written)
{
    struct text_mark now;
    session->stamp = stamp_of(session->path);
    if (!read_mark(session, &now) || !text_mark_equal(now, written))
        session->stamp = (struct file_stamp){ .exists = true };
}

static enum status refuse_unread(const struct session *session, struct diags *diags)
{
    diags_add(
        diags, session->path, 0, 0, "%s", _("another program is writing the file; w tries again"));
    return STATUS_FOUND;
}

/* With the save lock, and all read. */
static enum status save(struct share *share, struct diags *diags)
{
    struct session *session = share->session;
    struct saving saving = { .share = share, .seq = share->edited };
    share_keep_base(share, true);
    if (!share->broken.exists && !take_over_text(share))
        return refuse_unread(session, diags);
    share->saving = true;
    struct store_saving how = {
        .ready = note_saving,
        .context = &saving,
        .calls = session->system->calls,
    };
    enum status status = store_save(&session->map, session->path, &how, diags);
    if (status == STATUS_OK) {
        take_stamp(session, saving.mark);
        session->saved_at = clock_now(session->clock);
        undo_mark_saved(&session->undo);
        share->must_save = false;
        share->broken = (struct file_stamp){ 0 };
        note_saved(share, &saving);
    }
    share->saving = false;
    share_settle(share);
    return status;
}

/* --- the file as another program left it --- */

/* Is it a text that somebody of this session wrote? Then there is nothing to merge. */
static bool is_ours(struct share *share, const struct file_stamp *now)
{
    struct session *session = share->session;
    struct text_mark mark;
    if (!read_mark(session, &mark))
        return false;
    const struct known_text *known = share_text(share, mark);
    bool ours = known || (!share_expected(share) && text_mark_equal(mark, share_mark(session)));
    if (known)
        share_know(share, known->mark, known->seq, true);
    if (ours)
        session->stamp = *now;
    return ours;
}

/* What others did could not be read: what is here is not what the journal says. */
static bool is_behind(const struct share *share)
{
    return state_is_behind(share->session->state) || share->queue_count ||
           share->session->state == SESSION_JOINING_LATE;
}

static bool is_another(const struct share *share, const struct file_stamp *now)
{
    return now->exists && !stamp_equal(now, &share->session->stamp) &&
           !stamp_equal(now, &share->broken);
}

void share_merge_file(struct share *share)
{
    struct session *session = share->session;
    struct file_stamp now = stamp_of(session->path);
    struct diags diags = DIAGS_INIT;
    struct map theirs;
    if (is_behind(share) || !is_another(share, &now) || is_ours(share, &now))
        return;
    share_keep_base(share, true);
    if (!read_file(session, &theirs, &now, &diags)) {
        share->broken = now;
        say_broken(share, &diags);
    } else {
        session->stamp = now;
        share->broken = (struct file_stamp){ 0 };
        struct text_mark mark = text_mark_of(map_source(&theirs));
        merge(share, &theirs);
        session_event(session, EVENT_MERGED_FILE);
        struct saving as_it_is = { share, mark, share->edited };
        if (state_writes(session->state) && session_unsaved(session))
            share_save(share, false, &diags);
        else if (state_writes(session->state))
            note_saved(share, &as_it_is); /* only comments or the order of keys were changed */
    }
    diags_release(&diags);
    map_release(&theirs);
}

/* Some editors write in place, and slowly: half of a file may be a map, too. */
static bool is_at_rest(struct share *share, const struct file_stamp *now)
{
    if (!stamp_equal(now, &share->other)) {
        share->other = *now;
        share->other_since = clock_ms();
    }
    return clock_ms() - share->other_since >= FILE_REST_MS;
}

void share_check_file(struct share *share)
{
    bool writes = state_writes(share->session->state);
    struct file_stamp now = stamp_of(share->session->path);
    share->look_at_file = false;
    if (share->save_locks || !is_another(share, &now))
        return;
    share_catch_up(share);
    if (is_ours(share, &now))
        return;
    /* Who saves has the lock, and writes what the file is to have: it is looked at behind that. */
    if (!is_at_rest(share, &now) || (writes && !share_save_lock(share, 0))) {
        share->look_at_file = true;
        return;
    }
    share_catch_up(share);
    share_merge_file(share);
    if (writes)
        share_save_unlock(share);
}

/* --- saving, all of it --- */

static enum status refuse_broken(struct share *share, struct diags *diags)
{
    struct diags found = DIAGS_INIT;
    struct buf text = BUF_INIT;
    struct file_stamp stamp;
    struct map map;
    const char *path = share->session->path;
    if (read_file(share->session, &map, &stamp, &found) || !found.count) {
        refuse_unread(share->session, diags);
    } else {
        add_broken(share, found.items[0].text, &text);
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

/* What waits for the journal is in the text, too: it must not come into the journal behind it. */
static enum status save_pending(struct share *share, struct diags *diags)
{
    share_retry(share);
    if (share->pending.len && !share_alone(share)) {
        diags_add(diags, share->session->path, 0, 0, "%s",
            _("not saved: the journal cannot be written, and others are here; \":w FILE\" saves "
              "elsewhere"));
        return STATUS_SYSTEM;
    }
    enum status status = save(share, diags);
    if (status == STATUS_OK && share->pending.len) {
        buf_clear(&share->pending);
        session_event(share->session, EVENT_WRITTEN);
        share->needs_new_journal = true;
    }
    return status;
}

enum status share_save(struct share *share, bool force, struct diags *diags)
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
    if (is_behind(share))
        status = refuse_behind(share, diags);
    else if (is_broken && !force)
        status = refuse_broken(share, diags);
    else if (share->pending.len)
        status = save_pending(share, diags);
    else if (session_unsaved(session) || is_broken)
        status = save(share, diags);
    share_save_unlock(share);
    return status;
}
