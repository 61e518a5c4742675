/* The map as it looks: pictures of example maps at all steps of size, and what holds at each. */
#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#include "app/grid/grid.h"
#include "app/grid/plot.h"
#include "app/print/print.h"
#include "app_support.h"
#include "insight/curve.h"
#include "support.h"

static void open_file(struct fixture *f, const char *path)
{
    struct buf text = BUF_INIT;
    test_read(path, &text);
    open_map(f, text.data);
    buf_release(&text);
}

/* Golden files map-NAME-WIDTHxHEIGHT.txt; keys are typed first. */
Test(app_map, looks_as_it_is_drawn)
{
    static const struct {
        const char *name, *map, *keys;
        int width, height;
        int signs; /* 0: all, 1: none but ASCII, 2: as on a console */
    } rows[] = {
        { "retail", "examples/retail.yaml", "ll", 80, 24, 0 },
        { "retail-ascii", "examples/retail.yaml", "ll", 80, 24, 1 },
        { "retail-console", "examples/retail.yaml", "ll", 80, 24, 2 },
        { "retail", "examples/retail.yaml", "ll", 40, 12, 0 },
        { "retail", "examples/retail.yaml", "ll", 120, 40, 0 },
        { "retail", "examples/retail.yaml", "ll", 200, 50, 0 },
        { "retail-pane", "examples/retail.yaml", "ll\t", 80, 24, 0 },
        { "retail-stage", "examples/retail.yaml", "llk", 80, 24, 0 },
        { "retail-overview", "examples/retail.yaml", "lzz", 120, 40, 0 },
        { "personas", "examples/b2b-purchase.yaml", "lllljj", 120, 40, 0 },
        { "personas", "examples/b2b-purchase.yaml", "lllljj", 80, 24, 0 },
        { "personas-ascii", "examples/b2b-purchase.yaml", "lllljj", 120, 40, 1 },
        { "long", "tests/data/screens/dentist.yaml", "llljjj", 80, 24, 0 },
        { "long", "tests/data/screens/dentist.yaml", "llljjj", 40, 12, 0 },
        { "long", "tests/data/screens/dentist.yaml", "llljjj", 200, 50, 0 },
        { "long-jumped", "tests/data/screens/dentist.yaml", "llll", 80, 24, 0 },
        { "long-focus", "tests/data/screens/dentist.yaml", "lllz", 80, 24, 0 },
        { "long-overview", "tests/data/screens/dentist.yaml", "lllzz", 80, 24, 0 },
        { "long-two", "tests/data/screens/dentist.yaml", "lll2z", 80, 24, 0 },
        { "phases", "tests/data/screens/phases.yaml", "j", 80, 24, 0 },
        { "folded", "tests/data/screens/phases.yaml", "<", 80, 24, 0 },
        { "folded", "tests/data/screens/phases.yaml", ":fold all\rlj", 40, 12, 0 },
        { "stages", "tests/data/screens/stages.yaml", "l", 80, 24, 0 },
        { "paths", "tests/data/screens/paths.yaml", ":path express shop\r", 80, 24, 0 },
        { "path", "tests/data/screens/paths.yaml", ":path shop\rl", 80, 24, 0 },
        { "measured", "tests/data/screens/paths.yaml", "", 120, 40, 0 },
        { "measured", "tests/data/screens/paths.yaml", "", 60, 16, 1 },
        { "takes-part", "tests/data/screens/takes-part.yaml", "l", 80, 24, 0 },
        { "unscored", "tests/data/screens/unscored.yaml", "", 80, 24, 0 },
        { "empty", "tests/data/screens/empty.yaml", "", 80, 24, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf map = BUF_INIT, golden = BUF_INIT, out = BUF_INIT;
        buf_addf(&map, "%s/%s", TEST_PATH("."), rows[i].map);
        buf_addf(&golden, TEST_PATH("tests/data/screens/map-%s-%dx%d.txt"), rows[i].name,
            rows[i].width, rows[i].height);
        open_file(&f, map.data);
        type(&f, rows[i].keys);
        f.canvas.ascii = rows[i].signs > 0;
        f.canvas.boxes = rows[i].signs == 2;
        draw(&f, rows[i].width, rows[i].height);
        picture(&f, &out);
        test_golden(golden.data, buf_slice(&out));
        close_map(&f);
        buf_release(&map);
        buf_release(&golden);
        buf_release(&out);
    }
}

/* The curve leaves room for what is said of an empty map or stage, at every height. */
Test(app_map, says_what_is_missing_at_every_size)
{
    static const struct {
        const char *map, *shown;
    } rows[] = { { "cjm: 1\ntitle: T\n", ":template fills" },
        { "cjm: 1\ntitle: T\nstages: [A]\n", "│ ·" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int height = 12; height <= 60; height++)
            for (int width = 40; width <= 120; width += 40) {
                struct fixture f;
                struct buf out = BUF_INIT, words = BUF_INIT;
                open_map(&f, rows[i].map);
                draw(&f, width, height);
                picture(&f, &out);
                for (size_t k = 0; k < out.len; k++)
                    if (out.data[k] != '\n' && out.data[k] != '|')
                        buf_add_char(&words, out.data[k]);
                cr_expect(strstr(words.data, rows[i].shown), "%dx%d:\n%s", width, height, out.data);
                buf_release(&out);
                buf_release(&words);
                close_map(&f);
            }
}

/* In print nothing is cut: titles have the rows that they need, below those of the phases. */
Test(app_map, is_whole_in_print)
{
    struct fixture f;
    struct buf out = BUF_INIT;
    open_file(&f, TEST_PATH("tests/data/screens/phases.yaml"));
    app_print(f.app, 50, false, &out);
    test_golden(TEST_PATH("tests/data/screens/print-phases-50.txt"), buf_slice(&out));
    buf_release(&out);
    close_map(&f);
}

/* One thing a line, and never a sign alone. */
Test(app_map, is_told_in_words)
{
    static const char map[] =
        "cjm: 1\ntitle: Shop\npersonas: [Anna, Ben]\nstages:\n"
        "  - name: Look\n    emotion: 1\n    touchpoints: []\n"
        "  - name: Pay\n    touchpoints:\n"
        "      - {name: Till, channel: shop, emotion: {anna: -2, ben: 2}, moment: true,\n"
        "         pains: [slow, rude], ideas: [A second till]}\n"
        "      - {name: Receipt, emotion: 0}\n"
        "      - Bag\n";
    struct fixture f;
    struct buf out = BUF_INIT;
    open_map(&f, map);
    app_print_told(f.app, &out);
    cr_expect_str_eq(out.data,
        "Shop.\n\nLook, 0 touchpoints: good, plus one.\n\nPay, 3 touchpoints.\n"
        "Till, shop: Anna: very bad, minus two; Ben: very good, plus two; moment of truth; "
        "pains: slow, rude; ideas: A second till.\n"
        "Receipt: neutral, zero.\nBag: not scored.\n\n"
        "Anna.\nLowest: Till.\nHighest: Look.\nEnd: Receipt, zero.\n"
        "Ben.\nLowest: Receipt.\nHighest: Till.\nEnd: Receipt, zero.\n");
    buf_release(&out);
    close_map(&f);
}

/* What was picked is named, and what is off the path left out; what is solved stands apart. */
Test(app_map, is_told_of_a_path)
{
    static const char map[] =
        "cjm: 1\ntitle: Shop\npersonas: [Anna, Ben]\npaths: [quick, slow]\nstages:\n"
        "  - name: Pay\n    touchpoints:\n"
        "      - {name: Till, paths: [slow], emotion: {anna: -2, ben: 2}}\n"
        "      - {name: App, paths: [quick], emotion: {anna: 1, ben: 0},\n"
        "         pains: [{text: late, status: fixed}, rude]}\n"
        "      - {name: Bag, emotion: 0}\n";
    static const struct {
        const char *command, *told;
    } rows[] = {
        { ":path quick\r:persona anna\r",
            "Shop, Anna, quick.\n\nPay, 2 touchpoints.\n"
            "App: good, plus one; pains: rude; done: late.\nBag: neutral, zero.\n\n"
            "Lowest: Bag.\nHighest: App.\nEnd: Bag, zero.\n" },
        { ":path quick slow\r:persona ben\r",
            "Shop, Ben, quick, slow.\n\nPay, 3 touchpoints.\nTill: very good, plus two.\n"
            "App: neutral, zero; pains: rude; done: late.\nBag: neutral, zero.\n\n"
            "quick.\nHighest: App.\nEnd: Bag, zero.\n"
            "slow.\nLowest: Bag.\nHighest: Till.\nEnd: Bag, zero.\n" },
        { ":persona mean\r", "Shop.\n\nPay, 3 touchpoints.\nTill: neutral, zero.\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct buf out = BUF_INIT;
        open_map(&f, map);
        type(&f, rows[i].command);
        app_print_told(f.app, &out);
        cr_expect(strncmp(out.data, rows[i].told, strlen(rows[i].told)) == 0, "%s", out.data);
        buf_clear(&out);
        app_print(f.app, 60, true, &out);
        cr_expect(i || strncmp(out.data, "Shop - Anna - quick\n", 20) == 0, "%s", out.data);
        buf_release(&out);
        close_map(&f);
    }
}

/* A map of so many stages and touchpoints, the scores one after the other. */
static void open_made(struct fixture *f, int stages, int touchpoints)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: Made\nstages:\n");
    for (int stage = 0, score = 0; stage < stages; stage++) {
        buf_addf(&text, "  - name: Stage number %d\n    touchpoints:\n", stage);
        for (int i = 0; i < touchpoints; i++, score++)
            buf_addf(&text, "      - name: Touchpoint no%d of it\n        emotion: %d\n", i,
                score * 7 % 5 - 2);
    }
    open_map(f, text.data);
    buf_release(&text);
}

static int row_labelled(const struct fixture *f, const char *label)
{
    for (int y = 1; y < f->canvas.height; y++) {
        const struct cell *cell = &f->canvas.cells[y * f->canvas.width + 1];
        if (cell[0].points[0] == (uint32_t)label[0] && cell[1].points[0] == (uint32_t)label[1] &&
            cell[-1].points[0] == 0x2502)
            return y;
    }
    return -1;
}

/* Each touchpoint that is on the screen has a mark in the row of its score. */
static void check_marks(const struct fixture *f, int top, int distance)
{
    int width = f->canvas.width, height = f->canvas.height;
    const struct map *map = &f->app->session.map;
    const struct grid_plan *plan = grid_plan(
        f->app, (struct area){ 0, 1, width, height - 2 }, PLAN_WHOLE);
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        int x = node->kind == KIND_TOUCHPOINT ? plot_x(map, plan, node) : -1;
        int y = top + (2 - node_int(node, TOUCHPOINT_EMOTION, 0)) * distance;
        cr_assert(x < 0 || f->canvas.cells[y * width + 1 + x].points[0] == 0x25CF,
            "%s has no mark in row %d at %dx%d", node_headline(node).data, y, width, height);
    }
}

/* Marks stand only in rows that are named, at equal distances, and each score has all of its. */
static void check_curve(const struct fixture *f, int stages, int touchpoints)
{
    static const char *const labels[] = { "+2", "+1", " 0", "-1", "-2" };
    int first = row_labelled(f, labels[0]), distance = row_labelled(f, labels[1]) - first;
    int marks = 0;
    cr_assert(first > 0 && distance > 0, "no curve at %dx%d", f->canvas.width, f->canvas.height);
    for (int i = 0; i < 5; i++)
        cr_assert_eq(row_labelled(f, labels[i]), first + i * distance, "%s at %dx%d", labels[i],
            f->canvas.width, f->canvas.height);
    for (int y = first; y <= first + 4 * distance; y++)
        for (int x = 3; x < f->canvas.width; x++)
            if (f->canvas.cells[y * f->canvas.width + x].points[0] == 0x25CF) {
                cr_assert_eq((y - first) % distance, 0, "a mark between the lines");
                marks++;
            }
    check_marks(f, first, distance);
    if (f->canvas.width >= 4 * stages * touchpoints)
        cr_assert_eq(marks, stages * touchpoints, "%d marks at %dx%d", marks, f->canvas.width,
            f->canvas.height);
}

Test(app_map, never_has_a_mark_off_its_row)
{
    for (int stages = 1; stages <= 8; stages += 2) {
        struct fixture f;
        open_made(&f, stages, 5);
        for (int height = 12; height <= 60; height++) {
            draw(&f, 40 + height % 7 * 30, height);
            check_curve(&f, stages, 5);
        }
        type(&f, "zz");
        draw(&f, 200, 50);
        check_curve(&f, stages, 5);
        close_map(&f);
    }
}

/* What is not on the screen costs next to nothing: half a second of a slow machine is far more. */
Test(app_map, draws_of_many_what_is_seen)
{
    static const char *const keys[] = { "j", "l", "$", "^", "z", "P", ":personas\r", "G", "gg",
        ":map\r" };
    struct fixture f;
    struct buf map = BUF_INIT;
    buf_adds(&map, "cjm: 1\ntitle: Many\npersonas:\n");
    for (int i = 0; i < 20000; i++)
        buf_addf(&map, "  - P%d\n", i);
    buf_adds(&map, "stages:\n");
    for (int i = 0; i < 100000; i++)
        buf_addf(&map, "  - S%d\n", i);
    open_map(&f, map.data);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        clock_t began = clock();
        type(&f, keys[i]);
        draw(&f, 80, 24);
        cr_expect(clock() - began < CLOCKS_PER_SEC / 2, "%s", keys[i]);
    }
    close_map(&f);
    buf_release(&map);
}

