/* Themes: a table of styles, and what is made of it where a terminal has fewer colours. */
#include "app/canvas/style.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

/* Distances of neighbouring shades hold with each of the three kinds of colour blindness: blue is
 * better, orange and red are worse. */
enum column { DARK, LIGHT, CONTRAST, DARK_16, LIGHT_16, ALL_8, MONO, COLUMN_COUNT };

/* clang-format off */
static const struct {
    const char *name;
    const char *look[COLUMN_COUNT]; /* as the configuration says it */
} rows[STYLE_COUNT] = {
    /*                            dark           light          contrast       16, dark      16, light     8                  mono */
    [STYLE_NORMAL] = { "normal", { "",            "",            "",            "",           "",           "",                "" } },
    [STYLE_DIM]    = { "dim",    { "fg=245",      "fg=242",      "",            "fg=8",       "fg=8",       "",                "" } },
    [STYLE_TITLE]  = { "title",  { "bold",        "bold",        "bold",        "bold",       "bold",       "bold",            "bold" } },
    [STYLE_SELECT] = { "select", { "bg=237 bold", "bg=253 bold", "reverse",     "reverse",    "reverse",    "reverse",         "reverse" } },
    [STYLE_TICK]   = { "tick",   { "fg=81 bold",  "fg=24 bold",  "bold",        "fg=14 bold", "fg=4 bold",  "fg=cyan bold",    "bold" } },
    [STYLE_UP2]    = { "up2",    { "fg=75 bold",  "fg=18 bold",  "fg=51 bold",  "fg=12 bold", "fg=4 bold",  "fg=cyan bold",    "bold" } },
    [STYLE_UP1]    = { "up1",    { "fg=117",      "fg=25",       "fg=159",      "fg=6",       "fg=4",       "fg=cyan",         "" } },
    [STYLE_ZERO]   = { "zero",   { "fg=245",      "fg=240",      "",            "",           "",           "",                "" } },
    [STYLE_DOWN1]  = { "down1",  { "fg=222",      "fg=130",      "fg=228",      "fg=3",       "fg=1",       "fg=yellow",       "" } },
    [STYLE_DOWN2]  = { "down2",  { "fg=208 bold", "fg=88 bold",  "fg=214 bold", "fg=9 bold",  "fg=1 bold",  "fg=red bold",     "bold" } },
    [STYLE_MARK]   = { "mark",   { "fg=177 bold", "fg=90 bold",  "fg=213 bold", "fg=5 bold",  "fg=5 bold",  "fg=magenta bold", "bold" } },
    [STYLE_PAIN]   = { "pain",   { "fg=203",      "fg=160",      "fg=214 bold", "fg=9",       "fg=1",       "fg=red",          "bold" } },
    [STYLE_IDEA]   = { "idea",   { "fg=114",      "fg=22",       "fg=120",      "fg=10",      "fg=2",       "fg=green",        "" } },
    [STYLE_KEY]    = { "key",    { "bold",        "bold",        "bold",        "bold",       "bold",       "bold",            "bold" } },
    [STYLE_WARN]   = { "warn",   { "fg=209 bold", "fg=124 bold", "fg=226 bold", "fg=11 bold", "fg=1 bold",  "fg=yellow bold",  "bold" } },
    [STYLE_MATCH]  = { "match",  { "underline",   "underline",   "underline",   "underline",  "underline",  "underline",       "underline" } },
    [STYLE_P1]     = { "p1",     { "fg=117",      "fg=25",       "fg=159",      "fg=14",      "fg=4",       "fg=cyan",         "" } },
    [STYLE_P2]     = { "p2",     { "fg=214",      "fg=130",      "fg=214",      "fg=11",      "fg=1",       "fg=yellow",       "" } },
    [STYLE_P3]     = { "p3",     { "fg=79",       "fg=29",       "fg=120",      "fg=10",      "fg=2",       "fg=green",        "" } },
    [STYLE_P4]     = { "p4",     { "fg=176",      "fg=127",      "fg=213",      "fg=13",      "fg=5",       "fg=magenta",      "" } },
    [STYLE_P5]     = { "p5",     { "fg=228",      "fg=94",       "fg=228",      "fg=15",      "fg=0",       "",                "" } },
};

static const struct {
    const char *name;
    enum column columns[PALETTE_COUNT]; /* by how many colours there are */
    bool on_black;                      /* white on black, whatever the terminal's own are */
} themes[] = {
    { "dark",     { MONO, ALL_8, DARK_16,  DARK },     false },
    { "light",    { MONO, ALL_8, LIGHT_16, LIGHT },    false },
    { "contrast", { MONO, ALL_8, DARK_16,  CONTRAST }, true },
    { "mono",     { MONO, MONO,  MONO,     MONO },     false },
};
/* clang-format on */

enum { THEME_COUNT = sizeof themes / sizeof *themes };

const char *theme_name(int theme)
{
    return theme >= 0 && theme < THEME_COUNT ? themes[theme].name : NULL;
}

int theme_of_name(struct slice name)
{
    for (int i = 0; i < THEME_COUNT; i++)
        if (slice_is(name, themes[i].name))
            return i;
    return -1;
}

int theme_for(const char *colors)
{
    const char *background = colors ? strrchr(colors, ';') : NULL;
    bool light = background && (!strcmp(background, ";7") || !strcmp(background, ";15"));
    return theme_of_name(slice_of(light ? "light" : "dark"));
}

