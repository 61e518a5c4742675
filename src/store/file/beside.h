/*
 * Work that takes long, done by a process of its own on a copy of all that is in memory: keys and
 * edits go on, and it can be stopped. It leaves files and messages.
 */
#ifndef CJM_STORE_FILE_BESIDE_H
#define CJM_STORE_FILE_BESIDE_H

#include "base/diag.h"

struct beside_work {
    /* What may take long, and be stopped in the middle. */
    enum status (*make)(void *context, struct diags *diags);
    /* Then, if that went well, what is not to be stopped, as a file that is replaced; may be NULL.
     */
    enum status (*put)(void *context, struct diags *diags);
    void *context; /* need not live longer than beside_start() */
};

struct beside;

/* Begins it. Where there can be no process, or `here` wants none, it is over when this returns. No
 * other thread may hold what the work needs. */
struct beside *beside_start(bool here, const struct beside_work *work);
/* Is it over within so many ms, which are waited for at most? */
bool beside_is_over_in(struct beside *beside, int ms);
/* Waits until it is, adds its messages and frees it. */
enum status beside_end(struct beside *beside, struct diags *diags);
/* Stops it, if it can still be stopped; to be ended all the same. */
void beside_stop(struct beside *beside);

#endif
