#include "app/print/print.h"

#include <stdlib.h>

#include "app/core/draw.h"
#include "app/grid/cell.h"
#include "base/mem.h"
#include "base/text.h"

enum {
    PRINT_CURVE_ROWS = 9,
    SLICE_ROWS = 200 /* so many at a time: a stage may have thousands */
};

/* The touchpoints of a column, all of them. */
struct printed_column {
    struct cell_place *places;
    size_t count;
    size_t next; /* the first that goes on below what is printed */
};

struct printing {
    struct app *app;
    bool curve_only; /* below the stages' names; the touchpoints between are left out */
    struct canvas canvas;
    struct buf *out;
    struct printed_column *columns; /* of the plan */
    int rows;                       /* of the highest one */
};

static int end_of(const struct cell_place *place)
{
    return place->y + place->rows.of[TEXT_NAME];
}

/* Names are whole in print. */
static struct printed_column place_column(
    const struct cell_look *look, const struct node *stage, const struct plan_column *column)
{
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    struct printed_column printed = {
        .places = mem_alloc((list.count + 1) * sizeof *printed.places), .count = list.count
    };
    int y = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        struct cell_rows rows = cell_measure(look, list.items[i], column->width);
        printed.places[i] = (struct cell_place){ y, { { rows.of[TEXT_NAME] } } };
        y += rows.of[TEXT_NAME];
    }
    return printed;
}

static void place_columns(struct printing *print, const struct grid_plan *plan)
{
    struct cell_look look = cell_look(print->app);
    struct node_list stages = node_children(print->app->session.map.root, MAP_STAGES);
    print->columns = mem_alloc((size_t)(plan->shown + 1) * sizeof *print->columns);
    print->rows = plan->shown ? 1 : draw_empty_grid(print->app, plan, NULL);
    for (int i = 0; i < plan->shown; i++) {
        const struct plan_column *column = &plan->column[i];
        struct printed_column *printed = &print->columns[i];
        *printed = place_column(&look, stages.items[column->stage], column);
        int end = printed->count ? end_of(&printed->places[printed->count - 1]) : 1;
        print->rows = end > print->rows ? end : print->rows;
    }
}

static void release_columns(struct printing *print, const struct grid_plan *plan)
{
    for (int i = 0; i < plan->shown; i++)
        free(print->columns[i].places);
    free(print->columns);
    print->columns = NULL;
}

static void add_rows(struct printing *print)
{
    for (int y = 0; y < print->canvas.height; y++) {
        canvas_row_text(&print->canvas, y, print->out);
        buf_add_char(print->out, '\n');
    }
}

/* A part of the picture on a canvas of its own, `rows` high. */
static struct grid_plan begin_part(struct printing *print, const struct grid_plan *plan, int rows)
{
    canvas_reset(&print->canvas, plan->area.width, rows);
    struct grid_plan part = *plan;
    part.rows = part.curve_rows = 0;
    part.rows_y = part.titles_y = -part.titles;
    part.ruled = false;
    return part;
}

static void print_titles(struct printing *print, const struct grid_plan *plan)
{
    struct grid_plan part = begin_part(print, plan, plan->titles);
    part.titles_y = 0;
    part.rows_y = plan->titles;
    draw_grid_lines(&part, &print->canvas);
    draw_grid_titles(print->app, &part, &print->canvas);
    add_rows(print);
}

