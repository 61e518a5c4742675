/* Kinds of files that people bring, each with its traps. */
#include <criterion/criterion.h>

#include "unit/import_support.h"

/* The title wins over the front matter; remarks are lines that begin with %% or #. */
Test(import_kinds, mermaid_settings_and_remarks)
{
    expect_import("k.mmd",
        "---\n"
        "title: Behind\n"
        "---\n"
        "%%{init: {\"theme\": \"dark\"}}%%\n"
        "journey\n"
        "  %% a remark\n"
        "  title In front\n"
        "  accDescr: What it is.\n"
        "  section Brew #35;1\n"
        "  # another\n"
        "  Pay 20% more: 2.5: Ann\n"
        "  Read a%%b: 5: Ann\n",
        "title: In front\n"
        "about: What it is.\n"
        "personas:\n"
        "  - name: Ann\n"
        "stages:\n"
        "  - name: \"Brew #1\"\n"
        "    touchpoints:\n"
        "      - name: Pay 20% more\n"
        "        feeling: 2.5 (1..5)\n"
        "        emotion: 0\n"
        "      - name: Read a%%b\n"
        "        emotion: 2\n",
        "", STATUS_OK);
}

/* Full-width signs count where they divide, and stay in names; machines are whole words. */
Test(import_kinds, mermaid_full_width)
{
    expect_import("k.mmd",
        "journey\n"
        "title  お茶；\n"
        "section 淹れる\n"
        "湯を：沸かす： ５ ：花子， ポット\n"
        "  自動で止まる: 3: AI\n"
        "Tell the bot keeper: 4: 花子, Bottle, my system\n",
        "title: お茶\n"
        "personas:\n"
        "  - name: 花子\n"
        "  - name: ポット\n"
        "  - name: Bottle\n"
        "stages:\n"
        "  - name: 淹れる\n"
        "    touchpoints:\n"
        "      - name: 湯を：沸かす\n"
        "        takes_part: [花子, ポット]\n"
        "        emotion: {花子: 2, ポット: 2}\n"
        "      - name: 自動で止まる\n"
        "        emotion: 0\n"
        "        technology: [AI]\n"
        "      - name: Tell the bot keeper\n"
        "        takes_part: [花子, bottle]\n"
        "        emotion: {花子: 1, bottle: 1}\n"
        "        technology: [my system]\n",
        "", STATUS_OK);
}

/* Nodes by their stage, on -5..5; parts of a blueprint are fields. */
Test(import_kinds, json_nodes)
{
    expect_import("k.json",
        "{\"title\": \"Tea\", \"persona\": {\"name\": \"Ann\", \"goals\": [\"warm\"]},\n"
        " \"stages\": [{\"id\": \"b\", \"title\": \"Drink\", \"order\": 2}, {\"id\": \"a\", "
        "\"title\": \"Brew\", \"order\": 1}, {\"id\": \"c\", \"name\": \"Wash\"}],\n"
        " \"swimlanes\": [{\"id\": \"l1\", \"type\": \"touchpoint\", \"title\": \"Steps\"}],\n"
        " \"nodes\": [\n"
        "  {\"id\": \"n2\", \"stageId\": \"b\", \"swimlaneId\": \"l1\", \"title\": \"Sip\", "
        "\"score\": 5, \"isMomentOfTruth\": true, \"evidence\": \"research\", \"x\": 1},\n"
        "  {\"id\": \"n1\", \"stageId\": \"a\", \"swimlaneId\": \"l1\", \"title\": \"Boil\", "
        "\"description\": \"Fills it\", \"score\": -3, \"severity\": \"high\",\n"
        "   \"blueprint\": {\"onstage\": [{\"item\": \"kettle\"}], \"backstage\": [\"heater\"], "
        "\"support\": \"grid\"}}]}\n",
        "title: Tea\n"
        "personas:\n"
        "  - name: Ann\n"
        "    goals: [warm]\n"
        "stages:\n"
        "  - name: Drink\n"
        "    touchpoints:\n"
        "      - name: Sip\n"
        "        emotion: 2\n"
        "        moment: true\n"
        "        evidence: research\n"
        "        notes: |-\n"
        "          Swimlane: Steps\n"
        "          x: 1\n"
        "  - name: Brew\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "        doing: Fills it\n"
        "        feeling: -3 (-5..5)\n"
        "        emotion: -1\n"
        "        front_stage: kettle\n"
        "        back_stage: heater\n"
        "        support: grid\n"
        "        notes: |-\n"
        "          Swimlane: Steps\n"
        "          severity: high\n"
        "  - name: Wash\n",
        "k.json:5: the ids of the file are left out\n"
        "k.json:5: \"Swimlane\" has no field here; it is kept in the notes\n"
        "k.json:5: \"x\" has no field here; it is kept in the notes\n"
        "k.json:6: \"severity\" has no field here; it is kept in the notes\n",
        STATUS_OK);
}

