/*
 * Where journal, base, file and own edits are brought together: others' records are applied to the
 * map; where that is not enough it is built anew, and becomes that by edits.
 */
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "model/edit/become.h"
#include "session/restore.h"
#include "session/share.h"
#include "store/file/file_calls.h"
#include "store/own_key.h"
#include "store/store.h"

enum {
    MISSES_MOST = 3, /* then the base is not just unreadable for once */
    REJOIN_WAIT_MS = 500,
    READS_MOST = 20, /* of a file that is just being saved */
    READ_AGAIN_MS = 20
};

/* --- building anew --- */

/* Which edits a text holds, none of them behind `last`; false: it is not known, or the journal
 * begins behind it. */
static bool place_of_text(
    const struct share *share, struct text_mark mark, uint64_t last, uint64_t *seq)
{
    const struct journal_header *header = journal_header(share->journal);
    bool known = header && text_mark_equal(header->base, mark) && header->seq <= last;
    *seq = known ? header->seq : 0;
    for (size_t i = 0; i < share->text_count; i++) {
        const struct known_text *text = &share->texts[i];
        if (text_mark_equal(text->mark, mark) && text->seq <= last && text->seq >= *seq) {
            known = true;
            *seq = text->seq;
        }
    }
    return known && (!header || *seq >= header->seq);
}

static bool read_file(const struct share *share, struct buf *text)
{
    return file_read(share->session->path, share->session->max_size, text);
}

/* A text from which the journal goes on, with the place of its last edit. The next base may take
 * its place between two looks. The map's own file is one, too, if the journal knows what it holds.
 */
static bool load_base(struct share *share, uint64_t last, struct buf *text, uint64_t *seq)
{
    for (int i = 0; i <= BASE_FILES; i++)
        if (share_read_base(share, i % BASE_FILES, text) &&
            place_of_text(share, share->base_mark, last, seq))
            return true;
    buf_clear(text);
    return read_file(share, text) && place_of_text(share, text_mark_of(buf_slice(text)), last, seq);
}

struct building {
    struct replay replay;
    uint64_t after, last;
};

static void build_line(
    struct building *building, struct slice author, uint64_t action, struct slice text)
{
    struct edit edit;
    struct replay_line line = { .author = author, .action = (uint32_t)action, .text = text };
    replay_line(&building->replay, &line, &edit);
}

static void build(void *context, const struct journal_record *record)
{
    struct building *building = context;
    if (!share_is_note(record->text) && record->seq > building->after &&
        record->seq <= building->last)
        build_line(building, record->author, record->action, record->text);
}

/* What the journal has behind `after` up to `last`, and then what waits for it. */
static bool build_on(
    struct share *share, uint64_t after, uint64_t last, struct slice pending, struct map *map)
{
    struct building building = { .after = after, .last = last };
    struct slice text;
    struct undo undo;
    uint32_t action;
    undo_init(&undo, map);
    replay_init(&building.replay, &undo, share->token);
    building.replay.reader.own_key = own_key_read;
    bool good = journal_history(share->journal, build, &building);
    while (good && share_next_pending(&pending, &action, &text))
        build_line(&building, slice_of(share->token), action, text);
    replay_rest(&building.replay);
    replay_release(&building.replay);
    undo_release(&undo);
    return good;
}

static bool parse(struct buf *text, struct map *map)
{
    struct diags diags = DIAGS_INIT;
    bool good = store_read_text(map, "map", buf_slice(text), &diags) == STATUS_OK;
    diags_release(&diags);
    return good;
}

bool share_state(struct share *share, uint64_t last, struct map *map)
{
    struct buf text = BUF_INIT;
    uint64_t seq;
    bool good = load_base(share, last, &text, &seq) && parse(&text, map) &&
                build_on(share, seq, last, SLICE(""), map);
    buf_release(&text);
    return good;
}

/* The map becomes what one who joins now has, and what waits here. Where the base can't be had that
 * is on the file as it is, and what came behind the last save. */
static bool become(struct share *share, bool on_file)
{
    uint64_t seq = share->saved, last = journal_last(share->journal);
    struct buf text = BUF_INIT;
    struct map wanted;
    map_begin(&wanted);
    bool good = on_file ? read_file(share, &text) : load_base(share, last, &text, &seq);
    good = good && parse(&text, &wanted) &&
           build_on(share, seq, last, buf_slice(&share->pending), &wanted);
    if (good) {
        undo_become(&share->session->undo, &wanted);
        share_skip_queue(share, UINT64_MAX);
        share->look_at_file = share->look_at_file || on_file;
    }
    map_release(&wanted);
    buf_release(&text);
    return good;
}

/* --- settling --- */

/* What the journal says of texts of the file. What was known before is of another journal, or of
 * one that went on far since. */
static void learn_places(struct share *share, bool anew)
{
    const struct journal_header *header = journal_header(share->journal);
    if (anew) {
        share->text_count = 0;
        share->saved = share->edited = 0;
    }
    if (anew && header) {
        share->id = journal_id(share->journal);
        share_know(share, header->base, header->seq, true);
        share->edited = header->seq;
    }
    for (size_t i = 0; i < share->queue_count; i++)
        share_take_note(share, &share->queue[i]);
}

