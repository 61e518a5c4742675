/* An export that may take long. */
#ifndef CJM_APP_VIEWS_EXPORTING_H
#define CJM_APP_VIEWS_EXPORTING_H

#include "app/core/state.h"
#include "export/export.h"

/* Begins it, and waits a moment for its end; then says what became of it, or what stops it. False,
 * with the reason: it failed, or something else is still on its way. `options` without pages. */
bool exporting_begin(struct app *app, const struct export_format *format,
    const struct export_options *options, const char *path, struct buf *why);

#endif
