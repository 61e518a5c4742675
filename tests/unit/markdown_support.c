#include "unit/markdown_support.h"

#ifdef HAVE_CMARK_GFM

#include <cmark-gfm-core-extensions.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "export/export.h"
#include "insight/persona.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"

/* --- texts as they must come back --- */

static char *plain(struct slice text)
{
    struct buf out = BUF_INIT;
    while (text.len) {
        struct slice one = text;
        bool valid = utf8_valid_length(text) > 0;
        uint32_t point = utf8_next(&text);
        if (!valid || (point >= 0x80 && point < 0xA0 && point != 0x85) ||
            (point & 0xFFFE) == 0xFFFE)
            point = 0xFFFD;
        if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069))
            continue;
        one.len -= text.len;
        bool blank = !text_trim(one).len;
        if (blank && out.len && out.data[out.len - 1] != ' ')
            buf_add_char(&out, ' ');
        else if (!blank)
            buf_add_codepoint(&out, point < ' ' ? 0x2400 + point : point == 0x7F ? 0x2421 : point);
    }
    while (out.len && out.data[out.len - 1] == ' ')
        buf_cut(&out, out.len - 1);
    char *copy = mem_copy_string(out.data);
    buf_release(&out);
    return copy;
}

static char *plain_name(const struct node *node)
{
    char *name = plain(node_headline(node));
    if (*name)
        return name;
    free(name);
    return mem_copy_string(node->id);
}

/* --- the parsed document --- */

struct parsed {
    cmark_parser *parser;
    cmark_node *document;
    char **texts; /* of every paragraph, heading and cell */
    size_t count, cap;
    size_t quotes, tables, headings;
};

static bool is_type(cmark_node *node, const char *type)
{
    return strcmp(cmark_node_get_type_string(node), type) == 0;
}

static bool is_one_of(cmark_node *node, const char *const *types)
{
    while (*types && !is_type(node, *types))
        types++;
    return *types;
}

/* The text of a block that holds text. */
static char *text_of(cmark_node *block)
{
    struct buf text = BUF_INIT;
    cmark_iter *iter = cmark_iter_new(block);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (is_type(node, "text") || is_type(node, "code"))
            buf_adds(&text, cmark_node_get_literal(node));
        if (is_type(node, "softbreak") || is_type(node, "linebreak") ||
            is_type(node, "html_inline"))
            buf_add_char(&text, ' ');
    }
    cmark_iter_free(iter);
    char *copy = plain(buf_slice(&text));
    buf_release(&text);
    return copy;
}

static void check_node(cmark_node *node, enum layout layout, const char *markdown)
{
    static const char *const allowed[] = { "document", "paragraph", "heading", "list", "item",
        "block_quote", "code_block", "text", "code", "strong", "softbreak", "linebreak",
        "html_inline", "table", "table_header", "table_row", "table_cell", "image", NULL };
    const char *type = cmark_node_get_type_string(node), *literal = cmark_node_get_literal(node);
    cr_assert(is_one_of(node, allowed), "a %s: \"%s\" in\n%s", type, literal, markdown);
    if (is_type(node, "image"))
        cr_assert(strstr(markdown, "- **Photo:** !["), "in\n%s", markdown);
    if (is_type(node, "html_inline"))
        cr_assert(layout == LAYOUT_TABLE && strcmp(literal, "<br>") == 0, "HTML: %s", literal);
    if (is_type(node, "list"))
        cr_assert_eq(cmark_node_get_list_type(node), CMARK_BULLET_LIST, "in\n%s", markdown);
    if (is_type(node, "code_block"))
        cr_assert_str_eq(cmark_node_get_fence_info(node), "text");
    if (strncmp(type, "table", 5) == 0)
        cr_assert_eq(layout, LAYOUT_TABLE);
}

static void parse(struct parsed *parsed, const struct buf *markdown, enum layout layout)
{
    static const char *const extensions[] = { "table", "autolink", "strikethrough", "tasklist" };
    static const char *const blocks[] = { "paragraph", "heading", "table_cell", NULL };
    cmark_gfm_core_extensions_ensure_registered();
    *parsed = (struct parsed){ .parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE) };
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
        cmark_parser_attach_syntax_extension(
            parsed->parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parsed->parser, markdown->data, markdown->len);
    parsed->document = cmark_parser_finish(parsed->parser);
    cmark_iter *iter = cmark_iter_new(parsed->document);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event != CMARK_EVENT_ENTER)
            continue;
        check_node(node, layout, markdown->data);
        parsed->quotes += is_type(node, "block_quote");
        parsed->tables += is_type(node, "table");
        parsed->headings += is_type(node, "heading");
        if (!is_one_of(node, blocks))
            continue;
        MEM_GROW(parsed->texts, parsed->count + 1, parsed->cap);
        parsed->texts[parsed->count++] = text_of(node);
    }
    cmark_iter_free(iter);
}

