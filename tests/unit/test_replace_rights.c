#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef USE_XATTR
#include <sys/xattr.h>
#endif

#include "replace_support.h"
#include "store/file/file_calls.h"
#include "store/file/replace.h"
#include "support.h"

TestSuite(replace_rights, .init = replace_set_up, .fini = replace_tear_down);

Test(replace_rights, keeps_owner_and_group)
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

/* --- what a new file could not keep --- */

Test(replace_rights, keeps_other_names)
{
    const char *texts[] = { "new\n", "", "longer than what was there before\n", "x" };
    test_write(path, SLICE("old\n"));
    cr_assert_eq(link(path, in_folder("second")), 0);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cr_expect_eq(replace(path, texts[i], 0), STATUS_OK);
        cr_expect(holds(path, texts[i]) && holds(in_folder("second"), texts[i]), "%s", texts[i]);
    }
    cr_expect_eq(entries_in_folder(), 2, "no temporary file is left");
    /* Somebody else may have given a file of one's own a name there. */
    cr_expect_eq(chmod(folder, 01777), 0);
    cr_expect_eq(replace(path, "of this name\n", 0), STATUS_OK);
    cr_expect(holds(path, "of this name\n") && holds(in_folder("second"), "x"));
}

#ifdef USE_XATTR
/* user::rw- user:65534:rw- group::--- mask::rw- other::--- */
static const char list[] = "\2\0\0\0\1\0\6\0\377\377\377\377\2\0\6\0\376\377\0\0"
                           "\4\0\0\0\377\377\377\377\20\0\6\0\377\377\377\377"
                           "\40\0\0\0\377\377\377\377";

static bool has_attribute(const char *file, const char *name, const char *wanted, size_t len)
{
    char found[200];
    ssize_t size = getxattr(file, name, found, sizeof found);
    return size == (ssize_t)len && memcmp(found, wanted, len) == 0;
}

static void give_attributes(void)
{
    test_write(path, SLICE("old\n"));
    if (setxattr(path, "user.note", "kept", 4, 0) != 0 ||
        setxattr(path, "system.posix_acl_access", list, sizeof list - 1, 0) != 0)
        cr_skip_test("no access lists here");
}

static void expect_attributes(const char *when)
{
    cr_expect(has_attribute(path, "user.note", "kept", 4), "%s: the attribute", when);
    cr_expect(has_attribute(path, "system.posix_acl_access", list, sizeof list - 1),
        "%s: the access list", when);
    cr_expect_eq(mode_of(path), 0660, "%s: the mode is %o", when, mode_of(path));
}

static ino_t inode_of(const char *file)
{
    struct stat info;
    return stat(file, &info) == 0 ? info.st_ino : 0;
}

Test(replace_rights, keeps_access_list_and_attributes)
{
    give_attributes();
    ino_t old = inode_of(path);
    cr_expect_eq(replace(path, "new\n", 0), STATUS_OK);
    cr_expect(holds(path, "new\n"));
    cr_expect_neq(inode_of(path), old, "it could be kept by a new file");
    expect_attributes("replaced");
    /* What the folder gives to new files comes to none that has no list. */
    cr_assert_eq(setxattr(folder, "system.posix_acl_default", list, sizeof list - 1, 0), 0);
    cr_assert_eq(removexattr(path, "system.posix_acl_access"), 0);
    cr_assert_eq(chmod(path, 0640), 0);
    cr_expect_eq(replace(path, "newer\n", 0), STATUS_OK);
    cr_expect_eq(mode_of(path), 0640);
    cr_expect_eq(getxattr(path, "system.posix_acl_access", NULL, 0), -1, "nobody is let in");
}

/* One whom the list lets write can't give the owner a new file. */
static void replace_as_nobody(bool map, const char *text)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct diags diags = DIAGS_INIT;
        bool changed = setgid(65534) == 0 && setuid(65534) == 0;
        struct map_text new = { .path = path, .text = slice_of(text) };
        enum status status = !changed ? STATUS_BAD
                             : map    ? file_replace_map(&file_calls_system, &new, NULL, &diags)
                                      : file_replace(path, slice_of(text), &diags);
        _exit((int)status);
    }
    int status;
    waitpid(pid, &status, 0);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s", text);
}

