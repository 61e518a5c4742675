#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "model/edit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/ids.h"

void undo_init(struct undo *undo, struct map *map)
{
    *undo = (struct undo){ .map = map };
}

void undo_release(struct undo *undo)
{
    free(undo->edits);
    undo_init(undo, undo->map);
}

void undo_begin(struct undo *undo)
{
    if (undo->depth++ == 0)
        undo->group++;
}

void undo_begin_more(struct undo *undo)
{
    if (undo->depth == 0 && undo->position > 0) {
        undo->group = undo->edits[undo->position - 1].group;
        undo->depth++;
    } else {
        undo_begin(undo);
    }
}

void undo_end(struct undo *undo)
{
    undo->depth--;
}

void undo_mark_saved(struct undo *undo)
{
    undo->saved = undo->position;
}

bool undo_modified(const struct undo *undo)
{
    return undo->saved != undo->position;
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
    compare_again(map, edit->node);
    node_attach(map, edit->new_parent, edit->node, edit->new_index);
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
    note_removed(map, edit->node);
    ids_leave(map, edit->node);
    node_detach(edit->node);
    edit->node->revision = map->revision;
    touch(map, edit->old_parent);
}

static void apply_move(struct map *map, const struct edit *edit)
{
    node_detach(edit->node);
    node_attach(map, edit->new_parent, edit->node, edit->new_index);
    touch(map, edit->old_parent);
    touch(map, edit->new_parent);
}

static void apply(struct undo *undo, const struct edit *edit)
{
    static void (*const functions[])(struct map *, const struct edit *) = {
        [EDIT_SET] = apply_set,
        [EDIT_INSERT] = apply_insert,
        [EDIT_REMOVE] = apply_remove,
        [EDIT_MOVE] = apply_move,
    };
    undo->map->revision++;
    functions[edit->op](undo->map, edit);
    if (undo->listener.changed)
        undo->listener.changed(undo->listener.context, edit);
}

static struct edit inverse(const struct edit *edit)
{
    static const enum edit_op inverses[] = {
        [EDIT_SET] = EDIT_SET,
        [EDIT_INSERT] = EDIT_REMOVE,
        [EDIT_REMOVE] = EDIT_INSERT,
        [EDIT_MOVE] = EDIT_MOVE,
    };
    struct edit back = *edit;
    back.op = inverses[edit->op];
    back.before = edit->after;
    back.after = edit->before;
    back.old_parent = edit->new_parent;
    back.new_parent = edit->old_parent;
    back.old_index = edit->new_index;
    back.new_index = edit->old_index;
    return back;
}

/* --- undo and redo --- */

const struct edit *undo_undo(struct undo *undo)
{
    if (undo->position == 0)
        return NULL;
    uint32_t group = undo->edits[undo->position - 1].group;
    while (undo->position > 0 && undo->edits[undo->position - 1].group == group) {
        struct edit back = inverse(&undo->edits[undo->position - 1]);
        undo->position--;
        apply(undo, &back);
    }
    return &undo->edits[undo->position];
}

const struct edit *undo_redo(struct undo *undo)
{
    if (undo->position == undo->count)
        return NULL;
    uint32_t group = undo->edits[undo->position].group;
    while (undo->position < undo->count && undo->edits[undo->position].group == group)
        apply(undo, &undo->edits[undo->position++]);
    return &undo->edits[undo->position - 1];
}

/* A new edit: what was undone before it can't be redone any more. */
static void perform(struct undo *undo, struct edit edit)
{
    if (undo->saved > undo->position && undo->saved != (size_t)-1)
        undo->saved = (size_t)-1;
    if (undo->depth == 0)
        undo->group++;
    edit.group = undo->group;
    undo->count = undo->position;
    MEM_GROW(undo->edits, undo->count + 1, undo->cap);
    undo->edits[undo->count++] = edit;
    undo->position = undo->count;
    apply(undo, &edit);
}

/* --- the primitives --- */

static struct slice keep(struct map *map, struct slice text)
{
    return (struct slice){ arena_copy(&map->arena, text.data, text.len), text.len };
}

void edit_set(struct undo *undo, struct node *node, enum field field, struct slice text)
{
    bool had = node_has(node, field);
    struct slice before = had ? node_get(node, field) : SLICE_NONE;
    if (text.data ? had && slice_equal(before, text) : !had)
        return;
    perform(undo, (struct edit){
                      .op = EDIT_SET,
                      .field = (uint16_t)field,
                      .node = node,
                      .before = before,
                      .after = text.data ? keep(undo->map, text) : SLICE_NONE,
                  });
}

void edit_set_int(struct undo *undo, struct node *node, enum field field, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    edit_set(undo, node, field, slice_of(text));
}

void edit_insert(struct undo *undo, struct node *parent, struct node *child, size_t index)
{
    size_t count = node_child_count(parent, field_of_child(parent->kind, child->kind));
    ids_assign(undo->map, child);
    perform(undo, (struct edit){
                      .op = EDIT_INSERT,
                      .node = child,
                      .new_parent = parent,
                      .new_index = (uint32_t)(index < count ? index : count),
                  });
}

void edit_remove(struct undo *undo, struct node *node)
{
    perform(undo, (struct edit){
                      .op = EDIT_REMOVE,
                      .node = node,
                      .old_parent = node->parent,
                      .old_index = (uint32_t)node_index(node),
                  });
}

void edit_move(struct undo *undo, struct node *node, struct node *parent, size_t index)
{
    size_t old = node_index(node);
    size_t count = node_child_count(parent, node_list_field(node)) - (parent == node->parent);
    if (index > count)
        index = count;
    if (parent == node->parent && index == old)
        return;
    perform(undo, (struct edit){
                      .op = EDIT_MOVE,
                      .node = node,
                      .old_parent = node->parent,
                      .new_parent = parent,
                      .old_index = (uint32_t)old,
                      .new_index = (uint32_t)index,
                  });
}