static void release(struct parsed *parsed)
{
    for (size_t i = 0; i < parsed->count; i++)
        free(parsed->texts[i]);
    free(parsed->texts);
    cmark_node_free(parsed->document);
    cmark_parser_free(parsed->parser);
}

/* The cells of the table of that number, row by row; cells of a row in *columns. */
static size_t read_table(struct parsed *parsed, size_t number, char ***cells, size_t *columns)
{
    size_t count = 0, cap = 0, rows = 0;
    cmark_node *table = cmark_node_first_child(parsed->document);
    for (; table; table = cmark_node_next(table))
        if (is_type(table, "table") && number-- == 0)
            break;
    *cells = NULL;
    *columns = table ? cmark_gfm_extensions_get_table_columns(table) : 0;
    cmark_node *row = table ? cmark_node_first_child(table) : NULL;
    for (; row; row = cmark_node_next(row), rows++)
        for (cmark_node *cell = cmark_node_first_child(row); cell; cell = cmark_node_next(cell)) {
            MEM_GROW(*cells, count + 1, cap);
            (*cells)[count++] = text_of(cell);
        }
    cr_assert_eq(count, rows * *columns);
    return rows;
}

static void free_cells(char **cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(cells[i]);
    free(cells);
}

/* --- what must be in it --- */

static void expect_text(
    const struct parsed *parsed, const char *label, struct slice value, const struct buf *markdown)
{
    char *text = plain(value);
    struct buf want = BUF_INIT;
    if (label)
        buf_addf(&want, "%s:%s%s", label, *text ? " " : "", text);
    else
        buf_adds(&want, text);
    size_t i = 0;
    while (i < parsed->count && strcmp(parsed->texts[i], want.data) != 0)
        i++;
    cr_assert(i < parsed->count || !want.len, "\"%s\" is not in\n%s", want.data, markdown->data);
    buf_release(&want);
    free(text);
}

static void expect_field(const struct parsed *parsed, const struct node *node, enum field field,
    const struct buf *markdown)
{
    const struct field_def *def = field_def(field);
    struct slice value = node_get(node, field), item, rest = value;
    if (!value.len || !def->label || field == MAP_CJM || def->type == FIELD_BOOLEAN ||
        def->type == FIELD_PER_PERSONA)
        return;
    if (field_names(field) != KIND_COUNT || def->type == FIELD_RECORD || field == PERSONA_PHOTO ||
        field == PERSONA_PORTRAIT) /* these show names where there are some */
        return;
    if (def->type != FIELD_LIST) {
        expect_text(parsed, field == PERSONA_QUOTE ? NULL : def->label, value, markdown);
        return;
    }
    value_next_item(&rest, &item);
    if (!rest.len)
        expect_text(parsed, def->label, item, markdown);
    else if (!def->words)
        while (value_next_item(&value, &item))
            expect_text(parsed, NULL, item, markdown);
}

/* A metric's values, which are cells where there are tables. */
static void expect_metric(const struct parsed *parsed, const struct node *metric,
    enum layout layout, const struct buf *markdown)
{
    struct node_list was = node_children(metric, METRIC_WAS);
    struct buf readings = BUF_INIT;
    for (enum field field = METRIC_NAME + 1; field <= METRIC_SOURCE; field++) {
        char *text = plain(node_get(metric, field));
        if (*text)
            expect_text(parsed, layout == LAYOUT_LIST ? field_def(field)->label : NULL,
                slice_of(text), markdown);
        free(text);
    }
    for (size_t i = 0; i < was.count; i++) {
        struct slice date = node_get(was.items[i], READING_DATE);
        char *value = plain(node_get(was.items[i], READING_VALUE));
        buf_addf(&readings, "%s%s", i ? ", " : "", value);
        free(value);
        if (date.len)
            buf_addf(&readings, " (%.*s)", SLICE_ARG(date));
    }
    if (readings.len)
        expect_text(parsed, layout == LAYOUT_LIST ? field_def(METRIC_WAS)->label : NULL,
            buf_slice(&readings), markdown);
    buf_release(&readings);
}

static void expect_nodes(const struct parsed *parsed, const struct map *map, enum layout layout,
    const struct buf *markdown)
{
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        const struct kind_def *kind = kind_def(node->kind);
        bool in_sheet = node->kind == KIND_METRIC || node->kind == KIND_QUOTE;
        if (node->kind >= KIND_READING) /* not told, or the guide's own */
            continue;
        char *name = plain_name(node);
        if (node->kind == KIND_VISIT) /* that is in no table */
            expect_text(parsed, field_def(VISIT_NOTE)->label, slice_of(name), markdown);
        else if (node->kind != KIND_TOUCHPOINT) /* that has its number before it */
            expect_text(parsed, NULL, node_headline(node), markdown);
        free(name);
        for (enum field field = kind->first; !in_sheet && field < kind->end; field++)
            if (field_def(field)->type != FIELD_NODES && field != kind->headline)
                expect_field(parsed, node, field, markdown);
        if (node->kind == KIND_METRIC)
            expect_metric(parsed, node, layout, markdown);
    }
}

