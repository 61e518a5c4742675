/* The guide's pane on a real terminal. */
#include <signal.h>
#include <string.h>
#include <time.h>

#include "term/session.h"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "kind: current\n"
                          "asked: thoughts touchpoint.thinking advert\n"
                          "personas: [Anna]\n"
                          "stages:\n"
                          "  - name: Find\n"
                          "    touchpoints: [Advert, Search]\n"
                          "  - name: Buy\n"
                          "    touchpoints: [Checkout, Order mail]\n";

static void begin(struct session *session, const char *text, const char *editrc)
{
    session_start(session, text ? text : map, NULL, editrc);
    session_expect(session, "i guide");
    vt_send(&session->vt, "i");
    session_expect(session, " left");
}

static void go_to(struct session *session, const char *step)
{
    vt_send(&session->vt, ".step ");
    vt_send(&session->vt, step);
    vt_send(&session->vt, "\r");
    vt_settle(&session->vt);
}

/* The first edit shows while its journal is being begun: the file may have it a moment later. */
static void expect_file(struct session *session, const char *text)
{
    const char *file = session_file(session);
    for (int tries = 0; !strstr(file, text) && tries < 50; tries++) {
        nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
        file = session_file(session);
    }
    cr_expect(strstr(file, text), "no \"%s\" in\n%s", text, file);
}

Test(guide_pane, goes_on_where_the_map_says)
{
    struct session session;
    begin(&session, NULL, NULL);
    session_expect(&session, "─ 6 Thoughts ─");
    session_expect(&session, "Find / Advert");
    vt_send(&session.vt, "Is it far?\r");
    session_expect(&session, "Find / Search");
    expect_file(&session, "Is it far?");
    vt_signal(&session.vt, SIGKILL);
    vt_wait_exit(&session.vt);
    expect_file(&session, "asked: thoughts touchpoint.thinking search");
    session_end(&session);
}

Test(guide_pane, keeps_a_line_through_sizes)
{
    static const int sizes[][2] = { { 200, 50 }, { 40, 12 }, { 20, 5 }, { 1, 1 }, { 80, 24 } };
    struct session session;
    begin(&session, NULL, NULL);
    vt_send(&session.vt, "Is my mon");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        vt_resize(&session.vt, sizes[i][0], sizes[i][1]);
        vt_settle(&session.vt);
    }
    session_expect(&session, "> Is my mon");
    vt_send(&session.vt, "ey gone?\r");
    session_expect(&session, "Find / Search");
    expect_file(&session, "Is my money gone?");
    session_end(&session);
}

/* The cursor stays where it was, too. */
Test(guide_pane, comes_back_with_what_was_typed)
{
    static const char *const detours[] = {
        "\033[20~Rename?\r", /* F9: the parking lot */
        "\033[20~\033",      /* and given up */
        "\033OP\033",        /* F1: the step explained */
        "\007\033",          /* the agenda */
        "\033OQi",           /* F2: the map */
        "\033[6~\033[5~",    /* the next question and back */
        "\024",              /* more time */
        "\033[21~",          /* pause */
    };
    for (size_t i = 0; i < sizeof detours / sizeof *detours; i++) {
        struct session session;
        begin(&session, NULL, NULL);
        vt_send(&session.vt, "Is it fr?\033[D\033[D");
        session_expect(&session, "> Is it fr?");
        for (const char *at = detours[i]; *at;) {
            /* A key at a time: Esc and a letter at once are another key. */
            size_t len = *at == '\033' && at[1] == '[' && at[2] == '2' ? 5
                         : *at == '\033' && at[1] == '['               ? 4
                         : *at == '\033' && at[1] == 'O'               ? 3
                                                                       : 1;
            vt_send_bytes(&session.vt, (struct slice){ at, len });
            vt_settle(&session.vt);
            at += len;
        }
        session_expect(&session, "> Is it fr?");
        vt_send(&session.vt, "a");
        session_expect(&session, "> Is it far?");
        session_end(&session);
    }
}

Test(guide_pane, leaves_by_esc_and_comes_back)
{
    struct session session;
    begin(&session, NULL, NULL);
    vt_send(&session.vt, "Half");
    session_expect(&session, "> Half");
    vt_send(&session.vt, "\033");
    session_expect_gone(&session, "> Half");
    session_expect(&session, "i continues the guide");
    vt_send(&session.vt, "+2i");
    session_expect(&session, "> Half");
    vt_send(&session.vt, "\033");
    session_expect_gone(&session, "> Half");
    vt_send(&session.vt, "q");
    session_expect_exit(&session, 0);
    expect_file(&session, "thinking: Half");
    session_end(&session);
}

