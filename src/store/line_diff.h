/* Where two texts differ, by lines. */
#ifndef CJM_STORE_LINE_DIFF_H
#define CJM_STORE_LINE_DIFF_H

#include "base/buf.h"

struct lines {
    struct slice *items; /* with their line ends */
    size_t count, cap;
};

/* Appends the lines of a text, which are parts of it; the items are to be freed. */
void lines_split(struct slice text, struct lines *out);
/* Sets which lines both have, in the same order; all others must be false. None of the rest where
 * very many differ. */
void lines_find_common(
    const struct lines *a, const struct lines *b, bool *common_a, bool *common_b);

/*
 * Appends the text `a` with git's marks where `b` differs from it:
 *
 *   <<<<<<< ours
 *   lines of a
 *   =======
 *   lines of b
 *   >>>>>>> theirs
 */
void line_diff_mark(struct slice a, struct slice b, struct buf *out);
/* The line, from 1, of `marked` in which the line `line` of `a` stands. */
size_t line_diff_marked_line(struct slice marked, size_t line);
/* The first line, from 1, in which the texts differ; 0: they are equal. */
size_t line_diff_first(struct slice a, struct slice b);
/* The line, from 1, of the first mark in a text that has all three of them; 0: it has not. */
size_t line_diff_find_mark(struct slice text);

#endif
