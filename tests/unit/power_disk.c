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

enum { FDS_MOST = 256, NAMES_MOST = 64, FILES_MOST = 4000 };

enum what {
    DID_WRITE,
    DID_CUT,
    DID_SYNC,
    DID_NAME,
    DID_RENAME,
    DID_UNLINK,
    DID_MKDIR,
    DID_SYNC_NAMES
};

/* A call. Files have numbers, names are within the folder. */
struct note {
    enum what what;
    int file;
    off_t at; /* of a write; the new length of a cut */
    char *data;
    size_t len;
    char *name, *to;
    int64_t time;
};

static struct note *notes;
static size_t note_count, note_cap;
static char top[600];
static struct open_file {
    char *name; /* within the folder; NULL: not open, or elsewhere */
    int file;   /* -1: a folder */
    bool appends;
    off_t at;
} fds[FDS_MOST];
/* The names as they are now, for the files' numbers and sizes. */
static struct named {
    const char *name; /* of a note */
    int file;
} now[NAMES_MOST];
static size_t now_count;
static off_t sizes[FILES_MOST];
static int files;

static void note(struct note entry)
{
    entry.time = clock_ms();
    MEM_GROW(notes, note_count + 1, note_cap);
    notes[note_count++] = entry;
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

static int file_named(struct named *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].name && strcmp(names[i].name, name) == 0)
            return (int)i;
    return -1;
}

static void name_file(struct named *names, size_t *count, const char *name, int file)
{
    int at = file_named(names, *count, name);
    if (at < 0) {
        cr_assert_lt(*count, (size_t)NAMES_MOST);
        at = (int)(*count)++;
    }
    names[at] = (struct named){ name, file };
}

static void unname(struct named *names, size_t count, const char *name)
{
    int at = file_named(names, count, name);
    if (at >= 0)
        names[at].name = NULL;
}

static void rename_file(struct named *names, size_t *count, const char *from, const char *to)
{
    int at = file_named(names, *count, from);
    if (at < 0)
        return;
    int file = names[at].file;
    names[at].name = NULL;
    name_file(names, count, to, file);
}

/* --- the calls --- */

static void opened(int fd, char *name, int flags)
{
    cr_assert_lt(fd, FDS_MOST);
    struct stat file;
    fstat(fd, &file);
    int at = file_named(now, now_count, name);
    int number = S_ISDIR(file.st_mode) ? -1 : at >= 0 ? now[at].file : files++;
    cr_assert_lt(files, (int)FILES_MOST);
    if (number >= 0 && at < 0) {
        char *noted = mem_copy_string(name);
        note((struct note){ DID_NAME, .file = number, .name = noted });
        name_file(now, &now_count, noted, number);
    }
    if (number >= 0 && (flags & O_TRUNC)) {
        sizes[number] = 0;
        note((struct note){ DID_CUT, .file = number });
    }
    fds[fd] = (struct open_file){ name, number, flags & O_APPEND, 0 };
}

static int power_open(const char *path, int flags, mode_t mode)
{
    int fd = open(path, flags, mode);
    const char *name = within(path);
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
    ssize_t done = write(fd, data, len);
    struct open_file *open = &fds[fd];
    if (done <= 0 || !open->name)
        return done;
    off_t at = open->appends ? sizes[open->file] : open->at;
    note((struct note){ DID_WRITE, .file = open->file, .at = at,
        .data = memcpy(mem_alloc((size_t)done), data, (size_t)done), .len = (size_t)done });
    open->at = at + done;
    if (open->at > sizes[open->file])
        sizes[open->file] = open->at;
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

/* The machine of the test has no power to lose: nothing is really synced. */
static int power_sync(int fd)
{
    if (fds[fd].name)
        note((struct note){ fds[fd].file < 0 ? DID_SYNC_NAMES : DID_SYNC, .file = fds[fd].file,
            .name = mem_copy_string(fds[fd].name) });
    return 0;
}

static int power_close(int fd)
{
    free(fds[fd].name);
    fds[fd].name = NULL;
    return close(fd);
}

static void renamed(char *from, char *to)
{
    rename_file(now, &now_count, from, to);
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
    unname(now, now_count, name);
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
        note((struct note){ DID_NAME, .file = files, .name = name });
        name_file(now, &now_count, name, files);
        note((struct note){ DID_WRITE, .file = files,
            .data = memcpy(mem_alloc(text.len), text.data, text.len), .len = text.len });
        note((struct note){ DID_SYNC, .file = files });
        sizes[files++] = (off_t)text.len;
        buf_release(&text);
    }
    closedir(dir);
    note((struct note){ DID_SYNC_NAMES, .file = -1, .name = mem_copy_string("") });
}

void power_end(void)
{
    for (size_t i = 0; i < note_count; i++) {
        free(notes[i].data);
        free(notes[i].name);
        free(notes[i].to);
    }
    free(notes);
    notes = NULL;
    note_count = note_cap = now_count = 0;
    files = 0;
}

size_t power_count(void)
{
    return note_count;
}

