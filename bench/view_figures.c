/*
 * What the views cost: a key in the map and in the lists, opening them, the guide's answers, many
 * personas, colours.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "figures.h"
#include "generate.h"
#include "report.h"

#define PAGE_DOWN "\033[6~"
#define PAINS "\033OS" /* F4 */

enum { ROUNDS = 14, STARTS = 7, PERSONAS = 50, WALK_MOST = 200 };

/* The medians of what some keys cost. */
struct cost {
    double ms, bytes; /* computed, and sent */
};

/* Of keys that come one after the other, in turn two. */
static struct cost cost_of(struct terminal *terminal, const char *one, const char *other)
{
    double times[ROUNDS], bytes[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        double before = terminal_cpu(terminal);
        bytes[i] = (double)terminal_send(terminal, i % 2 ? other : one).bytes;
        times[i] = (terminal_cpu(terminal) - before) * 1e3;
    }
    return (struct cost){ median(times, ROUNDS), median(bytes, ROUNDS) };
}

static void write_personas(const char *path, int personas)
{
    struct buf text = BUF_INIT;
    generate_personas(&text, personas);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text.data, 1, text.len, file) != text.len || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    buf_release(&text);
}

/* --- the map --- */

static void report_arrows(struct terminal *terminal, const char *what, const char *where,
    const char *one, const char *other, double bytes, double ms)
{
    struct cost cost = cost_of(terminal, one, other);
    char name[60];
    report(what, where, cost.bytes, bytes, "B", "%s", "");
    snprintf(name, sizeof name, "%s, CPU", what);
    report(name, where, cost.ms, ms, "ms", "%s", "");
}

/* Of names and scores alone: what else is said of a touchpoint stands in the details. */
static void arrow_figures(const char *path, double slowness)
{
    struct terminal terminal;
    const char *where = "100 touchpoints without texts";
    write_personas(path, 1);
    start(&terminal, path, 80, 24);
    terminal_send(&terminal, DOWN);
    report_arrows(&terminal, "Down, Up", where, DOWN, UP, 230, 0.3 * slowness);
    report_arrows(&terminal, "Right, Left", where, RIGHT, LEFT, 300, 0.3 * slowness);
    terminal_end(&terminal);
}

struct example {
    const char *name, *title; /* of the file, and a part of the map's */
    const char *path;         /* of a copy */
};

static void copy_example(const struct example *example)
{
    struct buf from = BUF_INIT;
    char part[4096];
    size_t len;
    buf_addf(&from, "%s/examples/%s", TOP_SRCDIR, example->name);
    FILE *in = fopen(from.data, "rb"), *out = fopen(example->path, "wb");
    while (in && out && (len = fread(part, 1, sizeof part, in)) > 0)
        fwrite(part, 1, len, out);
    if (!in || !out || fclose(out) != 0) {
        perror(example->name);
        exit(EXIT_FAILURE);
    }
    fclose(in);
    buf_release(&from);
}

static struct answer start_example(
    struct terminal *terminal, const struct example *example, bool colours, bool wide)
{
    char program[] = TOP_BUILDDIR "/src/cjm-tui", without[] = "--no-color", map[4096];
    snprintf(map, sizeof map, "%s", example->path);
    char *plain[] = { program, without, map, NULL }, *coloured[] = { program, map, NULL };
    return terminal_start(
        terminal, colours ? coloured : plain, wide ? 200 : 80, wide ? 50 : 24, example->title);
}

struct walk {
    double ms[WALK_MOST], bytes[WALK_MOST];
    size_t count;
};

/* The key until it changes nothing, which is not counted. */
static void walk_on(struct terminal *terminal, const char *key, struct walk *walk)
{
    while (walk->count < WALK_MOST) {
        double before = terminal_cpu(terminal);
        struct answer answer = terminal_send(terminal, key);
        if (!answer.cells)
            return;
        walk->ms[walk->count] = (terminal_cpu(terminal) - before) * 1e3;
        walk->bytes[walk->count++] = (double)answer.bytes;
    }
}

/* A map with all its texts: down and up in each of its stages. What a key costs is what the
 * touchpoint has to say, so they all count. */
static void example_figures(const struct example *example)
{
    struct terminal terminal;
    copy_example(example);
    for (int wide = 0; wide < 2; wide++) {
        struct walk walk = { .count = 0 };
        start_example(&terminal, example, true, wide);
        do {
            walk_on(&terminal, DOWN, &walk);
            walk_on(&terminal, UP, &walk);
        } while (terminal_send(&terminal, RIGHT).cells);
        const char *where = wide ? "retail, 200x50" : "retail, 80x24";
        double most = quantile(walk.bytes, walk.count, 1);
        report("Down, Up", where, median(walk.bytes, walk.count), wide ? 780 : 500, "B",
            "%zu keys, most %.0f B", walk.count, most);
        report_plain("Down, Up, CPU", where, median(walk.ms, walk.count), "ms", "%s", "");
        terminal_end(&terminal);
    }
}

