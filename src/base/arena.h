/*
 * Memory that is freed all at once. A map's nodes and texts live in its arena: undo keeps old
 * values for the whole session, so nothing in it could be freed earlier anyway.
 */
#ifndef CJM_BASE_ARENA_H
#define CJM_BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks;
    char *next, *end;
    size_t taken; /* bytes of all blocks */
};

#define ARENA_INIT          \
    {                       \
        NULL, NULL, NULL, 0 \
    }

/* `size` bytes, aligned for any pointer, not cleared; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy of `len` bytes with a NUL behind; never NULL. */
char *arena_copy(struct arena *arena, const char *data, size_t len);
/* Frees all of it; the arena can be used again. */
void arena_release(struct arena *arena);

#endif
