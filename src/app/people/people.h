/*
 * The room for those who share a map. It uses core and canvas; grid and views it reaches through
 * the callbacks of struct view alone.
 *
 * The others who have the map open: who came and went, where they are, who leads, whom this screen
 * follows. What they call themselves is cleaned where it is read (store/journal/participant.h).
 */
#ifndef CJM_APP_PEOPLE_PEOPLE_H
#define CJM_APP_PEOPLE_PEOPLE_H

#include <time.h>

#include "store/journal/presence.h"

enum { NAME_BYTES = 64 }; /* of a name, at most */

struct app;
struct edit;
struct node;
struct view;

/* Where another is in the map. */
struct people_mark {
    const struct node *node;  /* that is selected there */
    const struct node *shown; /* its touchpoint, or its stage: what the grid has of it */
    const struct participant *who;
};

struct people {
    const void *met;           /* whose people: another map has others */
    struct participants known; /* when last looked */
    struct people_mark *marks; /* for the picture that is drawn */
    size_t mark_count, mark_cap;
    bool leads;         /* one took the lead oneself */
    char followed[96];  /* the token of the one whom the screen follows; empty: nobody */
    bool follows_lead;  /* it was for having the lead: whoever takes that is followed then */
    unsigned said;      /* the number of the message who came or went */
    time_t said_at;     /* when */
    struct node *stood; /* under the own cursor, before a key */
    const void *stood_view;
    char stood_followed[96];
};

/* --- people.c --- */

/* A map was opened. */
void people_meet(struct app *app);
void people_release(struct app *app);
/* Others did something: sees who came, went, leads. */
void people_update(struct app *app);
/* In so many ms people_update() is due for a message that has been shown long enough; -1: no. */
int people_wait(const struct app *app);
/* What others are to know: where one is, `node` being selected (or NULL), and as what. */
void people_add_self(const struct app *app, const struct node *node, struct participant *self);
/* Before and after what a person does here: who moves the own cursor follows nobody. */
void people_before_key(struct app *app);
void people_after_key(struct app *app);

/* A name for messages. Good until the next call. */
const char *people_author(const struct app *app, uint32_t author);
/* How many others are here. */
size_t people_others(const struct app *app);
/* The one of that token; NULL: gone. */
const struct participant *people_find(const struct app *app, const char *token);
/* The first who leads, oneself included; NULL: nobody. */
const struct participant *people_leader(const struct app *app);
/* The main view by the name that others are told, and the reverse; NULL: none. */
const struct view *people_view(const struct app *app, const char *name);

/* --- marks: "@an", with a & where there are more (cursors.c) --- */

/* Before a picture is drawn. */
void people_mark(struct app *app);
/* Appends who has that touchpoint or stage, or a part of it, under the cursor. */
void people_add_shown(const struct app *app, const struct node *node, struct buf *out);
/* The same, the node alone. */
void people_add_at(const struct app *app, const struct node *node, struct buf *out);

/* --- following (follow.c) --- */

void follow_start(struct app *app, const struct participant *who);
void follow_end(struct app *app);
/* Goes where the followed one is, unless a line is typed or something lies over the view. */
void follow_now(struct app *app);

#endif
