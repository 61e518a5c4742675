#include <criterion/criterion.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "unit/journal_support.h"

TestSuite(journal_processes, .init = journal_set_up, .fini = journal_tear_down, .timeout = 120);

static int64_t milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void nap(unsigned microseconds)
{
    nanosleep(&(struct timespec){ .tv_nsec = (long)microseconds * 1000 }, NULL);
}

static unsigned random_below(uint64_t *state, unsigned below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

/* --- locks --- */

/* A process that takes the lock and then does nothing, stopped. */
static pid_t stop_holder(void)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct journal *journal = open_journal(true);
        if (journal_lock(journal, 0))
            raise(SIGSTOP);
        _exit(1);
    }
    int status;
    cr_assert_eq(waitpid(pid, &status, WUNTRACED), pid);
    cr_assert(WIFSTOPPED(status));
    return pid;
}

Test(journal_processes, a_stopped_holder_is_not_waited_for)
{
    struct journal *journal = open_journal(true);
    journal_start_over(journal, 0, 0);
    cr_expect_eq(journal_lock_holder(journal), 0);
    pid_t pid = stop_holder();
    static const int waits[] = { 0, 1, 60 };
    for (size_t i = 0; i < 3; i++) {
        int64_t start = milliseconds();
        cr_expect(!journal_lock(journal, waits[i]));
        cr_expect_eq(errno, EAGAIN);
        int64_t waited = milliseconds() - start;
        cr_expect(waited >= waits[i] && waited < waits[i] + 500, "%d: %d", waits[i], (int)waited);
    }
    cr_expect_eq(journal_lock_holder(journal), pid);
    cr_expect(journal_save_lock(journal, 0), "the other lock is free");
    struct slice text = SLICE("x");
    cr_expect_eq(journal_append(journal, JOURNAL_LIKE(SLICE("anna"), 1, 1), &text, 1), 0,
        "not without the lock");
    cr_expect_eq(errno, EAGAIN);
    struct journal *reader = open_journal(false);
    cr_expect_eq(journal_read(reader, NULL, NULL), JOURNAL_READ, "to read needs no lock");
    cr_expect_eq(journal_lock_holder(reader), pid);
    /* Another program may open the journal meanwhile. */
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    cr_expect(journal_lock(journal, 0), "the lock of a dead process is free");
    journal_close(reader);
    journal_close(journal);
}

Test(journal_processes, a_lock_is_waited_for)
{
    struct journal *journal = open_journal(true);
    pid_t pid = stop_holder();
    pid_t helper = fork();
    if (helper == 0) {
        nap(30 * 1000);
        kill(pid, SIGKILL);
        _exit(0);
    }
    int64_t start = milliseconds();
    cr_expect(journal_lock(journal, 5000));
    cr_expect_lt(milliseconds() - start, 2000);
    waitpid(pid, NULL, 0);
    waitpid(helper, NULL, 0);
    journal_close(journal);
}

/* --- writers that are killed --- */

enum {
    WRITERS = 2,
    EACH = 2500,  /* records of a writer */
    RENEWED = 50, /* after so many a new generation begins */
    KILLS = 40    /* at most, as long as there is something to write */
};

struct shared {
    volatile uint32_t acknowledged[WRITERS]; /* how many of its records a writer knows appended */
};

static void renew(struct journal *journal)
{
    uint64_t last = journal_last(journal);
    struct journal_start start = { .base = text_mark_of(SLICE("base")),
        .seq = last,
        .keep_after = last > 20 ? last - 20 : 0,
        .keep_history = true };
    journal_begin(journal, &start);
}

/* Whether a record is the writer's that it says it is; counts them. */
struct own_count {
    const char *name;
    uint64_t highest;
};

static void find_own(void *context, const struct journal_record *record)
{
    struct own_count *own = context;
    if (slice_is(record->author, own->name))
        own->highest = record->action;
}

