/* Reading what others have: our own exports again, against libyaml, and a large survey. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "figures.h"
#include "report.h"
#include "store/store.h"

enum { ROUNDS = 5, ARGUMENTS = 16 };

static char program[] = TOP_BUILDDIR "/src/cjm-tui";

/* Runs the program with these arguments, NULL at the end; the CPU seconds it took. */
static double run(const char *const *arguments)
{
    char *argv[ARGUMENTS] = { program }, *copies[ARGUMENTS] = { NULL };
    for (int i = 0; arguments[i] && i + 2 < ARGUMENTS; i++)
        argv[i + 1] = copies[i] = strdup(arguments[i]);
    double taken = run_cpu(argv);
    for (int i = 0; i < ARGUMENTS; i++)
        free(copies[i]);
    return taken;
}

static void name_beside(const struct bench_map *map, const char *ending, struct buf *out)
{
    buf_addf(out, "%s.%s", map->path, ending);
    unlink(out->data);
}

/* To read and place a file takes at most twice libyaml's parse of what is in it. To write the new
 * map, which is read back, comes on top. */
static void format_figures(const struct bench_map *map, const char *format, bool is_yaml)
{
    struct buf file = BUF_INIT, made = BUF_INIT;
    double plans[ROUNDS], times[ROUNDS];
    char title[60];
    name_beside(map, format, &file);
    name_beside(map, "imported.yaml", &made);
    run((const char *[]){ "export", "-f", format, "-o", file.data, map->path, NULL });
    for (int i = 0; i < ROUNDS; i++) {
        unlink(made.data);
        plans[i] = run((const char *[]){
            "import", "-f", format, file.data, "--dry-run", "-o", made.data, NULL });
        times[i] = run(
            (const char *[]){ "import", "-f", format, file.data, "-o", made.data, NULL });
    }
    double parse = bare_parse(is_yaml ? file.data : made.data);
    double plan = median(plans, ROUNDS), all = median(times, ROUNDS);
    snprintf(title, sizeof title, "import, %s", format);
    report(title, map->label, plan / parse, 2, "x", "%.1f ms CPU; libyaml's parse %.1f ms",
        plan * 1e3, parse * 1e3);
    snprintf(title, sizeof title, "the same into a new map, %s", format);
    report_plain(title, map->label, all / parse, "x", "%.1f ms CPU", all * 1e3);
    unlink(file.data);
    unlink(made.data);
    buf_release(&file);
    buf_release(&made);
}

/* --- a survey --- */

enum { ANSWERS = 100000, PLACES = 3 };

struct answers {
    double count, promoters, detractors;
};

/* Answers of 0 to 10, and what they come to. */
static void write_survey(const char *path, struct answers all[PLACES])
{
    FILE *file = fopen(path, "wb");
    unsigned random = 7;
    fputs("Timestamp,Recommend,Why,Where\n", file);
    for (int i = 0; i < ANSWERS; i++) {
        random = random * 1664525u + 1013904223u;
        int score = (int)(random >> 16) % 11, place = (int)(random >> 8) % PLACES;
        struct answers *answers = &all[place];
        answers->count++;
        answers->promoters += score >= 9;
        answers->detractors += score <= 6;
        fprintf(file, "2026-%02d-%02d,%d,\"Answer %d, and more\",Place %d\n", i % 12 + 1,
            i % 28 + 1, score, i, place);
    }
    if (fclose(file) != 0)
        exit(EXIT_FAILURE);
}

/* How far the map's figures are from these, in points. */
static double farthest(const char *path, const struct answers all[PLACES])
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    double most = 0;
    map_begin(&map);
    if (store_read(&map, path, STORE_MAX_SIZE, &diags) != STATUS_OK)
        exit(EXIT_FAILURE);
    for (size_t i = 0; i < PLACES; i++) {
        const struct node *stage = node_child(map.root, MAP_STAGES, i);
        const struct node *metric = node_child(stage, STAGE_METRICS, 0);
        double nps = (all[i].promoters - all[i].detractors) * 100 / all[i].count;
        double value = metric ? strtod(node_get(metric, METRIC_VALUE).data, NULL) : NAN;
        double off = fabs(value - nps);
        most = off > most || isnan(off) ? off : most;
    }
    map_release(&map);
    return most;
}

void survey_figure(const char *path)
{
    static const char map[] = "cjm: 1\ntitle: S\nstages: [Place 0, Place 1, Place 2]\n";
    struct answers all[PLACES] = { { 0 } };
    struct buf survey = BUF_INIT;
    buf_addf(&survey, "%s.csv", path);
    write_survey(survey.data, all);
    FILE *file = fopen(path, "wb");
    if (!file || fputs(map, file) == EOF || fclose(file) != 0)
        exit(EXIT_FAILURE);
    double taken = run((const char *[]){ "import", survey.data, "-o", path, "--kind", "nps",
        "--column", "Recommend", "--stage", "Where", "--quotes", "Why", NULL });
    report("survey, CPU", "100,000 answers", taken, 2, "s", "%s", "");
    report("its figures, off from those computed apart", "100,000 answers", farthest(path, all),
        0.06, "points", "%s", "");
    buf_release(&survey);
}

void import_figures(const struct bench_map *map)
{
    format_figures(map, "csv", false);
    format_figures(map, "json", true);
    format_figures(map, "mermaid", false);
}
