#include "insight/match/names.h"

#include <stdlib.h>

#include "base/mem.h"
#include "insight/match/contents.h"

enum { COMPARED_MAX = 24 }; /* of one name in a list, that hold something else than before */

struct item {
    struct node *node;
    uint64_t key;   /* of the name; then of the contents */
    uint32_t place; /* among those of its name */
};

/* Those of one name, of one side, in their order. */
struct group {
    struct item *items;
    size_t count;
};

static int compare_items(const void *a, const void *b)
{
    const struct item *one = a, *other = b;
    if (one->key != other->key)
        return one->key < other->key ? -1 : 1;
    return (one->place > other->place) - (one->place < other->place);
}

static struct group collect(const struct matching *m, const struct node_list *list)
{
    struct group all = { mem_alloc((list->count + 1) * sizeof *all.items), 0 };
    for (uint32_t i = 0; i < list->count; i++) {
        struct node *node = list->items[i];
        if (match_is_open(m, node))
            all.items[all.count++] = (struct item){ node,
                contents_hash_text(0, node_headline(node)), i };
    }
    qsort(all.items, all.count, sizeof *all.items, compare_items);
    return all;
}

/* The first ones, of one key. */
static struct group take_group(struct group *rest)
{
    struct group group = { rest->items, 0 };
    while (group.count < rest->count && rest->items[group.count].key == rest->items->key)
        group.count++;
    rest->items += group.count;
    rest->count -= group.count;
    return group;
}

/* --- several of one name --- */

static bool may_match(const struct item *a, const struct item *b)
{
    return !(a->node->explicit_id && b->node->explicit_id);
}

static bool put(const struct matching *m, const struct item *a, const struct item *b)
{
    if (!may_match(a, b) || !match_is_open(m, a->node) || !match_is_open(m, b->node))
        return false;
    match_put(m->match, a->node, b->node);
    return true;
}

static void note_contents(struct group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        group->items[i].key = contents_hash(group->items[i].node);
        group->items[i].place = (uint32_t)i;
    }
}

/* What is the same from the front and from the back on: of equal ones the order tells. */
static void match_ends(const struct matching *m, const struct group *a, const struct group *b)
{
    size_t least = a->count < b->count ? a->count : b->count, front = 0;
    while (front < least && a->items[front].key == b->items[front].key &&
           put(m, &a->items[front], &b->items[front]))
        front++;
    for (size_t back = 1; back <= least - front; back++) {
        const struct item *one = &a->items[a->count - back], *other = &b->items[b->count - back];
        if (one->key != other->key || !put(m, one, other))
            return;
    }
}

static void drop_matched(const struct matching *m, struct group *group)
{
    size_t kept = 0;
    for (size_t i = 0; i < group->count; i++)
        if (match_is_open(m, group->items[i].node))
            group->items[kept++] = group->items[i];
    group->count = kept;
}

static void match_equal(const struct matching *m, struct group *a, struct group *b)
{
    qsort(a->items, a->count, sizeof *a->items, compare_items);
    qsort(b->items, b->count, sizeof *b->items, compare_items);
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        uint64_t one = a->items[i].key, other = b->items[k].key;
        if (one == other)
            put(m, &a->items[i], &b->items[k]);
        i += one <= other;
        k += other <= one;
    }
    drop_matched(m, a);
    drop_matched(m, b);
}

/* How much two have in common; 0: too little to be the same. */
static size_t likeness(const struct item *a, const struct item *b)
{
    if (!may_match(a, b))
        return 0;
    struct contents contents = compare_contents(a->node, b->node, true);
    return contents_agree(&contents) ? contents.common : 0;
}

/* The one that has more in common with it than all others; SIZE_MAX: none. `step`: from one of the
 * others to the next in the table. */
static size_t only_best(const size_t *likeness, size_t count, size_t step)
{
    size_t best = 0, found = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t alike = likeness[i * step];
        if (alike && alike >= best)
            found = alike > best ? i : SIZE_MAX;
        best = alike > best ? alike : best;
    }
    return found;
}

static void forget(size_t *table, size_t a, size_t b)
{
    for (size_t i = 0; i < COMPARED_MAX; i++)
        table[a * COMPARED_MAX + i] = table[i * COMPARED_MAX + b] = 0;
}

static void match_alike(const struct matching *m, struct group *a, struct group *b)
{
    size_t table[COMPARED_MAX * COMPARED_MAX] = { 0 };
    if (a->count > COMPARED_MAX || b->count > COMPARED_MAX)
        return;
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            table[i * COMPARED_MAX + k] = likeness(&a->items[i], &b->items[k]);
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < a->count; i++) {
            size_t k = only_best(table + i * COMPARED_MAX, b->count, 1);
            if (k == SIZE_MAX || only_best(table + k, a->count, COMPARED_MAX) != i)
                continue;
            again |= put(m, &a->items[i], &b->items[k]);
            forget(table, i, k);
        }
    }
    drop_matched(m, a);
    drop_matched(m, b);
}

/* As many as before, and each other one in its place: what holds nothing yet got something, or
 * only its numbers are others. */
static void match_places(const struct matching *m, struct group *a, struct group *b)
{
    size_t same = a->count == b->count ? 0 : SIZE_MAX;
    while (same < a->count && a->items[same].place == b->items[same].place)
        same++;
    if (same != a->count)
        return;
    for (size_t i = 0; i < a->count; i++)
        if (m->guess || contents_say_little(a->items[i].node) ||
            contents_say_little(b->items[i].node))
            put(m, &a->items[i], &b->items[i]);
}

static int compare_places(const void *a, const void *b)
{
    const struct item *one = a, *other = b;
    return (one->place > other->place) - (one->place < other->place);
}

static void match_group(const struct matching *m, struct group a, struct group b)
{
    bool as_many = a.count == b.count;
    if (a.count == 1 && b.count == 1) {
        put(m, a.items, b.items);
        return;
    }
    note_contents(&a);
    note_contents(&b);
    match_ends(m, &a, &b);
    drop_matched(m, &a);
    drop_matched(m, &b);
    match_equal(m, &a, &b);
    match_alike(m, &a, &b);
    if (!as_many)
        return;
    qsort(a.items, a.count, sizeof *a.items, compare_places);
    qsort(b.items, b.count, sizeof *b.items, compare_places);
    match_places(m, &a, &b);
}

void match_names(const struct matching *m, const struct node_list *a, const struct node_list *b)
{
    struct group all_a = collect(m, a), all_b = collect(m, b);
    struct group rest_a = all_a, rest_b = all_b;
    while (rest_a.count && rest_b.count) {
        uint64_t one = rest_a.items->key, other = rest_b.items->key;
        struct group group_a = { NULL, 0 }, group_b = { NULL, 0 };
        if (one <= other)
            group_a = take_group(&rest_a);
        if (other <= one)
            group_b = take_group(&rest_b);
        if (one == other)
            match_group(m, group_a, group_b);
    }
    free(all_a.items);
    free(all_b.items);
}
