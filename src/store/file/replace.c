#include "store/file/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "store/file/ending.h"
#include "store/file/in_place.h"
#include "store/file/place.h"
#include "store/file/rights.h"

enum { NAMES_TRIED = 100 /* for the temporary file */ };

#define TEMP_NAME ".cjm-save" /* people are told of it in store/read/syntax.c */

struct replacement {
    const struct file_calls *calls;
    const char *path; /* as the user knows it */
    struct slice text;
    struct diags *diags;
    struct place place; /* behind all symbolic links */
    bool borrows;       /* its place's folder is that of one before */
    size_t number;      /* of several that are replaced */
    const char *spare;  /* as in struct map_text */
    struct buf temp;    /* the temporary file's name, beside it; empty: there is none */
    bool is_aside;      /* that is in another folder, and the name is a path */
    bool renamed;       /* it, or one that borrows its folder */
    bool is_map;        /* a journal says what it is to hold: it may be written in place */
    bool in_place;      /* a new file would not be the same for all who use the old one */
    int old;            /* the file that is there, open for reading; -1: it can't be read */
    int fd;             /* of the temporary file */
    struct stat written;
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

static enum status find_place(struct replacement *r)
{
    switch (place_find(&r->place, r->calls, r->path)) {
    case PLACE_FOUND:
        return STATUS_OK;
    case PLACE_PLANTED:
        diags_add(r->diags, r->path, 0, 0, "%s",
            _("another user made this link, in a folder that others can write to; name the file "
              "itself, or remove the link"));
        return STATUS_SYSTEM;
    case PLACE_IS_FOLDER:
        return refuse(r, _("is a folder"));
    case PLACE_NO_NAME:
        return refuse(r, _("is not the name of a file"));
    default:
        return fail(r,
            errno == ENOENT ? _("cannot create a file in its folder") : _("cannot reach the file"));
    }
}

static enum status check_file(struct replacement *r)
{
    if (!r->place.exists)
        return STATUS_OK;
    if (!S_ISREG(r->place.file.st_mode))
        return refuse(r, _("is not a regular file"));
    if (faccessat(r->place.folder, r->place.name.data, W_OK, AT_EACCESS) != 0)
        return fail(r, _("is read-only for you"));
    r->old = r->calls->openat(r->place.folder, r->place.name.data,
        O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
    return STATUS_OK;
}

static bool make_temp(struct replacement *r, int folder, const char *name)
{
    /* A new file gets what the umask says; a secret one is never readable, not even at first. */
    mode_t mode = r->place.exists ? 0600 : 0666;
    for (size_t i = 0; i < NAMES_TRIED; i++) {
        buf_clear(&r->temp);
        buf_addf(&r->temp, "%s-%ld-%zu", name, (long)getpid(), r->number + i);
        r->fd = r->calls->openat(
            folder, r->temp.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (r->fd >= 0)
            return true;
        if (errno != EEXIST)
            break;
    }
    buf_clear(&r->temp);
    return false;
}

/* In another folder, so that the text is whole there while the file is written over. */
static bool make_spare(struct replacement *r)
{
    const char *temporary = getenv("TMPDIR");
    const char *const folders[] = { r->spare, getenv("HOME"), temporary ? temporary : "/tmp" };
    for (size_t i = 0; i < sizeof folders / sizeof *folders && !r->is_aside; i++) {
        struct buf name = BUF_INIT;
        buf_addf(&name, "%s/" TEMP_NAME, folders[i] ? folders[i] : "");
        r->is_aside = folders[i] && *folders[i] && make_temp(r, AT_FDCWD, name.data);
        buf_release(&name);
    }
    return r->is_aside;
}

/* In a folder that may not be written one can do no more than write over what is there. */
static bool may_not_create(int error)
{
    return error == EACCES || error == EPERM || error == EROFS;
}

/* Beside the target, so that the rename stays within one file system. */
static enum status open_temp(struct replacement *r)
{
    if (make_temp(r, r->place.folder, TEMP_NAME))
        return STATUS_OK;
    int error = errno;
    if (r->is_map && r->place.exists && may_not_create(error) && make_spare(r))
        return STATUS_OK;
    errno = error;
    return fail(r, _("cannot create a file in its folder"));
}

/* Where everybody may put a link, one of the user's own files may have been given a second name. */
static bool has_other_names(const struct replacement *r)
{
    bool own = r->is_map || r->place.file.st_uid == geteuid();
    return r->place.file.st_nlink > 1 && own && !r->place.open_to_all;
}

static enum status give_rights(struct replacement *r)
{
    if (!r->place.exists)
        return STATUS_OK;
    r->in_place = r->is_aside || has_other_names(r);
    if (r->in_place || rights_copy(r->calls, &r->place.file, r->old, r->fd))
        return STATUS_OK;
    r->in_place = r->is_map;
    if (!r->in_place && !rights_reduce(r->calls, &r->place.file, r->old, r->fd))
        return fail(r, _("cannot keep its permissions"));
    return STATUS_OK;
}

static enum status sync_temp(struct replacement *r)
{
    return file_sync(r->calls, r->fd) ? STATUS_OK : fail(r, _("cannot write the file to disk"));
}

static enum status close_temp(struct replacement *r)
{
    int fd = r->fd;
    if (r->calls->fstat(fd, &r->written) != 0)
        return fail(r, _("cannot write the new text"));
    r->fd = -1;
    if (r->calls->close(fd) != 0 && errno != EINTR)
        return fail(r, _("cannot close the new file"));
    return STATUS_OK;
}

/*
 * The name is durable when the folder is. Some file systems can't do that, and some folders may
 * be written but not read: then there is nothing more to do.
 */
static bool sync_folder_at(const struct replacement *r, int at, const char *name)
{
    int fd = r->calls->openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd < 0)
        return errno == EACCES;
    bool synced = file_sync(r->calls, fd) || errno == EINVAL || errno == ENOTSUP || errno == EBADF;
    int reason = errno;
    r->calls->close(fd);
    errno = reason;
    return synced;
}

/* Whatever happens here, the new text is in its place. */
static void sync_folder(struct replacement *r)
{
    if (!sync_folder_at(r, r->place.folder, "."))
        diags_add(r->diags, r->path, 0, 0,
            _("was written, but its folder cannot be written to disk: %s; after a power cut the "
              "old file may be back"),
            strerror(errno));
}

/* Of a whole text in another folder than the file's. */
static bool sync_spare(struct replacement *r)
{
    struct buf folder = BUF_INIT;
    if (!r->is_aside)
        return true;
    buf_add(&folder, r->temp.data, (size_t)(strrchr(r->temp.data, '/') - r->temp.data));
    bool synced = sync_folder_at(r, AT_FDCWD, folder.len ? folder.data : "/");
    int reason = errno;
    buf_release(&folder);
    errno = reason;
    return synced;
}

/* Open for both, and still the one that was looked at. */
static int open_again(const struct replacement *r)
{
    struct stat now;
    int fd = r->calls->openat(r->place.folder, r->place.name.data,
        O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
    if (fd >= 0 && r->calls->fstat(fd, &now) == 0 && now.st_ino == r->place.file.st_ino &&
        now.st_dev == r->place.file.st_dev)
        return fd;
    if (fd >= 0) {
        r->calls->close(fd);
        errno = ESTALE;
    }
    return -1;
}

/* The temporary file stays, and is named. */
static void leave_temp(struct replacement *r, const char *why)
{
    const struct place *place = &r->place;
    struct buf path = BUF_INIT;
    if (!r->is_aside)
        buf_add(&path, place->path.data, place->path.len - place->name.len);
    buf_add_slice(&path, buf_slice(&r->temp));
    diags_add(r->diags, r->path, 0, 0,
        _("is broken, because it could not be written to the end: %1$s; the whole text is in the "
          "file \"%2$s\""),
        why, path.data);
    buf_release(&path);
    buf_clear(&r->temp);
}

static enum status write_over(struct replacement *r)
{
    int fd = sync_spare(r) ? open_again(r) : -1;
    if (fd < 0)
        return fail(r, _("cannot replace the old file"));
    /* Who put it there may not have synced its name: an older file would be back with that. */
    sync_folder(r);
    enum in_place result = in_place_write(r->calls, fd, r->text);
    int reason = errno;
    if (result == IN_PLACE_DONE)
        r->calls->fstat(fd, &r->written);
    r->calls->close(fd);
    errno = reason;
    if (result == IN_PLACE_FAILED)
        return fail(r, _("cannot write the new text"));
    if (result == IN_PLACE_DONE)
        return STATUS_OK;
    leave_temp(r, strerror(reason));
    return STATUS_SYSTEM;
}

/* In a sticky folder only its owner may replace a file, and one that is mounted nobody. */
static bool may_not_rename(int error)
{
    return error == EPERM || error == EACCES || error == EBUSY;
}

static enum status put_in_place(struct replacement *r)
{
    const struct place *place = &r->place;
    if (r->in_place)
        return write_over(r);
    if (r->calls->renameat(place->folder, r->temp.data, place->name.data) == 0) {
        buf_clear(&r->temp);
        return STATUS_OK;
    }
    if (r->is_map && place->exists && may_not_rename(errno)) {
        r->in_place = true;
        return write_over(r);
    }
    return fail(r, _("cannot replace the old file"));
}

static enum status write_temp(struct replacement *r)
{
    enum status status = find_place(r);
    if (!status)
        status = check_file(r);
    if (!status)
        status = open_temp(r);
    if (!status)
        status = give_rights(r);
    if (!status && !file_write_all(r->calls, r->fd, r->text, NULL))
        status = fail(r, _("cannot write the new text"));
    return status;
}

static void close_old(struct replacement *r)
{
    if (r->old >= 0)
        r->calls->close(r->old);
    r->old = -1;
}

static void replacement_release(struct replacement *r)
{
    if (r->fd >= 0)
        r->calls->close(r->fd);
    close_old(r);
    if (r->temp.len)
        r->calls->unlinkat(r->is_aside ? AT_FDCWD : r->place.folder, r->temp.data);
    buf_release(&r->temp);
    if (r->borrows)
        r->place.folder = -1;
    place_release(&r->place);
}

/* --- several at once --- */

/* The first of them in a folder keeps its folder and its file open for the others. */
static bool shares_folder(const struct replacement *first, const struct replacement *r)
{
    struct stat one, other;
    return r->calls->fstat(first->place.folder, &one) == 0 &&
           r->calls->fstat(r->place.folder, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static enum status borrow_folder(struct replacement *r, const struct replacement *first)
{
    r->calls->close(r->place.folder);
    r->place.folder = first->place.folder;
    r->borrows = true;
    return close_temp(r);
}

static enum status stop(struct replacement *r)
{
    diags_add(r->diags, NULL, 0, 0, "%s", _("it was stopped before it was done"));
    return STATUS_SYSTEM;
}

struct file_batch {
    struct replacement *items;
    size_t count, cap;
    size_t first; /* of those in the folder of the last one */
    const struct file_calls *calls;
    struct diags *diags;
    bool several;
    /* A poster may have thousands of pages. To flush each file takes longer, of the processor too,
     * than to make and write them all; the file system as a whole is flushed once. (Linux tells
     * since 5.8 whether that failed; before, a page may be broken after a failure of the disk, and
     * is made again.) */
    bool together;
    enum status status;
    struct arena arena;
    sigset_t before;
};

/* The temporary file of the last one. */
static enum status write_last(struct file_batch *batch)
{
    struct replacement *r = &batch->items[batch->count - 1], *first = &batch->items[batch->first];
    enum status status = batch->several && ending_is_due() ? stop(r) : write_temp(r);
    close_old(r);
    if (!status && !batch->together)
        status = sync_temp(r);
    if (!status && r != first && shares_folder(first, r))
        return borrow_folder(r, first);
    batch->first = batch->count - 1;
    return status;
}

static enum status flush_temps(struct file_batch *batch)
{
    enum status status = STATUS_OK;
    for (struct replacement *r = batch->items; r < batch->items + batch->count && !status; r++) {
        if (r->borrows)
            continue;
        if (batch->together && r->calls->syncfs(r->fd) != 0)
            status = fail(r, _("cannot write the file to disk"));
        else
            status = close_temp(r);
    }
    return status;
}

static enum status rename_temps(struct file_batch *batch)
{
    struct replacement *first = batch->items, *end = batch->items + batch->count;
    enum status status = STATUS_OK;
    for (struct replacement *r = batch->items; r < end && !status; r++) {
        first = r->borrows ? first : r;
        status = put_in_place(r);
        first->renamed |= !status && !r->in_place;
    }
    for (struct replacement *r = batch->items; r < end; r++)
        if (r->renamed)
            sync_folder(r);
    return status;
}

/* All get their places, or nothing is left of them. */
static enum status finish(struct file_batch *batch, enum status status)
{
    if (!status)
        status = flush_temps(batch);
    if (!status)
        status = rename_temps(batch);
    for (size_t i = batch->count; i-- > 0;)
        replacement_release(&batch->items[i]);
    return status;
}

static enum status replace(struct replacement *r)
{
    struct file_batch batch = { .items = r, .count = 1, .calls = r->calls };
    return finish(&batch, write_last(&batch));
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

static struct replacement begin(
    const struct file_calls *calls, const char *path, struct slice text, struct diags *diags)
{
    return (struct replacement){
        .calls = calls,
        .path = path,
        .text = text,
        .diags = diags,
        .place = { .folder = -1, .name = BUF_INIT, .path = BUF_INIT },
        .temp = BUF_INIT,
        .old = -1,
        .fd = -1,
    };
}

enum status file_replace_map(const struct file_calls *calls, const struct map_text *map,
    struct stat *written, struct diags *diags)
{
    if (strcmp(map->path, "-") == 0)
        return write_output(calls, map->text, diags);
    struct replacement r = begin(calls, map->path, map->text, diags);
    r.is_map = true;
    r.spare = map->spare;
    enum status status = replace(&r);
    if (written)
        *written = r.written;
    return status;
}

struct file_batch *file_batch_begin(const struct file_calls *calls, struct diags *diags)
{
    struct file_batch *batch = mem_zalloc(sizeof *batch);
    batch->calls = calls;
    batch->diags = diags;
    batch->several = true;
    batch->together = calls->syncfs;
    ending_hold(&batch->before);
    return batch;
}

enum status file_batch_add(struct file_batch *batch, const char *path, struct slice text)
{
    if (batch->status)
        return batch->status;
    MEM_GROW(batch->items, batch->count + 1, batch->cap);
    struct replacement *r = &batch->items[batch->count];
    const char *kept = arena_copy(&batch->arena, path, strlen(path));
    *r = begin(batch->calls, kept, text, batch->diags);
    r->number = batch->count++;
    batch->status = write_last(batch);
    if (r->in_place) /* it is written once more */
        r->text.data = arena_copy(&batch->arena, text.data, text.len);
    return batch->status;
}

enum status file_batch_end(struct file_batch *batch, bool keep)
{
    enum status status = finish(batch, batch->status || keep ? batch->status : STATUS_SYSTEM);
    ending_allow(&batch->before);
    arena_release(&batch->arena);
    free(batch->items);
    free(batch);
    return status;
}

enum status file_replace(const char *path, struct slice text, struct diags *diags)
{
    if (strcmp(path, "-") == 0)
        return write_output(&file_calls_system, text, diags);
    struct replacement r = begin(&file_calls_system, path, text, diags);
    return replace(&r);
}