/* Goes on where the writer before it was killed: its last record may be there, unacknowledged. */
static void write_records(int writer, struct shared *shared)
{
    char name[16];
    snprintf(name, sizeof name, "writer%d", writer);
    struct own_count own = { .name = name };
    struct journal *journal = open_journal(true);
    if (!journal_lock(journal, 60000) || !journal_history(journal, find_own, &own))
        _exit(2);
    journal_unlock(journal);
    if (own.highest < shared->acknowledged[writer])
        _exit(3);
    for (uint64_t n = own.highest + 1; n <= EACH; n++) {
        char text[64];
        snprintf(text, sizeof text, "record %" PRIu64 " of %s", n, name);
        struct slice slice = slice_of(text);
        if (!journal_lock(journal, 60000))
            _exit(4);
        enum journal_news news = journal_read(journal, NULL, NULL);
        if (news == JOURNAL_LOST) /* the other one wrote on for two generations */
            news = journal_read(journal, NULL, NULL);
        if (news != JOURNAL_NOTHING && news != JOURNAL_READ)
            _exit(5);
        if (journal_append(journal, JOURNAL_LIKE(slice_of(name), n, 1), &slice, 1) != 1)
            _exit(6);
        shared->acknowledged[writer] = (uint32_t)n;
        if (n % RENEWED == 0)
            renew(journal);
        journal_unlock(journal);
    }
    journal_close(journal);
    _exit(0);
}

static pid_t start_writer(int writer, struct shared *shared)
{
    pid_t pid = fork();
    if (pid == 0)
        write_records(writer, shared);
    return pid;
}

/* What a reader was given, by number. */
struct sequence {
    char *texts[WRITERS * EACH + 100];
    uint64_t last;
    size_t count;
};

static void take_sequence(void *context, const struct journal_record *record)
{
    struct sequence *sequence = context;
    cr_assert_lt(record->seq, sizeof sequence->texts / sizeof *sequence->texts);
    cr_expect_gt(record->seq, sequence->last, "in order");
    char **text = &sequence->texts[record->seq];
    if (!*text)
        *text = strndup(record->text.data, record->text.len);
    cr_expect(slice_is(record->text, *text), "another text under the same number");
    sequence->last = record->seq;
    sequence->count++;
}

static void read_on(struct journal *reader, struct sequence *sequence)
{
    if (journal_read(reader, take_sequence, sequence) != JOURNAL_LOST)
        return;
    /* It began anew with what this one had not read: the next reading has all of it. */
    sequence->last = 0;
    journal_read(reader, take_sequence, sequence);
}

static void check_history(struct journal *reader, struct sequence *sequence)
{
    struct taken taken = { .out = BUF_INIT };
    sequence->last = 0;
    sequence->count = 0;
    cr_expect(journal_history(reader, take_sequence, sequence));
    cr_expect_eq(sequence->count, WRITERS * EACH, "%zu records", sequence->count);
    cr_expect_eq(sequence->last, WRITERS * EACH, "no number is left out");
    uint64_t next[WRITERS] = { 1, 1 };
    for (uint64_t seq = 1; seq <= sequence->last; seq++) {
        char *word = sequence->texts[seq] ? strstr(sequence->texts[seq], "writer") : NULL;
        cr_assert_not_null(word, "%" PRIu64, seq);
        int writer = word[6] - '0';
        uint64_t number = strtoull(sequence->texts[seq] + 7, NULL, 10);
        cr_expect_eq(number, next[writer]++, "each record of a writer once, in order");
    }
    buf_release(&taken.out);
}

Test(journal_processes, nothing_acknowledged_is_lost)
{
    struct shared *shared = mmap(
        NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    cr_assert(shared != MAP_FAILED);
    struct sequence *sequence = calloc(1, sizeof *sequence);
    uint64_t random = 0x9e3779b97f4a7c15u;
    struct journal *first = open_journal(true);
    journal_start_over(first, 0, 0);
    journal_close(first);
    struct journal *reader = open_journal(false);
    pid_t pids[WRITERS];
    for (int i = 0; i < WRITERS; i++)
        pids[i] = start_writer(i, shared);
    int running = WRITERS, kills = 0;
    while (running) {
        nap(500 + random_below(&random, 3000));
        read_on(reader, sequence);
        if (kills < KILLS && pids[1]) {
            kill(pids[1], SIGKILL);
            kills++;
        }
        for (int i = 0; i < WRITERS; i++) {
            int status;
            if (!pids[i] || waitpid(pids[i], &status, WNOHANG) != pids[i])
                continue;
            bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
            cr_expect(killed || (WIFEXITED(status) && WEXITSTATUS(status) == 0),
                "writer %d ended with %x", i, (unsigned)status);
            pids[i] = killed ? start_writer(i, shared) : 0;
            running -= !killed;
        }
    }
    read_on(reader, sequence);
    cr_expect_eq(sequence->last, WRITERS * EACH);
    cr_expect_geq(kills, KILLS / 2, "only %d kills", kills);
    check_history(reader, sequence);
    for (size_t i = 0; i < sizeof sequence->texts / sizeof *sequence->texts; i++)
        free(sequence->texts[i]);
    free(sequence);
    journal_close(reader);
    munmap(shared, sizeof *shared);
}
