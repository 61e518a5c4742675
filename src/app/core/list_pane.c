#include "app/core/list_pane.h"

#include "app/core/draw.h"
#include "base/i18n.h"

enum { HEADED_INDENT = 3 }; /* of rows below headings */

/* --- lines --- */

/* Goes over the rows; the first line of the first one, or of its heading, is 0. */
struct walk {
    struct app *app;
    struct level *level;
    int count; /* of rows */
    int rule;  /* the row with a rule above it; -1: none */
    int row;
    int from, to;        /* its lines */
    const char *heading; /* on the line above it; or NULL */
};

static struct walk walk_rows(struct app *app, struct level *level)
{
    const struct view *view = level->view;
    return (struct walk){ app, level, .count = view->rows(app, level),
        .rule = view->rule ? view->rule(app, level) : -1, .row = -1 };
}

/* Each row is one line: no row has to be asked for its place. */
static bool is_even(const struct view *view)
{
    return !view->heading && !view->row_height;
}

/* Of an even list the rows before `row` are left out. */
static void skip_to(struct walk *walk, int row)
{
    if (!is_even(walk->level->view) || row <= 0)
        return;
    walk->row = row - 1;
    walk->to = row + (walk->rule >= 0 && walk->rule < row);
    walk->from = walk->to - 1;
}

static bool next_row(struct walk *walk)
{
    const struct view *view = walk->level->view;
    if (++walk->row >= walk->count)
        return false;
    walk->heading = view->heading ? view->heading(walk->app, walk->row) : NULL;
    int above = walk->heading ? 1 + (walk->row > 0 && !view->close_headings) : 0;
    walk->from = walk->to + (walk->heading ? above : walk->row == walk->rule);
    walk->to = walk->from +
               (view->row_height ? view->row_height(walk->app, walk->level, walk->row) : 1);
    return true;
}

void level_scroll(struct level *level, int from, int to, int page)
{
    level->page = page;
    if (to > level->top + page)
        level->top = to - page;
    if (from < level->top)
        level->top = from;
    if (level->top < 0)
        level->top = 0;
}

/* --- drawing --- */

