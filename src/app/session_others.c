/* What a session tells of the others, and them of oneself. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <stdio.h>
#include <string.h>

#include "app/share.h"

enum { FLUSH_MS = 700, RETRY_MS = 1000 };

static int until_flush(const struct share *share)
{
    if (!share->writes || !journal_unflushed(share->journal))
        return -1;
    int64_t left = share->appended + FLUSH_MS - share_now();
    return left < 0 ? 0 : left > FLUSH_MS ? FLUSH_MS : (int)left;
}

static int soonest(int a, int b)
{
    return a < 0 ? b : b < 0 || a < b ? a : b;
}

bool session_look(struct session *session)
{
    struct share *share = session->share;
    if (!share)
        return false;
    unsigned changed = watch_drain(&share->watch);
    if (share->pending.len)
        share_retry(share);
    bool news = !share->pending.len && share_catch_up(share);
    if (changed & WATCH_MAP)
        share_check_file(share);
    if (changed & WATCH_PRESENCE)
        news = presence_read(&share->presence, &share->people) || news;
    if (until_flush(share) == 0 && !journal_flush(share->journal))
        share->appended = share_now();
    return news || (changed & WATCH_MAP);
}

int session_watch(const struct session *session)
{
    return session->share ? watch_fd(&session->share->watch) : -1;
}

int session_wait(const struct session *session)
{
    const struct share *share = session->share;
    if (!share)
        return -1;
    int wait = soonest(watch_interval(&share->watch), until_flush(share));
    return share->pending.len ? soonest(wait, RETRY_MS) : wait;
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
    share->self.flags = self->flags;
    snprintf(share->self.node, sizeof share->self.node, "%s", self->node);
    snprintf(share->self.view, sizeof share->self.view, "%s", self->view);
    snprintf(share->self.clock, sizeof share->self.clock, "%s", self->clock);
    presence_set(&share->presence, &share->self);
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
}

const char *session_author(const struct session *session, uint16_t author)
{
    const struct share *share = session->share;
    if (!share || author >= share->replay.author_count)
        return "";
    const char *token = share->replay.authors[author].token;
    for (size_t i = 0; i < share->people.count; i++)
        if (strcmp(share->people.items[i].token, token) == 0)
            return share->people.items[i].name;
    return token;
}

struct telling {
    session_record *record;
    void *context;
};

static void tell(void *context, const struct journal_record *record)
{
    struct telling *telling = context;
    struct buf name = BUF_INIT;
    buf_add_slice(&name, record->author);
    telling->record(telling->context, (time_t)record->time, name.data, record->text);
    buf_release(&name);
}

bool session_history(struct session *session, session_record *record, void *context)
{
    struct telling telling = { record, context };
    return session->share && journal_history(session->share->journal, tell, &telling);
}
