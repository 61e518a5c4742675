/*
 * Edits as lines of text, by the ids of their nodes: for a journal, and for others who have the
 * same map. Tokens with a TAB between, the name of the edit first:
 *
 *   set     ID KEY OLD NEW NAME KIND    a value is "=" and the text, or "-" for none; KEY is
 *                                       "?KEY" for one that the schema does not know
 *   insert  PARENT INDEX NODE
 *   remove  ID NAME KIND
 *   move    ID PARENT INDEX NAME KIND
 *
 * A NODE is "(KIND", its id, "KEY=VALUE" a field ("?KEY", a NUL and the YAML text, for a key that
 * the schema does not know), its child nodes, and ")". NAME is the node's headline, and
 * KIND what it is, for people who read the line. TAB, newline, backslash and control characters are
 * escaped.
 */
#ifndef CJM_MODEL_EDIT_EDIT_TEXT_H
#define CJM_MODEL_EDIT_EDIT_TEXT_H

#include "model/edit/edit.h"

/* Appends the line, without its end; of an edit that was made just now. */
void edit_text_add(const struct edit *edit, struct buf *out);

enum edit_text {
    EDIT_TEXT_GOOD,
    EDIT_TEXT_LOST, /* it is for a node that is not in the map */
    EDIT_TEXT_BAD   /* nothing that this program writes */
};

struct edit_reader {
    struct map *map;
    /* What a key is that the writer's schema did not know, with its YAML text, in a node of this
     * kind: FIELD_UNKNOWN, or a field of ours with its value appended to `value`; FIELD_ID: it is
     * not taken. NULL: none is. */
    enum field (*own_key)(
        enum node_kind kind, struct slice key, struct slice yaml, struct buf *value);
};

/*
 * Reads a line into what undo_apply() takes: op, node, field, after, new_parent, new_index. Any
 * text may come: only what a map may hold is taken. A node to insert is made, with its ids. With
 * `again` it is an effect of undoing or redoing: a removed node that is the same is taken instead,
 * or else it keeps the ids that it had, taken ones too.
 */
enum edit_text edit_text_read(
    const struct edit_reader *reader, struct slice line, bool again, struct edit *out);

/* A line taken apart: what it says, of whatever nodes. */
struct edit_line {
    enum edit_op op;
    struct slice id;     /* not of an insert */
    struct slice parent; /* of an insert or move */
    uint32_t index;
    struct slice key, before, after; /* of a set; without data: "-" */
    struct slice name;               /* empty where it has none */
    enum node_kind kind;             /* KIND_COUNT: it says none that is known */
    struct slice rest;               /* of an insert: the NODE */
    struct buf text;
};

/* False: nothing that this program writes. To be released in any case. */
bool edit_line_begin(struct edit_line *line, struct slice text);
void edit_line_release(struct edit_line *line);
/* Makes the node of an insert, and what is below it, with the ids that it says, which are not in
 * the map's table. NULL: the map, or a parent of that kind (KIND_COUNT: any), can't hold it. */
struct node *edit_line_node(
    const struct edit_reader *reader, const struct edit_line *line, enum node_kind parent);

/* Takes the next token off the front of `rest` and appends it to `out`, without escapes; false at
 * the end. */
bool edit_token_next(struct slice *rest, struct buf *out);
/* Appends a TAB, unless `out` is empty or at a line's beginning, and the token with escapes. */
void edit_token_add(struct buf *out, struct slice token);

#endif
