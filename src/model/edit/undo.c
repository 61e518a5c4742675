/* Undo and redo: which actions may be toggled, and toggling them. */
#include <stdlib.h>

#include "base/mem.h"
#include "model/edit/edit_log.h"
#include "model/edit/edit_private.h"
#include "model/edit/fits.h"
#include "model/edit/per_persona.h"

static size_t number_of(const struct undo *undo, const struct edit *edit)
{
    return edit ? (size_t)(edit - undo->edits) + 1 : 0;
}

/* --- what others have built on --- */

/* Does the action put this node in, move it or take it out? */
static bool places(const struct undo *undo, struct action action, const struct node *node)
{
    return log_of_action_about(undo, action, LOG_NODE(node)) != NULL;
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
bool is_within_then(
    const struct undo *undo, struct action action, const struct node *node, const struct node *top)
{
    while (node && node != top)
        node = parent_then(undo, action, node);
    return node != NULL;
}

static bool is_of_action(const struct edit *edit, struct action action)
{
    return edit->author == action.author && edit->group == action.group;
}

/*
 * Edits that need a node: those of it, and those which put something into it or moved something out
 * of it, and couldn't be taken back without it. Only what came after `since`, in another action,
 * and is not undone. One's own count too: they are those that others hold. One who only moves what
 * another has made doesn't hold it.
 */
static const struct edit *find_need(const struct undo *undo, const struct edit *since,
    enum chain chain, const struct node *node, bool is_top)
{
    if (is_top && chain == CHAIN_PLACE)
        return NULL;
    const struct edit *edit = log_last(undo, chain, LOG_NODE(node));
    if (edit && is_of_action(edit, action_of(since))) {
        struct edit *skipped = log_take_last(undo, chain, LOG_NODE(node));
        edit = log_last(undo, chain, LOG_NODE(node));
        log_put_back(undo, chain, skipped);
    }
    return edit && edit->order > since->order && edit->op != EDIT_REMOVE ? edit : NULL;
}

/* The edit that needs the node, or what is in it and is not moved out by the action. */
static const struct edit *built_on(
    const struct undo *undo, const struct edit *since, const struct node *top)
{
    for (const struct node *node = top; node; node = node_next(node, top)) {
        const struct edit *need = NULL;
        for (int chain = CHAIN_SETS; chain <= CHAIN_OUT && !need; chain++)
            need = find_need(undo, since, (enum chain)chain, node, node == top);
        if (need && is_within_then(undo, action_of(since), node, top))
            return need;
    }
    return NULL;
}

/* What one persona felt goes by her id: she does not come back while one who was added has that,
 * and can be taken back. */
static bool waits_for_id(const struct undo *undo, const struct node *node)
{
    const struct node *holder = map_find(undo->map, slice_of(node->id));
    if (node->kind != KIND_PERSONA || !holder || holder == node)
        return false;
    const struct edit *holds = log_last(undo, CHAIN_EXISTS, LOG_NODE(holder));
    return holds && holds->op == EDIT_INSERT;
}

/*
 * Must this edit not be toggled, since that would take away a node that others need (even one that
 * is out of sight) or move a node to where nobody sees it? `by` becomes the edit that needs it. A
 * node that nobody sees now may come back into a removed one: two people who wait for each other's
 * undo would wait for ever otherwise.
 */
static bool is_blocked(const struct undo *undo, const struct edit *edit, const struct edit **by)
{
    struct node *node = edit->node, *root = undo->map->root;
    struct edit effect;
    *by = NULL;
    if (edit->op == EDIT_SET)
        return false;
    if (!exists_now(undo, node)) {
        *by = edit->op == EDIT_MOVE ? NULL : built_on(undo, edit, node);
        return *by != NULL;
    }
    if (!node_in_tree(undo->map, node))
        return waits_for_id(undo, node);
    /* Another may have moved it since; it would vanish when that other undoes the move. */
    if (edit->op == EDIT_MOVE && edit_is_undone(undo, edit) &&
        !is_within_then(undo, action_of(edit), edit->old_parent, root))
        return true;
    return effect_of(undo, edit, &effect) &&
           !is_within_then(undo, action_of(edit), spot_now(undo, node).parent, root);
}

/* Called with the action's edits marked as toggled already: is none of them blocked? */
static bool may_be(struct undo *undo, struct action action)
{
    for (const struct edit *edit = log_of_action(undo, action); edit;
         edit = log_before(undo, edit)) {
        const struct edit *by;
        if (!is_blocked(undo, edit, &by))
            continue;
        if (!undo->kept) {
            undo->kept = number_of(undo, edit);
            undo->kept_by = number_of(undo, by);
        }
        return false;
    }
    if (undo_fits(undo, action))
        return true;
    if (!undo->kept)
        undo->kept = number_of(undo, log_of_action(undo, action));
    undo->kept_unfit = true;
    return false;
}

static bool may_toggle(struct undo *undo, struct action action, bool undone)
{
    log_mark(undo, action, undone);
    bool may = may_be(undo, action);
    log_mark(undo, action, !undone);
    return may;
}

/* --- undo and redo --- */

/* Finds an edit of the action that has no effect because of another's later edit. */
static void find_overwritten(struct undo *undo, struct action action)
{
    struct edit effect;
    for (const struct edit *edit = log_of_action(undo, action); edit;
         edit = log_before(undo, edit)) {
        const struct edit *ruling = ruling_edit(undo, edit);
        if (!ruling || ruling->own || effect_of(undo, edit, &effect))
            continue;
        undo->overwritten = number_of(undo, edit);
        undo->overwriter = number_of(undo, ruling);
        return;
    }
}

/* A file leaves out what a removed persona felt. When she comes back it is said again, for those
 * who read the file meanwhile; for the others it changes nothing. */
static void say_emotions(struct undo *undo, const struct node *persona)
{
    for (struct node *at = undo->map->root; at; at = node_next(at, undo->map->root)) {
        enum field field = emotion_field(at);
        struct slice value = node_get(at, field);
        struct edit same = {
            .op = EDIT_SET, .node = at, .field = (uint16_t)field, .before = value, .after = value
        };
        if (is_per_persona(value) && per_persona_get(value, slice_of(persona->id)).data &&
            undo->recorder.record)
            undo->recorder.record(undo->recorder.context, &same);
    }
}

/* Returns the last edit of the action that was visited. */
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
        if (effect.op == EDIT_INSERT && effect.node->kind == KIND_PERSONA)
            say_emotions(undo, effect.node);
    }
    undo_settle(undo);
    return &undo->edits[toggling->last];
}

