#include "store/line_diff.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

#define MARK_OURS "<<<<<<< "
#define MARK_MIDDLE "======="
#define MARK_THEIRS ">>>>>>> "

enum { EDITS_MAX = 2000 }; /* more differing lines are one difference */

void lines_split(struct slice text, struct lines *out)
{
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) + 1 : text.len;
        MEM_GROW(out->items, out->count + 1, out->cap);
        out->items[out->count++] = (struct slice){ text.data, len };
        text = slice_from(text, len);
    }
}

/* --- E. W. Myers, An O(ND) difference algorithm and its variations, 1986 --- */

struct myers {
    const struct slice *a, *b;
    size_t n, m;
    int32_t *ends; /* the furthest x on each diagonal, for each number of edits: ends[d][k] */
    bool *common_a, *common_b; /* of each line: the other text has it, too */
};

static int32_t *row(const struct myers *y, int32_t edits)
{
    return y->ends + (size_t)edits * ((size_t)edits + 1) / 2;
}

/* Diagonals are -d, -d+2, ..., d. */
static int32_t end_at(const struct myers *y, int32_t edits, int32_t diagonal)
{
    return row(y, edits)[(diagonal + edits) / 2];
}

static int32_t start_of(const struct myers *y, int32_t edits, int32_t k)
{
    if (edits == 0)
        return 0;
    bool down = k == -edits ||
                (k != edits && end_at(y, edits - 1, k - 1) < end_at(y, edits - 1, k + 1));
    return down ? end_at(y, edits - 1, k + 1) : end_at(y, edits - 1, k - 1) + 1;
}

static int32_t run_down(const struct myers *y, int32_t x, int32_t k)
{
    while (x >= 0 && x - k >= 0 && (size_t)x < y->n && (size_t)(x - k) < y->m &&
           slice_equal(y->a[x], y->b[x - k]))
        x++;
    return x;
}

/* The number of edits; -1: too many. */
static int32_t find_edits(struct myers *y)
{
    for (int32_t edits = 0; edits <= EDITS_MAX; edits++)
        for (int32_t k = -edits; k <= edits; k += 2) {
            int32_t x = run_down(y, start_of(y, edits, k), k);
            row(y, edits)[(k + edits) / 2] = x;
            if (x >= (int32_t)y->n && x - k >= (int32_t)y->m)
                return edits;
        }
    return -1;
}

static void mark_common(struct myers *y, int32_t edits)
{
    int32_t k = (int32_t)y->n - (int32_t)y->m;
    for (; edits >= 0; edits--) {
        int32_t start = start_of(y, edits, k), end = end_at(y, edits, k);
        for (int32_t x = start; x < end; x++)
            y->common_a[x] = y->common_b[x - k] = true;
        bool down = edits && start == end_at(y, edits - 1, k + 1) &&
                    (k == -edits ||
                        (k != edits && end_at(y, edits - 1, k - 1) < end_at(y, edits - 1, k + 1)));
        k += down ? 1 : -1;
    }
}

void lines_find_common(const struct lines *a, const struct lines *b, bool *common_a, bool *common_b)
{
    size_t first = 0, n = a->count, m = b->count;
    for (; first < n && first < m && slice_equal(a->items[first], b->items[first]); first++)
        common_a[first] = common_b[first] = true;
    while (n > first && m > first && slice_equal(a->items[n - 1], b->items[m - 1])) {
        common_a[--n] = true;
        common_b[--m] = true;
    }
    if (n == first || m == first || n > INT32_MAX / 4 || m > INT32_MAX / 4)
        return;
    struct myers y = {
        .a = a->items + first,
        .b = b->items + first,
        .n = n - first,
        .m = m - first,
        .common_a = common_a + first,
        .common_b = common_b + first,
    };
    y.ends = mem_alloc((size_t)(EDITS_MAX + 1) * (EDITS_MAX + 2) / 2 * sizeof *y.ends);
    int32_t edits = find_edits(&y);
    if (edits >= 0)
        mark_common(&y, edits);
    free(y.ends);
}

/* --- marks --- */

static void add_whole_line(struct buf *out, struct slice line)
{
    buf_add_slice(out, line);
    if (line.len && line.data[line.len - 1] != '\n')
        buf_add_char(out, '\n');
}

void line_diff_mark(struct slice a, struct slice b, struct buf *out)
{
    struct lines one = { 0 }, other = { 0 };
    lines_split(a, &one);
    lines_split(b, &other);
    bool *common = mem_zalloc(one.count + 1), *other_common = mem_zalloc(other.count + 1);
    lines_find_common(&one, &other, common, other_common);
    for (size_t i = 0, k = 0; i < one.count || k < other.count;) {
        if (i < one.count && common[i] && k < other.count && other_common[k]) {
            buf_add_slice(out, one.items[i++]);
            k++;
            continue;
        }
        buf_adds(out, MARK_OURS "ours\n");
        while (i < one.count && !common[i])
            add_whole_line(out, one.items[i++]);
        buf_adds(out, MARK_MIDDLE "\n");
        while (k < other.count && !other_common[k])
            add_whole_line(out, other.items[k++]);
        buf_adds(out, MARK_THEIRS "theirs\n");
    }
    free(common);
    free(other_common);
    free(one.items);
    free(other.items);
}

static bool is_mark(struct slice line, const char *mark)
{
    size_t len = strlen(mark);
    return line.len >= len && memcmp(line.data, mark, len) == 0;
}

static bool is_middle(struct slice line)
{
    size_t len = sizeof MARK_MIDDLE - 1;
    return is_mark(line, MARK_MIDDLE) &&
           (line.len == len || (line.len == len + 1 && line.data[len] == '\r'));
}

size_t line_diff_marked_line(struct slice marked, size_t line)
{
    struct slice text;
    size_t seen = 0, number = 0;
    bool in_theirs = false;
    while (seen < line && slice_next_line(&marked, &text)) {
        number++;
        if (is_mark(text, MARK_THEIRS))
            in_theirs = false;
        else if (is_middle(text))
            in_theirs = true;
        else if (!in_theirs && !is_mark(text, MARK_OURS))
            seen++;
    }
    return number;
}

size_t line_diff_first(struct slice a, struct slice b)
{
    struct slice one, other;
    for (size_t number = 1;; number++) {
        bool more = slice_next_line(&a, &one), other_more = slice_next_line(&b, &other);
        if (!more && !other_more)
            return 0;
        if (more != other_more || !slice_equal(one, other))
            return number;
    }
}

size_t line_diff_find_mark(struct slice text)
{
    struct slice line;
    size_t first = 0, number = 0;
    bool middle = false;
    while (slice_next_line(&text, &line)) {
        number++;
        if (!first && is_mark(line, MARK_OURS))
            first = number;
        else if (first && is_middle(line))
            middle = true;
        else if (middle && is_mark(line, MARK_THEIRS))
            return first;
    }
    return 0;
}
