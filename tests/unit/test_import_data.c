/* Surveys, figures, quotes and tickets, added to a map. */
#include <criterion/criterion.h>

#include "import/import.h"
#include "import/plan.h"
#include "store/store.h"
#include "unit/import_support.h"
#include "unit/store_support.h"

Test(import_data, the_plan_tells_of_values_that_are_set)
{
    struct import_options options = { .kind = "ces", .column = "Q", .at = "Sip", .most = 20 };
    for (int times = 0; times < 2; times++) {
        struct adding adding;
        struct diags diags = DIAGS_INIT;
        struct draft draft;
        struct plan_counts before;
        struct buf plan = BUF_INIT, said = BUF_INIT;
        adding_begin(&adding);
        if (times)
            adding_add(&adding, "c.csv", SLICE("Date,Q\n2026-01-02,5\n"), options, &said);
        plan_count(&adding.map, &before);
        draft_init(&draft, &adding.lexicon, "c.csv", &options, &diags);
        cr_assert_eq(import_data(&draft, &adding.undo, SLICE("Date,Q,E-mail\n2026-02-03,6,a@b\n")),
            STATUS_OK);
        plan_add(&draft, &before, &adding.map, &plan);
        cr_expect_str_eq(plan.data,
            times ? "c.csv: survey, UTF-8, comma\nDate -> date\nQ -> ces, 1..7\nE-mail -> left "
                    "out\nNew: reading 1\nA new value for 1 metric\nThe measured feeling of 1 "
                    "place\n"
                  : "c.csv: survey, UTF-8, comma\nDate -> date\nQ -> ces, 1..7\nE-mail -> left "
                    "out\nNew: metric 1\nThe measured feeling of 1 place\n",
            "%s", plan.data);
        draft_release(&draft);
        diags_release(&diags);
        buf_release(&plan);
        buf_release(&said);
        adding_end(&adding);
    }
}

/* A count may be larger than how many answers a metric can be of; one of any length is none. */
Test(import_data, counts_without_end)
{
    struct adding adding;
    struct buf said = BUF_INIT, text = BUF_INIT;
    adding_begin(&adding);
    cr_expect_eq(adding_add(&adding, "f.csv",
                     SLICE("Step,Users\nBoil,6099999999990\nPour,3049999999995\n"
                           "Sip,\"1,000,000,000,000,000,000\"\n"),
                     (struct import_options){ 0 }, &said),
        STATUS_FOUND);
    cr_expect(strstr(said.data, "\"Sip\" has no number; it is left out"), "%s", said.data);
    write_map(&adding.map, &text);
    cr_expect(strstr(text.data, "value: 50\n") && !strstr(text.data, "n: 6099"), "%s", text.data);
    expect_round_trip(&adding.map, "counts");
    buf_release(&said);
    buf_release(&text);
    adding_end(&adding);
}

Test(import_data, analytics)
{
    expect_added("f.csv", "# export\n\nStep,Users\nboil,\"1,000\"\nPour,500\nWash,250\nsip,200\n",
        (struct import_options){ .date = "2026-05-01", .place = "wash = Brew" },
        "+    metrics:\n"
        "+      - name: Users\n"
        "+        id: users-3\n"
        "+        kind: count\n"
        "+        value: 250\n"
        "+        date: 2026-05-01\n"
        "+        source: f.csv\n"
        "+      - name: Rate to the step before\n"
        "+        id: rate-to-the-step-before-2\n"
        "+        kind: rate\n"
        "+        value: 50\n"
        "+        unit: \"%\"\n"
        "+        n: 500\n"
        "+        date: 2026-05-01\n"
        "+        source: f.csv\n"
        "+      - name: Drop-off\n"
        "+        id: drop-off-2\n"
        "+        kind: rate\n"
        "+        value: 50\n"
        "+        unit: \"%\"\n"
        "+        n: 500\n"
        "+        date: 2026-05-01\n"
        "+        source: f.csv\n"
        "+        metrics:\n"
        "+          - name: Users\n"
        "+            kind: count\n"
        "+            value: 1000\n"
        "+            date: 2026-05-01\n"
        "+            source: f.csv\n"
        "+        metrics:\n"
        "+          - name: Users\n"
        "+            kind: count\n"
        "+            value: 500\n"
        "+            date: 2026-05-01\n"
        "+            source: f.csv\n"
        "+          - name: Rate to the step before\n"
        "+            kind: rate\n"
        "+            value: 50\n"
        "+            unit: \"%\"\n"
        "+            n: 1000\n"
        "+            date: 2026-05-01\n"
        "+            source: f.csv\n"
        "+          - name: Drop-off\n"
        "+            kind: rate\n"
        "+            value: 50\n"
        "+            unit: \"%\"\n"
        "+            n: 1000\n"
        "+            date: 2026-05-01\n"
        "+            source: f.csv\n"
        "+        metrics:\n"
        "+          - name: Users\n"
        "+            kind: count\n"
        "+            value: 200\n"
        "+            date: 2026-05-01\n"
        "+            source: f.csv\n"
        "+          - name: Rate to the step before\n"
        "+            kind: rate\n"
        "+            value: 80\n"
        "+            unit: \"%\"\n"
        "+            n: 250\n"
        "+            date: 2026-05-01\n"
        "+            source: f.csv\n"
        "+          - name: Drop-off\n"
        "+            kind: rate\n"
        "+            value: 20\n"
        "+            unit: \"%\"\n"
        "+            n: 250\n"
        "+            date: 2026-05-01\n"
        "+            source: f.csv\n",
        "", STATUS_OK);
    expect_added("f.csv", "Step,Users\nTidy,1\n", (struct import_options){ 0 }, "",
        "f.csv: 1 row is left out, since this is no place of the map: Tidy; --place \"NAME=PLACE\" "
        "says which it is\n",
        STATUS_BAD);
}

