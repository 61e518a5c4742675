#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/ids.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    SLUG_MAX = 40,     /* code points */
    TWIN_SLOTS = 1024, /* of the memory of suffixes; a power of two */
};

/* --- slugs --- */

static bool is_slug_character(uint32_t c)
{
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
        return true;
    default:
        return false;
    }
}

/* The character in lower case, or 0 where a hyphen belongs. */
static uint32_t slug_character(uint32_t c)
{
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z')
            return c + ('a' - 'A');
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : 0;
    }
    return is_slug_character(c) ? (uint32_t)utf8proc_tolower((utf8proc_int32_t)c) : 0;
}

void id_slug(enum node_kind kind, struct slice headline, struct buf *out)
{
    size_t start = out->len;
    bool hyphen = false;
    for (int count = 0; headline.len && count < SLUG_MAX;) {
        uint32_t c = slug_character(utf8_next(&headline));
        if (!c) {
            hyphen = true;
            continue;
        }
        if (hyphen && out->len > start) {
            buf_add_char(out, '-');
            count++;
        }
        hyphen = false;
        buf_add_codepoint(out, c);
        count++;
    }
    if (out->len == start)
        buf_adds(out, kind_def(kind)->name);
}

/* --- the table --- */

static size_t hash_bytes(const char *data, size_t len)
{
    size_t hash = 14695981039346656037u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)data[i]) * 1099511628211u;
    return hash ^ hash >> 32;
}

static struct node **find_slot(const struct id_table *table, struct slice id)
{
    size_t mask = table->size - 1;
    size_t slot = hash_bytes(id.data, id.len) & mask;
    while (table->slots[slot] && !slice_is(id, table->slots[slot]->id))
        slot = (slot + 1) & mask;
    return &table->slots[slot];
}

static void grow_table(struct id_table *table)
{
    struct id_table grown = { .size = table->size ? table->size * 2 : 64 };
    grown.slots = mem_zalloc(grown.size * sizeof *grown.slots);
    for (size_t i = 0; i < table->size; i++)
        if (table->slots[i])
            *find_slot(&grown, slice_of(table->slots[i]->id)) = table->slots[i];
    grown.count = table->count;
    free(table->slots);
    *table = grown;
}

static bool enter(struct id_table *table, struct node *node)
{
    if ((table->count + 1) * 3 > table->size * 2)
        grow_table(table);
    struct node **slot = find_slot(table, slice_of(node->id));
    if (*slot)
        return *slot == node;
    *slot = node;
    table->count++;
    return true;
}

static bool is_taken(const struct id_table *table, struct slice id)
{
    return table->size && *find_slot(table, id);
}

/* Takes a node out and closes the gap, so that what was pushed behind it is found again. */
static void leave(struct id_table *table, const struct node *node)
{
    struct node **gap = table->size ? find_slot(table, slice_of(node->id)) : NULL;
    if (!gap || *gap != node)
        return;
    *gap = NULL;
    table->count--;
    size_t mask = table->size - 1;
    for (size_t i = ((size_t)(gap - table->slots) + 1) & mask; table->slots[i];
         i = (i + 1) & mask) {
        struct node *moved = table->slots[i];
        table->slots[i] = NULL;
        *find_slot(table, slice_of(moved->id)) = moved;
    }
}

struct node *map_find(const struct map *map, struct slice id)
{
    if (slice_is(id, map->root->id))
        return map->root;
    return map->ids.size ? *find_slot(&map->ids, id) : NULL;
}

/* --- deriving --- */

/* The next suffix to try for a slug: a map of ten thousand "Website" must not try them all. */
struct twins {
    struct {
        size_t hash;
        unsigned next;
    } slots[TWIN_SLOTS];
};

/* Puts the id that `node` gets into `out`: its slug, or the slug with the first free suffix. */
static void derive(
    const struct id_table *table, struct twins *twins, const struct node *node, struct buf *out)
{
    buf_clear(out);
    id_slug(node->kind, node_headline(node), out);
    if (!is_taken(table, buf_slice(out)))
        return;
    size_t slug_len = out->len, hash = hash_bytes(out->data, out->len);
    unsigned suffix = 2, *next = NULL;
    if (twins) {
        next = &twins->slots[hash % TWIN_SLOTS].next;
        if (twins->slots[hash % TWIN_SLOTS].hash == hash)
            suffix = *next;
        twins->slots[hash % TWIN_SLOTS].hash = hash;
    }
    do {
        buf_cut(out, slug_len);
        buf_addf(out, "-%u", suffix++);
    } while (is_taken(table, buf_slice(out)));
    if (next)
        *next = suffix;
}

bool ids_claim(struct map *map, struct node *node)
{
    return enter(&map->ids, node);
}

void ids_enter(struct map *map, struct node *node)
{
    for (struct node *at = node; at; at = node_next(at, node))
        if (at->id)
            enter(&map->ids, at);
}

void ids_leave(struct map *map, struct node *node)
{
    for (struct node *at = node; at; at = node_next(at, node))
        if (at->id)
            leave(&map->ids, at);
}

void ids_assign(struct map *map, struct node *node)
{
    struct buf id = BUF_INIT;
    struct twins *twins = mem_zalloc(sizeof *twins);
    for (struct node *at = node; at; at = node_next(at, node))
        if (at->id && at != map->root && !enter(&map->ids, at))
            at->id = NULL;
    for (struct node *at = node; at; at = node_next(at, node)) {
        if (at->id)
            continue;
        derive(&map->ids, twins, at, &id);
        at->id = arena_copy(&map->arena, id.data, id.len);
        enter(&map->ids, at);
    }
    free(twins);
    buf_release(&id);
}

void ids_check(
    const struct map *map, void (*differs)(struct node *node, void *context), void *context)
{
    struct id_table table = { 0 };
    struct buf id = BUF_INIT;
    struct twins *twins = mem_zalloc(sizeof *twins);
    for (struct node *at = map->root; at; at = node_next(at, map->root))
        if (at->explicit_id)
            enter(&table, at);
    grow_table(&table);
    for (struct node *at = node_next(map->root, map->root); at; at = node_next(at, map->root)) {
        if (at->explicit_id)
            continue;
        derive(&table, twins, at, &id);
        if (!slice_is(buf_slice(&id), at->id))
            differs(at, context);
        enter(&table, at);
    }
    free(table.slots);
    free(twins);
    buf_release(&id);
}
