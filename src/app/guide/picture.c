/* The pane's picture: the question, the answer, and what is there already, from top to bottom. */
#include <string.h>

#include "app/canvas/small_curve.h"
#include "app/core/draw.h"
#include "app/guide/pane.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"

enum {
    TITLE_ROWS = 8,
    ROOMY = 14,
    HINT_ROWS = 2,
    NOW_ROWS = 2,
    OVER_LIST = 6,
    OVER_PROMPTS = 10,
    PROMPT_ROWS = 3,
    OVER_OPTIONS = 8,
    SO_FAR = 12 /* columns for its word */
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

static void add_progress(const struct guide_step *step, bool brief, struct buf *out)
{
    int count = step->answered + step->open;
    if (count && brief)
        buf_addf(out, "%d/%d", step->answered, count);
    else if (step->open && step->state == STATE_DONE)
        buf_addf(out, _("done, optional: %d"), step->open);
    else if (count)
        buf_addf(out, _("%1$d of %2$d answered"), step->answered, count);
}

/* A text with a blank on both sides, as it may stand in a line. */
static void put_on_line(
    struct canvas *canvas, int x, int y, enum style style, int width, const struct buf *text)
{
    if (!text->len)
        return;
    canvas_fill(canvas, x - 1, y, 1, STYLE_NORMAL, ' ');
    int used = canvas_text(canvas, x, y, width, style, buf_slice(text));
    canvas_fill(canvas, x + used, y, 1, STYLE_NORMAL, ' ');
}

void draw_guide_title(struct app *app, struct canvas *canvas, int x, int y, int width)
{
    const struct guide_pane *pane = app->guide;
    struct guide_step step = guide_current_step(pane->engine);
    struct buf title = BUF_INIT, done = BUF_INIT, time = BUF_INIT;
    guide_add_title(pane->engine, &title);
    guide_add_clock(app, &time);
    int room = width - text_width(buf_slice(&time)) - 2,
        title_width = text_width(buf_slice(&title));
    add_progress(&step, room - title_width < 24, &done);
    put_on_line(canvas, x, y, STYLE_TITLE, room, &title);
    int done_width = text_width(buf_slice(&done));
    if (title_width + done_width + 3 <= room)
        put_on_line(canvas, x + room - 1 - done_width, y, STYLE_DIM, done_width, &done);
    put_on_line(canvas, x + room + 2, y, STYLE_TITLE, width, &time);
    buf_release(&title);
    buf_release(&done);
    buf_release(&time);
}

/* "Purchase / 3-D Secure  (3 of 12)"; a long subject gives way to the count. */
static void draw_subject(struct flow *flow, const struct guide_question *question, bool behind)
{
    struct buf subject = BUF_INIT, count = BUF_INIT;
    const struct area *area = &flow->area;
    guide_add_subject(question, &subject);
    if (question->count > 1)
        buf_addf(&count, _("(%1$d of %2$d)"), question->index, question->count);
    if (behind)
        buf_addf(&count, "%s%s", count.len ? " " : "", _("the others moved on"));
    int gap = subject.len && count.len ? 2 : 0, count_width = text_width(buf_slice(&count));
    int used = canvas_text(flow->canvas, area->x, area->y, area->width - count_width - gap,
        STYLE_TITLE, buf_slice(&subject));
    canvas_text(
        flow->canvas, area->x + used + gap, area->y, count_width, STYLE_DIM, buf_slice(&count));
    if (subject.len || count.len)
        skip_rows(flow, 1);
    buf_release(&subject);
    buf_release(&count);
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

/* What the stage has the team ask, where it is about more than a key. */
static void add_prompts(struct app *app, const struct guide_question *question, bool ascii,
    const char *between, struct buf *out)
{
    struct slice prompts = guide_prompts(app->guide->engine), item;
    while (question->form != ANSWER_KEY && value_next_item(&prompts, &item)) {
        buf_adds(out, out->len ? between : "");
        buf_adds(out, ascii ? "- " : "– ");
        buf_add_slice(out, item);
    }
}

/* At feelings all of them in one line, where a row is left over. */
static void draw_so_far(struct app *app, struct flow *flow)
{
    struct buf line = BUF_INIT, text = BUF_INIT;
    small_curve_line(
        flow->canvas, &app->session.map, app_persona(app), flow->area.width - SO_FAR, &line);
    buf_addf(&text, _("so far  %s"), line.len ? line.data : "");
    flow_text(flow, 1, STYLE_NORMAL, buf_slice(&text));
    buf_release(&line);
    buf_release(&text);
}

/* Behind the answer: candidates of a completion, options, or what is there. */
static void draw_rest(struct app *app, const struct guide_question *question, struct flow *flow)
{
    if (flow->area.height < 1)
        return;
    if (guide_typed_line(app) && guide_typed_line(app)->shown.count)
        draw_candidates(guide_typed_line(app), flow->canvas, flow->area);
    else if (question->form == ANSWER_PICK)
        draw_guide_list(app, flow->canvas, flow->area);
    else if (question->field == TOUCHPOINT_EMOTION && question->form == ANSWER_KEY)
        draw_so_far(app, flow);
    else if (question->items)
        draw_items(flow, question);
    else if (guide_typed_line(app))
        draw_guide_options(app->guide, flow->canvas, flow->area);
}

/* The hint; at a list how it ends, which the key's name does not tell. */
static void draw_hint(
    struct app *app, struct flow *flow, const struct guide_question *question, int most)
{
    bool longer = question->form == ANSWER_PICK &&
                  guide_list_rows(app->guide->engine, flow->area.width, most - 1) > most - 1;
    struct buf text = BUF_INIT, optional = BUF_INIT;
    guide_add_hint(question, &text);
    if (question->form == ANSWER_LIST)
        buf_addf(&text, "%s%s", text.len ? ". " : "", _("An empty line ends the list."));
    if (question->form == ANSWER_PICK)
        buf_addf(&text, "%s%s", text.len ? "; " : "",
            longer ? _("type numbers with spaces between; Up and Down scroll")
                   : _("type numbers with spaces between"));
    if (guide_add_optional(app->guide->engine, &optional))
        buf_addf(&text, "%s(%s)", text.len ? " " : "", optional.data);
    flow_text(flow, most < HINT_ROWS ? most : HINT_ROWS, STYLE_DIM, buf_slice(&text));
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
    flow_text(flow, most < NOW_ROWS ? most : NOW_ROWS, STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
    return flow->area.height < before;
}

static void draw_question(struct app *app, const struct guide_question *question, struct flow *flow)
{
    struct buf prompts = BUF_INIT;
    bool roomy = flow->area.height >= ROOMY;
    int width = flow->area.width;
    draw_subject(flow, question, guide_is_behind(app->guide->engine));
    int rows = answer_rows(app, question, flow->area);
    int spare = flow->area.height - rows - 1;
    flow_text(flow, spare < 1 ? 1 : spare, STYLE_TITLE, question->text);
    spare = flow->area.height - rows - 1;
    int list = question->form == ANSWER_PICK ? guide_list_rows(app->guide->engine, width, spare)
               : question->items             ? 2
                                             : 0;
    bool now = draw_now(app, flow, spare);
    spare = flow->area.height - rows - 1;
    if (roomy || !now) /* who answered it knows how */
        draw_hint(app, flow, question, spare);
    spare = flow->area.height - rows - 1 - list - 2 * roomy;
    add_prompts(app, question, flow->canvas->ascii, roomy ? "\n" : "  ", &prompts);
    flow_text(flow, spare, STYLE_NORMAL, buf_slice(&prompts));
    if (roomy)
        skip_rows(flow, 1);
    draw_answer(app, question, flow, rows);
    draw_feedback(app, flow,
        roomy                                       ? 3
        : flow->area.height > 2 || !question->items ? 2
                                                    : 1,
        question->items > 0);
    if (roomy)
        skip_rows(flow, 1);
    draw_rest(app, question, flow);
    buf_release(&prompts);
}

/* At the end: what is done and open, and what comes next. */
static void draw_summary(struct app *app, struct flow *flow)
{
    struct guide_pane *pane = app->guide;
    struct area *area = &flow->area;
    struct buf text = BUF_INIT;
    flow_text(flow, 1, STYLE_TITLE, slice_of(_("That was the last question.")));
    flow_text(flow, 2, STYLE_NORMAL,
        slice_of(
            _("x exports the map, Esc goes to it, F4 lists the pains, C-g shows what is open.")));
    if (area->height >= ROOMY)
        skip_rows(flow, 1);
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

void draw_guide_pane(struct app *app, struct canvas *canvas, struct area area, bool in_rule)
{
    struct guide_question question;
    struct flow flow = { canvas, area };
    draw_guide_title(app, canvas, area.x + in_rule, area.y - in_rule, area.width - 2 * in_rule);
    if (!in_rule)
        skip_rows(&flow, area.height > TITLE_ROWS ? 2 : 1);
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
