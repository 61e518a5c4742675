#include "app/grid/cell.h"

#include <stdlib.h>

#include "app/core/draw.h"
#include "app/lists/pick.h"
#include "app/own/settings.h"
#include "app/people/people.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/priority.h"
#include "insight/stage.h"
#include "model/edit/per_persona.h"

enum {
    WHOLE = 99,         /* rows of a text that nobody has room for */
    NAME_INDENT = 1,    /* left of names */
    TEXT_INDENT = 2,    /* and of the texts below them */
    COUNTED_PAINS = 18, /* a column so wide has room to count pains */
    EACH_PERSONA = 26,  /* and one for each persona's score */
    NAME_LEAST = 12,    /* columns that those leave */
    SCORE = 2,
    DIFFERENCE = 3 /* of personas that is marked */
};

static const struct {
    struct cell_rows rows;
    int blank; /* between touchpoints */
} steps[STEPS] = {
    { { { 4, 4, 4 } }, 1 },
    { { { 4, 3, 3 } }, 1 },
    { { { 4, 2, 2 } }, 1 },
    { { { 4, 3, 0 } }, 1 },
    { { { 4, 2, 0 } }, 1 },
    { { { 4, 2, 0 } }, 0 },
    { { { 4, 1, 0 } }, 1 },
    { { { 4, 1, 0 } }, 0 },
    { { { 3, 0, 0 } }, 1 },
    { { { 3, 0, 0 } }, 0 },
    { { { 2, 0, 0 } }, 0 },
    { { { 1, 0, 0 } }, 0 },
};

/* Are assumed touchpoints marked? */
static bool shows_doubts(const struct app *app)
{
    int setting = setting_value(app, SETTING_EVIDENCE);
    return setting == EVIDENCE_ALWAYS || (setting == EVIDENCE_AUTO && app->summary.known);
}

struct cell_look cell_look(struct app *app)
{
    struct node *personas[OVERLAY_MAX];
    return (struct cell_look){ app, shows_doubts(app), app_overlay(app, personas) };
}

/* --- widths --- */

/* From the right edge: pains, score, and a sign for moments of truth. */
static int pains_width(int inner)
{
    return inner >= COUNTED_PAINS ? 2 : 1;
}

/* Where they leave the name some room. */
static bool scores_each(const struct cell_look *look, int inner)
{
    return look->overlay && inner >= EACH_PERSONA && inner - 4 * (int)look->overlay >= NAME_LEAST;
}

static int score_width(const struct cell_look *look, int inner)
{
    return scores_each(look, inner) ? 4 * (int)look->overlay - 1 : SCORE;
}

static int first_width(const struct cell_look *look, int inner)
{
    return inner - NAME_INDENT - 1 - score_width(look, inner) - pains_width(inner);
}

/* --- texts --- */

static bool is_doubtful(const struct cell_look *look, const struct node *touchpoint)
{
    struct slice evidence = node_get(touchpoint, TOUCHPOINT_EVIDENCE);
    return look->doubts && touchpoint->kind == KIND_TOUCHPOINT &&
           (!evidence.len || slice_is(evidence, "assumption"));
}

/* The name as it is shown, in `own` where it has signs behind it: of a linked map, of doubt. */
static struct slice name_of(
    const struct cell_look *look, const struct node *touchpoint, bool ascii, struct buf *own)
{
    struct slice name = text_trim(node_headline(touchpoint));
    bool doubtful = is_doubtful(look, touchpoint), linked = node_has(touchpoint, TOUCHPOINT_MAP);
    if (!doubtful && !linked)
        return name;
    buf_add_slice(own, name);
    buf_adds(own, !linked ? "" : ascii ? ">" : "▸");
    buf_adds(own, doubtful ? "?" : "");
    return buf_slice(own);
}

static struct slice thought_of(const struct node *touchpoint, bool ascii, struct buf *own)
{
    struct slice thinking = text_trim(node_get(touchpoint, TOUCHPOINT_THINKING));
    if (!thinking.len)
        return thinking;
    buf_adds(own, ascii ? "\"" : "“");
    buf_add_slice(own, thinking);
    buf_adds(own, ascii ? "\"" : "”");
    return buf_slice(own);
}

int wrapped_rows(struct slice text, int first, int width)
{
    struct slice line;
    bool hyphen;
    int rows = 0;
    while (rows < WHOLE && text_wrap_hyphen(&text, rows ? width : first, &line, &hyphen))
        rows++;
    return rows;
}

