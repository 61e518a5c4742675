#include "model/edit/edit_log.h"

#include <stdlib.h>

#include "base/mem.h"

/* --- chains --- */

struct log_key log_key_of(const struct edit *edit)
{
    return (struct log_key){ edit->node, edit->op == EDIT_SET ? edit->field + 1u : 0 };
}

static struct log_key same_key(struct log_key key, size_t action)
{
    return (struct log_key){ key.node, (uint64_t)action << 17 | key.what };
}

static struct log_key key_in(enum chain chain, const struct edit *edit)
{
    switch (chain) {
    case CHAIN_VALUE:
        return log_key_of(edit);
    case CHAIN_INTO:
        return LOG_NODE(edit->new_parent);
    case CHAIN_OUT:
        return LOG_NODE(edit->old_parent);
    case CHAIN_OWN:
        return LOG_NODE(NULL);
    case CHAIN_SAME:
        return same_key(log_key_of(edit), edit->action);
    default:
        return LOG_NODE(edit->node);
    }
}

static bool is_same_key(struct log_key a, struct log_key b)
{
    return a.node == b.node && a.what == b.what;
}

/* Which of an edit's links the chain uses: no edit is in two that use the same. */
static const struct {
    uint8_t link;
    uint8_t ops; /* a bit for each kind of edit that is in it */
} chains[CHAIN_COUNT] = {
    [CHAIN_VALUE] = { 0, 1 << EDIT_SET },
    [CHAIN_SETS] = { 1, 1 << EDIT_SET },
    [CHAIN_EXISTS] = { 0, 1 << EDIT_INSERT | 1 << EDIT_REMOVE },
    [CHAIN_OUT] = { 0, 1 << EDIT_MOVE },
    [CHAIN_PLACE] = { 1, 1 << EDIT_INSERT | 1 << EDIT_MOVE },
    [CHAIN_INTO] = { 2, 1 << EDIT_INSERT | 1 << EDIT_MOVE },
    [CHAIN_OWN] = { 3, 0xF },
};

static bool is_in(enum chain chain, const struct edit *edit)
{
    return chains[chain].ops >> edit->op & 1 && (chain != CHAIN_OWN || edit->own);
}

static unsigned bit_of(enum chain chain)
{
    return 1u << chains[chain].link;
}

/* --- tables --- */

/* Where the key is, or the free slot where it would be. */
static struct log_slot *find_slot(const struct log_table *table, struct log_key key)
{
    uint64_t mixed = ((uintptr_t)key.node ^ key.what * 0xD6E8FEB86659FD93u) * 0x9E3779B97F4A7C15u;
    size_t at = (size_t)(mixed >> 32) & (table->size - 1);
    while (table->slots[at].first &&
           !is_same_key((struct log_key){ table->slots[at].node, table->slots[at].what }, key))
        at = (at + 1) & (table->size - 1);
    return &table->slots[at];
}

static void grow(struct log_table *table)
{
    struct log_table grown = { .count = table->count, .size = table->size ? table->size * 2 : 64 };
    grown.slots = mem_zalloc(grown.size * sizeof *grown.slots);
    for (size_t i = 0; i < table->size; i++) {
        const struct log_slot *slot = &table->slots[i];
        if (slot->first)
            *find_slot(&grown, (struct log_key){ slot->node, slot->what }) = *slot;
    }
    free(table->slots);
    *table = grown;
}

/* The slot of the key, made with this first number where there is none. */
static struct log_slot *slot_of(struct log_table *table, struct log_key key, size_t first)
{
    if ((table->count + 1) * 3 > table->size * 2)
        grow(table);
    struct log_slot *slot = find_slot(table, key);
    if (!slot->first) {
        *slot = (struct log_slot){ .node = key.node, .what = key.what, .first = (uint32_t)first };
        table->count++;
    }
    return slot;
}

/* NULL: the key has none. */
static struct log_slot *look_up(const struct log_table *table, struct log_key key)
{
    struct log_slot *slot = table->size ? find_slot(table, key) : NULL;
    return slot && slot->first ? slot : NULL;
}

/* --- heaps: the last edit is on top --- */

static struct edit *edit_at(const struct undo *undo, uint32_t number)
{
    return number ? &undo->edits[number - 1] : NULL;
}

static uint32_t number_of(const struct undo *undo, const struct edit *edit)
{
    return (uint32_t)(edit - undo->edits) + 1;
}