static bool has_review(const struct map *map)
{
    return node_has(map->root, MAP_REVIEWED) && node_has(map->root, MAP_REVIEW_EVERY);
}

/* Beside the owner, who comes before them. */
static bool has_facts(const struct map *map)
{
    for (enum field field = MAP_ABOUT; field < kind_def(KIND_MAP)->end; field++)
        if (field_def(field)->label && field != MAP_OWNER && node_has(map->root, field))
            return true;
    return false;
}

/* The lead: what comes before the facts, which have a heading of their own then. */
static void expect_lead(
    const struct parsed *parsed, const struct map *map, const struct buf *markdown)
{
    char *title = plain_name(map->root);
    cr_assert_str_eq(parsed->texts[0], title, "in\n%s", markdown->data);
    free(title);
    if (!has_review(map) && !node_has(map->root, MAP_OWNER))
        return;
    cr_assert_str_eq(parsed->texts[1], "Next steps", "in\n%s", markdown->data);
    if (node_has(map->root, MAP_OWNER))
        cr_assert_eq(strncmp(parsed->texts[2], "Owner:", 6), 0, "in\n%s", markdown->data);
    if (has_review(map))
        cr_assert_str_eq(parsed->texts[2 + node_has(map->root, MAP_OWNER)],
            "Next review: 2027-02-21", "in\n%s", markdown->data);
}

enum { GRID_COLUMNS = 8 }; /* stages side by side */

static void expect_structure(const struct parsed *parsed, const struct map *map, enum layout layout,
    const struct buf *markdown)
{
    size_t kinds[KIND_COUNT] = { 0 }, scored = 0, quotes = 0, sections = 0, chosen = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        kinds[node->kind]++;
        scored += node->kind == KIND_TOUCHPOINT && touchpoint_emotion(node, NULL) != EMOTION_NONE;
        chosen += node_flag(node, IDEA_CHOSEN);
        char *quote = plain(node_get(node, PERSONA_QUOTE));
        quotes += node->kind == KIND_PERSONA && *quote;
        free(quote);
    }
    bool acts = chosen || has_review(map) || node_has(map->root, MAP_OWNER);
    size_t tables = chosen > 0;
    for (enum node_kind kind = KIND_STAGE; kind < KIND_STEP; kind++) {
        bool sheet = kind == KIND_PAIN || kind == KIND_IDEA || kind == KIND_METRIC;
        tables += kinds[kind] && sheet;
        sections += kinds[kind] && kind != KIND_TOUCHPOINT && kind < KIND_VISIT;
    }
    tables += (kinds[KIND_STAGE] + GRID_COLUMNS - 1) / GRID_COLUMNS;
    sections += kinds[KIND_PERSONA] > 0;
    sections += scored > 0;
    sections += acts ? 1u + has_facts(map) + (chosen > 0) : 0;
    cr_assert_eq(parsed->quotes, quotes + kinds[KIND_QUOTE], "quotes in\n%s", markdown->data);
    cr_assert_eq(parsed->tables, layout == LAYOUT_TABLE ? tables : 0);
    cr_assert_eq(parsed->headings,
        1 + sections + kinds[KIND_PERSONA] + kinds[KIND_STAGE] + kinds[KIND_TOUCHPOINT],
        "%zu headings in\n%s", parsed->headings, markdown->data);
}

static void expect_cell(char *const *row, size_t column, const struct node *node, enum field field)
{
    char *text = plain(node_get(node, field));
    cr_assert_str_eq(
        row[column], text, "column %zu: \"%s\", not \"%s\"", column, row[column], text);
    free(text);
}

static void expect_sheet(struct parsed *parsed, size_t *number, struct node **nodes, size_t count,
    size_t columns, const size_t *at, const enum field *fields)
{
    char **cells;
    size_t found;
    if (!count)
        return;
    cr_assert_eq(read_table(parsed, (*number)++, &cells, &found), count + 1);
    cr_assert_eq(found, columns);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < 2; k++)
            expect_cell(cells + (i + 1) * columns, at[k], nodes[i], fields[k]);
    free_cells(cells, (count + 1) * columns);
}

/* The names of a stage's touchpoints are in the cell, in their order. */
static void expect_touchpoints(const char *cell, const struct node *stage)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    for (uint32_t i = 0; i < touchpoints.count; i++) {
        char *name = plain_name(touchpoints.items[i]);
        const char *at = strstr(cell, name);
        cr_assert(at, "%s: %s", cell, name);
        cell = at + strlen(name);
        free(name);
    }
}

