#include <config.h>

#include "app/people/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/core/state.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "base/mem.h"

enum { SAID_SECONDS = 6 };

/* --- who --- */

size_t people_others(const struct app *app)
{
    const struct participants *people = session_people(&app->session);
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++)
        count += !people->items[i].own;
    return count;
}

static const struct participant *find_in(const struct participants *people, const char *token)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->items[i].token, token) == 0)
            return &people->items[i];
    return NULL;
}

const struct participant *people_find(const struct app *app, const char *token)
{
    return find_in(session_people(&app->session), token);
}

const struct participant *people_leader(const struct app *app)
{
    const struct participants *people = session_people(&app->session);
    for (size_t i = 0; i < people->count; i++)
        if (people->items[i].flags & PARTICIPANT_LEADS)
            return &people->items[i];
    return NULL;
}

const char *people_author(const struct app *app, uint16_t author)
{
    bool outside = author == AUTHOR_SELF || app->session.outside;
    return outside ? _("another program") : session_author(&app->session, author);
}

/* --- messages --- */

void people_tell(struct app *app, const char *format, ...)
{
    static const char more[] = " ...";
    struct buf text = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&text, format, args);
    va_end(args);
    if (!app->message.len || !app->message_is_error || app->message_of_journal)
        app_message(app, "%s", text.data);
    else if (app->message.len < MORE_AFTER_MOST)
        app_message_add(app, "; %s", text.data);
    else if (strcmp(app->message.data + app->message.len - strlen(more), more) != 0)
        app_message_add(app, "%s", more);
    buf_release(&text);
}

/* Who comes and goes is no reason to take another message away. */
static void say(struct app *app, const char *text)
{
    if (app->asking || (app->message.len && !app->people->said))
        return;
    app_message(app, "%s", text);
    app->people->said = true;
    app->people->said_at = clock_now(app->options.clock);
}

int people_wait(const struct app *app)
{
    time_t now = clock_now(app->options.clock), at = app->people->said_at;
    if (!app->people->said)
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
        if (!a->items[i].own && !find_in(b, a->items[i].token)) {
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
        buf_addf(&text, _("%s left"), left->name);
    else if (gone)
        buf_addf(&text, _("%zu left"), gone);
    if (gone && new)
        buf_adds(&text, "; ");
    if (new == 1)
        buf_addf(&text, _("%s is here"), came->name);
    else if (new)
        buf_addf(&text, _("%zu more are here"), new);
    if (text.len)
        say(app, text.data);
    buf_release(&text);
}

/* Another took it. */
static void pass_lead(struct app *app, const struct participants *now)
{
    struct people *people = app->people;
    for (size_t i = 0; i < now->count; i++) {
        const struct participant *who = &now->items[i];
        const struct participant *was = find_in(&people->known, who->token);
        if (who->own || !(who->flags & PARTICIPANT_LEADS) ||
            (was && (was->flags & PARTICIPANT_LEADS)))
            continue;
        people_tell(app,
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
        buf_clear(&app->message);
    people->said = people->said && app->message.len;
}

void people_meet(struct app *app)
{
    people_release(app);
    app->people->met = app->session.share;
    remember(app->people, session_people(&app->session));
    people_appear(app);
}

void people_release(struct app *app)
{
    participants_release(&app->people->known);
    free(app->people->marks);
    *app->people = (struct people){ 0 };
}

/* --- oneself --- */

static const char *const view_names[] = { "map", "personas", "pains", "ideas", "quotes",
    "parking" };

const struct view *people_view(const char *name)
{
    for (size_t i = 0; i < sizeof view_names / sizeof *view_names; i++)
        if (strcmp(name, view_names[i]) == 0)
            return main_views[i];
    return NULL;
}

static const char *name_of_view(const struct view *view)
{
    for (size_t i = 0; i < sizeof view_names / sizeof *view_names; i++)
        if (main_views[i] == view)
            return view_names[i];
    return "";
}

void people_appear(struct app *app)
{
    struct participant self = { 0 };
    if (!app->open || !app->session.share)
        return;
    const struct node *node = app_selected(app);
    /* The guide's question is about what the grid's cursor is on. */
    if (!node && app->levels[0].view == &view_grid)
        node = grid_subject(app);
    if (node && node->id && strlen(node->id) < sizeof self.node)
        strcpy(self.node, node->id);
    snprintf(self.view, sizeof self.view, "%s", name_of_view(app->levels[0].view));
    self.flags = (app->people->leads ? PARTICIPANT_LEADS : 0) |
                 (app->session.watching ? PARTICIPANT_WATCHES : 0);
    guide_pane_appear(app, &self);
    rounds_appear(app, &self);
    session_appear(&app->session, &self);
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
    people_appear(app);
}
