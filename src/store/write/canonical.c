#include "store/write/canonical.h"

#include "model/edit/per_persona.h"
#include "store/write/own_value.h"
#include "store/write/stored.h"

enum { WIDTH = 80 }; /* lists that would be wider get a line for each item */

/* --- values --- */

void canonical_add_item(struct buf *out, struct slice item, enum flow flow)
{
    quote_add(out, item, QUOTED_TEXT, flow);
}

void canonical_add_key(struct buf *out, struct slice key, enum flow flow)
{
    quote_add(out, key, QUOTED_TEXT, flow == IN_JSON ? IN_JSON : IN_FLOW);
}

static void add_flow_list(struct buf *out, struct slice items, enum flow flow)
{
    struct slice item;
    buf_add_char(out, '[');
    for (bool first = true; value_next_item(&items, &item); first = false) {
        if (!first)
            buf_adds(out, ", ");
        canonical_add_item(out, item, flow == IN_JSON ? IN_JSON : IN_FLOW);
    }
    buf_add_char(out, ']');
}

static void add_line(struct buf *out, size_t column)
{
    buf_add_char(out, '\n');
    buf_add_repeated(out, ' ', column);
}

/* The characters of the last line. */
static size_t line_width(const struct buf *out, size_t from)
{
    size_t width = 0;
    while (from > 0 && out->data[from - 1] != '\n')
        from--;
    for (size_t i = from; i < out->len; i++)
        width += (out->data[i] & 0xC0) != 0x80;
    return width;
}

static bool is_short_list(struct slice items)
{
    return items.len < WIDTH * 2 && !memchr(items.data, '\n', items.len);
}

static void add_list(struct buf *out, struct slice items, const struct form *form)
{
    struct slice item;
    size_t start = out->len;
    if (form->flow || form->one_line || !items.len || is_short_list(items)) {
        buf_add_char(out, ' ');
        add_flow_list(out, items, form->flow);
        if (form->flow || form->one_line || !items.len || line_width(out, start) <= WIDTH)
            return;
        buf_cut(out, start);
    }
    while (value_next_item(&items, &item)) {
        add_line(out, form->column + 2);
        buf_adds(out, "- ");
        canonical_add_item(out, item, IN_BLOCK);
    }
}

static void add_pairs(struct buf *out, struct slice pairs, enum flow flow)
{
    struct slice id, number;
    buf_adds(out, " {");
    for (bool first = true; per_persona_next(&pairs, &id, &number); first = false) {
        if (!first)
            buf_adds(out, ", ");
        canonical_add_key(out, id, flow);
        buf_adds(out, ": ");
        quote_add(out, number, QUOTED_VALUE, IN_FLOW);
    }
    buf_add_char(out, '}');
}

static bool is_number(struct slice text)
{
    static const struct field_def number = { .type = FIELD_NUMBER };
    return def_accepts(&number, text, NULL);
}

void canonical_add_fact(struct buf *out, struct slice key, struct slice text, enum flow flow)
{
    quote_add(out, text, slice_is(key, "source") ? QUOTED_TEXT : QUOTED_VALUE, flow);
}

static void add_record(struct buf *out, struct slice record, enum flow flow)
{
    struct slice key, text;
    buf_adds(out, " {");
    for (bool first = true; value_next_item(&record, &key) && value_next_item(&record, &text);
         first = false) {
        buf_addf(out, "%s%s: ", first ? "" : ", ", key.data);
        canonical_add_fact(out, key, text, flow == IN_JSON ? IN_JSON : IN_FLOW);
    }
    buf_add_char(out, '}');
}

static void add_text(struct buf *out, struct slice text, const struct form *form)
{
    buf_add_char(out, ' ');
    if (!form->flow && !form->one_line && quote_fits_block(text))
        quote_add_block(out, text, form->column + 2);
    else
        quote_add(out, text, QUOTED_TEXT, form->flow);
}

void canonical_add_value(
    struct buf *out, enum field field, struct slice value, const struct form *form)
{
    switch (field_def(field)->type) {
    case FIELD_LIST:
        add_list(out, value, form);
        return;
    case FIELD_TEXTS:
        if (value_is_list(value))
            add_list(out, value, form);
        else
            add_text(out, value, form);
        return;
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
    case FIELD_LENGTH:
    case FIELD_PATH:
        add_text(out, value, form);
        return;
    case FIELD_FIGURE:
        if (!is_number(value)) {
            add_text(out, value, form);
            return;
        }
        break;
    case FIELD_RECORD:
        add_record(out, value, form->flow);
        return;
    case FIELD_PER_PERSONA:
        if (is_per_persona(value)) {
            add_pairs(out, value, form->flow);
            return;
        }
        break;
    default:
        break;
    }
    buf_add_char(out, ' ');
    quote_add(out, value, QUOTED_VALUE, form->flow);
}

/* --- nodes in block form --- */

