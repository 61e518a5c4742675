/* The grid's picture: lines, stages, touchpoints. */
#include "app/core/draw.h"
#include "app/grid/fold.h"
#include "app/grid/kept.h"
#include "app/people/people.h"
#include "base/i18n.h"
#include "base/length.h"
#include "base/text.h"

enum { DURATION_APART = 10 }; /* columns between a title and its duration, lines included */

/* --- lines --- */

/* A line sideways, with a sign at its left end and one where each other column begins. */
static void draw_rule(
    const struct grid_plan *plan, struct canvas *canvas, int y, enum line left, enum line between)
{
    canvas_fill(
        canvas, plan->area.x, y, plan->area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    canvas_fill(canvas, plan->area.x, y, 1, STYLE_NORMAL, canvas_line(canvas, left));
    for (int i = 1; i < plan->shown; i++)
        canvas_fill(
            canvas, plan->column[i].x - 1, y, 1, STYLE_NORMAL, canvas_line(canvas, between));
}

static void draw_dividers(
    const struct grid_plan *plan, struct canvas *canvas, int from, int rows, bool left)
{
    uint32_t line = canvas_line(canvas, LINE_V);
    for (int y = from; y < from + rows; y++) {
        if (left)
            canvas_fill(canvas, plan->area.x, y, 1, STYLE_NORMAL, line);
        for (int i = 1; i < plan->shown; i++)
            canvas_fill(canvas, plan->column[i].x - 1, y, 1, STYLE_NORMAL, line);
    }
}

void draw_grid_lines(const struct grid_plan *plan, struct canvas *canvas)
{
    int titles = plan->rows_y - 1;
    draw_dividers(
        plan, canvas, plan->titles_y + plan->phases, plan->titles - plan->phases - 1, false);
    draw_rule(plan, canvas, titles, LINE_TL, LINE_T);
    draw_dividers(plan, canvas, plan->rows_y, plan->rows, true);
    if (!plan->ruled)
        return;
    if (plan->curve_y > plan->rows_y)
        draw_rule(plan, canvas, plan->curve_y - 1, LINE_L, LINE_CROSS);
    draw_rule(plan, canvas, plan->curve_y + plan->curve_rows, LINE_BL, LINE_B);
}

/* --- titles --- */

/* A text in a line, a blank on each side of it; clipped. Returns the column behind it. */
static int draw_in_line(
    struct canvas *canvas, int x, int y, int room, enum style style, bool blanks, struct slice text)
{
    if (blanks)
        canvas_fill(canvas, x++, y, 1, STYLE_NORMAL, ' ');
    int used = canvas_text(canvas, x, y, room - blanks, style, text);
    if (blanks && used < room - blanks)
        canvas_fill(canvas, x + used++, y, 1, STYLE_NORMAL, ' ');
    return x + used;
}

/* Columns of a column's title that the number of hidden stages takes (draw_hidden). */
static int hidden_digits(const struct grid_plan *plan, const struct plan_column *column)
{
    int digits = 0;
    for (size_t n = column == &plan->column[0] && !plan->band ? column->stage : 0; n; n /= 10)
        digits++;
    return digits;
}

/* The title in one row or, where that is too short and there are more, in those: the last one
 * stands in the line. */
static int draw_title_rows(const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column, int room, enum style style, struct slice title)
{
    int digits = hidden_digits(plan, column), hidden = digits ? digits + !column->wide : 0;
    int y = plan->rows_y - 1, x = column->x + hidden, indent = column->wide;
    int room_of_line = column->width - hidden - indent, width = room_of_line > 0 ? room_of_line : 1;
    int rows = plan->titles - plan->phases, lines = wrapped_rows(title, width, width);
    struct slice line, rest = title;
    bool hyphen;
    room -= hidden;
    if (rows == 1 || text_width(title) <= room - indent)
        return draw_in_line(canvas, x, y, room, style, column->wide, title);
    rows = lines < rows ? lines : rows;
    for (int row = y - (rows > 1 ? rows - 1 : 1); row < y; row++) {
        text_wrap_hyphen(&rest, width, &line, &hyphen);
        int used = canvas_text(canvas, x + indent, row, width, style, line);
        if (hyphen)
            canvas_fill(canvas, x + indent + used, row, 1, style, '-');
    }
    return rest.len ? draw_in_line(canvas, x, y, room, style, column->wide, rest) : x;
}

/* Appends "▴2 ▾9": the touchpoints above and below those that are shown. */
static void add_more(const struct app *app, const struct grid_plan *plan,
    const struct canvas *canvas, const struct plan_column *column, struct buf *out)
{
    size_t count = column_list(app, column).count, rows = (size_t)plan->rows;
    size_t first = count > rows ? (size_t)*grid_first_row(app->grid, column->stage) : 0;
    if (!plan->rows || count <= rows)
        return;
    if (first) {
        buf_add_codepoint(out, canvas_line(canvas, LINE_UP));
        buf_add_number(out, first);
    }
    if (count > first + rows) {
        buf_adds(out, first ? " " : "");
        buf_add_codepoint(out, canvas_line(canvas, LINE_DOWN));
        buf_add_number(out, count - first - rows);
    }
}

/* Draws that at the right of the column; returns its width. */
static int draw_more(const struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column, int y)
{
    struct buf text = BUF_INIT;
    add_more(app, plan, canvas, column, &text);
    int width = text_width(buf_slice(&text));
    draw_at_end(canvas, column->x + column->width, y, STYLE_WARN, buf_slice(&text));
    buf_release(&text);
    return width ? width + 1 : 0;
}

/* Beside that in a narrow column: whole words, where they take most of the room, else as many
 * letters as there are columns. */
static void draw_narrow_title(
    struct canvas *canvas, int x, int y, int room, enum style style, struct slice title)
{
    struct slice words = SLICE_NONE, rest = title;
    if (room > 0)
        text_wrap(&rest, room, &words);
    bool whole = words.len < title.len && title.data[words.len] == ' ';
    if (whole && 2 * text_width(words) > room)
        canvas_fill(
            canvas, x + canvas_text(canvas, x, y, room, style, words), y, 1, STYLE_NORMAL, ' ');
    else
        canvas_text(canvas, x, y, room + 1, style, title);
}

static bool is_current(const struct app *app, const struct plan_column *column)
{
    return app->grid->stage - column->stage < column->stages;
}

static void draw_folded_title(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column)
{
    struct buf title = BUF_INIT;
    int y = plan->rows_y - 1, room = column->width;
    room -= plan->ruled ? 0 : draw_more(app, plan, canvas, column, y);
    fold_add_title(app, column, plan->phases, &title);
    draw_title_rows(plan, canvas, column, room,
        is_current(app, column) ? STYLE_TITLE
        : column->wide          ? STYLE_NORMAL
                                : STYLE_DIM,
        buf_slice(&title));
    buf_release(&title);
}

/* The title, and how long the stage takes where that has room beside it. */
static void draw_title(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column)
{
    const struct node *stage = node_child(app->session.map.root, MAP_STAGES, column->stage);
    int y = plan->rows_y - 1, more = plan->ruled ? 0 : draw_more(app, plan, canvas, column, y);
    int room = column->width - more;
    bool selected = is_current(app, column) && app->grid->row < 0 && !app->grid->in_detail;
    enum style style = selected                  ? STYLE_SELECT
                       : is_current(app, column) ? STYLE_TITLE
                       : column->wide            ? STYLE_NORMAL
                                                 : STYLE_DIM;
    struct buf others = BUF_INIT;
    int end = column->x + room;
    people_add_shown(app, stage, &others);
    int here = text_width(buf_slice(&others));
    int used = 0;
    if (more && !column->wide && !here)
        draw_narrow_title(canvas, column->x, y, room, style, node_headline(stage));
    else
        used = draw_title_rows(
            plan, canvas, column, room - here - (here > 0), style, node_headline(stage));
    if (here)
        draw_in_line(canvas, end - here - 1, y, here + 1, STYLE_KEY, true, buf_slice(&others));
    struct buf duration = BUF_INIT;
    length_add_shown(node_get(stage, STAGE_DURATION), &duration);
    int width = text_width(buf_slice(&duration));
    if (column->wide && duration.len && used + width + DURATION_APART <= end - here)
        draw_in_line(
            canvas, end - here - width - 3, y, width + 2, STYLE_DIM, true, buf_slice(&duration));
    if (selected)
        canvas_mark_selected(canvas, column->x + hidden_digits(plan, column), y, STYLE_SELECT);
    buf_release(&others);
    buf_release(&duration);
}

/* --- columns --- */

void draw_grid_cells(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column, struct node_list touchpoints, size_t first,
    const struct cell_place *places, size_t count)
{
    const struct grid_state *grid = app->grid;
    struct cell_look look = cell_look(app);
    for (size_t i = 0; i < count; i++) {
        bool selected = column->folded
                            ? column->stage + first + i == grid->stage
                            : column->stage == grid->stage && (int)(first + i) == grid->row;
        enum cell_state state = !selected         ? CELL_PLAIN
                                : grid->in_detail ? CELL_HELD
                                                  : CELL_SELECTED;
        cell_draw(&look, canvas, touchpoints.items[first + i], column, plan->rows_y + places[i].y,
            &places[i].rows, state);
    }
}

static void draw_column(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column)
{
    struct node_list touchpoints = column_list(app, column);
    const struct kept_cells *cells = grid_cells(app, plan, column);
    if (plan->ruled)
        draw_more(app, plan, canvas, column, plan->curve_y - 1);
    if (!touchpoints.count)
        canvas_fill(
            canvas, column->x + 1, plan->rows_y, 1, STYLE_DIM, canvas_line(canvas, LINE_DOT));
    draw_grid_cells(
        app, plan, canvas, column, touchpoints, cells->first, cells->places, cells->count);
}

static bool begins_column(const struct grid_plan *plan, int x)
{
    int i = plan->shown - 1;
    while (i >= 0 && plan->column[i].x > x)
        i--;
    return i >= 0 && plan->column[i].x == x;
}

/* Stages beyond the sides: in the line of the titles, over the outermost columns. A blank keeps
 * them apart from what is left of a title. */
static void draw_hidden(const struct grid_plan *plan, struct canvas *canvas)
{
    const struct plan_column *last = &plan->column[plan->shown - 1];
    size_t first = plan->column[0].stage, end = last->stage + last->stages;
    int y = plan->rows_y - 1, right = plan->area.x + plan->area.width;
    struct buf text = BUF_INIT;
    if (first) {
        buf_add_codepoint(&text, canvas_line(canvas, LINE_LEFT));
        buf_add_number(&text, first);
        int x = plan->area.x + text_width(buf_slice(&text));
        canvas_text(canvas, plan->area.x, y, plan->area.width, STYLE_WARN, buf_slice(&text));
        if (canvas->cursor_y != y || canvas->cursor_x != x) /* the mark of the selection */
            canvas_fill(canvas, x, y, 1, STYLE_NORMAL, ' ');
    }
    buf_clear(&text);
    if (end < plan->stages) {
        buf_addf(&text, "%zu", plan->stages - end);
        buf_add_codepoint(&text, canvas_line(canvas, LINE_RIGHT));
        int x = right - text_width(buf_slice(&text));
        if (!begins_column(plan, x))
            canvas_fill(canvas, x - 1, y, 1, STYLE_NORMAL, ' ');
        canvas_text(canvas, x, y, right - x, STYLE_WARN, buf_slice(&text));
    }
    buf_release(&text);
}

static struct slice phase_of(const struct app *app, const struct plan_column *column)
{
    return node_get(node_child(app->session.map.root, MAP_STAGES, column->stage), STAGE_PHASE);
}

/* A line with its name above the neighbouring stages of each phase. */
static void draw_phases(const struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    int y = plan->titles_y;
    for (int i = 0, end; i < plan->shown; i = end) {
        struct slice phase = phase_of(app, &plan->column[i]);
        for (end = i + 1;
             end < plan->shown && slice_equal(phase_of(app, &plan->column[end]), phase); end++)
            ;
        const struct plan_column *last = &plan->column[end - 1];
        int x = plan->column[i].x, room = last->x + last->width - x;
        if (!phase.len)
            continue;
        canvas_fill(canvas, x - 1, y, room + 1, STYLE_NORMAL, canvas_line(canvas, LINE_H));
        canvas_fill(canvas, x - 1, y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_TL));
        draw_in_line(canvas, x, y, room, STYLE_NORMAL, true, phase);
    }
}

