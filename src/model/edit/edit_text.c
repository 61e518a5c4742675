#include "model/edit/edit_text.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/ids.h"
#include "model/value_record.h"

enum {
    NAME_MAX_SHOWN = 60,
    VALUE_MAX = 1024 * 1024,
    REMOVED_LOOKED_AT = 4096, /* nodes that were removed last */
    TWIN_COSTS = 64           /* as many as one that has the same id */
};

static const char *const op_names[] = {
    [EDIT_SET] = "set",
    [EDIT_INSERT] = "insert",
    [EDIT_REMOVE] = "remove",
    [EDIT_MOVE] = "move",
};

/* --- tokens --- */

static bool needs_escape(unsigned char c)
{
    return c < 0x20 || c == 0x7f || c == '\\';
}

static void add_escape(struct buf *out, unsigned char c)
{
    static const char digits[] = "0123456789abcdef";
    bool hex = c != '\t' && c != '\n' && c != '\\';
    buf_add_char(out, '\\');
    buf_add_char(out, c == '\t' ? 't' : c == '\n' ? 'n' : hex ? 'x' : '\\');
    if (hex) {
        buf_add_char(out, digits[c >> 4]);
        buf_add_char(out, digits[c & 15]);
    }
}

void edit_token_add(struct buf *out, struct slice token)
{
    if (out->len && out->data[out->len - 1] != '\n')
        buf_add_char(out, '\t');
    while (token.len) {
        size_t plain = 0;
        while (plain < token.len && !needs_escape((unsigned char)token.data[plain]))
            plain++;
        buf_add(out, token.data, plain);
        token = slice_from(token, plain);
        if (token.len) {
            add_escape(out, (unsigned char)token.data[0]);
            token = slice_from(token, 1);
        }
    }
}

static int hex_digit(char c)
{
    return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The character that an escape stands for; what is no escape is taken as it is. */
static size_t unescape(struct slice text, struct buf *out)
{
    char c = text.len > 1 ? text.data[1] : '\\';
    if (c == 'x' && text.len > 3 && hex_digit(text.data[2]) >= 0 && hex_digit(text.data[3]) >= 0) {
        buf_add_char(out, (char)(hex_digit(text.data[2]) << 4 | hex_digit(text.data[3])));
        return 4;
    }
    buf_add_char(out, c == 't' ? '\t' : c == 'n' ? '\n' : c);
    return text.len > 1 ? 2 : 1;
}

bool edit_token_next(struct slice *rest, struct buf *out)
{
    if (!rest->data)
        return false;
    const char *tab = rest->len ? memchr(rest->data, '\t', rest->len) : NULL;
    struct slice token = { rest->data, tab ? (size_t)(tab - rest->data) : rest->len };
    *rest = tab ? slice_from(*rest, token.len + 1) : SLICE_NONE;
    while (token.len) {
        const char *escape = memchr(token.data, '\\', token.len);
        size_t plain = escape ? (size_t)(escape - token.data) : token.len;
        buf_add(out, token.data, plain);
        token = slice_from(token, plain);
        if (escape)
            token = slice_from(token, unescape(token, out));
    }
    return true;
}

/* --- writing --- */

static void add_number(struct buf *out, size_t number)
{
    struct buf token = BUF_INIT;
    buf_add_number(&token, number);
    edit_token_add(out, buf_slice(&token));
    buf_release(&token);
}

static void add_value(struct buf *out, struct slice value)
{
    struct buf token = BUF_INIT;
    buf_add_char(&token, value.data ? '=' : '-');
    if (value.data)
        buf_add_slice(&token, value);
    edit_token_add(out, buf_slice(&token));
    buf_release(&token);
}

static void add_name(struct buf *out, const struct node *node)
{
    struct buf name = BUF_INIT;
    text_clip(&name, node_headline(node), NAME_MAX_SHOWN, "…");
    edit_token_add(out, buf_slice(&name));
    buf_release(&name);
}

static void add_field(struct buf *out, enum field field, struct slice value)
{
    struct buf token = BUF_INIT;
    buf_addf(&token, "%s=", field_def(field)->key);
    buf_add_slice(&token, value);
    edit_token_add(out, buf_slice(&token));
    buf_release(&token);
}

static void add_unknown(struct buf *out, const struct value *value)
{
    struct buf token = BUF_INIT;
    buf_add_char(&token, '?');
    buf_add(&token, value->data, value->len);
    edit_token_add(out, buf_slice(&token));
    buf_release(&token);
}

/* The key of the user's that comes next in the alphabet; `last` NULL: the first. */
static const struct value *next_own(const struct node *node, const struct value *last)
{
    const struct value *next = NULL;
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        if (value->field >= FIELD_UNKNOWN && (!last || strcmp(value->data, last->data) > 0) &&
            (!next || strcmp(value->data, next->data) < 0))
            next = value;
    }
    return next;
}

