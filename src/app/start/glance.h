/* A look into a file that may be a map: never more of it is read than asked for. */
#ifndef CJM_APP_START_GLANCE_H
#define CJM_APP_START_GLANCE_H

#include <time.h>

#include "base/buf.h"
#include "model/map.h"

struct glance {
    struct map map;
    bool read;      /* there is something in it */
    bool part;      /* the file is longer: the map has what its first keys say */
    time_t changed; /* the file, last; 0: unknown */
    struct buf why; /* there is nothing: "no such file", "line 14: ..."; or empty */
};

/* Reads at most `most` bytes; to be released then. */
void glance_file(struct glance *glance, const char *path, size_t most);
/* The same with a template. */
void glance_template(struct glance *glance, const char *name);
/* Nothing where it was never used, and all zero. */
void glance_release(struct glance *glance);

/* By how many days the review is late; 0: it is not. */
int glance_overdue(const struct glance *glance, time_t now);
/* Appends "2 hours ago", or by how much the review is late. */
void glance_add_age(const struct glance *glance, time_t now, struct buf *out);

#endif
