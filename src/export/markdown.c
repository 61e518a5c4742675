/* A map as Markdown for wikis: the document's parts in their order. */
#include "export/markdown.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "export/markdown_escape.h"
#include "export/text/lanes.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"

static void fill_priority(struct buf *out, const struct node *pain)
{
    pain_add_priority(pain, out);
}

static void fill_quadrant(struct buf *out, const struct node *idea)
{
    buf_adds(out, quadrant_name(idea_quadrant(idea)));
}

/* "41 (2026-05-01), 38" */
static void fill_readings(struct buf *out, const struct node *metric)
{
    struct node_list readings = node_children(metric, METRIC_WAS);
    for (size_t i = 0; i < readings.count; i++) {
        struct slice date = node_get(readings.items[i], READING_DATE);
        buf_adds(out, i ? ", " : "");
        markdown_escape(out, node_get(readings.items[i], READING_VALUE), " ", false);
        if (date.len)
            buf_addf(out, " (%.*s)", SLICE_ARG(date));
    }
}

/* clang-format off */
static const struct sheet pains_sheet = {
    N_("Pain points"), 7, 0, false,
    {
        { FIELD_COUNT, N_("Priority"), fill_priority }, { PAIN_TEXT, NULL, NULL },
        { FIELD_COUNT, N_("Where"), markdown_where }, { PAIN_SEVERITY, NULL, NULL },
        { PAIN_FREQUENCY, NULL, NULL }, { PAIN_STATUS, NULL, NULL }, { PAIN_OWNER, NULL, NULL },
    },
};

static const struct sheet ideas_sheet = {
    N_("Ideas"), 7, 0, false,
    {
        { FIELD_COUNT, N_("Quadrant"), fill_quadrant }, { IDEA_TEXT, NULL, NULL },
        { FIELD_COUNT, N_("Where"), markdown_where }, { IDEA_IMPACT, NULL, NULL },
        { IDEA_EFFORT, NULL, NULL }, { IDEA_OWNER, NULL, NULL }, { IDEA_DUE, NULL, NULL },
    },
};

static const struct sheet metrics_sheet = {
    N_("Metrics"), 12, 4, true,
    {
        { METRIC_NAME, NULL, NULL }, { FIELD_COUNT, N_("Where"), markdown_where },
        { METRIC_KIND, NULL, NULL }, { METRIC_VALUE, NULL, NULL }, { METRIC_TARGET, NULL, NULL },
        { METRIC_UNIT, NULL, NULL }, { METRIC_DATE, NULL, NULL }, { METRIC_SOURCE, NULL, NULL },
        { METRIC_BETTER, NULL, NULL }, { METRIC_N, NULL, NULL }, { METRIC_FORMULA, NULL, NULL },
        { FIELD_COUNT, N_("Earlier values"), fill_readings },
    },
};
/* clang-format on */

/* The facts have a heading where something stands before them. */
static void add_facts(struct markdown *md)
{
    bool lead = markdown_act(md);
    size_t start = md->out->len;
    if (lead)
        markdown_heading(md, 2, _("About this map"));
    size_t empty = md->out->len;
    for (enum field field = MAP_TITLE + 1; field < kind_def(KIND_MAP)->end; field++)
        if (field_def(field)->type != FIELD_NODES && !(lead && field == MAP_OWNER))
            markdown_field(md, md->map->root, field, 0);
    markdown_own_fields(md, md->map->root, 0);
    if (md->out->len == empty)
        buf_cut(md->out, start);
}

static void add_personas(struct markdown *md)
{
    struct node_list personas = node_children(md->map->root, MAP_PERSONAS);
    if (personas.count)
        markdown_heading(md, 2, _("Personas"));
    for (size_t i = 0; i < personas.count; i++) {
        const struct node *persona = personas.items[i];
        markdown_title(md, 3, persona);
        markdown_quote(md, node_get(persona, PERSONA_QUOTE), "");
        markdown_block(md);
        markdown_fields(md, persona, 0, PERSONA_QUOTE);
    }
}

/* "Checkout (-2) ★ !" */
static void add_touchpoint(struct markdown *md, const struct node *touchpoint)
{
    markdown_name(md->out, touchpoint, !md->tables);
    cast_add_emotion(&md->cast, touchpoint, " (", ")", md->out);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT))
        buf_adds(md->out, " ★");
    if (pains_open(touchpoint))
        buf_adds(md->out, " !");
}

