#include <criterion/criterion.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"
#include "unit/journal_support.h"

enum { RECORDS = 20 };

/* A journal of RECORDS records, and where each of its lines ends (behind the line end). */
static struct buf whole;
static size_t line_ends[RECORDS + 1];

static void set_up(void)
{
    static const char *const texts[] = { "", "set\temotion\t-2", "a b  c", "Łódź 🙂",
        "4294967295 1 anna 1 x" };
    journal_set_up();
    struct journal *journal = open_journal(true);
    journal_start_over(journal, 0, 0);
    for (unsigned i = 0; i < RECORDS; i++)
        cr_assert_eq(journal_append_one(journal, i % 3 ? "ben.1f" : "anna.2c", i / 2,
                         texts[i % (sizeof texts / sizeof *texts)]),
            1);
    journal_close(journal);
    buf_init(&whole);
    test_read(beside_map("journal"), &whole);
    size_t lines = 0;
    for (size_t i = 0; i < whole.len; i++)
        if (whole.data[i] == '\n') {
            cr_assert_lt(lines, RECORDS + 1);
            line_ends[lines++] = i + 1;
        }
    cr_assert_eq(lines, RECORDS + 1);
}

static void tear_down(void)
{
    buf_release(&whole);
    journal_tear_down();
}

TestSuite(journal_damage, .init = set_up, .fini = tear_down);

static void take_seq(void *context, const struct journal_record *record)
{
    uint64_t *seen = context;
    cr_assert(record->seq >= 1 && record->seq <= RECORDS);
    cr_assert(!(*seen & UINT64_C(1) << record->seq), "given twice");
    *seen |= UINT64_C(1) << record->seq;
}

/* Reads the text as a journal, under the lock; which records were given, as bits. */
static uint64_t read_as_journal(struct slice text, struct journal_damage *damage, bool append)
{
    uint64_t seen = 0;
    test_write(beside_map("journal"), text);
    struct journal *journal = open_journal(true);
    cr_assert(journal_lock(journal, 0));
    enum journal_news news = journal_read(journal, take_seq, &seen);
    cr_expect(news == JOURNAL_READ || news == JOURNAL_NOTHING, "news %d", (int)news);
    cr_expect_eq(journal_read(journal, take_seq, &seen), JOURNAL_NOTHING);
    *damage = journal_damage(journal);
    if (append && journal_header(journal)) {
        uint64_t last = journal_last(journal);
        struct slice next = SLICE("next");
        cr_assert_eq(journal_append(journal, JOURNAL_LIKE(SLICE("cleo"), 1, 1), &next, 1), 1);
        struct journal *other = open_journal(false);
        struct taken taken = { .out = BUF_INIT };
        journal_read(other, take_record, &taken);
        cr_expect_eq(taken.last, last + 1, "a reader gets the record behind the damage");
        buf_release(&taken.out);
        journal_close(other);
    }
    journal_close(journal);
    return seen;
}

static uint64_t bits_up_to(size_t records)
{
    return ((UINT64_C(1) << records) - 1) << 1;
}

Test(journal_damage, cut_at_each_byte)
{
    for (size_t len = 0; len <= whole.len; len++) {
        struct journal_damage damage;
        size_t lines = 0;
        while (lines < RECORDS + 1 && line_ends[lines] <= len)
            lines++;
        uint64_t wanted = lines ? bits_up_to(lines - 1) : 0;
        uint64_t seen = read_as_journal((struct slice){ whole.data, len }, &damage, true);
        cr_expect_eq(
            seen, wanted, "cut at %zu: %" PRIx64 " instead of %" PRIx64, len, seen, wanted);
        bool torn = lines == 0 || len > line_ends[lines - 1];
        cr_expect_eq(damage.count, torn, "cut at %zu: %zu damaged", len, damage.count);
        cr_expect_eq(damage.line, torn ? lines + 1 : 0, "cut at %zu", len);
    }
}

