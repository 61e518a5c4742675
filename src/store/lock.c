#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "store/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"

/* Who may write the map may lock it, and nobody else: the mode of a folder, or of a file. */
static mode_t mode_for(const struct stat *map, bool folder)
{
    mode_t others = map->st_mode & (S_IWGRP | S_IWOTH);
    mode_t all = S_IWUSR | others;
    return folder ? all | all << 1 | all >> 1 : all | all << 1;
}

/* For one that is ours. Where it can't be shared it stays with its owner. */
static void share(int fd, const struct stat *map, bool folder)
{
    struct stat own;
    if (fstat(fd, &own) != 0 || own.st_uid != geteuid() || !(map->st_mode & (S_IWGRP | S_IWOTH)))
        return;
    mode_t mode = mode_for(map, folder);
    /* Not in the map's group: its members come in where everybody may. */
    if (own.st_gid != map->st_gid && fchown(fd, (uid_t)-1, map->st_gid) != 0)
        mode = (mode & ~(mode_t)S_IRWXG) | (mode & S_IRWXO) << 3;
    fchmod(fd, mode);
}

/* The folder beside the map, made where there is none. */
static int open_folder(const char *path, const struct stat *map)
{
    const char *slash = strrchr(path, '/');
    struct buf folder = BUF_INIT;
    buf_addf(&folder, "%.*s/.%s.cjm", (int)(slash - path), path, slash + 1);
    bool made = mkdir(folder.data, S_IRWXU) == 0;
    int fd = made || errno == EEXIST
                 ? open(folder.data, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                 : -1;
    if (made && fd >= 0)
        share(fd, map, true);
    buf_release(&folder);
    return fd;
}

static int open_lock(const char *path)
{
    struct stat map;
    int folder = stat(path, &map) == 0 ? open_folder(path, &map) : -1;
    if (folder < 0)
        return -1;
    int fd = openat(
        folder, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd >= 0)
        share(fd, &map, false);
    close(folder);
    return fd;
}

int map_lock(const char *path)
{
    char *real = realpath(path, NULL);
    int fd = real ? open_lock(real) : -1;
    free(real);
    if (fd < 0)
        return -1;
    struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    int done;
    do
        done = fcntl(fd, F_SETLKW, &whole);
    while (done < 0 && errno == EINTR);
    if (done == 0)
        return fd;
    close(fd);
    return -1;
}

void map_unlock(int lock)
{
    if (lock >= 0)
        close(lock);
}
