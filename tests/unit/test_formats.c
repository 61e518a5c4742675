#include <criterion/criterion.h>
#include <glob.h>

#include "base/text.h"
#include "export/export.h"
#include "export/text/private.h"
#include "store/store.h"
#include "support.h"
#include "unit/store_support.h"

static void export_file(
    const char *path, const struct export_format *format, const char *what, struct buf *out)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct history history;
    map_begin(&map);
    cr_assert_eq(store_read(&map, path, STORE_MAX_SIZE, &diags), STATUS_OK, "%s: %s", path,
        diags.count ? diags.items[0].text : "");
    history_begin(&history, &map);
    struct export_options options = { .what = what, .history = &history };
    /* Some have no form for a map without what they are for, and say so. */
    enum status status = format->write(&map, &options, out, &diags);
    cr_assert(status == STATUS_OK ? out->len : status == STATUS_BAD && diags.count, "%s as %s",
        path, format->name);
    history_release(&history);
    diags_release(&diags);
    map_release(&map);
}

/* What every map becomes in a format: tests/data/formats/NAME.ENDING. */
static const struct {
    const char *format, *what, *ending;
} goldens[] = {
    { "csv", NULL, "csv" },
    { "csv", "pains", "pains.csv" },
    { "csv", "actions", "actions.csv" },
    { "csv", "personas", "personas.csv" },
    { "json", NULL, "json" },
    { "mermaid", NULL, "mmd" },
    { "todotxt", NULL, "txt" },
    { "ics", NULL, "ics" },
    { "jira", NULL, "jira.csv" },
    { "mediawiki", NULL, "wiki" },
    { "dokuwiki", NULL, "dokuwiki.txt" },
    { "confluence", NULL, "confluence.xml" },
    { "canvas", NULL, "canvas" },
};

Test(formats, golden)
{
    static const char *const maps[] = { "all", "hostile" };
    for (size_t m = 0; m < sizeof maps / sizeof *maps; m++)
        for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++) {
            struct buf path = BUF_INIT, got = BUF_INIT;
            buf_addf(&path, TEST_PATH("tests/data/formats/%s.yaml"), maps[m]);
            export_file(path.data, export_format_named(goldens[i].format), goldens[i].what, &got);
            buf_cut(&path, path.len - strlen("yaml"));
            buf_adds(&path, goldens[i].ending);
            test_golden(path.data, buf_slice(&got));
            buf_release(&path);
            buf_release(&got);
        }
}

/* Characters that a terminal would obey, or that turn the order of what stands around them. */
static bool has_unsafe(struct slice text, bool bidi)
{
    while (text.len) {
        uint32_t point = utf8_next(&text);
        if (!point || (point < ' ' && !strchr("\t\r\n", (int)point)) ||
            (point >= 0x7F && point < 0xA0) || (!bidi && point >= 0x202A && point <= 0x202E) ||
            (!bidi && point >= 0x2066 && point <= 0x2069))
            return true;
    }
    return false;
}

static void check_all_formats(const char *pattern)
{
    glob_t found;
    cr_assert_eq(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        for (const struct export_format *const *format = export_formats; *format; format++) {
            const char *path = found.gl_pathv[i];
            struct buf text = BUF_INIT, again = BUF_INIT;
            if ((*format)->is_binary)
                continue;
            export_file(path, *format, NULL, &text);
            export_file(path, *format, NULL, &again);
            cr_expect(slice_equal(buf_slice(&text), buf_slice(&again)), "%s as %s: two differ",
                path, (*format)->name);
            cr_expect_eq(utf8_valid_length(buf_slice(&text)), text.len, "%s as %s: UTF-8", path,
                (*format)->name);
            cr_expect(!has_unsafe(buf_slice(&text), *format == &export_csv), "%s as %s: unsafe",
                path, (*format)->name);
            buf_release(&text);
            buf_release(&again);
        }
    globfree(&found);
}

Test(formats, every_map_in_every_format)
{
    check_all_formats(TEST_PATH("examples/*.yaml"));
    check_all_formats(TEST_PATH("tests/data/formats/*.yaml"));
}

/* Texts of any length cost what they hold: what took its square would take minutes. */
Test(formats, long_texts, .timeout = 60)
{
    struct buf yaml = BUF_INIT;
    struct map map;
    buf_adds(&yaml, "cjm: 1\ntitle: T\nstages:\n  - name: S\n    touchpoints:\n      - name: \"");
    for (int i = 0; i < 60000; i++)
        buf_adds(&yaml, "RFC 1 ]]> %% [x](y) a@b.c =1 ");
    buf_adds(&yaml, "\"\n        emotion: 1\n        pains:\n          - {text: \"");
    for (int i = 0; i < 60000; i++)
        buf_adds(&yaml, "\uFF1D PMID 1 +a @b c:d |x| ");
    buf_adds(&yaml, "\", owner: Anna}\n");
    read_map(&map, buf_slice(&yaml));
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++) {
        struct buf out = BUF_INIT;
        struct diags diags = DIAGS_INIT;
        struct export_options options = { .what = goldens[i].what };
        cr_expect_eq(
            export_format_named(goldens[i].format)->write(&map, &options, &out, &diags), STATUS_OK);
        diags_release(&diags);
        buf_release(&out);
    }
    map_release(&map);
    buf_release(&yaml);
}

