/* Nodes that one side removed: what the other side did to them in the meantime. */
#include "insight/merge/merge_private.h"

/* A side as seen from the other, so that both ask the same. */
struct view {
    const struct merge *m;
    enum merge_side side;
};

/* From a node of the side to that of the base, and back. */
static const struct node *base_of(const struct view *v, const struct node *node)
{
    return match_of(v->side == SIDE_OURS ? &v->m->base_ours : &v->m->base_theirs, node);
}

static const struct node *in_other(const struct view *v, const struct node *node)
{
    return v->side == SIDE_OURS ? merge_theirs_of(v->m, node) : merge_ours_of(v->m, node);
}

static bool was_moved(const struct view *v, const struct node *node)
{
    return base_of(v, base_of(v, node)->parent) != node->parent;
}

static bool is_changed(const struct view *v, const struct node *node);

static bool is_child_changed(const struct view *v, const struct node *child)
{
    if (!base_of(v, child) || was_moved(v, child))
        return true;
    if (!in_other(v, child))
        return is_changed(v, child);
    /* The other side saved it from being removed with the rest. */
    return v->side == SIDE_OURS && merge_parent_of(v->m, child) == child->parent;
}

static bool is_changed(const struct view *v, const struct node *node)
{
    if (!merge_same_fields(v->m, base_of(v, node), v->side, node))
        return true;
    for (size_t i = 0; i < node->list_count; i++)
        for (uint32_t k = 0; k < node->lists[i].count; k++)
            if (is_child_changed(v, node_list_at(node, i).items[k]))
                return true;
    return false;
}

static struct slice all_texts(struct merge *m, enum merge_side side, const struct node *top)
{
    struct buf text = BUF_INIT;
    struct view v = { m, side };
    for (const struct node *node = top; node; node = node_next(node, top))
        if (node == top || !in_other(&v, node))
            merge_add_texts(m, base_of(&v, node), side, node, &text);
    if (!text.len) {
        buf_add_slice(&text, node_headline(top));
        buf_add_char(&text, '\n');
    }
    struct slice kept = merge_keep(m, buf_slice(&text));
    buf_release(&text);
    return kept;
}

/* The node behind it and all below it. */
static struct node *next_behind(struct node *node, const struct node *root)
{
    struct node *last = node, *next;
    while ((next = node_next(last, node)))
        last = next;
    return node_next(last, root);
}

/* --- removed there --- */

static void mark_going(struct merge *m, struct node *top)
{
    for (struct node *node = top; node; node = node_next(node, top))
        if (!merge_theirs_of(m, node))
            match_put_self(&m->going, node);
}

void merge_find_going(struct merge *m)
{
    struct node *root = m->ours->root;
    struct view v = { m, SIDE_OURS };
    for (struct node *node = node_next(root, root); node;) {
        if (!base_of(&v, node) || merge_theirs_of(m, node)) {
            node = node_next(node, root);
            continue;
        }
        if (was_moved(&v, node) || is_changed(&v, node)) {
            struct conflict *conflict = merge_add_conflict(m, CONFLICT_REMOVED_THERE, node);
            conflict->ours = all_texts(m, SIDE_OURS, node);
        } else {
            mark_going(m, node);
        }
        node = next_behind(node, root);
    }
}

/* Those below went with the first. */
void merge_remove_going(struct merge *m)
{
    struct node *root = m->ours->root;
    for (struct node *node = node_next(root, root); node;) {
        struct node *next = match_of(&m->going, node) ? next_behind(node, root)
                                                      : node_next(node, root);
        if (match_of(&m->going, node))
            edit_remove(m->undo, node);
        node = next;
    }
}

/* --- removed here --- */

/* Without what ours has elsewhere. */
static struct node *copy_missing(struct merge *m, const struct node *node)
{
    struct node *copy = merge_copy_alone(m->ours, node);
    for (size_t i = 0; i < node->list_count; i++)
        for (uint32_t k = 0; k < node->lists[i].count; k++)
            if (!merge_ours_of(m, node_list_at(node, i).items[k]))
                node_attach(
                    m->ours, copy, copy_missing(m, node_list_at(node, i).items[k]), (size_t)-1);
    return copy;
}

void merge_report_removed_here(struct merge *m)
{
    struct node *root = m->theirs->root;
    struct view v = { m, SIDE_THEIRS };
    for (struct node *node = node_next(root, root); node;) {
        if (merge_ours_of(m, node)) {
            node = node_next(node, root);
            continue;
        }
        /* A lane that waits to be added is not in the base. */
        if (base_of(&v, node) && (was_moved(&v, node) || is_changed(&v, node))) {
            struct conflict *conflict = merge_add_conflict(m, CONFLICT_REMOVED_HERE, node);
            conflict->theirs = all_texts(m, SIDE_THEIRS, node);
            conflict->copy = copy_missing(m, node);
            conflict->parent = merge_ours_of(m, node->parent)->id;
            conflict->index = node_index(node);
        }
        node = next_behind(node, root);
    }
}