void row_text(const struct list_row *at, int from, int width, struct slice text)
{
    canvas_text(at->canvas, at->area.x + from, at->area.y, width, at->style, text);
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static int heading_x(const struct view *view)
{
    return view->close_headings ? 1 : HEADED_INDENT - 1;
}

static int row_x(const struct view *view)
{
    return !view->heading ? 0 : view->close_headings ? 1 : HEADED_INDENT;
}

static void draw_heading(const struct walk *walk, struct canvas *canvas)
{
    const struct area *list = &walk->level->list;
    int line = walk->from - 1 - walk->level->top;
    if (walk->heading && line >= 0 && line < list->height)
        canvas_text(canvas, list->x + heading_x(walk->level->view), list->y + line, list->width - 1,
            STYLE_TITLE, slice_of(walk->heading));
    if (walk->row == walk->rule && line >= 0 && line < list->height)
        canvas_textf(canvas, list->x + HEADED_INDENT, list->y + line, list->width - HEADED_INDENT,
            STYLE_DIM, canvas->ascii ? "- %s -" : "┈ %s ┈", _c("items", "done"));
}

static void draw_row(const struct walk *walk, struct canvas *canvas)
{
    const struct level *level = walk->level;
    const struct view *view = level->view;
    const struct area *list = &level->list;
    int from = walk->from - level->top, to = lesser(walk->to - level->top, list->height);
    int skip = from < 0 ? -from : 0, indent = row_x(view);
    struct area area = { list->x + indent, list->y + from + skip, list->width - indent,
        to - from - skip };
    bool selected = walk->row == level->row;
    enum style style = selected ? STYLE_SELECT : STYLE_NORMAL;
    if (area.height <= 0)
        return;
    for (int y = area.y; y < area.y + area.height; y++)
        canvas_fill(canvas, area.x, y, area.width, style, ' ');
    if (selected && !skip)
        canvas_mark_selected(canvas, area.x, area.y, style);
    area.x++;
    area.width--;
    view->draw_row(
        walk->app, level, &(struct list_row){ canvas, area, walk->row, skip, selected, style });
}

static void scroll_to_selected(struct walk walk)
{
    skip_to(&walk, walk.level->row);
    while (walk.row < walk.level->row && next_row(&walk))
        if (walk.row == walk.level->row)
            level_scroll(walk.level, walk.row ? walk.from : 0, walk.to, walk.level->page);
}

/* How many lines all rows take. */
static int count_lines(struct walk walk)
{
    skip_to(&walk, walk.count);
    while (next_row(&walk))
        ;
    return walk.to;
}

/* `spare`: a row below the area that the last line may take. */
static int draw_rows(
    struct app *app, struct level *level, struct canvas *canvas, struct area area, int spare)
{
    struct walk walk = walk_rows(app, level);
    level->list = area; /* rows may ask how wide it is */
    int lines = count_lines(walk);
    area.height += lines == area.height + spare ? spare : 0;
    level->list = area;
    level->page = area.height;
    if (level->row >= walk.count)
        level->row = walk.count ? walk.count - 1 : 0;
    scroll_to_selected(walk);
    int end = level->top + area.height;
    skip_to(&walk, level->top - 1);
    while (walk.to < end && next_row(&walk)) {
        draw_heading(&walk, canvas);
        draw_row(&walk, canvas);
    }
    return lines - end;
}

int draw_list_rows(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    return draw_rows(app, level, canvas, area, 0);
}

void draw_list(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    draw_more_rows(canvas, area.x, area.y + area.height, draw_rows(app, level, canvas, area, 1));
}

struct area draw_list_and_line(
    struct app *app, struct level *level, struct canvas *canvas, struct area area, int lines)
{
    struct area list = { area.x, area.y + 1, area.width, area.height - lines - 2 };
    int line = list.y + list.height;
    canvas_fill(canvas, area.x, line, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    int more = draw_list_rows(app, level, canvas, list);
    draw_more_at_end(canvas, area.x + area.width - 1, line, more);
    return (struct area){ area.x + 1, line + 1, area.width - 2, lines };
}

int draw_text_scroll(struct level *level, int lines, struct canvas *canvas, struct area area)
{
    level->row = lines;
    level->page = area.height;
    text_scroll(level, 0);
    int more = lines - level->top - area.height;
    draw_more_rows(canvas, area.x, area.y + area.height, more > 1 ? more : 0);
    return area.height + (more == 1);
}

/* --- clicking and moving --- */

bool list_click(struct app *app, struct level *level, int x, int y)
{
    const struct area *list = &level->list;
    struct walk walk = walk_rows(app, level);
    int line = y - list->y + level->top;
    if (x < list->x || x >= list->x + list->width || y < list->y || y >= list->y + list->height)
        return false;
    skip_to(&walk, line - 1);
    while (walk.to <= line && next_row(&walk))
        if (line >= walk.from && line < walk.to) {
            level->row = walk.row;
            return true;
        }
    return false;
}

void text_scroll(struct level *level, int by)
{
    level->top = lesser(level->top + by, level->row - level->page - 1);
    if (level->top < 0)
        level->top = 0;
}

/* Sideways goes from heading to heading: twenty rows may lie before the next one. */
static void move_row(struct app *app, struct level *level, int dx, int dy)
{
    const struct view *view = level->view;
    int last = view->rows(app, level) - 1, row = lesser(level->row + dy, last);
    level->row = row < 0 ? 0 : row;
    for (row = level->row + dx; dx && view->heading && row >= 0 && row <= last; row += dx)
        if (view->heading(app, row)) {
            level->row = row;
            return;
        }
}

void level_move(struct app *app, struct level *level, int dx, int dy)
{
    if (level->view->move)
        level->view->move(app, level, dx, dy);
    else if (level->view->rows)
        move_row(app, level, dx, dy);
    else
        text_scroll(level, dy);
}
