/* Dates as a screen has room for them. */
#ifndef CJM_APP_CANVAS_DATE_H
#define CJM_APP_CANVAS_DATE_H

#include "base/buf.h"
#include "base/clock.h"

/* Appends a date such as 2026-12-18 in few columns: "18 Dec", or "Dec 2029" where that is far from
 * now. False: it is no date, and nothing is appended. */
bool date_add_short(const struct clock *clock, struct slice date, struct buf *out);

#endif
