#include "store/line_merge.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/line_diff.h"

/* Ours or theirs. */
struct side {
    struct lines lines;
    size_t *of_base; /* the line that each line of the base is; SIZE_MAX: none */
    size_t at;       /* the next one to be written */
};

static void init_side(struct side *side, const struct lines *base, struct slice text)
{
    *side = (struct side){ .of_base = mem_alloc((base->count + 1) * sizeof *side->of_base) };
    lines_split(text, &side->lines);
    bool *common = mem_zalloc(base->count + 1), *mine = mem_zalloc(side->lines.count + 1);
    lines_find_common(base, &side->lines, common, mine);
    for (size_t i = 0, k = 0; i < base->count; i++) {
        side->of_base[i] = SIZE_MAX;
        if (!common[i])
            continue;
        while (!mine[k])
            k++;
        side->of_base[i] = k++;
    }
    side->of_base[base->count] = side->lines.count;
    free(common);
    free(mine);
}

static void release_side(struct side *side)
{
    free(side->lines.items);
    free(side->of_base);
}

/* The text from a line to before another. */
static struct slice piece(const struct lines *lines, size_t from, size_t to)
{
    if (from == to)
        return SLICE("");
    const struct slice *last = &lines->items[to - 1];
    const char *start = lines->items[from].data;
    return (struct slice){ start, (size_t)(last->data + last->len - start) };
}

/* Of what both changed. */
typedef void add_both(struct slice ours, struct slice theirs, struct buf *out);

static void add_ours(struct slice ours, struct slice theirs, struct buf *out)
{
    (void)theirs;
    buf_add_slice(out, ours);
}

static void add_changed(
    struct slice base, struct slice ours, struct slice theirs, add_both *both, struct buf *out)
{
    if (slice_equal(ours, base))
        buf_add_slice(out, theirs);
    else if (slice_equal(theirs, base))
        buf_add_slice(out, ours);
    else
        both(ours, theirs, out);
}

static void merge(
    struct slice base, struct slice ours, struct slice theirs, add_both *both, struct buf *out)
{
    struct lines lines = { 0 };
    struct side mine, other;
    lines_split(base, &lines);
    init_side(&mine, &lines, ours);
    init_side(&other, &lines, theirs);
    for (size_t at = 0, end = 0; end <= lines.count; end++) {
        /* Up to a line that all three have. */
        if (mine.of_base[end] == SIZE_MAX || other.of_base[end] == SIZE_MAX)
            continue;
        add_changed(piece(&lines, at, end), piece(&mine.lines, mine.at, mine.of_base[end]),
            piece(&other.lines, other.at, other.of_base[end]), both, out);
        if (end < lines.count)
            buf_add_slice(out, lines.items[end]);
        at = end + 1;
        mine.at = mine.of_base[end] + 1;
        other.at = other.of_base[end] + 1;
    }
    release_side(&mine);
    release_side(&other);
    free(lines.items);
}

void line_merge(struct slice base, struct slice ours, struct slice theirs, struct buf *out)
{
    merge(base, ours, theirs, line_diff_mark, out);
}

void line_merge_for_ours(struct slice base, struct slice ours, struct slice theirs, struct buf *out)
{
    merge(base, ours, theirs, add_ours, out);
}
