/* Fields, one by one. */
#include "insight/compare.h"
#include "insight/merge/merge_private.h"
#include "model/edit/per_persona.h"

/* --- ids in fields --- */

static const char *id_in_ours(const struct merge *m, enum merge_side side, struct slice id)
{
    const struct map *map = side == SIDE_BASE ? m->base : m->theirs;
    const struct node *node = side == SIDE_OURS ? NULL : map_find(map, id);
    if (!node)
        return NULL;
    const struct node *ours = side == SIDE_BASE ? match_of(&m->base_ours, node)
                                                : merge_ours_of(m, node);
    const struct node *base = match_of(&m->base_theirs, node);
    if (side == SIDE_THEIRS && !ours && base)
        ours = base;
    return ours ? ours->id : NULL;
}

static struct slice translate_id(const struct merge *m, enum merge_side side, struct slice id)
{
    const char *ours = id_in_ours(m, side, id);
    return ours ? slice_of(ours) : id;
}

static void translate_list(
    const struct merge *m, enum merge_side side, struct slice list, struct buf *out)
{
    struct slice item;
    while (value_next_item(&list, &item))
        value_add_item(out, translate_id(m, side, item));
}

/* Without those of personas that are not in the map: they only wait for an undo there. */
static void translate_pairs(
    const struct merge *m, enum merge_side side, struct slice pairs, struct buf *out)
{
    const struct map *map = side == SIDE_BASE ? m->base : side == SIDE_OURS ? m->ours : m->theirs;
    struct slice id, number;
    while (per_persona_next(&pairs, &id, &number)) {
        if (is_persona(map, id))
            per_persona_add(out, translate_id(m, side, id), number);
    }
}

/* A node as one side has it; NULL: it has none. */
struct version {
    const struct merge *m;
    enum merge_side side;
    const struct node *node;
    struct buf scratch;
};

static bool is_emotion(enum field field)
{
    return field < FIELD_COUNT && field_def(field)->type == FIELD_PER_PERSONA;
}

/* The value of a field, with the ids of ours; good until the next call. */
static struct slice value_of(struct version *version, enum field field, struct slice key)
{
    const struct merge *m = version->m;
    enum merge_side side = version->side;
    struct buf *scratch = &version->scratch;
    struct slice value = version->node ? compare_value(version->node, field, key) : SLICE_NONE;
    bool pairs = is_emotion(field) && is_per_persona(value);
    if (!value.len || (side == SIDE_OURS && !pairs))
        return value;
    buf_clear(scratch);
    if (field == IDEA_PAIN || field == QUOTE_PERSONA)
        return translate_id(m, side, value);
    if (field == PAIN_PERSONAS || field == TOUCHPOINT_TAKES_PART)
        translate_list(m, side, value, scratch);
    else if (pairs)
        translate_pairs(m, side, value, scratch);
    else
        return value;
    return pairs && !scratch->len ? SLICE_NONE : buf_slice(scratch);
}

void merge_translate_fields(struct merge *m, struct node *node)
{
    static const uint16_t fields[] = { IDEA_PAIN, QUOTE_PERSONA, PAIN_PERSONAS,
        TOUCHPOINT_TAKES_PART, TOUCHPOINT_EMOTION, STAGE_EMOTION };
    struct version theirs = { m, SIDE_THEIRS, node, BUF_INIT };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        enum field field = (enum field)fields[i];
        if (field_def(field)->kind == (enum node_kind)node->kind && node_has(node, field))
            edit_set(m->undo, node, field, value_of(&theirs, field, SLICE_NONE));
    }
    buf_release(&theirs.scratch);
}

/* --- every field of a node --- */

/* Is told of the fields of a node; false: no more of them. */
struct visitor {
    bool (*visit)(void *context, enum field field, struct slice key);
    void *context;
};

static bool for_unknown(const struct node *node, const struct node *before,
    const struct node *before_that, const struct visitor *visitor)
{
    for (size_t i = 0; node && i < node->value_count; i++) {
        struct slice key = unknown_key(&node->values[i]);
        bool told = node->values[i].field < FIELD_UNKNOWN ||
                    (before && compare_value(before, FIELD_UNKNOWN, key).data) ||
                    (before_that && compare_value(before_that, FIELD_UNKNOWN, key).data);
        if (!told && !visitor->visit(visitor->context, FIELD_UNKNOWN, key))
            return false;
    }
    return true;
}

/* Each field that one of the nodes may have, once, until the visitor returns false. */
static bool for_fields(
    const struct node *a, const struct node *b, const struct node *c, const struct visitor *visitor)
{
    const struct kind_def *kind = kind_def(c->kind);
    for (enum field field = kind->first; field < kind->end; field++)
        if (field_def(field)->type != FIELD_NODES && field != MAP_CJM &&
            !visitor->visit(visitor->context, field, SLICE_NONE))
            return false;
    return for_unknown(a, NULL, NULL, visitor) && for_unknown(b, a, NULL, visitor) &&
           for_unknown(c, a, b, visitor);
}

