#include "model/ids.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    SLUG_MAX = 40,     /* code points */
    ID_MAX = 200,      /* bytes of an explicit id */
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
    buf_reserve(out, (SLUG_MAX + 1) * 4);
    for (int count = 0; headline.len && count < SLUG_MAX;) {
        uint32_t c = (unsigned char)headline.data[0];
        if (c < 0x80)
            headline = slice_from(headline, 1);
        else
            c = utf8_next(&headline);
        c = slug_character(c);
        if (!c) {
            hyphen = true;
            continue;
        }
        if (hyphen && out->len > start) {
            out->data[out->len++] = '-';
            count++;
        }
        hyphen = false;
        if (c < 0x80)
            out->data[out->len++] = (char)c;
        else
            buf_add_codepoint(out, c);
        count++;
    }
    out->data[out->len] = '\0';
    if (out->len == start)
        buf_adds(out, kind_def(kind)->name);
}

bool id_is_good(enum node_kind kind, struct slice id)
{
    struct buf slug = BUF_INIT;
    bool good = id.len && id.len <= ID_MAX && !memchr(id.data, '\0', id.len);
    while (good && id.len) {
        size_t len = 1;
        while (len < id.len && (id.data[len] & 0xC0) == 0x80)
            len++;
        buf_clear(&slug);
        if (id.data[0] != '-' || len > 1)
            id_slug(kind, (struct slice){ id.data, len }, &slug);
        good = (id.data[0] == '-' && len == 1) ||
               slice_equal(buf_slice(&slug), (struct slice){ id.data, len });
        id = slice_from(id, len);
    }
    buf_release(&slug);
    return good;
}

/* --- the table --- */

