/*
 * `make bench`: the figures that cjm-tui promises, measured, beside their limits. Times depend on
 * the machine and its load; the limits that matter are ratios to libyaml and to a bare ncurses
 * program in the same run.
 */
#include <stdio.h>
#include <stdlib.h>
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

static void remove_folder(void)
{
    char *command[] = { "rm", "-rf", folder, NULL };
    execvp(command[0], command);
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

static void all_figures(void)
{
    static struct bench_map maps[] = {
        { .label = "100 touchpoints", .touchpoints = 100 },
        { .label = "10,000 touchpoints", .touchpoints = 10000 },
        { .label = "100,000 touchpoints", .touchpoints = 100000 },
    };
    enum { COUNT = sizeof maps / sizeof *maps };
    static const int sizes[][2] = { { 80, 24 }, { 200, 50 } };

    char *wide = path_in_folder("wide.yaml");
    write_map(wide, 20, 100);
    for (int i = 0; i < COUNT; i++) {
        maps[i].path = path_in_folder(maps[i].label);
        maps[i].file_size = write_map(maps[i].path, 5 + i, maps[i].touchpoints);
        store_figures(&maps[i]);
    }
    for (int size = 0; size < 2; size++) {
        int width = sizes[size][0], height = sizes[size][1];
        double seconds[COUNT];
        for (int i = 0; i < COUNT; i++) {
            start_figures(&maps[i], width, height);
            seconds[i] = key_figures(&maps[i], width, height);
        }
        report("arrow key, 100,000 against 100 touchpoints", width > 80 ? "200x50" : "80x24",
            seconds[COUNT - 1] / seconds[0], 1.2, "x", "%s", "");
        sideways_figures(wide, width, height);
    }
    all_line_figures();
    idle_figures(wide);
    share_figures(path_in_folder("shared.yaml"));
}

/* "share" or "line" as argument: only those. */
int main(int count, char *arguments[])
{
    make_folder();
    report_begin();
    if (count > 1 && strcmp(arguments[1], "share") == 0)
        share_figures(path_in_folder("shared.yaml"));
    else if (count > 1 && strcmp(arguments[1], "line") == 0)
        all_line_figures();
    else
        all_figures();
    report_end();
    remove_folder();
}
