#include "store/write/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/read/lines.h"
#include "store/read/walk.h"
#include "store/write/excerpt.h"
#include "store/write/own_value.h"
#include "store/write/stored.h"

enum {
    LEVELS_MAX = 8,
    PARSED_WHOLE = 256 * 1024 /* bytes of a text, in 5 ms, where all of a save may take 40 ms: in
                                 one that is larger what did not change is compared */
};

struct verify {
    const struct map *map;
    struct spans *spans;
    const struct node *differs;
    struct level {
        const struct node *node;
        size_t values; /* found so far */
        size_t lists;
        size_t skipped; /* items of the list that is being read, which others stand for */
        bool id;
        bool left_out;
    } levels[LEVELS_MAX];
    int depth;
    struct excerpt excerpt; /* of the text, without what is compared */
    size_t found;           /* so many of its runs were met */
    struct buf scratch;
};

static void differ(struct verify *verify, const struct node *node)
{
    if (!verify->differs)
        verify->differs = node;
}

static struct level *top(struct verify *verify)
{
    return &verify->levels[verify->depth - 1];
}

static struct node *begin_node(void *context, struct node *parent, enum field list, size_t index)
{
    struct verify *verify = context;
    struct node *node = verify->map->root;
    if (parent)
        node = node_child(parent, list, index + top(verify)->skipped);
    if (!node || verify->differs) {
        differ(verify, parent);
        return NULL;
    }
    const struct excerpt *excerpt = &verify->excerpt;
    verify->levels[verify->depth++] = (struct level){
        .node = node,
        .left_out = verify->found < excerpt->count && excerpt->runs[verify->found].first == node,
    };
    return node;
}

static size_t filled_lists(const struct node *node)
{
    size_t count = 0;
    for (size_t i = 0; i < node->list_count; i++)
        count += node->lists[i].count > 0;
    return count;
}

/* The usual node has no other fields than the file can hold. */
static bool has_all(struct verify *verify, const struct level *level)
{
    const struct node *node = level->node;
    if (level->lists != filled_lists(node) || level->id != (bool)node->explicit_id)
        return false;
    if (level->values == node->value_count)
        return true;
    size_t count = stored_count(verify->map, node, &verify->scratch);
    for (size_t i = 0; i < node->value_count; i++)
        count += node->values[i].field >= FIELD_UNKNOWN;
    return level->values == count;
}

static void add_span(struct spans *spans, struct span span)
{
    MEM_GROW(spans->items, spans->count + 1, spans->cap);
    spans->items[spans->count++] = span;
}

static void end_left_out(struct verify *verify, struct node *node, size_t begin, size_t end)
{
    const struct excerpt_run *run = &verify->excerpt.runs[verify->found++];
    if (begin != run->at || end != run->at + 1)
        differ(verify, node);
    top(verify)->skipped += run->count - 1;
    add_span(
        verify->spans, (struct span){ node, (uint32_t)run->begin, (uint32_t)run->end, run->count });
}

static void end_node(void *context, struct node *node, size_t begin, size_t end)
{
    struct verify *verify = context;
    const struct level *level = &verify->levels[--verify->depth];
    if (level->left_out) {
        end_left_out(verify, node, begin, end);
        return;
    }
    if (!has_all(verify, level))
        differ(verify, node);
    begin = excerpt_position(&verify->excerpt, begin);
    end = excerpt_position(&verify->excerpt, end);
    add_span(verify->spans, (struct span){ node, (uint32_t)begin, (uint32_t)end, 0 });
}

static void begin_list(void *context, struct node *node, enum field list)
{
    struct verify *verify = context;
    (void)node;
    (void)list;
    top(verify)->skipped = 0;
}

static void end_list(void *context, struct node *node, enum field list, size_t count)
{
    struct verify *verify = context;
    if (count + top(verify)->skipped != node_child_count(node, list))
        differ(verify, node);
    top(verify)->lists += count > 0;
}

/* The fields are most often in the order in which the map has them. */
static void compare_value(void *context, struct node *node, enum field field, struct slice text)
{
    struct verify *verify = context;
    if (top(verify)->left_out)
        return;
    size_t index = top(verify)->values++;
    const struct value *value = index < node->value_count ? &node->values[index] : NULL;
    if (value && value->field == field &&
        slice_equal(text, (struct slice){ value->data, value->len }))
        return;
    struct stored stored = stored_value(verify->map, node, field, &verify->scratch);
    if (!stored.there || !slice_equal(stored.text, text))
        differ(verify, node);
}

static void compare_unknown(void *context, struct node *node, struct slice key, struct slice yaml)
{
    struct verify *verify = context;
    const struct value *value = unknown_find(node, key);
    top(verify)->values++;
    if (!value || !own_value_same(unknown_yaml(value), yaml))
        differ(verify, node);
}

static bool compare_id(void *context, struct node *node, struct slice id)
{
    struct verify *verify = context;
    top(verify)->id = true;
    if (!slice_is(id, node->id))
        differ(verify, node);
    return true;
}

