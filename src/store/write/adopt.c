#include "store/write/adopt.h"

#include <stdlib.h>

#include "base/buf.h"
#include "model/ids.h"
#include "store/write/removed_text.h"
#include "store/write/stored.h"

enum { TAKEN = 1 }; /* revision of a node of the file that is one of the map's */

struct adoption {
    struct map *map;
    struct map *file;
    bool gave_ids;
    struct buf scratch, file_scratch;
};

static void touch(struct adoption *a, struct node *node)
{
    for (; node; node = node->parent)
        node->revision = a->map->revision;
}

/* --- which node is which --- */

static bool is_free(const struct node *node, const struct node *like)
{
    return node && node->kind == like->kind && node->revision != TAKEN;
}

/* A node of that name in the same list, which an editor gave another id with its name. */
static struct node *find_by_name(
    const struct adoption *a, const struct node *parent, const struct node *node)
{
    struct node_list list = node_children(parent, node_list_field(node));
    for (uint32_t i = 0; i < list.count; i++)
        if (is_free(list.items[i], node) && !map_find(a->map, slice_of(list.items[i]->id)) &&
            slice_equal(node_headline(list.items[i]), node_headline(node)))
            return list.items[i];
    return NULL;
}

static struct node *find_in_file(
    const struct adoption *a, const struct node *parent, const struct node *node)
{
    struct node *found = map_find(a->file, slice_of(node->id));
    if (is_free(found, node))
        return found;
    return parent ? find_by_name(a, parent, node) : NULL;
}

/* --- what differs --- */

static bool same_fields(struct adoption *a, const struct node *node, const struct node *file)
{
    const struct kind_def *kind = kind_def(node->kind);
    for (enum field field = kind->first; field < kind->end; field++) {
        if (field_def(field)->type == FIELD_NODES)
            continue;
        struct stored mine = stored_value(a->map, node, field, &a->scratch);
        struct stored its = stored_value(a->file, file, field, &a->file_scratch);
        if (mine.there != its.there || (mine.there && !slice_equal(mine.text, its.text)))
            return false;
    }
    return true;
}

static size_t count_unknown(const struct node *node)
{
    size_t count = 0;
    for (size_t i = 0; i < node->value_count; i++)
        count += node->values[i].field >= FIELD_UNKNOWN;
    return count;
}

static bool same_unknown(const struct node *node, const struct node *file)
{
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        const struct value *its = NULL;
        if (value->field < FIELD_UNKNOWN)
            continue;
        its = unknown_find(file, unknown_key(value));
        if (!its || !slice_equal(unknown_yaml(value), unknown_yaml(its)))
            return false;
    }
    return count_unknown(node) == count_unknown(file);
}

static size_t count_children(const struct node *node)
{
    size_t count = 0;
    for (size_t i = 0; i < node->list_count; i++)
        count += node->lists[i].count;
    return count;
}

/* --- taking over --- */

static void take_place(struct node *node, const struct node *file)
{
    node->begin = file ? file->begin : 0;
    node->end = file ? file->end : 0;
}

/* The file's "id:" stays; one of the map's own that it has not goes, if it is not needed. */
static void take_id(struct adoption *a, struct node *node, const struct node *file)
{
    if (file && strcmp(file->id, node->id) != 0 && file->explicit_id) {
        node->explicit_id = 1;
        touch(a, node);
    } else if (file) {
        node->explicit_id = file->explicit_id;
    } else if (node->own_id) {
        node->explicit_id = 0;
    }
    if (!node->explicit_id)
        node->own_id = 0;
}

static void adopt_node(struct adoption *a, struct node *node, struct node *file)
{
    take_place(node, file);
    take_id(a, node, file);
    if (file)
        file->revision = TAKEN;
    bool same = file && same_fields(a, node, file) && same_unknown(node, file) &&
                count_children(node) == count_children(file);
    for (size_t i = 0; i < node->list_count; i++)
        for (uint32_t k = 0; k < node->lists[i].count; k++) {
            struct node *child = node_list_at(node, i).items[k];
            struct node *found = find_in_file(a, file, child);
            adopt_node(a, child, found);
            same = same && found && found == node_child(file, node->lists[i].field, k);
        }
    if (!same)
        touch(a, node);
}

/* What was removed here may still stand in the file: from there its lines come back. */
static void adopt_removed(struct adoption *a, struct node *top)
{
    for (struct node *node = top; node; node = node_next(node, top)) {
        struct node *file = map_find(a->file, slice_of(node->id ? node->id : ""));
        if (!is_free(file, node) || !file->parent)
            continue;
        take_place(node, file);
        file->revision = TAKEN;
        node->revision = REVISION_DIFFERS;
        top->revision = REVISION_DIFFERS;
    }
}

static void give_id(struct node *node, void *context)
{
    struct adoption *a = context;
    node->explicit_id = 1;
    ids_note_own(a->map, node);
    a->gave_ids = true;
    touch(a, node);
}

/* The text with the lines of removed nodes behind it becomes the map's. */
static void take_source(struct map *map, struct map *file)
{
    struct buf text = { file->source, file->source_len, file->source_len + 1 };
    file->source = NULL;
    kept_add(map, &text);
    free(map->source);
    map->source_cap = 0;
    map->source = text.data;
    map->source_len = file->source_len;
    map->kept_len = text.len - file->source_len;
}

bool store_adopt(struct map *map, struct map *file)
{
    struct adoption a = { map, file, false, BUF_INIT, BUF_INIT };
    take_source(map, file);
    map->source_revision = map->revision++;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        node->revision = 0;
    for (struct node *node = file->root; node; node = node_next(node, file->root))
        node->revision = 0;
    adopt_node(&a, map->root, file->root);
    for (const struct removed *removed = map->removed; removed; removed = removed->next)
        if (!removed->node->parent)
            adopt_removed(&a, removed->node);
    do {
        a.gave_ids = false;
        ids_check(map, give_id, &a);
    } while (a.gave_ids);
    ids_checked(map);
    buf_release(&a.scratch);
    buf_release(&a.file_scratch);
    return map->root->revision > map->source_revision;
}
