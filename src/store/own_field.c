#include "store/own_field.h"

#include "store/read/own_field.h"
#include "store/write/quote.h"

bool lane_get(const struct node *node, const struct lane *lane, struct buf *out)
{
    size_t start = out->len;
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field == lane->field && lane->field > FIELD_UNKNOWN)
            own_field_read(&lane->def, unknown_yaml(&node->values[i]), out, NULL);
    return out->len > start;
}

static void add_yaml(const struct field_def *def, struct slice value, struct buf *out)
{
    struct slice item;
    if (def->type != FIELD_LIST) {
        quote_add(out, value, def->type == FIELD_LONG_TEXT ? QUOTED_TEXT : QUOTED_VALUE, IN_FLOW);
        return;
    }
    buf_add_char(out, '[');
    for (bool first = true; value_next_item(&value, &item); first = false) {
        buf_adds(out, first ? "" : ", ");
        quote_add(out, item, QUOTED_TEXT, IN_FLOW);
    }
    buf_add_char(out, ']');
}

void lane_set(struct undo *undo, struct node *node, const struct lane *lane, struct slice value)
{
    struct slice key = { lane->def.key, lane->def.key_len };
    enum field field = unknown_field(&undo->map->keys, &undo->map->arena, key);
    struct buf text = BUF_INIT;
    buf_add_slice(&text, key);
    buf_add_char(&text, '\0');
    add_yaml(&lane->def, value, &text);
    if (field > FIELD_UNKNOWN &&
        (!value.data || node_has(node, field) || node_may_have_own_key(node)))
        edit_set(undo, node, field, value.data ? buf_slice(&text) : SLICE_NONE);
    buf_release(&text);
}

/* Its items, a value that is no list as it is. */
static void show_value(const struct lane *lane, struct slice value, struct buf *out)
{
    struct slice item;
    if (lane->def.type != FIELD_LIST)
        buf_add_slice(out, value);
    else
        for (bool first = true; value_next_item(&value, &item); first = false) {
            buf_adds(out, first ? "" : ", ");
            buf_add_slice(out, item);
        }
}

static void show_yaml(const struct node *node, enum field field, struct buf *out)
{
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field == field)
            own_field_show(unknown_yaml(&node->values[i]), out);
}

void own_field_show_of(
    const struct map *map, const struct node *node, enum field field, struct buf *out)
{
    struct lane lane;
    struct buf value = BUF_INIT;
    if (lane_of_field(map, (enum node_kind)node->kind, field, &lane) &&
        lane_get(node, &lane, &value))
        show_value(&lane, buf_slice(&value), out);
    else
        show_yaml(node, field, out);
    buf_release(&value);
}
