/* What one sees of the others, and that they do not get in one's way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
#include "term/session.h"

#define RIGHT "\033[C"
#define LEFT "\033[D"
#define DOWN "\033[B"
#define UP "\033[A"
#define F2 "\033OQ"
#define F4 "\033OS"

static const char map[] = "cjm: 1\n"
                          "title: A shop\n"
                          "stages:\n"
                          "  - name: Find\n"
                          "    touchpoints:\n"
                          "      - name: Advert\n"
                          "        pains:\n"
                          "          - text: Too loud\n"
                          "            severity: 2\n"
                          "            frequency: 2\n"
                          "          - text: Too late\n"
                          "            severity: 3\n"
                          "            frequency: 3\n"
                          "      - name: Search\n"
                          "      - name: Rest\n"
                          "  - name: Buy\n"
                          "    touchpoints: [Checkout]\n";

struct pair {
    struct session anna, ben;
};

static void name(struct session *session, const char *name)
{
    char line[80];
    snprintf(line, sizeof line, ":name %s\r", name);
    vt_send(&session->vt, line);
    snprintf(line, sizeof line, "others see you as %s", name);
    session_expect(session, line);
}

static void open_both(struct pair *pair)
{
    session_start(&pair->anna, map, NULL, NULL);
    session_expect(&pair->anna, "Checkout");
    session_join(&pair->ben, &pair->anna);
    session_expect(&pair->anna, "is here");
    name(&pair->anna, "anna");
    name(&pair->ben, "ben");
    session_expect(&pair->ben, "@an");
    session_expect(&pair->anna, "@be");
}

static void end_both(struct pair *pair)
{
    session_end(&pair->ben);
    session_end(&pair->anna);
}

/* Ben's cursor goes there. */
static void go(struct session *session, const char *keys, const char *seen)
{
    vt_send(&session->vt, keys);
    session_expect(session, seen);
}

Test(people, shows_who_is_here_and_where)
{
    struct pair pair;
    open_both(&pair);
    session_expect(&pair.anna, "2 here: be");
    session_expect(&pair.anna, "@be ");
    go(&pair.ben, DOWN, "▌Search");
    session_expect(&pair.anna, "Search                        @be");
    go(&pair.ben, UP UP, "▌Find");
    session_expect(&pair.anna, "─ @be┬");
    vt_send(&pair.ben.vt, ":who\r");
    session_expect(&pair.ben, "2 people are here");
    session_expect(&pair.ben, "an anna             Find / Advert · map");
    session_expect(&pair.ben, "be ben              you · Find · map");
    vt_send(&pair.ben.vt, "\033");
    session_expect(&pair.ben, "Checkout");
    vt_send(&pair.ben.vt, "q");
    session_expect_exit(&pair.ben, 0);
    session_expect(&pair.anna, "ben left");
    session_expect_gone(&pair.anna, "@be");
    session_expect_gone(&pair.anna, "here");
    end_both(&pair);
}

/* The last place of a cursor that moves fast is told, too. */
Test(people, tells_where_a_fast_cursor_ends)
{
    struct pair pair;
    open_both(&pair);
    for (int i = 0; i < 30; i++)
        vt_send(&pair.ben.vt, i % 2 ? UP : DOWN);
    vt_send(&pair.ben.vt, RIGHT);
    session_expect(&pair.anna, "Checkout                      @be");
    end_both(&pair);
}

