#include "insight/merge/conflict_choice.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "insight/compare.h"
#include "model/edit/per_persona.h"

/* --- what stands --- */

static bool has_emotion(const struct node *node, const char *persona, struct slice wanted)
{
    int emotion = wanted.data ? atoi(wanted.data) : EMOTION_NONE;
    return touchpoint_emotion(node, persona) == emotion;
}

static bool has_text(const struct node *node, const struct conflict *conflict, struct slice wanted)
{
    if (conflict->persona)
        return has_emotion(node, conflict->persona, wanted);
    return slice_same(compare_value(node, conflict->field, conflict->key), wanted);
}

static bool is_at(const struct node *node, const char *parent, size_t index)
{
    return parent && strcmp(node->parent->id, parent) == 0 && node_index(node) == index;
}

/* Until theirs is taken it is where ours has it. */
static enum conflict_side side_of_place(const struct node *node, const struct conflict *conflict)
{
    if (!conflict->ours_parent || is_at(node, conflict->ours_parent, conflict->ours_index))
        return CONFLICT_OURS;
    return is_at(node, conflict->parent, conflict->index) ? CONFLICT_THEIRS : CONFLICT_OTHER;
}

enum conflict_side conflict_stands(const struct map *map, const struct conflict *conflict)
{
    const struct node *node = map_find(map, slice_of(conflict->id));
    switch (conflict->kind) {
    case CONFLICT_REMOVED_HERE:
        return node ? CONFLICT_THEIRS : CONFLICT_OURS;
    case CONFLICT_REMOVED_THERE:
        return node ? CONFLICT_OURS : CONFLICT_THEIRS;
    case CONFLICT_MOVED:
        return node && node->parent ? side_of_place(node, conflict) : CONFLICT_GONE;
    case CONFLICT_FIELD:
        break;
    }
    if (!node || node->kind != conflict->node_kind)
        return CONFLICT_GONE;
    return has_text(node, conflict, conflict->theirs) ? CONFLICT_THEIRS
           : has_text(node, conflict, conflict->ours) ? CONFLICT_OURS
                                                      : CONFLICT_OTHER;
}

/* --- choosing --- */

static bool choose_theirs(struct undo *undo, struct conflict *conflict)
{
    struct node *node = map_find(undo->map, slice_of(conflict->id));
    bool moved = conflict->kind == CONFLICT_MOVED,
         removed = conflict->kind == CONFLICT_REMOVED_THERE;
    /* Where it goes back to. */
    if ((moved || removed) && node && node->parent) {
        conflict->ours_parent = node->parent->id;
        conflict->ours_index = node_index(node);
    }
    if (removed)
        conflict->copy = node;
    if (!conflict_take_theirs(undo, conflict))
        return false;
    if (moved && node && node->parent)
        conflict->index = node_index(node); /* the list may have been shorter */
    return true;
}

/* The other way round it is the same. */
static bool choose_ours(struct undo *undo, const struct conflict *conflict)
{
    struct conflict back = *conflict;
    back.theirs = conflict->ours;
    back.parent = conflict->ours_parent;
    back.index = conflict->ours_index;
    if (conflict->kind == CONFLICT_REMOVED_HERE)
        back.kind = CONFLICT_REMOVED_THERE;
    if (conflict->kind == CONFLICT_REMOVED_THERE)
        back.kind = CONFLICT_REMOVED_HERE;
    if (back.kind == CONFLICT_REMOVED_HERE && !back.copy)
        return false;
    return conflict_take_theirs(undo, &back);
}

bool conflict_choose(struct undo *undo, struct conflict *conflict, enum conflict_side side)
{
    return side == CONFLICT_THEIRS ? choose_theirs(undo, conflict) : choose_ours(undo, conflict);
}

/* --- in words --- */

void conflict_add_place(const struct map *map, const struct conflict *conflict, struct buf *out)
{
    const struct node *node = map_find(map, slice_of(conflict->id));
    if (node && node->kind == conflict->node_kind)
        change_describe_node(node, NULL, out);
    else
        text_add_visible(out, conflict->headline.len ? conflict->headline : slice_of(conflict->id));
    buf_adds(out, ": ");
    if (conflict->kind == CONFLICT_MOVED)
        buf_adds(out, _("moved"));
    else if (conflict->kind != CONFLICT_FIELD)
        buf_adds(out, _("removed"));
    else if (conflict->field < FIELD_COUNT)
        buf_adds(out, field_def(conflict->field)->key);
    else
        text_add_visible(out, conflict->key);
    const struct node *persona = conflict->persona ? map_find(map, slice_of(conflict->persona))
                                                   : NULL;
    if (persona) {
        buf_adds(out, " (");
        text_add_visible(out, node_headline(persona));
        buf_adds(out, ")");
    }
}
