/* The curve's picture: axis, lines between stages, marks, and words in the line below. */
#include "insight/curve.h"
#include "app/core/draw.h"
#include "app/grid/cell.h"
#include "app/grid/plot.h"
#include "app/lists/pick.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"

enum { LABEL_WIDTH = 2, ASCII_ZERO_EVERY = 3 };

/* All of a row has one colour, blanks and lines included: that costs one change of colour a row. */
static enum style row_style(const struct app *app, int row, int rows)
{
    double emotion = curve_emotion(row, rows);
    return app_overlays(app) || app->grid->paths[1] ? STYLE_NORMAL
           : emotion >= 1.5                         ? STYLE_UP2
           : emotion > 0                            ? STYLE_UP1
           : emotion <= -1.5                        ? STYLE_DOWN2
           : emotion < 0                            ? STYLE_DOWN1
                                                    : STYLE_ZERO;
}

static void draw_zero_line(
    const struct grid_plan *plan, struct canvas *canvas, int y, enum style style)
{
    int every = canvas->ascii ? ASCII_ZERO_EVERY : 1, end = plan->area.x + plan->area.width;
    uint32_t zero = canvas_line(canvas, LINE_ZERO);
    int begin = plan->area.x + 1 + LABEL_WIDTH;
    if (every == 1)
        canvas_fill(canvas, begin, y, end - begin, style, zero);
    for (int x = begin; every > 1 && x < end; x++)
        if ((x - plan->area.x) % every == 1)
            canvas_fill(canvas, x, y, 1, style, zero);
}

/* What is there where no curve is. */
static void draw_ground(
    const struct grid_plan *plan, struct canvas *canvas, int row, enum style style)
{
    int y = plan->curve_y + row;
    canvas_fill(canvas, plan->area.x, y, plan->area.width, style, ' ');
    canvas_fill(canvas, plan->area.x, y, 1, style, canvas_line(canvas, LINE_V));
    if (plan->curve_rows == 2 * row + 1)
        draw_zero_line(plan, canvas, y, style);
    for (int i = 1; i < plan->shown; i++)
        canvas_fill(canvas, plan->column[i].x - 1, y, 1, style, canvas_line(canvas, LINE_DIVIDE));
    canvas_text(canvas, plan->area.x + 1, y, LABEL_WIDTH, style,
        slice_of(curve_label(row, plan->curve_rows)));
}

static uint32_t sign_of(const struct canvas *canvas, char cell)
{
    static const enum line lines[] = {
        [PLOT_MARK] = LINE_MARK, [PLOT_MOMENT] = LINE_STAR, [PLOT_HOLLOW] = LINE_HOLLOW
    };
    switch (cell) {
    case PLOT_TOGETHER:
        return '*';
    case PLOT_MEASURED:
        return 'm';
    case PLOT_DIFFER:
        return canvas->ascii ? ':' : canvas_line(canvas, LINE_V);
    default:
        return cell >= PLOT_MARK && cell <= PLOT_HOLLOW ? canvas_line(canvas, lines[(int)cell])
                                                        : (uint32_t)cell;
    }
}

/* Whose curve goes on at both sides of a cell without one; 0: nobody's. What is there, the zero
 * line most often, takes its colour, which costs no change there and back. */
static unsigned char owner_around(const struct plot *plot, int x, const unsigned char *owner)
{
    return x > LABEL_WIDTH && x + 1 < plot->width && owner[-1] == owner[1] ? owner[1] : 0;
}

static void draw_row(struct app *app, const struct grid_plan *plan, const struct plot *plot,
    struct canvas *canvas, int row)
{
    enum style style = row_style(app, row, plan->curve_rows);
    const char *cells = plot->cells + row * plot->width;
    const unsigned char *owners = plot->owners + row * plot->width;
    int left = plan->area.x + 1, y = plan->curve_y + row;
    draw_ground(plan, canvas, row, style);
    int from = canvas->clip.x - left, end = from + canvas->clip.width;
    from = from > LABEL_WIDTH ? from : LABEL_WIDTH;
    end = end < plot->width ? end : plot->width;
    for (int x = from; x < end; x++) {
        char cell = cells[x];
        unsigned char owner = cell == ' ' ? owner_around(plot, x, &owners[x]) : owners[x];
        if (cell == ' ' && !owner)
            continue;
        bool away = is_plot_mark(cell) && app_filters(app) && !plot->hits[row * plot->width + x];
        enum style own = owner ? (enum style)(STYLE_P1 + owner - 1) : style;
        if (cell != ' ')
            canvas_fill(canvas, left + x, y, 1, away ? STYLE_DIM : own, sign_of(canvas, cell));
        else
            canvas_restyle(canvas, left + x, y, 1, own);
    }
}