/* What is lost is not behind what was applied: somebody removed the journal, and another began one
 * that does not have all that the map has. */
static bool is_another_journal(const struct share *share)
{
    uint32_t id = journal_id(share->journal);
    enum session_state state = share->session->state;
    return state_is(state, STATE_BEHIND) && state_is(state, STATE_WRITES) && share->id && id &&
           id != share->id;
}

/* Nothing is missing in the map any more. */
static void end_settling(struct share *share)
{
    session_event(share->session, EVENT_SETTLED);
    if (share->pending.len)
        session_event(share->session, EVENT_WRITE_FAILED);
    share->misses = 0;
}

/* Makes the map what the journal and then `pending` say, from the base on. The queue stays where
 * that fails: the next look tries again, and then does without a base. */
static bool rebuild(struct share *share)
{
    struct session *session = share->session;
    share_fetch(share);
    if (is_another_journal(share)) {
        share_clear_queue(share);
        session_event(session, EVENT_REPLACED);
        return false;
    }
    bool lost = state_is(session->state, STATE_BEHIND | STATE_REJOINS);
    learn_places(share, lost);
    /* A journal that doesn't say where it begins takes nothing away; the next edit begins another.
     */
    if (!journal_header(share->journal)) {
        share_clear_queue(share);
        lost = false;
    }
    if (become(share, false))
        return true;
    if (lost && ++share->misses >= MISSES_MOST)
        session_event(session, EVENT_BASE_UNREADABLE);
    return !lost;
}

static bool apply_queue(struct share *share)
{
    bool made = share_apply(share) > 0;
    if (share->session->state == SESSION_JOINING)
        session_event(share->session, EVENT_SETTLED);
    return made;
}

/* The file has what the journal lacks, and before it could begin anew on that others went on: in
 * one that they began on it, or in the old one. */
static void look_who_went_on(struct share *share)
{
    struct session *session = share->session;
    const struct journal_header *header = journal_header(share->journal);
    bool others = false;
    for (size_t i = 0; i < share->queue_count && !others; i++)
        others = !share_is_note(share->queue[i].text);
    if (!share->needs_new_journal || !others)
        return;
    share->needs_new_journal = false;
    if (header && text_mark_equal(header->base, share_mark(session)))
        return;
    session_event(session, EVENT_RECORDS_LOST);
    session->stamp = (struct file_stamp){ .exists = true };
    share->look_at_file = true;
}

bool share_settle(struct share *share)
{
    look_who_went_on(share);
    enum session_state state = share->session->state;
    bool anew = state == SESSION_WATCH_AHEAD || share->pending.len;
    if (state == SESSION_REJOINING)
        return false;
    if (!state_is(state, STATE_BEHIND) && (!share->queue_count || !anew))
        return apply_queue(share);
    if (rebuild(share))
        end_settling(share);
    return true;
}

/* --- the first time --- */

/* Of a map that nobody has seen yet: no edit leads from one to the other. */
static void take_map(struct share *share, struct map *map)
{
    map_release(&share->session->map);
    share->session->map = *map;
    share_forget_mark(share);
}

static void read_again(struct share *share)
{
    struct diags diags = DIAGS_INIT;
    struct file_stamp stamp;
    struct map map;
    if (share_read_map(share->session, &map, &stamp, &diags)) {
        take_map(share, &map);
        share->session->stamp = stamp;
        share->session->restored = false;
    } else {
        map_release(&map);
    }
    diags_release(&diags);
}

/* It is what was read, and nobody is just saving it. */
static bool is_at_rest(const struct session *session)
{
    struct file_stamp now = stamp_of(session->path);
    return stamp_equal(&now, &session->stamp) && stamp_is_older(&now, FILE_LATELY_MS);
}

/* Reads file and journal, so that they fit: somebody may save meanwhile. Those who only read can't
 * keep that from happening. NULL: the journal does not know the file's text. */
static const struct known_text *read_both(struct share *share)
{
    struct session *session = share->session;
    const struct known_text *text = NULL;
    for (int i = 0; i < READS_MOST && !text; i++) {
        struct file_stamp now = stamp_of(session->path);
        bool changed = !stamp_equal(&now, &session->stamp);
        /* Where another program is just writing it, what was read before stays. */
        if (changed && !session->saved_at)
            read_again(share);
        share_fetch(share);
        learn_places(share, true);
        text = session->restored ? NULL : share_text(share, share_mark(session));
        if (state_is(session->state, STATE_WRITES) || text || !share_expected(share) ||
            is_at_rest(session))
            break;
        nanosleep(&(struct timespec){ .tv_nsec = READ_AGAIN_MS * 1000000L }, NULL);
    }
    return text;
}

/* The file can't be read, or was changed by another program while nobody was here: first comes what
 * the journal has, and what there is in the file is merged then. False: that can't be had. */