/* The lines of a cell, which is on one line. */
static void add_cell(struct markdown *md, struct slice lines)
{
    struct slice line;
    for (bool first = true; slice_next_line(&lines, &line); first = false) {
        buf_adds(md->out, first ? "| " : "<br>");
        markdown_escape(md->out, line, " ", false);
    }
    buf_add_char(md->out, ' ');
}

/* Some stages as the columns of a table, a row each lane; `number` is that of their first
 * touchpoint. Returns the next one. */
static size_t add_grid_table(struct markdown *md, const struct lanes *lanes, struct node **stages,
    size_t count, size_t number)
{
    struct buf text = BUF_INIT;
    size_t next = number;
    markdown_block(md);
    buf_adds(md->out, "| ");
    for (size_t i = 0; i < count; i++) {
        buf_adds(md->out, "| ");
        markdown_name(md->out, stages[i], false);
        buf_add_char(md->out, ' ');
    }
    buf_adds(md->out, "|\n");
    markdown_rule(md, count + 1);
    for (size_t row = 0; row < lanes->count; row++) {
        next = number;
        buf_addf(md->out, "| **");
        markdown_escape(md->out, slice_of(lanes->rows[row].label), " ", false);
        buf_adds(md->out, "** ");
        for (size_t i = 0; i < count; i++) {
            buf_clear(&text);
            lanes_add_cell(lanes, &lanes->rows[row], stages[i], next, &text);
            next += node_child_count(stages[i], STAGE_TOUCHPOINTS);
            if (text.len)
                add_cell(md, buf_slice(&text));
            else
                buf_adds(md->out, "| ");
        }
        buf_adds(md->out, "|\n");
    }
    buf_release(&text);
    return next;
}

static void add_grid_list(struct markdown *md, const struct node *stage)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    markdown_item(md, 0);
    buf_adds(md->out, "**");
    markdown_name(md->out, stage, false);
    buf_adds(md->out, "**\n");
    for (size_t i = 0; i < touchpoints.count; i++) {
        markdown_item(md, 1);
        add_touchpoint(md, touchpoints.items[i]);
        buf_add_char(md->out, '\n');
    }
}

/* Lanes by stages; many stages make several tables, so that each can be read. */
static void add_grid_tables(struct markdown *md, const struct node_list *stages)
{
    struct lanes lanes;
    size_t number = 1;
    lanes_find(&lanes, md->map);
    for (size_t i = 0; i < stages->count; i += LANE_STAGES_MAX)
        number = add_grid_table(md, &lanes, stages->items + i,
            stages->count - i < LANE_STAGES_MAX ? stages->count - i : LANE_STAGES_MAX, number);
}

static void add_grid(struct markdown *md)
{
    struct node_list stages = node_children(md->map->root, MAP_STAGES);
    if (!stages.count)
        return;
    markdown_heading(md, 2, _("Journey"));
    if (md->tables)
        add_grid_tables(md, &stages);
    markdown_block(md);
    for (size_t i = 0; !md->tables && i < stages.count; i++)
        add_grid_list(md, stages.items[i]);
    markdown_block(md);
    buf_adds(md->out, _("In brackets: the emotion, from -2 to +2. ★ moment of truth, ! pains."));
    buf_add_char(md->out, '\n');
    if (md->cast.count) {
        markdown_block(md);
        markdown_cast(md->out, &md->cast);
        buf_add_char(md->out, '\n');
    }
}

static bool any_scored(const struct map *map)
{
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == KIND_TOUCHPOINT && touchpoint_emotion(node, NULL) != EMOTION_NONE)
            return true;
    return false;
}

static void add_curves(struct markdown *md)
{
    if (!any_scored(md->map))
        return;
    markdown_heading(md, 2, _("Emotion curve"));
    markdown_curves(md);
}

/* The pains, ideas or visits of a stage or touchpoint with all their fields. */
static void add_children(struct markdown *md, const struct node *node, enum node_kind kind)
{
    struct node_list children = node_children(node, field_of_child(node->kind, kind));
    for (size_t i = 0; i < children.count; i++) {
        const struct node *child = children.items[i];
        markdown_label(md, 0, _(field_def(kind_def(child->kind)->headline)->label));
        buf_add_char(md->out, ' ');
        markdown_headline(md, child, false);
        buf_add_char(md->out, '\n');
        markdown_fields(md, child, 1, FIELD_UNKNOWN);
    }
}

