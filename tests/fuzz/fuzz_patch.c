/*
 * The text of a map, a NUL byte, and what is edited in it. Whatever that is, the text that is
 * written is read back as the map; where one value changes one line does, and its comment stays;
 * and after the undo of it all the text is what it was.
 */
#include "fuzz.h"
#include "unit/random_edits.h"

#include <yaml.h>

#include "store/store.h"

enum { EDITS_MAX = 30, LARGE = 300 * 1024 };

/* Appends the map's text. */
static void write_text(const struct map *map, struct buf *out)
{
    struct diags diags = DIAGS_INIT;
    if (store_text(map, out, &diags) != STATUS_OK)
        fuzz_fail("%s", diags.items[0].text);
    diags_release(&diags);
}

/* --- one value --- */

/* Appends the text with blanks for all scalars; what is behind a # then is a comment. False: some
 * scalar is longer than a line, so that a change of it may be, too; or marks are not bytes. */
static bool add_without_scalars(struct slice text, struct buf *out)
{
    yaml_parser_t parser;
    yaml_event_t event;
    bool simple = true;
    for (size_t i = 0; i < text.len; i++)
        simple = simple && (unsigned char)text.data[i] < 0x80;
    buf_add_slice(out, text);
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.data, text.len);
    for (bool over = false; simple && !over;) {
        if (!yaml_parser_parse(&parser, &event))
            fuzz_fail("libyaml: %s in\n%.*s", parser.problem, SLICE_ARG(text));
        over = event.type == YAML_STREAM_END_EVENT;
        if (event.type == YAML_SCALAR_EVENT) {
            simple = event.start_mark.line == event.end_mark.line;
            size_t len = event.end_mark.index - event.start_mark.index;
            memset(out->data + event.start_mark.index, ' ', len);
        }
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return simple;
}

static struct slice comment_of(struct slice line)
{
    const char *sign = line.len ? memchr(line.data, '#', line.len) : NULL;
    return sign ? slice_from(line, (size_t)(sign - line.data)) : SLICE("");
}

/* Both without their scalars. */
static void check_comments(struct slice before, struct slice after)
{
    struct slice old, new;
    while (slice_next_line(&before, &old) && slice_next_line(&after, &new))
        if (!slice_equal(comment_of(old), comment_of(new)))
            fuzz_fail("the comment \"%.*s\" is gone", SLICE_ARG(comment_of(old)));
}

static void check_one_line(struct slice before, struct slice after)
{
    struct slice old, new;
    struct slice rest = before, rest_after = after;
    size_t changed = 0;
    bool more = true;
    while (more) {
        more = slice_next_line(&rest, &old);
        if (more != slice_next_line(&rest_after, &new))
            fuzz_fail("another number of lines:\n%.*s\n--- was\n%.*s", SLICE_ARG(after),
                SLICE_ARG(before));
        changed += more && !slice_equal(old, new);
    }
    if (changed > 1)
        fuzz_fail("%zu lines changed:\n%.*s\n--- was\n%.*s", changed, SLICE_ARG(after),
            SLICE_ARG(before));
}

static struct node *any_node(struct map *map)
{
    struct node *node = map->root, *next = node;
    for (unsigned left = fuzz_below(256); left && next; left--) {
        node = next;
        next = node_next(node, map->root);
    }
    return node;
}

/* One that has a value which stands in one line by itself; FIELD_ID: none. */
static enum field any_field(const struct node *node)
{
    if (!node->value_count)
        return FIELD_ID;
    enum field field = (enum field)node->values[fuzz_below(node->value_count)].field;
    bool alone = field < FIELD_COUNT && field != MAP_CJM &&
                 field != kind_def((enum node_kind)node->kind)->headline &&
                 field_def(field)->type != FIELD_LIST &&
                 field_def(field)->type != FIELD_PER_PERSONA;
    return alone ? field : FIELD_ID;
}

static void change_one(struct undo *undo)
{
    struct map *map = undo->map;
    struct node *node = any_node(map);
    enum field field = any_field(node);
    struct buf value = BUF_INIT, text = BUF_INIT, before = BUF_INIT, after = BUF_INIT;
    if (field == FIELD_ID || !add_without_scalars(map_source(map), &before)) {
        buf_release(&before);
        return;
    }
    random_value(map, node, field, &fuzz_state, &value);
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i] == '\n')
            value.data[i] = ' ';
    if (value.len)
        edit_set(undo, node, field, buf_slice(&value));
    write_text(map, &text);
    fuzz_check_text(map, buf_slice(&text));
    check_one_line(map_source(map), buf_slice(&text));
    add_without_scalars(buf_slice(&text), &after);
    check_comments(buf_slice(&before), buf_slice(&after));
    buf_release(&value);
    buf_release(&text);
    buf_release(&before);
    buf_release(&after);
}

/* --- any edits --- */

static void ready(void *context, const struct store_change *change)
{
    const struct map *map = context;
    struct slice before = map_source(map), text = change->text;
    size_t begin = change->same_begin, end = change->same_end;
    fuzz_check_text(map, text);
    if (begin > before.len || begin > text.len || end > before.len || end > text.len ||
        memcmp(before.data, text.data, begin) != 0 ||
        memcmp(before.data + before.len - end, text.data + text.len - end, end) != 0)
        fuzz_fail("not the same: %zu bytes at the beginning, %zu at the end", begin, end);
}

/* As when it is saved: what was written is the source of the next text. */
static void save(struct map *map)
{
    struct diags diags = DIAGS_INIT;
    struct store_rendering rendering = { ready, map };
    if (store_render(map, "map.yaml", &rendering, &diags) != STATUS_OK)
        fuzz_fail("%s", diags.items[0].text);
    diags_release(&diags);
}

static void change_any(struct undo *undo, const char *source)
{
    bool saved = false;
    struct buf text = BUF_INIT;
    for (int i = 0; i < EDITS_MAX && fuzz_more(); i++) {
        fuzz_edit(undo);
        if (fuzz_below(8) == 0) {
            save(undo->map);
            saved = true;
        }
    }
    fuzz_check_map(undo->map);
    while (undo_undo(undo))
        ;
    write_text(undo->map, &text);
    fuzz_check_text(undo->map, buf_slice(&text));
    if (!saved && !slice_is(buf_slice(&text), source))
        fuzz_fail("after the undo of it all the text is\n%s\n--- was\n%s", text.data, source);
    buf_release(&text);
}

/* Of a large text not all is read again. */
static void add_much(struct buf *text)
{
    buf_add_char(text, '\n');
    while (text->len < LARGE)
        buf_addf(text, "# a comment of a hundred bytes, again and again %50s\n", "");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map map;
    struct undo undo;
    struct buf text = BUF_INIT;
    fuzz_begin(data, size);
    buf_add_slice(&text, fuzz_part());
    unsigned what = fuzz_below(256);
    if (what == 1)
        add_much(&text);
    if (fuzz_read_map(&map, buf_slice(&text))) {
        undo_init(&undo, &map);
        if (what & 1)
            change_any(&undo, text.data);
        else
            change_one(&undo);
        undo_release(&undo);
    }
    map_release(&map);
    buf_release(&text);
    return 0;
}