Test(guide_pane, takes_a_pasted_list)
{
    struct session session;
    begin(&session, "cjm: 1\ntitle: T\n", NULL);
    go_to(&session, "stages");
    session_expect(&session, "Which stages");
    vt_send(&session.vt, "\033[200~Find\nBuy\nUse\033[201~");
    session_expect(&session, "> Find");
    vt_send(&session.vt, "\r");
    session_expect(&session, "Find \xc2\xb7 Buy \xc2\xb7 Use");
    vt_send(&session.vt, "Tell\r\r");
    session_expect(&session, "What do they want to achieve in this stage?");
    vt_send(&session.vt, ".step\r");
    session_expect(&session, "What do they do here?");
    vt_send(&session.vt, "Pay @we\t -1 !card refused");
    session_expect(&session, "= Pay · web · -1 · ! card refused");
    session_end(&session);
}

static void end_by_signal(int number)
{
    struct session session;
    begin(&session, NULL, NULL);
    vt_send(&session.vt, "One\r");
    session_expect(&session, "Find / Search");
    vt_send(&session.vt, "Two");
    session_expect(&session, "> Two");
    vt_signal(&session.vt, number);
    session_expect_exit(&session, 0);
    expect_file(&session, "thinking: One");
    expect_file(&session, "thinking: Two");
    expect_file(&session, "asked: thoughts touchpoint.thinking checkout");
    session_end(&session);
}

Test(guide_pane, keeps_answers_on_signals)
{
    end_by_signal(SIGTERM);
    end_by_signal(SIGHUP);
}

Test(guide_pane, works_with_the_keys_of_vi)
{
    struct session session;
    begin(&session, NULL, "bind -v\n");
    vt_send(&session.vt, "Is it fr?");
    session_expect(&session, "> Is it fr?");
    vt_send(&session.vt, "\033");
    vt_settle(&session.vt);
    vt_send(&session.vt, "hia");
    session_expect(&session, "> Is it far?");
    vt_send(&session.vt, "\033");
    vt_settle(&session.vt);
    vt_send(&session.vt, "\033");
    session_expect(&session, "i continues the guide");
    session_end(&session);
}

/* So many bytes came for these keys. */
static size_t cost(struct session *session, const char *keys)
{
    vt_settle(&session->vt);
    size_t before = session->vt.raw.len;
    vt_send(&session->vt, keys);
    vt_settle(&session->vt);
    return session->vt.raw.len - before;
}

Test(guide_pane, costs_little_on_a_slow_line)
{
    struct session session;
    begin(&session, NULL, NULL);
    cr_expect_leq(cost(&session, "I"), 120);
    size_t letter = cost(&session, "s");
    cr_expect_leq(letter, 60, "%zu bytes for a letter", letter);
    go_to(&session, "feelings");
    vt_send(&session.vt, "\025");
    go_to(&session, "feelings");
    session_expect(&session, "How do they feel here?");
    size_t emotion = cost(&session, "1");
    cr_expect_leq(emotion, 700, "%zu bytes for an emotion", emotion);
    session_end(&session);
}

/* 298 of 300 seconds are used: in two seconds the clock shows another time, and then for ten none.
 */
Test(guide_pane, ticks_only_while_it_is_shown)
{
    struct session session;
    begin(&session, "cjm: 1\ntitle: T\nguide:\n  - step: frame\n    used: 298\n", NULL);
    session_expect(&session, "0:10 left!");
    vt_settle(&session.vt);
    size_t before = session.vt.raw.len;
    session_expect(&session, "0:00 left!");
    size_t tick = session.vt.raw.len - before;
    cr_expect(tick > 0 && tick <= 60, "%zu bytes for a tick", tick);
    vt_send(&session.vt, "\033");
    session_expect(&session, "i continues");
    session_end(&session);
}

Test(guide_pane, is_ascii_where_the_locale_is)
{
    struct session session;
    session_start(&session, map, (const char *[]){ "LC_ALL=C", NULL }, NULL);
    session_expect(&session, "Advert");
    vt_send(&session.vt, "i");
    session_expect(&session, "Find / Advert");
    vt_send(&session.vt, "\033[24~");
    session_expect(&session, "silent: ");
    session_expect(&session, "######");
    vt_settle(&session.vt);
    for (size_t i = 0; i < session.vt.raw.len; i++)
        cr_assert((unsigned char)session.vt.raw.data[i] < 0x80);
    session_end(&session);
}
