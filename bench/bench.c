/*
 * `make bench`: the figures that cjm-tui promises, measured, beside their limits. Times depend on
 * the machine and its load; the limits that matter are ratios to libyaml and to a bare ncurses
 * program in the same run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "figures.h"
#include "generate.h"
#include "report.h"

static char *folder;

static char *path_in_folder(const char *name)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", folder, name);
    return path.data;
}

static double write_map(const char *path, int stages, int touchpoints)
{
    struct buf text = BUF_INIT;
    generate_map(&text, stages, touchpoints);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text.data, 1, text.len, file) != text.len || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    double size = (double)text.len;
    buf_release(&text);
    return size;
}

/* Everything the program keeps goes there, nothing of the user's is read. */
static void make_folder(void)
{
    struct buf path = BUF_INIT;
    const char *parent = getenv("TMPDIR");
    buf_addf(&path, "%s/cjm-bench-XXXXXX", parent && *parent ? parent : "/tmp");
    folder = path.data;
    if (!mkdtemp(folder)) {
        perror(folder);
        exit(EXIT_FAILURE);
    }
    setenv("HOME", folder, 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_DATA_HOME");
    unsetenv("XDG_STATE_HOME");
}

static void all_line_figures(void)
{
    char *path = path_in_folder("line.yaml");
    write_map(path, 5, 1000);
    line_figures(path, 80, 24);
    line_figures(path, 200, 50);
    relay_figures(path);
    call_figures(path);
    free(path);
}

enum { MAP_COUNT = 3 };

/* Writes the maps, and measures loading and saving them. */
static void make_maps(struct bench_map *maps)
{
    static const struct bench_map sizes[MAP_COUNT] = {
        { .label = "100 touchpoints", .touchpoints = 100 },
        { .label = "10,000 touchpoints", .touchpoints = 10000 },
        { .label = "100,000 touchpoints", .touchpoints = 100000 },
    };
    for (int i = 0; i < MAP_COUNT; i++) {
        maps[i] = sizes[i];
        maps[i].path = path_in_folder(maps[i].label);
        maps[i].file_size = write_map(maps[i].path, 5 + i, maps[i].touchpoints);
        store_figures(&maps[i]);
    }
}

static void all_screen_figures(const struct bench_map *maps)
{
    static const int sizes[][2] = { { 80, 24 }, { 200, 50 } };
    char *wide = path_in_folder("wide.yaml");
    write_map(wide, 20, 100);
    for (int size = 0; size < 2; size++) {
        int width = sizes[size][0], height = sizes[size][1];
        double seconds[MAP_COUNT];
        for (int i = 0; i < MAP_COUNT; i++) {
            start_figures(&maps[i], width, height);
            seconds[i] = key_figures(&maps[i], width, height);
        }
        report("arrow key, 100,000 against 100 touchpoints", width > 80 ? "200x50" : "80x24",
            seconds[MAP_COUNT - 1] / seconds[0], 1.2, "x", "%s", "");
        sideways_figures(wide, width, height);
    }
    idle_figures(wide);
}

static void measure(const char *what, const char *words)
{
    struct bench_map maps[MAP_COUNT];
    bool all = strcmp(what, "all") == 0;
    bool work = all || strcmp(what, "work") == 0;
    bool export = all || strcmp(what, "export") == 0;
    bool import = all || strcmp(what, "import") == 0;
    bool screen = all || strcmp(what, "screen") == 0;
    if (work || export || import || screen || strcmp(what, "store") == 0 ||
        strcmp(what, "view") == 0)
        make_maps(maps);
    if (work)
        work_figures(maps, MAP_COUNT);
    if (export)
        export_figures(maps, MAP_COUNT);
    for (int i = 1; i < MAP_COUNT && import; i++)
        import_figures(&maps[i]);
    if (import)
        survey_figure(path_in_folder("survey.yaml"));
    if (screen)
        all_screen_figures(maps);
    if (all || strcmp(what, "view") == 0)
        view_figures(maps, MAP_COUNT, path_in_folder("view.yaml"));
    if (all || strcmp(what, "line") == 0)
        all_line_figures();
    if (all || strcmp(what, "share") == 0)
        share_figures(path_in_folder("shared.yaml"));
    if (all || strcmp(what, "growth") == 0)
        growth_figures(path_in_folder("growth"), words);
}

static void remove_folder(void)
{
    struct buf command = BUF_INIT;
    buf_addf(&command, "rm -rf '%s'", folder);
    if (system(command.data) != 0)
        perror(folder);
    buf_release(&command);
}

/* "store", "work", "export", "import", "screen", "view", "line", "share" or "growth" as argument:
 * only those; "growth WORDS": rows with these words. */
int main(int count, char *arguments[])
{
    make_folder();
    report_begin();
    measure(count > 1 ? arguments[1] : "all", count > 2 ? arguments[2] : NULL);
    bool good = report_end();
    remove_folder();
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
