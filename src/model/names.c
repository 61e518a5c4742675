#include "model/names.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

static uint32_t hash_of(struct slice text)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.data[i]) * 16777619u;
    return hash;
}

static size_t first_slot(const struct names *names, uint32_t hash)
{
    return (hash ^ hash >> 15) & (names->size - 1);
}

/* Where it is, or the free slot where it would be. Names of another hash are not looked at. */
static size_t find_slot(const struct names *names, struct slice text, uint32_t hash)
{
    size_t slot = first_slot(names, hash);
    while (names->slots[slot] && (names->hashes[names->slots[slot] - 1] != hash ||
                                     !slice_is(text, names->items[names->slots[slot] - 1])))
        slot = (slot + 1) & (names->size - 1);
    return slot;
}

static void grow(struct names *names)
{
    free(names->slots);
    names->size = names->size ? names->size * 2 : 16;
    names->slots = mem_zalloc(names->size * sizeof *names->slots);
    for (size_t i = 0; i < names->count; i++) {
        size_t slot = first_slot(names, names->hashes[i]);
        while (names->slots[slot])
            slot = (slot + 1) & (names->size - 1);
        names->slots[slot] = (uint32_t)(i + 1);
    }
}

size_t names_find(const struct names *names, struct slice text)
{
    uint32_t number = names->size ? names->slots[find_slot(names, text, hash_of(text))] : 0;
    return number ? number - 1 : SIZE_MAX;
}

size_t names_add(struct names *names, struct slice text)
{
    if ((names->count + 1) * 3 > names->size * 2)
        grow(names);
    uint32_t hash = hash_of(text);
    size_t slot = find_slot(names, text, hash);
    if (!names->slots[slot]) {
        MEM_GROW(names->items, names->count + 1, names->cap);
        MEM_GROW(names->hashes, names->count + 1, names->hash_cap);
        names->hashes[names->count] = hash;
        names->items[names->count++] = mem_copy_slice(text);
        names->slots[slot] = (uint32_t)names->count;
    }
    return names->slots[slot] - 1;
}

size_t names_find_folded(const struct names *names, struct slice text)
{
    struct buf folded = BUF_INIT;
    text_add_folded(text_trim(text), &folded);
    size_t number = names_find(names, buf_slice(&folded));
    buf_release(&folded);
    return number;
}

size_t names_add_folded(struct names *names, struct slice text)
{
    struct buf folded = BUF_INIT;
    text_add_folded(text_trim(text), &folded);
    size_t number = names_add(names, buf_slice(&folded));
    buf_release(&folded);
    return number;
}

void names_release(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
    free(names->hashes);
    free(names->slots);
    *names = (struct names){ 0 };
}
