/* How long something takes, as people write it: 20 min, 1h, 1-2 min, 3 to 6 weeks, 2 ώρες, 3天. */
#ifndef CJM_BASE_LENGTH_H
#define CJM_BASE_LENGTH_H

#include <stdbool.h>

#include "base/buf.h"

/* In minutes; both the same where it is no range. A month counts as 30 days, a year as 365. */
struct length {
    double low, high;
};

/* Short and long units in English, Greek and Chinese, whatever case and accents. False: it can't be
 * read as a length, and no sum counts it. */
bool length_read(struct slice text, struct length *out);
/* The English name of a unit, such as "week" of "εβδ."; NULL: it is none. */
const char *length_unit(struct slice word);
/* Appends what a file has in the language in use: "3 months" is "3 μήνες". A text that
 * length_add_plain() would change, or can't read, stays as it is. */
void length_add_shown(struct slice text, struct buf *out);
/* Appends a sum in the largest unit that makes two or more of it: "1.5-3 hours", "90 min", in the
 * language in use. */
void length_add(const struct length *length, struct buf *out);
/* Appends it as a file has it, with an English unit and a dot: "3,5μήνες" is "3.5 months". What has
 * several units, or can't be read, stays as it is. */
void length_add_plain(struct slice text, struct buf *out);

#endif
