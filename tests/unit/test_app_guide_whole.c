/* Whole workshops at the guide's pane. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "guide_support.h"
#include "pane_support.h"
#include "support.h"

/* --- from an empty map to the end --- */

/* Another program that begins on the file as it is now is at the same question. */
static void expect_to_resume(const struct fixture *f)
{
    struct guide_question before, after;
    struct diags diags = DIAGS_INIT;
    enum status status;
    struct app_options options = f->app->options;
    options.path = f->path.data;
    struct app *other = app_open(&options, &diags, &status);
    cr_assert_not_null(other);
    app_key(other, &(struct key){ .code = 'i' });
    bool was_open = asked(f, &before), is_open = guide_question(other->guide->engine, &after);
    cr_assert_eq(was_open, is_open);
    if (is_open) {
        cr_assert_str_eq(before.node->id, after.node->id);
        cr_assert_eq(before.field, after.field, "%s, not %s", field_def(after.field)->key,
            field_def(before.field)->key);
    }
    app_close(other);
    diags_release(&diags);
}

static int rows_with(const struct fixture *f, const char *text)
{
    struct buf row = BUF_INIT;
    int rows = 0;
    for (int y = 0; y < f->canvas.height; y++) {
        buf_clear(&row);
        canvas_row_text(&f->canvas, y, &row);
        rows += strstr(row.data, text) != NULL;
    }
    buf_release(&row);
    return rows;
}

/* What must be seen at each question, at every size, in every locale. */
static void expect_picture(struct fixture *f)
{
    static const int sizes[][2] = { { 80, 24 }, { 200, 50 }, { 40, 12 }, { 120, 30 } };
    struct guide_question question;
    bool open = asked(f, &question);
    struct buf step = BUF_INIT;
    guide_add_step_name(engine_of(f), &step);
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
        f->canvas.ascii = i % 2;
        draw(f, sizes[i / 2][0], sizes[i / 2][1]);
        expect(f, step.data);
        char words[16];
        snprintf(words, sizeof words, "%.*s", question.text.len < 14 ? (int)question.text.len : 14,
            open ? question.text.data : "That was the");
        expect(f, words);
        if (sizes[i / 2][1] > 12)
            cr_expect(rows_with(f, "+2") && rows_with(f, "-2"), "the curve is not seen");
    }
    f->canvas.ascii = false;
    buf_release(&step);
}

static void walk(const char *preset, const char *kind, const char *market)
{
    struct fixture f;
    struct table table;
    struct guide_question question;
    struct buf map = BUF_INIT, file = BUF_INIT;
    buf_addf(&map, "cjm: 1\ntitle: map\npreset: %s\nkind: %s\nmarket: %s\n", preset, kind, market);
    begin(&f, map.data, NULL);
    table_data = "/nonexistent"; /* the built-in steps, for both */
    table_path = "map.yaml";
    table_open(&table, buf_slice(&map));
    table.now = 1795269720;
    int questions = 0;
    for (; asked(&f, &question) && questions < 1000; questions++) {
        const char *text = guide_some_answer(&question);
        if (questions % 5 == 0)
            expect_picture(&f);
        answer(&f, text);
        table_answer(&table, text);
        expect_to_resume(&f);
    }
    expect_picture(&f);
    type(&f, "qq");
    test_read(f.path.data, &file);
    guide_note(table.guide);
    cr_expect_str_eq(file.data, table_text(&table).data, "%s, %s, %s", preset, kind, market);
    cr_expect_gt(questions, 20);
    buf_release(&map);
    buf_release(&file);
    table_close(&table);
    close_map(&f);
}

Test(app_guide_whole, leads_from_an_empty_map_to_the_end)
{
    walk("quick", "current", "b2c");
    walk("90", "blueprint", "b2b");
}

Test(app_guide_whole, leads_through_long_workshops)
{
    walk("half", "day", "b2c");
    walk("full", "future", "b2b");
}

/* --- the worked journeys --- */

/* The lines that hold no seconds. */
static void add_without_times(struct slice text, struct buf *out)
{
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) + 1 : text.len;
        struct slice line = { text.data, len };
        text = slice_from(text, len);
        if (text_find(line, SLICE("used: ")) == (size_t)-1)
            buf_add_slice(out, line);
    }
}

/* Types a line of answers each; returns the keys pressed. */
static size_t enter_all(struct fixture *f, char *answers)
{
    size_t keys = 0;
    for (char *line = answers, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        keys += answer(f, line);
    }
    return keys;
}

static void journey(const char *name)
{
    struct fixture f;
    struct buf path = BUF_INIT, answers = BUF_INIT, wanted = BUF_INIT, file = BUF_INIT;
    struct buf wanted_text = BUF_INIT, text = BUF_INIT;
    buf_addf(&path, TOP_SRCDIR "/tests/data/guide/%s.answers", name);
    test_read(path.data, &answers);
    size_t lines = answers.len;
    buf_clear(&path);
    buf_addf(&path, TOP_SRCDIR "/tests/data/guide/%s.yaml", name);
    test_read(path.data, &wanted);
    begin(&f, "cjm: 1\ntitle: map\n", NULL);
    size_t keys = enter_all(&f, answers.data);
    type(&f, "qq");
    test_read(f.path.data, &file);
    add_without_times(buf_slice(&wanted), &wanted_text);
    add_without_times(buf_slice(&file), &text);
    cr_expect_str_eq(text.data, wanted_text.data, "%s", name);
    cr_expect_leq(keys, lines, "%s: %zu keys, %zu in lines", name, keys, lines);
    cr_log_info("%s: %zu keys, %zu in lines", name, keys, lines);
    close_map(&f);
    buf_release(&path);
    buf_release(&answers);
    buf_release(&wanted);
    buf_release(&file);
    buf_release(&wanted_text);
    buf_release(&text);
}

Test(app_guide_whole, takes_the_worked_journeys)
{
    journey("retail");
    journey("travel");
    journey("banking");
}
