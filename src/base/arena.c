#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
    BLOCK_SIZE = 64 * 1024,
    LARGE_BLOCK_SIZE = 2 * 1024 * 1024,
    LARGE_FROM = 1024 * 1024, /* bytes taken: then the next blocks are large ones */
    ALIGNMENT = sizeof(void *),
};

struct arena_block {
    struct arena_block *previous;
    char bytes[];
};

static char *take_block(struct arena *arena, size_t size)
{
    struct arena_block *block = mem_alloc_large(sizeof *block + size);
    block->previous = arena->blocks;
    arena->blocks = block;
    arena->taken += size;
    return block->bytes;
}

static size_t next_block_size(const struct arena *arena)
{
    return arena->taken < LARGE_FROM ? BLOCK_SIZE : LARGE_BLOCK_SIZE - sizeof(struct arena_block);
}

/* A large piece gets a block of its own, so that the rest of the current one is not lost. */
static char *arena_bytes(struct arena *arena, size_t size)
{
    if (size > (size_t)(arena->end - arena->next)) {
        if (size > BLOCK_SIZE / 4)
            return take_block(arena, size);
        size_t block_size = next_block_size(arena);
        arena->next = take_block(arena, block_size);
        arena->end = arena->next + block_size;
    }
    char *bytes = arena->next;
    arena->next += size;
    return bytes;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size_t misaligned = (uintptr_t)arena->next % ALIGNMENT;
    if (misaligned && (size_t)(arena->end - arena->next) > ALIGNMENT)
        arena->next += ALIGNMENT - misaligned;
    else if (misaligned)
        arena->next = arena->end = NULL;
    if (size > SIZE_MAX - 2 * BLOCK_SIZE)
        mem_exhausted();
    return arena_bytes(arena, size);
}

char *arena_copy(struct arena *arena, const char *data, size_t len)
{
    if (len > SIZE_MAX - 2 * BLOCK_SIZE)
        mem_exhausted();
    char *copy = arena_bytes(arena, len + 1);
    if (len)
        memcpy(copy, data, len);
    copy[len] = '\0';
    return copy;
}

void arena_release(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *previous = arena->blocks->previous;
        free(arena->blocks);
        arena->blocks = previous;
    }
    *arena = (struct arena)ARENA_INIT;
}
