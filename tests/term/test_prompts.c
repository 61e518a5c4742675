/* What may happen to a prompt happens to every one: nothing that was typed is lost. */
#include <signal.h>
#include <string.h>

#include "term/session.h"

/* How each is opened from the grid, and whether what is typed in it goes into the map. */
static const struct {
    const char *keys;
    bool kept;
} prompts[] = {
    { "a", true },   /* a touchpoint */
    { "A", true },   /* a stage */
    { "p", true },   /* a pain */
    { "o", true },   /* an idea */
    { "\"", true },  /* a quote */
    { "e\r", true }, /* a field of the form */
    { "/", false },
    { ":", false },
};

enum { PROMPT_COUNT = sizeof prompts / sizeof *prompts };

/* Edits the map, so that there is something to lose, and opens the prompt with a word in it. */
static void open_prompt(struct session *session, size_t i)
{
    session_open(session);
    vt_send(&session->vt, "+");
    session_expect(session, "+2");
    vt_send(&session->vt, prompts[i].keys);
    vt_settle(&session->vt);
    vt_send(&session->vt, "Zebra");
    session_expect(session, "Zebra");
}

static void expect_saved(struct session *session, size_t i)
{
    const char *file = session_file(session);
    cr_expect(strstr(file, "emotion: 2"), "prompt %zu: the edit is lost:\n%s", i, file);
    cr_expect(
        !prompts[i].kept || strstr(file, "Zebra"), "prompt %zu: the text is lost:\n%s", i, file);
}

Test(prompts, survive_resizing)
{
    static const int sizes[][2] = { { 200, 50 }, { 40, 12 }, { 20, 5 }, { 1, 1 }, { 60, 20 } };
    for (size_t i = 0; i < PROMPT_COUNT; i++) {
        struct session session;
        open_prompt(&session, i);
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            vt_resize(&session.vt, sizes[s][0], sizes[s][1]);
            vt_settle(&session.vt);
        }
        session_expect(&session, "Zebra");
        vt_send(&session.vt, "s");
        session_expect(&session, "Zebras");
        session_end(&session);
    }
}

Test(prompts, take_a_paste_as_text)
{
    for (size_t i = 0; i < PROMPT_COUNT; i++) {
        struct session session;
        open_prompt(&session, i);
        vt_send(&session.vt, "\033[200~ one\033\a\ttwo\033[201~!");
        session_expect(&session, "Zebra one two!");
        session_end(&session);
    }
}

Test(prompts, ask_before_esc_loses_a_text)
{
    for (size_t i = 0; i < PROMPT_COUNT; i++) {
        struct session session;
        open_prompt(&session, i);
        vt_send(&session.vt, "\033");
        vt_settle(&session.vt);
        if (prompts[i].kept) {
            session_expect(&session, "Zebra");
            vt_send(&session.vt, "\033");
        }
        session_expect_gone(&session, "Zebra");
        session_end(&session);
    }
}

Test(prompts, go_on_after_a_stop)
{
    for (size_t i = 0; i < PROMPT_COUNT; i++) {
        struct session session;
        open_prompt(&session, i);
        vt_send(&session.vt, "\032");
        cr_assert(vt_wait_stopped(&session.vt), "prompt %zu does not stop", i);
        vt_settle(&session.vt);
        vt_signal(&session.vt, SIGCONT);
        session_expect(&session, "Zebra");
        vt_send(&session.vt, "s");
        session_expect(&session, "Zebras");
        session_end(&session);
    }
}

static void end_by_signal(int number)
{
    for (size_t i = 0; i < PROMPT_COUNT; i++) {
        struct session session;
        open_prompt(&session, i);
        vt_signal(&session.vt, number);
        session_expect_exit(&session, 0);
        expect_saved(&session, i);
        session_end(&session);
    }
}

Test(prompts, are_saved_on_sigterm)
{
    end_by_signal(SIGTERM);
}

Test(prompts, are_saved_on_sighup)
{
    end_by_signal(SIGHUP);
}

Test(prompts, are_saved_when_the_line_is_lost)
{
    for (size_t i = 0; i < PROMPT_COUNT; i++) {
        struct session session;
        open_prompt(&session, i);
        vt_hang_up(&session.vt);
        session_expect_exit(&session, 0);
        expect_saved(&session, i);
        session_end(&session);
    }
}

/* Types, and waits for what must be shown then. */
static void type(struct session *session, const char *keys, const char *shown)
{
    vt_send(&session->vt, keys);
    session_expect(session, shown);
}

Test(prompts, edit_by_whole_clusters)
{
    struct session session;
    session_open(&session);
    type(&session,
        "aab\xc3\xa9"
        "e\xcc\x81x",
        "ab\xc3\xa9"
        "e\xcc\x81x");
    type(&session, "\x7f\x7f\x7fZ", "abZ");
    type(&session, "\033[D\033[D\033[3~Q", "aQZ");
    type(&session, "\001<\005>", "<aQZ>");
    /* C-d on an empty line does not end anything. */
    type(&session, "\025\004W1", "W1");
    vt_send(&session.vt, "\r");
    session_expect(&session, "W1");
    vt_settle(&session.vt);
    vt_send(&session.vt, "q");
    session_expect_exit(&session, 0);
    cr_expect(strstr(session_file(&session), "name: W1\n"), "%s", session_file(&session));
    session_end(&session);
}

