#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "unit/store_support.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/store.h"

static void fail_with(const char *what, const struct diags *diags, struct slice text)
{
    struct buf message = BUF_INIT;
    for (size_t i = 0; i < diags->count; i++) {
        diag_format(&diags->items[i], &message);
        buf_add_char(&message, '\n');
    }
    cr_assert_fail(
        "%s: %s\n%.*s", what, message.data, text.len > 3000 ? 3000 : (int)text.len, text.data);
}

void read_map(struct map *map, struct slice text)
{
    struct diags diags = DIAGS_INIT;
    map_init(map);
    if (store_read_text(map, "f", text, &diags) != STATUS_OK)
        fail_with("refused", &diags, text);
    diags_release(&diags);
}

void write_map(const struct map *map, struct buf *out)
{
    struct diags diags = DIAGS_INIT;
    if (store_text(map, out, &diags) != STATUS_OK) {
        struct buf canonical = BUF_INIT;
        store_canonical(map, &canonical);
        fail_with("not written", &diags, buf_slice(&canonical));
    }
    diags_release(&diags);
}

static bool same_value(const struct value *value, const struct node *b)
{
    if (value->field != FIELD_UNKNOWN)
        return node_has(b, value->field) &&
               slice_equal((struct slice){ value->data, value->len }, node_get(b, value->field));
    for (size_t i = 0; i < b->value_count; i++)
        if (b->values[i].field == FIELD_UNKNOWN && b->values[i].key_len == value->key_len &&
            b->values[i].len == value->len &&
            memcmp(b->values[i].data, value->data, value->len) == 0)
            return true;
    return false;
}

static bool differs(struct buf *why, const struct node *node, const char *what)
{
    buf_addf(why, "%s '%s': %s", kind_def(node->kind)->name, node->id, what);
    return false;
}

bool same_nodes(const struct node *a, const struct node *b, struct buf *why)
{
    if (a->kind != b->kind || strcmp(a->id, b->id) != 0)
        return differs(why, a, b->id);
    if (a->value_count != b->value_count)
        return differs(why, a, "number of fields");
    for (size_t i = 0; i < a->value_count; i++)
        if (!same_value(&a->values[i], b))
            return differs(why, a, a->values[i].data);
    const struct kind_def *kind = kind_def(a->kind);
    for (enum field f = kind->first; f < kind->end; f++) {
        size_t count = node_child_count(a, f);
        if (count != node_child_count(b, f))
            return differs(why, a, field_def(f)->key);
        for (size_t i = 0; i < count; i++)
            if (!same_nodes(node_child(a, f, i), node_child(b, f, i), why))
                return false;
    }
    return true;
}

void expect_round_trip(const struct map *map, const char *what)
{
    struct map back;
    struct buf text = BUF_INIT, why = BUF_INIT;
    write_map(map, &text);
    read_map(&back, buf_slice(&text));
    if (!same_nodes(map->root, back.root, &why))
        cr_assert_fail("%s: %s\n%.3000s", what, why.data, text.data);
    map_release(&back);
    buf_release(&text);
    buf_release(&why);
}

/* xorshift64* */
unsigned random_below(uint64_t *state, unsigned below)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (unsigned)((*state * 2685821657736338717u) >> 33) % below;
}

