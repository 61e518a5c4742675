/* Shared by the files of the merge. */
#ifndef CJM_INSIGHT_MERGE_MERGE_PRIVATE_H
#define CJM_INSIGHT_MERGE_MERGE_PRIVATE_H

#include "insight/match/match.h"
#include "insight/merge/merge.h"

/* A field of theirs, or of both brought together, that the node of ours can't have yet, or a lane
 * of theirs that can't be there. */
struct merge_waiting {
    struct node *node;
    struct node *parent; /* of the lane; NULL: it is a field */
    size_t index;
    enum field field;
    struct slice key, base, theirs, ours;
    bool taken;
};

struct merge {
    struct undo *undo;
    struct map *ours;
    const struct map *base, *theirs;
    struct match base_ours, base_theirs;
    struct match added; /* nodes of theirs and ours that are not in the base */
    struct match came;  /* those of them that ours got from theirs */
    struct match going; /* nodes of ours that are to be removed, each with itself */
    struct match seen;  /* nodes of ours that were moved to their last place */
    struct merge_waiting *waiting;
    size_t waiting_count, waiting_cap;
    struct conflicts *out;
};

enum merge_side { SIDE_BASE, SIDE_OURS, SIDE_THEIRS };

/* The same node in another of the maps; NULL where it is not. */
struct node *merge_base_of_ours(const struct merge *m, const struct node *ours);
struct node *merge_theirs_of(const struct merge *m, const struct node *ours);
struct node *merge_ours_of(const struct merge *m, const struct node *theirs);

/* A copy in ours of one of theirs, without what is below it; with the same id where that is free.
 */
struct node *merge_copy_alone(struct map *map, const struct node *node);

/* Appends a conflict about a node; the texts are copied. */
struct conflict *merge_add_conflict(
    struct merge *m, enum conflict_kind kind, const struct node *node);
struct slice merge_keep(struct merge *m, struct slice text);

/* Sets a field, or the value of a key that the schema does not know. False: it can't be there. */
bool merge_set(
    struct undo *undo, struct node *node, enum field field, struct slice key, struct slice value);

/* --- fields.c --- */

/* Brings the fields of a node that ours and theirs have together; `base` may be none. */
void merge_fields(
    struct merge *m, struct node *ours, const struct node *base, const struct node *theirs);
/* Gives ids of the other map's nodes, in a node that came from there, the ids they have here. */
void merge_translate_fields(struct merge *m, struct node *node);
/* Are the fields of the base's node the same as those of one of `side`? */
bool merge_same_fields(
    const struct merge *m, const struct node *base, enum merge_side side, const struct node *node);
/* Appends a line for each field of a node that differs from the base's (which may be none). */
void merge_add_texts(const struct merge *m, const struct node *base, enum merge_side side,
    const struct node *node, struct buf *out);

/* --- guesses.c --- */

/* A name that both sides have in one list, and the base has not, is that of one new node: it was
 * taken for another's new name only where both did so. */
void merge_drop_guesses(struct merge *m);

/* --- waiting.c --- */

/* Its texts are copied; `ours` is filled in, taken is not. */
void merge_wait(struct merge *m, struct merge_waiting waiting);
/* Takes what fits by now; the rest becomes conflicts. */
void merge_end_waiting(struct merge *m);

/* --- emotions.c --- */

/* A list of texts. False: they can't be brought together. */
bool merge_texts(struct slice base, struct slice ours, struct slice theirs, struct buf *out);
/* Per-persona values, at least one of which has pairs; ids are those of ours. */
void merge_emotions(struct merge *m, struct node *ours, struct slice base, struct slice theirs);

/* --- lists.c --- */

/* Puts all nodes of ours into the places that they have after the merge. */
void merge_lists(struct merge *m);
/* The node of ours that is its parent then. */
struct node *merge_parent_of(const struct merge *m, const struct node *ours);

/* --- removed.c --- */

/* Finds what theirs removed and ours did not change. */
void merge_find_going(struct merge *m);
void merge_remove_going(struct merge *m);
/* Adds the conflicts of what ours removed and theirs changed. */
void merge_report_removed_here(struct merge *m);

#endif
