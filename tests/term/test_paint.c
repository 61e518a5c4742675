/*
 * Random pictures through curses to libvterm: whatever the pictures, the hints and the sizes, the
 * screen shows exactly the last one.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/canvas/canvas.h"
#include "term/terminal.h"
#include "tui/term/term.h"

enum { PICTURES = 150 };

struct show {
    unsigned random;
    int number;
    int width, height;
    struct canvas canvas;
    struct styles styles;
    enum palette palette;
    int done; /* a pipe: the number of each picture that is out */
};

static int pick(struct show *show, int below)
{
    show->random = show->random * 1103515245 + 12345;
    return (int)((show->random >> 16) % (unsigned)below);
}

static struct cell *cell_at(struct show *show, int x, int y)
{
    return &show->canvas.cells[y * show->width + x];
}

static void put_text(struct show *show, int x, int y, int width)
{
    static const char *const words[] = { "Checkout", "TV ad", "  ", "-----", "\xc3\xa9t\xc3\xa9",
        "\xe2\x94\x82", "e\xcc\x81", "a.b", "3-D Secure", "xxxxxxxxxxxxxxxx" };
    static const char *const wide[] = { "\xe4\xbd\xa0\xe5\xa5\xbd", "\xf0\x9f\x98\x80" };
    const char *text = pick(show, 40) ? words[pick(show, 10)] : wide[pick(show, 2)];
    canvas_text(&show->canvas, x, y, width, (enum style)pick(show, STYLE_COUNT), slice_of(text));
}

static void put_texts(struct show *show, int left, int right, int count)
{
    for (int i = 0; i < count; i++) {
        int x = left + pick(show, right - left + 1);
        put_text(show, x, pick(show, show->height), right + 1 - x);
    }
}

/* As a photo is drawn. */
static void put_dots(struct show *show)
{
    static const uint32_t points[] = { ' ', 0x2580, 0x2584, 0x259A };
    int left = pick(show, show->width), top = pick(show, show->height);
    for (int y = top; y < top + 4; y++)
        for (int x = left; x < left + 12; x++)
            canvas_dot(&show->canvas, x, y, (uint8_t)(16 + pick(show, 20)),
                (uint8_t)(100 + pick(show, 20)), points[pick(show, 4)]);
}

/* The picture moves as a grid does that is scrolled; what comes in is new. */
static void scroll(struct show *show)
{
    int left = pick(show, show->width / 3), right = show->width - 1 - pick(show, show->width / 3);
    int by = pick(show, right - left) + 1;
    int count = right - left + 1 - by;
    bool to_left = pick(show, 2);
    for (int y = 0; y < show->height; y++) {
        struct cell *row = cell_at(show, left, y);
        memmove(to_left ? row : row + by, to_left ? row + by : row, (size_t)count * sizeof *row);
        canvas_fill(&show->canvas, to_left ? left + count : left, y, by, STYLE_NORMAL, ' ');
    }
    put_texts(show, to_left ? left + count : left, to_left ? right : left + by - 1, show->height);
}

/*
 * A wide character that lost a half is none. In the last column nothing combines: libvterm loses
 * it there when the two come in two pieces.
 */
static void mend(struct show *show)
{
    for (int y = 0; y < show->height; y++) {
        for (int x = 0; x < show->width; x++) {
            struct cell *cell = cell_at(show, x, y);
            bool half = cell->width == 2 &&
                        (x + 1 == show->width || cell_at(show, x + 1, y)->width != 0);
            bool combined = x + 1 == show->width && cell->points[1];
            if (half || combined ||
                (cell->width == 0 && (x == 0 || cell_at(show, x - 1, y)->width != 2)))
                *cell = (struct cell){ .points = { '#' }, .width = 1 };
        }
    }
}

static void scroll_rows(struct show *show)
{
    size_t row = (size_t)show->width, rows = (size_t)show->height;
    memmove(cell_at(show, 0, 2), cell_at(show, 0, 3), (rows - 3) * row * sizeof(struct cell));
}

