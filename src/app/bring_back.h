/* A text of one's own that another wrote over: it can be brought back, until the next one is.
 * (bring_back.c) */
#ifndef CJM_APP_BRING_BACK_H
#define CJM_APP_BRING_BACK_H

#include "base/buf.h"
#include "model/edit.h"

struct app;

struct bring_back {
    bool any;
    struct buf id, headline; /* of the node, which may be gone by then */
    enum field field;
    struct buf mine, theirs;
};

/* Another's edit wrote over one's own text. */
void bring_back_note(struct app *app, const struct edit *edit);
void bring_back_release(struct app *app);

#endif
