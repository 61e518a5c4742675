/* Texts of the program in a page of the manual: each function appends to a page in mdoc(7). */
#ifndef CJM_MAN_MDOC_H
#define CJM_MAN_MDOC_H

#include "base/buf.h"

/* A text that no part of is taken for a request or an escape. */
void mdoc_text(struct buf *out, struct slice text);
/* A text as one argument of a macro: never called as one, nor taken for punctuation. */
void mdoc_argument(struct buf *out, struct slice text);
/* A help text on a line of its own. */
void mdoc_help(struct buf *out, const char *help);
/* "FIELD [VALUE]" as "Ar FIELD Op Ar VALUE". */
void mdoc_usage(struct buf *out, const char *usage);

#endif
