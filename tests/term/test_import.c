/* A file that takes long to read, on a terminal: the keys go on, and one of them stops it. */
#include "support.h"
#include "term/session.h"

static void add_tickets(const struct session *session, const char *name, int count)
{
    struct buf path = BUF_INIT, text = BUF_INIT;
    buf_addf(&path, "%s/%s", session->folder, name);
    buf_adds(&text, "Summary,Component,URL\n");
    for (int i = 0; i < count; i++)
        buf_addf(&text, "S%d,Buy,T-%d\n", i, i);
    test_write(path.data, buf_slice(&text));
    buf_release(&path);
    buf_release(&text);
}

Test(import, a_large_file_is_read_beside_the_keys)
{
    enum { LARGE = 1500000, FEW = 3 };
    struct session session;
    session_open(&session);
    add_tickets(&session, "large.csv", LARGE);
    add_tickets(&session, "few.csv", FEW);
    vt_send(&session.vt, ":import ~/large.csv --as pain\r");
    session_expect(&session, "reading for ");
    session_expect(&session, "/large.csv; C-c stops it");
    vt_send(&session.vt, "+");
    session_expect(&session, "+2");
    vt_send(&session.vt, "\003");
    session_expect(&session, "stopped: nothing was imported from ");
    vt_send(&session.vt, ":import ~/few.csv --as pain\r");
    session_expect(&session, "What the import would do");
    vt_send(&session.vt, "\r");
    session_expect(&session, "new: 3 pains");
    session_end(&session);
}
