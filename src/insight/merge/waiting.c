/* What could not be taken yet: a lane of theirs and the values under its key, or the map's paths
 * and those of touchpoints, may each fit only when the other is there. What never fits is a
 * conflict. */
#include <stdlib.h>

#include "base/mem.h"
#include "insight/merge/merge_private.h"
#include "model/ids.h"

void merge_wait(struct merge *m, struct merge_waiting waiting)
{
    MEM_GROW(m->waiting, m->waiting_count + 1, m->waiting_cap);
    waiting.key = merge_keep(m, waiting.key);
    waiting.base = merge_keep(m, waiting.base);
    waiting.theirs = merge_keep(m, waiting.theirs);
    waiting.ours = merge_keep(m, waiting.ours);
    m->waiting[m->waiting_count++] = waiting;
}

static bool take(struct merge *m, const struct merge_waiting *w, struct slice value)
{
    if (w->parent) {
        edit_insert(m->undo, w->parent, w->node, w->index);
        return !undo_take_refusal(m->undo);
    }
    return node_in_tree(m->ours, w->node) && merge_set(m->undo, w->node, w->field, w->key, value);
}

/* Until a round takes nothing more. */
static void take_all(struct merge *m)
{
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < m->waiting_count; i++) {
            struct merge_waiting *w = &m->waiting[i];
            if (w->taken || !take(m, w, w->theirs))
                continue;
            w->taken = more = true;
        }
    }
}

/* Values that are replaced anyway do not keep a lane, or the map's paths, from becoming others. */
static void set_aside(struct merge *m, bool aside)
{
    for (size_t i = 0; i < m->waiting_count; i++) {
        struct merge_waiting *w = &m->waiting[i];
        bool bound = w->field >= FIELD_UNKNOWN || w->field == TOUCHPOINT_PATHS;
        if (!w->taken && bound && w->ours.data)
            take(m, w, aside ? SLICE_NONE : w->ours);
    }
}

static void report(struct merge *m, const struct merge_waiting *w)
{
    ids_assign(m->ours, w->node);
    struct conflict *conflict = merge_add_conflict(
        m, w->parent ? CONFLICT_REMOVED_HERE : CONFLICT_FIELD, w->node);
    conflict->full = true;
    if (w->parent) {
        conflict->theirs = conflict->headline;
        conflict->copy = w->node;
        conflict->parent = w->parent->id;
        conflict->index = w->index;
        return;
    }
    conflict->field = w->field;
    conflict->key = w->key;
    conflict->base = w->base;
    conflict->ours = w->ours;
    conflict->theirs = w->theirs;
}

void merge_end_waiting(struct merge *m)
{
    take_all(m);
    set_aside(m, true);
    take_all(m);
    set_aside(m, false);
    for (size_t i = 0; i < m->waiting_count; i++) {
        const struct merge_waiting *w = &m->waiting[i];
        if (!w->taken && (w->parent || node_in_tree(m->ours, w->node)))
            report(m, w);
    }
    free(m->waiting);
}
