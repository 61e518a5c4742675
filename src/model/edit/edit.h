/*
 * The four primitives by which a map changes, and undo. Each edit is a value and has an inverse.
 * One user action is one group:
 *
 *   undo_begin(undo); edit_set(undo, ...); edit_insert(undo, ...); undo_end(undo);
 *
 * An edit outside of a group is a group of its own. Empty groups leave no trace.
 *
 * All edits since the map was opened are in one log, one's own and those of others who have the
 * same map open. Undo takes back the last own group and leaves what others did since: a field that
 * another wrote over keeps that, a node comes back beside the siblings that it left, and one that
 * another has written into stays. Undone edits stay in the log, so that redo, and an undo of what
 * lies above or below, finds what the value or the place would be without them. So whoever undoes
 * in whatever order, when all is undone the map is what it was.
 */
#ifndef CJM_MODEL_EDIT_EDIT_H
#define CJM_MODEL_EDIT_EDIT_H

#include "model/map.h"

enum edit_op {
    EDIT_SET,    /* a field from before to after; a slice without data is "not set" */
    EDIT_INSERT, /* node into new_parent at new_index */
    EDIT_REMOVE, /* node out of old_parent at old_index */
    EDIT_MOVE    /* node from old_parent, old_index to new_parent, new_index */
};

enum { AUTHOR_SELF = 0 };

/* Chains through the log: the edits that have this in common. */
enum chain {
    CHAIN_VALUE,  /* sets of one field of one node */
    CHAIN_SETS,   /* sets of one node */
    CHAIN_EXISTS, /* inserts and removes of one node */
    CHAIN_PLACE,  /* inserts and moves of one node */
    CHAIN_INTO,   /* inserts and moves into one parent */
    CHAIN_OUT,    /* moves out of one parent */
    CHAIN_OWN,    /* one's own */
    CHAIN_SAME,   /* of one action, and of one value, or placing one node */
    CHAIN_COUNT
};

struct edit {
    enum edit_op op;
    uint32_t author; /* AUTHOR_SELF, or another of the session's */
    uint32_t group;  /* the author's number of the action */
    uint16_t field;
    bool own; /* one's own undo takes it back */
    struct node *node;
    struct slice before, after; /* in the map's arena */
    struct node *old_parent, *new_parent;
    uint32_t old_index, new_index;         /* the index after it was taken out, for a move */
    struct list_slot *old_slot, *new_slot; /* what remembers the index while siblings come and go */
    /* The log's (model/edit/edit_log.h); numbers are indexes + 1, 0: none. */
    int32_t order;            /* the larger, the later */
    uint32_t action;          /* index of its action */
    uint32_t earlier;         /* number of the edit before it in its action */
    uint8_t queued, replaced; /* bits of chains: it is in the heap; a later one counts for it */
    struct log_link {
        uint32_t child, sibling;
    } links[4]; /* in heaps */
};

/* Told of every change after it was made, whoever's it is, undo and redo included. */
struct edit_listener {
    void (*changed)(void *context, const struct edit *edit);
    void *context;
};

/* What makes own actions known and durable. */
struct edit_recorder {
    /* An own action is about to change the map. Edits of others may be applied in here, first. */
    void (*begin)(void *context);
    /* An own edit was made. */
    void (*record)(void *context, const struct edit *edit);
    /* An own group is undone or done again; the edits that this makes are recorded after it. */
    void (*toggle)(void *context, const struct edit *first, bool undone);
    /* The action is complete. */
    void (*end)(void *context);
    /* An own edit was not made: the node that it is for is no longer in the map. */
    void (*lost)(void *context, const struct edit *edit);
    void *context;
};

struct action {
    uint32_t author;
    uint32_t group;
};

/* An action in the log. */
struct log_action {
    bool undone;
    size_t count, saved;  /* edits, and how many of them have their effect in the file */
    uint32_t first, last; /* numbers of edits */
};

struct log_table {
    struct log_slot {
        const struct node *node; /* the key */
        uint64_t what;
        uint32_t first; /* number of its first edit; 0: the slot is free */
        uint32_t top;   /* of the heap */
    } * slots;          /* open addressing; a power of two of them */
    size_t count, size;
};

/* An action that is being undone or done again. Its edits are visited again and again, until none
 * of them has an effect left to carry out. */
struct toggling {
    uint32_t *edits; /* indexes in the log, in the order of visiting them */
    size_t count, cap;
    size_t next;
    uint32_t last; /* the last edit of the action in that order */
    struct action action;
    bool undone;
};

