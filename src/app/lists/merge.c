/* Making one of several ticked rows that say the same: no text is lost. */
#include <stdlib.h>

#include "app/core/ask.h"
#include "app/lists/node_list.h"
#include "app/lists/pick.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/unknown.h"

/* --- one value --- */

/* Both texts, unless one is in the other already. */
static void join(struct slice own, struct slice other, const char *between, struct buf *out)
{
    bool within = text_find(own, other) != (size_t)-1;
    buf_add_slice(out, own);
    if (!within)
        buf_addf(out, "%s%.*s", between, SLICE_ARG(other));
}

static void add_items(struct slice own, struct slice other, struct buf *out)
{
    struct slice item;
    buf_add_slice(out, own);
    while (value_next_item(&other, &item))
        if (!value_has_item(own, item))
            value_add_item(out, item);
}

static bool is_votes(enum field field)
{
    return field == PAIN_VOTES || field == IDEA_VOTES;
}

/* What a field has that both have: texts and lists are put together, votes add up, and of what can
 * be one alone the first stays. */
static void add_both(enum field field, struct slice own, struct slice other, struct buf *out)
{
    enum field_type type = field_def(field)->type;
    bool headline = kind_def(field_def(field)->kind)->headline == field;
    bool names = field_names(field) != KIND_COUNT;
    if (is_votes(field))
        buf_addf(out, "%d", atoi(own.data) + atoi(other.data));
    else if (type == FIELD_LIST || type == FIELD_TEXTS)
        add_items(own, other, out);
    else if (headline)
        join(own, other, " / ", out);
    else if (type == FIELD_LONG_TEXT)
        join(own, other, "\n", out);
    else if (type == FIELD_TEXT && !names)
        join(own, other, ", ", out);
    else
        buf_add_slice(out, own);
}

/* --- nodes --- */

static void take_value(
    struct undo *undo, struct node *kept, const struct node *from, enum field field)
{
    struct buf text = BUF_INIT;
    struct slice own = node_get(kept, field), other = node_get(from, field);
    if (own.len && field < FIELD_COUNT)
        add_both(field, own, other, &text);
    else if (!own.len)
        buf_add_slice(&text, other);
    if (text.len)
        edit_set(undo, kept, field, buf_slice(&text));
    buf_release(&text);
}

static void take_children(
    struct undo *undo, struct node *kept, const struct node *from, enum field list)
{
    struct node *child;
    while ((child = node_child(from, list, 0))) {
        size_t left = node_child_count(from, list);
        edit_move(undo, child, kept, (size_t)-1);
        if (node_child_count(from, list) == left)
            return; /* it was refused */
    }
}

/* What names a pain by its id names the one that stays. */
static void rename_pain(struct undo *undo, const char *from, const char *to)
{
    const struct map *map = undo->map;
    for (struct node *node = map->root; node && from && to; node = node_next(node, map->root))
        if (node->kind == KIND_IDEA && slice_is(node_get(node, IDEA_PAIN), from))
            edit_set(undo, node, IDEA_PAIN, slice_of(to));
}

static void merge_into(struct undo *undo, struct node *kept, struct node *from)
{
    const struct kind_def *kind = kind_def(kept->kind);
    for (enum field f = kind->first; f < kind->end; f++)
        if (field_def(f)->type == FIELD_NODES)
            take_children(undo, kept, from, f);
        else if (node_has(from, f))
            take_value(undo, kept, from, f);
    for (size_t i = 0; i < from->value_count; i++)
        if (from->values[i].field > FIELD_UNKNOWN)
            take_value(undo, kept, from, (enum field)from->values[i].field);
    if (kept->kind == KIND_PAIN)
        rename_pain(undo, from->id, kept->id);
    edit_remove(undo, from);
}

/* --- the command --- */

/* The row under the cursor, if it is ticked, else the first ticked one. */
static struct node *node_that_stays(struct app *app, struct node **nodes)
{
    struct node *selected = app_selected(app);
    return selected && is_ticked(app, selected) ? selected : nodes[0];
}

static void merge(struct app *app, struct node **nodes, size_t count)
{
    struct undo *undo = &app->session.undo;
    struct node *kept = node_that_stays(app, nodes);
    size_t done = 1;
    undo_begin(undo);
    undo_catch_up(undo);
    for (size_t i = 0; i < count && app_has_node(app, kept); i++)
        if (nodes[i] != kept && app_has_node(app, nodes[i])) {
            merge_into(undo, kept, nodes[i]);
            done++;
        }
    undo_end(undo);
    if (!app_has_node(app, kept))
        return;
    ticks_end(app);
    level_reveal(app, app_top(app), kept);
    app_say(app, SAY_DONE,
        _n("%zu row is one now; u parts it again", "%zu rows are one now; u parts them again",
            done),
        done);
}

RUN(merge)
{
    struct node **nodes;
    size_t count = ticks_count(app) ? app_targets(app, &nodes) : 0;
    if (count < 2)
        app_say(app, SAY_ERROR, _("tick the rows of a list that say the same first, with Space"));
    else if (nodes[0]->kind == KIND_PERSONA)
        app_say(app, SAY_ERROR, _("personas stay apart: the scores of each are its own"));
    else
        merge(app, nodes, count);
    if (count)
        free(nodes);
}

/* clang-format off */
const struct command merge_commands[] = {
    { .name = "merge", .contexts = EDITS, .section = SECTION_EDIT,
      .help = N_("make one of all ticked rows: texts and lists are put together, votes add up"),
      .run = run_merge },
    { .help = NULL },
};
/* clang-format on */
