/* The pane under the curve: all that is known of the touchpoint or stage under the cursor. */
#include "app/grid/detail.h"

#include "app/core/draw.h"
#include "app/grid/kept.h"
#include "app/lists/pick.h"
#include "app/people/people.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

enum {
    TWO_COLUMNS_FROM = 120, /* columns of the screen */
    THREE_COLUMNS_FROM = 180,
    FIELDS_PERCENT = 42, /* of the width, at the left */
    ACTS_PERCENT = 60,   /* of what is left of three */
    LABEL_LEAST = 9,
    LABEL_MOST = 18,
    FACTS_LEAST = 6, /* columns, else there are none in the text's last line */
    MORE_MAX = 200   /* lines behind the pane that are counted: a text may be endless */
};

/* A column of the pane while it is filled from the top. */
struct flow_column {
    unsigned parts; /* which go there, a bit each */
    int x, width;
    int line;
    bool clips; /* facts give way before texts do */
};

struct pane {
    struct app *app;
    struct canvas *canvas; /* NULL: only counts */
    struct area area;      /* below the first line */
    int top;               /* lines scrolled off */
    int reserved;          /* columns at the end of the last row that are for a sign */
    int label;             /* width of labels */
    const struct node *selected;
    int selected_from, selected_end; /* its lines */
    int selected_x, selected_width;  /* of its column */
    const struct text_pattern *find; /* what is looked for; NULL: nothing */
    int hit;                         /* the first line that has it; -1: none */
    struct flow_column columns[3];
    int count;
};

int detail_rows(const struct app *app)
{
    int rows = 0;
    while (detail_node(app, rows))
        rows++;
    return rows;
}

bool detail_can_be_entered(struct app *app)
{
    const struct grid_plan *plan = &grid_kept(app)->plan;
    return detail_rows(app) ||
           (grid_subject(app) && plan->shown && detail_lines(app, plan) > plan->detail_rows);
}

void grid_check_detail(struct app *app)
{
    app->grid->in_detail = app->grid->in_detail && detail_can_be_entered(app);
}

int detail_row_of(const struct app *app, const struct node *node)
{
    int row = 0;
    while (detail_node(app, row) && detail_node(app, row) != node)
        row++;
    return detail_node(app, row) ? row : -1;
}

/* --- columns --- */

static void lay_out(struct pane *pane, int screen)
{
    const unsigned acts = 1u << DETAIL_ACTS, voices = 1u << DETAIL_VOICES,
                   fields = 1u << DETAIL_FIELDS;
    int x = pane->area.x, width = pane->area.width;
    int left = screen * FIELDS_PERCENT / 100, middle = (screen - left) * ACTS_PERCENT / 100;
    if (screen < TWO_COLUMNS_FROM) {
        pane->columns[0] = (struct flow_column){ acts | voices | fields, x, width, 0, false };
        pane->count = 1;
        return;
    }
    bool two = screen < THREE_COLUMNS_FROM;
    pane->columns[0] = (struct flow_column){ fields, x, left - 3, 0, false };
    pane->columns[1] = (struct flow_column){ two ? acts | voices : acts, x + left,
        two ? width - left : middle - 3, 0, false };
    pane->columns[2] = (struct flow_column){ voices, x + left + middle, width - left - middle, 0,
        false };
    pane->count = two ? 2 : 3;
}

static void draw_dividers(const struct pane *pane)
{
    for (int i = 1; i < pane->count; i++)
        for (int y = 0; y < pane->area.height; y++)
            canvas_fill(pane->canvas, pane->columns[i].x - 2, pane->area.y + y, 1, STYLE_NORMAL,
                canvas_line(pane->canvas, LINE_DIVIDE));
}

/* --- paragraphs --- */

static bool is_seen(const struct pane *pane, int line)
{
    return pane->canvas && line >= pane->top && line < pane->top + pane->area.height;
}

/* Draws a text in the column's line; the sign at the pane's end keeps its room. */
static void put(const struct pane *pane, const struct flow_column *column, int indent,
    enum style style, struct slice text)
{
    int row = column->line - pane->top, room = column->width - indent;
    bool last = row + 1 == pane->area.height && column == &pane->columns[pane->count - 1];
    if (is_seen(pane, column->line))
        canvas_text(pane->canvas, column->x + indent, pane->area.y + row,
            room - (last ? pane->reserved : 0), style, text);
}

/* The facts of an item, beside the end of its text or below it; without room a part or none. */
static void put_facts(const struct pane *pane, struct flow_column *column,
    const struct detail_item *item, int indent, int used)
{
    struct slice facts = buf_slice(&item->facts), line;
    int spare = column->width - used - 2;
    if (!facts.len)
        return;
    if (spare >= text_width(facts) || (column->clips && spare >= FACTS_LEAST))
        put(pane, column, used + 2, item->style, facts);
    else if (!column->clips)
        while (text_wrap(&facts, column->width - indent, &line)) {
            column->line++;
            put(pane, column, indent, item->style, line);
        }
}

