/*
 * The log of edits, and the chains through it, each from its last edit back. So what an undo looks
 * at is few, however long the log is.
 */
#ifndef CJM_MODEL_EDIT_EDIT_LOG_H
#define CJM_MODEL_EDIT_EDIT_LOG_H

#include "model/edit/edit.h"

/* Appends. */
void log_add(struct undo *undo, const struct edit *edit);
/* The same, but the edit becomes the first one of its node: it is told late. */
void log_add_oldest(struct undo *undo, const struct edit *edit);
void log_release(struct undo *undo);

/* The last edit of a chain; NULL: there is none. Valid until one is added. */
struct edit *log_of_node(const struct undo *undo, const struct node *node);
struct edit *log_of_action(const struct undo *undo, struct action action);
/* CHAIN_INTO, CHAIN_OUT */
struct edit *log_of_parent(const struct undo *undo, enum chain chain, const struct node *parent);
/* The edit before it in a chain. */
struct edit *log_before(const struct undo *undo, enum chain chain, const struct edit *edit);

#endif
