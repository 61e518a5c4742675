/*
 * What those wait for who work on a large map: an edit and its undo, the first one, a key that
 * meets a save, the disk, a search. And what a session takes of the memory.
 */
#include <dirent.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "figures.h"
#include "report.h"
#include "session/session.h"
#include "store/store.h"

enum { ROUNDS = 20, STARTS = 5, SAVES = 9 };

/* Seconds: longer than a held key repeats; after it a map is saved, and that is done. */
static const double BETWEEN = 0.16, SAVED = 4.5;

static void nap(double seconds)
{
    nanosleep(&(struct timespec){ .tv_sec = (time_t)seconds,
                  .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9) },
        NULL);
}

/* What a former session left beside the map: the next one begins its journal anew. */
static void remove_journal(const char *path)
{
    struct buf folder = BUF_INIT, file = BUF_INIT;
    const char *name = strrchr(path, '/') + 1;
    buf_addf(&folder, "%.*s.%s.cjm", (int)(name - path), path, name);
    DIR *dir = opendir(folder.data);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        buf_clear(&file);
        buf_addf(&file, "%s/%s", folder.data, entry->d_name);
        unlink(file.data);
    }
    if (dir)
        closedir(dir);
    buf_release(&folder);
    buf_release(&file);
}

/* --- an edit, its undo, its redo --- */

enum { WORKS = 3 };

static const struct {
    const char *name, *keys[2]; /* in turn */
} works[WORKS] = {
    { "edit, CPU", { "-", "+" } },
    { "undo, CPU", { "u", "u" } },
    { "redo, CPU", { "\022", "\022" } },
};

/* The CPU seconds that the program takes for keys and what they show. */
static double time_keys(struct terminal *terminal, const char *keys)
{
    double before = terminal_cpu(terminal);
    terminal_type(terminal, keys);
    nap(BETWEEN);
    terminal_pump(terminal);
    return terminal_cpu(terminal) - before;
}

static void measure_work(const struct bench_map *map, double medians[WORKS])
{
    struct terminal terminal;
    double times[ROUNDS];
    start(&terminal, map->path, 80, 24);
    terminal_send(&terminal, DOWN);
    terminal_send(&terminal, "+2");
    for (int work = 0; work < WORKS; work++) {
        for (int i = 0; i < ROUNDS; i++)
            times[i] = time_keys(&terminal, works[work].keys[i % 2]);
        medians[work] = median(times, ROUNDS);
    }
    terminal_end(&terminal);
    remove_journal(map->path);
}

static void edit_figures(const struct bench_map *maps, int count)
{
    double medians[3][WORKS];
    for (int i = 0; i < count; i++) {
        measure_work(&maps[i], medians[i]);
        for (int work = 0; work < WORKS; work++)
            report(works[work].name, maps[i].label, medians[i][work] * 1e3, 0.3 * maps[i].slowness,
                "ms", "%s", "");
    }
    for (int work = 0; work < WORKS; work++)
        report(works[work].name, "100,000 against 100 touchpoints",
            medians[count - 1][work] / medians[0][work], 1.2, "x", "%s", "");
}

/* --- the first edit, which begins the journal --- */

static void first_edit_figure(const struct bench_map *map)
{
    struct terminal terminal;
    double times[STARTS];
    for (int i = 0; i < STARTS; i++) {
        start(&terminal, map->path, 80, 24);
        terminal_send(&terminal, DOWN);
        times[i] = terminal_send(&terminal, "+2").seconds * 1e3;
        terminal_end(&terminal);
        remove_journal(map->path);
    }
    double usual = median(times, STARTS);
    report("first edit to painted", map->label, usual, 2 * map->slowness, "ms", "most %.1f ms",
        quantile(times, STARTS, 1));
}

/* --- a session without a screen --- */

static void open_session(
    struct session *session, const char *path, const struct session_system *system)
{
    struct diags diags = DIAGS_INIT;
    if (session_open(session,
            &(struct session_options){ .path = path, .max_size = STORE_MAX_SIZE, .system = system },
            &diags) != STATUS_OK ||
        !session->share) {
        fputs("bench: a session can't be opened\n", stderr);
        exit(EXIT_FAILURE);
    }
}

static void change(struct session *session, int number)
{
    struct node *stage = node_child(session->map.root, MAP_STAGES, 0);
    struct node *touchpoint = node_child(stage, STAGE_TOUCHPOINTS, 2);
    edit_set_int(&session->undo, touchpoint, TOUCHPOINT_EMOTION, number % 5 - 2);
}

/* Does what is due, until that time. */
static void go_on(struct session *session, double until)
{
    for (double now = now_seconds(); now < until; now = now_seconds()) {
        struct pollfd watched = { .fd = session_watch(session), .events = POLLIN };
        int wait = clock_soonest((int)((until - now) * 1e3) + 1, session_wait(session));
        poll(&watched, 1, wait);
        session_update(session);
    }
}

/* --- a key that meets a save --- */

