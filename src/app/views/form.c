/*
 * A form: every field of a node, a row each, then its children (pains, ideas ...) with a row to
 * add one. What it shows follows from the schema.
 */
#include <stdlib.h>

#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/people/people.h"
#include "app/views/add.h"
#include "app/views/form.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/priority.h"
#include "model/lane.h"
#include "model/value_word.h"
#include "store/own_field.h"

enum { LABEL_WIDTH = 19, VALUE_ROWS = 12 };

/* Fields that only some kinds of maps need; elsewhere they are shown where they are set. */
static const struct {
    enum field first, last;
    const char *kind;
} special[] = {
    { TOUCHPOINT_TIME, TOUCHPOINT_PLACE, "day" },
    { TOUCHPOINT_PROPS, TOUCHPOINT_TECHNOLOGY, "blueprint" },
    { TOUCHPOINT_CHANGE, TOUCHPOINT_CHANGE, "future" },
};

/* What is known of a pain or idea once something was done. */
static bool is_follow_up(enum field field)
{
    return (field >= PAIN_FIXED_ON && field <= PAIN_AFTER) ||
           (field >= IDEA_FIXED_ON && field <= IDEA_AFTER);
}

static bool is_shown(const struct app *app, const struct node *node, enum field field)
{
    const struct map *map = &app->session.map;
    if (field == MAP_CJM || field == MAP_PERSONAS || field == MAP_STAGES || field == MAP_PARKING ||
        field == STAGE_TOUCHPOINTS || !field_def(field)->label)
        return false;
    if (field == TOUCHPOINT_TAKES_PART || field == TOUCHPOINT_PATHS)
        return node_has(node, field) ||
               (field == TOUCHPOINT_PATHS ? node_has(map->root, MAP_PATHS)
                                          : node_child_count(map->root, MAP_PERSONAS) > 1);
    if (is_follow_up(field))
        return node_has(node, field) || action_done(node);
    if (field == PERSONA_BUYING_ROLE || field == PERSONA_INFLUENCE)
        return node_has(node, field) || slice_is(node_get(map->root, MAP_MARKET), "b2b");
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (field >= special[i].first && field <= special[i].last)
            return node_has(node, field) ||
                   slice_is(node_get(map->root, MAP_KIND), special[i].kind);
    return true;
}

/* Finds one of the rows, if it is there; returns how many there are. */
static int find_row(const struct app *app, const struct node *node, int row, struct form_row *found)
{
    const struct kind_def *kind = kind_def(node->kind);
    int count = 0;
    for (enum field f = kind->first; f < kind->end; f++)
        if (field_def(f)->type != FIELD_NODES && is_shown(app, node, f) && count++ == row)
            *found = (struct form_row){ .field = f };
    for (enum field f = kind->first; f < kind->end; f++) {
        if (field_def(f)->type != FIELD_NODES || !is_shown(app, node, f))
            continue;
        struct node_list list = node_children(node, f);
        int index = row - count, children = (int)list.count;
        if (index >= 0 && index <= children)
            *found = (struct form_row){ f, index < children ? list.items[index] : NULL };
        count += children + 1;
    }
    enum field own;
    for (size_t i = 0; (own = own_field_at(&app->session.map, node, i)) > FIELD_UNKNOWN; i++)
        if (count++ == row)
            *found = (struct form_row){ own, NULL };
    return count;
}

static int form_rows(struct app *app, const struct level *level)
{
    return find_row(app, level->node, -1, NULL);
}

struct form_row form_row_at(const struct app *app, const struct level *level)
{
    struct form_row found = { FIELD_UNKNOWN, NULL };
    int count = find_row(app, level->node, level->row, &found);
    if (level->row >= count)
        find_row(app, level->node, count - 1, &found);
    return found;
}

/* --- drawing --- */

static void add_value(
    const struct map *map, const struct node *node, struct form_row row, struct buf *out)
{
    const struct field_def *def = field_def(row.field);
    struct slice value = def->type == FIELD_NODES ? SLICE_NONE : node_get(node, row.field);
    if (row.field > FIELD_UNKNOWN)
        own_field_show_of(map, node, row.field, out);
    else if (row.child)
        buf_add_slice(out, node_headline(row.child));
    else if (def->type == FIELD_NODES)
        buf_adds(out, _("add ..."));
    else if (def->type == FIELD_RECORD || def->type == FIELD_PER_PERSONA)
        field_to_line(row.field, value, out);
    else
        value_add_shown(row.field, value, text_semicolon(), out);
}

