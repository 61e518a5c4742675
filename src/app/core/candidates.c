/* The candidates of a completion as a list, in pages. The line mode shows it, too, so it draws
 * with the canvas alone. */
#include "app/core/draw.h"
#include "base/i18n.h"
#include "base/text.h"

/* What a list shows of a candidate: without the folder that all of them are in, and blanks. */
static struct slice shown_part(const struct completions *shown, size_t i)
{
    struct slice text = slice_of(shown->items[i]);
    return text_trim(slice_from(text, shown->hidden < text.len ? shown->hidden : 0));
}

/* Lays out candidates from `from` on, as many as the rows have room for; the last row leaves `kept`
 * columns free. Returns which one is the first that is not there. */
static size_t draw_page(const struct completions *shown, size_t from, struct canvas *canvas,
    struct area area, int kept, int *rows)
{
    int x = 0, row = 0;
    size_t i = from;
    for (; i < shown->count; i++) {
        struct slice text = shown_part(shown, i);
        int width = text_width(text), end = area.width - (row + 1 == area.height ? kept : 0);
        if (x && x + width > end) {
            if (row + 1 == area.height)
                break;
            x = 0;
            end = area.width - (++row + 1 == area.height ? kept : 0);
        }
        enum style style = i == shown->chosen ? STYLE_SELECT : STYLE_DIM;
        if (canvas)
            canvas_text(canvas, area.x + x, area.y + row, end - x, style, text);
        x += width + 2;
    }
    *rows = row + (i > from);
    return i;
}

/* Which ones of how many are on the page. */
static void add_page(const struct completions *shown, size_t from, size_t to, struct buf *out)
{
    /* TRANSLATORS: candidates of a completion: the first and last on the screen, and all */
    buf_addf(out,
        shown->cut ? _("%1$zu to %2$zu of more than %3$zu") : _("%1$zu to %2$zu of %3$zu"),
        from + 1, to, shown->count);
}

int draw_candidates(const struct prompt *prompt, struct canvas *canvas, struct area area)
{
    const struct completions *shown = &prompt->shown;
    struct buf page = BUF_INIT;
    int rows = 0, kept = 0;
    size_t from = 0, to = area.height > 0 ? draw_page(shown, 0, NULL, area, 0, &rows) : 0;
    if (to < shown->count && area.height > 0) {
        add_page(shown, shown->count, shown->count, &page);
        kept = text_width(buf_slice(&page)) + 2;
        to = draw_page(shown, 0, NULL, area, kept, &rows);
    }
    while (to < shown->count && shown->chosen < shown->count && shown->chosen >= to) {
        from = to;
        to = draw_page(shown, from, NULL, area, kept, &rows);
    }
    if (canvas && rows)
        draw_page(shown, from, canvas, area, kept, &rows);
    if (kept)
        rows = area.height; /* the last page is as high as those before it */
    buf_clear(&page);
    add_page(shown, from, to, &page);
    int width = text_width(buf_slice(&page));
    if (canvas && kept)
        canvas_text(canvas, area.x + area.width - width, area.y + area.height - 1, width,
            STYLE_TITLE, buf_slice(&page));
    buf_release(&page);
    return rows;
}
