/* What other programs write into the map's file. */
#include <errno.h>
#include <string.h>

#include "base/i18n.h"
#include "insight/compare.h"
#include "insight/match/name_index.h"
#include "model/edit/become.h"
#include "session/restore.h"
#include "session/share.h"
#include "store/file/busy.h"
#include "store/store.h"
#include "store/write/adopt.h"

enum {
    MERGE_WAIT_MS = 2000, /* for another who appends */
    FILE_HELD_MS = 30000  /* for another program that has the file open, and writes no more */
};

/* --- what other programs write --- */

/* Reads the file as it is now. */
bool share_read_map(
    struct session *session, struct map *map, struct file_stamp *stamp, struct diags *diags)
{
    map_begin(map);
    *stamp = stamp_of(session->path);
    return store_read(map, session->path, session->max_size, diags) == STATUS_OK;
}

void share_add_broken(const struct share *share, const char *why, struct buf *out)
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
    share_add_broken(share, why.data ? why.data : "", &text);
    session_say(share->session, true, "%s", text.data);
    buf_release(&why);
    buf_release(&text);
}

/* The other texts of conflicts, where they can't be lost. Somebody may have merged the same before,
 * and been killed before it was saved. */
static void park_conflicts(struct session *session, size_t first)
{
    struct name_index parked = { 0 };
    name_index_begin(&parked, session->map.root, MAP_PARKING);
    for (size_t i = first; i < session->conflicts.count; i++) {
        struct buf text = BUF_INIT;
        conflict_describe(&session->conflicts.items[i], NULL, &text);
        const struct node *note = name_index_find(&parked, buf_slice(&text));
        if (!note || !slice_equal(node_headline(note), buf_slice(&text)))
            note = edit_park(&session->undo, buf_slice(&text));
        session->conflicts.items[i].note = note->id;
        buf_release(&text);
    }
    name_index_release(&parked);
}

static size_t count_changes(const struct map *a, const struct map *b)
{
    struct changes changes = CHANGES_INIT;
    struct match match;
    match_maps(&match, a, b, true);
    compare_maps(&match, a, b, &changes);
    size_t count = changes.count;
    changes_release(&changes);
    match_release(&match);
    return count;
}

/* Does one who goes from one map to another come by a third? */
static bool is_between(const struct map *from, const struct map *middle, const struct map *to)
{
    return count_changes(from, middle) + count_changes(middle, to) == count_changes(from, to);
}

/* What the file was to hold. Who saved may have been killed when the text was there, and not said
 * to be: then theirs has all that came into it. */
static bool find_before(struct share *share, const struct map *theirs, struct map *map)
{
    const struct known_text *first = share_expected(share), *text = first;
    bool found = first && share_state(share, first->seq, map);
    while (found && ++text < share->texts + share->text_count) {
        struct map before;
        map_begin(&before);
        bool nearer = share_state(share, text->seq, &before) && is_between(map, &before, theirs);
        map_release(nearer ? map : &before);
        if (nearer)
            *map = before;
    }
    return found;
}

/* The map that the other program had before it. */
static bool read_before(struct share *share, const struct map *theirs, struct map *map)
{
    map_begin(map);
    if (find_before(share, theirs, map))
        return true;
    map_release(map);
    map_begin(map);
    struct diags diags = DIAGS_INIT;
    bool good = share->session->map.source &&
                store_read_text(map, "base", map_source(&share->session->map), &diags) == STATUS_OK;
    diags_release(&diags);
    return good;
}

void share_merge_in(
    struct session *session, const struct map *before, const struct map *theirs, size_t first)
{
    undo_begin(&session->undo);
    merge_maps(&session->undo, before, theirs, &session->conflicts);
    park_conflicts(session, first);
    undo_end(&session->undo);
}

static void merge(struct share *share, struct map *theirs, const struct file_stamp *now)
{
    struct session *session = share->session;
    const struct file_stamp stamp = session->stamp;
    struct map before;
    size_t first = session->conflicts.count;
    if (share_lock(share, MERGE_WAIT_MS)) {
        share_catch_up(share);
        if (share_begin(share))
            share_note(share, "outside", text_mark_of(map_source(theirs)), share->edited);
        share_unlock(share);
    }
    /* A journal that has just begun had to write its base: the file is none any more. */
    if (stamp_equal(&session->stamp, &stamp))
        session->stamp = *now;
    if (read_before(share, theirs, &before))
        share_merge_in(session, &before, theirs, first);
    map_release(&before);
    share_keep_base(share, true);
    store_adopt(&session->map, theirs);
    session->told = true;
    if (session->listener.merged)
        session->listener.merged(session->listener.context, &session->conflicts, first);
}

