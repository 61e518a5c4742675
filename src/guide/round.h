/*
 * A silent round or a dot vote, as the map knows it: its field "round" says what runs, so all see
 * it at once. What each one writes or votes lies aside (store/journal/private_notes.h) until it is
 * revealed; these functions turn that into edits.
 *
 *     silent ID LIST [NODE]            silent 4f1c parking; silent 4f1c pains checkout
 *     vote ID pains|ideas N [against]
 *
 * Anything else is no round. ID is another one for each round.
 */
#ifndef CJM_GUIDE_ROUND_H
#define CJM_GUIDE_ROUND_H

#include "model/edit/edit.h"
#include "store/journal/private_notes.h"

enum round_kind { ROUND_NONE, ROUND_SILENT, ROUND_VOTE };

enum { ROUND_VOTES_USUAL = 3, ROUND_VOTES_MOST = 20, ROUND_OPTIONS_MOST = 20 };

struct round {
    enum round_kind kind;
    char id[ROUND_ID_MAX];
    enum field list;   /* silent: where the notes go */
    struct node *node; /* and of what; the root, where what it was for is gone */
    enum node_kind of; /* vote: on what */
    int votes;         /* each has so many */
    bool against;      /* they may be used against something */
};

/* False where none runs, or what stands there is none. */
bool round_read(const struct map *map, struct round *out);
/* The same of such a text. */
bool round_parse(const struct map *map, struct slice value, struct round *out);
/* The same for one that is being revealed, "revealed silent 4f1c parking": it runs no more, and is
 * not in the map yet. */
bool round_read_revealed(const struct map *map, struct round *out);
void round_add_revealed(const struct round *round, struct buf *out);
/* Appends the value of the field. */
void round_add(const struct round *round, struct buf *out);
/* Appends what it is for, for people: "Parking lot", "Checkout: Pains". */
void round_add_aim(const struct round *round, struct buf *out);
/* How many there are to vote on. */
size_t round_options(const struct map *map, enum node_kind of);

/* What the notes become: KIND_COUNT where they are texts of a list. */
enum node_kind round_kind_of_notes(const struct round *round);
/* Is a note there already, but for case and blanks? One in the short form is where all that it says
 * is. */
bool round_has_note(const struct round *round, struct slice text);
/* Adds one note to what the round is for; touchpoints and pains may be in the short form. */
void round_add_note(struct undo *undo, const struct round *round, struct slice text);

/* What was found private, gone through when it is revealed. */
struct round_notes {
    char **items; /* owned */
    size_t count, cap;
};

void round_collect(
    struct round_notes *notes, const struct round *round, const struct private_notes *private);
/* Adds each note once, in the order of the alphabet, so that it does not tell who wrote what;
 * those that are there already are left off. Returns how many were added. */
size_t round_merge(struct undo *undo, const struct round *round, struct round_notes *notes);
void round_notes_release(struct round_notes *notes);

struct round_tally {
    struct node *node;
    int sum;
    bool any;
};

struct round_tallies {
    struct round_tally *items; /* in the order of the map */
    size_t count;
    size_t voters; /* with a vote */
    size_t done;   /* with none left */
};

/* All that can be voted on, without votes. */
void round_tallies_init(
    struct round_tallies *tallies, const struct map *map, const struct round *round);
void round_tallies_release(struct round_tallies *tallies);
/* Adds what one voted, as far as that is allowed. */
void round_count(
    struct round_tallies *tallies, const struct round *round, const struct private_notes *private);
/* How many votes one has used of those that the round gives. */
int round_used(
    const struct map *map, const struct round *round, const struct private_notes *private);
/* Stores the sums in place of those of an earlier vote. */
void round_store(struct undo *undo, const struct round *round, const struct round_tallies *tallies);

#endif
