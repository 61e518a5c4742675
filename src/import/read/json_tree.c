/* libyaml reads it, as it reads maps: JSON is YAML, and so depth and messages are the same. */
#include "import/read/json_tree.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/read/events.h"

struct parsing {
    struct events events;
    struct arena *arena;
};

static struct json *parse_value(struct parsing *parsing);

/* "\\u0000" becomes a blank, as such a byte does in each file; no map can hold it. */
static struct slice copy(struct parsing *parsing, struct slice text)
{
    char *copied = arena_copy(parsing->arena, text.data, text.len);
    for (char *nul = copied; (nul = memchr(nul, '\0', text.len - (size_t)(nul - copied)));)
        *nul = ' ';
    return (struct slice){ copied, text.len };
}

/* "-1.5e0" is -1.5, which is how people write it. */
static void spell_out(struct arena *arena, struct slice *text)
{
    enum { LONGEST = 40 };
    char number[LONGEST + 1], *end;
    if (text->len > LONGEST || text->len < 3 || !strpbrk(text->data, "eE") ||
        !strchr("-0123456789", *text->data))
        return;
    double value = strtod(text->data, &end);
    int len = snprintf(number, sizeof number, "%.15g", value);
    if (end == text->data + text->len && len > 0 && !strpbrk(number, "einf"))
        *text = (struct slice){ arena_copy(arena, number, (size_t)len), (size_t)len };
}

/* Up to the event that ends it. */
static void parse_members(struct parsing *parsing, struct json *value, enum event_kind last)
{
    struct json **end = &value->first;
    while (events_next(&parsing->events) && parsing->events.kind != last) {
        struct slice key = SLICE_NONE;
        if (value->kind == JSON_OBJECT) {
            key = copy(parsing, parsing->events.text);
            if (parsing->events.kind != EVENT_SCALAR)
                events_skip(&parsing->events);
            if (!events_next(&parsing->events))
                return;
        }
        struct json *member = parse_value(parsing);
        member->key = key;
        *end = member;
        end = &member->next;
    }
}

static struct json *parse_value(struct parsing *parsing)
{
    struct events *events = &parsing->events;
    struct json *value = arena_alloc(parsing->arena, sizeof *value);
    *value = (struct json){ .line = events->event.start_mark.line + 1 };
    switch (events->kind) {
    case EVENT_LIST:
        value->kind = JSON_LIST;
        parse_members(parsing, value, EVENT_LIST_END);
        break;
    case EVENT_MAPPING:
        value->kind = JSON_OBJECT;
        parse_members(parsing, value, EVENT_MAPPING_END);
        break;
    default:
        value->kind = events->null ? JSON_NULL : JSON_TEXT;
        value->text = copy(parsing, events->text);
        if (events->plain)
            spell_out(parsing->arena, &value->text);
    }
    return value;
}

struct json *json_parse(
    struct slice text, const char *file, struct arena *arena, struct diags *diags)
{
    struct source source;
    struct parsing parsing = { .arena = arena };
    struct json *root = arena_alloc(arena, sizeof *root);
    *root = (struct json){ .kind = JSON_NULL };
    source_init(&source, file, text, diags);
    if (!source_check_start(&source))
        return NULL;
    events_init(&parsing.events, &source);
    if (events_next(&parsing.events))
        root = parse_value(&parsing);
    while (events_next(&parsing.events))
        ;
    events_release(&parsing.events);
    return source.errors ? NULL : root;
}

static bool is_one_of(struct slice key, const char *keys)
{
    while (keys) {
        const char *end = strchr(keys, '|');
        size_t len = end ? (size_t)(end - keys) : strlen(keys);
        if (slice_equal_fold(key, (struct slice){ keys, len }))
            return true;
        keys = end ? end + 1 : NULL;
    }
    return false;
}

const struct json *json_get(const struct json *object, const char *keys)
{
    const struct json *member = object && object->kind == JSON_OBJECT ? object->first : NULL;
    while (member && !is_one_of(member->key, keys))
        member = member->next;
    return member;
}

struct slice json_text_of(const struct json *object, const char *keys)
{
    const struct json *member = json_get(object, keys);
    return member && member->kind == JSON_TEXT ? member->text : SLICE("");
}

/* --- as text --- */

static bool is_true(const struct json *value)
{
    return value->kind == JSON_TEXT && slice_is(value->text, "true");
}

bool json_is_false(const struct json *value)
{
    return value->kind == JSON_TEXT && slice_is(value->text, "false");
}

void json_add_keys(const struct json *value, struct buf *out)
{
    if (value->kind == JSON_TEXT)
        buf_add_slice(out, value->text);
    for (const struct json *m = value->first; m; m = m->next) {
        if (m != value->first)
            buf_adds(out, "; ");
        if (value->kind == JSON_OBJECT)
            buf_addf(out, "%.*s: ", SLICE_ARG(m->key));
        json_add_keys(m, out);
    }
}

/* "Baker: checks the spelling" of a few texts; what is true stands in brackets. */
static void add_members(const struct json *object, struct buf *out)
{
    size_t start = out->len;
    for (const struct json *m = object->first; m; m = m->next) {
        if (m->kind == JSON_NULL || json_is_false(m) || (m->kind == JSON_TEXT && !m->text.len))
            continue;
        if (is_true(m)) {
            buf_addf(out, "%s(%.*s)", out->len > start ? " " : "", SLICE_ARG(m->key));
            continue;
        }
        if (out->len > start)
            buf_adds(out, ": ");
        json_add_text(m, out);
    }
}

void json_add_text(const struct json *value, struct buf *out)
{
    if (value->kind == JSON_TEXT)
        buf_add_slice(out, value->text);
    if (value->kind == JSON_OBJECT)
        add_members(value, out);
    if (value->kind == JSON_LIST)
        for (const struct json *m = value->first; m; m = m->next) {
            if (m != value->first)
                buf_add_char(out, '\n');
            json_add_text(m, out);
        }
}
