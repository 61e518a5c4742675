/*
 * How a text is written in YAML, so that every YAML program reads the same text: plain where that
 * is sure, else in quotes, or as a block of lines.
 */
#ifndef CJM_STORE_WRITE_QUOTE_H
#define CJM_STORE_WRITE_QUOTE_H

#include <stdbool.h>

#include "base/buf.h"

enum quoted {
    QUOTED_TEXT,  /* in quotes also where it looks like a number, a date, a boolean, nothing */
    QUOTED_VALUE, /* a number, date, boolean or word of the schema: plain where YAML allows it */
};

/* Where something stands. */
enum flow {
    IN_BLOCK,
    IN_FLOW, /* within [] or {}, or a key */
    IN_JSON  /* within {} whose keys are in quotes: as JSON wants it */
};

/* Appends the text on one line. */
void quote_add(struct buf *out, struct slice text, enum quoted kind, enum flow flow);
/* Has it characters that make a line look another than it is? */
bool quote_has_bidi(struct slice text);
/* A text of several lines that "|" can hold as it is. */
bool quote_fits_block(struct slice text);
/* Appends such a text from "|" on, its lines indented; without the last line break. */
void quote_add_block(struct buf *out, struct slice text, size_t indent);

#endif
