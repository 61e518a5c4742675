/* A map that is there is changed by one action, and saved. */
#ifndef CJM_SESSION_CHANGE_H
#define CJM_SESSION_CHANGE_H

#include <stddef.h>

#include "base/diag.h"
#include "model/edit/edit.h"

struct map_change {
    const char *path; /* "-": standard input, and the map goes to standard output */
    size_t max_size;
    /* Makes the edits, in one group; called anew where another program replaced the map meanwhile.
     * False: nothing is done, and messages say why. */
    bool (*make)(void *context, struct undo *undo);
    void *context;
};

enum status change_map(const struct map_change *change, struct diags *diags);

#endif
