/*
 * A disk that loses its power: the calls that change files are carried out, and noted. From the
 * notes a folder is made as a crash at any moment may leave it: what was not synced is kept,
 * dropped, cut in the middle of a write, or kept in another order than it was written; names that
 * were not synced are the old or the new ones, the latter also without what was written to the
 * file.
 */
#ifndef CJM_TESTS_POWER_DISK_H
#define CJM_TESTS_POWER_DISK_H

#include <stdbool.h>
#include <stdint.h>

#include "store/file/file_calls.h"

enum power_loss {
    LOSS_NONE,  /* all was written that was begun */
    LOSS_ALL,   /* nothing but what was synced */
    LOSS_TORN,  /* a part of it, the last write cut in the middle */
    LOSS_MIXED, /* some of it, in any order */
    LOSS_NAMES, /* all names, and of the files what was synced */
    LOSS_KINDS
};

/* In how many of the folders that were made that was so. */
struct power_counts {
    unsigned dropped;        /* a write that was not synced */
    unsigned torn;           /* a write in the middle */
    unsigned renamed_bare;   /* a new name was kept, and not all that was written to its file */
    unsigned unlinks_kept;   /* a name was removed that no sync has removed */
    unsigned unlinks_undone; /* such a name is there again */
};

extern const struct file_calls power_calls;

/* Begins to note, with what the folder has now as if it were synced. */
void power_begin(const char *folder);
void power_end(void);
/* How many calls were noted. */
size_t power_count(void);
/* When that one ended, in ms of clock_ms(). */
int64_t power_time(size_t call);
/* What is no call of a session: a second name of a file, both within the folder. */
void power_link(const char *name, const char *second);
/* Does that call put another file in the place of the one of that name? */
bool power_renames_to(size_t call, const char *name);
/* Does it write into the file of that name? */
bool power_writes_to(size_t call, const char *name);
/* Whose content, or names, it brings to the disk, by the name that this was opened by; NULL: it
 * does not. */
const char *power_synced(size_t call);
/* Had the file of that name, before that call, what is not synced? */
bool power_unsynced(size_t call, const char *name);
/* To be called behind the last call: only the syncs that it trusts brought anything to the disk;
 * NULL: all did. */
void power_trust(bool (*trusted)(size_t call));
/* Makes a folder as a crash right after so many calls may leave it. */
void power_crash(size_t calls, enum power_loss loss, unsigned seed, const char *into);
/* Since power_trust(). */
const struct power_counts *power_counted(void);

#endif
