#include "store/read/events.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/read/surrogates.h"
#include "store/read/syntax.h"
#include "store/read/whole.h"
#include "store/read/wide_colon.h"

/* --- from characters to bytes --- */

static const uint64_t high_bits = 0x8080808080808080u;

static bool is_inner_byte(char c)
{
    return (c & 0xC0) == 0x80;
}

/* The bytes of a word that do not begin a character. */
static size_t count_inner(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    uint64_t inner = word & ~(word << 1) & high_bits;
    return (size_t)((inner >> 7) * 0x0101010101010101u >> 56);
}

/* Words at a time while there are more characters to go than they can hold. */
static size_t go_forward(struct slice text, size_t offset, size_t characters)
{
    enum { WORD = 8, PIECE = 4 * WORD };
    while (characters > PIECE && offset + PIECE <= text.len) {
        const char *at = text.data + offset;
        characters -= PIECE - count_inner(at) - count_inner(at + WORD) -
                      count_inner(at + 2 * WORD) - count_inner(at + 3 * WORD);
        offset += PIECE;
    }
    for (; characters > WORD && offset + WORD <= text.len; offset += WORD)
        characters -= WORD - count_inner(text.data + offset);
    while (characters && offset < text.len)
        characters -= !is_inner_byte(text.data[offset++]);
    while (offset < text.len && is_inner_byte(text.data[offset]))
        offset++;
    return offset;
}

static size_t go_back(struct slice text, size_t offset, size_t characters)
{
    while (characters && offset)
        characters -= !is_inner_byte(text.data[--offset]);
    return offset;
}

size_t events_offset(struct events *events, size_t mark)
{
    if (events->ascii)
        return mark + events->source->start;
    struct slice text = events->source->text;
    if (mark >= events->cursor.index)
        events->cursor.offset = go_forward(
            text, events->cursor.offset, mark - events->cursor.index);
    else
        events->cursor.offset = go_back(text, events->cursor.offset, events->cursor.index - mark);
    events->cursor.index = mark;
    return events->cursor.offset;
}

size_t events_begin(struct events *events)
{
    return events_offset(events, events->event.start_mark.index);
}

size_t events_end(struct events *events)
{
    return events_offset(events, events->event.end_mark.index);
}

/* libyaml ends a block text behind its last line break and all blank lines. */
static size_t trim_block_end(struct slice text, size_t offset, bool trim)
{
    if (offset && text.data[offset - 1] == '\n')
        offset--;
    if (offset && text.data[offset - 1] == '\r')
        offset--;
    while (trim && offset && strchr(" \t\r\n", text.data[offset - 1]))
        offset--;
    return offset;
}

size_t events_content_end(struct events *events)
{
    size_t offset = events_offset(events, events->content_end.index);
    if (!events->content_end.block)
        return offset;
    return trim_block_end(events->source->text, offset, events->content_end.trim);
}

/* --- libyaml's parser --- */

void events_init(struct events *events, struct source *source)
{
    memset(events, 0, sizeof *events);
    events->source = source;
    if (!yaml_parser_initialize(&events->parser))
        mem_exhausted();
    struct slice text = slice_from(source->text, source->start);
    size_t count = whole_count(text);
    events->ascii = count == text.len;
    events->wide_colons = !events->ascii && wide_colon_is_in(text);
    events->cursor.offset = source->start;
    events->hidden = surrogates_hide(text);
    if (count && source->terminated && !events->hidden) {
        events->own = whole_give(&events->parser, text, count);
        return;
    }
    const char *input = events->hidden ? events->hidden : text.data;
    yaml_parser_set_encoding(&events->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&events->parser, (const unsigned char *)input, text.len);
}

void events_release(struct events *events)
{
    yaml_event_delete(&events->event);
    whole_end(&events->parser, events->own);
    yaml_parser_delete(&events->parser);
    free(events->hidden);
    buf_release(&events->shown);
}

static void end_events(struct events *events)
{
    events->over = true;
    events->kind = EVENT_END;
}

/* A colon that is none is what is wrong, wherever libyaml notices it: between the last thing that
 * was read and the end of the line where it gave up. */
static bool report_wide_colon(struct events *events)
{
    struct slice text = events->source->text;
    size_t begin = events_offset(events, events->content_end.index);
    size_t problem = events_offset(events, events->parser.problem_mark.index);
    return wide_colon_report(events->source, begin, source_next_line(text, problem), KIND_COUNT);
}

static void report_failure(struct events *events)
{
    const yaml_parser_t *parser = &events->parser;
    if (parser->error == YAML_MEMORY_ERROR)
        mem_exhausted();
    struct source *source = events->source;
    if (parser->error == YAML_READER_ERROR)
        syntax_report_reader(
            source, source->start + parser->problem_offset, parser->problem, parser->problem_value);
    else if (!report_wide_colon(events))
        syntax_report(source, parser->problem, events_offset(events, parser->problem_mark.index),
            parser->context ? events_offset(events, parser->context_mark.index) : SIZE_MAX);
    end_events(events);
}

static bool is_null(struct slice text)
{
    switch (text.len) {
    case 0:
        return true;
    case 1:
        return text.data[0] == '~';
    case 4:
        return slice_is(text, "null") || slice_is(text, "Null") || slice_is(text, "NULL");
    default:
        return false;
    }
}

/* A name may have any length. */
static const char *short_name(const yaml_char_t *name, struct buf *out)
{
    enum { LONGEST = 60 };
    buf_clear(out);
    text_add_line(slice_of((const char *)name), LONGEST, out);
    return out->data;
}

