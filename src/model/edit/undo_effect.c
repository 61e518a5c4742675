/* What undone edits come to: what a value or a place would be without them. */
#include <stdlib.h>

#include "base/mem.h"
#include "model/edit/edit_log.h"
#include "model/edit/edit_private.h"
#include "model/edit/fits.h"
#include "model/ids.h"
#include "model/list_slot.h"

struct action action_of(const struct edit *edit)
{
    return (struct action){ edit->author, edit->group };
}

/* --- what is, by the edits that are not undone --- */

static bool is_placing(const struct edit *edit)
{
    return edit->op == EDIT_INSERT || edit->op == EDIT_MOVE;
}

/* The last value that counts, or what was before all. */
struct slice value_now(const struct undo *undo, const struct edit *of)
{
    const struct edit *ruling = log_last(undo, CHAIN_VALUE, log_key_of(of));
    return ruling ? ruling->after : log_first(undo, CHAIN_VALUE, log_key_of(of))->before;
}

bool exists_now(const struct undo *undo, const struct node *node)
{
    const struct edit *last = log_last(undo, CHAIN_EXISTS, LOG_NODE(node));
    const struct edit *first = log_first(undo, CHAIN_EXISTS, LOG_NODE(node));
    return last ? last->op == EDIT_INSERT : !first || first->op == EDIT_REMOVE;
}

static struct spot old_spot(const struct edit *edit)
{
    return (struct spot){ edit->old_parent, edit->old_slot };
}

static struct spot new_spot(const struct edit *edit)
{
    return (struct spot){ edit->new_parent, edit->new_slot };
}

/* Where the last insert or move put it, or where it was before all of them. */
struct spot spot_now(const struct undo *undo, const struct node *node)
{
    const struct edit *last = log_last(undo, CHAIN_PLACE, LOG_NODE(node));
    const struct edit *moved = log_first(undo, CHAIN_PLACE, LOG_NODE(node));
    const struct edit *removed = log_first(undo, CHAIN_EXISTS, LOG_NODE(node));
    if (last)
        return new_spot(last);
    const struct edit *first = !moved || (removed && removed->order < moved->order) ? removed
                                                                                    : moved;
    if (!first)
        return (struct spot){ NULL, NULL };
    return first->op == EDIT_INSERT ? new_spot(first) : old_spot(first);
}

const struct edit *ruling_edit(const struct undo *undo, const struct edit *of)
{
    if (of->op == EDIT_SET)
        return log_last(undo, CHAIN_VALUE, log_key_of(of));
    const struct edit *placed = log_last(undo, CHAIN_PLACE, LOG_NODE(of->node));
    const struct edit *exists = log_last(undo, CHAIN_EXISTS, LOG_NODE(of->node));
    return !placed || (exists && exists->order > placed->order) ? exists : placed;
}

/* --- effects --- */

static bool effect_on_value(const struct undo *undo, const struct edit *of, struct edit *effect)
{
    struct slice value = value_now(undo, of);
    bool has = node_has(of->node, of->field);
    struct slice now = has ? node_get(of->node, of->field) : SLICE_NONE;
    if (value.data ? has && slice_equal(value, now) : !has)
        return false;
    if (of->field >= FIELD_UNKNOWN && !has && !node_may_have_own_key(of->node))
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
    effect->old_index = node->index_hint = (uint32_t)node_index(node);
    effect->old_slot = list_slot_of(undo->map, node);
}

/* Into and out of the tree there are no moves: there it is taken out, or comes in. */
static enum edit_op op_of_place(const struct undo *undo, const struct node *node, struct spot spot)
{
    bool seen = node_in_tree(undo->map, node), seen_there = node_in_tree(undo->map, spot.parent);
    if (node->parent && seen == seen_there)
        return EDIT_MOVE;
    return seen ? EDIT_REMOVE : EDIT_INSERT;
}

static bool effect_on_place(const struct undo *undo, struct node *node, struct edit *effect)
{
    bool is = node->parent != NULL;
    *effect = (struct edit){ .op = EDIT_REMOVE, .node = node };
    if (is)
        fill_in_old(undo, effect);
    if (!exists_now(undo, node))
        return is;
    struct spot spot = spot_now(undo, node);
    if (is && effect->old_slot == spot.place)
        return false;
    effect->op = op_of_place(undo, node, spot);
    if (effect->op == EDIT_REMOVE)
        return true;
    effect->new_parent = spot.parent;
    effect->new_slot = spot.place;
    effect->new_index = (uint32_t)list_slot_index(
        spot.place, node->parent == spot.parent ? effect->old_slot : NULL);
    return true;
}

bool effect_of(const struct undo *undo, const struct edit *edit, struct edit *effect)
{
    bool any = edit->op == EDIT_SET ? effect_on_value(undo, edit, effect)
                                    : effect_on_place(undo, edit->node, effect);
    effect->author = edit->author;
    effect->group = edit->group;
    return any;
}

static bool is_seen(const struct undo *undo, const struct edit *effect)
{
    return node_in_tree(undo->map, effect->op == EDIT_INSERT ? effect->new_parent : effect->node);
}

/* The node leaves the place that it has, also in a removed node. */
static void vacate(struct edit *effect)
{
    if (effect->op != EDIT_INSERT && effect->op != EDIT_MOVE)
        return;
    if (effect->old_slot)
        list_slot_put(effect->old_slot, NULL);
    if (effect->op == EDIT_INSERT && effect->node->parent)
        node_detach(effect->node);
}

