/* Two programs with one map open, on a terminal each. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "term/session.h"

struct pair {
    struct session anna, ben;
};

static void open_both(struct pair *pair)
{
    session_open(&pair->anna);
    session_join(&pair->ben, &pair->anna);
    vt_settle(&pair->anna.vt);
    vt_settle(&pair->ben.vt);
}

static void end_both(struct pair *pair)
{
    session_end(&pair->ben);
    session_end(&pair->anna);
}

/* Anna adds a touchpoint. */
static void add(struct pair *pair, const char *name)
{
    vt_send(&pair->anna.vt, "a");
    vt_send(&pair->anna.vt, name);
    vt_send(&pair->anna.vt, "\r");
    session_expect(&pair->anna, name);
}

Test(share, shows_what_the_other_does)
{
    struct pair pair;
    open_both(&pair);
    add(&pair, "From Anna");
    session_expect(&pair.ben, "From Anna");
    vt_send(&pair.ben.vt, "aFrom Ben\r");
    session_expect(&pair.anna, "From Ben");
    vt_send(&pair.ben.vt, "u");
    session_expect_gone(&pair.anna, "From Ben");
    cr_expect(
        vt_shows(&pair.anna.vt, "From Anna"), "undo is one's own:\n%s", vt_screen(&pair.anna.vt));
    end_both(&pair);
}

/* Where a text is being typed: it stays, and what the other did shows behind it at once. */
Test(share, leaves_a_half_typed_text_alone)
{
    struct pair pair;
    open_both(&pair);
    vt_send(&pair.ben.vt, "ahalf ty");
    session_expect(&pair.ben, "half ty");
    add(&pair, "From Anna");
    session_expect(&pair.ben, "From Anna");
    cr_expect(vt_shows(&pair.ben.vt, "half ty"), "%s", vt_screen(&pair.ben.vt));
    vt_send(&pair.ben.vt, "ped\r");
    session_expect(&pair.anna, "half typed");
    end_both(&pair);
}

/* An hour's C-z, told by a signal that nobody can catch. */
Test(share, catches_up_after_a_stop)
{
    struct pair pair;
    open_both(&pair);
    vt_signal(&pair.ben.vt, SIGSTOP);
    cr_assert(vt_wait_stopped(&pair.ben.vt));
    add(&pair, "Meanwhile");
    add(&pair, "And more");
    vt_settle(&pair.ben.vt);
    cr_expect_not(vt_shows(&pair.ben.vt, "Meanwhile"));
    vt_signal(&pair.ben.vt, SIGCONT);
    session_expect(&pair.ben, "Meanwhile");
    session_expect(&pair.ben, "And more");
    end_both(&pair);
}

/* Neither of them waits for one who is killed in the middle of it. */
Test(share, goes_on_when_the_other_is_killed)
{
    struct pair pair;
    struct session cay;
    open_both(&pair);
    add(&pair, "Last words");
    vt_signal(&pair.anna.vt, SIGKILL);
    session_expect(&pair.ben, "Last words");
    vt_send(&pair.ben.vt, "aAlone\r");
    session_expect(&pair.ben, "Alone");
    session_join(&cay, &pair.anna);
    session_expect(&cay, "Last words");
    session_expect(&cay, "Alone");
    vt_send(&cay.vt, "q");
    session_expect_exit(&cay, 0);
    vt_send(&pair.ben.vt, "q");
    session_expect_exit(&pair.ben, 0);
    cr_expect(strstr(session_file(&pair.ben), "Last words"));
    cr_expect(strstr(session_file(&pair.ben), "Alone"));
    session_end(&cay);
    end_both(&pair);
}

/* Esc is decided while the other types without a pause: the prompt closes. */
Test(share, takes_a_key_while_the_other_is_busy)
{
    struct pair pair;
    open_both(&pair);
    vt_send(&pair.ben.vt, "anever");
    session_expect(&pair.ben, "never");
    vt_send(&pair.ben.vt, "\025\033");
    for (int i = 0; i < 300; i++) {
        vt_send(&pair.anna.vt, i % 2 ? "r8" : "r2");
        vt_pump(&pair.anna.vt, 2);
        vt_pump(&pair.ben.vt, 0);
    }
    cr_expect(vt_shows(&pair.ben.vt, "i guide"), "%s", vt_screen(&pair.ben.vt));
    vt_send(&pair.ben.vt, "aBen is here\r");
    session_expect(&pair.anna, "Ben is here");
    end_both(&pair);
}
