/* A page of a poster as SVG: presentation attributes only, so that office programs and the filters
 * of wikis keep it. */
#ifndef CJM_EXPORT_POSTER_SVG_H
#define CJM_EXPORT_POSTER_SVG_H

#include "export/poster/poster.h"

/* Appends the page, as a whole file; `draw` is room that the pages share, released by who has it.
 */
void svg_add_page(struct poster *poster, size_t page, struct draw *draw, struct buf *out);
/* Appends one mark of it. */
void svg_add_mark(struct buf *out, const struct mark *mark);
void svg_add_steps(struct buf *out, const struct step *steps, size_t count);
/* Appends a text for XML and HTML: escaped, without what point_is_dropped(). */
void xml_add_text(struct buf *out, struct slice text);

#endif
