#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "figures.h"
#include "generate.h"
#include "report.h"
#include "terminal.h"

#define PROGRAM TOP_BUILDDIR "/src/cjm-tui"
#define BARE TOP_BUILDDIR "/bench/bare-ncurses"

enum { STARTS = 15, MAX_KEYS = 200, IDLE_SECONDS = 3 };

static const double GRID_BYTES = 290, BYTES_A_CELL = 2.2, BURST_BYTES = 3000;

struct answer start(struct terminal *terminal, const char *path, int width, int height)
{
    char program[] = PROGRAM;
    char *argument = strdup(path);
    char *argv[] = { program, argument, NULL };
    struct answer answer = terminal_start(terminal, argv, width, height, GENERATED_TITLE);
    free(argument);
    return answer;
}

static struct answer start_bare(struct terminal *terminal, int width, int height)
{
    char program[] = BARE;
    char *argv[] = { program, NULL };
    return terminal_start(terminal, argv, width, height, GENERATED_TITLE);
}

void start_figures(const struct bench_map *map, int width, int height)
{
    double times[STARTS], bytes[STARTS], bare_times[STARTS], bare_bytes[STARTS], memory = 0;
    double cpu[STARTS], bare_cpu[STARTS];
    size_t rounds = map->touchpoints < 50000 ? STARTS : 3;
    for (size_t i = 0; i < rounds; i++) {
        struct terminal terminal;
        struct answer bare = start_bare(&terminal, width, height);
        bare_cpu[i] = terminal_cpu(&terminal) * 1e3;
        terminal_end(&terminal);
        struct answer own = start(&terminal, map->path, width, height);
        cpu[i] = terminal_cpu(&terminal) * 1e3;
        memory = terminal_end(&terminal);
        times[i] = own.seconds * 1e3;
        bytes[i] = (double)own.bytes;
        bare_times[i] = bare.seconds * 1e3;
        bare_bytes[i] = (double)bare.bytes;
    }
    double bare = median(bare_times, rounds);
    double limit = map->touchpoints <= 100 ? 1.6 * bare : 1.5 * map->bare_parse * 1e3 + 5;
    char where[80];
    snprintf(where, sizeof where, "%s, %dx%d", map->label, width, height);
    report("start", where, median(times, rounds), limit, "ms",
        "%.0f B; bare ncurses %.2f ms, %.0f B", median(bytes, rounds), bare,
        median(bare_bytes, rounds));
    double bare_used = median(bare_cpu, rounds), used = median(cpu, rounds);
    report_plain("the same, CPU", where, used, "ms", "bare ncurses %.2f ms: %.2f x", bare_used,
        used / bare_used);
    report("peak memory with the screen", map->label, memory / 1e6, 4 * map->file_size / 1e6 + 6,
        "MB", "file %.2f MB", map->file_size / 1e6);
}

struct key_samples {
    double bytes[MAX_KEYS], seconds[MAX_KEYS], bytes_a_cell[MAX_KEYS];
    size_t count;
};

static void add_sample(struct key_samples *samples, struct answer answer)
{
    if (answer.bytes == 0 || samples->count == MAX_KEYS)
        return; /* at the edge of the grid nothing moves */
    samples->bytes[samples->count] = (double)answer.bytes;
    samples->seconds[samples->count] = answer.seconds;
    samples->bytes_a_cell[samples->count] = (double)answer.bytes /
                                            (answer.cells ? answer.cells : 1);
    samples->count++;
}

/* Walks about in the grid with each of the four keys. */
static void walk(struct terminal *terminal, struct key_samples *samples)
{
    static const char *const rounds[] = { DOWN, DOWN, RIGHT, DOWN, UP, RIGHT, DOWN, LEFT, UP, RIGHT,
        DOWN, RIGHT, UP, DOWN, DOWN, LEFT, UP, LEFT, DOWN, LEFT };
    samples->count = 0;
    for (size_t i = 0; i < 3 * sizeof rounds / sizeof *rounds; i++)
        add_sample(samples, terminal_send(terminal, rounds[i % (sizeof rounds / sizeof *rounds)]));
}

