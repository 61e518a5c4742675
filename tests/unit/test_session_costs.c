/* What saves do not do once more, and what they leave to their thread. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/clock.h"
#include "session/share.h"
#include "store/file/job.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_costs, .init = journal_set_up, .fini = journal_tear_down, .timeout = 60);

static struct file_calls calls;
static const struct session_system threaded = { .calls = &calls, .journal_large = 1 << 20 };
static const struct session_system single = {
    .calls = &calls, .journal_large = 1 << 20, .no_threads = true
};

static void open_map(struct session *session, const struct session_system *system)
{
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .system = system },
                     &diags),
        STATUS_OK);
    cr_assert_not_null(session->share);
}

static void change_and_save(struct session *session, const char *goal)
{
    struct diags diags = DIAGS_INIT;
    edit_set(&session->undo, session->map.root, MAP_GOAL, slice_of(goal));
    cr_assert_eq(session_save_beside(session, &diags), STATUS_OK);
    while (session_kept(session) != KEPT_IN_FILE) {
        nanosleep(&(struct timespec){ .tv_nsec = 1000 * 1000 }, NULL);
        session_update(session);
    }
    diags_release(&diags);
}

/* --- texts that are looked through --- */

static int bases_read;

static int note_base(int folder, const char *name, int flags, mode_t mode)
{
    bases_read += strncmp(name, "base", 4) == 0 && !(flags & O_CREAT);
    return file_calls_system.openat(folder, name, flags, mode);
}

/* Large maps have large ones. It was written by this session. */
Test(session_costs, a_base_that_is_known_is_not_read)
{
    struct session session;
    calls = file_calls_system;
    calls.openat = note_base;
    bases_read = 0;
    open_map(&session, &single);
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("first"));
    cr_assert(session_flush(&session));
    change_and_save(&session, "second");
    cr_expect_eq(bases_read, 0, "a base was read %d times", bases_read);
    session_close(&session);
}

Test(session_costs, a_base_that_another_wrote_is_read)
{
    struct session session;
    struct buf base = BUF_INIT;
    calls = file_calls_system;
    open_map(&session, &single);
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("first"));
    cr_assert(session_flush(&session));
    test_read(beside_map("base"), &base);
    test_write(beside_map("base"), SLICE("not the map\n"));
    change_and_save(&session, "second");
    struct buf now = BUF_INIT;
    test_read(beside_map("base"), &now);
    cr_expect_str_eq(now.data, base.data, "the base is not there again");
    buf_release(&base);
    buf_release(&now);
    session_close(&session);
}

/* Else all of the text is summed up again at the next save. */
Test(session_costs, the_mark_of_a_saved_text_stays_known)
{
    struct session session;
    calls = file_calls_system;
    open_map(&session, &single);
    for (int i = 0; i < 3; i++) {
        change_and_save(&session, i % 2 ? "one" : "another");
        struct text_mark mark = text_mark_of(map_source(&session.map));
        cr_expect_eq(session.share->marked, session.map.source, "save %d", i);
        cr_expect_eq(session.share->marked_revision, session.map.source_revision);
        cr_expect(text_mark_equal(session.share->sum.mark, mark));
    }
    session_close(&session);
}

/* --- what the watch tells --- */

static bool has_news(const struct session *session)
{
    struct pollfd watched = { .fd = session_watch(session), .events = POLLIN };
    return session_wait(session) == 0 || (watched.fd >= 0 && poll(&watched, 1, 0) == 1);
}

/* Where one is told at all. */
Test(session_costs, an_own_edit_is_no_news)
{
    struct session session;
    calls = file_calls_system;
    open_map(&session, &single);
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("first"));
    session_flush(&session);
    session_update(&session);
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("second"));
    cr_expect_not(has_news(&session));
    /* What comes with it is. */
    test_write(map_path(), SLICE("cjm: 1\ntitle: Another\n"));
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("third"));
    bool watched = watch_interval(&session.share->watch) < 0;
    cr_expect(has_news(&session) || !watched);
    for (int i = 0; i < 100 && !slice_is(node_get(session.map.root, MAP_TITLE), "Another"); i++) {
        session_update(&session);
        nanosleep(&(struct timespec){ .tv_nsec = 50 * 1000 * 1000 }, NULL);
    }
    cr_expect(slice_is(node_get(session.map.root, MAP_TITLE), "Another"));
    cr_expect(slice_is(node_get(session.map.root, MAP_GOAL), "third"));
    session_close(&session);
}

/* --- waiting for the disk --- */

static pthread_t keys;
static int waits_of_keys, syncs, syncs_failing;
static bool replaced_first; /* the map's file was, before the journal was on the disk */

