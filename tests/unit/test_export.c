#include <criterion/criterion.h>
#include <glob.h>

#include "export/export.h"
#include "export/markdown_escape.h"
#include "store/store.h"
#include "support.h"
#include "unit/store_support.h"

static void export_file(const char *path, const char *format, enum layout layout, struct buf *out)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    cr_assert_eq(store_read(&map, path, STORE_MAX_SIZE, &diags), STATUS_OK, "%s: %s", path,
        diags.count ? diags.items[0].text : "");
    struct export_options options = { .layout = layout };
    cr_assert_eq(
        export_format_named(format)->write(&map, &options, out, &diags), STATUS_OK, "%s", path);
    diags_release(&diags);
    map_release(&map);
}

/* Each map of tests/data/export beside what it becomes: NAME.md, NAME-list.md ... */
static const struct {
    const char *ending, *format;
    enum layout layout;
} goldens[] = {
    { ".md", "markdown", LAYOUT_TABLE },
    { "-list.md", "markdown", LAYOUT_LIST },
    { "-persona.md", "persona", LAYOUT_TABLE },
};

Test(export, golden)
{
    glob_t found;
    cr_assert_eq(glob(TEST_PATH("tests/data/export/*.yaml"), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        for (size_t k = 0; k < sizeof goldens / sizeof *goldens; k++) {
            const char *path = found.gl_pathv[i];
            struct buf golden = BUF_INIT, got = BUF_INIT, again = BUF_INIT;
            buf_add(&golden, path, strlen(path) - strlen(".yaml"));
            buf_adds(&golden, goldens[k].ending);
            export_file(path, goldens[k].format, goldens[k].layout, &got);
            export_file(path, goldens[k].format, goldens[k].layout, &again);
            cr_expect_str_eq(again.data, got.data, "%s: two exports differ", path);
            cr_expect(
                got.len > 1 && got.data[got.len - 1] == '\n' && got.data[got.len - 2] != '\n');
            cr_expect_null(strchr(got.data, '\r'));
            test_golden(golden.data, buf_slice(&got));
            buf_release(&golden);
            buf_release(&got);
            buf_release(&again);
        }
    globfree(&found);
}

/* Whose sheet is it that a name or an id means? */
Test(export, sheets_of_some)
{
    static const struct {
        const char *name, *want; /* the sheets, or the reason */
    } rows[] = {
        { NULL, "Ann Bob Bob bob Cid " },
        { "Ann", "Ann " },
        { "Bob", "Bob Bob " },
        { "bob", "Bob " },
        { "bob-2", "Bob " },
        { "Cid", "Cid " },
        { "buy", "there is no persona \"buy\"; personas: Ann, Bob, Bob, bob,  Cid " },
        { "", "there is no persona \"\"; personas: Ann, Bob, Bob, bob,  Cid " },
    };
    struct map map;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    cr_assert_eq(store_read_text(&map, "map",
                     SLICE("cjm: 1\ntitle: T\npersonas: [Ann, Bob, Bob, bob, \" Cid \"]\n"
                           "stages: [Buy]\n"),
                     &diags),
        STATUS_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct export_options options = { .persona = rows[i].name };
        struct buf text = BUF_INIT, got = BUF_INIT;
        if (export_format_named("persona")->write(&map, &options, &text, &diags) != STATUS_OK)
            buf_adds(&got, diags.items[0].text);
        for (const char *at = text.data; (at = strstr(at, "\n## ")); at += 4)
            buf_addf(&got, "%.*s ", (int)strcspn(at + 4, "\n"), at + 4);
        cr_expect_str_eq(got.data, rows[i].want, "%s: %s", rows[i].name, got.data);
        diags_release(&diags);
        buf_release(&text);
        buf_release(&got);
    }
    map_release(&map);
}

Test(export, formats)
{
    cr_expect_str_eq(export_formats[0]->name, "markdown");
    cr_expect_eq(export_format_named("markdown"), export_formats[0]);
    cr_expect_eq(export_format_named("MD"), export_formats[0]);
    cr_expect_null(export_format_named("mark"));
    cr_expect_null(export_format_named(""));
    static const struct {
        const char *path, *name;
    } rows[] = {
        { "map.md", "markdown" },
        { "/a.b/map.markdown", "markdown" },
        { "map.yaml", "yaml" },
        { "map.yml", "yaml" },
        { "map.persona", NULL },
        { "map.md.txt", NULL },
        { "map.csv", "csv" },
        { "a.b.jira.csv", "jira" },
        { "/a/todo.txt", "todotxt" },
        { "map.todo.TXT", "todotxt" },
        { "csv", NULL },
        { "/a.md/map", NULL },
        { "md", NULL },
        { "", NULL },
        { "-", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct export_format *format = export_format_of_path(rows[i].path);
        cr_expect_eq(
            format, rows[i].name ? export_format_named(rows[i].name) : NULL, "%s", rows[i].path);
    }
}

Test(export, escapes)
{
    static const struct {
        const char *text, *want;
        bool starts_line;
    } rows[] = {
        { "", "", true },
        { "plain text, it's (so) 50% - 3 + 2 = 1; a->b!",
            "plain text, it's (so) 50% - 3 + 2 = 1; a->b!", true },
        { "a|b \\ c\\|", "a\\|b \\\\ c\\\\\\|", false },
        { "*b* _i_ `c` ~s~ [l](u) <b>", "\\*b\\* \\_i\\_ &#96;c&#96; \\~s\\~ \\[l](u) \\<b>",
            false },
        { "AT&T &amp; &#x3c; &x", "AT&T \\&amp; \\&#x3c; &x", false },
        { "C# # d", "C# \\# d", false },
        { "  a \t b\r\n\n  c  ", "a b<br>c", false },
        { "a\xC2\x85\x62\u2028c\u2029", "a<br>b<br>c", false },
        { "\x1B[0m\x01\xFF", "␛\\[0m␁\uFFFD", false },
        { "a\u202Eb\u2066c", "abc", false },
        { "👨\u200D👩", "👨\u200D👩", false },
        /* words that make links or mentions */
        { "see (http://x.y), now", "see (`http://x.y`), now", false },
        { "WWW.x.y a@b.c @me #12 GH-3 !4", "`WWW.x.y` `a@b.c` `@me` `#12` `GH-3` `!4`", false },
        { "[[Page]] {{toc}}", "`[[Page]]` `{{toc}}`", false },
        { "http://a|b`c", "`http://a`\\|b&#96;c", false },
        { "==m== 1 = 2", "\\=\\=m\\=\\= 1 = 2", false },
        { "%%c%% 5 %", "\\%\\%c\\%\\% 5 %", false },
        { "\u00A0#tag C#", "\u00A0\\#tag C#", false },
        { "//x http:// // 2^8", "`//x` `http://` // 2\\^8", false },
        { "@ 5 a@ # ! x! www w.w", "@ 5 a@ \\# ! x! www w.w", false },
        /* at the front of a line */
        { "# h", "\\# h", true },
        { "> q", "\\> q", true },
        { "- i", "\\- i", true },
        { "-- i", "\\-- i", true },
        { "-5", "-5", true },
        { "+ i", "\\+ i", true },
        { "1. i", "1\\. i", true },
        { "12) i", "12\\) i", true },
        { "1.5", "1.5", true },
        { "1. i", "1. i", false },
        { "= =", "\\= =", true },
        { "===", "\\=\\=\\=", true },
        { ":-", "\\:-", true },
        { "--", "\\--", true },
        { "\u202E# h", "\\# h", true },
    };
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        buf_clear(&got);
        markdown_escape(&got, slice_of(rows[i].text), "<br>", rows[i].starts_line);
        cr_expect_str_eq(got.data, rows[i].want, "\"%s\": got \"%s\", want \"%s\"", rows[i].text,
            got.data, rows[i].want);
    }
    buf_clear(&got);
    markdown_escape(&got, SLICE("- a\n- b\n\n1. c"), "  \n  ", false);
    cr_expect_str_eq(got.data, "- a  \n  \\- b  \n  1\\. c");
    buf_release(&got);
}

/* What other programs that read Markdown would take for something of their own. */
Test(export, stays_text_elsewhere)
{
    static const char text[] =
        "cjm: 1\ntitle: A$ or US$\npersonas: [Anna, Ben, Cid]\nabout: |\n  one\n  two\nstages:\n"
        "  - name: S\n    touchpoints:\n      - name: x@.z\n        emotion: {anna: 1}\n"
        "      - {name: B, doing: \"one\\ntwo\", emotion: {anna: -1}}\n";
    struct map map;
    struct diags diags = DIAGS_INIT;
    struct buf out = BUF_INIT;
    read_map(&map, slice_of(text));
    export_format_named("markdown")
        ->write(&map, &(struct export_options){ .layout = LAYOUT_TABLE }, &out, &diags);
    cr_expect(strstr(out.data, "# A\\$ or US\\$\n"), "%s", out.data);
    cr_expect(strstr(out.data, "`x@.z`"), "%s", out.data);
    cr_expect(strstr(out.data, "- **About:** one  \n    two\n"), "%s", out.data);
    cr_expect_null(strstr(out.data, "- **Doing:** one<br>"), "%s", out.data);
    cr_expect(strstr(out.data, "\nNo scores yet: Ben, Cid\n"), "%s", out.data);
    size_t curves = 0;
    for (const char *at = out.data; (at = strstr(at, "```text\n")); at++)
        curves++;
    cr_expect_eq(curves, 2, "one of all and one of Anna: %s", out.data);
    diags_release(&diags);
    buf_release(&out);
    map_release(&map);
}
