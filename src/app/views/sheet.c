/*
 * A persona's sheet: her photo or portrait with who she is beside it, and below it what is known of
 * her, in the order of the form, one of it selected. Tab and sideways is the next persona; Enter
 * edits.
 */
#include <limits.h>

#include "app/core/ask.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/views/form.h"
#include "app/views/portrait.h"
#include "app/views/sheet_photo.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/persona.h"
#include "model/lane.h"
#include "model/value_word.h"
#include "store/own_field.h"

enum {
    FACT_ROWS = 60, /* a fact may be endless: so many rows of it, then the form has the rest */
    TWO_COLUMNS = 120,
    LABEL_WIDTH = 14,
    GAP = 2
};

static struct pen pen_at(struct canvas *canvas, struct area area, int line)
{
    return (struct pen){ canvas, area, line, FACT_ROWS, _("... more: Enter") };
}

/* A fact, or the field that it is of, is in the persona's list of what is assumed. */
static bool is_assumed(const struct node *persona, enum field field, struct slice fact)
{
    struct slice rest = node_get(persona, PERSONA_ASSUMED), item;
    while (field != PERSONA_ASSUMED && value_next_item(&rest, &item))
        if (text_equal_fold(item, fact) || text_equal_fold(item, slice_of(field_def(field)->key)))
            return true;
    return false;
}

static void add_fact(
    const struct node *persona, enum field field, struct slice fact, struct buf *out)
{
    value_add_shown_item(field, fact, out);
    buf_adds(out, is_assumed(persona, field, fact) ? "?" : "");
}

/* Words of a list stand with commas, sentences with semicolons; "?" behind what is assumed. */
static void add_facts(const struct node *persona, enum field field, struct buf *out)
{
    const struct field_def *def = field_def(field);
    struct slice value = node_get(persona, field), item;
    if (def->type != FIELD_LIST) {
        add_fact(persona, field, value, out);
        return;
    }
    for (size_t before = out->len; value_next_item(&value, &item);) {
        buf_adds(out, out->len == before ? "" : def->words ? text_comma() : text_semicolon());
        add_fact(persona, field, item, out);
    }
}

/* --- beside the portrait --- */

static const enum field head_fields[] = { PERSONA_AGE, PERSONA_ROLE, PERSONA_QUOTE, PERSONA_PLACE,
    PERSONA_CHANNELS };

static bool is_in_head(enum field field)
{
    for (size_t i = 0; i < sizeof head_fields / sizeof *head_fields; i++)
        if (head_fields[i] == field)
            return true;
    return false;
}

/* "41, Night nurse" behind the name */
static void put_who(struct pen *pen, const struct node *persona)
{
    struct slice name = node_headline(persona);
    struct buf text = BUF_INIT;
    int width = text_width(name) + 2;
    for (int i = 0; i < 2; i++) {
        buf_adds(&text, text.len && node_has(persona, head_fields[i]) ? ", " : "");
        if (node_has(persona, head_fields[i]))
            add_facts(persona, head_fields[i], &text);
    }
    pen_line(pen, 0, STYLE_TITLE, name);
    if (width > pen->area.width / 2) {
        pen->line++;
        width = 0;
    }
    struct pen who = *pen;
    who.area.x += width;
    who.area.width -= width;
    int rows = pen_text(&who, "", STYLE_NORMAL, buf_slice(&text));
    pen->line += rows > 0 ? rows : width > 0;
    buf_release(&text);
}

static void put_head_fact(struct pen *pen, const struct node *persona, enum field field, bool ascii)
{
    struct buf fact = BUF_INIT, text = BUF_INIT;
    add_facts(persona, field, &fact);
    if (fact.len && field == PERSONA_QUOTE)
        buf_addf(&text, ascii ? "\"%s\"" : "“%s”", fact.data);
    else if (fact.len)
        buf_addf(&text, field == PERSONA_PLACE ? _("lives: %s") : _("likes: %s"), fact.data);
    pen_text(pen, "", STYLE_NORMAL, buf_slice(&text));
    buf_release(&fact);
    buf_release(&text);
}

