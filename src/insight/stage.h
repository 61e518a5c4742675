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
/*
 * How long the stage takes: what it says itself, or else the sum of its touchpoints. What can't be
 * read as a length is left out; false: nothing can.
 */
bool stage_length(const struct node *stage, struct length *sum);

#endif