struct undo {
    struct map *map;
    struct edit *edits; /* the log */
    size_t count, cap;
    int32_t oldest; /* the order of the edit that was told last of what was before the log */
    struct log_action *actions;
    size_t action_count, action_cap;
    struct log_table chains[CHAIN_COUNT], action_table;
    struct toggling toggling;
    struct action *redo; /* own groups that can be done again, the next one last */
    size_t redo_count, redo_cap;
    size_t unsaved;  /* edits whose effect differs from the file's */
    uint32_t group;  /* the current own group's number */
    uint32_t groups; /* own ones begun so far */
    int depth;       /* of undo_begin() */
    bool acting;     /* between recorder's begin and end */
    /* Set by the last undo or redo: indexes + 1 in the log; 0: none. */
    size_t kept;    /* an edit of a later own action that can't be undone */
    size_t kept_by; /* another's edit that needs it; 0: the place where it belongs is gone, or,
                       where it is not in the map, another one has its id */
    size_t
        overwritten; /* an edit of the action that had no effect, since another changed the same */
    size_t overwriter; /* that other's edit */
    bool kept_unfit;   /* `kept` waits until lanes and values go together (model/edit/fits.h) */
    /* Why the last own edit was not made: a sentence, until who says it clears it. The rest of its
     * group is not made either. */
    struct buf refused;
    uint32_t refused_group;
    struct edit_listener listener;
    struct edit_recorder recorder;
};

void undo_init(struct undo *undo, struct map *map);
void undo_release(struct undo *undo);
void undo_begin(struct undo *undo);
void undo_end(struct undo *undo);
/* Within a group, before its first edit: applies what others did now, so that it does not change
 * what the caller looks at between looking and editing. */
void undo_catch_up(struct undo *undo);
/* Begins a group that belongs to the last own one, if there is any: they are undone together. */
void undo_begin_more(struct undo *undo);
/* Undoes or redoes a group; returns its last edit (valid until the next), NULL if there is none
 * that can be: see `kept`. */
const struct edit *undo_undo(struct undo *undo);
const struct edit *undo_redo(struct undo *undo);
/* Is there something to redo? */
bool undo_can_redo(const struct undo *undo);
/* The map equals its file now. */
void undo_mark_saved(struct undo *undo);
bool undo_modified(const struct undo *undo);

/* Was an edit refused since this was asked last? It is said to nobody then, and the group goes on.
 */
bool undo_take_refusal(struct undo *undo);

/* Sets a field; text without data (SLICE_NONE) removes it. No edit where nothing changes. */
void edit_set(struct undo *undo, struct node *node, enum field field, struct slice text);
void edit_set_int(struct undo *undo, struct node *node, enum field field, int value);
/* Puts a node built with node_new() and node_put() into the tree; gives ids where missing. */
void edit_insert(struct undo *undo, struct node *parent, struct node *child, size_t index);
void edit_remove(struct undo *undo, struct node *node);
/* Puts a note into the parking lot. */
struct node *edit_park(struct undo *undo, struct slice text);
/* Moves it to `index` of the parent's list, counted without the node itself. */
void edit_move(struct undo *undo, struct node *node, struct node *parent, size_t index);
bool edit_is_undone(const struct undo *undo, const struct edit *edit);
/* The key of the field that was set, as the file has it. */
struct slice edit_key(const struct edit *edit);
/* Is it in the tree? One that was removed is not. */
bool node_in_tree(const struct map *map, const struct node *node);

/* --- of others, and of a journal: made and logged, not recorded --- */

/* Makes an edit with author, group, own, op, node, field, after, new_parent, new_index filled in
 * by the caller; all nodes are in the tree, a new one has its ids. */
void undo_apply(struct undo *undo, struct edit edit);
/* Marks the action as undone or done again; undo_next_effect() then gives what must change. */
void undo_toggle(struct undo *undo, struct action action, bool undone);
/* Gives the next edit of the tree that this needs; false: there is none left. */
bool undo_next_effect(struct undo *undo, struct edit *effect);
void undo_carry_out_effect(struct undo *undo, struct edit *effect);
/* Makes an effect that another program has told and the log does not lead to: op, node, field,
 * after, new_parent and new_index are filled in; a node that comes back has the ids that it had. */
void undo_apply_effect(struct undo *undo, struct edit edit);
/* After the effects: makes the changes in nodes that are not in the tree, which nobody sees. */
void undo_settle(struct undo *undo);

#endif
