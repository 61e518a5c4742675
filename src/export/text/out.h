/*
 * What the formats that are no Markdown write with: texts that are nothing but text where they
 * stand, whatever they hold, and values as people read them.
 */
#ifndef CJM_EXPORT_TEXT_OUT_H
#define CJM_EXPORT_TEXT_OUT_H

#include "base/diag.h"
#include "model/map.h"

/* How a format shows characters that would be markup. All but ASCII stays as it is. */
struct escape {
    const char *chars;            /* those */
    const char *doubled, *joined; /* others, beside the same one; where no blank follows; or NULL */
    const char *before, *after;   /* what stands around each of them */
    bool number;            /* the code point in decimal stands for it; else it stands itself */
    bool bidi;              /* what turns the order of the text stays: it is data */
    const char *line_break; /* between lines; of several blanks, empty lines nothing is left */
};

/*
 * How a character is written so that it does nothing: control characters become signs, each kind
 * of line break '\n', and 0 is what would turn the order of the text around it.
 */
uint32_t out_point(uint32_t point);
/* Appends the text so, white space collapsed. */
void out_text(struct buf *out, struct slice text, const char *line_break);
/* The same, with the escapes. */
void out_escaped(struct buf *out, struct slice text, const struct escape *escape);
/* Appends what names the node: the headline, or the id where there is none; as it is. */
void out_name(struct buf *out, const struct node *node);
/* Appends where a pain, idea, quote or metric is: "Purchase / 3-D Secure"; as it is. */
void out_where(struct buf *out, const struct node *node);
/* Appends a field's value as people read it, as it is: names instead of ids, `between` between the
 * items of a list, yes and no, words in the language in use. */
void out_value(struct buf *out, const struct map *map, const struct node *node, enum field field,
    const char *between);
/* Is it a number, as every format has it ("-1", "0.8"), with nothing that reading it would lose? */
bool out_is_number(struct slice text);
/* Adds a message that names the lists of the map that are not empty and of none of these kinds (a
 * bit each), and `besides` (NULL: nothing): the format does not hold them. */
void out_tell_left_out(const struct map *map, const char *format, unsigned held,
    const char *besides, struct diags *diags);

/* Adds a message that there is nothing to do, which the format has no form for. STATUS_BAD. */
enum status out_refuse_no_actions(struct diags *diags);

#endif