static void put_item(struct pane *pane, struct flow_column *column, const struct detail_item *item)
{
    int indent = item->label.len ? pane->label : item->sign ? text_width(slice_of(item->sign)) : 0;
    bool selected = pane->selected && item->node == pane->selected;
    enum style style = item->style;
    struct slice text = buf_slice(&item->text), line;
    int from = column->line, used = indent;
    bool hyphen;
    if (item->label.len)
        put(pane, column, 0, STYLE_DIM, buf_slice(&item->label));
    if (item->sign)
        put(pane, column, 0, item->sign_style, slice_of(item->sign));
    for (bool first = true; text_wrap_hyphen(&text, column->width - indent, &line, &hyphen);
         first = false) {
        column->line += !first;
        put(pane, column, indent, style, line);
        if (pane->find && pane->hit < 0 && text_pattern_find(pane->find, line) != (size_t)-1)
            pane->hit = column->line;
        used = indent + text_width(line);
        if (hyphen)
            put(pane, column, used++, style, SLICE("-"));
        if (column->line > pane->top + pane->area.height + MORE_MAX)
            break;
    }
    put_facts(pane, column, item, indent, used);
    column->line++;
    if (selected) {
        pane->selected_from = from;
        pane->selected_x = column->x;
        pane->selected_width = column->width;
        pane->selected_end = column->line;
    }
}

/* Who else is there, at the end of its first line. */
static void put_others(const struct pane *pane, const struct flow_column *column,
    const struct detail_item *item, int line)
{
    struct buf others = BUF_INIT;
    if (!item->node || !is_seen(pane, line))
        return;
    people_add_at(pane->app, item->node, &others);
    draw_at_end(pane->canvas, column->x + column->width, pane->area.y + line - pane->top, STYLE_KEY,
        buf_slice(&others));
    buf_release(&others);
}

/* In the order of the parts. */
static void put_column(struct pane *pane, struct flow_column *column, const struct detail *detail)
{
    column->line = 0;
    for (int part = 0; part < DETAIL_PARTS; part++)
        for (size_t k = 0; k < detail->count && column->line < pane->top + MORE_MAX; k++) {
            const struct detail_item *item = &detail->items[k];
            int line = column->line;
            if ((int)item->part != part || !(column->parts & 1u << part))
                continue;
            put_item(pane, column, item);
            put_others(pane, column, item, line);
        }
}

/* Returns the lines of the longest column. */
static int put_items(struct pane *pane, const struct detail *detail)
{
    int most = 0;
    for (int i = 0; i < pane->count; i++) {
        put_column(pane, &pane->columns[i], detail);
        most = pane->columns[i].line > most ? pane->columns[i].line : most;
    }
    return most;
}

/* The same without drawing. Facts are clipped only in columns that are too long with them, where
 * the texts have little room. */
static int measure(struct pane *pane, const struct detail *detail)
{
    int lines = put_items(pane, detail);
    if (pane->app->grid->in_detail || pane->count == 3 || lines <= pane->area.height)
        return lines;
    for (int i = 0; i < pane->count; i++)
        pane->columns[i].clips = pane->columns[i].line > pane->area.height;
    pane->hit = -1;
    return put_items(pane, detail);
}

static int label_width(const struct detail *detail)
{
    int widest = LABEL_LEAST - 2;
    for (size_t i = 0; i < detail->count; i++) {
        int width = text_width(buf_slice(&detail->items[i].label));
        widest = width > widest ? width : widest;
    }
    return widest + 2 < LABEL_MOST ? widest + 2 : LABEL_MOST;
}

/* --- the first line --- */

/* "-2", or "N -2  V 0  I ·" where all personas are shown; the column behind it. */
static int put_scores(
    struct app *app, const struct node *touchpoint, struct canvas *canvas, int x, int y)
{
    struct node *personas[OVERLAY_MAX];
    char letters[OVERLAY_MAX];
    size_t all = overlay_letters(app, personas, letters);
    bool first = true;
    for (size_t i = 0; i < (all ? all : 1); i++) {
        if (all && !takes_part(touchpoint, slice_of(personas[i]->id)))
            continue;
        int emotion = touchpoint_emotion(touchpoint, all ? personas[i]->id : app_persona(app));
        struct buf score = BUF_INIT;
        x += first ? 0 : 2;
        first = false;
        if (all) {
            canvas_fill(canvas, x, y, 1, (enum style)(STYLE_P1 + i), (uint32_t)letters[i]);
            x += 2;
        }
        format_emotion(canvas, emotion, &score);
        x += canvas_text(canvas, x, y, 2, emotion_style(emotion), text_trim(buf_slice(&score)));
        buf_release(&score);
    }
    return x;
}

/* Where there is one line for all, the first pain or idea says more than facts. */
static void draw_first_item(
    struct canvas *canvas, int x, int y, int end, const struct detail_item *item)
{
    x += canvas_text(canvas, x, y, end - x, item->sign_style, slice_of(item->sign));
    canvas_text(canvas, x, y, end - x, item->style, buf_slice(&item->text));
}