int64_t power_time(size_t call)
{
    return notes[call].time;
}

/* --- the crash --- */

struct image {
    struct buf content[FILES_MOST];
    struct named names[NAMES_MOST];
    size_t name_count;
};

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static bool is_name(const struct note *entry)
{
    return entry->what >= DID_NAME && entry->what <= DID_MKDIR;
}

static const char *folder_of(const char *name, char out[700])
{
    snprintf(out, 700, "%s", name);
    char *slash = strrchr(out, '/');
    *(slash ? slash : out) = '\0';
    return out;
}

/* Was what this call did synced by another one before the crash? */
static bool is_synced(size_t at, size_t calls)
{
    char folder[700];
    const struct note *entry = &notes[at];
    for (size_t i = at + 1; i < calls; i++)
        if (is_name(entry) ? notes[i].what == DID_SYNC_NAMES &&
                                 strcmp(notes[i].name, folder_of(entry->name, folder)) == 0
                           : notes[i].what == DID_SYNC && notes[i].file == entry->file)
            return true;
    return false;
}

bool power_renames_to(size_t call, const char *name)
{
    return notes[call].what == DID_RENAME && strcmp(notes[call].to, name) == 0;
}

/* Which file had the name then; -1: none. */
static int file_then(size_t call, const char *name)
{
    static struct named names[NAMES_MOST];
    size_t count = 0;
    for (size_t i = 0; i < call; i++)
        if (notes[i].what == DID_NAME)
            name_file(names, &count, notes[i].name, notes[i].file);
        else if (notes[i].what == DID_RENAME)
            rename_file(names, &count, notes[i].name, notes[i].to);
        else if (notes[i].what == DID_UNLINK)
            unname(names, count, notes[i].name);
    int at = file_named(names, count, name);
    return at < 0 ? -1 : names[at].file;
}

bool power_unsynced(size_t call, const char *name)
{
    int file = file_then(call, name);
    for (size_t i = 0; i < call; i++)
        if (notes[i].what == DID_WRITE && notes[i].file == file && !is_synced(i, call))
            return true;
    return false;
}

static void write_into(struct buf *content, const struct note *entry, size_t len)
{
    size_t end = (size_t)entry->at + len;
    while (content->len < end)
        buf_add_char(content, '\0'); /* a hole */
    memcpy(content->data + entry->at, entry->data, len);
}

static void apply(struct image *image, const struct note *entry, bool torn)
{
    struct buf *content = &image->content[entry->file < 0 ? 0 : entry->file];
    if (entry->what == DID_WRITE)
        write_into(content, entry, torn ? entry->len / 2 : entry->len);
    else if (entry->what == DID_CUT && (off_t)content->len > entry->at)
        buf_cut(content, (size_t)entry->at);
    else if (entry->what == DID_NAME)
        name_file(image->names, &image->name_count, entry->name, entry->file);
    else if (entry->what == DID_RENAME)
        rename_file(image->names, &image->name_count, entry->name, entry->to);
    else if (entry->what == DID_UNLINK)
        unname(image->names, image->name_count, entry->name);
}

/* What became of a call that nothing synced. Names are lost from some moment on, in their order, as
 * journaling file systems keep them. */
static bool survives(const struct note *entry, size_t at, size_t cut, enum power_loss loss,
    unsigned *seed, bool *torn)
{
    *torn = false;
    switch (loss) {
    case LOSS_NONE:
        return true;
    case LOSS_ALL:
        return false;
    case LOSS_NAMES:
        return is_name(entry);
    case LOSS_TORN:
        *torn = at == cut;
        return at <= cut;
    default:
        return is_name(entry) ? at <= cut : next_random(seed) & 1;
    }
}

static void store(const struct image *image, const char *into)
{
    char path[1400];
    for (size_t i = 0; i < image->name_count; i++) {
        if (!image->names[i].name)
            continue;
        snprintf(path, sizeof path, "%s/%s", into, image->names[i].name);
        char *slash = strrchr(path + strlen(into) + 1, '/');
        if (slash) {
            *slash = '\0';
            mkdir(path, 0755);
            *slash = '/';
        }
        const struct buf *content = &image->content[image->names[i].file];
        test_write(path, (struct slice){ content->len ? content->data : "", content->len });
    }
}

void power_crash(size_t calls, enum power_loss loss, unsigned seed, const char *into)
{
    static struct image image;
    size_t first = calls > 40 ? calls - 40 : 0;
    size_t cut = first + (calls > first ? next_random(&seed) % (calls - first) : 0);
    image.name_count = 0;
    for (int i = 0; i < files; i++)
        buf_init(&image.content[i]);
    for (size_t i = 0; i < calls; i++) {
        bool torn = false;
        if (is_synced(i, calls) || survives(&notes[i], i, cut, loss, &seed, &torn))
            apply(&image, &notes[i], torn && notes[i].what == DID_WRITE);
    }
    store(&image, into);
    for (int i = 0; i < files; i++)
        buf_release(&image.content[i]);
}
