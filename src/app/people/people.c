#include "app/people/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/core/state.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { SAID_SECONDS = 6 };

/* --- who --- */

size_t people_others(const struct app *app)
{
    return participants_others(session_people(&app->session));
}

const struct participant *people_find(const struct app *app, const char *token)
{
    return participants_find(session_people(&app->session), token);
}

const struct participant *people_leader(const struct app *app)
{
    const struct participants *people = session_people(&app->session);
    for (size_t i = 0; i < people->count; i++)
        if (people->items[i].flags & PARTICIPANT_LEADS)
            return &people->items[i];
    return NULL;
}

const char *people_author(const struct app *app, uint32_t author)
{
    bool outside = author == AUTHOR_SELF || app->session.outside;
    return outside ? _("another program") : session_author(&app->session, author);
}

/* --- messages --- */

int people_wait(const struct app *app)
{
    time_t now = clock_now(app->options.clock), at = app->people->said_at;
    if (!messages_end_in(&app->messages, app->people->said))
        return -1;
    return now < at || now - at >= SAID_SECONDS ? 0 : (int)(at + SAID_SECONDS - now) * 1000;
}

/* --- coming, going, leading --- */

/* How many of `a` are not among `b`, oneself left out; and one of them. */
static size_t missing(
    const struct participants *a, const struct participants *b, const struct participant **one)
{
    size_t count = 0;
    for (size_t i = 0; i < a->count; i++)
        if (!a->items[i].own && !participants_find(b, a->items[i].token)) {
            *one = &a->items[i];
            count++;
        }
    return count;
}

/* "ben left", "3 more are here" */
static void say_changes(struct app *app, const struct participants *now)
{
    const struct participant *left = NULL, *came = NULL;
    size_t gone = missing(&app->people->known, now, &left);
    size_t new = missing(now, &app->people->known, &came);
    struct buf text = BUF_INIT;
    if (gone == 1)
        buf_addf(&text, _c("person", "%s left"), left->name);
    else if (gone)
        buf_addf(&text, _n("%zu person left", "%zu people left", gone), gone);
    if (gone && new)
        buf_adds(&text, text_semicolon());
    if (new == 1)
        buf_addf(&text, _("%s is here"), came->name);
    else if (new)
        buf_addf(&text, _n("%zu more person is here", "%zu more people are here", new), new);
    if (text.len && !app->asking) {
        app->people->said = app_say(app, SAY_PRESENCE, "%s", text.data);
        app->people->said_at = clock_now(app->options.clock);
    }
    buf_release(&text);
}

/* Another took it. */
static void pass_lead(struct app *app, const struct participants *now)
{
    struct people *people = app->people;
    for (size_t i = 0; i < now->count; i++) {
        const struct participant *who = &now->items[i];
        const struct participant *was = participants_find(&people->known, who->token);
        if (who->own || !(who->flags & PARTICIPANT_LEADS) ||
            (was && (was->flags & PARTICIPANT_LEADS)))
            continue;
        app_say(app, SAY_TOLD,
            people->leads ? _("%s took the lead; :lead takes it back")
                          : _("%s leads; F follows, :lead takes the lead"),
            who->name);
        people->leads = false;
    }
}

static void remember(struct people *people, const struct participants *now)
{
    people->known.count = 0;
    MEM_GROW(people->known.items, now->count + 1, people->known.cap);
    if (now->count)
        memcpy(people->known.items, now->items, now->count * sizeof *now->items);
    people->known.count = now->count;
}

void people_update(struct app *app)
{
    struct people *people = app->people;
    const struct participants *now = session_people(&app->session);
    if (people->met != app->session.share)
        people_meet(app);
    say_changes(app, now);
    pass_lead(app, now);
    remember(people, now);
    follow_now(app);
    if (people_wait(app) == 0)
        messages_drop(&app->messages, people->said);
}

void people_meet(struct app *app)
{
    people_release(app);
    app->people->met = app->session.share;
    remember(app->people, session_people(&app->session));
}

void people_release(struct app *app)
{
    participants_release(&app->people->known);
    free(app->people->marks);
    *app->people = (struct people){ 0 };
}

/* --- oneself --- */

const struct view *people_view(const struct app *app, const char *name)
{
    for (const struct view *const *view = app->views; *view; view++)
        if ((*view)->command.name && strcmp(name, (*view)->command.name) == 0)
            return *view;
    return NULL;
}

void people_add_self(const struct app *app, const struct node *node, struct participant *self)
{
    const char *view = app_main_view(app)->command.name;
    if (node && node->id && strlen(node->id) < sizeof self->node)
        strcpy(self->node, node->id);
    snprintf(self->view, sizeof self->view, "%s", view ? view : "");
    self->flags = (app->people->leads ? PARTICIPANT_LEADS : 0) |
                  (session_watches(&app->session) ? PARTICIPANT_WATCHES : 0);
}

void people_before_key(struct app *app)
{
    struct people *people = app->people;
    if (!*people->followed)
        return;
    people->stood = app_selected(app);
    people->stood_view = app->levels[0].view;
    strcpy(people->stood_followed, people->followed);
}

void people_after_key(struct app *app)
{
    struct people *people = app->people;
    if (app->open && people->met != app->session.share)
        people_meet(app);
    bool moved = people->stood != app_selected(app) || people->stood_view != app->levels[0].view;
    bool same = strcmp(people->stood_followed, people->followed) == 0;
    if (*people->followed && same && moved && app->depth == 1)
        follow_end(app);
    follow_now(app);
}
