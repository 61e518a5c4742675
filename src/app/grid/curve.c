#include <stdlib.h>

#include "app/grid/grid.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/curve.h"
#include "insight/letters.h"
#include "model/edit/per_persona.h"

/* Which touchpoints of a stage have a mark: at most one a cell. */
struct mark_window {
    size_t first, count;
    int left, width; /* cells, from the inner left edge of the grid */
};

static struct mark_window grid_marks(
    const struct app *app, const struct grid_plan *plan, int column)
{
    size_t index = plan->first_stage + (size_t)column;
    struct node *stage = node_child(app->session.map.root, MAP_STAGES, index);
    size_t count = stage ? node_child_count(stage, STAGE_TOUCHPOINTS) : 0;
    struct mark_window window = {
        .count = count,
        .left = plan_column_x(plan, column) - plan->area.x - 1,
        .width = plan_column_inner(plan, column),
    };
    if (column == 0) {
        window.left += AXIS_WIDTH;
        window.width -= AXIS_WIDTH;
    }
    size_t room = (size_t)window.width;
    if (count > room) {
        /* As many as there are cells. */
        size_t middle = (size_t)grid_scroll(app->grid, index)->curve_middle;
        window.first = middle > room / 2 ? middle - room / 2 : 0;
        if (window.first > count - room)
            window.first = count - room;
        window.count = room;
    }
    return window;
}

/* The cell of touchpoint `index` of the window's stage. */
static int mark_x(const struct mark_window *window, size_t index)
{
    int place = (int)(index - window->first);
    return window->left + (2 * place + 1) * window->width / (2 * (int)window->count);
}

/* All marks of the picture, and one more on each side, towards which the line runs. */
struct marks {
    struct curve_point *points;
    const struct node **touchpoints;
    size_t count, cap, cap_touchpoints;
};

static void add_mark(struct marks *marks, const struct node *touchpoint, int x)
{
    MEM_GROW(marks->points, marks->count + 1, marks->cap);
    MEM_GROW(marks->touchpoints, marks->count + 1, marks->cap_touchpoints);
    marks->touchpoints[marks->count] = touchpoint;
    marks->points[marks->count++] = (struct curve_point){ .x = x };
}

/* The touchpoints just before and after a place: the nearest stage that has any gives them. */
static const struct node *before(const struct map *map, size_t stage, size_t index)
{
    if (index > 0)
        return node_child(node_child(map->root, MAP_STAGES, stage), STAGE_TOUCHPOINTS, index - 1);
    for (size_t steps = 0; stage > 0 && steps < 50; steps++) {
        const struct node *other = node_child(map->root, MAP_STAGES, --stage);
        size_t count = node_child_count(other, STAGE_TOUCHPOINTS);
        if (count)
            return node_child(other, STAGE_TOUCHPOINTS, count - 1);
    }
    return NULL;
}

static const struct node *after(const struct map *map, size_t stage, size_t index)
{
    for (size_t steps = 0; steps < 50; steps++, stage++, index = (size_t)-1) {
        const struct node *other = node_child(map->root, MAP_STAGES, stage);
        const struct node *next = other ? node_child(other, STAGE_TOUCHPOINTS, index + 1) : NULL;
        if (next || !other)
            return next;
    }
    return NULL;
}

static void collect_marks(const struct app *app, const struct grid_plan *plan, struct marks *marks)
{
    const struct map *map = &app->session.map;
    int step = plan->column_width / 3 + 1;
    for (int column = 0; column < plan->columns; column++) {
        size_t index = plan->first_stage + (size_t)column;
        const struct node *stage = node_child(map->root, MAP_STAGES, index);
        struct mark_window window = grid_marks(app, plan, column);
        if (!window.count)
            continue;
        const struct node *previous = before(map, index, window.first);
        if (previous && (column == 0 || window.first > 0))
            add_mark(marks, previous, window.left - (column == 0 ? AXIS_WIDTH + step : 1));
        for (size_t i = window.first; i < window.first + window.count; i++)
            add_mark(marks, node_child(stage, STAGE_TOUCHPOINTS, i), mark_x(&window, i));
        const struct node *next = after(map, index, window.first + window.count - 1);
        if (next && column == plan->columns - 1)
            add_mark(marks, next, window.left + window.width + step);
    }
}

static void score_marks(struct marks *marks, const char *persona)
{
    for (size_t i = 0; i < marks->count; i++)
        marks->points[i].emotion = touchpoint_emotion(marks->touchpoints[i], persona);
}

static bool is_mark(char c)
{
    return c == '*' || (c >= 'A' && c <= 'Z');
}

/* How far the marks of persona `index` stand beside the column, so that equal feelings of several
 * personas do not hide each other; 0 where there is no room. */
static int mark_offset(const struct marks *marks, size_t index, size_t personas)
{
    for (size_t i = 1; i < marks->count; i++)
        if (marks->points[i].x - marks->points[i - 1].x <= 2 * (int)personas)
            return 0;
    return (int)index - (int)(personas - 1) / 2;
}

static void shift_marks(struct marks *marks, int by)
{
    for (size_t i = 0; i < marks->count; i++)
        marks->points[i].x += by;
}

static void plot(
    struct marks *marks, const struct app *app, const struct grid_plan *plan, char *cells)
{
    struct curve_picture picture = { cells, plan->area.width - 2, plan->curve_rows };
    size_t personas = node_child_count(app->session.map.root, MAP_PERSONAS);
    if (!app_overlays(app)) {
        score_marks(marks, app_persona(app));
        curve_draw(&picture, marks->points, marks->count, '*');
        return;
    }
    char letters[LETTERS_MAX + 1];
    persona_letters(&app->session.map, letters);
    for (size_t i = personas < LETTERS_MAX ? personas : LETTERS_MAX; i-- > 0;) {
        int offset = mark_offset(marks, i, personas);
        score_marks(marks, node_child(app->session.map.root, MAP_PERSONAS, i)->id);
        shift_marks(marks, offset);
        curve_draw(&picture, marks->points, marks->count, letters[i]);
        shift_marks(marks, -offset);
    }
}

