/* Surveys of the usual vendors, added to a map. */
#include <criterion/criterion.h>
#include <string.h>

#include "import/import.h"
#include "store/store.h"
#include "unit/import_support.h"
#include "unit/store_support.h"

Test(import_survey, figures_and_quotes)
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
Test(import_survey, kinds_of_surveys)
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
        adding_begin(&adding);
        buf_adds(&text, "Timestamp,Q (1-5)\n");
        while (rest.len) {
            struct slice score = slice_next_word(&rest);
            buf_addf(&text, "2026-01-01,%.*s\n", SLICE_ARG(score));
        }
        adding_add(&adding, "k.csv", buf_slice(&text),
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
        adding_end(&adding);
    }
}

Test(import_survey, the_same_source_replaces_its_own)
{
    struct adding adding;
    struct buf said = BUF_INIT, before = BUF_INIT;
    struct import_options options = { .kind = "ces", .column = "Q", .at = "Sip", .quotes = "T" };
    adding_begin(&adding);
    adding_add(&adding, "c.csv", SLICE("Date,Q,T\n2026-01-02,5,a\n"), options, &said);
    write_map(&adding.map, &before);
    cr_expect_eq(adding_add(&adding, "c.csv", SLICE("Date,Q,T\n2026-02-03,5,a\n2026-02-04,6,b\n"),
                     options, &said),
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
    adding_end(&adding);
}

/* Nothing may be said to be done where nothing is. */
Test(import_survey, feelings_need_a_place)
{
    expect_added("f.csv", "Date,How did you feel? (1-5)\n2026-01-02,4\n",
        (struct import_options){ .kind = "emotion" }, "",
        "f.csv:1: the scores are in \"How did you feel? (1-5)\"\n"
        "f.csv: feelings belong to a stage or touchpoint; name it with --at, or the column that "
        "does with --stage or --touchpoint\n",
        STATUS_BAD);
}

/* A thousand answers, and the same figures computed apart. */
Test(import_survey, figures_of_a_thousand)
{
    enum { ANSWERS = 1000 };
    struct adding adding;
    struct buf text = BUF_INIT, said = BUF_INIT, wanted = BUF_INIT, map = BUF_INIT;
    uint64_t state = 5;
    int promoters = 0, detractors = 0, sum = 0;
    adding_begin(&adding);
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
        adding_add(&adding, "s.csv", buf_slice(&text),
            (struct import_options){ .kind = "nps", .column = "Score", .at = "Sip", .most = 1 },
            &said),
        STATUS_FOUND, "%s", said.data);
    cr_expect_str_eq(said.data,
        "s.csv:1: 1 column is left out, for which there is no use here: Why\n", "%s", said.data);
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
    adding_end(&adding);
}

