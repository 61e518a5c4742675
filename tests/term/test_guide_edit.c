/* The lines of the guide as they are typed: with libedit, and however they end. */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>
#include <termios.h>

#include "support.h"
#include "term/guided.h"
#include "tui/line/read_private.h"

/* "e" with an accent of its own, a family, and CJK: a key each takes one away. */
#define CLUSTER_E "e\xCC\x81"
#define CLUSTER_FAMILY "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9"
#define CLUSTER_CJK "\xE6\x97\xA5\xE6\x9C\xAC"

Test(guide_lines, are_edited_in_whole_characters)
{
    struct guided guided;
    guided_set_up(&guided);
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "Caf" CLUSTER_E CLUSTER_FAMILY "\x7F" CLUSTER_CJK "\x7F!\r");
    guided_expect(&guided, "business goal");
    vt_send(&guided.vt, CLUSTER_E "x\033[D\033[D\033[3~one\001zero \005 two\r");
    guided_expect(&guided, "kind of map");
    vt_send(&guided.vt, "\004");
    guided_expect_end(&guided);
    const char *file = guided_file(&guided);
    cr_assert(strstr(file, "Caf" CLUSTER_E "\xE6\x97\xA5!\n"), "%s", file);
    cr_assert(strstr(file, "goal: zero onex two\n"), "%s", file);
    guided_tear_down(&guided);
}

Test(guide_lines, have_history_and_completion)
{
    struct guided guided;
    guided_set_up(&guided);
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "A new set\r");
    guided_expect(&guided, "business goal");
    vt_send(&guided.vt, "\033[A, sold\r");
    guided_expect(&guided, "kind of map");
    vt_send(&guided.vt, "fu\t\r");
    guided_expect(&guided, "B2C or B2B");
    vt_send(&guided.vt, "b\t");
    guided_expect(&guided, "b2c  b2b");
    vt_send(&guided.vt, "b\r");
    guided_expect(&guided, "use this map");
    vt_send(&guided.vt, ".ba\t\r");
    guided_expect(&guided, "Now: b2b. Enter keeps it, Tab");
    vt_send(&guided.vt, "\033[A\177c\r");
    guided_expect(&guided, "use this map");
    vt_send(&guided.vt, ".step per\t\r");
    guided_expect(&guided, "persona's name");
    vt_send(&guided.vt, ".quit\r");
    guided_expect_end(&guided);
    const char *file = guided_file(&guided);
    cr_assert(strstr(file, "title: A new set\n"), "%s", file);
    cr_assert(strstr(file, "goal: A new set, sold\n"), "%s", file);
    cr_assert(strstr(file, "kind: future\n"), "%s", file);
    cr_assert(strstr(file, "market: b2c\n"), "%s", file);
    guided_tear_down(&guided);
}

/* Typed, pasted, out of the history, or brought by Tab from a map that somebody else wrote. */
Test(guide_lines, turn_no_text_around)
{
    struct guided guided;
    guided_set_up(&guided);
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "A \xE2\x80\xAEset\033[200~, \xE2\x81\xA6new\033[201~\r");
    guided_expect(&guided, "business goal");
    vt_send(&guided.vt, "\033[A sold\r");
    guided_expect(&guided, "kind of map");
    vt_send(&guided.vt, ".back\r");
    guided_expect(&guided, "Tab edits it");
    vt_send(&guided.vt, "\t twice\r.park last\r");
    guided_expect(&guided, "last");
    vt_settle(&guided.vt);
    cr_assert_null(strstr(guided.vt.raw.data, "\xE2\x80\xAE"));
    cr_assert_null(strstr(guided.vt.raw.data, "\xE2\x81\xA6"));
    vt_send(&guided.vt, ".quit\r");
    guided_expect_end(&guided);
    const char *file = guided_file(&guided);
    cr_assert(strstr(file, "\"A \\u202Eset, \\u2066new\"\n"), "%s", file);
    cr_assert(strstr(file, "\"A \\u202Eset, \\u2066new sold twice\"\n"), "%s", file);
    guided_tear_down(&guided);
}

/* A paste shows the line anew in its place, also between what was typed. */
Test(guide_lines, show_a_paste_in_its_place)
{
    struct guided guided;
    guided_set_up(&guided);
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "A set\001\033[200~Buy \033[201~\005!");
    guided_expect(&guided, "Buy A set!");
    bool shown = false;
    for (int row = 0; row < 24 && !shown; row++)
        shown = strcmp(vt_row(&guided.vt, row), "> Buy A set!") == 0;
    cr_expect(shown, "the line is not \"> Buy A set!\"");
    vt_send(&guided.vt, "\r.quit\r");
    guided_expect_end(&guided);
    cr_expect(strstr(guided_file(&guided), "title: Buy A set!\n"));
    guided_tear_down(&guided);
}

