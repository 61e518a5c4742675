#include "store/file/replace.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "replace_support.h"
#include "store/file/file_calls.h"
#include "support.h"

TestSuite(replace, .init = replace_set_up, .fini = replace_tear_down);

Test(replace, makes_and_replaces)
{
    umask(027);
    cr_expect_eq(replace(path, "one\n", 0), STATUS_OK);
    cr_expect(holds(path, "one\n"));
    cr_expect_eq(mode_of(path), 0640, "a new file follows the umask");
    cr_expect_eq(chmod(path, 0604), 0);
    cr_expect_eq(replace(path, "", 0), STATUS_OK);
    cr_expect(holds(path, ""));
    cr_expect_eq(mode_of(path), 0604, "the mode stays");
    cr_expect_eq(entries_in_folder(), 1);
    cr_expect_eq(chdir(folder), 0);
    cr_expect_eq(replace("map.yaml", "two\n", 0), STATUS_OK);
    cr_expect(holds(path, "two\n"));
}

Test(replace, follows_links)
{
    char far_link[600];
    snprintf(far_link, sizeof far_link, "%s", in_folder("far"));
    cr_expect_eq(mkdir(in_folder("sub"), 0755), 0);
    cr_expect_eq(symlink("sub/link", far_link), 0);
    cr_expect_eq(symlink("../map.yaml", in_folder("sub/link")), 0);
    cr_expect_eq(replace(far_link, "through a dangling link\n", 0), STATUS_OK);
    cr_expect(holds(path, "through a dangling link\n"));
    cr_expect_eq(replace(far_link, "again\n", 0), STATUS_OK);
    cr_expect(holds(path, "again\n"));
    struct stat info;
    cr_expect(lstat(far_link, &info) == 0 && S_ISLNK(info.st_mode), "the link stays");
    cr_expect_eq(chdir(folder), 0);
    cr_expect_eq(symlink("map.yaml", "near"), 0);
    cr_expect_eq(replace("near", "from here\n", 0), STATUS_OK);
    cr_expect(holds(path, "from here\n"));
    cr_expect_eq(symlink("loop", in_folder("loop")), 0);
    cr_expect_eq(replace(in_folder("loop"), "x", 1), STATUS_SYSTEM);
}

Test(replace, refuses)
{
    cr_expect_eq(replace(folder, "x", 1), STATUS_BAD);
    cr_expect_eq(mkfifo(in_folder("fifo"), 0600), 0);
    cr_expect_eq(replace(in_folder("fifo"), "x", 1), STATUS_BAD);
    cr_expect_eq(replace("/dev/null", "x", 1), STATUS_BAD);
    cr_expect_eq(replace(in_folder("no/map.yaml"), "x", 1), STATUS_SYSTEM);
    cr_expect_eq(replace(in_folder("new/"), "x", 1), STATUS_BAD);
    cr_expect_eq(replace("", "x", 1), STATUS_BAD);
    test_write(path, SLICE("old\n"));
    cr_expect_eq(replace(in_folder("map.yaml/x"), "x", 1), STATUS_SYSTEM);
    if (geteuid() != 0) {
        cr_expect_eq(chmod(path, 0400), 0);
        cr_expect_eq(replace(path, "x", 1), STATUS_SYSTEM, "is read-only for you");
        cr_expect_eq(chmod(path, 0600), 0);
        cr_expect_eq(chmod(folder, 0500), 0);
        cr_expect_eq(replace(path, "x", 1), STATUS_SYSTEM, "read-only folder");
        cr_expect_eq(chmod(folder, 0700), 0);
    }
    cr_expect(holds(path, "old\n"));
}

/* --- every system call fails once --- */

static int calls_left; /* until one fails; negative: none does */
static int fail_with;

static bool fails(void)
{
    if (calls_left < 0 || calls_left-- > 0)
        return false;
    calls_left = -1;
    errno = fail_with;
    return true;
}

static int create_refused; /* errno, beside the file; 0: it is not */

