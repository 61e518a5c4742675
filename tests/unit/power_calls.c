#include "unit/power_disk.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "support.h"
#include "unit/power_notes.h"

enum { FDS_MOST = 256 };

static struct power_notes notes;
static char top[600];
static struct open_file {
    char *name; /* within the folder; NULL: not open, or elsewhere */
    int file;   /* -1: a folder */
    bool appends;
} fds[FDS_MOST];
/* The names as they are now, for the files' numbers and sizes. */
static struct named now[NAMES_MOST];
static size_t now_count;
static off_t sizes[FILES_MOST];

static void note(struct note entry)
{
    entry.time = clock_ms();
    entry.synced = SIZE_MAX;
    MEM_GROW(notes.items, notes.count + 1, notes.cap);
    notes.items[notes.count++] = entry;
}

struct power_notes *power_notes(void)
{
    return &notes;
}

/* --- names --- */

static const char *within(const char *path)
{
    size_t len = strlen(top);
    return strncmp(path, top, len) == 0 && path[len] == '/' ? path + len + 1
           : strcmp(path, top) == 0                         ? ""
                                                            : NULL;
}

static char *joined(int folder, const char *name)
{
    char path[700];
    const char *above = fds[folder].name;
    snprintf(path, sizeof path, "%s%s%s", above, *above ? "/" : "", name);
    return mem_copy_string(path);
}

int named_find(const struct named *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].name && strcmp(names[i].name, name) == 0)
            return (int)i;
    return -1;
}

void named_set(struct named *names, size_t *count, const char *name, int file)
{
    size_t free = *count;
    int at = named_find(names, *count, name);
    for (size_t i = *count; i-- > 0;)
        free = names[i].name ? free : i;
    if (at < 0) {
        cr_assert_lt(free, (size_t)NAMES_MOST);
        *count += free == *count;
        at = (int)free;
    }
    names[at] = (struct named){ name, file };
}

void named_remove(struct named *names, size_t count, const char *name)
{
    int at = named_find(names, count, name);
    if (at >= 0)
        names[at].name = NULL;
}

void named_move(struct named *names, size_t *count, const char *from, const char *to)
{
    int at = named_find(names, *count, from);
    if (at < 0)
        return;
    int file = names[at].file;
    names[at].name = NULL;
    named_set(names, count, to, file);
}

/* --- the calls --- */

/* Not all that is opened by these calls is closed by them. */
static void forget(int fd)
{
    if (fd < 0 || fd >= FDS_MOST)
        return;
    free(fds[fd].name);
    fds[fd].name = NULL;
}

static void opened(int fd, char *name, int flags)
{
    cr_assert_lt(fd, FDS_MOST);
    struct stat file;
    fstat(fd, &file);
    int at = named_find(now, now_count, name);
    int number = S_ISDIR(file.st_mode) ? -1 : at >= 0 ? now[at].file : notes.files++;
    cr_assert_lt(notes.files, (int)FILES_MOST);
    if (number >= 0 && at < 0) {
        char *noted = mem_copy_string(name);
        note((struct note){ DID_NAME, .file = number, .name = noted });
        named_set(now, &now_count, noted, number);
    }
    if (number >= 0 && (flags & O_TRUNC)) {
        sizes[number] = 0;
        note((struct note){ DID_CUT, .file = number });
    }
    fds[fd] = (struct open_file){ name, number, flags & O_APPEND };
}

static int power_open(const char *path, int flags, mode_t mode)
{
    int fd = open(path, flags, mode);
    const char *name = within(path);
    forget(fd);
    if (fd >= 0 && name)
        opened(fd, mem_copy_string(name), flags);
    return fd;
}

static bool is_within(int folder)
{
    return folder >= 0 && folder < FDS_MOST && fds[folder].name;
}

/* The folders of a path are passed one by one: is it the one that is looked at? */
static void come_from_outside(int fd, int flags)
{
    struct stat own, wanted;
    if (fstat(fd, &own) == 0 && stat(top, &wanted) == 0 && own.st_ino == wanted.st_ino &&
        own.st_dev == wanted.st_dev)
        opened(fd, mem_copy_string(""), flags);
}

static int power_openat(int folder, const char *name, int flags, mode_t mode)
{
    int fd = openat(folder, name, flags, mode);
    forget(fd);
    if (fd >= 0 && is_within(folder))
        opened(fd,
            strcmp(name, ".") == 0 ? mem_copy_string(fds[folder].name) : joined(folder, name),
            flags);
    else if (fd >= 0)
        come_from_outside(fd, flags);
    return fd;
}

static ssize_t power_write(int fd, const void *data, size_t len)
{
    struct open_file *open = &fds[fd];
    off_t place = open->name ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = write(fd, data, len);
    if (done <= 0 || !open->name)
        return done;
    off_t at = open->appends ? sizes[open->file] : place;
    note((struct note){ DID_WRITE, .file = open->file, .at = at,
        .data = memcpy(mem_alloc((size_t)done), data, (size_t)done), .len = (size_t)done });
    if (at + done > sizes[open->file])
        sizes[open->file] = at + done;
    return done;
}

