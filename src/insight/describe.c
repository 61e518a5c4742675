/* Changes in words. */
#include "base/i18n.h"
#include "base/text.h"
#include "insight/compare.h"
#include "model/edit/per_persona.h"

enum { NAME_WIDTH = 40, TEXT_WIDTH = 48, WHOLE_WIDTH = 500 };

struct description {
    const struct change *change;
    const char *mark;
    struct buf *out;
};

static void add_text(struct description *d, struct slice text, int width)
{
    text_clip(d->out, text_trim(text), d->mark ? width : WHOLE_WIDTH, d->mark ? d->mark : "…");
}

static void add_quoted(struct description *d, struct slice text, int width)
{
    buf_add_char(d->out, '"');
    add_text(d, text, width);
    buf_add_char(d->out, '"');
}

/* --- where --- */

static struct slice name_of(const struct node *node)
{
    struct slice name = node_headline(node);
    return name.len ? name : slice_of(node->id);
}

static const struct node *root_of(const struct description *d)
{
    const struct change *change = d->change;
    const struct node *node = change->new_parent ? change->new_parent : change->old_parent;
    for (node = node ? node : change->node; node->parent;)
        node = node->parent;
    return node;
}

static bool has_twin_in(const struct node *parent, enum field field, const struct node *node)
{
    struct node_list list = node_children(parent, field);
    struct slice name = node_headline(node);
    for (uint32_t i = 0; i < list.count; i++)
        if (list.items[i] != node && strcmp(list.items[i]->id, node->id) != 0 &&
            slice_equal(node_headline(list.items[i]), name))
            return true;
    return false;
}

/* Another touchpoint has the same name: the stage tells which it is. */
static bool has_twin(const struct description *d, const struct node *node)
{
    struct node_list stages = node_children(root_of(d), MAP_STAGES);
    for (uint32_t i = 0; node->kind == KIND_TOUCHPOINT && i < stages.count; i++)
        if (has_twin_in(stages.items[i], STAGE_TOUCHPOINTS, node))
            return true;
    return false;
}

static bool stands_alone(enum node_kind kind)
{
    return kind == KIND_STAGE || kind == KIND_TOUCHPOINT || kind == KIND_PERSONA;
}

/* "Purchase / 3-D Secure", "3-D Secure: pain "The code"": a node whose name is `name`. */
static void add_node(
    struct description *d, const struct node *node, const struct node *parent, struct slice name)
{
    if (node->kind == KIND_MAP) {
        buf_adds(d->out, _(kind_def(KIND_MAP)->name));
        return;
    }
    bool alone = stands_alone((enum node_kind)node->kind);
    if (parent && parent->kind != KIND_MAP && (!alone || has_twin(d, node))) {
        add_node(d, parent, parent->parent, name_of(parent));
        buf_adds(d->out, alone ? " / " : ": ");
    }
    if (alone) {
        add_text(d, name, NAME_WIDTH);
    } else {
        buf_addf(d->out, "%s ", _(kind_def(node->kind)->name));
        add_quoted(d, name, NAME_WIDTH);
    }
}

/* --- values --- */

static bool is_quoted(enum field field)
{
    if (field >= FIELD_COUNT)
        return false;
    enum field_type type = field_def(field)->type;
    return type == FIELD_TEXT || type == FIELD_LONG_TEXT;
}

static void add_value(struct description *d, enum field field, struct slice value)
{
    if (is_quoted(field))
        add_quoted(d, value, TEXT_WIDTH);
    else
        add_text(d, value, TEXT_WIDTH);
}

static void add_from_to(
    struct description *d, enum field field, struct slice before, struct slice after)
{
    if (before.data) {
        add_value(d, field, before);
        buf_adds(d->out, " -> ");
    } else {
        buf_addf(d->out, "%s ", _("set to"));
    }
    if (after.data)
        add_value(d, field, after);
    else
        buf_adds(d->out, _("not set"));
}

/* The items that only `list` has, each behind `word`; returns how many. */
static size_t add_items(
    struct description *d, struct slice list, struct slice other, const char *word, bool more)
{
    struct slice item;
    size_t count = 0;
    while (value_next_item(&list, &item)) {
        if (value_has_item(other, item))
            continue;
        buf_addf(d->out, "%s%s ", more || count ? ", " : "", word);
        add_quoted(d, item, TEXT_WIDTH);
        count++;
    }
    return count;
}

