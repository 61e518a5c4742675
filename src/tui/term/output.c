#include "tui/term/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STALLED_MS = 1000 };

/* A file without a name, in memory where the system has that. */
static int unnamed_file(void)
{
#ifdef MFD_CLOEXEC
    int memory = memfd_create("cjm-tui", MFD_CLOEXEC);
    if (memory >= 0)
        return memory;
#endif
    struct buf path = BUF_INIT;
    const char *folder = getenv("TMPDIR");
    buf_addf(&path, "%s/cjm-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path.data);
    if (fd >= 0) {
        unlink(path.data);
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    buf_release(&path);
    return fd;
}

/*
 * The terminal by a file description of its own: others that have it open would not expect it not
 * to block. Where it can't be opened, the one at hand, which may block.
 */
static int open_terminal(void)
{
    const char *const names[] = { ttyname(STDOUT_FILENO), "/dev/tty" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const int flags = O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
        int fd = names[i] ? open(names[i], flags) : -1;
        if (fd >= 0)
            return fd;
    }
    return fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

bool output_open(struct output *output)
{
    *output = (struct output){ .fd = -1, .pending = BUF_INIT };
    int fd = unnamed_file();
    output->curses = fd >= 0 ? fdopen(fd, "w+") : NULL;
    if (!output->curses && fd >= 0)
        close(fd);
    if (output->curses)
        output->fd = open_terminal();
    if (output->fd >= 0)
        return true;
    int error = errno;
    output_close(output);
    errno = error;
    return false;
}

void output_close(struct output *output)
{
    if (output->curses)
        fclose(output->curses);
    if (output->fd >= 0)
        close(output->fd);
    output->curses = NULL;
    output->fd = -1;
    buf_release(&output->pending);
}

void output_add(struct output *output, struct slice bytes)
{
    buf_add_slice(&output->pending, bytes);
}

void output_forget(struct output *output)
{
    lseek(fileno(output->curses), 0, SEEK_SET);
}

/* The length of a "scroll by n lines" (SU, SD) at the front of `bytes`, 0 if there is none. */
static size_t scroll_length(struct slice bytes, size_t *count, char *which)
{
    size_t at = 2;
    *count = 0;
    if (bytes.len < 4 || bytes.data[0] != '\033' || bytes.data[1] != '[')
        return 0;
    for (; at < bytes.len && at < 6 && bytes.data[at] >= '0' && bytes.data[at] <= '9'; at++)
        *count = *count * 10 + (size_t)(bytes.data[at] - '0');
    *which = at < bytes.len ? bytes.data[at] : '\0';
    return at > 2 && (*which == 'S' || *which == 'T') ? at + 1 : 0;
}

/*
 * Curses scrolls several lines at once by SU and SD, with the cursor in the last or first line of
 * the region. Not every terminal that is said to have them has: a line feed or a reverse one for
 * each line does the same everywhere, and is no longer.
 */
static void spell_out_scrolls(struct buf *bytes, size_t from)
{
    for (size_t at = from; at < bytes->len; at++) {
        size_t count;
        char which;
        size_t len = scroll_length(slice_from(buf_slice(bytes), at), &count, &which);
        if (!len || count > 500)
            continue;
        struct buf lines = BUF_INIT;
        for (size_t i = 0; i < count; i++)
            buf_adds(&lines, which == 'S' ? "\n" : "\033M");
        buf_splice(bytes, at, len, buf_slice(&lines));
        buf_release(&lines);
    }
}

void output_collect(struct output *output)
{
    int fd = fileno(output->curses);
    off_t end = lseek(fd, 0, SEEK_CUR);
    size_t len = end > 0 ? (size_t)end : 0, got = 0, from = output->pending.len;
    buf_reserve(&output->pending, len);
    while (got < len) {
        char *at = output->pending.data + output->pending.len;
        ssize_t part = pread(fd, at, len - got, (off_t)got);
        if (part <= 0)
            break;
        got += (size_t)part;
        output->pending.len += (size_t)part;
    }
    output->pending.data[output->pending.len] = '\0';
    spell_out_scrolls(&output->pending, from);
    output_forget(output);
}

bool output_flush(struct output *output)
{
    struct buf *pending = &output->pending;
    while (output->sent < pending->len) {
        ssize_t len = write(output->fd, pending->data + output->sent, pending->len - output->sent);
        if (len > 0)
            output->sent += (size_t)len;
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            return false;
        else if (errno != EINTR)
            break; /* the terminal is gone: the loop will read so */
    }
    buf_clear(pending);
    output->sent = 0;
    return true;
}

void output_drain(struct output *output)
{
    struct pollfd out = { .fd = output->fd, .events = POLLOUT };
    while (!output_flush(output) && poll(&out, 1, STALLED_MS) == 1) {
    }
}
