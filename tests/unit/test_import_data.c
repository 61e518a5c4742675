/* Surveys, figures, quotes and tickets, added to a map. */
#include <criterion/criterion.h>

#include "import/import.h"
#include "import/plan.h"
#include "store/store.h"
#include "unit/store_support.h"

static const char base[] = "cjm: 1\n"
                           "title: Tea\n"
                           "personas: [Ann]\n"
                           "stages:\n"
                           "  - name: Brew\n"
                           "    touchpoints:\n"
                           "      - name: Boil\n"
                           "      - name: Pour\n"
                           "  - name: Drink\n"
                           "    touchpoints:\n"
                           "      - name: Sip\n"
                           "        quotes:\n"
                           "          - text: Hot!\n";

struct adding {
    struct map map;
    struct undo undo;
    struct lexicon lexicon;
};

static void begin(struct adding *adding)
{
    read_map(&adding->map, slice_of(base));
    undo_init(&adding->undo, &adding->map);
    lexicon_init(&adding->lexicon);
}

static void end(struct adding *adding)
{
    lexicon_release(&adding->lexicon);
    undo_release(&adding->undo);
    map_release(&adding->map);
}

static enum status add(struct adding *adding, const char *file, struct slice text,
    struct import_options options, struct buf *said)
{
    struct diags diags = DIAGS_INIT;
    struct draft draft;
    options.most = options.most ? options.most : 20;
    draft_init(&draft, &adding->lexicon, file, &options, &diags);
    undo_begin(&adding->undo);
    enum status status = import_data(&draft, &adding->undo, text);
    undo_end(&adding->undo);
    if (status == STATUS_OK && draft.doubt)
        status = STATUS_FOUND;
    draft_release(&draft);
    buf_clear(said);
    take_messages(&diags, said);
    return status;
}

/* The lines that came and went, and that one undo takes all back. */
static void expect_change(struct adding *adding, struct slice before, const char *wanted)
{
    struct buf after = BUF_INIT, change = BUF_INIT;
    write_map(&adding->map, &after);
    add_difference(&change, before, buf_slice(&after));
    cr_expect_str_eq(change.data, wanted, "%s", change.data);
    expect_round_trip(&adding->map, wanted);
    undo_undo(&adding->undo);
    buf_clear(&after);
    write_map(&adding->map, &after);
    cr_expect(slice_equal(buf_slice(&after), before), "%s", after.data);
    undo_redo(&adding->undo);
    buf_release(&after);
    buf_release(&change);
}

static void expect_added(const char *file, const char *text, struct import_options options,
    const char *wanted, const char *wanted_said, enum status wanted_status)
{
    struct adding adding;
    struct buf said = BUF_INIT;
    begin(&adding);
    enum status status = add(&adding, file, slice_of(text), options, &said);
    cr_expect_eq(status, wanted_status, "%s: %d", text, status);
    cr_expect_str_eq(said.data, wanted_said, "%s", said.data);
    if (wanted_status != STATUS_BAD)
        expect_change(&adding, slice_of(base), wanted);
    buf_release(&said);
    end(&adding);
}