void random_text(uint64_t *state, struct buf *out)
{
    static const char *const pieces[] = { " ", " ", "a", "word", "\n", "\n\n", "\t", ":", ": ", "#",
        " #", "-", "- ", "--- ", "...", "?", "'", "\"", "\\", "\\n", "%", "@", "`", "!", "&", "*",
        "|", ">", "{", "}", "[", "]", ",", "no", "1e3", "~", "null", "=", "<<", "0x1F",
        "2026-11-21", "\r", "\x01", "\x1B[31m", "\x7F", "\xC2\x85", "\xC2\x9B", "\xC2\xA0",
        "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF", "\xEF\xBF\xBD", "\xEF\xBF\xBE",
        "\xE2\x80\x8F", "\xD7\xA9\xD7\x9C", "e\xCC\x81", "\xE7\x94\xB5\xE8\xA7\x86",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", "\xF4\x8F\xBF\xBD" };
    for (unsigned n = random_below(state, 9); n; n--)
        buf_adds(out, pieces[random_below(state, sizeof pieces / sizeof *pieces)]);
}

/* --- edits --- */

static struct slice next_word(struct slice *rest, char end)
{
    while (rest->len && rest->data[0] == ' ')
        *rest = slice_from(*rest, 1);
    const char *found = memchr(rest->data, end, rest->len);
    size_t len = found ? (size_t)(found - rest->data) : rest->len;
    struct slice word = { rest->data, len };
    *rest = slice_from(*rest, found ? len + 1 : len);
    return word;
}

static struct node *find_node(const struct map *map, struct slice id)
{
    struct node *node = map_find(map, id);
    cr_assert_not_null(node, "no node '%.*s'", SLICE_ARG(id));
    return node;
}

static size_t next_number(struct slice *rest)
{
    return (size_t)atoi(next_word(rest, ' ').data);
}

static void add_text(struct buf *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        buf_add_char(out, text.data[i] == '|' ? '\n' : text.data[i]);
}

static void run_edit(struct map *map, struct undo *undo, struct slice edit)
{
    struct slice verb = next_word(&edit, ' ');
    struct node *node = find_node(map, next_word(&edit, ' '));
    struct buf text = BUF_INIT;
    if (slice_is(verb, "remove")) {
        edit_remove(undo, node);
    } else if (slice_is(verb, "move")) {
        struct node *parent = find_node(map, next_word(&edit, ' '));
        edit_move(undo, node, parent, next_number(&edit));
    } else {
        enum field field = field_of_key(node->kind, next_word(&edit, ' '));
        if (slice_is(verb, "add")) {
            size_t index = next_number(&edit);
            enum node_kind kind = field_def(field)->child;
            struct node *child = node_new(map, kind);
            add_text(&text, edit);
            node_put(map, child, kind_def(kind)->headline, buf_slice(&text));
            edit_insert(undo, node, child, index);
        } else {
            add_text(&text, edit);
            edit_set(undo, node, field, slice_is(verb, "set") ? buf_slice(&text) : SLICE_NONE);
        }
    }
    buf_release(&text);
}

void edit_by_script(struct map *map, struct undo *undo, const char *script)
{
    struct slice rest = slice_of(script);
    while (rest.len)
        run_edit(map, undo, next_word(&rest, ';'));
}

static struct node *random_node(const struct map *map, uint64_t *state)
{
    unsigned count = 0;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        count++;
    struct node *node = map->root;
    for (count = random_below(state, count); count; count--)
        node = node_next(node, map->root);
    return node;
}

static void random_list(struct node *node, enum field field, uint64_t *state, struct buf *out)
{
    struct slice rest = node_get(node, field), item;
    unsigned left_out = random_below(state, 4);
    for (unsigned i = 0; value_next_item(&rest, &item); i++)
        if (i != left_out)
            value_add_item(out, item);
    if (random_below(state, 2)) {
        struct buf text = BUF_INIT;
        random_text(state, &text);
        value_add_item(out, buf_slice(&text));
        buf_release(&text);
    }
}

static void add_random_child(
    struct map *map, struct undo *undo, struct node *parent, enum field field, uint64_t *state)
{
    enum node_kind kind = field_def(field)->child;
    struct node *child = node_new(map, kind);
    struct buf name = BUF_INIT;
    buf_addf(&name, "new %u", random_below(state, 9));
    if (random_below(state, 3))
        node_put(map, child, kind_def(kind)->headline, buf_slice(&name));
    edit_insert(undo, parent, child, random_below(state, 5));
    buf_release(&name);
}

/* A value that the field accepts; nothing: none was made. */
static void random_value(
    const struct map *map, struct node *node, enum field field, uint64_t *state, struct buf *out)
{
    const struct field_def *def = field_def(field);
    const struct node *persona = node_child(map->root, MAP_PERSONAS, random_below(state, 3));
    switch (def->type) {
    case FIELD_TEXT:
    case FIELD_LONG_TEXT:
        random_text(state, out);
        break;
    case FIELD_LIST:
        random_list(node, field, state, out);
        break;
    case FIELD_INTEGER:
        buf_addf(
            out, "%d", def->low + (int)random_below(state, (unsigned)(def->high - def->low + 1)));
        break;
    case FIELD_CHOICE:
    case FIELD_BOOLEAN:
        buf_adds(out, def->words[random_below(state, 2)]);
        break;
    case FIELD_DATE:
        buf_adds(out, "2026-02-03");
        break;
    case FIELD_DURATION:
        buf_adds(out, "3 weeks");
        break;
    case FIELD_NUMBER:
        buf_adds(out, "0.5");
        break;
    case FIELD_PER_PERSONA:
        touchpoint_emotion_with(
            map, node, persona ? persona->id : NULL, (int)random_below(state, 5) - 2, out);
        break;
    case FIELD_NODES:
        break;
    }
}

static void set_at_random(struct map *map, struct undo *undo, struct node *node, uint64_t *state)
{
    const struct kind_def *kind = kind_def(node->kind);
    enum field field = kind->first + random_below(state, (unsigned)(kind->end - kind->first));
    struct buf value = BUF_INIT;
    if (field_def(field)->type == FIELD_NODES) {
        add_random_child(map, undo, node, field, state);
    } else if (field != MAP_CJM) {
        random_value(map, node, field, state, &value);
        enum field_type type = field_def(field)->type;
        bool may_be_empty = type == FIELD_TEXT || type == FIELD_LONG_TEXT || type == FIELD_LIST;
        bool unset = random_below(state, 5) == 0 || (!value.len && !may_be_empty);
        edit_set(undo, node, field, unset ? SLICE_NONE : buf_slice(&value));
    }
    buf_release(&value);
}

void edit_at_random(struct map *map, struct undo *undo, uint64_t *state)
{
    struct node *node = random_node(map, state), *target = random_node(map, state);
    unsigned action = random_below(state, 10);
    if (action == 0 && node->parent)
        edit_remove(undo, node);
    else if (action <= 3 && node->parent)
        edit_move(undo, node,
            field_of_child(target->kind, node->kind) != FIELD_UNKNOWN ? target : node->parent,
            random_below(state, 5));
    else if (action == 4)
        undo_undo(undo);
    else if (action == 5)
        undo_redo(undo);
    else
        set_at_random(map, undo, node, state);
}

/* --- differences --- */

enum { LINES_MAX = 200 };

static size_t split_lines(struct slice text, struct slice lines[LINES_MAX])
{
    size_t count = 0;
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) + 1 : text.len;
        cr_assert_lt(count, (size_t)LINES_MAX);
        lines[count++] = (struct slice){ text.data, len };
        text = slice_from(text, len);
    }
    return count;
}

