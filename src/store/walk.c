#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "store/walk.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "model/ids.h"

enum {
    KEY_MAX = 200,  /* bytes of a key that the schema does not know */
    KEYS_MAX = 256, /* of them in one place */
    ID_MAX = 200,   /* bytes of an explicit id */
    KEY_CACHE = 64, /* places for the keys of a kind */
};

struct walk {
    struct events events;
    struct source *source;
    const struct walk_sink *sink;
    void *context;
    bool stopped;     /* by the sink */
    struct buf value; /* of a list or per persona */
    struct buf key;   /* one that the schema does not know */
    struct buf why;
    uint32_t serial;                        /* of the node that is being read */
    uint16_t fields[KIND_COUNT][KEY_CACHE]; /* of keys seen lately */
    uint32_t seen[FIELD_COUNT + 1];         /* the node that had the field last; [FIELD_ID] too */
};

/* Keys that are not in the schema, to find the ones that come twice. */
struct key_set {
    size_t count;
    uint32_t hashes[KEYS_MAX];
};

static void walk_node(struct walk *walk, struct node *node);

static bool at_end(const struct walk *walk)
{
    return walk->stopped || walk->events.over;
}

static bool next(struct walk *walk)
{
    return !walk->stopped && events_next(&walk->events);
}

/* The byte of a mark. */
static size_t at(struct walk *walk, size_t mark)
{
    return events_offset(&walk->events, mark);
}

/* --- keys --- */

static uint32_t hash_key(struct slice key)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 16777619u;
    return hash;
}

/* Two keys of one hash are taken for the same: that is one in 2^32 for each pair of keys. */
static bool add_key(struct walk *walk, struct key_set *keys, struct slice key, size_t mark)
{
    if (key.len > KEY_MAX) {
        source_error(walk->source, at(walk, mark),
            _("a key of more than %d bytes; make it shorter"), KEY_MAX);
        return false;
    }
    if (keys->count == KEYS_MAX) {
        source_error(walk->source, at(walk, mark),
            _("more than %d keys of your own in one place; put them into a list"), KEYS_MAX);
        keys->count++;
    }
    if (keys->count > KEYS_MAX)
        return false;
    uint32_t hash = hash_key(key);
    for (size_t i = 0; i < keys->count; i++)
        if (keys->hashes[i] == hash) {
            source_error(
                walk->source, at(walk, mark), _("key '%s' comes twice; remove one"), key.data);
            return false;
        }
    keys->hashes[keys->count++] = hash;
    return true;
}

/* --- values --- */

static const char *shape(const struct walk *walk)
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

/* What stands here is not what the field wants: say so and go behind it. */
static void refuse_shape(struct walk *walk, const struct field_def *def, const char *wanted)
{
    source_error(walk->source, at(walk, events_mark(&walk->events)), _("%s must be %s, found %s"),
        def->key, wanted, shape(walk));
    events_skip(&walk->events);
}

static bool check_text(struct walk *walk, size_t mark, const char *key)
{
    struct slice text = walk->events.text;
    if (!memchr(text.data, '\0', text.len))
        return true;
    source_error(walk->source, at(walk, mark), _("%s holds a zero byte (\\0); remove it"), _(key));
    return false;
}

struct slice walk_number(enum field field, struct slice text)
{
    if (field >= FIELD_COUNT || text.len < 2 || text.data[0] != '+')
        return text;
    enum field_type type = field_def(field)->type;
    bool integer = type == FIELD_INTEGER || type == FIELD_PER_PERSONA;
    return integer && text.data[1] >= '0' && text.data[1] <= '9' ? slice_from(text, 1) : text;
}

static bool check_value(struct walk *walk, enum field field, struct slice text, size_t mark)
{
    const struct field_def *def = field_def(field);
    if (!check_text(walk, mark, def->key))
        return false;
    if (def->type == FIELD_TEXT || def->type == FIELD_LONG_TEXT)
        return true;
    buf_clear(&walk->why);
    if (field_accepts(field, text, &walk->why))
        return true;
    source_error(walk->source, at(walk, mark),
        field == MAP_CJM ? _("%s %s; open it with a newer program") : "%s %s", def->key,
        walk->why.data);
    return false;
}

static void walk_scalar(struct walk *walk, struct node *node, enum field field, size_t mark)
{
    const struct field_def *def = field_def(field);
    if (walk->events.kind != EVENT_SCALAR) {
        refuse_shape(walk, def, _("a text"));
        return;
    }
    if (walk->events.null) {
        if (field == MAP_CJM || field == MAP_TITLE)
            source_error(walk->source, at(walk, mark), _("%s has no value; write one"), def->key);
        return;
    }
    struct slice text = walk_number(field, walk->events.text);
    if (check_value(walk, field, text, mark))
        walk->sink->value(walk->context, node, field, text);
}