enum style style_of_name(struct slice name)
{
    enum style style = 0;
    while (style < STYLE_COUNT && !slice_is(name, rows[style].name))
        style++;
    return style;
}

const char *style_name(enum style style)
{
    return rows[style].name;
}

/* --- what a look is said to be --- */

/* A number of 0 to 255, one of the eight names, or "default". */
static bool parse_color(struct slice text, short *color)
{
    static const char *const names[] = { "black", "red", "green", "yellow", "blue", "magenta",
        "cyan", "white" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_is(text, names[i])) {
            *color = (short)i;
            return true;
        }
    *color = COLOR_OWN;
    if (slice_is(text, "default"))
        return true;
    int number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || text.len > 3)
            return false;
        number = 10 * number + text.data[i] - '0';
    }
    *color = (short)number;
    return text.len && number < 256;
}

static bool parse_word(struct slice word, struct look *look)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        { "bold", &look->bold },
        { "underline", &look->underline },
        { "reverse", &look->reverse },
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (slice_is(word, flags[i].name))
            return *flags[i].flag = true;
    if (slice_begins_fold(word, slice_of("fg=")))
        return parse_color(slice_from(word, 3), &look->fg);
    if (slice_begins_fold(word, slice_of("bg=")))
        return parse_color(slice_from(word, 3), &look->bg);
    return slice_is(word, "normal");
}

bool look_parse(struct slice text, struct look *look, struct buf *why)
{
    *look = (struct look){ .fg = COLOR_OWN, .bg = COLOR_OWN };
    while (text.len) {
        struct slice word = slice_next_word(&text);
        if (!word.len || parse_word(word, look))
            continue;
        if (why)
            buf_addf(why,
                _("\"%.*s\" says nothing of a style; what does: fg=208, bg=default, bold, "
                  "underline, reverse"),
                (int)word.len, word.data);
        return false;
    }
    return true;
}

/* --- fewer colours --- */

unsigned color_rgb(short color)
{
    static const unsigned first[16] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
        0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff,
        0xffffff };
    static const unsigned steps[6] = { 0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff };
    unsigned number = (unsigned)color & 0xFF;
    if (number < 16)
        return first[number];
    if (number >= 232)
        return (8 + 10 * (number - 232)) * 0x010101;
    number -= 16;
    return steps[number / 36] << 16 | steps[number / 6 % 6] << 8 | steps[number % 6];
}

static int rgb_distance(unsigned a, unsigned b)
{
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int difference = (int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF);
        sum += difference * difference;
    }
    return sum;
}

/* The nearest of the first `count` colours. */
static short nearest_color(short color, short count)
{
    short best = color;
    if (color < count)
        return color;
    for (short i = 0, least = 0; i < count; i++)
        if (i == 0 || rgb_distance(color_rgb(color), color_rgb(i)) <
                          rgb_distance(color_rgb(color), color_rgb(least)))
            best = least = i;
    return best;
}

static bool is_grey(short color)
{
    unsigned rgb = color_rgb(color);
    return color >= 8 && rgb >> 16 == (rgb >> 8 & 0xFF) && rgb >> 16 == (rgb & 0xFF);
}

static void fit(struct look *look, enum palette palette)
{
    static const short counts[PALETTE_COUNT] = { 0, 8, 16, 256 };
    if (palette == PALETTE_NONE) {
        look->fg = look->bg = COLOR_OWN;
        return;
    }
    /* Of eight colours the greys are black and white, one of which is the background. */
    bool lost = palette == PALETTE_8 && is_grey(look->fg);
    look->fg = lost ? COLOR_OWN : nearest_color(look->fg, counts[palette]);
    look->bg = nearest_color(look->bg, counts[palette]);
}

/* --- the styles of a session --- */

void styles_set_theme(struct styles *styles, int theme)
{
    styles->theme = theme;
    styles->changes++;
}

void styles_set_own(struct styles *styles, enum style style, const struct look *look)
{
    styles->own[style] = *look;
    styles->is_own[style] = true;
    styles->changes++;
}

void styles_looks(const struct styles *styles, enum palette palette, struct look looks[STYLE_COUNT])
{
    enum column column = themes[styles->theme].columns[palette];
    bool on_black = themes[styles->theme].on_black && palette != PALETTE_NONE;
    for (int i = 0; i < STYLE_COUNT; i++) {
        struct look *look = &looks[i];
        if (styles->is_own[i])
            *look = styles->own[i];
        else
            look_parse(slice_of(rows[i].look[column]), look, NULL);
        fit(look, column == MONO ? PALETTE_NONE : palette);
        /* The background of the normal style is that of all; it is the first of them. */
        if (i && look->fg == COLOR_OWN)
            look->fg = looks[STYLE_NORMAL].fg;
        if (i && look->bg == COLOR_OWN)
            look->bg = looks[STYLE_NORMAL].bg;
        bool hard_to_read = i == STYLE_DIM && !styles->is_own[i];
        if (on_black && (look->fg == COLOR_OWN || hard_to_read))
            look->fg = palette >= PALETTE_16 ? 15 : 7;
        if (on_black && look->bg == COLOR_OWN)
            look->bg = 0;
    }
}
