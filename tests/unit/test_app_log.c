/* What was done, on the screen. */
#include <criterion/criterion.h>
#include <string.h>

#include "app_support.h"
#include "support.h"

static const char shop[] = "cjm: 1\n"
                           "title: Shop\n"
                           "stages:\n"
                           "  - name: Buy\n"
                           "    touchpoints: [Pay, Kiosk]\n";

Test(log, shows_what_was_done)
{
    struct fixture f;
    struct buf path = BUF_INIT, text = BUF_INIT;
    open_map(&f, shop);
    draw(&f, 80, 24);
    type(&f, ":log\r");
    cr_expect(shows(&f, "No changes in this session yet"));
    type(&f, "qr8");
    pass_time(60);
    type(&f, "pSlow <b>machine</b>\rjddu:log\r");
    picture(&f, &text);
    cr_expect(shows(&f, "4 changes since 14:02"), "%s", text.data);
    cr_expect(shows(&f, "Pay: emotion set to -2"));
    cr_expect(shows(&f, "14:03 ") && shows(&f, "  Pay: pain added: Slow <b>machine</b>"));
    cr_expect(shows(&f, "(undone) Buy: touchpoint removed: Kiosk"), "%s", text.data);
    cr_expect(shows(&f, "undid: Buy: touchpoint removed: Kiosk"));
    cr_expect(shows(&f, " 11-21 14:03 "), "the selected one whole");
    type(&f, "/slow\r");
    cr_expect(shows(&f, "/slow"));
    type(&f, "\r");
    cr_expect(!shows(&f, "4 changes") && shows(&f, "▌! Slow"), "Enter goes there");
    /* The protocol is what is exported here. */
    type(&f, ":log\rx\r\r");
    buf_addf(&path, "%s/map-protocol.md", f.folder);
    buf_clear(&text);
    test_read(path.data, &text);
    cr_expect_not_null(strstr(text.data, "# Session minutes: Shop\n"));
    cr_expect_not_null(strstr(text.data, "Pay: pain added: Slow \\<b>machine\\</b>"));
    cr_expect_null(strstr(text.data, "Kiosk"), "what was undone is not in it");
    type(&f, "q:log! ");
    type(&f, path.data);
    type(&f, "\r");
    cr_expect(shows(&f, "exported: "));
    for (int width = 40; width < 240; width += 7)
        for (int height = 12; height < 60; height += 3)
            draw(&f, width, height);
    buf_release(&path);
    buf_release(&text);
    close_map(&f);
}

/* Whoever looks at its end sees what comes; who looks elsewhere is left there. */
Test(log, goes_along)
{
    struct fixture f;
    open_map(&f, shop);
    draw(&f, 80, 24);
    type(&f, "r8r9r0r1r2:log\r");
    for (int i = 0; i < 30; i++)
        type(&f, i % 2 ? ":set title Shop\r" : ":set title Store\r");
    cr_expect(shows(&f, "35 changes") && shows(&f, "▌"));
    cr_expect(!shows(&f, "emotion set to -2"), "the first ones are above");
    press(&f, K_HOME);
    cr_expect(shows(&f, "emotion set to -2"));
    type(&f, ":set title Stay\r");
    cr_expect(shows(&f, "emotion set to -2") && shows(&f, "more lines"));
    close_map(&f);
}

/* What another wrote over comes back, and the other is told in turn. */
Test(log, brings_back_what_was_written_over)
{
    struct fixture anna, ben;
    open_map(&anna, shop);
    join_map(&ben, &anna);
    draw(&anna, 80, 24);
    draw(&ben, 80, 24);
    press(&anna, K_F11);
    cr_expect(shows(&anna, "nobody has replaced a text of yours"));
    type(&anna, ":set thinking Is my money gone?\r");
    look(&ben);
    type(&ben, ":set thinking All is well\r");
    look(&anna);
    cr_expect(shows(&anna, "changed \"thinking\" of \"Pay\"; F11 restores your text"));
    press(&anna, K_F11);
    cr_expect(shows(&anna, "restored: thinking, \"Pay\""));
    look(&ben);
    cr_expect(shows(&ben, "changed \"thinking\" of \"Pay\"; F11 restores"));
    press(&anna, K_F11);
    cr_expect(shows(&anna, "nobody has replaced"), "it is back");
    type(&anna, "u");
    look(&ben);
    type(&ben, "w");
    expect_file(&anna, "cjm: 1\ntitle: Shop\nstages:\n  - name: Buy\n"
                       "    touchpoints: [{name: Pay, thinking: All is well}, Kiosk]\n");
    /* The node is gone. */
    type(&anna, ":set doing Waits\r");
    look(&ben);
    type(&ben, ":set doing Goes\r");
    look(&anna);
    type(&ben, "dd");
    look(&anna);
    press(&anna, K_F11);
    cr_expect(shows(&anna, "\"Pay\" was removed. Your text is in the parking lot"));
    press(&anna, K_F7);
    cr_expect(shows(&anna, "Pay: doing: Waits"));
    close_map(&ben);
    close_map(&anna);
}

