/* What is made of maps for others: the time against libyaml, the memory against what is made. */
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "figures.h"
#include "report.h"

enum { ROUNDS = 5, FILE_ROUNDS = 3, PATH_SIZE = 4096 };

static struct spent run_export(const char *format, const char *output, const char *map)
{
    char program[] = TOP_BUILDDIR "/src/cjm-tui", what[] = "export", as[] = "-f", in[] = "-o";
    char name[20], to[PATH_SIZE], from[PATH_SIZE];
    snprintf(name, sizeof name, "%s", format);
    snprintf(to, sizeof to, "%s", output);
    snprintf(from, sizeof from, "%s", map);
    return run_spent((char *[]){ program, what, as, name, in, to, from, NULL });
}

/* --- files --- */

/* The bytes that were written, also in the pages behind the first. */
static double output_size(const char *output, const char *format)
{
    char name[PATH_SIZE + 40];
    struct stat file;
    double size = 0;
    snprintf(name, sizeof name, "%s.%s", output, format);
    for (int page = 2; stat(name, &file) == 0; page++) {
        size += (double)file.st_size;
        snprintf(name, sizeof name, "%s-%d.%s", output, page, format);
    }
    return size;
}

static void figure(const struct bench_map *map, const char *format, double most)
{
    char title[40];
    double times[ROUNDS];
    for (int i = 0; i < ROUNDS; i++)
        times[i] = run_export(format, "-", map->path).cpu;
    double taken = median(times, ROUNDS);
    snprintf(title, sizeof title, "export, %s", format);
    report(title, map->label, taken / map->bare_parse, most, "x",
        "%.1f ms CPU; libyaml's parse %.1f ms", taken * 1e3, map->bare_parse * 1e3);
}

/* Into files, as these are meant: a poster has one a page. They go away with the folder: a file
 * system that passes over what was removed lately (ext4) would take longer for new ones. */
static void file_figures(const struct bench_map *map, const char *format)
{
    char title[40], output[PATH_SIZE], path[PATH_SIZE + 20];
    double times[FILE_ROUNDS], memory = 0, size = 0;
    for (int i = 0; i < FILE_ROUNDS; i++) {
        snprintf(output, sizeof output, "%s.out%d", map->path, i);
        snprintf(path, sizeof path, "%s.%s", output, format);
        struct spent spent = run_export(format, path, map->path);
        times[i] = spent.cpu;
        memory = spent.memory > memory ? spent.memory : memory;
        size = output_size(output, format);
    }
    double taken = median(times, FILE_ROUNDS);
    snprintf(title, sizeof title, "export, %s", format);
    report(title, map->label, taken / map->bare_parse, 3, "x",
        "%.1f ms CPU, into files; libyaml's parse %.1f ms", taken * 1e3, map->bare_parse * 1e3);
    snprintf(title, sizeof title, "its peak memory, %s", format);
    report(title, map->label, memory / size, 3, "x", "%.1f MB; %.1f MB are written", memory / 1e6,
        size / 1e6);
}

/* A poster of an example, and how large its file is. */
static void poster_figure(const char *format, double most_ms, double most_kb)
{
    char name[20];
    double times[ROUNDS], size = 0;
    snprintf(name, sizeof name, "poster.%s", format);
    for (int i = 0; i < ROUNDS; i++) {
        times[i] = run_export(format, name, TOP_SRCDIR "/examples/retail.yaml").cpu;
        size = output_size("poster", format);
        unlink(name);
    }
    report("poster, CPU", name, median(times, ROUNDS) * 1e3, most_ms, "ms", "%s", "");
    report("poster, file", name, size / 1e3, most_kb, "kB", "%s", "");
}

void export_figures(const struct bench_map *maps, int count)
{
    static const char *const formats[] = { "markdown", "csv", "json", "mermaid", "mediawiki",
        "canvas" };
    for (int i = 1; i < count; i++) {
        for (size_t k = 0; k < sizeof formats / sizeof *formats; k++)
            figure(&maps[i], formats[k], 2);
        file_figures(&maps[i], "html");
        file_figures(&maps[i], "svg");
    }
    poster_figure("svg", 50, 100);
    poster_figure("pdf", 250, 300);
}
