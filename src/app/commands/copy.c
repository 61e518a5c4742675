#include "app/commands/copy.h"

#include <stdlib.h>
#include <string.h>

#include "app/core/ask.h"
#include "app/grid/grid.h"
#include "app/lists/pick.h"
#include "app/views/form.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

enum { NAME_WIDTH = 40 };

/* Nodes, each with all below it. */
struct nodes {
    struct node **items; /* owned; the nodes are borrowed */
    size_t count, cap;
};

/* What was copied: in a map of its own, so that it outlives the one that it is from. */
struct copied {
    struct map map;
    struct nodes nodes;
};

void copied_free(struct app *app)
{
    struct copied *copied = app->copied;
    if (!copied)
        return;
    free(copied->nodes.items);
    map_release(&copied->map);
    free(copied);
    app->copied = NULL;
}

static void nodes_add(struct nodes *nodes, struct node *node)
{
    MEM_GROW(nodes->items, nodes->count + 1, nodes->cap);
    nodes->items[nodes->count++] = node;
}

/* --- what is selected --- */

/* As many as were counted, from the selected one on: the rows of a list, or siblings. */
static struct nodes selected_nodes(struct app *app)
{
    struct level level = *app_top(app);
    struct node *node = app_selected(app);
    struct nodes nodes = { 0 };
    int count = app->typed.count > 1 ? app->typed.count : 1;
    if (!node || !node->parent)
        return nodes;
    if (ticks_count(app)) {
        nodes.count = app_targets(app, &nodes.items);
        return nodes;
    }
    nodes_add(&nodes, node);
    if (level.view->context == IN_LIST) {
        int rows = level.view->rows(app, &level);
        while (--count && ++level.row < rows)
            nodes_add(&nodes, level.view->selected(app, &level));
        return nodes;
    }
    enum field list = node_list_field(node);
    for (size_t i = node_index(node) + 1; --count; i++)
        if (node_child(node->parent, list, i))
            nodes_add(&nodes, node_child(node->parent, list, i));
        else
            break;
    return nodes;
}

/* --- in words --- */

/* "2 pains, 2 ideas": all that hangs on the nodes. */
static void add_contents(const struct nodes *nodes, struct buf *out)
{
    size_t counts[KIND_COUNT] = { 0 };
    for (size_t i = 0; i < nodes->count; i++)
        for (const struct node *top = nodes->items[i], *node = node_next(top, top); node;
             node = node_next(node, top))
            counts[node->kind]++;
    for (enum node_kind kind = 0; kind < KIND_COUNT; kind++) {
        size_t before = out->len;
        if (!counts[kind])
            continue;
        buf_adds(out, before ? text_comma() : "");
        size_t separated = out->len;
        add_count(kind, counts[kind], out);
        if (out->len == separated)
            buf_cut(out, before);
    }
}

/* "Pay", "3 touchpoints" */
static void add_names(const struct nodes *nodes, struct buf *out)
{
    if (nodes->count == 1)
        text_clip(out, node_headline(nodes->items[0]), NAME_WIDTH, "…");
    else
        add_count(nodes->items[0]->kind, nodes->count, out);
}

struct words {
    struct buf names, contents;
};

static struct words words_of(const struct nodes *nodes)
{
    struct words words = { BUF_INIT, BUF_INIT };
    add_names(nodes, &words.names);
    add_contents(nodes, &words.contents);
    return words;
}

static void words_release(struct words *words)
{
    buf_release(&words->names);
    buf_release(&words->contents);
}

/* --- copying --- */

/* What belongs to the original alone. */
static void drop_own(struct node *node)
{
    static const char *const keys[] = { "votes", "comments" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        enum field field = field_of_key(node->kind, slice_of(keys[i]));
        if (field < FIELD_COUNT)
            node_drop(node, field);
        for (size_t n = field < FIELD_COUNT ? node_child_count(node, field) : 0; n > 0; n--)
            node_detach(node_child(node, field, n - 1));
    }
}

/* Both trees have the same shape. The copy keeps the ids as names that its parts use among
 * themselves, until it is put somewhere. */
static void keep_ids(struct map *map, struct node *copy, const struct node *from)
{
    struct node *top = copy;
    for (const struct node *node = from; node && copy;
         node = node_next(node, from), copy = node_next(copy, top)) {
        copy->id = node->id ? arena_copy(&map->arena, node->id, strlen(node->id)) : NULL;
        copy->explicit_id = 0;
        drop_own(copy);
    }
}

static void copy_nodes(struct app *app, const struct nodes *nodes)
{
    copied_free(app);
    struct copied *copied = app->copied = mem_zalloc(sizeof *copied);
    map_begin(&copied->map);
    for (size_t i = 0; i < nodes->count; i++) {
        struct node *copy = node_copy(&copied->map, nodes->items[i]);
        keep_ids(&copied->map, copy, nodes->items[i]);
        nodes_add(&copied->nodes, copy);
    }
}

