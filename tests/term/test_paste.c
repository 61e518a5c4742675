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
        { "x\r", PASTE("a\nb"), "only one fits here" },
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

/* --- without a screen --- */

static void begin(struct guided *guided, const char *map)
{
    guided_set_up(guided);
    if (map)
        test_write(guided->map.data, slice_of(map));
    guided_start(guided, "TERM=xterm", NULL);
    guided_expect(guided, "\n>");
}

static void end(struct guided *guided, const char *text)
{
    vt_send(&guided->vt, "\025\004");
    guided_expect_end(guided);
    cr_expect(strstr(guided_file(guided), text), "no \"%s\" in\n%s", text, guided_file(guided));
    guided_tear_down(guided);
}

/* Where one answer is asked for, the other lines answer nothing else. */
Test(paste, is_one_answer_in_line_mode)
{
    struct guided guided;
    begin(&guided, NULL);
    vt_send(&guided.vt, PASTE("Buying\r\na TV\nonline\n"));
    guided_expect(&guided, "> Buying a TV online");
    vt_send(&guided.vt, "\r");
    guided_expect(&guided, "business goal");
    vt_settle(&guided.vt);
    cr_expect_null(strstr(guided_file(&guided), "goal:"));
    end(&guided, "title: Buying a TV online\n");
}

Test(paste, is_a_list_in_line_mode)
{
    struct guided guided;
    begin(&guided, "cjm: 1\ntitle: T\n");
    vt_send(&guided.vt, ".step stages\r");
    guided_expect(&guided, "Which stages");
    vt_settle(&guided.vt);
    vt_send(&guided.vt, PASTE("Find\r\nBuy\rUse\n"));
    guided_expect(&guided, "Use");
    vt_send(&guided.vt, "\r");
    vt_settle(&guided.vt);
    end(&guided, "  - name: Find\n  - name: Buy\n  - name: Use\n");
}

/* The terminal is asked to mark pastes, and to stop that however the program ends. */
Test(paste, is_marked_in_line_mode)
{
    static const int signals[] = { 0, SIGTERM, SIGABRT, SIGTSTP };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct guided guided;
        begin(&guided, NULL);
        cr_expect(strstr(guided.vt.raw.data, "\033[?2004h"));
        cr_expect_null(strstr(guided.vt.raw.data, "\033[?2004l"));
        if (signals[i])
            vt_signal(&guided.vt, signals[i]);
        else
            vt_send(&guided.vt, "\004");
        if (signals[i] == SIGTSTP)
            cr_expect(vt_wait_stopped(&guided.vt));
        else
            cr_expect_neq(vt_wait_exit(&guided.vt), -1);
        vt_settle(&guided.vt);
        cr_expect(strstr(guided.vt.raw.data, "\033[?2004l"), "signal %d", signals[i]);
        vt_end(&guided.vt);
        guided_tear_down(&guided);
    }
}

/* Answers of the terminal, keys without a meaning here, Esc alone. */
Test(paste, is_not_what_a_terminal_says)
{
    static const char *const pieces[] = { "A\033]11;rgb:dddd/dddd/dddd\033\\", "\033]52;c;ZGRk\a",
        "\033P1+r436f=323536\033\\", "\033_Gi=31;OK\033\\", "\033^pm\033\\", "\033Xsos\033\\",
        "\033]11;rgb:dd", "dd/dddd\a", "\033[?62;c\033[12;40R\033[I\033[O", "\033[15~\033[1;5P",
        "\033[99~\033[<0;3;3M\033[57441u", "\033[5", "~\033OQ", " s\033", "e\033[116;1u" };
    struct guided guided;
    begin(&guided, NULL);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        vt_send(&guided.vt, pieces[i]);
        for (int quiet = 0; quiet < 10; quiet++)
            vt_settle(&guided.vt); /* Esc alone, and not Alt with e */
    }
    guided_expect(&guided, "> A set");
    vt_send(&guided.vt, "\033[13u");
    guided_expect(&guided, "business goal");
    vt_send(&guided.vt, "Half\033[99;5u");
    guided_expect_end(&guided);
    cr_expect(strstr(guided_file(&guided), "title: A set\n"), "%s", guided_file(&guided));
    guided_tear_down(&guided);
}