static void walk_items(struct walk *walk, const struct field_def *def)
{
    while (next(walk) && walk->events.kind != EVENT_LIST_END) {
        size_t mark = events_mark(&walk->events);
        if (walk->events.kind != EVENT_SCALAR || walk->events.null) {
            source_error(walk->source, at(walk, mark), _("an item of %s must be a text, found %s"),
                def->key, shape(walk));
            events_skip(&walk->events);
        } else if (check_text(walk, mark, def->key)) {
            value_add_item(&walk->value, walk->events.text);
        }
    }
}

/* One item may be written without the list around it. */
static void walk_list(struct walk *walk, struct node *node, enum field field, size_t mark)
{
    const struct field_def *def = field_def(field);
    buf_clear(&walk->value);
    if (walk->events.kind == EVENT_MAPPING) {
        refuse_shape(walk, def, _("a list such as [one, two]"));
        return;
    }
    if (walk->events.kind == EVENT_LIST)
        walk_items(walk, def);
    else if (walk->events.null || !check_text(walk, mark, def->key))
        return;
    else
        value_add_item(&walk->value, walk->events.text);
    if (!at_end(walk))
        walk->sink->value(walk->context, node, field, buf_slice(&walk->value));
}

/* A persona's id, appended to walk->value; false with a message. */
static bool walk_pair_key(struct walk *walk, const struct field_def *def, struct key_set *keys)
{
    size_t mark = events_mark(&walk->events);
    if (walk->events.kind != EVENT_SCALAR) {
        refuse_shape(walk, def, _("a number for each persona's id"));
        return false;
    }
    if (!check_text(walk, mark, def->key) || !add_key(walk, keys, walk->events.text, mark))
        return false;
    value_add_item(&walk->value, walk->events.text);
    if (walk->sink->persona)
        walk->sink->persona(walk->context, walk->source, walk->events.text, at(walk, mark));
    return true;
}

/* A persona's id and number, from the id's event on; appended to walk->value. */
static void walk_pair(struct walk *walk, enum field field, struct key_set *keys)
{
    const struct field_def *def = field_def(field);
    size_t mark = events_mark(&walk->events);
    size_t start = walk->value.len;
    bool right = walk_pair_key(walk, def, keys);
    if (!next(walk))
        return;
    if (walk->events.kind != EVENT_SCALAR) {
        refuse_shape(walk, def, _("a number"));
        right = false;
    }
    struct slice number = walk_number(field, walk->events.text);
    if (right && !walk->events.null && check_value(walk, field, number, mark))
        value_add_item(&walk->value, number);
    else
        buf_cut(&walk->value, start);
}

static void walk_per_persona(struct walk *walk, struct node *node, enum field field, size_t mark)
{
    const struct field_def *def = field_def(field);
    if (walk->events.kind == EVENT_SCALAR) {
        walk_scalar(walk, node, field, mark);
        return;
    }
    if (walk->events.kind == EVENT_LIST) {
        refuse_shape(walk, def, _("a number, or a number for each persona's id"));
        return;
    }
    struct key_set keys;
    keys.count = 0;
    buf_clear(&walk->value);
    while (next(walk) && walk->events.kind != EVENT_MAPPING_END)
        walk_pair(walk, field, &keys);
    if (walk->value.len && !at_end(walk))
        walk->sink->value(walk->context, node, field, buf_slice(&walk->value));
}

/* --- ids --- */

/* What id_slug() makes stays as it is, except that hyphens and digits may stand anywhere. */
static bool is_id(struct walk *walk, enum node_kind kind, struct slice text)
{
    if (!text.len || text.len > ID_MAX || memchr(text.data, '\0', text.len))
        return false;
    for (struct slice rest = text; rest.len;) {
        size_t len = 1;
        while (len < rest.len && (rest.data[len] & 0xC0) == 0x80)
            len++;
        if (rest.data[0] != '-') {
            buf_clear(&walk->why);
            id_slug(kind, (struct slice){ rest.data, len }, &walk->why);
            if (!slice_equal(buf_slice(&walk->why), (struct slice){ rest.data, len }))
                return false;
        }
        rest = slice_from(rest, len);
    }
    return true;
}

static void walk_id(struct walk *walk, struct node *node, size_t mark)
{
    struct events *events = &walk->events;
    if (events->kind != EVENT_SCALAR) {
        source_error(walk->source, at(walk, mark), _("id must be a text, found %s"), shape(walk));
        events_skip(events);
    } else if (events->null) {
        return;
    } else if (!node->parent && node->kind == KIND_MAP) {
        source_error(walk->source, at(walk, mark), _("the map itself has no id; remove the line"));
    } else if (!is_id(walk, node->kind, events->text)) {
        source_error(walk->source, at(walk, mark),
            _("id must be of small letters, digits and hyphens, found '%.60s'"), events->text.data);
    } else if (slice_is(events->text, "map") ||
               !walk->sink->id(walk->context, node, events->text)) {
        source_error(walk->source, at(walk, mark),
            _("id '%s' is taken by another; choose another one"), events->text.data);
    }
}

