/* An export that is on its way: what takes longer than a moment goes on while the keys do. */
#ifndef CJM_APP_VIEWS_EXPORTING_H
#define CJM_APP_VIEWS_EXPORTING_H

#include "app/core/state.h"
#include "export/export.h"

/* Begins it, and waits a moment for its end; then says what became of it, or what stops it. False,
 * with the reason: it failed, or another one is still on its way. `options` without pages. */
bool exporting_begin(struct app *app, const struct export_format *format,
    const struct export_options *options, const char *path, struct buf *why);
/* In how many ms exporting_look() is due; -1: none is on its way. */
int exporting_wait(const struct app *app);
/* Says how long it has taken, or what became of it. */
void exporting_look(struct app *app);
/* Stops it; false: none is on its way. */
bool exporting_stop(struct app *app);
/* Waits for it, and says nothing. */
void exporting_end(struct app *app);

#endif
