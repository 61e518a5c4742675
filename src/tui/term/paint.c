/*
 * Pictures on the terminal. What changed since the last picture is given to curses, which sends
 * the difference.
 */
#include "tui/term/term_private.h"

#include <string.h>
#include <term.h>
#include <wchar.h>

#include "base/text.h"

enum { LONG_RUN = 6 }; /* of blanks; a jump costs some five bytes */

static const struct cell cell_blank = { .points = { ' ' }, .width = 1, .style = STYLE_NORMAL };

static bool same_points(const struct cell *a, const struct cell *b)
{
    return a->width == b->width && !memcmp(a->points, b->points, sizeof a->points);
}

static bool cell_equal(const struct cell *a, const struct cell *b)
{
    return !memcmp(a, b, sizeof *a);
}

static struct cell *cell_row(struct cell *cells, int width, int y)
{
    return cells + (size_t)y * (size_t)width;
}

/* One ASCII character, one column. */
static bool is_simple(const struct cell *cell)
{
    return cell->width == 1 && cell->points[0] < 0x7F && !cell->points[1];
}

/* Whether curses would see the character as the canvas does, and the terminal be safe from it. */
static bool is_drawable(const struct cell *cell)
{
    uint32_t point = cell->points[0];
    if (point < 0x20 || (point >= 0x7F && point < 0xA0))
        return false;
    if (point >= 0x80 && wcwidth((wchar_t)point) != cell->width)
        return false;
    for (int i = 1; i < CELL_POINTS && cell->points[i]; i++)
        if (cell->points[i] < 0x300 || wcwidth((wchar_t)cell->points[i]) != 0)
            return false;
    return true;
}

/* The characters for a terminal that takes ASCII alone, or for what can't be drawn. */
static const char *stand_in(const struct cell *cell)
{
    uint32_t point = cell->points[0];
    bool printable = point >= 0x20 && point < 0x7F;
    return printable || is_drawable(cell) ? codepoint_ascii(point) : "?";
}

/* Pairs beyond a short need the extension that ncurses has since 6.1. */
static void set_cell(cchar_t *out, const wchar_t *text, const struct cell_look *look)
{
    setcchar(out, text, look->attributes, (short)look->pair, NULL);
}

/* Makes curses' characters of a cell; returns how many. */
static int convert(struct terminal *term, const struct cell *cell, cchar_t *out)
{
    const struct cell_look *look = looks_of(term, cell);
    wchar_t text[CELL_POINTS + 1] = { 0 };
    if (cell->width == 0)
        return 0;
    if (is_drawable(cell) && !(term->ascii_only && !is_simple(cell))) {
        for (int i = 0; i < CELL_POINTS && cell->points[i]; i++)
            text[i] = (wchar_t)cell->points[i];
        set_cell(out, text, look);
        return 1;
    }
    const char *letters = stand_in(cell);
    for (int i = 0; i < cell->width; i++) {
        text[0] = *letters ? (wchar_t)*letters++ : L'?';
        set_cell(out + i, text, look);
    }
    return cell->width;
}

/* A blank that looks the same in every color of its character. */
static bool is_unseen(const struct terminal *term, const struct cell *cell)
{
    return is_simple(cell) && cell->points[0] == ' ' && !term->looks[cell->style].on_blanks;
}

static bool is_plain(const struct cell_look *look)
{
    return !look->pair && look->attributes == A_NORMAL;
}

/* A few blanks between two marks are written in the style of the first, and cost no change to none
 * and back. */
static bool bridge_blanks(const struct terminal *term, struct cell *row, int from, int to)
{
    if (to - from >= LONG_RUN || !from || to == term->width)
        return false;
    const struct cell_look *before = &term->looks[row[from - 1].style];
    if (before->on_blanks || is_plain(before) || is_plain(&term->looks[row[to].style]))
        return false;
    for (int i = from; i < to; i++)
        row[i].style = row[from - 1].style;
    return true;
}

/* Curses would write a blank anew for its style alone. In a long run, which costs nothing to jump
 * over, it keeps the one that it has on the screen. */
static void keep_blanks(
    const struct terminal *term, const struct cell *old, struct cell *new, int from, int to)
{
    int run = 0;
    for (int x = from; x <= to; x++) {
        if (x < to && is_unseen(term, &old[x])) {
            run++;
            continue;
        }
        for (int i = x - run; run >= LONG_RUN && i < x; i++)
            new[i].style = old[i].style;
        run = 0;
    }
}

static void style_blanks(
    const struct terminal *term, const struct cell *old, struct cell *new, int from, int to)
{
    for (int x = from; x <= to; x++) {
        if (x < to && is_unseen(term, &new[x]))
            continue;
        if (x > from && !bridge_blanks(term, new, from, x))
            keep_blanks(term, old, new, from, x);
        from = x + 1;
    }
}

/* From the first cell of a changed row that differs up to behind the last one, and all of the
 * blanks around. */