Test(journal_damage, flip_each_bit)
{
    for (size_t at = 0; at < whole.len; at++)
        for (int bit = 0; bit < 8; bit++) {
            struct journal_damage damage;
            size_t line = 0;
            while (line_ends[line] <= at)
                line++;
            uint64_t lost = UINT64_C(1) << line; /* line 0 is no record */
            if (whole.data[at] == '\n')
                lost |= UINT64_C(1) << (line + 1);
            whole.data[at] = (char)(whole.data[at] ^ 1 << bit);
            uint64_t seen = read_as_journal(buf_slice(&whole), &damage, at % 20 == 0 && !bit);
            whole.data[at] = (char)(whole.data[at] ^ 1 << bit);
            uint64_t wanted = bits_up_to(RECORDS) & ~lost;
            cr_expect_eq(seen, wanted, "byte %zu bit %d: %" PRIx64 " instead of %" PRIx64, at, bit,
                seen, wanted);
            cr_expect(damage.count >= 1 && damage.count <= 3, "byte %zu bit %d: %zu damaged", at,
                bit, damage.count);
            cr_expect_eq(damage.line, line + 1, "byte %zu bit %d: line %zu", at, bit, damage.line);
        }
}

/* A line with a right checksum, whatever it says. */
static void add_checked(struct buf *out, struct slice text)
{
    buf_addf(out, "%08" PRIx32 " ", text_mark_of(text).crc);
    buf_add_slice(out, text);
    buf_add_char(out, '\n');
}

Test(journal_damage, hostile_lines_are_skipped)
{
    static const struct {
        const char *what;
        struct slice text;
    } rows[] = {
        { "nothing", SLICE("") },
        { "one word", SLICE("21") },
        { "no text", SLICE("21 1 anna 1") },
        { "negative seq", SLICE("-21 1 anna 1 x") },
        { "zero seq", SLICE("0 1 anna 1 x") },
        { "signed seq", SLICE("+21 1 anna 1 x") },
        { "leading zero", SLICE("021 1 anna 1 x") },
        { "hexadecimal", SLICE("0x15 1 anna 1 x") },
        { "huge seq", SLICE("99999999999999999999999999 1 anna 1 x") },
        { "seq of 2^64", SLICE("18446744073709551616 1 anna 1 x") },
        { "seq of 2^64 - 1", SLICE("18446744073709551615 1 anna 1 x") },
        { "far seq", SLICE("900000000000000 1 anna 1 x") },
        { "old seq", SLICE("20 1 anna 1 x") },
        { "huge time", SLICE("21 99999999999999999999 anna 1 x") },
        { "negative time", SLICE("21 -1 anna 1 x") },
        { "negative action", SLICE("21 1 anna -1 x") },
        { "huge action", SLICE("21 1 anna 99999999999999999999 x") },
        { "no author", SLICE("21 1  1 x") },
        { "control in author", SLICE("21 1 an\033na 1 x") },
        { "long author",
            SLICE("21 1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 1 x") },
        { "NUL", SLICE("21 1 anna 1 x\0y") },
        { "escape", SLICE("21 1 anna 1 \033[2J") },
        { "return", SLICE("21 1 anna 1 x\r") },
        { "two blanks", SLICE("21  1 anna 1 x") },
        { "a first line", SLICE("cjm-journal 1 00000000.1 0 0-00000000") },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct journal_damage damage;
        struct buf text = BUF_INIT;
        buf_add_slice(&text, buf_slice(&whole));
        add_checked(&text, rows[i].text);
        uint64_t seen = read_as_journal(buf_slice(&text), &damage, true);
        cr_expect_eq(seen, bits_up_to(RECORDS), "%s: %" PRIx64, rows[i].what, seen);
        cr_expect_eq(damage.count, 1, "%s: %zu damaged", rows[i].what, damage.count);
        cr_expect_eq(damage.line, RECORDS + 2, "%s", rows[i].what);
        buf_release(&text);
    }
}