/* How many stages are hidden is not read together with what is left of a title. */
Test(app_map, tells_hidden_stages_from_a_title)
{
    struct fixture f;
    open_made(&f, 200, 1);
    for (int stage = 0; stage < 200; stage++) {
        uint32_t before = 0;
        draw(&f, 40, 12);
        const struct cell *title = &f.canvas.cells[40];
        int x = 1, end = 39;
        while (is_digit((char)title[x].points[0]) && title[0].points[0] == 0x25C2)
            x++;
        while (is_digit((char)title[end - 1].points[0]) && title[39].points[0] == 0x25B8)
            before = title[--end - 1].points[0];
        cr_expect(x == 1 || title[x].points[0] == ' ', "at the left of stage %d", stage);
        cr_expect(end == 39 || before == ' ' || before == 0x252C, "right of stage %d", stage);
        cr_expect(x > 1 || end < 39);
        type(&f, "l");
    }
    close_map(&f);
}

/* Behind their number the title begins with its first letter, not somewhere inside. */
Test(app_map, begins_a_title_behind_the_hidden_stages)
{
    struct fixture f;
    struct buf map = BUF_INIT;
    buf_adds(&map, "cjm: 1\ntitle: T\nstages:\n");
    for (int i = 0; i < 12; i++)
        buf_addf(&map, "  - {name: Uvwxyz, touchpoints: [Step]}\n");
    open_map(&f, map.data);
    type(&f, "$");
    draw(&f, 40, 12);
    cr_expect(shows(&f, "\n◂4 U…┬U…┬"));
    close_map(&f);
    buf_release(&map);
}

