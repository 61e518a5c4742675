#include "store/store.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "store/write/render.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

static const char *const sources[] = { "hand", "forms", "flow", "crlf" };

static void read_source(const char *name, struct buf *out)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s.yaml", TEST_PATH("tests/data/store"), name);
    test_read(path.data, out);
    buf_release(&path);
}

/* What the edits change in the text, line by line. */
static void expect_changes(const char *name, const char *script, const char *expected)
{
    struct buf source = BUF_INIT, text = BUF_INIT, changes = BUF_INIT;
    struct map map;
    struct undo undo;
    read_source(name, &source);
    read_map(&map, buf_slice(&source));
    undo_init(&undo, &map);
    edit_by_script(&map, &undo, script);
    write_map(&map, &text);
    add_difference(&changes, buf_slice(&source), buf_slice(&text));
    cr_expect(slice_is(buf_slice(&changes), expected), "%s: %s\nexpected\n%s\nfound\n%s", name,
        script, expected, changes.data);
    while (undo_undo(&undo))
        ;
    buf_clear(&text);
    write_map(&map, &text);
    cr_expect_str_eq(
        text.data, source.data, "%s: %s: undone, the text is the old one", name, script);
    undo_release(&undo);
    map_release(&map);
    buf_release(&source);
    buf_release(&text);
    buf_release(&changes);
}

