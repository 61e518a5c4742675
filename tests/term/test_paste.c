/* Pastes, and what a terminal says unasked, in each place where something can be typed. */
#include <signal.h>
#include <string.h>

#include "support.h"
#include "term/guided.h"
#include "term/session.h"

#define PASTE(text) "\033[200~" text "\033[201~"

static void expect_saved(struct session *session, const char *text)
{
    vt_settle(&session->vt);
    vt_signal(&session->vt, SIGTERM);
    session_expect_exit(session, 0);
    cr_expect(strstr(session_file(session), text), "no \"%s\" in\n%s", text, session_file(session));
}

/* A list makes a row each, a text keeps its lines, a field is one line. */
Test(paste, is_taken_as_each_prompt_means)
{
    static const struct {
        const char *keys, *pasted, *saved;
    } rows[] = {
        { "a", PASTE("One\r\nTwo\n"), "- name: One\n      - name: Two\n" },
        { "A", PASTE("One\rTwo\xE2\x80\xA8Three"),
            "- name: One\n  - name: Two\n  - name: Three\n" },
        { "\"", PASTE("One\n"), "One\n" },
        { "e\r", PASTE(" one\ntwo\n"), "name: Advert one two\n" },
        { "a", PASTE("dd\tq"), "- name: dd q\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        session_open(&session);
        vt_send(&session.vt, rows[i].keys);
        vt_settle(&session.vt);
        vt_send(&session.vt, rows[i].pasted);
        vt_settle(&session.vt);
        vt_send(&session.vt, "\r");
        expect_saved(&session, rows[i].saved);
        session_end(&session);
    }
}

/* It comes in pieces that are no characters. */
Test(paste, may_be_cut_anywhere)
{
    static const char *const pieces[] = { "a\033[20", "0~Caf\xC3", "\xA9\r", "\nBar\033", "[201",
        "~", "\r" };
    struct session session;
    session_open(&session);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        vt_send(&session.vt, pieces[i]);
        vt_settle(&session.vt);
    }
    expect_saved(&session, "- name: Caf\xC3\xA9\n      - name: Bar\n");
    session_end(&session);
}

/* Several commands are never run, and where no text is asked for nothing is done. */
Test(paste, runs_nothing)
{
    static const struct {
        const char *keys, *pasted, *said;
    } rows[] = {
        { ":", PASTE("delete\nquit\n"), "only one fits here" },
        { ":", PASTE("delete\r"), ":delete" },
        { ":open ", PASTE("a\nb"), "only one fits here" },
        { "x", PASTE("a\nb"), "only one fits here" },
        { "/", PASTE("Sea\nrch\n"), "Find: Sea rch" },
        { "", PASTE("dd\nq\n"), "a adds a touchpoint" },
        { "e", PASTE("d\nq"), "Enter opens a line" },
        { "?", PASTE("q"), "nothing was changed" },
        { "\033OQ\033OR\033OS", PASTE("dd"), "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        session_open(&session);
        vt_settle(&session.vt);
        vt_send(&session.vt, rows[i].keys);
        vt_settle(&session.vt);
        vt_send(&session.vt, rows[i].pasted);
        session_expect(&session, rows[i].said);
        vt_settle(&session.vt);
        vt_signal(&session.vt, SIGTERM);
        session_expect_exit(&session, 0);
        cr_expect_str_eq(session_file(&session), session_map, "row %zu", i);
        session_end(&session);
    }
}
