#include "model/edit/per_persona.h"
#include "store/store.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/edit/edit.h"
#include "model/ids.h"
#include "support.h"
#include "unit/store_support.h"

static bool is_text_type(enum field_type type)
{
    return type == FIELD_TEXT || type == FIELD_LONG_TEXT || type == FIELD_LIST ||
           type == FIELD_LENGTH || type == FIELD_FIGURE || type == FIELD_TEXTS;
}

/* A map with a node of each kind; `nodes` gets them. */
static void fill_map(struct map *map, struct node *nodes[KIND_COUNT])
{
    static const struct {
        enum node_kind kind, parent;
    } rows[] = { { KIND_PERSONA, KIND_MAP }, { KIND_STAGE, KIND_MAP }, { KIND_NOTE, KIND_MAP },
        { KIND_TOUCHPOINT, KIND_STAGE }, { KIND_PAIN, KIND_TOUCHPOINT },
        { KIND_IDEA, KIND_TOUCHPOINT }, { KIND_QUOTE, KIND_TOUCHPOINT },
        { KIND_METRIC, KIND_TOUCHPOINT }, { KIND_VISIT, KIND_TOUCHPOINT },
        { KIND_READING, KIND_METRIC }, { KIND_COMMENT, KIND_PAIN }, { KIND_STEP, KIND_MAP },
        { KIND_QUESTION, KIND_STEP } };
    map_begin(map);
    nodes[KIND_MAP] = map->root;
    node_put(map, map->root, MAP_CJM, SLICE("1"));
    node_put(map, map->root, MAP_TITLE, SLICE("t"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct node *node = nodes[rows[i].kind] = node_new(map, rows[i].kind);
        node_attach(map, nodes[rows[i].parent], node, 0);
    }
    ids_assign(map, map->root);
}

/* Sets the field to the text: in an unsaved map, in one that was read, in its short form. */
static void try_text(enum field field, struct slice text)
{
    struct map map;
    struct node *nodes[KIND_COUNT];
    struct buf value = BUF_INIT, source = BUF_INIT;
    fill_map(&map, nodes);
    if (field_def(field)->type == FIELD_LIST) {
        value_add_item(&value, text);
        value_add_item(&value, SLICE("x"));
        value_add_item(&value, text);
    } else {
        buf_add_slice(&value, text);
    }
    if (field == TOUCHPOINT_PATHS)
        node_put(&map, map.root, MAP_PATHS, buf_slice(&value));
    write_map(&map, &source);
    node_put(&map, nodes[field_def(field)->kind], field, buf_slice(&value));
    expect_round_trip(&map, field_def(field)->key);

    struct map read;
    struct undo undo;
    read_map(&read, buf_slice(&source));
    undo_init(&undo, &read);
    struct node *node = read.root;
    while (node->kind != field_def(field)->kind)
        node = node_next(node, read.root);
    edit_set(&undo, node, field, buf_slice(&value));
    expect_round_trip(&read, field_def(field)->key);
    undo_release(&undo);
    map_release(&read);
    map_release(&map);
    buf_release(&source);
    buf_release(&value);
}

Test(store_write, keeps_hard_texts_in_every_field)
{
    static const char *const texts[] = { "", " ", "\n", "a\n", "a\n\n", "a\nb", " a\nb", "a\n b\n",
        "a \nb", "a\n\nb\n", "\na", "no", "Yes", "null", "~", "=", "<<", "1e3", "0x1F", ".5",
        "12:30", "+1", "2026-11-21", "- x", "-", "? x", "a: b", "a:", ":", "a #b", "#b", "---",
        "--- a", "...", "... a", "'", "\"", "it's", "say \"x\"", "C:\\new", "[a", "{a}", "a, b",
        "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "\t", "a\tb", "a\r\nb", "\x01", "\x7F",
        "\xC2\x85", "\xC2\x80", "\xE2\x80\xA8", "\xEF\xBB\xBF", "\xEF\xBF\xBD", "\xEF\xBF\xBF",
        "\xF0\x9F\x98\x80", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", "e\xCC\x81",
        "\xD7\xA9\xD7\x9C\xE2\x80\x8F", "\xD8\x9C",
        "\xE2\x80\xAE"
        "a",
        "\xE2\x81\xA9",
        "name\xEF\xBC\x9A"
        "a",
        "a\nname\xEF\xBC\x9A"
        "a",
        "name \xEF\xB9\x95", "a\n# b\nc", "a\n- b\n...\n", "\302\240a" };
    for (enum field f = 0; f < FIELD_COUNT; f++)
        if (is_text_type(field_def(f)->type) && field_def(f)->kind != KIND_LANE)
            for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
                try_text(f, slice_of(texts[i]));
}

Test(store_write, keeps_random_texts, .timeout = 20)
{
    uint64_t state = 42;
    struct buf text = BUF_INIT;
    for (int i = 0; i < 4000; i++) {
        enum field field = random_below(&state, FIELD_COUNT);
        buf_clear(&text);
        random_text(&state, &text);
        if (is_text_type(field_def(field)->type) && field_def(field)->kind != KIND_LANE)
            try_text(field, buf_slice(&text));
    }
    buf_release(&text);
}

Test(store_write, keeps_a_long_text)
{
    struct buf text = BUF_INIT;
    buf_add_repeated(&text, 'a', 100000);
    try_text(TOUCHPOINT_DOING, buf_slice(&text));
    try_text(PAIN_TEXT, buf_slice(&text));
    for (size_t i = 0; i < text.len; i += 7)
        text.data[i] = ' ';
    try_text(TOUCHPOINT_LINKS, buf_slice(&text));
    buf_release(&text);
}

Test(store_write, makes_the_canonical_form)
{
    static const char text[] = "{cjm: 1, title: a, mine: [1, 2], stages: [{name: s, id: other, "
                               "yours: {a: 1}, ask: [a, 'b: c'], touchpoints:\n"
                               "  [t, {importance: 3, name: 'no', emotion: {p: 1}, moment: true, "
                               "notes: \"a\\nb\", people: ["
                               "somebody with a long name, somebody else with a long name, and one "
                               "more]}]}], personas: [p]}";
    static const char *const expected =
        "cjm: 1\ntitle: a\npersonas:\n  - name: p\nstages:\n  - name: s\n    id: other\n    ask: "
        "[a, \"b: c\"]\n"
        "    touchpoints:\n      - name: t\n      - name: \"no\"\n        emotion: {p: 1}\n        "
        "importance: 3\n"
        "        moment: true\n        people:\n          - somebody with a long name\n"
        "          - somebody else with a long name\n          - and one more\n        notes: |-\n "
        "         a\n          b\n"
        "    yours: {a: 1}\nmine: [1, 2]\n";
    struct map map;
    struct buf out = BUF_INIT;
    read_map(&map, slice_of(text));
    store_canonical(&map, &out);
    cr_expect_str_eq(out.data, expected);
    map_release(&map);
    read_map(&map, slice_of(expected));
    buf_clear(&out);
    store_canonical(&map, &out);
    cr_expect_str_eq(out.data, expected, "it is the canonical form of itself");
    buf_release(&out);
    map_release(&map);
}

/* Own values stand in the canonical form wherever they stood before. */
Test(store_write, keeps_own_values_in_the_canonical_form)
{
    static const struct {
        const char *stage, *written;
    } rows[] = {
        { "{name: A, mine: -}", "'-'" },
        { "{name: A, mine: # c\n -}", "# c\n       '-'" },
        { "{name: A, mine: a\nb}", "a\n      b" },
        { "{name: A, mine: [-, a,\nb]}", "[-, a,\n      b]" },
        { "{name: A, mine: '?'}", "'?'" },
        { "{name: A, mine: \"a\n\nb\"}", "\"a\n\n      b\"" },
        { "name: A\n    ? mine\n    : - a\n      - b", "[a, b]" },
        { "name: A\n    ? mine\n    : a: b\n      c: '1'", "{a: b, c: \"1\"}" },
        { "name: A\n    ? mine\n    : a\n      b", "a\n      b" },
        { "name: A\n    mine: --- x", "--- x" },
        { "name: A\n    ? mine\n    : --- x", "--- x" },
        { "name: A\n    ? mine\n    : ...x:\n      - a\n      - b", "{\"...x\": [a, b]}" },
        { "name: A\n    ? mine\n    : --- x:\n      - a\n      - b", "{\"--- x\": [a, b]}" },
        { "name: A\n    ? mine\n    : ? x\n      : ~", "{x: null}" },
        { "name: A\n    mine: \"x \xE2\x80\xAE\"", "\"x \\u202E\"" },
        { "name: A\n    mine: |\n      a: b\n      c", "|\n      a: b\n      c" },
        { "name: A\n    mine: # c\n      ?   # d\n\n", "# c\n      ?   # d" },
        { "name: A\n    mine: # c\n      -\n      - ? a\n\n", "# c\n      -\n      - ? a" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        struct diags diags = DIAGS_INIT;
        struct buf text = BUF_INIT, again = BUF_INIT, line = BUF_INIT;
        buf_addf(&text, "cjm: 1\ntitle: T\nstages:\n  - %s\n", rows[i].stage);
        read_map(&map, buf_slice(&text));
        buf_clear(&text);
        cr_expect_eq(store_standard(&map, &text, &diags), STATUS_OK, "%s", rows[i].stage);
        buf_addf(&line, "\n    mine: %s\n", rows[i].written);
        cr_expect(strstr(text.data, line.data), "%s: %s", rows[i].stage, text.data);
        map_release(&map);
        read_map(&map, buf_slice(&text));
        store_standard(&map, &again, &diags);
        cr_expect_str_eq(again.data, text.data, "it is the canonical form of itself");
        map_release(&map);
        diags_release(&diags);
        buf_release(&text);
        buf_release(&again);
        buf_release(&line);
    }
}

/* What can't be read back is not given out. */
Test(store_write, refuses_a_canonical_form_that_is_not_the_map)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT;
    read_map(&map, SLICE("cjm: 1\ntitle: T\nstages: [A]\n"));
    node_put_unknown(&map, node_child(map.root, MAP_STAGES, 0), SLICE("mine"), SLICE("[a"));
    cr_expect_eq(store_standard(&map, &text, &diags), STATUS_BAD);
    cr_expect_eq(text.len, 0);
    cr_expect_eq(diags.count, 1);
    diags_release(&diags);
    buf_release(&text);
    map_release(&map);
}

Test(store_write, writes_a_file_when_needed)
{
    char *folder = test_folder();
    struct buf path = BUF_INIT, text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    struct map map;
    struct undo undo;
    struct stat before, after;
    buf_addf(&path, "%s/map.yaml", folder);
    test_write(path.data, SLICE("cjm: 1\ntitle: x # why\n"));
    map_begin(&map);
    undo_init(&undo, &map);
    cr_assert_eq(store_read(&map, path.data, STORE_MAX_SIZE, &diags), STATUS_OK);
    stat(path.data, &before);
    cr_expect_eq(store_write(&map, path.data, &diags), STATUS_OK);
    stat(path.data, &after);
    cr_expect_eq(before.st_ino, after.st_ino, "an unchanged map leaves the file alone");
    edit_set(&undo, map.root, MAP_GOAL, SLICE("y"));
    cr_expect_eq(store_write(&map, path.data, &diags), STATUS_OK);
    test_read(path.data, &text);
    cr_expect(slice_equal(buf_slice(&text), (struct slice){ map.source, map.source_len }));
    cr_expect_eq(map.source_revision, map.revision);
    unlink(path.data);
    cr_expect_eq(store_write(&map, path.data, &diags), STATUS_OK);
    cr_expect_eq(access(path.data, F_OK), 0, "a file that is not there is written");
    test_write(path.data, SLICE("other"));
    cr_expect_eq(store_write_as(&map, path.data, &diags), STATUS_OK);
    buf_clear(&text);
    test_read(path.data, &text);
    cr_expect(slice_equal(buf_slice(&text), (struct slice){ map.source, map.source_len }));
    cr_expect_eq(store_write(&map, folder, &diags), STATUS_OK, "unchanged");
    edit_set(&undo, map.root, MAP_GOAL, SLICE("z"));
    cr_expect_eq(store_write(&map, folder, &diags), STATUS_BAD);
    cr_expect_neq(map.source_revision, map.revision, "still to be saved");
    cr_expect_eq(diags.count, 1);
    undo_release(&undo);
    diags_release(&diags);
    map_release(&map);
    buf_release(&path);
    buf_release(&text);
    test_remove_folder(folder);
}

/* "map" is the map's own id: nodes of that name get another, and keep it when they are renamed. */
Test(store_write, keeps_nodes_that_are_called_map)
{
    static const char text[] = "cjm: 1\ntitle: x\npersonas: [Map, Ben]\nstages:\n  - name: MAP!\n"
                               "    touchpoints:\n      - name: map\n"
                               "        emotion: {map-2: 1, ben: -1}\n        pains: [Map]\n";
    static const char *const ids[] = { "map-2", "map-3", "map-4", "map-5" };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct map map;
        struct undo undo;
        read_map(&map, slice_of(text));
        undo_init(&undo, &map);
        struct node *node = map_find(&map, slice_of(ids[i]));
        cr_assert_not_null(node, "%s", ids[i]);
        edit_set(&undo, node, kind_def(node->kind)->headline, SLICE("Other"));
        expect_round_trip(&map, ids[i]);
        cr_expect_eq(touchpoint_emotion(map_find(&map, SLICE("map-4")), "map-2"), 1);
        edit_set(&undo, node, kind_def(node->kind)->headline, SLICE("Map"));
        expect_round_trip(&map, ids[i]);
        undo_release(&undo);
        map_release(&map);
    }
}