Test(journal_damage, hostile_first_lines)
{
    static const char *const rows[] = {
        "",
        "cjm-journal",
        "cjm-journal 1",
        "cjm-journal 2 00000000.1 0 0-00000000",
        "cjm-journal 1 00000000 0 0-00000000",
        "cjm-journal 1 .1 0 0-00000000",
        "cjm-journal 1 00000000.1 -1 0-00000000",
        "cjm-journal 1 00000000.1 99999999999999999999 0-00000000",
        "cjm-journal 1 00000000.99999999999999999999 0 0-00000000",
        "cjm-journal 1 00000000.1 0 0-0000000",
        "cjm-journal 1 00000000.1 0 0-00000000 ",
        "cjm-journal 1 00000000.1 0",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct journal_damage damage;
        struct buf text = BUF_INIT;
        add_checked(&text, slice_of(rows[i]));
        buf_add_slice(&text, slice_from(buf_slice(&whole), line_ends[0]));
        uint64_t seen = read_as_journal(buf_slice(&text), &damage, false);
        cr_expect_eq(seen, bits_up_to(RECORDS), "%s: %" PRIx64, rows[i], seen);
        cr_expect_eq(damage.count, 1, "%s: %zu damaged", rows[i], damage.count);
        cr_expect_eq(damage.line, 1, "%s", rows[i]);
        struct journal *journal = open_journal(true);
        cr_expect_eq(journal_append_one(journal, "anna", 1, "x"), 0, "%s", rows[i]);
        cr_expect_eq(errno, EILSEQ, "%s: %s", rows[i], strerror(errno));
        journal_start_over(journal, journal_last(journal), 0);
        cr_expect_eq(journal_append_one(journal, "anna", 1, "x"), 1, "usable when begun anew");
        cr_expect_eq(journal_last(journal), RECORDS + 1);
        journal_close(journal);
        buf_release(&text);
    }
}

/* A record that is missing without a trace is told, and those behind it are given. */
Test(journal_damage, missing_lines_are_told)
{
    for (size_t line = 1; line < RECORDS; line++) {
        struct journal_damage damage;
        struct buf text = BUF_INIT;
        buf_add(&text, whole.data, line_ends[line - 1]);
        buf_add_slice(&text, slice_from(buf_slice(&whole), line_ends[line]));
        uint64_t seen = read_as_journal(buf_slice(&text), &damage, false);
        cr_expect_eq(seen, bits_up_to(RECORDS) & ~(UINT64_C(1) << line), "%zu", line);
        cr_expect_eq(damage.count, 1, "%zu: %zu", line, damage.count);
        cr_expect_eq(damage.line, line + 1);
        buf_release(&text);
    }
}

/* Longer than what may be in a line, and without an end; then good records. */
Test(journal_damage, long_lines_are_skipped)
{
    static const size_t lengths[] = { 1 << 20, JOURNAL_LINE_MAX + 1, 2 * JOURNAL_LINE_MAX + 12345 };
    static const char fillers[] = { 'x', '\0' };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        for (size_t f = 0; f < sizeof fillers; f++) {
            struct journal_damage damage;
            struct buf text = BUF_INIT;
            buf_add(&text, whole.data, line_ends[3]);
            buf_add_repeated(&text, fillers[f], lengths[i]);
            buf_add_char(&text, '\n');
            buf_add_slice(&text, slice_from(buf_slice(&whole), line_ends[3]));
            uint64_t seen = read_as_journal(buf_slice(&text), &damage, true);
            cr_expect_eq(seen, bits_up_to(RECORDS), "%zu: %" PRIx64, lengths[i], seen);
            cr_expect_eq(damage.count, 1);
            cr_expect_eq(damage.line, 5);
            buf_cut(&text, line_ends[3] + lengths[i]);
            seen = read_as_journal(buf_slice(&text), &damage, true);
            cr_expect_eq(seen, bits_up_to(3), "%zu: %" PRIx64, lengths[i], seen);
            cr_expect_eq(damage.count, 1, "%zu", damage.count);
            buf_release(&text);
        }
}

