/*
 * The four primitives by which a map changes, and undo. Each edit is a value and has an inverse.
 * One user action is one group:
 *
 *   undo_begin(undo); edit_set(undo, ...); edit_insert(undo, ...); undo_end(undo);
 *
 * An edit outside of a group is a group of its own. Empty groups leave no trace.
 */
#ifndef CJM_MODEL_EDIT_H
#define CJM_MODEL_EDIT_H

#include "model/map.h"

enum edit_op {
    EDIT_SET,    /* a field from before to after; a slice without data is "not set" */
    EDIT_INSERT, /* node into new_parent at new_index */
    EDIT_REMOVE, /* node out of old_parent at old_index */
    EDIT_MOVE    /* node from old_parent, old_index to new_parent, new_index */
};

struct edit {
    enum edit_op op;
    uint16_t field;
    uint32_t group;
    struct node *node;
    struct slice before, after; /* in the map's arena */
    struct node *old_parent, *new_parent;
    uint32_t old_index, new_index; /* the index after it was taken out, for a move */
};

/* Told of every change after it was made, undo and redo included. */
struct edit_listener {
    void (*changed)(void *context, const struct edit *edit);
    void *context;
};

struct undo {
    struct map *map;
    struct edit *edits;
    size_t count, cap; /* all that can be undone or redone */
    size_t position;   /* edits before it are done, from it on undone */
    size_t saved;      /* position when the file was last equal; (size_t)-1: none is */
    uint32_t group;    /* the current group's number */
    int depth;         /* of undo_begin() */
    struct edit_listener listener;
};

void undo_init(struct undo *undo, struct map *map);
void undo_release(struct undo *undo);
void undo_begin(struct undo *undo);
void undo_end(struct undo *undo);
/* Begins a group that belongs to the last one done, if there is any: they are undone together. */
void undo_begin_more(struct undo *undo);
/* Undoes or redoes a group; returns its last edit (valid until the next), NULL if there is none. */
const struct edit *undo_undo(struct undo *undo);
const struct edit *undo_redo(struct undo *undo);
/* The map equals its file now. */
void undo_mark_saved(struct undo *undo);
bool undo_modified(const struct undo *undo);

/* Sets a field; text without data (SLICE_NONE) removes it. No edit where nothing changes. */
void edit_set(struct undo *undo, struct node *node, enum field field, struct slice text);
void edit_set_int(struct undo *undo, struct node *node, enum field field, int value);
/* Puts a node built with node_new() and node_put() into the tree; gives ids where missing. */
void edit_insert(struct undo *undo, struct node *parent, struct node *child, size_t index);
void edit_remove(struct undo *undo, struct node *node);
/* Moves it to `index` of the parent's list, counted without the node itself. */
void edit_move(struct undo *undo, struct node *node, struct node *parent, size_t index);

#endif
