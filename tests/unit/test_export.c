#include <criterion/criterion.h>
#include <glob.h>

#include "export/export.h"
#include "store/store.h"
#include "support.h"

static void export_file(const char *path, enum layout layout, struct buf *out)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    map_init(&map);
    cr_assert_eq(store_read(&map, path, STORE_MAX_SIZE, &diags), STATUS_OK, "%s: %s", path,
        diags.count ? diags.items[0].text : "");
    struct export_options options = { layout };
    cr_assert_eq(export_formats[0].write(&map, &options, out, &diags), STATUS_OK);
    diags_release(&diags);
    map_release(&map);
}

/* Each map of tests/data/export beside what it becomes: NAME.md, NAME-list.md. */
Test(export, golden)
{
    static const char *const endings[] = { [LAYOUT_TABLE] = ".md", [LAYOUT_LIST] = "-list.md" };
    glob_t found;
    cr_assert_eq(glob(TEST_PATH("tests/data/export/*.yaml"), 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        for (enum layout layout = LAYOUT_TABLE; layout <= LAYOUT_LIST; layout++) {
            const char *path = found.gl_pathv[i];
            struct buf golden = BUF_INIT, got = BUF_INIT, again = BUF_INIT;
            buf_add(&golden, path, strlen(path) - strlen(".yaml"));
            buf_adds(&golden, endings[layout]);
            export_file(path, layout, &got);
            export_file(path, layout, &again);
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

Test(export, formats)
{
    cr_expect_str_eq(export_formats[0].name, "markdown");
    cr_expect_eq(export_format_named("markdown"), &export_formats[0]);
    cr_expect_null(export_format_named("Markdown"));
    cr_expect_null(export_format_named(""));
    static const struct {
        const char *path, *name;
    } rows[] = {
        { "map.md", "markdown" },
        { "/a.b/map.markdown", "markdown" },
        { "map.yaml", "yaml" },
        { "map.yml", "yaml" },
        { "map.md.txt", NULL },
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
