/* Numbers, scales and words of files that are imported. */
#include <criterion/criterion.h>
#include <math.h>

#include "import/draft/draft.h"
#include "import/draft/feeling.h"

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

Test(import_words, numbers)
{
    static const struct {
        const char *text;
        double wanted; /* NAN: none */
    } rows[] = { { "4", 4 }, { " 4,5 ", 4.5 }, { "+1", 1 }, { "-2", -2 }, { "−2", -2 },
        { "–2", -2 }, { "３", 3 }, { "０．５", 0.5 }, { "2.", NAN }, { "", NAN }, { "-", NAN },
        { "4 5", NAN }, { "1e3", NAN }, { "4x", NAN }, { "1234567890123456789", NAN } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double number = NAN;
        bool good = number_read(slice_of(rows[i].text), &number);
        cr_expect_eq(good, !isnan(rows[i].wanted), "%s", rows[i].text);
        cr_expect(!good || near(number, rows[i].wanted), "%s: %g", rows[i].text, number);
    }
}

Test(import_words, counts)
{
    static const struct {
        const char *text;
        double wanted;
    } rows[] = { { "18250", 18250 }, { "18,250", 18250 }, { "1.240", 1240 },
        { "1 234 567", 1234567 }, { "12,5", NAN }, { "1,2345", NAN }, { "1234,567", NAN },
        { "-3", NAN } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double number = NAN;
        bool good = number_read_count(slice_of(rows[i].text), &number);
        cr_expect_eq(good, !isnan(rows[i].wanted), "%s", rows[i].text);
        cr_expect(!good || near(number, rows[i].wanted), "%s: %g", rows[i].text, number);
    }
}

