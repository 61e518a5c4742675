#include <stdlib.h>

#include "base/mem.h"
#include "model/edit/per_persona.h"
#include "store/read/lines.h"
#include "store/write/canonical.h"
#include "store/write/own_value.h"
#include "store/write/patch_private.h"
#include "store/write/quote.h"
#include "store/write/removed_text.h"

/* --- values --- */

/* What the file is to hold for an entry that stands in it. */
static struct stored wanted(const struct node_patch *np, const struct layout_entry *entry)
{
    const struct node *node = np->node;
    if (entry->field == FIELD_ID)
        return (struct stored){ slice_of(node->id), node->explicit_id };
    if (entry->field != FIELD_UNKNOWN)
        return stored_value(np->patcher->map, node, entry->field, &np->patcher->scratch);
    const struct value *value = unknown_find(node, entry->key);
    return (struct stored){ value ? unknown_yaml(value) : SLICE(""), value != NULL };
}

static void add_value(
    struct node_patch *np, enum field field, struct slice value, const struct form *form)
{
    if (field == FIELD_UNKNOWN) {
        own_value_add(&np->text, value, form->column);
    } else if (field == FIELD_ID) {
        buf_add_char(&np->text, ' ');
        quote_add(&np->text, value, QUOTED_TEXT, form->flow);
    } else {
        canonical_add_value(&np->text, field, value, form);
    }
}

static void replace_value(
    struct node_patch *np, const struct layout_entry *entry, struct slice value)
{
    struct slice source = np->patcher->source;
    struct form form = {
        .flow = np->flow,
        .one_line = !line_is_blank_from(source, entry->value.end) ||
                    (line_next(source, entry->value.end) == source.len &&
                        source.data[source.len - 1] != '\n'),
        .column = np->column,
    };
    bool block = entry->form == FORM_LIST || entry->form == FORM_MAPPING;
    patch_begin(np, entry->value.begin, entry->value.end);
    struct patch *patch = &np->patches[np->count - 1];
    if (!entry->colon)
        buf_add_char(&np->text, ':');
    size_t start = np->text.len;
    add_value(np, entry->field, value, &form);
    bool below = np->text.data[start] == '\n';
    if (entry->colon && (block || below || entry->field == FIELD_UNKNOWN))
        patch->begin = entry->colon;
    else if (entry->value.begin != entry->colon && entry->colon && np->text.data[start] == ' ')
        buf_splice(&np->text, start, 1, SLICE(""));
    patch_end(np);
}

/* Numbers of the same personas, facts of the same keys: each in its span. */
static bool replace_numbers(
    struct node_patch *np, const struct layout_entry *entry, struct slice value)
{
    struct slice old = entry->text, id, old_id, number, old_number;
    const struct layout_item *item = &np->layout.items[entry->first_item];
    size_t pairs = 0;
    for (struct slice a = value, b = old; a.len || b.len; pairs++)
        if (!per_persona_next(&a, &id, &number) || !per_persona_next(&b, &old_id, &old_number) ||
            !slice_equal(id, old_id))
            return false;
    if (!pairs || 2 * pairs != entry->item_count)
        return false;
    for (; per_persona_next(&value, &id, &number); item += 2) {
        per_persona_next(&old, &old_id, &old_number);
        if (slice_equal(number, old_number))
            continue;
        patch_begin(np, item[1].at.begin, item[1].at.end);
        canonical_add_fact(&np->text, id, number, IN_FLOW);
        patch_end(np);
    }
    return true;
}

static void change_value(
    struct node_patch *np, const struct layout_entry *entry, struct slice value)
{
    bool list = entry->form == FORM_LIST || entry->form == FORM_FLOW_LIST;
    bool mapping = entry->form == FORM_MAPPING || entry->form == FORM_FLOW_MAPPING;
    size_t patches = np->count, text = np->text.len;
    if (entry->field < FIELD_COUNT &&
        ((list && value_is_list(value) && patch_texts(np, entry, value)) ||
            (mapping && replace_numbers(np, entry, value))))
        return;
    np->count = patches;
    buf_cut(&np->text, text);
    replace_value(np, entry, value);
}

