#include <string.h>

#include "base/i18n.h"
#include "model/ids.h"
#include "model/value_record.h"
#include "store/read/walk_private.h"
#include "store/read/wide_colon.h"

/* --- keys --- */

static uint32_t hash_key(struct slice key)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 16777619u;
    return hash;
}

/* Two keys of one hash are taken for the same: that is one in 2^32 for each pair of keys. */
bool walk_add_key(struct walk *walk, struct key_set *keys, struct slice key, size_t mark)
{
    if (key.len > KEY_MAX) {
        source_error(walk->source, walk_at(walk, mark),
            _("a key of more than %d bytes; make it shorter"), KEY_MAX);
        return false;
    }
    if (keys->count == KEYS_MAX) {
        source_error(walk->source, walk_at(walk, mark),
            _("more than %d keys of your own in one place; put them in a list"), KEYS_MAX);
        keys->count++;
    }
    if (keys->count > KEYS_MAX)
        return false;
    uint32_t hash = hash_key(key);
    uint64_t *seen = &keys->seen[hash >> 6 & 3], bit = (uint64_t)1 << (hash & 63);
    for (size_t i = 0; (*seen & bit) && i < keys->count; i++)
        if (keys->hashes[i] == hash) {
            source_error(walk->source, walk_at(walk, mark),
                _("the key '%s' is there twice; remove one"), key.data);
            return false;
        }
    *seen |= bit;
    keys->hashes[keys->count++] = hash;
    return true;
}

/* --- values --- */

const char *walk_shape(const struct walk *walk)
{
    switch (walk->events.kind) {
    case EVENT_LIST:
        return _("a list");
    case EVENT_MAPPING:
        return _("keys and values");
    default:
        return walk->events.null ? _("nothing") : _("a text");
    }
}

void walk_refuse_shape(struct walk *walk, const struct field_def *def, const char *wanted)
{
    if (walk_report_colon(walk, KIND_COUNT, true))
        return;
    /* TRANSLATORS: 1: a key, 2: what its value must be, 3: what it is, as in "a list". */
    source_error(walk->source, walk_at(walk, events_mark(&walk->events)),
        _("%1$s must be %2$s, found %3$s"), def->key, wanted, walk_shape(walk));
    events_skip(&walk->events);
}

bool walk_report_colon(struct walk *walk, enum node_kind kind, bool from_first)
{
    struct events *events = &walk->events;
    if (events->kind != EVENT_SCALAR || !events->plain || !events->wide_colons)
        return false;
    size_t begin = events_begin(events), end = events_end(events);
    if (!from_first)
        begin = source_next_line(walk->source->text, begin);
    return begin < end && wide_colon_report(walk->source, begin, end, kind);
}

bool walk_check_text(struct walk *walk, size_t mark, const char *key)
{
    struct slice text = walk->events.text;
    /* Only an escape in quotes can make one. */
    if (walk->events.plain || !memchr(text.data, '\0', text.len))
        return !walk_report_colon(walk, KIND_COUNT, false);
    source_error(
        walk->source, walk_at(walk, mark), _("%s contains a zero byte (\\0); remove it"), _(key));
    return false;
}

void refuse_value(struct source *source, size_t offset, const struct field_def *def,
    const char *key, const struct buf *why)
{
    source_error(source, offset, def && def_has_range(def) ? "%s %s" : "%s: %s", key, why->data);
}

static bool check_value(struct walk *walk, enum field field, struct slice text, size_t mark)
{
    const struct field_def *def = field_def(field);
    if (!walk_check_text(walk, mark, def->key))
        return false;
    buf_clear(&walk->why);
    if (field_accepts(field, text, &walk->why))
        return true;
    if (field == MAP_CJM)
        source_error(walk->source, walk_at(walk, mark),
            _("\"cjm: %.40s\" is a file format that this program does not know; use a newer one"),
            text.data);
    else
        refuse_value(walk->source, walk_at(walk, mark), def, def->key, &walk->why);
    return false;
}

