/* A map whose file is gone, empty, cut or broken, or is just being written, with a whole journal.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "session/share.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_restored, .init = journal_set_up, .fini = journal_tear_down, .timeout = 60);

static struct diags messages;

static bool try_to_open(struct session *session, enum session_use use)
{
    struct session_options options = { .path = map_path(), .max_size = STORE_MAX_SIZE, .use = use };
    diags_release(&messages);
    return session_open(session, &options, &messages) == STATUS_OK;
}

static void open_session(struct session *session, enum session_use use)
{
    cr_assert(try_to_open(session, use), "%s", messages.count ? messages.items[0].text : "");
    cr_assert_not_null(session->share);
}

static void set(struct session *session, enum field field, const char *text)
{
    edit_set(&session->undo, session->map.root, field, slice_of(text));
}

static void expect(struct session *session, enum field field, const char *wanted, const char *when)
{
    struct slice found = node_get(session->map.root, field);
    cr_expect(slice_is(found, wanted), "%s: \"%.*s\"", when, SLICE_ARG(found));
}

static enum status save(struct session *session)
{
    diags_release(&messages);
    return session_save(session, false, &messages);
}

static void put_comment(struct session *session, bool first)
{
    struct buf text = BUF_INIT;
    test_read(map_path(), &text);
    buf_splice(&text, first ? 0 : text.len, 0, SLICE("# by another program\n"));
    test_write(map_path(), buf_slice(&text));
    session_update(session);
    test_wait_for_rest();
    session_update(session);
    buf_release(&text);
}

static void add_comment(struct session *session)
{
    put_comment(session, false);
}

static void add_first_comment(struct session *session)
{
    put_comment(session, true);
}

/* The goal is saved, the owner is in the journal alone. */
static void be_killed_after(void (*saved)(struct session *session))
{
    pid_t pid = fork();
    if (pid == 0) {
        struct session session;
        open_session(&session, SESSION_SHARE);
        set(&session, MAP_GOAL, "saved, and long enough to be cut");
        save(&session);
        if (saved)
            saved(&session);
        set(&session, MAP_OWNER, "in the journal");
        _exit(0);
    }
    waitpid(pid, NULL, 0);
}

static void be_killed(void)
{
    be_killed_after(NULL);
}

/* Appends the texts of all copies that were made beside the map. */
static int read_copies(struct buf *out)
{
    int count = 0;
    struct buf folder = BUF_INIT, path = BUF_INIT;
    buf_add(&folder, map_path(), (size_t)(strrchr(map_path(), '/') - map_path()));
    DIR *dir = opendir(folder.data);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!strstr(entry->d_name, ".broken-"))
            continue;
        buf_clear(&path);
        buf_addf(&path, "%s/%s", folder.data, entry->d_name);
        test_read(path.data, out);
        count++;
    }
    closedir(dir);
    buf_release(&folder);
    buf_release(&path);
    return count;
}

static void expect_saved(const char *when)
{
    struct buf text = BUF_INIT;
    test_read(map_path(), &text);
    cr_expect(strstr(text.data, "goal: saved") && strstr(text.data, "owner: in the journal"),
        "%s: %s", when, text.data);
    buf_release(&text);
}

static void expect_restored(const char *when, const char *said, const char *broken)
{
    struct session session;
    struct buf copies = BUF_INIT;
    open_session(&session, SESSION_READ);
    expect(&session, MAP_GOAL, "saved, and long enough to be cut", when);
    expect(&session, MAP_OWNER, "in the journal", when);
    cr_expect(messages.count && strstr(messages.items[messages.count - 1].text, said), "%s: %s",
        when, messages.count ? messages.items[0].text : "nothing is said");
    session_close(&session);
    open_session(&session, SESSION_SHARE);
    expect(&session, MAP_GOAL, "saved, and long enough to be cut", when);
    expect(&session, MAP_OWNER, "in the journal", when);
    cr_expect(strstr(session.notice.data, said), "%s: %s", when, session.notice.data);
    cr_expect(strstr(session.notice.data, "1 change"), "%s: %s", when, session.notice.data);
    cr_expect_eq(
        save(&session), STATUS_OK, "%s: %s", when, messages.count ? messages.items[0].text : "");
    session_close(&session);
    expect_saved(when);
    cr_expect_eq(read_copies(&copies), broken[0] != '\0', "%s", when);
    cr_expect_str_eq(copies.len ? copies.data : "", broken, "%s: what the file had", when);
    buf_release(&copies);
}

