#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "support.h"
#include "unit/failing_calls.h"
#include "unit/journal_support.h"

TestSuite(journal_failing, .init = journal_set_up, .fini = journal_tear_down);

/* --- what is done while they fail --- */

static struct buf acknowledged; /* as struct taken has it */
static uint64_t acknowledged_seq;

static void acknowledge(const char *text)
{
    buf_addf(&acknowledged, "%d anna 1 %s\n", (int)++acknowledged_seq, text);
}

static size_t append_texts(struct journal *journal, const char *const *texts, size_t count)
{
    struct slice slices[8];
    for (size_t i = 0; i < count; i++)
        slices[i] = slice_of(texts[i]);
    errno = 0;
    size_t done = journal_append(journal, JOURNAL_LIKE(SLICE("anna"), 1, 1), slices, count);
    cr_expect(done == count || errno != 0, "no reason is told");
    for (size_t i = 0; i < done; i++)
        acknowledge(texts[i]);
    return done;
}

static void do_append(struct journal *journal)
{
    static const char *const texts[] = { "first of three", "second, longer: abcdefghijklmnopqrs",
        "third" };
    if (journal_lock(journal, 0) && journal_read(journal, NULL, NULL) != JOURNAL_FAILED)
        append_texts(journal, texts, 3);
    journal_flush(journal);
    journal_unlock(journal);
}

static void do_begin(struct journal *journal)
{
    static const char *const text = "after begin";
    struct journal_start start = { .seq = acknowledged_seq,
        .base = text_mark_of(SLICE("new")),
        .keep_after = acknowledged_seq ? acknowledged_seq - 1 : 0,
        .keep_history = true };
    if (journal_lock(journal, 0) && journal_read(journal, NULL, NULL) != JOURNAL_FAILED) {
        errno = 0;
        bool begun = journal_begin(journal, &start);
        cr_expect(begun || errno != 0, "no reason is told");
        append_texts(journal, &text, 1);
    }
    journal_flush(journal);
    journal_unlock(journal);
}

static void do_both(struct journal *journal)
{
    do_append(journal);
    do_begin(journal);
}

/* A record is appended without failures: the journal is usable. */
static void use_again(struct journal *journal, const char *what, int n)
{
    static const char *const text = "again";
    cr_assert(journal_lock(journal, 100), "%s, call %d", what, n);
    enum journal_news news = journal_read(journal, NULL, NULL);
    if (news == JOURNAL_GONE || !journal_flush(journal))
        cr_assert(journal_begin(journal,
                      &(struct journal_start){
                          .seq = acknowledged_seq, .keep_after = 0, .keep_history = true }),
            "%s, call %d", what, n);
    cr_expect_eq(append_texts(journal, &text, 1), 1, "%s, call %d: %s", what, n, strerror(errno));
    cr_expect(journal_flush(journal), "%s, call %d", what, n);
    cr_expect(!journal_unflushed(journal), "%s, call %d", what, n);
    journal_unlock(journal);
}

/* All of it is in the journal, but for the beginning that the base holds: the map's text, which was
 * saved before. That goes to "earlier" if it can. */
static void expect_acknowledged(const char *what, int n, bool history_too)
{
    struct taken taken = { .out = BUF_INIT };
    struct journal *journal = open_journal(true);
    cr_assert(journal_lock(journal, 0));
    journal_read(journal, take_record, &taken);
    cr_expect_eq(journal_last(journal), acknowledged_seq, "%s, call %d", what, n);
    const struct journal_header *header = journal_header(journal);
    cr_assert_not_null(header);
    cr_expect_geq(header->seq + taken.count, acknowledged_seq, "%s, call %d", what, n);
    cr_assert_leq(taken.out.len, acknowledged.len, "%s, call %d", what, n);
    cr_expect_str_eq(taken.out.data, acknowledged.data + acknowledged.len - taken.out.len,
        "%s, call %d", what, n);
    buf_clear(&taken.out);
    cr_expect(journal_history(journal, take_record, &taken));
    cr_expect(!history_too || slice_equal(buf_slice(&taken.out), buf_slice(&acknowledged)),
        "%s, call %d: %s", what, n, taken.out.data);
    journal_close(journal);
    buf_release(&taken.out);
}

static int lowest_descriptor(void)
{
    int fd = dup(STDERR_FILENO);
    close(fd);
    return fd;
}

