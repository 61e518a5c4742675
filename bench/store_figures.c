#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <yaml.h>

#include "figures.h"
#include "model/edit/edit.h"
#include "report.h"
#include "store/store.h"

enum { MAX_ROUNDS = 15, SMALL = 64 * 1024 };

/* Bytes a second of libyaml, where the limits in milliseconds hold. */
static const double USUAL_PARSE = 58e6;

/* What a child process measures; it starts small, so that its peak memory is its own. */
struct store_times {
    int rounds;
    double parse[MAX_ROUNDS], emit[MAX_ROUNDS], load[MAX_ROUNDS], save[MAX_ROUNDS];
    double replace[MAX_ROUNDS]; /* of a small file alone */
};

static void stop_with(const struct diags *diags)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < diags->count; i++) {
        diag_format(&diags->items[i], &text);
        buf_add_char(&text, '\n');
    }
    fprintf(stderr, "bench: %s", text.data);
    exit(EXIT_FAILURE);
}

static void read_map(struct map *map, const char *path)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    if (store_read(map, path, STORE_MAX_SIZE, &diags) != STATUS_OK)
        stop_with(&diags);
    diags_release(&diags);
}

static double time_load(const char *path)
{
    struct map map;
    double began = cpu_seconds();
    read_map(&map, path);
    double taken = cpu_seconds() - began;
    map_release(&map);
    return taken;
}

/* A touchpoint in the middle of the map: what is changed before a save. */
static struct node *some_touchpoint(const struct map *map)
{
    size_t stages = node_child_count(map->root, MAP_STAGES);
    struct node *stage = node_child(map->root, MAP_STAGES, stages / 2);
    size_t touchpoints = node_child_count(stage, STAGE_TOUCHPOINTS);
    return node_child(stage, STAGE_TOUCHPOINTS, touchpoints / 2);
}

static double time_save(const char *path)
{
    struct map map;
    struct undo undo;
    struct diags diags = DIAGS_INIT;
    read_map(&map, path);
    undo_init(&undo, &map);
    struct node *touchpoint = some_touchpoint(&map);
    int emotion = node_int(touchpoint, TOUCHPOINT_EMOTION, 0);
    edit_set_int(&undo, touchpoint, TOUCHPOINT_EMOTION, emotion == 2 ? -2 : emotion + 1);

    double began = cpu_seconds();
    if (store_write(&map, path, &diags) != STATUS_OK)
        stop_with(&diags);
    double taken = cpu_seconds() - began;
    undo_release(&undo);
    map_release(&map);
    return taken;
}

static FILE *open_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    return file;
}

static void must(int yaml_result)
{
    if (!yaml_result) {
        fputs("bench: libyaml refuses the generated map\n", stderr);
        exit(EXIT_FAILURE);
    }
}

/* libyaml's bare parse: every event made and thrown away. */
double bare_parse(const char *path)
{
    FILE *file = open_file(path);
    yaml_parser_t parser;
    yaml_event_t event;
    double began = cpu_seconds();
    must(yaml_parser_initialize(&parser));
    yaml_parser_set_input_file(&parser, file);
    for (bool done = false; !done; yaml_event_delete(&event)) {
        must(yaml_parser_parse(&parser, &event));
        done = event.type == YAML_STREAM_END_EVENT;
    }
    yaml_parser_delete(&parser);
    double taken = cpu_seconds() - began;
    fclose(file);
    return taken;
}

static void must_not_fail(int result)
{
    if (result >= 0)
        return;
    perror("bench: a file can't be replaced");
    exit(EXIT_FAILURE);
}

/* The bare calls that put a text in a file's place for good: written and flushed beside it,
 * renamed, and the folder flushed. */
static double bare_replace(const char *path)
{
    static char text[SMALL];
    char beside[4096], folder[4096];
    snprintf(beside, sizeof beside, "%s.new", path);
    snprintf(folder, sizeof folder, "%.*s", (int)(strrchr(path, '/') - path), path);
    FILE *file = open_file(path);
    size_t len = fread(text, 1, sizeof text, file);
    fclose(file);
    double began = cpu_seconds();
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0600);
    must_not_fail(fd);
    must_not_fail(write(fd, text, len) == (ssize_t)len ? 0 : -1);
    must_not_fail(fsync(fd));
    must_not_fail(close(fd));
    must_not_fail(rename(beside, path));
    fd = open(folder, O_RDONLY | O_DIRECTORY);
    must_not_fail(fd);
    must_not_fail(fsync(fd));
    must_not_fail(close(fd));
    return cpu_seconds() - began;
}

static int count_bytes(void *total, unsigned char *data, size_t len)
{
    (void)data;
    *(size_t *)total += len;
    return 1;
}

