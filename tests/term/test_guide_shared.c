/* Several at one guide, each in a program of its own. */
#include <stdio.h>
#include <string.h>

#include "support.h"
#include "term/session.h"

#define PAGE_DOWN "\033[6~"
#define PAGE_UP "\033[5~"
#define F10 "\033[21~"

/* Both at the first question of a step. */
static void open_both(struct session *a, struct session *b, const char *step)
{
    session_open(a);
    session_join(b, a);
    session_expect(a, "2 here");
    vt_send(&a->vt, ":guide ");
    vt_send(&a->vt, step);
    vt_send(&a->vt, "\r");
    session_expect(a, " left ─");
    vt_send(&b->vt, "i");
    session_expect(b, "─ 1 of 3 ─");
}

static void end_both(struct session *a, struct session *b)
{
    session_end(b);
    session_end(a);
}

Test(guide_shared, moves_all_on_with_an_answer)
{
    struct session a, b;
    open_both(&a, &b, "thoughts");
    session_expect(&a, "─ 1 of 3 ─");
    session_expect(&b, "─ 1 of 3 ─");
    vt_send(&a.vt, "Looks at it\r");
    session_expect(&a, "─ 2 of 3 ─");
    session_expect(&b, "─ 2 of 3 ─");
    vt_send(&b.vt, "Types a word\r");
    session_expect(&a, "─ 3 of 3 ─");
    vt_send(&a.vt, PAGE_UP);
    session_expect(&b, "Now: Types a word");
    vt_send(&a.vt, "\033");
    session_expect(&a, "i continues the guide");
    end_both(&a, &b);
}

Test(guide_shared, keeps_what_is_typed_at_its_question)
{
    struct session a, b;
    open_both(&a, &b, "thoughts");
    session_expect(&b, "─ 1 of 3 ─");
    vt_send(&b.vt, "half a");
    session_expect(&b, "> half a");
    vt_send(&a.vt, PAGE_DOWN);
    session_expect(&a, "─ 2 of 3 ─");
    vt_send(&a.vt, "Types a word\r");
    session_expect(&a, "─ 3 of 3 ─");
    session_expect(&b, "the others moved on");
    session_expect(&b, "─ 1 of 3 ─");
    vt_send(&b.vt, " text\r");
    session_expect(&b, "─ 3 of 3 ─");
    cr_expect(vt_wait_gone(&b.vt, "the others moved on"));
    vt_send(&b.vt, PAGE_UP PAGE_UP);
    session_expect(&b, "Now: half a text");
    end_both(&a, &b);
}

Test(guide_shared, parks_what_is_typed_for_a_removed_node)
{
    struct session a, b;
    open_both(&a, &b, "thoughts");
    vt_send(&b.vt, "half a text");
    session_expect(&b, "> half a text");
    vt_send(&a.vt, "\033");
    session_expect(&a, "i continues the guide");
    vt_send(&a.vt, "dd");
    session_expect(&b, "Your text is in the parking lot");
    session_expect(&b, "─ 1 of 2 ─");
    vt_send(&a.vt, "\033[18~");
    session_expect(&a, "half a text");
    end_both(&a, &b);
}

Test(guide_shared, skips_one_question_for_two_who_skip_at_once)
{
    struct session a, b;
    open_both(&a, &b, "thoughts");
    session_expect(&b, "─ 1 of 3 ─");
    vt_send(&a.vt, PAGE_DOWN);
    vt_send(&b.vt, PAGE_DOWN);
    session_expect(&a, "─ 2 of 3 ─");
    session_expect(&b, "─ 2 of 3 ─");
    cr_expect_not(vt_shows(&a.vt, "─ 3 of 3 ─"));
    end_both(&a, &b);
}

Test(guide_shared, has_one_clock)
{
    struct session a, b;
    open_both(&a, &b, "thoughts");
    for (int i = 0; i < 10; i++) /* who has the guide open is told after a while */
        vt_pump(&b.vt, 100);
    vt_send(&b.vt, F10);
    session_expect(&b, "keeps the time");
    vt_send(&a.vt, F10);
    session_expect(&a, "paused, ");
    session_expect(&b, "paused, ");
    vt_send(&a.vt, ".more 7\r");
    session_expect(&a, "paused, 11:5");
    session_expect(&b, "paused, 11:5");
    vt_send(&a.vt, "\033");
    session_expect(&a, "i continues the guide");
    for (int i = 0; i < 50 && !vt_shows(&b.vt, "The clock is running again"); i++) {
        vt_send(&b.vt, F10);
        vt_pump(&b.vt, 100);
    }
    session_expect(&b, "The clock is running again");
    end_both(&a, &b);
}
