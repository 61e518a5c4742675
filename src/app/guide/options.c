/* What can be chosen: options side by side for a key, a numbered list for a pick. */
#include "app/core/draw.h"
#include "app/guide/pane.h"
#include "base/text.h"

enum {
    OPTION_GAP = 3,
    OPTION_MIN = 30, /* columns of a picked one, at least */
    NARROW = 60
};

static bool is_picked(const struct app *app, const struct guide_option *option)
{
    const struct prompt *prompt = guide_typed_line(app);
    if (!prompt || !prompt->text.len)
        return option->chosen;
    struct slice text = buf_slice(&prompt->text);
    size_t length = strlen(option->key);
    for (size_t at = 0; at + length <= text.len; at++)
        if (memcmp(text.data + at, option->key, length) == 0 &&
            (at == 0 || !strchr("0123456789", text.data[at - 1])) &&
            (at + length == text.len || !strchr("0123456789", text.data[at + length])))
            return true;
    return false;
}

/* A number that stands for itself is shown once. */
static bool is_plain(const struct guide_option *option)
{
    return slice_is(option->label, option->key);
}

/* "▌1 web": the mark tells which one it is. */
static void draw_option(
    struct canvas *canvas, struct area at, const struct guide_option *option, bool chosen)
{
    int key = text_width(slice_of(option->key));
    enum style style = chosen ? STYLE_SELECT : STYLE_NORMAL;
    if (chosen)
        canvas_mark_selected(canvas, at.x, at.y, style);
    else
        canvas_fill(canvas, at.x, at.y, 1, style, ' ');
    canvas_text(canvas, at.x + 1, at.y, key, STYLE_KEY, slice_of(option->key));
    if (!is_plain(option))
        canvas_text(canvas, at.x + 2 + key, at.y, at.width - key - 2, style, option->label);
}

static int option_width(const struct guide_option *option)
{
    int key = text_width(slice_of(option->key));
    return is_plain(option) ? key + 1 : key + 2 + text_width(option->label);
}

/* Where the next option goes, side by side: from the left of the row, and in which row. */
struct flow_at {
    int x, row, width;
};

static void flow_next(struct flow_at *at, const struct guide_option *option, int width)
{
    if (at->width)
        at->x += at->width + (width < NARROW ? 1 : OPTION_GAP);
    at->width = option_width(option);
    if (at->x && at->x + at->width > width) {
        at->x = 0;
        at->row++;
    }
}

int draw_guide_options(const struct guide_pane *pane, struct canvas *canvas, struct area area)
{
    const struct guide_option *options;
    size_t count = guide_options(pane->engine, &options);
    struct flow_at at = { 0 };
    for (size_t i = 0; i < count; i++) {
        flow_next(&at, &options[i], area.width);
        int room = area.width - at.x;
        struct area place = { area.x + at.x, area.y + at.row, at.width < room ? at.width : room,
            1 };
        if (canvas && at.row < area.height)
            draw_option(canvas, place, &options[i],
                pane->mark ? pane->mark == (int)i + 1 : options[i].chosen);
    }
    return count ? at.row + 1 : 0;
}

const struct guide_option *guide_option_at(struct guide *engine, struct area area, int x, int y)
{
    const struct guide_option *options;
    size_t count = guide_options(engine, &options);
    struct flow_at at = { 0 };
    for (size_t i = 0; i < count; i++) {
        flow_next(&at, &options[i], area.width);
        int left = area.x + at.x;
        if (at.row < area.height && y == area.y + at.row && x >= left && x < left + at.width)
            return &options[i];
    }
    return NULL;
}

/* As many as are needed for the rows there are; long labels are cut for that, but not too short:
 * what is picked stands whole under the answer. */
static int columns_of(const struct guide_option *options, size_t count, int width, int rows)
{
    int widest = 1, needed = rows > 0 ? ((int)count + rows - 1) / rows : 1;
    for (size_t i = 0; i < count; i++)
        if (option_width(&options[i]) > widest)
            widest = option_width(&options[i]);
    int columns = (width + OPTION_GAP) / (widest + OPTION_GAP), most = width / OPTION_MIN;
    if (columns < needed && columns < most)
        columns = needed < most ? needed : most;
    return columns < 1 ? 1 : columns;
}

int guide_list_rows(struct guide *engine, int width, int rows)
{
    const struct guide_option *options;
    int count = (int)guide_options(engine, &options);
    int columns = columns_of(options, (size_t)count, width, rows);
    return (count + columns - 1) / columns;
}

void guide_scroll(struct guide_pane *pane, int lines, int page)
{
    pane->lines = lines;
    pane->page = page;
    if (pane->top > lines - page)
        pane->top = lines - page;
    if (pane->top < 0)
        pane->top = 0;
}

void draw_guide_list(struct app *app, struct canvas *canvas, struct area area)
{
    struct guide_pane *pane = app->guide;
    const struct guide_option *options;
    int count = (int)guide_options(pane->engine, &options), width = area.width;
    int columns = columns_of(options, (size_t)count, width, area.height);
    int lines = (count + columns - 1) / columns, column_width = (width + OPTION_GAP) / columns;
    bool longer = lines > area.height;
    int page = area.height - longer;
    guide_scroll(pane, lines, page);
    for (int i = 0; i < count; i++) {
        int row = i % lines - pane->top, x = i / lines * column_width;
        struct area place = { area.x + x, area.y + row, column_width - OPTION_GAP, 1 };
        if (row >= 0 && row < page)
            draw_option(canvas, place, &options[i], is_picked(app, &options[i]));
    }
    if (longer)
        draw_more_rows(canvas, area.x - 2, area.y + page, lines - pane->top - page);
}