Test(import_words, scales_of_headers)
{
    static const struct {
        const char *text;
        double low, high; /* equal: none */
    } rows[] = { { "Mood (1-7)", 1, 7 }, { "Mood 0..10", 0, 10 }, { "Mood [0–10]", 0, 10 },
        { "Stars /5", 1, 5 }, { "Joy/10", 0, 10 }, { "-5 to +5", -5, 5 }, { "Note (1 à 4)", 1, 4 },
        { "満足度（１～５）", 1, 5 }, { "Mood", 0, 0 }, { "Top 10 moods", 0, 0 }, { "7-1", 0, 0 },
        { "Week 12", 0, 0 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scale scale = { 0, 0 };
        bool found = scale_of_header(slice_of(rows[i].text), &scale);
        cr_expect_eq(found, rows[i].low < rows[i].high, "%s", rows[i].text);
        cr_expect(near(scale.low, rows[i].low) && near(scale.high, rows[i].high), "%s: %g..%g",
            rows[i].text, scale.low, scale.high);
    }
}

Test(import_words, scales_of_numbers)
{
    static const struct {
        double low, high; /* of the numbers */
        double from, to;  /* of the scale */
        bool doubt;
    } rows[] = { { -2, 2, -2, 2, false }, { -1, 0, -2, 2, false }, { 1, 5, 1, 5, false },
        { 2, 3, 1, 5, false }, { 1, 7, 1, 7, false }, { 3, 6, 1, 7, false }, { 0, 8, 0, 10, false },
        { 1, 9, 0, 10, false }, { -5, 5, -5, 5, false }, { -3, 1, -5, 5, false },
        { -1, 4, -5, 5, true }, { 0, 2, -2, 2, true }, { 0, 5, 0, 5, true }, { 0, 6, 0, 10, true },
        { 20, 80, 0, 100, true }, { -50, 20, -50, 50, true } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct seen seen = { 0 };
        bool doubt;
        seen_add(&seen, rows[i].low);
        seen_add(&seen, rows[i].high);
        struct scale scale = scale_of_numbers(&seen, &doubt);
        cr_expect(near(scale.low, rows[i].from) && near(scale.high, rows[i].to), "%g..%g: %g..%g",
            rows[i].low, rows[i].high, scale.low, scale.high);
        cr_expect_eq(doubt, rows[i].doubt, "%g..%g", rows[i].low, rows[i].high);
    }
}

Test(import_words, places_on_scales)
{
    static const struct {
        struct scale scale;
        double number;
        int wanted;
        bool whole;
    } rows[] = { { { 1, 5 }, 1, -2, true }, { { 1, 5 }, 3, 0, true }, { { 1, 5 }, 2.5, 0, false },
        { { 1, 5 }, 3.5, 0, false }, { { 1, 5 }, 4.5, 2, false }, { { 1, 7 }, 3.25, 0, false },
        { { 1, 7 }, 6.25, 2, false }, { { 1, 7 }, 4, 0, true }, { { 0, 10 }, 2, -1, false },
        { { 0, 10 }, 5, 0, true }, { { -5, 5 }, 4, 2, false }, { { -5, 5 }, -2, -1, false },
        { { -2, 2 }, -1, -1, true } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool whole;
        int placed = scale_place(rows[i].scale, rows[i].number, &whole);
        cr_expect_eq(
            placed, rows[i].wanted, "%g of %g: %d", rows[i].number, rows[i].scale.high, placed);
        cr_expect_eq(whole, rows[i].whole, "%g of %g", rows[i].number, rows[i].scale.high);
    }
}

/* "N", "W" for words, "4" for a number of a scale still to be found, "=1" for a score; "+" behind
 * it: there are words, too. */
static void describe(const struct feeling *feeling, struct buf *out)
{
    if (feeling->kind == FEELING_NUMBER) {
        number_add(feeling->number, 3, out);
        if (scale_is_known(feeling->own)) {
            buf_adds(out, " of ");
            scale_add(feeling->own, out);
        }
    } else if (feeling->kind == FEELING_SCORE) {
        buf_addf(out, "=%d", feeling->emotion);
    } else {
        buf_adds(out, feeling->kind == FEELING_NONE ? "N" : "W");
    }
    if (feeling->more && feeling->kind != FEELING_WORDS)
        buf_adds(out, " +");
}

Test(import_words, feelings)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = { { "3", "3" }, { "4,5", "4.5" }, { "4/5", "4 of 1..5" }, { "7 / 10", "7 of 0..10" },
        { "4 - satisfied", "4 +" }, { "2 (angry)", "2 +" }, { "2 hours of waiting", "W" },
        { "n/a", "N" }, { "?", "N" }, { "—", "N" }, { "Very negative", "=-2" }, { "NEUTRAL", "=0" },
        { "++", "=2" }, { "-", "=-1" }, { "+", "=1" }, { "Nervous+", "W" }, { "πολύ θετικό", "=2" },
        { "ΑΡΝΗΤΙΚΟ", "=-1" }, { "非常消极", "=-2" }, { "sehr negativ", "=-2" }, { "neutre", "=0" },
        { "muy positivo", "=2" }, { "molto negativo", "=-2" }, { "とても否定的", "=-2" },
        { "매우 긍정적", "=2" }, { "positivo", "=1" }, { "😡", "=-2" }, { "😟", "=-1" },
        { "☹️", "=-1" }, { "🤔", "=0" }, { "🙂", "=1" }, { "🎉", "=2" },
        { "👎🏽", "=-1" }, { "😟 hopeful", "=-1 +" }, { "😟 → 😀", "=2 +" },
        { "🙂 then 😡", "=-2 +" }, { "positive -> very negative", "=-2 +" },
        { "★★★☆☆", "3 of 1..5" }, { "⭐⭐", "2 of 1..5" }, { "Curious but sceptical", "W" },
        { "Relieved, then tired", "W" }, { "-- a dash", "W" } };
    struct lexicon lexicon;
    lexicon_init(&lexicon);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct feeling feeling;
        struct buf got = BUF_INIT;
        feeling_read(&lexicon.feelings, slice_of(rows[i].text), &feeling);
        describe(&feeling, &got);
        cr_expect_str_eq(got.data, rows[i].wanted, "%s: %s", rows[i].text, got.data);
        buf_release(&got);
    }
    lexicon_release(&lexicon);
}

