/* Colours for what is printed, without a screen: by the terminal's own description. */
#include <stdint.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "tui/term/term.h"

static char *capability(const char *name)
{
    char *value = tigetstr((char *)(uintptr_t)name);
    return value && value != (char *)-1 ? value : NULL;
}

/* Without the pauses that terminals of paper needed: "$<2>". */
static void add(struct buf *out, const char *text)
{
    for (const char *at = text; at && *at; at++) {
        const char *end = at[0] == '$' && at[1] == '<' ? strchr(at, '>') : NULL;
        if (end)
            at = end;
        else
            buf_add_char(out, *at);
    }
}

static void add_color(struct buf *out, const char *name, short color, bool direct)
{
    char *text = capability(name);
    long number = direct && color >= 8 ? (long)color_rgb(color) : color;
    if (text && color != COLOR_OWN)
        add(out, tparm(text, number, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L));
}

static void add_look(struct buf *out, const struct look *look, bool direct)
{
    if (look->bold)
        add(out, capability("bold"));
    if (look->underline)
        add(out, capability("smul"));
    if (look->reverse)
        add(out, capability("rev"));
    add_color(out, "setaf", look->fg, direct);
    add_color(out, "setab", look->bg, direct);
}

static void fill(const struct styles *styles, int colors, struct buf *texts, struct inks *inks)
{
    enum palette palette = colors < 16 ? PALETTE_8 : colors < 256 ? PALETTE_16 : PALETTE_256;
    bool direct = colors > 256 && tigetflag((char *)(uintptr_t) "RGB") > 0;
    struct look looks[STYLE_COUNT];
    size_t ends[STYLE_COUNT];
    styles_looks(styles, palette, looks);
    for (int i = 0; i < STYLE_COUNT; i++) {
        add_look(texts, &looks[i], direct);
        ends[i] = texts->len;
    }
    add(texts, capability("sgr0"));
    for (int i = 0; i < STYLE_COUNT; i++) {
        size_t begin = i ? ends[i - 1] : 0;
        inks->on[i] = (struct slice){ texts->data + begin, ends[i] - begin };
    }
    inks->off = slice_from(buf_slice(texts), ends[STYLE_COUNT - 1]);
}

bool term_inks(int fd, const struct styles *styles, struct buf *texts, struct inks *inks)
{
    int error;
    if (!isatty(fd) || setupterm(NULL, fd, &error) != 0)
        return false;
    int colors = tigetnum((char *)(uintptr_t) "colors");
    bool good = colors >= 8 && capability("setaf") && capability("sgr0");
    if (good)
        fill(styles, colors, texts, inks);
    del_curterm(cur_term);
    return good;
}
