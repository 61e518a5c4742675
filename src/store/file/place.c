#include "store/file/place.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/slice.h"

enum { LINKS_MAX = 40 /* symbolic links followed */ };

#ifdef O_PATH
#define PASS_THROUGH (O_PATH | O_DIRECTORY | O_CLOEXEC)
#elif defined O_SEARCH
#define PASS_THROUGH (O_SEARCH | O_DIRECTORY | O_CLOEXEC)
#else
#define PASS_THROUGH (O_RDONLY | O_DIRECTORY | O_CLOEXEC)
#endif

struct finding {
    struct place *place;
    struct buf rest; /* of the path, from `at` on */
    size_t at;
    int links;
};

/* The folder of that name takes the place of the one that was reached. */
static bool enter(struct place *place, const char *name)
{
    const struct file_calls *calls = place->calls;
    int from = place->folder < 0 ? AT_FDCWD : place->folder;
    int fd = calls->openat(from, name, PASS_THROUGH | O_NOFOLLOW, 0);
    if (fd < 0)
        return false;
    if (place->folder >= 0)
        calls->close(place->folder);
    place->folder = fd;
    return true;
}

static bool begin(struct finding *f)
{
    bool root = f->rest.data[f->at] == '/';
    buf_clear(&f->place->path);
    buf_adds(&f->place->path, root ? "/" : "");
    return enter(f->place, root ? "/" : ".");
}

/* The next name of the path, into `place->name`; false at the end. */
static bool next_name(struct finding *f)
{
    const char *rest = f->rest.data + f->at;
    rest += strspn(rest, "/");
    size_t len = strcspn(rest, "/");
    buf_clear(&f->place->name);
    buf_add(&f->place->name, rest, len);
    f->at = (size_t)(rest - f->rest.data) + len;
    return len > 0;
}

static bool is_last(const struct finding *f)
{
    const char *rest = f->rest.data + f->at;
    return !rest[strspn(rest, "/")];
}

static bool may_follow(const struct stat *link, const struct stat *folder, bool open_to_all)
{
    uid_t owner = link->st_uid;
    return !open_to_all || owner == geteuid() || owner == 0 || owner == folder->st_uid;
}

/* The text of the link comes before the rest of the path; false with errno. */
static bool follow(struct finding *f)
{
    char text[4096];
    struct place *place = f->place;
    ssize_t len = readlinkat(place->folder, place->name.data, text, sizeof text);
    if (len == 0 || len == (ssize_t)sizeof text || ++f->links > LINKS_MAX)
        errno = len > 0 && f->links > LINKS_MAX ? ELOOP : ENAMETOOLONG;
    if (len <= 0 || len == (ssize_t)sizeof text || f->links > LINKS_MAX)
        return false;
    struct buf rest = BUF_INIT;
    buf_add(&rest, text, (size_t)len);
    buf_adds(&rest, f->rest.data + f->at);
    buf_release(&f->rest);
    f->rest = rest;
    f->at = 0;
    return text[0] != '/' || begin(f);
}

static bool look_at_folder(struct place *place, struct stat *folder)
{
    if (place->calls->fstat(place->folder, folder) != 0)
        return false;
    mode_t mode = folder->st_mode;
    place->open_to_all = (mode & S_IWOTH) || ((mode & S_ISVTX) && (mode & S_IWGRP));
    return true;
}

static void add_name(struct place *place)
{
    if (place->path.len && place->path.data[place->path.len - 1] != '/')
        buf_add_char(&place->path, '/');
    buf_add_slice(&place->path, buf_slice(&place->name));
}

/* At the last name, which is no link. */
static enum place_status end(struct finding *f)
{
    struct place *place = f->place;
    bool slash = f->rest.data[f->at] == '/';
    add_name(place);
    if (place->exists && S_ISDIR(place->file.st_mode))
        return PLACE_IS_FOLDER;
    if (slash && !place->exists)
        return PLACE_NO_NAME;
    errno = ENOTDIR;
    return slash ? PLACE_FAILED : PLACE_FOUND;
}

/* At a name that was just taken off; true: the way goes on. */
static bool step(struct finding *f, enum place_status *status)
{
    struct place *place = f->place;
    const char *name = place->name.data;
    struct stat folder;
    *status = PLACE_FAILED;
    if (!look_at_folder(place, &folder))
        return false;
    place->exists = place->calls->fstatat(place->folder, name, &place->file) == 0;
    if (!place->exists && (errno != ENOENT || !is_last(f)))
        return false;
    if (place->exists && S_ISLNK(place->file.st_mode)) {
        if (may_follow(&place->file, &folder, place->open_to_all))
            return follow(f);
        *status = PLACE_PLANTED;
        return false;
    }
    if (is_last(f)) {
        *status = end(f);
        return false;
    }
    add_name(place);
    return enter(place, name);
}

enum place_status place_find(struct place *place, const struct file_calls *calls, const char *path)
{
    *place = (struct place){ .calls = calls, .folder = -1, .name = BUF_INIT, .path = BUF_INIT };
    struct finding f = { .place = place, .rest = BUF_INIT };
    enum place_status status = PLACE_FAILED;
    buf_adds(&f.rest, path);
    bool goes_on = *path && begin(&f);
    while (goes_on)
        if (next_name(&f))
            goes_on = step(&f, &status);
        else
            goes_on = false, status = PLACE_IS_FOLDER;
    int error = errno;
    buf_release(&f.rest);
    errno = error;
    return *path ? status : PLACE_NO_NAME;
}

void place_release(struct place *place)
{
    if (place->folder >= 0)
        place->calls->close(place->folder);
    buf_release(&place->name);
    buf_release(&place->path);
    place->folder = -1;
}