/* Eight bytes at a time; never 0. */
static uint64_t hash_id(struct slice id)
{
    uint64_t hash = id.len, word;
    for (; id.len >= sizeof word; id = slice_from(id, sizeof word)) {
        memcpy(&word, id.data, sizeof word);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    word = 0;
    memcpy(&word, id.data, id.len);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash >> 32 | hash << 32 | 1;
}

/*
 * Where the id is, or the free slot where it would be. A large map's nodes are far apart in
 * memory: only where the hash is right is one looked at.
 */
static size_t find_slot(const struct id_table *table, struct slice id, uint64_t hash)
{
    size_t slot = hash >> 1 & (table->size - 1);
    while (table->hashes[slot] &&
           (table->hashes[slot] != hash || !slice_is(id, table->slots[slot]->id)))
        slot = (slot + 1) & (table->size - 1);
    return slot;
}

static struct node *find_id(const struct id_table *table, struct slice id)
{
    if (!table->size)
        return NULL;
    size_t slot = find_slot(table, id, hash_id(id));
    return table->hashes[slot] ? table->slots[slot] : NULL;
}

/* No two nodes have the same id: the first free slot is the right one. */
static void put(struct id_table *table, struct node *node, uint64_t hash)
{
    size_t slot = hash >> 1 & (table->size - 1);
    while (table->hashes[slot])
        slot = (slot + 1) & (table->size - 1);
    table->slots[slot] = node;
    table->hashes[slot] = hash;
}

static void table_release(struct id_table *table)
{
    free(table->slots);
    free(table->hashes);
}

static void resize_table(struct id_table *table, size_t size)
{
    struct id_table grown = *table;
    grown.size = size;
    grown.slots = mem_alloc(grown.size * sizeof *grown.slots);
    grown.hashes = mem_zalloc(grown.size * sizeof *grown.hashes);
    for (size_t i = 0; i < table->size; i++)
        if (table->hashes[i])
            put(&grown, table->slots[i], table->hashes[i]);
    table_release(table);
    *table = grown;
}

/* For one more. */
static void make_room(struct id_table *table)
{
    if ((table->count + 1) * 3 > table->size * 2)
        resize_table(table, table->size ? table->size * 2 : 64);
}

void ids_expect(struct map *map, size_t count)
{
    size_t size = map->ids->size ? map->ids->size : 64;
    while (count * 3 > size * 2)
        size *= 2;
    resize_table(map->ids, size);
}

static bool enter(struct id_table *table, struct node *node)
{
    make_room(table);
    struct slice id = slice_of(node->id);
    uint64_t hash = hash_id(id);
    size_t slot = find_slot(table, id, hash);
    if (table->hashes[slot])
        return table->slots[slot] == node;
    table->slots[slot] = node;
    table->hashes[slot] = hash;
    table->count++;
    return true;
}

/* No other has its id. */
static void enter_new(struct id_table *table, struct node *node, uint64_t hash)
{
    make_room(table);
    put(table, node, hash);
    table->count++;
}

/* The next suffix to try for a slug: a map of ten thousand "Website" must not try them all. Those
 * before it are taken. */
struct twins {
    struct {
        uint64_t hash;
        unsigned next;
    } slots[TWIN_SLOTS];
};

unsigned id_suffix(struct slice id, size_t *slug_len)
{
    size_t len = id.len;
    unsigned suffix = 0;
    while (len && is_digit(id.data[len - 1]))
        len--;
    *slug_len = id.len;
    if (len < 2 || len == id.len || id.data[len - 1] != '-' || id.len - len > 9)
        return 0;
    for (size_t i = len; i < id.len; i++)
        suffix = suffix * 10 + (unsigned)(id.data[i] - '0');
    *slug_len = len - 1;
    return suffix;
}

/* "website-7" is free now. */
static void free_suffix(struct id_table *table, struct slice id)
{
    size_t slug_len;
    unsigned suffix = id_suffix(id, &slug_len);
    if (!table->twins || !suffix)
        return;
    uint64_t hash = hash_id((struct slice){ id.data, slug_len });
    size_t slot = hash / 2 % TWIN_SLOTS;
    if (table->twins->slots[slot].hash == hash && suffix >= 2 &&
        table->twins->slots[slot].next > suffix)
        table->twins->slots[slot].next = suffix;
}

/* Takes a node out and closes the gap, so that what was pushed behind it is found again. */
static void leave(struct id_table *table, const struct node *node)
{
    struct slice id = slice_of(node->id);
    size_t gap = table->size ? find_slot(table, id, hash_id(id)) : 0;
    if (!table->size || !table->hashes[gap] || table->slots[gap] != node)
        return;
    table->hashes[gap] = 0;
    table->count--;
    free_suffix(table, id);
    size_t mask = table->size - 1;
    for (size_t i = (gap + 1) & mask; table->hashes[i]; i = (i + 1) & mask) {
        uint64_t hash = table->hashes[i];
        table->hashes[i] = 0;
        put(table, table->slots[i], hash);
    }
}

struct node *map_find(const struct map *map, struct slice id)
{
    if (slice_is(id, map->root->id))
        return map->root;
    return find_id(map->ids, id);
}

struct node *root_find(const struct node *root, struct slice id)
{
    return root->kind == KIND_MAP && root->ids ? find_id(root->ids, id) : NULL;
}

void ids_release(struct map *map)
{
    if (!map->ids)
        return;
    free(map->ids->slots);
    free(map->ids->hashes);
    free(map->ids->twins);
    free(map->ids->changed);
    free(map->ids->own);
    free(map->ids);
    map->ids = NULL;
}

/* --- deriving --- */

void id_add_suffix(struct buf *out, unsigned suffix)
{
    char digits[16];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + suffix % 10);
    while (suffix /= 10);
    digits[--at] = '-';
    buf_add(out, digits + at, sizeof digits - at);
}

void id_slug_of(const struct node *node, struct buf *out)
{
    /* The guide's own leave the short ones to what people see. */
    if (node->kind == KIND_STEP || node->kind == KIND_QUESTION)
        buf_addf(out, "%s-", kind_def(node->kind)->name);
    id_slug(node->kind, node_headline(node), out);
}

/* The map itself has an id too, which is not in the table. Of two ids with one hash the second gets
 * a suffix that it does not need: to look at the nodes would take most of the time. */
