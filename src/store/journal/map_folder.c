#include "store/journal/map_folder.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/file/place.h"
#include "store/file/rights.h"

/* --- who may do what --- */

/* The rights of the map's group, or of everybody: bits of "other". To write is to read, too. */
static mode_t rights(mode_t map)
{
    return map & S_IROTH ? map & (S_IROTH | S_IWOTH) : 0;
}

/* The mode of what lies in the map's group, or where that can't be: in another one. */
static mode_t mode_for(const struct stat *map, bool folder, bool same_group)
{
    mode_t others = rights(map->st_mode);
    mode_t group = same_group ? rights(map->st_mode >> 3) : others;
    mode_t mode = S_IRUSR | S_IWUSR | group << 3 | others;
    return folder ? mode | (mode & 0444) >> 2 : mode;
}

/* The map's owner and group are in it, too, where they are not those of what is ours. */
static int give_list(const struct map_folder *folder, int fd)
{
    struct stat own;
    bool done = folder->calls->fstat(fd, &own) == 0 &&
                acl_give(&folder->list, &folder->who, fd, &own);
    return done ? 0 : -1;
}

/* Gives what is ours the map's group and mode, and where we are root the map's owner. */
static int share(const struct map_folder *folder, int fd)
{
    struct stat own;
    if (folder->calls->fstat(fd, &own) != 0)
        return -1;
    bool root = geteuid() == 0;
    if (own.st_uid != geteuid() && !root)
        return 0;
    uid_t owner = root ? folder->who.st_uid : own.st_uid;
    bool same_group = own.st_gid == folder->who.st_gid;
    if (!same_group || own.st_uid != owner)
        same_group = folder->calls->fchown(fd, owner, folder->who.st_gid) == 0 || same_group;
    if (folder->list.count)
        return give_list(folder, fd);
    if (!rights_clear_list(fd))
        return -1;
    mode_t mode = mode_for(&folder->who, S_ISDIR(own.st_mode), same_group);
    mode_t kept = own.st_mode & S_ISGID;
    if ((own.st_mode & 07777) == (mode | kept))
        return 0;
    return folder->calls->fchmod(fd, mode | kept);
}

/* Whether others than those who may write the map can put something into it now. */
static bool is_open(const struct stat *folder, const struct stat *map, const struct acl *list)
{
    bool same_group = folder->st_gid == map->st_gid;
    mode_t more = folder->st_mode & ~mode_for(map, true, same_group || list->count);
    return more & (S_IWGRP | S_IWOTH);
}

/* Whether one who may write the map made it. */
static bool is_trusted(const struct stat *folder, const struct stat *map, const struct acl *list)
{
    bool same_group = folder->st_gid == map->st_gid;
    uid_t owner = folder->st_uid;
    if (owner == geteuid() || owner == map->st_uid || owner == 0)
        return true;
    return (map->st_mode & S_IWOTH) || ((map->st_mode & S_IWGRP) && same_group) ||
           acl_lets_write(list, owner);
}

/* --- the folder --- */

static void name_folder(struct map_folder *folder)
{
    const char *slash = strrchr(folder->map, '/');
    struct buf path = BUF_INIT;
    buf_addf(&path, "%.*s/.%s.cjm", (int)(slash - folder->map), folder->map, slash + 1);
    folder->path = mem_copy_string(path.data);
    buf_release(&path);
}

/* Its name in the folder above. Where that fails a power cut may take it, and nothing else. */
static void sync_above(const struct map_folder *folder)
{
    struct buf above = BUF_INIT;
    buf_addf(&above, "%s/..", folder->path);
    int fd = folder->calls->open(above.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd >= 0) {
        folder->calls->fsync(fd);
        folder->calls->close(fd);
    }
    buf_release(&above);
}

static enum status no_folder(struct map_folder *folder, const char *map, struct diags *diags)
{
    diags_add(diags, map, 0, 0,
        _("there is no journal: its folder next to the map cannot be created or opened: %s"),
        strerror(errno));
    map_folder_close(folder);
    return STATUS_SYSTEM;
}

