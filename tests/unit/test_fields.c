/* Fields that maps had not from the beginning: read, changed by one line, merged, told. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/length.h"
#include "export/export.h"
#include "insight/merge/merge.h"
#include "insight/priority.h"
#include "insight/stage.h"
#include "insight/touchpoint.h"
#include "model/edit/per_persona.h"
#include "store/own_field.h"
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
        "m.yaml:6:5: emotion must be -2..2, found 3\n");
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
        "- **Pain:** Slow\n  - **Severity:** 3\n", "| 18? | Slow | Buy | 3 | | | |\n" };
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

/* --- values of several parts --- */

static const char parts[] = HEAD
    "stages:\n"
    "  - name: Buy\n"
    "    touchpoints:\n"
    "      - name: Pay\n"
    "        channel: web   # for now\n"
    "        measured: {value: -0.4, n: 120, source: \"Survey, May\"}\n"
    "        duration: 1-2 Minuten\n"
    "        visits:\n"
    "          - note: Till closed\n"
    "            emotion: -1\n"
    "      - name: Go\n"
    "        channel: [shop, app]\n"
    "        takes_part: [ben]\n"
    "        measured:\n"
    "          value: 1\n"
    "          date: 2026-11-02\n"
    "        pains:\n"
    "          - text: Slow\n"
    "            comments: [Really?]\n"
    "        metrics:\n"
    "          - name: Returns\n"
    "            value: 12\n"
    "            was:\n"
    "              - value: 14\n";

/* A list is typed with "\0" as "|". */
static void expect_set(const char *id, const char *key, const char *value, const char *expected)
{
    struct buf text = BUF_INIT, changes = BUF_INIT, list = BUF_INIT;
    struct map map;
    struct undo undo;
    read_map(&map, slice_of(parts));
    undo_init(&undo, &map);
    struct node *node = map_find(&map, slice_of(id));
    cr_assert_not_null(node, "%s", id);
    for (; value && *value; value++)
        buf_add_char(&list, *value == '|' ? '\0' : *value);
    edit_set(&undo, node, field_of_key(node->kind, slice_of(key)), buf_slice(&list));
    write_map(&map, &text);
    add_difference(&changes, slice_of(parts), buf_slice(&text));
    cr_expect_str_eq(changes.len ? changes.data : "", expected, "%s %s: found\n%s", id, key,
        changes.len ? changes.data : "");
    struct map again;
    struct buf canonical = BUF_INIT, other = BUF_INIT;
    read_map(&again, buf_slice(&text));
    store_canonical(&map, &canonical);
    store_canonical(&again, &other);
    cr_expect_str_eq(canonical.data, other.data, "%s %s", id, key);
    map_release(&again);
    undo_release(&undo);
    map_release(&map);
    buf_release(&text);
    buf_release(&changes);
    buf_release(&list);
    buf_release(&canonical);
    buf_release(&other);
}

Test(fields, of_parts_change_one_line)
{
    expect_set("pay", "channel", "app",
        "-        channel: web   # for now\n+        channel: app   # for now\n");
    expect_set("pay", "channel", "web|phone|",
        "-        channel: web   # for now\n+        channel: [web, phone]   # for now\n");
    expect_set("go", "channel", "shop|app|web|",
        "-        channel: [shop, app]\n+        channel: [shop, app, web]\n");
    expect_set("go", "channel", "shop", "-        channel: [shop, app]\n+        channel: shop\n");
    expect_set("pay", "measured", "value|0.5|n|120|source|Survey, May|",
        "-        measured: {value: -0.4, n: 120, source: \"Survey, May\"}\n"
        "+        measured: {value: 0.5, n: 120, source: \"Survey, May\"}\n");
    expect_set("go", "measured", "value|-2|date|2026-11-02|",
        "-          value: 1\n+          value: -2\n");
    expect_set("pay", "duration", "3-6 weeks",
        "-        duration: 1-2 Minuten\n+        duration: 3-6 weeks\n");
    expect_set("returns", "value", "9.5", "-            value: 12\n+            value: 9.5\n");
    expect_set("returns", "value", "few", "-            value: 12\n+            value: few\n");
    expect_set("till-closed", "by", "Nia", "+            by: Nia\n");
    expect_set("really", "done", "true",
        "-            comments: [Really?]\n+            comments: [{text: \"Really?\", done: "
        "true}]\n");
    expect_set("buy", "map", "pay.yaml", "+    map: pay.yaml\n");
}

