/*
 * When a map is to be reviewed again. Dates are as fields have them: "2026-11-21", so that of two
 * the earlier one is the smaller text.
 */
#ifndef CJM_INSIGHT_REVIEW_H
#define CJM_INSIGHT_REVIEW_H

#include <stdbool.h>
#include <time.h>

#include "base/clock.h"
#include "model/map.h"

enum { DATE_SIZE = 11 }; /* with the NUL */

/*
 * The day a duration ("3 months") after a day. A month has the same day, or its last where it is
 * shorter: a month after 31 January is 28 or 29 February. Hours and minutes count as whole days,
 * what is left over is dropped. False where a text is none of both, or the year is beyond 9999.
 */
bool date_after(struct slice date, struct slice duration, char out[DATE_SIZE]);
/* How many days from one to the other, below 0 backwards; 0 where one of them is none. */
int date_days(struct slice from, struct slice to);
/* The day of a time, in the calendar of where we are. */
void date_of(time_t time, char out[DATE_SIZE]);
/* The day of the next review; false where the last one or the interval is not set. */
bool review_next(const struct map *map, char out[DATE_SIZE]);

/* Appends a date in few columns: "18 Dec", or "Dec 2029" where that is far from now. False: it is
 * no date, and nothing is appended. */
bool date_add_short(const struct clock *clock, struct slice date, struct buf *out);
/* The same with the month's whole name: "18 December", "December 2029". */
bool date_add_long(const struct clock *clock, struct slice date, struct buf *out);

#endif