struct cell_rows cell_measure(
    const struct cell_look *look, const struct node *touchpoint, int inner)
{
    struct buf name = BUF_INIT, thought = BUF_INIT;
    int width = inner - TEXT_INDENT - 1;
    struct cell_rows rows = { {
        wrapped_rows(name_of(look, touchpoint, true, &name), first_width(look, inner),
            inner - NAME_INDENT - 1),
        wrapped_rows(text_trim(node_get(touchpoint, TOUCHPOINT_DOING)), width, width),
        wrapped_rows(thought_of(touchpoint, false, &thought), width, width),
    } };
    rows.of[TEXT_NAME] += !rows.of[TEXT_NAME];
    buf_release(&name);
    buf_release(&thought);
    return rows;
}

/* --- heights --- */

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static struct cell_rows rows_at(const struct cell_rows *whole, int step)
{
    struct cell_rows rows;
    for (int text = 0; text < TEXTS; text++)
        rows.of[text] = lesser(whole->of[text], steps[step].rows.of[text]);
    return rows;
}

static int sum_of(const struct cell_rows *rows)
{
    return rows->of[TEXT_NAME] + rows->of[TEXT_DOING] + rows->of[TEXT_THINKING];
}

void cells_heights(
    const struct cell_look *look, struct node_list list, int inner, int most, int heights[STEPS])
{
    bool many = list.count > (uint32_t)most;
    for (int step = 0; step < STEPS; step++)
        heights[step] = many ? most + 1 : list.count ? -steps[step].blank : 0;
    for (uint32_t i = 0; i < list.count && !many; i++) {
        struct cell_rows whole = cell_measure(look, list.items[i], inner);
        for (int step = 0; step < STEPS; step++) {
            struct cell_rows rows = rows_at(&whole, step);
            heights[step] += sum_of(&rows) + steps[step].blank;
        }
    }
}

/* Gives the rows that are left to one kind of texts, one row each in turn. */
static int give_rows(struct cell_place *places, const struct cell_rows *whole, size_t count,
    enum cell_text text, int left)
{
    for (bool cut = true; cut && left > 0;) {
        cut = false;
        for (size_t i = 0; i < count && left > 0; i++) {
            if (places[i].rows.of[text] >= whole[i].of[text])
                continue;
            places[i].rows.of[text]++;
            left--;
            cut = true;
        }
    }
    return left;
}

static int sum_thinking(
    const struct cell_place *places, const struct cell_rows *whole, size_t count)
{
    int sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += whole[i].of[TEXT_THINKING] - places[i].rows.of[TEXT_THINKING];
    return sum;
}

/* Cut names first; texts only where the step has some. */
static void give_left(
    struct cell_place *places, const struct cell_rows *whole, size_t count, int step, int left)
{
    left = give_rows(places, whole, count, TEXT_NAME, left);
    if (!steps[step].rows.of[TEXT_DOING])
        return;
    left = give_rows(places, whole, count, TEXT_DOING, left);
    if (left >= sum_thinking(places, whole, count))
        give_rows(places, whole, count, TEXT_THINKING, left);
}

/* The places of a column in which all touchpoints have room at the step; false: they have not. */
static bool place_all(const struct cell_look *look, struct node_list list, int inner, int step,
    int rows, struct cell_place *places)
{
    struct cell_rows *whole = mem_alloc((list.count + 1) * sizeof *whole);
    int left = rows + steps[step].blank, y = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        whole[i] = cell_measure(look, list.items[i], inner);
        places[i].rows = rows_at(&whole[i], step);
        left -= sum_of(&places[i].rows) + steps[step].blank;
    }
    if (left > 0)
        give_left(places, whole, list.count, step, left);
    for (uint32_t i = 0; i < list.count; i++) {
        places[i].y = y;
        y += sum_of(&places[i].rows) + steps[step].blank;
    }
    free(whole);
    return left >= 0;
}

size_t cells_place(const struct cell_look *look, struct node_list list,
    const struct plan_column *column, int step, int rows, size_t first, struct cell_place *places)
{
    if (column->wide && !first && list.count <= (uint32_t)rows &&
        place_all(look, list, column->width, step, rows, places))
        return list.count;
    size_t count = 0;
    for (size_t i = first; i < list.count && count < (size_t)rows; i++, count++)
        places[count] = (struct cell_place){ (int)count, { { 1 } } };
    return count;
}

/* --- the picture --- */

enum style emotion_style(int emotion)
{
    return emotion == EMOTION_NONE ? STYLE_DIM
           : emotion > 1           ? STYLE_UP2
           : emotion > 0           ? STYLE_UP1
           : emotion < -1          ? STYLE_DOWN2
           : emotion < 0           ? STYLE_DOWN1
                                   : STYLE_ZERO;
}

/* Where a text is put line by line. */
struct lines {
    struct canvas *canvas;
    int x, y;
    int first, width; /* of its first line, and of the others */
    enum style style;
};

