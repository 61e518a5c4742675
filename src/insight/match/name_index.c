#include "insight/match/name_index.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

static struct slice name_of(const struct node *node)
{
    return text_trim(node_headline(node));
}

/* FNV-1a of the folded name. */
static uint64_t hash_of(struct slice name)
{
    uint64_t hash = 0xcbf29ce484222325u;
    struct buf folded = BUF_INIT;
    text_add_folded(name, &folded);
    for (size_t i = 0; i < folded.len; i++)
        hash = (hash ^ (unsigned char)folded.data[i]) * 0x100000001b3u;
    buf_release(&folded);
    return hash;
}

/* One of that name, or the free slot behind all that are the same when folded. */
static struct name_slot *slot_of(
    const struct name_index *index, uint64_t hash, struct slice name, struct node **folded)
{
    for (size_t at = hash & (index->size - 1);; at = (at + 1) & (index->size - 1)) {
        struct name_slot *slot = &index->slots[at];
        if (!slot->node || (slot->hash == hash && slice_equal(name_of(slot->node), name)))
            return slot;
        if (folded && !*folded && slot->hash == hash && text_equal_fold(name_of(slot->node), name))
            *folded = slot->node;
    }
}

static void grow(struct name_index *index)
{
    struct name_index larger = { .size = index->size ? 2 * index->size : 64 };
    larger.slots = mem_zalloc(larger.size * sizeof *larger.slots);
    /* From a free slot on: those of the same hash stay in their order. */
    size_t start = 0;
    while (start < index->size && index->slots[start].node)
        start++;
    for (size_t i = 0; i < index->size; i++) {
        struct name_slot slot = index->slots[(start + i) & (index->size - 1)];
        if (slot.node)
            *slot_of(&larger, slot.hash, name_of(slot.node), NULL) = slot;
    }
    larger.count = index->count;
    free(index->slots);
    *index = larger;
}

void name_index_add(struct name_index *index, struct node *node)
{
    if (2 * index->count >= index->size)
        grow(index);
    uint64_t hash = hash_of(name_of(node));
    struct name_slot *slot = slot_of(index, hash, name_of(node), NULL);
    if (slot->node)
        return;
    *slot = (struct name_slot){ hash, node };
    index->count++;
}

struct node *name_index_find(const struct name_index *index, struct slice name)
{
    struct node *folded = NULL;
    if (!index->size)
        return NULL;
    const struct name_slot *slot = slot_of(index, hash_of(name), name, &folded);
    return slot->node ? slot->node : folded;
}

void name_index_begin(struct name_index *index, const struct node *parent, enum field list)
{
    struct node_list children = node_children(parent, list);
    for (uint32_t i = 0; i < children.count; i++)
        name_index_add(index, children.items[i]);
}

void name_index_release(struct name_index *index)
{
    free(index->slots);
    *index = (struct name_index){ 0 };
}