/* The curve stays whole, and only what the filter leaves is in colour. */
Test(app_map, dims_what_the_filter_leaves_out)
{
    struct fixture f;
    int marks = 0, bright = 0;
    open_file(&f, TEST_PATH("examples/retail.yaml"));
    type(&f, ":filter channel=shop emotion<0\r");
    draw(&f, 80, 24);
    for (int y = row_labelled(&f, "+2"); y <= row_labelled(&f, "-2"); y++)
        for (int x = 3; x < 80; x++) {
            const struct cell *cell = &f.canvas.cells[y * 80 + x];
            bool mark = cell->points[0] == 0x25CF || cell->points[0] == 0x2605;
            marks += mark;
            bright += mark && cell->style != STYLE_DIM && cell->style != STYLE_SELECT;
        }
    cr_expect(marks == 16 && bright == 2, "%d of %d marks", bright, marks);
    cr_expect_eq(f.canvas.cells[3 * 80 + 13].style, STYLE_DIM, "a score that is left out");
    type(&f, ":filter\r");
    cr_expect_eq(f.canvas.cells[3 * 80 + 13].style, STYLE_UP1);
    close_map(&f);
}

/* ":persona" with several names, and their mean; a picked one that is removed is shown no more. */
Test(app_map, shows_the_personas_that_are_named)
{
    static const char map[] = "cjm: 1\ntitle: Shop\npersonas: [Anna Berg, Ben, Cleo]\nstages:\n"
                              "  - name: Pay\n    touchpoints:\n"
                              "      - {name: Till, emotion: {anna-berg: -2, ben: 2, cleo: 1}}\n"
                              "      - {name: Bag, emotion: {anna-berg: 1, ben: 2, cleo: -1}}\n";
    struct fixture f;
    open_map(&f, map);
    type(&f, ":persona cleo anna b\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Shop · Cleo, Anna Berg "), "in the header");
    cr_expect(shows(&f, "C Cleo ─ A Anna Berg ─ * together  2 of 3"), "in the legend");
    cr_expect(shows(&f, "Till  C +1  A -2") && shows(&f, "C+1 A-2"), "and their scores");
    type(&f, ":persona ben, zoe\r");
    cr_expect(shows(&f, "there is no persona of that name") && shows(&f, "Cleo, Anna"));
    type(&f, "\033:persona mean\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Shop · mean of 3") && shows(&f, "one curve: the mean"));
    cr_expect(shows(&f, "≠ 0"));
    type(&f, "P");
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Shop · Anna Berg "));
    type(&f, ":persona ben cleo\r");
    press(&f, K_F3);
    type(&f, "Gdd");
    press(&f, K_F2);
    draw(&f, 80, 24);
    cr_expect(shows(&f, "Shop · all 2") && !shows(&f, "Cleo"));
    close_map(&f);
}

