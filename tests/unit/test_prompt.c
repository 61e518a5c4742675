/* What a prompt takes of a paste, and how it lists what can come. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "app/core/draw.h"
#include "base/text.h"

/* --- pastes --- */

enum kind { FIELD, LINES, COMMAND };

Test(prompt, takes_pastes_as_text)
{
    static const struct {
        enum kind kind;
        const char *pasted, *taken; /* NULL: refused */
    } rows[] = {
        { FIELD, "one\ntwo", "one two" },
        { FIELD, "one\r\n\r\ntwo\rthree\n", "one two three" },
        { FIELD, "\n one \n", " one" },
        { FIELD, "one ", "one " },
        { FIELD,
            "one\u2028two\u2029three\xC2\x85"
            "four\vfive\fsix",
            "one two three four five six" },
        { FIELD, "a\tb\ac\033[1md\x7F\xC2\x90", "a bc[1md" },
        { FIELD, "a\xFF\xC3", "a\uFFFD\uFFFD" },
        { FIELD, "\n\r\n", "" },
        { LINES, "one\r\ntwo\rthree\u2028four\n", "one\ntwo\nthree\nfour\n" },
        { LINES, "one\n", "one" },
        { LINES, "\none", "\none" },
        { LINES, "a\n\nb\tc", "a\n\nb c" },
        { COMMAND, "export x.md\n", "export x.md" },
        { COMMAND, "\nexport x.md", "export x.md" },
        { COMMAND, "w\nq", NULL },
        { COMMAND, "w\rq", NULL },
        { COMMAND, "w\u2028q", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct prompt prompt = { .multiline = rows[i].kind == LINES,
            .one_line = rows[i].kind == COMMAND };
        struct buf taken = BUF_INIT;
        bool full = true;
        bool takes = prompt_add_pasted(&prompt, slice_of(rows[i].pasted), 100, &taken, &full);
        cr_expect_eq(takes, rows[i].taken != NULL, "row %zu", i);
        cr_expect_str_eq(taken.data ? taken.data : "", takes ? rows[i].taken : "", "row %zu", i);
        cr_expect(!takes || !full, "row %zu", i);
        buf_release(&taken);
    }
}

Test(prompt, takes_no_more_than_fits)
{
    struct prompt prompt = { .multiline = true };
    struct buf pasted = BUF_INIT, taken = BUF_INIT;
    bool full = false;
    buf_add_repeated(&pasted, '\n', 1024 * 1024);
    buf_adds(&pasted, "ü");
    cr_expect(prompt_add_pasted(&prompt, buf_slice(&pasted), 1000, &taken, &full));
    cr_expect(full);
    cr_expect_eq(taken.len, 1000);
    buf_release(&pasted);
    buf_release(&taken);
}

/* --- candidates --- */

static void list(struct completions *shown, size_t count)
{
    struct buf name = BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        buf_clear(&name);
        buf_addf(&name, "folder/candidate %zu%s", i, i % 7 ? "" : " 日本 of a long name");
        completions_add(shown, buf_slice(&name));
    }
    shown->hidden = strlen("folder/");
    shown->chosen = count;
    buf_release(&name);
}

/* Draws with a frame of "#" around, which must stay. */
static void draw(const struct prompt *prompt, int width, int height, struct buf *out)
{
    struct canvas canvas = { .width = 0 };
    canvas_reset(&canvas, width + 2, height + 2);
    for (int y = 0; y < height + 2; y++)
        for (int x = 0; x < width + 2; x++)
            if (!x || !y || x == width + 1 || y == height + 1)
                canvas_fill(&canvas, x, y, 1, STYLE_NORMAL, '#');
    int rows = draw_candidates(prompt, &canvas, (struct area){ 1, 1, width, height });
    cr_expect_leq(rows, height);
    cr_expect_eq(rows, draw_candidates(prompt, NULL, (struct area){ 1, 1, width, height }));
    for (int y = 0; y < height + 2; y++) {
        struct buf row = BUF_INIT;
        canvas_row_text(&canvas, y, &row);
        cr_expect_eq(row.data[0], '#');
        cr_expect_eq(row.data[row.len - 1], '#', "row %d of %dx%d: %s", y, width, height, row.data);
        cr_expect_eq(text_width(buf_slice(&row)), width + 2, "%s", row.data);
        buf_adds(out, row.data);
        buf_add_char(out, '\n');
        buf_release(&row);
    }
    canvas_release(&canvas);
}

Test(prompt, lists_candidates_in_pages)
{
    static const int sizes[][2] = { { 38, 3 }, { 78, 4 }, { 198, 4 }, { 36, 1 }, { 200, 1 } };
    static const size_t counts[] = { 1, 2, 9, 300, 1000 };
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
            for (size_t step = 0; step < 5; step++) {
                struct prompt prompt = { .label = "" };
                struct buf out = BUF_INIT, name = BUF_INIT;
                list(&prompt.shown, counts[c]);
                size_t chosen = prompt.shown.chosen = counts[c] * step / 4;
                draw(&prompt, sizes[s][0], sizes[s][1], &out);
                buf_addf(&name, "candidate %zu", chosen < counts[c] ? chosen : 0);
                cr_expect(strstr(out.data, name.data), "no %s in\n%s", name.data, out.data);
                cr_expect_null(strstr(out.data, "folder/"));
                buf_clear(&name);
                buf_addf(&name, " of %zu", counts[c]);
                cr_expect(counts[c] < 300 || strstr(out.data, name.data), "%s", out.data);
                buf_release(&name);
                buf_release(&out);
                completions_clear(&prompt.shown);
                free(prompt.shown.items);
            }
}