static int power_ftruncate(int fd, off_t len)
{
    int done = ftruncate(fd, len);
    if (done == 0 && fds[fd].name) {
        sizes[fds[fd].file] = len;
        note((struct note){ DID_CUT, .file = fds[fd].file, .at = len });
    }
    return done;
}

/* It may be a second descriptor of one that was opened by these calls. */
static const struct open_file *file_of(int fd)
{
    struct stat wanted, file;
    if (fds[fd].name || fstat(fd, &wanted) != 0)
        return &fds[fd];
    for (int i = 0; i < FDS_MOST; i++)
        if (fds[i].name && fstat(i, &file) == 0 && file.st_ino == wanted.st_ino &&
            file.st_dev == wanted.st_dev)
            return &fds[i];
    return &fds[fd];
}

/* The machine of the test has no power to lose: nothing is really synced. */
static int power_sync(int fd)
{
    const struct open_file *open = file_of(fd);
    if (open->name)
        note((struct note){ open->file < 0 ? DID_SYNC_NAMES : DID_SYNC, .file = open->file,
            .name = mem_copy_string(open->name) });
    return 0;
}

static int power_close(int fd)
{
    forget(fd);
    return close(fd);
}

static void renamed(char *from, char *to)
{
    named_move(now, &now_count, from, to);
    note((struct note){ DID_RENAME, .name = from, .to = to });
}

static int power_renameat(int folder, const char *from, const char *to)
{
    int done = renameat(folder, from, folder, to);
    if (done == 0 && is_within(folder))
        renamed(joined(folder, from), joined(folder, to));
    return done;
}

static void unlinked(char *name)
{
    named_remove(now, now_count, name);
    note((struct note){ DID_UNLINK, .name = name });
}

static int power_unlinkat(int folder, const char *name)
{
    int done = unlinkat(folder, name, 0);
    if (done == 0 && is_within(folder))
        unlinked(joined(folder, name));
    return done;
}

static int power_mkdir(const char *path, mode_t mode)
{
    int done = mkdir(path, mode);
    if (done == 0 && within(path))
        note((struct note){ DID_MKDIR, .name = mem_copy_string(within(path)) });
    return done;
}

static int power_fchown(int fd, uid_t owner, gid_t group)
{
    return file_calls_system.fchown(fd, owner, group);
}

static int power_fchmod(int fd, mode_t mode)
{
    return file_calls_system.fchmod(fd, mode);
}

static int power_fstat(int fd, struct stat *out)
{
    return file_calls_system.fstat(fd, out);
}

static int power_fstatat(int folder, const char *name, struct stat *out)
{
    return file_calls_system.fstatat(folder, name, out);
}

static ssize_t power_pread(int fd, void *data, size_t len, off_t at)
{
    return file_calls_system.pread(fd, data, len, at);
}

static int power_lock(int fd, int command, struct flock *range)
{
    return file_calls_system.lock(fd, command, range);
}

const struct file_calls power_calls = {
    .open = power_open,
    .write = power_write,
    .fchown = power_fchown,
    .fchmod = power_fchmod,
    .fsync = power_sync,
    .close = power_close,
    .mkdir = power_mkdir,
    .openat = power_openat,
    .fstat = power_fstat,
    .fstatat = power_fstatat,
    .pread = power_pread,
    .ftruncate = power_ftruncate,
    .fdatasync = power_sync,
    .renameat = power_renameat,
    .unlinkat = power_unlinkat,
    .lock = power_lock,
};

void power_link(const char *name, const char *second)
{
    char from[900], to[900];
    int at = named_find(now, now_count, name);
    snprintf(from, sizeof from, "%s/%s", top, name);
    snprintf(to, sizeof to, "%s/%s", top, second);
    cr_assert(at >= 0 && link(from, to) == 0);
    char *noted = mem_copy_string(second);
    note((struct note){ DID_NAME, .file = now[at].file, .name = noted });
    named_set(now, &now_count, noted, now[at].file);
}

void power_begin(const char *folder)
{
    snprintf(top, sizeof top, "%s", folder);
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[900];
        struct buf text = BUF_INIT;
        struct stat file;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (stat(path, &file) != 0 || !S_ISREG(file.st_mode))
            continue;
        test_read(path, &text);
        char *name = mem_copy_string(entry->d_name);
        note((struct note){ DID_NAME, .file = notes.files, .name = name });
        named_set(now, &now_count, name, notes.files);
        note((struct note){ DID_WRITE, .file = notes.files,
            .data = memcpy(mem_alloc(text.len), text.data, text.len), .len = text.len });
        note((struct note){ DID_SYNC, .file = notes.files });
        sizes[notes.files++] = (off_t)text.len;
        buf_release(&text);
    }
    closedir(dir);
    note((struct note){ DID_SYNC_NAMES, .file = -1, .name = mem_copy_string("") });
}

void power_end(void)
{
    for (size_t i = 0; i < notes.count; i++) {
        free(notes.items[i].data);
        free(notes.items[i].name);
        free(notes.items[i].to);
    }
    for (int fd = 0; fd < FDS_MOST; fd++)
        forget(fd);
    free(notes.items);
    notes = (struct power_notes){ 0 };
    memset(sizes, 0, sizeof sizes);
    now_count = 0;
    top[0] = '\0';
}
