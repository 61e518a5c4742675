/* Typing: what comes from the terminal and is no key press changes nothing. */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>

#include "term/session.h"

/* The first Tab shows what can come, the next ones take it in turn, with any number of candidates.
 */
Test(hand, tab_completes_and_goes_on)
{
    static const struct {
        const char *typed, *first, *second;
    } rows[] = {
        { ":set ch\t", "set ch", "change" },
        { ":ed\t", "edit", "editor" },
        { ":set zz\t", "set zz", "set zz" },
        { ":persona import \t", "import", "import" },
        { ":vie\t", "view", "view" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        session_open(&session);
        vt_send(&session.vt, rows[i].typed);
        session_expect(&session, rows[i].first);
        vt_send(&session.vt, "\t");
        session_expect(&session, rows[i].second);
        vt_send(&session.vt, "\t\t\033[Z\t");
        session_expect(&session, rows[i].first[0] == 's' ? "set" : rows[i].first);
        vt_send(&session.vt, "\003q");
        session_expect_exit(&session, 0);
        session_end(&session);
    }
}

/* What a terminal answers, Alt keys, and pastes into the grid. */
Test(hand, changes_nothing_by_what_is_no_key)
{
    static const char *const sent[] = { "\033]11;rgb:dddd/dddd/dddd\033\\", "\033]52;c;ZGRk\a",
        "\033P1+r436f=323536\033\\", "\033_Gi=31;OK\033\\", "\033d", "\033m", "\0335", "\033A",
        "\033[200~dddd qq\033[201~", "\033[97;3u" };
    struct session session;
    session_open(&session);
    struct buf before = BUF_INIT;
    buf_adds(&before, session_file(&session));
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        vt_send(&session.vt, sent[i]);
        vt_settle(&session.vt);
    }
    vt_send(&session.vt, "aab\033]11;rgb:dddd\a\033[27;5;104~c\r");
    session_expect(&session, "ac");
    vt_send(&session.vt, "uq");
    session_expect_exit(&session, 0);
    cr_expect_str_eq(session_file(&session), before.data);
    buf_release(&before);
    session_end(&session);
}

/* Where the terminal's cursor stands, for who follows it. */
static int cursor_row(struct session *session)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(session->vt.vterm), &at);
    return at.row;
}

static int marked_row(struct session *session)
{
    for (int row = 0; row < session->vt.height; row++)
        if (strstr(vt_row(&session->vt, row), "▌"))
            return row;
    return -1;
}

Test(hand, keeps_the_cursor_on_the_selection)
{
    static const char *const keys[] = { "j", "k", "l", "h", "\r", "jjj", "kk", "\033", "\033OR",
        "a\025Ida\r", "j", "\r", "\033", "\033OQ" };
    struct session session;
    session_open(&session);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        vt_send(&session.vt, keys[i]);
        vt_settle(&session.vt);
        if (marked_row(&session) >= 0)
            cr_expect_eq(cursor_row(&session), marked_row(&session), "key %zu:\n%s", i,
                vt_screen(&session.vt));
    }
    session_end(&session);
}

/* An input method that was left on. */
Test(hand, takes_full_width_signs_for_keys)
{
    struct session session;
    session_open(&session);
    vt_send(&session.vt, "\xEF\xBC\x9A"
                         "who\r");
    session_expect(&session, "1 person is here");
    vt_send(&session.vt, "\033");
    session_expect_gone(&session, "person is here");
    vt_send(&session.vt, "\xEF\xBC\x8F"
                         "Checkout\r");
    session_expect(&session, "▌Checkout");
    vt_send(&session.vt, "\xEF\xBD\x81New\r");
    session_expect(&session, "▌New");
    session_end(&session);
}

Test(hand, names_the_facts_above_them)
{
    struct session session;
    session_open(&session);
    vt_send(&session.vt, "\033[18~");
    session_expect(&session, "parking lot");
    vt_send(&session.vt, "\033[19~");
    session_expect(&session, "facts");
    session_expect_gone(&session, "parking lot");
    session_end(&session);
}

/* No size ends the program. */
Test(hand, survives_windows_that_no_screen_has)
{
    static const int sizes[][2] = { { 80, 40000 }, { 65535, 24 }, { 1, 1 } };
    struct session session;
    session_open(&session);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct winsize size = { .ws_col = (unsigned short)sizes[i][0],
            .ws_row = (unsigned short)sizes[i][1] };
        cr_assert_eq(ioctl(session.vt.fd, TIOCSWINSZ, &size), 0);
        vt_pump(&session.vt, 300);
    }
    vt_resize(&session.vt, 80, 24);
    vt_send(&session.vt, "\014");
    session_expect(&session, "▌Advert");
    session_end(&session);
}

