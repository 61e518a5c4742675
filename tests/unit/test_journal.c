#include "store/journal/journal.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
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

/* --- generations --- */

static struct journal_start start_at(uint64_t seq, uint64_t keep_after, bool keep_history)
{
    return (struct journal_start){ .base = text_mark_of(SLICE("base")),
        .seq = seq,
        .keep_after = keep_after,
        .keep_history = keep_history };
}

static void append_numbers(struct journal *journal, int count)
{
    for (int i = 0; i < count; i++) {
        char text[32];
        snprintf(text, sizeof text, "text %d", (int)journal_last(journal) + 1);
        cr_assert_eq(journal_append_one(journal, "anna", 1, text), 1);
    }
}

/* Expects the records `first` to `last`, each once and in order (0: none), and clears them. */
static void expect_numbers(struct taken *taken, int first, int last)
{
    struct buf wanted = BUF_INIT;
    for (int i = first; i && i <= last; i++)
        buf_addf(&wanted, "%d anna 1 text %d\n", i, i);
    cr_expect_str_eq(taken->out.data, wanted.data);
    buf_clear(&taken->out);
    buf_release(&wanted);
}

Test(journal, new_generation_is_noticed)
{
    struct journal *one = open_journal(true);
    struct journal *two = open_journal(false);
    struct taken taken = { .out = BUF_INIT };
    journal_start_over(one, 0, 0);
    append_numbers(one, 5);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 1, 5);
    append_numbers(one, 3);
    journal_start_over(one, 8, 6);
    append_numbers(one, 2);
    cr_expect_eq(journal_header(two)->seq, 0);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 6, 10);
    cr_expect_eq(journal_header(two)->seq, 8);
    cr_expect(text_mark_equal(journal_header(two)->base, text_mark_of(SLICE("base"))));
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_NOTHING);
    cr_expect_eq(journal_size(two), journal_size(one));
    cr_expect_eq(journal_damage(two).count, 0);
    /* Several generations between two looks: what was kept joins what is known. */
    append_numbers(one, 3);
    journal_start_over(one, 13, 9);
    append_numbers(one, 3);
    journal_start_over(one, 16, 10);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 11, 16);
    /* A late one is given what was kept. */
    struct journal *late = open_journal(false);
    cr_expect_eq(journal_read(late, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 11, 16);
    cr_expect_eq(journal_last(late), 16);
    cr_expect(journal_history(late, take_record, &taken));
    expect_numbers(&taken, 1, 16);
    cr_expect_eq(journal_damage(late).count, 0);
    buf_release(&taken.out);
    journal_close(one);
    journal_close(two);
    journal_close(late);
}

Test(journal, what_can_not_be_had_is_told)
{
    struct journal *one = open_journal(true);
    struct journal *two = open_journal(false);
    struct taken taken = { .out = BUF_INIT };
    journal_start_over(one, 0, 0);
    append_numbers(one, 5);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 1, 5);
    /* Two generations, and nothing kept in the one that was never seen. */
    append_numbers(one, 2);
    journal_start_over(one, 7, 7);
    append_numbers(one, 2);
    journal_start_over(one, 9, 9);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_LOST);
    expect_numbers(&taken, 6, 7); /* from the file it had */
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 0, 0);
    cr_expect_eq(journal_last(two), 9);
    append_numbers(one, 1);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 10, 10);
    /* Another journal under the same name, though its numbers would fit. */
    journal_close(one);
    cr_assert_eq(unlink(beside_map("journal")), 0);
    one = open_journal(true);
    journal_start_over(one, 9, 9);
    append_numbers(one, 3);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_LOST);
    expect_numbers(&taken, 0, 0);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 10, 12);
    buf_release(&taken.out);
    journal_close(one);
    journal_close(two);
}

