#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#endif

#include "base/mem.h"
#include "figures.h"
#include "report.h"

#define WHAT "1,000 touchpoints"

enum { SCROLLS = 40 };

static const char *size_name(int width)
{
    return width > 80 ? WHAT ", 200x50" : WHAT ", 80x24";
}

/* The grid scrolls by a third of its rows whenever the cursor leaves the last one. */
static void report_scroll(struct terminal *terminal, const char *where)
{
    double bytes[SCROLLS];
    for (int i = 0; i < 40; i++)
        terminal_type(terminal, DOWN);
    terminal_send(terminal, DOWN);
    for (size_t i = 0; i < SCROLLS; i++)
        bytes[i] = (double)terminal_send(terminal, DOWN).bytes;
    double sum = 0;
    for (size_t i = 0; i < SCROLLS; i++)
        sum += bytes[i];
    report("Down in a column that scrolls, mean", where, sum / SCROLLS, 450, "B",
        "median %.0f B, most %.0f B", median(bytes, SCROLLS), quantile(bytes, SCROLLS, 1));
}

static void report_burst(struct terminal *terminal, const char *where)
{
    struct buf keys = BUF_INIT;
    for (int i = 0; i < 100; i++)
        buf_adds(&keys, DOWN);
    struct answer answer = terminal_send(terminal, keys.data);
    report(
        "100 Down at once", where, (double)answer.bytes, 5000, "B", "in %d pieces", answer.reads);
    buf_release(&keys);
}

void line_figures(const char *path, int width, int height)
{
    struct terminal terminal;
    const char *where = size_name(width);
    bool wide = width > 80;
    struct answer answer = start(&terminal, path, width, height);
    if (wide)
        report("start, bytes", where, (double)answer.bytes, 12000, "B", "%s", "");
    double opened = (double)terminal_send(&terminal, "?").bytes;
    double closed = (double)terminal_send(&terminal, "\033").bytes;
    report("closing help", where, closed, wide ? 11000 : 3000, "B", "opening it %.0f B", opened);
    report_burst(&terminal, where);
    if (!wide)
        report_scroll(&terminal, where);
    terminal_end(&terminal);
}

/* --- a relay that is slower than the keys, and takes all that it is given --- */

static const double RELAY_DELAY = 0.3, BYTES_A_SECOND = 960, KEYS_A_SECOND = 30;

enum { HELD_KEYS = 90, PIECE = 32, REST_SECONDS = 3 };

/* What the program wrote, and when. */
struct record {
    struct buf bytes;
    double *times; /* of each byte */
    size_t cap;
};

static void record_until(struct terminal *terminal, struct record *record, double end)
{
    struct pollfd waiting = { .fd = terminal->fd, .events = POLLIN };
    char part[4096];
    for (double now = now_seconds(); now < end; now = now_seconds()) {
        if (poll(&waiting, 1, (int)((end - now) * 1000) + 1) != 1)
            continue;
        ssize_t len = read(terminal->fd, part, sizeof part);
        if (len <= 0)
            return;
        MEM_GROW(record->times, record->bytes.len + (size_t)len, record->cap);
        for (size_t i = 0; i < (size_t)len; i++)
            record->times[record->bytes.len + i] = now_seconds();
        buf_add(&record->bytes, part, (size_t)len);
    }
}

/* When the terminal behind the relay began to show what it shows at the end. */
static double shown_at(struct terminal *terminal, const struct record *record)
{
    double free_at = 0, since = 0;
    uint64_t last = terminal_hash(terminal);
    for (size_t at = 0; at < record->bytes.len; at++) {
        double here = record->times[at] + RELAY_DELAY;
        free_at = (here > free_at ? here : free_at) + 1 / BYTES_A_SECOND;
        vterm_input_write(terminal->vterm, record->bytes.data + at, 1);
        if (at % PIECE != PIECE - 1 && at + 1 < record->bytes.len)
            continue;
        vterm_screen_flush_damage(terminal->screen);
        uint64_t hash = terminal_hash(terminal);
        if (hash != last)
            since = free_at;
        last = hash;
    }
    return since;
}

void relay_figures(const char *path)
{
    struct terminal terminal;
    struct record record = { .bytes = BUF_INIT };
    start(&terminal, path, 80, 24);
    double pressed = now_seconds();
    for (int i = 0; i < HELD_KEYS; i++) {
        pressed = now_seconds();
        terminal_type(&terminal, DOWN);
        record_until(&terminal, &record, pressed + 1 / KEYS_A_SECOND);
    }
    record_until(&terminal, &record, pressed + REST_SECONDS);
    double right = shown_at(&terminal, &record) - pressed;
    uint64_t shown = terminal_hash(&terminal);
    terminal_send(&terminal, "\014");
    bool same = shown == terminal_hash(&terminal);
    report("Down held 3 s, 9600 baud and 300 ms: right after", WHAT ", 80x24", same ? right : 1000,
        2, "s", "%zu B%s", record.bytes.len, same ? "" : ", and it is not what a repaint shows");
    free(record.times);
    buf_release(&record.bytes);
    terminal_end(&terminal);
}

/* --- calls of the system --- */

#ifdef __linux__
static bool has_stopped(pid_t pid, int ms)
{
    int status;
    for (int i = 0; i < ms; i++) {
        if (waitpid(pid, &status, WNOHANG) == pid)
            return WIFSTOPPED(status);
        nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    }
    return false;
}

/* A program that is traced stops at the begin and at the end of each call. */
static int count_stops(pid_t pid, int ms)
{
    int stops = 0;
    while (has_stopped(pid, ms)) {
        stops++;
        ptrace(PTRACE_SYSCALL, pid, NULL, NULL);
    }
    return stops;
}

void call_figures(const char *path)
{
    enum { KEYS = 10 };
    struct terminal terminal;
    double calls[KEYS];
    start(&terminal, path, 80, 24);
    terminal_send(&terminal, DOWN);
    bool traced = ptrace(PTRACE_SEIZE, terminal.pid, NULL, NULL) == 0 &&
                  ptrace(PTRACE_INTERRUPT, terminal.pid, NULL, NULL) == 0;
    if (traced)
        count_stops(terminal.pid, 300);
    for (int i = 0; i < KEYS && traced; i++) {
        terminal_type(&terminal, i % 2 ? UP : DOWN);
        calls[i] = count_stops(terminal.pid, 300) / 2.0;
        terminal_pump(&terminal);
    }
    if (traced)
        report("arrow key, system calls", WHAT, median(calls, KEYS), 9, "", "%s", "");
    else
        report_plain("arrow key, system calls", WHAT, 0, "", "not measured: no tracing here");
    terminal_end(&terminal);
}
#else
void call_figures(const char *path)
{
    (void)path;
    report_plain("arrow key, system calls", WHAT, 0, "", "not measured: no tracing here");
}
#endif