/* What Anna does, and on what Ben's cursor stands then. */
Test(people, leaves_the_cursor_on_its_node)
{
    static const struct {
        const char *ben, *at, *anna, *done, *then, *told;
    } rows[] = {
        { DOWN, "▌Search", "aNew\r", "New", "▌Search", NULL },
        { DOWN, "▌Search", "ANewer\r", "Newer", "▌Search", NULL },
        { RIGHT, "▌Checkout", "ANewest\r", "Newest", "▌Checkout", NULL },
        { DOWN, "▌Search", DOWN "K", "Search", "▌Search", NULL },
        { DOWN, "▌Search", DOWN "L", "Search", "▌Search", NULL },
        { DOWN, "▌Search", DOWN "dd", "▌Rest", "▌Rest", "anna removed \"Search\"" },
        { DOWN DOWN, "▌Rest", DOWN DOWN "dd", "▌Search", "▌Search", "anna removed \"Rest\"" },
        { DOWN, "▌Search", UP "dd", "▌Buy", "▌Buy", "anna removed \"Find\"" },
        { "\t" DOWN, "▌! Too late", "pNo end\r", "No end", "▌! Too late", NULL },
        { "\t" DOWN, "▌! Too late", "\tdd", "1 more", "▌! Too late", NULL },
        { "\t", "▌! Too loud", "\tdd", "1 more", "▌! Too late", "anna removed \"Too loud\"" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pair pair;
        open_both(&pair);
        go(&pair.ben, rows[i].ben, rows[i].at);
        vt_send(&pair.anna.vt, rows[i].anna);
        vt_settle(&pair.anna.vt);
        vt_settle(&pair.ben.vt);
        if (rows[i].told)
            session_expect(&pair.ben, rows[i].told);
        cr_expect(vt_shows(&pair.ben.vt, rows[i].then), "row %zu: no \"%s\":\n%s\nanna:\n%s", i,
            rows[i].then, vt_screen(&pair.ben.vt), vt_screen(&pair.anna.vt));
        end_both(&pair);
    }
}

/* A list is in an order of its own. */
Test(people, leaves_the_cursor_of_a_list_and_a_form_on_its_row)
{
    struct pair pair;
    open_both(&pair);
    vt_send(&pair.ben.vt, F4);
    session_expect(&pair.ben, "▌   27?");
    vt_send(&pair.anna.vt, "pWorst\r");
    session_expect(&pair.anna, "▾1 Tab");
    vt_send(&pair.anna.vt, F4 DOWN DOWN ":set severity 4\r");
    session_expect(&pair.ben, "    24? ████");
    vt_send(&pair.anna.vt, ":set frequency 4\r");
    session_expect(&pair.ben, "    48? ████");
    session_expect(&pair.ben, "▌   27?");
    vt_send(&pair.ben.vt, "\r");
    session_expect(&pair.ben, "pain: Too late");
    vt_send(&pair.anna.vt, DOWN "dd");
    session_expect(&pair.ben, "anna removed \"Too late\"");
    session_expect_gone(&pair.ben, "pain: Too late");
    end_both(&pair);
}

/* The line that is typed stays, and what it would do now is said. */
Test(people, says_in_a_prompt_what_another_did)
{
    struct pair pair;
    open_both(&pair);
    vt_send(&pair.ben.vt, DOWN "\r\r");
    session_expect(&pair.ben, "Name: Search");
    vt_send(&pair.ben.vt, "er");
    session_expect(&pair.ben, "Name: Searcher");
    vt_send(&pair.anna.vt, DOWN ":set name Look\r");
    session_expect(&pair.ben, "Enter overwrites the text of anna: Look");
    cr_expect(vt_shows(&pair.ben.vt, "Name: Searcher"), "%s", vt_screen(&pair.ben.vt));
    vt_send(&pair.anna.vt, "dd");
    session_expect(&pair.ben, "Enter puts this into the parking lot: anna removed \"Look\"");
    cr_expect(vt_shows(&pair.ben.vt, "Name: Searcher"), "%s", vt_screen(&pair.ben.vt));
    vt_send(&pair.ben.vt, "\r");
    session_expect(&pair.ben, "is in the parking lot");
    end_both(&pair);
}

Test(people, says_in_a_choice_what_another_did)
{
    struct pair pair;
    open_both(&pair);
    vt_send(&pair.ben.vt, DOWN "\r" DOWN DOWN "\r");
    session_expect(&pair.ben, "(not set)");
    vt_send(&pair.anna.vt, DOWN ":set online yes\r");
    session_expect(&pair.ben, "anna changed this meanwhile");
    vt_send(&pair.anna.vt, "dd");
    session_expect(&pair.ben, "anna removed \"Search\"");
    session_expect_gone(&pair.ben, "(not set)");
    end_both(&pair);
}

/* Undo leaves what another did since, and says whose it is. */
Test(people, names_who_changed_what_undo_leaves)
{
    struct pair pair;
    open_both(&pair);
    vt_send(&pair.ben.vt, DOWN ":set name Mine\r");
    session_expect(&pair.anna, "Mine");
    vt_send(&pair.anna.vt, DOWN ":set name Hers\r");
    session_expect(&pair.ben, "anna changed \"name\"");
    vt_send(&pair.ben.vt, "u");
    session_expect(&pair.ben, "the later change by anna stays");
    vt_send(&pair.ben.vt, "aBox\r");
    session_expect(&pair.anna, "Box");
    vt_send(&pair.anna.vt, DOWN "pOpens badly\r");
    session_expect(&pair.ben, "! │");
    vt_settle(&pair.ben.vt);
    vt_send(&pair.ben.vt, "u");
    session_expect(&pair.ben, "\"Box\" stays, because anna has added to it");
    end_both(&pair);
}

Test(people, follows_who_leads)
{
    struct pair pair;
    open_both(&pair);
    vt_send(&pair.anna.vt, ":lead\r");
    session_expect(&pair.ben, "anna leads; F follows");
    vt_send(&pair.ben.vt, "F");
    session_expect(&pair.ben, "follows anna");
    go(&pair.anna, RIGHT, "▌Checkout");
    session_expect(&pair.ben, "▌Checkout");
    vt_send(&pair.anna.vt, F4 DOWN);
    session_expect(&pair.ben, "▌   12?");
    vt_send(&pair.ben.vt, "/half");
    session_expect(&pair.ben, "Find: half");
    vt_send(&pair.anna.vt, F2);
    vt_settle(&pair.anna.vt);
    session_expect(&pair.ben, "Find: half");
    vt_send(&pair.ben.vt, "\033");
    session_expect(&pair.ben, "▌Advert");
    session_expect(&pair.ben, "follows anna");
    go(&pair.ben, RIGHT, "▌Checkout");
    session_expect(&pair.ben, "no longer follows anna");
    vt_send(&pair.ben.vt, ":lead\r");
    session_expect(&pair.anna, "ben took the lead");
    vt_send(&pair.anna.vt, "F");
    session_expect(&pair.anna, "follows ben");
    vt_send(&pair.ben.vt, "q");
    session_expect(&pair.anna, "the person whom the screen followed has left");
    end_both(&pair);
}

/* Who follows the lead goes on to who takes it. */
Test(people, follows_the_lead_from_one_to_another)
{
    struct pair pair;
    struct session cay;
    open_both(&pair);
    session_join(&cay, &pair.anna);
    vt_send(&pair.anna.vt, ":lead\r");
    session_expect(&cay, "anna leads; F follows");
    vt_send(&cay.vt, "F");
    session_expect(&cay, "follows anna");
    vt_send(&pair.ben.vt, ":lead\r");
    session_expect(&cay, "ben leads now; the screen follows");
    go(&pair.ben, RIGHT, "▌Checkout");
    session_expect(&cay, "▌Checkout");
    session_end(&cay);
    end_both(&pair);
}

/* Nobody leads: then it is who has the guide open, and the grid shows of what it asks. */
Test(people, follows_the_guide)
{
    struct pair pair;
    struct session cay;
    open_both(&pair);
    session_join(&cay, &pair.anna);
    go(&pair.ben, DOWN, "▌Search");
    vt_send(&pair.ben.vt, ":guide 5\r");
    session_expect(&pair.ben, "Which channel?");
    vt_send(&pair.ben.vt, "\033[6~");
    session_expect(&pair.ben, "▌Search");
    session_expect(&pair.anna, "Search                        @be");
    session_expect(&cay, "Search                        @be");
    vt_send(&cay.vt, "F");
    session_expect(&cay, "follows ben");
    session_expect(&cay, "▌Search");
    vt_send(&cay.vt, "F:who\r");
    session_expect(&cay, "has the guide");
    session_end(&cay);
    end_both(&pair);
}

/* Nobody leads, and there are several: then one is picked. */
Test(people, follows_one_of_several)
{
    struct pair pair;
    struct session cay;
    open_both(&pair);
    session_join(&cay, &pair.anna);
    go(&pair.ben, RIGHT, "▌Checkout");
    vt_send(&cay.vt, "F");
    session_expect(&cay, "3 people are here");
    vt_send(&cay.vt, DOWN DOWN "\r");
    session_expect(&cay, "this is you");
    vt_send(&cay.vt, UP "\r");
    session_expect(&cay, "follows ben");
    session_expect(&cay, "▌Checkout");
    vt_resize(&cay.vt, 40, 12);
    session_expect(&cay, "A shop");
    session_expect(&cay, "follows be · 3 here");
    session_end(&cay);
    end_both(&pair);
}

/* --- who may only read --- */

Test(people, lets_a_reader_watch)
{
    struct session anna, reader;
    if (geteuid() != 0)
        cr_skip_test("only root can be another user");
    session_start(&anna, map, NULL, NULL);
    session_expect(&anna, "Checkout");
    vt_send(&anna.vt, "q");
    session_expect_exit(&anna, 0);
    cr_assert_eq(chmod(anna.path.data, 0644), 0);
    session_join_as_nobody(&reader, &anna);
    struct vt *vt = &reader.vt;
    cr_assert(vt_wait(vt, "watching"), "%s", vt_screen(vt));
    static const char *const keys[] = { "a", "A", "d", "p", "+", "i", "m", "u", "E", "\033[20~" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        vt_send(vt, keys[i]);
        cr_expect(vt_wait(vt, "you can read this map, but not change it"), "%s:\n%s", keys[i],
            vt_screen(vt));
        vt_send(vt, RIGHT LEFT);
        cr_expect(vt_wait_gone(vt, "you can read"));
    }
    vt_send(vt, ":import none.csv\r");
    cr_expect(vt_wait(vt, "you can read this map, but not change it"), "%s", vt_screen(vt));
    vt_send(vt, "\003");
    struct session ben;
    session_join(&ben, &anna);
    cr_expect(vt_wait(vt, "1 here"), "%s", vt_screen(vt));
    vt_send(&ben.vt, "aSeen at once\r");
    cr_expect(vt_wait(vt, "Seen at once"), "%s", vt_screen(vt));
    cr_expect(vt_shows(vt, "▌Advert"), "%s", vt_screen(vt));
    session_end(&reader);
    session_end(&ben);
    session_end(&anna);
}
