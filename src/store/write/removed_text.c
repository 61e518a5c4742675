#include "store/write/removed_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "store/read/lines.h"

/* Bytes of the old source that are in the new one, so much further on. */
struct moved {
    size_t begin, end;
    long by;
};

struct keeper {
    const struct map *map;
    struct slice source; /* the old one, with what was kept behind it */
    struct buf *text;
};

/* --- heads of lists --- */

static size_t content_of(struct slice text, size_t line)
{
    while (line < text.len && text.data[line] == ' ')
        line++;
    return line;
}

/* The plain key that begins there, if there is one; else nothing. */
static struct slice key_at(struct slice text, size_t begin)
{
    size_t end = begin;
    while (end < text.len && !strchr(":\n\r#'\"", text.data[end]))
        end++;
    bool is_key = end + 1 < text.len && text.data[end] == ':' &&
                  strchr(" \r\n", text.data[end + 1]);
    return (struct slice){ text.data + begin, is_key ? end - begin : 0 };
}

/* The start of the line of the key whose list the item is the first in; SIZE_MAX: it is not. */
static size_t head_line(struct slice text, size_t dash)
{
    size_t line = lines_content_above(text, dash);
    size_t content = line == SIZE_MAX ? 0 : content_of(text, line);
    if (line == SIZE_MAX || text.data[content] == '-' || text.data[line] == LINES_MARK[0] ||
        content - line > line_column(text, dash))
        return SIZE_MAX;
    struct slice key = key_at(text, content);
    return key.len && line_is_void_from(text, content + key.len + 1) ? line : SIZE_MAX;
}

/* The key of the entry above one of that column. */
static struct slice key_above(struct slice text, size_t line, size_t column)
{
    while ((line = lines_content_above(text, line)) != SIZE_MAX) {
        size_t content = content_of(text, line);
        if (text.data[content] == '-')
            content = content_of(text, content + 1);
        if (content - line <= column)
            return content - line == column ? key_at(text, content) : SLICE("");
    }
    return SLICE("");
}

/* The mark says where the list was: "(mark) LINES KEY". */
static void add_mark(struct keeper *k, size_t head)
{
    struct slice text = k->source;
    size_t above = head == SIZE_MAX ? SIZE_MAX : lines_content_above(text, head), lines = 0;
    if (above == SIZE_MAX) {
        buf_adds(k->text, LINES_MARK);
        return;
    }
    if (text.data[above] == LINES_MARK[0]) {
        buf_add(k->text, text.data + above, line_next(text, above) - above);
        return;
    }
    size_t column = content_of(text, head) - head;
    for (size_t at = lines_end(text, line_next(text, above) - 1, column); at < head;
         at = line_next(text, at))
        lines++;
    buf_addf(k->text, "%c%zu ", LINES_MARK[0], lines);
    buf_add_slice(k->text, key_above(text, head, column));
    buf_add_char(k->text, '\n');
}

bool kept_head(
    const struct map *map, const struct node *first, struct slice key, struct kept_head *head)
{
    struct slice text = { map->source, map->source_len + map->kept_len };
    if (!first->end || first->begin < map->source_len)
        return false;
    size_t dash = lines_dash(text, first->begin);
    size_t line = dash == SIZE_MAX ? SIZE_MAX : head_line(text, dash);
    size_t mark = line == SIZE_MAX ? SIZE_MAX : lines_content_above(text, line);
    if (mark == SIZE_MAX || text.data[mark] != LINES_MARK[0])
        return false;
    char *end;
    size_t content = content_of(text, line);
    *head = (struct kept_head){
        .lines = { text.data + line, lines_item_begin(text, dash) - line },
        .column = content - line,
        .void_lines = strtoul(text.data + mark + 1, &end, 10),
    };
    if (*end == ' ')
        head->behind = (struct slice){ end + 1,
            line_next(text, mark) - 1 - (size_t)(end + 1 - text.data) };
    return slice_equal(key_at(text, content), key);
}

/* --- nodes --- */

static void copy(struct keeper *k, size_t begin, size_t end, struct moved *moved)
{
    *moved = (struct moved){ begin, end, (long)k->text->len - (long)begin };
    buf_add(k->text, k->source.data + begin, end - begin);
    if (k->text->data[k->text->len - 1] != '\n')
        buf_add_char(k->text, '\n');
}

/* Copies what the node stands in: its lines, or "[" or "," and it. */
static bool copy_node(struct keeper *k, const struct node *node, struct moved *moved)
{
    size_t dash = lines_dash(k->source, node->begin);
    size_t separator = lines_separator(k->source, node->begin);
    if (k->text->len + (node->end - node->begin) > UINT32_MAX / 2)
        return false;
    if (dash != SIZE_MAX && line_is_void_from(k->source, node->end)) {
        size_t head = head_line(k->source, dash);
        add_mark(k, head);
        copy(k, head == SIZE_MAX ? lines_item_begin(k->source, dash) : head,
            lines_end(k->source, node->end, line_column(k->source, dash)), moved);
        return true;
    }
    if (dash != SIZE_MAX || separator == SIZE_MAX)
        return false;
    buf_adds(k->text, LINES_MARK);
    copy(k, separator, node->end, moved);
    return true;
}

static void keep_node(struct keeper *k, struct node *node, struct moved moved)
{
    bool is_within = node->begin >= moved.begin && node->end <= moved.end;
    if (node->end && !is_within && !copy_node(k, node, &moved))
        node->end = 0;
    if (node->end) {
        node->begin = (uint32_t)((long)node->begin + moved.by);
        node->end = (uint32_t)((long)node->end + moved.by);
    }
    if (node->revision > k->map->source_revision)
        node->revision = REVISION_DIFFERS;
    for (size_t i = 0; i < node->list_count; i++)
        for (uint32_t n = 0; n < node->lists[i].count; n++)
            keep_node(k, node_list_at(node, i).items[n], moved);
}

static void forget_node(struct node *node)
{
    for (struct node *at = node; at; at = node_next(at, node))
        at->end = 0;
    node->revision = REVISION_DIFFERS;
}

void kept_add(struct map *map, struct buf *text)
{
    struct keeper keeper = {
        .map = map,
        .source = { map->source, map->source_len + map->kept_len },
        .text = text,
    };
    bool whole_lines = text->len && text->data[text->len - 1] == '\n';
    for (struct removed **link = &map->removed; *link;) {
        struct node *node = (*link)->node;
        if (node->parent) {
            node->was_removed = 0;
            *link = (*link)->next;
            continue;
        }
        if (whole_lines)
            keep_node(&keeper, node, (struct moved){ 0, 0, 0 });
        else
            forget_node(node);
        link = &(*link)->next;
    }
    if (text->len > 0 && keeper.map->removed && whole_lines)
        buf_adds(text, LINES_MARK);
}
