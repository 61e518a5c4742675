/*
 * A session that a power failure ends: somebody edits all the time, undoes, and saves; journals are
 * begun anew, other programs write the file (as a whole and in place, and never sync it), for a
 * while the file has a second name, and it is left and opened again, also a day later. All of it is
 * on the disk of power_disk.h and by the clock of stopped_clock.h.
 */
#ifndef CJM_TESTS_POWER_PLAY_H
#define CJM_TESTS_POWER_PLAY_H

#include "session/share.h"
#include "store/store.h"
#include "support.h"
#include "unit/power_disk.h"

enum play_kind {
    PLAY_SAVE,
    PLAY_IN_PLACE,    /* a save that can't rename */
    PLAY_NEW_JOURNAL, /* takes the old one's place */
    PLAY_OUTSIDE,     /* from where another program began to write until that is merged and saved */
    PLAY_KINDS
};

/* Plays it all; play_end() forgets it. */
void play_begin(unsigned seed);
void play_end(void);
/* The first call behind what there was at the beginning. */
size_t play_first_call(void);
/* Was that going on when so many calls were made? */
bool play_was(size_t calls, enum play_kind kind);
/* Notes of the map that were acknowledged. */
size_t play_note_count(void);
/* Is the note in the map as it was at one time from `from` to `to`? Else `why` says it. */
bool play_note_is_right(
    const struct map *map, size_t note, int64_t from, int64_t to, struct buf *why);

#endif
