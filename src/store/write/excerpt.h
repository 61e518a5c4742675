/*
 * A text with nodes cut out, for libyaml to read faster: a "0" is left of each, so that it is still
 * there as an item; siblings that follow each other have one together. Places in it can be found in
 * the whole text.
 */
#ifndef CJM_STORE_WRITE_EXCERPT_H
#define CJM_STORE_WRITE_EXCERPT_H

#include "base/buf.h"
#include "model/map.h"

struct excerpt {
    struct buf text;
    struct excerpt_run {
        struct node *first;
        uint32_t count;
        long by;           /* so much further on than in the source */
        size_t begin, end; /* in the whole text */
        size_t at;         /* of the "0" in the excerpt */
    } * runs;              /* in the order of the text */
    size_t count, cap;
    size_t indent, begin; /* it starts with so many blanks, and then there in the whole text */
};

#define EXCERPT_INIT     \
    {                    \
        .text = BUF_INIT \
    }

void excerpt_release(struct excerpt *excerpt);
/* Notes a node that is to be left out: in the whole text it stands `by` behind its place in the
 * source. `before`: the sibling next to it, where that was left out just now; else NULL. */
void excerpt_leave_out(struct excerpt *excerpt, struct slice source, struct node *node,
    const struct node *before, long by);
/* Makes the text, up to that end of the whole one. */
void excerpt_make(struct excerpt *excerpt, struct slice whole, size_t end);
/* From a place in the text to the one in the whole text. */
size_t excerpt_position(const struct excerpt *excerpt, size_t offset);
/* Whose "0" is there; NULL: nobody's. */
const struct excerpt_run *excerpt_run_at(const struct excerpt *excerpt, size_t offset);

#endif
