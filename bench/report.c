#include "report.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int within, over;

static double clock_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double now_seconds(void)
{
    return clock_seconds(CLOCK_MONOTONIC);
}

double cpu_seconds(void)
{
    return clock_seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double thread_seconds(void)
{
    return clock_seconds(CLOCK_THREAD_CPUTIME_ID);
}

static int compare(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

double median(double *values, size_t count)
{
    if (count == 0)
        return NAN;
    qsort(values, count, sizeof *values, compare);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

double quantile(double *values, size_t count, double part)
{
    if (count == 0)
        return NAN;
    qsort(values, count, sizeof *values, compare);
    return values[(size_t)(part * (double)(count - 1) + 0.5)];
}

void report_begin(void)
{
    printf("%-60s %12s %12s\n", "figure", "value", "at most");
}

static void print_name(const char *what, const char *where)
{
    int width = printf("%s%s%s", what, *where ? ", " : "", where);
    printf("%*s", width < 60 ? 60 - width : 1, "");
}

static int decimals(double value, const char *unit)
{
    return value < (strcmp(unit, "B") == 0 ? 10 : 100) ? 2 : 0;
}

static void print_value(double value, const char *unit)
{
    printf(" %*.*f %-2s", 9, decimals(value, unit), value, unit);
}

void report(const char *what, const char *where, double value, double limit, const char *unit,
    const char *note, ...)
{
    print_name(what, where);
    print_value(value, unit);
    print_value(limit, unit);
    printf("  %-4s ", value <= limit ? "ok" : "OVER");
    *(value <= limit ? &within : &over) += 1;
    va_list args;
    va_start(args, note);
    vprintf(note, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
}

void report_plain(
    const char *what, const char *where, double value, const char *unit, const char *note, ...)
{
    print_name(what, where);
    print_value(value, unit);
    printf(" %12s       ", "");
    va_list args;
    va_start(args, note);
    vprintf(note, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);
}

bool report_end(void)
{
    printf("\n%d within their limit, %d over\n", within, over);
    return over == 0;
}