/* Every end that nobody asked for keeps what was accepted. */
Test(guide_lines, end_well_however_they_end)
{
    static const struct {
        const char *keys;
        int signal; /* 0: the keys end it */
    } ends[] = { { "\003", 0 }, { "\004", 0 }, { ".q\r", 0 }, { "typed", SIGTERM },
        { "typed", SIGHUP }, { ".park x", SIGTERM } };
    static const char *const terms[] = { "TERM=xterm", "TERM=dumb", "TERM" };
    for (size_t i = 0; i < 3 * sizeof ends / sizeof *ends; i++) {
        struct guided guided;
        guided_set_up(&guided);
        guided_start(&guided, terms[i % 3], NULL);
        guided_expect(&guided, "Enter keeps it");
        vt_send(&guided.vt, "Accepted\r");
        guided_expect(&guided, "business goal");
        vt_settle(&guided.vt);
        vt_send(&guided.vt, ends[i / 3].keys);
        vt_settle(&guided.vt);
        if (ends[i / 3].signal)
            vt_signal(&guided.vt, ends[i / 3].signal);
        guided_expect(&guided, "To continue with Step 1 of 15: 0 Goal and scope");
        guided_expect_end(&guided);
        cr_assert(strstr(guided_file(&guided), "title: Accepted\n"), "end %zu", i);
        bool half = i % 3 == 0 && strcmp(ends[i / 3].keys, "typed") == 0;
        cr_expect_eq(strstr(guided_file(&guided), "goal: typed\n") != NULL, half, "end %zu", i);
        cr_expect(!strstr(guided_file(&guided), "parking"), "end %zu", i);
        guided_tear_down(&guided);
    }
}

Test(guide_lines, survive_a_lost_line)
{
    static const char *const terms[] = { "TERM=xterm", "TERM=dumb" };
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        struct guided guided;
        guided_set_up(&guided);
        guided_start(&guided, terms[i], NULL);
        guided_expect(&guided, "Enter keeps it");
        vt_send(&guided.vt, "Accepted\r");
        guided_expect(&guided, "business goal");
        vt_send(&guided.vt, "not yet");
        guided_expect(&guided, "not yet");
        vt_hang_up(&guided.vt);
        cr_assert_neq(vt_wait_exit(&guided.vt), -1, "it still runs");
        vt_end(&guided.vt);
        cr_assert(strstr(guided_file(&guided), "title: Accepted\n"), "%s", guided_file(&guided));
        cr_expect_eq(strstr(guided_file(&guided), "goal: not yet\n") != NULL, i == 0);
        guided_tear_down(&guided);
    }
}

Test(guide_lines, go_on_after_a_stop)
{
    struct guided guided;
    guided_set_up(&guided);
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "Half");
    guided_expect(&guided, "> Half");
    vt_send(&guided.vt, "\032");
    cr_assert(vt_wait_stopped(&guided.vt));
    vt_signal(&guided.vt, SIGCONT);
    vt_settle(&guided.vt);
    vt_send(&guided.vt, " whole\r");
    guided_expect(&guided, "business goal");
    vt_send(&guided.vt, "\003");
    guided_expect_end(&guided);
    cr_assert(strstr(guided_file(&guided), "title: Half whole\n"));
    guided_tear_down(&guided);
}

/* The last answer ends it; a command does not, for whoever wants to go back. */
Test(guide_lines, show_the_curve_and_take_commands_at_the_end)
{
    struct guided guided;
    guided_set_up(&guided);
    test_write(guided.map.data,
        SLICE("cjm: 1\ntitle: T\nasked: thoughts touchpoint.thinking till\nstages:\n  - name: Buy\n"
              "    touchpoints:\n      - {name: Till, emotion: -1}\n"));
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Which questions");
    vt_send(&guided.vt, "Why?\r");
    guided_expect(&guided, "Already done: 7 Feelings");
    guided_expect(&guided, "All touchpoints are scored.");
    guided_expect(&guided, "│-1                                       ●");
    guided_expect(&guided, "What fails");
    vt_send(&guided.vt, ".step act\r.next all\r.next all\r.next all\r");
    guided_expect(&guided, "That was the last question.");
    vt_send(&guided.vt, "an answer\r");
    guided_expect(&guided, "Not accepted: there are no more questions");
    vt_send(&guided.vt, ".agenda\r");
    guided_expect(&guided, "In all: 90 min");
    vt_send(&guided.vt, ".step feelings\r");
    guided_expect(&guided, "Now: -1. Enter keeps it, Tab edits it.");
    vt_send(&guided.vt, "\t\1772\r");
    guided_expect(&guided, "What fails");
    vt_send(&guided.vt, ".step act\r");
    guided_expect(&guided, "Who owns this map");
    vt_send(&guided.vt, ".next all\r.next all\r");
    guided_expect(&guided, "How often");
    vt_send(&guided.vt, "3 months\r");
    guided_expect(&guided, "business goal"); /* that was open */
    vt_send(&guided.vt, ".step act\r.step\r");
    guided_expect(&guided, "That was the last question.");
    vt_send(&guided.vt, "\r");
    guided_expect_end(&guided);
    cr_assert(strstr(guided_file(&guided), "emotion: -2"), "%s", guided_file(&guided));
    guided_tear_down(&guided);
}

