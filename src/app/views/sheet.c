/*
 * A persona's sheet: what is known of them, in groups, in as many columns as read well. Sideways
 * is the next persona; Enter edits.
 */
#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/persona.h"

enum {
    FACT_ROWS = 60, /* a fact may be endless: so many rows of it, then the form has the rest */
    COLUMN_MIN = 36,
    COLUMN_BEST = 66,
    GAP = 2,
    GROUPS_MAX = 16
};

static struct pen pen_at(struct canvas *canvas, struct area area, int line)
{
    return (struct pen){ canvas, area, line, FACT_ROWS, _("... more: Enter") };
}

static void put_items(struct pen *pen, struct slice list)
{
    struct slice item;
    int rows = 0;
    while (rows < FACT_ROWS && value_next_item(&list, &item))
        rows += pen_text(pen, "- ", STYLE_NORMAL, item);
    if (list.len)
        pen_text(pen, "", STYLE_DIM, slice_of(pen->more));
}

/* Words and single items stand in a row, sentences below each other. */
static bool is_in_row(enum field field, struct slice list)
{
    struct slice item;
    value_next_item(&list, &item);
    return field_def(field)->type != FIELD_LIST || field_def(field)->words || !list.len;
}

/* The group's only fact needs no label. */
static void put_fact(struct pen *pen, const struct node *persona, enum field field, bool only)
{
    struct slice value = node_get(persona, field);
    struct buf text = BUF_INIT;
    if (!value.len)
        return;
    if (!only)
        buf_addf(&text, "%s:", _(field_def(field)->label));
    if (is_in_row(field, value)) {
        buf_adds(&text, only ? "" : " ");
        field_add_shown(field, value, &text);
    }
    pen_text(pen, "", STYLE_NORMAL, buf_slice(&text));
    if (!is_in_row(field, value))
        put_items(pen, value);
    buf_release(&text);
}

static void put_group(struct pen *pen, const struct node *persona, const struct fact_group *group)
{
    pen_text(pen, "", STYLE_TITLE, slice_of(_(group->title)));
    for (const enum field *field = group->fields; *field; field++)
        put_fact(pen, persona, *field, !group->fields[1]);
    pen->line++;
}

/* --- columns --- */

struct columns {
    const struct fact_group *groups[GROUPS_MAX]; /* that tell something */
    int heights[GROUPS_MAX];
    int count;         /* of groups */
    int columns, rows; /* so many columns of `width`, the longest of them has so many rows */
    int width;
};

/* How many columns no higher than `rows` take all groups, in their order. */
static int columns_needed(const struct columns *columns, int rows)
{
    int needed = 1, used = 0;
    for (int i = 0; i < columns->count; i++) {
        if (used && used + columns->heights[i] > rows) {
            needed++;
            used = 0;
        }
        used += columns->heights[i];
    }
    return needed;
}

static void measure(struct columns *columns, const struct node *persona, int width, int count)
{
    columns->columns = count;
    columns->width = (width - GAP * (count - 1)) / count;
    columns->rows = 0;
    for (int i = 0; i < columns->count; i++) {
        struct pen pen = pen_at(NULL, (struct area){ 0, 0, columns->width, 0 }, 0);
        put_group(&pen, persona, columns->groups[i]);
        columns->heights[i] = pen.line;
        columns->rows = pen.line > columns->rows ? pen.line : columns->rows;
    }
    while (columns_needed(columns, columns->rows) > count)
        columns->rows++;
}

/* As few columns as show all, as many as have room otherwise. */
static void plan_columns(struct columns *columns, const struct node *persona, struct area area)
{
    int most = area.width / COLUMN_MIN, least = area.width / COLUMN_BEST;
    *columns = (struct columns){ .count = 0 };
    for (const struct fact_group *group = persona_groups; group->title; group++)
        if (persona_tells(persona, group) && columns->count < GROUPS_MAX)
            columns->groups[columns->count++] = group;
    int count = least > 1 ? least : 1;
    measure(columns, persona, area.width, count);
    /* The blank line behind the last group need not be seen. */
    while (columns->rows - 1 > area.height && count < most)
        measure(columns, persona, area.width, ++count);
}

static void draw_columns(const struct columns *columns, const struct node *persona,
    struct canvas *canvas, struct area area, int top)
{
    area.width = columns->width;
    struct pen pen = pen_at(canvas, area, -top);
    for (int i = 0; i < columns->count; i++) {
        if (pen.line > -top && pen.line + top + columns->heights[i] > columns->rows) {
            pen.area.x += columns->width + GAP;
            pen.line = -top;
        }
        put_group(&pen, persona, columns->groups[i]);
    }
}

/* --- the view --- */

static void draw_name(const struct node *persona, struct canvas *canvas, struct area area)
{
    size_t count = node_child_count(persona->parent, MAP_PERSONAS);
    struct buf text = BUF_INIT;
    if (count > 1)
        buf_addf(&text, _("%zu of %zu"), node_index(persona) + 1, count);
    int width = text_width(buf_slice(&text));
    canvas_text(
        canvas, area.x + 1, area.y, area.width - width - 3, STYLE_TITLE, node_headline(persona));
    draw_at_end(canvas, area.x + area.width - 1, area.y, STYLE_NORMAL, buf_slice(&text));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    buf_release(&text);
}

static void move_sheet(struct app *app, struct level *level, int dx, int dy)
{
    struct node *other = node_child(
        app->session.map.root, MAP_PERSONAS, node_index(level->node) + (size_t)dx);
    text_scroll(level, dy);
    if (!dx || !other)
        return;
    level->node = other;
    level->top = 0;
    if (app_main_view(app)->lists == KIND_PERSONA)
        app->levels[0].row = (int)node_index(other);
}

static void draw_sheet(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    (void)app;
    struct columns columns;
    struct area facts = { area.x + 1, area.y + 2, area.width - 2, area.height - 3 };
    draw_name(level->node, canvas, area);
    plan_columns(&columns, level->node, facts);
    draw_text_scroll(level, columns.rows - 1, canvas,
        (struct area){ area.x, facts.y, area.width, facts.height });
    draw_columns(&columns, level->node, canvas, facts, level->top);
    if (!columns.count)
        canvas_text(canvas, facts.x, facts.y, facts.width, STYLE_NORMAL,
            slice_of(_("Nothing is known yet. Press Enter to fill in the sheet.")));
}

static struct node *sheet_selected(struct app *app, const struct level *level)
{
    (void)app;
    return level->node;
}

static void enter_sheet(struct app *app, struct level *level)
{
    app_push(app, view_of(app, IN_FORM), level->node);
}

const struct view view_sheet = {
    .title = N_("Persona"),
    .context = IN_SHEET,
    .draw = draw_sheet,
    .selected = sheet_selected,
    .move = move_sheet,
    .enter = enter_sheet,
};
