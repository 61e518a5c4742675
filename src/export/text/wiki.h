/* The page of a map in a wiki: each wiki says with what it writes a table, a heading, a text. */
#ifndef CJM_EXPORT_TEXT_WIKI_H
#define CJM_EXPORT_TEXT_WIKI_H

#include "base/diag.h"
#include "model/map.h"

struct around {
    const char *before, *after;
};

struct wiki_style {
    const char *name;
    struct around title, heading, paragraph, bold;
    struct around table, head_row, row;
    struct around head, side, cell; /* of a column, of a row, and all others */
    struct around figure;
    /* Appends a text so that it is nothing but text; its lines stay lines. */
    void (*text)(struct buf *out, struct slice text);
    /* The same where blanks and lines stay as they are, within `figure`. */
    void (*fixed)(struct buf *out, struct slice text);
    /* Can a text stand in a title? NULL: each can. */
    bool (*titles)(struct slice text);
};

void wiki_write(
    const struct map *map, const struct wiki_style *style, struct buf *out, struct diags *diags);

#endif