struct writer {
    struct buf *out;
    const struct map *map;
    enum flow flow;
    struct buf scratch;
};

static void add_entries(struct writer *w, const struct node *node, size_t column);

static void begin_entry(struct writer *w, bool *first, size_t column)
{
    if (!*first)
        add_line(w->out, column);
    *first = false;
}

static void add_children(struct writer *w, struct node_list list, size_t column)
{
    for (uint32_t i = 0; i < list.count; i++) {
        add_line(w->out, column + 2);
        buf_adds(w->out, "- ");
        add_entries(w, list.items[i], column + 4);
    }
}

static void add_field(
    struct writer *w, const struct node *node, enum field field, size_t column, bool *first)
{
    const struct field_def *def = field_def(field);
    if (def->type == FIELD_NODES) {
        struct node_list list = node_children(node, field);
        if (!list.count)
            return;
        begin_entry(w, first, column);
        buf_addf(w->out, "%s:", def->key);
        add_children(w, list, column);
        return;
    }
    struct stored stored = stored_value(w->map, node, field, &w->scratch);
    if (!stored.there)
        return;
    begin_entry(w, first, column);
    buf_addf(w->out, "%s:", def->key);
    canonical_add_value(w->out, field, stored.text, &(struct form){ .column = column });
}

static void add_unknown(struct writer *w, const struct node *node, size_t column, bool *first)
{
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        if (value->field < FIELD_UNKNOWN)
            continue;
        begin_entry(w, first, column);
        canonical_add_key(w->out, unknown_key(value), IN_BLOCK);
        buf_add_char(w->out, ':');
        own_value_add(w->out, unknown_yaml(value), column);
    }
}

static void add_entries(struct writer *w, const struct node *node, size_t column)
{
    const struct kind_def *kind = kind_def(node->kind);
    bool first = true;
    for (enum field f = kind->first; f < kind->end; f++) {
        add_field(w, node, f, column, &first);
        if (f == kind->headline && node->explicit_id) {
            begin_entry(w, &first, column);
            buf_adds(w->out, "id: ");
            canonical_add_key(w->out, slice_of(node->id), IN_BLOCK);
        }
    }
    add_unknown(w, node, column, &first);
    if (first)
        buf_adds(w->out, "{}");
}

void canonical_add_node(
    struct buf *out, const struct map *map, const struct node *node, size_t column)
{
    struct writer w = { .out = out, .map = map, .scratch = BUF_INIT };
    add_entries(&w, node, column);
    buf_release(&w.scratch);
}

/* --- nodes in flow form --- */

static bool add_flow_entries(struct writer *w, const struct node *node);

static void begin_flow_entry(struct writer *w, const char *key)
{
    if (w->out->data[w->out->len - 1] != '{')
        buf_adds(w->out, ", ");
    canonical_add_key(w->out, slice_of(key), w->flow);
    buf_add_char(w->out, ':');
}

static bool add_flow_children(struct writer *w, struct node_list list)
{
    buf_adds(w->out, " [");
    for (uint32_t i = 0; i < list.count; i++) {
        if (i)
            buf_adds(w->out, ", ");
        if (!add_flow_entries(w, list.items[i]))
            return false;
    }
    buf_add_char(w->out, ']');
    return true;
}

static bool add_flow_field(struct writer *w, const struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    if (def->type == FIELD_NODES) {
        struct node_list list = node_children(node, field);
        if (!list.count)
            return true;
        begin_flow_entry(w, def->key);
        return add_flow_children(w, list);
    }
    struct stored stored = stored_value(w->map, node, field, &w->scratch);
    if (!stored.there)
        return true;
    begin_flow_entry(w, def->key);
    canonical_add_value(w->out, field, stored.text, &(struct form){ .flow = w->flow });
    return true;
}

/* The YAML of unknown keys may be of block form: then the node must be. */
static bool add_flow_entries(struct writer *w, const struct node *node)
{
    const struct kind_def *kind = kind_def(node->kind);
    for (size_t i = 0; i < node->value_count; i++)
        if (node->values[i].field >= FIELD_UNKNOWN)
            return false;
    buf_add_char(w->out, '{');
    for (enum field f = kind->first; f < kind->end; f++) {
        if (!add_flow_field(w, node, f))
            return false;
        if (f == kind->headline && node->explicit_id) {
            begin_flow_entry(w, "id");
            buf_add_char(w->out, ' ');
            canonical_add_key(w->out, slice_of(node->id), w->flow);
        }
    }
    buf_add_char(w->out, '}');
    return true;
}

bool canonical_add_flow_node(
    struct buf *out, const struct map *map, const struct node *node, enum flow flow)
{
    struct writer w = { .out = out, .map = map, .flow = flow, .scratch = BUF_INIT };
    bool done = add_flow_entries(&w, node);
    buf_release(&w.scratch);
    return done;
}
