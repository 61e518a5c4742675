/* What is said of a map is so: in the file, in the journal, or only in memory. And what can't be
 * written is tried again, neither at once nor never. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "session/share.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_kept, .init = journal_set_up, .fini = journal_tear_down, .timeout = 60);

/* --- a system with faults --- */

static bool disk_full, sync_fails;
static int writes;
static int64_t oldest, worst; /* unflushed record; in ms */

static ssize_t short_write(int fd, const void *data, size_t len)
{
    writes++;
    if (!disk_full)
        return file_calls_system.write(fd, data, len);
    /* A part fits, then nothing does. */
    if (len > 10)
        return file_calls_system.write(fd, data, 10);
    errno = ENOSPC;
    return -1;
}

static int timed_sync(int fd)
{
    if (sync_fails) {
        errno = EIO;
        return -1;
    }
    int64_t age = oldest ? clock_ms() - oldest : 0;
    worst = age > worst ? age : worst;
    oldest = 0;
    return file_calls_system.fdatasync(fd);
}

static struct file_calls faulty;
static const struct session_system system_faulty = { .calls = &faulty,
    .journal_large = 1024 * 1024 };

/* --- sessions --- */

static void nap(int ms)
{
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L }, NULL);
}

static void said(void *context, bool error, const char *text)
{
    buf_addf(context, "%s%s\n", error ? "! " : "", text);
}

static void begin(struct session *session, struct buf *heard)
{
    struct diags diags = DIAGS_INIT;
    disk_full = sync_fails = false;
    writes = 0;
    oldest = worst = 0;
    faulty = file_calls_system;
    faulty.write = short_write;
    faulty.fdatasync = timed_sync;
    buf_init(heard);
    cr_assert_eq(session_open(session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &system_faulty },
                     &diags),
        STATUS_OK);
    session->listener.said = said;
    session->listener.context = heard;
    diags_release(&diags);
}

static void end(struct session *session, struct buf *heard)
{
    session_close(session);
    buf_release(heard);
}

static void set(struct session *session, enum field field, const char *text)
{
    edit_set(&session->undo, session->map.root, field, slice_of(text));
}

/* What one sees who opens the map after a kill. */
static bool others_see(enum field field, const char *text)
{
    struct session other;
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(&other,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
                     &diags),
        STATUS_OK);
    bool seen = slice_is(node_get(other.map.root, field), text);
    session_close(&other);
    diags_release(&diags);
    return seen;
}

