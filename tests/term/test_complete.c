/* Tab on a terminal: the first one shows what can come, the next ones take it, the text stays. */
#include <string.h>

#include "support.h"
#include "term/guided.h"
#include "term/session.h"

static void send(struct session *session, const char *keys, const char *shown)
{
    vt_send(&session->vt, keys);
    session_expect(session, shown);
}

static void add_files(const struct session *session, int count)
{
    struct buf path = BUF_INIT;
    for (int i = 0; i < count; i++) {
        buf_clear(&path);
        buf_addf(&path, "%s/note %d", session->folder, i);
        test_write(path.data, SLICE(""));
    }
    buf_release(&path);
}

Test(complete, takes_hundreds_in_turn)
{
    static const int sizes[][2] = { { 40, 12 }, { 80, 24 }, { 200, 50 } };
    struct session session;
    session_open(&session);
    add_files(&session, 300);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        vt_resize(&session.vt, sizes[i][0], sizes[i][1]);
        vt_settle(&session.vt);
        send(&session, ":open ~/N\t", " of 300");
        session_expect(&session, "note 0");
        send(&session, "\t", ":open ~/note 0");
        send(&session, "\t", ":open ~/note 1");
        send(&session, "\033[Z", ":open ~/note 0");
        send(&session, "\033[Z", ":open ~/note 99");
        session_expect(&session, " to 300 of 300");
        /* Esc takes the list away, and not the text. */
        vt_send(&session.vt, "\033");
        session_expect_gone(&session, " of 300");
        session_expect(&session, ":open ~/note 99");
        send(&session, "\t", "Tab has nothing to add here");
        send(&session, "x", ":open ~/note 99x");
        session_expect_gone(&session, "Tab has nothing");
        vt_send(&session.vt, "\003");
        session_expect_gone(&session, ":open");
    }
    session_end(&session);
}

Test(complete, goes_on_with_what_is_typed)
{
    struct session session;
    session_open(&session);
    vt_settle(&session.vt);
    send(&session, ":Ed\t", "editor");
    session_expect(&session, ":edit");
    send(&session, "\t", ":editor");
    send(&session, "!", ":editor!");
    vt_send(&session.vt, "\003");
    session_expect_gone(&session, ":editor");
    send(&session, ":\t", "page-down");
    send(&session, "ex\t", ":export");
    send(&session, "\t", "shop.md  shop.markdown");
    send(&session, "\t", ":export shop.md");
    send(&session, "\025export ~/r.\t", "r.md  r.markdown");
    session_end(&session);
}

/* In every prompt, be there something to complete or not. */
Test(complete, ends_no_prompt)
{
    static const char *const prompts[] = { "a", "A", "p", "o", "\"", "e\r", "/", ":" };
    for (size_t i = 0; i < sizeof prompts / sizeof *prompts; i++) {
        struct session session;
        session_open(&session);
        vt_send(&session.vt, prompts[i]);
        vt_settle(&session.vt);
        vt_send(&session.vt, "\t\t\033[Z\033[Z\t");
        vt_settle(&session.vt);
        send(&session, "\025Zebra\t\t\033[Z", "Zebra");
        send(&session, "!", "Zebra!");
        session_end(&session);
    }
}

Test(complete, lists_in_pages_in_line_mode)
{
    struct guided guided;
    guided_set_up(&guided);
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, ".TEM\t");
    guided_expect(&guided, "> .template");
    vt_send(&guided.vt, "\t");
    guided_expect(&guided, "1 to ");
    guided_expect(&guided, "five-stages");
    vt_send(&guided.vt, "\t");
    guided_expect(&guided, "> .template five-stages");
    vt_send(&guided.vt, "\t\033[Z!");
    guided_expect(&guided, "> .template five-stages!");
    vt_send(&guided.vt, "\025\004");
    guided_expect_end(&guided);
    guided_tear_down(&guided);
}

/* A file's name by Tab, the plan, Enter; and others are told as of any edit. */
Test(complete, imports_a_file)
{
    struct session session;
    struct buf path = BUF_INIT;
    session_open(&session);
    buf_addf(&path, "%s/steps.csv", session.folder);
    test_write(path.data, SLICE("Step,Users\nSearch,120\nMoon,60\n"));
    vt_settle(&session.vt);
    send(&session, ":imp\t", ":import");
    send(&session, "~/st\t", ":import ~/steps.csv");
    send(&session, "\r", "What the import would do");
    session_expect(&session, "New: metric 1");
    session_expect(&session, "steps.csv: 1 row is left out");
    send(&session, "\r", "new: 1 metric");
    session_expect_gone(&session, "What the import would do");
    send(&session, "u", "undone");
    session_end(&session);
    buf_release(&path);
}
