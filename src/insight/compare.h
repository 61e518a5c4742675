/* What differs between two maps, as people would say it. */
#ifndef CJM_INSIGHT_COMPARE_H
#define CJM_INSIGHT_COMPARE_H

#include "insight/match/match.h"

enum change_kind { CHANGE_SET, CHANGE_ADDED, CHANGE_REMOVED, CHANGE_MOVED };

/* Does another touchpoint have the name of the one that a change is in? */
enum same_name { SAME_NAME_UNKNOWN, SAME_NAME_NONE, SAME_NAME_SOME };

/* One change; the nodes and texts belong to the maps. */
struct change {
    enum change_kind kind;
    const struct node *node; /* in the newer map; a removed one in the older */
    /* of CHANGE_SET: */
    enum field field;
    struct slice key;           /* of FIELD_UNKNOWN; the texts are YAML then */
    struct slice before, after; /* without data: not set */
    /* of the others: */
    const struct node *old_parent, *new_parent; /* the same one: it moved in its list */
    const struct node *behind; /* of CHANGE_MOVED: its left neighbour now; NULL: it is the first */
    enum same_name same_name;
};

struct changes {
    struct change *items;
    size_t count, cap;
};

#define CHANGES_INIT \
    {                \
        NULL, 0, 0   \
    }

/*
 * Appends what changed from `a` to `b`, in the order of the map `b`; a removed node stands where
 * it was. What is below an added or removed node is not told, unless it was moved there. Moves
 * within a list are as few as can be. `match` is of both maps.
 */
void compare_maps(
    const struct match *match, const struct map *a, const struct map *b, struct changes *out);
void changes_release(struct changes *changes);

/* The same field of two nodes; `field` FIELD_UNKNOWN: the value of that key. */
struct slice compare_value(const struct node *node, enum field field, struct slice key);
/* It is what the guide remembers, not what people see. */
bool change_is_of_guide(const struct change *change);
/*
 * Appends a change in one line, safe for a terminal: "3-D Secure: emotion -2 -> 0". Names and long
 * texts are cut, and end in `mark` ("…" or "~") then; with NULL only very long texts are. The nodes
 * must be in trees, but for the node that was removed or its like: its old_parent must be.
 */
void change_describe(const struct change *change, const char *mark, struct buf *out);
/* Appends which node it is, as above: "3-D Secure: pain "The code never arrives"". */
void change_describe_node(const struct node *node, const char *mark, struct buf *out);

#endif