static void next_picture(struct show *show)
{
    int kind = show->number++ % 5;
    if (!show->canvas.cells || pick(show, 20) == 0)
        canvas_reset(&show->canvas, show->width, show->height);
    show->canvas.later.top = pick(show, show->height);
    show->canvas.later.bottom = pick(show, show->height);
    show->canvas.cursor_x = pick(show, 3) ? -1 : pick(show, show->width);
    show->canvas.cursor_y = pick(show, show->height);
    if (kind == 0)
        put_texts(show, 0, show->width - 1, show->width * show->height / 8);
    else if (kind == 1)
        put_texts(show, 0, show->width - 1, 3);
    else if (kind == 4)
        scroll_rows(show);
    else
        scroll(show);
    if (kind == 1 && show->palette == PALETTE_256)
        put_dots(show);
    mend(show);
    show->canvas.styles = &show->styles;
}

/* The program: a picture for each byte that is sent. */
static int run_show(void *context)
{
    struct show *show = context;
    struct diags diags = DIAGS_INIT;
    struct terminal *term = term_open(&(struct term_options){ .color = true }, &diags);
    char byte;
    if (!term)
        return 1;
    while (read(STDIN_FILENO, &byte, 1) == 1 && byte == 'n') {
        next_picture(show);
        term_present(term, &show->canvas, true); /* and then what was left out */
        term_present(term, &show->canvas, false);
        while (!term_flush(term))
            poll(&(struct pollfd){ .fd = term_output(term), .events = POLLOUT }, 1, -1);
        if (write(show->done, &byte, 1) != 1)
            return 1;
    }
    term_close(term);
    return 0;
}

static bool same_text(const struct cell *want, const VTermScreenCell *got)
{
    if (want->width == 0)
        return true;
    if (!got->chars[0]) /* never written; what else is in it is old */
        return want->points[0] == ' ' && !want->points[1];
    if (want->points[0] != got->chars[0] || want->width != got->width)
        return false;
    for (int i = 1; i < CELL_POINTS && (want->points[i] || got->chars[i]); i++)
        if (want->points[i] != got->chars[i])
            return false;
    return true;
}

static bool same_look(const struct show *show, const struct cell *want, const VTermScreenCell *got)
{
    struct look looks[STYLE_COUNT + 1];
    styles_looks(&show->styles, show->palette, looks);
    looks[CELL_COLORED] = (struct look){ .fg = want->fg, .bg = want->bg };
    const struct look *look = &looks[want->style];
    bool blank = want->points[0] == ' ' || want->width == 0;
    int fg = VTERM_COLOR_IS_DEFAULT_FG(&got->fg) ? COLOR_OWN : got->fg.indexed.idx;
    int bg = VTERM_COLOR_IS_DEFAULT_BG(&got->bg) ? COLOR_OWN : got->bg.indexed.idx;
    if (want->width && (got->attrs.reverse != look->reverse || bg != look->bg))
        return false;
    return blank || (got->attrs.bold == look->bold && fg == look->fg &&
                        !got->attrs.underline == !look->underline);
}

static bool shows_picture(struct vt *vt, struct show *show, int *bad_x, int *bad_y)
{
    for (int y = 0; y < show->height; y++) {
        for (int x = 0; x < show->width; x++) {
            VTermScreenCell got;
            vterm_screen_get_cell(vt->screen, (VTermPos){ .row = y, .col = x }, &got);
            *bad_x = x;
            *bad_y = y;
            const struct cell *want = cell_at(show, x, y);
            if (!same_text(want, &got) || !same_look(show, want, &got))
                return false;
        }
    }
    return true;
}

