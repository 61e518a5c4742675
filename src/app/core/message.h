/*
 * What the last lines of the screen say until the next key: a queue of messages by rank, shown in
 * one text. A message takes the place of what stands there, with two exceptions: what others did
 * follows an error, so that neither hides the other; and who comes and goes hides nothing: it
 * follows what stands there, or is not said.
 */
#ifndef CJM_APP_CORE_MESSAGE_H
#define CJM_APP_CORE_MESSAGE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

struct app;

enum rank {
    SAY_PRESENCE, /* who came or left */
    SAY_DONE,     /* what a key did */
    SAY_JOURNAL,  /* an error of the journal; whatever others do says that it is well again */
    SAY_TOLD,     /* what others did */
    SAY_LOST,     /* the same, where it went over something of one's own */
    SAY_ERROR     /* why a key did nothing */
};

enum { MESSAGES_MOST = 16 };

struct messages {
    struct {
        enum rank rank;
        unsigned number; /* of the message, never given twice */
        size_t end;      /* of its text */
    } items[MESSAGES_MOST];
    size_t count;
    unsigned last; /* number */
    struct buf text;
};

/* Says it. Returns the number of the message; 0: it has no room, or yields to what stands there. */
unsigned app_say(struct app *app, enum rank rank, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Adds to the last message. */
void app_say_more(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Is the message of that number the last one that is shown? */
bool messages_end_in(const struct messages *messages, unsigned number);
/* Takes the message of that number back; false: it is not the last one that is shown. */
bool messages_drop(struct messages *messages, unsigned number);
void messages_clear(struct messages *messages);
/* Nothing but `rank`, or nothing at all, is shown. */
bool messages_only(const struct messages *messages, enum rank rank);
/* It is an error that is shown. */
bool messages_bad(const struct messages *messages);

/* Appends the first of the messages, and how many more there are. */
void add_report(const struct diags *diags, struct buf *out);
/* Says the first of the messages, and how many more there are; releases them. */
void app_report(struct app *app, struct diags *diags);
/* The same for messages of a save, which may be warnings: says how an unsaved map can be saved. */
void app_report_save(struct app *app, struct diags *diags, enum status status);

#endif
