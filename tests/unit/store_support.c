#include "unit/store_support.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/store.h"
#include "store/template.h"

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
    map_begin(map);
    if (store_read_text(map, "f", text, &diags) != STATUS_OK)
        fail_with("refused", &diags, text);
    diags_release(&diags);
}

void take_messages(struct diags *diags, struct buf *out)
{
    for (size_t i = 0; i < diags->count; i++) {
        diag_format(&diags->items[i], out);
        buf_add_char(out, '\n');
    }
    diags_release(diags);
}

void read_template(struct map *map, const char *name)
{
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT;
    map_begin(map);
    enum status status = template_read(map, slice_of(name), &diags);
    take_messages(&diags, &text);
    cr_assert(status == STATUS_OK && !text.len, "%s: %s", name, text.data);
    buf_release(&text);
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
    if (value->field < FIELD_UNKNOWN)
        return node_has(b, value->field) &&
               slice_equal((struct slice){ value->data, value->len }, node_get(b, value->field));
    for (size_t i = 0; i < b->value_count; i++)
        if (b->values[i].field >= FIELD_UNKNOWN && b->values[i].key_len == value->key_len &&
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
