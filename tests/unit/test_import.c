/* Files of other programs as maps. */
#include <criterion/criterion.h>

#include "unit/import_support.h"

Test(import, mermaid)
{
    expect_import("tea.mmd",
        "%% of the workshop\n"
        "Journey\n"
        "  title Tea: the quick way;\n"
        "  Boil water: 3: Ann\n"
        "  section Drink\n"
        "  # a remark: 5: Ann\n"
        "  At 10:30 sip: 5: Ann, Bob\n"
        "  Sip again: 5; Spill it: 1: Bob\n"
        "  Wash #quot;up#quot;; dry<br>it： ４： Bob，Kettle service\n"
        "  Nap: : Ann\n"
        "  section Drink\n",
        "title: \"Tea: the quick way\"\n"
        "personas:\n"
        "  - name: Ann\n"
        "  - name: Bob\n"
        "stages:\n"
        "  - name: Journey\n"
        "    touchpoints:\n"
        "      - name: Boil water\n"
        "        takes_part: [ann]\n"
        "        emotion: {ann: 0}\n"
        "  - name: Drink\n"
        "    touchpoints:\n"
        "      - name: At 10:30 sip\n"
        "        emotion: {ann: 2, bob: 2}\n"
        "      - name: Sip again\n"
        "        emotion: 2\n"
        "      - name: Spill it\n"
        "        takes_part: [bob]\n"
        "        emotion: {bob: -2}\n"
        "      - name: Wash \"up\"; dry it\n"
        "        takes_part: [bob]\n"
        "        emotion: {bob: 1}\n"
        "        technology: [Kettle service]\n"
        "      - name: Nap\n"
        "        takes_part: [ann]\n",
        "tea.mmd:4: no section is above this; it goes to the stage \"Journey\"\n"
        "tea.mmd:10: \"Nap\" has no score; it has no emotion\n",
        STATUS_FOUND);
    expect_import("one.mmd",
        "---\ntitle: \"Front\"\n---\njourney\naccTitle: Named\naccDescr {\n  One.\n  Two.\n}\n"
        "section A: b\nStep 1: Open: 8\nClose: 0: Me\n",
        "title: Front\n"
        "about: |-\n  Named\n  One.\n  Two.\n"
        "personas:\n  - name: Me\n"
        "stages:\n"
        "  - name: \"A: b\"\n"
        "    touchpoints:\n"
        "      - name: \"Step 1: Open\"\n"
        "        feeling: 8 (0..10)\n"
        "        emotion: 1\n"
        "      - name: Close\n"
        "        emotion: -2\n",
        "one.mmd:1: the numbers of \"score\" are on a scale of 0..10, as the numbers say\n",
        STATUS_OK);
}

Test(import, mermaid_in_markdown)
{
    static const char two[] =
        "# Two\n```mermaid\ngantt\n```\n~~~ mermaid\njourney\ntitle First\na: 1\n~~~\n"
        "````\n```mermaid\njourney\n```\n````\n```mermaid\njourney\nb: 5\n";
    static const char second[] = "title: two\nstages:\n  - name: Journey\n    touchpoints:\n"
                                 "      - name: b\n        emotion: 2\n";
    struct buf map = BUF_INIT, said = BUF_INIT;
    expect_import("two.md", two, "",
        "two.md:6: journey 1: First\n"
        "two.md:16: journey 2: \n"
        "two.md: there are 2 journeys in it; pick one with --nth N\n",
        STATUS_BAD);
    cr_expect_eq(
        import_text("two.md", slice_of(two), &(struct import_options){ .nth = 2 }, &map, &said),
        STATUS_OK);
    cr_expect_str_eq(map.data, second, "%s", map.data);
    cr_expect_str_eq(
        said.data, "two.md:17: no section is above this; it goes to the stage \"Journey\"\n");
    cr_expect_eq(
        import_text("two.md", slice_of(two), &(struct import_options){ .nth = 3 }, &map, &said),
        STATUS_BAD);
    buf_release(&map);
    buf_release(&said);
}

