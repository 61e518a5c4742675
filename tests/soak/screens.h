/*
 * People who have one map open, each at a terminal of the program itself, and are killed at any
 * moment. Their screens are the judge: a name that its writer saw in the map, under a header that
 * does not say "only in memory", is never lost; where the header says that it is saved, the file
 * has it.
 */
#ifndef CJM_TESTS_SCREENS_H
#define CJM_TESTS_SCREENS_H

#include <stdint.h>

#include "term/terminal.h"

enum { PEOPLE_MAX = 4, NAME_MAX_LEN = 32, NAMES_MOST = 600 };

/* What a header claims of all that its screen shows. */
enum claim { CLAIM_NONE, CLAIM_MEMORY, CLAIM_JOURNAL, CLAIM_FILE };

/* A touchpoint that somebody typed. */
struct name {
    char text[NAME_MAX_LEN];
    bool seen;     /* by its writer, in the map */
    bool promised; /* seen, and not said to be only in memory */
    bool taken;    /* by another program, which wrote the file without it */
};

struct person {
    bool here, stopped;
    struct vt vt;
    struct buf environment[4];
    int64_t due, suspect; /* when it goes on; since when its words seem false, 0: they don't */
    enum { AT_REST, AT_PROMPT, ENTERED } at;
    int typed; /* the name that it types or looks for; -1: none */
    int first; /* of the names since it was started: it may show those */
};

struct round;

/* Who else is there, and in what world. Each may be NULL. */
struct scenario {
    const char *name;
    unsigned people_most;
    /* Why it can't be here; NULL: it can. */
    const char *(*lacks)(void);
    void (*begin)(struct round *round);
    /* Something that others do, once in a while. */
    void (*happen)(struct round *round);
    void (*end)(struct round *round);
    /* What a person is started with. */
    void (*dress)(
        struct round *round, struct person *person, const char **environment, const char **program);
    bool no_journal;
};

extern const struct scenario scenarios[];
extern const size_t scenario_count;

struct round {
    const struct scenario *scenario;
    unsigned seed, kills_most;
    uint64_t random;
    char *folder, *spare; /* the map's, and one for what can't be there */
    struct buf path;
    struct person people[PEOPLE_MAX];
    unsigned people_count;
    struct name names[NAMES_MOST];
    int name_count;
    unsigned killed, promised, lost, false_words, events;
    int64_t next_kill, next_stop, next_event; /* in ms of soak_ms() */
    bool flag;                                /* of the scenario */
    bool holds;                               /* nobody types */
    size_t file_max; /* bytes that a person may write into one file; 0: any */
    bool as_nobody;  /* are people users who own nothing? */
};

int64_t soak_ms(void);

/* --- people.c: one at a terminal --- */

void person_start(struct round *round, struct person *person);
/* Takes in what the screen shows, judges it, and types on. */
void person_go_on(struct round *round, struct person *person);
void person_signal(struct person *person, int number);
/* Kills it, and judges what it said last. */
void person_kill(struct round *round, struct person *person);
/* Ends it by a signal that leaves it time to keep what is only in memory: false: it did not end. */
bool person_end(struct round *round, struct person *person, int number);
enum claim person_claim(struct person *person);

/* --- screens.c --- */

void round_complain(struct round *round, unsigned *count, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The text of the map's file. */
void round_read_file(const struct round *round, struct buf *out);
bool round_has(struct slice text, const char *name);
/* Is it in a copy that was made for it? */
bool round_is_rescued(const struct round *round, const char *name);
/* Lets all save, so that nothing is typed for a while. False: they did not in time. */
bool round_save_all(struct round *round);

#endif
