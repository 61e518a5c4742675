/* The table of figures: one row each, beside its limit. */
#ifndef CJM_BENCH_REPORT_H
#define CJM_BENCH_REPORT_H

#include <stdbool.h>
#include <stddef.h>

/* Seconds that only grow. */
double now_seconds(void);
/* Seconds that this process computed. */
double cpu_seconds(void);
/* The same of this thread alone. */
double thread_seconds(void);
/* Sorts the values. NAN, which is over every limit, where there is none. */
double median(double *values, size_t count);
/* The same for the value that `part` (0..1) of all do not exceed. */
double quantile(double *values, size_t count, double part);

void report_begin(void);
/* A figure with its limit, both in `unit`; `note` says how it came about. */
void report(const char *what, const char *where, double value, double limit, const char *unit,
    const char *note, ...) __attribute__((format(printf, 6, 7)));
/* A figure to compare with: nothing limits it. */
void report_plain(const char *what, const char *where, double value, const char *unit,
    const char *note, ...) __attribute__((format(printf, 5, 6)));
/* Ends the table with how many figures are over their limit; true: none is. */
bool report_end(void);

#endif
