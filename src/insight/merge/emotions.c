/* Values that hold several: lists of texts, and emotions persona by persona. */
#include <stdlib.h>

#include "base/mem.h"
#include "insight/merge/merge_private.h"
#include "insight/merge/order_merge.h"
#include "model/edit/per_persona.h"
#include "model/value_table.h"

/* --- lists of texts --- */

struct texts {
    struct order_item *items;
    size_t count, cap;
    struct value_table numbers; /* of the items, from 1 */
};

static size_t *place_of(struct order_item *item, enum merge_side side)
{
    if (side == SIDE_BASE)
        return &item->base;
    return side == SIDE_OURS ? &item->ours : &item->theirs;
}

/* Each item goes to the first of its name that the side has not yet: the second "a" is another. */
static void add_texts(struct texts *texts, enum merge_side side, struct slice list)
{
    struct slice item;
    struct value_table times = { 0 };
    for (size_t place = 0; value_next_item(&list, &item); place++) {
        size_t *number = value_table_at(
            &texts->numbers, item, (*value_table_at(&times, item, 0))++);
        if (!*number) {
            MEM_GROW(texts->items, texts->count + 1, texts->cap);
            texts->items[texts->count++] = (struct order_item){
                .base = ORDER_NONE, .ours = ORDER_NONE, .theirs = ORDER_NONE, .name = item
            };
            *number = texts->count;
        }
        *place_of(&texts->items[*number - 1], side) = place;
    }
    value_table_release(&times);
}

static bool stays(const struct order_item *item)
{
    if (item->base == ORDER_NONE)
        return true;
    return item->ours != ORDER_NONE && item->theirs != ORDER_NONE;
}

static bool write_texts(const struct texts *texts, const size_t *order, struct buf *out)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (texts->items[order[i]].conflict)
            return false;
        value_add_item(out, texts->items[order[i]].name);
    }
    return true;
}

bool merge_texts(struct slice base, struct slice ours, struct slice theirs, struct buf *out)
{
    struct texts texts = { 0 };
    add_texts(&texts, SIDE_BASE, base);
    add_texts(&texts, SIDE_OURS, ours);
    add_texts(&texts, SIDE_THEIRS, theirs);
    size_t kept = 0;
    for (size_t i = 0; i < texts.count; i++)
        if (stays(&texts.items[i]))
            texts.items[kept++] = texts.items[i];
    texts.count = kept;
    size_t *order = mem_alloc((kept + 1) * sizeof *order);
    order_merge(texts.items, kept, order);
    bool done = write_texts(&texts, order, out);
    free(order);
    free(texts.items);
    value_table_release(&texts.numbers);
    return done;
}

/* --- emotions --- */

struct emotions {
    struct merge *m;
    struct node *node;
    struct slice base, ours, theirs;
};

static void report(const struct emotions *e, const char *persona, struct slice base,
    struct slice ours, struct slice theirs)
{
    struct conflict *conflict = merge_add_conflict(e->m, CONFLICT_FIELD, e->node);
    conflict->field = emotion_field(e->node);
    conflict->persona = merge_keep(e->m, slice_of(persona)).data;
    conflict->base = merge_keep(e->m, base);
    conflict->ours = merge_keep(e->m, ours);
    conflict->theirs = merge_keep(e->m, theirs);
}

/* A map that does not know the persona has not changed its value. */
static struct slice merge_emotion(const struct emotions *e, const struct node *persona)
{
    bool in_base = merge_base_of_ours(e->m, persona) != NULL;
    bool in_theirs = merge_theirs_of(e->m, persona) != NULL;
    bool in_ours = !match_of(&e->m->came, persona);
    struct slice base = per_persona_get(e->base, slice_of(persona->id));
    if (!in_base && is_per_persona(e->base))
        base = SLICE_NONE;
    struct slice ours = in_ours ? per_persona_get(e->ours, slice_of(persona->id)) : base;
    struct slice theirs = in_theirs ? per_persona_get(e->theirs, slice_of(persona->id)) : base;
    if (slice_same(theirs, base) || slice_same(theirs, ours))
        return ours;
    if (slice_same(ours, base))
        return theirs;
    report(e, persona->id, base, ours, theirs);
    return ours;
}

/* Does the value say the same of every persona that stays? */
static bool says(const struct emotions *e, struct slice value, struct slice pairs)
{
    struct node_list personas = per_persona_of(
        e->m->ours->root, (const struct slice[]){ value, pairs }, 2);
    bool same = true;
    for (uint32_t i = 0; i < personas.count && same; i++) {
        struct slice id = slice_of(personas.items[i]->id);
        same = match_of(&e->m->going, personas.items[i]) ||
               slice_same(per_persona_get(value, id), per_persona_get(pairs, id));
    }
    free(personas.items);
    return same;
}

/* In the form that one of the sides has, where it says the same. */
static void set_merged(const struct emotions *e, struct slice pairs)
{
    bool like_ours = says(e, e->ours, pairs), like_theirs = says(e, e->theirs, pairs);
    bool for_all = e->theirs.len && !is_per_persona(e->theirs);
    bool by_theirs = like_theirs && (!like_ours || slice_same(e->ours, e->base) || for_all);
    if (by_theirs && for_all)
        edit_set(e->m->undo, e->node, emotion_field(e->node), e->theirs);
    else if (by_theirs || !like_ours)
        edit_set(e->m->undo, e->node, emotion_field(e->node), pairs.len ? pairs : SLICE_NONE);
}

/* Nothing stays of a removed persona's emotion, but what the other side made of it is said. */
static void report_removed(const struct emotions *e, enum merge_side side)
{
    const struct merge *m = e->m;
    bool by_theirs = side == SIDE_THEIRS;
    struct slice all = by_theirs ? e->ours : e->theirs;
    struct node_list personas = { 0 };
    if (is_per_persona(all))
        personas = per_persona_of(by_theirs ? m->ours->root : m->base->root, &all, 1);
    for (uint32_t i = 0; i < personas.count; i++) {
        const struct node *persona = personas.items[i];
        bool removed = by_theirs ? match_of(&m->going, persona) != NULL
                                 : !match_of(&m->base_ours, persona);
        struct slice id = slice_of(persona->id);
        struct slice base = per_persona_get(e->base, id), value = per_persona_get(all, id);
        if (removed && value.data && !slice_same(value, base))
            report(e, persona->id, base, by_theirs ? value : SLICE_NONE,
                by_theirs ? SLICE_NONE : value);
    }
    free(personas.items);
}

void merge_emotions(struct merge *m, struct node *ours, struct slice base, struct slice theirs)
{
    struct emotions e = { m, ours, base, SLICE_NONE, theirs };
    struct buf pairs = BUF_INIT;
    if (node_has(ours, emotion_field(ours)))
        e.ours = node_get(ours, emotion_field(ours));
    struct node_list personas = per_persona_of(
        m->ours->root, (const struct slice[]){ e.base, e.ours, e.theirs }, 3);
    for (uint32_t i = 0; i < personas.count; i++) {
        struct slice number = match_of(&m->going, personas.items[i])
                                  ? SLICE_NONE
                                  : merge_emotion(&e, personas.items[i]);
        if (!number.data)
            continue;
        per_persona_add(&pairs, slice_of(personas.items[i]->id), number);
    }
    free(personas.items);
    report_removed(&e, SIDE_THEIRS);
    report_removed(&e, SIDE_OURS);
    if (!slice_same(base, theirs))
        set_merged(&e, buf_slice(&pairs));
    buf_release(&pairs);
}
