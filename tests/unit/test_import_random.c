/* Maps that random people made come back from each format, with all that it can hold. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "export/export.h"
#include "model/ids.h"
#include "store/store.h"
#include "support.h"
#include "unit/import_support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

/* One row each: what comes back is exported again, and must be the same text. */
static const struct row {
    const char *format, *file;
    enum layout layout;
    bool own_keys;
} rows[] = {
    { "json", "a.json", LAYOUT_TABLE, true },
    { "markdown", "a.md", LAYOUT_TABLE, false },
    { "markdown", "a.md", LAYOUT_LIST, false },
    { "csv", "a.csv", LAYOUT_TABLE, false },
    { "mermaid", "a.mmd", LAYOUT_TABLE, false },
};

static enum status export_map(const struct map *map, const struct row *row, struct buf *out)
{
    struct diags diags = DIAGS_INIT;
    enum status status = export_format_named(row->format)
                             ->write(map, &(struct export_options){ .layout = row->layout }, out,
                                 &diags);
    diags_release(&diags);
    return status;
}

/* Of one person alone each score is. */
static bool has_one(const struct map *map)
{
    return node_child_count(map->root, MAP_PERSONAS) == 1;
}

static void expect_same(const struct map *map, const struct row *row, unsigned long seed)
{
    struct buf text = BUF_INIT, yaml = BUF_INIT, said = BUF_INIT, again = BUF_INIT;
    if (export_map(map, row, &text) == STATUS_OK) {
        struct map back;
        buf_adds(&yaml, "cjm: 1\n");
        enum status status = import_text(row->file, buf_slice(&text), NULL, &yaml, &said);
        if (status > STATUS_FOUND) {
            cr_expect(strstr(said.data, "neither a stage nor"), "%s of seed %lu: %s\n%s",
                row->format, seed, said.data, text.data);
        } else {
            cr_expect(!strstr(said.data, "told otherwise") && !strstr(said.data, "table alone"),
                "%s of seed %lu: %s\n%s", row->format, seed, said.data, text.data);
            read_map(&back, buf_slice(&yaml));
            export_map(&back, row, &again);
            bool one = strcmp(row->format, "mermaid") == 0 && has_one(&back) && !has_one(map);
            if (!one)
                cr_expect_str_eq(again.data, text.data, "%s of seed %lu: %s\n%s---\n%s",
                    row->format, seed, said.data, text.data, again.data);
            map_release(&back);
        }
    }
    buf_release(&text);
    buf_release(&yaml);
    buf_release(&said);
    buf_release(&again);
}

/* --- maps --- */

static void add_hostile(uint64_t *state, struct buf *out)
{
    static const char *const pieces[] = { " ", " ", "a", "word", "Ann", "Bob", ": ", ":", ";", "; ",
        ",", ", ", "\n", "\n\n", "- ", "\n- ", "1. ", "\n2) ", "Step 1: ", "#", "# ", "#35;",
        "&amp;", "&", "%%", "|", "\\", "\\|", "`", "```", "*", "**x**", "_", "<br>", "<b>", "\"",
        "\"\"", "'", "=1+1", "+", "-", "@", "(1-7)", "4", "4: Me", "title ", "section ", "journey",
        "---", "> ", "\n> ", "— ", "[x](y)", "~", "\t", "：", "，", "；", "４", "n/a", "😡", "网店",
        "?", "/", " / ", "·", "→", "<!-- x -->", "$x$", "http://a.b/c", "e\xCC\x81", "\xE2\x80\x8F",
        "\xC2\xA0" };
    for (unsigned n = random_below(state, 6); n; n--)
        buf_adds(out, pieces[random_below(state, sizeof pieces / sizeof *pieces)]);
}

/* Names, and items of lists, are no more than a line. */
static void on_one_line(struct buf *text)
{
    size_t to = 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = strchr("\n\r\t", text->data[i]) ? ' ' : text->data[i];
        if (c != ' ' || (to && text->data[to - 1] != ' '))
            text->data[to++] = c;
    }
    buf_cut(text, to);
}

/* "T1", and mostly something behind it; two touchpoints may have the same. */
static void add_name(uint64_t *state, const struct node *node, struct buf *out)
{
    static const char letters[KIND_COUNT] = {
        [KIND_PERSONA] = 'P', [KIND_STAGE] = 'S', [KIND_TOUCHPOINT] = 'T'
    };
    if (letters[node->kind])
        buf_addf(out, "%c%u", letters[node->kind], (unsigned)node_index(node));
    else if (node->kind == KIND_READING)
        buf_adds(out, "4.5");
    else
        buf_adds(out, "x");
    if (node->kind != KIND_READING && random_below(state, 2)) {
        buf_adds(out, " ");
        add_hostile(state, out);
    }
    on_one_line(out);
}

