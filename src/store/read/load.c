#include "store/read/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { FIRST_PIECE = 64 * 1024 };

struct loading {
    int fd;
    const char *name; /* for people */
    size_t max_size;
    struct diags *diags;
};

static enum status refuse_size(const struct loading *l)
{
    diags_add(l->diags, l->name, 0, 0,
        _("is larger than %zu KiB; if it is a map, raise the limit with --max-size"),
        l->max_size / 1024);
    return STATUS_BAD;
}

static enum status fail(const char *name, struct diags *diags)
{
    if (errno == ENOENT)
        diags_add(diags, name, 0, 0, _("does not exist; \"cjm-tui new %s\" creates it"), name);
    else
        diags_add(diags, name, 0, 0, _("cannot be read: %s; check that you have permission"),
            strerror(errno));
    return STATUS_SYSTEM;
}

/* Reads to the end, into a block of `size` bytes at first; one byte more than it tells the end. */
static enum status read_all(const struct loading *l, size_t size, struct buf *text)
{
    text->data = mem_alloc_large(size + 2);
    text->cap = size + 2;
    for (;;) {
        if (text->len + 1 == text->cap)
            MEM_GROW(text->data, text->cap + 1, text->cap);
        ssize_t got = read(l->fd, text->data + text->len, text->cap - text->len - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail(l->name, l->diags);
        text->len += (size_t)got;
        if (text->len > l->max_size)
            return refuse_size(l);
        if (got == 0)
            break;
    }
    text->data[text->len] = '\0';
    return STATUS_OK;
}

static enum status check_file(const struct loading *l, size_t *size)
{
    struct stat info;
    if (fstat(l->fd, &info) != 0)
        return fail(l->name, l->diags);
    if (S_ISREG(info.st_mode)) {
        if ((uintmax_t)info.st_size > l->max_size)
            return refuse_size(l);
        *size = (size_t)info.st_size;
        return STATUS_OK;
    }
    diags_add(l->diags, l->name, 0, 0,
        S_ISDIR(info.st_mode) ? _("is a folder; name a file in it")
                              : _("is not a regular file; name a file, or - for standard input"));
    return STATUS_BAD;
}

enum status file_load(const char *path, size_t max_size, struct buf *text, struct diags *diags)
{
    bool input = strcmp(path, "-") == 0;
    /* Opening a FIFO that nobody writes to would wait for ever. */
    int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return fail(path, diags);
    struct loading loading = { fd, input ? _("standard input") : path, max_size, diags };
    size_t size = FIRST_PIECE;
    enum status status = input ? STATUS_OK : check_file(&loading, &size);
    if (!status)
        status = read_all(&loading, size, text);
    if (!input)
        close(fd);
    if (status)
        buf_release(text);
    return status;
}

bool text_is_map(struct slice text)
{
    struct slice line;
    while (slice_next_line(&text, &line))
        if (line.len && !strchr("#%-", line.data[0]))
            return slice_begins_fold(line, SLICE("cjm:"));
    return false;
}
