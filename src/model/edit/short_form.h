/*
 * What is typed where nodes are named: "Checkout page @web -1 !payment fails !!4", several with ";"
 * between or a line each. Screen, guide and `cjm-tui add` understand it here, and only here.
 *
 * A touchpoint has its channel behind "@", its emotion as -2 .. +2 (without a sign only behind the
 * channel), and behind each "!" a pain, whose severity 0..4 stands behind "!!". A pain is typed
 * likewise; other kinds take the text as it is, quotes and notes with all in it. A sign is one at
 * the beginning of a word, full-width or not, unless it is alone or has a backslash before it.
 */
#ifndef CJM_MODEL_EDIT_SHORT_FORM_H
#define CJM_MODEL_EDIT_SHORT_FORM_H

#include "model/edit/edit.h"

/* One item, understood. */
struct short_form {
    enum node_kind kind;
    struct buf name, channel;
    int emotion;           /* EMOTION_NONE: not given */
    struct buf pains;      /* a list value */
    struct buf severities; /* of each of them: a digit, or '-' where none was given */
};

void short_form_init(struct short_form *form, enum node_kind kind);
void short_form_release(struct short_form *form);
/* Of a form that was just initialised; false with a reason. */
bool short_form_parse(struct short_form *form, struct slice item, struct buf *why);
/* Inserts what it stands for: a node, or several pains. Returns the last one. */
struct node *short_form_insert(
    struct undo *undo, struct node *parent, size_t index, const struct short_form *form);
/* Inserts its pains behind those of the touchpoint. */
void short_form_insert_pains(
    struct undo *undo, struct node *touchpoint, const struct short_form *form);

/* Where in a line the channel begins that is typed at its end, behind "@"; false: none is. */
bool short_form_channel(struct slice line, size_t *start);

/* Takes the next item off the front of a list; false at the end. */
bool short_list_next(enum node_kind kind, struct slice *rest, struct buf *item);
/* Appends how a list is understood, nothing where it is one item that is taken as it is; false with
 * the reason, which names the item, where one of them can't be used. */
bool short_list_read(enum node_kind kind, struct slice list, struct buf *said);
/* Inserts all of a list that was read without objections; the last node. */
struct node *short_list_insert(
    struct undo *undo, struct node *parent, enum node_kind kind, size_t index, struct slice list);

#endif
