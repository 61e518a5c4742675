/* The lines of a YAML source: which of them belong to what, when something is added or removed. */
#ifndef CJM_STORE_READ_LINES_H
#define CJM_STORE_READ_LINES_H

#include "base/buf.h"

/* Start of the line that holds the offset; a byte order mark belongs to no line. */
size_t line_start(struct slice text, size_t offset);
/* The bytes between the line's start and the offset. */
size_t line_column(struct slice text, size_t offset);
/* Behind the line break of the line that holds the offset, or the text's end. */
size_t line_next(struct slice text, size_t offset);
/* From the offset on the line holds only blanks. */
bool line_is_blank_from(struct slice text, size_t offset);
/* The same, or a comment. */
bool line_is_void_from(struct slice text, size_t offset);

/*
 * Something that begins at `column` has its last byte before `end`: this gives the end of its
 * lines, the comment lines below that are indented deeper than the column included.
 */
size_t lines_end(struct slice text, size_t end, size_t column);
/* The start of the comments and blank lines directly above the line of `offset`; those indented
 * deeper than the column belong to what is above them. */
size_t lines_begin(struct slice text, size_t offset, size_t column);

/* The start of the last line above the offset's that is more than blanks or a comment; SIZE_MAX:
 * there is none. */
size_t lines_content_above(struct slice text, size_t offset);
/* The "-" of the block list whose item's content begins at the offset; SIZE_MAX: there is none. */
size_t lines_dash(struct slice text, size_t offset);
/* The start of the lines of the item with that "-": comments and blank lines above it that do not
 * belong to what is above them. */
size_t lines_item_begin(struct slice text, size_t dash);
/* The "[" or "," before the item within [] that begins there; SIZE_MAX: it is not in such a list.
 */
size_t lines_separator(struct slice text, size_t offset);

/* A line that no source can have: it ends what is above and below it. */
#define LINES_MARK "\x01\n"

/* Appends text, each of its lines moved to the right (or left: negative). */
void lines_add_moved(struct buf *out, struct slice text, long by);
/* Line breaks from `from` on become "\r\n". */
void lines_use_crlf(struct buf *buf, size_t from);

#endif