Test(import_data, survey)
{
    static const char text[] = "Timestamp,Recommend us?,Why,Name,Step\n"
                               "2026/03/01 9:00:00 AM,10,Good,Zoe,boil\n"
                               "2026/03/04 9:00:00 AM,2 - no,Slow,Al,BREW\n"
                               "2026/03/03 9:00:00 AM,9,,,Boil\n"
                               "2026/03/09 9:00:00 AM,12,Odd,,Boil\n"
                               "2026/03/03 9:00:00 AM,5,Nowhere,,Tidy\n"
                               ",,Hot!,,Sip\n";
    expect_added("/x/s.csv", text,
        (struct import_options){ .touchpoint = "step", .quotes = "why", .most = 1 },
        "+    measured: {value: -1.2, n: 1, date: 2026-03-04, source: s.csv}\n"
        "+    metrics:\n"
        "+      - name: NPS\n"
        "+        id: nps-2\n"
        "+        kind: nps\n"
        "+        value: -100\n"
        "+        n: 1\n"
        "+        date: 2026-03-04\n"
        "+        source: s.csv\n"
        "+    quotes:\n"
        "+      - text: Slow\n"
        "+        date: 2026-03-04\n"
        "+        measured: {value: 1.8, n: 2, date: 2026-03-04, source: s.csv}\n"
        "+        metrics:\n"
        "+          - name: NPS\n"
        "+            kind: nps\n"
        "+            value: 100\n"
        "+            n: 2\n"
        "+            date: 2026-03-04\n"
        "+            source: s.csv\n"
        "+        quotes:\n"
        "+          - text: Good\n"
        "+            date: 2026-03-01\n",
        "/x/s.csv:1: the scores are in \"Recommend us?\"\n"
        "/x/s.csv:5: \"12\" is no score of 0..10; it is left out\n"
        "/x/s.csv: 1 row is left out, since this is no place of the map: Tidy; --place "
        "\"NAME=PLACE\" "
        "says which it is\n"
        "/x/s.csv: 1 quote is there already; it is left out\n"
        "/x/s.csv: 1 more quote is left out; --most takes more\n"
        "/x/s.csv: 2 figures are of fewer than 30 answers: few\n",
        STATUS_FOUND);
    expect_added("s.csv", text, (struct import_options){ .touchpoint = "step", .quotes = "Name" },
        "",
        "s.csv:1: the scores are in \"Recommend us?\"\n"
        "s.csv: --quotes: \"Name\" is a name, address or number of a person, which is never "
        "taken\n",
        STATUS_BAD);
    expect_added("s.csv", text, (struct import_options){ .at = "Cups" }, "",
        "s.csv:1: the scores are in \"Recommend us?\"\n"
        "s.csv: --at: no stage or touchpoint, or more than one, is \"Cups\"; name it as STAGE, "
        "STAGE/TOUCHPOINT or by its id\n",
        STATUS_BAD);
}

