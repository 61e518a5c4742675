/* Fields that maps had not from the beginning: read, changed by one line, merged, told. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "export/export.h"
#include "insight/compare.h"
#include "insight/merge/merge.h"
#include "insight/priority.h"
#include "insight/stage.h"
#include "store/store.h"
#include "unit/store_support.h"

#define HEAD "cjm: 1\ntitle: T\npersonas: [Anna, Ben]\n"

/* What the edits change in the file; undone, it is the old one. */
static void expect_change(const char *source, const char *script, const char *expected)
{
    struct buf text = BUF_INIT, changes = BUF_INIT;
    struct map map;
    struct undo undo;
    read_map(&map, slice_of(source));
    undo_init(&undo, &map);
    edit_by_script(&map, &undo, script);
    write_map(&map, &text);
    add_difference(&changes, slice_of(source), buf_slice(&text));
    cr_expect_str_eq(changes.len ? changes.data : "", expected, "%s: found\n%s", script,
        changes.len ? changes.data : "");
    while (undo_undo(&undo))
        ;
    buf_clear(&text);
    write_map(&map, &text);
    cr_expect_str_eq(text.data, source, "%s: undone", script);
    undo_release(&undo);
    map_release(&map);
    buf_release(&text);
    buf_release(&changes);
}

static const char stage[] = HEAD "stages:\n"
                                 "  - name: Buy\n"
                                 "    emotion: {anna: -1, ben: 2}   # guessed\n"
                                 "    needs: [speed, trust]\n"
                                 "    pains:\n"
                                 "      - text: Slow\n"
                                 "        severity: 3\n"
                                 "    touchpoints: [Pay]\n";

