/* Each system call of a session fails in turn: what was said to be kept is kept, and it goes on. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/failing_calls.h"
#include "unit/journal_support.h"
#include "unit/store_support.h"

TestSuite(session_failing, .init = journal_set_up, .fini = journal_tear_down, .timeout = 900);

static const struct session_system system_failing = {
    .calls = &failing_calls, .journal_large = 600, .no_threads = true
};

enum { NOTES_MAX = 8 };

/* What one wrote, and where it was then. */
struct play {
    const char *what;
    int call;
    struct session session;
    const char *notes[NOTES_MAX]; /* that were made */
    bool kept[NOTES_MAX];         /* and were said to be kept */
    size_t count;
    struct buf said;
    bool works; /* no call fails any more */
    bool other; /* another person writes meanwhile */
};

/* --- what is looked at --- */

static bool has_note(const struct map *map, const char *text)
{
    struct node_list list = node_children(map->root, MAP_PARKING);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += slice_is(node_get(list.items[i], NOTE_TEXT), text);
    cr_expect_leq(count, 1, "\"%s\" is there %zu times", text, count);
    return count > 0;
}

/* The file alone, and what another program that opens it now sees. */
static void expect_kept(const struct play *play, const char *when)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    struct map map;
    map_begin(&map);
    cr_expect_eq(store_read(&map, map_path(), STORE_MAX_SIZE, &diags), STATUS_OK,
        "%s, call %d, %s: the file can't be read", play->what, play->call, when);
    map_release(&map);
    cr_assert_eq(session_open(&session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
                     &diags),
        STATUS_OK);
    for (size_t i = 0; i < play->count; i++)
        cr_expect(!play->kept[i] || has_note(&session.map, play->notes[i]),
            "%s, call %d, %s: \"%s\" is lost", play->what, play->call, when, play->notes[i]);
    session_close(&session);
    diags_release(&diags);
}

/* --- what is done --- */

static void note_kept(struct play *play)
{
    if (play->session.share && !session_at_risk(&play->session))
        for (size_t i = 0; i < play->count; i++)
            play->kept[i] = true;
}

static void write_note(struct play *play, const char *text)
{
    struct undo *undo = &play->session.undo;
    struct node *note = node_new(undo->map, KIND_NOTE);
    node_put(undo->map, note, NOTE_TEXT, slice_of(text));
    edit_insert(undo, undo->map->root, note, 0);
    play->notes[play->count] = text;
    play->kept[play->count++] = false;
    note_kept(play);
}

static void save(struct play *play)
{
    struct diags diags = DIAGS_INIT;
    enum status status = session_save(&play->session, false, &diags);
    cr_expect(status == STATUS_OK || diags.count > 0, "%s, call %d: no reason is told", play->what,
        play->call);
    if (play->works)
        cr_expect_eq(status, STATUS_OK, "%s, call %d: not saved: %s", play->what, play->call,
            diags.count ? diags.items[0].text : "");
    if (status == STATUS_OK)
        for (size_t i = 0; i < play->count; i++)
            play->kept[i] = true;
    diags_release(&diags);
}

/* An editor puts another file there. */
static void write_outside(struct play *play)
{
    struct buf text = BUF_INIT, path = BUF_INIT;
    test_read(map_path(), &text);
    if (!strstr(text.data, "# outside")) {
        buf_adds(&text, "# outside\nowner: Outside\n");
        buf_addf(&path, "%s.new", map_path());
        test_write(path.data, buf_slice(&text));
        cr_assert_eq(rename(path.data, map_path()), 0);
    }
    session_update(&play->session);
    note_kept(play);
    buf_release(&text);
    buf_release(&path);
}

/* Another program, on a system that works. */
static void write_elsewhere(struct play *play)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct diags diags = DIAGS_INIT;
        struct play other = { .count = 0 };
        if (session_open(&other.session,
                &(struct session_options){ .path = map_path(), .max_size = STORE_MAX_SIZE },
                &diags))
            _exit(1);
        write_note(&other, "theirs");
        _exit(!other.kept[0]);
    }
    int status;
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_expect_eq(status, 0, "%s, call %d: the other can't write", play->what, play->call);
    play->notes[play->count] = "theirs";
    play->kept[play->count++] = true;
}