/* The marks of what is selected. */
static void select_marks(
    struct app *app, const struct grid_plan *plan, const struct plot *plot, struct canvas *canvas)
{
    const struct node *subject = grid_subject(app);
    int x = subject ? plot_x(&app->session.map, plan, subject) : -1;
    int emotion = subject ? touchpoint_emotion(subject, app_persona(app)) : EMOTION_NONE;
    if (x < 0 || emotion == EMOTION_NONE)
        return;
    for (int row = 0; row < plot->rows; row++) {
        char cell = plot->cells[row * plot->width + x];
        bool own = app_overlays(app) || row == curve_row(emotion, plot->rows);
        if (own && is_plot_mark(cell) && (cell == PLOT_HOLLOW || subject->kind != KIND_STAGE))
            canvas_restyle(canvas, plan->area.x + 1 + x, plan->curve_y + row, 1, STYLE_SELECT);
    }
}

/* --- the line below --- */

/* Words in a line that do not cover each other. */
struct words {
    struct canvas *canvas;
    int y, left, right; /* columns from left up to right - 1 */
    int taken[5][2];
    int count;
};

static bool is_free(const struct words *words, int x, int width)
{
    if (x < words->left || x + width > words->right)
        return false;
    for (int i = 0; i < words->count; i++)
        if (x < words->taken[i][1] && x + width > words->taken[i][0])
            return false;
    return true;
}

/* With its middle at `x`, or as near as there is room. */
static void put_word(struct words *words, int x, enum style style, const char *word)
{
    int width = text_width(slice_of(word)) + 2, start = x - width / 2;
    int away = 0, reach = words->right - words->left;
    for (; away <= reach; away++) {
        if (is_free(words, start + away, width))
            break;
        if (is_free(words, start - away, width)) {
            away = -away;
            break;
        }
    }
    if (away > reach)
        return;
    start += away;
    canvas_fill(words->canvas, start, words->y, width, STYLE_NORMAL, ' ');
    canvas_text(words->canvas, start + 1, words->y, width - 2, style, slice_of(word));
    words->taken[words->count][0] = start;
    words->taken[words->count++][1] = start + width;
}

static void put_extreme(struct app *app, const struct grid_plan *plan, struct words *words,
    const struct node *node, const char *word)
{
    int x = node ? plot_x(&app->session.map, plan, node) : -1;
    if (x >= 0)
        put_word(words, plan->area.x + 1 + x,
            emotion_style(touchpoint_emotion(node, app_persona(app))), word);
}

static void draw_extremes(
    struct app *app, const struct grid_plan *plan, const struct plot *plot, struct canvas *canvas)
{
    const struct summary *summary = &app->summary;
    struct words words = { .canvas = canvas,
        .y = plan->curve_y + plan->curve_rows,
        .left = plan->area.x + 1,
        .right = plan->area.x + plan->area.width + 1 };
    if (plot->measured)
        put_word(&words, plan->area.x + 9, STYLE_P2, _("m measured"));
    put_extreme(app, plan, &words, summary->low, _("low"));
    put_extreme(app, plan, &words, summary->high, _("high"));
    put_extreme(app, plan, &words, summary->end, _("end"));
}

/* Appends at `x`, in a line that has room up to `end`; the column behind it. */
static int put_legend(
    struct canvas *canvas, int x, int y, int end, enum style style, struct slice text)
{
    return x < end ? x + canvas_text(canvas, x, y, end - x, style, text) : x;
}

/* Columns of the legend. */
static int legend_width(struct node *const *personas, size_t shown, bool roles)
{
    int width = text_width(slice_of(_("together"))) + 4;
    for (size_t i = 0; i < shown; i++) {
        struct slice role = word_text(node_get(personas[i], PERSONA_BUYING_ROLE));
        width += text_width(node_headline(personas[i])) + 5;
        width += roles && role.len ? text_width(role) + 1 : 0;
    }
    return width;
}

