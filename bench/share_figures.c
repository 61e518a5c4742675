/*
 * Several programs with one map open, each on a terminal of its own, each with its cursor on a
 * touchpoint of its own, and each sets that one's emotion to -2 and +2 in turn. How long until the
 * sign of the number is on the screens of all the others?
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/mem.h"
#include "figures.h"
#include "generate.h"
#include "report.h"
#include "terminal.h"

#define PROGRAM TOP_BUILDDIR "/src/cjm-tui"
#define DOWN "\033OB"
#define RIGHT "\033OC"

enum { MOST = 50, IDLE_SECONDS = 5 };

/* Seconds: between two edits of anybody; to wait for what comes late; without a wake-up, so that
 * all are at rest; until that must be. */
static const double BETWEEN = 0.02, LATE = 3, SETTLED = 4, REST = 30;

/* What one sees of another's touchpoint. */
struct sight {
    int x, y;    /* where the sign is */
    bool waited; /* for the last edit, which is not there yet */
};

struct party {
    int count, rows;
    struct terminal terminals[MOST];
    struct sight sights[MOST][MOST]; /* of each, on the screen of each */
    char sign[MOST];                 /* last set by each */
    double since[MOST];              /* when */
    double *times;                   /* seconds until one was seen */
    size_t time_count, time_cap;
    int edits;
    int missed; /* not seen before the next edit, or the end */
};

static _Noreturn void stop(const char *what)
{
    fprintf(stderr, "bench: sharing: %s\n", what);
    exit(EXIT_FAILURE);
}

static void write_map(const char *path, int stages, int rows)
{
    struct buf text = BUF_INIT;
    generate_shared_map(&text, stages, rows);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text.data, 1, text.len, file) != text.len || fclose(file) != 0)
        stop("the map can't be written");
    buf_release(&text);
}

/* --- what they see --- */

static void note(struct party *party, int viewer)
{
    for (int by = 0; by < party->count; by++) {
        struct sight *sight = &party->sights[viewer][by];
        if (!sight->waited ||
            terminal_char(&party->terminals[viewer], sight->x, sight->y) != party->sign[by])
            continue;
        sight->waited = false;
        MEM_GROW(party->times, party->time_count + 1, party->time_cap);
        party->times[party->time_count++] = now_seconds() - party->since[by];
    }
}

/* Takes in what all of them show until then. */
static void gather(struct party *party, double until)
{
    struct pollfd fds[MOST];
    for (int i = 0; i < party->count; i++)
        fds[i] = (struct pollfd){ .fd = party->terminals[i].fd, .events = POLLIN };
    for (;;) {
        double left = until - now_seconds();
        if (left <= 0)
            return;
        if (poll(fds, (nfds_t)party->count, (int)(left * 1000) + 1) <= 0)
            continue;
        for (int i = 0; i < party->count; i++)
            if (fds[i].revents) {
                terminal_pump(&party->terminals[i]);
                note(party, i);
            }
    }
}

static bool is_name(const struct terminal *terminal, int x, int y, int number)
{
    char name[8];
    int len = snprintf(name, sizeof name, "T%02d ", number);
    for (int i = 0; i < len; i++)
        if (terminal_char(terminal, x + i, y) != name[i])
            return false;
    return true;
}

static bool is_emotion(const struct terminal *terminal, int x, int y)
{
    char sign = terminal_char(terminal, x, y);
    return (sign == '+' || sign == '-') && terminal_char(terminal, x + 1, y) == '2';
}

/* The sign in "T07    -2", or "+2". */
static bool find_sign(const struct terminal *terminal, int number, struct sight *sight)
{
    for (int y = 1; y < terminal->height - 1; y++)
        for (int x = 0; x < terminal->width - 5; x++) {
            if (!is_name(terminal, x, y, number))
                continue;
            while (x < terminal->width - 1 && !is_emotion(terminal, x, y))
                x++;
            *sight = (struct sight){ .x = x, .y = y };
            return x < terminal->width - 1;
        }
    return false;
}

/* --- what they do --- */

static void edit(struct party *party, int by)
{
    party->sign[by] = party->sign[by] == '-' ? '+' : '-';
    for (int viewer = 0; viewer < party->count; viewer++) {
        struct sight *sight = &party->sights[viewer][by];
        party->missed += sight->waited;
        sight->waited = viewer != by;
    }
    party->edits++;
    party->since[by] = now_seconds();
    terminal_type(&party->terminals[by], party->sign[by] == '-' ? "-2" : "+2");
}

