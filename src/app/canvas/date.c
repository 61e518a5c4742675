#include "app/canvas/date.h"

#include <stdio.h>

bool date_add_short(const struct clock *clock, struct slice date, struct buf *out)
{
    enum { SOON = 300 * 86400 };
    struct tm day = { .tm_hour = 12, .tm_isdst = -1 };
    char text[64] = "";
    if (!date.len || sscanf(date.data, "%4d-%2d-%2d", &day.tm_year, &day.tm_mon, &day.tm_mday) != 3)
        return false;
    day.tm_year -= 1900;
    day.tm_mon--;
    double away = difftime(mktime(&day), clock_now(clock));
    strftime(text, sizeof text, away < SOON && away > -SOON ? "%e %b" : "%b %Y", &day);
    buf_adds(out, text + (*text == ' '));
    return true;
}
