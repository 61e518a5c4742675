#include "insight/order.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

/* How many of the ends are smaller. */
static size_t find_length(const size_t *places, const size_t *ends, size_t count, size_t place)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[ends[middle]] < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void order_find_staying(const size_t *places, size_t count, bool *stays)
{
    if (!count)
        return;
    size_t *ends = mem_alloc(count * sizeof *ends); /* of the best subsequence of each length */
    size_t *before = mem_alloc(count * sizeof *before);
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = find_length(places, ends, length, places[i]);
        before[i] = at ? ends[at - 1] : SIZE_MAX;
        ends[at] = i;
        length += at == length;
        stays[i] = false;
    }
    for (size_t i = ends[length - 1]; i != SIZE_MAX; i = before[i])
        stays[i] = true;
    free(ends);
    free(before);
}
