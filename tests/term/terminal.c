#include "term/terminal.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* --- the program, its job, its session --- */

static void set_environment(const char *const *environment)
{
    setenv("TERM", "xterm-256color", 1);
    unsetenv("NO_COLOR");
    unsetenv("ESCDELAY");
    unsetenv("LINES");
    unsetenv("COLUMNS");
    for (; environment && *environment; environment++) {
        const char *equals = strchr(*environment, '=');
        char *name = strndup(
            *environment, equals ? (size_t)(equals - *environment) : strlen(*environment));
        if (equals)
            setenv(name, equals + 1, 1);
        else
            unsetenv(name);
        free(name);
    }
}

static _Noreturn void run_job(const struct vt_options *options)
{
    static const int defaults[] = { SIGHUP, SIGTTOU, SIGTTIN, SIGTSTP, SIGTERM, SIGPIPE };
    setpgid(0, 0);
    tcsetpgrp(STDIN_FILENO, getpgrp());
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        signal(defaults[i], SIG_DFL);
    set_environment(options->environment);
    if (options->run)
        _exit(options->run(options->context));
    execv(options->arguments[0], (char *const *)(uintptr_t)options->arguments);
    _exit(127);
}

/* The session's leader is to the program what a shell is: it tells of a stop, and of the end. */
static _Noreturn void lead_session(const char *tty, int news, const struct vt_options *options)
{
    setsid();
    int fd = open(tty, O_RDWR);
    ioctl(fd, TIOCSCTTY, 0);
    dup2(fd, STDIN_FILENO);
    dup2(fd, STDOUT_FILENO);
    dup2(fd, STDERR_FILENO);
    if (fd > STDERR_FILENO)
        close(fd);
    signal(SIGTTOU, SIG_IGN);
    signal(SIGHUP, SIG_DFL); /* it may be ignored where the tests run */
    pid_t job = fork();
    if (job == 0) {
        close(news);
        run_job(options);
    }
    /* Not before: what is sent to the program as soon as it is there must not be lost. */
    signal(SIGHUP, SIG_IGN);
    int status;
    if (write(news, &job, sizeof job) != sizeof job)
        _exit(126);
    while (waitpid(job, &status, WUNTRACED) == job && WIFSTOPPED(status))
        if (write(news, "s", 1) != 1)
            break;
    _exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}

static void set_size(struct vt *vt)
{
    struct winsize size = { .ws_row = (unsigned short)vt->height,
        .ws_col = (unsigned short)vt->width };
    ioctl(vt->fd, TIOCSWINSZ, &size);
}

static void start_screen(struct vt *vt)
{
    vt->vterm = vterm_new(vt->height, vt->width);
    vterm_set_utf8(vt->vterm, 1);
    vt->screen = vterm_obtain_screen(vt->vterm);
    vterm_screen_enable_altscreen(vt->screen, 1);
    vterm_screen_reset(vt->screen, 1);
}

void vt_start(struct vt *vt, const struct vt_options *options)
{
    int news[2];
    *vt = (struct vt){ .width = options->width ? options->width : 80,
        .height = options->height ? options->height : 24 };
    buf_init(&vt->raw);
    vt->fd = posix_openpt(O_RDWR | O_NOCTTY);
    cr_assert(vt->fd >= 0 && grantpt(vt->fd) == 0 && unlockpt(vt->fd) == 0, "no pty: %s",
        strerror(errno));
    cr_assert_eq(pipe(news), 0);
    const char *tty = ptsname(vt->fd);
    set_size(vt);
    vt->leader = fork();
    cr_assert(vt->leader >= 0);
    if (vt->leader == 0) {
        close(vt->fd);
        close(news[0]);
        lead_session(tty, news[1], options);
    }
    close(news[1]);
    vt->news = news[0];
    cr_assert_eq(read(vt->news, &vt->pid, sizeof vt->pid), (ssize_t)sizeof vt->pid);
    start_screen(vt);
}

void vt_end(struct vt *vt)
{
    if (vt->leader > 0) {
        kill(vt->pid, SIGKILL);
        kill(vt->pid, SIGCONT);
        vt_wait_exit(vt);
    }
    vt_hang_up(vt);
    close(vt->news);
    vterm_free(vt->vterm);
    buf_release(&vt->raw);
}

void vt_signal(struct vt *vt, int number)
{
    kill(vt->pid, number);
}

void vt_hang_up(struct vt *vt)
{
    if (vt->fd >= 0)
        close(vt->fd);
    vt->fd = -1;
}

void vt_resize(struct vt *vt, int width, int height)
{
    vt->width = width;
    vt->height = height;
    vterm_set_size(vt->vterm, height, width);
    set_size(vt);
}

/* --- its input and output --- */

