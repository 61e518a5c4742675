#include "store/journal/map_folder.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef USE_XATTR
#include <sys/xattr.h>
#endif

#include "store/file/acl.h"
#include "support.h"
#include "unit/journal_support.h"

TestSuite(map_folder, .init = journal_set_up, .fini = journal_tear_down);

static enum status open_folder(
    struct map_folder *folder, const char *map, bool make, const char *message)
{
    struct diags diags = DIAGS_INIT;
    enum status status = map_folder_open(folder, map, make, &file_calls_system, &diags);
    cr_expect_eq(diags.count, message != NULL);
    if (message && diags.count)
        cr_expect(strstr(diags.items[0].text, message), "%s", diags.items[0].text);
    diags_release(&diags);
    return status;
}

static mode_t mode_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? info.st_mode & 07777 : 0;
}

Test(map_folder, is_open_to_whom_the_map_is)
{
    static const struct {
        mode_t map, folder, file;
    } rows[] = {
        { 0600, 0700, 0600 },
        { 0400, 0700, 0600 },
        { 0644, 0755, 0644 },
        { 0640, 0750, 0640 },
        { 0660, 0770, 0660 },
        { 0664, 0775, 0664 },
        { 0666, 0777, 0666 },
        { 0620, 0700, 0600 }, /* what can't be read can't be edited */
        { 0602, 0700, 0600 },
        { 0755, 0755, 0644 },
    };
    umask(0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map_folder folder;
        cr_assert_eq(chmod(map_path(), rows[i].map), 0);
        cr_assert_eq(open_folder(&folder, map_path(), true, NULL), STATUS_OK);
        int fd = map_folder_file(&folder, "lock", O_RDWR | O_CREAT);
        cr_assert_geq(fd, 0);
        cr_expect_eq(mode_of(beside_map(NULL)), rows[i].folder, "%o: %o", rows[i].map,
            mode_of(beside_map(NULL)));
        cr_expect_eq(mode_of(beside_map("lock")), rows[i].file, "%o: %o", rows[i].map,
            mode_of(beside_map("lock")));
        close(fd);
        map_folder_close(&folder);
        if (i % 2) { /* else it is there, with the modes of another map */
            unlink(beside_map("lock"));
            rmdir(beside_map(NULL));
        }
    }
}

Test(map_folder, reading_makes_nothing)
{
    struct map_folder folder;
    cr_expect_eq(open_folder(&folder, map_path(), false, NULL), STATUS_FOUND);
    cr_expect_eq(folder.fd, -1);
    cr_expect_neq(access(beside_map(NULL), F_OK), 0);
    cr_assert_eq(open_folder(&folder, map_path(), true, NULL), STATUS_OK);
    map_folder_close(&folder);
    cr_assert_eq(open_folder(&folder, map_path(), false, NULL), STATUS_OK);
    cr_expect_lt(map_folder_file(&folder, "journal", O_RDONLY), 0);
    cr_expect_eq(errno, ENOENT);
    map_folder_close(&folder);
}

Test(map_folder, lies_beside_the_map_itself)
{
    struct map_folder folder;
    char link_path[700], wanted[700];
    snprintf(wanted, sizeof wanted, "%s", beside_map(NULL));
    snprintf(link_path, sizeof link_path, "%s.link", map_path());
    cr_assert_eq(symlink("map.yaml", link_path), 0);
    cr_assert_eq(open_folder(&folder, link_path, true, NULL), STATUS_OK);
    char *real = realpath(wanted, NULL);
    cr_expect_str_eq(folder.path, real);
    free(real);
    map_folder_close(&folder);
    cr_expect_eq(open_folder(&folder, "/no/such/map", true, "no journal"), STATUS_SYSTEM);
}

Test(map_folder, other_things_under_its_name_are_refused)
{
    struct map_folder folder;
    for (int make = 0; make < 2; make++) {
        cr_assert_eq(symlink(".", beside_map(NULL)), 0);
        cr_expect_eq(open_folder(&folder, map_path(), make, "no journal"), STATUS_SYSTEM);
        unlink(beside_map(NULL));
        test_write(beside_map(NULL), SLICE(""));
        cr_expect_eq(open_folder(&folder, map_path(), make, "no journal"), STATUS_SYSTEM);
        unlink(beside_map(NULL));
    }
}

