/* What libyaml found wrong with a text, in words for people who write maps by hand. */
#ifndef CJM_STORE_READ_SYNTAX_H
#define CJM_STORE_READ_SYNTAX_H

#include "store/read/source.h"

/* `problem` is libyaml's; `context` where the thing began that it was in, SIZE_MAX: unknown. */
void syntax_report(struct source *source, const char *problem, size_t offset, size_t context);
/* The same for bytes that are no text; `value` is the byte or character. */
void syntax_report_reader(struct source *source, size_t offset, const char *problem, int value);

#endif
