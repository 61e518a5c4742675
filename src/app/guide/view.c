/* The guide's pane below the living grid. */
#include "app/canvas/small_curve.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "insight/curve.h"

enum {
    LOW = 14,  /* rows below which there is no map */
    HALF = 38, /* rows from which on the pane has half of them */
    CURVE_ROWS = 5,
    AXIS = 2,     /* columns */
    PANE_MIN = 5, /* rows */
    PANE_MAX = 14,
    GRID_LEAST = 10 /* rows of a grid with a curve */
};

/* Of the same height at every question, so that the grid stands still; a list to pick from and
 * the end may take more. */
static int pane_rows(struct app *app, struct area area)
{
    int rows = area.height >= HALF ? area.height / 2 - 1 : (area.height * 2 + 4) / 5;
    int most = area.height - 1 - GRID_LEAST, wanted = guide_rows_wanted(app, area.width - 2, most);
    rows = rows < PANE_MIN ? PANE_MIN : rows > PANE_MAX && area.height < HALF ? PANE_MAX : rows;
    wanted = wanted > most ? most : wanted;
    return wanted > rows ? wanted : rows;
}

/* Where a map would leave the question no room: feelings alone have their curve, below. */
static void draw_alone(struct app *app, struct canvas *canvas, struct area area)
{
    struct guide_question question;
    bool feelings = guide_question(app->guide->engine, &question) &&
                    question.field == TOUCHPOINT_EMOTION && question.form == ANSWER_KEY;
    if (feelings) {
        struct area curve = { area.x, area.y + area.height - CURVE_ROWS, area.width, CURVE_ROWS };
        for (int row = 0; row < CURVE_ROWS; row++)
            canvas_text(canvas, curve.x + 1, curve.y + row, AXIS, STYLE_DIM,
                slice_of(curve_label(row, CURVE_ROWS)));
        curve.x += AXIS + 1;
        curve.width -= AXIS + 1;
        draw_small_curve(canvas, curve, &app->session.map, app_persona(app));
        area.height -= CURVE_ROWS;
    }
    draw_guide_pane(app, canvas, area);
}

static void draw_below(struct app *app, struct canvas *canvas, struct area area)
{
    int rows = pane_rows(app, area);
    struct area grid = { area.x, area.y, area.width, area.height - rows - 1 };
    draw_grid_plan(app, grid_plan(app, grid, PLAN_LOW), canvas);
    draw_guide_pane(
        app, canvas, (struct area){ area.x, area.y + grid.height, area.width, rows + 1 });
}

static void draw_guide(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    (void)level;
    if (area.height < LOW)
        draw_alone(app, canvas, area);
    else
        draw_below(app, canvas, area);
}

/* The list of a pick or the summary scrolls. */
static void move_guide(struct app *app, struct level *level, int dx, int dy)
{
    struct guide_pane *pane = app->guide;
    (void)level, (void)dx;
    pane->top += dy;
    guide_scroll(pane, pane->lines, pane->page);
}

const struct view view_guide = {
    .title = N_("guide"),
    .context = IN_GUIDE,
    .context_now = guide_pane_context,
    .draw = draw_guide,
    .move = move_guide,
    .first = guide_key,
    .click = guide_option_click,
};