static void put_twin(struct pen *pen, const struct node *persona)
{
    const struct node *twin = persona_twin(persona);
    struct buf text = BUF_INIT;
    if (twin) /* TRANSLATORS: another persona's name. */
        buf_addf(&text, _("Same goals and frustrations as \"%.*s\": are they one persona?"),
            SLICE_ARG(node_headline(twin)));
    pen_text(pen, "! ", STYLE_WARN, buf_slice(&text));
    buf_release(&text);
}

static void put_head(struct pen *pen, const struct node *persona, bool ascii)
{
    put_who(pen, persona);
    put_head_fact(pen, persona, PERSONA_QUOTE, ascii);
    put_head_fact(pen, persona, PERSONA_PLACE, ascii);
    put_head_fact(pen, persona, PERSONA_CHANNELS, ascii);
    put_twin(pen, persona);
}

/* --- the facts below --- */

static int facts_of(const struct map *map, const struct node *persona)
{
    const struct kind_def *kind = kind_def(KIND_PERSONA);
    int count = (int)(kind->end - kind->first);
    for (size_t i = 0; own_field_at(map, persona, i) > FIELD_UNKNOWN; i++)
        count++;
    return count;
}

/* Fact `index` in words, with its label; false where it is not known or stands elsewhere. */
static bool read_fact(const struct map *map, const struct node *persona, int index,
    enum field *field, struct buf *label, struct buf *text)
{
    const struct kind_def *kind = kind_def(KIND_PERSONA);
    *field = kind->first + (enum field)index;
    if (*field >= kind->end) {
        *field = own_field_at(map, persona, (size_t)(*field - kind->end));
        label_add(own_field_label(map, KIND_PERSONA, *field), label);
        own_field_show_of(map, persona, *field, text);
    } else {
        if (field_def(*field)->label)
            field_add_label(*field, label);
        if (field_def(*field)->type != FIELD_NODES && *field != PERSONA_NAME &&
            *field != PERSONA_PORTRAIT && !is_in_head(*field))
            add_facts(persona, *field, text);
    }
    return text->len;
}

/* Is the fact known? */
static bool has_fact(
    const struct map *map, const struct node *persona, int index, enum field *field)
{
    struct buf label = BUF_INIT, text = BUF_INIT;
    bool has = read_fact(map, persona, index, field, &label, &text);
    buf_release(&label);
    buf_release(&text);
    return has;
}

/* The place of the selected fact, or of the first one that is known; -1: none is. */
static int selected_fact(const struct map *map, const struct level *level)
{
    int count = facts_of(map, level->node), first = -1;
    enum field field;
    for (int i = 0; i < count; i++) {
        if (!has_fact(map, level->node, i, &field))
            continue;
        if (field == level->field)
            return i;
        first = first < 0 ? i : first;
    }
    return first;
}

/* What is drawn, and where its selected fact came to stand. */
struct facts {
    const struct map *map;
    const struct node *persona;
    int selected;
    int from, end; /* lines */
};

static void mark_fact(struct facts *facts, const struct pen *pen, int from)
{
    facts->from = from;
    facts->end = pen->line;
    for (int line = from; line < pen->line; line++)
        if (pen_sees(pen, line)) {
            int x = pen->area.x - 1, y = pen->area.y + line;
            canvas_restyle(pen->canvas, x, y, pen->area.width + 1, STYLE_SELECT);
            canvas_mark_selected(pen->canvas, x, y, STYLE_SELECT);
        }
}

