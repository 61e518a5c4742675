/*
 * A form: every field of a node, a row each, then its children (pains, ideas ...) with a row to
 * add one. What it shows follows from the schema.
 */
#include <config.h>

#include <stdlib.h>

#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/people/people.h"
#include "app/views/add.h"
#include "app/views/form.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { LABEL_WIDTH = 19, VALUE_ROWS = 12 };

/* Fields that only some kinds of maps need; elsewhere they are shown where they are set. */
static const struct {
    enum field first, last;
    const char *kind;
} special[] = {
    { TOUCHPOINT_TIME, TOUCHPOINT_PLACE, "day" },
    { TOUCHPOINT_FRONT_STAGE, TOUCHPOINT_TECHNOLOGY, "blueprint" },
    { TOUCHPOINT_CHANGE, TOUCHPOINT_CHANGE, "future" },
};

static bool is_shown(const struct app *app, const struct node *node, enum field field)
{
    const struct map *map = &app->session.map;
    if (field == MAP_CJM || field == MAP_PERSONAS || field == MAP_STAGES || field == MAP_PARKING ||
        field == STAGE_TOUCHPOINTS || !field_def(field)->label)
        return false;
    if (field == PERSONA_BUYING_ROLE)
        return node_has(node, field) || slice_is(node_get(map->root, MAP_MARKET), "b2b");
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (field >= special[i].first && field <= special[i].last)
            return node_has(node, field) ||
                   slice_is(node_get(map->root, MAP_KIND), special[i].kind);
    return true;
}

struct form {
    struct form_row *rows;
    size_t count, cap;
};

static void add_row(struct form *form, struct form_row row)
{
    MEM_GROW(form->rows, form->count + 1, form->cap);
    form->rows[form->count++] = row;
}

static void form_build(const struct app *app, struct node *node, struct form *form)
{
    const struct kind_def *kind = kind_def(node->kind);
    *form = (struct form){ 0 };
    for (enum field f = kind->first; f < kind->end; f++)
        if (field_def(f)->type != FIELD_NODES && is_shown(app, node, f))
            add_row(form, (struct form_row){ .field = f });
    for (enum field f = kind->first; f < kind->end; f++) {
        if (field_def(f)->type != FIELD_NODES || !is_shown(app, node, f))
            continue;
        struct node_list list = node_children(node, f);
        for (uint32_t i = 0; i < list.count; i++)
            add_row(form, (struct form_row){ .field = f, .child = list.items[i] });
        add_row(form, (struct form_row){ .field = f });
    }
}

static void form_release(struct form *form)
{
    free(form->rows);
}

struct form_row form_row_at(const struct app *app, const struct level *level)
{
    struct form form;
    form_build(app, level->node, &form);
    int row = level->row < (int)form.count ? level->row : (int)form.count - 1;
    struct form_row found = row >= 0 ? form.rows[row] : (struct form_row){ FIELD_UNKNOWN, NULL };
    form_release(&form);
    return found;
}

/* --- drawing --- */

static void value_text(const struct node *node, enum field field, struct buf *out)
{
    struct slice value = node_get(node, field);
    if (field_def(field)->type == FIELD_BOOLEAN)
        field_add_shown(field, value, out);
    else
        field_to_line(field, value, out);
}

/* A value from its line `skip` on, VALUE_ROWS at most; more than that E shows, and so it says.
 * Returns how many rows the whole of it takes. */
static int draw_value(
    struct canvas *canvas, struct area area, enum style style, int skip, struct slice text)
{
    struct slice line;
    int rows = 0;
    for (; rows < VALUE_ROWS && text_wrap(&text, area.width, &line); rows++) {
        bool cut = rows == VALUE_ROWS - 1 && text.len;
        int row = rows - skip;
        if (canvas && row >= 0 && row < area.height)
            canvas_text(canvas, area.x, area.y + row, area.width, cut ? STYLE_DIM : style,
                cut ? slice_of(_("... more: E")) : line);
    }
    return rows ? rows : 1;
}

