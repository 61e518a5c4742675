/* What others may do to the files of a session: it lives, loses nothing and writes nowhere else. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_hostile, .init = journal_set_up, .fini = journal_tear_down, .timeout = 120);

static const char victim[] = "root:x:0:0\n";

static const char *victim_path(void)
{
    static char path[700];
    snprintf(path, sizeof path, "%s.victim", map_path());
    return path;
}

/* --- what is done to the files --- */

static void append(const char *path, struct slice text)
{
    int fd = open(path, O_WRONLY | O_APPEND);
    cr_assert_geq(fd, 0);
    cr_assert_eq(write(fd, text.data, text.len), (ssize_t)text.len);
    close(fd);
}

static void garbage(const char *path)
{
    append(path, SLICE("\x1b[31mgarbage\0\xff\n12345678 1 2 x 3 y\n\n\r\n(((\t\t"));
}

static void long_line(const char *path)
{
    static char line[1 << 20];
    memset(line, 'x', sizeof line);
    for (int i = 0; i < 18; i++)
        append(path, (struct slice){ line, sizeof line });
    append(path, SLICE("\n"));
}

static void link_it(const char *path)
{
    unlink(path);
    cr_assert_eq(symlink(victim_path(), path), 0);
}

static void second_name(const char *path)
{
    unlink(path);
    cr_assert_eq(link(victim_path(), path), 0);
}

static void fifo(const char *path)
{
    unlink(path);
    cr_assert_eq(mkfifo(path, 0600), 0);
}

static void folder(const char *path)
{
    unlink(path);
    cr_assert_eq(mkdir(path, 0700), 0);
}

static void removed(const char *path)
{
    unlink(path);
}

static void emptied(const char *path)
{
    cr_assert_eq(truncate(path, 0), 0);
}

/* A thread may be writing a base there. */
static void all_removed(const char *path)
{
    (void)path;
    for (int tries = 0; rmdir(beside_map(NULL)) != 0; tries++) {
        cr_assert(errno == ENOTEMPTY && tries < 1000, "%s", strerror(errno));
        DIR *folder = opendir(beside_map(NULL));
        for (struct dirent *entry; (entry = readdir(folder));)
            if (entry->d_name[0] != '.')
                unlink(beside_map(entry->d_name));
        closedir(folder);
    }
}

/* The map's file. */

static void bad_yaml(const char *path)
{
    (void)path;
    test_write(map_path(), SLICE("cjm: 1\ntitle: [\n"));
}

static void half_a_file(const char *path)
{
    (void)path;
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\nparking:\n  - text: \"hal"));
}

static void empty_yaml(const char *path)
{
    (void)path;
    test_write(map_path(), SLICE(""));
}

static void older_yaml(const char *path)
{
    (void)path;
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\n"));
}

static void deleted_yaml(const char *path)
{
    (void)path;
    unlink(map_path());
}

static const struct mischief {
    const char *what, *file;
    void (*run)(const char *path);
    bool other_file; /* the map's is another; what it left out may be meant so */
} mischiefs[] = {
    { "garbage in the journal", "journal", garbage, false },
    { "a long line in the journal", "journal", long_line, false },
    { "garbage in presence", "presence", garbage, false },
    { "garbage in the base", "base", garbage, false },
    { "the journal is a link", "journal", link_it, false },
    { "the journal has a second name", "journal", second_name, false },
    { "the journal is a FIFO", "journal", fifo, false },
    { "the journal is a folder", "journal", folder, false },
    { "the journal is removed", "journal", removed, false },
    { "the journal is emptied", "journal", emptied, false },
    { "the lock is a link", "lock", link_it, false },
    { "the lock is removed", "lock", removed, false },
    { "presence is a link", "presence", link_it, false },
    { "presence is a FIFO", "presence", fifo, false },
    { "presence is removed", "presence", removed, false },
    { "the base is a link", "base", link_it, false },
    { "the base is a FIFO", "base", fifo, false },
    { "the base is removed", "base", removed, false },
    { "the folder is removed", "journal", all_removed, false },
    { "the file is garbage", "journal", bad_yaml, false },
    { "half a file", "journal", half_a_file, false },
    { "the file is empty", "journal", empty_yaml, false },
    { "the file is an older one", "journal", older_yaml, true },
    { "the file is deleted", "journal", deleted_yaml, false },
};

/* --- what must hold --- */

static void write_note(struct session *session, const char *text)
{
    struct node *note = node_new(&session->map, KIND_NOTE);
    node_put(&session->map, note, NOTE_TEXT, slice_of(text));
    edit_insert(&session->undo, session->map.root, note, (size_t)-1);
}

static bool has_note(const struct map *map, const char *text)
{
    struct node_list list = node_children(map->root, MAP_PARKING);
    for (size_t i = 0; i < list.count; i++)
        if (slice_is(node_get(list.items[i], NOTE_TEXT), text))
            return true;
    return false;
}

