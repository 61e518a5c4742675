/*
 * The room of writing uses store/read, store/file, model and base.
 *
 * Writes a changed map into the text that it came from: what did not change stays as it is, byte
 * for byte, with its comments, its quotes and its order.
 */
#ifndef CJM_STORE_WRITE_PATCH_H
#define CJM_STORE_WRITE_PATCH_H

#include "base/buf.h"
#include "model/map.h"

/* Bytes of the source that stand in the text as they are. */
struct copy {
    size_t begin, end; /* in the source */
    size_t own;        /* so much of what is new stands before them */
    size_t text;       /* where they begin in the text; set by patch_join() */
};

struct patcher {
    const struct map *map;    /* with a source */
    const struct node **anew; /* nodes to write in the canonical form; borrowed */
    size_t anew_count;
    /* What was found on the way: */
    bool names_changed; /* nodes or headlines: other ids may be derived now */
    bool personas_changed;
    struct copy *copies; /* in the order of the text and of the source */
    size_t copy_count, copy_cap;
    /* private */
    struct buf own; /* what is new, and stands between the copies */
    struct slice source;
    struct arena arena;
    struct buf scratch;
    size_t list_indent; /* of the dashes below their key */
    bool crlf;
};

/* Finds what the map's text is made of; nothing of what is copied is touched, so that it takes the
 * time of what changed. It is not read back here: comments can be cut in ways that are hard to
 * foresee. */
void patch_map(struct patcher *patcher);
/* Makes the text, in place of what `out` has. */
void patch_join(struct patcher *patcher, struct buf *out);
/* How many bytes at its begin and end are those of the source; they may be the same ones. */
void patch_same_ends(const struct patcher *patcher, size_t *begin, size_t *end);
void patcher_release(struct patcher *patcher);

#endif