static void put_fact(struct pen *pen, struct facts *facts, int index)
{
    struct buf text = BUF_INIT, label = BUF_INIT;
    enum field field;
    int from = pen->line;
    if (read_fact(facts->map, facts->persona, index, &field, &label, &text)) {
        struct pen fact = *pen;
        fact.area.x += LABEL_WIDTH;
        fact.area.width -= LABEL_WIDTH;
        if (pen_sees(pen, pen->line))
            canvas_text(pen->canvas, pen->area.x, pen->area.y + pen->line, LABEL_WIDTH - 1,
                STYLE_DIM, buf_slice(&label));
        pen->line += pen_text(&fact, "", STYLE_NORMAL, buf_slice(&text));
        if (index == facts->selected)
            mark_fact(facts, pen, from);
    }
    buf_release(&label);
    buf_release(&text);
}

/* From fact `from` on until a column of so many rows is full; gives where the next one begins. */
static int put_column(struct pen *pen, struct facts *facts, int from, int rows)
{
    int count = facts_of(facts->map, facts->persona), top = pen->line;
    for (; from < count && pen->line - top < rows; from++)
        put_fact(pen, facts, from);
    return from;
}

/* Puts all facts, in two columns of about the same height where there is room. */
static void put_facts(struct pen *pen, struct facts *facts, bool two)
{
    struct pen all = pen_at(NULL, pen->area, 0);
    int from = 0, top = pen->line, end = top;
    if (two) {
        pen->area.width = all.area.width = (pen->area.width - GAP) / 2;
        put_column(&all, facts, 0, INT_MAX);
        from = put_column(pen, facts, 0, (all.line + 1) / 2);
        end = pen->line;
        pen->area.x += pen->area.width + GAP;
        pen->line = top;
    }
    put_column(pen, facts, from, INT_MAX);
    if (two && pen->line < end)
        pen->line = end;
}

/* --- the view --- */

/* All of it, `top` lines of it above the area. Gives how many lines it has. */
static int put_sheet(struct facts *facts, const struct sheet_photo *photo, struct canvas *canvas,
    struct area area, bool ascii, int top)
{
    const struct node *persona = facts->persona;
    struct pen pen = pen_at(canvas, area, -top);
    int portrait = 0;
    if (area.width >= PORTRAIT_LEAST) {
        struct canvas *seen = top ? NULL : canvas;
        struct area room = photo ? sheet_photo_draw(
                                       photo, seen, area.x + 1, area.y, facts->map, persona)
                                 : draw_portrait(seen, area.x + 1, area.y, facts->map, persona);
        portrait = room.height;
        pen.area.x += room.width + 4;
        pen.area.width -= room.width + 4;
    }
    put_head(&pen, persona, ascii);
    pen.line = pen.line + top > portrait ? pen.line + 1 : portrait + 1 - top;
    pen.area.x = area.x;
    pen.area.width = area.width;
    put_facts(&pen, facts, area.width >= TWO_COLUMNS - 2);
    return pen.line + top;
}

static bool is_empty(const struct node *persona)
{
    return persona->value_count <= node_has(persona, PERSONA_NAME);
}

/* To the next known fact, or as many on; past the last one, and above the first, it scrolls. */
static void move_fact(const struct map *map, struct level *level, int dy)
{
    int selected = selected_fact(map, level), count = facts_of(map, level->node), found = selected;
    int step = dy < 0 ? -1 : 1, left = dy > 0 ? dy : dy > -INT_MAX ? -dy : INT_MAX;
    for (int i = selected + step; selected >= 0 && left > 0 && i >= 0 && i < count; i += step) {
        enum field field;
        if (!has_fact(map, level->node, i, &field))
            continue;
        level->field = field;
        found = i;
        left--;
    }
    if (found == selected)
        text_scroll(level, dy);
}

static void move_sheet(struct app *app, struct level *level, int dx, int dy)
{
    struct node *other = node_child(
        app->session.map.root, MAP_PERSONAS, node_index(level->node) + (size_t)dx);
    if (dy)
        move_fact(&app->session.map, level, dy);
    if (!dx || !other)
        return;
    level->node = other;
    level->top = 0;
    level->field = level->seen = FIELD_UNKNOWN;
    if (app_main_view(app)->lists == KIND_PERSONA)
        app->levels[0].row = (int)node_index(other);
}