/* The folder's name may be a link or file of somebody else. Who made it is looked at before root
 * makes it the map's owner's: what a stranger put into it stays there. */
static enum status check_folder(struct map_folder *folder, bool made, struct diags *diags)
{
    const struct file_calls *calls = folder->calls;
    struct stat own;
    if (calls->fstat(folder->fd, &own) != 0)
        return no_folder(folder, folder->map, diags);
    bool trusted = is_trusted(&own, &folder->who, &folder->list);
    if (trusted && (share(folder, folder->fd) != 0 || calls->fstat(folder->fd, &own) != 0))
        return no_folder(folder, folder->map, diags);
    if (made)
        sync_above(folder);
    if (trusted && !is_open(&own, &folder->who, &folder->list))
        return STATUS_OK;
    diags_add(diags, folder->path, 0, 0,
        _("there is no journal: this folder belongs to, or can be written by, somebody who cannot "
          "write the map; check it and remove it"));
    map_folder_close(folder);
    return STATUS_SYSTEM;
}

/* Where the map is gone its folder says whose it was; not where anybody could have made that. */
static bool take_from_folder(struct map_folder *folder, const struct place *place)
{
    struct stat above;
    if (lstat(folder->path, &folder->who) != 0 || fstat(place->folder, &above) != 0)
        return false;
    uid_t owner = folder->who.st_uid;
    folder->who.st_mode = S_IFREG | (folder->who.st_mode & 0666);
    errno = ENOENT;
    return !place->open_to_all || owner == geteuid() || owner == above.st_uid || owner == 0;
}

/* As realpath(), but the last name may be of no file. */
static bool find_missing(struct map_folder *folder, const char *map)
{
    struct place place;
    bool found = place_find(&place, folder->calls, map) == PLACE_FOUND && !place.exists;
    char *slash = found ? strrchr(place.path.data, '/') : NULL;
    size_t above = slash ? (size_t)(slash - place.path.data) : 0;
    struct buf text = BUF_INIT;
    buf_addf(&text, "%.*s%s", (int)above, found ? place.path.data : "",
        !slash  ? "."
        : above ? ""
                : "/");
    char *real = found ? realpath(text.data, NULL) : NULL;
    if (real) {
        buf_clear(&text);
        buf_addf(&text, "%s/%s", strcmp(real, "/") == 0 ? "" : real, place.name.data);
        folder->map = mem_copy_string(text.data);
        name_folder(folder);
        found = take_from_folder(folder, &place);
    } else {
        errno = ENOENT;
    }
    int error = errno;
    free(real);
    buf_release(&text);
    place_release(&place);
    errno = error;
    return found && folder->map;
}

static bool find_map(struct map_folder *folder, const char *map)
{
    folder->map = realpath(map, NULL);
    if (!folder->map)
        return errno == ENOENT && find_missing(folder, map);
    if (stat(folder->map, &folder->who) != 0)
        return false;
    acl_read(&folder->list, folder->map);
    name_folder(folder);
    return true;
}

enum status map_folder_open(struct map_folder *folder, const char *map, bool make,
    const struct file_calls *calls, struct diags *diags)
{
    *folder = MAP_FOLDER_NONE;
    folder->calls = calls;
    if (!find_map(folder, map))
        return no_folder(folder, map, diags);
    bool made = make && calls->mkdir(folder->path, S_IRWXU) == 0;
    if (make && !made && errno != EEXIST)
        return no_folder(folder, map, diags);
    folder->fd = calls->open(folder->path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);
    if (folder->fd < 0 && errno == ENOENT && !make) {
        map_folder_close(folder);
        return STATUS_FOUND;
    }
    if (folder->fd < 0)
        return no_folder(folder, map, diags);
    return check_folder(folder, made, diags);
}

void map_folder_close(struct map_folder *folder)
{
    if (folder->fd >= 0)
        folder->calls->close(folder->fd);
    free(folder->map);
    free(folder->path);
    acl_release(&folder->list);
    *folder = MAP_FOLDER_NONE;
}