static int note_sync(int fd)
{
    waits_of_keys += pthread_equal(pthread_self(), keys) != 0;
    if (syncs_failing > 0) {
        syncs_failing--;
        errno = EIO;
        return -1;
    }
    syncs++;
    return file_calls_system.fdatasync(fd);
}

static int note_rename(int folder, const char *from, const char *to)
{
    const char *name = strrchr(map_path(), '/') + 1;
    replaced_first |= strcmp(to, name) == 0 && syncs == 0;
    return file_calls_system.renameat(folder, from, to);
}

static void open_noting(struct session *session)
{
    calls = file_calls_system;
    calls.fdatasync = note_sync;
    calls.renameat = note_rename;
    keys = pthread_self();
    open_map(session, &threaded);
    change_and_save(session, "begin");
    waits_of_keys = syncs = 0;
    replaced_first = false;
}

Test(session_costs, the_journal_is_flushed_by_the_thread_that_saves)
{
    struct session session;
    open_noting(&session);
    change_and_save(&session, "first");
    cr_expect_eq(syncs, 1, "%d", syncs);
    cr_expect_eq(waits_of_keys, 0, "keys waited for the disk %d times", waits_of_keys);
    cr_expect_not(replaced_first);
    /* What was written since, that it is saved, is all that waits. */
    cr_assert(session_flush(&session));
    cr_expect_eq(syncs, 2, "%d", syncs);
    cr_assert(session_flush(&session));
    cr_expect_eq(syncs, 2, "%d", syncs);
    session_close(&session);
}

/* Then the journal is begun anew before the file is replaced. */
Test(session_costs, what_the_thread_cannot_flush)
{
    struct session session;
    struct buf text = BUF_INIT;
    open_noting(&session);
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("kept"));
    uint64_t before = journal_header(session.share->journal)->seq;
    uint32_t id = journal_id(session.share->journal);
    syncs_failing = 1;
    struct stat old, now;
    cr_assert_eq(stat(beside_map("journal"), &old), 0);
    change_and_save(&session, "first");
    cr_assert_eq(stat(beside_map("journal"), &now), 0);
    cr_expect_neq(old.st_ino, now.st_ino, "the journal is the old one");
    cr_expect_eq(journal_id(session.share->journal), id);
    cr_expect_geq(journal_header(session.share->journal)->seq, before);
    test_read(map_path(), &text);
    cr_expect(strstr(text.data, "goal: first"), "%s", text.data);
    cr_expect_not(session_at_risk(&session));
    buf_release(&text);
    session_close(&session);
}

static void note_run(void *context)
{
    *(bool *)context = true;
}

/* What has to be shown first is: the disk may keep a program from its screen. */
Test(session_costs, a_job_begins_after_its_delay)
{
    enum { DELAY = 40 };
    bool ran = false;
    int64_t began = clock_ms();
    struct job *job = job_start(false, DELAY, note_run, &ran);
    job_end(job);
    cr_expect(ran);
    cr_expect_geq(clock_ms() - began, DELAY);
    ran = false;
    began = clock_ms();
    job = job_start(true, 10 * DELAY, note_run, &ran);
    cr_expect(ran && job_is_over(job));
    cr_expect_lt(clock_ms() - began, 10 * DELAY, "where there is no thread nobody waits");
    job_end(job);
}

/* Who only reads waits for one who saves just now, but not where the file is long at rest. */
Test(session_costs, to_read_what_another_program_wrote_waits_for_nobody)
{
    struct diags diags = DIAGS_INIT;
    struct session session;
    struct session_options options = { .path = map_path(), .max_size = STORE_MAX_SIZE };
    struct timespec long_ago[2] = { { .tv_sec = time(NULL) - 60 }, { .tv_sec = time(NULL) - 60 } };
    cr_assert_eq(session_open(&session, &options, &diags), STATUS_OK);
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("goal"));
    cr_assert_eq(session_save(&session, false, &diags), STATUS_OK);
    session_close(&session);
    test_write(map_path(), SLICE("cjm: 1\ntitle: Other\n"));
    cr_assert_eq(utimensat(AT_FDCWD, map_path(), long_ago, 0), 0);
    options.use = SESSION_READ;
    int64_t begin = clock_ms();
    cr_assert_eq(session_open(&session, &options, &diags), STATUS_OK);
    cr_expect_lt(clock_ms() - begin, 300);
    cr_expect_str_eq(node_get(session.map.root, MAP_TITLE).data, "Other");
    session_close(&session);
    diags_release(&diags);
}