static void check_persona(void *context, struct source *source, struct slice id, size_t offset)
{
    struct verify *verify = context;
    const struct node *node = map_find(verify->map, id);
    (void)source;
    (void)offset;
    if (!node || node->kind != KIND_PERSONA)
        differ(verify, top(verify)->node);
}

/* --- what is compared, and not read --- */

static const struct copy *find_copy(const struct patcher *patcher, size_t source)
{
    size_t low = 0, high = patcher->copy_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (patcher->copies[middle].end <= source)
            low = middle + 1;
        else
            high = middle;
    }
    return low < patcher->copy_count && patcher->copies[low].begin <= source ? &patcher->copies[low]
                                                                             : NULL;
}

/*
 * The copy that holds the node from the start of its line to the beginning of what follows it,
 * blanks and comments between included: by these YAML decides what belongs to it.
 */
static const struct copy *copy_of(const struct patcher *patcher, const struct node *node)
{
    enum { BEGINNING = 3 };
    if (!node->end || node->revision > patcher->map->source_revision)
        return NULL;
    const struct copy *copy = find_copy(patcher, line_start(patcher->source, node->begin));
    if (!copy || copy->end < node->end)
        return NULL;
    size_t next = source_skip_space(patcher->source, node->end, copy->end);
    bool at_end = next == patcher->source.len;
    return at_end || next + BEGINNING <= copy->end ? copy : NULL;
}

static void leave_out(struct verify *verify, const struct patcher *patcher, const struct node *node)
{
    for (size_t i = 0; i < node->list_count; i++) {
        const struct node *before = NULL;
        for (uint32_t k = 0; k < node->lists[i].count; k++) {
            struct node *child = node_list_at(node, i).items[k];
            const struct copy *copy = copy_of(patcher, child);
            if (copy)
                excerpt_leave_out(&verify->excerpt, patcher->source, child, before,
                    (long)copy->text - (long)copy->begin);
            else
                leave_out(verify, patcher, child);
            before = copy ? child : NULL;
        }
    }
}

/* What is left out is what was read before, byte for byte. */
static void compare_left_out(
    struct verify *verify, const struct patcher *patcher, struct slice text)
{
    for (size_t i = 0; i < verify->excerpt.count; i++) {
        const struct excerpt_run *run = &verify->excerpt.runs[i];
        const char *source = patcher->source.data + ((long)run->begin - run->by);
        if (memcmp(text.data + run->begin, source, run->end - run->begin) != 0)
            differ(verify, run->first);
    }
}

/* --- the whole --- */

static bool walk(struct verify *verify, struct slice text)
{
    static const struct walk_sink sink = {
        .begin = begin_node,
        .end = end_node,
        .list_begin = begin_list,
        .list_end = end_list,
        .value = compare_value,
        .unknown = compare_unknown,
        .id = compare_id,
        .persona = check_persona,
    };
    struct source source;
    source_init(&source, NULL, text, NULL);
    source.terminated = true;
    return walk_map(&source, &sink, verify);
}

bool verify_text(const struct map *map, struct slice text, const struct patcher *patcher,
    struct spans *spans, const struct node **differs)
{
    struct verify verify = {
        .map = map, .spans = spans, .excerpt = EXCERPT_INIT, .scratch = BUF_INIT
    };
    if (patcher && text.len > PARSED_WHOLE)
        leave_out(&verify, patcher, map->root);
    if (verify.excerpt.count) {
        excerpt_make(&verify.excerpt, text, text.len);
        compare_left_out(&verify, patcher, text);
    }
    bool read = !verify.differs &&
                walk(&verify, verify.excerpt.count ? buf_slice(&verify.excerpt.text) : text);
    if (!read && !verify.differs)
        verify.differs = verify.depth ? top(&verify)->node : map->root;
    if (verify.found != verify.excerpt.count)
        differ(&verify, map->root);
    excerpt_release(&verify.excerpt);
    buf_release(&verify.scratch);
    *differs = verify.differs;
    return !verify.differs;
}

static void move_with_all_below(struct node *node, uint32_t by)
{
    node->begin += by;
    node->end += by;
    for (size_t i = 0; i < node->list_count; i++)
        for (uint32_t k = 0; k < node->lists[i].count; k++)
            move_with_all_below(node_list_at(node, i).items[k], by);
}

/* Nodes before the first change have not moved: nothing is to be done for them. */
static void move_all(const struct span *span)
{
    struct node_list list = node_children(span->node->parent, node_list_field(span->node));
    uint32_t by = span->begin - span->node->begin;
    size_t first = by ? node_index(span->node) : 0;
    for (size_t i = first; by && i < first + span->moved; i++)
        move_with_all_below(list.items[i], by);
}

void spans_keep(const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->items[i];
        if (span->moved) {
            move_all(span);
            continue;
        }
        span->node->begin = span->begin;
        span->node->end = span->end;
    }
}

void spans_release(struct spans *spans)
{
    free(spans->items);
    *spans = (struct spans){ NULL, 0, 0 };
}
