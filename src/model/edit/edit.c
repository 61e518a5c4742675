#include "model/edit/edit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/edit/edit_log.h"
#include "model/edit/edit_private.h"
#include "model/edit/fits.h"
#include "model/ids.h"
#include "model/list_slot.h"

void undo_init(struct undo *undo, struct map *map)
{
    *undo = (struct undo){ .map = map, .refused = BUF_INIT };
}

void undo_release(struct undo *undo)
{
    log_release(undo);
    free(undo->toggling.edits);
    free(undo->redo);
    buf_release(&undo->refused);
    undo_init(undo, undo->map);
}

void undo_begin(struct undo *undo)
{
    if (undo->depth++ == 0)
        undo->group = ++undo->groups;
}

void undo_end(struct undo *undo)
{
    if (--undo->depth == 0)
        action_end(undo);
}

void action_begin(struct undo *undo)
{
    if (undo->acting)
        return;
    undo->acting = true;
    if (undo->recorder.begin)
        undo->recorder.begin(undo->recorder.context);
}

void undo_catch_up(struct undo *undo)
{
    action_begin(undo);
}

void action_end(struct undo *undo)
{
    if (!undo->acting)
        return;
    undo->acting = false;
    if (undo->recorder.end)
        undo->recorder.end(undo->recorder.context);
}

void undo_mark_saved(struct undo *undo)
{
    log_mark_saved(undo);
}

bool undo_modified(const struct undo *undo)
{
    return undo->unsaved > 0;
}

bool node_in_tree(const struct map *map, const struct node *node)
{
    while (node->parent)
        node = node->parent;
    return node == map->root;
}

/* --- carrying out --- */

/* What is above a change has changed too. */
static void touch(struct map *map, struct node *node)
{
    for (; node; node = node->parent)
        node->revision = map->revision;
}

static void apply_set(struct map *map, const struct edit *edit)
{
    if (edit->after.data)
        node_put(map, edit->node, edit->field, edit->after);
    else
        node_drop(edit->node, edit->field);
    if (edit->field == kind_def(edit->node->kind)->headline)
        ids_note(map, edit->node);
    touch(map, edit->node);
}

/* What comes back after a save has its place in the kept lines, and may differ from them. */
static void compare_again(const struct map *map, struct node *node)
{
    if (node->revision != REVISION_DIFFERS)
        return;
    for (struct node *at = node; at; at = node_next(at, node))
        if (at->revision == REVISION_DIFFERS)
            at->revision = map->revision;
}

static void apply_insert(struct map *map, const struct edit *edit)
{
    list_slot_put(edit->new_slot, edit->node);
    compare_again(map, edit->node);
    node_attach(map, edit->new_parent, edit->node, edit->new_index);
    if (node_in_tree(map, edit->new_parent))
        ids_enter(map, edit->node);
    touch(map, edit->new_parent);
}

/* The next save keeps its lines. */
static void note_removed(struct map *map, struct node *node)
{
    if (node->was_removed)
        return;
    struct removed *removed = arena_alloc(&map->arena, sizeof *removed);
    *removed = (struct removed){ node, map->removed };
    map->removed = removed;
    node->was_removed = 1;
}

static void apply_remove(struct map *map, const struct edit *edit)
{
    list_slot_put(edit->old_slot, NULL);
    note_removed(map, edit->node);
    ids_leave(map, edit->node);
    node_detach(edit->node);
    edit->node->revision = map->revision;
    touch(map, edit->old_parent);
}

static void apply_move(struct map *map, const struct edit *edit)
{
    list_slot_put(edit->old_slot, NULL);
    list_slot_put(edit->new_slot, edit->node);
    node_detach(edit->node);
    node_attach(map, edit->new_parent, edit->node, edit->new_index);
    ids_note(map, edit->node);
    touch(map, edit->old_parent);
    touch(map, edit->new_parent);
}

void edit_carry_out(struct undo *undo, const struct edit *edit, bool seen)
{
    static void (*const functions[])(struct map *, const struct edit *) = {
        [EDIT_SET] = apply_set,
        [EDIT_INSERT] = apply_insert,
        [EDIT_REMOVE] = apply_remove,
        [EDIT_MOVE] = apply_move,
    };
    undo->map->revision++;
    functions[edit->op](undo->map, edit);
    if (seen && undo->listener.changed)
        undo->listener.changed(undo->listener.context, edit);
}

/* --- the log --- */

/* Fills in what it changes from: the value, or the place. */
static void fill_in(struct undo *undo, struct edit *edit)
{
    struct node *node = edit->node;
    if (edit->op == EDIT_SET) {
        edit->before = node_has(node, edit->field) ? node_get(node, edit->field) : SLICE_NONE;
        return;
    }
    if (edit->op != EDIT_INSERT) {
        edit->old_parent = node->parent;
        edit->old_index = node->index_hint = (uint32_t)node_index(node);
        edit->old_slot = list_slot_of(undo->map, node);
    }
    /* On a move it leaves first: its old place is nobody's then. */
    if (edit->op == EDIT_MOVE)
        list_slot_put(edit->old_slot, NULL);
    if (edit->op != EDIT_REMOVE)
        edit->new_slot = list_slot_new(
            undo->map, edit->new_parent, (enum node_kind)node->kind, edit->new_index);
}

void undo_apply(struct undo *undo, struct edit edit)
{
    fill_in(undo, &edit);
    log_add(undo, &edit);
    edit_carry_out(undo, &edit, true);
}