/* What is wrong with a cell, for a message. */
static const char *explain(struct vt *vt, struct show *show, int x, int y)
{
    static char text[200];
    VTermScreenCell got;
    const struct cell *want = cell_at(show, x, y);
    vterm_screen_get_cell(vt->screen, (VTermPos){ .row = y, .col = x }, &got);
    snprintf(text, sizeof text,
        "U+%04X U+%04X width %d style %d became U+%04X U+%04X width %d%s%s color %d",
        (unsigned)want->points[0], (unsigned)want->points[1], want->width, want->style,
        (unsigned)got.chars[0], (unsigned)got.chars[1], got.width, got.attrs.bold ? " bold" : "",
        got.attrs.reverse ? " reverse" : "",
        VTERM_COLOR_IS_DEFAULT_FG(&got.fg) ? 0 : got.fg.indexed.idx);
    return text;
}

static void play(const char *type, const char *theme, int width, int height, unsigned random)
{
    int done[2], x = 0, y = 0;
    char environment[64];
    snprintf(environment, sizeof environment, "TERM=%s", type);
    cr_assert_eq(pipe(done), 0);
    struct show show = { .random = random,
        .width = width,
        .height = height,
        .styles = { .theme = theme_of_name(slice_of(theme)), .changes = 1 },
        .palette = strstr(type, "256") ? PALETTE_256 : PALETTE_8,
        .done = done[1] };
    struct vt vt;
    vt_start(&vt, &(struct vt_options){ .width = width,
                      .height = height,
                      .run = run_show,
                      .context = &show,
                      .environment = (const char *[]){ environment, NULL } });
    close(done[1]);
    for (int i = 0; i < PICTURES; i++) {
        struct pollfd out = { .fd = done[0], .events = POLLIN };
        char byte;
        next_picture(&show);
        vt_send(&vt, "n");
        for (int wait = 0; wait < 500 && poll(&out, 1, 0) == 0; wait++)
            vt_pump(&vt, 10);
        cr_assert_eq(read(done[0], &byte, 1), 1);
        bool good = false;
        for (int wait = 0; wait < 200 && !good; wait++) {
            vt_pump(&vt, wait ? 10 : 0);
            good = shows_picture(&vt, &show, &x, &y);
        }
        cr_assert(good, "%s %dx%d: picture %d at %d,%d: %s\n%s", type, width, height, i, x, y,
            explain(&vt, &show, x, y), vt_screen(&vt));
    }
    vt_send(&vt, "q");
    cr_assert_eq(vt_wait_exit(&vt), 0);
    vt_end(&vt);
    close(done[0]);
    canvas_release(&show.canvas);
}

Test(paint, random_pictures_are_exact)
{
    play("xterm-256color", "dark", 80, 24, 1);
    play("xterm-256color", "light", 40, 12, 2);
    play("tmux-256color", "dark", 133, 40, 3);
    play("linux", "dark", 80, 24, 4);
    play("xterm-256color", "contrast", 80, 24, 5);
}

/* --- the bytes of a curve in gaps --- */

static int run_curve(void *context)
{
    struct diags diags = DIAGS_INIT;
    struct canvas canvas = { 0 };
    struct terminal *term = term_open(&(struct term_options){ .color = true }, &diags);
    if (!term)
        return 1;
    canvas_reset(&canvas, 80, 24);
    canvas.styles = context;
    for (int x = 0; x < 40; x++)
        canvas_text(&canvas, 2 * x, 12, 1, x < 20 ? STYLE_P1 : STYLE_P2, slice_of("-"));
    term_present(term, &canvas, false);
    term_close(term);
    canvas_release(&canvas);
    return 0;
}

Test(paint, a_curve_in_gaps_sets_its_colour_once)
{
    struct styles styles = { .theme = theme_of_name(slice_of("dark")), .changes = 1 };
    struct vt vt;
    int colours = 0;
    vt_start(&vt, &(struct vt_options){ .width = 80,
                      .height = 24,
                      .run = run_curve,
                      .context = &styles,
                      .environment = (const char *[]){ "TERM=xterm-256color", NULL } });
    cr_assert_eq(vt_wait_exit(&vt), 0);
    for (const char *at = vt.raw.data; (at = strstr(at, "38;5;")); at++)
        colours++;
    cr_assert_eq(colours, 2, "%s", vt.raw.data);
    vt_end(&vt);
}