static bool open_it(struct play *play)
{
    struct diags diags = DIAGS_INIT;
    enum status status = session_open(&play->session,
        &(struct session_options){
            .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &system_failing },
        &diags);
    cr_assert_eq(status, STATUS_OK, "%s, call %d: %s", play->what, play->call,
        diags.count ? diags.items[0].text : "no reason");
    cr_expect(play->session.share || play->session.notice.len, "no journal, and nobody is told");
    diags_release(&diags);
    return play->session.share;
}

static void said(void *context, bool error, const char *text)
{
    struct play *play = context;
    buf_addf(&play->said, "%s%s\n", error ? "! " : "", text);
}

/* All works again: everything comes to where it belongs. */
static void expect_recovered(struct play *play)
{
    struct session *session = &play->session;
    failing.left = -1;
    play->works = true;
    session_update(session);
    write_note(play, "again");
    if (session->share)
        cr_expect(
            !session_at_risk(session), "%s, call %d: still only in memory", play->what, play->call);
    expect_kept(play, "again");
    save(play);
    struct map map;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    cr_expect_eq(store_read(&map, map_path(), STORE_MAX_SIZE, &diags), STATUS_OK);
    for (size_t i = 0; i < play->count; i++) {
        cr_expect(has_note(&session->map, play->notes[i]), "%s, call %d: \"%s\" is not in the map",
            play->what, play->call, play->notes[i]);
        cr_expect(has_note(&map, play->notes[i]), "%s, call %d: \"%s\" is not in the file",
            play->what, play->call, play->notes[i]);
    }
    map_release(&map);
    diags_release(&diags);
}

static void prepare(void)
{
    journal_tear_down();
    journal_set_up();
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\nparking: [Old]\n"));
}

/* Whether call `n` failed; false: there are not so many. */
static bool run(const char *what, bool once, int error, int n, bool other)
{
    struct play play = { .what = what, .call = n, .said = BUF_INIT, .other = other };
    prepare();
    failing = (struct failing){ .left = n, .once = once, .error = error };
    bool shared = open_it(&play);
    play.session.listener.said = said;
    play.session.listener.context = &play;
    write_note(&play, "first");
    expect_kept(&play, "first");
    write_note(&play, "second");
    save(&play);
    expect_kept(&play, "saved");
    if (other && shared) {
        write_elsewhere(&play);
        write_note(&play, "third");
        save(&play);
    } else if (shared) {
        write_outside(&play);
        write_note(&play, "third");
    }
    expect_kept(&play, "third");
    bool failed = failing.failed;
    expect_recovered(&play);
    if (!other && shared)
        cr_expect(slice_is(node_get(play.session.map.root, MAP_OWNER), "Outside"),
            "%s, call %d: the outside change is lost", what, n);
    failing.left = -1;
    session_close(&play.session);
    expect_kept(&play, "closed");
    buf_release(&play.said);
    return failed;
}

/* Each call with SOAK in the environment (make soak), else some of all: to look at what is left by
 * each failure takes its time. */
static void fail_each(bool other)
{
    static const int errors[] = { ENOSPC, EIO };
    int step = getenv("SOAK") ? 1 : 11;
    for (int mode = 0; mode < 4; mode++) {
        char what[64];
        int n = step > 1 ? mode * 3 : 0;
        snprintf(what, sizeof what, "%s, %s", strerror(errors[mode / 2]),
            mode % 2 ? "from there on" : "once");
        while (run(what, mode % 2 == 0, errors[mode / 2], n, other))
            n += step;
        cr_expect_geq(n, 60, "only %d calls were made to fail", n);
    }
}

Test(session_failing, a_file_changed_outside)
{
    fail_each(false);
}

Test(session_failing, another_person_writes)
{
    fail_each(true);
}

/* --- a disk that is full for a while --- */

static bool disk_is_full;
static const char *refused; /* no file whose name begins so can be made; NULL: all can */
static int writes_refused;

static ssize_t write_if_room(int fd, const void *data, size_t len)
{
    if (!disk_is_full && (!writes_refused || !writes_refused--))
        return write(fd, data, len);
    errno = ENOSPC;
    return -1;
}

