/* Numbers as people write them, and the scales that they are on. */
#ifndef CJM_IMPORT_DRAFT_SCALE_H
#define CJM_IMPORT_DRAFT_SCALE_H

#include <stdbool.h>

#include "base/buf.h"

struct scale {
    double low, high; /* equal: not known */
};

/* The numbers of a column. */
struct seen {
    size_t count;
    double low, high;
};

static inline bool scale_is_known(struct scale scale)
{
    return scale.low < scale.high;
}

/* Takes a number off the front, with a decimal comma or point, and a sign of any kind. The text
 * must be narrow (text_add_narrow()). */
bool number_take(struct slice *rest, double *out);
/* All of the text, blanks around it left off, full-width digits taken, too. */
bool number_read(struct slice text, double *out);
/* A whole number that may have its thousands apart: 18,250. */
bool number_read_count(struct slice text, double *out);
/* Appends it with at most `digits` decimals, none that is 0 at the end. */
void number_add(double number, int digits, struct buf *out);

void seen_add(struct seen *seen, double number);
/* What a header says: "(1-7)", "0..10", "/5", "-5 to +5". False: nothing. */
bool scale_of_header(struct slice text, struct scale *out);
/* What the numbers alone say. `doubt`: they fit none of the usual ones. */
struct scale scale_of_numbers(const struct seen *seen, bool *doubt);
/* On -2..2, halves to even; `whole`: nothing was rounded. */
int scale_place(struct scale scale, double number, bool *whole);
/* The nearest whole number, halves to even. */
double round_half_even(double number);
/* "1..5" */
void scale_add(struct scale scale, struct buf *out);

#endif
