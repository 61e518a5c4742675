/* Adding a node by its headline, asked for in a prompt unless it is given. */
#ifndef CJM_APP_VIEWS_ADD_H
#define CJM_APP_VIEWS_ADD_H

#include "app/core/state.h"

/* Asks for the headline unless it was given, and adds the node at `index` ((size_t)-1: at the end)
 * of the parent's list for its kind. */
void add_node(
    struct app *app, struct node *parent, enum node_kind kind, size_t index, struct slice given);

#endif
