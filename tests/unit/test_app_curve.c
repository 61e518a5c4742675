/*
 * The curve of any map at any size: five lines at equal distances, each mark on the line of its
 * score and at its place, and no other marks. Scores of touchpoints and of stages, of several
 * personas, on paths, from data; zoomed, and with folded phases.
 *
 * CJM_EVENTS=10000 draws more pictures, CJM_SEED=N others.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/grid/plot.h"
#include "app_support.h"
#include "insight/touchpoint.h"
#include "model/edit/per_persona.h"
#include "model/value_record.h"
#include "store_support.h"
#include "support.h"

enum { PICTURES = 600, OF_A_MAP = 12, LINES = 5, WIDTH_MOST = 220, HEIGHT_MOST = 60, AXIS = 3 };

/* --- maps --- */

/* Of all, or of some of the personas: "emotion: {p0: 1, p2: -2}". */
static void add_emotion(
    uint64_t *random, unsigned personas, const char *before, const char *behind, struct buf *out)
{
    unsigned what = random_below(random, 4);
    size_t first = out->len;
    if (what == 0)
        return;
    if (what == 1 || !personas) {
        buf_addf(out, "%semotion: %d%s", before, (int)random_below(random, 5) - 2, behind);
        return;
    }
    buf_addf(out, "%semotion: {", before);
    first = out->len;
    for (unsigned i = 0; i < personas; i++)
        if (random_below(random, 3))
            buf_addf(out, "%sp%u: %d", out->len > first ? ", " : "", i,
                (int)random_below(random, 5) - 2);
    buf_addf(out, "}%s", behind);
}

static void add_measured(uint64_t *random, const char *before, const char *behind, struct buf *out)
{
    int tenths = (int)random_below(random, 41) - 20;
    if (!random_below(random, 4))
        buf_addf(out, "%smeasured: {value: %s%d.%d}%s", before, tenths < 0 ? "-" : "",
            abs(tenths) / 10, abs(tenths) % 10, behind);
}

static void add_touchpoint(uint64_t *random, unsigned personas, struct buf *out)
{
    static const char *const paths[] = { "express", "shop", "post" };
    buf_addf(out, "      - {name: Touchpoint %u", random_below(random, 1000));
    add_emotion(random, personas, ", ", "", out);
    add_measured(random, ", ", "", out);
    if (!random_below(random, 4))
        buf_adds(out, ", moment: true");
    if (!random_below(random, 3))
        buf_addf(out, ", paths: [%s]", paths[random_below(random, 3)]);
    if (personas && !random_below(random, 4))
        buf_addf(out, ", takes_part: [p%u]", random_below(random, personas));
    buf_adds(out, "}\n");
}

static void add_map(uint64_t *random, struct buf *out)
{
    unsigned personas = random_below(random, 8), stages = 1 + random_below(random, 10);
    buf_adds(out, "cjm: 1\ntitle: Any\npaths: [express, shop, post]\npersonas:\n");
    for (unsigned i = 0; i < personas; i++)
        buf_addf(out, "  - {name: %c persona, id: p%u}\n", (int)('A' + i), i);
    buf_adds(out, "stages:\n");
    for (unsigned i = 0; i < stages; i++) {
        buf_addf(out, "  - name: Stage %u\n    phase: Phase %u\n", i, i / 3);
        add_emotion(random, personas, "    ", "\n", out);
        add_measured(random, "    ", "\n", out);
        buf_adds(out, "    touchpoints:\n");
        for (unsigned j = random_below(random, 8); j > 0; j--)
            add_touchpoint(random, personas, out);
    }
}

/* --- what should be there --- */

struct wanted {
    struct app *app;
    const struct grid_plan *plan;
    bool marks[LINES][WIDTH_MOST]; /* by line from +2 down */
    double measured[WIDTH_MOST];   /* the worst of a column; NAN: none */
};