Test(fields, of_a_stage_change_one_line)
{
    static const struct {
        const char *script, *expected;
    } rows[] = {
        { "set buy emotion 1", "-    emotion: {anna: -1, ben: 2}   # guessed\n"
                               "+    emotion: 1   # guessed\n" },
        { "set buy strategy Free returns", "+    strategy: Free returns\n" },
        { "set buy expects A fair price", "+    expects: A fair price\n" },
        { "set buy phase Purchase", "+    phase: Purchase\n" },
        { "set slow severity 4", "-        severity: 3\n+        severity: 4\n" },
        { "add buy ideas 0 Tills", "+    ideas:\n+      - text: Tills\n" },
        { "add buy quotes 0 Never again", "+    quotes:\n+      - text: Never again\n" },
        { "remove anna", "-personas: [Anna, Ben]\n+personas: [Ben]\n"
                         "-    emotion: {anna: -1, ben: 2}   # guessed\n"
                         "+    emotion: {ben: 2}   # guessed\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_change(stage, rows[i].script, rows[i].expected);
}

static void expect_refused(const char *text, const char *message)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct buf said = BUF_INIT;
    map_begin(&map);
    cr_expect_eq(store_read_text(&map, "m.yaml", slice_of(text), &diags), STATUS_BAD, "%s", text);
    take_messages(&diags, &said);
    cr_expect_str_eq(said.len ? said.data : "", message);
    buf_release(&said);
    map_release(&map);
}

Test(fields, wrong_values_are_named_with_their_place)
{
    expect_refused(HEAD "stages:\n  - name: Buy\n    emotion: 3\n",
        "m.yaml:6:5: emotion: must be -2..2, found 3\n");
    expect_refused(HEAD "stages:\n  - {name: Buy, emotion: {carl: 1}}\n",
        "m.yaml:5:27: there is no persona 'carl'; write the id of a persona, or add the "
        "persona\n");
}

Test(fields, of_a_stage_alone_the_curve_has_its_emotion)
{
    static const struct {
        const char *stage, *persona;
        bool own;
        double emotion;
    } rows[] = {
        { "name: Buy", NULL, false, 0 },
        { "name: Buy, emotion: -2", NULL, true, -2 },
        { "name: Buy, emotion: -2", "anna", true, -2 },
        { "name: Buy, emotion: {anna: -2, ben: 1}", NULL, true, -0.5 },
        { "name: Buy, emotion: {anna: -2, ben: 1}", "ben", true, 1 },
        { "name: Buy, emotion: {anna: -2}", "ben", false, 0 },
        { "name: Buy, emotion: {anna: -2}", NULL, true, -2 },
        { "name: Buy, emotion: 1, touchpoints: [Pay, {name: Go, emotion: {anna: 0}}]", NULL, false,
            0 },
        { "name: Buy, emotion: 1, touchpoints: [Pay, {name: Go, emotion: {anna: 0}}]", "ben", true,
            1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        struct buf text = BUF_INIT;
        double emotion = 0;
        buf_addf(&text, HEAD "stages: [{%s}]\n", rows[i].stage);
        read_map(&map, buf_slice(&text));
        const struct node *node = node_child(map.root, MAP_STAGES, 0);
        cr_expect_eq(stage_own_emotion(node, rows[i].persona, &emotion), rows[i].own, "row %zu", i);
        cr_expect_float_eq(emotion, rows[i].emotion, 1e-9, "row %zu: %g", i, emotion);
        map_release(&map);
        buf_release(&text);
    }
}

Test(fields, pains_of_a_stage_count_like_all_others)
{
    struct map map;
    struct node **pains;
    struct buf markdown = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    read_map(&map, slice_of(stage));
    cr_assert_eq(pains_ranked(&map, &pains), 1);
    free(pains);
    cr_assert_eq(
        export_markdown.write(&map, &(struct export_options){ 0 }, &markdown, &diags), STATUS_OK);
    static const char *const lines[] = { "- **Emotion:** Anna -1, Ben +2\n",
        "- **Pain:** Slow\n  - **Severity:** 3\n", "| 3 | Slow | Buy | 3 | | | |\n" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        cr_expect(strstr(markdown.data, lines[i]), "no %s in\n%s", lines[i], markdown.data);
    buf_release(&markdown);
    map_release(&map);
}

/* Two people change what they change: what comes out, and how many conflicts. */
static void expect_merged(const char *source, const char *ours, const char *theirs,
    size_t conflicts, const char *expected)
{
    struct map base, mine, other;
    struct undo undo, others;
    struct buf text = BUF_INIT, changes = BUF_INIT;
    struct conflicts found = CONFLICTS_INIT;
    read_map(&base, slice_of(source));
    read_map(&mine, slice_of(source));
    read_map(&other, slice_of(source));
    undo_init(&undo, &mine);
    undo_init(&others, &other);
    edit_by_script(&mine, &undo, ours);
    edit_by_script(&other, &others, theirs);
    merge_maps(&undo, &base, &other, &found);
    write_map(&mine, &text);
    add_difference(&changes, slice_of(source), buf_slice(&text));
    cr_expect_eq(found.count, conflicts, "%s | %s", ours, theirs);
    cr_expect_str_eq(changes.len ? changes.data : "", expected, "%s | %s: found\n%s", ours, theirs,
        changes.len ? changes.data : "");
    conflicts_release(&found);
    undo_release(&undo);
    undo_release(&others);
    map_release(&base);
    map_release(&mine);
    map_release(&other);
    buf_release(&text);
    buf_release(&changes);
}

Test(fields, of_a_stage_are_merged)
{
    expect_merged(stage, "set buy strategy Tills", "set buy expects Speed", 0,
        "+    expects: Speed\n+    strategy: Tills\n");
    expect_merged(
        stage, "set buy strategy Tills", "set buy strategy Kiosks", 1, "+    strategy: Tills\n");
    expect_merged(stage, "add buy ideas 0 Tills", "set slow severity 4", 0,
        "-        severity: 3\n+        severity: 4\n+    ideas:\n+      - text: Tills\n");
}
