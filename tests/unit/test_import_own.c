/* What our own exports write comes back. */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>

#include "export/export.h"
#include "insight/compare.h"
#include "store/store.h"
#include "support.h"
#include "unit/import_support.h"
#include "unit/store_support.h"

/* Says what differs from the map. */
static void expect_equal(const struct map *map, struct slice text, const char *what)
{
    struct map back;
    struct match match;
    struct changes changes = CHANGES_INIT;
    struct buf all = BUF_INIT, said = BUF_INIT;
    buf_adds(&all, "cjm: 1\n");
    buf_add_slice(&all, text);
    read_map(&back, buf_slice(&all));
    match_maps(&match, map, &back, true);
    compare_maps(&match, map, &back, &changes);
    for (size_t i = 0; i < changes.count && i < 5; i++) {
        change_describe(&changes.items[i], NULL, &said);
        buf_add_char(&said, '\n');
    }
    cr_expect_eq(changes.count, 0, "%s:\n%s", what, said.data);
    changes_release(&changes);
    match_release(&match);
    map_release(&back);
    buf_release(&all);
    buf_release(&said);
}

static void expect_back(
    const struct map *map, const char *name, const char *file, enum layout layout)
{
    struct buf text = BUF_INIT, back = BUF_INIT, said = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    const struct export_format *format = export_format_named(name);
    cr_assert_eq(
        format->write(map, &(struct export_options){ .layout = layout }, &text, &diags), STATUS_OK);
    cr_expect_eq(
        import_text(file, buf_slice(&text), NULL, &back, &said), STATUS_OK, "%s", said.data);
    cr_expect_str_eq(said.data, "");
    expect_equal(map, buf_slice(&back), file);
    diags_release(&diags);
    buf_release(&text);
    buf_release(&back);
    buf_release(&said);
}