Test(import, csv_rows)
{
    expect_import("a.csv",
        "My tea,,\n"
        "\n"
        "Phase,Step,Doing,Mood,Pain,Severity,Colour\n"
        "Brew,Boil,\"Fills it,\nwaits\",🙂,- Hot\n"
        ",Pour,,calm,\"- Hot\n- \"\"Wet\"\"\",high,red\n"
        ",,Wipes,,,,\n"
        "Drink,Sip,,,,critical,a,b\n"
        "Brew,Boil,Again,-,,,\n",
        "title: My tea\n"
        "stages:\n"
        "  - name: Brew\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        id: boil-fills-it-waits\n"
        "        doing: |-\n          Fills it,\n          waits\n"
        "        emotion: 1\n"
        "        pains:\n"
        "          - text: Hot\n"
        "      - name: Pour\n"
        "        doing: Wipes\n"
        "        feeling: calm\n"
        "        notes: \"Colour: red\"\n"
        "        pains:\n"
        "          - text: Hot\n"
        "            severity: 3\n"
        "          - text: '\"Wet\"'\n"
        "            severity: 3\n"
        "      - name: Boil\n"
        "        id: boil-again\n"
        "        doing: Again\n"
        "        emotion: -1\n"
        "  - name: Drink\n"
        "    touchpoints:\n"
        "      - name: Sip\n"
        "        notes: |-\n          Severity: critical\n          Colour: a,b\n",
        "a.csv:4: 5 cells, but 7 columns; the others are empty\n"
        "a.csv:9: 8 cells, but 7 columns; what is too much was joined to the last one\n"
        "a.csv:10: the stage \"Brew\" comes again; both are taken as one stage\n"
        "a.csv:3: \"Colour\" has no field here; it is kept in the notes\n"
        "a.csv:3: \"Severity\" has no field here; it is kept in the notes\n"
        "a.csv: 1 feeling is in words, no emotion was guessed; score it in step 7 of the guide\n",
        STATUS_FOUND);
}

/* Rows of personas have no feelings, whose ever these are. */
Test(import, csv_of_personas)
{
    expect_import("p.csv", "Persona,Role,Emotion: Ann,Emotion: Bob\nAnn,cook,1,-1\n",
        "title: p\n"
        "personas:\n"
        "  - name: Ann\n"
        "    role: cook\n"
        "    notes: |-\n"
        "      Emotion: Ann: 1\n"
        "      Emotion: Bob: -1\n"
        "  - name: Bob\n",
        "p.csv:1: \"Emotion: Ann\" has no field here; it is kept in the notes\n"
        "p.csv:1: \"Emotion: Bob\" has no field here; it is kept in the notes\n",
        STATUS_OK);
}

/* As our own export writes them: fields of the stage in each row, an emotion a persona. */
Test(import, csv_of_our_own)
{
    expect_import("o.csv",
        "Stage,Touchpoint,Goal,Takes part,Emotion,Emotion: Ann,Emotion: Bob,Satisfaction,Moment of "
        "truth,Owner\n"
        "Brew,Boil,hot,Ann,,-2,,9,yes,Zoe\n"
        "Brew,Pour,hot,,2,,,,,\n"
        "Drink,Sip,full,,,1,0,3,no,\n",
        "title: o\n"
        "personas:\n"
        "  - name: Ann\n"
        "  - name: Bob\n"
        "stages:\n"
        "  - name: Brew\n"
        "    goal: hot\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        takes_part: [ann]\n"
        "        emotion: {ann: -2}\n"
        "        satisfaction: 9\n"
        "        moment: true\n"
        "        owner: Zoe\n"
        "      - name: Pour\n"
        "        emotion: 2\n"
        "  - name: Drink\n"
        "    goal: full\n"
        "    touchpoints:\n"
        "      - name: Sip\n"
        "        emotion: {ann: 1, bob: 0}\n"
        "        satisfaction: 3\n"
        "        moment: false\n",
        "", STATUS_OK);
    /* 1 and 2 alone might be of another scale; a guard is no part of a text, nor is a comma. */
    expect_import("o.csv",
        "Stage,Touchpoint,Takes part,Doing,Emotion,Technology,Pains,Visits\r\n"
        "'=S,'-1 T,\"A, B\nC\",''=q,1,\"a; b\n- c\",\"• - slow\",\"• x\n• y, z\"\r\n"
        "'=S,U,,'tis,2,,,\r\n",
        "title: o\n"
        "personas:\n"
        "  - name: A, B\n"
        "  - name: C\n"
        "stages:\n"
        "  - name: =S\n"
        "    touchpoints:\n"
        "      - name: -1 T\n"
        "        takes_part: [a-b, c]\n"
        "        doing: \"'=q\"\n"
        "        emotion: 1\n"
        "        technology: [a; b, \"- c\"]\n"
        "        pains:\n"
        "          - text: \"- slow\"\n"
        "        visits:\n"
        "          - note: x\n"
        "          - note: y, z\n"
        "      - name: U\n"
        "        doing: \"'tis\"\n"
        "        emotion: 2\n",
        "o.csv:1: the numbers of \"Emotion\" are on a scale of -2..2, as the numbers say\n",
        STATUS_OK);
}

