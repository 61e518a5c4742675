/* Which renamed nodes are none, as the other side shows. */
#include <string.h>

#include "insight/merge/merge_private.h"

/* A side, and the other one. */
struct view {
    const struct map *map;
    struct match *match;
    const struct match *other;
    struct node *(*to_other)(const struct merge *m, const struct node *node);
};

/* Did it get another name, which is told by where it is and what it holds alone? */
static bool is_guessed(const struct match *match, const struct node *node)
{
    const struct node *base = match_of(match, node);
    return base && strcmp(base->id, node->id) != 0 &&
           !slice_equal(node_headline(base), node_headline(node));
}

/* Does the other side have that name in the same list for a node that is new there, or was another
 * one? Then it's new here, too. */
static bool is_new_there(const struct merge *m, const struct view *v, const struct node *node)
{
    const struct node *base = match_of(v->match, node), *parent = v->to_other(m, node->parent);
    struct node_list list = { 0 };
    if (parent)
        list = node_children(parent, node_list_field(node));
    for (uint32_t i = 0; i < list.count; i++) {
        const struct node *other = list.items[i];
        bool is_free = !match_of(v->other, other) || is_guessed(v->other, other);
        if (is_free && match_of(v->other, other) != base &&
            slice_equal(node_headline(other), node_headline(node)))
            return true;
    }
    return false;
}

static bool is_within(const struct node *node, const struct node *top)
{
    while (node && node != top)
        node = node->parent;
    return node;
}

static void drop(struct match *match, struct node *top)
{
    const struct node *base = match_of(match, top);
    for (struct node *node = top; node; node = node_next(node, top))
        if (is_within(match_of(match, node), base))
            match_drop(match, node);
}

static void drop_guesses(struct merge *m, const struct view *v)
{
    for (struct node *node = v->map->root; node; node = node_next(node, v->map->root))
        if (is_guessed(v->match, node) && is_new_there(m, v, node))
            drop(v->match, node);
}

void merge_drop_guesses(struct merge *m)
{
    drop_guesses(m, &(struct view){ m->ours, &m->base_ours, &m->base_theirs, merge_theirs_of });
    drop_guesses(m, &(struct view){ m->theirs, &m->base_theirs, &m->base_ours, merge_ours_of });
}
