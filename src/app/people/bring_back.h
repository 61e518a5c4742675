/* Texts of one's own that others wrote over: each can be brought back, the last one first.
 * (bring_back.c) */
#ifndef CJM_APP_PEOPLE_BRING_BACK_H
#define CJM_APP_PEOPLE_BRING_BACK_H

#include "base/buf.h"
#include "model/edit/edit.h"

struct app;

enum { BRING_BACK_MOST = 32 }; /* the oldest one makes room */

struct lost_text {
    struct buf id, headline; /* of the node, which may be gone by then */
    enum field field;
    struct buf mine, theirs;
};

struct bring_back {
    struct lost_text texts[BRING_BACK_MOST];
    size_t count;
    size_t told;          /* how many the message that tells of it is about */
    unsigned told_number; /* of that message */
};

/* Another's edit wrote over one's own text: keeps that, and tells by whom. What is shown of others
 * and was not seen yet stays. */
void bring_back_note(struct app *app, const struct edit *edit, const char *name);
void bring_back_release(struct app *app);

#endif
