#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#if defined(__APPLE__) || defined(__OpenBSD__) || defined(__NetBSD__)
#include <util.h>
#elif defined(__FreeBSD__) || defined(__DragonFly__)
#include <libutil.h>
#else
#include <pty.h>
#endif

#include "base/mem.h"
#include "report.h"

/* Seconds: without further output it is started; it has answered, and rests; until an answer to a
 * key; until the start's. */
static const double STARTED = 0.06, QUIET = 0.2, ANSWER = 0.5, START = 60;

static void stop(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(EXIT_FAILURE);
}

static VTermScreenCell cell_at(const struct terminal *terminal, int x, int y)
{
    VTermScreenCell cell;
    memset(&cell, 0, sizeof cell);
    vterm_screen_get_cell(terminal->screen, (VTermPos){ .row = y, .col = x }, &cell);
    return cell;
}

static void take_picture(struct terminal *terminal)
{
    for (int y = 0; y < terminal->height; y++)
        for (int x = 0; x < terminal->width; x++)
            terminal->before[y * terminal->width + x] = cell_at(terminal, x, y);
}

static bool same_text(const VTermScreenCell *a, const VTermScreenCell *b)
{
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) {
        if (a->chars[i] != b->chars[i])
            return false;
        if (!a->chars[i])
            break;
    }
    return true;
}

static bool same_look(const VTermScreenCell *a, const VTermScreenCell *b)
{
    return same_text(a, b) && a->attrs.bold == b->attrs.bold &&
           a->attrs.underline == b->attrs.underline && a->attrs.reverse == b->attrs.reverse &&
           a->attrs.italic == b->attrs.italic && vterm_color_is_equal(&a->fg, &b->fg) &&
           vterm_color_is_equal(&a->bg, &b->bg);
}

uint64_t terminal_hash(const struct terminal *terminal)
{
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; i < terminal->width * terminal->height; i++) {
        VTermScreenCell cell = cell_at(terminal, i % terminal->width, i / terminal->width);
        uint32_t point = cell.chars[0] ? cell.chars[0] : ' ';
        uint32_t look = (uint32_t)cell.attrs.reverse << 1;
        if (point != ' ')
            look |= (uint32_t)cell.attrs.bold << 2;
        if (point != ' ' && !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg))
            look |= (uint32_t)cell.fg.indexed.idx << 8;
        hash = (hash ^ look) * 1099511628211u;
        hash = (hash ^ point) * 1099511628211u;
    }
    return hash;
}

static int count_changes(const struct terminal *terminal)
{
    int changes = 0;
    for (int y = 0; y < terminal->height; y++)
        for (int x = 0; x < terminal->width; x++) {
            VTermScreenCell cell = cell_at(terminal, x, y);
            if (!same_look(&cell, &terminal->before[y * terminal->width + x]))
                changes++;
        }
    return changes;
}

/* Reads what is there; false at the end of the program. */
static bool read_some(struct terminal *terminal)
{
    char part[65536];
    ssize_t len = read(terminal->fd, part, sizeof part);
    if (len < 0 && errno == EINTR)
        return true;
    if (len <= 0)
        return false;
    buf_add(&terminal->sent, part, (size_t)len);
    return true;
}

/* Has the terminal show what came. */
static void show(struct terminal *terminal)
{
    vterm_input_write(terminal->vterm, terminal->sent.data, terminal->sent.len);
    vterm_screen_flush_damage(terminal->screen);
    buf_clear(&terminal->sent);
}

/*
 * Reads until nothing came for a while, or `patience` seconds while there was nothing yet;
 * "" or what the output must contain before it is done.
 */
static struct answer gather(
    struct terminal *terminal, double began, double patience, const char *marker)
{
    struct answer answer = { 0 };
    struct pollfd waiting = { .fd = terminal->fd, .events = POLLIN };
    double last = began, quiet = *marker ? STARTED : QUIET;
    bool marked = false;
    for (;;) {
        double until = marked ? last + quiet : began + patience;
        int wait = (int)((until - now_seconds()) * 1000) + 1;
        if (wait <= 0 || poll(&waiting, 1, wait) == 0)
            break;
        if (!read_some(terminal))
            stop("the program ended");
        last = now_seconds();
        answer.reads++;
        marked = marked || strstr(terminal->sent.data, marker);
    }
    if (!marked && *marker)
        stop("the program does not show the map");
    answer.seconds = last - began;
    answer.bytes = terminal->sent.len;
    show(terminal);
    answer.cells = count_changes(terminal);
    return answer;
}