static int failing_openat(int at, const char *file, int flags, mode_t mode)
{
    if (create_refused && (flags & O_CREAT) && at != AT_FDCWD) {
        errno = create_refused;
        return -1;
    }
    return fails() ? -1 : openat(at, file, flags, mode);
}

/* A byte less than asked, so that the rest must be written by a second call. */
static ssize_t failing_write(int fd, const void *data, size_t len)
{
    return fails() ? -1 : write(fd, data, len > 1 ? len - 1 : len);
}

static int failing_fchown(int fd, uid_t owner, gid_t group)
{
    return fails() ? -1 : fchown(fd, owner, group);
}

static int failing_fchmod(int fd, mode_t mode)
{
    return fails() ? -1 : fchmod(fd, mode);
}

static int failing_fsync(int fd)
{
    return fails() ? -1 : 0;
    (void)fd;
}

static int failing_close(int fd)
{
    close(fd);
    return fails() ? -1 : 0;
}

static int rename_refused; /* errno; 0: it is not */

static int failing_rename(int at, const char *from, const char *to)
{
    if (rename_refused) {
        errno = rename_refused;
        return -1;
    }
    return fails() ? -1 : renameat(at, from, at, to);
}

static int failing_fstat(int fd, struct stat *out)
{
    return fails() ? -1 : fstat(fd, out);
}

static int failing_fstatat(int at, const char *name, struct stat *out)
{
    return fails() ? -1 : fstatat(at, name, out, AT_SYMLINK_NOFOLLOW);
}

static ssize_t failing_pread(int fd, void *data, size_t len, off_t at)
{
    return fails() ? -1 : pread(fd, data, len, at);
}

static char whole[700]; /* where the new text is while the file is written over */
static bool was_whole;

static int failing_ftruncate(int fd, off_t len)
{
    was_whole = mode_of(whole) == 0600 && holds(whole, "new text\n");
    return fails() ? -1 : ftruncate(fd, len);
}

static int plain_unlink(int at, const char *name)
{
    return unlinkat(at, name, 0);
}

static int files_unflushed; /* temporary files that no call made durable */

static int failing_syncfs(int fd)
{
    (void)fd;
    if (fails())
        return -1;
    files_unflushed = 0;
    return 0;
}

static const struct file_calls failing = {
    .openat = failing_openat,
    .write = failing_write,
    .fchown = failing_fchown,
    .fchmod = failing_fchmod,
    .fsync = failing_fsync,
    .syncfs = failing_syncfs,
    .close = failing_close,
    .renameat = failing_rename,
    .unlinkat = plain_unlink,
    .fstat = failing_fstat,
    .fstatat = failing_fstatat,
    .pread = failing_pread,
    .ftruncate = failing_ftruncate,
};

static const char *spare; /* NULL: there is none */

static enum status replace_map(const struct file_calls *calls, struct diags *diags)
{
    struct map_text map = { path, SLICE("new text\n"), spare };
    return file_replace_map(calls, &map, NULL, diags);
}

static void fail_each_call(int reason, bool had_file, bool second_name)
{
    int warnings = 0;
    for (int n = 0;; n++) {
        unlink(path);
        if (had_file)
            test_write(path, SLICE("old text, longer\n"));
        unlink(in_folder("second"));
        cr_assert(!second_name || link(path, in_folder("second")) == 0);
        struct diags diags = DIAGS_INIT;
        calls_left = n;
        fail_with = reason;
        enum status status = replace_map(&failing, &diags);
        bool none_failed = calls_left >= 0;
        bool is_new = access(path, F_OK) == 0 && holds(path, "new text\n");
        bool is_old = had_file ? holds(path, "old text, longer\n") : access(path, F_OK) != 0;
        cr_expect(is_new || is_old, "call %d: neither the old nor the new text", n);
        cr_expect_eq(status == STATUS_OK, is_new, "call %d: the caller believes otherwise", n);
        cr_expect(entries_in_folder() == (is_new || had_file) + second_name,
            "call %d: a file is left", n);
        cr_expect(!second_name ||
                  holds(in_folder("second"), is_new ? "new text\n" : "old text, longer\n"));
        bool warns = diags.count == 1 && strstr(diags.items[0].text, "was written, but");
        cr_expect(status == STATUS_OK ? diags.count == 0 || warns : diags.count == 1 && !warns,
            "call %d: %zu messages", n, diags.count);
        warnings += warns;
        diags_release(&diags);
        if (none_failed) {
            cr_expect_eq(status, STATUS_OK);
            cr_expect_geq(n, 7, "only %d calls were made to fail", n);
            cr_expect(warnings > 0, "%s: a name that may not last is told", strerror(reason));
            return;
        }
    }
}

