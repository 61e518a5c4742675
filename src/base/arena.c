#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum {
    BLOCK_SIZE = 64 * 1024,
    ALIGNMENT = sizeof(void *),
};

struct arena_block {
    struct arena_block *previous;
    char bytes[];
};

static char *take_block(struct arena *arena, size_t size)
{
    struct arena_block *block = mem_alloc(sizeof *block + size);
    block->previous = arena->blocks;
    arena->blocks = block;
    return block->bytes;
}

/* A large piece gets a block of its own, so that the rest of the current one is not lost. */
static char *arena_bytes(struct arena *arena, size_t size)
{
    if (size > (size_t)(arena->end - arena->next)) {
        if (size > BLOCK_SIZE / 4)
            return take_block(arena, size);
        arena->next = take_block(arena, BLOCK_SIZE);
        arena->end = arena->next + BLOCK_SIZE;
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
    arena->next = arena->end = NULL;
}