Test(session_restored, from_an_empty_file)
{
    be_killed();
    test_write(map_path(), SLICE(""));
    expect_restored("empty", "gone or empty", "");
    struct session session;
    test_write(map_path(), SLICE(""));
    open_session(&session, SESSION_SHARE);
    cr_expect(session_unsaved(&session) && session_saves(&session), "it is to be written again");
    cr_expect_eq(save(&session), STATUS_OK);
    session_close(&session);
    expect_saved("empty once more");
}

Test(session_restored, from_no_file)
{
    struct stat st;
    umask(022);
    cr_assert_eq(chmod(map_path(), 0640), 0);
    be_killed();
    cr_assert_eq(unlink(map_path()), 0);
    cr_expect_not(session_is_missing(map_path()));
    expect_restored("gone", "gone or empty", "");
    cr_expect_eq(stat(map_path(), &st), 0);
    cr_expect_eq(st.st_mode & 0777, 0640, "%o", st.st_mode);
}

Test(session_restored, from_a_broken_file)
{
    be_killed();
    test_write(map_path(), SLICE("cjm: 1\ntitle: [T\n"));
    expect_restored("broken", "line ", "cjm: 1\ntitle: [T\n");
}

Test(session_restored, from_a_file_cut_within_a_line)
{
    struct buf text = BUF_INIT;
    be_killed();
    test_read(map_path(), &text);
    buf_cut(&text, text.len - 10);
    test_write(map_path(), buf_slice(&text));
    expect_restored("cut", "cut off", text.data);
    buf_release(&text);
}

/* No record has a comment: the map as the journal has it is without. */
Test(session_restored, from_a_cut_file_that_had_a_comment_of_others)
{
    struct buf text = BUF_INIT;
    be_killed_after(add_comment);
    test_read(map_path(), &text);
    buf_cut(&text, (size_t)(strstr(text.data, " to be cut") - text.data));
    test_write(map_path(), buf_slice(&text));
    expect_restored("cut", "cut off", text.data);
    buf_release(&text);
}

/* So what comes before the line that is cut need not be as the journal has it. */
Test(session_restored, from_a_cut_file_that_begins_otherwise)
{
    struct buf text = BUF_INIT;
    be_killed_after(add_first_comment);
    test_read(map_path(), &text);
    buf_cut(&text, (size_t)(strstr(text.data, " to be cut") - text.data));
    test_write(map_path(), buf_slice(&text));
    expect_restored("cut", "cut off", text.data);
    buf_release(&text);
}

/* What people or git wrote is not pushed aside. */
Test(session_restored, not_from_what_is_meant)
{
    struct session session;
    be_killed();
    test_write(map_path(), SLICE("cjm: 1\n<<<<<<< a\ntitle: A\n=======\ntitle: B\n>>>>>>> b\n"));
    cr_expect_not(try_to_open(&session, SESSION_SHARE), "a merge conflict is for people");
    test_write(map_path(), SLICE("cjm: 1\ntitle: New\n"));
    open_session(&session, SESSION_SHARE);
    expect(&session, MAP_TITLE, "New", "written by another program");
    session_close(&session);
    unlink(beside_map("base"));
    test_write(map_path(), SLICE(""));
    cr_expect_not(try_to_open(&session, SESSION_SHARE), "there is no base");
}

/* Who looks at a file that holds no map leaves nothing beside it. */
Test(session_restored, not_without_a_journal)
{
    static const char *const texts[] = { "", "\n", "# nothing yet\n", "shopping: [milk]\n" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct session session;
        struct stat st;
        test_write(map_path(), slice_of(texts[i]));
        cr_expect_not(try_to_open(&session, SESSION_SHARE), "%s", texts[i]);
        cr_expect_neq(stat(beside_map("."), &st), 0, "a folder beside \"%s\"", texts[i]);
    }
}

