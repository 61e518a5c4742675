/* Saving what is open, by a command. */
#ifndef CJM_APP_COMMANDS_SAVE_H
#define CJM_APP_COMMANDS_SAVE_H

#include "app/core/state.h"

/* Saves what is open, if it changed. False, with the reason shown, where that fails and something
 * is in memory alone. (file.c) */
bool save_map(struct app *app);

#endif
