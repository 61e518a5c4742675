#include <stdlib.h>

#include "base/mem.h"
#include "store/read/lines.h"
#include "store/write/canonical.h"
#include "store/write/patch_private.h"
#include "store/write/quote.h"

enum { DASH_INDENT_MAX = 8 };

/*
 * A list as it stands in the source, and as it is to be: of nodes or of texts. What is equal at
 * its start and at its end stays; what is between is written anew, of what was there before.
 */
struct sequence {
    struct node_patch *np;
    const struct layout_entry *entry;
    const struct layout_item *items; /* in the source */
    struct node_list children;       /* to be: nodes, or */
    struct slice *texts;             /* texts */
    size_t count;
    size_t head, tail; /* equal at the start and at the end */
    enum flow flow;    /* to be [a, b] */
    size_t dash;       /* the column of "- " */
};

static enum flow flow_of_list(const struct node_patch *np, const struct layout_entry *entry)
{
    if (entry->form != FORM_FLOW_LIST)
        return IN_BLOCK;
    return np->flow ? np->flow : IN_FLOW;
}

static struct slice source_of(const struct sequence *s)
{
    return s->np->patcher->source;
}

/* --- the lines of an item --- */

static size_t item_end(const struct sequence *s, size_t index)
{
    return lines_end(source_of(s), s->items[index].at.end, s->dash);
}

static size_t item_begin(const struct sequence *s, size_t index)
{
    if (index > 0)
        return item_end(s, index - 1);
    return lines_begin(source_of(s), s->entry->value.begin, s->dash);
}

/* The list stands on lines of its own, one item after the other, as it should. */
static bool find_dashes(struct sequence *s)
{
    struct slice source = source_of(s);
    size_t dash = s->entry->value.begin;
    s->dash = line_column(source, dash);
    for (size_t i = line_start(source, dash); i < dash; i++)
        if (source.data[i] != ' ')
            return false;
    return source.data[dash] == '-';
}

/* --- new items --- */

static bool has_headline_only(const struct node *node)
{
    return node->value_count == 1 && node->values[0].field == kind_def(node->kind)->headline &&
           !node->explicit_id && !memchr(node->values[0].data, '\n', node->values[0].len);
}

static bool has_children(const struct node *node)
{
    for (size_t i = 0; i < node->list_count; i++)
        if (node->lists[i].count)
            return true;
    return false;
}

/* The list has its items as mere names: a new one that has no more than a name is one too. */
static bool is_name_list(const struct sequence *s)
{
    if (!s->entry || !s->entry->item_count)
        return false;
    struct slice source = source_of(s);
    struct span at = s->items[0].at;
    for (size_t i = at.begin; i < at.end; i++)
        if (source.data[i] == '\n' || source.data[i] == '{' ||
            (source.data[i] == ':' && (i + 1 == at.end || source.data[i + 1] == ' ')))
            return false;
    return true;
}

/* It stands within [] in the source. */
static bool is_place_in_flow(const struct sequence *s, const struct node *child)
{
    return child->end && lines_separator(source_of(s), child->begin) != SIZE_MAX;
}

/* It was removed, and comes back after a save. */
static bool is_kept(const struct sequence *s, const struct node *child)
{
    return child->end && child->begin >= s->np->patcher->map->source_len;
}

static bool add_flow_child(struct sequence *s, const struct node *child)
{
    struct node_patch *np = s->np;
    if (is_place_in_flow(s, child))
        return patch_node(np->patcher, child, s->flow ? s->flow : IN_FLOW, child->end, &np->text);
    if (has_headline_only(child) && !has_children(child)) {
        quote_add(&np->text, node_headline(child), QUOTED_TEXT, s->flow);
        return true;
    }
    return canonical_add_flow_node(&np->text, np->patcher->map, child, s->flow);
}

static void add_new_child(struct sequence *s, const struct node *child)
{
    struct buf *out = &s->np->text;
    buf_add_repeated(out, ' ', s->dash);
    buf_adds(out, "- ");
    if (has_headline_only(child) && !has_children(child) && is_name_list(s))
        quote_add(out, node_headline(child), QUOTED_TEXT, IN_BLOCK);
    else
        canonical_add_node(out, s->np->patcher->map, child, s->dash + 2);
    buf_add_char(out, '\n');
}

