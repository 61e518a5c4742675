#include <criterion/criterion.h>
#include <stdlib.h>

#include "insight/review.h"

Test(review, is_due_a_duration_after_the_last_one)
{
    static const struct {
        const char *date, *duration, *want; /* NULL: none */
    } rows[] = {
        { "2026-11-21", "3 months", "2027-02-21" },
        { "2026-11-30", "3 months", "2027-02-28" },
        { "2027-11-30", "3 months", "2028-02-29" },
        { "2026-01-31", "1 month", "2026-02-28" },
        { "2026-08-31", "1 month", "2026-09-30" },
        { "2026-12-31", "2 months", "2027-02-28" },
        { "2026-12-01", "1 month", "2027-01-01" },
        { "2026-11-21", "0 months", "2026-11-21" },
        { "2026-11-21", "25 months", "2028-12-21" },
        { "2024-02-29", "1 year", "2025-02-28" },
        { "2024-02-29", "4 years", "2028-02-29" },
        { "2024-02-28", "1 day", "2024-02-29" },
        { "2026-02-28", "1 day", "2026-03-01" },
        { "2100-02-28", "1 day", "2100-03-01" },
        { "2000-02-28", "1 day", "2000-02-29" },
        { "2026-12-31", "1 day", "2027-01-01" },
        { "2026-11-21", "90 days", "2027-02-19" },
        { "2026-11-21", "13 weeks", "2027-02-20" },
        { "2026-11-21", "146097 days", "2426-11-21" },
        { "2026-11-21", "999999 days", "4764-10-17" },
        { "2026-11-21", "48 hours", "2026-11-23" },
        { "2026-11-21", "47 hours", "2026-11-22" },
        { "2026-11-21", "1440 min", "2026-11-22" },
        { "2026-11-21", "20 minutes", "2026-11-21" },
        { "9999-12-31", "0 days", "9999-12-31" },
        { "9999-12-31", "1 day", NULL },
        { "2026-11-21", "999999 years", NULL },
        { "2026-11-21", "999999 weeks", NULL },
        { "2026-11-21", "", NULL },
        { "", "3 months", NULL },
        { "2026-02-30", "3 months", NULL },
        { "2026-11-21", "3 moons", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[DATE_SIZE] = "none";
        bool found = date_after(slice_of(rows[i].date), slice_of(rows[i].duration), got);
        cr_expect_str_eq(got, rows[i].want ? rows[i].want : "none", "%s + %s: %s", rows[i].date,
            rows[i].duration, got);
        cr_expect_eq(found, rows[i].want != NULL);
    }
}

Test(review, of_a_map)
{
    struct map map;
    char next[DATE_SIZE];
    map_begin(&map);
    cr_expect(!review_next(&map, next));
    node_put(&map, map.root, MAP_REVIEWED, SLICE("2026-11-21"));
    cr_expect(!review_next(&map, next), "without an interval");
    node_put(&map, map.root, MAP_REVIEW_EVERY, SLICE("1 week"));
    cr_assert(review_next(&map, next));
    cr_expect_str_eq(next, "2026-11-28");
    map_release(&map);
    setenv("TZ", "UTC-14", 1); /* fourteen hours ahead */
    tzset();
    date_of(1795269720, next); /* 2026-11-21 14:02 UTC */
    cr_expect_str_eq(next, "2026-11-22");
}
