/*
 * The room of merging uses insight, store, model and base.
 *
 * Merging in three ways: what changed from a common base to another map comes into ours. A change
 * of one side is taken, the same change of both once. Where both changed the same differently ours
 * stays, and a conflict holds the other text: neither is lost.
 *
 * Lists of texts merge item by item, emotions persona by persona, long texts as wholes. A node
 * that one side removed and the other changed stays as ours has it. Nodes are matched as
 * insight/match/match.h does; what both added to the same list under the same id or name is one
 * node.
 */
#ifndef CJM_INSIGHT_MERGE_MERGE_H
#define CJM_INSIGHT_MERGE_MERGE_H

#include "model/edit/edit.h"

enum conflict_kind {
    CONFLICT_FIELD,         /* both changed a field */
    CONFLICT_REMOVED_HERE,  /* ours removed the node, theirs changed it or what is below */
    CONFLICT_REMOVED_THERE, /* the other way round: it stayed */
    CONFLICT_MOVED          /* both moved it; the texts are the names of the parents, or of the
                               left neighbours where it moved within its list */
};

/* The texts live in the arena of our map. */
struct conflict {
    enum conflict_kind kind;
    uint16_t node_kind; /* enum node_kind */
    enum field field;   /* of CONFLICT_FIELD; FIELD_UNKNOWN with its key */
    struct slice key;
    const char *persona; /* id of the one whose emotion it is; NULL: the whole field */
    const char *id;      /* of the node in our map, or the one it had */
    struct slice headline;
    struct slice base, ours, theirs; /* without data: not set. Of a removed node one text of all
                                        that was changed in it, a line each */
    bool full; /* theirs can't be taken: the node has as many own keys as it may have, or lanes and
                  values would not go together (model/edit/fits.h) */
    /* For taking theirs: */
    struct node *copy;  /* of CONFLICT_REMOVED_HERE: theirs, not in the tree */
    const char *parent; /* of it, and of CONFLICT_MOVED: where theirs has it */
    size_t index;
    /* For taking ours again (insight/merge/conflict_choice.h), and for who keeps a note of it: */
    const char *ours_parent;
    size_t ours_index;
    const char *note; /* its id; NULL: none */
};

struct conflicts {
    struct conflict *items;
    size_t count, cap;
};

#define CONFLICTS_INIT \
    {                  \
        NULL, 0, 0     \
    }

/* Edits ours, as one action; appends conflicts. The three maps are different objects. Returns
 * whether ours changed. */
bool merge_maps(
    struct undo *ours, const struct map *base, const struct map *theirs, struct conflicts *out);
void conflicts_release(struct conflicts *conflicts);

/*
 * Appends one line: "3-D Secure: emotion: ours -2, theirs 0, base -1". Names and long texts are cut
 * and end in `mark` then; NULL: nothing is cut, and line breaks stay.
 */
void conflict_describe(const struct conflict *conflict, const char *mark, struct buf *out);
/* Puts theirs in the place of ours, as one action. False: the node is not in the map any more, or
 * can't hold it. */
bool conflict_take_theirs(struct undo *ours, const struct conflict *conflict);

#endif
