/* The grid while one moves in it: what else moves. */
#include <criterion/criterion.h>
#include <string.h>

#include "app/grid/grid.h"
#include "app_support.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { WIDTH = 80, HEIGHT = 24, LONG = 60 };

static void open_long_map(struct fixture *f)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: Long\nstages:\n");
    for (int stage = 0; stage < 3; stage++) {
        buf_addf(&text, "  - name: S%d\n    touchpoints:\n", stage);
        for (int i = 0; i < LONG; i++)
            buf_addf(&text, "      - name: T%d-%02d\n        emotion: %d\n", stage, i, i % 5 - 2);
    }
    open_map(f, text.data);
    draw(f, WIDTH, HEIGHT);
    buf_release(&text);
}

/* Cells of the columns `left` up to `right` that differ between the canvas and `before`. */
static int changes(const struct fixture *f, const struct cell *before, int left, int right)
{
    int count = 0;
    for (int y = 1; y < HEIGHT - 1; y++)
        for (int x = left; x < right; x++)
            count += memcmp(f->canvas.cells[y * WIDTH + x].points, before[y * WIDTH + x].points,
                         sizeof before->points) != 0;
    return count;
}

/* Where the details are anyhow, nothing is compared. */
static int detail_top(const struct fixture *f)
{
    return f->canvas.later.top - 1;
}

Test(app_grid, scrolls_the_column_of_the_cursor_alone)
{
    struct fixture f;
    struct cell before[WIDTH * HEIGHT];
    open_long_map(&f);
    memcpy(before, f.canvas.cells, sizeof before);
    for (int i = 0; i < 40; i++)
        press(&f, 'j');
    draw(&f, WIDTH, HEIGHT);
    cr_expect(shows(&f, "▌T0-40") && !shows(&f, "T0-00") && shows(&f, "▴"));
    cr_expect(shows(&f, "T1-00") && shows(&f, "T2-00"), "the others stay");
    for (int y = detail_top(&f) - 1; y < HEIGHT; y++)
        memcpy(before + y * WIDTH, f.canvas.cells + y * WIDTH, WIDTH * sizeof *before);
    cr_expect_eq(changes(&f, before, WIDTH / 3 + 3, WIDTH), 0);
    press(&f, 'l');
    draw(&f, WIDTH, HEIGHT);
    cr_expect(shows(&f, "▌T1-40") && shows(&f, "T0-40") && shows(&f, "T2-00"));
    for (int i = 0; i < 40; i++)
        press(&f, 'k');
    draw(&f, WIDTH, HEIGHT);
    cr_expect(shows(&f, "▌T1-00") && shows(&f, "T0-40"), "it is still where it was");
    close_map(&f);
}

/* On a slow line the curve costs more than all the rest: only its selected mark changes. */
Test(app_grid, leaves_the_curve_where_it_is)
{
    struct fixture f;
    int moved = 0, marked = 0;
    open_long_map(&f);
    for (int i = 1; i < 50; i++) {
        struct cell before[WIDTH * HEIGHT];
        memcpy(before, f.canvas.cells, sizeof before);
        press(&f, 'j');
        draw(&f, WIDTH, HEIGHT);
        int curve = 0, bottom = detail_top(&f) - 1;
        for (int y = bottom - 5; y < bottom; y++)
            for (int x = 1; x < WIDTH; x++) {
                const struct cell *cell = &f.canvas.cells[y * WIDTH + x];
                curve += memcmp(cell->points, before[y * WIDTH + x].points, sizeof cell->points) !=
                         0;
                marked += cell->style == STYLE_SELECT;
            }
        moved += curve > 0;
    }
    cr_expect_eq(moved, 0, "it moved %d times in 49", moved);
    cr_expect_eq(marked, 49, "the selection's mark is always in it: %d", marked);
    close_map(&f);
}

/* Nothing of a touchpoint needs a form to be read: the pane scrolls behind its last item, and can
 * be entered for its fields alone. */
Test(app_grid, shows_all_of_a_touchpoint_in_the_pane)
{
    struct fixture f;
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: Shop\nstages:\n  - name: Pay\n    touchpoints:\n"
                    "      - name: Till\n        pains: [slow]\n        notes: ");
    for (int i = 0; i < 300; i++)
        buf_addf(&text, "word%d ", i);
    buf_adds(&text, "\n      - name: Door\n        doing: Opens\n        decides: To go in\n"
                    "        thinking: Warm\n        feeling: Glad\n");
    open_map(&f, text.data);
    draw(&f, WIDTH, HEIGHT);
    cr_expect(shows(&f, "▌Till") && shows(&f, "! slow") && !shows(&f, "word299"));
    type(&f, "\t");
    cr_expect(shows(&f, "▌! slow") && shows(&f, "word9 ") && !shows(&f, "word299"));
    for (int i = 0; i < 60; i++)
        press(&f, 'j');
    cr_expect(shows(&f, "word299") && !shows(&f, "! slow"));
    for (int i = 0; i < 60; i++)
        press(&f, 'k');
    cr_expect(shows(&f, "▌! slow") && !shows(&f, "word299"));
    type(&f, "\tj");
    cr_expect(shows(&f, "▌Door") && !shows(&f, "Glad"));
    type(&f, "\t");
    cr_expect(shows(&f, "Glad"));
    buf_release(&text);
    close_map(&f);
}