/* Its lines in this list; false if it is not from here. */
static bool find_here(
    const struct sequence *s, const struct node *child, size_t *begin, size_t *end)
{
    if (!s->entry || s->entry->form != FORM_LIST)
        return false;
    size_t low = 0, high = s->entry->item_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->items[middle].at.begin < child->begin)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == s->entry->item_count || s->items[low].child != child)
        return false;
    *begin = item_begin(s, low);
    *end = item_end(s, low);
    return true;
}

/* A child that has lines in the source brings them along. */
static bool add_known_child(struct sequence *s, const struct node *child, size_t dash)
{
    struct patcher *p = s->np->patcher;
    struct buf lines = BUF_INIT;
    size_t begin, end;
    size_t column = line_column(p->source, dash);
    if (!find_here(s, child, &begin, &end)) {
        begin = lines_item_begin(p->source, dash);
        end = lines_end(p->source, child->end, column);
    }
    bool done = line_is_void_from(p->source, child->end);
    buf_add(&lines, p->source.data + begin, child->begin - begin);
    done = done && patch_node(p, child, IN_BLOCK, end, &lines);
    if (done && lines.data[lines.len - 1] != '\n')
        buf_add_char(&lines, '\n');
    if (done)
        lines_add_moved(&s->np->text, buf_slice(&lines), (long)s->dash - (long)column);
    buf_release(&lines);
    return done;
}

static bool add_block_child(struct sequence *s, const struct node *child)
{
    struct node_patch *np = s->np;
    struct slice source = source_of(s);
    size_t dash = child->end ? lines_dash(source, child->begin) : SIZE_MAX;
    if (dash != SIZE_MAX)
        return add_known_child(s, child, dash);
    if (!is_place_in_flow(s, child) ||
        memchr(source.data + child->begin, '\n', child->end - child->begin)) {
        add_new_child(s, child);
        return true;
    }
    buf_add_repeated(&np->text, ' ', s->dash);
    buf_adds(&np->text, "- ");
    bool done = patch_node(np->patcher, child, s->flow ? s->flow : IN_FLOW, child->end, &np->text);
    buf_add_char(&np->text, '\n');
    return done;
}

static bool add_item(struct sequence *s, size_t index)
{
    struct buf *out = &s->np->text;
    if (!s->texts)
        return s->flow ? add_flow_child(s, s->children.items[index])
                       : add_block_child(s, s->children.items[index]);
    if (!s->flow) {
        buf_add_repeated(out, ' ', s->dash);
        buf_adds(out, "- ");
    }
    canonical_add_item(out, s->texts[index], s->flow);
    if (!s->flow)
        buf_add_char(out, '\n');
    return true;
}

/* --- what is between the equal ends --- */

/* In a list with a blank line between its items a new one gets one too. */
static bool is_spaced(const struct sequence *s)
{
    return s->entry->item_count > 1 && line_is_blank_from(source_of(s), item_begin(s, 1));
}

static bool patch_block(struct sequence *s)
{
    struct node_patch *np = s->np;
    struct slice source = source_of(s);
    size_t last = s->entry->item_count - s->tail;
    size_t begin = s->head ? item_end(s, s->head - 1) : item_begin(s, 0);
    size_t end = last > s->head ? item_end(s, last - 1) : begin;
    bool spaced = !s->texts && is_spaced(s), done = true;
    patch_begin(np, begin, end);
    if (begin > 0 && source.data[begin - 1] != '\n')
        buf_add_char(&np->text, '\n');
    for (size_t i = s->head; done && i < s->count - s->tail; i++) {
        if (spaced && i > 0 && !s->children.items[i]->end)
            buf_add_char(&np->text, '\n');
        done = add_item(s, i);
    }
    patch_end(np);
    return done;
}

/* What comes back has the blanks before it that it had. */
static void add_separator(struct sequence *s, size_t index)
{
    struct slice source = source_of(s);
    const struct node *child = s->texts ? NULL : s->children.items[index];
    size_t separator = child && is_kept(s, child) ? lines_separator(source, child->begin)
                                                  : SIZE_MAX;
    if (separator != SIZE_MAX && source.data[separator] == ',')
        buf_add(&s->np->text, source.data + separator, child->begin - separator);
    else
        buf_adds(&s->np->text, ", ");
}