/* --- while it is open --- */

static void wait_and_update(struct session *session, int ms)
{
    for (int64_t end = clock_ms() + ms; clock_ms() < end; usleep(50 * 1000))
        session_update(session);
}

Test(session_restored, a_file_is_merged_when_it_is_closed)
{
    struct session session;
    be_killed();
    open_session(&session, SESSION_SHARE);
    int fd = open(map_path(), O_WRONLY | O_TRUNC);
    cr_assert_geq(fd, 0);
    dprintf(fd, "cjm: 1\ntitle: New\n");
    wait_and_update(&session, 900);
    expect(&session, MAP_TITLE, "T", "half written");
    expect(&session, MAP_GOAL, "saved, and long enough to be cut", "half written");
    set(&session, MAP_MARKET, "b2b");
    cr_expect_eq(save(&session), STATUS_FOUND, "nothing is written over it");
    dprintf(fd, "goal: written by another\n");
    close(fd);
    wait_and_update(&session, 900);
    expect(&session, MAP_TITLE, "New", "written");
    expect(&session, MAP_GOAL, "written by another", "written");
    expect(&session, MAP_MARKET, "b2b", "written");
    cr_expect_eq(save(&session), STATUS_OK);
    session_close(&session);
}

static void hear(void *context, bool error, const char *text)
{
    (void)error;
    buf_adds(context, text);
}

Test(session_restored, a_removed_file_is_said)
{
    struct session session;
    struct buf heard = BUF_INIT;
    struct stat st;
    umask(022);
    cr_assert_eq(chmod(map_path(), 0600), 0);
    open_session(&session, SESSION_SHARE);
    session.listener = (struct session_listener){ .said = hear, .context = &heard };
    unlink(map_path());
    wait_and_update(&session, 800);
    cr_expect(heard.len && strstr(heard.data, "removed"), "%s", heard.len ? heard.data : "");
    buf_clear(&heard);
    wait_and_update(&session, 300);
    cr_expect_eq(heard.len, 0, "once");
    set(&session, MAP_GOAL, "x");
    cr_expect_eq(save(&session), STATUS_OK);
    cr_expect_eq(stat(map_path(), &st), 0);
    cr_expect_eq(st.st_mode & 0777, 0600, "nobody is let in: %o", st.st_mode);
    session_close(&session);
    buf_release(&heard);
}

/* The journal says which text the file has, also where only comments were changed. */
Test(session_restored, a_change_of_comments_is_marked)
{
    struct session session;
    struct buf mark = BUF_INIT, journal = BUF_INIT;
    be_killed();
    open_session(&session, SESSION_SHARE);
    save(&session);
    struct buf text = BUF_INIT;
    test_read(map_path(), &text);
    buf_adds(&text, "# a comment\n");
    test_write(map_path(), buf_slice(&text));
    wait_and_update(&session, 900);
    buf_adds(&mark, "saved\t");
    text_mark_add(text_mark_of(buf_slice(&text)), &mark);
    test_read(beside_map("journal"), &journal);
    cr_expect(strstr(journal.data, mark.data), "%s is not in %s", mark.data, journal.data);
    session_close(&session);
    buf_release(&mark);
    buf_release(&journal);
    buf_release(&text);
}

static void add_note(struct session *session)
{
    edit_park(&session->undo, SLICE("Once"));
    save(session);
}

/* Another program begins to write it when it was just read. */
static int cut_and_make_folder(const char *path, mode_t mode)
{
    test_write(map_path(), SLICE(""));
    return file_calls_system.mkdir(path, mode);
}

