#include <config.h>

#include "store/write/excerpt.h"

#include <stdlib.h>

#include "base/mem.h"

void cuts_release(struct cuts *cuts)
{
    buf_release(&cuts->text);
    free(cuts->pieces);
}

static void add_piece(struct cuts *cuts, size_t whole, struct slice text)
{
    MEM_GROW(cuts->pieces, cuts->count + 1, cuts->cap);
    cuts->pieces[cuts->count++] = (struct cut_piece){ cuts->text.len, whole };
    buf_add_slice(&cuts->text, text);
}

void cuts_keep(struct cuts *cuts, struct slice whole, size_t begin, size_t end)
{
    add_piece(cuts, begin, (struct slice){ whole.data + begin, end - begin });
}

void cuts_leave_out(struct cuts *cuts, size_t begin)
{
    add_piece(cuts, begin, SLICE("0"));
}

size_t cuts_place(const struct cuts *cuts, size_t offset)
{
    size_t low = 0, high = cuts->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (cuts->pieces[middle].begin <= offset)
            low = middle;
        else
            high = middle;
    }
    const struct cut_piece *piece = &cuts->pieces[low];
    return offset < piece->begin ? piece->whole : piece->whole + (offset - piece->begin);
}
