/* What was looked for, in the picture. */
#include <stdlib.h>

#include "app/lists/pick.h"
#include "base/mem.h"
#include "base/text.h"

/* A row's text, and in which column each of its bytes is. */
struct row {
    struct buf text;
    int *columns; /* owned */
    size_t cap;
};

static void read_row(const struct canvas *canvas, int y, struct row *row)
{
    buf_clear(&row->text);
    for (int x = 0; x < canvas->width; x++) {
        const struct cell *cell = &canvas->cells[y * canvas->width + x];
        size_t before = row->text.len;
        for (int i = 0; i < CELL_POINTS && cell->points[i] && cell->width; i++)
            buf_add_codepoint(&row->text, cell->points[i]);
        MEM_GROW(row->columns, row->text.len + 1, row->cap);
        while (before < row->text.len)
            row->columns[before++] = x;
        row->columns[before] = x + 1;
    }
}

/* The end of what is found at `from`. */
static size_t end_of(const struct text_pattern *pattern, struct slice text, size_t from)
{
    size_t end = from;
    do
        end = text_after(text, end);
    while (end < text.len &&
           text_pattern_find(pattern, (struct slice){ text.data + from, end - from }) != 0);
    return end;
}

/* Without colours a sign stands before it, where there is a blank. */
static void mark(struct canvas *canvas, int x, int end, int y)
{
    const char *theme = canvas->styles ? theme_name(canvas->styles->theme) : NULL;
    bool blank = x > 0 && canvas->cells[y * canvas->width + x - 1].points[0] == ' ';
    canvas_restyle(canvas, x, y, end - x, STYLE_MATCH);
    if (blank && theme && slice_is(slice_of(theme), "mono"))
        canvas_fill(canvas, x - 1, y, 1, STYLE_MATCH, '=');
}

static void mark_row(
    struct canvas *canvas, int y, const struct text_pattern *pattern, struct row *row)
{
    read_row(canvas, y, row);
    struct slice text = buf_slice(&row->text);
    for (size_t from = 0, at; from < text.len;) {
        at = text_pattern_find(pattern, slice_from(text, from));
        if (at == (size_t)-1)
            return;
        size_t end = end_of(pattern, text, from + at);
        mark(canvas, row->columns[from + at], row->columns[end], y);
        from = end;
    }
}

void draw_found(const struct app *app, struct canvas *canvas, struct area area)
{
    struct text_pattern pattern;
    struct row row = { BUF_INIT, NULL, 0 };
    if (!app->pick->finds || !app->search.len)
        return;
    text_pattern_init(&pattern, buf_slice(&app->search));
    for (int y = area.y; y < area.y + area.height && pattern.count; y++)
        mark_row(canvas, y, &pattern, &row);
    text_pattern_release(&pattern);
    buf_release(&row.text);
    free(row.columns);
}
