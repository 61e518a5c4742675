#include "app/grid/print.h"

#include "app/core/draw.h"
#include "app/grid/grid.h"
#include "base/text.h"

enum {
    PRINT_CURVE_ROWS = 9,
    BAND_ROWS = 200 /* so many at a time: a stage may have thousands */
};

struct printing {
    struct app *app;
    bool curve_only; /* below the stages' names; the touchpoints between are left out */
    struct canvas canvas;
    struct buf *out;
};

static int rows_of(struct app *app, const struct grid_plan *plan)
{
    int most = most_touchpoints(&app->session.map, plan->first_stage, (size_t)plan->columns);
    return !plan->columns ? draw_empty_grid(app, plan, NULL) : most > 1 ? most : 1;
}

/* The plan of the columns from `first` on, as high as they need. */
static struct grid_plan plan_part(struct app *app, int width, size_t first)
{
    struct grid_plan plan;
    app->grid->stage = app->grid->first_stage = first;
    grid_plan_low(app, (struct area){ 0, 1, width, 40 }, &plan);
    plan.first_stage = first;
    size_t left = plan.stages - first;
    plan.columns = left < (size_t)plan.columns ? (int)left : plan.columns;
    plan.detail_rows = 0;
    return plan;
}

static void scroll_all(struct grid_state *grid, int first_row, int curve_middle)
{
    for (size_t i = 0; i < SCROLLS; i++)
        *grid_scroll(grid, i) = (struct column_scroll){ first_row, curve_middle };
}

/* Draws `rows` rows from `from` on and appends them: the first band has the titles above, the last
 * one the curve below. */
static void print_band(
    struct printing *print, struct grid_plan *plan, int from, int rows, bool last)
{
    plan->rows = rows;
    plan->curve_rows = last ? PRINT_CURVE_ROWS : 0;
    plan->curve_y = plan->rows_y + rows + 1;
    plan->detail_y = plan->curve_y + plan->curve_rows;
    canvas_reset(&print->canvas, plan->area.width, plan->detail_y + 1);
    print->app->grid->stage = (size_t)-1; /* nothing is selected in print */
    scroll_all(print->app->grid, from, rows_of(print->app, plan) / 2);
    draw_grid_picture(print->app, plan, &print->canvas);
    int end = plan->rows_y + rows, below = last ? plan->detail_y + 1 : end;
    for (int y = from ? plan->rows_y : plan->area.y; y < below; y++) {
        if (print->curve_only && y >= plan->rows_y && y < end)
            continue;
        canvas_row_text(&print->canvas, y, print->out);
        buf_add_char(print->out, '\n');
    }
}

static void print_part(struct printing *print, struct grid_plan *plan)
{
    int rows = rows_of(print->app, plan);
    bool last = false;
    for (int from = 0; !last; from += BAND_ROWS) {
        int left = rows - from;
        last = left <= BAND_ROWS || print->curve_only;
        print_band(print, plan, from, left < BAND_ROWS ? left : BAND_ROWS, last);
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

/* Part by part: stages that do not fit follow below. */
static void print_parts(struct printing *print, int width)
{
    size_t first = 0;
    do {
        struct grid_plan plan = plan_part(print->app, width, first);
        print_part(print, &plan);
        first += (size_t)plan.columns;
        if (!plan.columns)
            break;
    } while (first < node_child_count(print->app->session.map.root, MAP_STAGES));
    canvas_release(&print->canvas);
}

void app_print(struct app *app, int width, bool ascii, struct buf *out)
{
    struct printing print = { app, false, { .ascii = ascii }, out };
    print_header(app, width, ascii, out);
    print_lead(app, width, ascii, out);
    print_parts(&print, width);
}

void app_print_curve(struct app *app, int width, bool ascii, struct buf *out)
{
    print_parts(&(struct printing){ app, true, { .ascii = ascii }, out }, width);
}