static bool is_taken(const struct id_table *table, struct slice id, uint64_t hash)
{
    size_t mask = table->size - 1, slot = hash >> 1 & mask;
    if (slice_is(id, kind_def(KIND_MAP)->name))
        return true;
    while (table->size && table->hashes[slot] && table->hashes[slot] != hash)
        slot = (slot + 1) & mask;
    return table->size && table->hashes[slot];
}

/* The suffix that the next node of a slug may get; 0: no suffix was needed. */
struct next_suffix {
    uint64_t hash; /* of the slug */
    unsigned suffix;
    uint64_t id_hash; /* of the id that the one has for which it was looked */
};

/* Puts the id that `node` gets into `out`: its slug, or the slug with the first free suffix. */
static struct next_suffix derive(const struct id_table *table, const struct twins *twins,
    const struct node *node, struct buf *out)
{
    buf_clear(out);
    id_slug_of(node, out);
    uint64_t hash = hash_id(buf_slice(out));
    struct next_suffix next = { hash, 0, hash };
    if (!is_taken(table, buf_slice(out), hash))
        return next;
    size_t slug_len = out->len, slot = next.hash / 2 % TWIN_SLOTS;
    next.suffix = twins->slots[slot].hash == next.hash ? twins->slots[slot].next : 2;
    do {
        buf_cut(out, slug_len);
        id_add_suffix(out, next.suffix++);
        next.id_hash = hash_id(buf_slice(out));
    } while (is_taken(table, buf_slice(out), next.id_hash));
    return next;
}

/* The derived id is taken now. */
static void remember(struct twins *twins, struct next_suffix next)
{
    size_t slot = next.hash / 2 % TWIN_SLOTS;
    if (!next.suffix)
        return;
    twins->slots[slot].hash = next.hash;
    twins->slots[slot].next = next.suffix;
}

bool ids_claim(struct map *map, struct node *node)
{
    return enter(map->ids, node);
}

void ids_enter(struct map *map, struct node *node)
{
    ids_note(map, node);
    for (struct node *at = node; at; at = node_next(at, node))
        if (at->id)
            enter(map->ids, at);
}

void ids_leave(struct map *map, struct node *node)
{
    ids_note(map, node);
    for (struct node *at = node; at; at = node_next(at, node))
        if (at->id)
            leave(map->ids, at);
}

void ids_assign(struct map *map, struct node *node)
{
    struct buf id = BUF_INIT;
    if (!map->ids->twins)
        map->ids->twins = mem_zalloc(sizeof *map->ids->twins);
    for (struct node *at = node; at; at = node_next(at, node))
        if (at->id && at != map->root && !enter(map->ids, at)) {
            at->id = NULL;
            map->new_ids = map->ids->all_changed = true;
        }
    for (struct node *at = node; at; at = node_next(at, node)) {
        if (at->id)
            continue;
        struct next_suffix next = derive(map->ids, map->ids->twins, at, &id);
        remember(map->ids->twins, next);
        at->id = arena_copy(&map->arena, id.data, id.len);
        enter_new(map->ids, at, next.id_hash);
    }
    buf_release(&id);
}

void ids_check(
    const struct map *map, void (*differs)(struct node *node, void *context), void *context)
{
    struct id_table table = { 0 };
    struct buf id = BUF_INIT;
    struct twins *twins = mem_zalloc(sizeof *twins);
    resize_table(&table, map->ids->size ? map->ids->size : 64);
    for (struct node *at = map->root; at; at = node_next(at, map->root))
        if (at->explicit_id)
            enter(&table, at);
    for (struct node *at = node_next(map->root, map->root); at; at = node_next(at, map->root)) {
        if (at->explicit_id)
            continue;
        struct next_suffix next = derive(&table, twins, at, &id);
        if (!slice_is(buf_slice(&id), at->id))
            differs(at, context);
        /* A node that is given an "id:" leaves the derived one to the next. */
        if (!at->explicit_id)
            remember(twins, next);
        enter(&table, at);
    }
    table_release(&table);
    free(twins);
    buf_release(&id);
}
