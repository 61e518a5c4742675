/* Changes in words. */
#include <limits.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "insight/compare.h"
#include "model/edit/per_persona.h"
#include "model/value_record.h"
#include "model/value_table.h"
#include "model/value_word.h"

enum { NAME_WIDTH = 40, TEXT_WIDTH = 48, WHOLE_WIDTH = 500 };

struct description {
    const struct change *change;
    const char *mark;
    struct buf *out;
};

static void add_text(struct description *d, struct slice text, int width)
{
    int whole = width == NAME_WIDTH ? INT_MAX : WHOLE_WIDTH;
    text_clip(d->out, text_trim(text), d->mark ? width : whole, d->mark ? d->mark : "…");
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
    if (node->kind != KIND_TOUCHPOINT || d->change->same_name != SAME_NAME_UNKNOWN)
        return node->kind == KIND_TOUCHPOINT && d->change->same_name == SAME_NAME_SOME;
    struct node_list stages = node_children(root_of(d), MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++)
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

/* As the file calls it; in another language as forms do. */
static const char *field_word(enum field field)
{
    const struct field_def *def = field_def(field);
    const char *label = def->label ? _(def->label) : NULL;
    return label && label != def->label ? label : def->key;
}

static void add_value(struct description *d, enum field field, struct slice value)
{
    struct buf line = BUF_INIT;
    if (field < FIELD_COUNT && field_def(field)->type == FIELD_RECORD) {
        record_to_line(field_def(field), value, &line);
        add_text(d, buf_slice(&line), TEXT_WIDTH);
    } else if (field_is_text(field)) {
        if (field < FIELD_COUNT)
            value_add_shown_item(field, value, &line);
        add_quoted(d, field < FIELD_COUNT ? buf_slice(&line) : value, TEXT_WIDTH);
    } else if (field < FIELD_COUNT) {
        value_add_shown(field, value, text_comma(), &line);
        add_text(d, buf_slice(&line), TEXT_WIDTH);
    } else {
        add_text(d, value, TEXT_WIDTH);
    }
    buf_release(&line);
}

/* "a -> b", "set to b", after what `what` names. */
static void add_from_to(struct description *d, enum field field, const char *what,
    struct slice before, struct slice after)
{
    struct buf old = BUF_INIT, new = BUF_INIT;
    struct description from = { d->change, d->mark, &old }, to = { d->change, d->mark, &new };
    if (before.data)
        add_value(&from, field, before);
    if (after.data)
        add_value(&to, field, after);
    else
        buf_adds(&new, _("not set"));
    if (before.data)
        buf_addf(d->out, "%s %s -> %s", what, old.data, new.data);
    else /* TRANSLATORS: 1: a field, 2: its new value. */
        buf_addf(d->out, _("%1$s set to %2$s"), what, new.data);
    buf_release(&old);
    buf_release(&new);
}

/* The items that only `list` has, in quotes. */
static void add_items(
    const struct description *d, struct slice list, struct slice other, struct buf *out)
{
    struct slice item;
    struct buf quoted = BUF_INIT;
    struct description to = { d->change, d->mark, &quoted };
    struct value_table others = { 0 };
    while (value_next_item(&other, &item))
        *value_table_at(&others, item, 0) = 1;
    while (value_next_item(&list, &item)) {
        if (*value_table_at(&others, item, 0))
            continue;
        buf_clear(&quoted);
        add_quoted(&to, word_of_field(d->change->field, item), TEXT_WIDTH);
        text_add_item(out, buf_slice(&quoted));
    }
    buf_release(&quoted);
    value_table_release(&others);
}

static void add_list(
    struct description *d, const char *what, struct slice before, struct slice after)
{
    struct buf added = BUF_INIT, removed = BUF_INIT;
    add_items(d, after, before, &added);
    add_items(d, before, after, &removed);
    /* TRANSLATORS: 1: a field that is a list, 2, 3: items. */
    if (added.len && removed.len)
        buf_addf(d->out, _("%1$s: added %2$s, removed %3$s"), what, added.data, removed.data);
    else if (added.len)
        buf_addf(d->out, _("%1$s: added %2$s"), what, added.data);
    else if (removed.len)
        buf_addf(d->out, _("%1$s: removed %2$s"), what, removed.data);
    else if (!after.data)
        buf_addf(d->out, _("%s not set"), what);
    else
        buf_addf(d->out, after.len ? _("%s put in another order") : _("%s set to none"), what);
    buf_release(&added);
    buf_release(&removed);
}

/* --- emotions --- */

static void add_emotions(
    struct description *d, const char *what, struct slice before, struct slice after)
{
    if (!is_per_persona(before) && !is_per_persona(after)) {
        add_from_to(d, d->change->field, what, before, after);
        return;
    }
    struct node_list personas = per_persona_of(
        root_of(d), (const struct slice[]){ before, after }, 2);
    struct buf all = BUF_INIT, one = BUF_INIT, name = BUF_INIT;
    struct description to = { d->change, d->mark, &one }, named = { d->change, d->mark, &name };
    for (uint32_t i = 0; i < personas.count; i++) {
        struct slice id = slice_of(personas.items[i]->id);
        struct slice old = per_persona_get(before, id), new = per_persona_get(after, id);
        if (slice_same(old, new))
            continue;
        buf_clear(&one);
        buf_clear(&name);
        buf_adds(&name, "(");
        add_text(&named, name_of(personas.items[i]), NAME_WIDTH);
        buf_adds(&name, ")");
        add_from_to(&to, d->change->field, name.data, old, new);
        text_add_item(&all, buf_slice(&one));
    }
    if (all.len)
        buf_addf(d->out, "%s %s", what, all.data);
    else
        buf_addf(d->out,
            is_per_persona(after) ? _("%s written for each persona")
                                  : _("%s written once for all personas"),
            what);
    free(personas.items);
    buf_release(&all);
    buf_release(&one);
    buf_release(&name);
}

/* --- the four kinds --- */

static void add_change_of_value(struct description *d, const char *what)
{
    const struct change *change = d->change;
    enum field_type type = field_def(change->field)->type;
    bool several = type == FIELD_TEXTS &&
                   (value_is_list(change->before) || value_is_list(change->after));
    if (change->field < FIELD_COUNT && (type == FIELD_LIST || several))
        add_list(d, what, change->before, change->after);
    else if (change->field < FIELD_COUNT && type == FIELD_PER_PERSONA)
        add_emotions(d, what, change->before, change->after);
    else
        add_from_to(d, change->field, what, change->before, change->after);
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
    struct buf key = BUF_INIT;
    struct description to = { change, d->mark, &key };
    if (change->field >= FIELD_UNKNOWN)
        add_text(&to, change->key, NAME_WIDTH);
    else
        buf_adds(&key, field_word(change->field));
    add_change_of_value(d, key.data);
    buf_release(&key);
}

static const struct {
    const char *added, *removed;
} whole_nodes[KIND_COUNT] = {
    [KIND_PERSONA] = { N_("persona added"), N_("persona removed") },
    [KIND_STAGE] = { N_("stage added"), N_("stage removed") },
    [KIND_TOUCHPOINT] = { N_("touchpoint added"), N_("touchpoint removed") },
    [KIND_PAIN] = { N_("pain added"), N_("pain removed") },
    [KIND_IDEA] = { N_("idea added"), N_("idea removed") },
    [KIND_QUOTE] = { N_("quote added"), N_("quote removed") },
    [KIND_METRIC] = { N_("metric added"), N_("metric removed") },
    [KIND_NOTE] = { N_("note added"), N_("note removed") },
    [KIND_VISIT] = { N_("visit added"), N_("visit removed") },
    [KIND_READING] = { N_("earlier value added"), N_("earlier value removed") },
    [KIND_COMMENT] = { N_("comment added"), N_("comment removed") },
    [KIND_LANE] = { N_("lane added"), N_("lane removed") },
    [KIND_STEP] = { N_("step added"), N_("step removed") },
    [KIND_QUESTION] = { N_("question added"), N_("question removed") },
};

static void describe_in(struct description *d, const struct node *parent, bool added)
{
    const struct node *node = d->change->node;
    struct buf name = BUF_INIT;
    struct description to = { d->change, d->mark, &name };
    if (parent && parent->kind != KIND_MAP) {
        add_node(d, parent, parent->parent, name_of(parent));
        buf_adds(d->out, ": ");
    }
    add_text(&to, name_of(node), NAME_WIDTH);
    const char *label = added ? whole_nodes[node->kind].added : whole_nodes[node->kind].removed;
    buf_addf(d->out, "%s: %s", _(label), name.data);
    buf_release(&name);
}

static void describe_moved(struct description *d)
{
    const struct change *change = d->change;
    struct buf name = BUF_INIT, from = BUF_INIT, to = BUF_INIT;
    struct description named = { change, d->mark, &name };
    struct description was = { change, d->mark, &from }, is = { change, d->mark, &to };
    add_node(&named, change->node, change->old_parent, name_of(change->node));
    if (change->old_parent != change->new_parent) {
        add_text(&was, name_of(change->old_parent), NAME_WIDTH);
        add_text(&is, name_of(change->new_parent), NAME_WIDTH);
        /* TRANSLATORS: 1: a touchpoint, 2: the stage where it was, 3: the stage where it is. */
        buf_addf(d->out, _("%1$s: moved from \"%2$s\" to \"%3$s\""), name.data, from.data, to.data);
    } else if (change->behind) {
        add_text(&is, name_of(change->behind), NAME_WIDTH);
        /* TRANSLATORS: 1: what was moved, 2: what it comes after. */
        buf_addf(d->out, _("%1$s: moved after \"%2$s\""), name.data, to.data);
    } else {
        buf_addf(d->out, _("%s: moved to the front"), name.data);
    }
    buf_release(&name);
    buf_release(&from);
    buf_release(&to);
}

void change_describe(const struct change *change, const char *mark, struct buf *out)
{
    struct description d = { change, mark, out };
    switch (change->kind) {
    case CHANGE_SET:
        describe_set(&d);
        break;
    case CHANGE_ADDED:
        describe_in(&d, change->new_parent, true);
        break;
    case CHANGE_REMOVED:
        describe_in(&d, change->old_parent, false);
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
