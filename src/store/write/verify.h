/* Reads a text that is to be saved, and compares it with the map that it is to hold. */
#ifndef CJM_STORE_WRITE_VERIFY_H
#define CJM_STORE_WRITE_VERIFY_H

#include "model/map.h"
#include "store/write/patch.h"

/* Where each node stands in a text. */
struct spans {
    struct span {
        struct node *node;
        uint32_t begin, end;
        /* 0: of this node alone. Else it and its next siblings, so many together, and all that is
         * below them, are as far from their old spans as it is. */
        uint32_t moved;
    } * items;
    size_t count, cap;
};

/*
 * True: the text holds the map, no more and no less. Appends the spans of its nodes. Else
 * `*differs` is the innermost node that was found to differ, or at which the text can't be read.
 *
 * Every byte of it is looked at. A text of usual size is parsed as a whole, which also finds what
 * changed in the map and did not say so. In a large one libyaml would need most of a second, so of
 * nodes that did not change what `patcher` copied (NULL: nothing) is compared, byte for byte, with
 * the source, which was itself read or found to hold them; all else is parsed, with a "0" in the
 * place of each run of them. They are copied together with all that decides where they begin and
 * end: in the same bytes libyaml finds the same. Behind the text there is a zero byte.
 */
bool verify_text(const struct map *map, struct slice text, const struct patcher *patcher,
    struct spans *spans, const struct node **differs);
/* The nodes stand there from now on. */
void spans_keep(const struct spans *spans);
void spans_release(struct spans *spans);

#endif