Test(store_patch, changes_only_the_lines_of_what_changed)
{
    static const struct {
        const char *source, *script, *expected;
    } rows[] = {
        { "hand", "", "" },
        { "hand", "set 3-d-secure emotion 1",
            "-        emotion: -2   # ouch\n+        emotion: 1   # ouch\n" },
        { "hand", "set checkout emotion 1",
            "-        emotion: {anna: -2, ben: 0}   # both\n+        emotion: 1   # both\n" },
        { "hand", "unset 3-d-secure emotion", "-        emotion: -2   # ouch\n" },
        { "hand", "set 3-d-secure importance 5", "+        importance: 5\n" },
        { "hand", "set map goal two|lines", "+goal: |-\n+  two\n+  lines\n" },
        { "hand", "set map title It's: #1",
            "-title: \"Buying a television\"   # working title\n+title: \"It's: #1\"   # working "
            "title\n" },
        { "hand", "set map title two|lines",
            "-title: \"Buying a television\"   # working title\n"
            "+title: \"two\\nlines\"   # working title\n" },
        { "hand", "set purchase name Buying",
            "-  - name: Purchase        # the core\n+  - name: Buying        # the core\n"
            "+    id: purchase\n" },
        { "hand", "unset awareness name", "-  - name: Awareness\n+  - id: awareness\n" },
        /* short forms */
        { "hand", "set tv-ad emotion 2",
            "-    touchpoints: [TV ad, Search, {name: Poster, emotion: 1}]\n"
            "+    touchpoints: [{name: TV ad, emotion: 2}, Search, {name: Poster, emotion: 1}]\n" },
        { "hand", "set search name name：x",
            "-    touchpoints: [TV ad, Search, {name: Poster, emotion: 1}]\n"
            "+    touchpoints: [TV ad, {name: \"name：x\", id: search}, {name: Poster, emotion: "
            "1}]\n" },
        { "hand", "set poster emotion 2",
            "-    touchpoints: [TV ad, Search, {name: Poster, emotion: 1}]\n"
            "+    touchpoints: [TV ad, Search, {name: Poster, emotion: 2}]\n" },
        { "hand", "set order-mail emotion 1",
            "-      - Order mail\n+      - name: Order mail\n+        emotion: 1\n" },
        { "hand", "set the-code-never-comes severity 1",
            "-          - The code never comes\n+          - text: The code never comes\n"
            "+            severity: 1\n" },
        /* added */
        { "hand", "add purchase touchpoints 1 New", "+      - name: New\n" },
        { "hand", "add awareness touchpoints 1 New",
            "-    touchpoints: [TV ad, Search, {name: Poster, emotion: 1}]\n"
            "+    touchpoints: [TV ad, New, Search, {name: Poster, emotion: 1}]\n" },
        { "hand", "add later touchpoints 0 no", "+    touchpoints:\n+      - name: \"no\"\n" },
        { "hand", "add map stages 9 Last", "+\n+  - name: Last\n" },
        { "hand", "add map parking 0 park", "+parking:\n+  - text: park\n" },
        { "hand", "add 3-d-secure pains 9 Third", "+          - Third\n" },
        /* removed, with the comment above it */
        { "hand", "remove search",
            "-    touchpoints: [TV ad, Search, {name: Poster, emotion: 1}]\n"
            "+    touchpoints: [TV ad, {name: Poster, emotion: 1}]\n" },
        { "hand", "remove order-mail", "-      - Order mail\n" },
        { "hand", "remove checkout",
            "-      - name: Checkout\n-        emotion: {anna: -2, ben: 0}   # both\n"
            "-        # to be asked again\n" },
        { "hand", "remove ben",
            "-  - Ben\n-        emotion: {anna: -2, ben: 0}   # both\n"
            "+        emotion: {anna: -2}   # both\n" },
        { "hand", "remove the-code-never-comes; remove twice",
            "-        pains:\n-          - The code never comes\n-          - text: Twice\n"
            "-            severity: 3\n" },
        /* moved, with its comments and what is not known of it */
        { "hand", "move order-mail purchase 0", "+      - Order mail\n-      - Order mail\n" },
        { "hand", "move tv-ad purchase 1",
            "-    touchpoints: [TV ad, Search, {name: Poster, emotion: 1}]\n"
            "+    touchpoints: [Search, {name: Poster, emotion: 1}]\n+      - TV ad\n" },
        { "hand",
            "remove order-mail; remove checkout; move 3-d-secure later 0; set later name After",
            "+\n+  - name: After\n+    id: later\n"
            "-      - name: Checkout\n-        emotion: {anna: -2, ben: 0}   # both\n"
            "-        # to be asked again\n-      - Order mail\n-\n-  - name: Later\n" },
        { "hand",
            "set 3-d-secure emotion 0; add purchase touchpoints 9 Thanks; remove tv-ad;"
            "set later name After; move later map 0",
            "+\n+  - name: After\n+    id: later\n"
            "-    touchpoints: [TV ad, Search, {name: Poster, emotion: 1}]\n"
            "+    touchpoints: [Search, {name: Poster, emotion: 1}]\n"
            "-        emotion: -2   # ouch\n+        emotion: 0   # ouch\n"
            "-\n-  - name: Later\n+      - name: Thanks\n" },
        /* CR LF, no line break at the end, lists that are not indented */
        { "crlf", "set a goal x", "-- A\r\n+- name: A\r\n+  goal: x\r\n" },
        { "crlf", "set b notes x",
            "-  - two(no line break)\n+  - two\r\n+  notes: x(no line break)\n" },
        { "crlf", "add a touchpoints 0 N",
            "-- A\r\n+- name: A\r\n+  touchpoints:\r\n+  - name: \"N\"\r\n" },
        /* JSON */
        { "flow", "set z emotion 2; add b touchpoints 0 New; set map goal a|b",
            "-{\"cjm\": 1, \"title\":\"JSON\", \"stages\": [{\"name\": \"A\", "
            "\"touchpoints\":[\"x\", \"y\", "
            "{\"name\":\"z\", \"emotion\":{\"p\":1}}]},\n"
            "-  {\"name\": \"B\"}], \"personas\": [name: p, q], \"mine\": [1,\n"
            "+{\"cjm\": 1, \"title\":\"JSON\", \"goal\": \"a\\nb\", \"stages\": [{\"name\": \"A\", "
            "\"touchpoints\":[\"x\", \"y\", "
            "{\"name\":\"z\", \"emotion\": 2}]},\n"
            "+  {\"name\": \"B\", \"touchpoints\": [\"New\"]}], \"personas\": [name: p, q], "
            "\"mine\": "
            "[1,\n" },
        { "flow", "set b goal x|y; add b touchpoints 0 No; set no channel web; set no importance 3",
            "-  {\"name\": \"B\"}], \"personas\": [name: p, q], \"mine\": [1,\n"
            "+  {\"name\": \"B\", \"goal\": \"x\\ny\", \"touchpoints\": [{\"name\": \"No\", "
            "\"channel\": \"web\", \"importance\": 3}]}], \"personas\": [name: p, q], \"mine\": "
            "[1,\n" },
        /* all the forms that YAML has */
        { "forms", "set a emotion 1",
            "-            emotion:\n-              p: 1   # for p\n-              q: -1\n+         "
            "   emotion: 1\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_changes(rows[i].source, rows[i].script, rows[i].expected);
}

static void edit_or_undo(struct undo *undo, uint64_t *state)
{
    unsigned action = random_below(state, 12);
    if (action == 0)
        undo_undo(undo);
    else if (action == 1)
        undo_redo(undo);
    else
        random_edit(state, undo);
}

/* The text holds the map. True: it is the map's source from now on. */
static bool render_and_compare(struct map *map, const char *name, bool keep)
{
    struct rendering rendering = RENDERING_INIT;
    struct map back;
    struct buf canonical = BUF_INIT, again = BUF_INIT;
    cr_assert(render_map(map, &rendering), "%s: not written", name);
    read_map(&back, buf_slice(&rendering.text));
    store_canonical(map, &canonical);
    store_canonical(&back, &again);
    cr_assert_str_eq(canonical.data, again.data, "%s", name);
    if (keep)
        rendering_keep(map, &rendering);
    map_release(&back);
    rendering_release(&rendering);
    buf_release(&canonical);
    buf_release(&again);
    return keep;
}

/* The text holds the map, however it was edited; what is undone is as it was, byte for byte. */
static void edit_and_save(const char *name, uint64_t *state)
{
    struct buf source = BUF_INIT, text = BUF_INIT;
    struct map map;
    struct undo undo;
    bool saved = false;
    read_source(name, &source);
    read_map(&map, buf_slice(&source));
    undo_init(&undo, &map);
    for (int step = 0; step < 4; step++) {
        for (unsigned edits = random_below(state, 4); edits; edits--)
            edit_or_undo(&undo, state);
        saved |= render_and_compare(&map, name, random_below(state, 3) == 0);
    }
    while (undo_undo(&undo))
        saved |= render_and_compare(&map, name, random_below(state, 8) == 0);
    render_and_compare(&map, name, false);
    write_map(&map, &text);
    cr_assert(
        saved || slice_equal(buf_slice(&text), buf_slice(&source)), "%s: undone differs", name);
    undo_release(&undo);
    map_release(&map);
    buf_release(&source);
    buf_release(&text);
}

Test(store_patch, holds_the_map_after_random_edits, .timeout = 60)
{
    uint64_t state = 7;
    for (int i = 0; i < 800; i++)
        edit_and_save(sources[i % 4], &state);
}

/* Broken and changed files: no crash, no hang; what is accepted can be edited and written. */
Test(store_patch, stands_mutated_files, .timeout = 60)
{
    static const char bytes[] = " \n\t\r:-?#'\"[]{},&*!|>%@`~=ab01\x80\xC3\xE2\xFF";
    uint64_t state = 11;
    unsigned accepted = 0;
    for (int i = 0; i < 4000; i++) {
        struct buf text = BUF_INIT;
        struct diags diags = DIAGS_INIT;
        struct map map;
        struct undo undo;
        read_source(sources[i % 4], &text);
        for (unsigned k = 1 + random_below(&state, 3); k; k--) {
            size_t at = random_below(&state, (unsigned)text.len);
            size_t count = random_below(&state, 3);
            char byte = bytes[random_below(&state, sizeof bytes - 1)];
            if (at + count > text.len)
                count = text.len - at;
            buf_splice(&text, at, count, (struct slice){ &byte, random_below(&state, 2) });
        }
        map_begin(&map);
        undo_init(&undo, &map);
        if (store_read_text(&map, "f", buf_slice(&text), &diags) == STATUS_OK) {
            random_edit(&state, &undo);
            random_edit(&state, &undo);
            struct buf out = BUF_INIT;
            write_map(&map, &out);
            buf_release(&out);
            accepted++;
        }
        undo_release(&undo);
        map_release(&map);
        diags_release(&diags);
        buf_release(&text);
    }
    cr_expect_gt(accepted, 500u, "only %u of the files were read at all", accepted);
}

static void add_large_map(struct buf *out)
{
    buf_adds(out, "cjm: 1\ntitle: x\npersonas: [Anna, Ben]\nstages:\n");
    for (int i = 0; i < 4000; i++) {
        if (i % 1000 == 0)
            buf_addf(out,
                "# a stage\n- name: S%d  # \xE2\x86\x92\n  mine: {a: %d}\n  touchpoints:\n", i, i);
        buf_addf(out, "  # %d\n  - name: T\xC3\xA9l\xC3\xA9 %d\n    emotion: {anna: %d, ben: 1}\n",
            i, i, i % 3);
        if (i % 5 == 0)
            buf_addf(out,
                "    pains: [late, {text: 'wrong %d', severity: 2}]\n    notes: |\n      a\n      "
                "b\n",
                i);
        if (i % 7 == 0)
            buf_adds(out, "  - Short\n\n");
    }
    buf_adds(out, "parking: [later]\n");
}

static void expect_same_places(const struct map *a, const struct map *b)
{
    const struct node *x = a->root, *y = b->root;
    for (; x && y; x = node_next(x, a->root), y = node_next(y, b->root))
        cr_assert(x->begin == y->begin && x->end == y->end && strcmp(x->id, y->id) == 0,
            "%s [%u, %u) is %s [%u, %u)", x->id, x->begin, x->end, y->id, y->begin, y->end);
    cr_assert(!x && !y);
}

/* Of a large text only what changed is parsed: the rest must be what it is taken for. */
Test(store_patch, reads_back_enough_of_large_texts, .timeout = 60)
{
    uint64_t state = 5;
    struct buf source = BUF_INIT, before = BUF_INIT, after = BUF_INIT;
    struct map map;
    struct undo undo;
    add_large_map(&source);
    cr_assert_gt(source.len, 256u * 1024u);
    read_map(&map, buf_slice(&source));
    undo_init(&undo, &map);
    for (int i = 0; i < 60; i++) {
        struct rendering rendering = RENDERING_INIT;
        for (int k = random_below(&state, 3) == 0 ? 3 : 1; k; k--)
            edit_or_undo(&undo, &state);
        cr_assert(render_map(&map, &rendering));
        rendering_keep(&map, &rendering);
        rendering_release(&rendering);
        if (i % 10 == 9) {
            struct map back;
            read_map(&back, (struct slice){ map.source, map.source_len });
            expect_same_places(&map, &back);
            map_release(&back);
        }
    }
    struct map back;
    read_map(&back, (struct slice){ map.source, map.source_len });
    store_canonical(&map, &before);
    store_canonical(&back, &after);
    cr_expect(slice_equal(buf_slice(&before), buf_slice(&after)));
    undo_release(&undo);
    map_release(&map);
    map_release(&back);
    buf_release(&source);
    buf_release(&before);
    buf_release(&after);
}

/* Neither what should be gone nor another order hides between nodes that are compared, and in them
 * no other byte. */
Test(store_patch, reads_what_stands_between_what_it_compares)
{
    for (int what = 0; what < 4; what++) {
        struct buf source = BUF_INIT;
        struct spans spans = { NULL, 0, 0 };
        const struct node *differs;
        struct buf text = BUF_INIT;
        struct map map;
        struct undo undo;
        add_large_map(&source);
        read_map(&map, buf_slice(&source));
        undo_init(&undo, &map);
        struct node *stage = node_child(map.root, MAP_STAGES, 1);
        struct node *touchpoint = node_child(stage, STAGE_TOUCHPOINTS, 10);
        if (what == 1)
            edit_remove(&undo, touchpoint);
        if (what == 2)
            edit_move(&undo, touchpoint, stage, 11);
        buf_add_slice(&text, map_source(&map));
        if (what == 3)
            text.data[(touchpoint->begin + touchpoint->end) / 2] ^= 1;
        struct copy all = { .end = map.source_len };
        struct patcher patcher = {
            .map = &map, .copies = &all, .copy_count = 1, .source = map_source(&map)
        };
        cr_expect_eq(
            verify_text(&map, buf_slice(&text), &patcher, &spans, &differs), what == 0, "%d", what);
        cr_expect_lt(spans.count, 100u, "%d: most is compared together", what);
        spans_release(&spans);
        undo_release(&undo);
        map_release(&map);
        buf_release(&source);
        buf_release(&text);
    }
}

/* A persona that is removed takes its emotions out of the file, and brings them back by undo. */
Test(store_patch, leaves_out_emotions_of_removed_personas)
{
    struct buf source = BUF_INIT, text = BUF_INIT;
    struct map map;
    struct undo undo;
    struct rendering rendering = RENDERING_INIT;
    read_source("hand", &source);
    read_map(&map, buf_slice(&source));
    undo_init(&undo, &map);
    edit_by_script(&map, &undo, "remove anna; remove ben");
    cr_assert(render_map(&map, &rendering));
    cr_expect_null(strstr(rendering.text.data, "anna:"));
    rendering_keep(&map, &rendering);
    rendering_release(&rendering);
    undo_undo(&undo);
    undo_undo(&undo);
    write_map(&map, &text);
    cr_expect_not_null(strstr(text.data, "emotion: {anna: -2, ben: 0}"));
    cr_expect_not_null(strstr(text.data, "shoe: 38"), "what came back is whole");
    undo_release(&undo);
    map_release(&map);
    buf_release(&source);
    buf_release(&text);
}

static void save(struct map *map)
{
    struct rendering rendering = RENDERING_INIT;
    cr_assert(render_map(map, &rendering));
    rendering_keep(map, &rendering);
    rendering_release(&rendering);
}

/* Edits, saves, undoes and saves: after each edit, and after all of them. */
static void expect_undone(const char *name, struct slice source, const char *script, bool each)
{
    struct map map;
    struct undo undo;
    struct buf steps = BUF_INIT;
    buf_adds(&steps, script);
    read_map(&map, source);
    undo_init(&undo, &map);
    for (char *step = steps.data, *end; step; step = end) {
        end = strchr(step, ';');
        if (end)
            *end++ = '\0';
        edit_by_script(&map, &undo, step);
        if (each)
            save(&map);
    }
    save(&map);
    while (undo_undo(&undo))
        if (each)
            save(&map);
    save(&map);
    cr_expect(slice_equal((struct slice){ map.source, map.source_len }, source),
        "%s: %s\nexpected\n%.*s\nfound\n%.*s", name, script, SLICE_ARG(source), (int)map.source_len,
        map.source);
    expect_round_trip(&map, script);
    undo_release(&undo);
    map_release(&map);
    buf_release(&steps);
}

/* A save between a change and its undo changes nothing: comments, blank lines, forms and ids are
 * what they were. */
Test(store_patch, brings_back_what_saves_took_away)
{
    static const char odd[] = "cjm: 1\ntitle: x\nstages:\n  -\n    # odd\n    name: Aware\n\n"
                              "    touchpoints: [ a, 'b' ]\n  # two\n  - # more\n"
                              "    name: Buy  # b\n    goal: g\n\n    # below\n"
                              "    touchpoints:   # of buy\n      # in buy\n      - later\n"
                              "      # second\n      - late\n    notes: n\n";
    static const struct {
        const char *source, *script;
    } rows[] = {
        { "hand", "remove checkout" },
        { "hand", "remove 3-d-secure" },
        { "hand", "remove order-mail" },
        { "hand", "remove poster" },
        { "hand", "remove tv-ad" },
        { "hand", "remove purchase" },
        { "hand", "remove later" },
        { "hand", "remove awareness; remove later" },
        { "hand", "remove order-mail; remove 3-d-secure; remove checkout; remove purchase" },
        { NULL, "remove late; remove later" },
        { "hand", "remove anna" },
        { "hand", "remove ben; remove checkout" },
        { "hand", "remove the-code-never-comes" },
        { "hand", "remove twice; remove the-code-never-comes" },
        { "hand", "remove the-code-never-comes; remove twice" },
        { "hand", "remove twice; remove 3-d-secure; remove purchase" },
        { "hand", "move 3-d-secure later 0; remove later" },
        { "hand", "set 3-d-secure emotion 1; remove 3-d-secure" },
        { "hand", "set 3-d-secure emotion 1; set purchase name Buying; remove purchase" },
        { "hand", "set awareness name Aware" },
        { "hand", "set awareness name Purchase; remove purchase; add map stages 0 Purchase" },
        { "hand", "add map stages 0 Purchase; add purchase touchpoints 0 Map; remove map-2" },
        { "flow", "remove b; remove y" },
        { "flow", "remove z" },
        { "forms", "remove b" },
        { "forms", "remove b; remove fold" },
        { "forms", "remove flow" },
        { "forms", "remove folded-name" },
        { "forms", "remove plain-multi-line; remove flow" },
        { NULL, "remove aware" },
        { NULL, "remove buy" },
        { NULL, "move aware map 1" },
        { NULL, "remove b" },
        { NULL, "set aware goal a; remove aware; remove buy" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf source = BUF_INIT;
        if (rows[i].source)
            read_source(rows[i].source, &source);
        else
            buf_adds(&source, odd);
        expect_undone(rows[i].source, buf_slice(&source), rows[i].script, true);
        expect_undone(rows[i].source, buf_slice(&source), rows[i].script, false);
        buf_release(&source);
    }
    struct slice low = SLICE("cjm: 1\ntitle: x\nstages:\n- A\n- B # b\n");
    expect_undone("low", low, "remove a", true);
    expect_undone("low", low, "remove b; remove a", true);
    expect_undone("low", low, "add map stages 0 Map; set map-2 name A; remove a", true);
    struct slice early = SLICE("cjm: 1\ntitle: x\nstages:\n  - name: Buy\n    touchpoints:\n"
                               "      - later\n    goal: g\n");
    expect_undone("behind the key at the dash", early, "remove later", true);
}

/* An item with its dash on a line of its own moves with all its lines. */
Test(store_patch, moves_items_below_their_dash)
{
    static const char source[] = "cjm: 1\ntitle: x\nstages:\n  - Buy\n  # c\n  -\n    # odd\n"
                                 "    name: 'Aware'\n\n    touchpoints: [ a ]\n  - Last\n";
    static const char expected[] = "cjm: 1\ntitle: x\nstages:\n  # c\n  -\n    # odd\n"
                                   "    name: 'Aware'\n\n    touchpoints: [ a ]\n  - Buy\n"
                                   "  - Last\n";
    struct map map;
    struct undo undo;
    read_map(&map, slice_of(source));
    undo_init(&undo, &map);
    edit_by_script(&map, &undo, "move aware map 0");
    save(&map);
    cr_expect(slice_is((struct slice){ map.source, map.source_len }, expected), "found\n%.*s",
        (int)map.source_len, map.source);
    undo_release(&undo);
    map_release(&map);
}

/* Lists of texts keep the quotes, blanks and comments of the items that stay. */
Test(store_patch, changes_lists_of_texts_in_their_form)
{
    static const char lines[] = "['a b', \"c\", # keep me\n  d]";
    static const struct {
        const char *old, *items, *expected;
    } rows[] = {
        { lines, "a b|c|d|e|", "['a b', \"c\", # keep me\n  d, e]" },
        { lines, "a b|x, y|c|d|", "['a b', \"x, y\", \"c\", # keep me\n  d]" },
        { lines, "new|a b|c|d|", "[new, 'a b', \"c\", # keep me\n  d]" },
        { lines, "a b|d|", "['a b', # keep me\n  d]" },
        { lines, "c|d|", "[\"c\", # keep me\n  d]" },
        { lines, "a b|c|", "['a b', \"c\"]" },
        { "[ a , 'b' ]  # end", "a|no|", "[ a , \"no\" ]  # end" },
        { "['a']", "a|a text that is so long that nobody likes to have it behind another|and more|",
            "\n  - a\n  - a text that is so long that nobody likes to have it behind another\n"
            "  - and more" },
        { "[]", "a|", "[a]" },
        { "\n- 'a'  # one\n- b", "a|c|b|", "\n- 'a'  # one\n- c\n- b" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf source = BUF_INIT, value = BUF_INIT, text = BUF_INIT, expected = BUF_INIT;
        struct map map;
        struct undo undo;
        const char *space = rows[i].old[0] == '\n' ? "" : " ";
        const char *new_space = rows[i].expected[0] == '\n' ? "" : " ";
        buf_addf(&source, "cjm: 1\ntitle: x\nlinks:%s%s\nnotes: y\n", space, rows[i].old);
        buf_addf(
            &expected, "cjm: 1\ntitle: x\nlinks:%s%s\nnotes: y\n", new_space, rows[i].expected);
        for (const char *c = rows[i].items; *c; c++)
            buf_add_char(&value, *c == '|' ? '\0' : *c);
        read_map(&map, buf_slice(&source));
        undo_init(&undo, &map);
        edit_set(&undo, map.root, MAP_LINKS, buf_slice(&value));
        write_map(&map, &text);
        cr_expect_str_eq(text.data, expected.data);
        undo_release(&undo);
        map_release(&map);
        buf_release(&source);
        buf_release(&value);
        buf_release(&text);
        buf_release(&expected);
    }
}
