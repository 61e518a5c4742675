#include "model/list_slot.h"

/* --- the tree --- */

static uint32_t taken(const struct list_slot *slot)
{
    return slot ? slot->taken : 0;
}

static void count(struct list_slot *slot)
{
    slot->taken = taken(slot->left) + taken(slot->right) + (slot->node != NULL);
}

static struct list_slot *new_slot(struct map *map, struct node *node)
{
    struct list_slot *slot = arena_alloc(&map->arena, sizeof *slot);
    uint64_t mixed = (uint64_t)(uintptr_t)slot * 0x9E3779B97F4A7C15u;
    if (node)
        node->slot = slot;
    *slot = (struct list_slot){
        .node = node, .taken = node != NULL, .priority = (uint32_t)((mixed ^ mixed >> 29) >> 16)
    };
    return slot;
}

/* Above its parent. */
static void rotate_up(struct list_slot *slot)
{
    struct list_slot *parent = slot->parent, *above = parent->parent;
    struct list_slot **down = slot == parent->left ? &parent->left : &parent->right;
    struct list_slot **own = slot == parent->left ? &slot->right : &slot->left;
    *down = *own;
    if (*down)
        (*down)->parent = parent;
    *own = parent;
    parent->parent = slot;
    slot->parent = above;
    if (above)
        *(above->left == parent ? &above->left : &above->right) = slot;
    count(parent);
    count(slot);
}

/* Returns the root. */
static struct list_slot *balance(struct list_slot *slot)
{
    while (slot->parent && slot->parent->priority < slot->priority)
        rotate_up(slot);
    while (slot->parent)
        slot = slot->parent;
    return slot;
}

/* In front of `next`, or at the end where that is NULL. */
static void insert(struct list_slot **root, struct list_slot *next, struct list_slot *slot)
{
    struct list_slot *at = next ? next->left : *root, **place = next ? &next->left : root;
    slot->parent = next;
    for (; at; at = at->right) {
        slot->parent = at;
        place = &at->right;
    }
    *place = slot;
    *root = balance(slot);
}

struct list_slot *list_slot_at(struct list_slot *at, size_t index)
{
    while (at) {
        size_t before = taken(at->left);
        if (index == before && at->node)
            return at;
        bool left = index < before;
        index -= left ? 0 : before + (at->node != NULL);
        at = left ? at->left : at->right;
    }
    return NULL;
}

/* --- the slots of a list --- */

/* Balanced already: the middle one is above. */
static struct list_slot *build(struct map *map, struct node **items, uint32_t len, uint32_t most)
{
    if (!len)
        return NULL;
    uint32_t middle = len / 2;
    struct list_slot *slot = new_slot(map, items[middle]);
    slot->priority = most;
    slot->left = build(map, items, middle, most / 2);
    slot->right = build(map, items + middle + 1, len - middle - 1, most / 2);
    if (slot->left)
        slot->left->parent = slot;
    if (slot->right)
        slot->right->parent = slot;
    count(slot);
    return slot;
}

/* Slots are made when a list first changes: most lists never do. */
static struct list_slot **slots_of(struct map *map, struct node_list *list)
{
    if (!list->slots)
        list->slots = build(map, list->items, list->count, UINT32_MAX);
    return &list->slots;
}

struct list_slot *list_slot_of(struct map *map, const struct node *child)
{
    if (!child->slot)
        slots_of(map, node_list_of(map, child->parent, node_list_field(child)));
    return child->slot;
}

struct list_slot *list_slot_new(
    struct map *map, struct node *parent, enum node_kind kind, size_t index)
{
    struct node_list *list = node_list_of(map, parent, field_of_child(parent->kind, kind));
    struct list_slot **root = slots_of(map, list), *slot = new_slot(map, NULL);
    insert(root, list_slot_at(*root, index), slot);
    return slot;
}

void list_slot_put(struct list_slot *slot, struct node *node)
{
    if (slot->node)
        slot->node->slot = NULL;
    if (node)
        node->slot = slot;
    slot->node = node;
    for (; slot; slot = slot->parent)
        count(slot);
}

/* How many nodes are in front of it. */
static size_t index_of(const struct list_slot *slot)
{
    size_t index = taken(slot->left);
    for (; slot->parent; slot = slot->parent)
        if (slot == slot->parent->right)
            index += taken(slot->parent->left) + (slot->parent->node != NULL);
    return index;
}

size_t list_slot_index(const struct list_slot *slot, const struct list_slot *own)
{
    size_t index = index_of(slot);
    return index - (own && own->node && index_of(own) < index);
}

void list_slot_fill(const struct list_slot *root, struct node **items)
{
    if (!root)
        return;
    list_slot_fill(root->left, items);
    items += taken(root->left);
    if (root->node)
        *items++ = root->node;
    list_slot_fill(root->right, items);
}
