#include "store/write/layout.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/read/events.h"
#include "store/read/lines.h"
#include "store/read/walk.h"
#include "store/write/excerpt.h"

struct parse {
    const struct map *map;
    const struct node *node;
    struct slice source;
    struct arena *arena;
    struct layout *layout;
    struct excerpt excerpt; /* of the node's text, children left out */
    struct events events;
    struct buf value;
};

/* --- the node's own text --- */

/* Blanks stand for what is before the node on its line. */
static void cut_out(struct parse *p)
{
    const struct node *node = p->node;
    p->excerpt.begin = node->begin;
    p->excerpt.indent = line_column(p->source, node->begin);
    for (size_t i = 0; i < node->list_count; i++) {
        const struct node *before = NULL;
        for (uint32_t k = 0; k < node->lists[i].count; k++) {
            struct node *child = node_list_at(node, i).items[k];
            bool here = child->end && child->begin >= node->begin && child->end <= node->end;
            if (here)
                excerpt_leave_out(&p->excerpt, p->source, child, before, 0);
            before = here ? child : NULL;
        }
    }
    excerpt_make(&p->excerpt, p->source, node->end);
    /* A block text is not the same without its last line break. */
    if (node->end < p->source.len)
        buf_add_char(&p->excerpt.text, '\n');
}

/* --- values --- */

static size_t begin_at(struct parse *p)
{
    return excerpt_position(&p->excerpt, events_begin(&p->events));
}

static size_t content_end_at(struct parse *p)
{
    size_t end = excerpt_position(&p->excerpt, events_content_end(&p->events));
    return end > p->node->end ? p->node->end : end;
}

static struct slice keep(struct parse *p, struct slice text)
{
    return (struct slice){ arena_copy(p->arena, text.data, text.len), text.len };
}

static void add_item(
    struct parse *p, struct layout_entry *entry, struct span at, struct node *child)
{
    struct layout *layout = p->layout;
    MEM_GROW(layout->items, layout->item_count + 1, layout->item_cap);
    layout->items[layout->item_count++] = (struct layout_item){ at, child };
    entry->item_count++;
}

/* The item that begins there in the excerpt, or all for which its "0" stands. */
static void add_items(struct parse *p, struct layout_entry *entry, size_t offset)
{
    const struct excerpt_run *run = excerpt_run_at(&p->excerpt, offset);
    struct span at = { excerpt_position(&p->excerpt, offset), content_end_at(p) };
    if (!run) {
        add_item(p, entry, at, NULL);
        return;
    }
    struct node_list list = node_children(p->node, node_list_field(run->first));
    size_t first = node_index(run->first);
    for (size_t i = first; i < first + run->count; i++)
        add_item(
            p, entry, (struct span){ list.items[i]->begin, list.items[i]->end }, list.items[i]);
}

static void take_item(struct parse *p, enum field field, bool is_key, size_t key_start)
{
    struct slice text = p->events.text;
    if (field >= FIELD_COUNT || field_def(field)->type != FIELD_RECORD)
        text = field_plain_form(field, text);
    else if (!is_key)
        text = fact_plain_form(slice_of(p->value.data + key_start), text);
    value_add_item(&p->value, text);
}

/* The items of a list or mapping; the texts of scalars go into p->value, but not a key without a
 * value. */
static void take_items(struct parse *p, struct layout_entry *entry, enum event_kind last)
{
    size_t key_start = 0;
    entry->first_item = p->layout->item_count;
    while (events_next(&p->events) && p->events.kind != last) {
        size_t begin = events_begin(&p->events);
        bool is_key = entry->item_count % 2 == 0;
        if (is_key)
            key_start = p->value.len;
        if (p->events.kind == EVENT_SCALAR && p->events.null && !is_key)
            buf_cut(&p->value, key_start);
        else if (p->events.kind == EVENT_SCALAR)
            take_item(p, entry->field, is_key, key_start);
        events_skip(&p->events);
        add_items(p, entry, begin);
    }
}

static void take_form(struct parse *p, struct layout_entry *entry)
{
    bool flow = p->events.in_flow;
    switch (p->events.kind) {
    case EVENT_LIST:
        entry->form = flow ? FORM_FLOW_LIST : FORM_LIST;
        break;
    case EVENT_MAPPING:
        entry->form = flow ? FORM_FLOW_MAPPING : FORM_MAPPING;
        break;
    default:
        entry->form = p->events.null ? FORM_NULL : FORM_SCALAR;
    }
}

static void take_unknown(struct parse *p, struct layout_entry *entry, bool in_flow)
{
    buf_clear(&p->value);
    if (entry->value.begin < entry->value.end)
        walk_add_own(&p->value, p->source,
            &(struct own_value){ entry->key_at.begin, entry->key_at.end, entry->value.end, in_flow,
                entry->form == FORM_SCALAR || entry->form == FORM_NULL });
    entry->text = keep(p, buf_slice(&p->value));
    entry->set = true;
}

