/* Taking back and doing again: which actions may be, and that. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "base/mem.h"
#include "model/edit_log.h"
#include "model/edit_private.h"

static size_t number_of(const struct undo *undo, const struct edit *edit)
{
    return edit ? (size_t)(edit - undo->edits) + 1 : 0;
}

/* --- what others have built on --- */

/* Does the action put this node in, move it or take it out? */
static bool places(const struct undo *undo, struct action action, const struct node *node)
{
    for (const struct edit *edit = log_of_node(undo, node); edit;
         edit = log_before_of_node(undo, edit))
        if (edit->author == action.author && edit->group == action.group && edit->op != EDIT_SET)
            return true;
    return false;
}

/* The parent that it has when the action is toggled; NULL: none. */
static const struct node *parent_then(
    const struct undo *undo, struct action action, const struct node *node)
{
    if (!places(undo, action, node))
        return node->parent;
    return exists_now(undo, node) ? spot_now(undo, node).parent : NULL;
}

/* Is it in `top` when the action is toggled? */
static bool is_within_then(
    const struct undo *undo, struct action action, const struct node *node, const struct node *top)
{
    while (node && node != top)
        node = parent_then(undo, action, node);
    return node != NULL;
}

/*
 * The edit by which another has written into the node, and not taken that back. Moving `top` itself
 * is not writing into it: else one who moved it out of a node that is gone, and can't put it back
 * there, would keep it for ever.
 */
static const struct edit *written_by_another(
    const struct undo *undo, const struct node *node, const struct node *top)
{
    for (const struct edit *edit = log_of_node(undo, node); edit;
         edit = log_before_of_node(undo, edit))
        if (!edit->own && !edit->undone && edit->op != EDIT_REMOVE &&
            !(edit->op == EDIT_MOVE && node == top))
            return edit;
    return NULL;
}

/* The same of all that is in it, and not moved out by the action. */
static const struct edit *built_by_another(
    const struct undo *undo, struct action action, const struct node *top)
{
    for (const struct node *node = top; node; node = node_next(node, top)) {
        const struct edit *edit = written_by_another(undo, node, top);
        if (edit && is_within_then(undo, action, node, top))
            return edit;
    }
    return NULL;
}

/* Would the effect take others' work away, or put a node where nobody sees it? `by` is that work.
 */
static bool is_blocked(const struct undo *undo, const struct edit *effect, struct action action,
    const struct edit **by)
{
    struct node *node = effect->node, *root = undo->map->root;
    *by = NULL;
    if (effect->op == EDIT_SET)
        return false;
    if (exists_now(undo, node))
        return !is_within_then(undo, action, spot_now(undo, node).parent, root);
    if (node_in_tree(undo->map, node))
        *by = built_by_another(undo, action, node);
    return *by != NULL;
}

/* With the marks as they are to be, looks whether each effect may be. */
static bool may_be(struct undo *undo, struct action action)
{
    struct edit effect;
    for (const struct edit *edit = log_of_action(undo, action); edit;
         edit = log_before_in_action(undo, edit)) {
        const struct edit *by;
        if (!effect_of(undo, edit, &effect) || !is_blocked(undo, &effect, action, &by))
            continue;
        if (!undo->kept) {
            undo->kept = number_of(undo, edit);
            undo->kept_by = number_of(undo, by);
        }
        return false;
    }
    return true;
}

static bool may_toggle(struct undo *undo, struct action action, bool undone)
{
    mark_action(undo, action, undone);
    bool may = may_be(undo, action);
    mark_action(undo, action, !undone);
    return may;
}

/* --- undo and redo --- */

/* What of the action has no effect because of another's later edit. */
static void find_overwritten(struct undo *undo, struct action action)
{
    struct edit effect;
    for (const struct edit *edit = log_of_action(undo, action); edit;
         edit = log_before_in_action(undo, edit)) {
        const struct edit *ruling = ruling_edit(undo, edit);
        if (!ruling || ruling->own || effect_of(undo, edit, &effect))
            continue;
        undo->overwritten = number_of(undo, edit);
        undo->overwriter = number_of(undo, ruling);
        return;
    }
}

/* Returns the last edit that was gone over. */
static const struct edit *toggle(struct undo *undo, struct action action, bool undone)
{
    const struct toggling *toggling = &undo->toggling;
    struct edit effect;
    undo_toggle(undo, action, undone);
    find_overwritten(undo, action);
    if (undo->recorder.toggle)
        undo->recorder.toggle(undo->recorder.context, &undo->edits[toggling->edits[0]], undone);
    while (undo_next_effect(undo, &effect)) {
        /* With the ids that it had: all who read that give it the same new ones. */
        if (undo->recorder.record)
            undo->recorder.record(undo->recorder.context, &effect);
        undo_carry_out_effect(undo, &effect);
    }
    undo_settle(undo);
    return &undo->edits[toggling->edits[toggling->count - 1]];
}

static void begin_toggle(struct undo *undo)
{
    action_begin(undo);
    undo->group = ++undo->groups;
    undo->kept = undo->kept_by = undo->overwritten = undo->overwriter = 0;
}

/* The last own action that is done and may be undone. */
static const struct edit *find_undoable(struct undo *undo)
{
    const struct edit *tried = NULL;
    for (size_t i = undo->count; i-- > 0;) {
        const struct edit *edit = &undo->edits[i];
        if (!edit->own || edit->undone ||
            (tried && tried->author == edit->author && tried->group == edit->group))
            continue;
        if (may_toggle(undo, action_of(edit), true))
            return edit;
        tried = edit;
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
    begin_toggle(undo);
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

/* The last one that may be done again. */
static bool take_redo(struct undo *undo, struct action *out)
{
    for (size_t i = undo->redo_count; i-- > 0;) {
        *out = undo->redo[i];
        if (!may_toggle(undo, *out, false))
            continue;
        undo->redo_count--;
        memmove(&undo->redo[i], &undo->redo[i + 1], (undo->redo_count - i) * sizeof *undo->redo);
        return true;
    }
    return false;
}

const struct edit *undo_redo(struct undo *undo)
{
    const struct edit *last = NULL;
    struct action action;
    if (!undo->redo_count)
        return NULL;
    begin_toggle(undo);
    if (take_redo(undo, &action))
        last = toggle(undo, action, false);
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