/* All marks of the touchpoint at a column: several where personas are overlaid. */
static void select_marks(
    const struct grid_plan *plan, struct canvas *canvas, const char *cells, int x, int beside)
{
    int width = plan->area.width - 2;
    for (int row = 0; row < plan->curve_rows; row++)
        for (int at = x - beside; at <= x + beside; at++)
            if (at >= 0 && at < width && is_mark(cells[row * width + at]))
                canvas_restyle(canvas, plan->area.x + 1 + at, plan->curve_y + row, 1, STYLE_SELECT);
}

static void copy_cells(const struct grid_plan *plan, const char *cells, struct canvas *canvas)
{
    int width = plan->area.width - 2;
    for (int row = 0; row < plan->curve_rows; row++) {
        int y = plan->curve_y + row;
        canvas_text(canvas, plan->area.x + 1, y, 2, STYLE_NORMAL,
            slice_of(curve_label(row, plan->curve_rows)));
        for (int x = AXIS_WIDTH; x < width; x++)
            if (cells[row * width + x] != ' ')
                canvas_fill(canvas, plan->area.x + 1 + x, y, 1, STYLE_NORMAL,
                    (uint32_t)cells[row * width + x]);
    }
}

/* A letter above the mark (below it for the low, or where no room is), never over a mark. */
static void label_mark(const struct grid_plan *plan, struct canvas *canvas, const char *cells,
    const struct curve_point *point, char letter)
{
    int width = plan->area.width - 2, rows = plan->curve_rows;
    int row = curve_row(point->emotion, rows);
    int first = letter == 'L' ? row + 1 : row - 1;
    int second = letter == 'L' ? row - 1 : row + 1;
    int place = first >= 0 && first < rows ? first : second;
    if (place < 0 || place >= rows || cells[place * width + point->x] == '*')
        return;
    canvas_fill(canvas, plan->area.x + 1 + point->x, plan->curve_y + place, 1, STYLE_MARK,
        (uint32_t)letter);
}

static void label_marks(struct app *app, const struct grid_plan *plan, const struct marks *marks,
    const char *cells, struct canvas *canvas)
{
    const struct node *selected = grid_touchpoint(app);
    const struct summary *summary = &app->summary;
    int width = plan->area.width - 2;
    size_t personas = node_child_count(app->session.map.root, MAP_PERSONAS);
    int beside = app_overlays(app) && mark_offset(marks, 0, personas) ? (int)personas / 2 : 0;
    for (size_t i = 0; i < marks->count; i++) {
        const struct curve_point *point = &marks->points[i];
        const struct node *touchpoint = marks->touchpoints[i];
        if (point->x < 0 || point->x >= width || point->emotion == EMOTION_NONE)
            continue;
        if (!app_overlays(app)) {
            if (touchpoint == summary->end)
                label_mark(plan, canvas, cells, point, 'E');
            if (touchpoint == summary->high)
                label_mark(plan, canvas, cells, point, 'H');
            if (touchpoint == summary->low)
                label_mark(plan, canvas, cells, point, 'L');
        }
        if (touchpoint == selected)
            select_marks(plan, canvas, cells, point->x, beside);
    }
}

/* Whose the letters are, with their parts in the purchase where there are some. */
static void add_names(const struct map *map, bool roles, struct buf *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    char letters[LETTERS_MAX + 1];
    persona_letters(map, letters);
    for (uint32_t i = 0; i < personas.count && i < LETTERS_MAX; i++) {
        buf_addf(out, " %c ", letters[i]);
        buf_add_slice(out, node_headline(personas.items[i]));
        if (roles && node_has(personas.items[i], PERSONA_BUYING_ROLE))
            buf_addf(out, " (%s)", node_get(personas.items[i], PERSONA_BUYING_ROLE).data);
        buf_add_char(out, ' ');
    }
}

/* What the letters mean, in the line under the curve; roles only if there is room for all. */
static void draw_legend(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    struct buf text = BUF_INIT;
    int width = plan->area.width - 4;
    if (app_overlays(app)) {
        add_names(&app->session.map, true, &text);
        if (text_width(buf_slice(&text)) > width) {
            buf_clear(&text);
            add_names(&app->session.map, false, &text);
        }
    } else if (app->summary.scored > 1) {
        buf_addf(&text, " %s ", _("H high  L low  E end"));
    }
    canvas_text(canvas, plan->area.x + 2, plan->curve_y + plan->curve_rows, width, STYLE_NORMAL,
        buf_slice(&text));
    buf_release(&text);
}

void draw_curve(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    size_t size = (size_t)(plan->area.width - 2) * (size_t)plan->curve_rows;
    if (plan->curve_rows < 1 || plan->area.width < 3)
        return;
    char *cells = mem_alloc(size);
    memset(cells, ' ', size);
    struct marks marks = { 0 };
    collect_marks(app, plan, &marks);
    plot(&marks, app, plan, cells);
    copy_cells(plan, cells, canvas);
    if (app_overlays(app))
        score_marks(&marks, NULL);
    label_marks(app, plan, &marks, cells, canvas);
    draw_legend(app, plan, canvas);
    free(marks.points);
    free(marks.touchpoints);
    free(cells);
}
