#include "insight/review.h"
#include "base/i18n.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_MAX = 9999, DAYS_PER_400_YEARS = 146097, MINUTES_PER_DAY = 24 * 60 };

struct day {
    int year, month, day; /* from 1 */
};

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && is_leap(year));
}

static int number_at(struct slice text, size_t at)
{
    int number = 0;
    for (; at < text.len && is_digit(text.data[at]); at++)
        number = number * 10 + (text.data[at] - '0');
    return number;
}

static bool read_day(struct slice date, struct day *out)
{
    if (!field_accepts(MAP_REVIEWED, date, NULL))
        return false;
    *out = (struct day){ number_at(date, 0), number_at(date, 5), number_at(date, 8) };
    return true;
}

static void go_months(struct day *day, int months)
{
    months += day->year * 12 + day->month - 1;
    day->year = months / 12;
    day->month = months % 12 + 1;
}

static void add_months(struct day *day, int months)
{
    go_months(day, months);
    int last = days_of_month(day->year, day->month);
    day->day = day->day < last ? day->day : last;
}

static void add_days(struct day *day, int days)
{
    day->year += days / DAYS_PER_400_YEARS * 400;
    day->day += days % DAYS_PER_400_YEARS;
    for (int last; day->day > (last = days_of_month(day->year, day->month));) {
        day->day -= last;
        go_months(day, 1);
    }
}

/* By how their words begin. */
static const struct unit {
    const char *begins;
    int months, minutes;
} units[] = {
    { "min", 0, 1 },
    { "hour", 0, 60 },
    { "day", 0, MINUTES_PER_DAY },
    { "week", 0, 7 * MINUTES_PER_DAY },
    { "month", 1, 0 },
    { "year", 12, 0 },
};

static const struct unit *unit_of(struct slice duration)
{
    const char *blank = memchr(duration.data, ' ', duration.len);
    const struct unit *unit = units;
    while (strncmp(unit->begins, blank + 1, strlen(unit->begins)) != 0)
        unit++;
    return unit;
}

static void write_number(char *out, int digits, int number)
{
    for (; digits > 0; number /= 10)
        out[--digits] = (char)('0' + number % 10);
}

static void write_day(const struct day *day, char out[DATE_SIZE])
{
    memcpy(out, "0000-00-00", DATE_SIZE);
    write_number(out, 4, day->year);
    write_number(out + 5, 2, day->month);
    write_number(out + 8, 2, day->day);
}

bool date_after(struct slice date, struct slice duration, char out[DATE_SIZE])
{
    struct day day;
    if (!read_day(date, &day) || !field_accepts(MAP_REVIEW_EVERY, duration, NULL))
        return false;
    const struct unit *unit = unit_of(duration);
    long long number = number_at(duration, 0);
    add_months(&day, (int)number * unit->months);
    add_days(&day, (int)(number * unit->minutes / MINUTES_PER_DAY));
    if (day.year > YEAR_MAX)
        return false;
    write_day(&day, out);
    return true;
}

/* Days since the first of a year 0. */
static int day_number(const struct day *day)
{
    int before = day->year - 1, days = day->year * 365 + before / 4 - before / 100 + before / 400;
    for (int month = 1; month < day->month; month++)
        days += days_of_month(day->year, month);
    return days + day->day;
}

int date_days(struct slice from, struct slice to)
{
    struct day first, last;
    return read_day(from, &first) && read_day(to, &last) ? day_number(&last) - day_number(&first)
                                                         : 0;
}

void date_of(time_t time, char out[DATE_SIZE])
{
    struct tm day;
    if (!localtime_r(&time, &day) || !strftime(out, DATE_SIZE, "%Y-%m-%d", &day))
        *out = '\0';
}

bool review_next(const struct map *map, char out[DATE_SIZE])
{
    return date_after(
        node_get(map->root, MAP_REVIEWED), node_get(map->root, MAP_REVIEW_EVERY), out);
}

static const char *month_name(int month, bool whole)
{
    static const char *const brief[] = { NC_("month", "Jan"), NC_("month", "Feb"),
        NC_("month", "Mar"), NC_("month", "Apr"), NC_("month", "May"), NC_("month", "Jun"),
        NC_("month", "Jul"), NC_("month", "Aug"), NC_("month", "Sep"), NC_("month", "Oct"),
        NC_("month", "Nov"), NC_("month", "Dec") };
    static const char *const names[] = { NC_("whole month", "January"),
        NC_("whole month", "February"), NC_("whole month", "March"), NC_("whole month", "April"),
        NC_("whole month", "May"), NC_("whole month", "June"), NC_("whole month", "July"),
        NC_("whole month", "August"), NC_("whole month", "September"),
        NC_("whole month", "October"), NC_("whole month", "November"),
        NC_("whole month", "December") };
    return i18n_marked(whole ? names[month] : brief[month]);
}

static bool add_date(const struct clock *clock, struct slice date, bool whole, struct buf *out)
{
    enum { SOON = 300 * 86400 };
    struct tm day = { .tm_hour = 12, .tm_isdst = -1 };
    if (!date.len || sscanf(date.data, "%4d-%2d-%2d", &day.tm_year, &day.tm_mon, &day.tm_mday) != 3)
        return false;
    day.tm_year -= 1900;
    day.tm_mon--;
    double away = difftime(mktime(&day), clock_now(clock));
    const char *month = month_name(day.tm_mon, whole);
    if (away < SOON && away > -SOON)
        /* TRANSLATORS: a day and a month, in eight columns */
        buf_addf(out, _("%1$d %2$s"), day.tm_mday, month);
    else
        /* TRANSLATORS: a month and a year, in eight columns */
        buf_addf(out, _("%1$s %2$d"), month, day.tm_year + 1900);
    return true;
}

bool date_add_short(const struct clock *clock, struct slice date, struct buf *out)
{
    return add_date(clock, date, false, out);
}

bool date_add_long(const struct clock *clock, struct slice date, struct buf *out)
{
    return add_date(clock, date, true, out);
}