/* Touchpoints share their stage's column evenly, in the first one what the axis leaves; a stage
 * without any has the place of one, and its own mark in the middle. */
static int place_of(
    const struct wanted *wanted, const struct plan_column *column, size_t stage, long index)
{
    const struct map *map = &wanted->app->session.map;
    int axis = column != wanted->plan->column ? 0 : column->width > AXIS ? AXIS : column->width - 1;
    double all = 0, before = 0, own = 0;
    for (size_t i = column->stage; i < column->stage + column->stages; i++) {
        double count = (double)node_child_count(
            node_child(map->root, MAP_STAGES, i), STAGE_TOUCHPOINTS);
        count = count < 1 ? 1 : count;
        before += i < stage ? count : 0;
        own = i == stage ? count : own;
        all += count;
    }
    double part = before + (index < 0 ? own / 2 : (double)index + 0.5);
    return column->x + axis + (int)(part * (column->width - axis) / all + 1e-9);
}

static void want_mark(struct wanted *wanted, int x, int emotion)
{
    cr_assert(x >= 0 && x < wanted->plan->area.width);
    wanted->marks[2 - emotion][x] = true;
}

static void want_stage(struct wanted *wanted, const struct plan_column *column, size_t at,
    const char *persona, int path)
{
    const struct map *map = &wanted->app->session.map;
    struct node *stage = node_child(map->root, MAP_STAGES, at);
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    bool scored = false;
    for (uint32_t i = 0; i < list.count; i++) {
        int emotion = touchpoint_emotion(list.items[i], persona);
        bool there = !persona || takes_part(list.items[i], slice_of(persona));
        if (emotion == EMOTION_NONE || !there || !is_on_path(map, list.items[i], path))
            continue;
        want_mark(wanted, place_of(wanted, column, at, (long)i), emotion);
        scored = true;
    }
    int own = touchpoint_emotion(stage, persona);
    if (!scored && own != EMOTION_NONE)
        want_mark(wanted, place_of(wanted, column, at, -1), own);
}

static bool want_measured(struct wanted *wanted, int x, const struct node *node, enum field field)
{
    struct slice text = record_get(node_get(node, field), "value");
    double value = text.len ? strtod(text.data, NULL) : NAN;
    if (!text.len)
        return false;
    if (!(wanted->measured[x] <= value))
        wanted->measured[x] = value;
    return true;
}

static void want_data(struct wanted *wanted, const struct plan_column *column, size_t at, int path)
{
    const struct map *map = &wanted->app->session.map;
    struct node *stage = node_child(map->root, MAP_STAGES, at);
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    bool any = false;
    for (uint32_t i = 0; i < list.count; i++)
        if (is_on_path(map, list.items[i], path))
            any |= want_measured(
                wanted, place_of(wanted, column, at, (long)i), list.items[i], TOUCHPOINT_MEASURED);
    if (!any)
        want_measured(wanted, place_of(wanted, column, at, -1), stage, STAGE_MEASURED);
}

/* Of everybody who is shown, on the paths that are. */
static void want_all(struct wanted *wanted)
{
    struct node *personas[OVERLAY_MAX] = { NULL };
    const int *paths = wanted->app->grid->paths;
    size_t count = paths[1] ? 0 : app_overlay(wanted->app, personas);
    for (int i = 0; i < wanted->plan->shown; i++) {
        const struct plan_column *column = &wanted->plan->column[i];
        for (size_t at = column->stage; at < column->stage + column->stages; at++) {
            for (size_t k = 0; k < count; k++)
                want_stage(wanted, column, at, personas[k]->id, paths[0]);
            for (int k = 0; !count && k < 1 + (paths[1] > 0); k++)
                want_stage(wanted, column, at, app_persona(wanted->app), paths[k]);
            if (!count && !paths[1])
                want_data(wanted, column, at, paths[0]);
        }
    }
}

/* --- what is there --- */

static uint32_t sign_at(const struct fixture *f, int x, int y)
{
    return f->canvas.cells[y * f->canvas.width + x].points[0];
}

