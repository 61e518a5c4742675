#include "export/text/wiki.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "export/text/lanes.h"
#include "export/text/out.h"
#include "insight/priority.h"

struct wiki {
    const struct map *map;
    const struct wiki_style *style;
    struct buf *out;
    struct buf text; /* of the cell that is written */
};

/* --- parts of a page --- */

static void add_around(struct wiki *w, struct around around, struct slice text)
{
    buf_adds(w->out, around.before);
    w->style->text(w->out, text);
    buf_adds(w->out, around.after);
}

static void add_heading(struct wiki *w, const char *text)
{
    add_around(w, w->style->heading, slice_of(text));
}

static void add_cell(struct wiki *w, struct around around)
{
    add_around(w, around, buf_slice(&w->text));
    buf_clear(&w->text);
}

static void add_label(struct wiki *w, struct around around, const char *label)
{
    buf_adds(&w->text, label);
    add_cell(w, around);
}

static void add_name(struct wiki *w, struct around around, const struct node *node)
{
    out_name(&w->text, node);
    add_cell(w, around);
}

static void begin(struct wiki *w, struct around around)
{
    buf_adds(w->out, around.before);
}

static void end(struct wiki *w, struct around around)
{
    buf_adds(w->out, around.after);
}

/* --- what it says --- */

/* A title that the wiki would not keep as it is stands below one that it does. */
static void add_title(struct wiki *w)
{
    out_name(&w->text, w->map->root);
    if (!w->style->titles || w->style->titles(buf_slice(&w->text))) {
        add_cell(w, w->style->title);
        return;
    }
    add_around(w, w->style->title, slice_of(_("Journey")));
    begin(w, w->style->paragraph);
    add_cell(w, w->style->bold);
    end(w, w->style->paragraph);
}

static bool is_fact(const struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    return def->type != FIELD_NODES && def->label && node_get(node, field).len &&
           field != PERSONA_PHOTO && field != PERSONA_PORTRAIT;
}

static void add_facts(struct wiki *w)
{
    const struct wiki_style *style = w->style;
    bool any = false;
    for (enum field field = MAP_TITLE + 1; field < kind_def(KIND_MAP)->end; field++) {
        if (!is_fact(w->map->root, field))
            continue;
        begin(w, any ? (struct around){ "", "" } : style->table);
        any = true;
        begin(w, style->row);
        add_label(w, style->side, _(field_def(field)->label));
        out_value(&w->text, w->map, w->map->root, field, "\n");
        add_cell(w, style->cell);
        end(w, style->row);
    }
    if (any)
        end(w, style->table);
}

/* Some personas as the columns of a table. */
static void add_personas_table(struct wiki *w, struct node **personas, size_t count)
{
    const struct wiki_style *style = w->style;
    const struct kind_def *kind = kind_def(KIND_PERSONA);
    begin(w, style->table);
    begin(w, style->head_row);
    add_label(w, style->head, _(field_def(MAP_PERSONAS)->label));
    for (size_t i = 0; i < count; i++)
        add_name(w, style->head, personas[i]);
    end(w, style->head_row);
    for (enum field field = kind->first; field < kind->end; field++) {
        bool any = false;
        for (size_t i = 0; i < count; i++)
            any |= field != kind->headline && is_fact(personas[i], field);
        if (!any)
            continue;
        begin(w, style->row);
        add_label(w, style->side, _(field_def(field)->label));
        for (size_t i = 0; i < count; i++) {
            out_value(&w->text, w->map, personas[i], field, "\n");
            add_cell(w, style->cell);
        }
        end(w, style->row);
    }
    end(w, style->table);
}

static void add_personas(struct wiki *w)
{
    struct node_list personas = node_children(w->map->root, MAP_PERSONAS);
    if (personas.count)
        add_heading(w, _(field_def(MAP_PERSONAS)->label));
    for (size_t i = 0; i < personas.count; i += LANE_STAGES_MAX)
        add_personas_table(w, personas.items + i,
            personas.count - i < LANE_STAGES_MAX ? personas.count - i : LANE_STAGES_MAX);
}

/* Some stages as the columns of a table; returns how many touchpoints they have. */
static size_t add_lanes_table(
    struct wiki *w, const struct lanes *lanes, struct node **stages, size_t count, size_t number)
{
    const struct wiki_style *style = w->style;
    size_t end_number = number;
    begin(w, style->table);
    begin(w, style->head_row);
    add_label(w, style->head, _(field_def(MAP_STAGES)->label));
    for (size_t i = 0; i < count; i++)
        add_name(w, style->head, stages[i]);
    end(w, style->head_row);
    for (size_t r = 0; r < lanes->count; r++) {
        end_number = number;
        begin(w, style->row);
        add_label(w, style->side, lanes->rows[r].label);
        for (size_t i = 0; i < count; i++) {
            lanes_add_cell(lanes, &lanes->rows[r], stages[i], end_number, &w->text);
            end_number += node_child_count(stages[i], STAGE_TOUCHPOINTS);
            add_cell(w, style->cell);
        }
        end(w, style->row);
    }
    end(w, style->table);
    return end_number - number;
}

