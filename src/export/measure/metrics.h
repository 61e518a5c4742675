/*
 * How wide a text is where no font is at hand: a table that is never narrower than DejaVu Sans,
 * Noto Sans or Arial. Sizes and widths are tenths of a millimetre.
 */
#ifndef CJM_EXPORT_MEASURE_METRICS_H
#define CJM_EXPORT_MEASURE_METRICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

struct prepared;
struct piece;

/* Texts that were cut into words, so that each is looked at once: a text is known by its address,
 * and stays as it is as long as this lives. */
struct widths {
    struct arena arena;
    struct prepared *slots;
    size_t count, size;
    struct piece *cut; /* the text that is being cut */
    size_t cut_cap;
    bool broke_word; /* a word of few letters had to be broken since this was last cleared */
};

#define WIDTHS_INIT                            \
    {                                          \
        ARENA_INIT, NULL, 0, 0, NULL, 0, false \
    }

/* One line of a wrapped text. */
struct text_line {
    struct slice text;
    bool blank; /* a blank or a line break stands behind it */
    int width;
};

void widths_release(struct widths *widths);
/* Hundredths of the size that a code point takes. */
int point_width(uint32_t point, bool bold);
/* Nothing of it comes into a file: control characters, what turns the direction of writing, what
 * XML does not have. A line break and a tab count as blanks. */
bool point_is_dropped(uint32_t point);
/* The width of the text on one line. */
int text_span(struct widths *widths, struct slice text, int size, bool bold);
/* The widest of its words. */
int text_longest_word(struct widths *widths, struct slice text, int size, bool bold);
/* Puts the first `most` lines of the text into `lines`, and returns how many it has in all. Breaks
 * at blanks, after hyphens and slashes, between CJK characters, and within a word only where the
 * word alone is too wide. */
size_t text_lines(struct widths *widths, struct slice text, int size, bool bold, int width,
    struct text_line *lines, size_t most);

#endif
