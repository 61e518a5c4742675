/* Pages of a poster by cairo and pango: as PDF, or as PNG. */
#ifndef CJM_PAINT_CAIRO_H
#define CJM_PAINT_CAIRO_H

#include "base/diag.h"
#include "export/poster/poster.h"

enum { PAINT_PIXELS_MOST = 200 * 1000 * 1000 };

/* Appends all pages as one PDF: its text can be searched, its fonts are in it. */
enum status paint_pdf(struct poster *poster, struct buf *out, struct diags *diags);
/* Appends a page as PNG at so many dots an inch. */
enum status paint_png(
    struct poster *poster, size_t page, int dpi, struct buf *out, struct diags *diags);

#endif
