/* The grid's picture: lines, stages, touchpoints. */
#include "app/core/draw.h"
#include "app/grid/grid.h"
#include "app/people/people.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

enum { CHANNEL_WIDTH = 24 }; /* columns so wide have room for the channel beside the name */

/* A line sideways, with an end on each side. */
static void draw_divider(
    const struct grid_plan *plan, struct canvas *canvas, int y, enum line left, enum line right)
{
    struct area row = { plan->area.x, y, plan->area.width, 1 };
    canvas_rule(canvas, row, left, right);
}

static void draw_sides(const struct grid_plan *plan, struct canvas *canvas, int y, int rows)
{
    canvas_sides(canvas, (struct area){ plan->area.x, y, plan->area.width, rows });
}

/* Between columns, from the first line to the curve's. */
static void draw_columns(const struct grid_plan *plan, struct canvas *canvas)
{
    for (int column = 1; column < plan->columns; column++) {
        int x = plan_column_x(plan, column) - 1, end = plan->curve_y - 1;
        canvas_fill(canvas, x, plan->area.y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_T));
        for (int y = plan->rows_y; y < plan->rows_y + plan->rows; y++)
            canvas_fill(canvas, x, y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_V));
        canvas_fill(canvas, x, end, 1, STYLE_NORMAL, canvas_line(canvas, LINE_B));
    }
}

static void draw_lines(const struct grid_plan *plan, struct canvas *canvas)
{
    draw_divider(plan, canvas, plan->area.y, LINE_TL, LINE_TR);
    draw_sides(plan, canvas, plan->rows_y, plan->rows);
    draw_divider(plan, canvas, plan->curve_y - 1, LINE_L, LINE_R);
    draw_columns(plan, canvas);
    draw_sides(plan, canvas, plan->curve_y, plan->curve_rows);
    if (plan->detail_rows) {
        draw_divider(plan, canvas, plan->detail_y - 1, LINE_L, LINE_R);
        draw_sides(plan, canvas, plan->detail_y, plan->detail_rows);
    }
    draw_divider(plan, canvas, plan->detail_y + plan->detail_rows, LINE_BL, LINE_BR);
}

static enum style emotion_style(int emotion)
{
    return emotion == EMOTION_NONE ? STYLE_DIM
           : emotion > 1           ? STYLE_UP2
           : emotion > 0           ? STYLE_UP1
           : emotion < -1          ? STYLE_DOWN2
           : emotion < 0           ? STYLE_DOWN1
                                   : STYLE_ZERO;
}

/* "▌3-D Secure  ★-2!": bar, name, star, emotion, and a sign that there are pains. */
static void draw_touchpoint(struct app *app, struct canvas *canvas, const struct node *touchpoint,
    bool selected, struct area cell)
{
    int x = cell.x, y = cell.y, width = cell.width;
    bool moment = node_flag(touchpoint, TOUCHPOINT_MOMENT);
    struct slice channel = node_first(touchpoint, TOUCHPOINT_CHANNEL);
    int emotion = touchpoint_emotion(touchpoint, app_persona(app));
    struct buf others = BUF_INIT;
    people_add_shown(app, touchpoint, &others);
    int all = width - 4 - moment, name_width = all - text_width(buf_slice(&others));
    enum style style = selected ? STYLE_SELECT : STYLE_NORMAL;
    struct buf score = BUF_INIT;
    canvas_fill(canvas, x, y, 1, style, ' ');
    if (selected)
        canvas_mark_selected(canvas, x, y, style);
    canvas_field(canvas, x + 1, y, name_width, style, node_headline(touchpoint));
    int spare = width >= CHANNEL_WIDTH && node_headline(touchpoint).len < 4 * CHANNEL_WIDTH
                    ? name_width - text_width(node_headline(touchpoint)) - 2
                    : 0;
    if (spare > 0 && text_width(channel) <= spare)
        canvas_text(canvas, x + name_width - text_width(channel), y, spare, style, channel);
    canvas_field(canvas, x + 1 + name_width, y, all - name_width, selected ? style : STYLE_KEY,
        buf_slice(&others));
    if (moment)
        canvas_fill(canvas, x + 1 + all, y, 1, selected ? style : STYLE_MARK,
            canvas_line(canvas, LINE_STAR));
    format_emotion(canvas, emotion, &score);
    canvas_field(
        canvas, x + width - 3, y, 2, selected ? style : emotion_style(emotion), buf_slice(&score));
    if (node_child_count(touchpoint, TOUCHPOINT_PAINS))
        canvas_fill(canvas, x + width - 1, y, 1, selected ? style : STYLE_PAIN, '!');
    else if (selected)
        canvas_fill(canvas, x + width - 1, y, 1, style, ' ');
    buf_release(&score);
    buf_release(&others);
}

