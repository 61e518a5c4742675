#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "insight/priority.h"

enum { NOT_SET = -1 };

static void put_int(struct map *map, struct node *node, enum field field, int value)
{
    char text[16];
    if (value == NOT_SET)
        return;
    snprintf(text, sizeof text, "%d", value);
    node_put(map, node, field, slice_of(text));
}

static struct node *add(struct map *map, struct node *parent, enum node_kind kind, const char *name)
{
    struct node *node = node_new(map, kind);
    node_put(map, node, kind_def(kind)->headline, slice_of(name));
    node_attach(map, parent, node, (size_t)-1);
    return node;
}

static struct node *add_touchpoint(struct map *map, int importance)
{
    struct node *stage = add(map, map->root, KIND_STAGE, "Stage");
    struct node *touchpoint = add(map, stage, KIND_TOUCHPOINT, "Touchpoint");
    put_int(map, touchpoint, TOUCHPOINT_IMPORTANCE, importance);
    return touchpoint;
}

static void expect_order(struct node **nodes, size_t count, const char *want)
{
    struct buf got = BUF_INIT;
    for (size_t i = 0; i < count; i++)
        buf_add_slice(&got, node_headline(nodes[i]));
    cr_expect_str_eq(got.data, want, "%s, not %s", got.data, want);
    buf_release(&got);
}

Test(priority, of_a_pain)
{
    static const struct {
        int severity, frequency, importance, want;
        const char *shown;
    } rows[] = {
        { 4, 4, 5, 80, "80" },
        { 4, 3, 5, 60, "60" },
        { 3, 2, 4, 24, "24" },
        { 0, 4, 5, 0, "0" },
        { NOT_SET, 4, 5, 0, "?" },
        { 4, NOT_SET, 5, 40, "40?" },
        { 4, 3, NOT_SET, 36, "36?" },
        { NOT_SET, NOT_SET, NOT_SET, 0, "?" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        map_begin(&map);
        struct node *pain = add(&map, add_touchpoint(&map, rows[i].importance), KIND_PAIN, "x");
        put_int(&map, pain, PAIN_SEVERITY, rows[i].severity);
        put_int(&map, pain, PAIN_FREQUENCY, rows[i].frequency);
        struct buf shown = BUF_INIT;
        cr_expect_eq(pain_priority(pain), rows[i].want, "row %zu: %d", i, pain_priority(pain));
        pain_add_priority(pain, &shown);
        cr_expect_str_eq(shown.data, rows[i].shown, "row %zu: %s", i, shown.data);
        buf_release(&shown);
        map_release(&map);
    }
}

Test(priority, pains_in_order)
{
    static const struct {
        const char *name;
        int severity, frequency, votes;
    } rows[] = { { "a", 2, 2, NOT_SET }, { "b", 4, 1, 1 }, { "c", NOT_SET, NOT_SET, 9 },
        { "d", 1, 4, 1 }, { "e", 4, 4, NOT_SET }, { "f", 2, 2, 3 } };
    struct map map;
    map_begin(&map);
    struct node **nodes;
    cr_expect_eq(pains_ranked(&map, &nodes), 0);
    cr_expect_null(nodes);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct node *pain = add(&map, add_touchpoint(&map, 1), KIND_PAIN, rows[i].name);
        put_int(&map, pain, PAIN_SEVERITY, rows[i].severity);
        put_int(&map, pain, PAIN_FREQUENCY, rows[i].frequency);
        put_int(&map, pain, PAIN_VOTES, rows[i].votes);
    }
    size_t count = pains_ranked(&map, &nodes);
    expect_order(nodes, count, "efbdac"); /* 16; then 4 each with 3, 1, 1, 0 votes; then 0 */
    free(nodes);
    map_release(&map);
}

Test(priority, quadrants)
{
    for (int impact = 1; impact <= 5; impact++)
        for (int effort = 1; effort <= 5; effort++) {
            struct map map;
            map_begin(&map);
            struct node *idea = node_new(&map, KIND_IDEA);
            cr_expect_eq(idea_quadrant(idea), QUADRANT_NONE);
            put_int(&map, idea, IDEA_IMPACT, impact);
            cr_expect_eq(idea_quadrant(idea), QUADRANT_NONE);
            put_int(&map, idea, IDEA_EFFORT, effort);
            enum quadrant want = impact >= 3 && effort <= 2 ? QUADRANT_QUICK_WIN
                                 : impact >= 3              ? QUADRANT_BIG_BET
                                 : effort <= 2              ? QUADRANT_FILL_IN
                                                            : QUADRANT_LEAVE;
            cr_expect_eq(idea_quadrant(idea), want, "impact %d, effort %d", impact, effort);
            map_release(&map);
        }
    cr_expect_str_eq(quadrant_name(QUADRANT_NONE), "");
    cr_expect_str_eq(quadrant_name(QUADRANT_QUICK_WIN), "quick win");
    cr_expect_str_eq(quadrant_name(QUADRANT_LEAVE), "not now");
}

Test(priority, ideas_in_order)
{
    static const struct {
        const char *name;
        int impact, effort, votes;
    } rows[] = { { "a", NOT_SET, NOT_SET, 9 }, { "b", 2, 3, 5 }, { "c", 1, 1, NOT_SET },
        { "d", 5, 5, NOT_SET }, { "e", 3, 2, 1 }, { "f", 4, 1, 2 }, { "g", 3, 3, NOT_SET },
        { "h", 5, NOT_SET, NOT_SET } };
    struct map map;
    map_begin(&map);
    struct node *touchpoint = add_touchpoint(&map, 1);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct node *idea = add(&map, touchpoint, KIND_IDEA, rows[i].name);
        put_int(&map, idea, IDEA_IMPACT, rows[i].impact);
        put_int(&map, idea, IDEA_EFFORT, rows[i].effort);
        put_int(&map, idea, IDEA_VOTES, rows[i].votes);
    }
    struct node **nodes;
    size_t count = ideas_ranked(&map, &nodes);
    expect_order(nodes, count, "fedgcbah");
    free(nodes);
    map_release(&map);
}