struct comparison {
    struct version base, other;
    struct buf *out; /* NULL: only compared */
};

static bool compare_one(void *context, enum field field, struct slice key)
{
    struct comparison *c = context;
    struct slice base = value_of(&c->base, field, key), value = value_of(&c->other, field, key);
    if (slice_same(base, value))
        return true;
    if (c->out && value.data) {
        buf_addf(c->out, "%.*s: %s%.*s: ", SLICE_ARG(node_headline(c->other.node)),
            key.data ? "" : field_def(field)->key, SLICE_ARG(key));
        for (size_t i = 0; i < value.len; i++)
            if (value.data[i] || i + 1 < value.len)
                buf_adds(c->out, value.data[i] ? (char[]){ value.data[i], '\0' } : ", ");
        buf_add_char(c->out, '\n');
    }
    return c->out != NULL;
}

static bool compare_all(const struct merge *m, const struct node *base, enum merge_side side,
    const struct node *node, struct buf *out)
{
    struct comparison c = { { m, SIDE_BASE, base, BUF_INIT }, { m, side, node, BUF_INIT }, out };
    bool all = for_fields(base, NULL, node, &(struct visitor){ compare_one, &c });
    buf_release(&c.base.scratch);
    buf_release(&c.other.scratch);
    return all;
}

bool merge_same_fields(
    const struct merge *m, const struct node *base, enum merge_side side, const struct node *node)
{
    return compare_all(m, base, side, node, NULL);
}

void merge_add_texts(const struct merge *m, const struct node *base, enum merge_side side,
    const struct node *node, struct buf *out)
{
    compare_all(m, base, side, node, out);
}

/* --- three ways --- */

struct three {
    struct merge *m;
    struct node *node; /* in ours */
    struct version base, ours, theirs;
};

static void report(
    struct three *t, enum field field, struct slice key, struct slice base, struct slice theirs)
{
    struct conflict *conflict = merge_add_conflict(t->m, CONFLICT_FIELD, t->node);
    conflict->field = field;
    conflict->key = merge_keep(t->m, key);
    conflict->base = merge_keep(t->m, base);
    conflict->ours = merge_keep(t->m, compare_value(t->node, field, key));
    conflict->theirs = merge_keep(t->m, theirs);
}

/* Takes a value, at once or when it fits. */
static void set_or_wait(
    struct three *t, enum field field, struct slice key, struct slice base, struct slice value)
{
    if (!merge_set(t->m->undo, t->node, field, key, value))
        merge_wait(t->m, (struct merge_waiting){ .node = t->node,
                             .field = field,
                             .key = key,
                             .ours = compare_value(t->node, field, key),
                             .base = base,
                             .theirs = value });
}

static bool merge_by_items(
    struct three *t, enum field field, struct slice base, struct slice theirs)
{
    struct slice ours = compare_value(t->node, field, SLICE_NONE);
    struct buf merged = BUF_INIT;
    bool done = merge_texts(base, ours, theirs, &merged);
    bool none = !merged.len && (!ours.data || !theirs.data);
    if (done)
        set_or_wait(
            t, field, SLICE_NONE, base, none ? SLICE_NONE : field_alone(field, buf_slice(&merged)));
    buf_release(&merged);
    return done;
}

static void merge_differing(
    struct three *t, enum field field, struct slice key, struct slice base, struct slice theirs)
{
    enum field_type type = field_def(field)->type;
    bool several = value_is_list(base) || value_is_list(theirs) ||
                   value_is_list(compare_value(t->node, field, key));
    bool list = field < FIELD_COUNT && (type == FIELD_LIST || (type == FIELD_TEXTS && several));
    if (!list || !merge_by_items(t, field, base, theirs))
        report(t, field, key, base, theirs);
}

static bool merge_one(void *context, enum field field, struct slice key)
{
    struct three *t = context;
    struct slice base = value_of(&t->base, field, key), theirs = value_of(&t->theirs, field, key);
    struct slice ours = value_of(&t->ours, field, key);
    bool emotions = is_emotion(field) &&
                    (is_per_persona(base) || is_per_persona(ours) || is_per_persona(theirs)) &&
                    node_child_count(t->m->ours->root, MAP_PERSONAS);
    if (emotions && !slice_same(ours, theirs))
        merge_emotions(t->m, t->node, base, theirs);
    if (emotions || slice_same(theirs, base) || slice_same(ours, theirs))
        return true;
    if (!slice_same(ours, base))
        merge_differing(t, field, key, base, theirs);
    else
        set_or_wait(t, field, key, base, theirs);
    return true;
}

void merge_fields(
    struct merge *m, struct node *ours, const struct node *base, const struct node *theirs)
{
    struct three t = { m, ours, { m, SIDE_BASE, base, BUF_INIT }, { m, SIDE_OURS, ours, BUF_INIT },
        { m, SIDE_THEIRS, theirs, BUF_INIT } };
    for_fields(base, theirs, ours, &(struct visitor){ merge_one, &t });
    buf_release(&t.base.scratch);
    buf_release(&t.ours.scratch);
    buf_release(&t.theirs.scratch);
}
