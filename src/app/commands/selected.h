/* What commands act on. */
#ifndef CJM_APP_COMMANDS_SELECTED_H
#define CJM_APP_COMMANDS_SELECTED_H

#include "app/core/state.h"

/* The touchpoint that is selected, or that the selected part belongs to; NULL, which is said. */
struct node *selected_touchpoint(struct app *app);
/* The nearest node upwards from the selected one that has a field of that key; NULL where there is
 * none. */
struct node *selected_with(struct app *app, struct slice key, enum field *field);
/* Sets the field of the node, or of all ticked ones, in one undo, and says so. */
void set_on_ticked(struct app *app, struct node *node, enum field field, struct slice value);

#endif