static void run_program(char *const argv[])
{
    setenv("TERM", "xterm-256color", 1);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("LINES");
    unsetenv("COLUMNS");
    execv(argv[0], argv);
    fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
    _exit(127);
}

struct answer terminal_start(
    struct terminal *terminal, char *const argv[], int width, int height, const char *marker)
{
    *terminal = (struct terminal){ .width = width, .height = height, .sent = BUF_INIT };
    terminal->vterm = vterm_new(height, width);
    vterm_set_utf8(terminal->vterm, 1);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
    terminal->before = mem_zalloc((size_t)(width * height) * sizeof *terminal->before);
    take_picture(terminal);

    struct winsize size = { .ws_row = (unsigned short)height, .ws_col = (unsigned short)width };
    double began = now_seconds();
    terminal->pid = forkpty(&terminal->fd, NULL, NULL, &size);
    if (terminal->pid < 0)
        stop(strerror(errno));
    if (terminal->pid == 0)
        run_program(argv);
    return gather(terminal, began, START, marker);
}

void terminal_type(struct terminal *terminal, const char *keys)
{
    size_t len = strlen(keys);
    if (write(terminal->fd, keys, len) != (ssize_t)len)
        stop("the terminal does not take the keys");
}

struct answer terminal_send(struct terminal *terminal, const char *keys)
{
    take_picture(terminal);
    double began = now_seconds();
    terminal_type(terminal, keys);
    return gather(terminal, began, ANSWER, "");
}

struct answer terminal_watch(struct terminal *terminal, double seconds)
{
    take_picture(terminal);
    return gather(terminal, now_seconds(), seconds, "");
}

void terminal_pump(struct terminal *terminal)
{
    struct pollfd waiting = { .fd = terminal->fd, .events = POLLIN };
    if (poll(&waiting, 1, 0) != 1)
        return;
    if (!read_some(terminal))
        stop("the program ended");
    show(terminal);
}

char terminal_char(const struct terminal *terminal, int x, int y)
{
    uint32_t point = cell_at(terminal, x, y).chars[0];
    return point == 0 ? ' ' : point < 127 ? (char)point : '\0';
}

bool terminal_shows(const struct terminal *terminal, const char *text)
{
    struct buf row = BUF_INIT;
    bool found = false;
    for (int y = 0; y < terminal->height && !found; y++) {
        buf_clear(&row);
        for (int x = 0; x < terminal->width; x++) {
            char shown = terminal_char(terminal, x, y);
            buf_add_char(&row, shown ? shown : ' ');
        }
        found = strstr(row.data, text) != NULL;
    }
    buf_release(&row);
    return found;
}

double terminal_cpu(const struct terminal *terminal)
{
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(terminal->pid, &clock) != 0 || clock_gettime(clock, &time) != 0)
        stop("the program's time can't be read");
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double peak_memory(const struct rusage *usage)
{
#ifdef __APPLE__
    return (double)usage->ru_maxrss;
#else
    return (double)usage->ru_maxrss * 1024;
#endif
}

struct spent run_spent(char *const argv[])
{
    struct rusage usage;
    int status;
    pid_t pid = fork();
    if (pid == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(127);
        run_program(argv);
    }
    if (pid < 0 || wait4(pid, &status, 0, &usage) < 0 || status != 0)
        stop(argv[0]);
    struct timeval user = usage.ru_utime, system = usage.ru_stime;
    return (struct spent){ .memory = peak_memory(&usage),
        .cpu = (double)(user.tv_sec + system.tv_sec) +
               (double)(user.tv_usec + system.tv_usec) / 1e6 };
}

double run_cpu(char *const argv[])
{
    return run_spent(argv).cpu;
}

double terminal_end(struct terminal *terminal)
{
    struct rusage usage;
    int status;
    kill(terminal->pid, SIGKILL);
    if (wait4(terminal->pid, &status, 0, &usage) < 0)
        stop(strerror(errno));
    close(terminal->fd);
    vterm_free(terminal->vterm);
    free(terminal->before);
    buf_release(&terminal->sent);
    return peak_memory(&usage);
}