Test(import_words, severities)
{
    static const struct {
        const char *all; /* of a column, with blanks between */
        struct scale header;
        const char *wanted; /* a digit each, "-" where there is none */
    } rows[] = { { "0 3 4", { 0, 0 }, "034" }, { "1 3 5", { 0, 0 }, "024" },
        { "1 2 4", { 0, 0 }, "124" }, { "1 4", { 1, 5 }, "03" },
        { "low medium high critical", { 0, 0 }, "1234" }, { "low medium high", { 0, 0 }, "234" },
        { "8/10 3/10 10/10", { 0, 0 }, "314" }, { "P0 p1 P3", { 0, 0 }, "431" },
        { "niedrig kritisch", { 0, 0 }, "14" }, { "high awful", { 0, 0 }, "4-" },
        { "5/5", { 0, 0 }, "4" }, { "9 2", { 0, 0 }, "41" }, { "-1", { 0, 0 }, "-" },
        { "5555555555555 3/0.0000000001", { 0, 10 }, "--" } };
    struct lexicon lexicon;
    lexicon_init(&lexicon);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct severities all = { .header = rows[i].header };
        struct slice rest = slice_of(rows[i].all);
        struct buf got = BUF_INIT;
        while (rest.len)
            severity_see(&lexicon.severities, slice_next_word(&rest), &all);
        rest = slice_of(rows[i].all);
        while (rest.len) {
            int severity;
            bool good = severity_read(&lexicon.severities, &all, slice_next_word(&rest), &severity);
            buf_add_char(&got, good ? (char)('0' + severity) : '-');
        }
        cr_expect_str_eq(got.data, rows[i].wanted, "%s: %s", rows[i].all, got.data);
        buf_release(&got);
    }
    lexicon_release(&lexicon);
}

Test(import_words, evidence)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = { { "3", "research" }, { "2", "partial" }, { "1", "assumption" },
        { "High", "research" }, { "MEDIUM", "partial" }, { "Hypothesis", "assumption" },
        { "υπόθεση", "assumption" }, { "5 interviews", NULL }, { "4", NULL } };
    struct lexicon lexicon;
    lexicon_init(&lexicon);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *word = evidence_read(&lexicon.evidences, slice_of(rows[i].text));
        cr_expect(
            word == rows[i].wanted || (word && rows[i].wanted && strcmp(word, rows[i].wanted) == 0),
            "%s: %s", rows[i].text, word ? word : "nothing");
    }
    lexicon_release(&lexicon);
}

Test(import_words, labels)
{
    static const struct {
        const char *text, *wanted; /* the key */
    } rows[] = { { "Stage", "stage" }, { "**Phases:**", "stage" }, { "στάδιο", "stage" },
        { "ΣΤΑΔΙΟ", "stage" }, { "フェーズ", "stage" }, { "Touch Points", "touchpoint" },
        { "触点", "touchpoint" }, { "Punto de contacto", "touchpoint" },
        { "# User actions", "doing" }, { "User's actions", "doing" },
        { "Ce que fait le client", "doing" }, { "Thought / Quote", "thinking" },
        { "Σκέψη", "thinking" }, { "Satisfaction (1-5)", "emotion" },
        { "Customer experience", "emotion" }, { "情绪", "emotion" }, { "Pain point(s)", "pains" },
        { "Schmerzpunkt", "pains" }, { "Barriers / frictions", "pains" },
        { "Opportunities", "ideas" }, { "ευκαιρίες", "ideas" }, { "KPIs", "metrics" },
        { "Teams", "owner" }, { "Behind the scenes", "back_stage" },
        { "Support processes", "support" }, { "Systems", "technology" }, { "takes_part", NULL },
        { "Importance", "importance" }, { "moment of", "moment_of" },
        { "Seen and touched", "props" }, { "Buying role", "buying_role" }, { "Weather", NULL },
        { "Business goals", NULL }, { "", NULL }, { "#", NULL }, { "(1-5)", NULL } };
    struct lexicon lexicon;
    lexicon_init(&lexicon);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct label label = label_of(&lexicon.labels, slice_of(rows[i].text));
        const char *key = label.how == HOW_NOTE ? NULL : label.key;
        cr_expect(
            key == rows[i].wanted || (key && rows[i].wanted && strcmp(key, rows[i].wanted) == 0),
            "%s: %s", rows[i].text, key ? key : "none");
    }
    lexicon_release(&lexicon);
}
