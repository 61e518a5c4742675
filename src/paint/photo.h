/* Photos of personas, decoded. */
#ifndef CJM_PAINT_PHOTO_H
#define CJM_PAINT_PHOTO_H

#include <cairo.h>

#include "export/photo/photo.h"

/* The middle of the photo as a square of so many dots a side; NULL where it can't be decoded. */
cairo_surface_t *photo_square(const struct photo *photo, int side);

#endif