/* What was found is brought into the details, wherever it stands in them. */
Test(app_map, shows_in_the_details_what_was_found)
{
    struct fixture f;
    struct buf map = BUF_INIT;
    buf_adds(&map, "cjm: 1\ntitle: Shop\nstages:\n  - name: Pay\n    touchpoints:\n"
                   "      - name: Till\n        doing: ");
    for (int i = 0; i < 60; i++)
        buf_adds(&map, "long ");
    buf_adds(&map, "\n        feeling: a needle here\n        pains: [one, two, three]\n");
    open_map(&f, map.data);
    type(&f, "/needle\r");
    draw(&f, 80, 24);
    cr_expect(shows(&f, " feels    a needle here"));
    type(&f, "\033");
    draw(&f, 80, 24);
    cr_expect(!shows(&f, "feels") && shows(&f, "! one"));
    buf_release(&map);
    close_map(&f);
}

/* However long a message is, what is selected stays to be seen. */
Test(app_map, has_no_message_over_the_cursor)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    open_map(&f, "cjm: 1\ntitle: Shop\nstages:\n  - name: Pay\n    touchpoints:\n"
                 "      - {name: Till, pains: [slow]}\n");
    type(&f, "\t");
    for (int i = 0; i < 100; i++)
        buf_adds(&text, "a long message ");
    app_say(f.app, SAY_ERROR, "%s", text.data);
    draw(&f, 80, 24);
    cr_expect(shows(&f, "▌! slow") && shows(&f, "…"), "and it is said that the message goes on");
    buf_release(&text);
    close_map(&f);
}

