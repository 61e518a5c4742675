/*
 * Which nodes stand out: those that the filter leaves, and those that are ticked.
 */
#ifndef CJM_APP_LISTS_PICK_H
#define CJM_APP_LISTS_PICK_H

#include "app/core/state.h"
#include "insight/filter/filter.h"

/* The ticked nodes, sorted by address; of the list of one kind. */
struct ticks {
    struct node **items; /* owned; the nodes are borrowed, some may have been removed */
    size_t count, cap;
    enum node_kind kind;
    struct node *last; /* from which V ticks; NULL: none was */
};

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
    struct ticks ticks;
    bool finds; /* what was looked for last is shown, until Esc */
};

/* The map is closed. */
void pick_forget(struct app *app);

/* Is there a filter? */
bool app_filters(const struct app *app);
/* Does the filter leave the node? True where there is none. */
bool app_filter_hits(const struct app *app, const struct node *node);
/* Takes the filter off and says so; false: there was none. */
bool filter_end(struct app *app);
/* Appends "filter: channel=shop  2 of 16"; nothing where there is none. */
void pick_add_state(const struct app *app, struct buf *out);
/* The same in few columns: "2 of 16", "3 ticked". */
void pick_add_brief(const struct app *app, struct buf *out);

/* Shows what was looked for in what is drawn there. (found.c) */
void draw_found(const struct app *app, struct canvas *canvas, struct area area);

/* --- ticks (tick.c) --- */

/* Is it ticked, in the list that is shown? */
bool is_ticked(const struct app *app, const struct node *node);
/* How many are. */
size_t ticks_count(const struct app *app);
/* What a command acts on: the ticked nodes in the list's order, else the selected one. *out is to
 * be freed; returns how many. */
size_t app_targets(struct app *app, struct node ***out);
/* Takes all ticks off; false: there were none. */
bool ticks_end(struct app *app);

#endif