/* --- entries that stand in the source --- */

enum fate { FATE_KEEP, FATE_CHANGE, FATE_REMOVE };

static bool is_nodes(enum field field)
{
    return field < FIELD_COUNT && field_def(field)->type == FIELD_NODES;
}

static enum fate fate_of(const struct node_patch *np, const struct layout_entry *entry)
{
    if (is_nodes(entry->field)) {
        if (node_child_count(np->node, entry->field))
            return FATE_CHANGE;
        return entry->item_count ? FATE_REMOVE : FATE_KEEP;
    }
    struct stored stored = wanted(np, entry);
    if (!stored.there)
        return entry->set ? FATE_REMOVE : FATE_KEEP;
    return entry->set && slice_equal(stored.text, entry->text) ? FATE_KEEP : FATE_CHANGE;
}

static bool change_entry(struct node_patch *np, const struct layout_entry *entry)
{
    if (is_nodes(entry->field))
        return patch_children(np, entry);
    if (entry->field == kind_def(np->node->kind)->headline)
        np->patcher->names_changed = true;
    change_value(np, entry, wanted(np, entry).text);
    return true;
}

static size_t content_end(const struct layout_entry *entry)
{
    return entry->value.end > entry->key_at.end ? entry->value.end : entry->key_at.end;
}

/* The end of an entry's lines. */
static size_t entry_end(const struct node_patch *np, const struct layout_entry *entry)
{
    if (np->flow)
        return content_end(entry);
    return lines_end(np->patcher->source, content_end(entry), np->column);
}

/* The first key may stand behind a "- ": then the one that follows moves up to it. */
static bool is_on_own_line(const struct node_patch *np, const struct layout_entry *entry)
{
    struct slice source = np->patcher->source;
    for (size_t i = line_start(source, entry->key_at.begin); i < entry->key_at.begin; i++)
        if (source.data[i] != ' ')
            return false;
    return true;
}

static void remove_range(struct node_patch *np, size_t begin, size_t end)
{
    patch_begin(np, begin, end);
    patch_end(np);
}

/* Removes the entry and, if the first ones go, all up to the first one that stays. */
static void remove_entry(struct node_patch *np, size_t index, size_t first)
{
    const struct layout_entry *entries = np->layout.entries, *entry = &entries[index];
    if (index < first && (np->flow || !is_on_own_line(np, &entries[0]))) {
        if (index == 0)
            remove_range(np, entry->key_at.begin, entries[first].key_at.begin);
    } else if (np->flow) {
        remove_range(np, content_end(&entries[index - 1]), content_end(entry));
    } else {
        remove_range(
            np, line_start(np->patcher->source, entry->key_at.begin), entry_end(np, entry));
    }
}

/* --- new entries --- */

/* The order of writing: as in the schema, the id behind the headline, unknown keys at the end. */
static unsigned order_of(const struct node *node, enum field field)
{
    if (field == FIELD_ID)
        return 2u * kind_def(node->kind)->headline + 1;
    return 2u * field;
}

/* The entry behind which a new one goes; NULL: before all. */
static const struct layout_entry *entry_before(
    const struct node_patch *np, const enum fate *fates, enum field field)
{
    const struct layout_entry *found = NULL;
    for (size_t i = 0; i < np->layout.entry_count; i++) {
        const struct layout_entry *entry = &np->layout.entries[i];
        if (fates[i] == FATE_REMOVE)
            continue;
        if (field == FIELD_UNKNOWN) {
            found = entry;
        } else if (entry->field != FIELD_UNKNOWN &&
                   order_of(np->node, entry->field) < order_of(np->node, field) &&
                   (!found ||
                       order_of(np->node, found->field) < order_of(np->node, entry->field))) {
            found = entry;
        }
    }
    return found;
}

