#include "app/core/prompt.h"

#include <stdlib.h>

#include "base/mem.h"

void completions_add(struct completions *completions, struct slice text)
{
    struct buf copy = BUF_INIT;
    buf_add_slice(&copy, text);
    MEM_GROW(completions->items, completions->count + 1, completions->cap);
    completions->items[completions->count++] = mem_copy_string(copy.data);
    buf_release(&copy);
}

void completions_clear(struct completions *completions)
{
    for (size_t i = 0; i < completions->count; i++)
        free(completions->items[i]);
    completions->count = 0;
}

void prompt_begin(struct prompt *prompt)
{
    buf_init(&prompt->text);
    buf_init(&prompt->initial);
    buf_init(&prompt->hint);
    buf_init(&prompt->message);
}

void prompt_release(struct prompt *prompt)
{
    completions_clear(&prompt->shown);
    free(prompt->shown.items);
    buf_release(&prompt->text);
    buf_release(&prompt->initial);
    buf_release(&prompt->hint);
    buf_release(&prompt->message);
}