/* In the order of the schema: so the same nodes give the same text. */
static void add_node(struct buf *out, const struct node *node)
{
    const struct kind_def *def = kind_def((enum node_kind)node->kind);
    struct buf kind = BUF_INIT;
    buf_addf(&kind, "(%s", def->name);
    edit_token_add(out, buf_slice(&kind));
    buf_release(&kind);
    edit_token_add(out, slice_of(node->id));
    for (enum field field = def->first; field < def->end; field++)
        if (node_has(node, field))
            add_field(out, field, node_get(node, field));
    for (const struct value *own = next_own(node, NULL); own; own = next_own(node, own))
        add_unknown(out, own);
    for (enum field field = def->first; field < def->end; field++)
        for (size_t k = 0; k < node_child_count(node, field); k++)
            add_node(out, node_child(node, field, k));
    edit_token_add(out, SLICE(")"));
}

/* An unknown key is "?KEY"; each of its values begins with it, and one of them is there. */
static void add_set(struct buf *out, const struct edit *edit)
{
    struct slice before = edit->before, after = edit->after;
    if (edit->field < FIELD_UNKNOWN) {
        edit_token_add(out, slice_of(field_def((enum field)edit->field)->key));
    } else {
        struct slice key = edit_key(edit);
        struct buf token = BUF_INIT;
        buf_add_char(&token, '?');
        buf_add_slice(&token, key);
        edit_token_add(out, buf_slice(&token));
        buf_release(&token);
        before = before.data ? slice_from(before, key.len + 1) : before;
        after = after.data ? slice_from(after, key.len + 1) : after;
    }
    add_value(out, before);
    add_value(out, after);
}

void edit_text_add(const struct edit *edit, struct buf *out)
{
    edit_token_add(out, slice_of(op_names[edit->op]));
    if (edit->op != EDIT_INSERT)
        edit_token_add(out, slice_of(edit->node->id));
    if (edit->op == EDIT_SET) {
        add_set(out, edit);
    }
    if (edit->op == EDIT_INSERT || edit->op == EDIT_MOVE) {
        edit_token_add(out, slice_of(edit->new_parent->id));
        add_number(out, edit->new_index);
    }
    if (edit->op == EDIT_INSERT) {
        add_node(out, edit->node);
    } else {
        add_name(out, edit->node);
        edit_token_add(out, slice_of(kind_def((enum node_kind)edit->node->kind)->name));
    }
}

/* --- taking a line apart --- */

static enum node_kind kind_named(struct slice name)
{
    int kind = KIND_MAP;
    while (kind < KIND_COUNT && !slice_is(name, kind_def((enum node_kind)kind)->name))
        kind++;
    return (enum node_kind)kind;
}

/* The next token; `line->text` has room for all, so that it stays where it is. */
static bool take(struct edit_line *line, struct slice *out)
{
    size_t begin = line->text.len;
    if (!edit_token_next(&line->rest, &line->text))
        return false;
    *out = (struct slice){ line->text.data + begin, line->text.len - begin };
    buf_add_char(&line->text, '\0');
    return true;
}

static bool take_number(struct edit_line *line, uint32_t *out)
{
    struct slice token;
    char *end;
    if (!take(line, &token) || !token.len || token.len > 9 || !is_digit(token.data[0]))
        return false;
    *out = (uint32_t)strtoul(token.data, &end, 10);
    return !*end;
}

static bool take_set(struct edit_line *line)
{
    struct slice before, after;
    if (!take(line, &line->key) || !take(line, &before) || !take(line, &after) || !line->key.len)
        return false;
    if (before.len && before.data[0] == '=')
        line->before = slice_from(before, 1);
    if (after.len && after.data[0] == '=')
        line->after = slice_from(after, 1);
    return after.len && (after.data[0] == '=' || slice_is(after, "-"));
}

