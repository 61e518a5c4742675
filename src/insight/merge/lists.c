/* Which children a node has after the merge, and in which order. */
#include <stdlib.h>

#include "base/mem.h"
#include "insight/merge/merge_private.h"
#include "insight/merge/order_merge.h"
#include "insight/order.h"

/* --- parents --- */

struct parents {
    struct node *base, *ours, *theirs; /* nodes of ours; NULL: it is not there */
};

static struct parents parents_of(const struct merge *m, const struct node *node)
{
    const struct node *base = merge_base_of_ours(m, node), *theirs = merge_theirs_of(m, node);
    return (struct parents){
        .base = base ? match_of(&m->base_ours, base->parent) : NULL,
        .ours = node->parent,
        .theirs = theirs ? merge_ours_of(m, theirs->parent) : NULL,
    };
}

/* Theirs put it below another parent than the base has. */
static bool moved_there(const struct merge *m, const struct node *node)
{
    const struct node *base = merge_base_of_ours(m, node), *theirs = merge_theirs_of(m, node);
    return base && theirs && base->parent &&
           match_of(&m->base_theirs, base->parent) != theirs->parent;
}

static bool moved_here(const struct merge *m, const struct node *node)
{
    const struct node *base = merge_base_of_ours(m, node);
    return base && base->parent && match_of(&m->base_ours, base->parent) != node->parent;
}

struct node *merge_parent_of(const struct merge *m, const struct node *node)
{
    struct parents parents = parents_of(m, node);
    if (!moved_there(m, node) || moved_here(m, node) || !parents.theirs || match_of(&m->seen, node))
        return parents.ours;
    return parents.theirs;
}

static void report_parents(struct merge *m, const struct node *node)
{
    struct parents parents = parents_of(m, node);
    if (!moved_there(m, node) || !moved_here(m, node) || parents.ours == parents.theirs ||
        match_of(&m->seen, node))
        return;
    const struct node *theirs = merge_theirs_of(m, node);
    struct conflict *conflict = merge_add_conflict(m, CONFLICT_MOVED, node);
    conflict->base = merge_keep(m, node_headline(merge_base_of_ours(m, node)->parent));
    conflict->ours = merge_keep(m, node_headline(node->parent));
    conflict->theirs = merge_keep(m, node_headline(theirs->parent));
    conflict->parent = parents.theirs ? parents.theirs->id : NULL;
    conflict->index = node_index(theirs);
}

/* --- order --- */

struct children {
    struct node **nodes;
    struct order_item *items;
    size_t count, cap, item_cap;
};

static void add_child(struct children *c, struct node *node)
{
    MEM_GROW(c->nodes, c->count + 1, c->cap);
    MEM_GROW(c->items, c->count + 1, c->item_cap);
    c->nodes[c->count] = node;
    struct slice name = node_headline(node);
    c->items[c->count++] = (struct order_item){
        .base = ORDER_NONE,
        .ours = ORDER_NONE,
        .theirs = ORDER_NONE,
        .name = name.len ? name : slice_of(node->id),
    };
}

static bool belongs_to(const struct merge *m, const struct node *node, const struct node *parent)
{
    return node && !match_of(&m->going, node) && merge_parent_of(m, node) == parent;
}

static bool is_below(const struct node *node, const struct node *parent)
{
    return node && parent && node->parent == parent;
}

static void collect(struct merge *m, struct children *c, const struct node *parent,
    const struct node *theirs, enum field field)
{
    struct node_list list = node_children(parent, field);
    for (uint32_t i = 0; i < list.count; i++)
        if (belongs_to(m, list.items[i], parent))
            add_child(c, list.items[i]);
    list = node_children(theirs, field);
    for (uint32_t i = 0; i < list.count; i++) {
        struct node *node = merge_ours_of(m, list.items[i]);
        if (belongs_to(m, node, parent) && node->parent != parent)
            add_child(c, node);
    }
}

static void find_places(const struct merge *m, struct children *c, const struct node *parent)
{
    const struct node *base = merge_base_of_ours(m, parent), *theirs = merge_theirs_of(m, parent);
    for (size_t i = 0; i < c->count; i++) {
        const struct node *node = c->nodes[i];
        const struct node *in_base = merge_base_of_ours(m, node);
        const struct node *in_theirs = merge_theirs_of(m, node);
        if (is_below(in_base, base))
            c->items[i].base = node_index(in_base);
        if (is_below(node, parent) && !match_of(&m->came, node))
            c->items[i].ours = node_index(node);
        if (is_below(in_theirs, theirs))
            c->items[i].theirs = node_index(in_theirs);
    }
}

static struct slice left_name(const struct node *node)
{
    size_t index = node_index(node);
    return index ? node_headline(node_child(node->parent, node_list_field(node), index - 1))
                 : SLICE("");
}

static void report_order(struct merge *m, const struct node *node)
{
    const struct node *theirs = merge_theirs_of(m, node);
    struct conflict *conflict = merge_add_conflict(m, CONFLICT_MOVED, node);
    conflict->base = merge_keep(m, left_name(merge_base_of_ours(m, node)));
    conflict->ours = merge_keep(m, left_name(node));
    conflict->theirs = merge_keep(m, left_name(theirs));
    conflict->parent = node->parent->id;
    conflict->index = node_index(theirs);
}

/* Moves as few as can be. */
static void arrange(struct merge *m, struct node *parent, struct node **nodes, size_t count)
{
    size_t *places = mem_alloc((count + 1) * sizeof *places), here = 0;
    bool *stays = mem_zalloc(count + 1);
    for (size_t i = 0; i < count; i++)
        if (nodes[i]->parent == parent)
            places[here++] = node_index(nodes[i]);
    order_find_staying(places, here, stays);
    here = 0;
    for (size_t i = 0; i < count; i++) {
        if (nodes[i]->parent == parent && stays[here++])
            continue;
        size_t index = i ? node_index(nodes[i - 1]) + 1 : 0;
        if (nodes[i]->parent == parent && node_index(nodes[i]) < index)
            index--;
        edit_move(m->undo, nodes[i], parent, index);
    }
    free(places);
    free(stays);
}

static void merge_list(
    struct merge *m, struct node *parent, const struct node *theirs, enum field field)
{
    struct children c = { 0 };
    collect(m, &c, parent, theirs, field);
    find_places(m, &c, parent);
    size_t *order = mem_alloc((c.count + 1) * sizeof *order);
    struct node **nodes = mem_alloc((c.count + 1) * sizeof(struct node *));
    order_merge(c.items, c.count, order);
    for (size_t i = 0; i < c.count; i++) {
        nodes[i] = c.nodes[order[i]];
        report_parents(m, nodes[i]);
        if (c.items[order[i]].conflict)
            report_order(m, nodes[i]);
    }
    arrange(m, parent, nodes, c.count);
    for (size_t i = 0; i < c.count; i++)
        if (!match_of(&m->seen, nodes[i]))
            match_put_self(&m->seen, nodes[i]);
    free(order);
    free(nodes);
    free(c.nodes);
    free(c.items);
}

/* Only where theirs has the node can its lists have changed there. */
void merge_lists(struct merge *m)
{
    struct node *root = m->theirs->root;
    for (const struct node *theirs = root; theirs; theirs = node_next(theirs, root)) {
        struct node *node = merge_ours_of(m, theirs);
        const struct kind_def *kind = kind_def(theirs->kind);
        for (enum field field = kind->first; node && field < kind->end; field++)
            if (field_def(field)->type == FIELD_NODES)
                merge_list(m, node, theirs, field);
    }
}
