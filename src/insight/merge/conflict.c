/* Conflicts: in words, and theirs in the place of ours. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/merge/merge_private.h"
#include "model/edit/per_persona.h"

enum { NAME_WIDTH = 40, TEXT_WIDTH = 48 };

/* --- making --- */

struct slice merge_keep(struct merge *m, struct slice text)
{
    if (!text.data)
        return SLICE_NONE;
    return (struct slice){ arena_copy(&m->ours->arena, text.data, text.len), text.len };
}

struct conflict *merge_add_conflict(
    struct merge *m, enum conflict_kind kind, const struct node *node)
{
    struct conflicts *out = m->out;
    MEM_GROW(out->items, out->count + 1, out->cap);
    struct conflict *conflict = &out->items[out->count++];
    *conflict = (struct conflict){
        .kind = kind,
        .node_kind = node->kind,
        .field = kind_def(node->kind)->headline,
        .id = merge_keep(m, slice_of(node->id)).data,
        .headline = merge_keep(m, node_headline(node)),
    };
    return conflict;
}

void conflicts_release(struct conflicts *conflicts)
{
    free(conflicts->items);
    *conflicts = (struct conflicts)CONFLICTS_INIT;
}

/* --- in words --- */

static void add_text(struct slice text, int width, const char *mark, struct buf *out)
{
    if (mark)
        text_clip(out, text_trim(text), width, mark);
    else
        buf_add_slice(out, text_trim(text));
}

static void add_value(struct slice value, bool quoted, const char *mark, struct buf *out)
{
    if (!value.data) {
        buf_adds(out, _("none"));
        return;
    }
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < value.len; i++)
        if (value.data[i])
            buf_add_char(&text, value.data[i]);
        else if (i + 1 < value.len)
            buf_adds(&text, ", ");
    buf_adds(out, quoted ? "\"" : "");
    add_text(buf_slice(&text), TEXT_WIDTH, mark, out);
    buf_adds(out, quoted ? "\"" : "");
    buf_release(&text);
}

static void add_three(const struct conflict *conflict, const char *what, bool quoted,
    const char *mark, struct buf *out)
{
    struct buf ours = BUF_INIT, theirs = BUF_INIT, base = BUF_INIT;
    add_value(conflict->ours, quoted, mark, &ours);
    add_value(conflict->theirs, quoted, mark, &theirs);
    add_value(conflict->base, quoted, mark, &base);
    /* TRANSLATORS: 1: a field, or "moved"; the others: its values in three files. */
    buf_addf(
        out, _("%1$s: ours %2$s, theirs %3$s, base %4$s"), what, ours.data, theirs.data, base.data);
    buf_release(&ours);
    buf_release(&theirs);
    buf_release(&base);
}

static void describe_field(const struct conflict *conflict, const char *mark, struct buf *out)
{
    struct buf what = BUF_INIT;
    if (conflict->field < FIELD_COUNT)
        buf_adds(&what, field_def(conflict->field)->key);
    else
        add_text(conflict->key, NAME_WIDTH, mark, &what);
    if (conflict->persona) {
        buf_adds(&what, " (");
        add_text(slice_of(conflict->persona), NAME_WIDTH, mark, &what);
        buf_adds(&what, ")");
    }
    add_three(conflict, what.data, field_is_text(conflict->field), mark, out);
    buf_release(&what);
}

void conflict_describe(const struct conflict *conflict, const char *mark, struct buf *out)
{
    enum node_kind kind = (enum node_kind)conflict->node_kind;
    struct slice name = conflict->headline.len ? conflict->headline : slice_of(conflict->id);
    if (kind == KIND_MAP)
        name = slice_of(_(kind_def(kind)->name));
    struct buf changed = BUF_INIT;
    add_text(name, NAME_WIDTH, mark, out);
    buf_adds(out, ": ");
    switch (conflict->kind) {
    case CONFLICT_FIELD:
        describe_field(conflict, mark, out);
        break;
    case CONFLICT_REMOVED_HERE:
        add_value(conflict->theirs, false, mark, &changed);
        if (conflict->full)
            buf_addf(out, _("added in theirs, values of ours do not fit: %s"), changed.data);
        else
            buf_addf(out, _("removed in ours, changed in theirs: %s"), changed.data);
        break;
    case CONFLICT_REMOVED_THERE:
        add_value(conflict->ours, false, mark, &changed);
        buf_addf(out, _("removed in theirs, changed in ours: %s"), changed.data);
        break;
    case CONFLICT_MOVED:
        add_three(conflict, _("moved"), true, mark, out);
        break;
    }
    buf_release(&changed);
}

/* --- taking theirs --- */

static bool take_field(struct undo *undo, struct node *node, const struct conflict *conflict)
{
    if (!conflict->persona)
        return merge_set(undo, node, conflict->field, conflict->key, conflict->theirs);
    int emotion = conflict->theirs.data ? atoi(conflict->theirs.data) : EMOTION_NONE;
    touchpoint_set_emotion(undo, node, conflict->persona, emotion);
    return true;
}

bool conflict_take_theirs(struct undo *ours, const struct conflict *conflict)
{
    struct node *node = map_find(ours->map, slice_of(conflict->id));
    struct node *parent = conflict->parent ? map_find(ours->map, slice_of(conflict->parent)) : NULL;
    bool back = conflict->kind == CONFLICT_REMOVED_HERE;
    if (back ? !parent || conflict->copy->parent : !node)
        return false;
    if ((back || conflict->kind == CONFLICT_MOVED) &&
        (!parent ||
            field_of_child(parent->kind, (enum node_kind)conflict->node_kind) == FIELD_UNKNOWN))
        return false;
    undo_take_refusal(ours);
    switch (conflict->kind) {
    case CONFLICT_FIELD:
        return take_field(ours, node, conflict);
    case CONFLICT_REMOVED_HERE:
        edit_insert(ours, parent, conflict->copy, conflict->index);
        break;
    case CONFLICT_REMOVED_THERE:
        edit_remove(ours, node);
        break;
    case CONFLICT_MOVED:
        edit_move(ours, node, parent, conflict->index);
        break;
    }
    return !undo_take_refusal(ours);
}

bool merge_set(
    struct undo *undo, struct node *node, enum field field, struct slice key, struct slice value)
{
    struct map *map = undo->map;
    struct buf text = BUF_INIT;
    if (field >= FIELD_UNKNOWN) {
        field = unknown_field(&map->keys, &map->arena, key);
        buf_add_slice(&text, key);
        buf_add_char(&text, '\0');
        buf_add_slice(&text, value);
        if (field == FIELD_UNKNOWN ||
            (value.data && !node_has(node, field) && !node_may_have_own_key(node))) {
            buf_release(&text);
            return false;
        }
        value = value.data ? buf_slice(&text) : SLICE_NONE;
    }
    edit_set(undo, node, field, value);
    buf_release(&text);
    return !undo_take_refusal(undo);
}