/* A list that had become empty comes back with the line of its key. */
static bool find_head(const struct node_patch *np, enum field field, struct kept_head *head)
{
    return is_nodes(field) && !np->flow && node_child_count(np->node, field) &&
           kept_head(np->patcher->map, node_child(np->node, field, 0),
               slice_of(field_def(field)->key), head) &&
           head->column == np->column;
}

/* A line that was copied may end in CR LF. */
static void cut_line_end(struct buf *text)
{
    buf_cut(text, text->len - 1);
    if (text->len && text->data[text->len - 1] == '\r')
        buf_cut(text, text->len - 1);
}

static bool add_list_below(struct node_patch *np, enum field field, const struct kept_head *head)
{
    buf_add_slice(&np->text, slice_from(head->lines, head->column));
    bool done = patch_add_children(np, field, IN_BLOCK);
    cut_line_end(&np->text);
    return done;
}

/* Where it was, if what it stood behind is still there. */
static const struct layout_entry *find_old_place(
    const struct node_patch *np, const enum fate *fates, const struct kept_head *head, size_t *at)
{
    struct slice source = np->patcher->source;
    const struct layout_entry *before = layout_find_key(&np->layout, head->behind);
    if (!before || fates[before - np->layout.entries] == FATE_REMOVE)
        return NULL;
    *at = entry_end(np, before);
    for (size_t i = head->void_lines; i && *at < np->tail && line_is_void_from(source, *at); i--)
        *at = line_next(source, *at);
    return before;
}

static void add_key(struct node_patch *np, const char *key)
{
    canonical_add_key(&np->text, slice_of(key), np->flow);
}

/* "key: value", without a line break at its end. */
static bool add_entry(struct node_patch *np, enum field field, const struct value *unknown)
{
    struct form form = { .flow = np->flow, .column = np->column };
    struct kept_head head;
    if (!unknown && find_head(np, field, &head))
        return add_list_below(np, field, &head);
    if (unknown)
        canonical_add_key(&np->text, unknown_key(unknown), np->flow);
    else
        add_key(np, field == FIELD_ID ? "id" : field_def(field)->key);
    buf_add_char(&np->text, ':');
    if (unknown) {
        own_value_add(&np->text, unknown_yaml(unknown), np->column);
        return !np->flow;
    }
    if (field == FIELD_ID) {
        add_value(np, field, slice_of(np->node->id), &form);
        return true;
    }
    if (!is_nodes(field)) {
        struct stored stored = stored_value(
            np->patcher->map, np->node, field, &np->patcher->scratch);
        canonical_add_value(&np->text, field, stored.text, &form);
        return true;
    }
    enum flow flow = np->flow;
    if (!flow && patch_come_back_in_flow(np, field))
        flow = IN_FLOW;
    if (!flow)
        buf_add_char(&np->text, '\n');
    if (!patch_add_children(np, field, flow))
        return false;
    if (!flow)
        cut_line_end(&np->text);
    return true;
}

static bool insert_entry(struct node_patch *np, const enum fate *fates, size_t first,
    enum field field, const struct value *unknown)
{
    struct slice source = np->patcher->source;
    const struct layout_entry *before = entry_before(np, fates, field);
    size_t at = before ? entry_end(np, before) : np->layout.entries[first].key_at.begin;
    struct kept_head head;
    if (!unknown && find_head(np, field, &head)) {
        const struct layout_entry *old = find_old_place(np, fates, &head, &at);
        before = old ? old : before;
    }
    bool at_end = before && !np->flow && source.data[at - 1] != '\n';
    if (before ? !np->flow && !line_is_void_from(source, content_end(before))
               : np->layout.entries[first].is_explicit)
        return false;
    patch_begin(np, at, at);
    if (before && np->flow)
        buf_adds(&np->text, before->form == FORM_NULL ? " , " : ", ");
    if (at_end)
        buf_add_char(&np->text, '\n');
    if (before && !np->flow)
        buf_add_repeated(&np->text, ' ', np->column);
    bool done = add_entry(np, field, unknown);
    if (!np->flow && !at_end)
        buf_add_char(&np->text, '\n');
    if (!before && np->flow)
        buf_adds(&np->text, ", ");
    if (!before && !np->flow)
        buf_add_repeated(&np->text, ' ', np->column);
    patch_end(np);
    return done;
}