/* Draws a row from its line `skip` on; returns its height. Without a canvas it only counts. */
static int draw_row(struct canvas *canvas, const struct node *node, const struct form_row *row,
    struct area area, bool selected, int skip)
{
    const struct field_def *def = field_def(row->field);
    enum style style = selected ? STYLE_SELECTED : STYLE_NORMAL;
    struct buf text = BUF_INIT;
    bool is_list = def->type == FIELD_NODES;
    struct area value = { area.x + LABEL_WIDTH + 2, area.y, area.width - LABEL_WIDTH - 4,
        area.height };
    if (is_list && row->child)
        buf_add_slice(&text, node_headline(row->child));
    else if (is_list)
        buf_adds(&text, _("add ..."));
    else
        value_text(node, row->field, &text);
    int height = draw_value(NULL, value, style, 0, buf_slice(&text));
    if (canvas) {
        if (skip <= 0) {
            canvas_field(canvas, area.x, area.y, LABEL_WIDTH + 1, style, SLICE(""));
            canvas_text(canvas, area.x + 1, area.y, LABEL_WIDTH, style, slice_of(_(def->label)));
            if (selected)
                canvas_fill(canvas, area.x, area.y, 1, style, canvas_line(canvas, LINE_BAR));
        }
        draw_value(canvas, value, is_list && !row->child ? STYLE_DIM : STYLE_NORMAL, skip,
            buf_slice(&text));
    }
    buf_release(&text);
    return height;
}

/* Scrolls to the selected row; returns how many lines there are. */
static int scroll_form(struct level *level, const struct form *form, struct area area)
{
    int line = 0;
    for (int i = 0; i < (int)form->count; i++) {
        int height = draw_row(NULL, level->node, &form->rows[i], area, false, 0);
        if (i == level->row)
            level_scroll(level, line, line + height, area.height);
        line += height;
    }
    return line;
}

static void draw_rows(
    struct level *level, const struct form *form, struct canvas *canvas, struct area area)
{
    int line = -level->top;
    for (int i = 0; i < (int)form->count && line < area.height; i++) {
        struct area at = area;
        at.y = area.y + (line > 0 ? line : 0);
        at.height = area.y + area.height - at.y;
        int skip = line < 0 ? -line : 0;
        int height = draw_row(NULL, level->node, &form->rows[i], area, false, 0);
        if (height > skip)
            draw_row(canvas, level->node, &form->rows[i], at, i == level->row, skip);
        line += height;
    }
}

static void draw_form(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct form form;
    struct buf text = BUF_INIT;
    form_build(app, level->node, &form);
    if (level->row >= (int)form.count)
        level->row = (int)form.count - 1;
    /* Title line, a line, the rows, a line, help, and what was asked for. */
    struct area rows = { area.x, area.y + 2, area.width, area.height - 4 };
    buf_addf(&text, "%s: ", _(kind_def(level->node->kind)->name));
    buf_add_slice(&text, node_headline(level->node));
    canvas_text(canvas, area.x + 1, area.y, area.width - 2, STYLE_BOLD, buf_slice(&text));
    buf_clear(&text);
    people_add_at(app, level->node, &text);
    int others = text_width(buf_slice(&text));
    canvas_text(
        canvas, area.x + area.width - 1 - others, area.y, others, STYLE_KEY, buf_slice(&text));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_DIM, canvas_line(canvas, LINE_H));
    int lines = scroll_form(level, &form, rows);
    draw_rows(level, &form, canvas, rows);
    canvas_fill(canvas, area.x, area.y + area.height - 2, area.width, STYLE_DIM,
        canvas_line(canvas, LINE_H));
    draw_more_rows(canvas, area.x, area.y + area.height - 2, lines - level->top - rows.height);
    buf_clear(&text);
    if (level->row >= 0) {
        buf_adds(&text, _(field_def(form.rows[level->row].field)->help));
        field_add_limits(form.rows[level->row].field, &text);
    }
    canvas_text(
        canvas, area.x + 1, area.y + area.height - 1, area.width - 2, STYLE_DIM, buf_slice(&text));
    form_release(&form);
    buf_release(&text);
}

/* --- using it --- */

static int form_rows(struct app *app, const struct level *level)
{
    struct form form;
    form_build(app, level->node, &form);
    int count = (int)form.count;
    form_release(&form);
    return count;
}

static struct node *form_selected(struct app *app, const struct level *level)
{
    struct form_row row = form_row_at(app, level);
    return row.child ? row.child : level->node;
}

static void enter_form(struct app *app, struct level *level)
{
    struct form_row row = form_row_at(app, level);
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

static bool click_form(struct app *app, struct level *level, struct area area, int x, int y)
{
    struct form form;
    struct area rows = { area.x, area.y + 2, area.width, area.height - 4 };
    int line = rows.y - level->top;
    bool hit = false;
    (void)x;
    form_build(app, level->node, &form);
    for (int i = 0; i < (int)form.count && !hit && y >= rows.y && y < rows.y + rows.height; i++) {
        line += draw_row(NULL, level->node, &form.rows[i], rows, false, 0);
        hit = y < line;
        if (hit)
            level->row = i;
    }
    form_release(&form);
    return hit;
}

const struct view view_form = {
    .title = N_("Form"),
    .context = IN_FORM,
    .draw = draw_form,
    .rows = form_rows,
    .selected = form_selected,
    .enter = enter_form,
    .click = click_form,
};