struct save {
    double wait;     /* the longest time for which it kept the thread that waits for keys */
    double computed; /* by that thread, meanwhile */
    double cpu;      /* by all */
};

static struct save save_at_rest(struct session *session)
{
    struct diags diags = DIAGS_INIT;
    struct save save = { .cpu = -cpu_seconds() };
    double began = now_seconds(), computed = thread_seconds();
    session_save_beside(session, &diags);
    for (;;) {
        double took = now_seconds() - began;
        computed = thread_seconds() - computed;
        save.wait = took > save.wait ? took : save.wait;
        save.computed = computed > save.computed ? computed : save.computed;
        if (session_kept(session) == KEPT_IN_FILE)
            break;
        int wait = session_wait(session);
        nap(wait < 0 ? 0.001 : wait / 1e3);
        began = now_seconds();
        computed = thread_seconds();
        session_update(session);
    }
    diags_release(&diags);
    save.cpu += cpu_seconds();
    return save;
}

static void save_figures(const struct bench_map *map)
{
    struct session session;
    double waits[SAVES], computed[SAVES], times[SAVES];
    open_session(&session, map->path, NULL);
    change(&session, 1);
    go_on(&session, now_seconds() + 1);
    for (int i = 0; i < SAVES; i++) {
        /* Each changes something, and the length of the text. */
        change(&session, i % 2 ? 1 : 4);
        struct save save = save_at_rest(&session);
        waits[i] = save.wait * 1e3;
        computed[i] = save.computed * 1e3;
        times[i] = save.cpu * 1e3;
    }
    session_close(&session);
    remove_journal(map->path);
    double usual = median(waits, SAVES);
    report("keys waiting for a save at rest", map->label, usual, 30 * map->slowness, "ms",
        "most %.1f ms", quantile(waits, SAVES, 1));
    report("the same, CPU of their thread", map->label, median(computed, SAVES), 30 * map->slowness,
        "ms", "most %.1f ms", quantile(computed, SAVES, 1));
    report("save of a session after one edit, CPU", map->label, median(times, SAVES),
        40 * map->slowness, "ms", "%s", "");
}

/* --- what is not on the disk yet --- */

static double oldest, worst;

static ssize_t note_write(int fd, const void *data, size_t len)
{
    if (oldest <= 0)
        oldest = now_seconds();
    return write(fd, data, len);
}

static int note_sync(int fd)
{
    int result = file_calls_system.fdatasync(fd);
    double age = oldest > 0 ? now_seconds() - oldest : 0;
    worst = age > worst ? age : worst;
    oldest = 0;
    return result;
}

static void flush_figure(const char *path, double between, double seconds)
{
    struct file_calls calls = file_calls_system;
    struct session_system system = { .calls = &calls, .journal_large = 1024 * 1024 };
    struct session session;
    char where[60];
    open_session(&session, path, &system);
    change(&session, 4);
    session_flush(&session);
    calls.write = note_write;
    calls.fdatasync = note_sync;
    oldest = worst = 0;
    double end = now_seconds() + seconds, next = now_seconds();
    for (int i = 0; next < end; i++) {
        change(&session, i);
        next += between;
        go_on(&session, next);
    }
    calls = file_calls_system;
    session_close(&session);
    remove_journal(path);
    snprintf(where, sizeof where, "an edit each %.2f s", between);
    report("oldest record not on the disk", where, worst, 1, "s", "in %.0f s", seconds);
}

/* --- memory, search --- */

static void memory_figure(const struct bench_map *map)
{
    struct terminal terminal;
    start(&terminal, map->path, 80, 24);
    terminal_send(&terminal, DOWN);
    for (int i = 0; i < ROUNDS; i++)
        terminal_send(&terminal, i % 2 ? "+1" : "-1");
    terminal_watch(&terminal, SAVED);
    terminal_send(&terminal, "+2");
    terminal_watch(&terminal, SAVED);
    double memory = terminal_end(&terminal);
    remove_journal(map->path);
    report("peak memory, edits and two saves", map->label, memory / 1e6,
        4 * map->file_size / 1e6 + 6, "MB", "file %.2f MB", map->file_size / 1e6);
}

static void search_figure(const struct bench_map *map)
{
    struct terminal terminal;
    double times[STARTS];
    start(&terminal, map->path, 80, 24);
    for (int i = 0; i < STARTS; i++) {
        terminal_send(&terminal, "/not in it");
        times[i] = time_keys(&terminal, "\r") * 1e3;
    }
    terminal_end(&terminal);
    report("search without a hit, CPU", map->label, median(times, STARTS), 30 * map->slowness, "ms",
        "%s", "");
}

void work_figures(const struct bench_map *maps, int count)
{
    edit_figures(maps, count);
    for (int i = 1; i < count; i++)
        first_edit_figure(&maps[i]);
    const struct bench_map *largest = &maps[count - 1];
    save_figures(largest);
    memory_figure(largest);
    search_figure(largest);
    flush_figure(maps[0].path, 0.2, 6);
    flush_figure(maps[0].path, 0.5, 6);
    flush_figure(maps[0].path, 0.68, 6);
}