/* What stands on several lines in quotes is no row by another delimiter. */
Test(import, csv_delimiters)
{
    expect_import("d.csv",
        "Stage,Touchpoint,Thoughts\n"
        "A,B,\"x; y\nx; y\nx; y\nx; y\nx; y\"\n"
        "A,C,\n",
        "title: d\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: B\n"
        "        thinking: |-\n"
        "          x; y\n          x; y\n          x; y\n          x; y\n          x; y\n"
        "      - name: C\n",
        "", STATUS_OK);
}

Test(import, csv_lanes)
{
    expect_import("l.csv",
        ",Brew,,Drink\n"
        ",Boil,Pour,Sip\n"
        "Weather,x,y,z\n"
        "Actions,Fill,Tilt,\n"
        "Mood,1,5,3\n"
        "Pains,,• Hot,\n"
        "Light,,,dim\n",
        "title: l\n"
        "stages:\n"
        "  - name: Brew\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        doing: Fill\n"
        "        emotion: -2\n"
        "        notes: \"Weather: x\"\n"
        "      - name: Pour\n"
        "        doing: Tilt\n"
        "        emotion: 2\n"
        "        notes: \"Weather: y\"\n"
        "        pains:\n"
        "          - text: Hot\n"
        "  - name: Drink\n"
        "    touchpoints:\n"
        "      - name: Sip\n"
        "        emotion: 0\n"
        "        notes: |-\n          Weather: z\n          Light: dim\n",
        "l.csv:3: \"Weather\" has no field here; it is kept in the notes\n"
        "l.csv:7: \"Light\" has no field here; it is kept in the notes\n",
        STATUS_OK);
}

Test(import, markdown_tables)
{
    expect_import("t.md",
        "# Our *tea*\n"
        "> Drawn by hand.\n"
        "\n"
        "## Who\n"
        "- Ann, who `waits`\n"
        "\n"
        "| Stage | **Touchpoint** | Mood |\n"
        "|:--|:-:|---|\n"
        "| Brew (1) | Boil \\| heat | 🙂 → 😡 |\n"
        "| Brew (2) | `a|b` | |\n"
        "\n"
        "| Stage | Pain | Severity | Actor | Owner |\n"
        "|---|---|---|---|---|\n"
        "| Brew | Hot<br>wet | 5 | Ann + Bob | IT/Ops |\n"
        "\n"
        "| x | y |\n"
        "|---|---|\n"
        "| 1 | 2 |\n"
        "```\n| Stage | Mood |\n|---|---|\n| No | 1 |\n```\n",
        "title: Our tea\n"
        "about: Drawn by hand.\n"
        "notes: |-\n  Who:\n  Ann, who waits\n  x | y\n  1 | 2\n"
        "personas:\n"
        "  - name: Ann + Bob\n"
        "stages:\n"
        "  - name: Brew (1)\n"
        "    pains:\n"
        "      - text: |-\n          Hot\n          wet\n"
        "        severity: 4\n"
        "        personas: [ann-bob]\n"
        "        owner: IT/Ops\n"
        "    touchpoints:\n"
        "      - name: Boil | heat\n"
        "        feeling: 🙂 → 😡\n"
        "        emotion: -2\n"
        "  - name: Brew (2)\n"
        "    touchpoints:\n"
        "      - name: a|b\n",
        "t.md:16: no two labels of this table are known; it is kept in the notes\n", STATUS_FOUND);
}

