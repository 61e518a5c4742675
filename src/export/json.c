/* The map as it is, with all ids, for programs. */
#include "export/text/json.h"

#include "base/i18n.h"
#include "export/export.h"
#include "model/edit/per_persona.h"
#include "store/write/stored.h"

struct writer {
    struct json json;
    const struct map *map;
    struct buf scratch;
};

static void add_texts(struct json *json, struct slice list)
{
    struct slice item;
    json_open(json, '[');
    while (value_next_item(&list, &item)) {
        json_item(json);
        json_text(json, item);
    }
    json_close(json, ']');
}

/* Pairs of a key and a number or a text. */
static void add_pairs(struct json *json, struct slice pairs)
{
    struct slice key, value;
    json_open(json, '{');
    while (value_next_item(&pairs, &key) && value_next_item(&pairs, &value)) {
        json_key_of(json, key);
        json_number(json, value);
    }
    json_close(json, '}');
}

static void add_value(struct json *json, enum field field, struct slice value)
{
    enum field_type type = field_def(field)->type;
    if (type == FIELD_LIST || (type == FIELD_TEXTS && value_is_list(value)))
        add_texts(json, value);
    else if (type == FIELD_RECORD || (type == FIELD_PER_PERSONA && is_per_persona(value)))
        add_pairs(json, value);
    else if (type == FIELD_BOOLEAN)
        buf_add_slice(json->out, value);
    else if (type == FIELD_INTEGER || type == FIELD_NUMBER || type == FIELD_FIGURE ||
             type == FIELD_PER_PERSONA)
        json_number(json, value);
    else
        json_text(json, value);
}

static void add_node(struct writer *w, const struct node *node);

static void add_field(struct writer *w, const struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    if (def->type == FIELD_NODES) {
        struct node_list list = node_children(node, field);
        if (!list.count && field != MAP_STAGES) /* which readers may rely on */
            return;
        json_key(&w->json, def->key);
        json_open(&w->json, '[');
        for (uint32_t i = 0; i < list.count; i++) {
            json_item(&w->json);
            add_node(w, list.items[i]);
        }
        json_close(&w->json, ']');
        return;
    }
    struct stored stored = stored_value(w->map, node, field, &w->scratch);
    if (!stored.there)
        return;
    json_key(&w->json, def->key);
    add_value(&w->json, field, stored.text);
}

static void add_node(struct writer *w, const struct node *node)
{
    const struct kind_def *kind = kind_def(node->kind);
    json_open(&w->json, '{');
    for (enum field field = kind->first; field < kind->end; field++) {
        add_field(w, node, field);
        if (field == kind->headline && node->parent) {
            json_key(&w->json, "id");
            json_text(&w->json, slice_of(node->id));
        }
    }
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        if (value->field < FIELD_UNKNOWN)
            continue;
        json_key_of(&w->json, unknown_key(value));
        json_yaml(&w->json, unknown_yaml(value));
    }
    json_close(&w->json, '}');
}

static enum status json_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct writer w = { .json = { .out = out }, .map = map, .scratch = BUF_INIT };
    (void)options, (void)diags;
    add_node(&w, map->root);
    buf_add_char(out, '\n');
    buf_release(&w.scratch);
    return STATUS_OK;
}

const struct export_format export_json = {
    .name = "json",
    .endings = (const char *const[]){ "json", NULL },
    .help = N_("the whole map as JSON, for programs"),
    .takes = (const char *const[]){ "schema", NULL },
    .write = json_write,
};
