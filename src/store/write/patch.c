#include "store/write/patch.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/read/lines.h"
#include "store/write/canonical.h"
#include "store/write/patch_private.h"

enum { DEFAULT_LIST_INDENT = 2 };

bool patch_is_dirty(const struct patcher *p, const struct node *node)
{
    return node->revision > p->map->source_revision;
}

static bool is_anew(const struct patcher *p, const struct node *node)
{
    for (size_t i = 0; i < p->anew_count; i++)
        if (p->anew[i] == node)
            return true;
    return false;
}

/* --- patches --- */

void patch_begin(struct node_patch *np, size_t begin, size_t end)
{
    MEM_GROW(np->patches, np->count + 1, np->cap);
    np->patches[np->count++] = (struct patch){ .begin = begin, .end = end, .text = np->text.len };
}

void patch_end(struct node_patch *np)
{
    struct patch *patch = &np->patches[np->count - 1];
    if (np->patcher->crlf)
        lines_use_crlf(&np->text, patch->text);
    patch->text_len = np->text.len - patch->text;
}

static void copy_source(struct patcher *p, size_t begin, size_t end, struct buf *out)
{
    struct copy *last = p->copy_count ? &p->copies[p->copy_count - 1] : NULL;
    if (out != &p->own) {
        buf_add(out, p->source.data + begin, end - begin);
    } else if (last && last->end == begin && last->own == out->len) {
        last->end = end;
    } else if (begin < end) {
        MEM_GROW(p->copies, p->copy_count + 1, p->copy_cap);
        p->copies[p->copy_count++] = (struct copy){ .begin = begin, .end = end, .own = out->len };
    }
}

/* How far the text is made. */
struct mark {
    size_t len, copies, last_end;
};

static struct mark mark_of(const struct patcher *p, const struct buf *out)
{
    size_t count = p->copy_count;
    return (struct mark){ out->len, count, count ? p->copies[count - 1].end : 0 };
}

/* Takes back what was written since. */
static void go_back(struct patcher *p, struct buf *out, struct mark mark)
{
    buf_cut(out, mark.len);
    if (out != &p->own)
        return;
    p->copy_count = mark.copies;
    if (mark.copies)
        p->copies[mark.copies - 1].end = mark.last_end;
}

/* In the order of the source; at one place in the order in which they were made. */
static void sort_patches(struct node_patch *np)
{
    for (size_t i = 1; i < np->count; i++) {
        struct patch patch = np->patches[i];
        size_t k = i;
        while (k > 0 &&
               (np->patches[k - 1].begin > patch.begin ||
                   (np->patches[k - 1].begin == patch.begin && np->patches[k - 1].end > patch.end)))
            k--;
        memmove(&np->patches[k + 1], &np->patches[k], (i - k) * sizeof patch);
        np->patches[k] = patch;
    }
}

/* The source with the patches; false if they overlap, or a node can't be written. */
static bool apply_patches(struct node_patch *np, struct buf *out)
{
    size_t at = np->node->begin;
    sort_patches(np);
    for (size_t i = 0; i < np->count; i++) {
        const struct patch *patch = &np->patches[i];
        if (patch->begin < at || patch->end > np->tail || patch->end < patch->begin)
            return false;
        copy_source(np->patcher, at, patch->begin, out);
        buf_add(out, np->text.data + patch->text, patch->text_len);
        if (patch->node && !patch_node(np->patcher, patch->node, patch->flow, patch->end, out))
            return false;
        at = patch->end;
    }
    copy_source(np->patcher, at, np->tail, out);
    return true;
}

/* --- nodes --- */

static bool write_anew(struct patcher *p, const struct node *node, enum flow flow, struct buf *out)
{
    size_t start = out->len;
    p->names_changed = true;
    p->personas_changed |= node->kind == KIND_MAP;
    if (flow)
        return canonical_add_flow_node(out, p->map, node, flow);
    canonical_add_node(out, p->map, node, line_column(p->source, node->begin));
    buf_add_char(out, '\n');
    if (p->crlf)
        lines_use_crlf(out, start);
    return true;
}

/* A pair within [] has no braces of its own, [a: b]: nothing can be added to it. */
static bool has_insertions(const struct node_patch *np)
{
    for (size_t i = 0; i < np->count; i++)
        if (np->patches[i].begin == np->patches[i].end)
            return true;
    return false;
}

