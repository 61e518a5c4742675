/* The pane under the curve: all that is known of the touchpoint or stage under the cursor. */
#include <stdlib.h>

#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/grid/grid.h"
#include "app/people/people.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "store/own_field.h"

enum { MORE_MAX = 200 }; /* lines behind the pane that are counted: a text may be endless */

/* A paragraph of the pane; `node` is what Enter opens there, NULL: nothing of its own. */
struct detail_item {
    struct node *node;
    struct buf text;
};

struct detail {
    struct detail_item *items;
    size_t count, cap;
};

static struct detail_item *add_item(struct detail *detail, struct node *node)
{
    MEM_GROW(detail->items, detail->count + 1, detail->cap);
    struct detail_item *item = &detail->items[detail->count++];
    *item = (struct detail_item){ node, BUF_INIT };
    return item;
}

static void detail_release(struct detail *detail)
{
    for (size_t i = 0; i < detail->count; i++)
        buf_release(&detail->items[i].text);
    free(detail->items);
    *detail = (struct detail){ 0 };
}

/* Goes on at a column, so that what is told of each touchpoint stands in the same place: easier to
 * follow on a projector, and less to send on a slow line. Two blanks at least. */
static void go_to_column(struct buf *out, int column)
{
    int width = text_width(buf_slice(out));
    buf_add_repeated(out, ' ', (size_t)(width + 2 < column ? column - width : 2));
}

/* " · online" */
static void add_fact(struct buf *out, bool ascii, const char *text)
{
    buf_adds(out, ascii ? " - " : " · ");
    buf_adds(out, text);
}

static void add_labelled(struct buf *out, const struct node *node, enum field field)
{
    if (!node_has(node, field))
        return;
    buf_addf(out, "%s ", _(field_def(field)->label));
    field_add_shown(field, node_get(node, field), out);
    buf_adds(out, "  ");
}

static void add_emotions(const struct app *app, const struct node *touchpoint, struct buf *out)
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    if (personas.count < 2)
        return;
    size_t told = 0;
    for (uint32_t i = 0; i < personas.count; i++) {
        int emotion = touchpoint_emotion(touchpoint, personas.items[i]->id);
        if (!takes_part(touchpoint, slice_of(personas.items[i]->id)))
            continue;
        buf_adds(out, told++ ? ", " : "");
        buf_add_slice(out, node_headline(personas.items[i]));
        if (emotion == EMOTION_NONE)
            buf_adds(out, " ?");
        else
            buf_addf(out, emotion ? " %+d" : " %d", emotion);
    }
    buf_adds(out, "  ");
}

static void touchpoint_facts(
    const struct app *app, const struct node *touchpoint, bool ascii, struct detail *out)
{
    struct buf *text = &add_item(out, NULL)->text;
    buf_add_slice(text, node_headline(touchpoint));
    go_to_column(text, 17);
    field_add_shown(TOUCHPOINT_CHANNEL, node_get(touchpoint, TOUCHPOINT_CHANNEL), text);
    if (node_has(touchpoint, TOUCHPOINT_ONLINE))
        add_fact(
            text, ascii, node_flag(touchpoint, TOUCHPOINT_ONLINE) ? _("online") : _("offline"));
    if (node_has(touchpoint, TOUCHPOINT_WHEN))
        add_fact(text, ascii, node_get(touchpoint, TOUCHPOINT_WHEN).data);
    go_to_column(text, 44);
    add_emotions(app, touchpoint, text);
    add_labelled(text, touchpoint, TOUCHPOINT_IMPORTANCE);
    add_labelled(text, touchpoint, TOUCHPOINT_IMPACT);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT)) {
        buf_adds(text, ascii ? "* " : "★ ");
        buf_adds(text, _("moment"));
        buf_adds(text, "  ");
    }
    add_labelled(text, touchpoint, TOUCHPOINT_EVIDENCE);
    add_labelled(text, touchpoint, TOUCHPOINT_OWNER);
}

static const char *frequency_word(int frequency)
{
    static const char *const words[] = { N_("rare"), N_("sometimes"), N_("often"), N_("always") };
    return frequency >= 1 && frequency <= 4 ? _(words[frequency - 1]) : NULL;
}

/* "! code never arrives (severity 4, often, open)" */
static void describe_pain(const struct node *pain, struct buf *out)
{
    int severity = node_int(pain, PAIN_SEVERITY, -1);
    const char *often = frequency_word(node_int(pain, PAIN_FREQUENCY, 0));
    buf_adds(out, "! ");
    buf_add_slice(out, node_headline(pain));
    if (severity < 0 && !often)
        return;
    buf_adds(out, " (");
    if (severity >= 0)
        buf_addf(out, _("severity %d"), severity);
    if (often)
        buf_addf(out, "%s%s", severity >= 0 ? ", " : "", often);
    if (node_has(pain, PAIN_STATUS))
        buf_addf(out, ", %s", node_get(pain, PAIN_STATUS).data);
    buf_add_char(out, ')');
}

