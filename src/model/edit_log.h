/*
 * The log of edits, with two chains through it from the last edit back: those of a node, and those
 * of an action. So what an undo looks at is few, however long the log is.
 */
#ifndef CJM_MODEL_EDIT_LOG_H
#define CJM_MODEL_EDIT_LOG_H

#include "model/edit.h"

/* Appends; returns its index. */
size_t log_add(struct undo *undo, const struct edit *edit);
/* The same for one that was made before all others of its node, though it was not known of. */
size_t log_add_oldest(struct undo *undo, const struct edit *edit);
void log_release(struct undo *undo);

/* The last edit of it; NULL: there is none. Valid until one is added. */
struct edit *log_of_node(const struct undo *undo, const struct node *node);
struct edit *log_of_action(const struct undo *undo, struct action action);
/* The edit before it in the chain. */
struct edit *log_before_of_node(const struct undo *undo, const struct edit *edit);
struct edit *log_before_in_action(const struct undo *undo, const struct edit *edit);

#endif
