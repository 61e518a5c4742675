#include "store/file/beside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

struct beside {
    pid_t child; /* 0: there is none */
    int pipe;    /* what it says: "STATUS", then FILE, LINE, COLUMN and TEXT of each message */
    struct buf said;
    bool over;
};

/* --- in the process --- */

/* Each part with its NUL. */
static void add_part(struct buf *out, const char *text)
{
    buf_adds(out, text);
    buf_add_char(out, '\0');
}

static void add_number(struct buf *out, size_t number)
{
    buf_add_number(out, number);
    buf_add_char(out, '\0');
}

static void do_work(const struct beside_work *work, bool alone, struct buf *said)
{
    struct diags diags = DIAGS_INIT;
    sigset_t stops;
    enum status status = work->make(work->context, &diags);
    if (status == STATUS_OK && alone) {
        sigemptyset(&stops);
        sigaddset(&stops, SIGTERM);
        sigprocmask(SIG_BLOCK, &stops, NULL);
    }
    if (status == STATUS_OK && work->put)
        status = work->put(work->context, &diags);
    add_number(said, status);
    for (size_t i = 0; i < diags.count; i++) {
        add_part(said, diags.items[i].file ? diags.items[i].file : "");
        add_number(said, diags.items[i].line);
        add_number(said, diags.items[i].column);
        add_part(said, diags.items[i].text);
    }
    diags_release(&diags);
}

/* What the program does at a signal is not for its copy; a terminal that hangs up stops it. */
static void forget_signals(void)
{
    static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH };
    sigset_t none;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void write_all(int fd, struct slice text)
{
    while (text.len) {
        ssize_t written = write(fd, text.data, text.len);
        if (written < 0 && errno != EINTR)
            return;
        text = slice_from(text, written > 0 ? (size_t)written : 0);
    }
}

/* Its group is its own, so that a program that it calls is stopped with it. */
static void be_child(const struct beside_work *work, const int ends[2])
{
    struct buf said = BUF_INIT;
    setpgid(0, 0);
    forget_signals();
    close(ends[0]);
    do_work(work, true, &said);
    write_all(ends[1], buf_slice(&said));
    _exit(0);
}

/* --- beside it --- */

static bool make_child(struct beside *beside, const struct beside_work *work)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    beside->child = fork();
    if (beside->child == 0)
        be_child(work, ends);
    close(ends[1]);
    if (beside->child < 0) {
        close(ends[0]);
        return false;
    }
    setpgid(beside->child, beside->child); /* whichever of both comes first */
    beside->pipe = ends[0];
    return true;
}

struct beside *beside_start(bool here, const struct beside_work *work)
{
    struct beside *beside = mem_zalloc(sizeof *beside);
    beside->said = (struct buf)BUF_INIT;
    if (here || !make_child(beside, work)) {
        beside->child = 0;
        beside->over = true;
        do_work(work, false, &beside->said);
    }
    return beside;
}

/* False: it has nothing more to say. */
static bool read_some(struct beside *beside)
{
    char text[4096];
    ssize_t len = read(beside->pipe, text, sizeof text);
    if (len > 0)
        buf_add(&beside->said, text, (size_t)len);
    return len > 0 || (len < 0 && errno == EINTR);
}

bool beside_is_over_in(struct beside *beside, int ms)
{
    int64_t end = clock_ms() + ms;
    while (!beside->over) {
        int64_t left = end - clock_ms();
        struct pollfd pipe = { beside->pipe, POLLIN, 0 };
        int ready = poll(&pipe, 1, left > 0 ? (int)left : 0);
        if (ready > 0)
            beside->over = !read_some(beside);
        else if (left <= 0)
            break;
    }
    return beside->over;
}

void beside_stop(struct beside *beside)
{
    if (beside->child)
        kill(-beside->child, SIGTERM);
}

static const char *next_part(struct slice *rest)
{
    const char *part = rest->data;
    size_t len = rest->len ? strlen(part) + 1 : 0;
    *rest = slice_from(*rest, len < rest->len ? len : rest->len);
    return len ? part : "";
}

/* What it said, if it came to its end. */
static enum status read_said(const struct beside *beside, struct diags *diags)
{
    struct slice rest = buf_slice(&beside->said);
    if (!rest.len) {
        diags_add(diags, NULL, 0, 0, "%s", _("it was stopped before it was done"));
        return STATUS_SYSTEM;
    }
    enum status status = (enum status)atoi(next_part(&rest));
    while (rest.len) {
        const char *file = next_part(&rest);
        size_t line = strtoul(next_part(&rest), NULL, 10);
        size_t column = strtoul(next_part(&rest), NULL, 10);
        diags_add(diags, *file ? file : NULL, line, column, "%s", next_part(&rest));
    }
    return status;
}

enum status beside_end(struct beside *beside, struct diags *diags)
{
    while (!beside->over)
        beside->over = !read_some(beside);
    if (beside->child) {
        close(beside->pipe);
        while (waitpid(beside->child, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    enum status status = read_said(beside, diags);
    buf_release(&beside->said);
    free(beside);
    return status;
}
