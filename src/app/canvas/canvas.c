#include "app/canvas/canvas.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

static const uint32_t lines[LINE_COUNT][2] = {
    [LINE_H] = { 0x2500, '-' },
    [LINE_V] = { 0x2502, '|' },
    [LINE_TL] = { 0x250C, '+' },
    [LINE_TR] = { 0x2510, '+' },
    [LINE_BL] = { 0x2514, '+' },
    [LINE_BR] = { 0x2518, '+' },
    [LINE_T] = { 0x252C, '+' },
    [LINE_B] = { 0x2534, '+' },
    [LINE_L] = { 0x251C, '+' },
    [LINE_R] = { 0x2524, '+' },
    [LINE_BAR] = { 0x258C, '>' },
    [LINE_STAR] = { 0x2605, '*' },
    [LINE_DOT] = { 0x00B7, '.' },
    [LINE_LEFT] = { 0x25C2, '<' },
    [LINE_RIGHT] = { 0x25B8, '>' },
    [LINE_UP] = { 0x25B4, '^' },
    [LINE_DOWN] = { 0x25BE, 'v' },
    [LINE_CROSS] = { 0x253C, '+' },
    [LINE_ZERO] = { 0x2508, '-' },
    [LINE_DIVIDE] = { 0x250A, ':' },
    [LINE_MARK] = { 0x25CF, '*' },
    [LINE_HOLLOW] = { 0x25CB, 'o' },
    [LINE_DIFFER] = { 0x2260, '#' },
    [LINE_TICK] = { 0x2713, 'x' },
};

static struct cell *cell_at(struct canvas *canvas, int x, int y)
{
    return &canvas->cells[y * canvas->width + x];
}

void canvas_reset(struct canvas *canvas, int width, int height)
{
    size_t count = (size_t)width * (size_t)height;
    if (width != canvas->width || height != canvas->height) {
        canvas->cells = mem_resize(canvas->cells, count * sizeof *canvas->cells);
        canvas->width = width;
        canvas->height = height;
        for (int line = 0; line < LINE_COUNT; line++)
            canvas->wide[line] = codepoint_width(lines[line][0]) == 2;
    }
    const struct cell blank = { .points = { ' ' }, .width = 1 };
    for (int x = 0; x < width && height; x++)
        canvas->cells[x] = blank;
    for (int y = 1; y < height; y++)
        memcpy(cell_at(canvas, 0, y), canvas->cells, (size_t)width * sizeof *canvas->cells);
    canvas->cursor_x = canvas->cursor_y = -1;
    canvas->cursor_seen = false;
    canvas->later.top = 0;
    canvas->later.bottom = -1;
    canvas->clip = (struct area){ 0, 0, width, height };
    canvas->blank = true;
}

void canvas_redraw(struct canvas *canvas, struct area part)
{
    if (part.x + part.width > canvas->width)
        part.width = canvas->width - part.x;
    canvas->clip = part;
    for (int y = part.y; y < part.y + part.height; y++)
        canvas_fill(canvas, part.x, y, part.width, STYLE_NORMAL, ' ');
}

void canvas_release(struct canvas *canvas)
{
    free(canvas->cells);
    *canvas = (struct canvas)CANVAS_INIT;
}

uint32_t canvas_line(const struct canvas *canvas, enum line line)
{
    bool box = line <= LINE_BAR || line == LINE_CROSS;
    bool ascii = canvas->ascii && !(canvas->boxes && box);
    return lines[line][ascii || canvas->wide[line]];
}

const char *canvas_ellipsis(const struct canvas *canvas)
{
    return canvas->ascii ? "~" : "…";
}

static int clip_end(const struct canvas *canvas)
{
    return canvas->clip.x + canvas->clip.width;
}

static bool has_row(const struct canvas *canvas, int y)
{
    return y >= canvas->clip.y && y < canvas->clip.y + canvas->clip.height;
}

static bool is_inside(const struct canvas *canvas, int x, int y)
{
    return x >= canvas->clip.x && x < clip_end(canvas) && has_row(canvas, y);
}

