/* Formats that are drawn. */
#ifndef CJM_EXPORT_PICTURE_PICTURE_H
#define CJM_EXPORT_PICTURE_PICTURE_H

#include "export/format/format.h"

extern const struct export_format export_svg, export_slides, export_html, export_pdf, export_png;

#endif
