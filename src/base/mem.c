#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum {
    PAGE = 4096,
    LARGE = 1024 * 1024, /* smaller ones are not worth a system call */
};

static void (*exhausted)(void);

void mem_set_handler(void (*handler)(void))
{
    exhausted = handler;
}

_Noreturn void mem_exhausted(void)
{
    if (exhausted)
        exhausted();
    abort();
}

void *mem_alloc(size_t size)
{
    void *ptr = malloc(size ? size : 1);
    if (!ptr)
        mem_exhausted();
    return ptr;
}

void *mem_zalloc(size_t size)
{
    void *ptr = calloc(1, size ? size : 1);
    if (!ptr)
        mem_exhausted();
    return ptr;
}

/* Page by page, as it is used, would be a tenth of the time that a large map takes to load. */
void *mem_alloc_large(size_t size)
{
    char *ptr = mem_alloc(size);
#ifdef MADV_POPULATE_WRITE
    size_t before_page = (PAGE - (uintptr_t)ptr % PAGE) % PAGE;
    if (size >= LARGE)
        madvise(ptr + before_page, (size - before_page) / PAGE * PAGE, MADV_POPULATE_WRITE);
#endif
    return ptr;
}

void *mem_resize(void *ptr, size_t size)
{
    void *resized = realloc(ptr, size ? size : 1);
    if (!resized)
        mem_exhausted();
    return resized;
}

char *mem_copy_string(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(mem_alloc(size), text, size);
}

char *mem_copy_slice(struct slice text)
{
    char *copy = mem_alloc(text.len + 1);
    if (text.len)
        memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    return copy;
}

void *mem_grow(void *ptr, size_t need, size_t *cap, size_t item_size)
{
    if (need <= *cap)
        return ptr;
    size_t wanted = *cap + *cap / 2 + 8;
    if (wanted < need)
        wanted = need;
    if (wanted > SIZE_MAX / item_size)
        mem_exhausted();
    *cap = wanted;
    return mem_resize(ptr, wanted * item_size);
}
