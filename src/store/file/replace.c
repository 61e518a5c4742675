#include "store/file/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "store/file/file_calls.h"

enum {
    LINKS_MAX = 40,   /* symbolic links followed */
    NAMES_TRIED = 100 /* for the temporary file */
};

struct replacement {
    const struct file_calls *calls;
    const char *path; /* as the user knows it */
    struct diags *diags;
    struct buf target; /* the path behind all symbolic links */
    struct buf folder; /* where that is */
    struct buf temp;   /* the temporary file's path; empty: there is none */
    struct stat old;
    bool exists;
    int fd;
};

static enum status refuse(struct replacement *r, const char *what)
{
    diags_add(r->diags, r->path, 0, 0, _("%s; name another file"), what);
    return STATUS_BAD;
}

static enum status fail(struct replacement *r, const char *what)
{
    struct buf message = BUF_INIT;
    /* TRANSLATORS: 1: what went wrong, 2: the system's words for why. */
    buf_addf(&message, _("%1$s: %2$s; nothing was changed there, name another file"), what,
        strerror(errno));
    diags_add(r->diags, r->path, 0, 0, "%s", message.data);
    buf_release(&message);
    return STATUS_SYSTEM;
}

/* The folder's part of a path, "." if it has none. */
static struct slice folder_of(const struct buf *path)
{
    size_t len = path->len;
    while (len && path->data[len - 1] != '/')
        len--;
    if (!len)
        return SLICE(".");
    while (len > 1 && path->data[len - 1] == '/')
        len--;
    return (struct slice){ path->data, len };
}

/* Puts what the symbolic link `path` points to in its place; false with errno on failure. */
static bool follow_link(struct buf *path)
{
    char text[4096];
    ssize_t len = readlink(path->data, text, sizeof text);
    if (len < 0)
        return false;
    if (len == 0 || (size_t)len == sizeof text) {
        errno = ENAMETOOLONG;
        return false;
    }
    struct buf link = BUF_INIT;
    if (text[0] != '/') {
        buf_add_slice(&link, folder_of(path));
        buf_add_char(&link, '/');
    }
    buf_add(&link, text, (size_t)len);
    buf_release(path);
    *path = link;
    return true;
}

/* realpath() would not do: the last link may point to a file that is not there yet. */
static enum status find_target(struct replacement *r)
{
    buf_adds(&r->target, r->path);
    for (int links = 0; links <= LINKS_MAX; links++) {
        r->exists = lstat(r->target.data, &r->old) == 0;
        if (!r->exists && errno != ENOENT)
            return fail(r, _("cannot reach the file"));
        if (!r->exists || !S_ISLNK(r->old.st_mode))
            return STATUS_OK;
        if (!follow_link(&r->target))
            return fail(r, _("cannot follow the symbolic link"));
    }
    errno = ELOOP;
    return fail(r, _("cannot follow the symbolic link"));
}

static enum status check_target(struct replacement *r)
{
    if (!r->exists && (!r->target.len || r->target.data[r->target.len - 1] == '/'))
        return refuse(r, _("is not the name of a file"));
    if (!r->exists)
        return STATUS_OK;
    if (S_ISDIR(r->old.st_mode))
        return refuse(r, _("is a folder"));
    if (!S_ISREG(r->old.st_mode))
        return refuse(r, _("is not a regular file"));
    if (access(r->target.data, W_OK) != 0)
        return fail(r, _("is read-only for you"));
    return STATUS_OK;
}

