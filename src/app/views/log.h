/* What the log on the screen keeps: the history of this session, line by line. (log.c) */
#ifndef CJM_APP_VIEWS_LOG_H
#define CJM_APP_VIEWS_LOG_H

#include "app/core/state.h"
#include "insight/history.h"

struct log_pane;

/* What the journal has by now; NULL: there is none. Good until it is asked again. */
const struct history *log_history(struct app *app);
void log_free(struct app *app);

#endif
