#include "base/diag.h"

#include <criterion/criterion.h>

static void expect_told(const struct diag *diag, const char *wanted)
{
    struct buf text = BUF_INIT;
    diag_format(diag, &text);
    cr_expect_str_eq(text.data, wanted);
    buf_release(&text);
}

/* A place that isn't known is not told. */
Test(diag, tells_the_place_as_far_as_it_is_known)
{
    static const struct {
        const char *file;
        size_t line, column;
        const char *told;
    } rows[] = {
        { NULL, 0, 0, "not a map" },
        { NULL, 7, 0, "line 7: not a map" },
        { NULL, 7, 3, "line 7: not a map" },
        { "tv.yaml", 0, 0, "tv.yaml: not a map" },
        { "tv.yaml", 0, 3, "tv.yaml: not a map" },
        { "tv.yaml", 7, 0, "tv.yaml:7: not a map" },
        { "tv.yaml", 7, 3, "tv.yaml:7:3: not a map" },
    };
    struct diags diags = DIAGS_INIT;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        diags_add(&diags, rows[i].file, rows[i].line, rows[i].column, "not a %s", "map");
        expect_told(&diags.items[i], rows[i].told);
    }
    diags_release(&diags);
}

Test(diag, names_the_file_of_lines_alone)
{
    struct diags diags = DIAGS_INIT;
    diags_add(&diags, NULL, 7, 3, "a");
    diags_add(&diags, NULL, 0, 0, "b");
    diags_add(&diags, "other.yaml", 1, 0, "c");
    diags_name_file(&diags, "tv.yaml");
    expect_told(&diags.items[0], "tv.yaml:7:3: a");
    expect_told(&diags.items[1], "b");
    expect_told(&diags.items[2], "other.yaml:1: c");
    diags_release(&diags);
}

Test(diag, keeps_so_many_and_counts_the_others)
{
    struct diags diags = DIAGS_INIT;
    for (int i = 0; i < DIAGS_MAX + 3; i++)
        diags_add(&diags, NULL, 0, 0, "%d", i);
    cr_assert_eq(diags.count, DIAGS_MAX);
    cr_expect_eq(diags.left_off, 3);
    cr_expect_str_eq(diags.items[DIAGS_MAX - 1].text, "99");
    diags_release(&diags);
}
