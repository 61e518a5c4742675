/*
 * A persona's photo: a PNG or JPEG file beside the map. It is looked at before anybody decodes it,
 * and nothing is fetched: only a file in the map's folder, or in folders there, is read, behind no
 * link. Who may read the map may read what lies beside it, and nothing else.
 */
#ifndef CJM_EXPORT_PHOTO_PHOTO_H
#define CJM_EXPORT_PHOTO_PHOTO_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"

enum { PHOTO_BYTES_MOST = 4 * 1024 * 1024, PHOTO_PIXELS_MOST = 40 * 1000 * 1000 };

struct photo {
    struct buf bytes; /* of the file */
    bool is_jpeg;     /* else PNG */
    int width, height;
};

/* Reads the file. `map` is the path of the map's own, or NULL where it has none. NULL with a
 * message that says why there is no photo; else photo_free() is to follow. */
struct photo *photo_read(const char *map, struct slice path, struct diags *diags);
void photo_free(struct photo *photo);
/* Is that a whole PNG or JPEG file? Then its kind and dimensions are set, not the bytes. */
bool photo_look(struct slice bytes, struct photo *out);
/* Appends it as "data:image/png;base64,...". */
void photo_add_data(const struct photo *photo, struct buf *out);

#endif
