#include "store/read/walk.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/read/walk_private.h"

static void walk_node(struct walk *walk, struct node *node);

/* --- keys that the schema does not know --- */

/* Lines below the first one without the blanks up to `column`, but with `by` more. */
static void add_moved(
    struct buf *out, struct slice text, size_t begin, size_t end, size_t column, size_t by)
{
    size_t line_end;
    for (size_t at = begin; at < end; at = line_end) {
        line_end = source_next_line(text, at);
        if (line_end > end)
            line_end = end;
        size_t blanks = 0;
        while (at > begin && blanks < column && at + blanks < line_end &&
               text.data[at + blanks] == ' ')
            blanks++;
        if (at > begin && !strchr("\r\n", text.data[at]))
            buf_add_repeated(out, ' ', by);
        buf_add(out, text.data + at + blanks, line_end - at - blanks);
    }
}

/* From the end of a key to what is behind its colon and the blanks there. */
static size_t skip_colon(struct slice text, size_t key_end)
{
    size_t at = source_skip_space(text, key_end, text.len);
    if (at < text.len && text.data[at] == ':')
        at++;
    while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    return at;
}

/* Of the key; below "? key" lines of a text may begin nearer to the left than the key does, and the
 * others not. */
static size_t own_column(struct slice text, const struct own_value *own)
{
    size_t line = source_line_start(text, own->key_begin), at = own->key_begin;
    while (own->scalar && at > line && text.data[at - 1] == ' ')
        at--;
    bool marked = own->scalar && at > line && at < own->key_begin && text.data[at - 1] == '?';
    return (marked ? at - 1 : own->key_begin) - line;
}

/* Within {} lines may begin anywhere, and "-" is a text: outside neither is so. */
void walk_add_own(struct buf *out, struct slice text, const struct own_value *own)
{
    enum { INDENT = 2 };
    size_t begin = skip_colon(text, own->key_end);
    if (!own->in_flow) {
        add_moved(out, text, begin, own->end, own_column(text, own), 0);
        return;
    }
    bool dash = own->end > begin && text.data[own->end - 1] == '-' &&
                source_skip_space(text, begin, own->end) == own->end - 1;
    add_moved(out, text, begin, own->end - dash, 0, INDENT);
    if (dash)
        buf_adds(out, "'-'");
}

/* A key within an unknown value: the first ones of a mapping are looked at for twins. */
static void skip_key(struct walk *walk, struct key_set *keys)
{
    struct events *events = &walk->events;
    if (events->kind == EVENT_SCALAR && events->text.len <= KEY_MAX && keys->count < KEYS_MAX)
        walk_add_key(walk, keys, events->text, events_mark(events));
    else
        events_skip(events);
}

/* Goes to the end of an unknown value, as deep as events allow. Twins among its keys are an error:
 * which of them would count? */
static void skip_unknown(struct walk *walk)
{
    struct events *events = &walk->events;
    if (events->kind == EVENT_LIST) {
        while (walk_next(walk) && events->kind != EVENT_LIST_END)
            skip_unknown(walk);
    } else if (events->kind == EVENT_MAPPING) {
        struct key_set keys;
        key_set_init(&keys);
        while (walk_next(walk) && events->kind != EVENT_MAPPING_END) {
            skip_key(walk, &keys);
            if (walk_next(walk))
                skip_unknown(walk);
        }
    }
}

static void walk_unknown(
    struct walk *walk, struct node *node, struct key_set *keys, size_t mark, size_t end_mark)
{
    struct events *events = &walk->events;
    size_t key_begin = walk_at(walk, mark), key_end = walk_at(walk, end_mark);
    bool keep = walk_add_key(walk, keys, buf_slice(&walk->key), mark);
    bool empty = events->kind == EVENT_SCALAR && events_begin(events) == events_end(events);
    bool in_flow = events->kind != EVENT_SCALAR ? events->flow_depth > 1 : events->in_flow;
    bool scalar = events->kind == EVENT_SCALAR;
    skip_unknown(walk);
    if (!keep || walk_at_end(walk))
        return;
    buf_clear(&walk->value);
    if (!empty)
        walk_add_own(&walk->value, walk->source->text,
            &(struct own_value){ key_begin, key_end, events_content_end(events), in_flow, scalar });
    walk->sink->unknown(walk->context, node, buf_slice(&walk->key), buf_slice(&walk->value));
    if (walk->sink->own_key)
        walk->sink->own_key(
            walk->context, node, buf_slice(&walk->key), buf_slice(&walk->value), key_begin);
}

/* --- nodes --- */

static void walk_children(struct walk *walk, struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    if (walk->events.kind == EVENT_SCALAR && walk->events.null)
        return;
    if (walk->events.kind != EVENT_LIST) {
        walk_refuse_shape(walk, def, _("a list: '- ' before each item, or [one, two]"));
        return;
    }
    size_t index = 0;
    walk->sink->list_begin(walk->context, node, field);
    while (walk_next(walk) && walk->events.kind != EVENT_LIST_END) {
        if (walk->events.kind == EVENT_LIST || walk->events.null) {
            /* TRANSLATORS: 1: a key, 2: what the item is, as in "a list". */
            source_error(walk->source, events_begin(&walk->events),
                _("an item of %1$s must be a text or keys and values, found %2$s"), def->key,
                walk_shape(walk));
            events_skip(&walk->events);
            continue;
        }
        struct node *child = walk->sink->begin(walk->context, node, field, index++);
        if (child)
            walk_node(walk, child);
        else
            walk->stopped = true;
    }
    if (!walk_at_end(walk))
        walk->sink->list_end(walk->context, node, field, index);
}

