/* Lines of text by pango, in units, as the poster has them. */
#ifndef CJM_PAINT_FONT_H
#define CJM_PAINT_FONT_H

#include <pango/pango.h>

#include "export/poster/draw.h"

/* Of a cairo context whose unit is the poster's; the language chooses between forms of letters. */
void font_begin(PangoLayout *layout, const char *language);
void font_set(PangoLayout *layout, const struct type *type);
/* The line; valid until the next one. */
PangoLayoutLine *font_line(PangoLayout *layout, struct slice text);
/* Appends the text as the SVG has it: nothing that is dropped there. */
void font_add_shown(struct slice text, struct buf *out);

#endif
