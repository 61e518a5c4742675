/* Memory that is there or ends the program: no caller checks for NULL. */
#ifndef CJM_BASE_MEM_H
#define CJM_BASE_MEM_H

#include <stddef.h>

#include "base/slice.h"

void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);
/* The same for megabytes that will all be used: where the system can, it is there at once. */
void *mem_alloc_large(size_t size);
void *mem_resize(void *ptr, size_t size);
char *mem_copy_string(const char *text);
/* With a NUL behind. */
char *mem_copy_slice(struct slice text);

/* Makes room for `need` items in the array `ptr` of capacity `cap`; grows by half again. */
#define MEM_GROW(ptr, need, cap) ((ptr) = mem_grow((ptr), (size_t)(need), &(cap), sizeof *(ptr)))
void *mem_grow(void *ptr, size_t need, size_t *cap, size_t item_size);

/* Memory ran out: calls the handler, and ends the program. */
_Noreturn void mem_exhausted(void);
/* What to do then: restore the terminal, say so, end with a status. Without one the program aborts.
 * The only thing in the library that is one a process, as memory is. */
void mem_set_handler(void (*handler)(void));

#endif