static bool take_line(struct edit_line *line)
{
    struct slice token;
    int op = EDIT_SET;
    if (!take(line, &token))
        return false;
    while (op <= EDIT_MOVE && !slice_is(token, op_names[op]))
        op++;
    line->op = (enum edit_op)op;
    if (op > EDIT_MOVE || (op != EDIT_INSERT && !take(line, &line->id)))
        return false;
    if ((op == EDIT_INSERT || op == EDIT_MOVE) &&
        (!take(line, &line->parent) || !take_number(line, &line->index)))
        return false;
    if (op == EDIT_INSERT)
        return line->rest.data;
    if (op == EDIT_SET && !take_set(line))
        return false;
    if (take(line, &line->name) && take(line, &token))
        line->kind = kind_named(token);
    return true;
}

bool edit_line_begin(struct edit_line *line, struct slice text)
{
    enum { TOKENS = 8 };
    *line = (struct edit_line){ .rest = text, .kind = KIND_COUNT };
    buf_reserve(&line->text, text.len + TOKENS);
    return take_line(line);
}

void edit_line_release(struct edit_line *line)
{
    buf_release(&line->text);
}

/* --- reading --- */

struct reading {
    const struct edit_reader *reader;
    struct slice rest;
    struct buf token;
};

static bool next(struct reading *r)
{
    buf_clear(&r->token);
    return edit_token_next(&r->rest, &r->token);
}

static bool is_good_list(enum field field, struct slice value)
{
    struct slice item;
    if (value.len && value.data[value.len - 1] != '\0')
        return false;
    while (value_next_item(&value, &item))
        if (!field_accepts(field, item, NULL))
            return false;
    return true;
}

static bool is_good_per_persona(enum field field, struct slice value)
{
    struct slice id, number;
    if (!is_per_persona(value))
        return field_accepts(field, value, NULL);
    if (value.data[value.len - 1] != '\0')
        return false;
    while (value_next_item(&value, &id))
        if (!id.len || !value_next_item(&value, &number) || !field_accepts(field, number, NULL))
            return false;
    return true;
}

/* May the map hold this? What a file could not bring back must not come in here. */
static bool is_good_value(enum field field, struct slice value)
{
    if (value.len > VALUE_MAX || utf8_valid_length(value) != value.len)
        return false;
    switch (field_def(field)->type) {
    case FIELD_NODES:
        return false;
    case FIELD_LIST:
        return is_good_list(field, value);
    case FIELD_PER_PERSONA:
        return value.len && is_good_per_persona(field, value);
    case FIELD_TEXTS:
        return !value_is_list(value) || is_good_list(field, value);
    case FIELD_RECORD:
        return record_is_good(field_def(field), value);
    default:
        return !(value.len && memchr(value.data, '\0', value.len)) &&
               field_accepts(field, value, NULL);
    }
}

/* Of "?KEY": FIELD_UNKNOWN, or the field that it is, with its value; FIELD_ID: it can't be taken.
 */
static enum field own_key(const struct edit_reader *reader, const struct node *node,
    struct slice key, struct slice yaml, struct buf *value)
{
    enum node_kind kind = (enum node_kind)node->kind;
    if (!key.len || key.len > UINT16_MAX || !reader->own_key)
        return FIELD_ID;
    enum field field = reader->own_key(kind, key, yaml, value);
    return field < FIELD_COUNT && !is_good_value(field, buf_slice(value)) ? FIELD_ID : field;
}

/* One that no file could hold is skipped, and the rest is taken. */
static void put_own_key(struct reading *r, struct node *node, struct slice key, struct slice yaml)
{
    struct map *map = r->reader->map;
    struct buf value = BUF_INIT;
    enum field field = own_key(r->reader, node, key, yaml, &value);
    if (field == FIELD_UNKNOWN)
        field = unknown_field(&map->keys, &map->arena, key);
    if (field > FIELD_UNKNOWN && node_may_have_own_key(node))
        node_put_unknown(map, node, key, yaml);
    else if (field < FIELD_COUNT)
        node_put(map, node, field, buf_slice(&value));
    buf_release(&value);
}