static enum status try_open(struct session *session, enum session_use use)
{
    struct diags diags = DIAGS_INIT;
    enum status status = session_open(session,
        &(struct session_options){ .path = map_path(), .max_size = STORE_MAX_SIZE, .use = use },
        &diags);
    cr_expect(status == STATUS_OK || diags.count);
    diags_release(&diags);
    return status;
}

static void expect_saved(const struct mischief *mischief, struct session *session)
{
    static const char *const notes[] = { "before", "after", "again" };
    struct diags diags = DIAGS_INIT;
    struct map map;
    cr_expect_eq(session_save(session, true, &diags), STATUS_OK, "%s: %s", mischief->what,
        diags.count ? diags.items[0].text : "");
    map_begin(&map);
    cr_expect_eq(store_read(&map, map_path(), STORE_MAX_SIZE, &diags), STATUS_OK);
    for (size_t i = mischief->other_file; i < sizeof notes / sizeof *notes; i++)
        cr_expect(has_note(&map, notes[i]), "%s: \"%s\" is lost", mischief->what, notes[i]);
    map_release(&map);
    diags_release(&diags);
}

static void expect_untouched(const struct mischief *mischief)
{
    struct buf text = BUF_INIT;
    test_read(victim_path(), &text);
    cr_expect_str_eq(text.data, victim, "%s: another file was written", mischief->what);
    buf_release(&text);
}

static void prepare(void)
{
    journal_tear_down();
    journal_set_up();
    test_write(victim_path(), slice_of(victim));
}

/* In mid-session, then another opens it, too. */
static void suffer(const struct mischief *mischief)
{
    struct session session;
    struct diags diags = DIAGS_INIT;
    prepare();
    cr_assert_eq(try_open(&session, SESSION_SHARE), STATUS_OK);
    write_note(&session, "first");
    cr_expect_eq(session_save(&session, false, &diags), STATUS_OK);
    write_note(&session, "before");
    mischief->run(beside_map(mischief->file));
    session_update(&session);
    write_note(&session, "after");
    session_update(&session);
    write_note(&session, "again");
    expect_saved(mischief, &session);
    expect_untouched(mischief);
    session_close(&session);
    cr_assert_eq(try_open(&session, SESSION_SHARE), STATUS_OK, "%s", mischief->what);
    cr_expect(has_note(&session.map, "again"), "%s: lost at the next start", mischief->what);
    session_close(&session);
    expect_untouched(mischief);
    diags_release(&diags);
}

Test(session_hostile, in_mid_session)
{
    for (size_t i = 0; i < sizeof mischiefs / sizeof *mischiefs; i++)
        suffer(&mischiefs[i]);
}

/* Another begins a new journal where one was removed under a session that has more. */
static void begin_anew(void (*remove)(const char *path))
{
    struct session session, later;
    prepare();
    cr_assert_eq(try_open(&session, SESSION_SHARE), STATUS_OK);
    write_note(&session, "before");
    remove(beside_map("journal"));
    pid_t pid = fork();
    if (pid == 0) {
        if (try_open(&later, SESSION_SHARE) != STATUS_OK)
            _exit(1);
        write_note(&later, "theirs");
        _exit(0);
    }
    int status;
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    cr_assert_eq(status, 0);
    session_update(&session);
    write_note(&session, "after");
    session_update(&session);
    static const char *const notes[] = { "before", "theirs", "after" };
    cr_assert_eq(try_open(&later, SESSION_READ), STATUS_OK);
    for (size_t i = 0; i < 3; i++) {
        cr_expect(has_note(&session.map, notes[i]), "\"%s\" is lost here", notes[i]);
        cr_expect(has_note(&later.map, notes[i]), "\"%s\" is lost in the journal", notes[i]);
    }
    session_close(&later);
    session_close(&session);
}

Test(session_hostile, a_folder_that_another_made_anew)
{
    begin_anew(all_removed);
}

Test(session_hostile, a_journal_that_another_began_anew)
{
    begin_anew(removed);
}

/* It can't be read, so it stays as it is for who looks at it. */
Test(session_hostile, a_journal_that_is_too_large)
{
    enum { MORE = 4096 };
    struct session session;
    struct stat file;
    prepare();
    cr_assert_eq(try_open(&session, SESSION_SHARE), STATUS_OK);
    write_note(&session, "before");
    session_close(&session);
    cr_assert_eq(truncate(beside_map("journal"), JOURNAL_SIZE_MAX + MORE), 0);
    cr_assert_eq(try_open(&session, SESSION_SHARE), STATUS_OK);
    cr_expect(strstr(session.notice.data, "too large"), "%s", session.notice.data);
    cr_expect_null(session.share);
    write_note(&session, "after");
    struct diags diags = DIAGS_INIT;
    cr_expect_eq(session_save(&session, false, &diags), STATUS_OK);
    session_close(&session);
    cr_expect_eq(stat(beside_map("journal"), &file), 0);
    cr_expect_eq(file.st_size, JOURNAL_SIZE_MAX + MORE, "it was begun anew");
    diags_release(&diags);
}