Test(replace, survives_every_failing_call)
{
    static const int reasons[] = { ENOSPC, EIO, EINTR, EDQUOT, EROFS, EACCES, EINVAL };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        fail_each_call(reasons[i], true, false);
        fail_each_call(reasons[i], true, true);
        fail_each_call(reasons[i], false, false);
    }
}

/* --- several files --- */

enum { FILES = 3 };

static const char *const file_names[FILES] = { "o.svg", "o-2.svg", "sub/o-3.svg" };

static int new_files(void)
{
    int count = 0;
    for (int i = 0; i < FILES; i++)
        count += holds(in_folder(file_names[i]), "new text\n");
    return count;
}

static enum status replace_several(const struct file_calls *calls, struct diags *diags)
{
    struct file_batch *batch = file_batch_begin(calls, diags);
    for (int i = 0; i < FILES; i++) {
        char text[] = "new text\n", name[600];
        snprintf(name, sizeof name, "%s", in_folder(file_names[i]));
        file_batch_add(batch, name, slice_of(text));
        memset(text, 'x', sizeof text); /* nothing is borrowed */
        memset(name, 'x', sizeof name);
    }
    return file_batch_end(batch, true);
}

static void write_old_files(void)
{
    mkdir(in_folder("sub"), 0700);
    for (int i = 0; i < FILES; i++)
        test_write(in_folder(file_names[i]), SLICE("old text, longer\n"));
}

static void fail_each_call_of_several(const struct file_calls *calls)
{
    for (int n = 0;; n++) {
        struct diags diags = DIAGS_INIT;
        write_old_files();
        calls_left = n;
        fail_with = ENOSPC;
        enum status status = replace_several(calls, &diags);
        bool none_failed = calls_left >= 0;
        int done = new_files();
        calls_left = -1;
        for (int i = 0; i < FILES; i++)
            cr_expect(
                holds(in_folder(file_names[i]), i < done ? "new text\n" : "old text, longer\n"),
                "call %d, file %d", n, i);
        cr_expect_eq(status == STATUS_OK, done == FILES, "call %d", n);
        cr_expect(status == STATUS_OK || diags.count == 1, "call %d: %zu messages", n, diags.count);
        cr_expect_eq(
            entries_in_folder() + entries_in(in_folder("sub")), 4, "call %d: a file is left", n);
        diags_release(&diags);
        if (none_failed) {
            cr_expect_geq(n, 20, "only %d calls were made to fail", n);
            return;
        }
    }
}

Test(replace, survives_every_failing_call_of_several)
{
    struct file_calls one_by_one = failing;
    one_by_one.syncfs = NULL;
    fail_each_call_of_several(&failing);
    fail_each_call_of_several(&one_by_one);
}

static ssize_t counting_write(int fd, const void *data, size_t len)
{
    files_unflushed++;
    return write(fd, data, len);
}

static int counting_fsync(int fd)
{
    struct stat info;
    files_unflushed -= fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    return 0;
}

static int checking_rename(int folder_fd, const char *from, const char *to)
{
    cr_expect_eq(files_unflushed, 0, "%s takes its place before all are flushed", to);
    return renameat(folder_fd, from, folder_fd, to);
}

