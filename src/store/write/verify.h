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
 * `patcher` made the text; NULL: nothing in it is copied. In a large text nodes that did not
 * change, and stand in a copy of the source together with all that decides where they end, are not
 * read once more: libyaml would find in the same bytes what it found before. Those that follow each
 * other so are left out together.
 */
bool verify_text(const struct map *map, struct slice text, const struct patcher *patcher,
    struct spans *spans, const struct node **differs);
/* The nodes stand there from now on. */
void spans_keep(const struct spans *spans);
void spans_release(struct spans *spans);

#endif
