#include <criterion/criterion.h>
#include <glob.h>

#include "base/text.h"
#include "export/export.h"
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
        if ((point < ' ' && !strchr("\t\r\n", (int)point)) || (point >= 0x7F && point < 0xA0) ||
            (!bidi && point >= 0x202A && point <= 0x202E) ||
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

Test(formats, schema)
{
    struct buf text = BUF_INIT;
    export_schema(&text);
    test_golden(TEST_PATH("tests/data/formats/schema.json"), buf_slice(&text));
    buf_release(&text);
}