/* "KEY=VALUE" or "?KEY", NUL, YAML */
static bool read_field(struct reading *r, struct node *node)
{
    struct slice token = buf_slice(&r->token);
    const char *sign = memchr(token.data, token.data[0] == '?' ? '\0' : '=', token.len);
    if (!sign)
        return false;
    struct slice value = slice_from(token, (size_t)(sign - token.data) + 1);
    if (token.data[0] == '?') {
        struct slice key = slice_of(token.data + 1);
        if (!key.len || key.len > UINT16_MAX)
            return false;
        put_own_key(r, node, key, value);
        return true;
    }
    enum field field = field_of_key(
        (enum node_kind)node->kind, (struct slice){ token.data, (size_t)(sign - token.data) });
    if (field >= FIELD_COUNT || !is_good_value(field, value))
        return false;
    node_put(r->reader->map, node, field, value);
    return true;
}

/* The token is "(KIND". What is below a node is of a kind that it may have: so it ends. */
static struct node *read_node(struct reading *r, enum node_kind parent)
{
    if (r->token.len < 2 || r->token.data[0] != '(')
        return NULL;
    struct map *map = r->reader->map;
    enum node_kind kind = kind_named(slice_from(buf_slice(&r->token), 1));
    if (kind == KIND_MAP || kind == KIND_COUNT ||
        (parent < KIND_COUNT && field_of_child(parent, kind) == FIELD_UNKNOWN) || !next(r) ||
        !id_is_good(kind, buf_slice(&r->token)) || slice_is(buf_slice(&r->token), map->root->id))
        return NULL;
    struct node *node = node_new(map, kind);
    node->id = arena_copy(&map->arena, r->token.data, r->token.len);
    while (next(r) && r->token.len && !slice_is(buf_slice(&r->token), ")")) {
        struct node *child = r->token.data[0] == '(' ? read_node(r, kind) : NULL;
        if (child)
            node_attach(map, node, child, (size_t)-1);
        else if (r->token.data[0] == '(' || !read_field(r, node))
            return NULL;
    }
    bool good = slice_is(buf_slice(&r->token), ")");
    return good ? node : NULL;
}

struct node *edit_line_node(
    const struct edit_reader *reader, const struct edit_line *line, enum node_kind parent)
{
    struct reading r = { .reader = reader, .rest = line->rest, .token = BUF_INIT };
    struct node *node = next(&r) ? read_node(&r, parent) : NULL;
    buf_release(&r.token);
    return node;
}

static bool says_the_same(const struct node *node, struct slice text)
{
    struct buf own = BUF_INIT;
    add_node(&own, node);
    bool same = slice_equal(buf_slice(&own), text);
    buf_release(&own);
    return same;
}

/* The node that is out of the tree and is what the line says: it comes back as itself. */
static struct node *removed_twin(const struct map *map, const struct node *node)
{
    struct node *twin = NULL;
    struct buf text = BUF_INIT;
    add_node(&text, node);
    int left = REMOVED_LOOKED_AT;
    for (const struct removed *at = map->removed; at && !twin && left > 0; at = at->next, left--)
        if (at->node->kind == node->kind && strcmp(at->node->id, node->id) == 0 &&
            !node_in_tree(map, at->node)) {
            twin = says_the_same(at->node, buf_slice(&text)) ? at->node : NULL;
            left -= TWIN_COSTS;
        }
    buf_release(&text);
    return twin;
}

static enum edit_text read_insert(
    const struct edit_reader *reader, const struct edit_line *line, bool again, struct edit *out)
{
    out->node = edit_line_node(reader, line, (enum node_kind)out->new_parent->kind);
    if (!out->node)
        return EDIT_TEXT_BAD;
    struct node *twin = again ? removed_twin(reader->map, out->node) : NULL;
    if (twin)
        out->node = twin;
    else if (!again)
        ids_assign(reader->map, out->node);
    return EDIT_TEXT_GOOD;
}

static struct slice keep(const struct edit_reader *reader, struct slice text)
{
    return (struct slice){ arena_copy(&reader->map->arena, text.data, text.len), text.len };
}

static enum edit_text set_known(
    const struct edit_reader *reader, struct edit *out, enum field field, struct slice value)
{
    out->field = (uint16_t)field;
    if (!value.data)
        return field == MAP_TITLE || field == MAP_CJM ? EDIT_TEXT_BAD : EDIT_TEXT_GOOD;
    if (!is_good_value(field, value))
        return EDIT_TEXT_BAD;
    out->after = keep(reader, value);
    return EDIT_TEXT_GOOD;
}

