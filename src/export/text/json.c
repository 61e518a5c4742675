#include "export/text/json.h"

#include "base/text.h"
#include "export/text/out.h"
#include "store/read/events.h"

static void begin_line(struct json *json)
{
    buf_add_char(json->out, '\n');
    buf_add_repeated(json->out, ' ', 2 * json->depth);
}

void json_open(struct json *json, char bracket)
{
    buf_add_char(json->out, bracket);
    json->depth++;
    json->begun = false;
}

void json_close(struct json *json, char bracket)
{
    json->depth--;
    if (json->begun)
        begin_line(json);
    buf_add_char(json->out, bracket);
    json->begun = true;
}

void json_item(struct json *json)
{
    if (json->begun)
        buf_add_char(json->out, ',');
    begin_line(json);
    json->begun = true;
}

void json_key_of(struct json *json, struct slice key)
{
    json_item(json);
    json_text(json, key);
    buf_adds(json->out, ": ");
}

void json_key(struct json *json, const char *key)
{
    json_key_of(json, slice_of(key));
}

/* Letters and all that does nothing to a reader of a page or a terminal. */
static size_t plain_length(struct slice text)
{
    size_t i = 0;
    while (i < text.len && text.data[i] >= ' ' && text.data[i] < 0x7F && text.data[i] != '"' &&
           text.data[i] != '\\')
        i++;
    return i;
}

void json_text(struct json *json, struct slice text)
{
    struct buf *out = json->out;
    buf_add_char(out, '"');
    while (text.len) {
        size_t plain = plain_length(text);
        buf_add(out, text.data, plain);
        text = slice_from(text, plain);
        if (!text.len)
            break;
        uint32_t point = utf8_next(&text);
        if (point == '"' || point == '\\')
            buf_addf(out, "\\%c", (char)point);
        else if (point == '\n')
            buf_adds(out, "\\n");
        else if (point <= 0xFFFF && out_point(point) != point)
            buf_addf(out, "\\u%04x", (unsigned)point);
        else
            buf_add_codepoint(out, point);
    }
    buf_add_char(out, '"');
}

void json_number(struct json *json, struct slice text)
{
    if (out_is_number(text))
        buf_add_slice(json->out, text);
    else
        json_text(json, text);
}

/* --- values of own keys --- */

static void add_scalar(struct json *json, const struct events *events)
{
    struct slice text = events->text;
    if (events->null)
        buf_adds(json->out, "null");
    else if (events->plain && (slice_is(text, "true") || slice_is(text, "false")))
        buf_add_slice(json->out, text);
    else if (events->plain)
        json_number(json, text);
    else
        json_text(json, text);
}

/* From a value's first event to its last. Nesting has a bound, and no file has more. */
static void add_events(struct json *json, struct events *events)
{
    if (events->kind != EVENT_LIST && events->kind != EVENT_MAPPING) {
        add_scalar(json, events);
        return;
    }
    bool mapping = events->kind == EVENT_MAPPING;
    json_open(json, mapping ? '{' : '[');
    while (events_next(events) && events->kind != EVENT_LIST_END &&
           events->kind != EVENT_MAPPING_END) {
        if (!mapping) {
            json_item(json);
        } else {
            json_key_of(json, events->text);
            events_skip(events);
            if (!events_next(events))
                break;
        }
        add_events(json, events);
    }
    json_close(json, mapping ? '}' : ']');
}

void json_yaml(struct json *json, struct slice yaml)
{
    struct source source;
    struct events events;
    struct buf line = BUF_INIT;
    buf_add_slice(&line, yaml);
    buf_add_char(&line, '\n');
    source_init(&source, NULL, buf_slice(&line), NULL);
    events_init(&events, &source);
    if (yaml.len && events_next(&events))
        add_events(json, &events);
    else
        buf_adds(json->out, "null");
    events_release(&events);
    buf_release(&line);
}