/* Whatever ends the program puts the terminal back first. */
Test(hand, leaves_the_terminal_clean)
{
    static const int signals[] = { SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
        SIGXCPU };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct session session;
        session_open(&session);
        vt_signal(&session.vt, signals[i]);
        vt_wait_exit(&session.vt);
        cr_expect(strstr(session.vt.raw.data, "\033[?1049l"), "signal %d", signals[i]);
        session_end(&session);
    }
}

/* Where one key answers, a sentence runs nothing; after a pause keys answer again. */
Test(hand, takes_a_text_for_no_keys_where_one_answers)
{
    enum { PAUSE_MS = 400 };
    static const char *const sent[] = { "quit it", "undo 1 2", "The queue 1", "3 days later",
        "\033[200~uq1\nd\033[201~" };
    struct session session;
    session_open(&session);
    vt_send(&session.vt, "i");
    session_expect(&session, "business goal");
    vt_send(&session.vt, "Halve it\r");
    session_expect(&session, "Which kind of map is it?");
    for (size_t i = 0; i < sizeof sent / sizeof *sent; i++) {
        vt_send(&session.vt, sent[i]);
        session_expect(&session, "That is text");
        poll(NULL, 0, PAUSE_MS);
        cr_expect(vt_shows(&session.vt, "Which kind of map is it?"), "%s", sent[i]);
        vt_send(&session.vt, "\033");
        session_expect(&session, "The text was dropped");
    }
    vt_send(&session.vt, "The queue");
    session_expect(&session, "That is text");
    poll(NULL, 0, PAUSE_MS);
    vt_send(&session.vt, "1");
    session_expect(&session, "Is it B2C or B2B?");
    cr_expect_null(strstr(session_file(&session), "kind: day"));
    session_end(&session);
}

/* What can't be seen is not typed. */
Test(hand, takes_no_text_below_the_least_size)
{
    struct session session;
    session_open(&session);
    vt_send(&session.vt, "aab");
    session_expect(&session, "New touchpoint: ab");
    vt_resize(&session.vt, 39, 12);
    session_expect(&session, "too small");
    vt_send(&session.vt, "qcd\r\033[200~xy\033[201~");
    vt_settle(&session.vt);
    vt_resize(&session.vt, 80, 24);
    session_expect(&session, "New touchpoint: ab");
    cr_expect_not(vt_shows(&session.vt, "abq") || vt_shows(&session.vt, "abc"));
    vt_send(&session.vt, "e\r");
    session_expect(&session, "▌abe");
    session_end(&session);
}

/* GNU screen holds Esc back where the mouse is told of. */
Test(hand, has_no_mouse_inside_gnu_screen)
{
    static const struct {
        const char *environment[3];
        bool mouse;
    } rows[] = {
        { { "TERM=xterm-256color", "STY", NULL }, true },
        { { "TERM=screen-256color", "TMUX", NULL }, false },
        { { "TERM=screen-256color", "TMUX=/tmp/tmux", NULL }, true },
        { { "TERM=xterm-256color", "STY=1.pts", NULL }, false },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        session_start(&session, NULL, rows[i].environment, NULL);
        session_expect(&session, "Advert");
        bool mouse = strstr(session.vt.raw.data, "\033[?1002;1006h");
        cr_expect_eq(mouse, rows[i].mouse, "row %zu", i);
        session_end(&session);
    }
}

/* The program may not know yet that the terminal grew, and limit to fewer rows what scrolls. */
Test(hand, paints_all_rows_of_a_terminal_that_grew)
{
    struct winsize before = { .ws_row = 12, .ws_col = 40 };
    struct session session;
    session_open(&session);
    cr_assert_eq(ioctl(session.vt.fd, TIOCSWINSZ, &before), 0);
    vt_settle(&session.vt);
    vt_send(&session.vt, "?");
    vt_settle(&session.vt);
    vt_send(&session.vt, "j");
    vt_settle(&session.vt);
    vt_resize(&session.vt, 80, 24);
    vt_send(&session.vt, "\033");
    session_expect(&session, "Checkout");
    vt_settle(&session.vt);
    cr_expect(strstr(vt_row(&session.vt, 0), "A shop"), "%s", vt_screen(&session.vt));
    cr_expect(strstr(vt_row(&session.vt, 23), "? help"), "%s", vt_screen(&session.vt));
    session_end(&session);
}
