/* The guide's pane below the living grid, or beside it where the screen is wide. */
#include "app/canvas/small_curve.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "insight/curve.h"

enum {
    WIDE = 150, /* screens from here on have the pane beside the grid */
    LOW = 14,   /* rows below which there is no map */
    HALF = 38,  /* rows from which on the pane has half of them */
    CURVE_ROWS = 5,
    AXIS = 2,     /* columns */
    PANE_MIN = 5, /* rows */
    PANE_MAX = 14,
    GRID_LEAST = 10,     /* rows of a grid with a curve */
    QUESTION_LEAST = 24, /* rows of the question, with the agenda below */
    SIDE_MIN = 56,       /* columns */
    SIDE_MAX = 76
};

/* The agenda under the question, where that leaves it room; returns the rows taken. */
static int draw_overview(struct app *app, struct canvas *canvas, struct area side, int rows)
{
    int steps = draw_agenda_lines(app, NULL, side);
    if (rows - steps - 1 < QUESTION_LEAST)
        return 0;
    side.y += side.height - 2 - steps;
    canvas_rule(canvas, side, LINE_L, LINE_R);
    draw_agenda_lines(app, canvas, (struct area){ side.x + 1, side.y + 1, side.width - 2, steps });
    return steps + 1;
}

static void draw_beside(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    int width = area.width * 3 / 8;
    width = width < SIDE_MIN ? SIDE_MIN : width > SIDE_MAX ? SIDE_MAX : width;
    struct area grid = { area.x, area.y, area.width - width, area.height };
    struct area side = { grid.x + grid.width, area.y, width, area.height };
    view_of(app, IN_GRID)->draw(app, level, canvas, grid);
    canvas_box(canvas, side);
    struct area pane = { side.x + 2, side.y + 1, side.width - 4, side.height - 2 };
    pane.height -= draw_overview(app, canvas, side, pane.height);
    draw_guide_pane(app, canvas, pane, false);
}

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

/* The pane below a line that carries its title. */
static void draw_pane(struct app *app, struct canvas *canvas, struct area area)
{
    canvas_fill(canvas, area.x, area.y, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    draw_guide_pane(app, canvas,
        (struct area){ area.x + 1, area.y + 1, area.width - 2, area.height - 1 }, true);
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
    draw_pane(app, canvas, area);
}

static void draw_below(struct app *app, struct canvas *canvas, struct area area)
{
    int rows = pane_rows(app, area);
    struct area grid = { area.x, area.y, area.width, area.height - rows - 1 };
    draw_grid_plan(app, grid_plan(app, grid, PLAN_LOW), canvas);
    draw_pane(app, canvas, (struct area){ area.x, area.y + grid.height, area.width, rows + 1 });
}

static void draw_guide(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    if (area.width >= WIDE)
        draw_beside(app, level, canvas, area);
    else if (area.height < LOW)
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
    .title = N_("Guide"),
    .context = IN_GUIDE,
    .context_now = guide_pane_context,
    .draw = draw_guide,
    .move = move_guide,
    .first = guide_key,
    .click = guide_option_click,
};