RUN(copy)
{
    struct nodes nodes = selected_nodes(app);
    if (!nodes.count) {
        app_say(app, SAY_ERROR, _("nothing is selected"));
        return;
    }
    struct words words = words_of(&nodes);
    copy_nodes(app, &nodes);
    if (words.contents.len)
        app_say(app, SAY_DONE, _("%1$s copied, with %2$s; Y adds it below"), words.names.data,
            words.contents.data);
    else
        app_say(app, SAY_DONE, _("%s copied; Y adds it below"), words.names.data);
    words_release(&words);
    free(nodes.items);
}

/* --- putting --- */

/* An idea names its pain by an id: the copy's idea names the copy's pain. */
static void relate(struct undo *undo, struct node *put, const struct node *from)
{
    const struct node *at = from;
    for (struct node *node = put; node && at;
         node = node_next(node, put), at = node_next(at, from)) {
        struct slice id = node->kind == KIND_IDEA ? node_get(node, IDEA_PAIN) : SLICE_NONE;
        if (!id.len || !at->parent)
            continue;
        enum field list = field_of_child(at->parent->kind, KIND_PAIN);
        struct node_list pains = node_children(at->parent, list);
        for (uint32_t i = 0; i < pains.count; i++)
            if (pains.items[i]->id && slice_is(id, pains.items[i]->id))
                edit_set(undo, node, IDEA_PAIN, slice_of(node_child(node->parent, list, i)->id));
    }
}

/* Those of a list of personas, or of paths, that are in this map. */
static void keep_known(struct map *map, struct node *node, enum field field)
{
    struct buf known = BUF_INIT;
    struct slice list = node_get(node, field), item;
    size_t all = 0, kept = 0;
    while (value_next_item(&list, &item)) {
        all++;
        if (field == TOUCHPOINT_PATHS ? !value_has_item(node_get(map->root, MAP_PATHS), item)
                                      : !is_persona(map, item))
            continue;
        value_add_item(&known, item);
        kept++;
    }
    if (!kept && all)
        node_drop(node, field);
    else if (kept < all)
        node_put(map, node, field, buf_slice(&known));
    buf_release(&known);
}

/* Another map has other personas and paths: nobody would take part, who is named there alone. */
static void drop_strangers(struct map *map, struct node *top)
{
    static const enum field fields[] = { TOUCHPOINT_TAKES_PART, TOUCHPOINT_PATHS, PAIN_PERSONAS };
    for (struct node *node = top; node; node = node_next(node, top))
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            if (field_of_key((enum node_kind)node->kind, slice_of(field_def(fields[i])->key)) ==
                fields[i])
                keep_known(map, node, fields[i]);
}

/* Where nodes of that kind go: below what is selected, if it is such a one; NULL: nowhere here. */
static struct node *place_for(struct app *app, enum node_kind kind, size_t *index)
{
    struct node *node = app_selected(app), *below = NULL;
    struct node *root = app->session.map.root;
    for (; node && field_of_child(node->kind, kind) == FIELD_UNKNOWN; node = node->parent)
        below = node;
    if (!node && field_of_child(KIND_MAP, kind) != FIELD_UNKNOWN)
        node = root;
    *index = below && (enum node_kind)below->kind == kind ? node_index(below) + 1
             : kind == KIND_TOUCHPOINT                    ? 0
                                                          : (size_t)-1;
    return node;
}

static void put_nodes(struct app *app, const struct nodes *from, struct node *parent, size_t index)
{
    struct undo *undo = &app->session.undo;
    struct node *put = NULL;
    int times = app->typed.count > 1 ? app->typed.count : 1;
    undo_begin(undo);
    undo_catch_up(undo);
    while (times-- && app_has_node(app, parent))
        for (size_t i = 0; i < from->count; i++) {
            put = node_copy(undo->map, from->items[i]);
            drop_strangers(undo->map, put);
            edit_insert(undo, parent, put, index);
            relate(undo, put, from->items[i]);
            index += index != (size_t)-1;
        }
    undo_end(undo);
    if (put && app_has_node(app, put))
        level_reveal(app, app_top(app), put);
}

RUN(put)
{
    const struct copied *copied = app->copied;
    size_t index;
    if (!copied) {
        app_say(app, SAY_ERROR, _("nothing was copied yet; y copies, dd deletes and keeps a copy"));
        return;
    }
    enum node_kind kind = (enum node_kind)copied->nodes.items[0]->kind;
    struct node *parent = place_for(app, kind, &index);
    size_t times = app->typed.count > 1 ? (size_t)app->typed.count : 1;
    struct words words = words_of(&copied->nodes);
    if (parent) {
        put_nodes(app, &copied->nodes, parent, index);
        say_added(app, copied->nodes.items[0], times * copied->nodes.count);
    } else {
        app_say(app, SAY_ERROR, _("%s has no place here; go to the map (F2)"), words.names.data);
    }
    words_release(&words);
}

/* --- deleting --- */

