/* The pane's picture: the question, the answer, and what is there already, from top to bottom. */
#include <string.h>

#include "app/canvas/small_curve.h"
#include "app/core/draw.h"
#include "app/guide/pane.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"

enum {
    NARROW = 60, /* columns below which words are left out */
    HINT_ROWS = 2,
    NOW_ROWS = 2,  /* at least, of what holds */
    ITEM_ROWS = 3, /* of a list, at least */
    OVER_LIST = 6,
    OVER_PROMPTS = 10,
    PROMPT_ROWS = 3,
    OVER_OPTIONS = 7,
    EXAMPLE_ROWS = 3, /* fewer are no room for examples */
    SO_FAR = 11       /* columns for its word */
};

static void skip_rows(struct flow *flow, int rows)
{
    flow->area.y += rows;
    flow->area.height -= rows;
}

static int height_of(struct slice text, int width)
{
    return draw_wrapped(NULL, (struct area){ 0, 0, width, 100 }, STYLE_NORMAL, text);
}

/* --- title and subject --- */

/* A text with a blank on both sides, as it may stand in a line; returns the columns used. */
static int put_on_line(
    struct canvas *canvas, int x, int y, enum style style, int width, const struct buf *text)
{
    if (!text->len)
        return 0;
    canvas_fill(canvas, x - 1, y, 1, STYLE_NORMAL, ' ');
    int used = canvas_text(canvas, x, y, width, style, buf_slice(text));
    canvas_fill(canvas, x + used, y, 1, STYLE_NORMAL, ' ');
    return used;
}

