/* What a session tells of the others, and them of oneself. */
#include <stdio.h>
#include <string.h>

#include "session/share.h"

enum {
    APPEAR_MS = 150,     /* between two places that the others are told of */
    ALONE_MS = 1000,     /* without a move, where there may be only some that watch unseen */
    FLUSH_MS = 700,      /* from the first record that is not on the disk */
    RETRY_MS = 1000,     /* what failed is tried again, and a journal looked for */
    LOOK_AGAIN_MS = 100, /* at a file that somebody was saving */
    ORPHAN_MS = 8000,    /* an edit whose author does not save it is anybody's to save */
    UNSAVED_MS = 20000,  /* where there is never any rest */
    SAVING_MS = 10,      /* between two looks whether a thread has written the file */
    SAVE_TURN_MS = 400   /* who comes after whom then */
};

static int left_of(int64_t since, int64_t wait)
{
    int64_t left = since + wait - clock_ms();
    return left < 0 ? 0 : left > wait ? (int)wait : (int)left;
}

/* Until the others may be told again where one is; -1: they know. */
static int until_appearance(const struct share *share)
{
    if (!share->moved)
        return -1;
    bool alone = share->appeared && share->presence.written && !participants_others(&share->people);
    return alone ? left_of(share->moved, ALONE_MS) : left_of(share->appeared, APPEAR_MS);
}

/* What one knows of oneself is no news when the file tells it. */
static void see_self(struct share *share)
{
    struct participant self;
    for (size_t i = 0; i < share->people.count; i++) {
        struct participant *who = &share->people.items[i];
        if (!who->own || !participant_from_slot(share->presence.wanted, &self))
            continue;
        self.own = true;
        self.slot = who->slot;
        memcpy(self.initials, who->initials, sizeof self.initials);
        *who = self;
    }
}

static void appear(struct share *share)
{
    share->appeared = clock_ms();
    share->moved = 0;
    presence_set(&share->presence, &share->self);
    see_self(share);
}

static int until_flush(const struct share *share)
{
    return journal_unflushed(share->journal) ? left_of(share->unflushed_since, FLUSH_MS) : -1;
}

/* Who made the last edit saves it when at rest. This is for when that does not happen. */
static int until_save(const struct share *share)
{
    int64_t turn = (share->presence.slot < 0 ? 0 : share->presence.slot) * SAVE_TURN_MS;
    if (!state_is(share->session->state, STATE_WRITES) || share->save ||
        share->edited <= share->saved || share->pending.len || share->broken.exists)
        return -1;
    int orphan = share->last_edit_own ? -1 : left_of(share->changed, ORPHAN_MS + turn);
    return clock_soonest(orphan, left_of(share->unsaved_since, UNSAVED_MS + turn));
}

/* What a thread wrote. */
static void end_save(struct share *share)
{
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT;
    if (share_end_save(share, &diags) != STATUS_OK && diags.count) {
        diag_format(&diags.items[0], &text);
        session_say(share->session, true, "%s", text.data);
        share->changed = share->unsaved_since = clock_ms();
    }
    buf_release(&text);
    diags_release(&diags);
}

static void keep_up(struct share *share)
{
    struct diags diags = DIAGS_INIT;
    if (share_save_is_over(share))
        end_save(share);
    if (until_appearance(share) == 0)
        appear(share);
    if (until_flush(share) == 0)
        share_flush(share);
    share_keep_base(share, false);
    /* Not worth waiting for one who saves just now. */
    if (until_save(share) == 0) {
        bool can = share_save_lock(share, 0);
        if (!can || share_save_beside(share, &diags) != STATUS_OK)
            share->changed = share->unsaved_since = clock_ms();
        if (can)
            share_save_unlock(share);
    }
    diags_release(&diags);
}

/* Writing again what could not be written makes a notice of its own: it waits, or it would go on
 * and on. -1: there is nothing to be tried again. */
static int until_retry(const struct share *share)
{
    enum session_state state = share->session->state;
    bool wanted = share->pending.len || state_is(state, STATE_BEHIND | STATE_REJOINS);
    return wanted ? left_of(share->tried, RETRY_MS) : -1;
}

/* Without a journal, until one is looked for; -1: there is no file that could have one. */
static int until_joining(const struct session *session)
{
    bool wanted = session->state == SESSION_ALONE || session_watches(session);
    return wanted ? left_of(session->looked, RETRY_MS) : -1;
}

/* What kept it from being there may be gone, and what is only watched may be another. */
static bool join_late(struct session *session)
{
    if (until_joining(session) != 0)
        return false;
    session->looked = clock_ms();
    bool news = session_watches(session) && share_follow_file(session);
    return share_open_late(session) || news;
}

