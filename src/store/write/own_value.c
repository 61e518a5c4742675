#include "store/write/own_value.h"

#include "store/read/events.h"
#include "store/read/lines.h"
#include "store/write/quote.h"

static void add_as_it_is(struct buf *out, struct slice yaml, size_t column)
{
    if (yaml.len && yaml.data[0] != '\n' && yaml.data[0] != '\r')
        buf_add_char(out, ' ');
    for (bool first = true; yaml.len; first = false) {
        size_t len = source_next_line(yaml, 0);
        if (!first && !strchr("\r\n", yaml.data[0]))
            buf_add_repeated(out, ' ', column);
        buf_add(out, yaml.data, len);
        yaml = slice_from(yaml, len);
    }
}

/* --- the same? --- */

struct reading {
    struct source source;
    struct events events;
};

static bool begin(struct reading *reading, struct slice text)
{
    source_init(&reading->source, NULL, text, NULL);
    events_init(&reading->events, &reading->source);
    return events_next(&reading->events);
}

static bool same_event(const struct events *a, const struct events *b)
{
    return a->kind == b->kind &&
           (a->kind != EVENT_SCALAR || (a->plain == b->plain && slice_equal(a->text, b->text)));
}

static bool ends_a_text(struct slice line)
{
    bool marks = slice_begins_fold(line, SLICE("---")) || slice_begins_fold(line, SLICE("..."));
    return marks && (line.len == 3 || strchr(" \t\r\n", line.data[3]));
}

/* As a text of its own, in which a line that begins with "---" or "..." would end what is before
 * it. */
static void add_alone(struct buf *out, struct slice yaml)
{
    if (ends_a_text(yaml))
        lines_add_moved(out, yaml, 1);
    else
        buf_add_slice(out, yaml);
    buf_add_char(out, '\n');
}

/* One line without what could be something else behind a key than alone. */
static bool is_simple(struct slice yaml)
{
    if (memchr(yaml.data, '\n', yaml.len) || memchr(yaml.data, ':', yaml.len))
        return false;
    return !yaml.len || !strchr("-?", yaml.data[0]);
}

/* Does it mean the same behind a key as alone? */
static bool fits(struct slice yaml)
{
    if (!yaml.len || is_simple(yaml))
        return true;
    struct reading alone, behind;
    struct buf line = BUF_INIT, entry = BUF_INIT;
    add_alone(&line, yaml);
    buf_adds(&entry, "k:");
    add_as_it_is(&entry, yaml, 0);
    buf_add_char(&entry, '\n');
    bool same = begin(&alone, buf_slice(&line));
    same = begin(&behind, buf_slice(&entry)) && events_next(&behind.events) && same;
    while (same && events_next(&behind.events) && alone.events.kind != EVENT_END) {
        same = same_event(&alone.events, &behind.events);
        events_next(&alone.events);
    }
    same = same && alone.events.kind == EVENT_END && behind.events.kind == EVENT_MAPPING_END &&
           !alone.source.errors && !behind.source.errors;
    events_release(&alone.events);
    events_release(&behind.events);
    buf_release(&line);
    buf_release(&entry);
    return same;
}

/* --- on one line --- */

static void add_scalar(struct buf *out, const struct events *events)
{
    if (events->null)
        buf_adds(out, "null");
    else
        quote_add(out, events->text, events->plain ? QUOTED_VALUE : QUOTED_TEXT, IN_FLOW);
}

/* From a value's first event to its last. */
static void add_value(struct buf *out, struct events *events)
{
    if (events->kind == EVENT_SCALAR) {
        add_scalar(out, events);
        return;
    }
    bool mapping = events->kind == EVENT_MAPPING;
    buf_add_char(out, mapping ? '{' : '[');
    for (bool first = true; events_next(events); first = false) {
        if (events->kind == EVENT_LIST_END || events->kind == EVENT_MAPPING_END)
            break;
        buf_adds(out, first ? "" : ", ");
        add_value(out, events);
        if (mapping && events_next(events)) {
            buf_adds(out, ": ");
            add_value(out, events);
        }
    }
    buf_add_char(out, mapping ? '}' : ']');
}

/* Appends it so; false: it is no value. */
static bool add_plain(struct buf *out, struct slice yaml)
{
    struct reading reading;
    struct buf line = BUF_INIT;
    add_alone(&line, yaml);
    if (begin(&reading, buf_slice(&line)))
        add_value(out, &reading.events);
    events_next(&reading.events);
    bool whole = !reading.source.errors && reading.events.kind == EVENT_END;
    events_release(&reading.events);
    buf_release(&line);
    return whole;
}

static bool is_as_it_was(struct slice yaml)
{
    return !quote_has_bidi(yaml) && fits(yaml);
}

void own_value_add(struct buf *out, struct slice yaml, size_t column)
{
    struct buf plain = BUF_INIT;
    if (!is_as_it_was(yaml) && add_plain(&plain, yaml))
        yaml = buf_slice(&plain);
    add_as_it_is(out, yaml, column);
    buf_release(&plain);
}

bool own_value_same(struct slice yaml, struct slice written)
{
    struct buf plain = BUF_INIT;
    bool same = slice_equal(yaml, written);
    if (!same && !is_as_it_was(yaml) && add_plain(&plain, yaml))
        same = slice_equal(buf_slice(&plain), written);
    buf_release(&plain);
    return same;
}
