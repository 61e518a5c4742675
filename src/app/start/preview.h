/* A map or a template in a few lines, for who chooses one: its sentence, curve, stages, figures. */
#ifndef CJM_APP_START_PREVIEW_H
#define CJM_APP_START_PREVIEW_H

#include "app/core/state.h"
#include "app/start/glance.h"

struct preview {
    const char *of; /* the path or the template's name that was read, borrowed; NULL: none was */
    bool of_template;
    struct glance glance;
};

/* Reads a map's file, within bounds, or a template, unless it is the one that was read last. False:
 * it is. */
bool preview_read(struct preview *preview, const char *of, bool of_template);
void preview_release(struct preview *preview);
/* `with_samples`: what a map of a template will begin with. What has no room in its lines ends in a
 * mark. */
void draw_preview(const struct preview *preview, bool with_samples, time_t now,
    struct canvas *canvas, struct area area);

#endif
