/*
 * The Markdown export's parts. A block (heading, list, table, quote, fenced text) begins with
 * markdown_block() and ends with a line end.
 */
#ifndef CJM_EXPORT_MARKDOWN_H
#define CJM_EXPORT_MARKDOWN_H

#include "base/buf.h"
#include "export/export.h"
#include "export/text/figure.h"
#include "model/map.h"

struct markdown {
    struct buf *out;
    const struct map *map;
    bool tables; /* else lists: no table and no HTML */
    struct cast cast;
    const char *labels[FIELD_COUNT]; /* translated; NULL: not asked for yet */
};

/* --- markdown_cast.c --- */

/* Appends a name: the headline, or the id where there is none; escaped, on one line.
 * `starts_line` as in markdown_escape(). */
void markdown_name(struct buf *out, const struct node *node, bool starts_line);
/* Appends where a pain, idea or metric is: "Purchase / 3-D Secure". */
void markdown_where(struct buf *out, const struct node *node);

/* Appends whose the letters are: "A = Anna (user), B = Ben". */
void markdown_cast(struct buf *out, const struct cast *cast);

/* --- markdown_curve.c --- */

/* The emotion curves as fenced text, and the list of touchpoints by number. */
void markdown_curves(struct markdown *md);

/* --- markdown_fields.c --- */

/* An empty line, if the text before does not end in one. */
void markdown_block(struct markdown *md);
/* A heading of a text that needs no escapes, and the place for a block below it. */
void markdown_heading(struct markdown *md, int level, const char *text);
/* The same of a node's name. */
void markdown_title(struct markdown *md, int level, const struct node *node);
/* Begins a list item: "- "; "- **Label:**". Depth 0 is a list of its own. */
void markdown_item(struct markdown *md, int depth);
void markdown_label(struct markdown *md, int depth, const char *label);
/* The text that names a node, of several lines, or its id where there is none; `starts_line` as in
 * markdown_escape(). */
void markdown_headline(struct markdown *md, const struct node *node, bool starts_line);
/* A text as a quote; `otherwise` stands where it is empty; nothing where both are. */
void markdown_quote(struct markdown *md, struct slice text, const char *otherwise);
/* A field's value: yes or no, the name of the node whose id it holds, or the text. */
void markdown_value(struct markdown *md, enum field field, struct slice text, bool starts_line);
/* A field as an item; nothing where it is not set. */
void markdown_field(struct markdown *md, const struct node *node, enum field field, int depth);
/* Appends the fields of a node's lanes, and its own keys, as items. */
void markdown_own_fields(struct markdown *md, const struct node *node, int depth);
/* Every field that is set as an item, save the one that names the node and `but`. */
void markdown_fields(struct markdown *md, const struct node *node, int depth, enum field but);

struct column {
    enum field field;  /* whose text and label it has, if `fill` is not set */
    const char *label; /* marked for translation */
    void (*fill)(struct buf *out, const struct node *node);
};

enum { COLUMNS_MAX = 12 };

/* Nodes of a kind as a table, a row each; as a list, an item each. */
struct sheet {
    const char *title; /* marked for translation; NULL: it follows a heading */
    size_t count;
    size_t rare; /* so many of them, the last ones, are left out where they hold nothing */
    bool alone;  /* its nodes stand nowhere else: their own keys follow */
    struct column columns[COLUMNS_MAX];
};

void markdown_sheet(
    struct markdown *md, const struct sheet *sheet, struct node **nodes, size_t count);
/* The line between a table's head and its rows. */
void markdown_rule(struct markdown *md, size_t columns);

/* Ends the document: appends `text` to `out` without empty lines at its end, and releases it. */
void markdown_end(struct buf *text, struct buf *out);

/* --- markdown_act.c --- */

/* What comes next: owner, next review, and the chosen ideas; false where none is set. */
bool markdown_act(struct markdown *md);

#endif
