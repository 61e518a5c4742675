/*
 * The log of edits. Of each value, each node's being there and each node's place it has a chain of
 * the edits that are about it, and knows at once the last one that is not undone: it is on top of a
 * heap, out of which undone ones are taken when they get there. So the log may be long, and
 * whatever is undone and done again costs the logarithm of that.
 *
 * Of the edits of one action that are in the same chain only the last one counts: they are undone
 * together.
 */
#ifndef CJM_MODEL_EDIT_EDIT_LOG_H
#define CJM_MODEL_EDIT_EDIT_LOG_H

#include "model/edit/edit.h"

/* Appends; undo_modified() is true then. */
void log_add(struct undo *undo, const struct edit *edit);
/* The same, but the edit becomes the first one of its chains, of an action that is `undone` or not:
 * it is told late. */
void log_add_oldest(struct undo *undo, const struct edit *edit, bool undone);
void log_release(struct undo *undo);

/* The action; NULL: the log has nothing of it. */
struct log_action *log_action(const struct undo *undo, struct action action);
/* Marks its edits as undone or done again. */
void log_mark(struct undo *undo, struct action action, bool undone);
/* All that is done is in the file, and nothing else. */
void log_mark_saved(struct undo *undo);

/* The last edit of an action, and the one before it, of those that count; NULL: there is none. */
struct edit *log_of_action(const struct undo *undo, struct action action);
struct edit *log_before(const struct undo *undo, const struct edit *edit);
/* What the edits of a chain are about. */
struct log_key {
    const struct node *node;
    uint64_t what; /* field + 1 of a value; 0: the node itself */
};

#define LOG_NODE(of) ((struct log_key){ .node = (of) })

/* The value that it sets, or the node that it places. */
struct log_key log_key_of(const struct edit *edit);
/* The last edit of an action that is about that value, or places that node. */
struct edit *log_of_action_about(
    const struct undo *undo, struct action action, struct log_key about);

/* The last edit of a chain that is not undone, and the first one of all; NULL: there is none. Valid
 * until an edit is added. */
struct edit *log_last(const struct undo *undo, enum chain chain, struct log_key key);
struct edit *log_first(const struct undo *undo, enum chain chain, struct log_key key);
/* Takes the last one out, so that the one before it is the last / puts it back. */
struct edit *log_take_last(const struct undo *undo, enum chain chain, struct log_key key);
void log_put_back(const struct undo *undo, enum chain chain, struct edit *edit);

#endif