static uint32_t meld(const struct undo *undo, unsigned link, uint32_t a, uint32_t b)
{
    if (!a || !b)
        return a ? a : b;
    bool swap = edit_at(undo, a)->order < edit_at(undo, b)->order;
    uint32_t above = swap ? b : a, below = swap ? a : b;
    edit_at(undo, below)->links[link].sibling = edit_at(undo, above)->links[link].child;
    edit_at(undo, above)->links[link].child = below;
    return above;
}

/* What is below it becomes one heap: in pairs, and those together. */
static uint32_t without_top(const struct undo *undo, unsigned link, struct edit *top)
{
    uint32_t rest = top->links[link].child, pairs = 0, all = 0;
    top->links[link].child = 0;
    while (rest) {
        uint32_t one = rest, other = edit_at(undo, one)->links[link].sibling;
        rest = other ? edit_at(undo, other)->links[link].sibling : 0;
        uint32_t pair = meld(undo, link, one, other);
        edit_at(undo, pair)->links[link].sibling = pairs;
        pairs = pair;
    }
    while (pairs) {
        uint32_t next = edit_at(undo, pairs)->links[link].sibling;
        all = meld(undo, link, all, pairs);
        pairs = next;
    }
    return all;
}

static void push(const struct undo *undo, enum chain chain, struct edit *edit)
{
    struct log_slot *slot = look_up(&undo->chains[chain], key_in(chain, edit));
    if (edit->queued & bit_of(chain))
        return;
    edit->queued |= (uint8_t)bit_of(chain);
    edit->links[chains[chain].link] = (struct log_link){ 0, 0 };
    slot->top = meld(undo, chains[chain].link, slot->top, number_of(undo, edit));
}

static void pop(const struct undo *undo, enum chain chain, struct log_slot *slot)
{
    struct edit *top = edit_at(undo, slot->top);
    slot->top = without_top(undo, chains[chain].link, top);
    top->queued &= (uint8_t)~bit_of(chain);
}

/* The slot with what counts on top; NULL: nothing does. */
static struct log_slot *cleared(const struct undo *undo, enum chain chain, struct log_key key)
{
    struct log_slot *slot = look_up(&undo->chains[chain], key);
    while (slot && slot->top) {
        const struct edit *top = edit_at(undo, slot->top);
        if (!(top->replaced & bit_of(chain)) && !edit_is_undone(undo, top))
            return slot;
        pop(undo, chain, slot);
    }
    return NULL;
}

struct edit *log_last(const struct undo *undo, enum chain chain, struct log_key key)
{
    const struct log_slot *slot = cleared(undo, chain, key);
    return slot ? edit_at(undo, slot->top) : NULL;
}

struct edit *log_first(const struct undo *undo, enum chain chain, struct log_key key)
{
    const struct log_slot *slot = look_up(&undo->chains[chain], key);
    return slot ? edit_at(undo, slot->first) : NULL;
}

struct edit *log_take_last(const struct undo *undo, enum chain chain, struct log_key key)
{
    struct log_slot *slot = cleared(undo, chain, key);
    struct edit *edit = slot ? edit_at(undo, slot->top) : NULL;
    if (slot)
        pop(undo, chain, slot);
    return edit;
}

void log_put_back(const struct undo *undo, enum chain chain, struct edit *edit)
{
    push(undo, chain, edit);
}

/* --- actions --- */

static struct log_key key_of_action(struct action action)
{
    return (struct log_key){ NULL, (uint64_t)action.author << 32 | action.group };
}

struct log_action *log_action(const struct undo *undo, struct action action)
{
    const struct log_slot *slot = look_up(&undo->action_table, key_of_action(action));
    return slot ? &undo->actions[slot->first - 1] : NULL;
}

/* The action that a new edit is of. What was undone before stays apart. */
static uint32_t action_for(struct undo *undo, struct action action, bool undone)
{
    const struct log_action *found = log_action(undo, action);
    if (found && found->undone == undone)
        return (uint32_t)(found - undo->actions);
    MEM_GROW(undo->actions, undo->action_count + 1, undo->action_cap);
    undo->actions[undo->action_count++] = (struct log_action){ .undone = undone };
    slot_of(&undo->action_table, key_of_action(action), undo->action_count)->first =
        (uint32_t)undo->action_count;
    return (uint32_t)undo->action_count - 1;
}

bool edit_is_undone(const struct undo *undo, const struct edit *edit)
{
    return undo->actions[edit->action].undone;
}

/* Does nothing of it count any more? */
static bool is_spent(const struct edit *edit)
{
    for (int chain = 0; chain < CHAIN_OWN; chain++)
        if (is_in((enum chain)chain, edit) && !(edit->replaced & bit_of((enum chain)chain)))
            return false;
    return true;
}