/* A node that comes back may find that another has its id now, and gets a new one. */
void undo_carry_out_effect(struct undo *undo, struct edit *effect)
{
    bool seen = is_seen(undo, effect);
    vacate(effect);
    if (effect->op == EDIT_INSERT && seen)
        ids_assign(undo->map, effect->node);
    edit_carry_out(undo, effect, seen);
}

/* --- toggling an action --- */

/* Backwards when undone, forwards when done again. */
static void list_edits(struct undo *undo, struct toggling *t)
{
    const struct log_action *action = log_action(undo, t->action);
    t->count = t->next = 0;
    for (const struct edit *edit = log_of_action(undo, t->action); edit;
         edit = log_before(undo, edit)) {
        MEM_GROW(t->edits, t->count + 1, t->cap);
        t->edits[t->count++] = (uint32_t)(edit - undo->edits);
    }
    for (size_t i = 0; !t->undone && i < t->count / 2; i++) {
        uint32_t swapped = t->edits[i];
        t->edits[i] = t->edits[t->count - 1 - i];
        t->edits[t->count - 1 - i] = swapped;
    }
    if (action)
        t->last = (t->undone ? action->first : action->last) - 1;
}

void undo_toggle(struct undo *undo, struct action action, bool undone)
{
    log_mark(undo, action, undone);
    undo->toggling.action = action;
    undo->toggling.undone = undone;
    list_edits(undo, &undo->toggling);
}

/* Lane and value, or the map's path and a touchpoint's, may wait for each other: then the value
 * goes first, and comes when it fits. */
static bool next_out_of_the_way(const struct undo *undo, struct edit *effect)
{
    const struct toggling *t = &undo->toggling;
    for (size_t i = 0; i < t->count; i++) {
        const struct edit *edit = &undo->edits[t->edits[i]];
        if (edit->op != EDIT_SET || !needs_another((enum field)edit->field) ||
            !effect_of(undo, edit, effect) || !effect->before.data || !is_seen(undo, effect))
            continue;
        effect->after = SLICE_NONE;
        return true;
    }
    return false;
}

/* Visits them repeatedly: a node may have to wait until another edit of the action brings its
 * parent, a value until its lane is another.
 */
bool undo_next_effect(struct undo *undo, struct edit *effect)
{
    struct toggling *t = &undo->toggling;
    for (size_t tries = 0; tries < t->count; tries++) {
        const struct edit *edit = &undo->edits[t->edits[t->next]];
        t->next = t->next + 1 < t->count ? t->next + 1 : 0;
        if (effect_of(undo, edit, effect) && is_seen(undo, effect) &&
            edit_fits(undo->map, effect, NULL))
            return true;
    }
    return next_out_of_the_way(undo, effect);
}

void undo_settle(struct undo *undo)
{
    const struct toggling *t = &undo->toggling;
    struct edit effect;
    for (size_t i = 0; i < t->count; i++) {
        const struct edit *edit = &undo->edits[t->edits[i]];
        /* What is done to a node in the tree is seen. */
        if (!node_in_tree(undo->map, edit->node) && effect_of(undo, edit, &effect) &&
            !is_seen(undo, &effect))
            undo_carry_out_effect(undo, &effect);
    }
}

/* --- effects that the log doesn't know of --- */

/* What was undone by this effect. */
static void invert(struct edit *edit)
{
    struct edit old = *edit;
    edit->before = old.after;
    edit->after = old.before;
    edit->old_parent = old.new_parent;
    edit->old_slot = old.new_slot;
    edit->old_index = old.new_index;
    edit->new_parent = old.old_parent;
    edit->new_slot = old.old_slot;
    edit->new_index = old.old_index;
    if (old.op == EDIT_INSERT || old.op == EDIT_REMOVE)
        edit->op = old.op == EDIT_INSERT ? EDIT_REMOVE : EDIT_INSERT;
}

/* The action is from before the log: what is undone or done again of it is known from now on, as
 * the first that was done to the node. So an undo of what came later doesn't bring it back. */
static void learn(struct undo *undo, const struct edit *effect)
{
    const struct toggling *t = &undo->toggling;
    struct edit edit = *effect;
    if (log_of_action_about(undo, t->action, log_key_of(effect)))
        return;
    if (t->undone)
        invert(&edit);
    edit.author = t->action.author;
    edit.group = t->action.group;
    log_add_oldest(undo, &edit, t->undone);
}

void undo_apply_effect(struct undo *undo, struct edit effect)
{
    struct node *node = effect.node;
    if (effect.op == EDIT_SET)
        effect.before = node_has(node, effect.field) ? node_get(node, effect.field) : SLICE_NONE;
    else if (node->parent)
        fill_in_old(undo, &effect);
    if (effect.op == EDIT_SET && effect.after.data && effect.before.data &&
        slice_equal(effect.before, effect.after))
        return;
    if (is_placing(&effect)) {
        vacate(&effect);
        effect.new_slot = list_slot_new(
            undo->map, effect.new_parent, (enum node_kind)node->kind, effect.new_index);
    }
    if (effect.op == EDIT_INSERT)
        ids_assign(undo->map, node);
    edit_carry_out(undo, &effect, true);
    learn(undo, &effect);
}
