/*
 * A page as a list of rectangles, circles, paths and texts in tenths of a millimetre. What lays out
 * knows no format, what writes a format knows no layout.
 */
#ifndef CJM_EXPORT_POSTER_DRAW_H
#define CJM_EXPORT_POSTER_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "export/measure/metrics.h"
#include "export/photo/photo.h"

struct box {
    int x, y, width, height;
};

#define COLOUR_NONE UINT32_MAX

/* Colours are 0xRRGGBB. */
struct paint {
    uint32_t fill, stroke;
    int width;        /* of the stroke */
    const char *dash; /* lengths with blanks between them; NULL: whole */
};

static inline struct paint paint_fill(uint32_t colour)
{
    return (struct paint){ .fill = colour, .stroke = COLOUR_NONE };
}

static inline struct paint paint_line(uint32_t colour, int width, const char *dash)
{
    return (struct paint){ .fill = COLOUR_NONE, .stroke = colour, .width = width, .dash = dash };
}

/* M and L take one point, C three, Z none. */
struct step {
    char kind;
    int x[6]; /* x and y of each point */
};

enum type_style {
    TYPE_BOLD = 1,
    TYPE_ITALIC = 2,
    TYPE_MIDDLE = 4, /* x is the middle of the lines */
    TYPE_END = 8,    /* x is their end */
    TYPE_HALO = 16   /* white around the letters */
};

struct type {
    int size;
    uint32_t ink;
    unsigned style; /* enum type_style */
};

enum mark_kind { MARK_RECT, MARK_CIRCLE, MARK_PATH, MARK_TEXT, MARK_PHOTO, MARK_OPEN, MARK_CLOSE };

struct mark {
    enum mark_kind kind;
    struct box box; /* of a circle: middle; of a text: x and the first baseline, and the room */
    int radius;
    struct paint paint;
    struct type type;
    const struct step *steps;
    const struct text_line *lines;
    size_t count;    /* of the steps or lines */
    int line_height; /* of a text */
    const char *id;  /* of a group or photo */
    const struct photo *photo;
    struct slice title; /* of a group; may be empty */
};

struct draw {
    struct widths *widths; /* borrowed */
    int line_percent;      /* the height of a line of text, of its size */
    bool measures;         /* only tells heights, and keeps nothing */
    struct arena arena;
    struct mark *marks;
    size_t count, cap;
};

void draw_release(struct draw *draw);
/* Empties the page. */
void draw_clear(struct draw *draw);

void draw_rect(struct draw *draw, struct box box, int radius, struct paint paint);
void draw_circle(struct draw *draw, int x, int y, int radius, struct paint paint);
void draw_path(struct draw *draw, const struct step *steps, size_t count, struct paint paint);
/* The middle of it in a circle. */
void draw_photo(
    struct draw *draw, int x, int y, int radius, const char *id, const struct photo *photo);
/* From point to point. */
void draw_line(struct draw *draw, int x0, int y0, int x1, int y1, struct paint paint);
/* Wraps the text at the width; `y` is its top. Gives the height. */
int draw_text(struct draw *draw, int x, int y, int width, struct slice text, struct type type);
/* Only `count` lines from the line `first` on. */
int draw_text_part(struct draw *draw, int x, int y, int width, struct slice text, struct type type,
    size_t first, size_t count);
/* On one line, whatever its width; the top is `y`. Gives its width. */
int draw_word(struct draw *draw, int x, int y, struct slice text, struct type type);
/* A group with a name. */
void draw_open(struct draw *draw, const char *id, struct slice title);
void draw_close(struct draw *draw);

int type_line_height(const struct draw *draw, int size);
size_t type_lines(struct draw *draw, int width, struct slice text, struct type type);
int type_width(struct draw *draw, struct slice text, struct type type);

/* A number times hundredths, rounded half up. */
static inline int percent(int number, int hundredths)
{
    return (number * hundredths + 50) / 100;
}

#endif