static size_t expect_grid(struct parsed *parsed, const struct map *map, size_t number)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t first = 0; first < stages.count; first += GRID_COLUMNS) {
        size_t count = stages.count - first, columns;
        char **cells;
        count = count < GRID_COLUMNS ? count : GRID_COLUMNS;
        size_t rows = read_table(parsed, number++, &cells, &columns);
        cr_assert_eq(columns, count + 1);
        cr_assert_geq(rows, 2);
        for (size_t i = 0; i < count; i++) {
            char *stage = plain_name(stages.items[first + i]);
            cr_assert_str_eq(cells[1 + i], stage);
            expect_touchpoints(cells[columns + 1 + i], stages.items[first + i]);
            free(stage);
        }
        free_cells(cells, rows * columns);
    }
    return number;
}

/* The last ones are there if one metric has them. */
static size_t columns_of_metrics(struct node **metrics, size_t count)
{
    static const enum field rare[] = { METRIC_BETTER, METRIC_N, METRIC_FORMULA, METRIC_WAS };
    size_t columns = 8;
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++) {
        bool used = false;
        for (size_t k = 0; k < count; k++) {
            char *text = plain(node_get(metrics[k], rare[i]));
            used |= *text || (rare[i] == METRIC_WAS && node_child_count(metrics[k], METRIC_WAS));
            free(text);
        }
        columns += used;
    }
    return columns;
}

static void expect_tables(struct parsed *parsed, const struct map *map)
{
    static const size_t at[] = { 1, 6 }, metric_at[] = { 0, 7 }, chosen_at[] = { 0, 5 };
    static const enum field pain[] = { PAIN_TEXT, PAIN_OWNER }, idea[] = { IDEA_TEXT, IDEA_DUE },
                            metric[] = { METRIC_NAME, METRIC_SOURCE },
                            chosen[] = { IDEA_TEXT, IDEA_TARGET };
    struct node **nodes;
    size_t number = 0, count = ideas_chosen(map, &nodes), cap = 0;
    expect_sheet(parsed, &number, nodes, count, 6, chosen_at, chosen);
    free(nodes);
    number = expect_grid(parsed, map, number);
    count = pains_ranked(map, &nodes);
    expect_sheet(parsed, &number, nodes, count, 7, at, pain);
    free(nodes);
    count = ideas_ranked(map, &nodes);
    expect_sheet(parsed, &number, nodes, count, 7, at, idea);
    free(nodes);
    nodes = NULL;
    count = 0;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == KIND_METRIC) {
            MEM_GROW(nodes, count + 1, cap);
            nodes[count++] = node;
        }
    expect_sheet(
        parsed, &number, nodes, count, columns_of_metrics(nodes, count), metric_at, metric);
    free(nodes);
}

static struct buf write_as(const char *format, const struct map *map, enum layout layout)
{
    struct export_options options = { .layout = layout };
    struct diags diags = DIAGS_INIT;
    struct buf markdown = BUF_INIT;
    cr_assert_eq(export_format_named(format)->write(map, &options, &markdown, &diags), STATUS_OK);
    cr_assert_eq(utf8_valid_length(buf_slice(&markdown)), markdown.len);
    diags_release(&diags);
    return markdown;
}

/* A fact that is a group of its own has no label. */
static void expect_sheets(const struct map *map, enum layout layout)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    struct parsed parsed;
    if (!personas.count)
        return;
    struct buf markdown = write_as("persona", map, layout);
    parse(&parsed, &markdown, layout);
    for (size_t i = 0; i < personas.count; i++) {
        const struct node *persona = personas.items[i];
        expect_text(&parsed, NULL, node_headline(persona), &markdown);
        for (const struct fact_group *group = persona_groups; group->title; group++)
            for (const enum field *field = group->fields; *field; field++)
                if (group->fields[1])
                    expect_field(&parsed, persona, *field, &markdown);
                else if (field_def(*field)->type != FIELD_LIST)
                    expect_text(&parsed, NULL, node_get(persona, *field), &markdown);
    }
    release(&parsed);
    buf_release(&markdown);
}

void expect_markdown(const struct map *map)
{
    for (enum layout layout = LAYOUT_TABLE; layout <= LAYOUT_LIST; layout++) {
        struct buf markdown = write_as("markdown", map, layout);
        struct parsed parsed;
        parse(&parsed, &markdown, layout);
        expect_lead(&parsed, map, &markdown);
        expect_structure(&parsed, map, layout, &markdown);
        expect_nodes(&parsed, map, layout, &markdown);
        if (layout == LAYOUT_TABLE)
            expect_tables(&parsed, map);
        release(&parsed);
        buf_release(&markdown);
        expect_sheets(map, layout);
    }
}

#endif