/* {"name": "x"} is JSON, and stays it. */
static enum flow flow_of(const struct node_patch *np)
{
    const struct layout *layout = &np->layout;
    bool quoted = layout->entry_count &&
                  np->patcher->source.data[layout->entries[0].key_at.begin] == '"';
    return quoted ? IN_JSON : IN_FLOW;
}

static bool write_patched(
    struct patcher *p, const struct node *node, enum flow flow, size_t tail, struct buf *out)
{
    struct node_patch np = {
        .patcher = p,
        .node = node,
        .column = line_column(p->source, node->begin),
        .tail = tail,
        .text = BUF_INIT,
    };
    bool done = layout_init(&np.layout, p->map, node, &p->arena);
    np.flow = done && np.layout.form == FORM_FLOW_MAPPING ? flow_of(&np) : flow;
    if (done)
        done = np.layout.form == FORM_SCALAR ? patch_scalar(&np, flow) : patch_mapping(&np);
    if (flow && np.layout.form == FORM_MAPPING)
        done = done && !has_insertions(&np);
    done = done && apply_patches(&np, out);
    layout_release(&np.layout);
    free(np.patches);
    buf_release(&np.text);
    return done;
}

bool patch_node(
    struct patcher *p, const struct node *node, enum flow flow, size_t tail, struct buf *out)
{
    struct mark start = mark_of(p, out);
    if (!patch_is_dirty(p, node)) {
        copy_source(p, node->begin, tail, out);
        return true;
    }
    if (!is_anew(p, node) && write_patched(p, node, flow, tail, out))
        return true;
    go_back(p, out, start);
    return write_anew(p, node, flow, out);
}

void patch_map(struct patcher *p)
{
    const struct node *root = p->map->root;
    p->arena = (struct arena)ARENA_INIT;
    buf_init(&p->scratch);
    p->source = (struct slice){ p->map->source, p->map->source_len + p->map->kept_len };
    size_t first_line = line_next(p->source, 0);
    p->crlf = first_line >= 2 && memcmp(p->source.data + first_line - 2, "\r\n", 2) == 0;
    p->list_indent = DEFAULT_LIST_INDENT;
    size_t tail = lines_end(p->source, root->end, line_column(p->source, root->begin));
    if (tail > p->map->source_len)
        tail = p->map->source_len;
    buf_clear(&p->own);
    p->copy_count = 0;
    copy_source(p, 0, root->begin, &p->own);
    patch_node(p, root, IN_BLOCK, tail, &p->own);
    copy_source(p, tail, p->map->source_len, &p->own);
    arena_release(&p->arena);
    buf_release(&p->scratch);
}

/* With room for what is kept behind the source. */
static void make_room(const struct patcher *p, struct buf *out)
{
    enum { MORE = 4096 };
    size_t len = p->own.len + p->map->kept_len + MORE;
    for (size_t i = 0; i < p->copy_count; i++)
        len += p->copies[i].end - p->copies[i].begin;
    buf_clear(out);
    if (len <= out->cap)
        return;
    buf_release(out);
    out->data = mem_alloc_large(len);
    out->cap = len;
}

void patch_join(struct patcher *p, struct buf *out)
{
    size_t own = 0;
    make_room(p, out);
    for (size_t i = 0; i < p->copy_count; i++) {
        struct copy *copy = &p->copies[i];
        buf_add(out, p->own.data + own, copy->own - own);
        own = copy->own;
        copy->text = out->len;
        buf_add(out, p->source.data + copy->begin, copy->end - copy->begin);
    }
    buf_add(out, p->own.data + own, p->own.len - own);
}

void patch_same_ends(const struct patcher *p, size_t *begin, size_t *end)
{
    *begin = *end = 0;
    if (!p->copy_count)
        return;
    const struct copy *first = &p->copies[0], *last = &p->copies[p->copy_count - 1];
    if (!first->begin && !first->own)
        *begin = first->end;
    if (last->end == p->map->source_len && last->own == p->own.len)
        *end = last->end - last->begin;
}

void patcher_release(struct patcher *p)
{
    free(p->copies);
    buf_release(&p->own);
}
