/* What is measured. Each function prints its rows of the table. */
#ifndef CJM_BENCH_FIGURES_H
#define CJM_BENCH_FIGURES_H

#include <sys/types.h>

#include "terminal.h"

/* What xterm's arrow keys send to a program that asked for the keypad. */
#define UP "\033OA"
#define DOWN "\033OB"
#define RIGHT "\033OC"
#define LEFT "\033OD"

struct bench_map {
    const char *label; /* "10,000 touchpoints" */
    int touchpoints;
    char *path;       /* of the generated file */
    double file_size; /* bytes */
    /* Set by store_figures(): */
    double bare_parse; /* seconds of libyaml alone */
    double slowness;   /* of this machine, now, by that: the limits in ms are for 1 */
};

/* Starts the program on a generated map. */
struct answer start(struct terminal *terminal, const char *path, int width, int height);

/* Loading and saving, against libyaml alone over the same file in the same process. */
void store_figures(struct bench_map *map);
/* What every cjm-tui and its user wait for: start, keys, an edit, memory. */
void start_figures(const struct bench_map *map, int width, int height);
/* Returns the median seconds from an arrow key to its last byte. */
double key_figures(const struct bench_map *map, int width, int height);
/* A map with more stages than fit beside each other. */
void sideways_figures(const char *path, int width, int height);
/* Seconds that libyaml alone takes for a file. */
double bare_parse(const char *path);
/* Exports of all but the first, and posters. (export_figures.c) */
void export_figures(const struct bench_map *maps, int count);
/* Our own exports of the map, imported. */
void import_figures(const struct bench_map *map);
/* A large survey, added to a map that is made at `path`. */
void survey_figure(const char *path);
/* What those wait for who work on maps, of which the first is the smallest. */
void work_figures(const struct bench_map *maps, int count);
/* What keys cost in the map, the lists and the guide, and what personas and colours do; some maps
 * are made at `path`. (view_figures.c) */
void view_figures(const struct bench_map *maps, int count, const char *path);
/* What a slow line waits for; with a map of 1,000 touchpoints in five stages. (line_figures.c) */
void line_figures(const char *path, int width, int height);
/* The screen that a held key leaves, behind a relay that is slower than the key. */
void relay_figures(const char *path);
/* How often the system is called for a key. */
void call_figures(const char *path);
void idle_figures(const char *path);
/* How often a process gave the processor away by itself so far; -1 where that can't be read. */
long count_wakeups(pid_t pid);
/* What those wait for who have one map open: until an edit of one is on the others' screens. Makes
 * the map at `path`. */
void share_figures(const char *path);
/* The exponents by which time grows (growth.c); `only`: of the rows that have this in their names;
 * NULL: all. Makes the folder at `path`. */
void growth_figures(const char *path, const char *only);

#endif