Test(map_folder, files_are_written_and_read_whole)
{
    struct map_folder folder;
    struct buf text = BUF_INIT, found = BUF_INIT;
    cr_assert_eq(open_folder(&folder, map_path(), true, NULL), STATUS_OK);
    for (size_t len = 0; len < 300000; len = len * 3 + 1) {
        buf_clear(&text);
        buf_add_repeated(&text, 'x', len);
        buf_clear(&found);
        buf_adds(&found, "before");
        cr_expect(map_folder_write(&folder, "base", buf_slice(&text)));
        cr_expect(map_folder_read(&folder, "base", len, &found));
        cr_expect(slice_equal(slice_from(buf_slice(&found), 6), buf_slice(&text)));
        buf_cut(&found, 6);
        cr_expect(len == 0 || !map_folder_read(&folder, "base", len - 1, &found));
        cr_expect(len == 0 || errno == EFBIG);
        cr_expect_str_eq(found.data, "before");
    }
    cr_expect(!map_folder_read(&folder, "other", 10, &found));
    cr_expect_eq(errno, ENOENT);
    cr_assert_eq(symlink("base", beside_map("link")), 0);
    cr_expect(!map_folder_read(&folder, "link", 1 << 20, &found));
    cr_expect_eq(errno, EINVAL);
    cr_expect(map_folder_write(&folder, "link", SLICE("new")), "the link is replaced");
    cr_expect(map_folder_read(&folder, "link", 10, &found));
    cr_expect_str_eq(found.data, "beforenew");
    map_folder_close(&folder);
    buf_release(&text);
    buf_release(&found);
}

/* --- other people; only root can be them --- */

enum { ANNA = 1234, BEN = 1235, TEAM = 2345, OTHERS = 2346 };

