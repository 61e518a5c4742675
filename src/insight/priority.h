/* Which pains and ideas come first. The formulas are those of the field's practice. */
#ifndef CJM_INSIGHT_PRIORITY_H
#define CJM_INSIGHT_PRIORITY_H

#include <stddef.h>

#include "model/map.h"

/*
 * severity x frequency x importance of its touchpoint, 0..80. What is not set counts as: severity
 * 0, frequency 1, importance 1 — a pain that nobody ranked is last, not hidden.
 */
int pain_priority(const struct node *pain);

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

#endif