static double report_walk(struct terminal *terminal, const char *where, int width)
{
    struct key_samples samples;
    walk(terminal, &samples);
    double bytes = median(samples.bytes, samples.count);
    if (width > 80)
        report_plain("arrow key", where, bytes, "B", "%zu keys", samples.count);
    else
        report("arrow key", where, bytes, GRID_BYTES, "B", "%zu keys", samples.count);
    report("arrow key, a changed cell", where, median(samples.bytes_a_cell, samples.count),
        BYTES_A_CELL, "B", "%s", "");
    double seconds = median(samples.seconds, samples.count);
    report(
        "arrow key to the last byte", where, seconds * 1e3, width > 80 ? 1 : 0.5, "ms", "%s", "");
    return seconds;
}

static void report_burst(struct terminal *terminal, const char *where)
{
    struct buf keys = BUF_INIT;
    for (int i = 0; i < 100; i++)
        buf_adds(&keys, DOWN);
    struct answer answer = terminal_send(terminal, keys.data);
    report("100 Down at once", where, (double)answer.bytes, BURST_BYTES, "B",
        "in %d pieces, %.2f ms", answer.reads, answer.seconds * 1e3);
    buf_release(&keys);
}

static void report_edit(struct terminal *terminal, const char *where)
{
    double times[20], bytes[20], cells[20];
    size_t count = 0;
    for (int i = 0; i < 20; i++) {
        struct answer answer = terminal_send(terminal, i % 2 ? "-" : "+");
        if (answer.bytes == 0)
            continue; /* it was +2 */
        times[count] = answer.seconds * 1e3;
        cells[count] = answer.cells;
        bytes[count++] = (double)answer.bytes;
    }
    report("edit (+) to the painted curve", where, median(times, count), 1, "ms",
        "%.0f B, %.0f cells", median(bytes, count), median(cells, count));
}

double key_figures(const struct bench_map *map, int width, int height)
{
    struct terminal terminal;
    char where[80];
    snprintf(where, sizeof where, "%s, %dx%d", map->label, width, height);
    start(&terminal, map->path, width, height);
    double seconds = report_walk(&terminal, where, width);
    report_edit(&terminal, where);
    report_burst(&terminal, where);
    terminal_end(&terminal);
    return seconds;
}

/* The number of the first stage that is on the screen. */
static int first_stage(const struct terminal *terminal)
{
    char name[20];
    for (int stage = 1; stage < 100; stage++) {
        snprintf(name, sizeof name, "Stage %d ", stage);
        if (terminal_shows(terminal, name))
            return stage;
    }
    return 0;
}

void sideways_figures(const char *path, int width, int height)
{
    struct terminal terminal;
    struct key_samples samples = { .count = 0 };
    char where[80];
    start(&terminal, path, width, height);
    snprintf(where, sizeof where, "20 stages, %dx%d", width, height);
    report_edit(&terminal, where);
    for (int i = 0; i < 40; i++) {
        int before = first_stage(&terminal);
        struct answer answer = terminal_send(&terminal, i < 20 ? RIGHT : LEFT);
        if (first_stage(&terminal) != before)
            add_sample(&samples, answer);
    }
    double repaint = (double)terminal_send(&terminal, "\014").bytes;
    if (samples.count == 0)
        report_plain("sideways by a stage", where, 0, "B", "all 20 stages fit beside each other");
    else
        report("sideways by a stage", where, median(samples.bytes, samples.count), repaint / 2, "B",
            "%.2f ms; full repaint (C-l) %.0f B", median(samples.seconds, samples.count) * 1e3,
            repaint);
    terminal_end(&terminal);
}

long count_wakeups(pid_t pid)
{
    char path[40], line[120];
    long count = -1;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return -1;
    while (fgets(line, sizeof line, file))
        if (sscanf(line, "voluntary_ctxt_switches: %ld", &count) == 1)
            break;
    fclose(file);
    return count;
}

void idle_figures(const char *path)
{
    struct terminal terminal;
    start(&terminal, path, 80, 24);
    terminal_send(&terminal, DOWN);
    terminal_watch(&terminal, 1);
    long before = count_wakeups(terminal.pid);
    struct answer answer = terminal_watch(&terminal, IDLE_SECONDS);
    long after = count_wakeups(terminal.pid);
    report("idle", "output", (double)answer.bytes, 0, "B", "in %d s", IDLE_SECONDS);
    if (before >= 0)
        report("idle", "wake-ups", (double)(after - before), 0, "", "in %d s", IDLE_SECONDS);
    terminal_end(&terminal);
}