/* How many bytes the character has that begins with this one. */
static size_t length_of(unsigned char byte)
{
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/*
 * A character that was cut is left out: the system drops what waits to be shown when C-z is typed
 * while no program reads keys, and libvterm would show the half with the next such character.
 */
static void show_whole(struct vt *vt, size_t end)
{
    const char *bytes = vt->raw.data;
    size_t from = vt->shown;
    for (size_t at = from, next; at < end; at = next) {
        size_t len = length_of((unsigned char)bytes[at]);
        next = at + 1;
        while (next < end && next - at < len && (bytes[next] & 0xC0) == 0x80)
            next++;
        if (next - at == len)
            continue;
        vterm_input_write(vt->vterm, bytes + from, at - from);
        from = next;
    }
    vterm_input_write(vt->vterm, bytes + from, end - from);
    vt->shown = end;
}

/* libvterm loses a character that comes in two pieces: its first bytes wait for the others. */
static void show(struct vt *vt)
{
    size_t end = vt->raw.len, lead = end;
    while (lead > vt->shown && end - lead < 3 && (vt->raw.data[lead - 1] & 0xC0) == 0x80)
        lead--;
    unsigned char byte = lead > vt->shown ? (unsigned char)vt->raw.data[lead - 1] : 0;
    if (byte >= 0xC0 && end - lead + 1 < length_of(byte))
        end = lead - 1;
    show_whole(vt, end);
}

bool vt_pump(struct vt *vt, int timeout)
{
    char bytes[16384];
    struct pollfd fd = { .fd = vt->fd, .events = POLLIN };
    if (vt->fd < 0)
        return false;
    while (poll(&fd, 1, timeout) == 1) {
        ssize_t len = read(vt->fd, bytes, sizeof bytes);
        if (len <= 0)
            return false;
        buf_add(&vt->raw, bytes, (size_t)len);
        show(vt);
        timeout = 0;
    }
    return true;
}

void vt_settle(struct vt *vt)
{
    size_t before;
    long start = now_ms();
    do {
        before = vt->raw.len;
        if (!vt_pump(vt, VT_QUIET_MS))
            return;
    } while (vt->raw.len != before && now_ms() - start < VT_PATIENCE_MS);
}

/* What the program does not take at once waits, and its output is taken in meanwhile. */
void vt_send_bytes(struct vt *vt, struct slice bytes)
{
    int flags = fcntl(vt->fd, F_GETFL);
    fcntl(vt->fd, F_SETFL, flags | O_NONBLOCK);
    long start = now_ms();
    while (bytes.len && now_ms() - start < 6L * VT_PATIENCE_MS) {
        ssize_t len = write(vt->fd, bytes.data, bytes.len < 1024 ? bytes.len : 1024);
        if (len > 0)
            bytes = slice_from(bytes, (size_t)len);
        else
            vt_pump(vt, 1);
    }
    fcntl(vt->fd, F_SETFL, flags);
    cr_assert_eq(bytes.len, 0, "the program does not read");
}

void vt_send(struct vt *vt, const char *bytes)
{
    vt_send_bytes(vt, slice_of(bytes));
}

static bool wait_shown(struct vt *vt, const char *text, bool shown)
{
    long start = now_ms();
    while (vt_shows(vt, text) != shown) {
        if (now_ms() - start > VT_PATIENCE_MS)
            return false;
        if (!vt_pump(vt, 20))
            return vt_shows(vt, text) == shown;
    }
    return true;
}

bool vt_wait(struct vt *vt, const char *text)
{
    return wait_shown(vt, text, true);
}

bool vt_wait_gone(struct vt *vt, const char *text)
{
    return wait_shown(vt, text, false);
}

bool vt_wait_stopped(struct vt *vt)
{
    long start = now_ms();
    struct pollfd news = { .fd = vt->news, .events = POLLIN };
    while (now_ms() - start < VT_PATIENCE_MS) {
        char byte;
        vt_pump(vt, 0);
        if (poll(&news, 1, 20) == 1)
            return read(vt->news, &byte, 1) == 1;
    }
    return false;
}

int vt_wait_exit(struct vt *vt)
{
    long start = now_ms();
    int status;
    while (waitpid(vt->leader, &status, WNOHANG) == 0) {
        if (now_ms() - start > VT_PATIENCE_MS)
            return -1;
        if (!vt_pump(vt, 10))
            poll(NULL, 0, 2);
    }
    vt_pump(vt, 0);
    vt->leader = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* --- what its user sees --- */

static void add_row(struct vt *vt, int row, struct buf *out)
{
    size_t end = out->len;
    for (int col = 0; col < vt->width;) {
        VTermScreenCell cell;
        VTermPos pos = { .row = row, .col = col };
        if (!vterm_screen_get_cell(vt->screen, pos, &cell))
            break;
        if (!cell.chars[0])
            buf_add_char(out, ' ');
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            buf_add_codepoint(out, cell.chars[i]);
        if (cell.chars[0] && cell.chars[0] != ' ')
            end = out->len;
        col += cell.width > 0 ? cell.width : 1;
    }
    buf_cut(out, end);
}

const char *vt_row(struct vt *vt, int row)
{
    static struct buf text;
    if (!text.data)
        buf_init(&text);
    buf_clear(&text);
    add_row(vt, row, &text);
    return text.data;
}

const char *vt_screen(struct vt *vt)
{
    static struct buf text;
    if (!text.data)
        buf_init(&text);
    buf_clear(&text);
    for (int row = 0; row < vt->height; row++) {
        add_row(vt, row, &text);
        buf_add_char(&text, '\n');
    }
    return text.data;
}

bool vt_shows(struct vt *vt, const char *text)
{
    return strstr(vt_screen(vt), text) != NULL;
}
