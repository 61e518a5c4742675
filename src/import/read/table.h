/* A table as CSV and Markdown have it: rows of cells, and where each row stands in the file. */
#ifndef CJM_IMPORT_READ_TABLE_H
#define CJM_IMPORT_READ_TABLE_H

#include <stdint.h>

#include "import/draft/draft.h"

enum { TABLE_WIDTH_MAX = 10000 };

struct table_cell {
    uint32_t start, len; /* in `text` */
};

struct table_row {
    uint32_t first; /* of its cells */
    uint32_t line;
};

struct table {
    char *text; /* borrowed */
    struct table_cell *cells;
    size_t cell_count, cell_cap;
    struct table_row *rows;
    size_t row_count, row_cap;
    char delimiter;    /* 0: none */
    size_t open_quote; /* line of the quote that never ends, 0: none */
};

void table_release(struct table *table);
/* Says where a quote never ends. */
void table_tell_quote(struct draft *draft, const struct table *table);
void table_add_row(struct table *table, size_t line);
void table_add_cell(struct table *table, size_t start, size_t len);
size_t table_width(const struct table *table, size_t row);
/* Empty behind the last. */
struct slice table_at(const struct table *table, size_t row, size_t column);

/* What a table is good for. */
enum table_kind {
    TABLE_UNKNOWN, /* no label in it is known */
    TABLE_ROWS,    /* a stage, or a touchpoint, a row */
    TABLE_LANES,   /* stages are columns, a label heads each row */
    TABLE_PERSONAS /* a persona a row */
};

struct table_shape {
    enum table_kind kind;
    size_t header; /* row of the labels, or of the first lane */
};

struct table_shape table_shape(const struct draft *draft, const struct table *table);
/* Adds what it has to the draft. `loose` as in draft_stage(). */
void table_read(
    struct draft *draft, const struct table *table, struct table_shape shape, bool loose);
/* Adds the rows behind a header to a place that is there already. */
void table_read_into(struct draft *draft, const struct table *table, struct draft_place *place);
/* Of the kind TABLE_LANES: table_lanes.c */
void table_read_lanes(
    struct draft *draft, const struct table *table, size_t first_lane, bool loose);
/* Rows above the labels with one cell: a title, and what else is said there. */
void table_read_title(struct draft *draft, const struct table *table, size_t row);

/* Is it the table of touchpoints that our own export writes? (table_own.c) */
bool table_is_own(const struct draft *draft, const struct table *table, size_t header);
/* A column of it, which is what its label says, and nothing that is only like it. */
struct draft_column *table_own_column(struct draft *draft, struct slice label, size_t line);
/* The text without the "'" that keeps spreadsheets from computing it. */
struct slice table_unguarded(struct slice text);

#endif
