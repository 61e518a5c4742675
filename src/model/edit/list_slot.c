#include "model/edit/list_slot.h"

/* Slots are made when a list first changes: most lists never do. */
static struct list_slot **places_of(struct map *map, struct node_list *list)
{
    struct list_slot **end = &list->slots;
    if (list->slots)
        return &list->slots;
    for (uint32_t i = 0; i < list->count; i++) {
        struct list_slot *slot = arena_alloc(&map->arena, sizeof *slot);
        *slot = (struct list_slot){ NULL, list->items[i] };
        *end = slot;
        end = &slot->next;
    }
    return &list->slots;
}

struct list_slot *list_slot_of(struct map *map, const struct node *child)
{
    struct node_list *list = node_list_of(map, child->parent, node_list_field(child));
    struct list_slot *slot = *places_of(map, list);
    while (slot && slot->node != child)
        slot = slot->next;
    return slot;
}

struct list_slot *list_slot_new(
    struct map *map, struct node *parent, enum node_kind kind, size_t index)
{
    struct node_list *list = node_list_of(map, parent, field_of_child(parent->kind, kind));
    struct list_slot **at = places_of(map, list);
    for (size_t i = 0; *at && !((*at)->node && i == index); at = &(*at)->next)
        i += (*at)->node != NULL;
    struct list_slot *slot = arena_alloc(&map->arena, sizeof *slot);
    *slot = (struct list_slot){ *at, NULL };
    *at = slot;
    return slot;
}

size_t list_slot_index(
    const struct node *parent, const struct node *node, const struct list_slot *slot)
{
    enum field field = field_of_child(parent->kind, (enum node_kind)node->kind);
    struct node_list list = node_children(parent, field);
    size_t index = 0;
    for (const struct list_slot *at = list.slots; at && at != slot; at = at->next)
        index += at->node && at->node != node;
    return index;
}
