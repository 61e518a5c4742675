#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

Test(arena, gives_aligned_and_separate_memory)
{
    static const size_t sizes[] = { 1, 8, 0, 3, 100, 16 * 1024, 16 * 1024 + 1, 70000, 5, 65000, 7 };
    enum { COUNT = sizeof sizes / sizeof *sizes, ROUNDS = 20 };
    struct arena arena = ARENA_INIT;
    unsigned char *given[ROUNDS * COUNT];
    char *copies[ROUNDS * COUNT];

    for (size_t i = 0; i < ROUNDS * COUNT; i++) {
        size_t size = sizes[i % COUNT];
        given[i] = arena_alloc(&arena, size);
        cr_assert_eq((uintptr_t)given[i] % sizeof(void *), 0, "piece %zu", i);
        memset(given[i], (int)(i % 251), size);
        copies[i] = arena_copy(&arena, "odd", i % 4); /* leaves the next one unaligned */
    }
    for (size_t i = 0; i < ROUNDS * COUNT; i++) {
        for (size_t at = 0; at < sizes[i % COUNT]; at++)
            cr_assert_eq(given[i][at], i % 251, "piece %zu was written over", i);
        cr_assert_eq(strncmp(copies[i], "odd", i % 4), 0);
        cr_assert_eq(copies[i][i % 4], '\0');
    }
    arena_release(&arena);
}

Test(arena, can_be_used_again)
{
    struct arena arena = ARENA_INIT;
    arena_release(&arena);
    for (int i = 0; i < 3; i++) {
        cr_assert_str_eq(arena_copy(&arena, "text and more", 4), "text");
        cr_assert_str_eq(arena_copy(&arena, NULL, 0), "");
        arena_release(&arena);
    }
}