static void print_rows(struct printing *print, const struct grid_plan *plan, int from, int rows)
{
    struct grid_plan part = begin_part(print, plan, rows);
    struct node_list stages = node_children(print->app->session.map.root, MAP_STAGES);
    part.rows = rows;
    part.rows_y = 0;
    draw_grid_lines(&part, &print->canvas);
    part.rows_y = -from;
    for (int i = 0; i < plan->shown; i++) {
        struct printed_column *column = &print->columns[i];
        if (!column->count && !from)
            canvas_fill(&print->canvas, plan->column[i].x + 1, 0, 1, STYLE_DIM,
                canvas_line(&print->canvas, LINE_DOT));
        size_t first = column->next, end = first;
        while (end < column->count && column->places[end].y < from + rows)
            end++;
        draw_grid_cells(print->app, &part, &print->canvas, &plan->column[i],
            node_children(stages.items[plan->column[i].stage], STAGE_TOUCHPOINTS), first,
            column->places + first, end - first);
        while (column->next < end && end_of(&column->places[column->next]) <= from + rows)
            column->next++;
    }
    part.rows_y = 0;
    if (!plan->shown)
        draw_empty_grid(print->app, &part, &print->canvas);
    add_rows(print);
}

static void print_curve(struct printing *print, const struct grid_plan *plan)
{
    struct grid_plan part = begin_part(print, plan, PRINT_CURVE_ROWS + 2);
    part.ruled = true;
    part.curve_y = 1;
    part.curve_rows = PRINT_CURVE_ROWS;
    draw_grid_lines(&part, &print->canvas);
    draw_curve(print->app, &part, &print->canvas);
    add_rows(print);
}

/* As wide as its columns. */
static struct grid_plan narrowed(const struct grid_plan *plan)
{
    struct grid_plan band = *plan;
    const struct plan_column *last = plan->shown ? &plan->column[plan->shown - 1] : NULL;
    band.area.width = last ? last->x + last->width : plan->area.width;
    return band;
}

static void print_band(struct printing *print, const struct grid_plan *plan)
{
    place_columns(print, plan);
    print_titles(print, plan);
    for (int from = 0; from < print->rows && !print->curve_only; from += SLICE_ROWS)
        print_rows(
            print, plan, from, print->rows - from < SLICE_ROWS ? print->rows - from : SLICE_ROWS);
    print_curve(print, plan);
    release_columns(print, plan);
}

void print_title(const struct app *app, struct slice line, struct buf *out)
{
    struct slice ink = app->inks ? app->inks->on[STYLE_TITLE] : SLICE_NONE;
    buf_add_slice(out, ink);
    text_add_visible(out, line);
    if (ink.len)
        buf_add_slice(out, app->inks->off);
    buf_add_char(out, '\n');
}

static void print_header(struct app *app, int width, bool ascii, struct buf *out)
{
    struct buf text = BUF_INIT;
    add_title(app, ascii, &text);
    grid_add_paths(app, ascii, &text);
    struct slice rest = buf_slice(&text), line;
    while (text_wrap(&rest, width, &line))
        print_title(app, line, out);
    buf_release(&text);
}

/* Band by band: stages that do not fit follow below. Nothing is selected in print. */
static void print_bands(struct printing *print, int width)
{
    struct app *app = print->app;
    const struct grid_plan *plan;
    size_t first = 0;
    summary_update(&app->summary);
    app->grid->row = -1;
    do {
        app->grid->first_stage = app->grid->first_shown = first;
        plan = grid_plan(app, (struct area){ 0, 0, width, 40 }, PLAN_PRINT);
        app->grid->stage = (size_t)-1;
        struct grid_plan band = narrowed(plan);
        print_band(print, &band);
        app->grid->stage = 0;
        first += (size_t)plan->shown;
    } while (first < plan->stages);
    canvas_release(&print->canvas);
}

void app_print(struct app *app, int width, bool ascii, struct buf *out)
{
    struct printing print = {
        .app = app, .canvas = { .ascii = ascii, .inks = app->inks }, .out = out
    };
    print_header(app, width, ascii, out);
    print_lead(app, width, ascii, out);
    print_bands(&print, width);
}

void app_print_curve(struct app *app, int width, bool ascii, struct buf *out)
{
    print_bands(
        &(struct printing){ app, true, { .ascii = ascii, .inks = app->inks }, out, NULL, 0 },
        width);
}