Test(import, markdown_headings)
{
    expect_import("h.md",
        "---\ntitle: Front\nlang: en\n---\n"
        "# Tea\n"
        "**Owner:** me\n"
        "## Stage 1: Brew\n"
        "**Goal**: hot\n"
        "water\n"
        "### Boil\n"
        "Fills it,\n"
        "then waits.\n"
        "**Pains:**\n"
        "- slow\n"
        "  - very\n"
        "- loud\n"
        "\n"
        "**Colour:** red\n"
        "| Mood | Pain |\n"
        "|---|---|\n"
        "| 2 | wet |\n"
        "## Stage 2: Drink\n"
        "### Touchpoints\n"
        "1. Sip\n"
        "2. _Gulp_\n"
        "# After\n"
        "Done.\n",
        "title: Front\n"
        "owner: me\n"
        "notes: |-\n  lang: en\n  Tea\n  After:\n  Done.\n"
        "stages:\n"
        "  - name: \"Stage 1: Brew\"\n"
        "    goal: |-\n      hot\n      water\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        doing: |-\n          Fills it,\n          then waits.\n"
        "        emotion: -1\n"
        "        notes: \"Colour: red\"\n"
        "        pains:\n"
        "          - text: |-\n              slow\n              - very\n"
        "          - text: loud\n"
        "          - text: wet\n"
        "  - name: \"Stage 2: Drink\"\n"
        "    touchpoints:\n"
        "      - name: Sip\n"
        "      - name: Gulp\n",
        "h.md:18: \"Colour\" has no field here; it is kept in the notes\n", STATUS_OK);
    expect_import("b.md", "## Phase: Brew\n- Boil\n- Pour\n## Phase: Drink\n- Sip\n",
        "title: b\nstages:\n  - name: Brew\n    touchpoints:\n      - name: Boil\n      - name: "
        "Pour\n"
        "  - name: Drink\n    touchpoints:\n      - name: Sip\n",
        "", STATUS_OK);
    expect_import("n.md", "# A letter\nHello.\n# Another\n", "",
        "n.md: no stage is in it: neither a table of a journey, nor headings such as \"Phase: "
        "...\"\n",
        STATUS_BAD);
}

Test(import, json)
{
    expect_import("j.json",
        "{\"name\": \"Tea \\ud83c\\udf75\", \"actors\": [{\"name\": \"Ann\", \"goals\": [\"a\", "
        "\"b\"]}],\n"
        "\t\"journey\": {\"stages\": {\"Brew\": {\"goal\": \"hot\\nwater\", \"steps\": [\"Boil\",\n"
        "  {\"title\": \"Pour\", \"emotion\": 2, \"painPoints\": [\"wet\", {\"text\": \"hot\", "
        "\"severity\": \"P0\"}],\n"
        "   \"isMomentOfTruth\": true, \"tools\": [\"kettle\"], \"extra\": {\"a\": 1, \"b\": [2, "
        "3]}}]},\n"
        "  \"Drink\": [\"Sip\", null, \"Sip\"]}}, \"version\": 3}",
        "title: Tea 🍵\n"
        "notes: \"version: 3\"\n"
        "personas:\n"
        "  - name: Ann\n"
        "    goals: [a, b]\n"
        "stages:\n"
        "  - name: Brew\n"
        "    goal: |-\n      hot\n      water\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "      - name: Pour\n"
        "        emotion: -1\n"
        "        moment: true\n"
        "        technology: [kettle]\n"
        "        notes: \"extra: a: 1; b: 2; 3\"\n"
        "        pains:\n"
        "          - text: wet\n"
        "          - text: hot\n"
        "            severity: 4\n"
        "  - name: Drink\n"
        "    touchpoints:\n"
        "      - name: Sip\n"
        "        id: sip-1-drink\n"
        "      - name: Sip\n"
        "        id: sip-2-drink\n",
        "j.json:4: \"extra\" has no field here; it is kept in the notes\n"
        "j.json:5: \"version\" has no field here; it is kept in the notes\n",
        STATUS_OK);
    expect_import("own.json",
        "{\"cjm\": 1, \"title\": \"Own\", \"mine\": {\"a\": [1, 2]}, \"personas\": [{\"name\": "
        "\"Ann\"}],\n"
        "\"stages\": [{\"name\": \"S\", \"touchpoints\": [{\"name\": \"T\", \"id\": \"t-1\", "
        "\"emotion\": {\"ann\": 1}}, \"U\"]}]}",
        "title: Own\npersonas:\n  - name: Ann\nstages:\n  - name: S\n    "
        "touchpoints:\n"
        "      - name: T\n        id: t-1\n        emotion: {ann: 1}\n      - name: U\nmine: "
        "{a: [1, 2]}\n",
        "", STATUS_OK);
    expect_import("g.json", "{\"nodes\": [{\"id\": 1}], \"edges\": []}", "",
        "g.json: it is a graph of nodes and edges, which has no stages and no order; a journey "
        "needs "
        "\"stages\"\n",
        STATUS_BAD);
    expect_import("v.json", "\n", "",
        "v.json: no stages are in it: a list named \"stages\", \"phases\" or \"journey\"\n",
        STATUS_BAD);
    expect_import("e.json", "{\"stages\": []}", "",
        "e.json: no stages are in it: a list named \"stages\", \"phases\" or \"journey\"\n",
        STATUS_BAD);
}