/* From the value's first event to its last. */
static void take_value(struct parse *p, struct layout_entry *entry)
{
    struct events *events = &p->events;
    bool in_flow = p->layout->form == FORM_FLOW_MAPPING;
    bool empty = events->kind == EVENT_SCALAR && events_begin(events) == events_end(events);
    take_form(p, entry);
    entry->value.begin = begin_at(p);
    buf_clear(&p->value);
    if (events->kind == EVENT_SCALAR) {
        struct slice text = field_plain_form(entry->field, events->text);
        if (entry->field < FIELD_COUNT && field_def(entry->field)->type == FIELD_LIST)
            value_add_item(&p->value, text);
        else
            buf_add_slice(&p->value, text);
        entry->set = !events->null;
    } else if (entry->field == FIELD_UNKNOWN) {
        events_skip(events);
    } else {
        take_items(p, entry, events->kind == EVENT_LIST ? EVENT_LIST_END : EVENT_MAPPING_END);
        entry->set = entry->form == FORM_LIST || entry->form == FORM_FLOW_LIST || p->value.len > 0;
    }
    if (empty)
        entry->value.begin = entry->colon ? entry->colon : entry->key_at.end;
    entry->value.end = empty ? entry->value.begin : content_end_at(p);
    entry->text = keep(p, buf_slice(&p->value));
    if (entry->field == FIELD_UNKNOWN)
        take_unknown(p, entry, in_flow);
}

/* --- entries --- */

static struct layout_entry *add_entry(struct parse *p)
{
    struct layout *layout = p->layout;
    MEM_GROW(layout->entries, layout->entry_count + 1, layout->entry_cap);
    struct layout_entry *entry = &layout->entries[layout->entry_count++];
    *entry = (struct layout_entry){ .first_item = layout->item_count };
    return entry;
}

static bool is_explicit_key(const struct parse *p, size_t begin)
{
    size_t at = begin;
    while (at > 0 && (p->source.data[at - 1] == ' ' || p->source.data[at - 1] == '\t'))
        at--;
    return at > 0 && at < begin && p->source.data[at - 1] == '?';
}

static bool take_entry(struct parse *p)
{
    struct layout_entry *entry = add_entry(p);
    if (p->events.kind != EVENT_SCALAR)
        return false;
    entry->key = keep(p, p->events.text);
    entry->field = field_of_key(p->node->kind, entry->key);
    entry->key_at = (struct span){ begin_at(p),
        excerpt_position(&p->excerpt, events_end(&p->events)) };
    entry->is_explicit = is_explicit_key(p, entry->key_at.begin);
    size_t colon = source_skip_space(p->source, entry->key_at.end, p->node->end);
    if (colon < p->node->end && p->source.data[colon] == ':')
        entry->colon = colon + 1;
    if (!events_next(&p->events))
        return false;
    take_value(p, entry);
    return true;
}

static bool take_headline(struct parse *p)
{
    struct layout_entry *entry = add_entry(p);
    entry->field = kind_def(p->node->kind)->headline;
    entry->value = (struct span){ p->node->begin, p->node->end };
    entry->form = FORM_SCALAR;
    entry->text = keep(p, p->events.text);
    entry->set = true;
    return true;
}

static bool take_node(struct parse *p)
{
    if (!events_next(&p->events))
        return false;
    if (p->events.kind == EVENT_SCALAR) {
        p->layout->form = FORM_SCALAR;
        return take_headline(p);
    }
    if (p->events.kind != EVENT_MAPPING)
        return false;
    p->layout->form = p->events.in_flow ? FORM_FLOW_MAPPING : FORM_MAPPING;
    while (events_next(&p->events) && p->events.kind != EVENT_MAPPING_END)
        if (!take_entry(p))
            return false;
    return p->events.kind == EVENT_MAPPING_END;
}

bool layout_init(
    struct layout *layout, const struct map *map, const struct node *node, struct arena *arena)
{
    struct parse p = {
        .map = map,
        .node = node,
        .source = { map->source, map->source_len + map->kept_len },
        .arena = arena,
        .layout = layout,
        .excerpt = EXCERPT_INIT,
        .value = BUF_INIT,
    };
    struct source source;
    *layout = (struct layout){ .form = FORM_NULL };
    cut_out(&p);
    source_init(&source, NULL, buf_slice(&p.excerpt.text), NULL);
    events_init(&p.events, &source);
    bool understood = take_node(&p) && !source.errors;
    events_release(&p.events);
    excerpt_release(&p.excerpt);
    buf_release(&p.value);
    return understood;
}

void layout_release(struct layout *layout)
{
    free(layout->entries);
    free(layout->items);
}

const struct layout_entry *layout_find(const struct layout *layout, enum field field)
{
    for (size_t i = 0; i < layout->entry_count; i++)
        if (layout->entries[i].field == field)
            return &layout->entries[i];
    return NULL;
}

const struct layout_entry *layout_find_key(const struct layout *layout, struct slice key)
{
    for (size_t i = 0; i < layout->entry_count; i++)
        if (slice_equal(layout->entries[i].key, key))
            return &layout->entries[i];
    return NULL;
}