/* --- keys that the schema does not know --- */

void walk_add_raw(struct buf *out, struct slice text, size_t begin, size_t end, size_t column)
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
        buf_add(out, text.data + at + blanks, line_end - at - blanks);
    }
}

size_t walk_skip_colon(struct slice text, size_t key_end)
{
    size_t at = source_skip_space(text, key_end, text.len);
    if (at < text.len && text.data[at] == ':')
        at++;
    while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\t'))
        at++;
    return at;
}

static void walk_unknown(
    struct walk *walk, struct node *node, struct key_set *keys, size_t mark, size_t end_mark)
{
    struct events *events = &walk->events;
    size_t key_begin = at(walk, mark), key_end = at(walk, end_mark);
    struct slice text = walk->source->text;
    bool keep = add_key(walk, keys, buf_slice(&walk->key), mark);
    bool empty = events->kind == EVENT_SCALAR && events_begin(events) == events_end(events);
    bool in_flow = events->kind != EVENT_SCALAR ? events->flow_depth > 1 : events->in_flow;
    events_skip(events);
    if (!keep || at_end(walk))
        return;
    buf_clear(&walk->value);
    if (!empty) {
        size_t column = in_flow ? 0 : key_begin - source_line_start(text, key_begin);
        walk_add_raw(
            &walk->value, text, walk_skip_colon(text, key_end), events_content_end(events), column);
    }
    walk->sink->unknown(walk->context, node, buf_slice(&walk->key), buf_slice(&walk->value));
}

/* --- nodes --- */

static void walk_children(struct walk *walk, struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    if (walk->events.kind == EVENT_SCALAR && walk->events.null)
        return;
    if (walk->events.kind != EVENT_LIST) {
        refuse_shape(walk, def, _("a list: '- ' before each item, or [one, two]"));
        return;
    }
    size_t index = 0;
    walk->sink->list_begin(walk->context, node, field);
    while (next(walk) && walk->events.kind != EVENT_LIST_END) {
        if (walk->events.kind == EVENT_LIST || walk->events.null) {
            source_error(walk->source, events_begin(&walk->events),
                _("an item of %s must be a text or keys and values, found %s"), def->key,
                shape(walk));
            events_skip(&walk->events);
            continue;
        }
        struct node *child = walk->sink->begin(walk->context, node, field, index++);
        if (child)
            walk_node(walk, child);
        else
            walk->stopped = true;
    }
    if (!at_end(walk))
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
    case FIELD_PER_PERSONA:
        walk_per_persona(walk, node, field, mark);
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
    if (events->kind != EVENT_SCALAR || !check_text(walk, mark, N_("a key"))) {
        if (events->kind != EVENT_SCALAR)
            source_error(
                walk->source, at(walk, mark), _("a key must be a text, found %s"), shape(walk));
        events_skip(events);
        if (next(walk))
            events_skip(events);
        return;
    }
    enum field field = find_field(walk, node->kind, events->text);
    if (field == FIELD_UNKNOWN) {
        size_t end_mark = events->event.end_mark.index;
        buf_clear(&walk->key);
        buf_add_slice(&walk->key, events->text);
        if (next(walk))
            walk_unknown(walk, node, keys, mark, end_mark);
        return;
    }
    bool twice = walk->seen[field] == serial;
    walk->seen[field] = serial;
    if (twice)
        source_error(
            walk->source, at(walk, mark), _("key '%s' comes twice; remove one"), events->text.data);
    if (!next(walk))
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
    size_t begin = events_begin(events);
    if (events->kind == EVENT_SCALAR) {
        enum field headline = kind_def(node->kind)->headline;
        if (check_text(walk, begin, field_def(headline)->key))
            walk->sink->value(walk->context, node, headline, events->text);
    } else {
        struct key_set keys;
        keys.count = 0;
        uint32_t serial = ++walk->serial;
        while (next(walk) && events->kind != EVENT_MAPPING_END)
            walk_entry(walk, node, &keys, serial);
    }
    if (!at_end(walk))
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
    const char *remedy = _("write lines such as 'cjm: 1' and 'title: Buying a television'");
    if (!events_next(events)) {
        if (!walk->source->errors)
            source_error(walk->source, walk->source->start, _("the file is empty; %s"), remedy);
        return;
    }
    if (events->kind != EVENT_MAPPING) {
        source_error(walk->source, events_begin(events),
            _("a map is keys and values, found %s; %s"), shape(walk), remedy);
        return;
    }
    struct node *root = walk->sink->begin(walk->context, NULL, FIELD_UNKNOWN, 0);
    uint32_t serial = walk->serial + 1;
    walk_node(walk, root);
    if (at_end(walk))
        return;
    next(walk);
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
