/* Rows for a spreadsheet: a touchpoint each, or one of the other things of a map. */

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/csv.h"
#include "export/text/out.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"
#include "model/lane.h"
#include "model/value_word.h"
#include "store/read/own_field.h"

/* --- columns --- */

enum { PERSONAS_MAX = 20 }; /* with a column each: more have one for all */

struct table_column {
    enum node_kind of; /* the row's node, or the one above it that it is of; KIND_COUNT: any */
    enum field field;  /* FIELD_ID: its name, FIELD_UNKNOWN: own keys */
    const struct node *persona; /* whose emotion; NULL: everybody's */
    enum action_fact fact;      /* of any */
    char *label;
};

struct table {
    const struct map *map;
    bool emotions_apart; /* a persona's emotion has a column of its own */
    struct table_column *columns;
    size_t count, cap;
};

static bool has_label(const struct table *table, struct slice label)
{
    for (size_t i = 0; i < table->count; i++)
        if (text_equal_fold(slice_of(table->columns[i].label), label))
            return true;
    return false;
}

/* A label that another column has gets what tells it apart behind it. */
static void add_column(
    struct table *table, const struct table_column *column, struct slice label, struct slice apart)
{
    struct buf text = BUF_INIT;
    out_text(&text, label, " ");
    for (size_t times = 0; !text.len || has_label(table, buf_slice(&text)); times++) {
        buf_adds(&text, text.len ? " " : "");
        if (times)
            buf_addf(&text, "%zu", times + 1);
        else
            buf_add_slice(&text, apart);
    }
    MEM_GROW(table->columns, table->count + 1, table->cap);
    table->columns[table->count] = *column;
    table->columns[table->count++].label = mem_copy_slice(buf_slice(&text));
    buf_release(&text);
}

static void add_emotion_columns(struct table *table, enum node_kind kind, enum field field)
{
    struct node_list personas = node_children(table->map->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < personas.count; i++) {
        struct buf label = BUF_INIT;
        buf_addf(&label, "%s: ", field_def(field)->label);
        out_name(&label, personas.items[i]);
        add_column(table, &(struct table_column){ kind, field, personas.items[i], 0, NULL },
            buf_slice(&label), slice_of(personas.items[i]->id));
        buf_release(&label);
    }
}

/* Which fields the nodes of a kind have: of the schema, and behind these own ones. */
struct used {
    bool *fields;
    size_t count;
    bool emotion_for_all, emotion_each;
};

static void note_used(const struct node *node, struct used *used)
{
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        if (!value->len || value->field >= used->count)
            continue;
        used->fields[value->field] = true;
        if (value->field == TOUCHPOINT_EMOTION) {
            bool each = is_per_persona((struct slice){ value->data, value->len });
            used->emotion_each |= each;
            used->emotion_for_all |= !each;
        }
    }
    for (size_t i = 0; i < node->list_count; i++)
        used->fields[node->lists[i].field] |= node->lists[i].count > 0;
}

static void add_field_column(
    struct table *table, enum node_kind kind, enum field field, const struct used *used)
{
    size_t personas = node_child_count(table->map->root, MAP_PERSONAS);
    bool each = field == TOUCHPOINT_EMOTION && used->emotion_each && personas <= PERSONAS_MAX;
    table->emotions_apart |= each;
    if (!each || used->emotion_for_all)
        add_column(table, &(struct table_column){ kind, field, NULL, 0, NULL },
            slice_of(field_def(field)->label), slice_of(field_def(field)->key));
    if (each)
        add_emotion_columns(table, kind, field);
}

/* Lanes have a column each, other own keys one for all, so that rows do not outgrow the map. */
static void add_own_columns(struct table *table, enum node_kind kind, struct used *used)
{
    struct lane lane;
    bool others = false;
    for (size_t i = 0; lane_at(table->map, kind, i, &lane); i++) {
        if (lane.field >= FIELD_UNKNOWN && used->fields[lane.field])
            add_column(table, &(struct table_column){ kind, lane.field, NULL, 0, NULL },
                slice_of(lane.def.label), slice_of(lane.def.key));
        used->fields[lane.field] = false;
    }
    for (size_t i = FIELD_UNKNOWN; i < used->count; i++)
        others |= used->fields[i];
    if (others)
        add_column(table, &(struct table_column){ kind, FIELD_UNKNOWN, NULL, 0, NULL },
            SLICE("Own fields"), SLICE("2"));
}

static void add_kind_columns(struct table *table, enum node_kind kind)
{
    const struct map *map = table->map;
    const struct kind_def *def = kind_def(kind);
    struct used used = { .count = (size_t)FIELD_UNKNOWN + map->keys.count + 1 };
    used.fields = mem_zalloc(used.count * sizeof *used.fields);
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == kind)
            note_used(node, &used);
    /* By it import knows our own, where others call the emotion a feeling. */
    if (used.fields[TOUCHPOINT_FEELING] || used.fields[TOUCHPOINT_SATISFACTION])
        used.fields[TOUCHPOINT_EMOTION] = true;
    for (enum field field = def->first; field < def->end; field++)
        if (field != def->headline && used.fields[field] && field_is_shown(field))
            add_field_column(table, kind, field, &used);
    add_own_columns(table, kind, &used);
    free(used.fields);
}

