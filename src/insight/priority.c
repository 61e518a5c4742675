#include "insight/priority.h"

#include <limits.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

/* A node and what it is sorted by. */
struct ranked {
    struct node *node;
    int rank; /* higher comes first */
    int votes;
    size_t order;
};

static int compare(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank > y->rank ? -1 : 1;
    if (x->votes != y->votes)
        return x->votes > y->votes ? -1 : 1;
    return x->order < y->order ? -1 : 1;
}

/* All nodes of a kind, those of the highest rank first. */
static size_t rank_nodes(const struct map *map, enum node_kind kind, enum field votes,
    int (*rank)(const struct node *node), struct node ***out)
{
    struct ranked *found = NULL;
    size_t count = 0, cap = 0;
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (node->kind != kind)
            continue;
        MEM_GROW(found, count + 1, cap);
        found[count] = (struct ranked){ node, rank(node), node_int(node, votes, 0), count };
        count++;
    }
    *out = NULL;
    if (count) {
        qsort(found, count, sizeof *found, compare);
        *out = mem_alloc(count * sizeof(struct node *));
        for (size_t i = 0; i < count; i++)
            (*out)[i] = found[i].node;
    }
    free(found);
    return count;
}

/* What is not known counts as the middle of its scale. */
enum { FREQUENCY_USUAL = 2, IMPORTANCE_USUAL = 3 };

struct pain_weights pain_weights(const struct node *pain)
{
    const struct node *touchpoint = pain;
    while (touchpoint && touchpoint->kind != KIND_TOUCHPOINT)
        touchpoint = touchpoint->parent;
    bool important = touchpoint && node_has(touchpoint, TOUCHPOINT_IMPORTANCE);
    return (struct pain_weights){
        .severity = node_int(pain, PAIN_SEVERITY, 0),
        .frequency = node_int(pain, PAIN_FREQUENCY, FREQUENCY_USUAL),
        .importance = important ? node_int(touchpoint, TOUCHPOINT_IMPORTANCE, IMPORTANCE_USUAL)
                                : IMPORTANCE_USUAL,
        .guessed = !important || !node_has(pain, PAIN_SEVERITY) || !node_has(pain, PAIN_FREQUENCY),
    };
}

int pain_priority(const struct node *pain)
{
    struct pain_weights weights = pain_weights(pain);
    return weights.severity * weights.frequency * weights.importance;
}

void pain_add_priority(const struct node *pain, struct buf *out)
{
    if (node_has(pain, PAIN_SEVERITY))
        buf_addf(out, "%d", pain_priority(pain));
    if (pain_weights(pain).guessed)
        buf_add_char(out, '?');
}

size_t pains_ranked(const struct map *map, struct node ***out)
{
    return rank_nodes(map, KIND_PAIN, PAIN_VOTES, pain_priority, out);
}

enum quadrant idea_quadrant(const struct node *idea)
{
    if (!node_has(idea, IDEA_IMPACT) || !node_has(idea, IDEA_EFFORT))
        return QUADRANT_NONE;
    bool strong = node_int(idea, IDEA_IMPACT, 0) >= 3, cheap = node_int(idea, IDEA_EFFORT, 0) <= 2;
    if (strong)
        return cheap ? QUADRANT_QUICK_WIN : QUADRANT_BIG_BET;
    return cheap ? QUADRANT_FILL_IN : QUADRANT_LEAVE;
}

const char *frequency_name(int frequency)
{
    static const char *const names[] = { N_("rare"), N_("sometimes"), N_("often"), N_("always") };
    return frequency >= 1 && frequency <= 4 ? _(names[frequency - 1]) : NULL;
}

const char *quadrant_name(enum quadrant quadrant)
{
    static const char *const names[] = {
        [QUADRANT_NONE] = "",
        [QUADRANT_QUICK_WIN] = N_("quick win"),
        [QUADRANT_BIG_BET] = N_("big bet"),
        [QUADRANT_FILL_IN] = N_("fill-in"),
        [QUADRANT_LEAVE] = N_("not now"),
    };
    return quadrant == QUADRANT_NONE ? "" : _(names[quadrant]);
}

static int idea_rank(const struct node *idea)
{
    enum quadrant quadrant = idea_quadrant(idea);
    return quadrant == QUADRANT_NONE ? -QUADRANT_LEAVE - 1 : -(int)quadrant;
}