static int openat_if_room(int folder, const char *name, int flags, mode_t mode)
{
    if (!refused || !(flags & O_CREAT) || strncmp(name, refused, strlen(refused)) != 0)
        return openat(folder, name, flags, mode);
    errno = ENOSPC;
    return -1;
}

static void open_on_full_disk(struct play *play)
{
    static struct file_calls calls;
    static const struct session_system system = {
        .calls = &calls, .journal_large = 1 << 20, .no_threads = true
    };
    struct diags diags = DIAGS_INIT;
    calls = file_calls_system;
    calls.write = write_if_room;
    calls.openat = openat_if_room;
    *play = (struct play){ .what = "full disk" };
    prepare();
    disk_is_full = true;
    cr_assert_eq(session_open(&play->session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &system },
                     &diags),
        STATUS_OK);
    cr_assert_not_null(play->session.share);
}

/* What waits is in the text that could not be written: no journal may stand on that. */
Test(session_failing, a_first_journal_behind_a_failed_save)
{
    struct play play;
    open_on_full_disk(&play);
    write_note(&play, "first");
    cr_expect(session_at_risk(&play.session));
    save(&play);
    disk_is_full = false;
    write_note(&play, "second");
    cr_expect(!session_at_risk(&play.session));
    struct buf base = BUF_INIT;
    test_read(beside_map("base"), &base);
    cr_expect_not(strstr(base.data, "first"), "the base has what the journal has: %s", base.data);
    buf_release(&base);
    expect_kept(&play, "begun");
    session_close(&play.session);
    expect_kept(&play, "closed");
}

/* What waited is in the file alone then; another one goes on with that, and is not forgotten. */
Test(session_failing, a_journal_that_another_began_on_what_was_saved)
{
    struct play play;
    open_on_full_disk(&play);
    disk_is_full = false;
    refused = "journal";
    write_note(&play, "first");
    cr_expect(session_at_risk(&play.session));
    save(&play);
    cr_expect(play.kept[0], "not saved");
    refused = NULL;
    write_elsewhere(&play);
    write_note(&play, "second");
    expect_kept(&play, "gone on");
    save(&play);
    expect_kept(&play, "saved");
    session_close(&play.session);
    expect_kept(&play, "closed");
}

/* The disk has room again between the last try to append and the save. */
Test(session_failing, a_journal_behind_a_save_of_what_waited)
{
    struct play play;
    struct session session;
    struct diags diags = DIAGS_INIT;
    open_on_full_disk(&play);
    disk_is_full = false;
    write_note(&play, "first");
    writes_refused = 2;
    write_note(&play, "second");
    cr_expect(session_at_risk(&play.session));
    save(&play);
    cr_expect(play.kept[1] && writes_refused == 0, "not saved");
    test_write(map_path(), SLICE(""));
    cr_assert_eq(session_open(&session,
                     &(struct session_options){
                         .path = map_path(), .max_size = STORE_MAX_SIZE, .use = SESSION_READ },
                     &diags),
        STATUS_OK);
    cr_expect(has_note(&session.map, "first"));
    cr_expect(has_note(&session.map, "second"), "the journal lacks what the file had");
    session_close(&session);
    diags_release(&diags);
    session_close(&play.session);
}

static void begin_anew_elsewhere(void)
{
    static const struct session_system system = {
        .calls = &file_calls_system, .journal_large = 1, .no_threads = true
    };
    struct session_options options = {
        .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &system
    };
    pid_t pid = fork();
    if (pid == 0) {
        struct diags diags = DIAGS_INIT;
        struct session session;
        if (session_open(&session, &options, &diags) == STATUS_OK) {
            edit_park(&session.undo, SLICE("theirs"));
            session_save(&session, false, &diags);
        }
        _exit(0);
    }
    waitpid(pid, NULL, 0);
}

/* A base that could not be written is of the past where another began the journal on a later one.
 */
Test(session_failing, a_base_that_another_replaced)
{
    struct play play;
    struct buf base = BUF_INIT;
    open_on_full_disk(&play);
    disk_is_full = false;
    refused = "base";
    write_note(&play, "first");
    begin_anew_elsewhere();
    refused = NULL;
    session_update(&play.session);
    test_read(beside_map("base"), &base);
    cr_expect(strstr(base.data, "theirs"), "the old base is there again: %s", base.data);
    buf_release(&base);
    session_close(&play.session);
}
