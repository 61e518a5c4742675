#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "store/journal.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit/journal_support.h"

TestSuite(journal, .init = journal_set_up, .fini = journal_tear_down);

Test(journal, marks_a_text)
{
    static const struct {
        const char *text;
        bool good;
    } rows[] = { { "0-00000000", true }, { "9-cbf43926", true }, { "9-cbf4392", false },
        { "9-cbf439261", false }, { "9-CBF43926", false }, { "09-cbf43926", false },
        { "-9-cbf43926", false }, { "9 cbf43926", false }, { "", false }, { "-", false },
        { "99999999999999999999-cbf43926", false }, { "9-cbf4392\n", false } };
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text_mark mark;
        cr_expect_eq(
            text_mark_parse(slice_of(rows[i].text), &mark), rows[i].good, "%s", rows[i].text);
        if (!rows[i].good)
            continue;
        buf_clear(&out);
        text_mark_add(mark, &out);
        cr_expect_str_eq(out.data, rows[i].text);
    }
    buf_clear(&out);
    text_mark_add(text_mark_of(SLICE("123456789")), &out);
    cr_expect_str_eq(out.data, "9-cbf43926");
    cr_expect(!text_mark_equal(text_mark_of(SLICE("a")), text_mark_of(SLICE("b"))));
    cr_expect(text_mark_equal(text_mark_of(SLICE("a")), text_mark_of(SLICE("a"))));
    buf_release(&out);
}

Test(journal, gives_to_others_what_one_appends)
{
    struct journal *one = open_journal(true);
    struct journal *two = open_journal(false);
    struct taken taken = { .out = BUF_INIT };
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_GONE);
    journal_start_over(one, 0, 0);
    cr_expect_eq(journal_append_one(one, "anna", 7, "set\tx=1"), 1);
    cr_expect_eq(journal_append_one(one, "anna", 8, ""), 1);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    cr_expect_str_eq(taken.out.data, "1 anna 7 set\tx=1\n2 anna 8 \n");
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_NOTHING);
    buf_clear(&taken.out);
    cr_expect_eq(journal_append_one(one, "anna", 9, "more"), 1);
    cr_expect_eq(journal_read(one, take_record, &taken), JOURNAL_NOTHING, "own ones are not given");
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    cr_expect_str_eq(taken.out.data, "3 anna 9 more\n");
    cr_expect_eq(journal_last(two), 3);
    cr_expect(journal_unflushed(one));
    cr_expect(journal_flush(one));
    cr_expect(!journal_unflushed(one));
    cr_expect_eq(journal_damage(two).count, 0);
    buf_release(&taken.out);
    journal_close(one);
    journal_close(two);
}
