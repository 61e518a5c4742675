#include "store/line_diff.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "store/line_merge.h"
#include "store/store.h"
#include "unit/store_support.h"

Test(line_diff, marks_where_texts_differ)
{
#define O "<<<<<<< ours\n"
#define M "=======\n"
#define T ">>>>>>> theirs\n"
    static const struct {
        const char *a, *b, *marked;
    } rows[] = {
        { "", "", "" },
        { "a\n", "a\n", "a\n" },
        { "a", "a", "a" },
        { "", "a\n", O M "a\n" T },
        { "a\nb\nc\n", "a\nx\nc\n", "a\n" O "b\n" M "x\n" T "c\n" },
        { "a\nb", "a\nc", "a\n" O "b\n" M "c\n" T },
        { "a\nb\nc\nd\n", "b\nc\ne\nd\n", O "a\n" M T "b\nc\n" O M "e\n" T "d\n" },
        { "x\n", "y\nx\nx\n", O M "y\nx\n" T "x\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf found = BUF_INIT;
        line_diff_mark(slice_of(rows[i].a), slice_of(rows[i].b), &found);
        cr_expect_str_eq(found.data, rows[i].marked, "row %zu: %s", i, found.data);
        buf_release(&found);
    }
}

Test(line_diff, merges_lines_in_three_ways)
{
    static const struct {
        const char *base, *ours, *theirs, *merged;
    } rows[] = {
        { "", "", "", "" },
        { "a\nb\n", "a\nb\n", "a\nc\n", "a\nc\n" },
        { "a\nb\n", "a\nc\n", "a\nb\n", "a\nc\n" },
        { "a\nb\nc\n", "x\nb\nc\n", "a\nb\ny\n", "x\nb\ny\n" },
        { "a\nb\nc\n", "x\nb\nc", "x\nb\nc\n", "x\nb\nc" },
        { "a\n", "x\na\n", "a\ny", "x\na\ny" },
        { "a\nb\nc\n", "b\nc\n", "a\nb\n", "b\n" },
        { "a\nb\nc\n", "a\nx\nc\n", "a\ny\nc\n", "a\n" O "x\n" M "y\n" T "c\n" },
        { "a\nb\n", "a\n", "a\ny\n", "a\n" O M "y\n" T },
        { "a\nb\n", "x\nb\n", "a\ny\n", O "x\nb\n" M "a\ny\n" T },
        { "", "a\nb\n", "a\nc\n", "a\n" O "b\n" M "c\n" T },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf found = BUF_INIT;
        line_merge(
            slice_of(rows[i].base), slice_of(rows[i].ours), slice_of(rows[i].theirs), &found);
        cr_expect_str_eq(found.data, rows[i].merged, "row %zu: %s", i, found.data);
        buf_release(&found);
    }
}

/* What is left when one side of each difference is kept. */
static void keep_side(struct slice marked, bool theirs, struct buf *out)
{
    struct slice line;
    int side = 0;
    while (slice_next_line(&marked, &line)) {
        if (slice_is(line, "<<<<<<< ours"))
            side = 1;
        else if (slice_is(line, "======="))
            side = 2;
        else if (slice_is(line, ">>>>>>> theirs"))
            side = 0;
        else if (side == 0 || side == 1 + theirs)
            buf_addf(out, "%.*s\n", SLICE_ARG(line));
    }
}

static void random_lines(uint64_t *state, unsigned kinds, struct buf *out)
{
    for (unsigned n = random_below(state, 40); n; n--)
        buf_addf(out, "%u\n", random_below(state, kinds));
}

Test(line_diff, holds_both_texts)
{
    uint64_t state = 5;
    for (unsigned round = 0; round < 2000; round++) {
        struct buf a = BUF_INIT, b = BUF_INIT, marked = BUF_INIT, ours = BUF_INIT,
                   theirs = BUF_INIT;
        random_lines(&state, 2 + round % 20, &a);
        random_lines(&state, 2 + round % 20, &b);
        line_diff_mark(buf_slice(&a), buf_slice(&b), &marked);
        keep_side(buf_slice(&marked), false, &ours);
        keep_side(buf_slice(&marked), true, &theirs);
        cr_assert_str_eq(ours.data, a.data, "%s", marked.data);
        cr_assert_str_eq(theirs.data, b.data, "%s", marked.data);
        size_t line = 1, seen = line_diff_first(buf_slice(&a), buf_slice(&b));
        cr_expect_eq(seen == 0, strcmp(a.data, b.data) == 0);
        for (struct slice rest = buf_slice(&a), text; slice_next_line(&rest, &text); line++)
            cr_expect_geq(line_diff_marked_line(buf_slice(&marked), line), line);
        buf_release(&a);
        buf_release(&b);
        buf_release(&marked);
        buf_release(&ours);
        buf_release(&theirs);
    }
}

Test(line_diff, stands_texts_with_nothing_in_common)
{
    struct buf a = BUF_INIT, b = BUF_INIT, marked = BUF_INIT, ours = BUF_INIT;
    for (int i = 0; i < 5000; i++) {
        buf_addf(&a, "a%d\n", i);
        buf_addf(&b, "b%d\n", i);
    }
    line_diff_mark(buf_slice(&a), buf_slice(&b), &marked);
    keep_side(buf_slice(&marked), false, &ours);
    cr_expect_str_eq(ours.data, a.data);
    buf_release(&a);
    buf_release(&b);
    buf_release(&marked);
    buf_release(&ours);
}

/* Only where a file can't be read and has all three marks. */
Test(line_diff, marks_in_a_map)
{
    static const struct {
        const char *text, *messages;
    } rows[] = {
        { "cjm: 1\n" O "title: a\n" M "title: b\n" T,
            "f:2: a merge conflict is not resolved; keep one side of <<<<<<< and delete the "
            "marks\n" },
        { "cjm: 1\r\n<<<<<<< HEAD\r\ntitle: a\r\n=======\r\n>>>>>>> x\r\n",
            "f:2: a merge conflict is not resolved; keep one side of <<<<<<< and delete the "
            "marks\n" },
        { "cjm: 1\ntitle: x\nnotes: |\n  <<<<<<< a\n  =======\n  >>>>>>> b\n", "" },
        { "cjm: 1\ntitle: \"\n" O M T "\"\n", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        struct diags diags = DIAGS_INIT;
        struct buf messages = BUF_INIT;
        map_begin(&map);
        store_read_text(&map, "f", slice_of(rows[i].text), &diags);
        take_messages(&diags, &messages);
        cr_expect_str_eq(messages.data, rows[i].messages, "row %zu: %s", i, messages.data);
        map_release(&map);
        buf_release(&messages);
    }
}
