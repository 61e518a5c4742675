#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/edit_log.h"

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

static struct edit *append(struct undo *undo, const struct edit *edit)
{
    MEM_GROW(undo->edits, undo->count + 1, undo->cap);
    struct edit *added = &undo->edits[undo->count++];
    *added = *edit;
    struct action action = { edit->author, edit->group };
    struct log_slot *slot = slot_of(&undo->actions, key_of_action(action));
    added->before_in_action = slot->last;
    slot->last = (uint32_t)undo->count;
    added->before_of_node = 0;
    return added;
}

size_t log_add(struct undo *undo, const struct edit *edit)
{
    struct edit *added = append(undo, edit);
    struct log_slot *slot = slot_of(&undo->nodes, key_of_node(edit->node));
    added->before_of_node = slot->last;
    slot->last = (uint32_t)undo->count;
    return undo->count - 1;
}

size_t log_add_oldest(struct undo *undo, const struct edit *edit)
{
    struct edit *oldest = log_of_node(undo, edit->node);
    if (!oldest)
        return log_add(undo, edit);
    append(undo, edit);
    oldest = log_of_node(undo, edit->node);
    while (oldest->before_of_node)
        oldest = edit_at(undo, oldest->before_of_node);
    oldest->before_of_node = (uint32_t)undo->count;
    return undo->count - 1;
}

void log_release(struct undo *undo)
{
    free(undo->edits);
    free(undo->nodes.slots);
    free(undo->actions.slots);
}

struct edit *log_of_node(const struct undo *undo, const struct node *node)
{
    return edit_at(undo, look_up(&undo->nodes, key_of_node(node)));
}

struct edit *log_of_action(const struct undo *undo, struct action action)
{
    return edit_at(undo, look_up(&undo->actions, key_of_action(action)));
}

struct edit *log_before_of_node(const struct undo *undo, const struct edit *edit)
{
    return edit_at(undo, edit->before_of_node);
}

struct edit *log_before_in_action(const struct undo *undo, const struct edit *edit)
{
    return edit_at(undo, edit->before_in_action);
}
