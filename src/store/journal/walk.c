#include <errno.h>

#include "store/journal/journal_private.h"

enum {
    READ_SIZE = 64 << 10,
    WINDOW_KEPT = 1 << 20 /* a larger one is freed when it is no longer needed */
};

void journal_walk_init(struct journal_walk *walk, const struct file_calls *calls, int fd)
{
    *walk = (struct journal_walk){ .calls = calls, .fd = fd, .window = BUF_INIT };
}

void journal_walk_release(struct journal_walk *walk)
{
    buf_release(&walk->window);
}

void journal_walk_resume(struct journal_walk *walk, uint64_t end)
{
    if (walk->window.cap > WINDOW_KEPT)
        buf_release(&walk->window);
    buf_clear(&walk->window);
    walk->window_at = walk->next;
    walk->end = end;
}

void journal_walk_back(struct journal_walk *walk)
{
    walk->next = walk->start;
    walk->lines--;
    walk->skipping = false;
}

bool journal_walk_is_torn(const struct journal_walk *walk)
{
    return walk->skipping || walk->next < walk->end;
}

/* Reads on behind the window. 0: there is nothing more; below: errno. */
static ssize_t read_more(struct journal_walk *walk)
{
    uint64_t at = walk->window_at + walk->window.len;
    if (at >= walk->end)
        return 0;
    size_t wanted = walk->end - at < READ_SIZE ? (size_t)(walk->end - at) : READ_SIZE;
    buf_reserve(&walk->window, wanted);
    ssize_t count = file_pread(
        walk->calls, walk->fd, walk->window.data + walk->window.len, wanted, (off_t)at);
    if (count > 0) {
        walk->window.len += (size_t)count;
        walk->window.data[walk->window.len] = '\0';
    }
    return count;
}

/* Drops from the window what is before `next`. */
static void slide(struct journal_walk *walk)
{
    buf_splice(&walk->window, 0, (size_t)(walk->next - walk->window_at), SLICE_NONE);
    walk->window_at = walk->next;
}

/* Finds the end of the next line. WALK_RECORD: it is in `line`; WALK_BAD: it was too long. */
static enum walk_step next_line(struct journal_walk *walk)
{
    size_t begin = (size_t)(walk->next - walk->window_at);
    size_t searched = begin;
    for (;;) {
        struct slice rest = slice_from(buf_slice(&walk->window), searched);
        const char *end = rest.len ? memchr(rest.data, '\n', rest.len) : NULL;
        if (end) {
            const char *data = walk->window.data + begin;
            walk->line = (struct slice){ data, (size_t)(end - data) };
            walk->next = walk->window_at + (uint64_t)(end - walk->window.data) + 1;
            walk->lines++;
            return WALK_RECORD;
        }
        if (begin) {
            slide(walk);
            begin = 0;
        }
        searched = walk->window.len;
        if (searched > JOURNAL_LINE_MAX) {
            /* Only its end is of interest now. */
            walk->skipping = true;
            walk->next += searched;
            slide(walk);
            searched = 0;
        }
        ssize_t count = read_more(walk);
        if (count <= 0)
            return count == 0 ? WALK_END : WALK_FAILED;
    }
}

static enum walk_step judge_first(struct journal_walk *walk, const struct journal_first *first)
{
    if (walk->has_first && first->generation.id != walk->first.generation.id)
        walk->last = 0;
    walk->first = *first;
    walk->has_first = true;
    return WALK_FIRST;
}

/* Whether its place in the file is as it should be. */
static enum walk_step judge_record(struct journal_walk *walk)
{
    uint64_t seq = walk->record.seq;
    uint64_t before = walk->last ? walk->last : walk->has_first ? walk->first.header.seq : 0;
    bool repeated = walk->last && seq <= walk->last;
    bool anything_goes = !walk->last && !walk->has_first;
    if (repeated || (!anything_goes && seq > before + JOURNAL_JUMP_MAX))
        return WALK_BAD;
    walk->last = seq;
    return anything_goes || seq <= before + 1 ? WALK_RECORD : WALK_GAP;
}

enum walk_step journal_walk_next(struct journal_walk *walk)
{
    bool in_long = walk->skipping;
    if (!in_long)
        walk->start = walk->next;
    enum walk_step step = next_line(walk);
    if (step != WALK_RECORD)
        return step;
    bool too_long = walk->skipping || walk->line.len > JOURNAL_LINE_MAX;
    walk->skipping = false;
    struct journal_first first;
    if (too_long)
        return WALK_BAD;
    if ((walk->lines == 1 || walk->many_firsts) && journal_parse_first(walk->line, &first))
        return judge_first(walk, &first);
    return journal_parse_record(walk->line, &walk->record) ? judge_record(walk) : WALK_BAD;
}