/* One more opens the map and goes to the touchpoint of that number. */
static void come(struct party *party, const char *path, bool wide)
{
    char program[] = PROGRAM;
    char *argument = mem_copy_string(path);
    char *argv[] = { program, argument, NULL };
    int number = party->count++;
    struct terminal *terminal = &party->terminals[number];
    terminal_start(terminal, argv, wide ? 200 : 80, wide ? 50 : 24, GENERATED_TITLE);
    free(argument);
    for (int i = 0; i < number / party->rows; i++)
        terminal_type(terminal, RIGHT);
    for (int i = 0; i < number % party->rows; i++)
        terminal_type(terminal, DOWN);
    gather(party, now_seconds() + BETWEEN);
}

/* All come, and all see all. */
static void begin(struct party *party, const char *path, int stages, int rows)
{
    *party = (struct party){ .rows = rows };
    write_map(path, stages, rows);
    while (party->count < stages * rows)
        come(party, path, stages * rows > 4);
    for (int i = 0; i < party->count; i++) {
        party->sign[i] = '-';
        terminal_type(&party->terminals[i], "-2");
    }
    gather(party, now_seconds() + LATE);
    for (int viewer = 0; viewer < party->count; viewer++)
        for (int by = 0; by < party->count; by++)
            if (!find_sign(&party->terminals[viewer], by, &party->sights[viewer][by]))
                stop("an edit of one is not on the screen of another");
}

static void end(struct party *party)
{
    for (int i = 0; i < party->count; i++)
        terminal_end(&party->terminals[i]);
    free(party->times);
}

/* Each edits in turn, whether the others saw the last one or not. */
static void work(struct party *party, int edits)
{
    double next = now_seconds();
    for (int i = 0; i < edits; i++) {
        edit(party, i % party->count);
        next += BETWEEN;
        gather(party, next);
    }
    gather(party, now_seconds() + LATE);
    for (int viewer = 0; viewer < party->count; viewer++)
        for (int by = 0; by < party->count; by++)
            party->missed += party->sights[viewer][by].waited;
}

static void report_work(struct party *party, double usual, double worst)
{
    char where[60];
    double *times = party->times;
    size_t count = party->time_count;
    snprintf(where, sizeof where, "%d at a map", party->count);
    report("an edit of one on another's screen", where, median(times, count) * 1e3, usual, "ms",
        "%d edits, %.0f a second", party->edits, 1 / BETWEEN);
    report("99 of 100 of them", where, quantile(times, count, 0.99) * 1e3, worst, "ms",
        "the slowest %.1f ms", quantile(times, count, 1) * 1e3);
    report("not seen before the next one", where, party->missed, 0, "", "%s", "");
}

/* --- when nobody does anything --- */

/* How often all of them gave the processor away by themselves; -1 where that can't be read. */
static long wakeups(const struct party *party)
{
    long sum = 0;
    for (int i = 0; i < party->count; i++) {
        long count = count_wakeups(party->terminals[i].pid);
        if (count < 0)
            return -1;
        sum += count;
    }
    return sum;
}

/* Seconds that all of them computed; -1 where that can't be read. */
static double computed(const struct party *party)
{
    double sum = 0;
    for (int i = 0; i < party->count; i++) {
        clockid_t clock;
        struct timespec time;
        if (clock_getcpuclockid(party->terminals[i].pid, &clock) != 0 ||
            clock_gettime(clock, &time) != 0)
            return -1;
        sum += (double)time.tv_sec + (double)time.tv_nsec / 1e9;
    }
    return sum;
}

/* They save at rest, and the others notice that. */
static void settle(struct party *party)
{
    double end = now_seconds() + REST;
    long before;
    do {
        before = wakeups(party);
        gather(party, now_seconds() + SETTLED);
    } while (wakeups(party) != before && now_seconds() < end);
}

static void report_idle(struct party *party)
{
    char where[60];
    snprintf(where, sizeof where, "%d at a map", party->count);
    settle(party);
    long woken = wakeups(party);
    double before = computed(party);
    gather(party, now_seconds() + IDLE_SECONDS);
    double after = computed(party);
    if (woken >= 0)
        report("idle", where, (double)(wakeups(party) - woken), 0, "", "wake-ups in %d s",
            IDLE_SECONDS);
    if (before >= 0)
        report("idle", where, (after - before) * 1e3, 0, "ms", "computed in %d s", IDLE_SECONDS);
}

void share_figures(const char *path)
{
    static struct party party;
    begin(&party, path, 2, 2);
    work(&party, 400);
    report_work(&party, 5, 20);
    report_idle(&party);
    end(&party);
    begin(&party, path, 10, 5);
    work(&party, 500);
    report_work(&party, 100, 100);
    end(&party);
}
