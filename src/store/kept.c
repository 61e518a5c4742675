#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "store/kept.h"

#include <stdint.h>

#include "store/lines.h"

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
        buf_adds(k->text, LINES_MARK);
        copy(k, lines_item_begin(k->source, dash),
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
            keep_node(k, node->lists[i].items[n], moved);
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