/* --- lists, help --- */

static double list_figure(const struct bench_map *map)
{
    struct terminal terminal;
    start(&terminal, map->path, 80, 24);
    terminal_send(&terminal, PAINS);
    terminal_send(&terminal, DOWN);
    struct cost cost = cost_of(&terminal, DOWN, UP);
    report("arrow key in a list", map->label, cost.bytes, 300, "B", "%s", "");
    report("arrow key in a list, CPU", map->label, cost.ms, 0.3 * map->slowness, "ms", "%s", "");
    terminal_end(&terminal);
    return cost.ms;
}

/* Each time in a program that has not shown it yet. */
static void open_figure(const struct bench_map *map, const char *what, const char *key)
{
    struct terminal terminal;
    double times[STARTS];
    for (int i = 0; i < STARTS; i++) {
        start(&terminal, map->path, 80, 24);
        double before = terminal_cpu(&terminal);
        terminal_send(&terminal, key);
        times[i] = (terminal_cpu(&terminal) - before) * 1e3;
        terminal_end(&terminal);
    }
    report(what, map->label, median(times, STARTS), 20 * map->slowness, "ms", "%s", "");
}

/* --- the guide --- */

static void guide_figures(const struct bench_map *map)
{
    struct terminal terminal;
    double times[ROUNDS];
    double most = 1 * map->slowness;
    start(&terminal, map->path, 80, 24);
    terminal_send(&terminal, "i");
    struct cost skipped = cost_of(&terminal, PAGE_DOWN, PAGE_DOWN);
    report("guide: skip, CPU", map->label, skipped.ms, most, "ms", "%s", "");
    terminal_end(&terminal);
    start(&terminal, map->path, 80, 24);
    terminal_send(&terminal, "i");
    for (int i = 0; i < ROUNDS && !terminal_shows(&terminal, "want to achieve"); i++)
        terminal_send(&terminal, PAGE_DOWN);
    for (int i = 0; i < ROUNDS; i++) {
        char answer[40];
        snprintf(answer, sizeof answer, "a set before Saturday %d", i);
        terminal_send(&terminal, answer);
        double before = terminal_cpu(&terminal);
        terminal_send(&terminal, "\r");
        times[i] = (terminal_cpu(&terminal) - before) * 1e3;
    }
    report("guide: answer, CPU", map->label, median(times, ROUNDS), most, "ms", "%s", "");
    terminal_end(&terminal);
}

/* --- personas --- */

static double start_cpu(const char *path)
{
    struct terminal terminal;
    double times[STARTS];
    for (int i = 0; i < STARTS; i++) {
        start(&terminal, path, 80, 24);
        times[i] = terminal_cpu(&terminal) * 1e3;
        terminal_end(&terminal);
    }
    return median(times, STARTS);
}

static void persona_figures(const char *path, double slowness)
{
    struct terminal terminal;
    write_personas(path, 1);
    double one = start_cpu(path);
    write_personas(path, PERSONAS);
    double many = start_cpu(path);
    report("start with 50 personas, CPU", "100 touchpoints", many / one, 1.5, "x",
        "%.1f ms; with one %.1f ms", many, one);
    start(&terminal, path, 80, 24);
    terminal_send(&terminal, DOWN);
    struct cost cost = cost_of(&terminal, DOWN, UP);
    report("arrow key with 50 personas, CPU", "100 touchpoints", cost.ms, 0.5 * slowness, "ms",
        "%.0f B", cost.bytes);
    terminal_end(&terminal);
}

/* --- colours --- */

static double opening_bytes(const struct example *example, bool colours)
{
    struct terminal terminal;
    struct answer answer = start_example(&terminal, example, colours, true);
    terminal_end(&terminal);
    return (double)answer.bytes;
}

static void colour_figure(const struct example *example, double most)
{
    copy_example(example);
    double plain = opening_bytes(example, false), coloured = opening_bytes(example, true);
    report("opening with colours against --no-color", example->name, coloured / plain, most, "x",
        "%.0f B against %.0f B", coloured, plain);
}

void view_figures(const struct bench_map *maps, int count, const char *path)
{
    struct example retail = { "retail.yaml", "Running shoes", path };
    struct example overlaid = { "b2b-purchase.yaml", "maintenance", path };
    arrow_figures(path, maps[0].slowness);
    example_figures(&retail);
    double first = list_figure(&maps[0]), last = first;
    for (int i = 1; i < count; i++) {
        last = list_figure(&maps[i]);
        guide_figures(&maps[i]);
    }
    report("arrow key in a list, CPU", "100,000 against 100 touchpoints", last / first, 1.2, "x",
        "%s", "");
    open_figure(&maps[1], "opening a list, CPU", PAINS);
    open_figure(&maps[1], "opening the help, CPU", "?");
    persona_figures(path, maps[0].slowness);
    colour_figure(&retail, 1.25);
    colour_figure(&overlaid, 1.4);
}