static bool add_flow_items(struct sequence *s)
{
    for (size_t i = s->head; i < s->count - s->tail; i++) {
        if (i > s->head)
            add_separator(s, i);
        if (!add_item(s, i))
            return false;
    }
    return true;
}

static bool patch_flow(struct sequence *s)
{
    struct node_patch *np = s->np;
    const struct layout_item *items = s->items;
    size_t last = s->entry->item_count - s->tail;
    bool removes = last > s->head, adds = s->count - s->tail > s->head, done = true;
    if (removes && adds) {
        patch_begin(np, items[s->head].at.begin, items[last - 1].at.end);
        done = add_flow_items(s);
    } else if (adds && s->head) {
        patch_begin(np, items[s->head - 1].at.end, items[s->head - 1].at.end);
        add_separator(s, s->head);
        done = add_flow_items(s);
    } else if (adds) {
        patch_begin(np, items[0].at.begin, items[0].at.begin);
        done = add_flow_items(s);
        buf_adds(&np->text, ", ");
    } else if (s->head) {
        patch_begin(np, items[s->head - 1].at.end, items[last - 1].at.end);
    } else {
        patch_begin(np, items[0].at.begin, items[last].at.begin);
    }
    patch_end(np);
    return done;
}

/* --- lists of texts --- */

static size_t split(struct slice value, struct slice **texts)
{
    size_t count = 0, cap = 0;
    struct slice item;
    *texts = NULL;
    while (value_next_item(&value, &item)) {
        MEM_GROW(*texts, count + 1, cap);
        (*texts)[count++] = item;
    }
    return count;
}

/* A line of items, without a comment between them, is better broken into lines. */
static bool is_too_wide(const struct sequence *s)
{
    enum { WIDTH = 80 };
    struct slice source = source_of(s);
    const struct patch *patch = &s->np->patches[s->np->count - 1];
    size_t begin = s->entry->value.begin, end = s->entry->value.end;
    if (s->np->flow || memchr(source.data + begin, '\n', end - begin))
        return false;
    return line_column(source, end) + patch->text_len > WIDTH + (patch->end - patch->begin);
}

bool patch_texts(struct node_patch *np, const struct layout_entry *entry, struct slice value)
{
    struct slice *old;
    struct sequence s = {
        .np = np,
        .entry = entry,
        .items = entry->item_count ? np->layout.items + entry->first_item : NULL,
        .flow = flow_of_list(np, entry),
    };
    size_t old_count = split(entry->text, &old);
    s.count = split(value, &s.texts);
    bool done = old_count == entry->item_count && old_count && s.count &&
                (s.flow || find_dashes(&s));
    if (done) {
        size_t shorter = s.count < old_count ? s.count : old_count;
        while (s.head < shorter && slice_equal(s.texts[s.head], old[s.head]))
            s.head++;
        while (s.head + s.tail < shorter &&
               slice_equal(s.texts[s.count - s.tail - 1], old[old_count - s.tail - 1]))
            s.tail++;
        done = s.flow ? patch_flow(&s) && !is_too_wide(&s) : patch_block(&s);
    }
    free(old);
    free(s.texts);
    return done;
}

/* --- lists of nodes --- */

static void find_equal_ends(struct sequence *s)
{
    size_t old = s->entry->item_count;
    size_t shorter = s->count < old ? s->count : old;
    while (s->head < shorter && s->children.items[s->head] == s->items[s->head].child)
        s->head++;
    while (s->head + s->tail < shorter &&
           s->children.items[s->count - s->tail - 1] == s->items[old - s->tail - 1].child)
        s->tail++;
}

/* The items that stay where they are, but have changed inside. */
static bool patch_kept(struct sequence *s)
{
    struct node_patch *np = s->np;
    size_t old = s->entry->item_count;
    for (size_t i = 0; i < old; i++) {
        if (i == s->head)
            i = old - s->tail;
        if (i == old)
            break;
        const struct node *child = s->items[i].child;
        if (!patch_is_dirty(np->patcher, child))
            continue;
        if (!s->flow && !line_is_void_from(source_of(s), child->end))
            return false;
        patch_begin(np, child->begin, s->flow ? child->end : item_end(s, i));
        patch_end(np);
        np->patches[np->count - 1].node = child;
        np->patches[np->count - 1].flow = s->flow;
    }
    return true;
}