/* What is read of it again then is not the text from which the journal goes on. */
Test(session_restored, is_joined_while_the_file_is_written)
{
    struct file_calls calls = file_calls_system;
    calls.mkdir = cut_and_make_folder;
    struct session_system system = { .calls = &calls, .journal_large = 1 << 20 };
    struct session_options options = {
        .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &system
    };
    struct session session;
    struct buf text = BUF_INIT;
    be_killed_after(add_note);
    test_read(map_path(), &text);
    cr_assert_eq(session_open(&session, &options, &messages), STATUS_OK);
    test_write(map_path(), buf_slice(&text));
    wait_and_update(&session, 900);
    expect(&session, MAP_GOAL, "saved, and long enough to be cut", "joined");
    expect(&session, MAP_OWNER, "in the journal", "joined");
    cr_expect_eq(node_child_count(session.map.root, MAP_PARKING), 1);
    session_close(&session);
    buf_release(&text);
}

/* Whoever began the journal was killed before its base was there: the file's text is made it. */
Test(session_restored, a_base_that_was_never_written_is_made)
{
    struct session session;
    struct buf text = BUF_INIT, base = BUF_INIT;
    pid_t pid = fork();
    if (pid == 0) {
        open_session(&session, SESSION_SHARE);
        set(&session, MAP_OWNER, "in the journal");
        _exit(0);
    }
    waitpid(pid, NULL, 0);
    unlink(beside_map("base"));
    test_read(map_path(), &text);
    open_session(&session, SESSION_SHARE);
    test_read(beside_map("base"), &base);
    cr_expect_str_eq(base.data, text.data);
    unlink(beside_map("base"));
    cr_expect_eq(save(&session), STATUS_OK);
    buf_clear(&base);
    test_read(beside_map("base"), &base);
    cr_expect_str_eq(base.data, text.data, "before the file is replaced");
    session_close(&session);
    buf_release(&text);
    buf_release(&base);
}

/* Another program wrote the file meanwhile, so its old text is nowhere: the next save has a base.
 */
Test(session_restored, a_base_that_is_lost_for_good_is_replaced)
{
    struct session session;
    pid_t pid = fork();
    if (pid == 0) {
        open_session(&session, SESSION_SHARE);
        set(&session, MAP_OWNER, "in the journal");
        _exit(0);
    }
    waitpid(pid, NULL, 0);
    unlink(beside_map("base"));
    struct buf text = BUF_INIT;
    test_read(map_path(), &text);
    buf_adds(&text, "# by another program\n");
    test_write(map_path(), buf_slice(&text));
    open_session(&session, SESSION_SHARE);
    set(&session, MAP_GOAL, "saved");
    cr_expect_eq(save(&session), STATUS_OK);
    set(&session, MAP_SCENARIO, "behind it");
    session_close(&session);
    test_write(map_path(), SLICE(""));
    open_session(&session, SESSION_READ);
    expect(&session, MAP_OWNER, "in the journal", "from the journal");
    expect(&session, MAP_GOAL, "saved", "from the journal");
    expect(&session, MAP_SCENARIO, "behind it", "from the journal");
    session_close(&session);
    buf_release(&text);
}

static ssize_t write_to_all_but_the_journal(int fd, const void *data, size_t len)
{
    struct stat own, journal;
    if (fstat(fd, &own) == 0 && stat(beside_map("journal"), &journal) == 0 &&
        own.st_ino == journal.st_ino && own.st_size > 100) {
        errno = EFBIG;
        return -1;
    }
    return write(fd, data, len);
}

/* A journal that may not grow is begun anew on what was saved: else that was another program's. */
Test(session_restored, a_save_that_the_journal_cannot_note_begins_it_anew)
{
    struct file_calls calls = file_calls_system;
    struct session_system system = { .calls = &calls, .journal_large = 1 << 20 };
    struct session_options options = {
        .path = map_path(), .max_size = STORE_MAX_SIZE, .system = &system
    };
    struct session session;
    cr_assert_eq(session_open(&session, &options, &messages), STATUS_OK);
    edit_park(&session.undo, SLICE("Once"));
    calls.write = write_to_all_but_the_journal;
    cr_expect_eq(save(&session), STATUS_OK);
    session_close(&session);
    open_session(&session, SESSION_READ);
    cr_expect_eq(node_child_count(session.map.root, MAP_PARKING), 1);
    cr_expect_eq(session.notice.len, 0, "%s", session.notice.data);
    session_close(&session);
}
