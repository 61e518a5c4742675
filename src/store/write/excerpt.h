/*
 * A text with parts cut out, for libyaml to read faster: of each part a "0" is left, so that it
 * is still there as an item. Places in it can be found in the whole text.
 */
#ifndef CJM_STORE_WRITE_EXCERPT_H
#define CJM_STORE_WRITE_EXCERPT_H

#include "base/buf.h"

struct cuts {
    struct buf text;
    struct cut_piece {
        size_t begin; /* in the text */
        size_t whole; /* in the whole text */
    } * pieces;
    size_t count, cap;
};

#define CUTS_INIT        \
    {                    \
        .text = BUF_INIT \
    }

void cuts_release(struct cuts *cuts);
/* Appends a part of the whole text. The parts must come in its order. */
void cuts_keep(struct cuts *cuts, struct slice whole, size_t begin, size_t end);
/* Leaves out a part that begins there. */
void cuts_leave_out(struct cuts *cuts, size_t begin);
/* From a place in the text to the one in the whole text. */
size_t cuts_place(const struct cuts *cuts, size_t offset);

#endif