static void find_changes(
    const struct terminal *term, const struct cell *old, const struct cell *new, int *from, int *to)
{
    int first = 0, end = term->width;
    while (cell_equal(&old[first], &new[first]))
        first++;
    while (cell_equal(&old[end - 1], &new[end - 1]))
        end--;
    while (first > 0 && is_unseen(term, &new[first - 1]))
        first--;
    while (end < term->width && is_unseen(term, &new[end]))
        end++;
    *from = first;
    *to = end;
}

/* Is a half of a wide character there, or was? */
static bool is_half(const struct cell *old, const struct cell *new)
{
    return old->width == 0 || new->width == 0;
}

/* Gives those from `from` to before `to` to curses, no character half; returns where they end. */
static int give_cells(
    struct terminal *term, const struct cell *old, const struct cell *new, int y, int from, int to)
{
    int count = 0;
    while (from > 0 && is_half(&old[from], &new[from]))
        from--;
    while (to < term->width && is_half(&old[to], &new[to]))
        to++;
    for (int x = from; x < to; x++)
        count += convert(term, &new[x], term->letters + count);
    mvwadd_wchnstr(stdscr, y, from, term->letters, count);
    return to;
}

/* The end of the cells that differ from there on, but for a few. */
static int end_of_run(const struct cell *old, const struct cell *new, int from, int width)
{
    int end = from + 1;
    for (int x = end; x < width && x - end < LONG_RUN; x++)
        if (!cell_equal(&new[x], &old[x]))
            end = x + 1;
    return end;
}

static bool moves_columns(const struct cell *old, const struct cell *new)
{
    return !same_points(new, old) && (new->width != 1 || old->width != 1);
}

/* Gives the cells of a changed row that differ to curses. */
static void present_row(struct terminal *term, const struct canvas *canvas, int y)
{
    int width = term->width, from, to;
    size_t size = (size_t)width * sizeof(struct cell);
    struct cell *old = cell_row(term->shown, width, y), *new = term->row;
    const struct cell *wanted = cell_row(canvas->cells, canvas->width, y);
    bool redraw = false;
    if (!memcmp(wanted, old, size))
        return;
    memcpy(new, wanted, size);
    find_changes(term, old, new, &from, &to);
    style_blanks(term, old, new, from, to);
    for (int x = from, end; x < to; x = end) {
        end = x + 1;
        if (cell_equal(&new[x], &old[x]))
            continue;
        end = give_cells(term, old, new, y, x, end_of_run(old, new, x, to));
        for (int i = x; i < end; i++)
            redraw = redraw || moves_columns(&old[i], &new[i]);
    }
    memcpy(old, wanted, size);
    if (redraw)
        wredrawln(stdscr, y, 1);
}

static void show_cursor(struct terminal *term, const struct canvas *canvas)
{
    bool stands = canvas->cursor_x >= 0 && canvas->cursor_x < term->width &&
                  canvas->cursor_y >= 0 && canvas->cursor_y < term->height;
    bool show = stands && canvas->cursor_seen;
    if (stands)
        wmove(stdscr, canvas->cursor_y, canvas->cursor_x);
    leaveok(stdscr, !stands);
    if (show == term->cursor_shown)
        return;
    term->cursor_shown = show;
    output_add(&term->output, buf_slice(show ? &term->show_cursor : &term->hide_cursor));
}

/* All rows scroll again: what was limited to some may have come late, to a terminal that had grown.
 * The cursor goes where the clearing behind it takes it. */
static void scroll_all(struct terminal *term)
{
    const char *text = change_scroll_region ? tiparm(change_scroll_region, 0, term->height - 1)
                                            : NULL;
    output_add(&term->output, slice_of(text));
}

static void forget(struct terminal *term)
{
    if (term->painted) /* curses began with it */
        scroll_all(term);
    term->painted = true;
    for (size_t i = 0; i < (size_t)term->width * (size_t)term->height; i++)
        term->shown[i] = cell_blank;
    werase(stdscr);
    clearok(curscr, TRUE);
    term->repaint = false;
}

static void follow_mouse(struct terminal *term, bool wanted)
{
    wanted = wanted && term->has_mouse;
    if (wanted != term->mouse_on)
        output_add(&term->output, slice_of(wanted ? MOUSE_ON_SEQUENCE : MOUSE_OFF_SEQUENCE));
    term->mouse_on = wanted;
}

size_t term_present(struct terminal *term, const struct canvas *canvas, bool brief)
{
    if (canvas->width != term->width || canvas->height != term->height)
        return 0;
    looks_follow(term, canvas->styles);
    follow_mouse(term, !canvas->no_mouse);
    brief = brief && !term->repaint;
    if (term->repaint)
        forget(term);
    for (int y = 0; y < term->height; y++)
        if (!brief || y < canvas->later.top || y > canvas->later.bottom)
            present_row(term, canvas, y);
    show_cursor(term, canvas);
    wnoutrefresh(stdscr);
    doupdate();
    output_collect(&term->output);
    size_t bytes = term->output.pending.len - term->output.sent;
    output_flush(&term->output);
    return bytes;
}