static void refuse_properties(
    struct events *events, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct buf shown = BUF_INIT;
    if (anchor)
        source_error(events->source, events_begin(events),
            _("a map has no anchors (&%s); remove it, or put the text in quotes"),
            short_name(anchor, &shown));
    if (tag)
        source_error(events->source, events_begin(events),
            _("a map has no tags (%s); remove it, or put the text in quotes"),
            short_name(tag, &shown));
    buf_release(&shown);
}

/* With the characters that libyaml did not get to see. */
static void show_hidden(struct events *events, yaml_scalar_style_t style)
{
    struct slice source = events->source->text;
    bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    size_t begin = events_begin(events), end = events_end(events);
    if (block)
        begin = source_next_line(source, begin);
    buf_clear(&events->shown);
    struct slice raw = { source.data + begin, begin < end ? end - begin : 0 };
    if (surrogates_show(
            raw, events->text, style == YAML_DOUBLE_QUOTED_SCALAR_STYLE, &events->shown))
        events->text = buf_slice(&events->shown);
}

static void take_scalar(struct events *events)
{
    const yaml_event_t *event = &events->event;
    events->kind = EVENT_SCALAR;
    events->text = (struct slice){ (const char *)event->data.scalar.value,
        event->data.scalar.length };
    yaml_scalar_style_t style = event->data.scalar.style;
    events->plain = style == YAML_PLAIN_SCALAR_STYLE;
    events->null = events->plain && is_null(events->text);
    if (events->hidden)
        show_hidden(events, style);
    if (event->data.scalar.anchor || event->data.scalar.tag)
        refuse_properties(events, event->data.scalar.anchor, event->data.scalar.tag);
    bool empty = event->start_mark.index == event->end_mark.index;
    if (empty && events->in_flow)
        return;
    events->content_end.index = event->end_mark.index;
    /* Behind "?" nothing is where the next thing begins. */
    events->content_end.block = empty || style == YAML_LITERAL_SCALAR_STYLE ||
                                style == YAML_FOLDED_SCALAR_STYLE;
    events->content_end.trim = empty;
    if (!events->content_end.block || empty)
        return;
    /* Blank lines at the end mean nothing, unless blanks or line breaks there belong to it. */
    size_t len = events->text.len;
    const char *text = events->text.data;
    len -= len && text[len - 1] == '\n';
    events->content_end.trim = len && !strchr(" \t\n", text[len - 1]);
}

static void take_start(struct events *events, enum event_kind kind, bool flow)
{
    events->kind = kind;
    events->null = false;
    if (flow || events->flow_depth)
        events->flow_depth++;
    events->in_flow = events->flow_depth > 0;
    if (++events->depth <= EVENTS_DEPTH_MAX)
        return;
    source_error(events->source, events_begin(events),
        _("more than %d lists and mappings inside each other; use fewer levels"), EVENTS_DEPTH_MAX);
    end_events(events);
}

static void take_end(struct events *events, enum event_kind kind)
{
    events->kind = kind;
    events->depth--;
    events->flow_depth -= events->flow_depth > 0;
    events->in_flow = events->flow_depth > 0;
    /* Only a bracket is content: the end of a block form is where the next thing begins. */
    if (events->event.end_mark.index == events->event.start_mark.index)
        return;
    events->content_end.index = events->event.end_mark.index;
    events->content_end.block = false;
}

/* Behind the document there may only be its end mark and comments. */
static void finish(struct events *events)
{
    struct source *source = events->source;
    size_t i = source_skip_space(source->text, events_begin(events), source->text.len);
    while (i + 3 <= source->text.len && memcmp(source->text.data + i, "...", 3) == 0)
        i = source_skip_space(source->text, i + 3, source->text.len);
    if (i < source->text.len)
        source_error(source, i,
            _("a second document begins here; a file has one map, so move this one to another "
              "file"));
    end_events(events);
}

static void take_event(struct events *events)
{
    const yaml_event_t *event = &events->event;
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(events);
        break;
    case YAML_SEQUENCE_START_EVENT:
        take_start(
            events, EVENT_LIST, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
        refuse_properties(
            events, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        take_start(
            events, EVENT_MAPPING, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
        refuse_properties(events, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        break;
    case YAML_SEQUENCE_END_EVENT:
        take_end(events, EVENT_LIST_END);
        break;
    case YAML_MAPPING_END_EVENT:
        take_end(events, EVENT_MAPPING_END);
        break;
    case YAML_ALIAS_EVENT:
        source_error(events->source, events_begin(events),
            _("a map has no aliases (*%s); write the value out, or put the text in quotes"),
            event->data.alias.anchor);
        events->kind = EVENT_SCALAR;
        events->text = SLICE("");
        events->plain = events->null = true;
        break;
    case YAML_DOCUMENT_END_EVENT:
        finish(events);
        break;
    default:
        end_events(events);
    }
}

bool events_next(struct events *events)
{
    if (events->over)
        return false;
    do {
        yaml_event_delete(&events->event);
        events->text = SLICE("");
        if (!yaml_parser_parse(&events->parser, &events->event)) {
            report_failure(events);
            return false;
        }
    } while (events->event.type == YAML_STREAM_START_EVENT ||
             events->event.type == YAML_DOCUMENT_START_EVENT);
    take_event(events);
    return events->kind != EVENT_END;
}

void events_skip(struct events *events)
{
    if (events->kind != EVENT_LIST && events->kind != EVENT_MAPPING)
        return;
    int outside = events->depth - 1;
    while (events->depth > outside && events_next(events))
        ;
}
