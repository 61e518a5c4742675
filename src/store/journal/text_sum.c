#include "store/journal/text_sum.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/mem.h"
#include "store/journal/crc_line.h"

enum { STEP = 64 * 1024 }; /* bytes from point to point */

/* The checksum of a text and what follows it, whose own is `second`. */
static uint32_t joined(uint32_t first, uint32_t second, size_t second_len)
{
    return (uint32_t)crc32_combine(first, second, (z_off_t)second_len);
}

/* The checksum of what follows the text of `first`, where that of both is `both`. */
static uint32_t rest_of(uint32_t first, uint32_t both, size_t rest_len)
{
    return both ^ joined(first, 0, rest_len);
}

/* Goes on from a point to `end`, and leaves points behind. */
static uint32_t go_on(struct text_sum *sum, struct slice text, struct sum_point from, size_t end)
{
    while (from.end < end) {
        size_t len = end - from.end < STEP ? end - from.end : STEP;
        uint32_t part = crc_of((struct slice){ text.data + from.end, len });
        from = (struct sum_point){ from.end + len, joined(from.crc, part, len) };
        if (len < STEP)
            break;
        MEM_GROW(sum->points, sum->count + 1, sum->cap);
        sum->points[sum->count++] = from;
    }
    return from.crc;
}

void text_sum_of(struct text_sum *sum, struct slice text)
{
    sum->count = 0;
    sum->mark.len = text.len;
    sum->mark.crc = go_on(sum, text, (struct sum_point){ 0, 0 }, text.len);
}

/* How many points are not behind `end`. */
static size_t points_until(const struct text_sum *sum, size_t end)
{
    size_t low = 0, high = sum->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sum->points[middle].end <= end)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void text_sum_change(struct text_sum *sum, struct slice text, size_t same_begin, size_t same_end)
{
    size_t old_len = sum->mark.len, shorter = old_len < text.len ? old_len : text.len;
    if (same_begin > shorter)
        same_begin = shorter;
    if (same_end > shorter - same_begin)
        same_end = shorter - same_begin;
    struct text_sum old = *sum;
    size_t before = points_until(&old, same_begin), behind = before;
    while (behind < old.count && old.points[behind].end < old_len - same_end)
        behind++;
    *sum = (struct text_sum){ .mark.len = text.len };
    MEM_GROW(sum->points, old.count + 1, sum->cap);
    for (; sum->count < before; sum->count++)
        sum->points[sum->count] = old.points[sum->count];
    struct sum_point from = before ? old.points[before - 1] : (struct sum_point){ 0, 0 };
    if (behind == old.count) {
        sum->mark.crc = go_on(sum, text, from, text.len);
        text_sum_release(&old);
        return;
    }
    /* From there on it is the old text, only elsewhere. */
    struct sum_point first = old.points[behind];
    size_t at = first.end - old_len + text.len;
    uint32_t crc = go_on(sum, text, from, at);
    for (size_t i = behind; i < old.count; i++) {
        size_t len = old.points[i].end - first.end;
        MEM_GROW(sum->points, sum->count + 1, sum->cap);
        sum->points[sum->count++] = (struct sum_point){ at + len,
            joined(crc, rest_of(first.crc, old.points[i].crc, len), len) };
    }
    size_t len = old_len - first.end;
    sum->mark.crc = joined(crc, rest_of(first.crc, old.mark.crc, len), len);
    text_sum_release(&old);
}

void text_sum_release(struct text_sum *sum)
{
    free(sum->points);
    *sum = (struct text_sum){ 0 };
}