static void begin_toggle(struct undo *undo)
{
    action_begin(undo);
    undo->group = ++undo->groups;
}

static void forget_last(struct undo *undo)
{
    undo->kept = undo->kept_by = undo->overwritten = undo->overwriter = 0;
    undo->kept_unfit = false;
}

/* The last own edit that is done and whose action may be undone; with `begun`: that is by oneself
 * in this run. */
static const struct edit *find_own(struct undo *undo, bool begun)
{
    struct edit **taken = NULL, *edit;
    size_t count = 0, cap = 0;
    bool found = false;
    while (!found && (edit = log_take_last(undo, CHAIN_OWN, LOG_NODE(NULL)))) {
        bool tried = count && is_of_action(edit, action_of(taken[count - 1]));
        MEM_GROW(taken, count + 1, cap);
        taken[count++] = edit;
        found = !tried &&
                (begun ? edit->author == AUTHOR_SELF : may_toggle(undo, action_of(edit), true));
    }
    for (size_t i = 0; i < count; i++)
        log_put_back(undo, CHAIN_OWN, taken[i]);
    free(taken);
    return found ? edit : NULL;
}

static void remember_redo(struct undo *undo, struct action action)
{
    MEM_GROW(undo->redo, undo->redo_count + 1, undo->redo_cap);
    undo->redo[undo->redo_count++] = action;
}

const struct edit *undo_undo(struct undo *undo)
{
    forget_last(undo);
    begin_toggle(undo);
    const struct edit *found = find_own(undo, false), *last = NULL;
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
    forget_last(undo);
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
    const struct edit *last = find_own(undo, true);
    if (undo->depth == 0 && last) {
        undo->group = last->group;
        undo->depth++;
    } else {
        undo_begin(undo);
    }
}
