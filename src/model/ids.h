/*
 * Ids: derived from a node's headline when a file is read, so that files need no "id:" lines.
 * A slug keeps letters and digits of every script in lower case and makes all else one hyphen;
 * a slug that is taken gets -2, -3, ... in document order, explicit ids being taken first. Those
 * of the guide's steps and questions begin with "step-" and "question-".
 */
#ifndef CJM_MODEL_IDS_H
#define CJM_MODEL_IDS_H

#include "base/buf.h"
#include "model/map.h"

/* Appends the slug of a headline, at most 40 code points; the kind's name where it is empty. */
void id_slug(enum node_kind kind, struct slice headline, struct buf *out);
/* The same of a node's own headline. */
void id_slug_of(const struct node *node, struct buf *out);
/* "website-7": 7, and the length of the slug; 0: it has no such suffix. */
unsigned id_suffix(struct slice id, size_t *slug_len);
void id_add_suffix(struct buf *out, unsigned suffix);
/* May a node of that kind have it? What id_slug() makes of each character is that character;
 * hyphens and digits may stand anywhere. */
bool id_is_good(enum node_kind kind, struct slice id);
void ids_release(struct map *map);
/* So many nodes will be entered: there is room for them at once. */
void ids_expect(struct map *map, size_t count);
/* Gives `node` and all below it an id: the one derived where it has none or another has it. */
void ids_assign(struct map *map, struct node *node);
/* Enters `node` and all below it under the ids they have / takes them out. */
void ids_enter(struct map *map, struct node *node);
void ids_leave(struct map *map, struct node *node);
/* Enters one node under its id; false if the id is taken by another. */
bool ids_claim(struct map *map, struct node *node);
/*
 * Calls `differs` for each node whose id is not the one that reading the map would derive if
 * only nodes with explicit_id set kept theirs; the callback may set explicit_id.
 */
void ids_check(
    const struct map *map, void (*differs)(struct node *node, void *context), void *context);

/* --- ids_changed.c --- */

/* The node's name or place is another: ids_check_changed() has to look at it and at what is below
 * it. */
void ids_note(struct map *map, struct node *node);
/* A save gave it an "id:". */
void ids_note_own(struct map *map, struct node *node);
/* All ids are what reading the map would derive, or explicit: nothing has changed. */
void ids_checked(struct map *map);
/*
 * ids_check(), until no node differs any more, in the time of what changed since ids_checked() and
 * of `more`: nodes that are not explicit any more since then. The callback must set explicit_id.
 * False: that would be no faster; some nodes may have been told, and ids_check() finds the others.
 */
bool ids_check_changed(const struct map *map, struct node *const *more, size_t count,
    void (*differs)(struct node *node, void *context), void *context);

#endif
