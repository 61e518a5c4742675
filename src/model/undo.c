/* Taking back and doing again: what a value or a place would be without the undone edits. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <stdlib.h>

#include "base/mem.h"
#include "model/edit_private.h"
#include "model/ids.h"
#include "model/place.h"

static bool is_of(const struct edit *edit, struct action action)
{
    return edit->author == action.author && edit->group == action.group;
}

static struct action action_of(const struct edit *edit)
{
    return (struct action){ edit->author, edit->group };
}

/* --- what is, by the edits that are not undone --- */

enum aspect {
    ASPECT_VALUE,    /* of a field: set */
    ASPECT_PLACE,    /* insert, move; a removed one had one */
    ASPECT_EXISTENCE /* insert, remove */
};

static bool concerns(const struct edit *edit, enum aspect aspect, const struct edit *of)
{
    if (edit->node != of->node)
        return false;
    switch (aspect) {
    case ASPECT_VALUE:
        return edit->op == EDIT_SET && edit->field == of->field;
    case ASPECT_PLACE:
        return edit->op == EDIT_INSERT || edit->op == EDIT_MOVE;
    case ASPECT_EXISTENCE:
        return edit->op == EDIT_INSERT || edit->op == EDIT_REMOVE;
    }
    return false;
}

/* The last edit that counts; NULL: none does, and what was before the first of all is. */
static const struct edit *last_of(
    const struct undo *undo, enum aspect aspect, const struct edit *of)
{
    for (size_t i = undo->count; i-- > 0;)
        if (!undo->edits[i].undone && concerns(&undo->edits[i], aspect, of))
            return &undo->edits[i];
    return NULL;
}

static const struct edit *first_of(
    const struct undo *undo, enum aspect aspect, const struct edit *of)
{
    for (size_t i = 0; i < undo->count; i++)
        if (concerns(&undo->edits[i], aspect, of))
            return &undo->edits[i];
    return NULL;
}

static struct slice value_now(const struct undo *undo, const struct edit *of)
{
    const struct edit *last = last_of(undo, ASPECT_VALUE, of);
    return last ? last->after : first_of(undo, ASPECT_VALUE, of)->before;
}

static bool exists_now(const struct undo *undo, const struct edit *of)
{
    const struct edit *last = last_of(undo, ASPECT_EXISTENCE, of);
    if (last)
        return last->op == EDIT_INSERT;
    const struct edit *first = first_of(undo, ASPECT_EXISTENCE, of);
    return !first || first->op == EDIT_REMOVE;
}

struct spot {
    struct node *parent;
    struct place *place;
};

/* Where it belongs: where the last insert or move put it, or where it was before all of them. */
static struct spot spot_now(const struct undo *undo, const struct edit *of)
{
    const struct edit *last = last_of(undo, ASPECT_PLACE, of);
    if (last)
        return (struct spot){ last->new_parent, last->new_place };
    for (size_t i = 0; i < undo->count; i++) {
        const struct edit *edit = &undo->edits[i];
        if (edit->node == of->node && (edit->op == EDIT_MOVE || edit->op == EDIT_REMOVE))
            return (struct spot){ edit->old_parent, edit->old_place };
    }
    return (struct spot){ of->new_parent, of->new_place };
}

/* --- effects --- */

/* Makes the edit that brings the node, or its field, to what it is to be; false: it is that. */
static bool effect_on_value(const struct undo *undo, const struct edit *of, struct edit *effect)
{
    struct slice value = value_now(undo, of);
    bool has = node_has(of->node, of->field);
    struct slice now = has ? node_get(of->node, of->field) : SLICE_NONE;
    if (value.data ? has && slice_equal(value, now) : !has)
        return false;
    *effect = (struct edit){
        .op = EDIT_SET, .node = of->node, .field = of->field, .before = now, .after = value
    };
    return true;
}

static void fill_in_old(const struct undo *undo, struct edit *effect)
{
    struct node *node = effect->node;
    effect->old_parent = node->parent;
    effect->old_index = (uint32_t)node_index(node);
    effect->old_place = place_of(undo->map, node);
}

/* One that is in a removed node comes out of it as a new one would. */
static bool effect_on_place(const struct undo *undo, const struct edit *of, struct edit *effect)
{
    struct node *node = of->node;
    struct spot spot = spot_now(undo, of);
    bool wanted = exists_now(undo, of), is = node->parent != NULL;
    *effect = (struct edit){ .op = EDIT_REMOVE, .node = node };
    if (is)
        fill_in_old(undo, effect);
    if (!wanted || (is && effect->old_place == spot.place))
        return !wanted && is;
    bool seen = node_in_tree(undo->map, node);
    bool same_sight = seen == node_in_tree(undo->map, spot.parent);
    effect->op = is && (seen || same_sight) ? EDIT_MOVE : EDIT_INSERT;
    effect->new_parent = spot.parent;
    effect->new_place = spot.place;
    return true;
}