/* All of the list on lines below its key, and below the comment there. */
static bool write_block(struct sequence *s)
{
    struct node_patch *np = s->np;
    const struct layout_entry *entry = s->entry;
    size_t next = line_next(source_of(s), entry->value.end);
    if (!line_is_void_from(source_of(s), entry->value.end))
        return false;
    patch_begin(np, entry->colon, entry->value.end);
    patch_end(np);
    patch_begin(np, next, next);
    if (source_of(s).data[next - 1] != '\n')
        buf_add_char(&np->text, '\n');
    bool done = patch_add_children(np, entry->field, IN_BLOCK);
    patch_end(np);
    return done;
}

/* A list that has no items in the source gets its first ones. */
static bool fill_empty(struct sequence *s)
{
    struct node_patch *np = s->np;
    const struct layout_entry *entry = s->entry;
    if (np->flow) {
        patch_begin(np, entry->colon ? entry->colon : entry->value.begin, entry->value.end);
        if (!entry->colon)
            buf_add_char(&np->text, ':');
        bool done = patch_add_children(np, entry->field, np->flow);
        patch_end(np);
        return done;
    }
    return write_block(s);
}

/* It would be too long between brackets, or lose the comments on its lines. */
static bool needs_lines(const struct sequence *s, const struct node *child)
{
    if (is_place_in_flow(s, child))
        return false;
    return has_children(child) || child->value_count > (child->end ? 1 : 2);
}

static bool must_become_block(const struct sequence *s)
{
    for (size_t i = s->head; !s->np->flow && i < s->count - s->tail; i++)
        if (needs_lines(s, s->children.items[i]))
            return true;
    return false;
}

bool patch_children(struct node_patch *np, const struct layout_entry *entry)
{
    struct sequence s = {
        .np = np,
        .entry = entry,
        .items = entry->item_count ? np->layout.items + entry->first_item : NULL,
        .children = node_children(np->node, entry->field),
        .flow = flow_of_list(np, entry),
    };
    s.count = s.children.count;
    if (entry->form != FORM_LIST && entry->form != FORM_FLOW_LIST && entry->form != FORM_NULL)
        return false;
    if (entry->item_count && !s.flow && !find_dashes(&s))
        return false;
    if (entry->item_count && !s.flow && s.dash >= np->column)
        np->patcher->list_indent = s.dash - np->column;
    find_equal_ends(&s);
    if (s.flow && must_become_block(&s))
        return write_block(&s);
    if (!patch_kept(&s))
        return false;
    if (s.head + s.tail == s.count && s.count == entry->item_count)
        return true;
    np->patcher->names_changed = true;
    np->patcher->personas_changed |= entry->field == MAP_PERSONAS;
    if (!entry->item_count)
        return fill_empty(&s);
    return s.flow ? patch_flow(&s) : patch_block(&s);
}

bool patch_come_back_in_flow(struct node_patch *np, enum field field)
{
    struct sequence s = { .np = np, .children = node_children(np->node, field) };
    for (uint32_t i = 0; i < s.children.count; i++)
        if (!is_kept(&s, s.children.items[i]) || !is_place_in_flow(&s, s.children.items[i]))
            return false;
    return true;
}

/* The column of the dashes of a list that is new or comes back. */
static size_t new_dash(const struct sequence *s)
{
    const struct node_patch *np = s->np;
    const struct node *first = s->children.items[0];
    size_t dash = is_kept(s, first) ? lines_dash(source_of(s), first->begin) : SIZE_MAX;
    size_t column = dash == SIZE_MAX ? 0 : line_column(source_of(s), dash);
    if (dash != SIZE_MAX && column >= np->column && column <= np->column + DASH_INDENT_MAX)
        return column;
    return np->column + np->patcher->list_indent;
}

bool patch_add_children(struct node_patch *np, enum field field, enum flow flow)
{
    struct sequence s = { .np = np, .children = node_children(np->node, field), .flow = flow };
    s.count = s.children.count;
    s.dash = new_dash(&s);
    np->patcher->names_changed = true;
    np->patcher->personas_changed |= field == MAP_PERSONAS;
    if (s.flow) {
        buf_adds(&np->text, " [");
        if (!add_flow_items(&s))
            return false;
        buf_add_char(&np->text, ']');
        return true;
    }
    for (size_t i = 0; i < s.count; i++)
        if (!add_item(&s, i))
            return false;
    return true;
}
