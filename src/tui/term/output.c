#include "tui/term/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tui/term/shorten.h"

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
    *output = (struct output){ .fd = -1, .pending = BUF_INIT, .raw = BUF_INIT };
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
    buf_release(&output->raw);
}

void output_add(struct output *output, struct slice bytes)
{
    buf_add_slice(&output->pending, bytes);
}

void output_forget(struct output *output)
{
    int fd = fileno(output->curses);
    output->taken = 0;
    if (ftruncate(fd, 0) != 0 || lseek(fd, 0, SEEK_SET) != 0)
        output->taken = lseek(fd, 0, SEEK_CUR);
}

/* How much of the file is read at once, and how long it may get. */
enum { PART_SIZE = 16384, FILE_MOST = 1 << 20 };

/* The file is read on from where it was read to, which is one call for most pictures. */
void output_collect(struct output *output)
{
    struct buf *raw = &output->raw;
    ssize_t part;
    buf_clear(raw);
    do {
        buf_reserve(raw, PART_SIZE);
        part = pread(fileno(output->curses), raw->data + raw->len, PART_SIZE, output->taken);
        if (part <= 0)
            break;
        output->taken += part;
        raw->len += (size_t)part;
    } while (part == PART_SIZE);
    shorten(buf_slice(raw), output->rows, &output->pending);
    if (output->taken > FILE_MOST)
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
