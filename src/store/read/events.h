/*
 * The events of a YAML text, one after the other: libyaml's, with places in bytes instead of
 * characters, and with messages for people. Aliases, anchors and tags are errors; so are more
 * than one document and deep nesting.
 *
 *   events_init(); while (events_next()) ...; events_release()
 */
#ifndef CJM_STORE_READ_EVENTS_H
#define CJM_STORE_READ_EVENTS_H

#include <yaml.h>

#include "store/read/source.h"

enum { EVENTS_DEPTH_MAX = 64 };

enum event_kind {
    EVENT_END, /* of the document, or an error was found that ends the reading */
    EVENT_SCALAR,
    EVENT_LIST,
    EVENT_LIST_END,
    EVENT_MAPPING,
    EVENT_MAPPING_END
};

struct events {
    struct source *source;
    yaml_parser_t parser;
    yaml_event_t event;
    enum event_kind kind;
    struct slice text; /* of a scalar, decoded; until the next event. Else empty */
    bool plain;        /* a scalar without quotes */
    bool null;         /* a scalar that stands for "not set" */
    bool in_flow;      /* within [] or {} */
    bool over;         /* the end, or an error that nothing can be read behind */
    int depth, flow_depth;
    /* libyaml counts characters; this finds the byte of one. */
    struct {
        size_t index, offset;
    } cursor;
    bool ascii;
    bool wide_colons; /* there are some */
    char *hidden;     /* the text as libyaml gets it, where that is another; see surrogates.h */
    yaml_char_t *own; /* libyaml's buffer, where it has the text in place of it; see whole.h */
    struct buf shown;
    /* The end of the last text or closing bracket, as a character; see events_content_end(). */
    struct {
        size_t index;
        bool block, trim;
    } content_end;
};

/* Borrows the source. */
void events_init(struct events *events, struct source *source);
void events_release(struct events *events);
/* Goes to the next event; false at the end. */
bool events_next(struct events *events);
/* From an event that may begin a list or mapping to the last event of it. */
void events_skip(struct events *events);

/* A mark is a place as libyaml has it, in characters; it costs nothing until its byte is asked. */
static inline size_t events_mark(const struct events *events)
{
    return events->event.start_mark.index;
}
size_t events_offset(struct events *events, size_t mark);

/* Where the current event begins and ends: byte offsets in the source. */
size_t events_begin(struct events *events);
size_t events_end(struct events *events);
/* The end of the last content seen: blanks, line breaks and comments behind it not counted. */
size_t events_content_end(struct events *events);

#endif