static void expect_at(struct fixture *f, const char *keys, const char *selected)
{
    struct buf line = BUF_INIT;
    type(f, keys);
    draw(f, 80, 24);
    buf_addf(&line, "▌%s", selected);
    cr_expect(shows(f, line.data), "%s does not lead to %s", keys, selected);
    buf_release(&line);
}

/* A folded phase is one column; what is looked for in it unfolds it. */
Test(app_map, folds_phases)
{
    struct fixture f;
    open_file(&f, TEST_PATH("tests/data/screens/phases.yaml"));
    type(&f, "lll<");
    expect_at(&f, "", "Get there");
    expect_at(&f, "k", "Get there");
    expect_at(&f, "j", "In the ");
    expect_at(&f, "jjj", "In the ");
    expect_at(&f, "l", "Card");
    expect_at(&f, "jl", "A call");
    expect_at(&f, "hh", "In the ");
    expect_at(&f, "h", "Gets a");
    expect_at(&f, "ll<", "Pay and");
    cr_expect(shows(&f, "┬ 2 stages ──"));
    expect_at(&f, "h)", "The dentist");
    cr_expect(shows(&f, "In the chair"), "the next touchpoint is shown");
    expect_at(&f, "^<", "Notice the");
    expect_at(&f, "/leaflet\r", "! No leaflet");
    expect_at(&f, "\033\033^", "Notice the");
    expect_at(&f, ">", "toothache");
    expect_at(&f, "j", "Pain");
    type(&f, ":fold all\r:unfold all\rA");
    type(&f, "Thanks\r");
    expect_at(&f, "<", "");
    cr_expect(shows(&f, "Only a phase can be folded"));
    close_map(&f);
}

