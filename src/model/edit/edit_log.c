#include "model/edit/edit_log.h"

#include <stdlib.h>

#include "base/mem.h"

/* --- tables: key to last edit --- */

static uint64_t key_of_node(const struct node *node)
{
    return (uint64_t)(uintptr_t)node;
}

static uint64_t key_of_action(struct action action)
{
    return (uint64_t)action.author << 32 | action.group;
}

/* Where the key is, or the free slot where it would be. */
static struct log_slot *find_slot(const struct log_table *table, uint64_t key)
{
    size_t at = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (table->size - 1);
    while (table->slots[at].last && table->slots[at].key != key)
        at = (at + 1) & (table->size - 1);
    return &table->slots[at];
}

static void grow(struct log_table *table)
{
    struct log_table grown = { .count = table->count, .size = table->size ? table->size * 2 : 64 };
    grown.slots = mem_zalloc(grown.size * sizeof *grown.slots);
    for (size_t i = 0; i < table->size; i++)
        if (table->slots[i].last)
            *find_slot(&grown, table->slots[i].key) = table->slots[i];
    free(table->slots);
    *table = grown;
}

/* The slot of the key, made where there is none. */
static struct log_slot *slot_of(struct log_table *table, uint64_t key)
{
    if ((table->count + 1) * 3 > table->size * 2)
        grow(table);
    struct log_slot *slot = find_slot(table, key);
    if (!slot->last) {
        slot->key = key;
        table->count++;
    }
    return slot;
}

static uint32_t look_up(const struct log_table *table, uint64_t key)
{
    return table->size ? find_slot(table, key)->last : 0;
}

/* --- the log --- */

static struct edit *edit_at(const struct undo *undo, uint32_t number)
{
    return number ? &undo->edits[number - 1] : NULL;
}

/* false: it is in no such chain. */
static bool key_in(enum chain chain, const struct edit *edit, uint64_t *key)
{
    switch (chain) {
    case CHAIN_NODE:
        *key = key_of_node(edit->node);
        return true;
    case CHAIN_ACTION:
        *key = key_of_action((struct action){ edit->author, edit->group });
        return true;
    case CHAIN_INTO:
        *key = key_of_node(edit->new_parent);
        return edit->op == EDIT_INSERT || edit->op == EDIT_MOVE;
    default:
        *key = key_of_node(edit->old_parent);
        return edit->op == EDIT_MOVE;
    }
}

static void link_last(struct undo *undo, enum chain chain, struct edit *edit)
{
    uint64_t key;
    edit->earlier[chain] = 0;
    if (!key_in(chain, edit, &key))
        return;
    struct log_slot *slot = slot_of(&undo->chains[chain], key);
    edit->earlier[chain] = slot->last;
    slot->last = (uint32_t)(edit - undo->edits) + 1;
    slot->first = edit->earlier[chain] ? slot->first : slot->last;
}

static struct edit *append(struct undo *undo, const struct edit *edit)
{
    MEM_GROW(undo->edits, undo->count + 1, undo->cap);
    struct edit *added = &undo->edits[undo->count++];
    *added = *edit;
    added->earlier[CHAIN_NODE] = 0;
    for (int chain = CHAIN_ACTION; chain < CHAIN_COUNT; chain++)
        link_last(undo, (enum chain)chain, added);
    return added;
}

void log_add(struct undo *undo, const struct edit *edit)
{
    link_last(undo, CHAIN_NODE, append(undo, edit));
}

void log_add_oldest(struct undo *undo, const struct edit *edit)
{
    struct edit *added = append(undo, edit);
    struct log_slot *slot = slot_of(&undo->chains[CHAIN_NODE], key_of_node(edit->node));
    if (!slot->last) {
        link_last(undo, CHAIN_NODE, added);
        return;
    }
    edit_at(undo, slot->first)->earlier[CHAIN_NODE] = (uint32_t)undo->count;
    slot->first = (uint32_t)undo->count;
}

void log_release(struct undo *undo)
{
    free(undo->edits);
    for (int chain = 0; chain < CHAIN_COUNT; chain++)
        free(undo->chains[chain].slots);
}

struct edit *log_of_node(const struct undo *undo, const struct node *node)
{
    return edit_at(undo, look_up(&undo->chains[CHAIN_NODE], key_of_node(node)));
}

struct edit *log_of_action(const struct undo *undo, struct action action)
{
    return edit_at(undo, look_up(&undo->chains[CHAIN_ACTION], key_of_action(action)));
}

struct edit *log_of_parent(const struct undo *undo, enum chain chain, const struct node *parent)
{
    return edit_at(undo, look_up(&undo->chains[chain], key_of_node(parent)));
}

struct edit *log_before(const struct undo *undo, enum chain chain, const struct edit *edit)
{
    return edit_at(undo, edit->earlier[chain]);
}