struct scenario {
    const char *what;
    bool had_journal;
    void (*run)(struct journal *journal);
};

static void prepare(const struct scenario *scenario)
{
    static const char *const names[] = { "journal", "journal-new", "lock", "earlier" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(beside_map(names[i]));
    rmdir(beside_map(NULL));
    buf_clear(&acknowledged);
    acknowledged_seq = 0;
    if (!scenario->had_journal)
        return;
    struct journal *journal = open_journal(true);
    journal_start_over(journal, 0, 0);
    static const char *const texts[] = { "one", "two", "three" };
    for (size_t i = 0; i < 3; i++) {
        cr_assert_eq(journal_append_one(journal, "anna", 1, texts[i]), 1);
        acknowledge(texts[i]);
    }
    journal_close(journal);
}

/* Whether call `n` failed; false: there are not so many. */
static bool run_failing(const struct scenario *scenario, int n)
{
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    struct journal_options options = { .path = map_path(), .write = true, .calls = &failing_calls };
    prepare(scenario);
    int lowest = lowest_descriptor();
    failing.failed = false;
    failing.left = n;
    enum status status = journal_open(&journal, &options, &diags);
    cr_expect_eq(diags.count, status != STATUS_OK, "%s, call %d", scenario->what, n);
    cr_expect_eq(status == STATUS_OK, journal != NULL);
    cr_expect(status == STATUS_OK || failing.failed);
    if (journal)
        scenario->run(journal);
    bool had_failed = failing.failed;
    failing.left = -1;
    if (!journal)
        journal = open_journal(true);
    use_again(journal, scenario->what, n);
    journal_close(journal);
    expect_acknowledged(scenario->what, n, !had_failed || scenario->run == do_append);
    cr_expect_eq(lowest_descriptor(), lowest, "%s, call %d: left open", scenario->what, n);
    diags_release(&diags);
    return had_failed;
}

static const struct scenario scenarios[] = {
    { "append", true, do_append },
    { "begin", true, do_begin },
    { "both", true, do_both },
    { "first", false, do_begin },
    { "first both", false, do_both },
};

static void fail_each_call(int reason)
{
    failing.error = reason;
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
        for (int mode = 0; mode < 2; mode++) {
            int n = 0;
            failing.once = mode == 0;
            while (run_failing(&scenarios[i], n))
                n++;
            cr_expect_geq(n, 15, "%s: only %d calls were made to fail", scenarios[i].what, n);
        }
}

Test(journal_failing, survives_every_failing_call)
{
    static const int reasons[] = { ENOSPC, EIO, EINTR, EDQUOT, EROFS, EACCES, ENOLCK, EINVAL };
    buf_init(&acknowledged);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i] != EINTR)
            fail_each_call(reasons[i]);
    buf_release(&acknowledged);
}

/* The rest of a record for which there was no room does not stay. */
Test(journal_failing, torn_record_is_cut_off)
{
    static const char *const texts[] = {
        "longer than one call writes: abcdefghijklmnopqrstuvwxyz"
    };
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    struct journal_options options = { .path = map_path(), .write = true, .calls = &failing_calls };
    buf_init(&acknowledged);
    failing.left = -1;
    failing.error = ENOSPC;
    failing.once = true;
    prepare(&scenarios[0]);
    cr_assert_eq(journal_open(&journal, &options, &diags), STATUS_OK);
    cr_assert(journal_lock(journal, 0));
    journal_read(journal, NULL, NULL);
    struct stat before, after;
    cr_assert_eq(stat(beside_map("journal"), &before), 0);
    failing.left = 1;
    cr_expect_eq(append_texts(journal, texts, 1), 0);
    cr_expect_eq(errno, ENOSPC);
    cr_assert_eq(stat(beside_map("journal"), &after), 0);
    cr_expect_eq(after.st_size, before.st_size);
    cr_expect_eq(append_texts(journal, texts, 1), 1);
    journal_close(journal);
    expect_acknowledged("torn", 1, true);
    diags_release(&diags);
    buf_release(&acknowledged);
}

/* An interrupted call is made again, for ever. */
Test(journal_failing, interruptions_do_not_matter)
{
    buf_init(&acknowledged);
    failing.error = EINTR;
    failing.once = true;
    int n = 0;
    while (run_failing(&scenarios[2], n))
        n++;
    cr_expect_geq(n, 15);
    buf_release(&acknowledged);
}