Test(journal, removal_is_noticed)
{
    struct journal *one = open_journal(true);
    struct journal *two = open_journal(false);
    struct taken taken = { .out = BUF_INIT };
    struct journal_start start = start_at(3, 3, true);
    journal_start_over(one, 0, 0);
    append_numbers(one, 2);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    append_numbers(one, 1);
    buf_clear(&taken.out);
    cr_assert_eq(unlink(beside_map("journal")), 0);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_GONE);
    expect_numbers(&taken, 3, 3); /* what was there is not lost */
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_GONE);
    cr_expect_null(journal_header(two));
    /* Who can write begins again, from what is known. */
    cr_assert(journal_lock(one, 0));
    cr_expect_eq(journal_read(one, NULL, NULL), JOURNAL_GONE);
    struct slice text = SLICE("x");
    cr_expect_eq(journal_append(one, JOURNAL_LIKE(SLICE("anna"), 1, 1), &text, 1), 0);
    cr_expect_eq(errno, ENOENT);
    cr_expect(journal_begin(one, &start));
    journal_unlock(one);
    append_numbers(one, 1);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_READ);
    expect_numbers(&taken, 4, 4);
    /* The folder too. */
    static const char *const names[] = { "journal", "lock", "earlier" };
    for (size_t i = 0; i < 3; i++)
        unlink(beside_map(names[i]));
    cr_assert_eq(rmdir(beside_map(NULL)), 0);
    cr_expect_eq(journal_read(two, take_record, &taken), JOURNAL_GONE);
    cr_assert(journal_lock(one, 0));
    cr_expect_eq(journal_read(one, NULL, NULL), JOURNAL_GONE);
    cr_expect(!journal_begin(one, &start), "it must be opened anew");
    journal_close(one);
    one = open_journal(true);
    journal_start_over(one, 4, 4);
    journal_close(one);
    journal_close(two);
    buf_release(&taken.out);
}

Test(journal, history_is_kept_or_removed)
{
    struct journal *journal = open_journal(true);
    struct taken taken = { .out = BUF_INIT };
    journal_start_over(journal, 0, 0);
    for (int i = 1; i <= 4; i++) {
        append_numbers(journal, 3);
        journal_start_over(journal, journal_last(journal), journal_last(journal) - 1);
        cr_expect(journal_history(journal, take_record, &taken));
        expect_numbers(&taken, 1, 3 * i);
    }
    cr_expect_eq(access(beside_map("earlier"), F_OK), 0);
    struct journal_start start = start_at(12, 10, false);
    cr_assert(journal_lock(journal, 0));
    journal_read(journal, NULL, NULL);
    cr_assert(journal_begin(journal, &start));
    journal_unlock(journal);
    cr_expect_neq(access(beside_map("earlier"), F_OK), 0);
    cr_expect(journal_history(journal, take_record, &taken));
    expect_numbers(&taken, 12, 12); /* those before it had gone to "earlier" */
    journal_close(journal);
    buf_release(&taken.out);
}

/* What its beginner knows of a new generation is what a reader finds in it. */
Test(journal, beginner_knows_its_file)
{
    struct taken taken = { .out = BUF_INIT };
    struct journal *journal = open_journal(true);
    journal_start_over(journal, 0, 0);
    append_numbers(journal, 5);
    journal_start_over(journal, 5, 3);
    struct buf lines = BUF_INIT;
    test_read(beside_map("journal"), &lines);
    size_t end = lines.len;
    buf_adds(&lines, "damage\n");
    /* The last record once more: it is not the next one. */
    size_t last = end - 1;
    while (lines.data[last - 1] != '\n')
        last--;
    buf_add(&lines, lines.data + last, end - last);
    test_write(beside_map("journal"), buf_slice(&lines));
    cr_assert(journal_lock(journal, 0));
    cr_expect_eq(journal_read(journal, take_record, &taken), JOURNAL_NOTHING);
    expect_numbers(&taken, 0, 0);
    cr_expect_eq(journal_damage(journal).count, 2);
    cr_expect_eq(journal_damage(journal).line, 4);
    journal_close(journal);
    buf_release(&lines);
    buf_release(&taken.out);
}

