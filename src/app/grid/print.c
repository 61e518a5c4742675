#include <config.h>

#include "app/grid/print.h"

#include "app/core/draw.h"
#include "app/grid/grid.h"
#include "base/text.h"

enum {
    PRINT_CURVE_ROWS = 9,
    BAND_ROWS = 200 /* so many at a time: a stage may have thousands */
};

static int rows_of(struct app *app, const struct grid_plan *plan)
{
    const struct map *map = &app->session.map;
    size_t most = 1;
    if (!plan->columns)
        return draw_empty_grid(app, plan, NULL);
    for (int column = 0; column < plan->columns; column++) {
        const struct node *stage = node_child(
            map->root, MAP_STAGES, plan->first_stage + (size_t)column);
        size_t count = node_child_count(stage, STAGE_TOUCHPOINTS);
        most = count > most ? count : most;
    }
    return (int)most;
}

/* The plan of the columns from `first` on, as high as they need. */
static struct grid_plan plan_part(struct app *app, int width, size_t first)
{
    struct grid_plan plan;
    app->grid->stage = app->grid->first_stage = first;
    grid_plan(app, (struct area){ 0, 1, width, 40 }, &plan);
    plan.first_stage = first;
    size_t left = plan.stages - first;
    plan.columns = left < (size_t)plan.columns ? (int)left : plan.columns;
    plan.detail_rows = 0;
    return plan;
}

/* Draws `rows` rows from `from` on and appends them: the first band has the titles above, the last
 * one the curve below. */
static void print_band(struct app *app, struct grid_plan *plan, int from, int rows, bool last,
    struct canvas *canvas, struct buf *out)
{
    plan->rows = rows;
    plan->curve_rows = last ? PRINT_CURVE_ROWS : 0;
    plan->curve_y = plan->rows_y + rows + 1;
    plan->detail_y = plan->curve_y + plan->curve_rows;
    canvas_reset(canvas, plan->area.width, plan->detail_y + 1);
    app->grid->stage = (size_t)-1; /* nothing is selected in print */
    app->grid->first_row = from;
    draw_grid_picture(app, plan, canvas);
    int end = last ? plan->detail_y + 1 : plan->rows_y + rows;
    for (int y = from ? plan->rows_y : plan->area.y; y < end; y++) {
        canvas_row_text(canvas, y, out);
        buf_add_char(out, '\n');
    }
}

static void print_part(
    struct app *app, struct grid_plan *plan, struct canvas *canvas, struct buf *out)
{
    int rows = rows_of(app, plan);
    plan->curve_middle = rows / 2;
    for (int from = 0; from < rows; from += BAND_ROWS) {
        int left = rows - from;
        bool last = left <= BAND_ROWS;
        print_band(app, plan, from, last ? left : BAND_ROWS, last, canvas, out);
    }
}

static void print_header(struct app *app, int width, bool ascii, struct buf *out)
{
    struct buf text = BUF_INIT;
    add_title(app, ascii, &text);
    struct slice rest = buf_slice(&text), line;
    while (text_wrap(&rest, width, &line)) {
        text_add_visible(out, line);
        buf_add_char(out, '\n');
    }
    buf_release(&text);
}

/* The stages' names, and the curve below them; the touchpoints between are left out. */
static void print_curve_part(
    struct app *app, struct grid_plan *plan, struct canvas *canvas, struct buf *out)
{
    int rows = rows_of(app, plan);
    plan->rows = rows < BAND_ROWS ? rows : BAND_ROWS;
    plan->curve_rows = PRINT_CURVE_ROWS;
    plan->curve_y = plan->rows_y + plan->rows + 1;
    plan->curve_middle = rows / 2;
    plan->detail_y = plan->curve_y + plan->curve_rows;
    canvas_reset(canvas, plan->area.width, plan->detail_y + 1);
    app->grid->stage = (size_t)-1;
    app->grid->first_row = 0;
    draw_grid_picture(app, plan, canvas);
    for (int y = plan->area.y; y <= plan->detail_y; y++)
        if (y < plan->rows_y || y >= plan->rows_y + plan->rows) {
            canvas_row_text(canvas, y, out);
            buf_add_char(out, '\n');
        }
}

/* Part by part: stages that do not fit follow below. */
static void print_parts(struct app *app, int width, bool ascii,
    void (*print)(struct app *app, struct grid_plan *plan, struct canvas *canvas, struct buf *out),
    struct buf *out)
{
    struct canvas canvas = CANVAS_INIT;
    size_t first = 0;
    canvas.ascii = ascii;
    do {
        struct grid_plan plan = plan_part(app, width, first);
        print(app, &plan, &canvas, out);
        first += (size_t)plan.columns;
        if (!plan.columns)
            break;
    } while (first < node_child_count(app->session.map.root, MAP_STAGES));
    canvas_release(&canvas);
}

void app_print(struct app *app, int width, bool ascii, struct buf *out)
{
    print_header(app, width, ascii, out);
    print_lead(app, width, ascii, out);
    print_parts(app, width, ascii, print_part, out);
}

void app_print_curve(struct app *app, int width, bool ascii, struct buf *out)
{
    print_parts(app, width, ascii, print_curve_part, out);
}
