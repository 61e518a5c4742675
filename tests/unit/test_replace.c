#include "store/file/replace.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/file/file_calls.h"
#include "support.h"

static char *folder;
static char path[600];

static const char *in_folder(const char *name)
{
    static char text[600];
    snprintf(text, sizeof text, "%s/%s", folder, name);
    return text;
}

static void set_up(void)
{
    folder = test_folder();
    snprintf(path, sizeof path, "%s", in_folder("map.yaml"));
}

static void tear_down(void)
{
    test_remove_folder(folder);
}

static bool holds(const char *file, const char *text)
{
    struct buf found = BUF_INIT;
    test_read(file, &found);
    bool equal = slice_is(buf_slice(&found), text);
    buf_release(&found);
    return equal;
}

static int entries_in_folder(void)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

static enum status replace(const char *file, const char *text, size_t diags_expected)
{
    struct diags diags = DIAGS_INIT;
    enum status status = file_replace(file, slice_of(text), &diags);
    cr_expect_eq(diags.count, diags_expected, "%s: %zu messages", file, diags.count);
    diags_release(&diags);
    return status;
}

static mode_t mode_of(const char *file)
{
    struct stat info;
    return stat(file, &info) == 0 ? info.st_mode & 07777 : 0;
}

TestSuite(replace, .init = set_up, .fini = tear_down);

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

static int failing_open(const char *file, int flags, mode_t mode)
{
    return fails() ? -1 : open(file, flags, mode);
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

static int failing_rename(const char *from, const char *to)
{
    return fails() ? -1 : rename(from, to);
}

static const struct file_calls failing = {
    .open = failing_open,
    .write = failing_write,
    .fchown = failing_fchown,
    .fchmod = failing_fchmod,
    .fsync = failing_fsync,
    .close = failing_close,
    .rename = failing_rename,
    .unlink = unlink,
};

static void fail_each_call(int reason, bool had_file)
{
    int warnings = 0;
    for (int n = 0;; n++) {
        unlink(path);
        if (had_file)
            test_write(path, SLICE("old text\n"));
        struct diags diags = DIAGS_INIT;
        calls_left = n;
        fail_with = reason;
        enum status status = file_replace_with(&failing, path, SLICE("new text\n"), &diags);
        bool none_failed = calls_left >= 0;
        bool is_new = access(path, F_OK) == 0 && holds(path, "new text\n");
        bool is_old = had_file ? holds(path, "old text\n") : access(path, F_OK) != 0;
        cr_expect(is_new || is_old, "call %d: neither the old nor the new text", n);
        cr_expect_eq(status == STATUS_OK, is_new, "call %d: the caller believes otherwise", n);
        cr_expect(entries_in_folder() == (is_new || had_file), "call %d: a file is left", n);
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
        fail_each_call(reasons[i], true);
        fail_each_call(reasons[i], false);
    }
}

Test(replace, keeps_owner_and_group)
{
    test_write(path, SLICE("old\n"));
    if (geteuid() != 0)
        cr_skip_test("only root can give a file away");
    cr_expect_eq(chown(path, 1234, 2345), 0);
    cr_expect_eq(chmod(path, 0664), 0);
    cr_expect_eq(replace(path, "new\n", 0), STATUS_OK);
    struct stat info;
    cr_expect_eq(stat(path, &info), 0);
    cr_expect(info.st_uid == 1234 && info.st_gid == 2345, "owner and group stay");
    cr_expect_eq(mode_of(path), 0664);
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
