/* Maps of thousands of personas, each with a touchpoint that she alone scored, take no longer for
 * each of them than small ones: neither to look at nor to compare and to merge. */
#include <criterion/criterion.h>
#include <time.h>

#include "insight/compare.h"
#include "insight/merge/merge.h"
#include "model/edit/per_persona.h"
#include "support.h"
#include "unit/store_support.h"

enum { SMALL = 1000, LARGE = 8000, ODD = 377 /* divides neither */ };

/* In any order: whose touchpoint it is, and which metric is there, differ from one map to the next.
 */
static void read_large(struct map *map, unsigned size, unsigned turn)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "cjm: 1\ntitle: T\npersonas:\n");
    for (unsigned i = 0; i < size; i++)
        buf_addf(&text, "  - P%u\n", i);
    buf_adds(&text, "stages:\n  - name: S\n    touchpoints:\n");
    for (unsigned i = 0; i < size; i++) {
        unsigned other = (i * ODD + turn) % size;
        buf_addf(&text, "      - name: T%u\n        emotion: {p%u: %d}\n        metrics: [M%u]\n",
            i, other, (int)((i + turn) % 5) - 2, other);
    }
    read_map(map, buf_slice(&text));
    buf_release(&text);
}

struct three {
    struct map maps[3];
    unsigned size;
};

static void look(struct three *t)
{
    int apart = 0, scored = 0;
    const struct map *map = &t->maps[0];
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        scored += node->kind == KIND_TOUCHPOINT && touchpoint_emotion(node, NULL) != EMOTION_NONE;
        apart += node->kind == KIND_TOUCHPOINT && emotions_apart(node);
    }
    cr_expect(scored == (int)t->size && !apart);
}

static void compare(struct three *t)
{
    struct changes changes = CHANGES_INIT;
    struct match match;
    struct buf out = BUF_INIT;
    match_maps(&match, &t->maps[0], &t->maps[1], true);
    compare_maps(&match, &t->maps[0], &t->maps[1], &changes);
    for (size_t i = 0; i < changes.count; i++)
        change_describe(&changes.items[i], NULL, &out);
    cr_expect(changes.count >= 2 * t->size, "%zu changes of %u", changes.count, t->size);
    buf_release(&out);
    changes_release(&changes);
    match_release(&match);
}

static void merge(struct three *t)
{
    struct conflicts conflicts = CONFLICTS_INIT;
    struct undo undo;
    undo_init(&undo, &t->maps[1]);
    merge_maps(&undo, &t->maps[0], &t->maps[2], &conflicts);
    cr_expect(undo.count + conflicts.count > t->size);
    conflicts_release(&conflicts);
    undo_release(&undo);
}

static double time_of(void (*work)(struct three *), unsigned size)
{
    struct three t = { .size = size };
    for (unsigned i = 0; i < 3; i++)
        read_large(&t.maps[i], size, i * 7);
    clock_t begin = clock();
    work(&t);
    double took = (double)(clock() - begin) / CLOCKS_PER_SEC;
    for (unsigned i = 0; i < 3; i++)
        map_release(&t.maps[i]);
    return took;
}

Test(many_personas, take_no_longer_each, .timeout = 120)
{
    static const struct {
        const char *name;
        void (*work)(struct three *);
    } rows[] = { { "look", look }, { "compare", compare }, { "merge", merge } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double small = time_of(rows[i].work, SMALL), large = time_of(rows[i].work, LARGE);
        cr_expect(large < 24 * small + 0.02, "%s: %.3f s, then %.3f s", rows[i].name, small, large);
    }
}
