/*
 * A map as a poster: pages laid out once, for whoever writes them as a picture.
 *
 *     poster = poster_new(map, options, diags);
 *     for (page = 0; page < poster_pages(poster); page++)
 *         poster_draw(poster, page, &draw);
 */
#ifndef CJM_EXPORT_POSTER_POSTER_H
#define CJM_EXPORT_POSTER_POSTER_H

#include "base/diag.h"
#include "export/poster/draw.h"
#include "model/map.h"

struct poster_options {
    const char *size;    /* "a3"; NULL or "auto": as the map needs */
    const char *lanes;   /* keys with commas between them; NULL: those of the map's kind */
    const char *path;    /* of the map's file, beside which photos are; NULL: there is none */
    const char *persona; /* only her curve: a name or an id; NULL: everybody's */
};

struct poster;

/* The size of slides. */
#define POSTER_SLIDES "16:9"
/* Appends the sizes that there are. */
void poster_add_sizes(struct buf *out);
/* Lays the map out; it and the options are borrowed. NULL with a message where an option names what
 * there is not. */
struct poster *poster_new(
    const struct map *map, const struct poster_options *options, struct diags *diags);
void poster_free(struct poster *poster);

size_t poster_pages(const struct poster *poster);
int poster_width(const struct poster *poster);
int poster_height(const struct poster *poster);
/* The size of body type. */
int poster_type_size(const struct poster *poster);
/* Fills `draw`, which is cleared, with a page; its texts live as long as the poster. */
void poster_draw(struct poster *poster, size_t page, struct draw *draw);
/* What a page shows in words: how many stages and touchpoints, and the curve. */
void poster_describe(const struct poster *poster, size_t page, struct buf *out);
const struct map *poster_map(const struct poster *poster);
/* The map's language: what it says, or else by its script; "" where nothing tells. */
const char *poster_language(const struct poster *poster);

#endif