static int put_persona(struct canvas *canvas, struct area room, const struct node *persona,
    enum style style, char letter, bool roles)
{
    char start[] = { ' ', letter, ' ', '\0' };
    struct slice role = word_text(node_get(persona, PERSONA_BUYING_ROLE));
    int end = room.x + room.width, y = room.y;
    int x = put_legend(canvas, room.x, y, end, style, slice_of(start));
    x = put_legend(canvas, x, y, end, style, node_headline(persona));
    x = put_legend(canvas, x, y, end, STYLE_NORMAL, SLICE(" "));
    if (!roles || !role.len)
        return x;
    x = put_legend(canvas, x, y, end, STYLE_DIM, role);
    return put_legend(canvas, x, y, end, STYLE_NORMAL, SLICE(" "));
}

/* " N Nora user ─ V Viktor buyer ─ * together "; roles where there is room for all of them. */
static void draw_legend(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    struct node *personas[OVERLAY_MAX];
    char letters[OVERLAY_MAX];
    size_t all = node_child_count(app->session.map.root, MAP_PERSONAS);
    size_t shown = overlay_letters(app, personas, letters);
    struct area room = { plan->area.x + 2, plan->curve_y + plan->curve_rows, plan->area.width - 4,
        1 };
    bool roles = legend_width(personas, shown, true) <= room.width;
    int end = room.x + room.width;
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < shown; i++) {
        room.x = put_persona(
            canvas, room, personas[i], (enum style)(STYLE_P1 + i), letters[i], roles);
        room.x += room.x < end;
        room.width = end - room.x;
    }
    buf_addf(&text, " * %s ", _("together"));
    if (all > shown) {
        buf_add_char(&text, ' ');
        buf_addf(&text, _("%1$zu of %2$zu"), shown, all);
        buf_add_char(&text, ' ');
    }
    put_legend(canvas, room.x, room.y, end, STYLE_DIM, buf_slice(&text));
    buf_release(&text);
}

void grid_add_paths(const struct app *app, bool ascii, struct buf *out)
{
    for (int i = 0; i < 2 && app->grid->paths[i]; i++) {
        buf_adds(out, i ? ", " : ascii ? " - " : " · ");
        buf_add_slice(out, path_name(&app->session.map, app->grid->paths[i]));
    }
}

/* " ● express ─ ○ shop " */
static void draw_path_legend(
    const struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    int x = plan->area.x + 2, y = plan->curve_y + plan->curve_rows;
    int end = plan->area.x + plan->area.width - 2;
    for (int i = 0; i < 2 && x < end; i++) {
        struct buf text = BUF_INIT;
        buf_add_char(&text, ' ');
        buf_add_codepoint(&text, canvas_line(canvas, i ? LINE_HOLLOW : LINE_MARK));
        buf_add_char(&text, ' ');
        buf_add_slice(&text, path_name(&app->session.map, app->grid->paths[i]));
        buf_add_char(&text, ' ');
        x = put_legend(canvas, x, y, end, (enum style)(STYLE_P1 + i), buf_slice(&text)) + 1;
        buf_release(&text);
    }
}

/* Nothing is scored yet, and no data are drawn: how that is done. */
static void draw_unscored(const struct grid_plan *plan, struct canvas *canvas)
{
    struct slice text = slice_of(_("R scores the touchpoints one after the other"));
    int left = plan->area.x + 1 + AXIS_WIDTH + 1, room = plan->area.x + plan->area.width - left;
    int width = text_width(text), x = left + (room > width ? (room - width) / 2 : 0);
    canvas_text(canvas, x, plan->curve_y + plan->curve_rows / 2 - 1, room, STYLE_DIM, text);
}

void draw_curve(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    if (plan->curve_rows < 1)
        return;
    const struct plot *plot = grid_plot(app, plan);
    for (int row = 0; row < plan->curve_rows; row++)
        draw_row(app, plan, plot, canvas, row);
    select_marks(app, plan, plot, canvas);
    if (plan->shown && !app->summary.scored && !plot->measured)
        draw_unscored(plan, canvas);
    if (!plan->ruled)
        return;
    if (app->grid->paths[1])
        draw_path_legend(app, plan, canvas);
    else if (app_overlays(app))
        draw_legend(app, plan, canvas);
    else
        draw_extremes(app, plan, plot, canvas);
}
