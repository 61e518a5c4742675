/* How the styles look on this terminal: the theme's colours as curses knows them. */
#include "tui/term/term_private.h"

#include <stdint.h>
#include <term.h>

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
}

/* The first eight are the palette's on terminals with direct colours, too. */
static int curses_color(const struct terminal *term, short color)
{
    return term->direct && color >= 8 ? (int)color_rgb(color) : color;
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
#if NCURSES_EXT_COLORS
    init_extended_pair(pair, curses_color(term, look->fg), curses_color(term, look->bg));
#else
    init_pair(
        (short)pair, (short)curses_color(term, look->fg), (short)curses_color(term, look->bg));
#endif
    return made;
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
