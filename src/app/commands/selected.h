/* What commands act on. */
#ifndef CJM_APP_COMMANDS_SELECTED_H
#define CJM_APP_COMMANDS_SELECTED_H

#include "app/core/state.h"

/* The touchpoint that is selected, or that the selected part belongs to; NULL, which is said. */
struct node *selected_touchpoint(struct app *app);
/* The same of all that are ticked in their list; *out is to be freed. Returns how many. */
size_t selected_touchpoints(struct app *app, struct node ***out);
/* The nearest node upwards from the selected one that has a field of that key; NULL where there is
 * none. */
struct node *selected_with(struct app *app, struct slice key, enum field *field);
/* Sets the field of the node, or of all ticked ones, or of those of its kind that these belong to,
 * in one undo, and says so. */
void set_on_ticked(struct app *app, struct node *node, enum field field, struct slice value);
/* "3 touchpoints: Owner Ida"; without a value "not said". */
void say_set_on(
    struct app *app, enum node_kind kind, size_t count, const char *label, struct slice value);

#endif