/* --- what is in it --- */

/* A name that is no regular file of its own gives many errors; here it is one. */
static int not_a_file(int error)
{
    static const int errors[] = { ELOOP, EISDIR, ENXIO, ENODEV, EOPNOTSUPP };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (error == errors[i])
            return EINVAL;
    return error;
}

int map_folder_private_file(const struct map_folder *folder, const char *name, int flags)
{
    const struct file_calls *calls = folder->calls;
    struct stat file;
    int fd = calls->openat(folder->fd, name, flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC,
        S_IRUSR | S_IWUSR);
    if (fd < 0) {
        errno = not_a_file(errno);
        return -1;
    }
    int failed = calls->fstat(fd, &file);
    if (!failed && (!S_ISREG(file.st_mode) || file.st_nlink > 1)) {
        failed = -1;
        errno = EINVAL;
    }
    if (!failed)
        return fd;
    int error = errno;
    calls->close(fd);
    errno = error;
    return -1;
}

bool map_folder_share(const struct map_folder *folder, int fd)
{
    return share(folder, fd) == 0;
}

int map_folder_file(const struct map_folder *folder, const char *name, int flags)
{
    int fd = map_folder_private_file(folder, name, flags);
    if (fd < 0 || !(flags & O_CREAT) || map_folder_share(folder, fd))
        return fd;
    int error = errno;
    folder->calls->close(fd);
    errno = error;
    return -1;
}

int map_folder_new_file(const struct map_folder *folder, const char *name, int flags)
{
    if (folder->calls->unlinkat(folder->fd, name) != 0 && errno != ENOENT)
        return -1;
    return map_folder_file(folder, name, flags | O_CREAT | O_EXCL);
}

bool map_folder_sync(const struct map_folder *folder)
{
    return file_sync(folder->calls, folder->fd) || errno == EINVAL || errno == ENOTSUP ||
           errno == EBADF;
}

bool map_folder_write(const struct map_folder *folder, const char *name, struct slice text)
{
    const struct file_calls *calls = folder->calls;
    struct buf temp = BUF_INIT;
    buf_addf(&temp, "%s-new-%ld", name, (long)getpid());
    int fd = map_folder_new_file(folder, temp.data, O_WRONLY);
    bool done = fd >= 0 && file_write_all(calls, fd, text, NULL) && file_sync(calls, fd) &&
                calls->renameat(folder->fd, temp.data, name) == 0;
    int error = errno;
    if (fd >= 0)
        calls->close(fd);
    if (done)
        map_folder_sync(folder);
    else if (fd >= 0)
        calls->unlinkat(folder->fd, temp.data);
    buf_release(&temp);
    errno = error;
    return done;
}

bool map_folder_read(const struct map_folder *folder, const char *name, size_t max, struct buf *out)
{
    size_t start = out->len;
    int fd = map_folder_file(folder, name, O_RDONLY);
    if (fd < 0)
        return false;
    bool done = file_read_all(folder->calls, fd, max, out);
    int error = errno;
    folder->calls->close(fd);
    if (!done)
        buf_cut(out, start);
    errno = error;
    return done;
}

bool map_folder_make_map(const struct map_folder *folder)
{
    int fd = folder->calls->open(
        folder->map, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd < 0)
        return false;
    bool done = share(folder, fd) == 0;
    folder->calls->close(fd);
    return done;
}

void map_folder_complain(
    const struct map_folder *folder, const char *name, int error, struct diags *diags)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s%s%s", folder->path, name ? "/" : "", name ? name : "");
    if (error == EINVAL)
        diags_add(diags, path.data, 0, 0, _("is not a regular file with one name; remove it"));
    else if (error == EFBIG)
        diags_add(diags, path.data, 0, 0, _("is too large; remove it"));
    else
        diags_add(diags, path.data, 0, 0, "%s", strerror(error));
    buf_release(&path);
}