void walk_scalar(struct walk *walk, struct node *node, enum field field, size_t mark)
{
    const struct field_def *def = field_def(field);
    if (walk->events.kind != EVENT_SCALAR) {
        walk_refuse_shape(walk, def, _("a text"));
        return;
    }
    if (walk->events.null) {
        if (field == MAP_CJM || field == MAP_TITLE)
            source_error(
                walk->source, walk_at(walk, mark), _("%s has no value; write one"), def->key);
        return;
    }
    struct slice text = field_plain_form(field, walk->events.text);
    if (check_value(walk, field, text, mark))
        walk->sink->value(walk->context, node, field, text);
}

/* An item of a list, at its event. */
static void walk_item(struct walk *walk, enum field field)
{
    struct slice item = walk->events.text;
    value_add_item(&walk->value, item);
    if (field == TOUCHPOINT_PATHS && walk->sink->path)
        walk->sink->path(walk->context, walk->source, item, events_begin(&walk->events));
}

static void walk_items(struct walk *walk, enum field field)
{
    const struct field_def *def = field_def(field);
    while (walk_next(walk) && walk->events.kind != EVENT_LIST_END) {
        size_t mark = events_mark(&walk->events);
        if (walk->events.kind != EVENT_SCALAR || walk->events.null) {
            /* TRANSLATORS: 1: a key, 2: what the item is, as in "a list". */
            source_error(walk->source, walk_at(walk, mark),
                _("an item of %1$s must be a text, found %2$s"), def->key, walk_shape(walk));
            events_skip(&walk->events);
        } else if (walk_check_text(walk, mark, def->key)) {
            walk_item(walk, field);
        }
    }
}

/* One item may be written without the list around it. */
void walk_list(struct walk *walk, struct node *node, enum field field, size_t mark)
{
    const struct field_def *def = field_def(field);
    buf_clear(&walk->value);
    if (walk->events.kind == EVENT_MAPPING) {
        walk_refuse_shape(walk, def, _("a list such as [one, two]"));
        return;
    }
    if (walk->events.kind == EVENT_LIST)
        walk_items(walk, field);
    else if (walk->events.null || !walk_check_text(walk, mark, def->key))
        return;
    else
        walk_item(walk, field);
    if (!walk_at_end(walk))
        walk->sink->value(walk->context, node, field, buf_slice(&walk->value));
}

/* No id has a full-width colon in it. */
static bool walk_report_pair(struct walk *walk)
{
    struct events *events = &walk->events;
    size_t begin = events_begin(events), end = events_end(events);
    return events->wide_colons && events->plain && wide_colon_report_any(walk->source, begin, end);
}

/* A persona's id, appended to walk->value; false with a message. */
static bool walk_pair_key(struct walk *walk, const struct field_def *def, struct key_set *keys)
{
    size_t mark = events_mark(&walk->events);
    if (walk->events.kind != EVENT_SCALAR) {
        walk_refuse_shape(walk, def, _("a number for each persona's id"));
        return false;
    }
    if (!walk_check_text(walk, mark, def->key) || walk_report_pair(walk) ||
        !walk_add_key(walk, keys, walk->events.text, mark))
        return false;
    value_add_item(&walk->value, walk->events.text);
    if (walk->sink->persona)
        walk->sink->persona(walk->context, walk->source, walk->events.text, walk_at(walk, mark));
    return true;
}

/* A persona's id and number, from the id's event on; appended to walk->value. */
static void walk_pair(struct walk *walk, enum field field, struct key_set *keys)
{
    const struct field_def *def = field_def(field);
    size_t mark = events_mark(&walk->events);
    size_t start = walk->value.len;
    bool right = walk_pair_key(walk, def, keys);
    if (!walk_next(walk))
        return;
    if (walk->events.kind != EVENT_SCALAR) {
        walk_refuse_shape(walk, def, _("a number"));
        right = false;
    }
    struct slice number = field_plain_form(field, walk->events.text);
    if (right && !walk->events.null && check_value(walk, field, number, mark))
        value_add_item(&walk->value, number);
    else
        buf_cut(&walk->value, start);
}