/* What is said of a curve without scores is dim. */
static bool is_mark(const struct fixture *f, int x, int y)
{
    uint32_t sign = sign_at(f, x, y);
    if (f->canvas.cells[y * f->canvas.width + x].style == STYLE_DIM)
        return false;
    return sign == 0x25CF || sign == 0x2605 || sign == 0x25CB || sign == '*' ||
           (sign >= 'A' && sign <= 'Z');
}

/* The lowest row that such a label stands in, on the left line: narrow columns of the grid have
 * scores there, too. -1: none. */
static int line_labelled(const struct fixture *f, const char *label)
{
    for (int y = f->canvas.height - 1; y > 0; y--)
        if (sign_at(f, 0, y) == 0x2502 && sign_at(f, 1, y) == (uint32_t)label[0] &&
            sign_at(f, 2, y) == (uint32_t)label[1])
            return y;
    return -1;
}

static int find_lines(const struct fixture *f, int *distance, const char *where)
{
    static const char *const labels[LINES] = { "+2", "+1", " 0", "-1", "-2" };
    int first = line_labelled(f, labels[0]);
    *distance = line_labelled(f, labels[1]) - first;
    cr_assert(first > 0 && *distance > 0, "no curve\n%s", where);
    for (int i = 0; i < LINES; i++)
        cr_assert_eq(line_labelled(f, labels[i]), first + i * *distance, "%s is not in its row\n%s",
            labels[i], where);
    return first;
}

static void describe(const struct fixture *f, uint64_t seed, struct buf *out)
{
    buf_addf(
        out, "CJM_SEED=%llu, %dx%d\n", (unsigned long long)seed, f->canvas.width, f->canvas.height);
    picture(f, out);
}

/* A measured mark stands in the row that is nearest to it, unless a score's mark is there. */
static void check_measured(const struct fixture *f, const struct wanted *wanted, int first,
    int distance, const char *where)
{
    for (int x = 1; x < f->canvas.width; x++) {
        double value = wanted->measured[x];
        bool found = isnan(value);
        for (int y = first; y <= first + 4 * distance; y++) {
            double least = fabs(first + (2 - value) * distance - y);
            bool near = !isnan(value) && least <= 0.5 + 1e-9;
            found = found || (near && (sign_at(f, x, y) == 'm' || is_mark(f, x, y)));
            cr_assert(sign_at(f, x, y) != 'm' || near, "a measured mark at %d,%d\n%s", x, y, where);
        }
        cr_assert(found, "no measured mark of %.1f in column %d\n%s", value, x, where);
    }
}

static void check_picture(struct fixture *f, uint64_t seed)
{
    struct buf where = BUF_INIT;
    int distance;
    static struct wanted wanted;
    wanted = (struct wanted){ .app = f->app };
    for (int x = 0; x < WIDTH_MOST; x++)
        wanted.measured[x] = NAN;
    wanted.plan = grid_plan(
        f->app, (struct area){ 0, 1, f->canvas.width, f->canvas.height - 2 }, PLAN_WHOLE);
    describe(f, seed, &where);
    int first = find_lines(f, &distance, where.data);
    want_all(&wanted);
    for (int y = first; y <= first + 4 * distance; y++)
        for (int x = 3; x < f->canvas.width; x++) {
            bool line = (y - first) % distance == 0;
            bool want = line && wanted.marks[(y - first) / distance][x];
            bool mark = is_mark(f, x, y);
            cr_assert_eq(
                mark, want, "%s at %d,%d\n%s", want ? "no mark" : "a mark", x, y, where.data);
        }
    check_measured(f, &wanted, first, distance, where.data);
    buf_release(&where);
}

static void look_otherwise(struct fixture *f, uint64_t *random)
{
    static const char *const keys[] = { "P", "P", "z", ":path\r", ":path express shop\r", ":path\r",
        ":fold all\r", ":unfold all\r", "l", "hh", "j", "G", "" };
    type(f, keys[random_below(random, sizeof keys / sizeof *keys)]);
    press(f, K_ESC);
}

