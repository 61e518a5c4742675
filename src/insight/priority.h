/* Which pains and ideas come first, and what there is to do. The formulas are those of the field's
 * practice. */
#ifndef CJM_INSIGHT_PRIORITY_H
#define CJM_INSIGHT_PRIORITY_H

#include <stddef.h>

#include "model/map.h"

/* What a pain is ranked by. */
struct pain_weights {
    int severity, frequency, importance; /* the last one is its touchpoint's */
    bool guessed;                        /* one of them is not set */
};

/*
 * What is not set counts as: frequency 2, importance 3, in the middle of their scales; severity 0:
 * a pain that nobody ranked is last, not hidden.
 */
struct pain_weights pain_weights(const struct node *pain);
/* severity x frequency x importance, 0..80. */
int pain_priority(const struct node *pain);
/* Appends it: "80", "32?" where something is not set, "?" where nobody knows the severity. */
void pain_add_priority(const struct node *pain, struct buf *out);

/* All pains, the highest priority first; ties by votes, then by map order. *out is the caller's
 * to free(); NULL if there are none. Returns how many. */
size_t pains_ranked(const struct map *map, struct node ***out);

enum quadrant {
    QUADRANT_NONE,
    QUADRANT_QUICK_WIN,
    QUADRANT_BIG_BET,
    QUADRANT_FILL_IN,
    QUADRANT_LEAVE
};
/* impact >= 3 and effort <= 2: quick win; impact >= 3: big bet; effort <= 2: fill-in; else leave.
 * NONE where impact or effort is not set. */
enum quadrant idea_quadrant(const struct node *idea);
/* "often": how often a pain hurts, 1 to 4, in a word, translated; else NULL. */
const char *frequency_name(int frequency);
/* In words, translated; "" for NONE. */
const char *quadrant_name(enum quadrant quadrant);
/* All ideas: quick wins, big bets, fill-ins, leave, unrated; then votes, then map order. */
size_t ideas_ranked(const struct map *map, struct node ***out);
/* After a vote: by votes, then as above. Those without votes last. */
size_t pains_by_votes(const struct map *map, struct node ***out);
size_t ideas_by_votes(const struct map *map, struct node ***out);
/* The chosen ones of them in that order; and all, the chosen ones first. */
size_t ideas_chosen(const struct map *map, struct node ***out);
size_t ideas_chosen_first(const struct map *map, struct node ***out);

/* --- actions: pains and ideas that the team chose, or that somebody is to solve --- */

/* The facts of an action, whichever of both it is. */
enum action_fact {
    ACTION_TEXT,
    ACTION_OWNER,
    ACTION_DUE,
    ACTION_STATUS,
    ACTION_LINK,
    ACTION_DONE_ON,
    ACTION_FACT_COUNT
};

enum field action_field(const struct node *action, enum action_fact fact);
struct slice action_get(const struct node *action, enum action_fact fact);
/* Was it chosen, has it an owner or a due date, or is its status other than open? */
bool is_action(const struct node *node);
/* Is the pain or idea fixed or verified? */
bool action_done(const struct node *node);
/* How many pains of a touchpoint are neither fixed nor verified: the others are not counted. */
size_t pains_open(const struct node *touchpoint);
/* All actions by due date, those without one last, else in map order. *out is the caller's to
 * free(); NULL if there are none. Returns how many. */
size_t actions_by_due(const struct map *map, struct node ***out);

#endif