/* Beside the target, so that rename() stays within one file system. */
static enum status open_temp(struct replacement *r)
{
    buf_add_slice(&r->folder, folder_of(&r->target));
    /* A new file gets what the umask says; a secret one is never readable, not even at first. */
    mode_t mode = r->exists ? 0600 : 0666;
    for (int i = 0; i < NAMES_TRIED; i++) {
        buf_clear(&r->temp);
        buf_addf(&r->temp, "%s/.cjm-save-%ld-%d", r->folder.data, (long)getpid(), i);
        r->fd = r->calls->open(r->temp.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (r->fd >= 0)
            return STATUS_OK;
        if (errno != EEXIST)
            break;
    }
    buf_clear(&r->temp);
    return fail(r, _("cannot create a file in its folder"));
}

/*
 * Owner, group and permissions of the old file. Who may write it need not be its owner or in its
 * group: then the new file is theirs, and its group may do no more than everybody may.
 */
static enum status keep_owner(struct replacement *r)
{
    struct stat now;
    mode_t mode = r->old.st_mode & 07777;
    if (!r->exists)
        return STATUS_OK;
    if (fstat(r->fd, &now) != 0)
        return fail(r, _("cannot read the owner of the new file"));
    bool same = now.st_uid == r->old.st_uid && now.st_gid == r->old.st_gid;
    if (!same && r->calls->fchown(r->fd, r->old.st_uid, r->old.st_gid) != 0 &&
        r->calls->fchown(r->fd, (uid_t)-1, r->old.st_gid) != 0) {
        if (errno != EPERM)
            return fail(r, _("cannot keep its group"));
        mode_t everybody = mode & S_IRWXO;
        mode = (mode & (S_IRWXU | S_IRWXO)) | (mode & everybody << 3);
    }
    if (r->calls->fchmod(r->fd, mode) != 0)
        return fail(r, _("cannot keep its permissions"));
    return STATUS_OK;
}

static enum status fill_temp(struct replacement *r, struct slice text)
{
    if (!file_write_all(r->calls, r->fd, text, NULL))
        return fail(r, _("cannot write the new text"));
    if (!file_sync(r->calls, r->fd))
        return fail(r, _("cannot write the file to disk"));
    int fd = r->fd;
    r->fd = -1;
    if (r->calls->close(fd) != 0 && errno != EINTR)
        return fail(r, _("cannot close the new file"));
    return STATUS_OK;
}

/*
 * The name is durable when the folder is. Some file systems can't do that, and some folders may
 * be written but not read: then there is nothing more to do. Whatever happens here, the new text
 * is in its place.
 */
static void sync_folder(struct replacement *r)
{
    int fd = r->calls->open(r->folder.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd < 0 && errno == EACCES)
        return;
    bool synced = fd >= 0 && (file_sync(r->calls, fd) || errno == EINVAL || errno == ENOTSUP ||
                                 errno == EBADF);
    int reason = errno;
    if (fd >= 0)
        r->calls->close(fd);
    if (!synced)
        diags_add(r->diags, r->path, 0, 0,
            _("was written, but its folder cannot be written to disk: %s; after a power cut the "
              "old file may be back"),
            strerror(reason));
}

static enum status put_in_place(struct replacement *r)
{
    if (r->calls->rename(r->temp.data, r->target.data) != 0)
        return fail(r, _("cannot replace the old file"));
    buf_clear(&r->temp);
    sync_folder(r);
    return STATUS_OK;
}

static enum status replace(struct replacement *r, struct slice text)
{
    enum status status = find_target(r);
    if (!status)
        status = check_target(r);
    if (!status)
        status = open_temp(r);
    if (!status)
        status = keep_owner(r);
    if (!status)
        status = fill_temp(r, text);
    if (!status)
        status = put_in_place(r);
    return status;
}

static void replacement_release(struct replacement *r)
{
    if (r->fd >= 0)
        r->calls->close(r->fd);
    if (r->temp.len)
        r->calls->unlink(r->temp.data);
    buf_release(&r->target);
    buf_release(&r->folder);
    buf_release(&r->temp);
}

static enum status write_output(
    const struct file_calls *calls, struct slice text, struct diags *diags)
{
    if (file_write_all(calls, STDOUT_FILENO, text, NULL))
        return STATUS_OK;
    if (errno != EPIPE) /* who reads only the first lines wants to hear of no error */
        diags_add(diags, NULL, 0, 0, _("cannot write to standard output: %s"), strerror(errno));
    return STATUS_SYSTEM;
}

enum status file_replace_with(
    const struct file_calls *calls, const char *path, struct slice text, struct diags *diags)
{
    if (strcmp(path, "-") == 0)
        return write_output(calls, text, diags);
    struct replacement r = {
        .calls = calls,
        .path = path,
        .diags = diags,
        .target = BUF_INIT,
        .folder = BUF_INIT,
        .temp = BUF_INIT,
        .fd = -1,
    };
    enum status status = replace(&r, text);
    replacement_release(&r);
    return status;
}

enum status file_replace(const char *path, struct slice text, struct diags *diags)
{
    return file_replace_with(&file_calls_system, path, text, diags);
}