/* Draws as many rows of a text; what does not fit in them ends in a mark. Returns the column behind
 * its end. */
static int draw_lines(const struct lines *lines, struct slice text, int rows)
{
    int row = 0, width = lines->first;
    for (; row + 1 < rows; row++, width = lines->width) {
        struct slice line;
        bool hyphen;
        if (!text_wrap_hyphen(&text, width, &line, &hyphen))
            break;
        int used = canvas_text(lines->canvas, lines->x, lines->y + row, width, lines->style, line);
        if (hyphen)
            canvas_fill(lines->canvas, lines->x + used, lines->y + row, 1, lines->style, '-');
    }
    return row < rows ? lines->x + canvas_text(lines->canvas, lines->x, lines->y + row, width,
                                       lines->style, text_trim(text))
                      : lines->x;
}

/* Colours the sign behind a name, unless the name was cut. */
static void mark_doubt(struct canvas *canvas, int x, int y)
{
    bool inside = x >= 0 && x < canvas->width && y >= 0 && y < canvas->height;
    if (inside && canvas->cells[y * canvas->width + x].points[0] == '?')
        canvas_restyle(canvas, x, y, 1, STYLE_WARN);
}

static void draw_name(const struct cell_look *look, struct canvas *canvas,
    const struct node *touchpoint, struct area cell, enum style style)
{
    struct buf name = BUF_INIT, others = BUF_INIT;
    people_add_shown(look->app, touchpoint, &others);
    int first = first_width(look, cell.width), here = text_width(buf_slice(&others));
    struct lines lines = { canvas, cell.x + NAME_INDENT, cell.y, first,
        cell.width - NAME_INDENT - 1, style };
    int end = draw_lines(&lines, name_of(look, touchpoint, canvas->ascii, &name), cell.height);
    if (name.len && style != STYLE_SELECT && style != STYLE_DIM)
        mark_doubt(canvas, end - 1, cell.y + cell.height - 1);
    canvas_text(canvas, lines.x + first - here, cell.y, here,
        style == STYLE_SELECT ? style : STYLE_KEY, buf_slice(&others));
    buf_release(&name);
    buf_release(&others);
}

static void draw_pains(
    struct canvas *canvas, const struct node *touchpoint, int x, int y, int room, enum style style)
{
    size_t count = pains_open(touchpoint);
    if (!count)
        return;
    canvas_fill(canvas, x, y, 1, style, '!');
    if (room > 1 && count > 1)
        canvas_fill(canvas, x + 1, y, 1, style, count > 9 ? '+' : (uint32_t)('0' + count));
}

/* Of a touchpoint, or what the touchpoints of a folded stage amount to. */
static int emotion_of(const struct app *app, const struct node *node, const char *persona)
{
    struct stage_sum sum = { 0 };
    if (node->kind == KIND_STAGE)
        sum = stage_sum(&app->session.map, node, persona, app->summary.path);
    return sum.scored ? (int)(sum.mean < 0 ? sum.mean - 0.5 : sum.mean + 0.5)
                      : touchpoint_emotion(node, persona);
}

/* The one style of all of a cell, or what a part of it has without one (STYLE_NORMAL). */
static enum style over_or(enum style over, enum style own)
{
    return over == STYLE_NORMAL ? own : over;
}

/* "N-2 V 0 I ·" */
static void draw_each(const struct cell_look *look, struct canvas *canvas,
    const struct node *touchpoint, int x, int y, enum style over)
{
    struct node *personas[OVERLAY_MAX];
    char letters[OVERLAY_MAX];
    size_t count = overlay_letters(look->app, personas, letters);
    for (size_t i = 0; i < count; i++, x += 4) {
        const struct node *persona = personas[i];
        if (!takes_part(touchpoint, slice_of(persona->id)))
            continue;
        int emotion = emotion_of(look->app, touchpoint, persona->id);
        struct buf score = BUF_INIT;
        format_emotion(canvas, emotion, &score);
        canvas_fill(
            canvas, x, y, 1, over_or(over, (enum style)(STYLE_P1 + i)), (uint32_t)letters[i]);
        canvas_text(
            canvas, x + 1, y, SCORE, over_or(over, emotion_style(emotion)), buf_slice(&score));
        buf_release(&score);
    }
}

/* Of those that are shown; the rounded mean of several, halves away from zero. */
static int shown_emotion(const struct app *app, const struct node *touchpoint)
{
    int sum = 0, count = 0;
    if (!app->overlay.count)
        return emotion_of(app, touchpoint, app_persona(app));
    for (size_t i = 0; i < app->overlay.count; i++) {
        int emotion = emotion_of(app, touchpoint, app->overlay.picked[i]->id);
        sum += emotion == EMOTION_NONE ? 0 : emotion;
        count += emotion != EMOTION_NONE;
    }
    return !count ? EMOTION_NONE : (2 * abs(sum) + count) / (2 * count) * (sum < 0 ? -1 : 1);
}