/* A value, VALUE_ROWS at most; more than that E shows, and so it says. */
static struct pen value_pen(struct canvas *canvas, struct area area, int skip)
{
    return (struct pen){ canvas, area, -skip, VALUE_ROWS, _("... more: E") };
}

static int row_height(struct app *app, const struct level *level, int row)
{
    struct form_row found = { FIELD_UNKNOWN, NULL };
    struct pen pen = value_pen(
        NULL, (struct area){ .width = level->list.width - LABEL_WIDTH - 4 }, 0);
    struct buf text = BUF_INIT;
    find_row(app, level->node, row, &found);
    add_value(&app->session.map, level->node, found, &text);
    int height = pen_text(&pen, "", STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
    return height ? height : 1;
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    struct form_row row = { FIELD_UNKNOWN, NULL };
    struct area value = at->area;
    struct buf text = BUF_INIT;
    find_row(app, level->node, at->row, &row);
    const struct field_def *def = field_def(row.field);
    bool adds = def->type == FIELD_NODES && !row.child;
    if (!at->skip)
        row_text(at, 0, LABEL_WIDTH,
            row.field > FIELD_UNKNOWN
                ? own_field_label(&app->session.map, (enum node_kind)level->node->kind, row.field)
                : slice_of(_(def->label)));
    value.x += LABEL_WIDTH + 1;
    value.width -= LABEL_WIDTH + 3;
    add_value(&app->session.map, level->node, row, &text);
    struct pen pen = value_pen(at->canvas, value, at->skip);
    pen_text(&pen, "", adds && !at->selected ? STYLE_DIM : at->style, buf_slice(&text));
    buf_release(&text);
}

static void draw_form(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct buf text = BUF_INIT;
    /* Title line, a line, the rows, a line, help, and what was asked for. */
    struct area rows = { area.x, area.y + 2, area.width, area.height - 4 };
    buf_addf(&text, "%s: ", _(kind_def(level->node->kind)->name));
    buf_add_slice(&text, node_headline(level->node));
    canvas_text(canvas, area.x + 1, area.y, area.width - 2, STYLE_TITLE, buf_slice(&text));
    buf_clear(&text);
    people_add_at(app, level->node, &text);
    draw_at_end(canvas, area.x + area.width - 1, area.y, STYLE_KEY, buf_slice(&text));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    canvas_fill(canvas, area.x, area.y + area.height - 2, area.width, STYLE_NORMAL,
        canvas_line(canvas, LINE_H));
    draw_more_rows(canvas, rows.x, rows.y + rows.height, draw_list_rows(app, level, canvas, rows));
    buf_clear(&text);
    enum field field = form_row_at(app, level).field;
    if (field > FIELD_UNKNOWN) {
        own_field_help(app, level->node, field, &text);
    } else if (field < FIELD_COUNT) {
        buf_adds(&text, _(field_def(field)->help));
        field_add_limits(field, &text);
    }
    canvas_text(
        canvas, area.x + 1, area.y + area.height - 1, area.width - 2, STYLE_DIM, buf_slice(&text));
    buf_release(&text);
}

/* --- using it --- */

static struct node *form_selected(struct app *app, const struct level *level)
{
    struct form_row row = form_row_at(app, level);
    return row.child ? row.child : level->node;
}

static void enter_form(struct app *app, struct level *level)
{
    struct form_row row = form_row_at(app, level);
    if (row.field > FIELD_UNKNOWN && !app_only_watches(app))
        app_ask_own_field(app, level->node, row.field);
    if (row.field >= FIELD_COUNT)
        return;
    const struct field_def *def = field_def(row.field);
    if (row.child) {
        app_push(app, level->view, row.child);
    } else if (app_only_watches(app)) {
        return;
    } else if (def->type == FIELD_NODES) {
        add_node(app, level->node, def->child, (size_t)-1, SLICE_NONE);
    } else if (def->type == FIELD_CHOICE || def->type == FIELD_BOOLEAN) {
        struct level *choice = app_push(app, view_of(app, IN_CHOICE), level->node);
        choice->field = row.field;
        choice->row = choice_row_of_value(level->node, row.field);
    } else {
        app_ask_field(app, level->node, row.field);
    }
}

static const char *const hints[] = { "edit", "back", "better", "pain", "idea", "choose", "undo",
    NULL };

const struct view view_form = {
    .title = N_("form"),
    .context = IN_FORM,
    .hints = hints,
    .draw = draw_form,
    .rows = form_rows,
    .draw_row = draw_row,
    .row_height = row_height,
    .selected = form_selected,
    .enter = enter_form,
};