/* From there on back; spent ones are left out for ever. */
static struct edit *first_counting(const struct undo *undo, uint32_t *number)
{
    while (*number && is_spent(edit_at(undo, *number)))
        *number = edit_at(undo, *number)->earlier;
    return edit_at(undo, *number);
}

struct edit *log_of_action(const struct undo *undo, struct action action)
{
    struct log_action *found = log_action(undo, action);
    return found ? first_counting(undo, &found->last) : NULL;
}

struct edit *log_before(const struct undo *undo, const struct edit *edit)
{
    return first_counting(undo, &edit_at(undo, number_of(undo, edit))->earlier);
}

struct edit *log_of_action_about(
    const struct undo *undo, struct action action, struct log_key about)
{
    const struct log_action *found = log_action(undo, action);
    const struct log_slot *slot = NULL;
    if (found)
        slot = look_up(&undo->chains[CHAIN_SAME], same_key(about, (size_t)(found - undo->actions)));
    return slot ? edit_at(undo, slot->first) : NULL;
}

static size_t differing(const struct log_action *action)
{
    return action->undone ? action->saved : action->count - action->saved;
}

void log_mark(struct undo *undo, struct action action, bool undone)
{
    struct log_action *found = log_action(undo, action);
    if (!found || found->undone == undone)
        return;
    undo->unsaved -= differing(found);
    found->undone = undone;
    undo->unsaved += differing(found);
    for (struct edit *edit = undone ? NULL : log_of_action(undo, action); edit;
         edit = log_before(undo, edit))
        for (int chain = 0; chain < CHAIN_SAME; chain++)
            if (is_in((enum chain)chain, edit) && !(edit->replaced & bit_of((enum chain)chain)))
                push(undo, (enum chain)chain, edit);
}

void log_mark_saved(struct undo *undo)
{
    for (size_t i = 0; i < undo->action_count; i++)
        undo->actions[i].saved = undo->actions[i].undone ? 0 : undo->actions[i].count;
    undo->unsaved = 0;
}

/* --- the log --- */

/* `older` is of the same action and about the same, or NULL. */
static void replace(struct edit *older, const struct edit *edit, enum chain chain)
{
    if (older && is_in(chain, older) && is_same_key(key_in(chain, older), key_in(chain, edit)))
        older->replaced |= (uint8_t)bit_of(chain);
}

static void enter(struct undo *undo, struct edit *edit, bool oldest)
{
    struct log_action *action = &undo->actions[edit->action];
    uint32_t number = number_of(undo, edit);
    struct log_slot *same = slot_of(&undo->chains[CHAIN_SAME], key_in(CHAIN_SAME, edit), number);
    struct edit *older = same->first == number ? NULL : edit_at(undo, same->first);
    struct edit *last = edit_at(undo, action->last);
    for (int i = 0; i < CHAIN_SAME; i++) {
        enum chain chain = (enum chain)i;
        if (!is_in(chain, edit))
            continue;
        struct log_slot *slot = slot_of(&undo->chains[chain], key_in(chain, edit), number);
        slot->first = oldest ? number : slot->first;
        replace(chain == CHAIN_OWN ? last : older, edit, chain);
        if (!action->undone)
            push(undo, chain, edit);
    }
    same->first = number;
    edit->earlier = action->last;
    action->last = number;
    action->first = action->first ? action->first : number;
}

static void append(struct undo *undo, const struct edit *edit, bool oldest, bool undone)
{
    MEM_GROW(undo->edits, undo->count + 1, undo->cap);
    struct edit *added = &undo->edits[undo->count++];
    *added = *edit;
    added->queued = added->replaced = 0;
    added->order = oldest ? --undo->oldest : (int32_t)undo->count;
    added->action = action_for(undo, (struct action){ edit->author, edit->group }, undone);
    struct log_action *action = &undo->actions[added->action];
    action->count++;
    action->saved += undone;
    undo->unsaved++;
    enter(undo, added, oldest);
}

void log_add(struct undo *undo, const struct edit *edit)
{
    append(undo, edit, false, false);
}

void log_add_oldest(struct undo *undo, const struct edit *edit, bool undone)
{
    append(undo, edit, true, undone);
}

void log_release(struct undo *undo)
{
    free(undo->edits);
    free(undo->actions);
    free(undo->action_table.slots);
    for (int chain = 0; chain < CHAIN_COUNT; chain++)
        free(undo->chains[chain].slots);
}
