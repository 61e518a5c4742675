/* What follows from a stage as a whole. */
#ifndef CJM_INSIGHT_STAGE_H
#define CJM_INSIGHT_STAGE_H

#include <stdbool.h>

#include "base/length.h"
#include "model/map.h"

/*
 * The emotion of a stage that none of its touchpoints tells: it has its own, and none of them is
 * scored. From -2 to +2 into `emotion`; `persona` is a persona's id, NULL: the mean of all who have
 * one, not rounded. False: the curve has nothing of the stage itself to draw.
 */
bool stage_own_emotion(const struct node *stage, const char *persona, double *emotion);
/* What the touchpoints of a stage amount to. */
struct stage_sum {
    size_t touchpoints, scored;
    double mean;          /* of those that are scored */
    size_t timed;         /* those whose duration can be read as a length, */
    struct length length; /* and how long they take together */
};

/* Of those on a path (0: all); emotions of a persona (an id; NULL: of all). */
struct stage_sum stage_sum(
    const struct map *map, const struct node *stage, const char *persona, int path);

/* Appends a mean as it is shown: "+0.4", "0.0". */
void mean_add(double mean, struct buf *out);

#endif