Test(replace, flushes_several_before_one_takes_its_place)
{
    struct file_calls calls = failing;
    struct diags diags = DIAGS_INIT;
    calls_left = -1;
    calls.write = counting_write;
    calls.fsync = counting_fsync;
    calls.renameat = checking_rename;
    for (int round = 0; round < 2; round++) {
        write_old_files();
        cr_expect_eq(replace_several(&calls, &diags), STATUS_OK);
        cr_expect_eq(new_files(), FILES);
        calls.syncfs = NULL;
    }
    diags_release(&diags);
}

/* It is written when the text that was given is gone. */
Test(replace, writes_all_names_of_one_of_several)
{
    struct diags diags = DIAGS_INIT;
    char other[600];
    write_old_files();
    snprintf(other, sizeof other, "%s", in_folder("other.svg"));
    cr_assert_eq(link(in_folder(file_names[1]), other), 0);
    calls_left = -1;
    cr_expect_eq(replace_several(&failing, &diags), STATUS_OK);
    cr_expect_eq(new_files(), FILES);
    cr_expect(holds(other, "new text\n"));
    diags_release(&diags);
}

Test(replace, leaves_nothing_of_several_that_are_not_kept)
{
    struct diags diags = DIAGS_INIT;
    write_old_files();
    struct file_batch *batch = file_batch_begin(&file_calls_system, &diags);
    for (int i = 0; i < FILES; i++)
        cr_expect_eq(
            file_batch_add(batch, in_folder(file_names[i]), SLICE("new text\n")), STATUS_OK);
    cr_expect_neq(file_batch_end(batch, false), STATUS_OK);
    cr_expect_eq(new_files(), 0);
    cr_expect_eq(entries_in_folder() + entries_in(in_folder("sub")), 4);
    cr_expect_eq(diags.count, 0);
    diags_release(&diags);
}

static ssize_t interrupted_write(int fd, const void *data, size_t len)
{
    raise(SIGTERM);
    return write(fd, data, len);
}

/* Who stops it finds the old files, and nothing beside them. */
Test(replace, leaves_nothing_of_several_when_it_is_stopped)
{
    struct file_calls calls = failing;
    struct diags diags = DIAGS_INIT;
    calls_left = -1;
    write_old_files();
    pid_t child = fork();
    if (child == 0) {
        calls.write = interrupted_write;
        replace_several(&calls, &diags);
        _exit(0);
    }
    int ended;
    cr_assert_eq(waitpid(child, &ended, 0), child);
    cr_expect(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGTERM);
    cr_expect_eq(new_files(), 0);
    cr_expect_eq(entries_in_folder() + entries_in(in_folder("sub")), 4);
}

Test(replace, stops_for_no_signal_that_is_ignored)
{
    struct file_calls calls = failing;
    struct diags diags = DIAGS_INIT;
    calls_left = -1;
    calls.write = interrupted_write;
    signal(SIGTERM, SIG_IGN);
    write_old_files();
    cr_expect_eq(replace_several(&calls, &diags), STATUS_OK);
    cr_expect_eq(new_files(), FILES);
    diags_release(&diags);
}

/* --- what it writes over --- */

static bool name_synced;

static int noting_fsync(int fd)
{
    struct stat info;
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode))
        name_synced = holds(path, "old text, longer\n");
    return 0;
}

/* Another program may have put the file there and not synced the folder: after a power cut an older
 * one would be there, as if somebody had taken back what was written into this one. */
Test(replace, syncs_the_name_of_what_it_writes_over)
{
    struct file_calls calls = failing;
    struct diags diags = DIAGS_INIT;
    calls_left = -1;
    calls.fsync = noting_fsync;
    test_write(path, SLICE("old text, longer\n"));
    cr_assert_eq(link(path, in_folder("second")), 0);
    cr_expect_eq(replace_map(&calls, &diags), STATUS_OK);
    cr_expect(name_synced && holds(in_folder("second"), "new text\n"));
    diags_release(&diags);
}

