/*
 * What a text on the screen is for, and how the themes let that look. The words and numbers are
 * those of the configuration file; the terminal layer makes the terminal's own of them.
 */
#ifndef CJM_APP_CANVAS_STYLE_H
#define CJM_APP_CANVAS_STYLE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

/* None tells anything alone. */
enum style {
    STYLE_NORMAL, /* texts, borders, dividers */
    STYLE_DIM,    /* hints, labels, what is solved or filtered out */
    STYLE_TITLE,
    STYLE_SELECT, /* the selection, the whole cell */
    STYLE_TICK,
    STYLE_UP2, /* a feeling of +2; or one of +1.5 and more */
    STYLE_UP1,
    STYLE_ZERO,
    STYLE_DOWN1,
    STYLE_DOWN2,
    STYLE_MARK, /* moments of truth */
    STYLE_PAIN,
    STYLE_IDEA,
    STYLE_KEY,   /* a key in a hint */
    STYLE_WARN,  /* overdue, assumed, conflicts, errors */
    STYLE_MATCH, /* found text */
    STYLE_P1,    /* personas, paths */
    STYLE_P2,
    STYLE_P3,
    STYLE_P4,
    STYLE_P5,
    STYLE_COUNT
};

/* How many colours a terminal has. */
enum palette { PALETTE_NONE, PALETTE_8, PALETTE_16, PALETTE_256, PALETTE_COUNT };

enum { COLOR_OWN = -1 }; /* the terminal's own, as it is without any */

struct look {
    short fg, bg; /* 0..255 as xterm counts them, or COLOR_OWN */
    bool bold, underline, reverse;
};

/* A theme and what the user changed of it. */
struct styles {
    int theme;                /* below theme_count() */
    bool is_own[STYLE_COUNT]; /* the user's */
    struct look own[STYLE_COUNT];
    unsigned changes; /* counts them: another number, another look */
};

/* dark, light, contrast, mono; NULL behind the last. */
const char *theme_name(int theme);
/* The theme of that name; -1: none. */
int theme_of_name(struct slice name);
/* The one for a terminal that says this of its colours in COLORFGBG ("15;0"; or NULL). */
int theme_for(const char *colors);
/* The style of that name (normal, up2, p1); STYLE_COUNT: none. */
enum style style_of_name(struct slice name);
const char *style_name(enum style style);

/* Reads "fg=208 bg=default bold": colours by number or by one of the eight names. False with a
 * sentence in `why` (NULL: none) where it says anything else. */
bool look_parse(struct slice text, struct look *look, struct buf *why);

void styles_set_theme(struct styles *styles, int theme);
void styles_set_own(struct styles *styles, enum style style, const struct look *look);
/* How each style looks with so many colours. */
void styles_looks(
    const struct styles *styles, enum palette palette, struct look looks[STYLE_COUNT]);
/* What a terminal is sent before and behind a text of a style, where it is printed; texts without
 * data: nothing. */
struct inks {
    struct slice on[STYLE_COUNT], off;
};

/* Red, green and blue of a colour's number, as xterm has them: 0xRRGGBB. */
unsigned color_rgb(short color);

#endif