/* What undoing or redoing this edit of a group comes to, now that it is marked so. */
static bool effect_of(const struct undo *undo, const struct edit *edit, struct edit *effect)
{
    bool any = edit->op == EDIT_SET ? effect_on_value(undo, edit, effect)
                                    : effect_on_place(undo, edit, effect);
    effect->author = edit->author;
    effect->group = edit->group;
    return any;
}

static bool is_seen(const struct undo *undo, const struct edit *effect)
{
    return node_in_tree(undo->map, effect->op == EDIT_INSERT ? effect->new_parent : effect->node);
}

/* The node leaves the place that it has, be it in a removed node. */
static void vacate(struct edit *effect)
{
    if (effect->old_place)
        effect->old_place->node = NULL;
    if (effect->op == EDIT_INSERT && effect->node->parent)
        node_detach(effect->node);
}

/* The node leaves where it is, and the index where it comes to is known. */
static void prepare(struct edit *effect)
{
    if (effect->op != EDIT_INSERT && effect->op != EDIT_MOVE)
        return;
    vacate(effect);
    effect->new_index = (uint32_t)place_index(
        effect->new_parent, (enum node_kind)effect->node->kind, effect->new_place);
}

/* A node that comes back may find that another has its id now, and gets a new one. */
static void carry_out(struct undo *undo, struct edit *effect)
{
    bool seen = is_seen(undo, effect);
    if (effect->op == EDIT_INSERT && seen)
        ids_assign(undo->map, effect->node);
    edit_carry_out(undo, effect, seen);
}

/* --- marks --- */

static void mark(struct undo *undo, struct edit *edit, bool undone)
{
    if (edit->undone == undone)
        return;
    undo->unsaved -= edit->saved == edit->undone;
    edit->undone = undone;
    undo->unsaved += edit->saved == edit->undone;
}

static void mark_all(struct undo *undo, struct action action, bool undone)
{
    for (size_t i = 0; i < undo->count; i++)
        if (is_of(&undo->edits[i], action))
            mark(undo, &undo->edits[i], undone);
}

/* --- what others have built on --- */

static bool is_within(const struct node *node, const struct node *top)
{
    while (node && node != top)
        node = node->parent;
    return node != NULL;
}

/* Has another written into the node, or put something there, and not taken that back? */
static bool is_built_on(const struct undo *undo, const struct node *node)
{
    for (size_t i = 0; i < undo->count; i++) {
        const struct edit *edit = &undo->edits[i];
        if (!edit->own && !edit->undone && edit->op != EDIT_REMOVE && is_within(edit->node, node))
            return true;
    }
    return false;
}

/* Does the group bring this node back, or put it in? */
static bool brings(const struct undo *undo, struct action action, const struct node *node)
{
    for (size_t i = 0; i < undo->count; i++)
        if (is_of(&undo->edits[i], action) && undo->edits[i].node == node &&
            undo->edits[i].op != EDIT_SET)
            return true;
    return false;
}

/* Would the effect take others' work away, or put a node where nobody sees it? */
static bool is_blocked(const struct undo *undo, const struct edit *effect, struct action action)
{
    if (effect->op == EDIT_REMOVE)
        return node_in_tree(undo->map, effect->node) && is_built_on(undo, effect->node);
    if (effect->op == EDIT_SET || node_in_tree(undo->map, effect->new_parent))
        return false;
    return !brings(undo, action, effect->new_parent);
}

/* Tries the marks, and looks whether each effect may be. */
static bool may_toggle(struct undo *undo, struct action action, bool undone)
{
    struct edit effect;
    bool may = true;
    mark_all(undo, action, undone);
    for (size_t i = 0; may && i < undo->count; i++)
        may = !is_of(&undo->edits[i], action) || !effect_of(undo, &undo->edits[i], &effect) ||
              !is_blocked(undo, &effect, action);
    mark_all(undo, action, !undone);
    return may;
}

/* --- undo and redo --- */

/* Carries out what this edit's mark comes to. */
static void follow(struct undo *undo, size_t index)
{
    struct edit effect;
    if (!effect_of(undo, &undo->edits[index], &effect)) {
        undo->overwritten = index + 1;
        return;
    }
    prepare(&effect);
    /* With the ids that it had: all who read that give it the same new ones. */
    if (is_seen(undo, &effect) && undo->recorder.record)
        undo->recorder.record(undo->recorder.context, &effect);
    carry_out(undo, &effect);
}