/* A wide character of which one half is drawn over must not leave its other half. */
static void blank_halves(struct canvas *canvas, int x, int y)
{
    struct cell *cell = cell_at(canvas, x, y);
    const struct cell blank = { .points = { ' ' }, .width = 1, .style = cell->style };
    if (cell->width == 0 && x > 0)
        cell[-1] = blank;
    if (cell->width == 2 && x + 1 < canvas->width)
        cell[1] = blank;
}

static inline struct cell narrow_cell(enum style style, uint32_t point)
{
    return (struct cell){ .points = { point }, .width = 1, .style = (uint8_t)style };
}

static void put_narrow(struct canvas *canvas, int x, int y, enum style style, uint32_t point)
{
    struct cell *cell = cell_at(canvas, x, y);
    if (cell->width != 1)
        blank_halves(canvas, x, y);
    *cell = narrow_cell(style, point);
}

static void put_point(
    struct canvas *canvas, int x, int y, enum style style, uint32_t point, bool wide)
{
    if (!is_inside(canvas, x, y) || (wide && !is_inside(canvas, x + 1, y)))
        return;
    put_narrow(canvas, x, y, style, point);
    if (!wide)
        return;
    blank_halves(canvas, x + 1, y);
    struct cell *cell = cell_at(canvas, x, y);
    cell[0].width = 2;
    cell[1] = (struct cell){ .style = (uint8_t)style };
}

/* Adds what combines to the character before `x`. */
static void add_mark(struct canvas *canvas, int x, int y, uint32_t point)
{
    if (!is_inside(canvas, x - 1, y))
        return;
    struct cell *cell = cell_at(canvas, x - 1, y);
    if (cell->width == 0 && x >= 2)
        cell--;
    for (int i = 1; i < CELL_POINTS; i++)
        if (!cell->points[i]) {
            cell->points[i] = point;
            return;
        }
}

static int put_grapheme(
    struct canvas *canvas, int x, int y, enum style style, const struct grapheme *grapheme)
{
    int start = x;
    for (int i = 0; i < grapheme->count; i++) {
        int width = codepoint_width(grapheme->points[i]);
        if (width > 0)
            put_point(canvas, x, y, style, grapheme->points[i], width == 2);
        else if (x > start)
            add_mark(canvas, x, y, grapheme->points[i]);
        x += width;
    }
    return x - start;
}

/* What there is room for of the cells from *from to before `end`, which are all written then: moves
 * *from and returns the end. */
static int clear_place(struct canvas *canvas, int *from, int end, int y)
{
    if (*from < canvas->clip.x)
        *from = canvas->clip.x;
    if (end > clip_end(canvas))
        end = clip_end(canvas);
    if (*from >= end || !has_row(canvas, y))
        return *from;
    blank_halves(canvas, *from, y);
    blank_halves(canvas, end - 1, y);
    return end;
}

/* Characters of one column each; returns how many. */
static int put_plain(struct canvas *canvas, int x, int y, enum style style, struct slice text)
{
    int count = text_plain(text, canvas->width);
    struct cell *cells = cell_at(canvas, 0, y);
    int from = x, end = clear_place(canvas, &from, x + count, y);
    for (int at = from; at < end; at++)
        cells[at] = narrow_cell(style, (unsigned char)text.data[at - x]);
    return count;
}

static int put_text(struct canvas *canvas, int x, int y, enum style style, struct slice text)
{
    struct grapheme grapheme;
    int start = x;
    while (text.len) {
        int plain = put_plain(canvas, x, y, style, text);
        x += plain;
        text = slice_from(text, (size_t)plain);
        if (!plain && text_next(&text, &grapheme))
            x += put_grapheme(canvas, x, y, style, &grapheme);
    }
    return x - start;
}

int canvas_text(struct canvas *canvas, int x, int y, int width, enum style style, struct slice text)
{
    if (x + width > canvas->width)
        width = canvas->width - x;
    if (width <= 0 || y < 0 || y >= canvas->height)
        return 0;
    struct fit fit = text_fit(text, width);
    put_text(canvas, x, y, style, fit.text);
    if (fit.cut)
        put_text(canvas, x + fit.width, y, style, slice_of(canvas_ellipsis(canvas)));
    return fit.width + fit.cut;
}