/* Two at once: both are told, and both come back. */
Test(log, brings_back_one_after_the_other)
{
    struct fixture anna, ben;
    open_map(&anna, shop);
    join_map(&ben, &anna);
    draw(&anna, 80, 24);
    draw(&ben, 80, 24);
    type(&anna, ":set thinking Mine\r:set doing Pays\r");
    look(&ben);
    type(&ben, ":set thinking Not mine\r:set doing Runs\r");
    look(&anna);
    struct buf text = BUF_INIT;
    picture(&anna, &text);
    cr_expect(shows(&anna, "changed \"doing\" of \"Pay\"") && shows(&anna, "1 more text of yours"),
        "%s", text.data);
    buf_release(&text);
    press(&anna, K_F11);
    cr_expect(
        shows(&anna, "restored: doing") && shows(&anna, "; 1 more text can be restored: F11"));
    press(&anna, K_F11);
    cr_expect(shows(&anna, "restored: thinking") && !shows(&anna, "more text can be restored"));
    type(&anna, "w");
    expect_file(&anna, "cjm: 1\ntitle: Shop\nstages:\n  - name: Buy\n"
                       "    touchpoints: [{name: Pay, doing: Pays, thinking: Mine}, Kiosk]\n");
    close_map(&ben);
    close_map(&anna);
}

/* What happens to the touchpoint that a half-typed command is for shows above the line. */
Test(log, tells_above_a_line)
{
    struct fixture anna, ben;
    open_map(&anna, shop);
    join_map(&ben, &anna);
    draw(&anna, 80, 24);
    draw(&ben, 80, 24);
    type(&anna, ":set doing Pa");
    type(&ben, "dd");
    look(&anna);
    cr_expect(shows(&anna, " removed \"Pay\"") && shows(&anna, " :set doing Pa"));
    close_map(&ben);
    close_map(&anna);
}

/* Also at a line of the guide, where b is a letter. */
Test(log, brings_back_at_a_line)
{
    struct fixture anna, ben;
    open_map(&anna, shop);
    join_map(&ben, &anna);
    draw(&anna, 80, 24);
    draw(&ben, 80, 24);
    type(&anna, ":set thinking Mine\ri");
    look(&ben);
    type(&ben, ":set thinking Not mine\r");
    look(&anna);
    struct buf text = BUF_INIT;
    picture(&anna, &text);
    cr_expect(app_prompt(anna.app) && shows(&anna, "F11 restores your text"), "%s", text.data);
    app_prompt_key(anna.app, &(struct key){ .code = K_F11 });
    draw(&anna, 80, 24);
    cr_expect(app_prompt(anna.app) && shows(&anna, "restored: "));
    look(&ben);
    type(&ben, "w");
    buf_clear(&text);
    test_read(anna.path.data, &text);
    cr_expect_not_null(strstr(text.data, "thinking: Mine}"), "%s", text.data);
    buf_release(&text);
    close_map(&ben);
    close_map(&anna);
}

/* Opens the map again after so many hours, changes it, and looks at the log. */
static void expect_session(struct fixture *f, int hours, const char *wanted)
{
    struct fixture next;
    app_key(f->app, &(struct key){ .code = 'w' });
    pass_time(hours * 60 * 60);
    join_map(&next, f);
    app_close(f->app);
    f->app = next.app;
    draw(f, 80, 24);
    type(f, "m:log\r");
    cr_expect(shows(f, wanted), "after %d hours", hours);
}

/* A session goes on over leaving and opening again, until nothing was done for long. */
Test(log, begins_with_the_session)
{
    struct fixture f;
    open_map(&f, shop);
    draw(&f, 80, 24);
    type(&f, "r2");
    expect_session(&f, 1, "2 changes since ");
    expect_session(&f, 7, "3 changes since ");
    expect_session(&f, 9, "1 change since ");
    expect_session(&f, 1, "2 changes since ");
    expect_session(&f, -100, "3 changes since ");
    type(&f, "q:w\r");
    expect_file(&f, "cjm: 1\ntitle: Shop\nstages:\n  - name: Buy\n"
                    "    touchpoints: [{name: Pay, emotion: 2, moment: true}, Kiosk]\n");
    close_map(&f);
}

/* Both texts of what was changed here and in the file, and the choice. */
Test(log, lists_conflicts)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    open_map(&f, shop);
    draw(&f, 80, 24);
    type(&f, ":conflicts\r");
    cr_expect(shows(&f, "No conflicts."));
    type(&f, "q:set thinking Mine\r");
    test_write(f.path.data, SLICE("cjm: 1\ntitle: Shop\nstages:\n  - name: Buy\n    touchpoints:\n"
                                  "      - name: Pay\n        thinking: Theirs\n      - Kiosk\n"));
    look(&f);
    test_wait_for_rest();
    look(&f);
    cr_expect(shows(&f, "1 conflict: see :conflicts"));
    type(&f, ":conflicts\r");
    picture(&f, &text);
    cr_expect(shows(&f, "▌  here    Pay: thinking"), "%s", text.data);
    cr_expect(shows(&f, "Here: Mine") && shows(&f, "File: Theirs") && shows(&f, "(nothing)"));
    type(&f, "\r");
    cr_expect(shows(&f, "▌x file    Pay: thinking") && shows(&f, "as in the file"));
    type(&f, "\r");
    cr_expect(shows(&f, "▌x here    Pay: thinking"));
    type(&f, "uu");
    cr_expect(shows(&f, "▌  here    Pay: thinking"), "undone, it is open again");
    type(&f, "dd");
    cr_expect(shows(&f, "▌x here    Pay: thinking"));
    for (int width = 40; width < 240; width += 7)
        for (int height = 12; height < 60; height += 3)
            draw(&f, width, height);
    type(&f, "q");
    press(&f, K_F7);
    cr_expect(shows(&f, "The parking lot is empty"));
    buf_release(&text);
    close_map(&f);
}
