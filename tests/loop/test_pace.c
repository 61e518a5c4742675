/* How often pictures are painted while keys keep coming, with a clock of the test's own. */
#include "tui/term/pace.h"

#include <criterion/criterion.h>

enum { SECOND = 1000, LINE = 960 /* bytes a second */ };

/* Presses a key each `gap` ms; every picture takes `bytes`. Gives the bytes of all pictures. */
static size_t hold(struct pace *pace, int64_t *now, int count, int gap, size_t bytes)
{
    size_t painted = 0;
    for (int i = 0; i < count; i++, *now += gap) {
        pace_key(pace, *now);
        int left = pace_left(pace, false, *now);
        cr_assert(left >= 0 && left <= PACE_REST_MS, "%d", left);
        if (left >= gap)
            continue;
        painted += bytes;
        pace_painted(pace, bytes, *now + left);
    }
    return painted;
}

Test(pace, never_lets_a_single_key_wait)
{
    struct pace pace = { 0 };
    for (int64_t now = 5000; now < 9000; now += PACE_REST_MS) {
        pace_key(&pace, now);
        cr_assert_eq(pace_left(&pace, false, now), 0);
        cr_assert_not(pace_streams(&pace, now));
        pace_painted(&pace, 5000, now);
    }
    int64_t now = 20000;
    cr_expect_eq(hold(&pace, &now, 3, 50, 400), 3 * 400, "nor a few that are quick");
}

Test(pace, gives_a_slow_line_no_more_than_it_carries)
{
    static const size_t pictures[] = { 20, 90, 300, 500 };
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        struct pace pace = { 0 };
        int64_t now = 5000;
        size_t most = 3 * pictures[i] + 10 * LINE + LINE / 2;
        size_t painted = hold(&pace, &now, 300, 33, pictures[i]);
        cr_expect_leq(painted, most, "%zu bytes each: %zu", pictures[i], painted);
        size_t least = pictures[i] == 20 ? 300 * 20 : 7 * LINE;
        cr_expect_geq(painted, least, "%zu bytes each: %zu", pictures[i], painted);
    }
}

Test(pace, paints_the_last_picture_when_the_keys_rest)
{
    struct pace pace = { 0 };
    int64_t now = 5000;
    hold(&pace, &now, 100, 33, 700);
    pace_painted(&pace, 100000, now);
    int64_t last = now - 33;
    cr_expect_eq(pace_left(&pace, false, now), last + PACE_REST_MS - now);
    cr_expect_eq(pace_left(&pace, true, now), last + PACE_REST_MS - now);
    now = last + PACE_REST_MS;
    cr_expect_eq(pace_left(&pace, false, now), 0);
    cr_expect_eq(pace_left(&pace, true, now), 0);
}

/* Most lines are fast: a page that is held does not freeze the screen. */
Test(pace, waits_no_longer_for_a_large_picture)
{
    struct pace pace = { 0 };
    int64_t now = 5000;
    cr_expect_geq(hold(&pace, &now, 300, 33, 12000), 15 * 12000);
}