size_t ideas_ranked(const struct map *map, struct node ***out)
{
    return rank_nodes(map, KIND_IDEA, IDEA_VOTES, idea_rank, out);
}

static int votes_of_pain(const struct node *pain)
{
    return node_int(pain, PAIN_VOTES, INT_MIN / 1000) * 100 + pain_priority(pain);
}

size_t pains_by_votes(const struct map *map, struct node ***out)
{
    return rank_nodes(map, KIND_PAIN, PAIN_VOTES, votes_of_pain, out);
}

static int votes_of_idea(const struct node *idea)
{
    return node_int(idea, IDEA_VOTES, INT_MIN / 1000) * 100 + idea_rank(idea);
}

size_t ideas_by_votes(const struct map *map, struct node ***out)
{
    return rank_nodes(map, KIND_IDEA, IDEA_VOTES, votes_of_idea, out);
}

static int chosen_rank(const struct node *idea)
{
    return idea_rank(idea) + (node_flag(idea, IDEA_CHOSEN) ? QUADRANT_LEAVE + 1 : 0);
}

size_t ideas_chosen_first(const struct map *map, struct node ***out)
{
    return rank_nodes(map, KIND_IDEA, IDEA_VOTES, chosen_rank, out);
}

size_t ideas_chosen(const struct map *map, struct node ***out)
{
    size_t count = ideas_chosen_first(map, out), chosen = 0;
    while (chosen < count && node_flag((*out)[chosen], IDEA_CHOSEN))
        chosen++;
    return chosen;
}

/* --- actions --- */

enum field action_field(const struct node *action, enum action_fact fact)
{
    static const enum field fields[ACTION_FACT_COUNT][2] = {
        [ACTION_TEXT] = { PAIN_TEXT, IDEA_TEXT },
        [ACTION_OWNER] = { PAIN_OWNER, IDEA_OWNER },
        [ACTION_DUE] = { PAIN_DUE, IDEA_DUE },
        [ACTION_STATUS] = { PAIN_STATUS, IDEA_STATUS },
        [ACTION_LINK] = { PAIN_LINK, IDEA_LINK },
        [ACTION_DONE_ON] = { PAIN_FIXED_ON, IDEA_FIXED_ON },
    };
    return fields[fact][action->kind == KIND_IDEA];
}

struct slice action_get(const struct node *action, enum action_fact fact)
{
    return node_get(action, action_field(action, fact));
}

bool action_done(const struct node *action)
{
    struct slice status = action_get(action, ACTION_STATUS);
    return slice_is(status, "fixed") || slice_is(status, "verified");
}

size_t pains_open(const struct node *touchpoint)
{
    struct node_list pains = node_children(touchpoint, TOUCHPOINT_PAINS);
    size_t count = 0;
    for (uint32_t i = 0; i < pains.count; i++)
        count += !action_done(pains.items[i]);
    return count;
}

bool is_action(const struct node *node)
{
    if (node->kind != KIND_PAIN && node->kind != KIND_IDEA)
        return false;
    return node_flag(node, node->kind == KIND_PAIN ? PAIN_CHOSEN : IDEA_CHOSEN) ||
           action_get(node, ACTION_OWNER).len || action_get(node, ACTION_DUE).len ||
           slice_is(action_get(node, ACTION_STATUS), "doing") || action_done(node);
}

struct dated {
    struct node *node;
    struct slice due;
    size_t order;
};

static int compare_dates(const void *a, const void *b)
{
    const struct dated *x = a, *y = b;
    if (!x->due.len != !y->due.len)
        return x->due.len ? -1 : 1;
    int by_date = x->due.len ? strcmp(x->due.data, y->due.data) : 0;
    return by_date ? by_date : x->order < y->order ? -1 : 1;
}

size_t actions_by_due(const struct map *map, struct node ***out)
{
    struct dated *found = NULL;
    size_t count = 0, cap = 0;
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (!is_action(node))
            continue;
        MEM_GROW(found, count + 1, cap);
        found[count] = (struct dated){ node, action_get(node, ACTION_DUE), count };
        count++;
    }
    *out = NULL;
    if (count) {
        qsort(found, count, sizeof *found, compare_dates);
        *out = mem_alloc(count * sizeof(struct node *));
        for (size_t i = 0; i < count; i++)
            (*out)[i] = found[i].node;
    }
    free(found);
    return count;
}