/* A text that a line can't show as it is comes through it unchanged all the same. */
Test(prompts, keep_a_text_that_was_not_edited)
{
    static const char map[] = "cjm: 1\ntitle: A shop\nstages:\n  - name: Find\n    touchpoints:\n"
                              "      - name: \"Ad\\tvert\\n\\e[1m two  \"\n";
    struct session session;
    session_start(&session, map, NULL, NULL);
    session_expect(&session, "Ad");
    vt_send(&session.vt, "e");
    session_expect(&session, "Importance");
    vt_send(&session.vt, "\r");
    vt_settle(&session.vt);
    vt_send(&session.vt, "\r");
    vt_settle(&session.vt);
    vt_signal(&session.vt, SIGTERM);
    session_expect_exit(&session, 0);
    cr_expect_str_eq(session_file(&session), map);
    session_end(&session);
}

Test(prompts, take_line_breaks_in_long_texts)
{
    struct session session;
    session_open(&session);
    vt_send(&session.vt, "e");
    session_expect(&session, "Doing");
    for (int row = 0; row < 24; row++) {
        const char *shown = vt_row(&session.vt, row);
        if (strstr(shown, "Doing"))
            break;
        if (row > 2)
            vt_send(&session.vt, "\033[B");
    }
    vt_settle(&session.vt);
    vt_send(&session.vt, "\r");
    vt_settle(&session.vt);
    type(&session, "one\033\rtwo", "two");
    type(&session, "\033[200~ three\r\nfour\033[201~", "four");
    vt_send(&session.vt, "\r");
    vt_settle(&session.vt);
    vt_signal(&session.vt, SIGTERM);
    session_expect_exit(&session, 0);
    cr_expect(strstr(session_file(&session), "one\n") &&
                  strstr(session_file(&session), "two three\n") &&
                  strstr(session_file(&session), "four\n"),
        "%s", session_file(&session));
    session_end(&session);
}

Test(prompts, remember_what_was_typed)
{
    struct session session;
    session_open(&session);
    type(&session, "aFirst one\r", "First one");
    vt_settle(&session.vt);
    type(&session, "aSecond one\r", "Second one");
    vt_settle(&session.vt);
    type(&session, "aThird\033[A?", "Second one?");
    type(&session, "\033[A?", "First one?");
    type(&session, "\033[B\033[B!", "Third!");
    type(&session, "\025FIR\022;", "First one;");
    session_end(&session);
}

Test(prompts, follow_the_users_editrc)
{
    struct session session;
    session_start(&session, NULL, NULL, "bind -v\n");
    session_expect(&session, "Checkout");
    type(&session, "aone two", "one two");
    /* Esc leaves vi's insert mode; v must not start an editor. */
    vt_send(&session.vt, "\033");
    vt_settle(&session.vt);
    type(&session, "0xv", "ne two");
    type(&session, "AX", "ne twoX");
    vt_send(&session.vt, "\033");
    vt_settle(&session.vt);
    session_expect(&session, "twoX");
    vt_send(&session.vt, "\033");
    vt_settle(&session.vt);
    session_expect(&session, "twoX");
    vt_send(&session.vt, "\033");
    session_expect_gone(&session, "twoX");
    vt_send(&session.vt, "q");
    session_expect_exit(&session, 0);
    cr_expect_str_eq(session_file(&session), session_map);
    session_end(&session);
}

/* libedit's own prompts stand in the line, and a signal would save them with it. */
Test(prompts, have_no_prompt_within)
{
    static const struct {
        const char *editrc, *keys;
    } rows[] = {
        { "bind -v\n", "/" },
        { "bind -v\n", "?" },
        { "bind -v\n", ":" },

        { "", "\033x" },
        { "", "\033X" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        session_start(&session, NULL, NULL, rows[i].editrc);
        session_expect(&session, "Checkout");
        type(&session, "aZebra", "Zebra");
        if (*rows[i].editrc) {
            vt_send(&session.vt, "\033");
            vt_settle(&session.vt);
        }
        vt_send(&session.vt, rows[i].keys);
        vt_settle(&session.vt);
        vt_signal(&session.vt, SIGTERM);
        session_expect_exit(&session, 0);
        cr_expect(strstr(session_file(&session), "name: Zebra\n"), "row %zu:\n%s", i,
            session_file(&session));
        session_end(&session);
    }
}

Test(prompts, end_by_the_users_own_key)
{
    struct session session;
    session_start(&session, NULL, NULL, "bind \"^O\" ed-newline\n");
    session_expect(&session, "Checkout");
    type(&session, "aZebra", "Zebra");
    vt_send(&session.vt, "\017");
    vt_settle(&session.vt);
    type(&session, "aLion", "Lion");
    vt_signal(&session.vt, SIGTERM);
    session_expect_exit(&session, 0);
    cr_expect(strstr(session_file(&session), "Zebra\n"), "%s", session_file(&session));
    session_end(&session);
}

Test(prompts, complete_what_is_typed)
{
    struct session session;
    session_open(&session);
    vt_settle(&session.vt);
    type(&session, ":exp\t", ":export");
    vt_send(&session.vt, "\033");
    session_expect_gone(&session, ":export");
    session_end(&session);
}

Test(prompts, take_a_megabyte)
{
    struct session session;
    struct buf paste = BUF_INIT;
    session_open(&session);
    buf_adds(&paste, "\033[200~");
    buf_add_repeated(&paste, 'x', 1024 * 1024);
    buf_adds(&paste, "\033[201~");
    vt_send(&session.vt, "a");
    vt_settle(&session.vt);
    vt_send_bytes(&session.vt, buf_slice(&paste));
    session_expect(&session, "xxxxxxxxxx");
    vt_send(&session.vt, "\r");
    vt_settle(&session.vt);
    vt_signal(&session.vt, SIGTERM);
    session_expect_exit(&session, 0);
    cr_expect(strlen(session_file(&session)) > 900000);
    buf_release(&paste);
    session_end(&session);
}
