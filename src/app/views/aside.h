/* Work that is on its way: what takes longer than a moment goes on while the keys do. One at a
 * time. */
#ifndef CJM_APP_VIEWS_ASIDE_H
#define CJM_APP_VIEWS_ASIDE_H

#include "app/core/state.h"
#include "store/file/beside.h"

enum { MANY_NODES = 20000 /* what is done with fewer takes no time that one would notice */ };

/* What is said of it. */
struct aside_kind {
    /* How long it has been on its way; gives the message's number. */
    unsigned (*say_running)(struct app *app, const char *path, int seconds);
    void (*add_busy)(const char *path, struct buf *out); /* so that another one can't begin */
    void (*say_stopped)(struct app *app, const char *path);
    /* It is over, `late`: other keys were pressed since. False, with the reason: it failed. */
    bool (*over)(struct app *app, const char *path, bool late, enum status status,
        const struct diags *diags, struct buf *why);
    bool lasts; /* it leaves a file: who leaves the map waits for it */
};

/* Adds why nothing can begin now; false: it can. */
bool aside_is_busy(const struct app *app, struct buf *why);
/* Begins it, where nothing is on its way, and waits a moment for its end; then says what became of
 * it, or what stops it. False, with the reason: it failed. `here`: it takes no time. */
bool aside_begin(struct app *app, const struct aside_kind *kind, const char *path, bool here,
    const struct beside_work *work, struct buf *why);
/* In how many ms aside_look() is due; -1: nothing is on its way. */
int aside_wait(const struct app *app);
/* Says how long it has taken, or what became of it. */
void aside_look(struct app *app);
/* Stops it; false: nothing is on its way. */
bool aside_stop(struct app *app);
/* Waits for its end, and says nothing. */
void aside_end(struct app *app);

#endif