static void add_place_columns(struct table *table)
{
    add_column(table, &(struct table_column){ KIND_STAGE, FIELD_ID, NULL, 0, NULL }, SLICE("Stage"),
        SLICE(""));
    add_column(table, &(struct table_column){ KIND_TOUCHPOINT, FIELD_ID, NULL, 0, NULL },
        SLICE("Touchpoint"), SLICE(""));
}

static void add_goal_column(struct table *table)
{
    struct node_list stages = node_children(table->map->root, MAP_STAGES);
    bool goals = false;
    for (uint32_t i = 0; i < stages.count; i++)
        goals |= node_has(stages.items[i], STAGE_GOAL);
    if (goals)
        add_column(table, &(struct table_column){ KIND_STAGE, STAGE_GOAL, NULL, 0, NULL },
            SLICE("Goal"), SLICE(""));
}

/* --- rows --- */

/* What import would take off the front. */
static bool begins_with_bullet(struct slice text)
{
    static const char *const bullets[] = { "•", "-", "*", "+", "·", "–", "◦", "▪", "・", "‣" };
    text = text_trim(text);
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (slice_begins_fold(text, slice_of(bullets[i])))
            return true;
    return false;
}

/* The names of the items of a list, a line each; where there are several, with the bullets by which
 * import knows that they are. */
static void add_names(const struct node *node, enum field field, struct buf *out)
{
    struct node_list list = node_children(node, field);
    for (uint32_t i = 0; i < list.count; i++) {
        struct buf name = BUF_INIT;
        out_name(&name, list.items[i]);
        buf_adds(out, i ? "\n" : "");
        buf_adds(out, list.count > 1 || begins_with_bullet(buf_slice(&name)) ? "• " : "");
        out_text(out, buf_slice(&name), " ");
        buf_release(&name);
    }
}

static void add_own_fields(const struct map *map, const struct node *node, struct buf *out)
{
    struct lane lane;
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        if (value->field < FIELD_UNKNOWN ||
            lane_of_field(map, (enum node_kind)node->kind, (enum field)value->field, &lane))
            continue;
        buf_adds(out, out->len ? "\n" : "");
        out_text(out, unknown_key(value), " ");
        buf_adds(out, ": ");
        own_field_show(unknown_yaml(value), out);
    }
}

/* A number that a spreadsheet can compute with. */
static void add_emotion(const struct table *table, const struct table_column *column,
    const struct node *node, struct buf *out)
{
    struct slice value = node_get(node, column->field);
    if (is_per_persona(value) != (column->persona != NULL) && table->emotions_apart)
        return;
    if (column->persona)
        buf_add_slice(out, per_persona_get(value, slice_of(column->persona->id)));
    else if (is_per_persona(value))
        out_value(out, table->map, node, column->field, "\n");
    else
        buf_add_slice(out, value);
}

/* As the file has them: a program reads the table. */
static void add_words(struct slice words, struct buf *out)
{
    struct slice word;
    for (bool first = true; value_next_item(&words, &word); first = false) {
        buf_adds(out, first ? "" : "\n");
        buf_add_slice(out, word);
    }
}

static void add_value(const struct table *table, const struct table_column *column,
    const struct node *node, struct buf *out)
{
    enum field field = column->of == KIND_COUNT ? action_field(node, column->fact) : column->field;
    if (field == FIELD_ID)
        out_name(out, node);
    else if (field == FIELD_UNKNOWN)
        add_own_fields(table->map, node, out);
    else if (field_def(field)->type == FIELD_NODES)
        add_names(node, field, out);
    else if (field_def(field)->type == FIELD_BOOLEAN)
        buf_adds(out, node_flag(node, field) ? "yes" : node_has(node, field) ? "no" : "");
    else if (field_def(field)->type == FIELD_PER_PERSONA)
        add_emotion(table, column, node, out);
    else if (field_has_words(field))
        add_words(node_get(node, field), out);
    else if (field_def(field)->type == FIELD_DURATION || field_def(field)->type == FIELD_LENGTH)
        buf_add_slice(out, node_get(node, field));
    else
        out_value(out, table->map, node, field, "\n");
}

static void add_row(const struct table *table, const struct node *node, struct csv *csv)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < table->count; i++) {
        const struct table_column *column = &table->columns[i];
        const struct node *of = node;
        while (of && of->kind != column->of && column->of != KIND_COUNT)
            of = of->parent;
        buf_clear(&text);
        if (of)
            add_value(table, column, of, &text);
        csv_cell(csv, buf_slice(&text));
    }
    csv_end_row(csv);
    buf_release(&text);
}