void walk_per_persona(struct walk *walk, struct node *node, enum field field, size_t mark)
{
    const struct field_def *def = field_def(field);
    if (walk->events.kind == EVENT_SCALAR) {
        walk_scalar(walk, node, field, mark);
        return;
    }
    if (walk->events.kind == EVENT_LIST) {
        walk_refuse_shape(walk, def, _("a number, or a number for each persona's id"));
        return;
    }
    struct key_set keys;
    key_set_init(&keys);
    buf_clear(&walk->value);
    while (walk_next(walk) && walk->events.kind != EVENT_MAPPING_END)
        walk_pair(walk, field, &keys);
    if (walk->value.len && !walk_at_end(walk))
        walk->sink->value(walk->context, node, field, buf_slice(&walk->value));
}

/* --- facts that belong together --- */

/* A key and its text, from the key's event on; appended to walk->value. */
static void walk_fact(struct walk *walk, const struct field_def *def, struct key_set *keys)
{
    size_t mark = events_mark(&walk->events), start = walk->value.len;
    bool right = walk->events.kind == EVENT_SCALAR && walk_check_text(walk, mark, def->key) &&
                 walk_add_key(walk, keys, walk->events.text, mark);
    if (walk->events.kind == EVENT_SCALAR)
        value_add_item(&walk->value, walk->events.text);
    else
        walk_refuse_shape(walk, def, _("keys and values"));
    struct buf key = BUF_INIT;
    buf_add(&key, walk->value.data + start, walk->value.len - start - (walk->value.len > start));
    if (walk_next(walk) && walk->events.kind != EVENT_SCALAR) {
        walk_refuse_shape(walk, def, _("a text"));
        right = false;
    }
    buf_clear(&walk->why);
    right = right && !walk->events.null && walk_check_text(walk, mark, def->key);
    struct slice text = fact_plain_form(buf_slice(&key), walk->events.text);
    if (right && record_accepts(def, buf_slice(&key), text, &walk->why))
        value_add_item(&walk->value, text);
    else
        buf_cut(&walk->value, start);
    if (walk->why.len) {
        struct buf name = BUF_INIT;
        buf_addf(&name, "%s.%s", def->key, key.data);
        refuse_value(
            walk->source, walk_at(walk, mark), record_key(buf_slice(&key)), name.data, &walk->why);
        buf_release(&name);
    }
    buf_release(&key);
}

void walk_record(struct walk *walk, struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    if (walk->events.kind == EVENT_SCALAR && walk->events.null)
        return;
    if (walk->events.kind != EVENT_MAPPING) {
        walk_refuse_shape(walk, def, _("keys and values"));
        return;
    }
    struct key_set keys;
    key_set_init(&keys);
    buf_clear(&walk->value);
    while (walk_next(walk) && walk->events.kind != EVENT_MAPPING_END)
        walk_fact(walk, def, &keys);
    if (walk->value.len && !walk_at_end(walk))
        walk->sink->value(walk->context, node, field, buf_slice(&walk->value));
}

/* --- ids --- */

void walk_id(struct walk *walk, struct node *node, size_t mark)
{
    struct events *events = &walk->events;
    if (events->kind != EVENT_SCALAR) {
        source_error(
            walk->source, walk_at(walk, mark), _("id must be a text, found %s"), walk_shape(walk));
        events_skip(events);
    } else if (events->null) {
        return;
    } else if (!node->parent && node->kind == KIND_MAP) {
        source_error(
            walk->source, walk_at(walk, mark), _("the map itself has no id; remove the line"));
    } else if (!id_is_good(node->kind, events->text)) {
        source_error(walk->source, walk_at(walk, mark),
            _("id can have only lower case letters, digits and hyphens, found '%.60s'"),
            events->text.data);
    } else if (slice_is(events->text, "map") ||
               !walk->sink->id(walk->context, node, events->text)) {
        source_error(walk->source, walk_at(walk, mark),
            _("the id '%s' is already in use; choose another one"), events->text.data);
    }
}