/* A value of its own is the key, a NUL and the YAML. */
static enum edit_text set_unknown(
    const struct edit_reader *reader, struct edit *out, struct slice key, struct slice yaml)
{
    struct map *map = reader->map;
    struct buf text = BUF_INIT;
    enum field field = unknown_field(&map->keys, &map->arena, key);
    out->field = (uint16_t)field;
    buf_add(&text, key.data, key.len + 1);
    buf_add_slice(&text, yaml);
    if (yaml.data)
        out->after = keep(reader, buf_slice(&text));
    buf_release(&text);
    bool room = !yaml.data || node_has(out->node, field) || node_may_have_own_key(out->node);
    return field > FIELD_UNKNOWN && room ? EDIT_TEXT_GOOD : EDIT_TEXT_BAD;
}

/* Where it is removed the schema says what it is. */
static enum edit_text set_own(
    const struct edit_reader *reader, struct edit *out, struct slice key, struct slice yaml)
{
    struct buf value = BUF_INIT;
    enum field field = yaml.data ? own_key(reader, out->node, key, yaml, &value)
                                 : field_of_key((enum node_kind)out->node->kind, key);
    enum edit_text result = EDIT_TEXT_BAD;
    if (field < FIELD_COUNT && field_def(field)->type != FIELD_NODES)
        result = set_known(reader, out, field, yaml.data ? buf_slice(&value) : SLICE_NONE);
    else if (field == FIELD_UNKNOWN)
        result = set_unknown(reader, out, key, yaml);
    buf_release(&value);
    return result;
}

static enum edit_text read_set(
    const struct edit_reader *reader, const struct edit_line *line, struct edit *out)
{
    if (memchr(line->key.data, '\0', line->key.len))
        return EDIT_TEXT_BAD;
    if (line->key.len > 1 && line->key.data[0] == '?')
        return set_own(reader, out, slice_from(line->key, 1), line->after);
    enum field field = field_of_key((enum node_kind)out->node->kind, line->key);
    bool good = field < FIELD_COUNT && field_def(field)->type != FIELD_NODES;
    return good ? set_known(reader, out, field, line->after) : EDIT_TEXT_BAD;
}

static enum edit_text read_line(
    const struct edit_reader *reader, const struct edit_line *line, bool again, struct edit *out)
{
    bool places = line->op == EDIT_INSERT || line->op == EDIT_MOVE;
    out->op = line->op;
    out->new_index = line->index;
    out->node = line->op == EDIT_INSERT ? NULL : map_find(reader->map, line->id);
    out->new_parent = places ? map_find(reader->map, line->parent) : NULL;
    if ((line->op != EDIT_INSERT && !out->node) || (places && !out->new_parent))
        return EDIT_TEXT_LOST;
    if (line->op == EDIT_INSERT)
        return read_insert(reader, line, again, out);
    if (line->op == EDIT_SET)
        return read_set(reader, line, out);
    bool may = out->node != reader->map->root &&
               (!places || field_of_child((enum node_kind)out->new_parent->kind,
                               (enum node_kind)out->node->kind) != FIELD_UNKNOWN);
    return may ? EDIT_TEXT_GOOD : EDIT_TEXT_BAD;
}

/* No further than the end of the list, which moves and inserts count on. */
static void clamp_index(struct edit *edit)
{
    if (edit->op != EDIT_INSERT && edit->op != EDIT_MOVE)
        return;
    const struct node *parent = edit->new_parent, *node = edit->node;
    size_t count = node_child_count(
        parent, field_of_child((enum node_kind)parent->kind, (enum node_kind)node->kind));
    if (edit->op == EDIT_MOVE)
        count -= node->parent == parent;
    if (edit->new_index > count)
        edit->new_index = (uint32_t)count;
}

enum edit_text edit_text_read(
    const struct edit_reader *reader, struct slice text, bool again, struct edit *out)
{
    struct edit_line line;
    enum edit_text result = EDIT_TEXT_BAD;
    *out = (struct edit){ 0 };
    if (edit_line_begin(&line, text))
        result = read_line(reader, &line, again, out);
    if (result == EDIT_TEXT_GOOD)
        clamp_index(out);
    edit_line_release(&line);
    return result;
}