int canvas_textf(
    struct canvas *canvas, int x, int y, int width, enum style style, const char *format, ...)
{
    struct buf text = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&text, format, args);
    va_end(args);
    int used = canvas_text(canvas, x, y, width, style, buf_slice(&text));
    buf_release(&text);
    return used;
}

void canvas_fill(struct canvas *canvas, int x, int y, int count, enum style style, uint32_t point)
{
    const struct cell filled = narrow_cell(style, point);
    struct cell *cells = cell_at(canvas, 0, y);
    int end = clear_place(canvas, &x, x + count, y);
    while (x < end)
        cells[x++] = filled;
}

void canvas_dot(struct canvas *canvas, int x, int y, uint8_t fg, uint8_t bg, uint32_t point)
{
    if (!is_inside(canvas, x, y))
        return;
    put_narrow(canvas, x, y, STYLE_NORMAL, point);
    struct cell *cell = cell_at(canvas, x, y);
    cell->style = CELL_COLORED;
    cell->fg = fg;
    cell->bg = bg;
}

void canvas_restyle(struct canvas *canvas, int x, int y, int count, enum style style)
{
    for (int i = x; i < x + count; i++)
        if (is_inside(canvas, i, y))
            cell_at(canvas, i, y)->style = (uint8_t)style;
}

void canvas_rule(struct canvas *canvas, struct area row, enum line left, enum line right)
{
    canvas_fill(canvas, row.x, row.y, row.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    canvas_fill(canvas, row.x, row.y, 1, STYLE_NORMAL, canvas_line(canvas, left));
    canvas_fill(canvas, row.x + row.width - 1, row.y, 1, STYLE_NORMAL, canvas_line(canvas, right));
}

void canvas_sides(struct canvas *canvas, struct area area)
{
    for (int y = area.y; y < area.y + area.height; y++) {
        canvas_fill(canvas, area.x, y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_V));
        canvas_fill(
            canvas, area.x + area.width - 1, y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_V));
    }
}

void canvas_box(struct canvas *canvas, struct area area)
{
    for (int y = 1; y < area.height - 1; y++)
        canvas_fill(canvas, area.x + 1, area.y + y, area.width - 2, STYLE_NORMAL, ' ');
    canvas_rule(canvas, area, LINE_TL, LINE_TR);
    area.y++;
    area.height -= 2;
    canvas_sides(canvas, area);
    area.y += area.height;
    canvas_rule(canvas, area, LINE_BL, LINE_BR);
}

static struct slice ink_of(const struct canvas *canvas, int style)
{
    return canvas->inks && style < STYLE_COUNT ? canvas->inks->on[style] : SLICE_NONE;
}

/* From one style to the next; -1: none, at the ends of a row. */
static void change_ink(const struct canvas *canvas, int from, int to, struct buf *out)
{
    if (from == to)
        return;
    if (from >= 0 && ink_of(canvas, from).len)
        buf_add_slice(out, canvas->inks->off);
    if (to >= 0)
        buf_add_slice(out, ink_of(canvas, to));
}

void canvas_row_text(const struct canvas *canvas, int y, struct buf *out)
{
    const struct cell *row = &canvas->cells[y * canvas->width];
    int end = canvas->width, style = -1;
    while (
        end > 0 && (row[end - 1].points[0] == ' ' || !row[end - 1].points[0]) && row[end - 1].width)
        end--;
    for (const struct cell *cell = row; cell < row + end; cell++) {
        if (!cell->width)
            continue;
        change_ink(canvas, style, cell->style, out);
        style = cell->style;
        for (int i = 0; i < CELL_POINTS && cell->points[i]; i++)
            buf_add_codepoint(out, cell->points[i]);
    }
    change_ink(canvas, style, -1, out);
}

void canvas_mark_selected(struct canvas *canvas, int x, int y, enum style style)
{
    canvas_fill(canvas, x, y, 1, style, canvas_line(canvas, LINE_BAR));
    if (canvas->cursor_x >= 0)
        return;
    canvas->cursor_x = x;
    canvas->cursor_y = y;
}