static void draw_score(const struct app *app, struct canvas *canvas, const struct node *touchpoint,
    int x, int y, enum style over)
{
    int emotion = shown_emotion(app, touchpoint);
    struct buf score = BUF_INIT;
    format_emotion(canvas, emotion, &score);
    canvas_text(canvas, x, y, SCORE, over_or(over, emotion_style(emotion)), buf_slice(&score));
    buf_release(&score);
}

/* Moment of truth or difference of the personas, score, pains: at the right of the first row. */
static void draw_signs(const struct cell_look *look, struct canvas *canvas,
    const struct node *touchpoint, const struct plan_column *column, int y, enum style over)
{
    int end = column->x + column->width, room = pains_width(column->width);
    bool tiny = column->width <= SCORE; /* then the sign of pains takes the line's place */
    int score = end - (tiny ? 0 : room) - (column->wide ? score_width(look, column->width) : SCORE);
    if (column->wide && scores_each(look, column->width))
        draw_each(look, canvas, touchpoint, score, y, over);
    else
        draw_score(look->app, canvas, touchpoint, score, y, over);
    draw_pains(
        canvas, touchpoint, tiny ? end : end - room, y, tiny ? 1 : room, over_or(over, STYLE_PAIN));
    if (score - 1 < column->x)
        return;
    bool differ = !app_persona(look->app) && emotions_apart(touchpoint) >= DIFFERENCE;
    if (differ || node_flag(touchpoint, TOUCHPOINT_MOMENT))
        canvas_fill(canvas, score - 1, y, 1, over_or(over, differ ? STYLE_WARN : STYLE_MARK),
            canvas_line(canvas, differ ? LINE_DIFFER : LINE_STAR));
}

/* Is it on one of the paths that are shown? */
static bool is_shown(const struct app *app, const struct node *touchpoint)
{
    const int *paths = app->grid->paths;
    const struct map *map = &app->session.map;
    return is_on_path(map, touchpoint, paths[0]) ||
           (paths[1] && is_on_path(map, touchpoint, paths[1]));
}

/* What is done there and thought, below the name. */
static void draw_texts(
    struct lines *lines, const struct node *touchpoint, const struct cell_rows *rows)
{
    struct buf thought = BUF_INIT;
    draw_lines(lines, text_trim(node_get(touchpoint, TOUCHPOINT_DOING)), rows->of[TEXT_DOING]);
    lines->y += rows->of[TEXT_DOING];
    draw_lines(
        lines, thought_of(touchpoint, lines->canvas->ascii, &thought), rows->of[TEXT_THINKING]);
    buf_release(&thought);
}

void cell_draw(const struct cell_look *look, struct canvas *canvas, const struct node *touchpoint,
    const struct plan_column *column, int y, const struct cell_rows *rows, enum cell_state state)
{
    bool selected = state == CELL_SELECTED, texts = rows->of[TEXT_DOING] || rows->of[TEXT_THINKING];
    bool hit = app_filter_hits(look->app, touchpoint);
    bool away = !hit || !is_shown(look->app, touchpoint);
    enum style style = selected ? STYLE_SELECT
                       : away   ? STYLE_DIM
                       : texts  ? STYLE_TITLE
                                : STYLE_NORMAL;
    int width = column->width - TEXT_INDENT - 1;
    struct lines lines = { canvas, column->x + TEXT_INDENT, y + rows->of[TEXT_NAME], width, width,
        away ? STYLE_DIM : STYLE_NORMAL };
    struct area cell = { column->x, y, column->width, rows->of[TEXT_NAME] };
    for (int row = 0; selected && row < rows->of[TEXT_NAME]; row++)
        canvas_fill(canvas, column->x, y + row, column->width, style, ' ');
    if (column->wide)
        draw_name(look, canvas, touchpoint, cell, style);
    draw_signs(look, canvas, touchpoint, column, y,
        selected ? STYLE_SELECT
        : away   ? STYLE_DIM
                 : STYLE_NORMAL);
    if (texts)
        draw_texts(&lines, touchpoint, rows);
    if (selected)
        canvas_mark_selected(canvas, column->x, y, style);
    else if (state == CELL_HELD)
        canvas_fill(canvas, column->x, y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_BAR));
    else if (is_ticked(look->app, touchpoint))
        canvas_fill(canvas, column->x, y, 1, STYLE_TICK, canvas_line(canvas, LINE_TICK));
    else if (hit && app_filters(look->app))
        canvas_fill(canvas, column->x, y, 1, STYLE_MATCH, '=');
}
