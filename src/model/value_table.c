#include "model/value_table.h"

#include <stdlib.h>

#include "base/mem.h"

static struct value_slot *slot_of(const struct value_table *table, struct slice text, size_t time)
{
    uint64_t hash = 0xcbf29ce484222325u ^ time * 0x9E3779B97F4A7C15u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 0x100000001b3u;
    hash ^= hash >> 32;
    for (size_t at = hash & (table->size - 1);; at = (at + 1) & (table->size - 1)) {
        struct value_slot *slot = &table->slots[at];
        if (!slot->text.data || (slot->time == time && slice_equal(slot->text, text)))
            return slot;
    }
}

static void grow(struct value_table *table)
{
    struct value_table grown = { .size = table->size ? 2 * table->size : 64,
        .count = table->count };
    grown.slots = mem_zalloc(grown.size * sizeof *grown.slots);
    for (size_t i = 0; i < table->size; i++)
        if (table->slots[i].text.data)
            *slot_of(&grown, table->slots[i].text, table->slots[i].time) = table->slots[i];
    free(table->slots);
    *table = grown;
}

size_t *value_table_at(struct value_table *table, struct slice text, size_t time)
{
    if ((table->count + 1) * 3 > table->size * 2)
        grow(table);
    struct value_slot *slot = slot_of(table, text, time);
    if (!slot->text.data) {
        *slot = (struct value_slot){ text, time, 0 };
        table->count++;
    }
    return &slot->number;
}

void value_table_release(struct value_table *table)
{
    free(table->slots);
    *table = (struct value_table){ NULL, 0, 0 };
}