Test(fields, of_parts_are_checked)
{
    static const char touchpoint[] = HEAD "stages:\n  - name: Buy\n    touchpoints:\n"
                                          "      - name: Pay\n        ";
    static const struct {
        const char *line, *message;
    } rows[] = {
        { "measured: 1\n", "m.yaml:8:19: measured must be keys and values, found a text\n" },
        { "measured: {value: 3}\n", "m.yaml:8:20: measured.value must be -2..2, found 3\n" },
        { "measured: {n: few}\n", "m.yaml:8:20: measured.n must be 0..999999999, found few\n" },
        { "measured: {mean: 1}\n", "m.yaml:8:20: measured.mean: \"mean\" is not allowed; allowed: "
                                   "value, n, date, source\n" },
        { "measured: {value: 1, value: 2}\n",
            "m.yaml:8:30: the key 'value' is there twice; remove one\n" },
        { "measured: {value: [1]}\n", "m.yaml:8:27: measured must be a text, found a list\n" },
        { "channel: {a: b}\n", "m.yaml:8:18: channel must be a text, found keys and values\n" },
        { "channel: [web, [a]]\n",
            "m.yaml:8:24: an item of channel must be a text, found a list\n" },
        { "map: /etc/passwd\n", "m.yaml:8:9: map: \"/etc/passwd\" is not allowed; allowed: a path "
                                "from this file on\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT;
        buf_addf(&text, "%s%s", touchpoint, rows[i].line);
        expect_refused(text.data, rows[i].message);
        buf_release(&text);
    }
}

Test(fields, of_parts_are_merged)
{
    expect_merged(parts, "set pay channel app", "set pay channel phone", 1,
        "-        channel: web   # for now\n+        channel: app   # for now\n");
    expect_merged(parts, "set pay channel app", "set go duration 1h", 0,
        "-        channel: web   # for now\n+        channel: app   # for now\n"
        "+        duration: 1h\n");
    expect_merged(parts, "add slow comments 0 Sure", "add slow comments 1 Never", 0,
        "-            comments: [Really?]\n+            comments: [Sure, Really?, Never]\n");
}

Test(fields, who_takes_no_part_has_no_emotion)
{
    struct map map;
    read_map(
        &map, SLICE(HEAD "stages:\n  - name: Buy\n    touchpoints:\n"
                         "      - {name: Pay, emotion: 1, takes_part: [ben]}\n"
                         "      - {name: Go, emotion: {anna: -2, ben: 2}, takes_part: [ben]}\n"));
    struct node *pay = map_find(&map, SLICE("pay")), *go = map_find(&map, SLICE("go"));
    cr_expect_eq(touchpoint_emotion(pay, "anna"), EMOTION_NONE);
    cr_expect_eq(touchpoint_emotion(pay, "ben"), 1);
    cr_expect_eq(touchpoint_emotion(pay, NULL), 1);
    cr_expect_eq(touchpoint_emotion(go, "anna"), EMOTION_NONE);
    cr_expect_eq(touchpoint_emotion(go, NULL), 2, "the mean of those who are there");
    cr_expect_eq(emotions_apart(go), 0);
    struct undo undo;
    undo_init(&undo, &map);
    touchpoint_set_emotion(&undo, go, "ben", 0);
    cr_expect(
        slice_equal(node_get(go, TOUCHPOINT_EMOTION), (struct slice){ "anna\0-2\0ben\0000", 14 }),
        "another's own is kept");
    undo_release(&undo);
    map_release(&map);
}

Test(fields, lengths_are_read)
{
    static const struct {
        const char *text;
        bool good;
        double low, high;
    } rows[] = { { "20 min", true, 20, 20 }, { "30 s", true, 0.5, 0.5 }, { "1h", true, 60, 60 },
        { "1-2 min", true, 1, 2 }, { "2 to 3 days", true, 2880, 4320 },
        { "3-6 weeks", true, 30240, 60480 }, { "1,5 ώρες", true, 90, 90 },
        { "2.25 h", true, 135, 135 }, { "10 Λεπτά", true, 10, 10 }, { "3 – 4 λ.", true, 3, 4 },
        { "２天", true, 2880, 2880 }, { "1到2个小时", true, 60, 120 }, { "30分钟", true, 30, 30 },
        { "1 h 30 min", true, 90, 90 }, { "30 min - 2 h", true, 30, 120 },
        { "90 sec.", true, 1.5, 1.5 }, { "soon", false, 0, 0 }, { "5", false, 0, 0 },
        { "5 apples", false, 0, 0 }, { "", false, 0, 0 }, { "3-2 min", false, 0, 0 },
        { "min", false, 0, 0 }, { "1-", false, 0, 0 }, { "1 h soon", false, 0, 0 },
        { "99999999999999999999 days", false, 0, 0 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct length length;
        bool good = length_read(slice_of(rows[i].text), &length);
        cr_expect_eq(good, rows[i].good, "%s", rows[i].text);
        if (good && rows[i].good)
            cr_expect(length.low == rows[i].low && length.high == rows[i].high, "%s: %g to %g",
                rows[i].text, length.low, length.high);
    }
}

/* --- lanes of a map's own --- */

#define LANES                                                             \
    HEAD "lanes:\n"                                                       \
         "  - key: risk\n"                                                \
         "    label: Risk\n"                                              \
         "    of: touchpoint\n"                                           \
         "    type: choice\n"                                             \
         "    words: [low, high]\n"                                       \
         "  - {key: cost_a, of: stage, type: number, low: 0, high: 10}\n" \
         "  - {key: tags, of: touchpoint, type: list}\n"                  \
         "stages:\n"

Test(fields, of_lanes_are_checked)
{
    static const struct {
        const char *text, *message;
    } rows[] = {
        { HEAD "lanes:\n  - key: Risk\n",
            "m.yaml:5:5: the key of a lane has lower case letters, digits and \"_\", found "
            "\"Risk\"\n" },
        { HEAD "lanes:\n  - {key: channel, of: touchpoint}\n",
            "m.yaml:5:5: \"channel\" is a field already; choose another key\n" },
        { HEAD "lanes:\n  - {key: a, of: stage}\n  - {key: a}\n  - {key: a, of: stage, label: B}\n",
            "m.yaml:7:5: \"a\" is a field already; choose another key\n" },
        { HEAD "lanes:\n  - {key: a, of: stage, type: choice}\n",
            "m.yaml:5:5: a lane of the type choice needs its words: words: [low, high]\n" },
        { HEAD "lanes:\n  - {key: a, type: number, low: 5, high: 1}\n",
            "m.yaml:5:5: low is above high: 5, 1\n" },
        { HEAD "lanes:\n  - {key: a, of: pain}\n",
            "m.yaml:5:14: of: \"pain\" is not allowed; allowed: stage, touchpoint, persona\n" },
        { LANES "  - name: Buy\n    cost_a: 11\n    touchpoints:\n"
                "      - {name: Pay, risk: medium, tags: {a: b}}\n",
            "m.yaml:14:5: cost_a must be 0..10, found 11\n"
            "m.yaml:16:21: risk: \"medium\" is not allowed; allowed: low, high\n"
            "m.yaml:16:35: tags: must be a list such as [one, two]\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_refused(rows[i].text, rows[i].message);
    struct buf many = BUF_INIT;
    buf_adds(&many, HEAD "lanes:\n");
    for (int i = 0; i < 21; i++)
        buf_addf(&many, "  - key: k%d\n", i);
    expect_refused(many.data, "m.yaml:25:5: a map has at most 20 lanes; remove some\n");
    buf_release(&many);
}

static const char laned[] = LANES "  - name: Buy\n"
                                  "    touchpoints:\n"
                                  "      - name: Pay\n"
                                  "        risk: low   # so far\n"
                                  "        legal: [GDPR]\n"
                                  "        tags: a\n"
                                  "      - name: Go\n";

Test(fields, of_lanes_are_like_any_other)
{
    struct map map;
    struct undo undo;
    struct lane lane;
    struct buf value = BUF_INIT, text = BUF_INIT, changes = BUF_INIT;
    read_map(&map, slice_of(laned));
    undo_init(&undo, &map);
    struct node *pay = map_find(&map, SLICE("pay"));
    cr_expect_not(lane_of_key(&map, KIND_STAGE, SLICE("risk"), &lane));
    cr_assert(lane_of_key(&map, KIND_TOUCHPOINT, SLICE("tags"), &lane));
    cr_expect(lane_get(pay, &lane, &value));
    cr_expect(
        slice_equal(buf_slice(&value), (struct slice){ "a\0", 2 }), "a text is a list of one");
    lane_set(&undo, pay, &lane, (struct slice){ "a\0b: c\0", 7 });
    cr_assert(lane_of_key(&map, KIND_TOUCHPOINT, SLICE("risk"), &lane));
    lane_set(&undo, pay, &lane, SLICE("high"));
    cr_assert(lane_of_key(&map, KIND_STAGE, SLICE("cost_a"), &lane));
    lane_set(&undo, map_find(&map, SLICE("buy")), &lane, SLICE("3"));
    write_map(&map, &text);
    add_difference(&changes, slice_of(laned), buf_slice(&text));
    cr_expect_str_eq(changes.data,
        "-        risk: low   # so far\n+        risk: high   # so far\n"
        "-        tags: a\n+        tags: [a, \"b: c\"]\n"
        "+    cost_a: 3\n",
        "%s", changes.data);
    while (undo_undo(&undo))
        ;
    lane_set(&undo, pay, &lane, SLICE_NONE);
    size_t count = 0;
    while (own_field_at(&map, pay, count) > FIELD_UNKNOWN)
        count++;
    cr_expect_eq(count, 3, "two lanes and an own key");
    undo_release(&undo);
    map_release(&map);
    buf_release(&value);
    buf_release(&text);
    buf_release(&changes);
}

Test(fields, of_lanes_and_own_keys_are_exported)
{
    struct map map;
    struct buf markdown = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    read_map(&map, slice_of(laned));
    cr_assert_eq(
        export_markdown.write(&map, &(struct export_options){ 0 }, &markdown, &diags), STATUS_OK);
    static const char lines[] = "- **Risk:** low\n- **tags:** a\n- **legal:** GDPR\n";
    cr_expect(strstr(markdown.data, lines), "no\n%sin\n%s", lines, markdown.data);
    buf_release(&markdown);
    map_release(&map);
}

/* --- what follows from them --- */

Test(fields, channels_tell_whether_it_is_online)
{
    static const struct {
        const char *touchpoint;
        enum channel_class class;
    } rows[] = {
        { "name: Pay", CHANNEL_UNSAID },
        { "name: Pay, channel: web", CHANNEL_ONLINE },
        { "name: Pay, channel: E-Mail", CHANNEL_ONLINE },
        { "name: Pay, channel: [shop, web]", CHANNEL_OFFLINE },
        { "name: Pay, channel: phone", CHANNEL_UNSAID },
        { "name: Pay, channel: kiosk", CHANNEL_UNSAID },
        { "name: Pay, channel: web, online: false", CHANNEL_OFFLINE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        struct buf text = BUF_INIT;
        buf_addf(&text, HEAD "stages: [{name: Buy, touchpoints: [{%s}]}]\n", rows[i].touchpoint);
        read_map(&map, buf_slice(&text));
        cr_expect_eq(touchpoint_online(map_find(&map, SLICE("pay"))), rows[i].class, "%s",
            rows[i].touchpoint);
        map_release(&map);
        buf_release(&text);
    }
}

Test(fields, paths_have_touchpoints)
{
    struct map map;
    read_map(&map, SLICE(HEAD "paths: [express, shop]\nstages:\n  - name: Buy\n    touchpoints:\n"
                              "      - {name: Pay, paths: [express]}\n      - Go\n"));
    const struct node *pay = map_find(&map, SLICE("pay")), *go = map_find(&map, SLICE("go"));
    cr_expect(path_has(SLICE("express"), pay));
    cr_expect_not(path_has(SLICE("shop"), pay));
    cr_expect(path_has(SLICE("shop"), go), "it names no path");
    cr_expect(path_has(SLICE_NONE, pay), "the whole journey");
    cr_expect_eq(path_touchpoints(&map, SLICE("express")), 1);
    cr_expect_eq(path_touchpoints(&map, SLICE("shop")), 0);
    map_release(&map);
}

Test(fields, photos_and_drawings_are_exported)
{
    struct map map;
    struct buf markdown = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    read_map(&map, SLICE("cjm: 1\ntitle: T\npersonas:\n"
                         "  - {name: Anna, photo: img/anna.jpg, portrait: \" o\\n/|\\\\\"}\n"
                         "  - {name: Ben, photo: \"a b) c.jpg\", portrait: woman}\n"));
    cr_assert_eq(
        export_markdown.write(&map, &(struct export_options){ 0 }, &markdown, &diags), STATUS_OK);
    static const char *const lines[] = { "- **Photo:** ![Anna](img/anna.jpg)\n",
        "- **Portrait:**\n  `````````````````````text\n   o\n  /|\\\n  `````````````````````\n",
        "- **Photo:** a b) c.jpg\n", "- **Portrait:** woman\n" };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        cr_expect(strstr(markdown.data, lines[i]), "no %s in\n%s", lines[i], markdown.data);
    buf_release(&markdown);
    map_release(&map);
}

Test(fields, lengths_of_touchpoints_are_the_stages)
{
    static const struct {
        const char *stage, *length;
        int path;
        size_t touchpoints, timed;
        double mean;
    } rows[] = {
        { "name: Buy", "0 min", 0, 0, 0, 0 },
        { "name: Buy, duration: 2 h, touchpoints: [{name: Pay, duration: 5 min, emotion: -1}]",
            "5 min", 0, 1, 1, -1 },
        { "name: Buy, duration: long, touchpoints: [{name: Pay, duration: 5-10 min, emotion: 2}, "
          "{name: Go, duration: 2h, emotion: 1}, {name: Sit, duration: a while}]",
            "2.1-2.2 hours", 0, 3, 2, 1.5 },
        { "name: Buy, touchpoints: [{name: Sit, duration: 6 weeks, paths: [b], emotion: 2}, "
          "{name: Go, duration: 90 min, emotion: -2}]",
            "90 min", 1, 1, 1, -2 },
        { "name: Buy, touchpoints: [{name: Sit, duration: 3-6 weeks, paths: [b]}, Go]", "3-6 weeks",
            2, 2, 1, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        struct buf text = BUF_INIT, length = BUF_INIT;
        buf_addf(&text, HEAD "paths: [a, b]\nstages: [{%s}]\n", rows[i].stage);
        read_map(&map, buf_slice(&text));
        struct stage_sum sum = stage_sum(
            &map, node_child(map.root, MAP_STAGES, 0), NULL, rows[i].path);
        length_add(&sum.length, &length);
        cr_expect_str_eq(length.data, rows[i].length, "row %zu: %s", i, length.data);
        cr_expect_eq(sum.touchpoints, rows[i].touchpoints, "row %zu", i);
        cr_expect_eq(sum.timed, rows[i].timed, "row %zu", i);
        cr_expect_eq(sum.mean, rows[i].mean, "row %zu", i);
        map_release(&map);
        buf_release(&text);
        buf_release(&length);
    }
}

Test(fields, a_mean_of_nothing_has_no_sign)
{
    static const struct {
        double mean;
        const char *shown;
    } rows[] = { { 0, "0.0" }, { -0.04, "0.0" }, { 0.04, "0.0" }, { 0.1, "+0.1" }, { -2, "-2.0" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT;
        mean_add(rows[i].mean, &text);
        cr_expect_str_eq(text.data, rows[i].shown);
        buf_release(&text);
    }
}
