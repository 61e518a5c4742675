/* The JSON Schema of the JSON export, made from the table of fields. */
#include "export/export.h"
#include "export/text/json.h"

static void add_word(struct json *json, const char *key, const char *word)
{
    json_key(json, key);
    json_text(json, slice_of(word));
}

static void add_words(struct json *json, const char *key, const char *const *words)
{
    json_key(json, key);
    json_open(json, '[');
    for (; *words; words++) {
        json_item(json);
        json_text(json, slice_of(*words));
    }
    json_close(json, ']');
}

static void add_range(struct json *json, const struct field_def *def)
{
    if (!def->low && !def->high)
        return;
    json_key(json, "minimum");
    buf_addf(json->out, "%d", def->low);
    json_key(json, "maximum");
    buf_addf(json->out, "%d", def->high);
}

static void add_integer(struct json *json, const struct field_def *def)
{
    add_word(json, "type", "integer");
    add_range(json, def);
}

static void add_text(struct json *json, const struct field_def *def)
{
    add_word(json, "type", "string");
    if (def->words)
        add_words(json, "examples", def->words);
}

static void add_choice(struct json *json, const struct field_def *def)
{
    add_words(json, "enum", def->words);
}

static void add_boolean(struct json *json, const struct field_def *def)
{
    (void)def;
    add_word(json, "type", "boolean");
}

static void add_date(struct json *json, const struct field_def *def)
{
    (void)def;
    add_word(json, "type", "string");
    add_word(json, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
}

/* What a reader of numbers would change, such as 1.50, is a text. */
static void add_figure(struct json *json, const struct field_def *def)
{
    add_words(json, "type", (const char *const[]){ "number", "string", NULL });
    add_range(json, def);
    if (def->type == FIELD_NUMBER)
        add_word(json, "pattern", "^-?[0-9]+([.][0-9]+)?$");
}

static void add_list(struct json *json, const struct field_def *def)
{
    add_word(json, "type", "array");
    json_key(json, "items");
    json_open(json, '{');
    add_text(json, def);
    json_close(json, '}');
}

/* One of two: `add` for one, `other` for several. */
static void add_either(struct json *json, const struct field_def *def,
    void (*one)(struct json *json, const struct field_def *def),
    void (*other)(struct json *json, const struct field_def *def))
{
    json_key(json, "anyOf");
    json_open(json, '[');
    for (int i = 0; i < 2; i++) {
        json_item(json);
        json_open(json, '{');
        (i ? other : one)(json, def);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void add_texts(struct json *json, const struct field_def *def)
{
    add_either(json, def, add_text, add_list);
}

static void add_pairs(struct json *json, const struct field_def *def)
{
    add_word(json, "type", "object");
    json_key(json, "additionalProperties");
    json_open(json, '{');
    add_integer(json, def);
    json_close(json, '}');
}

static void add_per_persona(struct json *json, const struct field_def *def)
{
    add_either(json, def, add_integer, add_pairs);
}

static void add_record(struct json *json, const struct field_def *def)
{
    add_word(json, "type", "object");
    json_key(json, "propertyNames");
    json_open(json, '{');
    add_words(json, "enum", def->words);
    json_close(json, '}');
}

static void add_nodes(struct json *json, const struct field_def *def)
{
    struct buf name = BUF_INIT;
    add_word(json, "type", "array");
    json_key(json, "items");
    json_open(json, '{');
    buf_addf(&name, "#/$defs/%s", kind_def(def->child)->name);
    add_word(json, "$ref", name.data);
    json_close(json, '}');
    buf_release(&name);
}

static void add_field(struct json *json, const struct field_def *def)
{
    static void (*const add[])(struct json * json, const struct field_def *def) = {
        [FIELD_TEXT] = add_text,
        [FIELD_LONG_TEXT] = add_text,
        [FIELD_LIST] = add_list,
        [FIELD_INTEGER] = add_integer,
        [FIELD_NUMBER] = add_figure,
        [FIELD_CHOICE] = add_choice,
        [FIELD_BOOLEAN] = add_boolean,
        [FIELD_DATE] = add_date,
        [FIELD_DURATION] = add_text,
        [FIELD_LENGTH] = add_text,
        [FIELD_FIGURE] = add_figure,
        [FIELD_TEXTS] = add_texts,
        [FIELD_PATH] = add_text,
        [FIELD_RECORD] = add_record,
        [FIELD_PER_PERSONA] = add_per_persona,
        [FIELD_NODES] = add_nodes,
    };
    json_key(json, def->key);
    json_open(json, '{');
    if (def->label)
        add_word(json, "title", def->label);
    add_word(json, "description", def->help);
    add[def->type](json, def);
    json_close(json, '}');
}

static void add_headline(struct json *json, enum node_kind kind)
{
    const char *key = field_def(kind_def(kind)->headline)->key;
    add_words(json, "required", (const char *const[]){ key, NULL });
}

/* A node without the text that names it is called by its id. */
static void add_headline_or_id(struct json *json, enum node_kind kind)
{
    json_key(json, "anyOf");
    json_open(json, '[');
    json_item(json);
    json_open(json, '{');
    add_headline(json, kind);
    json_close(json, '}');
    json_item(json);
    json_open(json, '{');
    add_words(json, "required", (const char *const[]){ "id", NULL });
    json_close(json, '}');
    json_close(json, ']');
}

/* Keys that are not in the table are the map's own. */
static void add_kind(struct json *json, enum node_kind kind)
{
    const struct kind_def *def = kind_def(kind);
    add_word(json, "type", "object");
    if (kind == KIND_MAP)
        add_headline(json, kind);
    else
        add_headline_or_id(json, kind);
    json_key(json, "properties");
    json_open(json, '{');
    if (kind != KIND_MAP) {
        json_key(json, "id");
        json_open(json, '{');
        add_word(json, "description", "a name in the map that never changes");
        add_word(json, "type", "string");
        json_close(json, '}');
    }
    for (enum field field = def->first; field < def->end; field++)
        add_field(json, field_def(field));
    json_close(json, '}');
}

void export_schema(struct buf *out)
{
    struct json json = { .out = out };
    json_open(&json, '{');
    add_word(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    add_word(&json, "title", "Customer journey map");
    add_kind(&json, KIND_MAP);
    json_key(&json, "$defs");
    json_open(&json, '{');
    for (enum node_kind kind = KIND_MAP + 1; kind < KIND_COUNT; kind++) {
        json_key(&json, kind_def(kind)->name);
        json_open(&json, '{');
        add_kind(&json, kind);
        json_close(&json, '}');
    }
    json_close(&json, '}');
    json_close(&json, '}');
    buf_add_char(out, '\n');
}
