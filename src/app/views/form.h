/* Forms: the rows that a node has on the screen, and choices of a word. */
#ifndef CJM_APP_VIEWS_FORM_H
#define CJM_APP_VIEWS_FORM_H

#include "app/core/state.h"

/* A field, or a child in a list field; a list field without a child is the row that adds one. */
struct form_row {
    enum field field;
    struct node *child;
};

/* The selected row; its field is FIELD_UNKNOWN where there is none. */
struct form_row form_row_at(const struct app *app, const struct level *level);

/* The row of a choice that has the field's value; the last row takes the value away. */
int choice_row_of_value(const struct node *node, enum field field);

#endif
