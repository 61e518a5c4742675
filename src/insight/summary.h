/*
 * Where a map's emotions are highest and lowest and where the journey ends, kept up to date edit
 * by edit, so that a picture of a huge map costs no walk over all of it.
 */
#ifndef CJM_INSIGHT_SUMMARY_H
#define CJM_INSIGHT_SUMMARY_H

#include "model/edit/edit.h"
#include "model/map.h"

struct summary {
    const struct map *map;
    const char *persona; /* whose emotions; NULL: all together */
    int path;            /* of which way through the journey, by number; 0: all */
    /* Marks of the curve: touchpoints, or stages that have a score and no touchpoint with one. */
    const struct node *high; /* the first one with the highest emotion; NULL: none scored */
    const struct node *low;  /* the first with the lowest, if it differs from the highest */
    const struct node *end;  /* the last scored one */
    size_t scored;
    size_t touchpoints;
    size_t known;     /* of them: by research, in part at least */
    size_t counts[5]; /* of the emotions -2..2 */
    bool stale;       /* must be computed anew */
};

/* Computes it for a map, a persona (borrowed) and a path: what is off that path does not count. */
void summary_compute(struct summary *summary, const struct map *map, const char *persona, int path);
/* Tells it of an edit that was made; cheap where only an emotion changed. */
void summary_edit(struct summary *summary, const struct edit *edit);
/* Brings it up to date; call before reading it. */
void summary_update(struct summary *summary);

#endif