Test(guide_lines, wait_in_a_silent_round)
{
    struct guided guided;
    guided_set_up(&guided);
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, ".silent\r");
    guided_expect(&guided, "Enter ends it.");
    vt_send(&guided.vt, "\rNamed\r");
    guided_expect(&guided, "business goal");
    vt_send(&guided.vt, ".silent\r.silent\r");
    guided_expect(&guided, "The silent round is over.");
    vt_send(&guided.vt, ".quit\r");
    guided_expect_end(&guided);
    cr_assert(strstr(guided_file(&guided), "title: Named\n"));
    guided_tear_down(&guided);
}

/* --- the reader alone --- */

/* Reads for a while, and then as long as it takes. */
static int read_twice(void *context)
{
    (void)context;
    struct read_options options = { .utf8 = true };
    struct line_reader *reader = reader_new(&options);
    struct read_line line;
    if (reader_read(reader, "> ", 300, &line) == READ_LATE)
        reader_write(SLICE("\nLate.\n"));
    struct buf text = BUF_INIT;
    if (reader_read(reader, "> ", -1, &line) == READ_LINE)
        buf_addf(&text, "Got \"%.*s\".\n", SLICE_ARG(line.text));
    reader_write(buf_slice(&text));
    buf_release(&text);
    reader_free(reader);
    return 0;
}

Test(guide_lines, keep_what_was_typed_when_something_is_said_in_between)
{
    static const char *const terms[] = { "TERM=xterm", "TERM=dumb" };
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
        struct guided guided;
        const char *environment[] = { terms[i], "EDITRC", "HOME=/nonexistent", NULL };
        vt_start(&guided.vt, &(struct vt_options){ .environment = environment, .run = read_twice });
        guided_expect(&guided, ">");
        vt_send(&guided.vt, "par");
        guided_expect(&guided, "Late.");
        vt_send(&guided.vt, "t two\r");
        guided_expect(&guided, "Got \"part two\".");
        guided_expect_end(&guided);
    }
}

/* However it ends, what is typed after it is seen and can be corrected. */
Test(guide_lines, give_the_terminal_back)
{
    static const int signals[] = { SIGTERM, SIGABRT };
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct guided guided;
        struct termios modes = { .c_lflag = 0 };
        guided_set_up(&guided);
        guided_start(&guided, "TERM=xterm", NULL);
        guided_expect(&guided, "\n>");
        vt_signal(&guided.vt, signals[i]);
        cr_assert_neq(vt_wait_exit(&guided.vt), -1);
        cr_assert_eq(tcgetattr(guided.vt.fd, &modes), 0);
        cr_assert(modes.c_lflag & ICANON && modes.c_lflag & ECHO, "signal %d", signals[i]);
        vt_end(&guided.vt);
        guided_tear_down(&guided);
    }
}

Test(guide_lines, take_the_keys_of_vi)
{
    struct guided guided;
    struct buf path = BUF_INIT;
    guided_set_up(&guided);
    buf_addf(&path, "%s/.editrc", guided.folder);
    test_write(path.data, SLICE("bind -v\n"));
    guided_start(&guided, "TERM=xterm", NULL);
    guided_expect(&guided, "Enter keeps it");
    vt_send(&guided.vt, "A longe journey");
    vt_settle(&guided.vt);
    vt_send(&guided.vt, "\033");
    vt_settle(&guided.vt);
    vt_send(&guided.vt, "bhxi\177\177\177\177\177Short\r");
    guided_expect(&guided, "business goal");
    vt_send(&guided.vt, "\004");
    guided_expect_end(&guided);
    cr_assert(strstr(guided_file(&guided), "title: A Shortjourney\n"), "%s", guided_file(&guided));
    buf_release(&path);
    guided_tear_down(&guided);
}
