/* What term.c (the terminal as a whole) and paint.c (pictures) share. */
#ifndef CJM_TUI_TERM_TERM_PRIVATE_H
#define CJM_TUI_TERM_TERM_PRIVATE_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <termios.h>

#include "tui/term/output.h"
#include "tui/term/term.h"

/* How a style looks, as curses says it. */
struct cell_look {
    attr_t attributes;
    int pair;
    bool on_blanks; /* it shows where nothing is written, too */
};

#define MOUSE_ON_SEQUENCE "\033[?1002;1006h"
#define MOUSE_OFF_SEQUENCE "\033[?1002;1006l"

/* Pairs of colours of photos, the oldest given up for new ones. */
enum { PAIRS_MOST = 1024 };

struct own_pairs {
    struct {
        uint8_t fg, bg;
    } pairs[PAIRS_MOST];
    int room, count, next;
};

struct terminal {
    SCREEN *screen;
    struct output output;
    struct termios modes; /* as they were */
    bool ascii_only;
    bool line_feeds; /* may move the cursor: see shorten.h */
    bool has_mouse, mouse_on;
    bool cursor_shown;
    bool repaint, painted;
    struct buf on, off; /* what turns on the modes that curses knows nothing of, and off */
    struct buf show_cursor, hide_cursor;
    enum palette palette;
    bool direct;          /* colours are red, green and blue, not numbers of a palette */
    unsigned looks_as_of; /* styles->changes when `looks` was made; 0: never */
    struct cell_look looks[STYLE_COUNT + 1]; /* the last: of the coloured cell at hand */
    struct own_pairs own;
    struct cell *shown; /* the last picture; rows of `width` cells */
    int width, height;
    struct cell *row; /* a row on its way, */
    cchar_t *letters; /* and as curses has it */
};

/* How many colours the terminal has, and whether they are wanted. */
void looks_begin(struct terminal *term, bool color);
/* Makes curses' looks of the styles, where they changed; the next picture is whole then. */
void looks_follow(struct terminal *term, const struct styles *styles);
/* How a cell looks; valid until the next call. */
const struct cell_look *looks_of(struct terminal *term, const struct cell *cell);

#endif
