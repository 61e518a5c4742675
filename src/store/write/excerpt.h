/*
 * A text with parts cut out, for libyaml to read faster: of each part a "0" is left, so that it
 * is still there as an item; items that follow each other may be one part. Places in it can be
 * found in the whole text.
 */
#ifndef CJM_STORE_WRITE_EXCERPT_H
#define CJM_STORE_WRITE_EXCERPT_H

#include "base/buf.h"
#include "model/map.h"

struct excerpt {
    struct buf text;
    struct cut_piece {
        size_t begin; /* in the text */
        size_t whole; /* in the whole text */
    } * pieces;
    size_t count, cap;
};

#define EXCERPT_INIT     \
    {                    \
        .text = BUF_INIT \
    }

void excerpt_release(struct excerpt *excerpt);
/* Appends a part of the whole text. The parts must come in its order. */
void excerpt_keep(struct excerpt *excerpt, struct slice whole, size_t begin, size_t end);
/* Leaves out a part that begins there. */
void excerpt_leave_out(struct excerpt *excerpt, size_t begin);
/* Is there nothing between two items of a list but what divides them? Then one "0" may stand for
 * both. */
bool excerpt_follows(struct slice whole, const struct node *before, const struct node *node);
/* From a place in the text to the one in the whole text. */
size_t excerpt_position(const struct excerpt *excerpt, size_t offset);

#endif