/* Something can be seen of it. */
static void add_text(uint64_t *state, struct buf *out)
{
    if (random_below(state, 6) == 0)
        random_text(state, out);
    add_hostile(state, out);
    buf_adds(out, random_below(state, 2) ? " x" : "y");
}

static void fill_value(uint64_t *state, struct map *map, struct node *node, enum field field)
{
    enum field_type type = field_def(field)->type;
    struct buf value = BUF_INIT, item = BUF_INIT;
    bool texts = type == FIELD_TEXT || type == FIELD_LONG_TEXT;
    if (field_names(field) == KIND_PERSONA)
        buf_adds(&value, node_child(map->root, MAP_PERSONAS, 0)->id);
    else if (field == TOUCHPOINT_PATHS) /* of those that the map has */
        buf_add_slice(&value, node_get(map->root, MAP_PATHS));
    else if (field_names(field) != KIND_COUNT || field == MAP_LANG)
        ;
    else if (type == FIELD_LENGTH || type == FIELD_FIGURE || (texts && !field_def(field)->low))
        add_text(state, &value);
    else if (type == FIELD_RECORD)
        buf_add_slice(&value, SLICE("value\0-0.4\0n\0007\0source\0a b.csv\0"));
    else if (type == FIELD_LIST || type == FIELD_TEXTS)
        for (unsigned n = random_below(state, 3); n; n--) {
            buf_clear(&item);
            add_text(state, &item);
            on_one_line(&item);
            for (size_t i = 0; field_def(field)->words && i < item.len; i++)
                item.data[i] = item.data[i] == ',' ? '.' : item.data[i];
            if (field != MAP_PATHS || !value_has_item(buf_slice(&value), buf_slice(&item)))
                value_add_item(&value, buf_slice(&item));
        }
    else
        random_value(map, node, field, state, &value);
    if (value.len && field_names(field) == KIND_PERSONA && type == FIELD_LIST)
        buf_add_char(&value, '\0');
    if (field == TOUCHPOINT_PATHS) { /* it lies on paths that the map has */
        buf_clear(&value);
        buf_add_slice(&value, node_get(map->root, MAP_PATHS));
    }
    if (value.len)
        node_put(map, node, field,
            type == FIELD_TEXTS ? field_alone(field, buf_slice(&value)) : buf_slice(&value));
    buf_release(&value);
    buf_release(&item);
}

static void fill(uint64_t *state, struct map *map, struct node *node)
{
    const struct kind_def *def = kind_def((enum node_kind)node->kind);
    struct buf name = BUF_INIT;
    for (enum field field = def->first; field < def->end; field++) {
        const struct field_def *row = field_def(field);
        unsigned children = row->type == FIELD_NODES ? random_below(state, 4) : 0;
        if (field == MAP_PERSONAS || field == MAP_STAGES)
            children++;
        if (row->child == KIND_LANE || row->child == KIND_STEP)
            continue;
        if (row->type != FIELD_NODES && field != def->headline &&
            (field == TOUCHPOINT_EMOTION || random_below(state, 3) == 0))
            fill_value(state, map, node, field);
        while (children--) {
            struct node *child = node_new(map, row->child);
            node_attach(map, node, child, SIZE_MAX);
            buf_clear(&name);
            add_name(state, child, &name);
            node_put(map, child, kind_def(row->child)->headline, buf_slice(&name));
            if (row->child == KIND_PERSONA)
                ids_assign(map, map->root);
            fill(state, map, child);
        }
    }
    buf_release(&name);
}

static void try_seed(const struct row *row, unsigned long seed)
{
    struct map map;
    struct undo undo;
    uint64_t state = seed * 77;
    map_begin(&map);
    node_put(&map, map.root, MAP_CJM, SLICE("1"));
    node_put(&map, map.root, MAP_TITLE, SLICE("A"));
    fill(&state, &map, map.root);
    ids_assign(&map, map.root);
    undo_init(&undo, &map);
    for (int i = 0; i < 9 && row->own_keys; i++)
        random_unknown_edit(&state, &undo);
    expect_same(&map, row, seed);
    undo_release(&undo);
    map_release(&map);
}

Test(import_random, comes_back, .timeout = 3600)
{
    enum { SEEDS = 100 };
    unsigned long first = test_number("CJM_SEED", 1), seeds = test_number("CJM_EVENTS", SEEDS);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (unsigned long seed = first; seed < first + seeds; seed++)
            try_seed(&rows[i], seed);
}