static void draw_any_title(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct plan_column *column)
{
    (column->folded ? draw_folded_title : draw_title)(app, plan, canvas, column);
}

void draw_grid_titles(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    if (plan->phases)
        draw_phases(app, plan, canvas);
    for (int i = 0; i < plan->shown; i++)
        draw_any_title(app, plan, canvas, &plan->column[i]);
}

/* With the line at its right, which may have signs of its own; without what goes over several
 * columns: phases, and the words below the curve. */
void draw_grid_column(
    struct app *app, const struct grid_plan *plan, size_t stage, struct canvas *canvas)
{
    const struct plan_column *column = plan_column_of(plan, stage);
    int top = plan->titles_y + plan->phases, end = plan->curve_y + plan->curve_rows;
    canvas_redraw(canvas, (struct area){ column->x, top, column->width + 1, end - top });
    draw_grid_lines(plan, canvas);
    draw_any_title(app, plan, canvas, column);
    if (plan->rows > 0)
        draw_column(app, plan, canvas, column);
    draw_hidden(plan, canvas);
    draw_curve(app, plan, canvas);
}

void draw_grid_picture(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    draw_grid_lines(plan, canvas);
    draw_grid_titles(app, plan, canvas);
    for (int i = 0; i < plan->shown && plan->rows > 0; i++)
        draw_column(app, plan, canvas, &plan->column[i]);
    if (plan->shown)
        draw_hidden(plan, canvas);
    else
        draw_empty_grid(app, plan, canvas);
    draw_curve(app, plan, canvas);
}
