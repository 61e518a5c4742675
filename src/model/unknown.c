#include "model/unknown.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

enum { KEYS_MAX = 65000 }; /* a field has 16 bits */

static size_t find_slot(const struct key_table *table, struct slice key)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 16777619u;
    size_t slot = (hash ^ hash >> 15) & (table->size - 1);
    while (table->slots[slot] && !slice_equal(table->items[table->slots[slot] - 1], key))
        slot = (slot + 1) & (table->size - 1);
    return slot;
}

static void grow(struct key_table *table)
{
    free(table->slots);
    table->size = table->size ? table->size * 2 : 16;
    table->slots = mem_zalloc(table->size * sizeof *table->slots);
    for (size_t i = 0; i < table->count; i++)
        table->slots[find_slot(table, table->items[i])] = (uint16_t)(i + 1);
}

enum field unknown_field_known(const struct key_table *table, struct slice key)
{
    return (enum field)(FIELD_UNKNOWN + (table->size ? table->slots[find_slot(table, key)] : 0));
}

enum field unknown_field(struct key_table *table, struct arena *arena, struct slice key)
{
    if ((table->count + 1) * 3 > table->size * 2)
        grow(table);
    size_t slot = find_slot(table, key);
    if (!table->slots[slot]) {
        if (table->count == KEYS_MAX)
            return FIELD_UNKNOWN;
        MEM_GROW(table->items, table->count + 1, table->cap);
        table->items[table->count++] = (struct slice){ arena_copy(arena, key.data, key.len),
            key.len };
        table->slots[slot] = (uint16_t)table->count;
    }
    return (enum field)(FIELD_UNKNOWN + table->slots[slot]);
}

void unknown_release(struct key_table *table)
{
    free(table->items);
    free(table->slots);
    *table = (struct key_table){ 0 };
}