/* "2 of 3", in a line of its own above the sheet. */
static void draw_place(const struct node *persona, struct canvas *canvas, struct area *area)
{
    size_t count = node_child_count(persona->parent, MAP_PERSONAS);
    struct buf text = BUF_INIT;
    if (count < 2)
        return;
    buf_addf(&text, _("%1$zu of %2$zu"), node_index(persona) + 1, count);
    draw_at_end(canvas, area->x + area->width - 1, area->y, STYLE_DIM, buf_slice(&text));
    area->y++;
    area->height--;
    buf_release(&text);
}

/* A fact that was selected since comes into sight, the first one with all that is above it. */
static void show_selected(struct level *level, const struct facts *facts, int height)
{
    if (facts->selected < 0 || level->seen == level->field)
        return;
    struct level fresh = { .node = level->node };
    bool first = facts->selected == selected_fact(facts->map, &fresh);
    level->seen = level->field;
    if (facts->from < level->top)
        level->top = first ? 0 : facts->from;
    if (facts->end > level->top + height)
        level->top = facts->end - height < facts->from ? facts->end - height : facts->from;
}

static void draw_sheet(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    const struct map *map = &app->session.map;
    draw_place(level->node, canvas, &area);
    struct area facts = { area.x + 1, area.y, area.width - 2, area.height - 1 };
    const struct sheet_photo *photo = sheet_photo_of(app, level->node, canvas, facts);
    struct facts told = { map, level->node, selected_fact(map, level), 0, 0 };
    int lines = put_sheet(&told, photo, NULL, facts, canvas->ascii, 0);
    show_selected(level, &told, facts.height);
    facts.height = draw_text_scroll(
        level, lines, canvas, (struct area){ area.x, facts.y, area.width, facts.height });
    put_sheet(&told, photo, canvas, facts, canvas->ascii, level->top);
    if (is_empty(level->node))
        canvas_text(canvas, facts.x, facts.y + lines, facts.width, STYLE_NORMAL,
            slice_of(_("Nothing is known yet. Press Enter to fill in the sheet.")));
}

static struct node *sheet_selected(struct app *app, const struct level *level)
{
    (void)app;
    return level->node;
}

static void enter_sheet(struct app *app, struct level *level)
{
    enum field field = FIELD_UNKNOWN;
    const struct node *persona = level->node;
    int selected = selected_fact(&app->session.map, level);
    bool known = selected >= 0 && has_fact(&app->session.map, persona, selected, &field);
    struct level *form = app_push(app, view_of(app, IN_FORM), level->node);
    int rows = form->view->rows(app, form);
    for (form->row = 0; known && form->row < rows; form->row++)
        if (form_row_at(app, form).field == field)
            return;
    form->row = 0;
}

const struct view view_sheet = {
    .title = N_("persona"),
    .context = IN_SHEET,
    .draw = draw_sheet,
    .selected = sheet_selected,
    .move = move_sheet,
    .enter = enter_sheet,
};

RUN(next_persona)
{
    level_move(app, app_top(app), self->number, 0);
}

/* clang-format off */
const struct command sheet_commands[] = {
    { .keys = { K_TAB }, .contexts = IN_SHEET, .section = SECTION_MOVE, .hint = N_("next"),
      .help = N_("on a persona's sheet: the next persona"), .run = run_next_persona, .number = 1 },
    { .keys = { K_BACK_TAB }, .contexts = IN_SHEET, .section = SECTION_MOVE,
      .help = N_("on a persona's sheet: the previous persona"), .run = run_next_persona,
      .number = -1 },
    { .help = NULL },
};
/* clang-format on */