/* A new own edit: what was undone before it can't be redone any more. */
static void perform(struct undo *undo, struct edit edit)
{
    if (undo->depth == 0)
        undo->group = ++undo->groups;
    edit.author = AUTHOR_SELF;
    edit.own = true;
    edit.group = undo->group;
    undo->redo_count = 0;
    undo_apply(undo, edit);
    if (undo->recorder.record)
        undo->recorder.record(undo->recorder.context, &undo->edits[undo->count - 1]);
}

/* --- the primitives --- */

static struct slice keep(struct map *map, struct slice text)
{
    return (struct slice){ arena_copy(&map->arena, text.data, text.len), text.len };
}

/* Another may have removed what it is for, while it was thought of or just now. */
static bool is_lost(struct undo *undo, const struct node *node, const struct edit *edit)
{
    if (!undo->recorder.lost || node_in_tree(undo->map, node))
        return false;
    undo->recorder.lost(undo->recorder.context, edit);
    return true;
}

/* Lanes and values would not go together, or did not in an edit before it. */
static bool is_refused(struct undo *undo, const struct edit *edit)
{
    if (undo->depth && undo->refused_group == undo->group)
        return true;
    struct buf why = BUF_INIT;
    bool refused = !edit_fits(undo->map, edit, &why);
    if (refused) {
        buf_clear(&undo->refused);
        buf_add_slice(&undo->refused, buf_slice(&why));
        undo->refused_group = undo->depth ? undo->group : 0;
    }
    buf_release(&why);
    return refused;
}

bool undo_take_refusal(struct undo *undo)
{
    bool refused = undo->refused.len > 0;
    buf_clear(&undo->refused);
    undo->refused_group = 0;
    return refused;
}

static void set(struct undo *undo, struct edit *edit, struct slice text)
{
    struct node *node = edit->node;
    bool had = node_has(node, edit->field);
    if (text.data ? had && slice_equal(node_get(node, edit->field), text) : !had)
        return;
    edit->after = text.data ? keep(undo->map, text) : SLICE_NONE;
    if (!is_refused(undo, edit) && !is_lost(undo, node, edit))
        perform(undo, *edit);
}

static void insert(struct undo *undo, struct edit *edit)
{
    struct node *parent = edit->new_parent;
    if (is_refused(undo, edit) || is_lost(undo, parent, edit))
        return;
    size_t count = node_child_count(parent, field_of_child(parent->kind, edit->node->kind));
    if (edit->new_index > count)
        edit->new_index = (uint32_t)count;
    ids_assign(undo->map, edit->node);
    perform(undo, *edit);
}

static void remove_node(struct undo *undo, struct edit *edit)
{
    if (edit->node->parent && node_in_tree(undo->map, edit->node) && !is_refused(undo, edit))
        perform(undo, *edit);
}

static void move(struct undo *undo, struct edit *edit)
{
    struct node *node = edit->node, *parent = edit->new_parent;
    if (!node->parent || !node_in_tree(undo->map, node) || !node_in_tree(undo->map, parent))
        return;
    size_t count = node_child_count(parent, node_list_field(node)) - (parent == node->parent);
    if (edit->new_index > count)
        edit->new_index = (uint32_t)count;
    if ((parent != node->parent || edit->new_index != node_index(node)) && !is_refused(undo, edit))
        perform(undo, *edit);
}

void edit_set(struct undo *undo, struct node *node, enum field field, struct slice text)
{
    action_begin(undo);
    set(undo, &(struct edit){ .op = EDIT_SET, .field = (uint16_t)field, .node = node }, text);
    if (undo->depth == 0)
        action_end(undo);
}

void edit_set_int(struct undo *undo, struct node *node, enum field field, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    edit_set(undo, node, field, slice_of(text));
}

static uint32_t index_of(size_t index)
{
    return index > UINT32_MAX ? UINT32_MAX : (uint32_t)index;
}

void edit_insert(struct undo *undo, struct node *parent, struct node *child, size_t index)
{
    action_begin(undo);
    insert(undo,
        &(struct edit){
            .op = EDIT_INSERT, .node = child, .new_parent = parent, .new_index = index_of(index) });
    if (undo->depth == 0)
        action_end(undo);
}

struct node *edit_park(struct undo *undo, struct slice text)
{
    struct node *note = node_new(undo->map, KIND_NOTE);
    node_put(undo->map, note, NOTE_TEXT, text);
    edit_insert(undo, undo->map->root, note, (size_t)-1);
    return note;
}

void edit_remove(struct undo *undo, struct node *node)
{
    action_begin(undo);
    remove_node(undo, &(struct edit){ .op = EDIT_REMOVE, .node = node });
    if (undo->depth == 0)
        action_end(undo);
}

void edit_move(struct undo *undo, struct node *node, struct node *parent, size_t index)
{
    action_begin(undo);
    move(undo,
        &(struct edit){
            .op = EDIT_MOVE, .node = node, .new_parent = parent, .new_index = index_of(index) });
    if (undo->depth == 0)
        action_end(undo);
}

/* The values of a key that the schema does not know begin with it; one of the two is there. */
struct slice edit_key(const struct edit *edit)
{
    if (edit->field < FIELD_COUNT)
        return slice_of(field_def((enum field)edit->field)->key);
    return slice_of(edit->after.data ? edit->after.data : edit->before.data);
}
