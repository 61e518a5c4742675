/*
 * The locks of a map: byte ranges of the file "lock" in the folder beside it, which is never
 * renamed and never removed. The system lets go of them when a process ends, however it ends.
 *
 * Closing any descriptor of a file drops all locks a process has on it. So one struct locks is
 * open per map and process, everybody shares it, and nothing else opens that file.
 *
 * On NFS they hold between machines if the server's lock service runs. Who may read the map can
 * take the lock for reading and so keep others out; for that nobody waits.
 */
#ifndef CJM_STORE_JOURNAL_LOCK_H
#define CJM_STORE_JOURNAL_LOCK_H

#include <sys/types.h>

#include "store/journal/map_folder.h"

/* What each byte of the file stands for. */
enum {
    LOCK_APPEND = 0, /* to append to the journal, or to begin a new one */
    LOCK_SAVE = 1,   /* to save the map */
    LOCK_SLOTS = 16  /* and further ones: who is here */
};

struct locks {
    const struct file_calls *calls;
    int fd;
    bool can_take; /* opened for writing */
};

/* Opens the file; to take locks it is made where there is none. False with errno. */
bool locks_open(struct locks *locks, const struct map_folder *folder, bool take);
void locks_close(struct locks *locks);
/*
 * Takes the lock of a byte. Waits up to `wait_ms` milliseconds for another process to release it
 * (0: not at all), then false with EAGAIN; false with another errno where there are no locks.
 * A process never excludes itself.
 */
bool locks_take(struct locks *locks, off_t byte, int wait_ms);
void locks_release(struct locks *locks, off_t byte);
/* Whether another process has it; `pid` may be NULL: which one, 0 where that can't be told. */
bool locks_held(struct locks *locks, off_t byte, pid_t *pid);

#endif
