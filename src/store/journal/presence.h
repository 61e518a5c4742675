/*
 * Who is at the map: the file "presence" in its folder, with a slot for each. A slot is somebody's
 * as long as a process holds its lock: whoever is killed, or cut off, is gone at once, whatever the
 * clocks say.
 *
 * Who may not write the map reads only, and is not seen. More than PRESENCE_SLOTS work on unseen,
 * too.
 */
#ifndef CJM_STORE_JOURNAL_PRESENCE_H
#define CJM_STORE_JOURNAL_PRESENCE_H

#include "base/buf.h"
#include "store/journal/lock.h"
#include "store/journal/map_folder.h"
#include "store/journal/participant.h"

enum { PRESENCE_SLOTS = 256 };

struct presence {
    const struct map_folder *folder; /* borrowed */
    struct locks *locks;             /* borrowed */
    int fd;                          /* -1: the file is not there, or no file */
    int slot;                        /* -1: none, and others do not see this program */
    char wanted[PARTICIPANT_SIZE];   /* in the own slot */
    bool written;                    /* it stands there */
    struct buf bytes;                /* of all slots, when last read */
};

struct participants {
    struct participant *items; /* in the order of their slots */
    size_t count, cap;
};

/* Takes a free slot and writes `self` into it, if the locks can be taken; NULL: only looks. Folder
 * and locks outlive it. */
void presence_open(struct presence *presence, const struct map_folder *folder, struct locks *locks,
    const struct participant *self);
/* Leaves the slot. */
void presence_close(struct presence *presence);
/* Writes the own slot if it changed. False with errno where that can't be; the next call tries
 * again. */
bool presence_set(struct presence *presence, const struct participant *self);
/* Reads who is here, the own slot too. True: it is not what `out` held. */
bool presence_read(struct presence *presence, struct participants *out);
/* The one with that token; NULL: is not here. */
const struct participant *participants_find(
    const struct participants *participants, const char *token);
/* How many there are but oneself. */
size_t participants_others(const struct participants *participants);
void participants_release(struct participants *participants);

#endif
