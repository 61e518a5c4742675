/* What a slow line gets, and that nothing stays out. */
#include <time.h>

#include "term/session.h"
#include "tui/term/pace.h"

enum { KEYS = 60, KEY_GAP_MS = 15 };

static void start_long_map(struct session *session)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: Long\nstages:\n");
    for (int stage = 0; stage < 4; stage++) {
        buf_addf(&text, "  - name: Stage %d\n    touchpoints:\n", stage);
        for (int i = 0; i < 100; i++)
            buf_addf(&text,
                "      - name: Touch %d-%02d\n        emotion: %d\n        doing: Does %d\n"
                "        evidence: partial\n",
                stage, i, i * 7 % 5 - 2, i);
    }
    session_start(session, text.data, NULL, NULL);
    session_expect(session, "Touch 0-00");
    vt_settle(&session->vt);
    buf_release(&text);
}

static void press_often(struct session *session, const char *key, int count)
{
    for (int i = 0; i < count; i++) {
        struct timespec gap = { .tv_nsec = KEY_GAP_MS * 1000000L };
        vt_send(&session->vt, key);
        nanosleep(&gap, NULL);
        vt_pump(&session->vt, 0);
    }
}

/* Longer than what waits for a rest. */
static void rest(struct session *session)
{
    nanosleep(&(struct timespec){ .tv_nsec = 2 * PACE_REST_MS * 1000000L }, NULL);
    vt_settle(&session->vt);
}

/* The screen is what a repaint shows. */
static void expect_whole(struct session *session)
{
    struct buf before = BUF_INIT;
    rest(session);
    buf_adds(&before, vt_screen(&session->vt));
    vt_send(&session->vt, "\014");
    rest(session);
    cr_expect_str_eq(vt_screen(&session->vt), before.data);
    buf_release(&before);
}

Test(slow, a_held_key_costs_little_and_ends_right)
{
    struct session session;
    start_long_map(&session);
    size_t before = session.vt.raw.len;
    press_often(&session, "\033OB", KEYS);
    session_expect(&session, "▌Touch 0-60");
    session_expect(&session, "Does 60");
    size_t bytes = session.vt.raw.len - before;
    cr_expect_lt(bytes, 4000, "%zu", bytes);
    expect_whole(&session);
    press_often(&session, "\033OA", KEYS);
    session_expect(&session, "▌Touch 0-00");
    session_expect(&session, "Does 0");
    expect_whole(&session);
    session_end(&session);
}

/* Whatever keys come fast: the last picture is whole. */
Test(slow, many_keys_of_all_kinds_end_right)
{
    static const char *const keys[] = { "\033OB", "\033OC", "\033[6~", "+", "\033OA", "?", "\033OB",
        "\033", "\033OD", "-", "m", "\033OB", "\033OB", "u", "\033[5~", ":", "h", "e", "\003" };
    struct session session;
    start_long_map(&session);
    for (int round = 0; round < 6; round++) {
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            press_often(
                &session, keys[(i * (size_t)(round + 1)) % (sizeof keys / sizeof *keys)], 1);
        if (round == 3)
            vt_resize(&session.vt, 70, 20);
        vt_send(&session.vt, "\003");
        rest(&session);
        vt_send(&session.vt, "\033");
        expect_whole(&session);
    }
    session_end(&session);
}

/* A line that is typed fast shows as it is typed. */
Test(slow, typing_is_not_paced)
{
    struct session session;
    start_long_map(&session);
    vt_send(&session.vt, "a");
    vt_settle(&session.vt);
    static const char text[] = "Waits for it";
    for (size_t i = 0; i < sizeof text - 1; i++) {
        press_often(&session, (char[]){ text[i], '\0' }, 1);
        vt_pump(&session.vt, KEY_GAP_MS);
    }
    cr_expect(vt_shows(&session.vt, "Waits for"), "%s", vt_screen(&session.vt));
    session_end(&session);
}