Test(app_curve, has_each_mark_in_its_row, .timeout = 3600)
{
    uint64_t pictures = test_number("CJM_EVENTS", PICTURES);
    uint64_t seed = test_number("CJM_SEED", 7);
    for (; pictures >= OF_A_MAP; pictures -= OF_A_MAP, seed++) {
        struct fixture f;
        struct buf map = BUF_INIT;
        uint64_t random = seed * 7919 + 1;
        add_map(&random, &map);
        open_map(&f, map.data);
        for (int i = 0; i < OF_A_MAP; i++) {
            look_otherwise(&f, &random);
            draw(&f, 40 + (int)random_below(&random, WIDTH_MOST - 40),
                12 + (int)random_below(&random, HEIGHT_MOST - 12));
            check_picture(&f, seed);
        }
        close_map(&f);
        buf_release(&map);
    }
}

/* Where nothing is scored, what is said of that covers no data; a stage whose touchpoints have data
 * shows none of its own, also where theirs share a cell with another stage's. */
Test(app_curve, has_what_data_say)
{
    struct fixture f;
    struct buf map = BUF_INIT;
    buf_adds(&map, "cjm: 1\ntitle: Data\nstages:\n");
    for (int stage = 0; stage < 3; stage++) {
        buf_addf(&map,
            "  - name: Stage %d\n    phase: Phase %d\n    measured: {value: -1}\n"
            "    touchpoints:\n",
            stage, stage / 2);
        for (int i = 0; i < 9; i++)
            buf_addf(&map, "      - {name: Touchpoint %d%s}\n", i,
                stage != 1 || i == 0 ? ", measured: {value: 0.7}" : "");
    }
    open_map(&f, map.data);
    for (int width = 40; width < 120; width++) {
        draw(&f, width, 12);
        check_picture(&f, 0);
    }
    type(&f, ":fold all\rl");
    for (int width = 40; width < 120; width++) {
        draw(&f, width, 12);
        check_picture(&f, 0);
    }
    close_map(&f);
    buf_release(&map);
}

/* The line runs on to what is beside the picture: the next that is on the path and takes part, or a
 * stage's own score. */
Test(app_curve, goes_on_beside_the_picture)
{
    static const char *const between[] = { "touchpoints: [{name: Aside, paths: [post]}]",
        "touchpoints: [{name: Aside, takes_part: [ben]}]", "touchpoints: []",
        "emotion: 2, touchpoints: [Unscored]" };
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        struct fixture f;
        struct buf map = BUF_INIT;
        buf_adds(&map, "cjm: 1\ntitle: Far\npaths: [shop, post]\npersonas: [Anna, Ben]\nstages:\n");
        for (int stage = 0; stage < 23; stage++)
            buf_addf(&map, "  - {name: Stage %d, %s}\n", stage,
                stage % 2 ? between[i] : "touchpoints: [{name: Till, emotion: 2}]");
        open_map(&f, map.data);
        type(&f, ":path shop\r:persona anna\r");
        for (int stage = 0; stage < 23; stage++) {
            struct buf where = BUF_INIT;
            draw(&f, 40, 12);
            const struct grid_plan *plan = grid_plan(
                f.app, (struct area){ 0, 1, 40, 10 }, PLAN_WHOLE);
            const struct plan_column *last = &plan->column[plan->shown - 1];
            int y = line_labelled(&f, "+2");
            describe(&f, 0, &where);
            cr_assert_eq(plan->column->stage > 0, sign_at(&f, 3, y) != ' ', "%s", where.data);
            cr_assert(last->stage == 22 || sign_at(&f, 39, y) != ' ', "%s", where.data);
            buf_release(&where);
            type(&f, "l");
        }
        close_map(&f);
        buf_release(&map);
    }
}