/* " v 12 more " in the line under a column. */
static void draw_more(
    const struct grid_plan *plan, struct canvas *canvas, int column, enum line sign, size_t count)
{
    int width = plan_column_inner(plan, column);
    int y = sign == LINE_UP ? plan->area.y : plan->curve_y - 1;
    struct buf text = BUF_INIT;
    buf_add_char(&text, ' ');
    buf_add_codepoint(&text, canvas_line(canvas, sign));
    buf_addf(&text, "%zu ", count);
    if ((int)text.len < width + 2)
        canvas_text(canvas,
            plan_column_x(plan, column) + width - 1 - (int)text.len + (canvas->ascii ? 0 : 2), y,
            width, STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
}

static const struct column_scroll *scroll_of(
    const struct app *app, const struct grid_plan *plan, int column)
{
    return grid_scroll(app->grid, plan->first_stage + (size_t)column);
}

static void draw_title(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    int column, const struct node *stage)
{
    bool current = plan->first_stage + (size_t)column == app->grid->stage;
    bool selected = current && app->grid->row < 0 && !app->grid->in_detail;
    struct buf text = BUF_INIT, others = BUF_INIT;
    people_add_shown(app, stage, &others);
    int mark = text_width(buf_slice(&others));
    int room = plan_column_inner(plan, column) - 1 -
               (scroll_of(app, plan, column)->first_row ? 6 : 0);
    room -= mark ? mark + 1 : 0;
    buf_add_char(&text, ' ');
    if (text_clip(&text, node_headline(stage), room, canvas_ellipsis(canvas)) < room || mark)
        buf_add_char(&text, ' ');
    int used = canvas_text(canvas, plan_column_x(plan, column), plan->area.y,
        plan_column_inner(plan, column),
        selected  ? STYLE_SELECT
        : current ? STYLE_TITLE
                  : STYLE_NORMAL,
        buf_slice(&text));
    canvas_text(canvas, plan_column_x(plan, column) + used, plan->area.y, mark, STYLE_KEY,
        buf_slice(&others));
    if (selected)
        canvas_mark_selected(canvas, plan_column_x(plan, column), plan->area.y, STYLE_SELECT);
    buf_release(&others);
    buf_release(&text);
}

static void draw_column(
    struct app *app, const struct grid_plan *plan, struct canvas *canvas, int column)
{
    const struct grid_state *grid = app->grid;
    size_t index = plan->first_stage + (size_t)column;
    const struct node *stage = node_child(app->session.map.root, MAP_STAGES, index);
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    int x = plan_column_x(plan, column), width = plan_column_inner(plan, column);
    int first_row = scroll_of(app, plan, column)->first_row;
    draw_title(app, plan, canvas, column, stage);
    for (int row = 0; row < plan->rows; row++) {
        size_t place = (size_t)(first_row + row);
        if (place >= touchpoints.count)
            break;
        bool selected = index == grid->stage && (int)place == grid->row;
        struct area cell = { x, plan->rows_y + row, width, 1 };
        draw_touchpoint(app, canvas, touchpoints.items[place], selected && !grid->in_detail, cell);
        if (selected && grid->in_detail)
            canvas_fill(canvas, x, cell.y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_BAR));
    }
    if (first_row)
        draw_more(plan, canvas, column, LINE_UP, (size_t)first_row);
    size_t end = (size_t)(first_row + plan->rows);
    if (touchpoints.count > end)
        draw_more(plan, canvas, column, LINE_DOWN, touchpoints.count - end);
}

int draw_empty_grid(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    int height = canvas ? plan->rows : plan->area.height;
    struct area area = { plan->area.x + 2, plan->rows_y, plan->area.width - 4, height };
    if (app_top(app)->view->context == IN_GUIDE)
        return draw_wrapped(canvas, area, STYLE_DIM,
            slice_of(_("The map: stages, their touchpoints and the curve will be here.")));
    return draw_wrapped(canvas, area, STYLE_NORMAL,
        slice_of(_("No stage yet. i begins the guide, which asks for everything. Or A adds "
                   "a stage, then a adds touchpoints to it.")));
}

void draw_grid_picture(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    draw_lines(plan, canvas);
    for (int column = 0; column < plan->columns; column++)
        draw_column(app, plan, canvas, column);
    if (!plan->columns)
        draw_empty_grid(app, plan, canvas);
    draw_curve(app, plan, canvas);
}
