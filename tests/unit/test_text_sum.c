/* The mark of a text after each of many changes is the one that all of it has. */
#include "store/journal/text_sum.h"

#include <criterion/criterion.h>

#include "unit/store_support.h"

enum { LONGEST = 300000 };

static void fill(struct buf *text, size_t len, uint64_t *state)
{
    while (text->len < len)
        buf_add_char(text, (char)random_below(state, 256));
}

/* A part becomes another; what is said to be the same may be less than is. */
static void change(struct buf *text, struct text_sum *sum, uint64_t *state)
{
    struct buf part = BUF_INIT;
    size_t len = text->len, more = random_below(state, 4) ? 20 : 200000;
    size_t at = random_below(state, (unsigned)len + 1);
    size_t gone = random_below(state, (unsigned)more);
    if (gone > len - at)
        gone = len - at;
    fill(&part, random_below(state, (unsigned)more), state);
    buf_splice(text, at, gone, buf_slice(&part));
    size_t begin = at, end = len - at - gone;
    if (random_below(state, 4) == 0)
        begin = random_below(state, (unsigned)begin + 1);
    text_sum_change(sum, buf_slice(text), begin, end);
    buf_release(&part);
}

Test(text_sum, is_that_of_the_whole_after_each_change)
{
    uint64_t state = 3;
    for (int round = 0; round < 12; round++) {
        struct buf text = BUF_INIT;
        struct text_sum sum = { 0 };
        fill(&text, round ? random_below(&state, LONGEST) : 0, &state);
        text_sum_of(&sum, buf_slice(&text));
        for (int i = 0; i < 40; i++) {
            cr_assert(text_mark_equal(sum.mark, text_mark_of(buf_slice(&text))), "%d %d: %zu",
                round, i, text.len);
            change(&text, &sum, &state);
        }
        cr_expect_lt(sum.count, text.len / 1000 + 100);
        buf_release(&text);
        text_sum_release(&sum);
    }
}

/* All of a text is both its begin and its end where nothing changed. */
Test(text_sum, needs_no_part_that_differs)
{
    uint64_t state = 7;
    struct buf text = BUF_INIT;
    struct text_sum sum = { 0 };
    fill(&text, 200000, &state);
    text_sum_of(&sum, buf_slice(&text));
    text_sum_change(&sum, buf_slice(&text), text.len, text.len);
    cr_expect(text_mark_equal(sum.mark, text_mark_of(buf_slice(&text))));
    text_sum_change(&sum, SLICE(""), 0, 0);
    cr_expect(text_mark_equal(sum.mark, text_mark_of(SLICE(""))));
    text_sum_change(&sum, buf_slice(&text), 0, 0);
    cr_expect(text_mark_equal(sum.mark, text_mark_of(buf_slice(&text))));
    buf_release(&text);
    text_sum_release(&sum);
}