/* Items of the customer are touchpoints, what is around them is kept at the stage. */
Test(import_kinds, json_phases)
{
    expect_import("k.json",
        "{\"journey\": \"Tea\", \"phases\": [{\"name\": \"우리기\", \"customer\": [\"끓이기\", "
        "{\"text\": \"Pour\", \"emotion\": \"negative\"}], \"frontstage\": [\"pot\"], "
        "\"backstage\": \"heater\", \"support\": {\"item\": \"grid\"}, \"mood\": \"calm\"}]}\n",
        "title: k\n"
        "notes: \"journey: Tea\"\n"
        "stages:\n"
        "  - name: 우리기\n"
        "    feeling: calm\n"
        "    notes: |-\n"
        "      frontstage: pot\n"
        "      backstage: heater\n"
        "      support: grid\n"
        "    touchpoints:\n"
        "      - name: 끓이기\n"
        "      - name: Pour\n"
        "        emotion: -1\n",
        "k.json:1: \"frontstage\" has no field here; it is kept in the notes\n"
        "k.json:1: \"backstage\" has no field here; it is kept in the notes\n"
        "k.json:1: \"support\" has no field here; it is kept in the notes\n"
        "k.json:1: \"journey\" has no field here; it is kept in the notes\n"
        "k.json: 1 feeling is in words, no emotion was guessed; score it in step 7 of the guide\n",
        STATUS_OK);
}

/* Stages as columns: the touchpoint lane alone is split, the rest is said of the stage. */
Test(import_kinds, markdown_columns)
{
    expect_import("k.md",
        "# Tea\n"
        "\n"
        "| | **Brew** | **Drink** |\n"
        "|---|---|---|\n"
        "| **Touchpoints** | - Boil<br>- Pour | Sip |\n"
        "| **Actions** | Fills it | Tilts |\n"
        "| **Emotion** | 😟 → 🙂 | ++ |\n"
        "| **Pains** | hot; wet | |\n"
        "| **KPIs** | Time: 4 min | |\n"
        "| **Weather** | rain | |\n",
        "title: Tea\n"
        "stages:\n"
        "  - name: Brew\n"
        "    doing: Fills it\n"
        "    feeling: 😟 → 🙂\n"
        "    emotion: 1\n"
        "    notes: \"Weather: rain\"\n"
        "    metrics:\n"
        "      - name: Time\n"
        "        value: 4 min\n"
        "    pains:\n"
        "      - text: hot; wet\n"
        "    touchpoints:\n"
        "      - name: Boil\n"
        "      - name: Pour\n"
        "  - name: Drink\n"
        "    doing: Tilts\n"
        "    emotion: 2\n"
        "    touchpoints:\n"
        "      - name: Sip\n",
        "k.md:10: \"Weather\" has no field here; it is kept in the notes\n", STATUS_OK);
}

/* Title rows, empty cells above which the place is, rows of any length. */
Test(import_kinds, csv_titles)
{
    expect_import("k.csv",
        "Parcours du thé,,,\n"
        "Brouillon,,,\n"
        "\n"
        "Étape,Point de contact,Émotion,Points de douleur\n"
        "Infuser,Bouillir,4,chaud\n"
        ",,2,encore\n"
        "Boire,Goûter,n/a,a,b\n"
        "Laver\n",
        "title: Parcours du thé\n"
        "notes: Brouillon\n"
        "stages:\n"
        "  - name: Infuser\n"
        "    touchpoints:\n"
        "      - name: Bouillir\n"
        "        emotion: 1\n"
        "        notes: \"Émotion: 2\"\n"
        "        pains:\n"
        "          - text: chaud\n"
        "          - text: encore\n"
        "  - name: Boire\n"
        "    touchpoints:\n"
        "      - name: Goûter\n"
        "        pains:\n"
        "          - text: a,b\n"
        "  - name: Laver\n",
        "k.csv:7: 5 cells, but 4 columns; what is too much was joined to the last one\n"
        "k.csv:8: 1 cells, but 4 columns; the others are empty\n"
        "k.csv:4: \"Émotion\" has no field here; it is kept in the notes\n"
        "k.csv:7: \"n/a\" is no emotion; there is none here\n",
        STATUS_FOUND);
}

/* What looks like a formula is a text. */
Test(import_kinds, csv_formulas)
{
    expect_import("k.csv",
        "Stage,Touchpoint,Mood,Notes,Severity,Pain\n"
        "A,=1+1,-2,@x,low,\"-y\n"
        "\"\"z\"\"\"\n"
        "A,+49,n/a,=cmd,critical,q\n"
        "A,U,1,,,\n",
        "title: k\n"
        "stages:\n"
        "  - name: A\n"
        "    touchpoints:\n"
        "      - name: =1+1\n"
        "        emotion: -2\n"
        "        notes: \"@x\"\n"
        "        pains:\n"
        "          - text: |-\n"
        "              -y\n"
        "              \"z\"\n"
        "            severity: 1\n"
        "      - name: \"+49\"\n"
        "        notes: =cmd\n"
        "        pains:\n"
        "          - text: q\n"
        "            severity: 4\n"
        "      - name: U\n"
        "        emotion: 1\n",
        "k.csv:1: the numbers of \"Mood\" are on a scale of -2..2, as the numbers say\n"
        "k.csv:4: \"n/a\" is no emotion; there is none here\n",
        STATUS_FOUND);
}

/* Front matter need not be on the first line. */
Test(import_kinds, mermaid_front_matter_below_a_comment)
{
    expect_import("f.mmd",
        "\n%% drawn by hand\n---\ntitle: Tea\n---\njourney\n  section S\n  a: 5\n",
        "title: Tea\nstages:\n  - name: S\n    touchpoints:\n      - name: a\n"
        "        emotion: 2\n",
        "", STATUS_OK);
}

/* A bar in code is escaped, too, where a table has it. */
Test(import_kinds, markdown_bars_in_code)
{
    expect_import("c.md", "| Stage | Touchpoint |\n|---|---|\n| `a\\|b` `c\\d` | e\\|f |\n",
        "title: c\nstages:\n  - name: a|b c\\d\n    touchpoints:\n      - name: e|f\n", "",
        STATUS_OK);
}
