/* The rows of a journey, lane by lane: what each touchpoint of a stage says in one of them. */
#ifndef CJM_EXPORT_TEXT_LANES_H
#define CJM_EXPORT_TEXT_LANES_H

#include "export/text/figure.h"
#include "model/lane.h"

enum { LANE_ROWS_MAX = 24 + LANES_MAX, LANE_STAGES_MAX = 8 /* side by side in a table */ };

struct lane_row {
    enum field field;  /* of touchpoints; FIELD_ID: their names, scores and marks */
    const char *label; /* as people see it; it lies in the map, or is translated */
};

struct lanes {
    const struct map *map;
    struct cast cast;
    struct lane_row rows[LANE_ROWS_MAX]; /* in order, those with something in them */
    size_t count;
};

void lanes_find(struct lanes *lanes, const struct map *map);
/*
 * Appends what a row has for a stage: a line for the stage itself, then one for each touchpoint, or
 * each of its pains, ideas ...; `number` is that of the stage's first touchpoint in the map, from 1
 * on, and stands before each line of it. Texts are as they are, each on one line.
 */
void lanes_add_cell(const struct lanes *lanes, const struct lane_row *row, const struct node *stage,
    size_t number, struct buf *out);

#endif
