/* Tables of text: comma, semicolon, tab or bar between cells, found by trial. */
#ifndef CJM_IMPORT_READ_CSV_H
#define CJM_IMPORT_READ_CSV_H

#include "import/read/table.h"

/* Parses it in place: quotes are taken off in `text`, which the table borrows. False: a row has too
 * many cells; `line` becomes where. */
bool csv_parse(struct buf *text, struct table *table, size_t *line);
/* Reads a map. STATUS_BAD with messages: no column is known. */
enum status csv_read(struct draft *draft, struct buf *text);

#endif