Test(journal_damage, size_is_bounded)
{
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    struct journal_options options = { .path = map_path(), .write = true, .max_size = whole.len };
    cr_assert_eq(journal_open(&journal, &options, &diags), STATUS_OK);
    cr_assert(journal_lock(journal, 0));
    cr_expect_eq(journal_read(journal, NULL, NULL), JOURNAL_READ);
    struct slice text = SLICE("x");
    cr_expect_eq(journal_append(journal, JOURNAL_LIKE(SLICE("anna"), 1, 1), &text, 1), 0);
    cr_expect_eq(errno, EFBIG);
    cr_assert_eq(truncate(beside_map("journal"), (off_t)1 << 40), 0);
    cr_expect_eq(journal_read(journal, NULL, NULL), JOURNAL_FAILED);
    cr_expect_eq(errno, EFBIG);
    journal_close(journal);
    diags_release(&diags);
}

/* Without the lock a bad line may be one that is not all there yet. */
Test(journal_damage, who_only_reads_looks_again)
{
    for (int writes = 0; writes < 2; writes++) {
        uint64_t seen = 0;
        whole.data[line_ends[9] - 2] ^= 1;
        test_write(beside_map("journal"), buf_slice(&whole));
        struct journal *journal = open_journal(writes);
        if (writes) {
            cr_expect_eq(journal_read(journal, take_seq, &seen), JOURNAL_DOUBT);
            cr_expect_eq(seen, bits_up_to(8));
            cr_expect_eq(journal_read(journal, take_seq, &seen), JOURNAL_DOUBT);
            cr_expect_eq(journal_damage(journal).count, 0);
            whole.data[line_ends[9] - 2] ^= 1;
            test_write(beside_map("journal"), buf_slice(&whole));
            cr_expect_eq(journal_read(journal, take_seq, &seen), JOURNAL_READ);
            cr_expect_eq(seen, bits_up_to(RECORDS), "it is all there now");
            cr_expect_eq(journal_damage(journal).count, 0);
        } else {
            cr_expect_eq(journal_read(journal, take_seq, &seen), JOURNAL_READ);
            cr_expect_eq(seen, bits_up_to(RECORDS) & ~(UINT64_C(1) << 9));
            cr_expect_eq(journal_damage(journal).line, 10);
            whole.data[line_ends[9] - 2] ^= 1;
        }
        journal_close(journal);
    }
}

Test(journal_damage, what_is_no_file_is_refused)
{
    static const char *const names[] = { "journal", "lock" };
    static const char *const kinds[] = { "link", "dangling link", "folder", "FIFO", "second name" };
    for (size_t n = 0; n < 2; n++)
        for (size_t k = 0; k < 5; k++)
            for (int writes = 0; writes < 2; writes++) {
                struct diags diags = DIAGS_INIT;
                struct journal *journal;
                struct journal_options options = { .path = map_path(), .write = writes };
                char path[700];
                snprintf(path, sizeof path, "%s", beside_map(names[n]));
                remove(path);
                test_write(beside_map("other"), SLICE(""));
                int made = k == 0   ? symlink("other", path)
                           : k == 1 ? symlink("nothing", path)
                           : k == 2 ? mkdir(path, 0700)
                           : k == 3 ? mkfifo(path, 0600)
                                    : link(beside_map("other"), path);
                cr_assert_eq(made, 0);
                enum status status = journal_open(&journal, &options, &diags);
                cr_expect_eq(status, STATUS_SYSTEM, "%s: %s", names[n], kinds[k]);
                cr_expect(diags.count == 1 && strstr(diags.items[0].text, "remove it"), "%s: %s",
                    names[n], kinds[k]);
                cr_expect_null(journal);
                struct stat other;
                cr_expect_eq(stat(beside_map("other"), &other), 0);
                cr_expect_eq(other.st_size, 0);
                remove(path);
                remove(beside_map("other"));
                cr_expect_neq(access(beside_map("nothing"), F_OK), 0);
                diags_release(&diags);
            }
}