static bool go_back_to_journal(struct share *share)
{
    struct session *session = share->session;
    const struct known_text *expected = share_expected(share);
    struct map map;
    map_begin(&map);
    if (!expected || !share_state(share, expected->seq, &map)) {
        map_release(&map);
        share_skip_queue(share, share->saved);
        return false;
    }
    if (session->restored || restore_is_cut(&map, expected, map_source(&session->map))) {
        session->restored = true;
        share->broken = session->stamp;
    }
    take_map(share, &map);
    session->stamp = (struct file_stamp){ .exists = true };
    share_skip_queue(share, expected->seq);
    return true;
}

/* What was written over another map is what counts: its journal begins anew on that. */
static void take_place(struct share *share)
{
    share_skip_queue(share, UINT64_MAX);
    share->saved = share->edited;
    share->needs_new_journal = true;
}

bool share_stand(struct share *share)
{
    struct session *session = share->session;
    const struct known_text *known = read_both(share);
    bool good = true;
    if (known) {
        share_skip_queue(share, known->seq);
        /* Who noted "saving" may have been killed before "saved": it is in its place. */
        share_know(share, known->mark, known->seq, true);
    } else if (share_expected(share) && session->saved_at) {
        take_place(share);
    } else if (share_expected(share) || session->restored) {
        good = go_back_to_journal(share) || !session->restored;
    }
    session->restored = session->restored && good;
    return good;
}

/* --- going on in another journal --- */

static bool folder_is_removed(const struct share *share)
{
    struct stat own;
    return fstat(journal_folder(share->journal)->fd, &own) == 0 && own.st_nlink == 0;
}

/* The folder that is there now takes the place of the removed one. */
static bool use_new_folder(struct share *share)
{
    struct session *session = share->session;
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    bool done = share_open_journal(session, true, &journal, &diags) == STATUS_OK;
    diags_release(&diags);
    if (!done)
        return false;
    share_drop_base(share);
    watch_close(&share->watch);
    presence_close(&share->presence);
    journal_close(share->journal);
    share->journal = journal;
    share_meet(share);
    return true;
}

static void say_rejoined(struct share *share, bool read_file, enum session_state before)
{
    static const char *const texts[SESSION_STATES] = {
        [SESSION_REJOINING] = N_("there is a new journal, and your changes are in it"),
        [SESSION_STUCK] = N_("the journal can be read again; nothing was lost"),
    };
    const char *text = texts[before];
    if (read_file)
        text = N_("the journal's base cannot be read; the map was read from the file and your "
                  "changes were merged; see :conflicts");
    if (text)
        session_say(share->session, read_file, "%s", _(text));
}

/* The map becomes what the journal there says, or where that is not to be known what the file has.
 * What waits is in the text that is merged then. */
static bool start_over(struct share *share)
{
    struct session *session = share->session;
    enum session_state before = session->state;
    struct buf pending = share->pending;
    bool read_file = false;
    buf_init(&share->pending);
    share->id = 0;
    bool good = rebuild(share);
    if (!good) {
        session_event(session, EVENT_BASE_UNREADABLE);
        good = read_file = become(share, true);
    }
    if (good) {
        buf_release(&pending);
        end_settling(share);
        say_rejoined(share, read_file, before);
        return true;
    }
    session_event(session, EVENT_FILE_UNREADABLE);
    share->pending = pending;
    if (before != SESSION_STUCK)
        session_say(share->session, true, "%s",
            _("neither the journal's base nor the file can be read; changes of others are not "
              "shown, and nothing is saved; correct the file, or \":w FILE\" saves elsewhere"));
    return false;
}

static bool start_over_locked(struct share *share)
{
    if (!share_lock(share, REJOIN_WAIT_MS))
        return false;
    share_fetch(share);
    bool done = share_begin(share) && start_over(share);
    share_unlock(share);
    return done;
}

/* One's own is done again on top of what the journal says. */
static void merge_own(struct share *share, struct slice mine)
{
    struct session *session = share->session;
    struct diags diags = DIAGS_INIT;
    struct map before, own;
    size_t first = session->conflicts.count;
    map_begin(&before);
    map_begin(&own);
    bool good = store_read_text(&before, "map", map_source(&session->map), &diags) == STATUS_OK &&
                store_read_text(&own, "map", mine, &diags) == STATUS_OK && start_over_locked(share);
    if (good) {
        share_merge_in(session, &before, &own, first);
        if (session->conflicts.count > first && session->listener.merged)
            session->listener.merged(session->listener.context, &session->conflicts, first);
    }
    map_release(&before);
    map_release(&own);
    diags_release(&diags);
}

bool share_rejoin(struct share *share)
{
    struct session *session = share->session;
    if (!state_is(session->state, STATE_WRITES) || share->locks || share->save_locks)
        return false;
    if (!state_is(session->state, STATE_REJOINS) && folder_is_removed(share) &&
        use_new_folder(share))
        session_event(session, EVENT_REPLACED);
    if (!state_is(session->state, STATE_REJOINS))
        return false;
    struct buf mine = BUF_INIT;
    share->tried = clock_ms();
    store_canonical(&session->map, &mine);
    merge_own(share, buf_slice(&mine));
    buf_release(&mine);
    return true;
}