void draw_guide_rule(struct app *app, struct canvas *canvas, struct area row)
{
    int at, count;
    struct buf name = BUF_INIT, place = BUF_INIT, time = BUF_INIT;
    bool brief = row.width < NARROW;
    guide_add_step_name(app->guide->engine, &name);
    guide_add_clock(app, brief, &time);
    guide_place(app->guide->engine, &at, &count);
    if (count > 1)
        buf_addf(&place, brief ? "%d/%d" : _("%1$d of %2$d"), at, count);
    canvas_fill(canvas, row.x, row.y, row.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    int x = row.x + 2, end = row.x + row.width - 2 - text_width(buf_slice(&time));
    x += put_on_line(canvas, x, row.y, STYLE_TITLE, end - 2 - x, &name) + 3;
    if (x + text_width(buf_slice(&place)) + 2 < end)
        put_on_line(canvas, x, row.y, STYLE_NORMAL, end - x, &place);
    put_on_line(canvas, end, row.y, STYLE_TITLE, row.width, &time);
    buf_release(&name);
    buf_release(&place);
    buf_release(&time);
}

/* "Pay / The queue  Stands ninth in line with a box": the place, and what is known of it. */
static void draw_subject(struct flow *flow, const struct guide_question *question, bool behind)
{
    struct buf subject = BUF_INIT, known = BUF_INIT, note = BUF_INIT;
    const struct area *area = &flow->area;
    guide_add_subject(question, &subject);
    if (area->width >= NARROW - 2)
        guide_add_known(question, &known);
    buf_adds(&note, behind ? _("(the others moved on)") : "");
    int note_width = text_width(buf_slice(&note)), end = area->width - note_width - behind;
    int used = canvas_text(flow->canvas, area->x, area->y, end, STYLE_TITLE, buf_slice(&subject));
    if (used + 2 < end)
        used += 2 + canvas_text(flow->canvas, area->x + used + 2, area->y, end - used - 2,
                        STYLE_NORMAL, buf_slice(&known));
    canvas_text(flow->canvas, area->x + (used ? used + 1 : 0), area->y, note_width, STYLE_DIM,
        buf_slice(&note));
    if (subject.len || note.len)
        skip_rows(flow, 1);
    buf_release(&subject);
    buf_release(&known);
    buf_release(&note);
}

/* --- what is there already --- */

/* The last rows of it, from a whole item on: what was added last is what people look for. */
static void draw_items(struct flow *flow, const struct guide_question *question)
{
    struct buf text = BUF_INIT;
    struct slice rest, line;
    const char *between = flow->canvas->ascii ? " | " : " · ";
    guide_add_items(question, between, &text);
    rest = buf_slice(&text);
    int rows = height_of(rest, flow->area.width);
    bool cut = rows > flow->area.height && rows > 1;
    for (; rows > flow->area.height && rows > 1; rows--)
        text_wrap(&rest, flow->area.width, &line);
    const char *next = cut ? strstr(rest.data, between) : NULL;
    if (next)
        rest = slice_of(next + strlen(between));
    flow_text(flow, flow->area.height, STYLE_NORMAL, rest);
    buf_release(&text);
}

/* --- the answer --- */

static int answer_rows(struct app *app, const struct guide_question *question, struct area area)
{
    int most = area.height - 3 < 1 ? 1 : area.height - 3;
    const struct prompt *prompt = guide_typed_line(app);
    if (!prompt) {
        int rows = question->form == ANSWER_KEY ? draw_guide_options(app->guide, NULL, area) : 1;
        return rows < area.height - 2 ? rows : area.height - 2;
    }
    return draw_typed(prompt, NULL, (struct area){ 0, 0, area.width - 2, most });
}

static void draw_answer(
    struct app *app, const struct guide_question *question, struct flow *flow, int rows)
{
    struct area area = flow->area;
    area.height = rows;
    if (guide_typed_line(app)) {
        canvas_fill(flow->canvas, area.x, area.y, 1, STYLE_KEY, '>');
        area.x += 2;
        area.width -= 2;
        draw_typed(guide_typed_line(app), flow->canvas, area);
    } else if (question->form == ANSWER_KEY) {
        app->guide->options = area;
        flow->canvas->cursor_x = -1; /* it stands on the answer, not in the map */
        draw_guide_options(app->guide, flow->canvas, area);
        if (flow->canvas->cursor_x < 0) {
            flow->canvas->cursor_x = area.x;
            flow->canvas->cursor_y = area.y;
        }
    }
    skip_rows(flow, rows);
}

/* What the answer is understood as, what became of the last one, or what is wrong. */
static void draw_feedback(struct app *app, struct flow *flow, int most, bool items)
{
    const struct guide_pane *pane = app->guide;
    const struct prompt *prompt = guide_typed_line(app);
    if (prompt && prompt->shown.count && flow->area.height < 2)
        return; /* the candidates have the only row */
    bool typed = prompt && prompt->message.len;
    bool bad = typed ? !pane->understood : pane->note_is_error;
    struct buf text = BUF_INIT;
    if (pane->sign)
        buf_addf(&text, _("%c, now type 1 or 2, or press Enter"), pane->sign);
    else if (typed || pane->note.len)
        buf_addf(&text, "%s %s", bad ? "!" : "=", typed ? prompt->message.data : pane->note.data);
    int before = flow->area.height;
    flow_text(flow, most, bad ? STYLE_WARN : STYLE_UP1, buf_slice(&text));
    /* The only row is for the items where nothing is said. */
    if (flow->area.height == before && before > (items ? 1 : 0))
        skip_rows(flow, 1);
    buf_release(&text);
}

/* --- all of it --- */

/* What the stage has the team ask, where it is about more than a key: a line each, or side by side
 * where that has no room. */
static void draw_prompts(
    struct app *app, const struct guide_question *question, struct flow *flow, int most)
{
    struct slice prompts = guide_prompts(app->guide->engine), rest = prompts, item;
    struct buf text = BUF_INIT;
    int count = 0;
    while (value_next_item(&rest, &item))
        count++;
    while (question->form != ANSWER_KEY && value_next_item(&prompts, &item)) {
        buf_adds(&text, !text.len ? "" : count <= most ? "\n" : "  ");
        buf_adds(&text, flow->canvas->ascii ? "- " : "– ");
        buf_add_slice(&text, item);
    }
    flow_text(flow, most, STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
}

/* At feelings all of them in one line, where a row is left over. */
static void draw_so_far(struct app *app, struct flow *flow)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, _("so far"));
    int width = text_width(buf_slice(&text));
    buf_add_repeated(&text, ' ', width + 2 < SO_FAR ? (size_t)(SO_FAR - width) : 2);
    small_curve_line(
        flow->canvas, &app->session.map, app_persona(app), flow->area.width - SO_FAR, &text);
    flow_text(flow, 1, STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
}

/* How the step is done, with its example, where several rows are free. */
static void draw_examples(struct app *app, struct flow *flow)
{
    struct guide_step step = guide_current_step(app->guide->engine);
    if (flow->area.height <= EXAMPLE_ROWS || !step.explain.len)
        return;
    skip_rows(flow, 1);
    flow_text(flow, flow->area.height, STYLE_DIM, step.explain);
}

/* Behind the answer: candidates of a completion, options, or what is there; then examples. */
static void draw_rest(struct app *app, const struct guide_question *question, struct flow *flow)
{
    const struct prompt *prompt = guide_typed_line(app);
    if (flow->area.height < 1)
        return;
    if (question->form == ANSWER_PICK && !(prompt && prompt->shown.count)) {
        draw_guide_list(app, flow->canvas, flow->area);
        return;
    }
    if (prompt && prompt->shown.count)
        skip_rows(flow, draw_candidates(prompt, flow->canvas, flow->area));
    else if (question->field == TOUCHPOINT_EMOTION && question->form == ANSWER_KEY)
        draw_so_far(app, flow);
    else if (question->items)
        draw_items(flow, question);
    else if (prompt)
        skip_rows(flow, draw_guide_options(app->guide, flow->canvas, flow->area));
    draw_examples(app, flow);
}

/* The hint; at a list how it ends, which the key's name does not tell. */
static void draw_hint(
    struct app *app, struct flow *flow, const struct guide_question *question, int most)
{
    bool longer = question->form == ANSWER_PICK &&
                  guide_list_rows(app->guide->engine, flow->area.width, most - 1) > most - 1;
    struct buf text = BUF_INIT, optional = BUF_INIT;
    if (question->form == ANSWER_KEY && guide_options_tell(app->guide, flow->area.width))
        buf_adds(&text, _("type +1, -2 or 0, or move with the arrows; the next question follows at "
                          "once"));
    else
        guide_add_hint(question, &text);
    if (question->form == ANSWER_LIST)
        buf_addf(&text, "%s%s", text.len ? ". " : "", _("An empty line ends the list."));
    if (question->form == ANSWER_PICK)
        buf_addf(&text, "%s%s", text.len ? text_semicolon() : "",
            longer ? _("type numbers with spaces between; Up and Down scroll")
                   : _("type numbers with spaces between"));
    if (guide_add_optional(app->guide->engine, &optional))
        buf_addf(&text, "%s(%s)", text.len ? " " : "", optional.data);
    flow_text(flow, most, STYLE_DIM, buf_slice(&text));
    buf_release(&text);
    buf_release(&optional);
}

/* What a line keeps or replaces; a key's answer is marked among the options. */
static bool draw_now(struct app *app, struct flow *flow, int most)
{
    struct buf text = BUF_INIT;
    int before = flow->area.height;
    if (guide_typed_line(app) && most > 0)
        guide_add_now(app->guide->engine, &text);
    flow_text(flow, most, STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
    return flow->area.height < before;
}

/* The rows that what stands below the hint would like to have. */
static int rows_of_rest(struct app *app, const struct guide_question *question, int width, int rows)
{
    const struct prompt *prompt = guide_typed_line(app);
    struct area area = { 0, 0, width, rows };
    struct buf items = BUF_INIT;
    if (prompt && prompt->shown.count)
        return draw_candidates(prompt, NULL, area);
    if (question->form == ANSWER_PICK)
        return guide_list_rows(app->guide->engine, width, rows);
    if (question->form == ANSWER_KEY)
        return question->field == TOUCHPOINT_EMOTION;
    if (!question->items)
        return draw_guide_options(app->guide, NULL, area);
    guide_add_items(question, " · ", &items);
    int height = height_of(buf_slice(&items), width);
    buf_release(&items);
    return height < ITEM_ROWS ? height : ITEM_ROWS;
}

/* A blank row, as long as there is more room than is wanted. */
static void put_blank(struct flow *flow, int wanted, int *spare)
{
    if (*spare <= 0 || flow->area.height <= wanted)
        return;
    skip_rows(flow, 1);
    --*spare;
}

/* The question that is asked with it, and its answer. */
static void draw_beside(struct flow *flow, const struct guide_question *question, bool second)
{
    struct buf text = BUF_INIT;
    struct slice value = node_get(question->node, question->beside_field);
    if (!question->beside.len || question->second != second)
        return;
    buf_addf(&text, "%.*s  %.*s", SLICE_ARG(question->beside), SLICE_ARG(value));
    flow_text(flow, 1, STYLE_DIM, buf_slice(&text));
    buf_release(&text);
}

/* The place, the question, the answer, the hint, and what there is already. */
static void draw_question(struct app *app, const struct guide_question *question, struct flow *flow)
{
    int top = flow->area.y, width = flow->area.width;
    draw_subject(flow, question, guide_is_behind(app->guide->engine));
    bool placed = flow->area.y > top;
    int rows = answer_rows(app, question, flow->area);
    int asked = height_of(question->text, width) + (question->beside.len > 0);
    int rest = rows_of_rest(app, question, width, flow->area.height - rows - asked - HINT_ROWS);
    int below = 1 + HINT_ROWS + rest;
    int spare = flow->area.height - rows - asked - below;
    if (placed)
        put_blank(flow, 0, &spare);
    draw_beside(flow, question, true);
    int most = flow->area.height - rows - 1;
    flow_text(flow, most < 1 ? 1 : most, placed ? STYLE_NORMAL : STYLE_TITLE, question->text);
    draw_prompts(app, question, flow, flow->area.height - rows - below);
    most = flow->area.height - rows - below;
    bool now = draw_now(app, flow, most < NOW_ROWS ? NOW_ROWS : most);
    draw_answer(app, question, flow, rows);
    draw_beside(flow, question, false);
    draw_feedback(
        app, flow, flow->area.height > 2 || !question->items ? 2 : 1, question->items > 0);
    if (!now || flow->area.height > 2) /* who answered it knows how */
        draw_hint(app, flow, question, flow->area.height - rest);
    spare = flow->area.height - rest;
    put_blank(flow, 0, &spare);
    draw_rest(app, question, flow);
}

/* At the end: what is done and open, and what comes next. */
static void draw_summary(struct app *app, struct flow *flow)
{
    struct guide_pane *pane = app->guide;
    struct area *area = &flow->area;
    struct buf text = BUF_INIT;
    flow_text(flow, 1, STYLE_TITLE, slice_of(_("That was the last question.")));
    flow_text(flow, 3, STYLE_NORMAL,
        slice_of(
            _("x exports the map, Esc goes to it, F4 lists the pains, C-g shows what is open.")));
    guide_add_summary(pane->engine, &text);
    struct pen pen = { .area = *area };
    int lines = pen_text(&pen, "", STYLE_NORMAL, buf_slice(&text));
    bool longer = lines > area->height;
    pen.area.height -= longer;
    guide_scroll(pane, lines, pen.area.height);
    pen.canvas = flow->canvas;
    pen.line = -pane->top;
    pen_text(&pen, "", STYLE_NORMAL, buf_slice(&text));
    if (longer)
        draw_more_rows(flow->canvas, area->x - 2, area->y + pen.area.height,
            lines - pane->top - pen.area.height);
    buf_release(&text);
}

void draw_guide_pane(struct app *app, struct canvas *canvas, struct area area)
{
    struct guide_question question;
    struct flow flow = { canvas, { area.x + 1, area.y + 1, area.width - 2, area.height - 1 } };
    draw_guide_rule(app, canvas, (struct area){ area.x, area.y, area.width, 1 });
    flow.area.width -= draw_silent_time(rounds_left(app), canvas, flow.area);
    if (guide_question(app->guide->engine, &question))
        draw_question(app, &question, &flow);
    else
        draw_summary(app, &flow);
}

/* The stage's own questions, or suggestions, are shown whole. */
static int rows_of_line(struct app *app, enum answer_form form, int width)
{
    struct area area = { 0, 0, width, 100 };
    if (guide_prompts(app->guide->engine).len)
        return OVER_PROMPTS + PROMPT_ROWS;
    int options = draw_guide_options(app->guide, NULL, area);
    return options ? OVER_OPTIONS + (form == ANSWER_LIST) + options : 0;
}

int guide_rows_wanted(struct app *app, int width, int rows)
{
    struct guide_question question;
    if (!guide_question(app->guide->engine, &question))
        return 100;
    if (question.form == ANSWER_PICK)
        return OVER_LIST + guide_list_rows(app->guide->engine, width, rows);
    return question.form == ANSWER_KEY ? 0 : rows_of_line(app, question.form, width);
}
