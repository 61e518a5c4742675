/*
 * Writers of one map that are killed at any moment, and what they say of it: an edit that its
 * writer said is done must never be lost.
 *
 * Each writer has notes of its own in the parking lot, the ledger, which only ledger edits and
 * undo change. After an action it says what those notes are now, and the place of the action in the
 * journal: "what this note is at that place" is true whoever changes it before or behind.
 */
#ifndef CJM_TESTS_SOAK_H
#define CJM_TESTS_SOAK_H

#include "session/session.h"

enum { WRITERS_MAX = 64, ID_MAX = 80, TEXT_MAX = 160 };

/* --- deadly.c: calls that kill the program that makes them --- */

/* After some more calls of some kind the program is dead: before that call, within or behind it.
 * 0: never. */
void deadly_arm(uint64_t *random);
void deadly_disarm(void);
extern const struct session_system deadly_system;

/* --- writer.c --- */

struct writer_task {
    const char *path;
    int number, run;
    uint64_t random;
    bool deadly;     /* kills itself */
    unsigned edits;  /* then it waits to be told; 0: no end */
    unsigned gap_us; /* between two edits */
    int tell;        /* where it says what was done */
    int told;        /* "p": pause, "c": write the map to PATH.NUMBER, "g": go on, "q": leave */
};

_Noreturn void writer_run(const struct writer_task *task);
bool is_ledger_note(const struct node *node);

/* --- ledger.c: what was said to be done --- */

struct ledger;
struct ledger *ledger_new(void);
void ledger_free(struct ledger *ledger);
/* A line of a writer. */
void ledger_take(struct ledger *ledger, char *line);
size_t ledger_count(const struct ledger *ledger);
/* Says what is lost in the map at `path`; returns how much. `excused`: notes that another edit,
 * which nobody could say any more, changed. */
size_t ledger_check(struct ledger *ledger, const char *path, size_t *excused);

#endif
