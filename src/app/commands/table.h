/*
 * The highest room below the conductor: commands use all rooms of the app.
 *
 * The tables of the program: all commands and all views. Each stands in its own file; a new group
 * of commands and a new view have a row here, and whatever is made from them follows.
 */
#ifndef CJM_APP_COMMANDS_TABLE_H
#define CJM_APP_COMMANDS_TABLE_H

#include "app/core/command.h"

struct view;

/* The main views first, in their order; ends in NULL. */
extern const struct view *const views[];

/* All commands, in the order of the help: those of the groups, and those that show a main view. */
void commands_collect(struct command_list *out);

#endif