/* --- the file as another program left it --- */

/* Is it a text that somebody of this session wrote? Then there is nothing to merge. */
static bool is_ours(struct share *share, const struct file_stamp *now)
{
    struct session *session = share->session;
    struct buf text = BUF_INIT;
    bool read = file_read(session->path, session->max_size, &text);
    struct text_mark mark = text_mark_of(buf_slice(&text));
    buf_release(&text);
    if (!read)
        return false;
    const struct known_text *known = share_text(share, mark);
    bool ours = known || (!share_expected(share) && text_mark_equal(mark, share_mark(session)));
    if (known)
        share_know(share, known->mark, known->seq, true);
    if (ours)
        session->stamp = *now;
    return ours;
}

bool share_is_another(const struct share *share, const struct file_stamp *now)
{
    return now->exists && !stamp_equal(now, &share->session->stamp) &&
           !stamp_equal(now, &share->broken);
}

/* For how long it has been as it is now, in ms, since this was asked first. */
static int64_t rest_of(struct share *share, const struct file_stamp *now)
{
    if (!stamp_equal(now, &share->other)) {
        share->other = *now;
        share->other_since = clock_ms();
    }
    return clock_ms() - share->other_since;
}

/* Some programs write in place, and slowly: half of a file may be a map, too. One that keeps the
 * file open and does no more is not waited for without end. */
static bool is_being_written(struct share *share, const struct file_stamp *now)
{
    const struct watch *watch = &share->watch;
    bool held = watch->map_is_written ||
                (!watch->remote && file_is_being_written(share->session->path));
    return rest_of(share, now) < FILE_HELD_MS && held;
}

void share_merge_file(struct share *share)
{
    struct session *session = share->session;
    struct file_stamp now = stamp_of(session->path);
    struct diags diags = DIAGS_INIT;
    struct map theirs;
    if (share_is_behind(share) || !share_is_another(share, &now) || is_ours(share, &now))
        return;
    share->look_at_file = is_being_written(share, &now);
    if (share->look_at_file)
        return;
    share_keep_base(share, true);
    if (!share_read_map(session, &theirs, &now, &diags)) {
        share->broken = now;
        if (!session->restored)
            say_broken(share, &diags);
    } else {
        share->broken = (struct file_stamp){ 0 };
        struct text_mark mark = text_mark_of(map_source(&theirs));
        merge(share, &theirs, &now);
        session_event(session, EVENT_MERGED_FILE);
        if (state_is(session->state, STATE_WRITES) && session_unsaved(session))
            share_save(share, false, &diags);
        else if (state_is(session->state, STATE_WRITES))
            share_note_saved(
                share, mark, share->edited); /* only comments or the order of keys were changed */
    }
    diags_release(&diags);
    map_release(&theirs);
}

/* Some editors take it away before they write it anew. */
static void notice_removed(struct share *share, const struct file_stamp *now)
{
    if (!share->session->stamp.exists)
        return;
    share->look_at_file = rest_of(share, now) < FILE_REST_MS;
    if (share->look_at_file)
        return;
    share->session->stamp = *now;
    session_say(share->session, true, "%s",
        state_is(share->session->state, STATE_WRITES)
            ? _("the map's file was removed; the next save makes it again")
            : _("the map's file was removed"));
}

bool share_follow_file(struct session *session)
{
    struct file_stamp now = stamp_of(session->path);
    struct diags diags = DIAGS_INIT;
    struct buf why = BUF_INIT;
    struct map file;
    if (!now.exists || stamp_equal(&now, &session->stamp) || file_is_being_written(session->path))
        return false;
    if (share_read_map(session, &file, &session->stamp, &diags)) {
        undo_become(&session->undo, &file);
        store_adopt(&session->map, &file);
    } else if (diags.count) {
        diag_format(&diags.items[0], &why);
        session_say(session, true, "%s", why.data);
    }
    map_release(&file);
    buf_release(&why);
    diags_release(&diags);
    return true;
}

void share_check_file(struct share *share)
{
    bool writes = state_is(share->session->state, STATE_WRITES);
    struct file_stamp now = stamp_of(share->session->path);
    share->look_at_file = false;
    if (!now.exists && !share->save_locks)
        notice_removed(share, &now);
    if (share->save_locks || !share_is_another(share, &now))
        return;
    share_catch_up(share);
    if (is_ours(share, &now))
        return;
    /* Who saves has the lock, and writes what the file is to have: it is looked at behind that. */
    if (rest_of(share, &now) < FILE_REST_MS || (writes && !share_save_lock(share, 0))) {
        share->look_at_file = true;
        return;
    }
    share_catch_up(share);
    share_merge_file(share);
    if (writes)
        share_save_unlock(share);
}
