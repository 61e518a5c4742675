/* Maps to measure with, as a workshop would have made them, only larger. */
#ifndef CJM_BENCH_GENERATE_H
#define CJM_BENCH_GENERATE_H

#include "base/buf.h"

/* The first word of every title, to see that a screen shows it. */
#define GENERATED_TITLE "Benchmark"

/*
 * Appends a map of `touchpoints` spread over `stages` ("Stage 1" on): seven or eight fields each,
 * a pain at every third, a quote at every seventh. The same numbers give the same bytes.
 */
void generate_map(struct buf *out, int stages, int touchpoints);
/* Appends a map of 100 touchpoints that each of so many personas feels something at. */
void generate_personas(struct buf *out, int personas);
/* Appends a map whose touchpoints are called T00, T01 ..., `rows` in each of the stages. */
void generate_shared_map(struct buf *out, int stages, int rows);

#endif
