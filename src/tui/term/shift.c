/*
 * The grid scrolled sideways: instead of writing every cell anew, characters are deleted and
 * inserted on the terminal, and the same is done to curses' memory of what stands there. So any
 * hint gives the right picture; a wrong one could only cost bytes, and is not followed.
 */
#include "tui/term/term_private.h"

#include <string.h>
#include <term.h>

/* About what the moves of a row cost, in bytes. */
enum { ROW_COST = 20 };

struct region {
    int left, right; /* columns, both inside */
    int by;          /* negative: to the left */
};

/* How many fewer cells of a row differ from the picture if it is moved; 0 where it can't be. */
static int row_gain(
    const struct terminal *term, const struct canvas *canvas, struct region area, int y)
{
    const struct cell *old = cell_row(term->shown, term->width, y);
    const struct cell *new = cell_row(canvas->cells, canvas->width, y);
    int gain = 0;
    for (int x = 0; x < term->width; x++)
        if (old[x].width != 1 || new[x].width != 1)
            return 0;
    for (int x = area.left; x <= area.right; x++) {
        int from = x - area.by;
        bool inside = from >= area.left && from <= area.right;
        gain -= cell_equal(&old[x], &new[x]);
        gain += cell_equal(inside ? &old[from] : &cell_blank, &new[x]);
    }
    return gain;
}

static void add_capability(struct buf *out, const char *format, int a, int b)
{
    const char *text = tiparm(format, a, b);
    if (text)
        buf_adds(out, text);
}

/* Deletes `count` characters at one column of a row, and inserts as many blanks at another. */
static void move_row(struct buf *out, int y, int delete_at, int insert_at, int count)
{
    add_capability(out, cursor_address, y, delete_at);
    add_capability(out, parm_dch, count, 0);
    add_capability(out, cursor_address, y, insert_at);
    add_capability(out, parm_ich, count, 0);
    for (int i = 0; i < count; i++)
        mvwdelch(curscr, y, delete_at);
    for (int i = 0; i < count; i++)
        mvwinsch(curscr, y, insert_at, ' ');
}

void term_shift(struct terminal *term, const struct canvas *canvas)
{
    struct region area = { canvas->shift.left, canvas->shift.right, canvas->shift.by };
    int count = area.by < 0 ? -area.by : area.by;
    int top = canvas->shift.top < 0 ? 0 : canvas->shift.top;
    struct buf out = BUF_INIT;
    if (area.left < 0 || area.right >= term->width || count == 0 || count > area.right - area.left)
        return;
    int far = area.right + 1 - count;
    for (int y = top; y <= canvas->shift.bottom && y < term->height; y++) {
        if (row_gain(term, canvas, area, y) <= ROW_COST)
            continue;
        if (!out.len)
            buf_adds(&out, save_cursor);
        move_row(&out, y, area.by < 0 ? area.left : far, area.by < 0 ? far : area.left, count);
    }
    if (out.len) {
        buf_adds(&out, restore_cursor);
        output_add(&term->output, buf_slice(&out));
    }
    buf_release(&out);
}
