/* How the styles look on this terminal: the theme's colours as curses knows them. */
#include "tui/term/term_private.h"

#include <stdint.h>
#include <term.h>

enum { PHOTO_PAIRS = 220 }; /* more than a photo has cells, and few enough for 256 in all */

static const struct styles usual_styles = { .changes = 1 };

void looks_begin(struct terminal *term, bool color)
{
    bool has = color && has_colors() && start_color() == OK && COLORS >= 8 &&
               use_default_colors() == OK;
    term->palette = !has           ? PALETTE_NONE
                    : COLORS < 16  ? PALETTE_8
                    : COLORS < 256 ? PALETTE_16
                                   : PALETTE_256;
#if NCURSES_EXT_COLORS
    term->direct = COLORS > 256 && tigetflag((char *)(uintptr_t) "RGB") > 0;
#endif
    int room = has ? COLOR_PAIRS - STYLE_COUNT - 1 : 0;
    term->own.room = room < PAIRS_MOST ? room : PAIRS_MOST;
    term->looks[CELL_COLORED].on_blanks = true;
}

int term_shades(const struct terminal *term)
{
    if (term->ascii_only || !has_colors())
        return 0;
    if (term->own.room < PHOTO_PAIRS)
        return 2;
    return term->palette == PALETTE_256 ? 256 : 16;
}

/* The first eight are the palette's on terminals with direct colours, too. */
static int curses_color(const struct terminal *term, short color)
{
    return term->direct && color >= 8 ? (int)color_rgb(color) : color;
}

static void set_pair(const struct terminal *term, int pair, short fg, short bg)
{
#if NCURSES_EXT_COLORS
    init_extended_pair(pair, curses_color(term, fg), curses_color(term, bg));
#else
    init_pair((short)pair, (short)curses_color(term, fg), (short)curses_color(term, bg));
#endif
}

static struct cell_look make_look(const struct terminal *term, const struct look *look, int pair)
{
    struct cell_look made = { .attributes = (look->bold ? A_BOLD : A_NORMAL) |
                                            (look->underline ? A_UNDERLINE : A_NORMAL) |
                                            (look->reverse ? A_REVERSE : A_NORMAL),
        .on_blanks = look->underline || look->reverse || look->bg != COLOR_OWN };
    if (look->fg == COLOR_OWN && look->bg == COLOR_OWN)
        return made;
    made.pair = pair;
    set_pair(term, pair, look->fg, look->bg);
    return made;
}

/* Those that are on the screen are not given up: a photo has fewer cells. */
static int own_pair(struct terminal *term, uint8_t fg, uint8_t bg)
{
    struct own_pairs *own = &term->own;
    for (int i = 0; i < own->count; i++)
        if (own->pairs[i].fg == fg && own->pairs[i].bg == bg)
            return STYLE_COUNT + 1 + i;
    int at = own->next;
    own->next = (at + 1) % own->room;
    own->count += own->count < own->room;
    own->pairs[at].fg = fg;
    own->pairs[at].bg = bg;
    set_pair(term, STYLE_COUNT + 1 + at, fg, bg);
    return STYLE_COUNT + 1 + at;
}

const struct cell_look *looks_of(struct terminal *term, const struct cell *cell)
{
    struct cell_look *look = &term->looks[cell->style <= CELL_COLORED ? cell->style : 0];
    if (cell->style == CELL_COLORED && term->own.room)
        look->pair = own_pair(term, cell->fg, cell->bg);
    return look;
}

/* Styles of the same look share a pair, so that a change of style between them costs nothing. */
static int pair_of(const struct look looks[STYLE_COUNT], int style)
{
    int pair = 0;
    while (looks[pair].fg != looks[style].fg || looks[pair].bg != looks[style].bg)
        pair++;
    return pair + 1;
}

/* What is left blank, and erased, has the background of the normal style, too. */
static void fill_blanks(const struct cell_look *normal)
{
    cchar_t blank;
    setcchar(&blank, L" ", A_NORMAL, (short)normal->pair, NULL);
    wbkgrndset(stdscr, &blank);
}

void looks_follow(struct terminal *term, const struct styles *styles)
{
    struct look looks[STYLE_COUNT];
    styles = styles ? styles : &usual_styles;
    if (term->looks_as_of == styles->changes)
        return;
    term->repaint = term->repaint || term->looks_as_of;
    term->looks_as_of = styles->changes;
    styles_looks(styles, term->palette, looks);
    for (int i = 0; i < STYLE_COUNT; i++)
        term->looks[i] = make_look(term, &looks[i], pair_of(looks, i));
    fill_blanks(&term->looks[STYLE_NORMAL]);
    term->repaint = term->repaint || term->looks[STYLE_NORMAL].pair;
}
