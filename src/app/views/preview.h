/* A template in a few lines, for who chooses one: its sentence, stages, questions and samples. */
#ifndef CJM_APP_VIEWS_PREVIEW_H
#define CJM_APP_VIEWS_PREVIEW_H

#include "app/core/state.h"

struct preview {
    const char *name; /* of the template that was read, borrowed; NULL: none was */
    struct map map;
    struct buf why; /* it is broken; or empty */
};

/* Reads the template, unless it is the one that was read last. */
void preview_read(struct preview *preview, const char *name);
void preview_release(struct preview *preview);
/* `with_samples`: what a map will begin with. What has no room in its lines ends in a mark. */
void draw_preview(
    const struct preview *preview, bool with_samples, struct canvas *canvas, struct area area);

#endif
