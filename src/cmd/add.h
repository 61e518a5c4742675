/* What cjm-tui add was given, and what that makes of the map. */
#ifndef CJM_CMD_ADD_H
#define CJM_CMD_ADD_H

#include "cmd/cmd.h"
#include "insight/match/name_index.h"
#include "model/edit/edit.h"

struct addition {
    const struct arguments *arguments;
    struct undo *undo;
    struct node *persona;          /* that was named; NULL: none */
    struct name_index touchpoints; /* of the stage */
    struct buf items; /* touchpoints in their short form, a line each; empty: --touchpoint */
    struct buf ids;   /* of what is new, a line each */
    bool commented;   /* on what --comment-on says */
    struct diags *diags;
};

/* --- what was given --- */

/* Trimmed; without data where it was not given. */
struct slice add_given(const struct addition *add, const char *option);
/* Is the option of a field of that kind given? */
bool add_says_of(const struct addition *add, enum node_kind kind);

/* --- what it makes of the map; all of these are false with a message where it is wrong --- */

bool add_complain(struct addition *add, const char *option, const char *what);
/* May one emotion take the place of all, or is it that of the persona who was named? */
bool add_takes_emotion(struct addition *add, const struct node *node, const char *option);
/* The child of that name, which is made where there is none. */
struct node *add_named(
    struct addition *add, struct node *parent, enum node_kind kind, struct slice name);
/* What was given of a kind beside its headline; without a node it belongs to nothing. */
bool add_set_fields(struct addition *add, struct node *node, enum node_kind kind);
/* What was given for lanes of the node, of what it lies in, or of the persona. */
bool add_set_lanes(struct addition *add, struct node *node);
/* Pains, ideas, quotes, metrics, visits, comments. */
bool add_children(struct addition *add, struct node *parent);
/* A note for the parking lot. */
bool add_note(struct addition *add);
/* The comment, where --comment-on says that it is on such a node. Without a node: nothing. */
bool add_comment_on(struct addition *add, struct node *node);
/* Is what --comment-on says there, too? */
bool add_check_comment(struct addition *add);
/* The words of --comment-on. */
void add_comment_kinds(struct buf *out);

#endif