/* Header rows of each kind, columns that say who it was, and answers that do not count. */
static const struct vendor {
    const char *text;
    struct import_options options;
    const char *kind, *value, *n, *date, *quotes;
} vendors[] = {
    { "StartDate,EndDate,Status,IPAddress,Progress,Finished,RecordedDate,Q7,Q9,RecipientEmail\n"
      "Start Date,End Date,Response Type,IP Address,Progress,Finished,Recorded Date,How easy was "
      "it?,Why?,Recipient Email\n"
      "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{"
      "\"\"ImportId\"\":\"\"status\"\"}\",,,,,\"{\"\"ImportId\"\":\"\"QID7\"\"}\",,\n"
      "2026-03-01 10:00:00,2026-03-01 10:05:00,0,127.0.0.1,100,1,2026-03-01 "
      "10:05:01,6,Simple,a@b.example\n"
      "2026-03-02 10:00:00,2026-03-02 10:05:00,IP Address,127.0.0.2,100,True,2026-03-02 "
      "10:05:01,3,Slow,\n"
      "2026-03-04 11:00:00,2026-03-04 11:05:00,Survey Preview,127.0.0.3,100,1,2026-03-04 "
      "11:05:01,1,Test,\n"
      "2026-03-05 10:00:00,2026-03-05 10:05:00,0,127.0.0.4,40,0,2026-03-05 10:05:01,1,Half,\n",
        { .kind = "ces", .column = "how easy was it?", .at = "Sip", .quotes = "Q9" }, "ces", "4.5",
        "2", "2026-03-02", "Hot! Slow Simple" },
    { "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,How satisfied are "
      "you?,What else?\n"
      ",,,,,,Response,Open-Ended Response\n"
      "118,9,03/14/2026 10:00:00 AM,03/14/2026 10:02:00 AM,127.0.0.1,a@b.example,5 - Very "
      "satisfied,Warm\n"
      "119,9,03/15/2026 10:00:00 AM,03/15/2026 10:02:00 AM,127.0.0.2,,2 - Dissatisfied,Drips\n"
      "120,9,03/16/2026 11:00:00 AM,03/16/2026 11:02:00 AM,127.0.0.3,,,\n",
        { .kind = "csat", .at = "Sip", .quotes = "what else?" }, "csat", "50", "2", "2026-03-15",
        "Hot! Drips Warm" },
    { "#;Wie wahrscheinlich empfehlen Sie uns weiter?;Warum?;Start Date (UTC);Submit Date "
      "(UTC);Network ID\n"
      "a1;10;Gut;2026-03-01 10:00;2026-03-01 10:01;x\n"
      "a2;6;Zäh;2026-03-02 10:00;2026-03-02 10:01;y\n"
      "a3;;;2026-03-03 10:00;2026-03-03 10:01;z\n",
        { .at = "Sip", .quotes = "Warum?" }, "nps", "0", "2", "2026-03-02", "Hot! Zäh Gut" },
    { "\"Timestamp\",\"How likely are you to recommend us? (0-10)\",\"Why?\",\"Name\",\"E-mail\"\n"
      "\"2026/03/01 9:12:44 AM GMT+1\",\"10\",\"Good\",\"Zoe Q\",\"z@q.example\"\n"
      "\"2026/03/02 9:12:44 PM GMT+1\",\"0\",\"\",\"Al\",\"a@q.example\"\n"
      "\"2026/03/03 9:12:44 PM GMT+1\",\"\",\"No score\",\"\",\"b@q.example\"\n",
        { .at = "Sip", .quotes = "Why?" }, "nps", "0", "2", "2026-03-02", "Hot! Good No score" },
};

Test(import_survey, layouts_of_vendors)
{
    static const char *const never[] = { "127.0.0", "example", "118", "Zoe", "a1" };
    for (size_t i = 0; i < sizeof vendors / sizeof *vendors; i++) {
        const struct vendor *vendor = &vendors[i];
        struct adding adding;
        struct buf said = BUF_INIT, text = BUF_INIT, quotes = BUF_INIT;
        adding_begin(&adding);
        adding_add(&adding, "v.csv", slice_of(vendor->text), vendor->options, &said);
        const struct node *sip = map_find(&adding.map, SLICE("sip"));
        const struct node *metric = node_child(sip, TOUCHPOINT_METRICS, 0);
        cr_assert(metric, "%zu: %s", i, said.data);
        cr_expect_str_eq(node_get(metric, METRIC_KIND).data, vendor->kind, "%zu", i);
        cr_expect_str_eq(node_get(metric, METRIC_VALUE).data, vendor->value, "%zu", i);
        cr_expect_str_eq(node_get(metric, METRIC_N).data, vendor->n, "%zu", i);
        cr_expect_str_eq(node_get(metric, METRIC_DATE).data, vendor->date, "%zu", i);
        for (size_t n = 0; n < node_child_count(sip, TOUCHPOINT_QUOTES); n++)
            buf_addf(&quotes, "%s%s", n ? " " : "",
                node_get(node_child(sip, TOUCHPOINT_QUOTES, n), QUOTE_TEXT).data);
        cr_expect_str_eq(quotes.data, vendor->quotes, "%zu: %s", i, quotes.data);
        write_map(&adding.map, &text);
        for (size_t n = 0; n < sizeof never / sizeof *never; n++)
            cr_expect(!strstr(text.data, never[n]), "%zu has %s:\n%s", i, never[n], text.data);
        buf_release(&said);
        buf_release(&text);
        buf_release(&quotes);
        adding_end(&adding);
    }
}
