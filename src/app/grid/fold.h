/*
 * Phases that are folded: neighbouring stages of one phase share a column, in which they stand as
 * touchpoints do. A phase is known by its name, so that it stays folded as the map changes.
 */
#ifndef CJM_APP_GRID_FOLD_H
#define CJM_APP_GRID_FOLD_H

#include "app/grid/grid.h"

/* The stages that share a column with a stage; without a fold it alone. */
struct run {
    size_t begin, end;
};

struct run fold_run(const struct app *app, size_t stage);
/* The stage that the cursor comes to from `stage`, `by` columns further: as far down in a folded
 * phase as the cursor was. */
size_t fold_beside(const struct app *app, size_t stage, long by);
/* Is the phase of that stage folded? */
bool is_folded(const struct app *app, size_t stage);
/* Folds the phase of a stage, or unfolds it; false: it has none, or too many are folded. */
bool fold_set(struct app *app, size_t stage, bool folded);

/* The name of a folded column, appended: the phase's, or where that stands above the stages'
 * number. */
void fold_add_title(
    const struct app *app, const struct plan_column *column, bool phase_above, struct buf *out);

#endif