Test(import_data, mail)
{
    expect_added("m.csv", "Campaign,Sent,Delivered,Opened,Clicked\nPour,100,50,0,0\n",
        (struct import_options){ 0 },
        "+        metrics:\n"
        "+          - name: Reach\n"
        "+            kind: rate\n"
        "+            value: 50\n"
        "+            unit: \"%\"\n"
        "+            n: 100\n"
        "+            source: m.csv\n"
        "+          - name: Open rate\n"
        "+            kind: rate\n"
        "+            value: 0\n"
        "+            unit: \"%\"\n"
        "+            n: 50\n"
        "+            source: m.csv\n"
        "+          - name: Click rate\n"
        "+            kind: rate\n"
        "+            value: 0\n"
        "+            unit: \"%\"\n"
        "+            n: 50\n"
        "+            source: m.csv\n",
        "", STATUS_OK);
    expect_added("m.csv", "Campaign,Sent,Delivered,Opened\nPour,100,50,some\n",
        (struct import_options){ 0 },
        "+        metrics:\n"
        "+          - name: Reach\n"
        "+            kind: rate\n"
        "+            value: 50\n"
        "+            unit: \"%\"\n"
        "+            n: 100\n"
        "+            source: m.csv\n",
        "m.csv:2: \"Opened\" has no number; it is left out\n", STATUS_FOUND);
    expect_added("m.csv", "Campaign,Sent,Delivered\nPour,100,\n", (struct import_options){ 0 }, "",
        "m.csv: no rate can be made of these numbers\n", STATUS_BAD);
}

Test(import_data, quotes)
{
    expect_added("q.txt", "Too hot.\nReally.\n-- Ann, 41\n\nHot!\n\n\nNice\n",
        (struct import_options){ .at = "Sip" },
        "+          - text: |-\n"
        "+              Too hot.\n"
        "+              Really.\n"
        "+            by: Ann, 41\n"
        "+          - text: Nice\n",
        "q.txt: 1 quote is there already; it is left out\n", STATUS_OK);
    expect_added("q.csv", "Text,By,Date,Touchpoint\nWet,Bob,31.12.2026,Pour\nOld,,,\nFar,,,Moon\n",
        (struct import_options){ 0 },
        "+        quotes:\n"
        "+          - text: Wet\n"
        "+            by: Bob\n"
        "+            date: 2026-12-31\n"
        "+parking:\n"
        "+  - text: Old\n"
        "+  - text: Far\n",
        "q.csv: 1 quote has a place that is not on the map; it goes to the parking lot\n",
        STATUS_FOUND);
}

Test(import_data, tickets)
{
    expect_added("t.csv",
        "Summary,Issue key,Component/s,Component/s,Status,Due date\n"
        "Too slow,TEA-1,Brew,,In Progress,2026-07-01\n"
        "Too slow,TEA-1,Brew,,Done,\n"
        "Lost,TEA-2,Moon,,Done,\n",
        (struct import_options){ 0 },
        "+    pains:\n"
        "+      - text: Too slow\n"
        "+        status: doing\n"
        "+        due: 2026-07-01\n"
        "+        link: TEA-1\n",
        "t.csv: 1 row is left out, since this is no place of the map: Moon; --place \"NAME=PLACE\" "
        "says which it is\n"
        "t.csv: 1 ticket is there already; it is left out\n",
        STATUS_FOUND);
}

