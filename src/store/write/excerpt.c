#include "store/write/excerpt.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/read/source.h"

void excerpt_release(struct excerpt *excerpt)
{
    buf_release(&excerpt->text);
    free(excerpt->runs);
}

/* Is there nothing between two items of a list but what divides them? */
static bool follows(struct slice source, const struct node *before, const struct node *node)
{
    size_t at = source_skip_space(source, before->end, node->begin);
    if (at >= node->begin || (source.data[at] != '-' && source.data[at] != ','))
        return false;
    return source_skip_space(source, at + 1, node->begin) == node->begin;
}

void excerpt_leave_out(struct excerpt *excerpt, struct slice source, struct node *node,
    const struct node *before, long by)
{
    struct excerpt_run *last = before ? &excerpt->runs[excerpt->count - 1] : NULL;
    size_t end = (size_t)(node->end + by);
    if (last && last->by == by && follows(source, before, node)) {
        last->end = end;
        last->count++;
        return;
    }
    MEM_GROW(excerpt->runs, excerpt->count + 1, excerpt->cap);
    excerpt->runs[excerpt->count++] = (struct excerpt_run){
        .first = node, .count = 1, .by = by, .begin = (size_t)(node->begin + by), .end = end
    };
}

static int compare_begin(const void *a, const void *b)
{
    const struct excerpt_run *first = a, *second = b;
    return (first->begin > second->begin) - (first->begin < second->begin);
}

/* One that is within another, from where it was moved, is left out with that. */
void excerpt_make(struct excerpt *excerpt, struct slice whole, size_t end)
{
    size_t at = excerpt->begin, made = 0;
    if (excerpt->count)
        qsort(excerpt->runs, excerpt->count, sizeof *excerpt->runs, compare_begin);
    buf_add_repeated(&excerpt->text, ' ', excerpt->indent);
    for (size_t i = 0; i < excerpt->count; i++) {
        struct excerpt_run run = excerpt->runs[i];
        if (run.begin < at)
            continue;
        buf_add(&excerpt->text, whole.data + at, run.begin - at);
        run.at = excerpt->text.len;
        buf_add_char(&excerpt->text, '0');
        at = run.end;
        excerpt->runs[made++] = run;
    }
    buf_add(&excerpt->text, whole.data + at, end - at);
    excerpt->count = made;
}

/* The last one that is there or before; NULL: none is. */
static const struct excerpt_run *run_until(const struct excerpt *excerpt, size_t offset)
{
    size_t low = 0, high = excerpt->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (excerpt->runs[middle].at <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &excerpt->runs[low - 1] : NULL;
}

size_t excerpt_position(const struct excerpt *excerpt, size_t offset)
{
    const struct excerpt_run *run = run_until(excerpt, offset);
    if (!run)
        return excerpt->begin + (offset > excerpt->indent ? offset - excerpt->indent : 0);
    return offset == run->at ? run->begin : run->end + (offset - run->at - 1);
}

const struct excerpt_run *excerpt_run_at(const struct excerpt *excerpt, size_t offset)
{
    const struct excerpt_run *run = run_until(excerpt, offset);
    return run && run->at == offset ? run : NULL;
}
