#include "store/write/excerpt.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/read/source.h"

void excerpt_release(struct excerpt *excerpt)
{
    buf_release(&excerpt->text);
    free(excerpt->pieces);
}

static void add_piece(struct excerpt *excerpt, size_t whole, struct slice text)
{
    MEM_GROW(excerpt->pieces, excerpt->count + 1, excerpt->cap);
    excerpt->pieces[excerpt->count++] = (struct cut_piece){ excerpt->text.len, whole };
    buf_add_slice(&excerpt->text, text);
}

void excerpt_keep(struct excerpt *excerpt, struct slice whole, size_t begin, size_t end)
{
    add_piece(excerpt, begin, (struct slice){ whole.data + begin, end - begin });
}

void excerpt_leave_out(struct excerpt *excerpt, size_t begin)
{
    add_piece(excerpt, begin, SLICE("0"));
}

bool excerpt_follows(struct slice whole, const struct node *before, const struct node *node)
{
    size_t at = source_skip_space(whole, before->end, node->begin);
    if (at >= node->begin || (whole.data[at] != '-' && whole.data[at] != ','))
        return false;
    return source_skip_space(whole, at + 1, node->begin) == node->begin;
}

size_t excerpt_position(const struct excerpt *excerpt, size_t offset)
{
    size_t low = 0, high = excerpt->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (excerpt->pieces[middle].begin <= offset)
            low = middle;
        else
            high = middle;
    }
    const struct cut_piece *piece = &excerpt->pieces[low];
    return offset < piece->begin ? piece->whole : piece->whole + (offset - piece->begin);
}