/* Opens as another user; the status, and which mode the lock file then has for it. */
static int open_as(uid_t user, gid_t group, bool make, int flags)
{
    pid_t pid = fork();
    if (pid == 0) {
        struct map_folder folder;
        struct diags diags = DIAGS_INIT;
        if (setgid(group) != 0 || setuid(user) != 0)
            _exit(99);
        int status = (int)map_folder_open(&folder, map_path(), make, &file_calls_system, &diags);
        if (!status && map_folder_file(&folder, "lock", flags) < 0)
            status = 50;
        if ((status == STATUS_SYSTEM) != (diags.count == 1))
            status = 98;
        _exit(status);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void prepare_for_people(
    mode_t above, mode_t map, uid_t folder_owner, gid_t folder_group, mode_t folder_mode)
{
    char folder[700];
    snprintf(folder, sizeof folder, "%s", map_path());
    char *slash = strrchr(folder, '/');
    *slash = '\0';
    cr_assert_eq(chown(folder, ANNA, TEAM), 0);
    cr_assert_eq(chmod(folder, above), 0);
    cr_assert_eq(chown(map_path(), ANNA, TEAM), 0);
    cr_assert_eq(chmod(map_path(), map), 0);
    unlink(beside_map("lock"));
    rmdir(beside_map(NULL));
    if (!folder_mode)
        return;
    cr_assert_eq(mkdir(beside_map(NULL), 0700), 0);
    cr_assert_eq(chown(beside_map(NULL), folder_owner, folder_group), 0);
    cr_assert_eq(chmod(beside_map(NULL), folder_mode), 0);
}

Test(map_folder, other_people)
{
    if (geteuid() != 0)
        cr_skip_test("only root can be somebody else");
    static const struct {
        const char *what;
        mode_t above, map;
        uid_t owner; /* of the folder, if there is one */
        gid_t group;
        mode_t mode; /* 0: there is none */
        uid_t user;
        gid_t user_group;
        bool make;
        int flags, wanted;
    } rows[] = {
        { "the owner makes it", 0755, 0644, 0, 0, 0, ANNA, TEAM, true, O_RDWR | O_CREAT, 0 },
        { "it can't be made", 0755, 0664, 0, 0, 0, BEN, TEAM, true, O_RDWR, STATUS_SYSTEM },
        { "one of the team makes it", 0775, 0664, 0, 0, 0, BEN, TEAM, true, O_RDWR | O_CREAT, 0 },
        { "the team's, used by one of it", 0755, 0664, ANNA, TEAM, 0770, BEN, TEAM, true,
            O_RDWR | O_CREAT, 0 },
        { "one of the team made it", 0755, 0664, BEN, TEAM, 0770, ANNA, TEAM, true,
            O_RDWR | O_CREAT, 0 },
        { "somebody else made it", 01777, 0644, BEN, OTHERS, 0755, ANNA, TEAM, true,
            O_RDWR | O_CREAT, STATUS_SYSTEM },
        { "somebody else made it, to be read", 01777, 0644, BEN, OTHERS, 0755, ANNA, TEAM, false,
            O_RDONLY, STATUS_SYSTEM },
        { "somebody else made it, for root", 01777, 0644, BEN, OTHERS, 0755, 0, 0, true,
            O_RDWR | O_CREAT, STATUS_SYSTEM },
        { "somebody else made it, for root to read", 01777, 0644, BEN, OTHERS, 0755, 0, 0, false,
            O_RDONLY, STATUS_SYSTEM },
        { "one of the team made it, for root", 0755, 0664, BEN, TEAM, 0770, 0, 0, true,
            O_RDWR | O_CREAT, 0 },
        { "open to all, and may be made right", 0755, 0644, ANNA, TEAM, 0777, ANNA, TEAM, true,
            O_RDWR | O_CREAT, 0 },
        { "open to all", 0755, 0664, ANNA, TEAM, 0777, BEN, TEAM, true, O_RDWR, STATUS_SYSTEM },
        { "who may only read finds none", 0755, 0644, 0, 0, 0, BEN, OTHERS, false, O_RDONLY,
            STATUS_FOUND },
        { "who may not read it", 0755, 0660, ANNA, TEAM, 0770, BEN, OTHERS, false, O_RDONLY,
            STATUS_SYSTEM },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        prepare_for_people(rows[i].above, rows[i].map, rows[i].owner, rows[i].group, rows[i].mode);
        int status = open_as(rows[i].user, rows[i].user_group, rows[i].make, rows[i].flags);
        cr_expect_eq(status, rows[i].wanted, "%s: %d", rows[i].what, status);
    }
}

/* One makes it, the others of the team read and write, everybody else reads. */
Test(map_folder, is_shared_by_a_team)
{
    if (geteuid() != 0)
        cr_skip_test("only root can be somebody else");
    static const struct {
        uid_t maker;
        gid_t group;
    } rows[] = { { ANNA, TEAM }, { BEN, TEAM }, { 0, 0 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        prepare_for_people(0775, 0664, 0, 0, 0);
        cr_expect_eq(open_as(rows[i].maker, rows[i].group, true, O_RDWR | O_CREAT), 0);
        cr_expect_eq(open_as(ANNA, TEAM, true, O_RDWR), 0, "row %zu", i);
        cr_expect_eq(open_as(BEN, TEAM, true, O_RDWR), 0, "row %zu", i);
        cr_expect_eq(open_as(BEN, OTHERS, false, O_RDONLY), 0, "row %zu", i);
        int status = open_as(4321, OTHERS, false, O_RDWR);
        cr_expect_eq(status, 50, "row %zu: everybody can write: %d", i, status);
    }
}

#ifdef USE_XATTR
enum { CARL = 3333, READER = 3334, STRANGER = 3335, CARLS = 4444 };

/* The kernel's form of a list; in its order. */
static void give_entries(const struct acl_entry *items, size_t count)
{
    struct buf list = BUF_INIT;
    buf_add(&list, "\2\0\0\0", 4);
    for (size_t i = 0; i < count; i++) {
        buf_add_char(&list, (char)items[i].tag);
        buf_add_char(&list, 0);
        buf_add_char(&list, (char)items[i].rights);
        buf_add_char(&list, 0);
        for (int shift = 0; shift < 32; shift += 8)
            buf_add_char(&list, (char)(items[i].id >> shift & 0xff));
    }
    if (setxattr(map_path(), "system.posix_acl_access", list.data, list.len, 0) != 0)
        cr_skip_test("no access lists here");
    buf_release(&list);
}

static void give_list(uint32_t writer, uint32_t reader)
{
    const struct acl_entry items[] = {
        { ACL_TAG_OWNER, 6, UINT32_MAX },
        { ACL_TAG_USER, 6, writer },
        { ACL_TAG_USER, 4, reader },
        { ACL_TAG_GROUP_OF_FILE, 0, UINT32_MAX },
        { ACL_TAG_MASK, 6, UINT32_MAX },
        { ACL_TAG_OTHERS, 0, UINT32_MAX },
    };
    give_entries(items, sizeof items / sizeof *items);
}

/* Whom the map's list lets in is let in, whoever made the folder, and nobody else: no group that
 * the bits of the mode would seem to allow, and nobody whom the folder above lets in. */
Test(map_folder, follows_the_access_list_of_the_map)
{
    if (geteuid() != 0)
        cr_skip_test("only root can be somebody else");
    static const struct {
        uid_t maker;
        gid_t group;
    } rows[] = { { ANNA, TEAM }, { CARL, CARLS }, { 0, 0 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        prepare_for_people(0777, 0660, 0, 0, 0);
        give_list(CARL, READER);
        cr_expect_eq(open_as(rows[i].maker, rows[i].group, true, O_RDWR | O_CREAT), 0);
        cr_expect_eq(open_as(ANNA, TEAM, true, O_RDWR), 0, "row %zu: the owner", i);
        cr_expect_eq(open_as(CARL, CARLS, true, O_RDWR), 0, "row %zu: who may write", i);
        cr_expect_eq(open_as(READER, OTHERS, false, O_RDONLY), 0, "row %zu: who may read", i);
        cr_expect_eq(open_as(READER, OTHERS, false, O_RDWR), 50, "row %zu: no more", i);
        cr_expect_eq(open_as(BEN, TEAM, false, O_RDONLY), STATUS_SYSTEM, "row %zu: the group", i);
        cr_expect_eq(open_as(STRANGER, CARLS, false, O_RDONLY), STATUS_SYSTEM, "row %zu", i);
        /* The list is gone again: what one of it made is a stranger's now. */
        cr_assert_eq(removexattr(map_path(), "system.posix_acl_access"), 0);
        cr_assert_eq(chmod(map_path(), 0660), 0);
        int status = open_as(0, 0, true, O_RDWR | O_CREAT);
        cr_expect_eq(status, rows[i].maker == CARL ? STATUS_SYSTEM : 0, "row %zu: %d", i, status);
        cr_expect_eq(open_as(READER, OTHERS, false, O_RDONLY), STATUS_SYSTEM, "row %zu", i);
    }
    /* One who may only read did not make what is in it. */
    prepare_for_people(0777, 0660, READER, OTHERS, 0770);
    give_list(CARL, READER);
    cr_expect_eq(open_as(ANNA, TEAM, true, O_RDWR | O_CREAT), STATUS_SYSTEM);
}

/* The folder of one who is in another group lets in the map's group, and not that other one; and
 * one whom only a group in the list lets in may have made the folder. */
Test(map_folder, follows_the_groups_of_the_access_list)
{
    enum { NOBODY = 65534 }; /* whose groups the system knows */
    const struct passwd *nobody = getpwuid(NOBODY);
    if (geteuid() != 0 || !nobody || nobody->pw_gid != NOBODY)
        cr_skip_test("only root can be somebody else, and one that the system knows");
    static const struct {
        uid_t maker;
        gid_t group;
    } rows[] = { { ANNA, TEAM }, { CARL, CARLS }, { NOBODY, NOBODY }, { 0, 0 } };
    static const struct acl_entry items[] = {
        { ACL_TAG_OWNER, 6, UINT32_MAX },
        { ACL_TAG_USER, 6, CARL },
        { ACL_TAG_GROUP_OF_FILE, 6, UINT32_MAX },
        { ACL_TAG_GROUP, 6, NOBODY },
        { ACL_TAG_MASK, 6, UINT32_MAX },
        { ACL_TAG_OTHERS, 0, UINT32_MAX },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        prepare_for_people(0777, 0660, 0, 0, 0);
        give_entries(items, sizeof items / sizeof *items);
        cr_expect_eq(open_as(rows[i].maker, rows[i].group, true, O_RDWR | O_CREAT), 0);
        cr_expect_eq(open_as(ANNA, OTHERS, true, O_RDWR), 0, "row %zu: the owner", i);
        cr_expect_eq(open_as(BEN, TEAM, true, O_RDWR), 0, "row %zu: the map's group", i);
        cr_expect_eq(open_as(CARL, OTHERS, true, O_RDWR), 0, "row %zu: who is named", i);
        cr_expect_eq(open_as(NOBODY, NOBODY, true, O_RDWR), 0, "row %zu: the named group", i);
        cr_expect_eq(open_as(STRANGER, CARLS, false, O_RDONLY), STATUS_SYSTEM,
            "row %zu: the maker's group", i);
    }
}
#endif