/* The value of each kind of survey at "Sip", and the measured one. */
Test(import_data, kinds_of_surveys)
{
    static const struct {
        const char *kind, *scores, *value, *measured; /* scores have blanks between */
    } rows[] = {
        { "nps", "10 9 8 7 6 0 0 0", "-25", "0" },
        { "enps", "10 10 9 0", "50", "0.9" },
        { "csat", "5 4 3 1", "50", "0.25" },
        { "csat7", "7 5 4 1", "50", "0.17" },
        { "ces", "7 5 6 2", "5", "0.67" },
        { "emotion", "1 5 5 4", "", "0.75" },
        { "emotion", "😡 🙂 neutral", "", "-0.33" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct adding adding;
        struct buf said = BUF_INIT, text = BUF_INIT;
        struct slice rest = slice_of(rows[i].scores);
        begin(&adding);
        buf_adds(&text, "Timestamp,Q (1-5)\n");
        while (rest.len) {
            struct slice score = slice_next_word(&rest);
            buf_addf(&text, "2026-01-01,%.*s\n", SLICE_ARG(score));
        }
        add(&adding, "k.csv", buf_slice(&text),
            (struct import_options){ .kind = rows[i].kind, .column = "Q (1-5)", .at = "drink/sip" },
            &said);
        const struct node *sip = map_find(&adding.map, SLICE("sip"));
        const struct node *metric = node_child(sip, TOUCHPOINT_METRICS, 0);
        cr_expect_str_eq(metric ? node_get(metric, METRIC_VALUE).data : "", rows[i].value,
            "%s of %s", rows[i].kind, rows[i].scores);
        struct slice measured = node_get(sip, TOUCHPOINT_MEASURED);
        cr_assert(measured.len, "%s: %s", rows[i].kind, said.data);
        cr_expect_str_eq(measured.data + strlen("value") + 1, rows[i].measured, "%s of %s",
            rows[i].kind, rows[i].scores);
        buf_release(&said);
        buf_release(&text);
        end(&adding);
    }
}

Test(import_data, the_same_source_replaces_its_own)
{
    struct adding adding;
    struct buf said = BUF_INIT, before = BUF_INIT;
    struct import_options options = { .kind = "ces", .column = "Q", .at = "Sip", .quotes = "T" };
    begin(&adding);
    add(&adding, "c.csv", SLICE("Date,Q,T\n2026-01-02,5,a\n"), options, &said);
    write_map(&adding.map, &before);
    cr_expect_eq(
        add(&adding, "c.csv", SLICE("Date,Q,T\n2026-02-03,5,a\n2026-02-04,6,b\n"), options, &said),
        STATUS_OK);
    expect_change(&adding, buf_slice(&before),
        "-        measured: {value: 0.67, n: 1, date: 2026-01-02, source: c.csv}\n"
        "+        measured: {value: 1, n: 2, date: 2026-02-04, source: c.csv}\n"
        "-            value: 5\n"
        "-            n: 1\n"
        "-            date: 2026-01-02\n"
        "+            value: 5.5\n"
        "+            n: 2\n"
        "+            date: 2026-02-04\n"
        "+            was:\n"
        "+              - value: 5\n"
        "+                date: 2026-01-02\n"
        "+          - text: b\n"
        "+            date: 2026-02-04\n");
    buf_release(&said);
    buf_release(&before);
    end(&adding);
}

/* Nothing may be said to be done where nothing is. */
Test(import_data, feelings_need_a_place)
{
    expect_added("f.csv", "Date,How did you feel? (1-5)\n2026-01-02,4\n",
        (struct import_options){ .kind = "emotion" }, "",
        "f.csv:1: the scores are in \"How did you feel? (1-5)\"\n"
        "f.csv: feelings belong to a stage or touchpoint; name it with --at, or the column that "
        "does with --stage or --touchpoint\n",
        STATUS_BAD);
}

Test(import_data, the_plan_tells_of_values_that_are_set)
{
    struct import_options options = { .kind = "ces", .column = "Q", .at = "Sip", .most = 20 };
    for (int times = 0; times < 2; times++) {
        struct adding adding;
        struct diags diags = DIAGS_INIT;
        struct draft draft;
        struct plan_counts before;
        struct buf plan = BUF_INIT, said = BUF_INIT;
        begin(&adding);
        if (times)
            add(&adding, "c.csv", SLICE("Date,Q\n2026-01-02,5\n"), options, &said);
        plan_count(&adding.map, &before);
        draft_init(&draft, &adding.lexicon, "c.csv", &options, &diags);
        cr_assert_eq(import_data(&draft, &adding.undo, SLICE("Date,Q\n2026-02-03,6\n")), STATUS_OK);
        plan_add(&draft, &before, &adding.map, &plan);
        cr_expect_str_eq(plan.data,
            times ? "c.csv: survey, UTF-8, comma\nNew: reading 1\nA new value for 1 metric\n"
                    "The measured feeling of 1 place\n"
                  : "c.csv: survey, UTF-8, comma\nNew: metric 1\nThe measured feeling of 1 place\n",
            "%s", plan.data);
        draft_release(&draft);
        diags_release(&diags);
        buf_release(&plan);
        buf_release(&said);
        end(&adding);
    }
}

/* A count may be larger than how many answers a metric can be of; one of any length is none. */
Test(import_data, counts_without_end)
{
    struct adding adding;
    struct buf said = BUF_INIT, text = BUF_INIT;
    begin(&adding);
    cr_expect_eq(add(&adding, "f.csv",
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
    end(&adding);
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

/* A thousand answers, and the same figures computed apart. */
Test(import_data, survey_figures)
{
    enum { ANSWERS = 1000 };
    struct adding adding;
    struct buf text = BUF_INIT, said = BUF_INIT, wanted = BUF_INIT, map = BUF_INIT;
    uint64_t state = 5;
    int promoters = 0, detractors = 0, sum = 0;
    begin(&adding);
    buf_adds(&text, "Timestamp;Score;Why;E-mail\n");
    for (int i = 0; i < ANSWERS; i++) {
        int score = (int)random_below(&state, 11);
        promoters += score >= 9;
        detractors += score <= 6;
        sum += score;
        buf_addf(
            &text, "2026-0%d-01;%d;\"W%d; \"\"x\"\"\";p%d@x.example\n", i % 9 + 1, score, i, i);
    }
    cr_expect_eq(
        add(&adding, "s.csv", buf_slice(&text),
            (struct import_options){ .kind = "nps", .column = "Score", .at = "Sip", .most = 1 },
            &said),
        STATUS_OK, "%s", said.data);
    write_map(&adding.map, &map);
    buf_addf(&wanted, "value: %g\n", (promoters - detractors) * 100.0 / ANSWERS);
    cr_expect(strstr(map.data, wanted.data), "%s in %s", wanted.data, map.data);
    buf_clear(&wanted);
    buf_addf(
        &wanted, "measured: {value: %.2f, n: %d", ((double)sum / ANSWERS - 5) * 2 / 5, ANSWERS);
    cr_expect(strstr(map.data, wanted.data), "%s in %s", wanted.data, map.data);
    cr_expect(!strstr(map.data, "example"));
    buf_release(&text);
    buf_release(&said);
    buf_release(&wanted);
    buf_release(&map);
    end(&adding);
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
