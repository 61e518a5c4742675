#include "insight/match/renamed.h"

#include <stdlib.h>

#include "base/mem.h"
#include "insight/match/contents.h"

enum {
    LEFT_OVER_MAX = 24,   /* in a list of one side: more are not renamed, but other nodes */
    NEARLY_THE_SAME = 80, /* percent of two names */
    ALIKE = 60,           /* percent of two names */
    SCORE_CERTAIN = 100,  /* from here on the place does not matter */
};

static size_t count_pairs_within(struct slice a, struct slice b)
{
    size_t count = 0;
    for (size_t i = 0; i + 1 < a.len; i++) {
        bool found = false;
        for (size_t k = 0; k + 1 < b.len && !found; k++)
            found = memcmp(a.data + i, b.data + k, 2) == 0;
        count += found;
    }
    return count;
}

/* Percent of the pairs of neighbouring bytes that are in both. */
static unsigned likeness(struct slice a, struct slice b)
{
    enum { LOOK_AT = 100 };
    a.len = a.len < LOOK_AT ? a.len : LOOK_AT;
    b.len = b.len < LOOK_AT ? b.len : LOOK_AT;
    if (a.len < 2 || b.len < 2)
        return 0;
    return (unsigned)((count_pairs_within(a, b) + count_pairs_within(b, a)) * 100 /
                      (a.len + b.len - 2));
}

/* The nearest one to the left that is matched. */
static const struct node *left_match(
    const struct match *match, const struct node_list *list, size_t index)
{
    while (index > 0)
        if (match_of(match, list->items[--index]))
            return list->items[index];
    return NULL;
}

struct left_over {
    const struct node_list *a, *b;
    uint32_t in_a[LEFT_OVER_MAX], in_b[LEFT_OVER_MAX];
    size_t count_a, count_b;
};

/* Behind the same node, or first. */
static bool same_gap(
    const struct match *match, const struct left_over *left, uint32_t a, uint32_t b)
{
    const struct node *left_b = left_match(match, left->b, b);
    return left_match(match, left->a, a) == match_of(match, left_b);
}

/* 0: another node. Something in common is needed, or that all else in the list is the same. */
static unsigned score(
    const struct match *match, const struct left_over *left, uint32_t a, uint32_t b)
{
    const struct node *node = left->a->items[a], *other = left->b->items[b];
    /* Of those of one name it was decided before. */
    if ((node->explicit_id && other->explicit_id) ||
        slice_equal(node_headline(node), node_headline(other)))
        return 0;
    struct contents contents = compare_contents(node, other, false);
    size_t most = contents.a > contents.b ? contents.a : contents.b;
    unsigned alike = likeness(node_headline(node), node_headline(other));
    unsigned percent = most ? (unsigned)(contents.common * 100 / most) : 0;
    if (contents.common > 1 && percent > 50)
        return SCORE_CERTAIN + percent + alike;
    if (!same_gap(match, left, a, b))
        return 0;
    if (percent >= 50 || alike >= NEARLY_THE_SAME || (alike >= ALIKE && (!most || percent >= 30)))
        return 1 + (percent + alike) / 4;
    bool only_one = left->count_a == 1 && left->count_b == 1 && a == b &&
                    left->a->count == left->b->count && left->a->count > 1;
    return only_one && !most ? 1 : 0;
}

static bool is_elsewhere(
    const struct match *match, const struct map *other_map, const struct node *node)
{
    const struct node *other = map_find(other_map, slice_of(node->id));
    return other && other->kind == node->kind && !match_of(match, other);
}

/* `other_map`: without those that were moved to it; NULL: all. */
static size_t collect(const struct match *match, const struct node_list *list,
    const struct map *other_map, uint32_t *out)
{
    size_t count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct node *node = list->items[i];
        if (match_of(match, node) || (other_map && is_elsewhere(match, other_map, node)))
            continue;
        if (count == LEFT_OVER_MAX)
            return 0;
        out[count++] = i;
    }
    return count;
}

/* The pair of those left over that is most alike; false: none is. */
static bool best_pair(
    const struct match *match, const struct left_over *left, uint32_t *a, uint32_t *b)
{
    unsigned best = 0;
    for (size_t i = 0; i < left->count_a; i++)
        for (size_t k = 0; k < left->count_b; k++) {
            unsigned found = score(match, left, left->in_a[i], left->in_b[k]);
            if (found <= best)
                continue;
            best = found;
            *a = left->in_a[i];
            *b = left->in_b[k];
        }
    return best > 0;
}

void match_renamed_in(
    const struct matching *m, const struct node_list *a, const struct node_list *b, bool not_moved)
{
    struct match *match = m->match;
    struct left_over left = { .a = a, .b = b };
    uint32_t at_a, at_b;
    for (;;) {
        left.count_a = collect(match, a, not_moved ? m->b : NULL, left.in_a);
        left.count_b = left.count_a ? collect(match, b, not_moved ? m->a : NULL, left.in_b) : 0;
        if (!left.count_b || !best_pair(match, &left, &at_a, &at_b))
            return;
        match_put(match, a->items[at_a], b->items[at_b]);
        match_children(m, a->items[at_a], b->items[at_b]);
    }
}