/* Another process that may read the map locks what it can. */
static pid_t lock_for_reading(const char *name)
{
    int ready[2];
    char byte;
    cr_assert_eq(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct flock all = { .l_type = F_RDLCK, .l_whence = SEEK_SET };
        int fd = open(name, O_RDONLY);
        if (fd < 0 || fcntl(fd, F_SETLK, &all) != 0 || write(ready[1], "+", 1) != 1)
            _exit(1);
        pause();
        _exit(0);
    }
    cr_assert_eq(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return pid;
}

static void end_process(pid_t pid)
{
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

/* --- the flush --- */

/* Each edit comes before the last one's flush would be due. */
Test(session_kept, is_flushed_within_a_second_however_fast_edits_come)
{
    struct session a;
    struct buf heard;
    begin(&a, &heard);
    set(&a, MAP_GOAL, "first");
    int64_t start = clock_ms();
    for (int i = 0; clock_ms() - start < 2500; i++) {
        oldest = oldest ? oldest : clock_ms();
        set(&a, MAP_GOAL, i % 2 ? "one" : "other");
        nap(20);
        if (session_wait(&a) == 0)
            session_update(&a);
    }
    cr_expect(worst > 0 && worst <= 1000, "%ld ms", (long)worst);
    end(&a, &heard);
}

/* After an error of the disk the system says that all is well, and may have forgotten it. */
Test(session_kept, is_written_anew_where_a_flush_failed)
{
    struct session a;
    struct buf heard;
    struct stat before, after;
    begin(&a, &heard);
    set(&a, MAP_GOAL, "of a");
    cr_assert_eq(stat(beside_map("journal"), &before), 0);
    sync_fails = true;
    cr_expect_not(session_flush(&a) && stat(beside_map("journal"), &after) == 0 &&
                  after.st_ino == before.st_ino);
    sync_fails = false;
    cr_expect(session_flush(&a));
    cr_assert_eq(stat(beside_map("journal"), &after), 0);
    cr_expect_neq(after.st_ino, before.st_ino);
    cr_expect(others_see(MAP_GOAL, "of a"));
    end(&a, &heard);
}

/* --- the first edit --- */

static int slow_sync(int fd)
{
    nap(200);
    return file_calls_system.fsync(fd);
}

/* The base of the journal is written beside it, not in front of it. */
Test(session_kept, the_first_edit_does_not_wait_for_the_disk)
{
    struct session a;
    struct buf heard, base = BUF_INIT, text = BUF_INIT;
    begin(&a, &heard);
    session_update(&a);
    faulty.fsync = faulty.fdatasync = slow_sync;
    int64_t start = clock_ms();
    set(&a, MAP_GOAL, "of a");
    cr_expect_gt(session_wait(&a), 100, "nor does what is painted behind it");
    cr_expect_lt(clock_ms() - start, 100);
    cr_expect_eq(session_kept(&a), KEPT_IN_JOURNAL);
    cr_expect(others_see(MAP_GOAL, "of a"), "before its base is there, too");
    cr_expect(session_flush(&a));
    test_read(beside_map("base"), &base);
    test_read(map_path(), &text);
    cr_expect_str_eq(base.data, text.data);
    end(&a, &heard);
    buf_release(&base);
    buf_release(&text);
}

static int rename_but_base(int folder, const char *from, const char *to)
{
    if (strcmp(to, "base") != 0)
        return file_calls_system.renameat(folder, from, to);
    errno = ENOSPC;
    return -1;
}

/* What it is made of is gone then. */
Test(session_kept, a_base_that_is_late_is_the_text_of_the_beginning)
{
    struct session a;
    struct diags diags = DIAGS_INIT;
    struct buf heard, base = BUF_INIT, text = BUF_INIT;
    test_read(map_path(), &text);
    begin(&a, &heard);
    faulty.renameat = rename_but_base;
    set(&a, MAP_GOAL, "of a");
    cr_expect_not(session_flush(&a));
    cr_expect_eq(session_save(&a, false, &diags), STATUS_OK);
    faulty.renameat = file_calls_system.renameat;
    cr_expect(session_flush(&a));
    test_read(beside_map("base"), &base);
    cr_expect_str_eq(base.data, text.data);
    end(&a, &heard);
    buf_release(&base);
    buf_release(&text);
    diags_release(&diags);
}

/* --- a save beside the keys --- */

static int64_t begin_slow_save(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    int64_t start = clock_ms();
    cr_expect_eq(session_save_beside(session, &diags), STATUS_OK);
    diags_release(&diags);
    return clock_ms() - start;
}

static void end_slow_save(struct session *session)
{
    for (int i = 0; session->share->save && i < 200; i++) {
        int wait = session_wait(session);
        cr_assert(wait >= 0 && wait <= 10, "%d ms", wait);
        nap(wait);
        session_update(session);
    }
    cr_expect_null(session->share->save);
}

Test(session_kept, a_save_at_rest_keeps_no_key_waiting)
{
    struct session a;
    struct buf heard;
    struct diags diags = DIAGS_INIT;
    begin(&a, &heard);
    set(&a, MAP_GOAL, "before");
    session_flush(&a);
    faulty.fsync = slow_sync;
    cr_expect_lt(begin_slow_save(&a), 100);
    cr_expect(!map_file_has("before") && !session_saves(&a), "it runs");
    int64_t start = clock_ms();
    set(&a, MAP_OWNER, "meanwhile");
    cr_expect_lt(clock_ms() - start, 50);
    end_slow_save(&a);
    cr_expect(map_file_has("before") && !map_file_has("meanwhile"));
    cr_expect_eq(session_kept(&a), KEPT_IN_JOURNAL);
    cr_expect(session_saves(&a), "there is more to save");
    /* Who saves by a key has all of it in the file. */
    begin_slow_save(&a);
    set(&a, MAP_SCENARIO, "last");
    cr_expect_eq(session_save(&a, false, &diags), STATUS_OK);
    cr_expect(map_file_has("meanwhile") && map_file_has("last"));
    cr_expect_eq(session_kept(&a), KEPT_IN_FILE);
    set(&a, MAP_OWNER, "again");
    begin_slow_save(&a);
    cr_expect(a.share->save && a.share->save_locks == 1);
    cr_expect(session_flush(&a));
    cr_expect(!a.share->save && !a.share->save_locks, "who is stopped keeps nobody from saving");
    set(&a, MAP_GOAL, "end");
    begin_slow_save(&a);
    end(&a, &heard);
    cr_expect(map_file_has("end"));
    diags_release(&diags);
}

static ssize_t slow_write(int fd, const void *data, size_t len)
{
    nap(200);
    return file_calls_system.write(fd, data, len);
}

Test(session_kept, a_save_at_rest_is_over_before_the_map_gets_another_text)
{
    struct session a;
    struct buf heard, path = BUF_INIT, text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    begin(&a, &heard);
    set(&a, MAP_GOAL, "before");
    session_flush(&a);
    faulty.write = slow_write;
    begin_slow_save(&a);
    nap(100);
    faulty.write = file_calls_system.write;
    set(&a, MAP_GOAL, "behind");
    buf_addf(&path, "%s-other.yaml", map_path());
    cr_expect_eq(session_save_as(&a, path.data, false, &diags), STATUS_OK);
    test_read(map_path(), &text);
    cr_expect(
        strncmp(text.data, "cjm: 1\n", 7) == 0 && strstr(text.data, "before"), "%s", text.data);
    end(&a, &heard);
    buf_release(&path);
    buf_release(&text);
    diags_release(&diags);
}

static int failing_rename(int folder, const char *from, const char *to)
{
    if (strcmp(to, "map.yaml") != 0)
        return file_calls_system.renameat(folder, from, to);
    nap(50);
    errno = ENOSPC;
    return -1;
}

Test(session_kept, a_save_at_rest_that_fails_is_told_once)
{
    struct session a;
    struct buf heard;
    struct diags diags = DIAGS_INIT;
    begin(&a, &heard);
    set(&a, MAP_GOAL, "of a");
    faulty.renameat = failing_rename;
    begin_slow_save(&a);
    end_slow_save(&a);
    cr_expect(strstr(heard.data, "No space left"), "%s", heard.data);
    cr_expect_not(session_saves(&a), "not before the next change");
    cr_expect_eq(session_kept(&a), KEPT_IN_JOURNAL);
    set(&a, MAP_OWNER, "a");
    cr_expect(session_saves(&a));
    faulty.renameat = file_calls_system.renameat;
    cr_expect_eq(session_save(&a, false, &diags), STATUS_OK);
    cr_expect(map_file_has("of a") && map_file_has("owner: a"));
    end(&a, &heard);
    diags_release(&diags);
}

/* --- a full disk --- */

Test(session_kept, a_full_disk_is_not_tried_all_the_time)
{
    struct session a;
    struct buf heard;
    begin(&a, &heard);
    set(&a, MAP_OWNER, "before");
    cr_expect_eq(session_kept(&a), KEPT_IN_JOURNAL);
    disk_full = true;
    set(&a, MAP_GOAL, "of a");
    cr_expect_eq(a.state, SESSION_WAITING);
    cr_expect_eq(session_kept(&a), KEPT_IN_MEMORY);
    cr_expect(strstr(heard.data, "only in memory"), "%s", heard.data);
    writes = 0;
    int updates = 0;
    for (int64_t start = clock_ms(); clock_ms() - start < 500; nap(5))
        if (session_wait(&a) == 0) {
            session_update(&a);
            updates++;
        }
    cr_expect_leq(writes, 8, "%d writes", writes); /* also of who is here */
    cr_expect_leq(updates, 20, "%d updates", updates);
    disk_full = false;
    while (a.state == SESSION_WAITING) {
        nap(20);
        session_update(&a);
    }
    cr_expect_eq(session_kept(&a), KEPT_IN_JOURNAL);
    cr_expect(others_see(MAP_GOAL, "of a"));
    end(&a, &heard);
}

/* --- no journal --- */

/* A file is where the folder is to be. */
static void obstruct(void)
{
    test_write(beside_map(NULL), SLICE("in the way\n"));
}

static void expect_late_journal(struct session *a, const struct buf *heard)
{
    cr_assert_eq(unlink(beside_map(NULL)), 0);
    int waits = 0;
    for (; a->state == SESSION_ALONE && waits < 60; waits++) {
        nap(50);
        session_update(a);
    }
    session_update(a);
    cr_expect_eq(a->state, SESSION_JOINED, "%s after %d", state_name(a->state), waits);
    cr_expect(strstr(heard->data ? heard->data : "", "there is a new journal"), "%s", heard->data);
}

Test(session_kept, a_journal_is_made_when_the_obstacle_is_gone)
{
    struct session a;
    struct buf heard;
    obstruct();
    begin(&a, &heard);
    cr_expect(a.state == SESSION_ALONE && !a.share);
    cr_expect_eq(session_kept(&a), KEPT_IN_FILE, "nothing was changed yet");
    set(&a, MAP_GOAL, "of a");
    cr_expect_eq(session_kept(&a), KEPT_IN_MEMORY);
    session_update(&a);
    cr_expect_eq(a.state, SESSION_ALONE);
    cr_expect(session_wait(&a) > 0, "nor is that tried all the time");
    expect_late_journal(&a, &heard);
    cr_expect_eq(session_kept(&a), KEPT_IN_JOURNAL);
    cr_expect(others_see(MAP_GOAL, "of a"));
    set(&a, MAP_OWNER, "a too");
    cr_expect(others_see(MAP_OWNER, "a too"));
    cr_expect_not_null(undo_undo(&a.undo));
    cr_expect_not_null(undo_undo(&a.undo));
    cr_expect(slice_is(node_get(a.map.root, MAP_GOAL), ""), "what was done alone can be undone");
    end(&a, &heard);
}

/* Others had one all the time, and what they did is not in the file. */
Test(session_kept, who_was_alone_merges_into_the_journal_of_others)
{
    struct session a, b;
    struct buf heard, other;
    char hidden[800];
    begin(&b, &other);
    set(&b, MAP_OWNER, "b");
    set(&b, MAP_SCENARIO, "of both");
    snprintf(hidden, sizeof hidden, "%s.away", map_path());
    cr_assert_eq(rename(beside_map(NULL), hidden), 0);
    obstruct();
    begin(&a, &heard);
    set(&a, MAP_GOAL, "of a");
    set(&a, MAP_SCENARIO, "of a alone");
    cr_assert_eq(unlink(beside_map(NULL)), 0);
    cr_assert_eq(rename(hidden, beside_map(NULL)), 0);
    for (int i = 0; a.state != SESSION_JOINED && i < 60; i++) {
        nap(50);
        session_update(&a);
    }
    cr_expect(slice_is(node_get(a.map.root, MAP_OWNER), "b"));
    cr_expect(slice_is(node_get(a.map.root, MAP_SCENARIO), "of both"));
    const struct node *note = node_child(a.map.root, MAP_PARKING, 0);
    cr_expect(note && strstr(node_get(note, NOTE_TEXT).data, "of a alone"), "it is kept");
    cr_expect(others_see(MAP_OWNER, "b") && others_see(MAP_GOAL, "of a"));
    session_update(&b);
    cr_expect(slice_is(node_get(b.map.root, MAP_GOAL), "of a"));
    end(&a, &heard);
    end(&b, &other);
}

/* --- locks that others hold --- */

Test(session_kept, a_readers_lock_makes_no_wait_and_no_false_word)
{
    struct session a;
    struct buf heard;
    struct diags diags = DIAGS_INIT;
    begin(&a, &heard);
    set(&a, MAP_OWNER, "before");
    end(&a, &heard);
    pid_t holder = lock_for_reading(beside_map("lock"));
    int64_t start = clock_ms();
    begin(&a, &heard);
    set(&a, MAP_GOAL, "of a");
    cr_expect_eq(session_kept(&a), KEPT_IN_MEMORY);
    cr_expect_eq(session_save(&a, false, &diags), STATUS_FOUND);
    cr_expect_lt(clock_ms() - start, 400);
    cr_assert_eq(diags.count, 1);
    cr_expect(strstr(diags.items[0].text, "only in memory"), "%s", diags.items[0].text);
    diags_release(&diags);
    end_process(holder);
    a.share->tried = 0; /* a second went by */
    session_update(&a);
    cr_expect_eq(session_kept(&a), KEPT_IN_JOURNAL);
    cr_expect(others_see(MAP_GOAL, "of a"));
    end(&a, &heard);
}

/* --- the file --- */

/* Another program changed only its comments: the journal has the mark of the file as it is. */
Test(session_kept, the_journal_has_the_mark_of_the_file)
{
    struct session a;
    struct buf heard, text = BUF_INIT, journal = BUF_INIT, mark = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    begin(&a, &heard);
    set(&a, MAP_GOAL, "of a");
    cr_assert_eq(session_save(&a, false, &diags), STATUS_OK);
    test_read(map_path(), &text);
    buf_adds(&text, "# a comment\n");
    test_write(map_path(), buf_slice(&text));
    share_check_file(a.share);
    test_wait_for_rest();
    share_check_file(a.share);
    test_read(beside_map("journal"), &journal);
    text_mark_add(text_mark_of(buf_slice(&text)), &mark);
    const char *last = strstr(journal.data, mark.data);
    cr_expect(last && !strstr(journal.data, "-00000000"), "%s", journal.data);
    end(&a, &heard);
    buf_release(&text);
    buf_release(&journal);
    buf_release(&mark);
}

/* --- who only reads --- */

Test(session_kept, to_read_leaves_no_trace_and_tells_of_damage)
{
    struct session a;
    struct buf heard, journal = BUF_INIT;
    cr_expect_not(others_see(MAP_GOAL, "of a"));
    cr_expect_neq(access(beside_map(NULL), F_OK), 0, "no folder is made");
    begin(&a, &heard);
    set(&a, MAP_GOAL, "of a");
    set(&a, MAP_OWNER, "a");
    end(&a, &heard);
    cr_assert_eq(unlink(beside_map("presence")), 0);
    cr_expect(others_see(MAP_GOAL, "of a"));
    cr_expect_neq(access(beside_map("presence"), F_OK), 0, "nobody is here");
    test_read(beside_map("journal"), &journal);
    char *at = strstr(journal.data, "of a");
    cr_assert(at);
    *at = 'O';
    test_write(beside_map("journal"), buf_slice(&journal));
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(session_open(&a,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
                     &diags),
        STATUS_OK);
    cr_assert_eq(diags.count, 1);
    cr_expect(strstr(diags.items[0].text, "damaged"), "%s", diags.items[0].text);
    cr_expect_str_eq(diags.items[0].file, beside_map("journal"));
    cr_expect_eq(diags.items[0].line, 2);
    session_close(&a);
    diags_release(&diags);
    buf_release(&journal);
}

/* Each command that reads says so. */
Test(session_kept, to_read_tells_of_a_journal_that_is_not_used)
{
    struct session a;
    struct diags diags = DIAGS_INIT;
    obstruct();
    cr_assert_eq(session_open(&a,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
                     &diags),
        STATUS_OK);
    cr_assert_eq(diags.count, 1);
    cr_expect(strstr(diags.items[0].text, "left out"), "%s", diags.items[0].text);
    session_close(&a);
    diags_release(&diags);
}