static void describe_idea(const struct node *idea, struct buf *out)
{
    const char *quadrant = quadrant_name(idea_quadrant(idea));
    buf_adds(out, "-> ");
    buf_add_slice(out, node_headline(idea));
    if (*quadrant)
        buf_addf(out, " (%s)", quadrant);
    if (node_has(idea, IDEA_OWNER))
        buf_addf(out, " %s", node_get(idea, IDEA_OWNER).data);
}

static void describe_quote(const struct node *quote, struct buf *out)
{
    buf_add_char(out, '"');
    buf_add_slice(out, node_headline(quote));
    buf_add_char(out, '"');
    if (node_has(quote, QUOTE_BY))
        buf_addf(out, " %s", node_get(quote, QUOTE_BY).data);
}

static void describe_metric(const struct node *metric, struct buf *out)
{
    buf_adds(out, "# ");
    buf_add_slice(out, node_headline(metric));
    buf_addf(out, ": %s", node_get(metric, METRIC_VALUE).data);
    if (node_has(metric, METRIC_TARGET))
        buf_addf(out, " -> %s", node_get(metric, METRIC_TARGET).data);
    if (node_has(metric, METRIC_UNIT))
        buf_addf(out, " %s", node_get(metric, METRIC_UNIT).data);
}

/* The children that the pane lists, in this order. */
static const struct {
    enum field field;
    void (*describe)(const struct node *node, struct buf *out);
} parts[] = {
    { TOUCHPOINT_PAINS, describe_pain },
    { TOUCHPOINT_IDEAS, describe_idea },
    { TOUCHPOINT_QUOTES, describe_quote },
    { TOUCHPOINT_METRICS, describe_metric },
    { STAGE_PAINS, describe_pain },
    { STAGE_IDEAS, describe_idea },
    { STAGE_QUOTES, describe_quote },
    { STAGE_METRICS, describe_metric },
};

static void add_children(const struct node *subject, struct detail *out)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct node_list list = node_children(subject, parts[i].field);
        for (uint32_t j = 0; j < list.count; j++)
            parts[i].describe(list.items[j], &add_item(out, list.items[j])->text);
    }
}

static bool is_in_facts(enum field field)
{
    static const enum field facts[] = { TOUCHPOINT_NAME, TOUCHPOINT_CHANNEL, TOUCHPOINT_ONLINE,
        TOUCHPOINT_WHEN, TOUCHPOINT_EMOTION, TOUCHPOINT_IMPORTANCE, TOUCHPOINT_IMPACT,
        TOUCHPOINT_MOMENT, TOUCHPOINT_EVIDENCE, TOUCHPOINT_OWNER, STAGE_NAME };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (facts[i] == field)
            return true;
    return false;
}

/* What else is set, a line each. */
static void add_fields(const struct node *subject, struct detail *out)
{
    const struct kind_def *kind = kind_def(subject->kind);
    for (enum field f = kind->first; f < kind->end; f++) {
        if (field_def(f)->type == FIELD_NODES || !field_def(f)->label || is_in_facts(f) ||
            !node_has(subject, f))
            continue;
        struct buf *text = &add_item(out, NULL)->text;
        buf_addf(text, "%s: ", _(field_def(f)->label));
        field_add_shown(f, node_get(subject, f), text);
    }
}

/* Lanes and own keys, the last lines. */
static void add_own_fields(const struct app *app, const struct node *subject, struct detail *out)
{
    const struct map *map = &app->session.map;
    enum field field;
    for (size_t i = 0; (field = own_field_at(map, subject, i)) > FIELD_UNKNOWN; i++) {
        if (!node_has(subject, field))
            continue;
        struct slice label = own_field_label(map, (enum node_kind)subject->kind, field);
        struct buf *text = &add_item(out, NULL)->text;
        buf_addf(text, "%.*s: ", SLICE_ARG(label));
        own_field_show_of(subject, field, text);
    }
}

static void stage_facts(const struct node *stage, struct detail *out)
{
    struct buf *text = &add_item(out, NULL)->text;
    size_t count = node_child_count(stage, STAGE_TOUCHPOINTS);
    buf_add_slice(text, node_headline(stage));
    buf_adds(text, "  ");
    buf_addf(text, _n("%zu touchpoint", "%zu touchpoints", count), count);
}