Test(import, decoding)
{
    static const struct {
        struct slice bytes;
        const char *said;
    } rows[] = {
        { SLICE("Stage,Mood\r\nT\xc3\xa4,5\r\n"), "" },
        { SLICE("\xef\xbb\xbfStage,Mood\nT\xc3\xa4,5\n"), "" },
        { SLICE("Stage,Mood\rT\xc3\xa4,5\r"), "" },
        { SLICE("sep=,\nStage,Mood\nT\xc3\xa4,5"), "" },
        { SLICE("Stage|Mood\nT\xc3\xa4|5\n"), "" },
        { SLICE("Stage\tMood\nT\xc3\xa4\t5\n"), "" },
        { SLICE("Stage,Mood\nT\xe4,5\n"),
            "d.csv: this is no UTF-8; it is read as CP1252 (Windows); --encoding names another\n" },
        { SLICE("\xff\xfeS\0t\0a\0g\0e\0,\0M\0o\0o\0d\0\n\0T\0\xe4\0,\0005\0"), "" },
        { SLICE("S\0t\0a\0g\0e\0,\0M\0o\0o\0d\0\n\0T\0\xe4\0,\0005\0"), "" },
        { SLICE("\0S\0t\0a\0g\0e\0,\0M\0o\0o\0d\0\n\0T\0\xe4\0,\0005"), "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf map = BUF_INIT, said = BUF_INIT;
        cr_expect_eq(
            import_text("d.csv", rows[i].bytes, NULL, &map, &said), STATUS_OK, "row %zu", i);
        cr_expect_str_eq(map.data, "title: d\nstages:\n  - name: Tä\n    emotion: 2\n",
            "row %zu: %s", i, map.data);
        cr_expect_str_eq(said.data, rows[i].said, "row %zu: %s", i, said.data);
        buf_release(&map);
        buf_release(&said);
    }
}

/* What is no map, or hostile, ends with a message and without a crash. */
Test(import, hostile)
{
    static const struct {
        const char *name, *part;
        size_t times;
    } rows[] = { { "a.csv", ",", 9000 }, { "a.csv", ",", 300000 }, { "a.csv", "\"", 300000 },
        { "a.csv", "a,\n", 100000 }, { "a.csv", "Stage,Mood\n", 30000 },
        { "a.csv", "Stage,", 9000 }, { "a.mmd", "journey\n", 100000 }, { "a.mmd", ";", 300000 },
        { "a.mmd", "journey\na:;", 50000 }, { "a.mmd", "#", 300000 },
        { "a.mmd", "journey\nsection ", 30000 }, { "a.mmd", "---\n", 50000 },
        { "a.mmd", "%%{\n", 50000 }, { "a.md", "```mermaid\njourney\n", 20000 },
        { "a.md", "```", 100000 }, { "a.mmd", "journey\na:1:b,c+d/e;", 10000 },
        { "a.csv", "\xff\0", 1000 }, { "a.md", "|a|b|\n|-|-|\n", 20000 },
        { "a.md", "# a\n", 100000 }, { "a.md", "*_`", 100000 },
        { "a.md", "## Phase: a\n**b:**", 20000 }, { "a.md", "## Phase: a\n- [*_`&<\\", 20000 },
        { "a.md", "Stage|Mood\n-|-\n`|`", 20000 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf text = BUF_INIT, map = BUF_INIT, said = BUF_INIT;
        for (size_t n = 0; n < rows[i].times; n++)
            buf_adds(&text, rows[i].part);
        import_text(rows[i].name, buf_slice(&text), NULL, &map, &said);
        cr_expect(said.len < 20000, "%s: %zu bytes are said", rows[i].part, said.len);
        buf_release(&text);
        buf_release(&map);
        buf_release(&said);
    }
}