static void add_list(struct description *d, struct slice before, struct slice after)
{
    size_t added = add_items(d, after, before, _("added"), false);
    size_t removed = add_items(d, before, after, _("removed"), added > 0);
    if (added || removed)
        return;
    if (!after.data)
        buf_adds(d->out, _("not set"));
    else
        buf_adds(d->out, after.len ? _("put in another order") : _("set to none"));
}

/* --- emotions --- */

static void add_emotions(struct description *d, struct slice before, struct slice after)
{
    if (!is_per_persona(before) && !is_per_persona(after)) {
        add_from_to(d, TOUCHPOINT_EMOTION, before, after);
        return;
    }
    struct node_list personas = node_children(root_of(d), MAP_PERSONAS);
    size_t count = 0;
    for (uint32_t i = 0; i < personas.count; i++) {
        struct slice id = slice_of(personas.items[i]->id);
        struct slice old = per_persona_get(before, id), new = per_persona_get(after, id);
        if (slice_same(old, new))
            continue;
        buf_adds(d->out, count++ ? ", " : "");
        buf_adds(d->out, "(");
        add_text(d, name_of(personas.items[i]), NAME_WIDTH);
        buf_adds(d->out, ") ");
        add_from_to(d, TOUCHPOINT_EMOTION, old, new);
    }
    if (!count)
        buf_adds(d->out, is_per_persona(after) ? _("written for each persona")
                                               : _("written once for all personas"));
}

/* --- the four kinds --- */

static void add_change_of_value(struct description *d)
{
    const struct change *change = d->change;
    if (change->field < FIELD_COUNT && field_def(change->field)->type == FIELD_LIST)
        add_list(d, change->before, change->after);
    else if (change->field == TOUCHPOINT_EMOTION)
        add_emotions(d, change->before, change->after);
    else
        add_from_to(d, change->field, change->before, change->after);
}

static void describe_set(struct description *d)
{
    const struct change *change = d->change;
    const struct node *node = change->node;
    bool renamed = change->field == kind_def(node->kind)->headline;
    if (renamed && change->before.len && change->after.len && node->kind != KIND_MAP &&
        !stands_alone((enum node_kind)node->kind)) {
        add_node(d, node, node->parent, change->before);
        buf_adds(d->out, " -> ");
        add_quoted(d, change->after, NAME_WIDTH);
        return;
    }
    add_node(d, node, node->parent, renamed && change->before.len ? change->before : name_of(node));
    buf_adds(d->out, ": ");
    if (change->field >= FIELD_UNKNOWN)
        add_text(d, change->key, NAME_WIDTH);
    else
        buf_adds(d->out, field_def(change->field)->key);
    buf_adds(d->out, " ");
    add_change_of_value(d);
}

static void describe_in(struct description *d, const struct node *parent, const char *what)
{
    const struct node *node = d->change->node;
    if (parent && parent->kind != KIND_MAP) {
        add_node(d, parent, parent->parent, name_of(parent));
        buf_adds(d->out, ": ");
    }
    buf_addf(d->out, "%s %s: ", _(kind_def(node->kind)->name), what);
    add_text(d, name_of(node), TEXT_WIDTH);
}

static void describe_moved(struct description *d)
{
    const struct change *change = d->change;
    add_node(d, change->node, change->old_parent, name_of(change->node));
    buf_adds(d->out, ": ");
    if (change->old_parent != change->new_parent) {
        buf_addf(d->out, "%s ", _("moved from"));
        add_text(d, name_of(change->old_parent), NAME_WIDTH);
        buf_addf(d->out, " %s ", _("to"));
        add_text(d, name_of(change->new_parent), NAME_WIDTH);
    } else if (change->behind) {
        buf_addf(d->out, "%s ", _("moved behind"));
        add_text(d, name_of(change->behind), NAME_WIDTH);
    } else {
        buf_adds(d->out, _("moved to the front"));
    }
}

void change_describe(const struct change *change, const char *mark, struct buf *out)
{
    struct description d = { change, mark, out };
    switch (change->kind) {
    case CHANGE_SET:
        describe_set(&d);
        break;
    case CHANGE_ADDED:
        describe_in(&d, change->new_parent, _("added"));
        break;
    case CHANGE_REMOVED:
        describe_in(&d, change->old_parent, _("removed"));
        break;
    case CHANGE_MOVED:
        describe_moved(&d);
        break;
    }
}

void change_describe_node(const struct node *node, const char *mark, struct buf *out)
{
    struct change change = { .node = node };
    struct description d = { &change, mark, out };
    add_node(&d, node, node->parent, name_of(node));
}