/* The stages fill the width, wide ones have room for names, and the cursor's is shown. */
static void check_columns(struct fixture *f, int width, int height)
{
    const struct grid_plan *plan = grid_plan(
        f->app, (struct area){ 0, 1, width, height - 2 }, PLAN_WHOLE);
    int x = 1, wide = 0;
    for (int i = 0; i < plan->shown; i++) {
        const struct plan_column *column = &plan->column[i];
        cr_assert_eq(column->x, x);
        cr_assert(column->width >= (column->wide ? WIDE_LEAST : 2));
        wide += column->wide;
        x += column->width + 1;
    }
    cr_assert_eq(x - 1, width, "%d columns end at %d of %d", plan->shown, x - 1, width);
    const struct plan_column *current = plan_column_of(plan, f->app->grid->stage);
    cr_assert(current && (current->wide || !wide));
    int end = plan->detail_y + plan->detail_rows;
    cr_assert_eq(end, height - 1, "the parts end at %d of %d", end, height);
}

Test(app_map, fills_the_screen_wherever_the_cursor_goes)
{
    for (int stages = 1; stages <= 25; stages += 4) {
        struct fixture f;
        open_made(&f, stages, 1 + stages % 7);
        for (int step = 0; step < 90; step++) {
            int width = 40 + step * 37 % 170, height = 12 + step * 11 % 50;
            type(&f, step % 30 < 15 ? "l" : step % 30 < 20 ? "h" : step % 9 ? "j" : "z");
            draw(&f, width, height);
            check_columns(&f, width, height);
        }
        close_map(&f);
    }
}

/* What stays is not sent to the terminal again. Few rows would be too few to read. */
Test(app_map, leaves_its_curve_below_the_help)
{
    struct fixture f;
    open_made(&f, 5, 30);
    type(&f, "?");
    draw(&f, 80, 24);
    cr_assert(shows(&f, "· help") && shows(&f, "go left") && shows(&f, "more lines"));
    cr_assert_gt(row_labelled(&f, "+2"), 11);
    cr_assert_gt(row_labelled(&f, "-2"), 15);
    cr_assert(shows(&f, "Touchpoint no0") && !shows(&f, "Touchpoint no1"), "the details alone");
    draw(&f, 80, 16);
    cr_assert_eq(row_labelled(&f, "+2"), -1);
    cr_assert(shows(&f, "go left"));
    close_map(&f);
}

/* Also where it begins with how many stages are hidden. */
Test(app_map, keeps_the_mark_of_a_stage_in_the_line_of_titles)
{
    struct fixture f;
    open_made(&f, 30, 1);
    type(&f, "$k");
    for (int i = 0; i < 29; i++) {
        draw(&f, 40, 40);
        const struct canvas *canvas = &f.canvas;
        cr_assert_geq(canvas->cursor_x, 0);
        cr_assert_eq(canvas->cells[canvas->cursor_y * canvas->width + canvas->cursor_x].points[0],
            0x258C, "%d stages from the end", i);
        type(&f, "h");
    }
    close_map(&f);
}