static void add_head(const struct table *table, struct csv *csv)
{
    for (size_t i = 0; i < table->count; i++)
        csv_cell(csv, slice_of(table->columns[i].label));
    csv_end_row(csv);
}

/* --- what to write --- */

static const struct {
    const char *name;
    enum node_kind kind; /* KIND_COUNT: actions */
} contents[] = {
    { "touchpoints", KIND_TOUCHPOINT },
    { "pains", KIND_PAIN },
    { "ideas", KIND_IDEA },
    { "quotes", KIND_QUOTE },
    { "metrics", KIND_METRIC },
    { "personas", KIND_PERSONA },
    { "actions", KIND_COUNT },
};
enum { CONTENT_COUNT = sizeof contents / sizeof *contents };

void csv_add_contents(struct buf *out)
{
    for (size_t i = 0; i < CONTENT_COUNT; i++)
        text_add_item(out, slice_of(contents[i].name));
}

static bool choose_content(const char *name, enum node_kind *kind, struct diags *diags)
{
    for (size_t i = 0; i < CONTENT_COUNT; i++)
        if (!name || strcmp(name, contents[i].name) == 0) {
            *kind = contents[i].kind;
            return true;
        }
    struct buf names = BUF_INIT;
    csv_add_contents(&names);
    diags_add(
        diags, NULL, 0, 0, _u("--what: there is no \"%1$s\"; there are %2$s"), name, names.data);
    buf_release(&names);
    return false;
}

static void add_kind(struct table *table, enum node_kind kind, struct csv *csv)
{
    const struct node *root = table->map->root;
    if (kind != KIND_PERSONA)
        add_place_columns(table);
    if (kind == KIND_TOUCHPOINT)
        add_goal_column(table);
    else
        add_column(table, &(struct table_column){ kind, FIELD_ID, NULL, 0, NULL },
            slice_of(field_def(kind_def(kind)->headline)->label), SLICE(""));
    add_kind_columns(table, kind);
    add_head(table, csv);
    for (const struct node *node = root; node; node = node_next(node, root)) {
        bool empty_stage = kind == KIND_TOUCHPOINT && node->kind == KIND_STAGE &&
                           !node_child_count(node, STAGE_TOUCHPOINTS);
        if (node->kind == kind || empty_stage)
            add_row(table, node, csv);
    }
}

static void add_actions(struct table *table, struct csv *csv)
{
    static const char *const labels[ACTION_FACT_COUNT] = { "Action", "Owner", "Due", "Status",
        "Link", "Fixed on" };
    struct node **actions;
    size_t count = actions_by_due(table->map, &actions);
    for (enum action_fact fact = 0; fact < ACTION_FACT_COUNT; fact++)
        add_column(table, &(struct table_column){ KIND_COUNT, 0, NULL, fact, NULL },
            slice_of(labels[fact]), SLICE(""));
    add_place_columns(table);
    add_head(table, csv);
    for (size_t i = 0; i < count; i++)
        add_row(table, actions[i], csv);
    free(actions);
}

/* Has a stage more than its name, its goal and its touchpoints? */
static bool stages_tell_more(const struct map *map)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        const struct node *stage = stages.items[i];
        for (size_t k = 0; k < stage->value_count; k++)
            if (stage->values[k].field != STAGE_NAME && stage->values[k].field != STAGE_GOAL)
                return true;
        for (size_t k = 0; k < stage->list_count; k++)
            if (stage->lists[k].field != STAGE_TOUCHPOINTS && stage->lists[k].count)
                return true;
    }
    return false;
}

static enum status csv_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct table table = { .map = map };
    struct csv csv = { out, options->semicolon ? ';' : ',', options->raw, false };
    enum node_kind kind;
    if (!choose_content(options->what, &kind, diags))
        return STATUS_BAD;
    if (options->excel || options->semicolon)
        buf_adds(out, "\xEF\xBB\xBF");
    if (kind == KIND_COUNT)
        add_actions(&table, &csv);
    else
        add_kind(&table, kind, &csv);
    if (kind == KIND_TOUCHPOINT)
        out_tell_left_out(map, "csv",
            1u << KIND_STAGE | 1u << KIND_TOUCHPOINT | 1u << KIND_PAIN | 1u << KIND_IDEA |
                1u << KIND_QUOTE | 1u << KIND_METRIC,
            stages_tell_more(map) ? _u("what is of a whole stage") : NULL, diags);
    for (size_t i = 0; i < table.count; i++)
        free(table.columns[i].label);
    free(table.columns);
    return STATUS_OK;
}

const struct export_format export_csv = {
    .name = "csv",
    .endings = (const char *const[]){ "csv", NULL },
    .help = N_("a table for spreadsheets, a row for each touchpoint"),
    .takes = (const char *const[]){ "what", "raw", "excel", "excel-semicolon", NULL },
    .write = csv_write,
};