bool session_update(struct session *session)
{
    bool news = !session->share && join_late(session);
    struct share *share = session->share;
    if (!share)
        return news;
    uint32_t revision = session->map.revision;
    time_t saved_at = session->saved_at;
    session->told = false;
    unsigned changed = watch_drain(&share->watch) | share->noticed;
    share->noticed = 0;
    session->looked = clock_ms();
    bool due = until_retry(share) <= 0;
    if (share->pending.len && due)
        share_retry(share);
    else
        news = share_catch_up(share) || news;
    news = (due && share_rejoin(share)) || news;
    if ((changed & WATCH_MAP) || share->look_at_file)
        share_check_file(share);
    if (changed & WATCH_PRESENCE)
        news = presence_read(&share->presence, &share->people) || news;
    keep_up(share);
    return news || session->told || session->map.revision != revision ||
           session->saved_at != saved_at;
}

enum { HOLD_WAIT_MS = 1500 };

bool session_hold(struct session *session)
{
    struct share *share = session->share;
    if (!share || share->locks || !share_lock(share, HOLD_WAIT_MS))
        return false;
    share_catch_up(share);
    return true;
}

void session_let_go(struct session *session)
{
    share_unlock(session->share);
}

bool session_flush(struct session *session)
{
    struct share *share = session->share;
    if (!share)
        return false;
    /* Who stops now must not keep others from saving. */
    end_save(share);
    if (share->pending.len)
        return false;
    return share_flush(share) && share_keep_base(share, true);
}

const struct map_folder *session_folder(const struct session *session)
{
    return state_is(session->state, STATE_WRITES) ? journal_folder(session->share->journal) : NULL;
}

int session_watch(const struct session *session)
{
    return session->share ? watch_fd(&session->share->watch) : -1;
}

int session_wait(const struct session *session)
{
    const struct share *share = session->share;
    if (!share)
        return until_joining(session);
    if (share->noticed)
        return 0;
    int interval = watch_interval(&share->watch);
    if (share->look_at_file)
        interval = clock_soonest(interval, LOOK_AGAIN_MS);
    int look = interval < 0 ? -1 : left_of(session->looked, interval);
    look = clock_soonest(look, until_retry(share));
    look = clock_soonest(look, until_appearance(share));
    if (share->save)
        look = clock_soonest(look, share_save_is_over(share) ? 0 : SAVING_MS);
    return clock_soonest(look, clock_soonest(until_flush(share), until_save(share)));
}

const struct participants *session_people(const struct session *session)
{
    static const struct participants nobody;
    return session->share ? &session->share->people : &nobody;
}

void session_appear(struct session *session, const struct participant *self)
{
    struct share *share = session->share;
    if (!share)
        return;
    struct participant *known = &share->self;
    bool same = known->flags == self->flags && strcmp(known->node, self->node) == 0 &&
                strcmp(known->view, self->view) == 0 && strcmp(known->clock, self->clock) == 0;
    if (same && share->presence.written)
        return;
    known->flags = self->flags;
    memcpy(known->node, self->node, sizeof known->node);
    memcpy(known->view, self->view, sizeof known->view);
    memcpy(known->clock, self->clock, sizeof known->clock);
    share->moved = clock_ms();
    if (until_appearance(share) == 0)
        appear(share);
}

void session_see_people(struct session *session)
{
    struct share *share = session->share;
    if (!share)
        return;
    presence_read(&share->presence, &share->people);
    share->appeared = 0;
}

bool session_saves(const struct session *session)
{
    const struct share *share = session->share;
    if (!share)
        return true;
    bool failed = share->save_failed && share->save_failed == share->edited;
    return !share->save && !failed && (share->last_edit_own || share->must_save);
}

const char *session_name(const struct session *session)
{
    return session->share ? session->share->self.name : "";
}

void session_set_name(struct session *session, struct slice name)
{
    struct share *share = session->share;
    if (!share)
        return;
    snprintf(share->self.name, sizeof share->self.name, "%.*s", SLICE_ARG(name));
    presence_set(&share->presence, &share->self);
    presence_read(&share->presence, &share->people);
    share->named = true;
    replay_call(&share->replay, AUTHOR_SELF, name);
}

/* Who is gone has the name that the journal has. */
const char *session_author(const struct session *session, uint32_t author)
{
    struct share *share = session->share;
    if (!share || author >= share->replay.author_count)
        return "";
    const char *token = share->replay.authors[author].token;
    const struct participant *here = participants_find(&share->people, token);
    if (here)
        return here->name;
    if (share->replay.authors[author].name)
        return share->replay.authors[author].name;
    struct slice name = history_name_of_token(slice_of(token));
    snprintf(share->author, sizeof share->author, "%.*s", SLICE_ARG(name));
    return share->author;
}

static void tell(void *context, const struct journal_record *record)
{
    history_add(context, &(struct history_record){
                             .seq = record->seq,
                             .time = (time_t)record->time,
                             .action = record->action,
                             .author = record->author,
                             .text = record->text,
                         });
}

bool session_history(struct session *session, struct history *history)
{
    const struct share *share = session->share;
    if (!share || !journal_history(share->journal, tell, history))
        return false;
    for (size_t i = 0; i < share->people.count; i++) {
        const struct participant *person = &share->people.items[i];
        history_call(history, slice_of(person->token), slice_of(person->name));
    }
    return true;
}