/* Backwards when undone, forwards when done again; gives the last edit that was gone over. */
static const struct edit *toggle(struct undo *undo, struct action action, bool undone)
{
    const struct edit *last = NULL;
    undo->overwritten = 0;
    mark_all(undo, action, undone);
    for (size_t n = 0; n < undo->count; n++) {
        size_t i = undone ? undo->count - 1 - n : n;
        if (!is_of(&undo->edits[i], action))
            continue;
        if (!last && undo->recorder.toggle)
            undo->recorder.toggle(undo->recorder.context, &undo->edits[i], undone);
        follow(undo, i);
        last = &undo->edits[i];
    }
    return last;
}

/* The last own group that is done and may be undone. */
static const struct edit *find_undoable(struct undo *undo)
{
    undo->kept = 0;
    for (size_t i = undo->count; i-- > 0;) {
        const struct edit *edit = &undo->edits[i];
        if (!edit->own || edit->undone)
            continue;
        if (may_toggle(undo, action_of(edit), true))
            return edit;
        if (!undo->kept)
            undo->kept = i + 1;
    }
    return NULL;
}

static void remember_redo(struct undo *undo, struct action action)
{
    MEM_GROW(undo->redo, undo->redo_count + 1, undo->redo_cap);
    undo->redo[undo->redo_count++] = action;
}

const struct edit *undo_undo(struct undo *undo)
{
    action_begin(undo);
    undo->group = ++undo->groups;
    const struct edit *found = find_undoable(undo), *last = NULL;
    if (found) {
        struct action action = action_of(found);
        remember_redo(undo, action);
        last = toggle(undo, action, true);
    }
    action_end(undo);
    return last;
}

bool undo_can_redo(const struct undo *undo)
{
    return undo->redo_count > 0;
}

const struct edit *undo_redo(struct undo *undo)
{
    const struct edit *last = NULL;
    undo->kept = 0;
    if (!undo->redo_count)
        return NULL;
    action_begin(undo);
    undo->group = ++undo->groups;
    struct action action = undo->redo[undo->redo_count - 1];
    if (may_toggle(undo, action, false)) {
        undo->redo_count--;
        last = toggle(undo, action, false);
    }
    action_end(undo);
    return last;
}

void undo_begin_more(struct undo *undo)
{
    const struct edit *last = NULL;
    for (size_t i = undo->count; i-- > 0 && !last;)
        if (undo->edits[i].author == AUTHOR_SELF && !undo->edits[i].undone)
            last = &undo->edits[i];
    if (undo->depth == 0 && last) {
        undo->group = last->group;
        undo->depth++;
    } else {
        undo_begin(undo);
    }
}

/* --- of others --- */

void undo_toggle(struct undo *undo, struct action action, bool undone)
{
    mark_all(undo, action, undone);
}

/* The place that the group's own edit gives the node, if it is the one that is told. */
static struct place *place_in_log(
    const struct undo *undo, const struct edit *effect, struct action action)
{
    for (size_t i = 0; i < undo->count; i++) {
        const struct edit *edit = &undo->edits[i];
        if (!is_of(edit, action) || edit->node != effect->node || edit->op == EDIT_SET)
            continue;
        struct spot spot = spot_now(undo, edit);
        if (spot.parent == effect->new_parent && spot.place && !spot.place->node &&
            place_index(spot.parent, (enum node_kind)effect->node->kind, spot.place) ==
                effect->new_index)
            return spot.place;
    }
    return NULL;
}

void undo_apply_effect(struct undo *undo, struct edit edit, struct action action)
{
    struct node *node = edit.node;
    edit.author = action.author;
    edit.group = action.group;
    if (edit.op == EDIT_SET)
        edit.before = node_has(node, edit.field) ? node_get(node, edit.field) : SLICE_NONE;
    else if (node->parent)
        fill_in_old(undo, &edit);
    if (edit.op == EDIT_INSERT || edit.op == EDIT_MOVE) {
        vacate(&edit);
        edit.new_place = place_in_log(undo, &edit, action);
        if (!edit.new_place)
            edit.new_place = place_new(
                undo->map, edit.new_parent, (enum node_kind)node->kind, edit.new_index);
    }
    if (edit.op == EDIT_INSERT)
        ids_assign(undo->map, node);
    edit_carry_out(undo, &edit, true);
}

void undo_settle(struct undo *undo, struct action action)
{
    struct edit effect;
    for (size_t i = 0; i < undo->count; i++)
        if (is_of(&undo->edits[i], action) && effect_of(undo, &undo->edits[i], &effect) &&
            !is_seen(undo, &effect)) {
            prepare(&effect);
            carry_out(undo, &effect);
        }
}
