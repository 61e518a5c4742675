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
    if (out == p->out && last && last->end == begin &&
        last->text + (begin - last->begin) == out->len) {
        last->end = end;
    } else if (out == p->out && begin < end) {
        MEM_GROW(p->copies, p->copy_count + 1, p->copy_cap);
        p->copies[p->copy_count++] = (struct copy){ begin, end, out->len };
    }
    buf_add(out, p->source.data + begin, end - begin);
}

/* Takes back what was written from `len` on. */
static void cut_text(struct patcher *p, struct buf *out, size_t len)
{
    buf_cut(out, len);
    if (out != p->out)
        return;
    while (p->copy_count && p->copies[p->copy_count - 1].text >= len)
        p->copy_count--;
    struct copy *last = p->copy_count ? &p->copies[p->copy_count - 1] : NULL;
    if (last && last->end - last->begin > len - last->text)
        last->end = last->begin + (len - last->text);
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
    size_t start = out->len;
    if (!patch_is_dirty(p, node)) {
        copy_source(p, node->begin, tail, out);
        return true;
    }
    if (!is_anew(p, node) && write_patched(p, node, flow, tail, out))
        return true;
    cut_text(p, out, start);
    return write_anew(p, node, flow, out);
}

void patch_map(struct patcher *p, struct buf *out)
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
    p->out = out;
    p->copy_count = 0;
    copy_source(p, 0, root->begin, out);
    patch_node(p, root, IN_BLOCK, tail, out);
    copy_source(p, tail, p->map->source_len, out);
    arena_release(&p->arena);
    buf_release(&p->scratch);
}
