/* A map that one may write, in a folder that one may not. */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "session/change.h"
#include "session/session.h"
#include "store/store.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(session_folder, .init = journal_set_up, .fini = journal_tear_down, .timeout = 60);

enum { NOBODY = 65534 };

static bool changes_goal(void *context, struct undo *undo)
{
    edit_set(undo, undo->map->root, MAP_GOAL, slice_of(context));
    return true;
}

/* In a process of its own, whose exit code is the line that failed. */
#define TELL(condition) \
    if (!(condition))   \
    _exit(__LINE__ % 256)

static void work_as_nobody(bool journal)
{
    struct diags diags = DIAGS_INIT;
    struct session session;
    struct session_options options = { .path = map_path(), .max_size = STORE_MAX_SIZE };
    struct map_change change = { .path = map_path(), .max_size = STORE_MAX_SIZE };
    TELL(setgid(NOBODY) == 0 && setuid(NOBODY) == 0);
    TELL(session_open(&session, &options, &diags) == STATUS_OK);
    TELL(session.state == (journal ? SESSION_JOINED : SESSION_ALONE));
    TELL(!strstr(session.notice.data ? session.notice.data : "", "only saving (w)") == journal);
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("on the screen"));
    TELL(session_kept(&session) == (journal ? KEPT_IN_JOURNAL : KEPT_IN_MEMORY));
    TELL(session_save_beside(&session, &diags) == STATUS_OK);
    session_flush(&session);
    TELL(session_kept(&session) == KEPT_IN_FILE && map_file_has("on the screen"));
    edit_set(&session.undo, session.map.root, MAP_GOAL, SLICE("saved"));
    TELL(session_save(&session, false, &diags) == STATUS_OK && diags.count == 0);
    TELL(session_kept(&session) == KEPT_IN_FILE && map_file_has("saved"));
    session_close(&session);
    change.make = changes_goal;
    change.context = (void *)"added";
    TELL(change_map(&change, &diags) == STATUS_OK && map_file_has("added"));
    TELL(diags.count == !journal && !strstr(journal ? "" : diags.items[0].text, "only saving"));
    diags_release(&diags);
    _exit(0);
}

static void expect_work(bool journal)
{
    pid_t pid = fork();
    int status;
    if (pid == 0)
        work_as_nobody(journal);
    waitpid(pid, &status, 0);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "line %d, %s journal",
        WEXITSTATUS(status), journal ? "a" : "no");
}

/* Where tests have their folders, others may come by, but not look in. */
static void let_in(void)
{
    struct buf folder = BUF_INIT;
    buf_add(&folder, map_path(), strlen(map_path()) - strlen("/map.yaml"));
    cr_assert(chmod(folder.data, 0755) == 0 && chmod(map_path(), 0666) == 0);
    buf_release(&folder);
}

static size_t files_in(const char *folder)
{
    size_t count = 0;
    DIR *dir = opendir(folder);
    cr_assert(dir);
    for (struct dirent *entry; (entry = readdir(dir));)
        count += strncmp(entry->d_name, ".cjm-save", 9) == 0;
    closedir(dir);
    return count;
}

Test(session_folder, a_map_is_written_over_where_nothing_can_be_made_beside_it)
{
    if (geteuid() != 0)
        cr_skip_test("only root can become somebody else");
    char *home = test_folder();
    cr_assert(chown(home, NOBODY, NOBODY) == 0 && setenv("HOME", home, 1) == 0);
    let_in();
    expect_work(false);
    cr_assert(mkdir(beside_map(NULL), 0755) == 0 && chmod(beside_map(NULL), 0777) == 0);
    expect_work(true);
    cr_expect_eq(files_in(home) + files_in(beside_map(NULL)), 0);
    test_remove_folder(home);
}