Test(formats, schema)
{
    struct buf text = BUF_INIT;
    export_schema(&text);
    test_golden(TEST_PATH("tests/data/formats/schema.json"), buf_slice(&text));
    buf_release(&text);
}

Test(formats, hides_addresses_and_numbers)
{
    static const struct {
        const char *text, *want;
        size_t count;
    } rows[] = {
        { "", "", 0 },
        { "write to a.b+c@mail.example.org.", "write to ....", 1 },
        { "a@b @home x@ @y.z", "a@b @home x@ @y.z", 0 },
        { "a@b.c,d@e.f", "...,...", 2 },
        { "+49 (0) 30 123 45-67!", "...!", 1 },
        { "030 1234567; (030) 123-4567", "...; ...", 2 },
        { "on 2026-12-24, 12.500 EUR, 2019/2020, 640x480",
            "on 2026-12-24, 12.500 EUR, 2019/2020, 640x480", 0 },
        { "no 1234567", "no ...", 1 },
        { "no 123456, +1", "no 123456, +1", 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf got = BUF_INIT;
        cr_expect_eq(private_hide(slice_of(rows[i].text), &got), rows[i].count, "%s", rows[i].text);
        cr_expect_str_eq(got.data, rows[i].want);
        buf_release(&got);
    }
}

/* What is left of a map of which all is wished away. */
Test(formats, leaves_out_what_should_not_travel)
{
    static const char *const maps[] = { "all", "hostile" };
    for (size_t m = 0; m < sizeof maps / sizeof *maps; m++) {
        struct map map, reduced;
        struct diags diags = DIAGS_INIT;
        struct buf path = BUF_INIT, text = BUF_INIT, again = BUF_INIT;
        struct private_wish wish = { true, "quotes,owners, comments, Sources", NULL };
        buf_addf(&path, TEST_PATH("tests/data/formats/%s.yaml"), maps[m]);
        map_begin(&map);
        cr_assert_eq(store_read(&map, path.data, STORE_MAX_SIZE, &diags), STATUS_OK);
        cr_assert_eq(private_copy(&map, &wish, &reduced, &diags), STATUS_OK);
        cr_expect_eq(diags.count, 1);
        cr_expect_eq(store_standard(&reduced, &text, &diags), STATUS_OK);
        map_release(&reduced);
        buf_cut(&path, path.len - strlen("yaml"));
        buf_adds(&path, "reduced");
        test_golden(path.data, buf_slice(&text));
        wish = (struct private_wish){ false, "", NULL };
        buf_clear(&text);
        cr_assert_eq(private_copy(&map, &wish, &reduced, &diags), STATUS_OK);
        store_canonical(&map, &text);
        store_canonical(&reduced, &again);
        cr_expect_str_eq(again.data, text.data);
        map_release(&reduced);
        wish.without = "quotes, money";
        cr_expect_eq(private_copy(&map, &wish, &reduced, &diags), STATUS_BAD);
        map_release(&map);
        diags_release(&diags);
        buf_release(&path);
        buf_release(&text);
        buf_release(&again);
    }
}

static void expect_reduced(const struct private_wish *wish, const char *want)
{
    static const char text[] =
        "cjm: 1\ntitle: T\nstages:\n  - name: S\n    touchpoints:\n      - name: P\n"
        "        measured: {value: 1.5, n: 12345678, date: 2026-11-02, source: by a@b.org}\n"
        "        metrics:\n          - name: M\n            value: 12345678\n"
        "            target: see a@b.org\n"
        "        c@d.org: 1\n        other: 2\n";
    struct map map, reduced;
    struct diags diags = DIAGS_INIT;
    struct buf out = BUF_INIT;
    read_map(&map, slice_of(text));
    cr_assert_eq(private_copy(&map, wish, &reduced, &diags), STATUS_OK);
    store_canonical(&reduced, &out);
    cr_expect(strstr(out.data, want) && strstr(out.data, "value: 12345678\n"), "%s", out.data);
    cr_expect(!wish->anonymise || (!strstr(out.data, "@") && strstr(out.data, "other: 2")), "%s",
        out.data);
    diags_release(&diags);
    buf_release(&out);
    map_release(&map);
    map_release(&reduced);
}

Test(formats, hides_what_stands_in_figures_and_keys)
{
    expect_reduced(&(struct private_wish){ .anonymise = true },
        "measured: {value: 1.5, n: 12345678, date: 2026-11-02, source: by ...}\n");
    expect_reduced(&(struct private_wish){ .without = "sources" },
        "measured: {value: 1.5, n: 12345678, date: 2026-11-02}\n");
}

/* Names of speakers stand in other texts, too, and numbers in paths and ids. */
Test(formats, hides_names_and_numbers_wherever_they_stand)
{
    static const char text[] =
        "cjm: 1\ntitle: As Jane Doe told\npersonas: [{name: Jo, id: jo-12345678}]\nstages:\n"
        "  - name: Jane Doeling\n    touchpoints:\n"
        "      - {name: Pay, map: a@b.org.yaml, emotion: {jo-12345678: 1}}\n"
        "      - name: Get\n        notes: JANE DOE's bill, see nia and x@nia\n"
        "        quotes: [{text: I waited, by: Jane Doe}]\n"
        "        comments: [{text: \"@nia, ask Jane Doe\", by: Bo, for: Nia}]\n";
    struct map map, reduced;
    struct diags diags = DIAGS_INIT;
    struct buf out = BUF_INIT;
    read_map(&map, slice_of(text));
    cr_assert_eq(private_copy(&map, &(struct private_wish){ .anonymise = true }, &reduced, &diags),
        STATUS_OK);
    store_canonical(&reduced, &out);
    cr_expect_str_eq(out.data,
        "cjm: 1\ntitle: As Customer 1 told\npersonas:\n  - name: Jo\n    id: hidden-1\nstages:\n"
        "  - name: Jane Doeling\n    touchpoints:\n      - name: Pay\n"
        "        emotion: {hidden-1: 1}\n      - name: Get\n        notes: Customer 1's bill, see "
        "nia and x@nia\n        quotes:\n          - text: I waited\n            by: Customer 1\n  "
        "      comments:\n          - text: Customer 3, ask Customer 1\n            id: hidden-2\n "
        "           by: Customer 2\n            for: Customer 3\n");
    diags_release(&diags);
    buf_release(&out);
    map_release(&map);
    map_release(&reduced);
}

/* Of a path: what is on it, and what is on no path; all in the order that it had. */
Test(formats, keeps_what_is_on_a_path)
{
    struct map map, reduced;
    struct diags diags = DIAGS_INIT;
    struct buf out = BUF_INIT;
    read_map(&map, SLICE("cjm: 1\ntitle: T\npaths: [quick, slow]\nstages:\n  - name: S\n"
                         "    touchpoints:\n      - {name: A, paths: [slow]}\n"
                         "      - {name: B, paths: [quick, slow]}\n      - C\n"));
    cr_assert_eq(
        private_copy(&map, &(struct private_wish){ .path = "Quick" }, &reduced, &diags), STATUS_OK);
    store_canonical(&reduced, &out);
    cr_expect_str_eq(out.data,
        "cjm: 1\ntitle: T\npaths: [quick]\nstages:\n  - name: S\n    touchpoints:\n"
        "      - name: B\n        paths: [quick]\n      - name: C\n");
    map_release(&reduced);
    diags_release(&diags);
    diags = (struct diags)DIAGS_INIT;
    cr_expect_eq(
        private_copy(&map, &(struct private_wish){ .path = "x" }, &reduced, &diags), STATUS_BAD);
    cr_expect_str_eq(diags.items[0].text, "there is no path \"x\"; paths: quick, slow");
    diags_release(&diags);
    buf_release(&out);
    map_release(&map);
}

/* Mermaid skips blanks that are not ASCII, and then reads a word of its own, or no name. */
Test(formats, mermaid_has_no_name_that_begins_with_a_blank)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct buf out = BUF_INIT;
    read_map(&map, SLICE("cjm: 1\ntitle: T\nstages:\n  - name: \"\\u00A0S\"\n    touchpoints:\n"
                         "      - {name: \"\\uFEFFjourney\", emotion: 1}\n"));
    export_format_named("mermaid")->write(&map, &(struct export_options){ 0 }, &out, &diags);
    cr_expect_str_eq(out.data, "journey\n  title T\n  section #160;S\n    #65279;journey: 4\n");
    diags_release(&diags);
    buf_release(&out);
    map_release(&map);
}

/* A name of which nothing can be seen is told by its id. */
Test(formats, a_name_of_blanks_is_told_by_its_id)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct buf out = BUF_INIT;
    read_map(&map, SLICE("cjm: 1\ntitle: T\nstages:\n  - name: \"\\u00A0\\u3000\"\n    id: far\n"));
    export_format_named("canvas")->write(&map, &(struct export_options){ 0 }, &out, &diags);
    cr_expect(strstr(out.data, "\"label\": \"far\""), "%s", out.data);
    diags_release(&diags);
    buf_release(&out);
    map_release(&map);
}