static void draw_first_line(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct node *subject, const struct detail *detail)
{
    int x = plan->area.x + 1, y = plan->detail_y, end = plan->area.x + plan->area.width;
    x += canvas_text(canvas, x, y, end - x, STYLE_TITLE, node_headline(subject)) + 2;
    if (plan->detail_rows == 1 && detail->count && detail->items[0].sign) {
        draw_first_item(canvas, x - 1, y, end, &detail->items[0]);
        return;
    }
    if ((subject->kind == KIND_TOUCHPOINT || node_has(subject, STAGE_EMOTION)) && x < end)
        x = put_scores(app, subject, canvas, x, y) + 2;
    canvas_text(canvas, x, y, end - x, STYLE_NORMAL, buf_slice(&detail->facts));
}

/* --- the pane --- */

/* Scrolls so that the selected item is in the pane, or without one what was found; and past the
 * last one, as far as was gone. */
static void scroll_to_selected(struct pane *pane, int lines)
{
    struct grid_state *grid = pane->app->grid;
    int *top = &grid->detail_top, height = pane->area.height;
    bool hit = !pane->selected && pane->hit >= 0;
    int from = hit ? pane->hit : pane->selected_from, end = hit ? from + 1 : pane->selected_end;
    if (!pane->selected)
        *top = 0;
    if (from < *top)
        *top = from;
    if (end > *top + height)
        *top = end - from > height ? from : end - height;
    int past = lines - height - *top;
    past = past < 0 ? 0 : past;
    if (grid->detail_past > past)
        grid->detail_past = past;
    pane->top = *top + grid->detail_past;
}

/* " ▾10 Tab" at the end of the last row. */
static void add_more(
    const struct pane *pane, const struct canvas *canvas, int more, struct buf *out)
{
    if (more <= 0)
        return;
    buf_add_char(out, ' ');
    buf_add_codepoint(out, canvas_line(canvas, LINE_DOWN));
    buf_addf(out, "%d", more);
    buf_adds(out, pane->app->grid->in_detail ? "" : " Tab");
}

static void draw_selected(const struct pane *pane, struct canvas *canvas)
{
    for (int line = pane->selected_from; line < pane->selected_end; line++) {
        int x = pane->selected_x, y = pane->area.y + line - pane->top;
        if (!is_seen(pane, line))
            continue;
        canvas_restyle(canvas, x, y, pane->selected_width, STYLE_SELECT);
        canvas_mark_selected(canvas, x - 1, y, STYLE_SELECT);
    }
    /* Where nothing of it is seen the mark says that the pane has the cursor. */
    if (pane->app->grid->in_detail && canvas->cursor_x < 0)
        canvas_mark_selected(canvas, pane->area.x - 1, pane->area.y - 1, STYLE_SELECT);
}

static struct pane begin_pane(
    struct app *app, const struct grid_plan *plan, const struct detail *detail)
{
    struct pane pane = {
        .app = app,
        .area = { plan->area.x + 1, plan->detail_y + 1, plan->area.width - 1,
            plan->detail_rows - 1 },
        .label = label_width(detail),
        .hit = -1,
        .selected = app->grid->in_detail ? detail_node(app, app->grid->detail_row) : NULL,
    };
    lay_out(&pane, plan->area.width);
    return pane;
}

int detail_lines(struct app *app, const struct grid_plan *plan)
{
    struct detail detail = { 0 };
    const struct node *subject = grid_subject(app);
    if (!subject)
        return 0;
    detail_fill(app, subject, false, &detail);
    struct pane pane = begin_pane(app, plan, &detail);
    int lines = measure(&pane, &detail);
    detail_release(&detail);
    return 1 + lines;
}

void draw_detail(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    const struct node *subject = grid_subject(app);
    struct detail detail = { 0 };
    struct buf more = BUF_INIT;
    if (!subject || plan->detail_rows < 1)
        return;
    detail_fill(app, subject, canvas->ascii, &detail);
    struct pane pane = begin_pane(app, plan, &detail);
    struct text_pattern find;
    text_pattern_init(&find, buf_slice(&app->search));
    pane.find = app->pick->finds ? &find : NULL;
    int lines = measure(&pane, &detail);
    text_pattern_release(&find);
    pane.find = NULL;
    scroll_to_selected(&pane, lines);
    if (pane.area.height)
        add_more(&pane, canvas, lines - pane.top - pane.area.height, &more);
    pane.reserved = text_width(buf_slice(&more));
    pane.canvas = canvas;
    draw_first_line(app, plan, canvas, subject, &detail);
    draw_dividers(&pane);
    put_items(&pane, &detail);
    draw_selected(&pane, canvas);
    draw_at_end(canvas, pane.area.x + pane.area.width, pane.area.y + pane.area.height - 1,
        STYLE_WARN, buf_slice(&more));
    if (!app->grid->in_detail) {
        canvas->later.top = plan->detail_y + 1;
        canvas->later.bottom = plan->detail_y + plan->detail_rows - 1;
    }
    detail_release(&detail);
    buf_release(&more);
}