/* --- what is kept from picture to picture --- */

static const char felt[] = "cjm: 1\ntitle: Felt\npersonas: [Anna, Ben]\npaths: [short, long]\n"
                           "stages:\n"
                           "  - name: One\n"
                           "    emotion: 1\n"
                           "    touchpoints:\n"
                           "      - {name: A, emotion: {anna: -2, ben: 1}, moment: true}\n"
                           "      - {name: B, takes_part: [ben], emotion: 2, paths: [short]}\n"
                           "      - {name: C, measured: {value: 0.5}}\n"
                           "  - name: Two\n"
                           "    touchpoints: [D, {name: E, emotion: -1}, F, G, H]\n"
                           "  - name: Three\n"
                           "    emotion: {anna: 2}\n";

/* What the curve is made of, more often than all else. */
static void feel(struct undo *undo, uint64_t *state)
{
    struct node *stage = node_child(undo->map->root, MAP_STAGES, random_below(state, 3));
    size_t count = stage ? node_child_count(stage, STAGE_TOUCHPOINTS) : 0;
    if (!count)
        return;
    struct node *touchpoint = node_child(
        stage, STAGE_TOUCHPOINTS, random_below(state, (unsigned)count));
    if (random_below(state, 3))
        edit_set_int(undo, touchpoint, TOUCHPOINT_EMOTION, (int)random_below(state, 5) - 2);
    else if (random_below(state, 2))
        edit_set(undo, touchpoint, TOUCHPOINT_TAKES_PART,
            node_has(touchpoint, TOUCHPOINT_TAKES_PART) ? SLICE_NONE : (struct slice){ "ben", 4 });
    else if (random_below(state, 2))
        edit_set(undo, touchpoint,
            random_below(state, 2) ? TOUCHPOINT_EMOTION : TOUCHPOINT_MEASURED, SLICE_NONE);
    else
        edit_set(undo, touchpoint, TOUCHPOINT_MOMENT,
            node_flag(touchpoint, TOUCHPOINT_MOMENT) ? SLICE_NONE : SLICE("true"));
}

static void edit_somehow(struct undo *undo, uint64_t *state)
{
    unsigned what = random_below(state, 10);
    if (what < 6)
        feel(undo, state);
    else if (what < 8)
        random_edit(state, undo);
    else if (what < 9)
        undo_undo(undo);
    else
        undo_redo(undo);
}

Test(app_grid, keeps_nothing_that_is_not_so_any_more)
{
    for (uint64_t seed = 1; seed <= 12; seed++) {
        struct fixture f;
        uint64_t state = seed * 99;
        struct buf kept = BUF_INIT, fresh = BUF_INIT;
        open_map(&f, felt);
        draw(&f, WIDTH, HEIGHT);
        for (int i = 0; i < 60; i++) {
            if (random_below(&state, 2))
                draw(&f, WIDTH - 20, HEIGHT);
            for (unsigned k = 0; k <= random_below(&state, 3); k++)
                edit_somehow(&f.app->session.undo, &state);
            if (random_below(&state, 8) == 0)
                press(&f, 'P');
            buf_clear(&kept);
            buf_clear(&fresh);
            draw(&f, WIDTH, HEIGHT);
            picture(&f, &kept);
            grid_forget(f.app);
            draw(&f, WIDTH, HEIGHT);
            picture(&f, &fresh);
            cr_assert_str_eq(kept.data, fresh.data, "seed %d, edit %d:\n%s\nfor\n%s", (int)seed, i,
                kept.data, fresh.data);
        }
        buf_release(&kept);
        buf_release(&fresh);
        close_map(&f);
    }
}

/* draw() compares. Returns how often nothing but the cursor moved. */
static int move_about(const char *map, int width, int height, const char *first, uint64_t *state)
{
    static const uint32_t keys[] = { K_UP, K_DOWN, K_LEFT, K_RIGHT, K_PAGE_DOWN, K_PAGE_UP, K_DOWN,
        K_RIGHT, '3', 'm', '\t', K_ESC };
    struct fixture f;
    struct buf text = BUF_INIT;
    int moves = 0;
    test_read(map, &text);
    open_map(&f, text.data);
    type(&f, first);
    for (int i = 0; i < 40; i++) {
        uint32_t key = keys[random_below(state, random_below(state, 8) ? 8 : COUNT(keys))];
        app_key(f.app, &(struct key){ .code = key });
        moves += app_only_moved(f.app);
        draw(&f, width, height);
    }
    close_map(&f);
    buf_release(&text);
    return moves;
}

Test(app_grid, draws_a_moved_cursor_over_the_last_picture)
{
    static const char *const maps[] = { TEST_PATH("examples/retail.yaml"),
        TEST_PATH("examples/chinese.yaml"), TEST_PATH("examples/b2b-purchase.yaml") };
    static const int sizes[][2] = { { 40, 12 }, { 80, 24 }, { 120, 40 }, { 200, 50 } };
    static const char *const first[] = { "", "z", "zz", "P" };
    uint64_t state = 5;
    int moves = 0;
    for (size_t i = 0; i < COUNT(maps); i++)
        for (size_t k = 0; k < COUNT(sizes); k++)
            for (size_t l = 0; l < COUNT(first); l++)
                moves += move_about(maps[i], sizes[k][0], sizes[k][1], first[l], &state);
    cr_expect_gt(moves, 500, "%d", moves);
}
