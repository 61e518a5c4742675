/* Typing: what comes from the terminal and is no key press changes nothing. */
#include <string.h>

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