static void detail_build(
    const struct app *app, const struct node *subject, bool ascii, struct detail *out)
{
    if (subject->kind == KIND_TOUCHPOINT)
        touchpoint_facts(app, subject, ascii, out);
    else
        stage_facts(subject, out);
    add_children(subject, out);
    add_fields(subject, out);
    add_own_fields(app, subject, out);
}

int detail_rows(const struct app *app)
{
    int rows = 0;
    while (detail_node(app, rows))
        rows++;
    return rows;
}

struct node *detail_node(const struct app *app, int row)
{
    const struct node *subject = grid_subject(app);
    for (size_t i = 0; subject && i < sizeof parts / sizeof *parts; i++) {
        struct node_list list = node_children(subject, parts[i].field);
        if (row < (int)list.count)
            return row < 0 ? NULL : list.items[row];
        row -= (int)list.count;
    }
    return NULL;
}

void grid_check_detail(struct app *app)
{
    app->grid->in_detail = app->grid->in_detail && detail_rows(app);
}

int detail_row_of(const struct app *app, const struct node *node)
{
    int row = 0;
    while (detail_node(app, row) && detail_node(app, row) != node)
        row++;
    return detail_node(app, row) ? row : -1;
}

/* Scrolls so that the selected item is in the pane. */
static void scroll_to(
    struct app *app, const struct detail *detail, const struct node *selected, int width, int rows)
{
    int line = 0, height;
    if (!selected) {
        app->grid->detail_top = 0;
        return;
    }
    for (size_t i = 0; i < detail->count; i++, line += height) {
        height = draw_wrapped(NULL, (struct area){ 0, 0, width, 10000 }, STYLE_NORMAL,
            buf_slice(&detail->items[i].text));
        if (detail->items[i].node != selected)
            continue;
        if (line < app->grid->detail_top)
            app->grid->detail_top = line;
        if (line + height > app->grid->detail_top + rows)
            app->grid->detail_top = height > rows ? line : line + height - rows;
    }
}

/* Who else is there, so that it ends at `end`. */
static void draw_others(
    const struct app *app, struct canvas *canvas, const struct node *node, int end, int y)
{
    struct buf others = BUF_INIT;
    people_add_at(app, node, &others);
    draw_at_end(canvas, end, y, STYLE_KEY, buf_slice(&others));
    buf_release(&others);
}

static void draw_items(struct app *app, const struct grid_plan *plan, struct canvas *canvas,
    const struct detail *detail, const struct node *selected)
{
    int x = plan->area.x + 2, end = plan->area.x + plan->area.width - 2;
    struct pen pen = { canvas, { x, plan->detail_y, end - x, plan->detail_rows },
        -app->grid->detail_top, 1, NULL };
    for (size_t i = 0; i < detail->count; i++) {
        const struct detail_item *item = &detail->items[i];
        bool is_selected = selected && item->node == selected;
        int line = pen.line;
        pen.most = plan->detail_rows + MORE_MAX - line;
        if (pen.most <= 0)
            break;
        pen_text(&pen, "", is_selected ? STYLE_SELECT : STYLE_NORMAL, buf_slice(&item->text));
        if (item->node && pen_sees(&pen, line))
            draw_others(app, canvas, item->node, end, plan->detail_y + line);
        for (; is_selected && line < pen.line; line++)
            if (pen_sees(&pen, line))
                canvas_mark_selected(canvas, x - 1, plan->detail_y + line, STYLE_SELECT);
    }
    int more = pen.line - plan->detail_rows;
    if (more > 0) {
        struct buf text = BUF_INIT;
        buf_add_char(&text, ' ');
        buf_addf(
            &text, _n("%d more line: Enter", "%d more lines: Enter", (unsigned long)more), more);
        buf_add_char(&text, ' ');
        if (more == MORE_MAX)
            buf_splice(&text, 0, 1, SLICE(" >"));
        draw_at_end(
            canvas, end, plan->detail_y + plan->detail_rows, STYLE_NORMAL, buf_slice(&text));
        buf_release(&text);
    }
}

void draw_detail(struct app *app, const struct grid_plan *plan, struct canvas *canvas)
{
    const struct node *subject = grid_subject(app);
    if (!subject || plan->detail_rows < 1)
        return;
    struct detail detail = { 0 };
    const struct node *selected = app->grid->in_detail ? detail_node(app, app->grid->detail_row)
                                                       : NULL;
    detail_build(app, subject, canvas->ascii, &detail);
    scroll_to(app, &detail, selected, plan->area.width - 4, plan->detail_rows);
    draw_items(app, plan, canvas, &detail, selected);
    if (!selected) {
        canvas->later.top = plan->detail_y + 1;
        canvas->later.bottom = plan->detail_y + plan->detail_rows;
    }
    detail_release(&detail);
}
