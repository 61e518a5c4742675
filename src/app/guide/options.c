/* What can be chosen: options side by side for a key, a numbered list for a pick. */
#include "app/core/draw.h"
#include "app/guide/pane.h"
#include "base/text.h"

enum {
    OPTION_GAP = 3,  /* columns between those of a list */
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

/* "1 web", "-2 very bad"; what it means only in `words`. */
static struct slice said(const struct guide_option *option, bool words)
{
    return !is_plain(option) ? option->label : slice_of(words ? option->word : "");
}

static int option_width(const struct guide_option *option, bool words)
{
    int text = text_width(said(option, words));
    return text_width(slice_of(option->key)) + (text ? 1 + text : 0);
}

static void draw_option(struct canvas *canvas, struct area at, const struct guide_option *option,
    enum style style, bool words)
{
    int key = text_width(slice_of(option->key));
    canvas_text(
        canvas, at.x, at.y, key, style == STYLE_NORMAL ? STYLE_KEY : style, slice_of(option->key));
    if (option_width(option, words) == key)
        return;
    canvas_fill(canvas, at.x + key, at.y, 1, style, ' ');
    canvas_text(canvas, at.x + key + 1, at.y, at.width - key - 1, style, said(option, words));
}

/* --- side by side --- */

/* "[-2 very bad]  -1 bad ": the one that holds is in brackets. */
static void draw_bracketed(struct canvas *canvas, struct area at, const struct guide_option *option,
    bool chosen, bool words)
{
    enum style style = chosen ? STYLE_SELECT : STYLE_NORMAL;
    struct area inside = { at.x + 1, at.y, at.width - 2, 1 };
    if (chosen) {
        canvas_mark_selected(canvas, at.x, at.y, style);
        canvas_fill(canvas, at.x, at.y, 1, style, '[');
        canvas_fill(canvas, at.x + at.width - 1, at.y, 1, style, ']');
    }
    draw_option(canvas, inside, option, style, words);
}

/* Where the next option goes: from the left of the row, and in which row. */
struct flow_at {
    int x, row, width, gap;
    bool words; /* there is room for what scores mean */
};

/* In one row, with a blank between them. */
static int row_width(const struct guide_option *options, size_t count, bool words)
{
    int width = -1;
    for (size_t i = 0; i < count; i++)
        width += option_width(&options[i], words) + 3;
    return width;
}

static struct flow_at flow_begin(const struct guide_option *options, size_t count, int width)
{
    return (struct flow_at){
        .gap = width >= NARROW || row_width(options, count, false) <= width,
        .words = row_width(options, count, true) <= width,
    };
}

static void flow_next(struct flow_at *at, const struct guide_option *option, int width)
{
    if (at->width)
        at->x += at->width + at->gap;
    at->width = option_width(option, at->words) + 2;
    if (at->x && at->x + at->width > width) {
        at->x = 0;
        at->row++;
    }
}

int draw_guide_options(const struct guide_pane *pane, struct canvas *canvas, struct area area)
{
    const struct guide_option *options;
    size_t count = guide_options(pane->engine, &options);
    struct flow_at at = flow_begin(options, count, area.width);
    for (size_t i = 0; i < count; i++) {
        flow_next(&at, &options[i], area.width);
        int room = area.width - at.x;
        struct area place = { area.x + at.x, area.y + at.row, at.width < room ? at.width : room,
            1 };
        if (canvas && at.row < area.height)
            draw_bracketed(canvas, place, &options[i],
                pane->mark ? pane->mark == (int)i + 1 : options[i].chosen, at.words);
    }
    return count ? at.row + 1 : 0;
}

bool guide_options_tell(const struct guide_pane *pane, int width)
{
    const struct guide_option *options;
    size_t count = guide_options(pane->engine, &options);
    return count && *options->word && flow_begin(options, count, width).words;
}

const struct guide_option *guide_option_at(struct guide *engine, struct area area, int x, int y)
{
    const struct guide_option *options;
    size_t count = guide_options(engine, &options);
    struct flow_at at = flow_begin(options, count, area.width);
    for (size_t i = 0; i < count; i++) {
        flow_next(&at, &options[i], area.width);
        int left = area.x + at.x;
        if (at.row < area.height && y == area.y + at.row && x >= left && x < left + at.width)
            return &options[i];
    }
    return NULL;
}

/* --- a list --- */

/* As many as are needed for the rows there are; long labels are cut for that, but not too short:
 * what is picked stands whole under the answer. */
static int columns_of(const struct guide_option *options, size_t count, int width, int rows)
{
    int widest = 1, needed = rows > 0 ? ((int)count + rows - 1) / rows : 1;
    for (size_t i = 0; i < count; i++)
        if (option_width(&options[i], false) >= widest)
            widest = option_width(&options[i], false) + 1;
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

/* "▌1 S / A": the mark tells which ones are picked. */
static void draw_row(
    struct canvas *canvas, struct area at, const struct guide_option *option, bool picked)
{
    enum style style = picked ? STYLE_SELECT : STYLE_NORMAL;
    if (picked)
        canvas_mark_selected(canvas, at.x, at.y, style);
    draw_option(canvas, (struct area){ at.x + 1, at.y, at.width - 1, 1 }, option, style, false);
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
            draw_row(canvas, place, &options[i], is_picked(app, &options[i]));
    }
    if (longer)
        draw_more_rows(canvas, area.x - 2, area.y + page, lines - pane->top - page);
}