static void clear_field(struct app *app, struct node *node, enum field field)
{
    struct lane lane;
    if (field > FIELD_UNKNOWN &&
        !lane_of_field(&app->session.map, (enum node_kind)node->kind, field, &lane))
        app_ask_own_field(app, node, field); /* says what it is */
    else if (field == kind_def(node->kind)->headline || field == MAP_CJM)
        app_say(app, SAY_ERROR, _("this cannot be empty"));
    else
        edit_set(&app->session.undo, node, field, SLICE_NONE);
}

/* A persona takes along how she felt: nobody else's feelings are hers. */
static void forget_persona(struct app *app, const char *id)
{
    struct map *map = &app->session.map;
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        if (has_emotions_per_persona(node))
            touchpoint_set_emotion(&app->session.undo, node, id, EMOTION_NONE);
}

static void remove_nodes(struct app *app, const struct nodes *nodes)
{
    undo_begin(&app->session.undo);
    /* What others remove must not be gone over. */
    undo_catch_up(&app->session.undo);
    for (size_t i = 0; i < nodes->count; i++) {
        if (!app_has_node(app, nodes->items[i]))
            continue;
        if (nodes->items[i]->kind == KIND_PERSONA)
            forget_persona(app, nodes->items[i]->id);
        edit_remove(&app->session.undo, nodes->items[i]);
    }
    undo_end(&app->session.undo);
}

/* The field of a form that is selected, and no node; FIELD_UNKNOWN: a node is. */
static enum field selected_field(struct app *app)
{
    struct level *level = app_top(app);
    struct form_row row = { FIELD_UNKNOWN, NULL };
    if (level->view->context == IN_FORM)
        row = form_row_at(app, level);
    bool field = !row.child && (row.field < FIELD_COUNT || row.field > FIELD_UNKNOWN);
    return field ? row.field : FIELD_UNKNOWN;
}

static void say_deleted(struct app *app, const struct nodes *nodes, const struct words *words)
{
    const char *names = words->names.data, *contents = words->contents.data;
    bool one = nodes->count == 1, with = words->contents.len > 0;
    if (one && with)
        app_say(app, SAY_DONE, _("%1$s deleted, with %2$s; u brings it back"), names, contents);
    else if (one)
        app_say(app, SAY_DONE, _("%s deleted; u brings it back"), names);
    else if (with)
        app_say(app, SAY_DONE, _("%1$s deleted, with %2$s; u brings them back"), names, contents);
    else
        app_say(app, SAY_DONE, _("%s deleted; u brings them back"), names);
}

RUN(delete)
{
    enum field field = selected_field(app);
    if (field != FIELD_UNKNOWN) {
        if (field_def(field)->type != FIELD_NODES)
            clear_field(app, app_top(app)->node, field);
        return;
    }
    struct nodes nodes = selected_nodes(app);
    if (!nodes.count) {
        app_say(app, SAY_ERROR, _("nothing is selected"));
        return;
    }
    struct words words = words_of(&nodes);
    copy_nodes(app, &nodes);
    remove_nodes(app, &nodes);
    grid_check_detail(app);
    say_deleted(app, &nodes, &words);
    words_release(&words);
    free(nodes.items);
}

static void announce_clear(struct app *app, enum field field, struct buf *out)
{
    struct buf label = BUF_INIT;
    if (field > FIELD_UNKNOWN)
        buf_add_slice(&label,
            own_field_label(&app->session.map, (enum node_kind)app_top(app)->node->kind, field));
    else
        buf_adds(&label, _(field_def(field)->label));
    buf_addf(out, _("d again empties the field %s"), label.data);
    buf_release(&label);
}

/* What goes with a second d. */
static void announce_delete(struct app *app, struct buf *out)
{
    enum field field = selected_field(app);
    if (field != FIELD_UNKNOWN) {
        if (field_def(field)->type != FIELD_NODES)
            announce_clear(app, field, out);
        return;
    }
    struct nodes nodes = selected_nodes(app);
    struct words words = nodes.count ? words_of(&nodes) : (struct words){ BUF_INIT, BUF_INIT };
    if (!nodes.count)
        buf_adds(out, _("nothing is selected"));
    else if (words.contents.len)
        buf_addf(out, _("d again deletes %1$s with %2$s"), words.names.data, words.contents.data);
    else
        buf_addf(out, _("d again deletes %s"), words.names.data);
    words_release(&words);
    free(nodes.items);
}

/* clang-format off */
const struct command copy_commands[] = {
    { .name = "delete", .keys = { K_PAIR('d', 'd'), K_DELETE }, .contexts = IN_MAIN | IN_FORM | EDITS,
      .section = SECTION_EDIT, .counts = true, .help = N_("delete what is selected; u brings it "
                                                          "back"),
      .announce = announce_delete, .run = run_delete },
    { .name = "copy", .keys = { 'y' }, .contexts = IN_MAIN | IN_SHEET, .section = SECTION_EDIT,
      .counts = true, .help = N_("copy what is selected, with all that belongs to it"),
      .run = run_copy },
    { .name = "put", .keys = { 'Y' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .counts = true, .help = N_("add what was copied or deleted last below this one; also in "
                                 "another map"), .run = run_put },
    { .help = NULL },
};
/* clang-format on */