Test(import_own, examples_come_back)
{
    glob_t found;
    cr_assert_eq(glob(TEST_PATH("examples/*.yaml"), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct map map;
        struct diags diags = DIAGS_INIT;
        map_begin(&map);
        cr_assert_eq(store_read(&map, found.gl_pathv[i], STORE_MAX_SIZE, &diags), STATUS_OK);
        expect_back(&map, "markdown", "table.md", LAYOUT_TABLE);
        expect_back(&map, "markdown", "list.md", LAYOUT_LIST);
        expect_back(&map, "json", "whole.json", LAYOUT_TABLE);
        diags_release(&diags);
        map_release(&map);
    }
    globfree(&found);
}

/* Commas, digits and signs in names are not those between emotions. */
Test(import_own, emotions_of_names_like_numbers)
{
    struct map map;
    read_map(&map, SLICE("cjm: 1\ntitle: A\n"
                         "personas: [\"=1+1,\", \"4,@\", \"B 2, x\", \"B +2\"]\n"
                         "stages:\n  - name: S\n    touchpoints:\n"
                         "      - name: T\n        emotion: {1-1: 2, 4: -2, b-2-x: 0, b-2: 1}\n"
                         "      - name: U\n        emotion: {b-2-x: -1}\n"));
    expect_back(&map, "markdown", "table.md", LAYOUT_TABLE);
    expect_back(&map, "markdown", "list.md", LAYOUT_LIST);
    map_release(&map);
}

/* A dash that begins a line of a quote does not say where it comes from. */
Test(import_own, quotes_with_dashes)
{
    struct map map;
    read_map(&map, SLICE("cjm: 1\ntitle: A\npersonas:\n  - name: Ann\n    quote: \"a\\n— b\"\n"
                         "stages:\n  - name: S\n    touchpoints: [T]\n"
                         "    quotes:\n      - text: \"c\\n— d\"\n        by: Zoe\n"));
    expect_back(&map, "markdown", "table.md", LAYOUT_TABLE);
    expect_back(&map, "markdown", "list.md", LAYOUT_LIST);
    map_release(&map);
}

Test(import_own, markdown_with_hand_edits)
{
    expect_import("hand.md",
        "# Tea\n"
        "\n"
        "## About this map\n"
        "\n"
        "- **Owner:** Zoe\n"
        "- **Colour:** green\n"
        "\n"
        "## Personas\n"
        "\n"
        "### Ann\n"
        "\n"
        "> Hot,\n"
        "> please.\n"
        "\n"
        "- **Goals:**\n"
        "  - a; b\n"
        "  - c\n"
        "\n"
        "### Bob\n"
        "\n"
        "## Journey\n"
        "\n"
        "| Brew |\n"
        "| --- |\n"
        "| Boil |\n"
        "\n"
        "## Brew\n"
        "\n"
        "Somebody wrote this.\n"
        "\n"
        "- **Pain:** slow\n"
        "\n"
        "### 1. Boil\n"
        "\n"
        "- **Emotion:** Ann +1, Bob 0\n"
        "- **Doing:** Fills \\*it\\*,  \n"
        "    waits\n"
        "- **Pain:** hot\n"
        "  - **Severity:** 9\n"
        "  - **Affected personas:** Ann, Bob\n"
        "\n"
        "## Quotes\n"
        "\n"
        "> Too, hot.\n"
        ">\n"
        "> — Interview, two, Ann, Brew / Boil, 2026-10-07\n"
        "\n"
        "> Where?\n"
        ">\n"
        "> — Bob, Moon\n"
        "\n"
        "## Metrics\n"
        "\n"
        "- Cups\n"
        "  - **Where:** Brew\n"
        "  - **Value:** 3\n"
        "- All\n"
        "  - **Value:** 4\n"
        "\n"
        "## Parking lot\n"
        "\n"
        "- Later\n"
        "  - **By:** Al\n",
        "title: Tea\n"
        "owner: Zoe\n"
        "notes: |-\n  Somebody wrote this.\n  hot: Severity: 9\n  Colour: green\n"
        "metrics:\n"
        "  - name: All\n"
        "    value: 4\n"
        "personas:\n"
        "  - name: Ann\n"
        "    quote: |-\n      Hot,\n      please.\n"
        "    goals: [a; b, c]\n"
        "  - name: Bob\n"
        "stages:\n"
        "  - name: Brew\n"
        "    metrics:\n"
        "      - name: Cups\n"
        "        value: 3\n"
        "    pains:\n"
        "      - text: slow\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        doing: |-\n          Fills *it*,\n          waits\n"
        "        emotion: {ann: 1, bob: 0}\n"
        "        quotes:\n"
        "          - text: Too, hot.\n"
        "            by: Interview, two\n"
        "            persona: ann\n"
        "            date: 2026-10-07\n"
        "        pains:\n"
        "          - text: hot\n"
        "            personas: [ann, bob]\n"
        "parking:\n"
        "  - text: Where?\n"
        "    by: Bob, Moon\n"
        "  - text: Later\n"
        "    by: Al\n",
        "hand.md:29: this is not understood; it is kept in the notes\n"
        "hand.md:51: a quote has no place; it goes to the parking lot\n"
        "hand.md:39: \"9\" is no value for \"Severity\"; it is kept in the notes\n"
        "hand.md:6: \"Colour\" has no field here; it is kept in the notes\n",
        STATUS_FOUND);
}

/* Tables tell again what the sections say: what these lack is taken, what differs is named and
 * kept.
 */
Test(import_own, markdown_with_hand_edits_in_what_is_told_again)
{
    expect_import("told.md",
        "# Tea\n"
        "\n"
        "## Journey\n"
        "\n"
        "| | Brew | Drink |\n"
        "| --- | --- | --- |\n"
        "| **Touchpoints** | 1 Boil (+1) !<br>2 Pour (-1) | 3 Sip |\n"
        "| **Duration** | 5 min<br>1 2 min | |\n"
        "| **Doing** | 1 Fills it<br>2 Tilts | 3 Sips |\n"
        "\n"
        "In brackets: the emotion, from -2 to +2. ★ moment of truth, ! pains.\n"
        "\n"
        "## Brew\n"
        "\n"
        "- **Duration:** 5 min\n"
        "\n"
        "### 1. Boil\n"
        "\n"
        "- **Duration:** 2 min\n"
        "- **Doing:** Fills it\n"
        "- **Emotion:** +1\n"
        "- **Pain:** slow\n"
        "  - **Severity:** 2\n"
        "\n"
        "### 2. Pour\n"
        "\n"
        "- **Doing:** Tips\n"
        "- **Emotion:** 0\n"
        "\n"
        "## Drink\n"
        "\n"
        "### 3. Sip\n"
        "\n"
        "| A | table |\n"
        "| --- | --- |\n"
        "\n"
        "## Pain points\n"
        "\n"
        "| Priority | Pain | Where | Severity | Frequency | Owner |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| 6 | slow | Brew / Boil | 3 | 1 | |\n"
        "| 6 | hot | Drink / Sip | 4 | | Zoe |\n",
        "title: Tea\n"
        "notes: |-\n"
        "  | A | table |\n"
        "  Touchpoints: 2 Pour (-1)\n"
        "  Pour: Doing: Tilts\n"
        "  slow: Severity: 3\n"
        "stages:\n"
        "  - name: Brew\n"
        "    duration: 5 min\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        duration: 2 min\n"
        "        doing: Fills it\n"
        "        emotion: 1\n"
        "        pains:\n"
        "          - text: slow\n"
        "            severity: 2\n"
        "            frequency: 1\n"
        "      - name: Pour\n"
        "        doing: Tips\n"
        "        emotion: 0\n"
        "  - name: Drink\n"
        "    touchpoints:\n"
        "      - name: Sip\n"
        "        doing: Sips\n"
        "        pains:\n"
        "          - text: hot\n"
        "            severity: 4\n"
        "            owner: Zoe\n",
        "told.md:34: this is not understood; it is kept in the notes\n"
        "told.md:7: \"2 Pour (-1)\" is told otherwise in the section of its stage, which counts; "
        "it "
        "is kept in the notes\n"
        "told.md:9: \"Tilts\" is told otherwise in the section of its stage, which counts; it is "
        "kept in the notes\n"
        "told.md:9: \"Sips\" stands in this table alone; it is taken\n"
        "told.md:41: \"3\" is told otherwise in the section of its stage, which counts; it is kept "
        "in the notes\n"
        "told.md:41: \"1\" stands in this table alone; it is taken\n"
        "told.md:42: \"hot\" stands in this table alone; it is added to its place\n",
        STATUS_FOUND);
}

/* The same in the layout of lists; an item may have several lines. */
Test(import_own, lists_with_hand_edits_in_what_is_told_again)
{
    expect_import("told.md",
        "# Tea\n"
        "\n"
        "## Journey\n"
        "\n"
        "- **Brew**\n"
        "  - Boil (+1) !\n"
        "  - Pour (-1)\n"
        "\n"
        "In brackets: the emotion, from -2 to +2. ★ moment of truth, ! pains.\n"
        "\n"
        "## Brew\n"
        "\n"
        "### 1. Boil\n"
        "\n"
        "- **Emotion:** +1\n"
        "- **Pain:** slow  \n"
        "    again\n"
        "  - **Severity:** 2\n"
        "\n"
        "### 2. Pour\n"
        "\n"
        "## Pain points\n"
        "\n"
        "- slow  \n"
        "    again\n"
        "  - **Where:** Brew / Boil\n"
        "  - **Severity:** 3\n"
        "  - **Owner:** Zoe\n"
        "- hot\n"
        "  - **Where:** Brew / Pour\n"
        "  - **Severity:** 4\n",
        "title: Tea\n"
        "notes: |-\n"
        "  Touchpoints: Pour (-1)\n"
        "  slow again: Severity: 3\n"
        "stages:\n"
        "  - name: Brew\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        emotion: 1\n"
        "        pains:\n"
        "          - text: |-\n"
        "              slow\n"
        "              again\n"
        "            severity: 2\n"
        "            owner: Zoe\n"
        "      - name: Pour\n"
        "        pains:\n"
        "          - text: hot\n"
        "            severity: 4\n",
        "told.md:7: \"Pour (-1)\" is told otherwise in the section of its stage, which counts; it "
        "is "
        "kept in the notes\n"
        "told.md:24: \"3\" is told otherwise in the section of its stage, which counts; it is kept "
        "in the notes\n"
        "told.md:24: \"Zoe\" stands in this table alone; it is taken\n"
        "told.md:29: \"hot\" stands in this table alone; it is added to its place\n",
        STATUS_FOUND);
}

/* Without an owner no heading leads to what is said of the map. */
Test(import_own, markdown_without_lead)
{
    expect_import("plain.md",
        "# Tea\n"
        "\n"
        "- **Audience:** all\n"
        "- **Paths:** a; b\n"
        "- **Colour:** green\n"
        "\n"
        "## Personas\n"
        "\n"
        "### Ann: A\n"
        "\n"
        "- **Photo:** ![Ann: A](ann.png)\n"
        "- **Portrait:**\n"
        "  `````````````````````text\n"
        "    o\n"
        "   /|\n"
        "  `````````````````````\n"
        "\n"
        "## Journey\n"
        "\n"
        "| | Brew |\n"
        "| --- | --- |\n"
        "\n"
        "In brackets: the emotion, from -2 to +2. ★ moment of truth, ! pains.\n"
        "\n"
        "## Brew\n"
        "\n"
        "- **Emotion:** Ann: A -1\n"
        "\n"
        "## Metrics\n"
        "\n"
        "| Name | Where | Value | Shade | Earlier values |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Cups | Brew | 3 | dark | 2 (2026-05-01), 1 |\n",
        "title: Tea\n"
        "audience: all\n"
        "paths: [a; b]\n"
        "notes: |-\n  Cups: Shade: dark\n  Colour: green\n"
        "personas:\n"
        "  - name: \"Ann: A\"\n"
        "    photo: ann.png\n"
        "    portrait: \"  o\\n /|\"\n"
        "stages:\n"
        "  - name: Brew\n"
        "    emotion: {ann-a: -1}\n"
        "    metrics:\n"
        "      - name: Cups\n"
        "        value: 3\n"
        "        was:\n"
        "          - value: 2\n"
        "            date: 2026-05-01\n"
        "          - value: 1\n",
        "plain.md:33: \"Shade\" has no field here; it is kept in the notes\n"
        "plain.md:5: \"Colour\" has no field here; it is kept in the notes\n",
        STATUS_OK);
}

Test(import_own, values_of_own_keys_are_as_people_write_them)
{
    static const char map[] = "cjm: 1\n"
                              "title: A\n"
                              "lanes:\n"
                              "  - key: risk\n"
                              "    id: risk\n"
                              "    of: touchpoint\n"
                              "    type: choice\n"
                              "    words: [high, low]\n"
                              "stages:\n"
                              "  - name: S\n"
                              "    id: s\n"
                              "    touchpoints:\n"
                              "      - name: T\n"
                              "        id: t\n"
                              "        risk: high\n"
                              "        code: \"5\"\n"
                              "        more: {a: [1, \"no\", {a: b}], b: null, c: {}, d: []}\n";
    struct map read;
    struct buf text = BUF_INIT, back = BUF_INIT, said = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    read_map(&read, slice_of(map));
    export_format_named("json")->write(&read, &(struct export_options){ 0 }, &text, &diags);
    cr_expect_eq(import_text("a.json", buf_slice(&text), NULL, &back, &said), STATUS_OK);
    cr_expect_str_eq(back.data, map + strlen("cjm: 1\n"), "%s", back.data);
    buf_release(&text);
    buf_release(&back);
    buf_release(&said);
    diags_release(&diags);
    map_release(&read);
}

/* What no map can hold is said, and the rest can be read back. */
Test(import_own, takes_nothing_that_a_map_cannot_hold)
{
    static const struct {
        const char *file, *text, *map;
    } rows[] = {
        { "a.json", "{\"name\": \"J\", \"stages\": [{\"name\": \"S\", \"x\": \"a\\u0000b\"}]}",
            "notes: \"x: a b\"" },
        { "a.md",
            "## Personas\n### Ann\n- **Portrait:**\n  ```\n  wider than a picture may be\n  ```\n"
            "## Journey\n### 1. T\n",
            "notes: \"Portrait: wider than a picture may be\"" },
        { "a.md",
            "## Journey\n## S\n### 1. T\n- **Idea:** I\n  - **Where:** S / T\n"
            "## Parking lot\n- later\n  - **Where:** S / T\n",
            "parking:\n  - text: later\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf map = BUF_INIT, said = BUF_INIT;
        import_text(rows[i].file, slice_of(rows[i].text), NULL, &map, &said);
        cr_expect(map.len && strstr(map.data, rows[i].map), "%s:\n%s\n%s", rows[i].file, map.data,
            said.data);
        buf_release(&map);
        buf_release(&said);
    }
}
