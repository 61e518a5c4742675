/*
 * Which nodes stand out: those that the filter leaves.
 */
#ifndef CJM_APP_LISTS_PICK_H
#define CJM_APP_LISTS_PICK_H

#include "app/core/state.h"
#include "insight/filter.h"

struct pick {
    struct buf text;      /* the expression; empty: no filter */
    struct filter filter; /* of it */
    /* How many of a kind answer it, counted for that state of the map and persona. */
    uint32_t revision;
    const struct node *persona;
    enum node_kind kind;
    size_t hits, all;
    bool counted;
    unsigned changes; /* counts expressions */
};

/* The map is closed. */
void pick_forget(struct app *app);

/* Is there a filter? */
bool app_filters(const struct app *app);
/* Does the filter leave the node? True where there is none. */
bool app_filter_hits(const struct app *app, const struct node *node);
/* Appends "filter: channel=shop  2 of 16"; nothing where there is none. */
void pick_add_state(const struct app *app, struct buf *out);

#endif