static bool is_there(const struct node_patch *np, enum field field)
{
    if (is_nodes(field))
        return node_child_count(np->node, field) > 0;
    return stored_value(np->patcher->map, np->node, field, &np->patcher->scratch).there;
}

static bool insert_missing(struct node_patch *np, const enum fate *fates, size_t first)
{
    const struct node *node = np->node;
    const struct kind_def *kind = kind_def(node->kind);
    for (enum field f = kind->first; f < kind->end; f++) {
        if (!layout_find(&np->layout, f) && is_there(np, f)) {
            np->patcher->names_changed |= f == kind->headline;
            if (!insert_entry(np, fates, first, f, NULL))
                return false;
        }
        if (f == kind->headline && node->explicit_id && !layout_find(&np->layout, FIELD_ID) &&
            !insert_entry(np, fates, first, FIELD_ID, NULL))
            return false;
    }
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        if (value->field >= FIELD_UNKNOWN && !layout_find_key(&np->layout, unknown_key(value)) &&
            !insert_entry(np, fates, first, FIELD_UNKNOWN, value))
            return false;
    }
    return true;
}

/* --- all entries of a node --- */

static bool patch_entries(struct node_patch *np, const enum fate *fates)
{
    size_t count = np->layout.entry_count, first = 0;
    while (first < count && fates[first] == FATE_REMOVE)
        first++;
    if (first == count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (fates[i] != FATE_KEEP && np->layout.entries[i].is_explicit)
            return false;
        if (fates[i] == FATE_CHANGE && !change_entry(np, &np->layout.entries[i]))
            return false;
        if (fates[i] == FATE_REMOVE) {
            np->patcher->names_changed = true;
            np->patcher->personas_changed |= np->layout.entries[i].field == MAP_PERSONAS;
            remove_entry(np, i, first);
        }
    }
    return insert_missing(np, fates, first);
}

bool patch_mapping(struct node_patch *np)
{
    size_t count = np->layout.entry_count;
    enum fate *fates = mem_alloc((count + 1) * sizeof *fates);
    for (size_t i = 0; i < count; i++)
        fates[i] = fate_of(np, &np->layout.entries[i]);
    bool done = patch_entries(np, fates);
    free(fates);
    return done;
}

static bool is_headline_alone(const struct node_patch *np)
{
    const struct node *node = np->node;
    for (size_t i = 0; i < node->list_count; i++)
        if (node->lists[i].count)
            return false;
    return node->value_count == 1 && node->values[0].field == np->layout.entries[0].field &&
           !node->explicit_id;
}

bool patch_scalar(struct node_patch *np, enum flow flow)
{
    struct slice source = np->patcher->source;
    struct layout_entry *entry = &np->layout.entries[0];
    struct stored headline = wanted(np, entry);
    bool same = headline.there && slice_equal(headline.text, entry->text);
    np->patcher->names_changed |= !same;
    np->flow = flow;
    if (is_headline_alone(np) && headline.text.len) {
        if (same)
            return true;
        patch_begin(np, entry->value.begin, entry->value.end);
        quote_add(&np->text, headline.text, QUOTED_TEXT, flow);
        patch_end(np);
        return true;
    }
    if (flow || !headline.there ||
        memchr(source.data + entry->value.begin, '\n', entry->value.end - entry->value.begin))
        return false;
    patch_begin(np, entry->value.begin, same ? entry->value.begin : entry->value.end);
    buf_addf(&np->text, "%s: ", field_def(entry->field)->key);
    if (!same)
        quote_add(&np->text, headline.text, QUOTED_TEXT, IN_BLOCK);
    patch_end(np);
    enum fate fate = FATE_CHANGE;
    return insert_missing(np, &fate, 0);
}
