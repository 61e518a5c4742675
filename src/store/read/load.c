#include <config.h>

#include "store/read/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { FIRST_PIECE = 64 * 1024 };

static enum status refuse_size(const char *name, size_t max_size, struct diags *diags)
{
    diags_add(diags, name, 0, 0,
        _("is larger than %zu KiB; is it a map? --max-size raises the limit"), max_size / 1024);
    return STATUS_BAD;
}

static enum status fail(const char *name, struct diags *diags)
{
    if (errno == ENOENT)
        diags_add(diags, name, 0, 0, _("is not there; \"cjm-tui new %s\" makes it"), name);
    else
        diags_add(diags, name, 0, 0, _("can't be read: %s; are you allowed to?"), strerror(errno));
    return STATUS_SYSTEM;
}

/* Reads to the end, into a block of `size` bytes at first; one byte more than it tells the end. */
static enum status read_all(
    int fd, const char *name, size_t size, size_t max_size, struct buf *text, struct diags *diags)
{
    text->data = mem_alloc_large(size + 2);
    text->cap = size + 2;
    for (;;) {
        if (text->len + 1 == text->cap)
            MEM_GROW(text->data, text->cap + 1, text->cap);
        ssize_t got = read(fd, text->data + text->len, text->cap - text->len - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(name, diags);
        text->len += (size_t)got;
        if (text->len > max_size)
            return refuse_size(name, max_size, diags);
        if (got == 0)
            break;
    }
    text->data[text->len] = '\0';
    return STATUS_OK;
}

static enum status check_file(
    int fd, const char *name, size_t max_size, size_t *size, struct diags *diags)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return fail(name, diags);
    if (S_ISREG(info.st_mode)) {
        if ((uintmax_t)info.st_size > max_size)
            return refuse_size(name, max_size, diags);
        *size = (size_t)info.st_size;
        return STATUS_OK;
    }
    diags_add(diags, name, 0, 0,
        S_ISDIR(info.st_mode) ? _("is a folder; name a map in it")
                              : _("is not a regular file; name a map, or - for standard input"));
    return STATUS_BAD;
}

static enum status load(
    int fd, const char *name, size_t max_size, bool regular, struct buf *text, struct diags *diags)
{
    size_t size = FIRST_PIECE;
    enum status status = regular ? check_file(fd, name, max_size, &size, diags) : STATUS_OK;
    return status ? status : read_all(fd, name, size, max_size, text, diags);
}

enum status file_load(
    const char *path, size_t max_size, char **text, size_t *len, struct diags *diags)
{
    bool input = strcmp(path, "-") == 0;
    /* Opening a FIFO that nobody writes to would wait for ever. */
    int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return fail(path, diags);
    struct buf buf = BUF_INIT;
    enum status status = load(
        fd, input ? _("standard input") : path, max_size, !input, &buf, diags);
    if (!input)
        close(fd);
    if (status) {
        buf_release(&buf);
        return status;
    }
    *text = buf.data;
    *len = buf.len;
    return STATUS_OK;
}
