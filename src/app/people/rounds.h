/*
 * Silent rounds and votes on the screen: what runs, how much time is left, one's own notes and
 * dots, and how many all have. The map says what runs (guide/round.h); notes and dots lie aside
 * (store/journal/private_notes.h) until they are revealed.
 */
#ifndef CJM_APP_PEOPLE_ROUNDS_H
#define CJM_APP_PEOPLE_ROUNDS_H

#include "app/core/state.h"
#include "guide/round.h"
#include "store/journal/participant.h"

struct rounds {
    struct buf seen;  /* the map's field when last looked at */
    struct round now; /* what it says; its node may have been removed since */
    struct own_file own;
    struct private_notes carried; /* between rounds_pause() and rounds_go_on() */
    struct round typed;           /* for which the line was opened */
    bool began_here;
    bool over_said;
    time_t begun;         /* by the clock here */
    int time;             /* seconds that were left then */
    size_t notes;         /* of all, when last counted */
    size_t done;          /* who have no vote left */
    bool count_due;       /* somebody did something since */
    int64_t counted;      /* when, in ms of a clock of its own */
    bool by_votes[2];     /* pains, ideas: a vote was revealed */
    int64_t reveal_until; /* others hand in, in ms of that clock; 0: nothing is being revealed */
    time_t quiet_until;   /* without a journal: a silent round that keeps no notes; 0: none */
};

/* --- rounds.c --- */

void rounds_init(struct rounds *rounds);
/* A map was opened, or left. */
void rounds_meet(struct app *app);
void rounds_release(struct app *app);
/* After whatever anybody did: begins and ends what begins and ends. */
void rounds_update(struct app *app);
/* What others are to know: flags and clock. */
void rounds_appear(const struct app *app, struct participant *self);
/* Seconds left of a silent round; 0: none runs, or its time is over. */
int rounds_left(const struct app *app);
/* How that is shown: to a few seconds, near the end to one. */
int rounds_shown(int left);
/* Until what is shown of it is another, in ms; -1: never. */
int rounds_tick(const struct app *app);
/* The time went on. */
void rounds_ticked(struct app *app);
/* "silent: 12 notes, 0:40 left", "vote: 2 left, 4 of 6 have voted"; nothing where none runs. */
void rounds_add_state(const struct app *app, struct buf *out);
/* The same in few columns: "4 notes 0:40", "2 left, 4/6". */
void rounds_add_brief(const struct app *app, struct buf *out);
/* Which round runs; ROUND_NONE too. */
enum round_kind rounds_kind(const struct app *app);
/* One's own votes for a node of the list that is voted on; false where none runs on it. */
bool rounds_own_votes(const struct app *app, const struct node *node, int *count);
/* Who began it and is here still; NULL: oneself, or nobody. */
const char *rounds_other_beginner(const struct app *app);
/* Can notes and votes be kept here? Else it is said why not. */
bool rounds_can_keep(struct app *app);
/* Begins a round, which gets its id. */
void rounds_begin(struct app *app, struct round *round);
/* Opens the silent round that runs, or begins the wanted one; false, with the reason shown, where
 * neither can be. */
bool silent_round_open(struct app *app, struct round *wanted);
/* Without a journal everybody writes on paper: begins such a round, or ends it. */
void quiet_time(struct app *app);
/* Opens the line for notes of the silent round. */
void round_ask(struct app *app);
/* Keeps a note; where the round is over it goes into the map. False with a reason. */
bool rounds_write(struct app *app, struct slice text, struct buf *why);
/* Opens the own file, made where there is none. False with a reason. */
bool rounds_open_own(struct app *app, struct buf *why);
/* A note or vote was kept, or not (errno): counts soon, and returns it. False with a reason. */
bool rounds_kept(struct app *app, bool kept, struct buf *why);
/* How many votes one has left of the vote that runs. */
int rounds_votes_left(const struct app *app);

/* --- carry.c --- */

/* The map may get another file, beside which one's own notes lie then: they are added there, and
 * those beside the old one stay for the others of the round. */
void rounds_pause(struct app *app);
void rounds_go_on(struct app *app);
/* Adds to the map what one has of rounds that are over; `ended`: the one that ran until now. */
void rounds_settle(struct app *app, const struct round *ended);

#endif