static void walk_value(struct walk *walk, struct node *node, enum field field, size_t mark)
{
    if (field == FIELD_ID) {
        walk_id(walk, node, mark);
        return;
    }
    switch (field_def(field)->type) {
    case FIELD_NODES:
        walk_children(walk, node, field);
        break;
    case FIELD_LIST:
        walk_list(walk, node, field, mark);
        break;
    case FIELD_TEXTS:
        if (walk->events.kind == EVENT_LIST)
            walk_list(walk, node, field, mark);
        else
            walk_scalar(walk, node, field, mark);
        break;
    case FIELD_PER_PERSONA:
        walk_per_persona(walk, node, field, mark);
        break;
    case FIELD_RECORD:
        walk_record(walk, node, field);
        break;
    default:
        walk_scalar(walk, node, field, mark);
    }
}

/* field_of_key(), which looks through all keys, once for each key. */
static enum field find_field(struct walk *walk, enum node_kind kind, struct slice key)
{
    if (!key.len)
        return FIELD_UNKNOWN;
    size_t place = key.len * 11 + (unsigned char)key.data[0] * 3u +
                   (unsigned char)key.data[key.len - 1];
    uint16_t *known = &walk->fields[kind][place % KEY_CACHE];
    const struct field_def *def = field_def(*known);
    if (def->kind != kind || def->key_len != key.len || memcmp(def->key, key.data, key.len) != 0) {
        enum field field = field_of_key(kind, key);
        if (field >= FIELD_COUNT)
            return field;
        *known = (uint16_t)field;
    }
    return *known;
}

/* From a key's event on to the last of its value. */
static void walk_entry(struct walk *walk, struct node *node, struct key_set *keys, uint32_t serial)
{
    struct events *events = &walk->events;
    size_t mark = events_mark(events);
    if (events->kind != EVENT_SCALAR || !walk_check_text(walk, mark, N_("a key"))) {
        if (events->kind != EVENT_SCALAR)
            source_error(walk->source, walk_at(walk, mark), _("a key must be a text, found %s"),
                walk_shape(walk));
        events_skip(events);
        if (walk_next(walk))
            events_skip(events);
        return;
    }
    enum field field = find_field(walk, node->kind, events->text);
    if (field == FIELD_UNKNOWN && walk_report_colon(walk, (enum node_kind)node->kind, true)) {
        if (walk_next(walk))
            events_skip(events);
        return;
    }
    if (field == FIELD_UNKNOWN) {
        size_t end_mark = events->event.end_mark.index;
        buf_clear(&walk->key);
        buf_add_slice(&walk->key, events->text);
        if (walk_next(walk))
            walk_unknown(walk, node, keys, mark, end_mark);
        return;
    }
    bool twice = walk->seen[field] == serial;
    walk->seen[field] = serial;
    if (twice)
        source_error(walk->source, walk_at(walk, mark),
            _("the key '%s' is there twice; remove one"), events->text.data);
    if (!walk_next(walk))
        return;
    if (twice)
        events_skip(events);
    else
        walk_value(walk, node, field, mark);
}

/* From the node's first event on to its last. */
static void walk_node(struct walk *walk, struct node *node)
{
    struct events *events = &walk->events;
    size_t mark = events_mark(events), begin = events_begin(events);
    if (events->kind == EVENT_SCALAR) {
        enum field headline = kind_def(node->kind)->headline;
        if (!walk_report_colon(walk, (enum node_kind)node->kind, true) &&
            walk_check_text(walk, mark, field_def(headline)->key))
            walk->sink->value(walk->context, node, headline, events->text);
    } else {
        struct key_set keys;
        key_set_init(&keys);
        uint32_t serial = ++walk->serial;
        while (walk_next(walk) && events->kind != EVENT_MAPPING_END)
            walk_entry(walk, node, &keys, serial);
    }
    if (!walk_at_end(walk))
        walk->sink->end(walk->context, node, begin, events_content_end(events));
}

static void check_required(struct walk *walk, uint32_t serial)
{
    if (walk->seen[MAP_CJM] != serial)
        source_error(walk->source, walk->source->start,
            _("cjm is missing; add the line 'cjm: 1' at the top"));
    if (walk->seen[MAP_TITLE] != serial)
        source_error(walk->source, walk->source->start,
            _("title is missing; add a line such as 'title: Buying a television'"));
}

static void walk_document(struct walk *walk)
{
    struct events *events = &walk->events;
    if (!events_next(events)) {
        if (!walk->source->errors)
            source_error(walk->source, walk->source->start,
                _("the file is empty; write lines "
                  "such as 'cjm: 1' and 'title: Buying a television'"));
        return;
    }
    if (events->kind != EVENT_MAPPING) {
        if (walk_report_colon(walk, KIND_COUNT, true))
            return;
        source_error(walk->source, events_begin(events),
            _("a map is keys and values, found %s; write lines such as 'cjm: 1' and 'title: Buying "
              "a television'"),
            walk_shape(walk));
        return;
    }
    struct node *root = walk->sink->begin(walk->context, NULL, FIELD_UNKNOWN, 0);
    uint32_t serial = walk->serial + 1;
    walk_node(walk, root);
    if (walk_at_end(walk))
        return;
    walk_next(walk);
    check_required(walk, serial);
}

bool walk_map(struct source *source, const struct walk_sink *sink, void *context)
{
    struct walk *walk = mem_zalloc(sizeof *walk);
    walk->source = source;
    walk->sink = sink;
    walk->context = context;
    buf_init(&walk->value);
    buf_init(&walk->key);
    buf_init(&walk->why);
    events_init(&walk->events, source);
    if (source_check_start(source))
        walk_document(walk);
    bool right = !walk->stopped && !source->errors;
    events_release(&walk->events);
    buf_release(&walk->value);
    buf_release(&walk->key);
    buf_release(&walk->why);
    free(walk);
    return right;
}
