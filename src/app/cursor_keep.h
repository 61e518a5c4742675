/*
 * The cursor stays on its node, whatever others add, move or remove meanwhile: in the grid, in the
 * details, in each list and form. Where its node is removed it goes to the next one, and a person
 * is told who removed it.
 *
 *   cursor_keep_begin(app); what may bring others' edits; cursor_keep_end(app, true)
 */
#ifndef CJM_APP_CURSOR_KEEP_H
#define CJM_APP_CURSOR_KEEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/schema.h"

struct app;
struct edit;
struct node;

enum { CURSOR_KEEP_LEVELS = 8 };

/* What is in a row, and in the one below. */
struct kept_row {
    struct node *node, *next;
    enum field field; /* of a form's row */
    int row, top;
};

struct cursor_keep {
    bool begun;
    bool changed;       /* others' edits came */
    struct node *under; /* the cursor */
    struct node *gone;  /* what another removed it with; NULL: nothing */
    uint32_t remover;
    size_t stage; /* the grid's cursor as it was */
    int row;
    struct kept_row stages, touchpoints, details;
    struct node *first_stage, *first_row; /* the first ones shown */
    struct kept_row levels[CURSOR_KEEP_LEVELS];
    int depth;
};

void cursor_keep_begin(struct app *app);
/* With `all` also what was moved since is put back: nobody but others did anything. */
void cursor_keep_end(struct app *app, bool all);
/* An edit was made. True: by others. */
bool cursor_keep_see(struct app *app, const struct edit *edit);

#endif
