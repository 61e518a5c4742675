#include "model/names.h"

#include <stdlib.h>

#include "base/mem.h"

/* Where it is, or the free slot where it would be. */
static size_t find_slot(const struct names *names, struct slice text)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
    size_t slot = (hash ^ hash >> 15) & (names->size - 1);
    while (names->slots[slot] && !slice_is(text, names->items[names->slots[slot] - 1]))
        slot = (slot + 1) & (names->size - 1);
    return slot;
}

static void grow(struct names *names)
{
    free(names->slots);
    names->size = names->size ? names->size * 2 : 16;
    names->slots = mem_zalloc(names->size * sizeof *names->slots);
    for (size_t i = 0; i < names->count; i++)
        names->slots[find_slot(names, slice_of(names->items[i]))] = (uint32_t)(i + 1);
}

size_t names_find(const struct names *names, struct slice text)
{
    uint32_t number = names->size ? names->slots[find_slot(names, text)] : 0;
    return number ? number - 1 : SIZE_MAX;
}

size_t names_add(struct names *names, struct slice text)
{
    if ((names->count + 1) * 3 > names->size * 2)
        grow(names);
    size_t slot = find_slot(names, text);
    if (!names->slots[slot]) {
        MEM_GROW(names->items, names->count + 1, names->cap);
        names->items[names->count++] = mem_copy_slice(text);
        names->slots[slot] = (uint32_t)names->count;
    }
    return names->slots[slot] - 1;
}

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
    free(names->slots);
    *names = (struct names){ 0 };
}
