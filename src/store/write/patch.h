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
    size_t text;       /* where they begin in the text */
};

struct patcher {
    const struct map *map;    /* with a source */
    const struct node **anew; /* nodes to write in the canonical form; borrowed */
    size_t anew_count;
    /* What was found on the way: */
    bool names_changed; /* nodes or headlines: other ids may be derived now */
    bool personas_changed;
    struct copy *copies; /* in the order of the text and of the source; to be freed */
    size_t copy_count, copy_cap;
    /* private */
    struct buf *out; /* the text itself: only what is copied to it is a copy */
    struct slice source;
    struct arena arena;
    struct buf scratch;
    size_t list_indent; /* of the dashes below their key */
    bool crlf;
};

/* Appends the map's text. It is not read back here: comments can be cut in ways that are hard to
 * foresee. */
void patch_map(struct patcher *patcher, struct buf *out);

#endif
