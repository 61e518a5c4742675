/*
 * Applies the lines of a journal to a map: edits of others and of former runs, and what was undone
 * of them. Every program that applies the same lines to the same map has the same map then.
 *
 *   undo  AUTHOR ACTION    that action is undone; the lines of the same action behind it are what
 *   redo  AUTHOR ACTION    comes of that
 *
 * Lines are edits (model/edit/edit_text.h) or one of these two; others are not for here.
 */
#ifndef CJM_MODEL_EDIT_REPLAY_H
#define CJM_MODEL_EDIT_REPLAY_H

#include "model/edit/edit_text.h"
#include "model/names.h"

struct replay_author {
    const char *token; /* who, of which program */
    char *name;        /* that one chose; NULL: the token has it */
    bool own;          /* oneself, in this or a former run */
};

struct replay {
    struct undo *undo;
    struct edit_reader reader;
    struct names tokens;           /* of the authors */
    struct replay_author *authors; /* the first one is oneself */
    size_t author_count, author_cap;
    uint32_t author; /* of the action whose lines come */
    uint32_t group;
    bool toggles;          /* the action undoes or redoes another: */
    struct action toggled; /* this one */
    bool undoes;
    bool waits; /* it is done when a line of it comes, or none any more */
};

void replay_init(struct replay *replay, struct undo *undo, const char *self);
void replay_release(struct replay *replay);
/* The number of an author; one who is not known yet gets the next. */
uint32_t replay_author(struct replay *replay, struct slice token);
/* Treats the edits of this author that come from now on as one's own: `u` takes them back. */
void replay_adopt(struct replay *replay, struct slice token);

/* Gives an author a name, instead of the one in the token. */
void replay_call(struct replay *replay, uint32_t author, struct slice name);

struct replay_line {
    struct slice author; /* token */
    uint32_t action;
    struct slice text;
};

/* Applies a line; `edit` is what was done, for those who must tell (op, node, field, before,
 * after). Not good: nothing was done. */
enum edit_text replay_line(
    struct replay *replay, const struct replay_line *line, struct edit *edit);
/* To be called behind the last line that is there for now: completes what they undo or redo. */
void replay_rest(struct replay *replay);
/* Appends the line of an undo or redo of the action that `first` belongs to. */
void replay_add_toggle(
    const struct replay *replay, const struct edit *first, bool undone, struct buf *out);

#endif
