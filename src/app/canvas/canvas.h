/*
 * The lowest room of the app: it uses what lies below the app, and nothing of the app.
 *
 * A picture of the screen: cells with a character and a style. Views draw on it, the terminal
 * layer copies it, tests read it. It knows no terminal. Drawing outside of it is cut off.
 */
#ifndef CJM_APP_CANVAS_CANVAS_H
#define CJM_APP_CANVAS_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "app/canvas/style.h"
#include "base/buf.h"
#include "base/slice.h"

enum {
    CELL_POINTS = 4,
    CELL_COLORED = STYLE_COUNT /* in place of a style: the cell has colours of its own */
};

/* It has no gaps: cells that look the same have the same bytes. */
struct cell {
    uint32_t points[CELL_POINTS]; /* a character and what combines with it; 0 ends */
    uint8_t width;                /* 1 or 2; 0: the right half of the cell before */
    uint8_t style;                /* enum style, or CELL_COLORED */
    uint8_t fg, bg;               /* where it is coloured: as xterm counts them; else 0 */
};
_Static_assert(sizeof(struct cell) == 4 * CELL_POINTS + 4, "no gaps");

struct area {
    int x, y, width, height;
};

/* Line characters and signs; canvas_line() gives the one for the canvas: "│" or "|". In a locale
 * where it would take two columns, it is the ASCII one. */
enum line {
    LINE_H,
    LINE_V,
    LINE_TL,
    LINE_TR,
    LINE_BL,
    LINE_BR,
    LINE_T,
    LINE_B,
    LINE_L,
    LINE_R,
    LINE_BAR,  /* the selection's mark at the left of a cell: ▌ or > */
    LINE_STAR, /* moment of truth: ★ or * */
    LINE_DOT,  /* not scored: · or . */
    LINE_LEFT,
    LINE_RIGHT,
    LINE_UP,
    LINE_DOWN,   /* there is more: ◂ ▸ ▴ ▾ or < > ^ v */
    LINE_CROSS,  /* ┼ or + */
    LINE_ZERO,   /* of a curve: ┈ or - */
    LINE_DIVIDE, /* between stages in a curve, or texts: ┊ or : */
    LINE_MARK,   /* on a curve: ● or * */
    LINE_HOLLOW, /* the same of a whole stage, or a second curve: ○ or o */
    LINE_DIFFER, /* personas feel differently: ≠ or # */
    LINE_TICK,   /* ticked: ✓ or x */
    LINE_COUNT
};

struct canvas {
    int width, height;
    bool ascii;                  /* boxes, arrows and marks in plain ASCII */
    bool boxes;                  /* but boxes are not: a console has them, and few signs */
    const struct styles *styles; /* how they look, borrowed; NULL: the usual theme */
    const struct inks *inks;     /* of canvas_row_text(), borrowed; NULL: it has no colours */
    int shades;                  /* the colours of photos; 2: the screen's own; 0: no photos */
    struct cell *cells;          /* height rows of width cells */
    struct area clip;            /* what is drawn outside of it is left off */
    bool blank;                  /* there is no picture on it that could be gone on with */
    bool wide[LINE_COUNT];       /* the signs that take two columns in this locale */
    /* Where the terminal's cursor stands, for those whose braille display or magnifier follows it;
     * cursor_x -1: anywhere. It is seen where a line is typed. */
    int cursor_x, cursor_y;
    bool cursor_seen;
    bool no_mouse; /* the terminal keeps it, to mark text */
    /* Rows that may wait on a slow line until the keys rest, as nobody reads them before. None:
     * bottom is above top. */
    struct {
        int top, bottom;
    } later;
};

#define CANVAS_INIT \
    {               \
        0           \
    }

/* Makes it blank, of that size; allocates when the size changes. */
void canvas_reset(struct canvas *canvas, int width, int height);
void canvas_release(struct canvas *canvas);
/* Makes a part blank, to be drawn anew: nothing outside of it changes until the next call. */
void canvas_redraw(struct canvas *canvas, struct area part);

/* Draws text from x on, at most `width` columns, clipped with a mark; returns the columns used. */
int canvas_text(
    struct canvas *canvas, int x, int y, int width, enum style style, struct slice text);
int canvas_textf(struct canvas *canvas, int x, int y, int width, enum style style,
    const char *format, ...) __attribute__((format(printf, 6, 7)));
/* One character of one column, `count` times to the right. */
void canvas_fill(struct canvas *canvas, int x, int y, int count, enum style style, uint32_t point);
/* One character of one column in colours of its own, as xterm counts them. */
void canvas_dot(struct canvas *canvas, int x, int y, uint8_t fg, uint8_t bg, uint32_t point);
/* Changes the style of what is there. */
void canvas_restyle(struct canvas *canvas, int x, int y, int count, enum style style);

/* The character of a line or sign on the canvas. */
uint32_t canvas_line(const struct canvas *canvas, enum line line);
/* The selection's mark; the terminal's cursor stands on the first one. */
void canvas_mark_selected(struct canvas *canvas, int x, int y, enum style style);
const char *canvas_ellipsis(const struct canvas *canvas);
/* A line in the first row of the area, and what ends it. Lines have no style of their own: on a
 * slow line each change of style costs as much as some letters. */
void canvas_rule(struct canvas *canvas, struct area row, enum line left, enum line right);
/* Lines in the first and the last column of the area. */
void canvas_sides(struct canvas *canvas, struct area area);
/* A box of lines at the edges of the area, empty inside. */
void canvas_box(struct canvas *canvas, struct area area);

/* Appends a row as UTF-8, trailing blanks left off. For tests and `show`. */
void canvas_row_text(const struct canvas *canvas, int y, struct buf *out);

#endif