/* libyaml's bare emit of the same events, which are made beforehand and not timed. */
static double time_emit(const char *path)
{
    enum { BATCH = 4096 };
    static yaml_event_t events[BATCH];
    FILE *file = open_file(path);
    yaml_parser_t parser;
    yaml_emitter_t emitter;
    size_t written = 0;
    double taken = 0;
    must(yaml_parser_initialize(&parser));
    must(yaml_emitter_initialize(&emitter));
    yaml_parser_set_input_file(&parser, file);
    yaml_emitter_set_output(&emitter, count_bytes, &written);
    yaml_emitter_set_unicode(&emitter, 1);
    for (bool done = false; !done;) {
        size_t count = 0;
        for (; count < BATCH && !done; count++) {
            must(yaml_parser_parse(&parser, &events[count]));
            done = events[count].type == YAML_STREAM_END_EVENT;
        }
        double began = cpu_seconds();
        for (size_t i = 0; i < count; i++)
            must(yaml_emitter_emit(&emitter, &events[i]));
        taken += cpu_seconds() - began;
    }
    yaml_emitter_delete(&emitter);
    yaml_parser_delete(&parser);
    fclose(file);
    return taken;
}

/* Runs `work` in a process of its own; what it writes to `result` comes back, and its peak
 * memory in bytes. */
static double in_child(void (*work)(const char *path, struct store_times *result), const char *path,
    struct store_times *result)
{
    int ends[2];
    struct rusage usage;
    int status;
    fflush(stdout);
    if (pipe(ends) < 0)
        abort();
    pid_t pid = fork();
    if (pid == 0) {
        work(path, result);
        bool told = write(ends[1], result, sizeof *result) == (ssize_t)sizeof *result;
        _exit(told ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    close(ends[1]);
    bool heard = read(ends[0], result, sizeof *result) == (ssize_t)sizeof *result;
    close(ends[0]);
    if (wait4(pid, &status, 0, &usage) < 0 || status != 0 || !heard)
        exit(EXIT_FAILURE);
#ifdef __APPLE__
    return (double)usage.ru_maxrss;
#else
    return (double)usage.ru_maxrss * 1024;
#endif
}

static void measure_times(const char *path, struct store_times *result)
{
    struct stat file;
    bool small = stat(path, &file) == 0 && file.st_size < SMALL;
    for (int i = 0; i < result->rounds; i++) {
        result->parse[i] = bare_parse(path);
        result->load[i] = time_load(path);
        result->emit[i] = time_emit(path);
        result->save[i] = time_save(path);
        result->replace[i] = small ? bare_replace(path) : 0;
    }
}

static void load_once(const char *path, struct store_times *result)
{
    (void)result;
    time_load(path);
}

/*
 * What is sure has its price, however little is saved. A text of usual size is read back as a whole
 * (verify.h) before it takes the old one's place, and for that it is written and flushed beside it
 * and renamed, and the folder flushed. In a small map this is nearly all of a save: there libyaml's
 * parse and these calls alone, measured in the same run, are what it is compared with.
 */
static void report_save(const struct bench_map *map, double save, double emit, double sure)
{
    if (map->file_size < SMALL)
        report("save after one edit", map->label, save * 1e3, 1.4 * sure * 1e3, "ms",
            "1.4 x libyaml's parse and a file replaced and flushed, %.2f ms; emit %.2f ms",
            sure * 1e3, emit * 1e3);
    else
        report("save after one edit", map->label, save / emit, 1.4, "x",
            "%.1f ms CPU; libyaml's emit %.1f ms, %.0f MB/s", save * 1e3, emit * 1e3,
            map->file_size / emit / 1e6);
}

void store_figures(struct bench_map *map)
{
    struct store_times times = { .rounds = map->touchpoints < 50000 ? MAX_ROUNDS : 3 };
    double peak = in_child(load_once, map->path, &times);
    in_child(measure_times, map->path, &times);
    size_t rounds = (size_t)times.rounds;
    double parse = median(times.parse, rounds), load = median(times.load, rounds);
    double emit = median(times.emit, rounds), save = median(times.save, rounds);

    report("load", map->label, load / parse, 1.4, "x",
        "%.1f ms CPU; libyaml's parse %.1f ms, %.0f MB/s", load * 1e3, parse * 1e3,
        map->file_size / parse / 1e6);
    report_save(map, save, emit, parse + median(times.replace, rounds));
    report("peak memory after load", map->label, peak / 1e6, (4 * map->file_size) / 1e6 + 6, "MB",
        "file %.2f MB", map->file_size / 1e6);
    map->bare_parse = parse;
    map->slowness = parse / map->file_size * USUAL_PARSE;
}