static void add_journey(struct wiki *w)
{
    struct node_list stages = node_children(w->map->root, MAP_STAGES);
    struct lanes lanes;
    size_t number = 1;
    if (!stages.count)
        return;
    lanes_find(&lanes, w->map);
    add_heading(w, _("Journey"));
    for (size_t i = 0; i < stages.count; i += LANE_STAGES_MAX)
        number += add_lanes_table(w, &lanes, stages.items + i,
            stages.count - i < LANE_STAGES_MAX ? stages.count - i : LANE_STAGES_MAX, number);
    add_label(w, w->style->paragraph,
        _("In brackets: the emotion, from -2 to +2. ★ moment of truth, ! pains."));
    if (lanes.cast.count) {
        cast_add_names(&lanes.cast, &w->text);
        add_cell(w, w->style->paragraph);
    }
}

static void add_figure(struct wiki *w)
{
    struct figure figure;
    struct buf text = BUF_INIT;
    figure_begin(&figure, w->map);
    figure_add(&figure, NULL, "", "\n", &text);
    if (text.len) {
        add_heading(w, _("Emotion curve"));
        begin(w, w->style->figure);
        w->style->fixed(w->out, (struct slice){ text.data, text.len - 1 });
        end(w, w->style->figure);
    }
    buf_release(&text);
    figure_release(&figure);
}

/* --- lists --- */

/* A column of pains or of actions; an action is a pain or an idea. */
struct list_column {
    const char *label; /* NULL: the field's */
    enum field pain, idea;
    void (*add)(const struct node *node, struct buf *out); /* in place of a field */
};

static void add_list(struct wiki *w, const char *heading, const struct list_column *columns,
    size_t column_count, struct node **nodes, size_t count)
{
    const struct wiki_style *style = w->style;
    if (!count)
        return;
    add_heading(w, heading);
    begin(w, style->table);
    begin(w, style->head_row);
    for (size_t i = 0; i < column_count; i++)
        add_label(w, style->head,
            columns[i].label ? _(columns[i].label) : _(field_def(columns[i].pain)->label));
    end(w, style->head_row);
    for (size_t n = 0; n < count; n++) {
        begin(w, style->row);
        for (size_t i = 0; i < column_count; i++) {
            if (columns[i].add)
                columns[i].add(nodes[n], &w->text);
            else
                out_value(&w->text, w->map, nodes[n],
                    nodes[n]->kind == KIND_PAIN ? columns[i].pain : columns[i].idea, ", ");
            add_cell(w, style->cell);
        }
        end(w, style->row);
    }
    end(w, style->table);
}

static void add_where(const struct node *node, struct buf *out)
{
    out_where(out, node);
}

static void add_pains(struct wiki *w)
{
    static const struct list_column columns[] = {
        { N_("Priority"), 0, 0, pain_add_priority },
        { NULL, PAIN_TEXT, 0, NULL },
        { N_("Where"), 0, 0, add_where },
        { NULL, PAIN_SEVERITY, 0, NULL },
        { NULL, PAIN_FREQUENCY, 0, NULL },
        { NULL, PAIN_STATUS, 0, NULL },
        { NULL, PAIN_OWNER, 0, NULL },
    };
    struct node **pains;
    size_t count = pains_ranked(w->map, &pains);
    add_list(w, _("Pain points"), columns, sizeof columns / sizeof *columns, pains, count);
    free(pains);
}

static void add_actions(struct wiki *w)
{
    static const struct list_column columns[] = {
        { N_("Action"), PAIN_TEXT, IDEA_TEXT, NULL },
        { N_("Where"), 0, 0, add_where },
        { NULL, PAIN_OWNER, IDEA_OWNER, NULL },
        { NULL, PAIN_DUE, IDEA_DUE, NULL },
        { NULL, PAIN_STATUS, IDEA_STATUS, NULL },
    };
    struct node **actions;
    size_t count = actions_by_due(w->map, &actions);
    add_list(w, _("Next steps"), columns, sizeof columns / sizeof *columns, actions, count);
    free(actions);
}

void wiki_write(
    const struct map *map, const struct wiki_style *style, struct buf *out, struct diags *diags)
{
    struct wiki w = { map, style, out, BUF_INIT };
    add_title(&w);
    add_facts(&w);
    add_personas(&w);
    add_journey(&w);
    add_figure(&w);
    add_pains(&w);
    add_actions(&w);
    out_tell_left_out(map, style->name,
        1u << KIND_PERSONA | 1u << KIND_STAGE | 1u << KIND_TOUCHPOINT | 1u << KIND_PAIN |
            1u << KIND_IDEA | 1u << KIND_QUOTE | 1u << KIND_METRIC,
        NULL, diags);
    buf_release(&w.text);
}