/* In a sticky folder, or one that is mounted, the file stays itself; what else goes wrong there is
 * an error, and nothing is changed. */
Test(replace, writes_over_a_map_that_it_cannot_rename_to)
{
    static const struct {
        int refused;
        bool exists, done;
    } rows[] = {
        { EPERM, true, true },
        { EACCES, true, true },
        { EBUSY, true, true },
        { EIO, true, false },
        { ENOSPC, true, false },
        { EPERM, false, false },
    };
    calls_left = -1;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags diags = DIAGS_INIT;
        struct stat before = { 0 }, after = { 0 };
        unlink(path);
        if (rows[i].exists)
            test_write(path, SLICE("old text, longer\n"));
        stat(path, &before);
        rename_refused = rows[i].refused;
        enum status status = replace_map(&failing, &diags);
        cr_expect_eq(status, rows[i].done ? STATUS_OK : STATUS_SYSTEM, "row %zu", i);
        cr_expect_eq(diags.count, !rows[i].done, "row %zu", i);
        cr_expect_eq(entries_in_folder(), rows[i].exists, "row %zu: a file is left", i);
        cr_expect(
            !rows[i].exists || holds(path, rows[i].done ? "new text\n" : "old text, longer\n"));
        cr_expect(!rows[i].exists || (stat(path, &after) == 0 && after.st_ino == before.st_ino));
        diags_release(&diags);
    }
}

Test(replace, survives_every_failing_call_where_it_cannot_rename)
{
    rename_refused = EPERM;
    fail_each_call(ENOSPC, true, false);
    fail_each_call(EIO, true, false);
}

/* Nothing can be made beside it: the whole text is elsewhere, for the user alone, while the file is
 * written over. */
Test(replace, writes_over_a_map_in_a_folder_that_it_may_not_write)
{
    char *own = test_folder(), *home = test_folder();
    const struct {
        int refused;
        bool exists;
        const char *spare, *whole_in; /* NULL: it is not written */
    } rows[] = {
        { EACCES, true, own, own },
        { EPERM, true, own, own },
        { EROFS, true, own, own },
        { EACCES, true, NULL, home },
        { EACCES, true, "/proc/no-such-folder", home },
        { ENOSPC, true, own, NULL },
        { EACCES, false, own, NULL },
    };
    calls_left = -1;
    cr_assert_eq(setenv("HOME", home, 1), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags diags = DIAGS_INIT;
        bool exists = rows[i].exists, done = rows[i].whole_in;
        unlink(path);
        if (exists)
            test_write(path, SLICE("old text, longer\n"));
        create_refused = rows[i].refused;
        spare = rows[i].spare;
        snprintf(whole, sizeof whole, "%s/.cjm-save-%ld-0", rows[i].whole_in, (long)getpid());
        was_whole = false;
        enum status status = replace_map(&failing, &diags);
        cr_expect_eq(status, done ? STATUS_OK : STATUS_SYSTEM, "row %zu", i);
        cr_expect(diags.count == !done && was_whole == done, "row %zu", i);
        cr_expect(!exists || holds(path, done ? "new text\n" : "old text, longer\n"));
        cr_expect(entries_in_folder() == exists && entries_in(own) == 0 && entries_in(home) == 0,
            "row %zu: a file is left", i);
        diags_release(&diags);
    }
    test_remove_folder(own);
    test_remove_folder(home);
}

Test(replace, survives_every_failing_call_where_it_cannot_create)
{
    create_refused = EACCES;
    fail_each_call(ENOSPC, true, false);
    fail_each_call(EIO, true, false);
}

Test(replace, writes_standard_output)
{
    int saved = dup(STDOUT_FILENO);
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    dup2(fd, STDOUT_FILENO);
    enum status status = replace("-", "to a pipe\n", 0);
    dup2(saved, STDOUT_FILENO);
    close(fd);
    close(saved);
    cr_expect_eq(status, STATUS_OK);
    cr_expect(holds(path, "to a pipe\n"));
}