/* --- what is refused --- */

Test(journal, refuses_what_can_not_be_in_it)
{
    static const struct {
        struct slice author, text;
        uint64_t action;
        int error;
    } rows[] = {
        { SLICE("anna"), SLICE("a\nb"), 1, EINVAL },
        { SLICE("anna"), SLICE("a\0b"), 1, EINVAL },
        { SLICE("anna"), SLICE("\033[2J"), 1, EINVAL },
        { SLICE("anna"), SLICE("x"), UINT64_MAX, EINVAL },
        { SLICE(""), SLICE("x"), 1, EINVAL },
        { SLICE("an na"), SLICE("x"), 1, EINVAL },
        { SLICE("an\tna"), SLICE("x"), 1, EINVAL },
        { SLICE("an\nna"), SLICE("x"), 1, EINVAL },
        { SLICE("anna"), SLICE("\tx \xff\xfe \x7f"), 1, 0 },
        { SLICE("Łucja.1f"), SLICE(" "), 0, 0 },
    };
    struct journal *journal = open_journal(true);
    journal_start_over(journal, 0, 0);
    cr_assert(journal_lock(journal, 0));
    struct slice text = SLICE("x");
    cr_expect_eq(journal_append(journal, JOURNAL_LIKE(SLICE("anna"), 1, 1), &text, 1), 0);
    cr_expect_eq(errno, EAGAIN, "not read to the end");
    journal_read(journal, NULL, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct slice texts[] = { SLICE("before"), rows[i].text };
        size_t done = journal_append(
            journal, JOURNAL_LIKE(rows[i].author, rows[i].action, 1), texts, 2);
        cr_expect_eq(done, rows[i].error ? 0 : 2, "row %zu: all or none", i);
        cr_expect(!rows[i].error || errno == rows[i].error, "row %zu: %s", i, strerror(errno));
    }
    struct buf long_text = BUF_INIT;
    buf_add_repeated(&long_text, 'x', JOURNAL_LINE_MAX);
    text = buf_slice(&long_text);
    cr_expect_eq(journal_append(journal, JOURNAL_LIKE(SLICE("anna"), 1, 1), &text, 1), 0);
    cr_expect_eq(errno, EMSGSIZE);
    text.len -= 100;
    cr_expect_eq(journal_append(journal, JOURNAL_LIKE(SLICE("anna"), 1, -5), &text, 1), 1);
    struct journal *reader = open_journal(false);
    struct taken taken = { .out = BUF_INIT };
    cr_expect_eq(journal_read(reader, take_record, &taken), JOURNAL_READ);
    cr_expect_eq(taken.count, 5);
    cr_expect_eq(journal_damage(reader).count, 0);
    cr_expect(!journal_lock(reader, 0), "who only reads can't lock");
    buf_release(&taken.out);
    buf_release(&long_text);
    journal_close(reader);
    journal_close(journal);
}

Test(journal, nothing_new_costs_one_call)
{
    struct journal *journal = open_journal(true);
    journal_start_over(journal, 0, 0);
    append_numbers(journal, 3);
    struct file_calls calls = { .fstatat = file_calls_system.fstatat,
        .open = file_calls_system.open,
        .openat = file_calls_system.openat,
        .fstat = file_calls_system.fstat,
        .pread = file_calls_system.pread,
        .close = file_calls_system.close };
    struct journal *reader;
    struct journal_options options = { .path = map_path(), .calls = &calls };
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(journal_open(&reader, &options, &diags), STATUS_OK);
    cr_expect_eq(journal_read(reader, NULL, NULL), JOURNAL_READ);
    calls = (struct file_calls){ .fstatat = file_calls_system.fstatat };
    cr_expect_eq(journal_read(reader, NULL, NULL), JOURNAL_NOTHING); /* another call crashes */
    calls = file_calls_system;
    journal_close(reader);
    journal_close(journal);
    diags_release(&diags);
}
