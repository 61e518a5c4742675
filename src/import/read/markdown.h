/* Markdown: tables of a journey, or headings with labels below them. */
#ifndef CJM_IMPORT_READ_MARKDOWN_H
#define CJM_IMPORT_READ_MARKDOWN_H

#include "import/read/table.h"

/* Has it a table or several headings? */
bool markdown_looks_so(struct slice text);
/* STATUS_BAD with messages: no stage is in it. */
enum status markdown_read(struct draft *draft, struct slice text);

/* --- markdown_inline.c --- */

/* Appends the text without emphasis, code marks and escapes; "<br>" becomes a line end. */
void markdown_add_plain(struct slice text, struct buf *out);

/* --- markdown_table.c --- */

/* Is the line "|---|:-:|"? */
bool markdown_is_rule(struct slice line);
/* Takes the rows off the front of `rest`: `first`, the rule, and what follows. `text` gets the
 * texts of the cells; table->text is it. Returns how many lines were taken. */
size_t markdown_take_table(
    struct slice first, struct slice *rest, size_t line, struct buf *text, struct table *table);

#endif