Test(replace_rights, keeps_owner_and_list_for_others_who_write)
{
    if (geteuid() != 0)
        cr_skip_test("only root can become somebody else");
    give_attributes();
    cr_assert_eq(chown(path, 1234, 2345), 0);
    cr_assert_eq(chmod(folder, 0777), 0);
    cr_assert_eq(link(path, in_folder("second")), 0);
    cr_assert_eq(unlink(in_folder("second")), 0);
    replace_as_nobody(true, "of nobody\n");
    struct stat info;
    cr_assert_eq(stat(path, &info), 0);
    cr_expect(info.st_uid == 1234 && info.st_gid == 2345, "owner and group stay");
    cr_expect(holds(path, "of nobody\n"));
    expect_attributes("written by another");
    /* The folder is its owner's alone to rename in. */
    cr_assert_eq(chmod(folder, 01777), 0);
    replace_as_nobody(true, "sticky\n");
    expect_attributes("in a sticky folder");
    /* No journal stands behind other files: they become the writer's, who lets nobody in. */
    cr_assert_eq(chmod(folder, 0777), 0);
    cr_assert_eq(chown(path, 1234, 65534), 0);
    replace_as_nobody(false, "output\n");
    cr_assert_eq(stat(path, &info), 0);
    cr_expect_eq(info.st_uid, 65534);
    cr_expect_eq(mode_of(path), 0600, "%o", mode_of(path));
    cr_expect_eq(getxattr(path, "system.posix_acl_access", NULL, 0), -1);
}
#endif

/* --- links of others --- */

static void plant(const char *name, const char *text, uid_t owner)
{
    unlink(in_folder(name));
    cr_assert_eq(symlink(text, in_folder(name)), 0);
    cr_assert_eq(lchown(in_folder(name), owner, 65534), 0);
}

Test(replace_rights, follows_no_link_of_a_stranger)
{
    static const struct {
        const char *name, *text;
        uid_t owner;
        mode_t folder;
        bool followed;
    } rows[] = {
        { "shared/x", "../map.yaml", 65534, 01777, false },
        { "shared/x", "../map.yaml", 65534, 0777, false },
        { "shared/x", "../map.yaml", 65534, 01770, false },
        { "shared/x", "../missing", 65534, 01777, false },
        { "shared/x", "y", 65534, 01777, false },
        { "shared/x/map.yaml", "..", 65534, 01777, false },
        { "chain", "shared/x", 65534, 01777, false },
        { "shared/x", "../map.yaml", 0, 01777, true },
        { "shared/x/map.yaml", "..", 0, 01777, true },
        { "chain", "shared/x", 0, 01777, true },
        { "shared/x", "../map.yaml", 65534, 0755, true },
        { "shared/x", "../map.yaml", 65534, 0775, true },
    };
    if (geteuid() != 0)
        cr_skip_test("only root can plant a link");
    cr_assert_eq(mkdir(in_folder("shared"), 0777), 0);
    plant("shared/y", "../map.yaml", 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        cr_assert_eq(chmod(in_folder("shared"), rows[i].folder), 0);
        unlink(in_folder("chain"));
        if (strcmp(rows[i].name, "chain") == 0) {
            plant("chain", rows[i].text, 0);
            plant("shared/x", "../map.yaml", rows[i].owner);
        } else {
            plant("shared/x", rows[i].text, rows[i].owner);
        }
        test_write(path, SLICE("precious\n"));
        char file[600];
        snprintf(file, sizeof file, "%s", in_folder(rows[i].name));
        cr_expect_eq(replace(file, "x\n", rows[i].followed ? 0 : 1),
            rows[i].followed ? STATUS_OK : STATUS_SYSTEM, "row %zu", i);
        cr_expect(holds(path, rows[i].followed ? "x\n" : "precious\n"), "row %zu", i);
        cr_expect_eq(access(in_folder("missing"), F_OK), -1);
    }
}