Test(import_data, maps_are_refused)
{
    static const char said[] =
        "a map is not added to a map that is there; import it to another file, and "
        "merge: cjm-tui merge\n";
    static const struct {
        const char *file, *text;
    } rows[] = { { "a.mmd", "journey\na: 1\n" }, { "a.json", "{\"stages\": [\"a\"]}" },
        { "a.md", "# a\n" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf wanted = BUF_INIT;
        buf_addf(&wanted, "%s: %s", rows[i].file, said);
        expect_added(
            rows[i].file, rows[i].text, (struct import_options){ 0 }, "", wanted.data, STATUS_BAD);
        buf_release(&wanted);
    }
    expect_added("a.csv", "Stage,Mood\nBrew,3\n", (struct import_options){ 0 }, "",
        "a.csv: this is no survey, no figures, no quotes and no tickets; data are added to a map "
        "that is "
        "there, and maps are merged: cjm-tui merge\n",
        STATUS_BAD);
}

Test(import_data, dates)
{
    expect_added("d.csv", "Date,Q\n13/02/2026 10:00,1\n04/03/2026,1\n",
        (struct import_options){ .kind = "ces", .column = "Q", .at = "Sip" },
        "+        measured: {value: -2, n: 2, date: 2026-03-04, source: d.csv}\n"
        "+        metrics:\n"
        "+          - name: CES\n"
        "+            kind: ces\n"
        "+            value: 1\n"
        "+            n: 2\n"
        "+            date: 2026-03-04\n"
        "+            source: d.csv\n",
        "d.csv: 1 figure is of fewer than 30 answers: few\n", STATUS_OK);
}

/* Names of months; what may be the day or the month is told, and what is no date. */
Test(import_data, dates_in_words_and_in_doubt)
{
    expect_added("t.csv",
        "Summary,Issue key,Component/s,Component/s,Due date,Labels\n"
        "Slow,TEA-1,Other,Brew,15/Mar/26 12:00 AM,x\n"
        "Wet,TEA-2,Brew,,\"Mar 5, 2026\",\n"
        "Far,TEA-3,Brew,,1 April 2026,\n"
        "Red,TEA-4,Brew,,4/5/2026,\n"
        "Odd,TEA-5,Brew,,soon,\n",
        (struct import_options){ 0 },
        "+    pains:\n"
        "+      - text: Slow\n+        due: 2026-03-15\n+        link: TEA-1\n"
        "+      - text: Wet\n+        due: 2026-03-05\n+        link: TEA-2\n"
        "+      - text: Far\n+        due: 2026-04-01\n+        link: TEA-3\n"
        "+      - text: Red\n+        due: 2026-04-05\n+        link: TEA-4\n"
        "+      - text: Odd\n+        link: TEA-5\n",
        "t.csv:1: the dates under \"Due date\" are read as month, day, year\n"
        "t.csv:1: 1 date under \"Due date\" is not understood; it is left out\n"
        "t.csv:1: 1 column is left out, for which there is no use here: Labels\n",
        STATUS_FOUND);
}

/* A ticket's address counts more than its number; --place may name a part, and people are told. */
Test(import_data, places_and_people_by_a_part_of_their_names)
{
    expect_added("q.csv",
        "text,stage,touchpoint,persona\nWet,Brew,Tipping,Zed\nFar,Making,Boil,ann\n",
        (struct import_options){ .place = "Tipping=Pour;Making=Brew" },
        "+        quotes:\n"
        "+          - text: Far\n"
        "+            persona: ann\n"
        "+        quotes:\n"
        "+          - text: Wet\n",
        "q.csv: 1 persona is not on the map, and is left out: Zed\n", STATUS_FOUND);
    expect_added("g.csv", "title,number,url\nSlow,5,https://x.example/5\n",
        (struct import_options){ .at = "Drink" },
        "+    pains:\n+      - text: Slow\n+        link: https://x.example/5\n",
        "g.csv:1: 1 column is left out, for which there is no use here: number\n", STATUS_FOUND);
    expect_added("f.csv", "Step,Users\n1. Boil,7\n,7\n", (struct import_options){ 0 },
        "+        metrics:\n+          - name: Users\n+            kind: count\n"
        "+            value: 7\n+            source: f.csv\n",
        "f.csv:3: a row without a step is left out\n", STATUS_OK);
    expect_added("s.csv", "Timestamp,Score\n,3\n",
        (struct import_options){ .kind = "foo", .at = "Sip" }, "",
        "s.csv: --kind: there is no \"foo\"; there are: nps, enps, csat, csat7, ces, emotion\n",
        STATUS_BAD);
}
