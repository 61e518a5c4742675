/* Tables of comma-separated values: RFC 4180, and no cell that a spreadsheet would compute. */
#ifndef CJM_EXPORT_TEXT_CSV_H
#define CJM_EXPORT_TEXT_CSV_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

struct csv {
    struct buf *out;
    char separator;
    bool raw;   /* texts as they are, also such as a spreadsheet would compute */
    bool begun; /* the row has a cell */
};

/* Adds a cell; lines in it stay lines. */
void csv_cell(struct csv *csv, struct slice text);
void csv_end_row(struct csv *csv);

#endif
