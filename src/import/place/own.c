/* A map of our own, as JSON, comes over whole. */
#include "import/place/place.h"
#include "store/read/events.h"
#include "store/store.h"
#include "store/write/quote.h"

/* From a value's first event to its last, as people write it: on one line, with no quotes where
 * none are needed. Nesting has a bound, and no file has more. */
static void add_value(struct events *events, struct buf *out)
{
    bool mapping = events->kind == EVENT_MAPPING, first = true;
    if (events->kind == EVENT_SCALAR) {
        if (events->plain)
            buf_add_slice(out, events->null ? SLICE("null") : events->text);
        else
            quote_add(out, events->text, QUOTED_TEXT, IN_FLOW);
        return;
    }
    buf_add_char(out, mapping ? '{' : '[');
    while (events_next(events) && events->kind != EVENT_LIST_END &&
           events->kind != EVENT_MAPPING_END) {
        buf_adds(out, first ? "" : ", ");
        first = false;
        if (mapping) {
            quote_add(out, events->text, QUOTED_TEXT, IN_FLOW);
            buf_adds(out, ": ");
            events_skip(events);
            if (!events_next(events))
                break;
        }
        add_value(events, out);
    }
    buf_add_char(out, mapping ? '}' : ']');
}

static void tidy_value(struct map *map, struct node *node, const struct value *value)
{
    struct source source;
    struct events events;
    struct buf text = BUF_INIT, out = BUF_INIT;
    buf_add_slice(&text, unknown_yaml(value));
    buf_add_char(&text, '\n');
    source_init(&source, NULL, buf_slice(&text), NULL);
    events_init(&events, &source);
    if (events_next(&events))
        add_value(&events, &out);
    if (out.len)
        node_put_unknown(map, node, unknown_key(value), buf_slice(&out));
    events_release(&events);
    buf_release(&text);
    buf_release(&out);
}

/* Values of own keys are kept as they were written, which is JSON here. */
static void tidy_own_values(struct map *map)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        for (size_t i = 0; i < node->value_count; i++)
            if (node->values[i].field > FIELD_UNKNOWN)
                tidy_value(map, node, &node->values[i]);
}

/* Whatever it says of itself. */
static void mark_assumed(struct map *map)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        enum field evidence = field_of_key((enum node_kind)node->kind, SLICE("evidence"));
        if (evidence < FIELD_COUNT)
            node_put(map, node, evidence, SLICE("assumption"));
    }
}

enum status place_own_map(struct draft *draft, struct undo *undo)
{
    struct map own;
    map_begin(&own);
    enum status status = store_read_text(&own, draft->file, draft->own, draft->diags);
    if (status == STATUS_OK)
        tidy_own_values(&own);
    if (status == STATUS_OK && draft->options->assumption)
        mark_assumed(&own);
    undo_begin(undo);
    for (size_t i = 0; status == STATUS_OK && i < own.root->value_count; i++) {
        const struct value *value = &own.root->values[i];
        if (value->field < FIELD_UNKNOWN)
            edit_set(undo, undo->map->root, (enum field)value->field,
                (struct slice){ value->data, value->len });
        else
            edit_set(undo, undo->map->root,
                unknown_field(&undo->map->keys, &undo->map->arena, unknown_key(value)),
                (struct slice){ value->data, value->len });
    }
    for (size_t i = 0; status == STATUS_OK && i < own.root->list_count; i++) {
        struct node_list list = node_list_at(own.root, i);
        for (size_t child = 0; child < list.count; child++)
            edit_insert(undo, undo->map->root, node_copy(undo->map, list.items[child]), (size_t)-1);
    }
    undo_end(undo);
    map_release(&own);
    return status;
}