static void add_stages(struct markdown *md)
{
    struct node_list stages = node_children(md->map->root, MAP_STAGES);
    size_t number = 0;
    for (size_t i = 0; i < stages.count; i++) {
        struct node_list touchpoints = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        markdown_title(md, 2, stages.items[i]);
        markdown_fields(md, stages.items[i], 0, FIELD_UNKNOWN);
        add_children(md, stages.items[i], KIND_PAIN);
        add_children(md, stages.items[i], KIND_IDEA);
        for (size_t k = 0; k < touchpoints.count; k++) {
            const struct node *touchpoint = touchpoints.items[k];
            markdown_block(md);
            buf_adds(md->out, "### ");
            buf_add_number(md->out, ++number);
            buf_adds(md->out, ". ");
            markdown_name(md->out, touchpoint, false);
            buf_adds(md->out, "\n\n");
            markdown_fields(md, touchpoint, 0, FIELD_UNKNOWN);
            add_children(md, touchpoint, KIND_PAIN);
            add_children(md, touchpoint, KIND_IDEA);
            add_children(md, touchpoint, KIND_VISIT);
        }
    }
}

static void add_ranked(struct markdown *md, const struct sheet *sheet,
    size_t (*rank)(const struct map *map, struct node ***out))
{
    struct node **nodes;
    size_t count = rank(md->map, &nodes);
    markdown_sheet(md, sheet, nodes, count);
    free(nodes);
}

/* Where a quote comes from: "Interview 7, Anna, Purchase / 3-D Secure, 2026-10-07". */
static void add_source(struct markdown *md, const struct node *quote)
{
    static const enum field fields[] = { QUOTE_BY, QUOTE_PERSONA, FIELD_COUNT, QUOTE_DATE };
    const char *between = "> — ";
    buf_adds(md->out, ">\n");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t start = md->out->len;
        buf_adds(md->out, between);
        size_t empty = md->out->len;
        if (fields[i] == FIELD_COUNT)
            markdown_where(md->out, quote);
        else
            markdown_value(md, fields[i], node_get(quote, fields[i]), false);
        if (md->out->len == empty)
            buf_cut(md->out, start);
        else
            between = ", ";
    }
    buf_add_char(md->out, '\n');
}

static void add_quotes(struct markdown *md)
{
    bool any = false;
    for (const struct node *node = md->map->root; node; node = node_next(node, md->map->root)) {
        if (node->kind != KIND_QUOTE)
            continue;
        if (!any)
            markdown_heading(md, 2, _("Quotes"));
        any = true;
        markdown_quote(md, node_headline(node), node->id);
        add_source(md, node);
        markdown_block(md);
        markdown_own_fields(md, node, 0);
    }
}

static size_t metrics_in_order(const struct map *map, struct node ***out)
{
    size_t count = 0, cap = 0;
    *out = NULL;
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (node->kind != KIND_METRIC)
            continue;
        MEM_GROW(*out, count + 1, cap);
        (*out)[count++] = node;
    }
    return count;
}

static void add_parking(struct markdown *md)
{
    struct node_list notes = node_children(md->map->root, MAP_PARKING);
    if (!notes.count)
        return;
    markdown_heading(md, 2, _(field_def(MAP_PARKING)->label));
    for (size_t i = 0; i < notes.count; i++) {
        markdown_item(md, 0);
        markdown_headline(md, notes.items[i], true);
        buf_add_char(md->out, '\n');
        markdown_fields(md, notes.items[i], 1, FIELD_UNKNOWN);
    }
}

static enum status markdown_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct buf text = BUF_INIT;
    struct markdown md = { .out = &text, .map = map, .tables = options->layout == LAYOUT_TABLE };
    (void)diags;
    cast_find(&md.cast, map);
    markdown_title(&md, 1, map->root);
    add_facts(&md);
    add_personas(&md);
    add_grid(&md);
    add_curves(&md);
    add_stages(&md);
    add_ranked(&md, &pains_sheet, pains_ranked);
    add_ranked(&md, &ideas_sheet, ideas_ranked);
    add_quotes(&md);
    add_ranked(&md, &metrics_sheet, metrics_in_order);
    add_parking(&md);
    markdown_end(&text, out);
    return STATUS_OK;
}

const struct export_format export_markdown = {
    .name = "markdown",
    .endings = (const char *const[]){ "md", "markdown", NULL },
    .help = N_("Markdown for wikis"),
    .takes = (const char *const[]){ "layout", NULL },
    .write = markdown_write,
};
