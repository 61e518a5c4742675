#include <config.h>

#include "model/place.h"

/* Places are made when a list first changes: most lists never do. */
static struct place **places_of(struct map *map, struct node_list *list)
{
    struct place **end = &list->places;
    if (list->places)
        return &list->places;
    for (uint32_t i = 0; i < list->count; i++) {
        struct place *place = arena_alloc(&map->arena, sizeof *place);
        *place = (struct place){ NULL, list->items[i] };
        *end = place;
        end = &place->next;
    }
    return &list->places;
}

struct place *place_of(struct map *map, const struct node *child)
{
    struct node_list *list = node_list_of(map, child->parent, node_list_field(child));
    struct place *place = *places_of(map, list);
    while (place && place->node != child)
        place = place->next;
    return place;
}

struct place *place_new(struct map *map, struct node *parent, enum node_kind kind, size_t index)
{
    struct node_list *list = node_list_of(map, parent, field_of_child(parent->kind, kind));
    struct place **at = places_of(map, list);
    for (size_t i = 0; *at && !((*at)->node && i == index); at = &(*at)->next)
        i += (*at)->node != NULL;
    struct place *place = arena_alloc(&map->arena, sizeof *place);
    *place = (struct place){ *at, NULL };
    *at = place;
    return place;
}

size_t place_index(const struct node *parent, const struct node *node, const struct place *place)
{
    enum field field = field_of_child(parent->kind, (enum node_kind)node->kind);
    struct node_list list = node_children(parent, field);
    size_t index = 0;
    for (const struct place *at = list.places; at && at != place; at = at->next)
        index += at->node && at->node != node;
    return index;
}