static void add_marked(struct buf *out, char mark, struct slice line)
{
    buf_add_char(out, mark);
    buf_add_slice(out, line);
    if (line.data[line.len - 1] != '\n')
        buf_adds(out, "(no line break)\n");
}

/* By the longest common subsequence of lines. */
void add_difference(struct buf *out, struct slice old, struct slice new)
{
    static unsigned char common[LINES_MAX + 1][LINES_MAX + 1];
    struct slice a[LINES_MAX], b[LINES_MAX];
    size_t n = split_lines(old, a), m = split_lines(new, b), i, k;
    memset(common, 0, sizeof common);
    for (i = n; i-- > 0;)
        for (k = m; k-- > 0;)
            if (slice_equal(a[i], b[k]))
                common[i][k] = (unsigned char)(common[i + 1][k + 1] + 1);
            else
                common[i][k] = common[i + 1][k] > common[i][k + 1] ? common[i + 1][k]
                                                                   : common[i][k + 1];
    for (i = k = 0; i < n || k < m;) {
        if (i < n && k < m && slice_equal(a[i], b[k])) {
            i++;
            k++;
        } else if (i < n && (k == m || common[i + 1][k] >= common[i][k + 1])) {
            add_marked(out, '-', a[i++]);
        } else {
            add_marked(out, '+', b[k++]);
        }
    }
}
